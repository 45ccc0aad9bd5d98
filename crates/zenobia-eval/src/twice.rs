//! Reads everything twice: no text may make the analysis panic, and the same text gives the same bytes.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;
use zenobia_core::document::Document;
use zenobia_core::record::Record;

/// What was wrong with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The analysis panicked, and what it said.
    Panic(String),
    /// The two records differ; the first bytes where they do.
    Difference(String),
}

/// Reads each report twice; returns the faults by id of report.
pub fn read_twice(documents: &[Document], analyze: impl Fn(&Document) -> Record + Sync) -> Vec<(String, Fault)> {
    let fault = |document: &Document| {
        let read = || catch_unwind(AssertUnwindSafe(|| bytes(&analyze(document))));
        let fault = match (read(), read()) {
            (Ok(one), Ok(other)) if one == other => return None,
            (Ok(one), Ok(other)) => Fault::Difference(first_difference(&one, &other)),
            (Err(panic), _) | (_, Err(panic)) => Fault::Panic(words(panic.as_ref())),
        };
        Some((document.id.to_string(), fault))
    };
    documents.par_iter().filter_map(fault).collect()
}

fn bytes(record: &Record) -> String {
    serde_json::to_string(record).unwrap_or_else(|error| error.to_string())
}

/// What a panic said.
pub fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message").to_owned()
}

fn first_difference(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(30)).take(60).collect::<String>();
    format!("…{}… / …{}…", around(one), around(other))
}
