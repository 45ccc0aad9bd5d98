//! A file, or standard input, that is one report.

use std::fs;
use std::io::{self, BufRead, Read};
use std::path::Path;

use compact_str::CompactString;
use zenobia_core::document::Document;

use super::lines::Lines;
use super::plan::File;
use super::{Defaults, Item};
use crate::Fault;
use crate::decode::decode;

pub(super) fn read_file(file: &File, defaults: &Defaults) -> Item {
    match fs::read(&file.path) {
        Ok(bytes) => report(bytes, &file.shown, &file.id, defaults),
        Err(error) => Item::Failed(Fault::system(&file.shown, error)),
    }
}

/// Standard input, once its first bytes are known.
pub(super) enum Standard {
    Lines(Lines),
    Whole(Item),
}

pub(super) fn read_standard(defaults: &Defaults) -> Standard {
    let mut input = io::stdin().lock();
    if begins_with_brace(&mut input) {
        return Standard::Lines(Lines::stream(Box::new(input), "standard input", "stdin"));
    }
    let mut bytes = Vec::new();
    Standard::Whole(match input.read_to_end(&mut bytes) {
        Ok(_) => report(bytes, "standard input", "stdin", defaults),
        Err(error) => Item::Failed(Fault::system("standard input", error)),
    })
}

/// Whether a file without an extension holds JSON Lines. A pipe cannot be looked into twice, so it counts as text.
pub(super) fn is_lines(path: &Path) -> bool {
    let regular = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    regular && fs::File::open(path).is_ok_and(|file| begins_with_brace(&mut io::BufReader::new(file)))
}

fn begins_with_brace(input: &mut impl BufRead) -> bool {
    let bytes = input.fill_buf().unwrap_or_default();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().first() == Some(&b'{')
}

fn report(bytes: Vec<u8>, shown: &str, name: &str, defaults: &Defaults) -> Item {
    let Ok(text) = decode(bytes) else {
        return Item::Failed(Fault::NotText { path: shown.to_owned() });
    };
    let (id, hint) = name_parts(name, &defaults.codes);
    let language = defaults.language.clone().or(hint);
    let location = Some(shown.to_owned());
    Item::Report(Document { id: id.into(), text, language, published: defaults.published, location, ..Document::default() })
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
