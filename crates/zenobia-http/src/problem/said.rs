//! What was said, by its kind: made of a kind and its parameters, or found again in what another crate of the house says in English.

use std::collections::BTreeMap;
use std::fmt::Display;

use schemars::JsonSchema;
use serde::Serialize;

use super::code::Code;

/// A kind of problem and its parameters, by which it can be said in any language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Said {
    /// What kind.
    #[serde(rename = "type")]
    pub code: Code,
    /// What the words of its kind leave open.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub params: BTreeMap<String, String>,
}

/// Literal letters that a sentence of a kind has at least, to be found again by them.
const LEAST: usize = 8;

impl Said {
    /// One of a kind.
    pub fn of(code: Code, params: &[(&str, &dyn Display)]) -> Said {
        debug_assert!(
            code.parameters().all(|name| params.iter().any(|(given, _)| *given == name)),
            "{code:?} lacks a parameter"
        );
        Said { code, params: params.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect() }
    }

    /// The kind of an English sentence that is said elsewhere in the house; `None` where it is of no kind.
    ///
    /// Of several kinds that fit the one with the most words of its own counts.
    pub fn find(text: &str) -> Option<Said> {
        let fitting =
            Code::ALL.iter().filter_map(|&code| Some((literal(code), Said { code, params: fit(code, text)? })));
        fitting.filter(|(literal, _)| *literal >= LEAST).max_by_key(|(literal, _)| *literal).map(|(_, said)| said)
    }

    /// The sentence in English.
    pub fn words(&self) -> String {
        let mut parts = self.code.words().split('{');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            text.push_str(self.params.get(name).map_or("", String::as_str));
            text.push_str(rest);
        }
        text
    }
}

/// How many letters of a kind's words are its own.
fn literal(code: Code) -> usize {
    let open: usize = code.parameters().map(|name| name.len() + 2).sum();
    code.words().len() - open
}

/// The parameters of a sentence, if it is one of a kind.
fn fit(code: Code, text: &str) -> Option<BTreeMap<String, String>> {
    let mut params = BTreeMap::new();
    let mut parts = code.words().split('{');
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut parts = parts.filter_map(|part| part.split_once('}')).peekable();
    while let Some((name, after)) = parts.next() {
        let end = match parts.peek() {
            None => rest.strip_suffix(after)?.len(),
            Some(_) => rest.find(after)?,
        };
        params.insert(name.to_owned(), rest[..end].to_owned());
        rest = &rest[end + after.len()..];
    }
    rest.is_empty().then_some(params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_again_by_its_own_words() {
        for &code in Code::ALL.iter().filter(|&&code| literal(code) >= LEAST) {
            let params: Vec<&str> = code.parameters().collect();
            let said =
                Said { code, params: params.iter().map(|name| ((*name).to_owned(), format!("<{name}>"))).collect() };
            assert_eq!(Said::find(&said.words()), Some(said));
        }
        assert_eq!(Said::find("something that nobody says"), None);
        assert_eq!(Said::find(""), None);
    }

    #[test]
    fn names_and_parameters_are_words_and_no_name_is_given_twice() {
        let is_word = |name: &str| name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert!(names.iter().all(|name| is_word(name)), "{names:?}");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(Code::ALL.iter().flat_map(|code| code.parameters()).all(is_word));
    }

    #[test]
    fn what_could_not_be_fetched_has_a_kind() {
        use std::time::Duration;
        use zenobia_fetch::Fault;
        let url = || "https://news.example/a: b".to_owned();
        for (fault, code) in [
            (Fault::Address { url: url() }, Code::PageNoAddress),
            (Fault::Robots { url: url() }, Code::PageRobots),
            (Fault::Private { url: url() }, Code::PagePrivate),
            (Fault::Status { url: url(), status: 403 }, Code::PageClosed),
            (Fault::Status { url: url(), status: 410 }, Code::PageGone),
            (Fault::Status { url: url(), status: 500 }, Code::PageStatus),
            (Fault::Busy { url: url(), status: 503, wait: None }, Code::PageBusy),
            (Fault::Busy { url: url(), status: 429, wait: Some(Duration::from_secs(90)) }, Code::PageBusyFor),
            (Fault::Long { url: url(), most: 32 }, Code::PageLong),
            (Fault::Silent { url: url(), message: "refused (111)".to_owned() }, Code::PageSilent),
        ] {
            let said = Said::find(&fault.to_string()).unwrap_or_else(|| panic!("{fault}"));
            assert_eq!((said.code, said.params["url"].as_str()), (code, url().as_str()), "{fault}");
        }
    }

    #[test]
    fn what_is_no_sound_file_has_a_kind() {
        use zenobia_formats::Fault;
        use zenobia_formats::read::{Defaults, Item, read_bytes};
        for (name, bytes, code) in [
            ("a.txt", &b"\x00\x00\x01\x02 text \x00"[..], Code::FileNoText),
            ("a.pdf", b"%PDF-1.4 nothing", Code::FileBadPdf),
            ("a.xml", b"<list><entry/></list>", Code::FileNoFeed),
        ] {
            let items: Vec<Item> = read_bytes(name, None, None, bytes.to_vec(), Defaults::default()).collect();
            let Some(Item::Failed(fault)) = items.first() else { panic!("{name} was read: {items:?}") };
            assert_eq!(Said::find(&fault.to_string()).map(|said| said.code), Some(code), "{fault}");
        }
        let path = || "a: b".to_owned();
        for (fault, code) in [
            (Fault::Missing { path: path() }, Code::FileMissing),
            (Fault::NoReader { path: path(), extension: "xyz".to_owned() }, Code::FileNoReader),
            (Fault::NotText { path: path() }, Code::FileNoText),
            (Fault::Unreadable { path: path(), error: std::io::Error::other("worn") }, Code::FileUnreadable),
        ] {
            assert_eq!(Said::find(&fault.to_string()).map(|said| said.code), Some(code), "{fault}");
        }
    }
}
