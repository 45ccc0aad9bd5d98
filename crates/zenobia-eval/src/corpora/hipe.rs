//! Toponyms in the columns of the HIPE shared tasks (CLEF 2020, 2022): a token a line, tabs between columns.
//!
//! The first line names the columns; lines that begin with `#` tell the document; `NE-COARSE-LIT` holds IOB tags, of which those
//! whose type begins with `loc` (or `LOC`, `GPE`) are toponyms; `NoSpaceAfter` in the last column glues a token to the next.
//! These corpora point at Wikidata, so there are no coordinates.

use zenobia_core::document::Document;
use zenobia_core::span::Span;

use super::{GoldPlace, PlacedDocument};

/// Reads all documents. `language` is used where the file does not say.
///
/// ```
/// let source = "TOKEN\tNE-COARSE-LIT\tMISC\n# hipe2022:document_id = d1\n# hipe2022:language = fr\n\
///               Incendie\tO\t_\nà\tO\t_\nDeir\tB-loc\tNoSpaceAfter\n-ez-Zor\tI-loc\tNoSpaceAfter\n.\tO\t_\n";
/// let documents = zenobia_eval::corpora::hipe::read(source, "en");
/// assert_eq!(documents[0].document.text, "Incendie à Deir-ez-Zor. ");
/// assert_eq!((documents[0].places[0].span.start, documents[0].places[0].span.end), (11, 22));
/// ```
pub fn read(source: &str, language: &str) -> Vec<PlacedDocument> {
    let mut lines = source.lines();
    let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = columns.iter().position(|name| *name == "NE-COARSE-LIT").unwrap_or(1);
    let mut reader = Reader { documents: Vec::new(), language: language.to_owned(), column, open: false, points: 0 };
    for line in lines {
        match line.strip_prefix('#') {
            Some(comment) => reader.comment(comment),
            None => reader.token(line),
        }
    }
    reader.documents
}

struct Reader {
    documents: Vec<PlacedDocument>,
    language: String,
    column: usize,
    /// Whether the token before belongs to a toponym.
    open: bool,
    /// Code points of the text so far.
    points: u32,
}

impl Reader {
    fn comment(&mut self, comment: &str) {
        let Some((name, value)) = comment.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
            return;
        };
        if name.ends_with("document_id") {
            self.begin(value);
        } else if name.ends_with("language") {
            value.clone_into(&mut self.language);
            if let Some(last) = self.documents.last_mut() {
                last.document.language = Some(value.into());
            }
        } else if (name.ends_with(":date") || name == "date")
            && let Some(last) = self.documents.last_mut()
        {
            last.document.published = value.parse().ok();
        }
    }

    fn begin(&mut self, id: &str) {
        let language = Some(self.language.as_str().into());
        let document = Document { id: id.into(), language, ..Document::default() };
        self.documents.push(PlacedDocument { document, places: Vec::new() });
        (self.open, self.points) = (false, 0);
    }

    fn token(&mut self, line: &str) {
        let columns: Vec<&str> = line.split('\t').collect();
        let Some(&tag) = columns.get(self.column) else { return };
        if self.documents.is_empty() {
            self.begin("1");
        }
        let glued = columns.last().is_some_and(|last| last.contains("NoSpaceAfter"));
        let Some(last) = self.documents.last_mut() else { return };
        let length = columns[0].chars().count() as u32;
        let is_place = tag.split_once('-').is_some_and(|(_, kind)| {
            let kind = kind.to_lowercase();
            kind.starts_with("loc") || kind.starts_with("gpe")
        });
        match last.places.last_mut().filter(|_| is_place && self.open && tag.starts_with("I-")) {
            Some(place) => place.span.end = self.points + length,
            None if is_place => {
                last.places.push(GoldPlace { span: Span::new(self.points, self.points + length), point: None });
            }
            None => {}
        }
        self.open = is_place;
        last.document.text.push_str(columns[0]);
        self.points += length;
        if !glued {
            last.document.text.push(' ');
            self.points += 1;
        }
    }
}
