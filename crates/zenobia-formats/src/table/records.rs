//! Records by columns: what is known of each report, and the record itself.

use zenobia_core::record::Record;

use super::{Cells, Table, days, texts, wholes};
use crate::write::word;

/// The column that holds the record as JSON (`zenobia.record/1`): with it nothing is lost.
pub const RECORD: &str = "record";

/// A row a report: what is known of it, how much was found in it, and its record.
pub fn records(records: &[Record]) -> Table {
    let json = |record: &Record| Some(serde_json::to_string(record).expect("a record has string keys only"));
    let count = |number: usize| Some(number as u64);
    Table::of(
        "records",
        [
            ("id", texts(records, |record| Some(&record.report.id))),
            ("language", texts(records, |record| Some(&record.report.language))),
            ("title", texts(records, |record| record.report.title.as_deref())),
            ("published", days(records, |record| record.report.published.as_deref())),
            (
                "published_from",
                Cells::Texts(records.iter().map(|record| record.report.published_from.as_ref().map(word)).collect()),
            ),
            ("publisher", texts(records, |record| record.report.publisher.as_deref())),
            ("url", texts(records, |record| record.report.url.as_deref())),
            ("sha256", texts(records, |record| Some(&record.report.sha256))),
            ("length", wholes(records, |record| Some(record.report.length.into()))),
            ("sentences", wholes(records, |record| count(record.sentences.len()))),
            ("actors", wholes(records, |record| count(record.actors.len()))),
            ("places", wholes(records, |record| count(record.places.len()))),
            ("claims", wholes(records, |record| count(record.claims.len()))),
            (RECORD, Cells::Json(records.iter().map(json).collect())),
        ],
    )
}
