//! A file, or a part of one, and what is known of it from where it lay.

use std::io;

use compact_str::CompactString;
use jiff::civil::Date;
use zenobia_core::document::Document;

use super::{Defaults, Item, Items, one};
use crate::Fault;

/// Something to read.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// As it is shown to people: `archive.zip: folder/page.html`.
    pub shown: String,
    /// What the report is called.
    pub id: String,
    pub language: Option<CompactString>,
    pub published: Option<Date>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    /// Encoding, as a server or a mail told it.
    pub charset: Option<String>,
    /// How many archives it lies in.
    pub depth: u8,
}

impl Piece {
    /// A file: its name tells what it is called and may tell its language.
    pub fn named(shown: &str, name: &str, codes: &[CompactString]) -> Piece {
        let (id, language) = name_parts(name, codes);
        Piece { shown: shown.to_owned(), id: id.to_owned(), language, ..Piece::default() }
    }

    /// A part of this one, by its name inside.
    pub fn part(&self, name: &str, codes: &[CompactString]) -> Piece {
        let (inside, language) = name_parts(name, codes);
        Piece {
            shown: format!("{}: {name}", self.shown),
            id: format!("{}/{inside}", self.id),
            language: language.or_else(|| self.language.clone()),
            depth: self.depth + 1,
            ..Piece::default()
        }
    }

    /// A report of its own with some words.
    pub fn report(&self, text: String, defaults: &Defaults) -> Document {
        Document {
            id: self.id.as_str().into(),
            text,
            language: defaults.language.clone().or_else(|| self.language.clone()),
            published: self.published.or(defaults.published),
            publisher: self.publisher.clone(),
            url: self.url.clone(),
            title: self.title.clone(),
            location: Some(self.shown.clone()),
        }
    }

    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::Unsound { path: self.shown.clone(), message: message.into() }
    }

    /// Nothing but a fault.
    pub fn failed(&self, message: impl Into<String>) -> Items {
        one(Item::Failed(self.fault(message)))
    }

    pub fn system(&self, error: io::Error) -> Fault {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                self.fault(error.to_string())
            }
            _ => Fault::system(&self.shown, error),
        }
    }
}

/// The name of a report and the language that its file name tells: `syria/palmyre.fr.txt` is `syria/palmyre`, in French.
pub(super) fn name_parts<'a>(name: &'a str, codes: &[CompactString]) -> (&'a str, Option<CompactString>) {
    let stem = match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() && !stem.ends_with('/') && !end.contains('/') => stem,
        _ => return (name, None),
    };
    match stem.rsplit_once('.') {
        Some((rest, code)) if !rest.is_empty() && codes.iter().any(|known| known == code) => (rest, Some(code.into())),
        _ => (stem, None),
    }
}
