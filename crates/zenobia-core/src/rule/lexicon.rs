//! Word classes: what `<n:number>` or `<w:weekday>` stands for.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::numerals::Numerals;
use super::piece::{Piece, cut, fold};
use crate::pack::{Files, rows};
use crate::problem::Problem;

/// Number of a class in its lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class(pub(crate) u16);

/// What a word of a class means.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A word or code.
    Text(CompactString),
    /// Nothing of its own.
    #[default]
    Nothing,
}

/// The classes that need no lexicon: the first of all classes, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Computed {
    Number,
    Plural,
    Integer,
    Day,
    Year,
    LikelyYear,
    ShortYear,
    TwoDigits,
    Dotted,
    Military,
    Hour,
    Minute,
    Ordinal,
    Roman,
    Any,
    Noun,
    Adjective,
    Verb,
    Proper,
    Capital,
}

/// What patterns call them.
const COMPUTED: [&str; 20] = [
    "number",
    "plural",
    "integer",
    "day",
    "year",
    "likely-year",
    "short-year",
    "two-digits",
    "dotted",
    "military",
    "hour",
    "minute",
    "ordinal",
    "roman",
    "any",
    "noun",
    "adjective",
    "verb",
    "proper",
    "capital",
];

impl From<Computed> for Class {
    fn from(computed: Computed) -> Class {
        Class(computed as u16)
    }
}

/// Wordings and names of classes that patterns speak of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    literals: Vec<Literal>,
    by_written: FxHashMap<CompactString, u32>,
    by_folded: FxHashMap<CompactString, Vec<u32>>,
    classes: Vec<CompactString>,
}

/// A wording of one piece. Written with a capital it stands for capitalized words only.
#[derive(Clone, Debug, PartialEq)]
struct Literal {
    lower: CompactString,
    folded: CompactString,
    capital: bool,
}

impl Literal {
    fn new(written: &str) -> Literal {
        let capital = written.starts_with(char::is_uppercase);
        Literal { lower: written.to_lowercase().into(), folded: fold(written), capital }
    }

    fn is(&self, piece: &Piece<'_>) -> bool {
        let same = piece.lower == self.lower || (piece.lenient && piece.folded == self.folded);
        same && (!self.capital || piece.is_capital())
    }
}

impl Vocabulary {
    /// The number of a wording, known or new.
    pub(crate) fn literal(&mut self, word: &str) -> u32 {
        if let Some(known) = self.written(word) {
            return known;
        }
        let (number, literal) = (self.literals.len() as u32, Literal::new(word));
        self.by_written.insert(word.into(), number);
        self.by_folded.entry(literal.folded.clone()).or_default().push(number);
        self.literals.push(literal);
        number
    }

    /// The number of a wording as patterns write it.
    pub(crate) fn written(&self, word: &str) -> Option<u32> {
        self.by_written.get(word).copied()
    }

    /// The numbers of the wordings that a piece is.
    pub(crate) fn wordings(&self, piece: &Piece<'_>) -> impl Iterator<Item = u32> {
        let alike = self.by_folded.get(piece.folded).into_iter().flatten().copied();
        alike.filter(|&number| self.literals[number as usize].is(piece))
    }

    /// The number of a class by its name.
    pub(crate) fn class(&self, name: &str) -> Option<Class> {
        let all = COMPUTED.iter().copied().chain(self.classes.iter().map(CompactString::as_str));
        let at = all.into_iter().position(|known| known == name)?;
        u16::try_from(at).ok().map(Class)
    }

    fn add_class(&mut self, name: &str) -> Class {
        self.class(name).unwrap_or_else(|| {
            self.classes.push(name.into());
            Class((COMPUTED.len() + self.classes.len() - 1) as u16)
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    words: Vec<Literal>,
    class: Class,
    value: Value,
}

/// The words of a family's classes, and the numerals.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) vocabulary: Vocabulary,
    /// The numerals of the language.
    pub numerals: Numerals,
    entries: Vec<Entry>,
    first: FxHashMap<CompactString, Vec<u32>>,
}

/// A class that a stretch of pieces belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    pub class: Class,
    pub length: usize,
    pub value: Value,
}

impl Lexicon {
    /// Reads the lexicons whose path begins with `folder`: word or phrase, class, value.
    pub fn parse(files: &Files, folder: &str, numerals: Numerals, problems: &mut Vec<Problem>) -> Lexicon {
        let mut lexicon = Lexicon { numerals, ..Lexicon::default() };
        for (path, text) in files.below(folder) {
            for (line, row) in rows(text) {
                match row.as_slice() {
                    [phrase, class, value @ ..] if !phrase.is_empty() && !class.is_empty() => {
                        lexicon.add(phrase, class, value.first().copied());
                    }
                    _ => problems.push(Problem::at(path, line, "a row has a word, its class and its value")),
                }
            }
        }
        lexicon
    }

    /// Adds a word or phrase to a class.
    pub fn add(&mut self, phrase: &str, class: &str, value: Option<&str>) {
        let class = self.vocabulary.add_class(class);
        let words: Vec<Literal> = phrase.split_whitespace().flat_map(cut).map(Literal::new).collect();
        let value = match value {
            Some(text) => text.parse().map_or_else(|_| Value::Text(text.into()), Value::Number),
            None => Value::Text(phrase.into()),
        };
        if let Some(first) = words.first() {
            self.first.entry(first.folded.clone()).or_default().push(self.entries.len() as u32);
            self.entries.push(Entry { words, class, value });
        }
    }

    /// The classes of the lexicons that words at a place belong to.
    pub(crate) fn marks(&self, pieces: &[Piece<'_>], at: usize, marks: &mut Vec<Mark>) {
        let Some(entries) = pieces.get(at).and_then(|piece| self.first.get(piece.folded)) else { return };
        for entry in entries.iter().map(|&number| &self.entries[number as usize]) {
            if entry.stands(&pieces[at..]) {
                marks.push(Mark { class: entry.class, length: entry.words.len(), value: entry.value.clone() });
            }
        }
    }

    /// Whether a word of five letters or more ends like an entry of a class of endings.
    pub fn ends(&self, class: &str, word: &str) -> bool {
        let Some(class) = self.vocabulary.class(class) else { return false };
        let ending = |entry: &Entry| {
            entry.class == class && entry.words.first().is_some_and(|end| word.ends_with(end.lower.as_str()))
        };
        word.chars().count() >= 5 && self.entries.iter().any(ending)
    }

    /// The longest entry of a class at a place: its length in pieces and its value.
    pub fn longest(&self, class: &str, pieces: &[Piece<'_>], at: usize) -> Option<(usize, Value)> {
        let entries = self.first.get(pieces.get(at)?.folded)?;
        let class = self.vocabulary.class(class)?;
        let standing = entries.iter().map(|&number| &self.entries[number as usize]);
        let standing = standing.filter(|entry| entry.class == class && entry.stands(&pieces[at..]));
        standing.max_by_key(|entry| entry.words.len()).map(|entry| (entry.words.len(), entry.value.clone()))
    }
}

impl Entry {
    fn stands(&self, pieces: &[Piece<'_>]) -> bool {
        pieces.len() >= self.words.len() && pieces.iter().zip(&self.words).all(|(piece, word)| word.is(piece))
    }
}
