//! Tables (CSV, TSV): a report a row, its columns found by their names or told by the user.

use std::io::{self, BufRead, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{ByteRecord, ReaderBuilder};
use zenobia_core::document::Document;

use super::limits::read_whole;
use super::piece::Piece;
use super::{Defaults, Item, Items, one};
use crate::date::find_day;
use crate::decode::decode;

/// The parts of a report that a column may hold, and what such a column is called where nobody says so, in small letters.
const FIELDS: [(&str, &[&str]); 7] = [
    (
        "text",
        &["text", "texte", "body", "content", "contenu", "article", "full_text", "fulltext", "notes", "description"],
    ),
    ("id", &["id", "guid", "identifier", "identifiant", "report_id", "article_id", "event_id_cnty"]),
    ("title", &["title", "titre", "headline", "subject"]),
    (
        "published",
        &["published", "published_at", "date_published", "pubdate", "publication_date", "date de publication", "date"],
    ),
    ("publisher", &["publisher", "source", "outlet", "newspaper", "média", "journal"]),
    ("url", &["url", "link", "lien", "source_url"]),
    ("language", &["language", "lang", "langue"]),
];

/// Which column holds what: pairs of a field and a column's name, as the user tells them.
pub type Columns = Vec<(String, String)>;

/// Checks that a field is one that a column can hold.
///
/// # Errors
/// Names the fields there are.
pub fn parse_column(pair: &str) -> Result<(String, String), String> {
    let fields = FIELDS.map(|(field, _)| field).join(", ");
    let Some((field, column)) = pair.split_once('=') else {
        return Err(format!("write it as FIELD=COLUMN, such as text=Body; fields are {fields}"));
    };
    match FIELDS.iter().any(|(known, _)| *known == field.trim()) {
        true => Ok((field.trim().to_owned(), column.trim().to_owned())),
        false => Err(format!("`{field}` is not a part of a report; fields are {fields}")),
    }
}

/// Bytes that are looked at to find out the encoding and what separates the columns.
const HEAD: usize = 1 << 16;

pub(super) fn read(mut input: Box<dyn BufRead + Send>, piece: Piece, defaults: Arc<Defaults>) -> Items {
    let mut head = Vec::new();
    if let Err(error) = input.by_ref().take(HEAD as u64).read_to_end(&mut head) {
        return one(Item::Failed(piece.system(error)));
    }
    let sound = match std::str::from_utf8(&head) {
        Ok(_) => true,
        // The last letter may be cut.
        Err(error) => error.valid_up_to() + 4 > HEAD,
    };
    let input: Box<dyn Read + Send> = if sound {
        Box::new(Cursor::new(head).chain(input))
    } else {
        let mut whole = Cursor::new(head).chain(input);
        let text = read_whole(&mut whole, &defaults.limits).map_err(|error| piece.system(error));
        match text.map(decode) {
            Ok(Ok(text)) => Box::new(Cursor::new(text)),
            Ok(Err(_)) => return one(Item::Failed(crate::Fault::NotText { path: piece.shown.clone() })),
            Err(fault) => return one(Item::Failed(fault)),
        }
    };
    rows(input, piece, defaults)
}

fn rows(mut input: Box<dyn Read + Send>, piece: Piece, defaults: Arc<Defaults>) -> Items {
    let mut head = Vec::new();
    if let Err(error) = input.by_ref().take(HEAD as u64).read_to_end(&mut head) {
        return one(Item::Failed(piece.system(error)));
    }
    let separator = separator(&head);
    // A quotation that never closes makes one row of the rest of the file.
    let most = defaults.limits.report;
    let taken = Arc::new(AtomicU64::new(0));
    let input = RowBound { inner: Cursor::new(head).chain(input), taken: Arc::clone(&taken), most };
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(input);
    let header = match reader.byte_headers() {
        Ok(header) => header.clone(),
        Err(error) => return piece.failed(error.to_string()),
    };
    let layout = match Layout::new(&header_names(&header), &defaults.columns) {
        Ok(layout) => layout,
        Err(message) => return piece.failed(message),
    };
    let mut stopped = false;
    let rows = reader.into_byte_records().take_while(move |row| {
        taken.store(0, Ordering::Relaxed);
        // After a failure of the system the rest cannot be trusted.
        let go_on = !stopped;
        stopped |= row.as_ref().is_err_and(csv::Error::is_io_error);
        go_on
    });
    Box::new(rows.enumerate().filter_map(move |(number, row)| match row {
        Ok(row) if row.iter().all(|cell| cell.trim_ascii().is_empty()) => None,
        Ok(row) => Some(layout.item(&row, number, &piece, &defaults)),
        Err(error) => Some(Item::Failed(piece.fault(format!("row {}: {error}", number + 1)))),
    }))
}

/// A reader that fails when one row takes more than a report may have.
struct RowBound<R> {
    inner: R,
    /// Bytes since the last row ended.
    taken: Arc<AtomicU64>,
    most: u64,
}

impl<R: Read> Read for RowBound<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        if self.taken.fetch_add(length as u64, Ordering::Relaxed) > self.most {
            let message = format!("a row is longer than {} MB; does a quotation mark lack its other?", self.most >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(length)
    }
}

/// The separator that the header has most of.
fn separator(head: &[u8]) -> u8 {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|&&byte| byte == separator).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|&separator| (count(separator), separator == b',')).unwrap_or(b',')
}

/// Which of the columns hold which part of a report: their numbers, by the names of the parts.
///
/// # Errors
/// When none holds the text, or one that was told is not there.
///
/// ```
/// use zenobia_formats::read::columns_of;
/// let columns = columns_of(&["Body".into(), "date".into()], &vec![("text".into(), "body".into())]).unwrap();
/// assert_eq!(columns, [("text", 0), ("published", 1)]);
/// ```
pub fn columns_of(names: &[String], told: &Columns) -> Result<Vec<(&'static str, usize)>, String> {
    let names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let layout = Layout::new(&names, told)?;
    Ok(FIELDS.iter().zip(layout.columns).filter_map(|((field, _), column)| Some((*field, column?))).collect())
}

/// The column of each of [`FIELDS`].
pub(super) struct Layout {
    pub columns: [Option<usize>; 7],
    /// Cells that the header names.
    width: usize,
}

/// The names of the columns, in small letters.
fn header_names(header: &ByteRecord) -> Vec<String> {
    let name = |name: &[u8]| String::from_utf8_lossy(name).trim_matches(['\u{feff}', ' ']).to_lowercase();
    header.iter().map(name).collect()
}

impl Layout {
    /// `names` are in small letters.
    pub fn new(names: &[String], told: &Columns) -> Result<Layout, String> {
        let at = |wanted: &str| names.iter().position(|name| *name == wanted.to_lowercase());
        let mut columns = [None; 7];
        for (slot, (field, usual)) in columns.iter_mut().zip(FIELDS) {
            let told = told.iter().find(|(told, _)| told == field);
            *slot = match told {
                Some((_, column)) => Some(at(column).ok_or_else(|| missing(column, names))?),
                None => usual.iter().find_map(|name| at(name)),
            };
        }
        match columns[0] {
            Some(_) => Ok(Layout { columns, width: names.len() }),
            None => Err(format!(
                "no column holds the text. Its columns are {}; say which with --column text=NAME",
                names.join(", ")
            )),
        }
    }

    fn item(&self, row: &ByteRecord, number: usize, piece: &Piece, defaults: &Defaults) -> Item {
        if row.len() > self.width {
            let message = format!(
                "row {} has {} cells where the header names {}: put cells that hold the separator in quotes",
                number + 1,
                row.len(),
                self.width
            );
            return Item::Failed(piece.fault(message));
        }
        self.report(|column| Some(String::from_utf8_lossy(row.get(column)?).trim().to_owned()), number, piece, defaults)
    }

    /// The report of a row; `number` counts from 0, `text` is what stands in a column.
    pub fn report(
        &self,
        text: impl Fn(usize) -> Option<String>,
        number: usize,
        piece: &Piece,
        defaults: &Defaults,
    ) -> Item {
        let cell = |field: usize| {
            let cell = text(self.columns[field]?)?.trim().to_owned();
            (!cell.is_empty()).then_some(cell)
        };
        let row_name = format!("{}:{}", piece.id, number + 1);
        let published = cell(3);
        let day = published.as_deref().and_then(find_day);
        if let (Some(told), None) = (&published, day) {
            let message =
                format!("row {}: `{told}` is not a day: write it as YYYY-MM-DD, such as 2016-03-28", number + 1);
            return Item::Failed(piece.fault(message));
        }
        let Some(text) = self.columns[0].and_then(&text).filter(|text| !text.trim().is_empty()) else {
            return Item::Failed(piece.fault(format!("row {}: the column of the text is empty", number + 1)));
        };
        let code = cell(6).map(|code| code.split(['-', '_']).next().unwrap_or_default().to_lowercase());
        Item::Report(Document {
            id: cell(1).unwrap_or(row_name).into(),
            text,
            language: code.map(Into::into).or_else(|| piece.language.clone()).or_else(|| defaults.language.clone()),
            published: day.or(piece.published).or(defaults.published),
            publisher: cell(4),
            url: cell(5),
            title: cell(2),
            location: Some(format!("{}:{}", piece.shown, number + 1)),
        })
    }
}

fn missing(column: &str, names: &[String]) -> String {
    format!("there is no column `{column}`. Its columns are {}", names.join(", "))
}
