//! Dates and counts of POPCORN: French reports in the style of intelligence, with the values of their attributes.

use std::collections::BTreeMap;

use serde::Deserialize;
use zenobia_core::span::Span;

/// A report with its dates and counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    /// The plain text.
    pub text: String,
    /// The annotated dates.
    pub dates: Vec<GoldDate>,
    /// The annotated counts.
    pub counts: Vec<GoldNumber>,
}

/// An annotated date: year, month and day, each where the corpus says it.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldDate {
    /// Where its first mention stands, in code points.
    pub span: Span,
    /// Year.
    pub year: Option<i16>,
    /// Month.
    pub month: Option<i8>,
    /// Day.
    pub day: Option<i8>,
}

/// How a number bounds what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Just as many.
    Exact,
    /// About as many.
    Fuzzy,
    /// At least as many, or more.
    Least,
    /// At most as many, or less.
    Most,
}

/// An annotated count.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldNumber {
    /// Where its first mention stands, in code points.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// The number.
    pub number: u64,
    /// How it bounds.
    pub bound: Bound,
}

impl GoldNumber {
    /// Whether no number is said: the corpus gives "several", "some", "all" and "others" as 2.
    pub fn is_vague(&self) -> bool {
        let digits = self.words.contains(|c: char| c.is_ascii_digit());
        self.bound != Bound::Exact && self.number == 2 && !digits || self.words.contains('%')
    }
}

#[derive(Deserialize)]
struct Report {
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    value: Option<String>,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    value: String,
    start: u32,
    end: u32,
}

/// Reads a file of the corpus: a JSON object of reports by id.
///
/// # Errors
/// When the text is not such an object.
///
/// ```
/// use zenobia_eval::corpora::popcorn_counts::read;
/// let file = r#"{"1": {"text": "Neuf morts le 3 mai 2020.", "entities": [
///   {"type": "QUANTITY_EXACT", "value": "9", "mentions": [{"value": "Neuf", "start": 0, "end": 4}]},
///   {"type": "TIME_EXACT", "value": "03/05/2020", "mentions": [{"value": "3 mai 2020", "start": 14, "end": 24}]}
/// ]}}"#;
/// let reports = read(file).unwrap();
/// assert_eq!(reports[0].1.counts[0].number, 9);
/// assert_eq!((reports[0].1.dates[0].year, reports[0].1.dates[0].day), (Some(2020), Some(3)));
/// ```
pub fn read(source: &str) -> Result<Vec<(String, Counted)>, serde_json::Error> {
    let reports: BTreeMap<String, Report> = serde_json::from_str(source)?;
    Ok(reports.into_iter().map(|(id, report)| (id, counted(report))).collect())
}

fn counted(report: Report) -> Counted {
    let mut counted = Counted { text: report.text, ..Counted::default() };
    for entity in &report.entities {
        let (Some(mention), Some(value)) = (entity.mentions.first(), &entity.value) else { continue };
        let span = Span::new(mention.start, mention.end);
        let bound = match entity.kind.as_str() {
            "QUANTITY_EXACT" => Bound::Exact,
            "QUANTITY_FUZZY" => Bound::Fuzzy,
            "QUANTITY_MIN" => Bound::Least,
            "QUANTITY_MAX" => Bound::Most,
            kind if kind.starts_with("TIME_") => {
                counted.dates.extend(date(span, value));
                continue;
            }
            _ => continue,
        };
        if let Ok(number) = value.trim().parse() {
            counted.counts.push(GoldNumber { span, words: mention.value.clone(), number, bound });
        }
    }
    counted
}

/// A date such as `07/05/2022`; zeros stand for what is unknown.
fn date(span: Span, value: &str) -> Option<GoldDate> {
    let mut parts = value.split('/').map(|part| part.trim().parse::<i16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let known = |number: i16| i8::try_from(number).ok().filter(|number| *number > 0);
    Some(GoldDate { span, year: Some(year).filter(|year| *year > 0), month: known(month), day: known(day) })
}
