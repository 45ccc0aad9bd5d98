//! The files of a pack, as text; where they come from is the shell's affair.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// The text files of one pack: path inside the pack and content, sorted by path.
///
/// ```
/// use zenobia_core::pack::Files;
/// let files = Files::new(vec![("rules/time/b.toml".into(), "b = 1".into()), ("rules/time/a.toml".into(), "a = 1".into())]);
/// let paths: Vec<_> = files.below("rules/time/").map(|(path, _)| path).collect();
/// assert_eq!(paths, ["rules/time/a.toml", "rules/time/b.toml"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files(Vec<(String, Cow<'static, str>)>);

impl Files {
    /// Collects files, given as path and content in any order.
    pub fn new(files: Vec<(String, String)>) -> Files {
        files.into_iter().map(|(path, text)| (path, Cow::Owned(text))).collect()
    }

    /// The content of one file, by its whole path.
    pub fn get(&self, path: &str) -> Option<&str> {
        let at = self.0.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok()?;
        Some(&self.0[at].1)
    }

    /// The files whose path begins with `folder`, as path and content, sorted by path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .iter()
            .filter(move |(path, _)| path.starts_with(folder))
            .map(|(path, text)| (path.as_str(), text.as_ref()))
    }
}

impl FromIterator<(String, Cow<'static, str>)> for Files {
    fn from_iter<I: IntoIterator<Item = (String, Cow<'static, str>)>>(files: I) -> Files {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort();
        Files(files)
    }
}

/// Reads a TOML (or, embedded, JSON) file into its type. A fault becomes a problem and the file is left out.
pub fn decode<T: DeserializeOwned>(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<T> {
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text).map_err(|error| problems.push(Problem::at(path, 0, error.to_string()))).ok();
    }
    let report = |error: toml::de::Error| {
        let line = error.span().map_or(0, |span| 1 + text[..span.start].matches('\n').count() as u32);
        problems.push(Problem::at(path, line, error.message().to_owned()));
    };
    toml::from_str(text).map_err(report).ok()
}

/// The rows of a tab-separated lexicon: line number and columns. Empty lines and lines that begin with `#` are passed over.
pub fn rows(text: &str) -> impl Iterator<Item = (u32, Vec<&str>)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|(index, line)| (index as u32 + 1, line.split('\t').map(str::trim).collect()))
}
