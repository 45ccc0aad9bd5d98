//! The weights of a language, as one run of bytes that is read in place.
//!
//! Layout, little-endian: the mark [`MARK`], then the end of each of the [`SECTIONS`] sections (`u32`, counted from the start of the
//! bytes), then the sections: names (see [`Names`]), words (see [`Known`]), tagger, parser, lemma rules, lemma exceptions. All but
//! the first are tables whose layout `table.rs` gives.

use std::borrow::Cow;
use std::ops::Range;

use compact_str::CompactString;

use crate::problem::Problem;

use super::beam::Breadth;
use super::lemma::Script;
use super::look::Known;
use super::table::{Packed, Table, long};
use super::tag::{Tag, UPOS};
use super::transition::{Action, Move};
use super::word::Features;

/// The first bytes of a model; the number changes with the features or the layout.
pub const MARK: &[u8; 16] = b"zenobia.syntax/1";

/// How many sections a model has.
pub const SECTIONS: usize = 6;

/// What the numbers of a model's classes mean.
///
/// In the bytes: the width of the search (`u8`) and its margin (`u32`), then tags (part of speech `u8`, features `u32`), relations (text), actions (move
/// `u8`, relation `u8`) and scripts (two texts), each list after its length (`u8`); a text is its length (`u8`) and its UTF-8.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// How much the parser searches.
    pub breadth: Breadth,
    /// The joint tags.
    pub tags: Vec<Tag>,
    /// The relations; the first is that of the root.
    pub relations: Vec<CompactString>,
    /// The moves of the parser.
    pub actions: Vec<Action>,
    /// The rules of the lemmatizer.
    pub scripts: Vec<Script>,
}

/// A language's tagger, lemmatizer and parser.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    pub(super) names: Names,
    words: Table,
    tagger: Table,
    parser: Table,
    rules: Table,
    exceptions: Table,
}

impl Model {
    /// Reads the names and finds the tables; the weights are left where they are.
    ///
    /// # Errors
    /// When the bytes are not a model of this version, or are cut short.
    pub fn load(bytes: Cow<'static, [u8]>) -> Result<Model, Problem> {
        let fault =
            |what: &str| Problem::at("model.bin", 0, format!("{what}: train it anew with `zenobia-train train`"));
        if !bytes.starts_with(MARK) {
            return Err(fault("this is not a syntax model of this version"));
        }
        let sections = sections(&bytes).ok_or_else(|| fault("the model is cut short"))?;
        let names = bytes.get(sections[0].clone()).and_then(|bytes| Cursor { bytes }.names());
        let names = names.ok_or_else(|| fault("the names of the model cannot be read"))?;
        let table = |index: usize| {
            Table::new(&bytes, sections[index].clone()).ok_or_else(|| fault("a table of the model is cut short"))
        };
        let (words, tagger, parser, rules, exceptions) = (table(1)?, table(2)?, table(3)?, table(4)?, table(5)?);
        Ok(Model { names, words, tagger, parser, rules, exceptions, bytes })
    }

    /// What the numbers of its classes mean.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// What is known of the wording with a hash.
    pub(super) fn known(&self, word: u64) -> Option<Known> {
        Known::from_bytes(self.words.get(&self.bytes, word))
    }

    /// The lemma stored for a key.
    pub(super) fn exception(&self, key: u64) -> Option<&str> {
        let value = self.exceptions.get(&self.bytes, key);
        let text = std::str::from_utf8(value).ok()?.trim_end_matches('\0');
        (!text.is_empty()).then_some(text)
    }

    /// The weights of the tagger.
    pub fn tagger(&self) -> Packed<'_> {
        Packed { bytes: &self.bytes, table: &self.tagger }
    }

    /// The weights of the parser.
    pub fn parser(&self) -> Packed<'_> {
        Packed { bytes: &self.bytes, table: &self.parser }
    }

    /// The weights of the lemma rules.
    pub fn rules(&self) -> Packed<'_> {
        Packed { bytes: &self.bytes, table: &self.rules }
    }
}

fn sections(bytes: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut start = MARK.len() + 4 * SECTIONS;
    let mut sections = Vec::with_capacity(SECTIONS);
    for index in 0..SECTIONS {
        let end = long(bytes, MARK.len() + 4 * index)? as usize;
        if end < start || end > bytes.len() {
            return None;
        }
        sections.push(start..end);
        start = end;
    }
    Some(sections)
}

struct Cursor<'a> {
    bytes: &'a [u8],
}

impl Cursor<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }

    fn text(&mut self) -> Option<CompactString> {
        let length = usize::from(self.byte()?);
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok().map(CompactString::from)
    }

    fn tag(&mut self) -> Option<Tag> {
        let (upos, _) = *UPOS.get(usize::from(self.byte()?))?;
        let features = Features(long(self.bytes, 0)?);
        self.bytes = self.bytes.get(4..)?;
        Some(Tag { upos, features })
    }

    fn action(&mut self) -> Option<Action> {
        let kind = *[Move::Shift, Move::Left, Move::Right, Move::Root].get(usize::from(self.byte()?))?;
        Some(Action { kind, relation: self.byte()? })
    }

    fn breadth(&mut self) -> Option<Breadth> {
        let width = usize::from(self.byte()?.max(1));
        let margin = i64::from(long(self.bytes, 0)?);
        self.bytes = self.bytes.get(4..)?;
        Some(Breadth { width, margin })
    }

    fn script(&mut self) -> Option<Script> {
        Some(Script { cut: self.text()?, add: self.text()? })
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.byte()?;
        (0..length).map(|_| read(self)).collect()
    }

    fn names(mut self) -> Option<Names> {
        let names = Names {
            breadth: self.breadth()?,
            tags: self.list(Self::tag)?,
            relations: self.list(Self::text)?,
            actions: self.list(Self::action)?,
            scripts: self.list(Self::script)?,
        };
        let sound = !names.tags.is_empty() && !names.relations.is_empty();
        sound.then_some(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_model_is_refused() {
        let problem = Model::load(Cow::Borrowed(b"something else altogether")).expect_err("no model");
        assert!(problem.message.contains("zenobia-train"));
    }

    #[test]
    fn a_model_cut_short_is_refused() {
        assert!(Model::load(Cow::Borrowed(MARK)).is_err());
    }
}
