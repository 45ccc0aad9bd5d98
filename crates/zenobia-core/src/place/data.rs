//! What a language pack says about how places are told: `lexicon/place-*.tsv`.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use super::PlaceKind;
use super::name::fold;
use crate::pack::{Files, rows};
use crate::problem::Problem;

/// What a preposition says of the place it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preposition {
    /// There: in, at, on.
    In,
    /// Not far from there, or in a direction from there.
    Near,
    /// Toward it.
    To,
    /// Away from it.
    From,
    /// Mere belonging, which may be anything.
    Of,
    /// Opposition: against a state, whatever is done.
    Against,
}

impl Preposition {
    /// Whether it says that something is or moves there.
    pub fn is_of_place(self) -> bool {
        !matches!(self, Preposition::Of | Preposition::Against)
    }
}

/// How something lies to one place, or to two, without a distance being told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Not far from it.
    Near,
    /// At its edge.
    Edge,
    /// In the sea off it.
    Offshore,
    /// Somewhere between two.
    Between,
    /// In the middle between two.
    Halfway,
}

/// Why a word that is also the name of a place is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// An everyday word.
    Word,
    /// A given name or a surname.
    Name,
    /// A day, month or feast.
    Calendar,
    /// A title before a person's name.
    Title,
    /// Any word that never names a place.
    Never,
}

/// A word for a sort of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindWord {
    /// The sort.
    pub kind: PlaceKind,
    /// Whether a name beside it is a place even if no gazetteer knows it.
    pub introduces: bool,
    /// Whether it stands for the capital of a country.
    pub capital: bool,
    /// Whether it names people of the place rather than the place: residents, mayor.
    pub people: bool,
    /// Whether it makes, with a name beside it, the name of a street.
    pub street: bool,
}

/// What an abbreviation stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// The name in full, folded.
    pub name: CompactString,
    /// The sort of place it names.
    pub kind: PlaceKind,
    /// Whether it is one only after another name and a comma: "Dayton, OH".
    pub code: bool,
}

/// Folded words, in phrases joined by spaces, and what they mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Lexicon<T> {
    phrases: FxHashMap<String, T>,
    /// The words that phrases begin with, and those that they end with: most words of a report are neither.
    firsts: FxHashSet<String>,
    lasts: FxHashSet<String>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Lexicon<T> {
        Lexicon { phrases: FxHashMap::default(), firsts: FxHashSet::default(), lasts: FxHashSet::default() }
    }
}

impl<T> Lexicon<T> {
    /// Adds a phrase; the last value counts.
    pub fn insert(&mut self, phrase: String, value: T) {
        self.firsts.extend(phrase.split(' ').next().map(str::to_owned));
        self.lasts.extend(phrase.rsplit(' ').next().map(str::to_owned));
        self.phrases.insert(phrase, value);
    }

    /// What a phrase means.
    pub fn get(&self, phrase: &str) -> Option<&T> {
        self.phrases.get(phrase)
    }

    /// Whether a phrase is there.
    pub fn contains_key(&self, phrase: &str) -> bool {
        self.phrases.contains_key(phrase)
    }

    /// Whether a phrase begins with a word.
    pub fn begins_with(&self, word: &str) -> bool {
        self.firsts.contains(word)
    }

    /// Whether a phrase ends with a word.
    pub fn ends_with(&self, word: &str) -> bool {
        self.lasts.contains(word)
    }

    /// The phrases that a condition holds for, in the order of the alphabet.
    pub fn phrases_that(&self, holds: impl Fn(&T) -> bool) -> Vec<&str> {
        let held = self.phrases.iter().filter(|(_, value)| holds(value));
        let mut phrases: Vec<&str> = held.map(|(phrase, _)| phrase.as_str()).collect();
        phrases.sort_unstable();
        phrases
    }
}

impl<T> std::ops::Index<&str> for Lexicon<T> {
    type Output = T;

    fn index(&self, phrase: &str) -> &T {
        &self.phrases[phrase]
    }
}

/// The lexicons of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceData {
    /// village, province, river …
    pub kinds: Lexicon<KindWord>,
    /// in, near, north of …; `true` where a capitalized word after it is a place, known or not.
    pub prepositions: Lexicon<(Preposition, bool)>,
    /// Bearing in degrees clockwise from north.
    pub directions: Lexicon<f64>,
    /// Kilometers in one unit.
    pub units: Lexicon<f64>,
    /// Number words.
    pub numbers: Lexicon<f64>,
    /// Articles and the like, passed over before a name.
    pub articles: Lexicon<()>,
    /// Words that may stand inside a distance.
    pub fillers: Lexicon<()>,
    /// Words that join the items of a list.
    pub joins: Lexicon<()>,
    /// Words that are no places.
    pub stops: Lexicon<Stop>,
    /// Adjectives of countries: ISO 3166 alpha-2 codes.
    pub adjectives: Lexicon<CompactString>,
    /// Abbreviated names of units, as written.
    pub abbreviations: Lexicon<Abbreviation>,
    /// Heads of the names of bodies and offices that a place stands in front of: "Dayton Police".
    pub institutions: Lexicon<()>,
    /// Words of names to which a place after a preposition of belonging belongs: "Bank of England".
    pub bodies: Lexicon<()>,
    /// Words for a border between countries.
    pub borders: Lexicon<()>,
    /// Prepositions that say how something lies to the place after them: `near`, `edge`, `offshore`, `between`, `halfway`.
    pub relations: Lexicon<Beside>,
    /// Words for a way from one place to another: road, axis.
    pub ways: Lexicon<()>,
    /// Units of time on the way, and the most kilometers that are made in one.
    pub travel: Lexicon<f64>,
    /// What a hyphen joins to the front of a name of a place that stays one: "D-Dayton".
    pub fronts: Lexicon<()>,
    /// What a hyphen joins to the end of such a name: "Dayton-based".
    pub ends: Lexicon<()>,
}

impl PlaceData {
    /// Reads `lexicon/place-*.tsv`; faults are collected.
    ///
    /// ```
    /// use zenobia_core::{pack::Files, place::PlaceData};
    /// let files = Files::new(vec![("lexicon/place-directions.tsv".into(), "north-east\t45".into())]);
    /// let mut problems = Vec::new();
    /// assert_eq!(PlaceData::parse(&files, &mut problems).directions["north east"], 45.0);
    /// assert!(problems.is_empty());
    /// ```
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> PlaceData {
        let mut reader = Reader { files, problems };
        let number = |columns: &[&str]| columns.get(1)?.parse::<f64>().ok().filter(|number| number.is_finite());
        let relations = reader.read("relations", "`near`, `edge`, `offshore`, `between` or `halfway`", beside);
        let mut prepositions =
            reader.read("prepositions", "`in`, `near`, `to`, `from` or `of`, then `strong` or nothing", preposition);
        for phrase in relations.phrases_that(|_| true) {
            if !prepositions.contains_key(phrase) {
                prepositions.insert(phrase.to_owned(), (Preposition::Near, true));
            }
        }
        PlaceData {
            kinds: reader.read(
                "kinds",
                "a kind of place, then `introduces`, `capital`, `people`, `street` or nothing",
                kind_word,
            ),
            prepositions,
            relations,
            directions: reader.read("directions", "degrees clockwise from north", number),
            units: reader.read("units", "kilometers", number),
            numbers: reader.read("numbers", "a number", number),
            articles: reader.read("articles", "nothing", |_| Some(())),
            fillers: reader.read("fillers", "nothing", |_| Some(())),
            joins: reader.read("joins", "nothing", |_| Some(())),
            stops: reader.read("stops", "`word`, `name`, `calendar`, `title` or `never`", stop),
            adjectives: reader.read("adjectives", "a country code", |columns| columns.get(1).map(|&code| code.into())),
            abbreviations: reader.read_as(
                "abbreviations",
                "a name, then its kind, then `code` or nothing",
                str::to_owned,
                abbreviation,
            ),
            institutions: reader.read("institutions", "nothing", |_| Some(())),
            bodies: reader.read("bodies", "nothing", |_| Some(())),
            borders: reader.read("borders", "nothing", |_| Some(())),
            ways: reader.read("ways", "nothing", |_| Some(())),
            travel: reader.read("travel", "kilometers", number),
            fronts: reader.read("fronts", "nothing", |_| Some(())),
            ends: reader.read("ends", "nothing", |_| Some(())),
        }
    }
}

struct Reader<'a> {
    files: &'a Files,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn read<T>(&mut self, name: &str, wanted: &str, value: impl Fn(&[&str]) -> Option<T>) -> Lexicon<T> {
        self.read_as(name, wanted, phrase, value)
    }

    fn read_as<T>(
        &mut self,
        name: &str,
        wanted: &str,
        key: impl Fn(&str) -> String,
        value: impl Fn(&[&str]) -> Option<T>,
    ) -> Lexicon<T> {
        let path = format!("lexicon/place-{name}.tsv");
        let mut lexicon = Lexicon::default();
        for (line, columns) in rows(self.files.get(&path).unwrap_or_default()) {
            match value(&columns) {
                Some(_) if phrase(columns[0]).is_empty() => {
                    self.problems.push(Problem::at(&path, line, "the first column needs a letter or digit"));
                }
                Some(value) => lexicon.insert(key(columns[0]), value),
                None => self.problems.push(Problem::at(&path, line, format!("the second column must be {wanted}"))),
            }
        }
        lexicon
    }
}

/// The key of a phrase: its words as the tokenizer cuts them, folded, joined by spaces.
pub(super) fn phrase(text: &str) -> String {
    fold(&text.replace(['\'', '’'], "' "))
}

fn kind_word(columns: &[&str]) -> Option<KindWord> {
    let kind = PlaceKind::from_word(columns.get(1)?)?;
    let flags = columns.get(2).copied().unwrap_or_default();
    let is = |flag: &str| flags == flag;
    Some(KindWord {
        kind,
        introduces: is("introduces"),
        capital: is("capital"),
        people: is("people"),
        street: is("street"),
    })
}

fn abbreviation(columns: &[&str]) -> Option<Abbreviation> {
    let kind = PlaceKind::from_word(columns.get(2)?)?;
    Some(Abbreviation { name: phrase(columns[1]).into(), kind, code: columns.get(3) == Some(&"code") })
}

fn preposition(columns: &[&str]) -> Option<(Preposition, bool)> {
    let class = match *columns.get(1)? {
        "in" => Preposition::In,
        "near" => Preposition::Near,
        "to" => Preposition::To,
        "from" => Preposition::From,
        "of" => Preposition::Of,
        "opposed" => Preposition::Against,
        _ => return None,
    };
    Some((class, columns.get(2) == Some(&"strong")))
}

fn beside(columns: &[&str]) -> Option<Beside> {
    Some(match *columns.get(1)? {
        "near" => Beside::Near,
        "edge" => Beside::Edge,
        "offshore" => Beside::Offshore,
        "between" => Beside::Between,
        "halfway" => Beside::Halfway,
        _ => return None,
    })
}

fn stop(columns: &[&str]) -> Option<Stop> {
    Some(match *columns.get(1)? {
        "word" => Stop::Word,
        "name" => Stop::Name,
        "calendar" => Stop::Calendar,
        "title" => Stop::Title,
        "never" => Stop::Never,
        _ => return None,
    })
}
