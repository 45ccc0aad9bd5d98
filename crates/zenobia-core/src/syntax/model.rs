//! The weights of a language, as one run of bytes that is read in place.
//!
//! Layout, little-endian: the mark [`MARK`], then the end of each of the [`SECTIONS`] sections (`u32`, counted from the start of the
//! bytes), then the sections: names (see [`Names`]), words (see [`Known`]), embeddings and network (see `network/load.rs`), lemma
//! rules, lemma exceptions. Words, rules and exceptions are tables whose layout `weights/table.rs` gives.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use compact_str::CompactString;

use crate::problem::Problem;
use crate::weights::sections;
use crate::weights::table::{Packed, Table, long};

use super::lemma::Script;
use super::look::Known;
use super::network::{Network, table_length};
use super::tag::{Tag, UPOS};
use super::word::{Features, Upos};

/// The first bytes of a model; the number changes with the features or the layout.
pub const MARK: &[u8; 16] = b"zenobia.syntax/2";

/// How many sections a model has.
pub const SECTIONS: usize = 6;

/// What the numbers of a model's classes mean.
///
/// In the bytes: tags (part of speech `u8`, features `u32`), relations (text) and scripts (two texts), each list after its length
/// (`u8`); a text is its length (`u8`) and its UTF-8.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The joint tags.
    pub tags: Vec<Tag>,
    /// The relations; the first is that of the root.
    pub relations: Vec<CompactString>,
    /// The rules of the lemmatizer.
    pub scripts: Vec<Script>,
}

/// A language's tagger, lemmatizer and parser.
#[derive(Clone, Debug)]
pub struct Model {
    /// Tells it apart from all others that were loaded.
    pub(super) number: u64,
    bytes: Cow<'static, [u8]>,
    pub(super) names: Names,
    /// Tags of past participles.
    pub(super) participles: Vec<(u8, Features)>,
    words: Table,
    embeddings: Range<usize>,
    network: Network,
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
        let sections = sections::<SECTIONS>(&bytes, MARK.len()).ok_or_else(|| fault("the model is cut short"))?;
        let names = bytes.get(sections[0].clone()).and_then(|bytes| Cursor { bytes }.names());
        let names = names.ok_or_else(|| fault("the names of the model cannot be read"))?;
        let table = |index: usize| {
            Table::new(&bytes, sections[index].clone()).ok_or_else(|| fault("a table of the model is cut short"))
        };
        let network = bytes.get(sections[3].clone()).and_then(Network::load);
        let network = network.ok_or_else(|| fault("the network of the model is cut short"))?;
        let embeddings = sections[2].clone();
        let counts = [names.tags.len(), UPOS.len(), names.relations.len()];
        if network.classes() != counts || embeddings.len() != table_length(network.width()) {
            return Err(fault("the sizes of the model do not fit each other"));
        }
        let (words, rules, exceptions) = (table(1)?, table(4)?, table(5)?);
        let participles = participles(&names.tags);
        static LOADED: AtomicU64 = AtomicU64::new(1);
        let number = LOADED.fetch_add(1, Ordering::Relaxed);
        Ok(Model { number, names, participles, words, embeddings, network, rules, exceptions, bytes })
    }

    /// What the numbers of its classes mean.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The best-scored tag of a part of speech.
    pub(super) fn best_tag(&self, upos: Upos, scores: &[i32]) -> Option<usize> {
        let tags = self.names.tags.iter().enumerate().zip(scores).filter(|((_, tag), _)| tag.upos == upos);
        tags.max_by_key(|&(_, score)| score).map(|((number, _), _)| number)
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

    /// The network, and the bytes of its table of embeddings.
    pub(super) fn network(&self) -> (&Network, &[u8]) {
        (&self.network, &self.bytes[self.embeddings.clone()])
    }

    /// The weights of the lemma rules.
    pub fn rules(&self) -> Packed<'_> {
        Packed { bytes: &self.bytes, table: &self.rules }
    }
}

fn participles(tags: &[Tag]) -> Vec<(u8, Features)> {
    let past = |features: Features| features.has(Features::PARTICIPLE) && !features.has(Features::PRESENT);
    let fitting = tags.iter().enumerate().filter(|(_, tag)| tag.upos == Upos::Verb && past(tag.features));
    fitting.map(|(number, tag)| (number as u8, tag.features)).collect()
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

    fn script(&mut self) -> Option<Script> {
        Some(Script { cut: self.text()?, add: self.text()? })
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.byte()?;
        (0..length).map(|_| read(self)).collect()
    }

    fn names(mut self) -> Option<Names> {
        let names =
            Names { tags: self.list(Self::tag)?, relations: self.list(Self::text)?, scripts: self.list(Self::script)? };
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
