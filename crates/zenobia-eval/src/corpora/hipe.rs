//! Toponyms in the columns of the HIPE shared tasks (CLEF 2020, 2022): a token a line, tabs between columns.
//!
//! The first line names the columns. Lines that begin with `#` and have no tab tell of the document that follows: its id, day and
//! language, in any order (in 2020 the day came first); an empty line ends it. `NE-COARSE-LIT` holds IOB tags, of which those
//! whose type begins with `loc` (or `LOC`, `GPE`, `BUILDING`, `STREET`) are toponyms; `NoSpaceAfter` in the last column glues a token to
//! the next. These corpora point at Wikidata, so there are no coordinates.

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
    let mut reader = Reader { documents: Vec::new(), language: language.to_owned(), column, state: State::default() };
    for line in lines {
        match line.strip_prefix('#').filter(|_| !line.contains('\t')) {
            Some(comment) => reader.comment(comment),
            None if line.trim().is_empty() => reader.state = State::default(),
            None => reader.token(line),
        }
    }
    reader.documents
}

struct Reader {
    documents: Vec<PlacedDocument>,
    language: String,
    column: usize,
    state: State,
}

/// Where the reader is in a document.
#[derive(Default)]
struct State {
    /// What has been told of the document that begins.
    id: Option<String>,
    published: Option<jiff::civil::Date>,
    /// Whether it has begun.
    begun: bool,
    /// Whether the token before belongs to a toponym.
    open: bool,
    /// Code points of the text so far.
    points: u32,
}

/// Types of entities that are places, in lower case.
const PLACES: [&str; 4] = ["loc", "gpe", "building", "street"];

impl Reader {
    fn comment(&mut self, comment: &str) {
        let Some((name, value)) = comment.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
            return;
        };
        if self.state.begun && ["document_id", "date", "language"].iter().any(|end| name.ends_with(end)) {
            self.state = State::default();
        }
        if name.ends_with("document_id") {
            self.state.id = Some(value.to_owned());
        } else if name.ends_with(":language") || name == "language" {
            value.clone_into(&mut self.language);
        } else if name.ends_with(":date") || name == "date" {
            self.state.published = value.parse().ok();
        }
    }

    fn begin(&mut self) {
        let id = self.state.id.take().unwrap_or_else(|| (self.documents.len() + 1).to_string());
        let language = Some(self.language.as_str().into());
        let document = Document { id: id.into(), language, published: self.state.published, ..Document::default() };
        self.documents.push(PlacedDocument { document, places: Vec::new() });
        self.state.begun = true;
    }

    fn token(&mut self, line: &str) {
        let columns: Vec<&str> = line.split('\t').collect();
        let Some(&tag) = columns.get(self.column) else { return };
        if !self.state.begun {
            self.begin();
        }
        let glued = columns.last().is_some_and(|last| last.contains("NoSpaceAfter"));
        let Some(last) = self.documents.last_mut() else { return };
        let length = columns[0].chars().count() as u32;
        let is_place = tag.split_once('-').is_some_and(|(_, kind)| {
            let kind = kind.to_lowercase();
            PLACES.iter().any(|place| kind.starts_with(place))
        });
        match last.places.last_mut().filter(|_| is_place && self.state.open && tag.starts_with("I-")) {
            Some(place) => place.span.end = self.state.points + length,
            None if is_place => {
                last.places
                    .push(GoldPlace { span: Span::new(self.state.points, self.state.points + length), point: None });
            }
            None => {}
        }
        self.state.open = is_place;
        last.document.text.push_str(columns[0]);
        self.state.points += length;
        if !glued {
            last.document.text.push(' ');
            self.state.points += 1;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::read;

    const HEAD: &str = "TOKEN\tNE-COARSE-LIT\tNE-COARSE-METO\tNE-NESTED\tNEL-LIT\tMISC\n";

    #[test]
    fn what_is_told_before_the_id_belongs_to_the_document_that_follows() {
        let source = format!(
            "{HEAD}# language = fr\n# newspaper = EXP\n# date = 1898-01-04\n# document_id = a\nBerne\tB-loc\tO\tO\tQ70\t_\n\
             # language = fr\n# date = 1899-05-06\n# document_id = b\nRien\tO\tO\tO\t_\tNoSpaceAfter\n"
        );
        let documents = read(&source, "en");
        let told: Vec<_> = documents
            .iter()
            .map(|one| (one.document.id.as_str(), one.document.published.unwrap().to_string()))
            .collect();
        assert_eq!(told, [("a", "1898-01-04".to_owned()), ("b", "1899-05-06".to_owned())]);
        assert_eq!((documents[0].places.len(), documents[1].document.text.as_str()), (1, "Rien"));
    }

    #[test]
    fn a_number_sign_may_be_a_token_and_an_empty_line_ends_a_document() {
        let source = format!(
            "{HEAD}# hipe2022:document_id = a\r\n# hipe2022:dataset = topres19th\r\n#\tO\tO\tO\t_\tNoSpaceAfter\r\n\
             Bank\tB-STREET\t_\t_\t_\tEndOfLine|NoSpaceAfter\r\n-street\tI-STREET\t_\t_\t_\t_\r\n\r\nLeeds\tB-LOC\t_\t_\t_\t_\r\n"
        );
        let documents = read(&source, "en");
        assert_eq!(documents[0].document.text, "#Bank-street ");
        assert_eq!((documents[0].places[0].span.start, documents[0].places[0].span.end), (1, 12));
        assert_eq!((documents[1].document.id.as_str(), documents[1].places.len()), ("2", 1));
    }
}
