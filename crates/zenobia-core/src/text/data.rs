//! What a language's pack says about its written form.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::boundary::Boundaries;
use super::words::WordList;
use crate::pack::{Files, decode, rows};
use crate::problem::Problem;

/// `[text]` of `pack.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Settings {
    /// Words that lose their last vowel and take an apostrophe: `l`, `qu`.
    pub(super) elisions: Vec<CompactString>,
    /// Those of them whose apostrophe gets lost in careless copies.
    pub(super) lost_elisions: Vec<CompactString>,
    /// Letters before which they are elided, without accents.
    pub(super) vowels: CompactString,
    /// Endings that are words of their own: `-t-il`, `'s`.
    pub(super) enclitics: Vec<CompactString>,
    /// Whether words with a hyphen are cut at it.
    pub(super) cut_hyphens: bool,
    /// First parts of hyphenated words that are never cut off.
    pub(super) prefixes: Vec<CompactString>,
    /// Units that are words of their own when they are stuck to a number: `km`.
    pub(super) units: Vec<CompactString>,
    /// Whether an ending in brackets belongs to its word: `mine(s)`.
    pub(super) bracketed_endings: bool,
    /// Whether `17 000` is one number.
    pub(super) grouped_numbers: bool,
}

#[derive(Deserialize)]
struct PackFile {
    #[serde(default)]
    language: CompactString,
    #[serde(default)]
    text: Settings,
}

/// How an abbreviation relates to the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name or number always follows: `M.`, `Gen.`, `No.`
    Before,
    /// It may end a sentence: `etc.`, `p.m.`
    Any,
}

/// A dateline's kind of word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatelineWord {
    Month,
    Day,
    Agency,
    /// What stands where a place would, but is the name of a section: `VIDEO -`.
    Label,
}

/// Where a furniture pattern holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Furniture {
    /// The whole line.
    Line(String),
    /// The beginning of a line.
    Begins(String),
    /// The end of a line.
    Ends(String),
}

/// What a pack says about the written form of its language.
#[derive(Clone, Debug, Default)]
pub struct TextData {
    pub(super) language: CompactString,
    pub(super) settings: Settings,
    pub(super) forms: WordList,
    pub(super) abbreviations: FxHashMap<CompactString, Abbreviation>,
    pub(super) whole: FxHashSet<CompactString>,
    pub(super) spellings: FxHashMap<CompactString, CompactString>,
    /// Words that are several tokens though written as one (`cannot`), as the lengths of these in letters.
    pub(super) together: FxHashMap<CompactString, Vec<usize>>,
    /// Sound words that damage can also leave (`dune`), mended only where the text is damaged elsewhere.
    pub(super) doubtful: FxHashMap<CompactString, CompactString>,
    pub(super) furniture: Vec<Furniture>,
    pub(super) dateline: FxHashMap<CompactString, DatelineWord>,
    /// Words, in small letters, before the date of a line that tells when a page was published.
    pub(super) published: Vec<Vec<CompactString>>,
    /// Capitalized, these words open a sentence or a title, and nothing else.
    pub(super) openers: FxHashSet<CompactString>,
    /// Words after which a capital opens a title: `film`, `novel`.
    pub(super) title_nouns: FxHashSet<CompactString>,
    /// Small words that never end a headline: `de`, `the`.
    pub(super) binders: FxHashSet<CompactString>,
    /// Decides where sentences begin; without it the rules do.
    pub boundaries: Option<Boundaries>,
}

impl TextData {
    /// Whether a word in lower case is a sound form of the language.
    pub(crate) fn is_form(&self, word: &str) -> bool {
        self.forms.contains(word)
    }

    /// Reads the text part of a pack.
    ///
    /// Files: `pack.toml` (table `text`), `lexicon/forms.txt`, `lexicon/abbreviations.tsv` (abbreviation, `before` or `any`),
    /// `lexicon/text-whole.tsv`, `lexicon/text-together.tsv` (word, its parts with spaces between), `lexicon/text-spellings.tsv` (damaged, mended, `damaged` for those of damaged texts only), `lexicon/text-furniture.tsv` (where, words),
    /// `lexicon/text-datelines.tsv` (kind, word), `lexicon/text-openers.tsv` (kind, word). All may be absent.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> TextData {
        let mut data = TextData::default();
        if let Some(pack) = files.get("pack.toml").and_then(|text| decode::<PackFile>("pack.toml", text, problems)) {
            data.language = pack.language;
            data.settings = pack.text;
            data.settings.enclitics.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        }
        match WordList::new(files.get("lexicon/forms.txt").unwrap_or_default()) {
            Some(forms) => data.forms = forms,
            None => problems.push(Problem::at("lexicon/forms.txt", 0, "the forms are not sorted: sort them by bytes")),
        }
        let mut lexicons = Lexicons { files, problems };
        lexicons.each("lexicon/abbreviations.tsv", 2, |row| data.add_abbreviation(row));
        lexicons.each("lexicon/text-whole.tsv", 1, |row| data.whole.insert(row[0].into()));
        lexicons.each("lexicon/text-together.tsv", 2, |row| {
            let lengths = row[1].split(' ').map(|part| part.chars().count()).collect();
            row[1].replace(' ', "") == row[0] && data.together.insert(row[0].into(), lengths).is_none()
        });
        lexicons.each("lexicon/text-spellings.tsv", 2, |row| data.add_spelling(row));
        lexicons.each("lexicon/text-furniture.tsv", 2, |row| data.add_furniture(row));
        lexicons.each("lexicon/text-datelines.tsv", 2, |row| data.add_dateline(row));
        lexicons.each("lexicon/text-openers.tsv", 2, |row| data.add_opener(row));
        data
    }

    /// What is known of an abbreviation, given with its full stop; one in capitals counts as written with small letters too.
    pub(super) fn abbreviation(&self, text: &str) -> Option<Abbreviation> {
        let exact = self.abbreviations.get(text);
        if exact.is_some() || text.chars().any(char::is_lowercase) {
            return exact.copied();
        }
        let mut letters = text.chars();
        let first = letters.next()?;
        let capitalized: CompactString = std::iter::once(first).chain(letters.flat_map(char::to_lowercase)).collect();
        self.abbreviations.get(&capitalized).copied()
    }

    /// Whether a word names a month or a day of the week.
    pub(super) fn is_date_word(&self, lower: &str) -> bool {
        matches!(self.dateline.get(lower), Some(DatelineWord::Month | DatelineWord::Day))
    }

    fn add_abbreviation(&mut self, row: &[&str]) -> bool {
        let kind = match row[1] {
            "before" => Abbreviation::Before,
            "any" => Abbreviation::Any,
            _ => return false,
        };
        self.abbreviations.insert(row[0].into(), kind).is_none()
    }

    fn add_spelling(&mut self, row: &[&str]) -> bool {
        let spellings = match row.get(2) {
            None => &mut self.spellings,
            Some(&"damaged") => &mut self.doubtful,
            Some(_) => return false,
        };
        spellings.insert(row[0].into(), row[1].into()).is_none()
    }

    fn add_furniture(&mut self, row: &[&str]) -> bool {
        let words = row[1].to_lowercase();
        self.furniture.push(match row[0] {
            "line" => Furniture::Line(words),
            "begins" => Furniture::Begins(words),
            "ends" => Furniture::Ends(words),
            _ => return false,
        });
        true
    }

    fn add_dateline(&mut self, row: &[&str]) -> bool {
        let kind = match row[0] {
            "month" => DatelineWord::Month,
            "day" => DatelineWord::Day,
            "agency" => DatelineWord::Agency,
            "label" => DatelineWord::Label,
            "published" => {
                self.published.push(row[1].to_lowercase().split(' ').map(CompactString::from).collect());
                return true;
            }
            _ => return false,
        };
        self.dateline.insert(row[1].to_lowercase().into(), kind).is_none()
    }

    fn add_opener(&mut self, row: &[&str]) -> bool {
        let set = match row[0] {
            "opener" => &mut self.openers,
            "title" => &mut self.title_nouns,
            "binder" => &mut self.binders,
            _ => return false,
        };
        set.insert(row[1].into())
    }
}

struct Lexicons<'a> {
    files: &'a Files,
    problems: &'a mut Vec<Problem>,
}

impl Lexicons<'_> {
    /// Gives each row of a lexicon to `add`, which says whether it could use it.
    fn each(&mut self, path: &str, columns: usize, mut add: impl FnMut(&[&str]) -> bool) {
        for (line, row) in rows(self.files.get(path).unwrap_or_default()) {
            if row.len() < columns || row.iter().take(columns).any(|column| column.is_empty()) {
                self.problems.push(Problem::at(path, line, format!("{columns} columns are needed, with tabs between")));
            } else if !add(&row) {
                self.problems.push(Problem::at(
                    path,
                    line,
                    format!("`{}` is there twice, or its kind is unknown", row.join(" ")),
                ));
            }
        }
    }
}
