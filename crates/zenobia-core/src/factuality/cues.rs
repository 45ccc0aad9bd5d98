//! Cue words: `lexicon/factuality.tsv` (lemma or phrase; class; where it stands, several parted by `|`; conditions).

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::claim::Ground;
use crate::pack::{Files, rows};
use crate::phrase::{self, Phrase};
use crate::problem::Problem;
use crate::syntax::Features;
use crate::text::lower;

/// What a cue does to what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Negation,
    Hedge,
    Plan,
    Attempt,
    Condition,
    Question,
    Prevent,
    Fail,
    Modal,
    /// No cue, though a shorter one is inside: "même si", "even though".
    Nothing,
}

#[derive(Clone, Debug, PartialEq)]
struct Cue {
    phrase: Phrase,
    class: Class,
    /// `advmod`, `mark`, `governor-xcomp`, `noun` …
    places: Vec<CompactString>,
    /// Says nothing in a compound past: "ont dû désamorcer".
    not_perfect: bool,
    /// A word that must stand beside it: "ne" beside "plus".
    beside: Option<CompactString>,
}

/// The cues of a language, by their first and last word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cues {
    cues: Vec<Cue>,
    by_word: FxHashMap<CompactString, Vec<usize>>,
    /// Phrases that are no cue, by number.
    nothing: Vec<usize>,
}

/// How many words may stand between two words of a cue.
const GAP: usize = 2;

impl Cues {
    /// Reads the lexicon.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Cues {
        let path = "lexicon/factuality.tsv";
        let mut cues = Cues::default();
        for (line, columns) in rows(files.get(path).unwrap_or_default()) {
            match parse_cue(&columns) {
                Some(cue) => cues.add(cue),
                None => {
                    problems.push(Problem::at(path, line, "expected cue, class and where it stands, parted by tabs"))
                }
            }
        }
        cues
    }

    fn add(&mut self, cue: Cue) {
        let number = self.cues.len();
        let (first, last) = (CompactString::from(cue.phrase.first()), CompactString::from(cue.phrase.last()));
        if first != last {
            self.by_word.entry(last).or_default().push(number);
        }
        self.by_word.entry(first).or_default().push(number);
        if cue.class == Class::Nothing {
            self.nothing.push(number);
        }
        self.cues.push(cue);
    }

    /// The class of the longest cue that has its first or last word at a token and may stand in this way.
    pub(crate) fn at(&self, ground: &Ground, at: usize, place: &str) -> Option<Class> {
        let longest = self.longest(ground, at, place)?;
        (longest.class != Class::Nothing && !self.is_covered(ground, at, longest)).then_some(longest.class)
    }

    /// Whether a word is one that is no cue, though a shorter or more common one is.
    pub(crate) fn is_nothing(&self, ground: &Ground, at: usize, place: &str) -> bool {
        self.longest(ground, at, place).is_some_and(|cue| cue.class == Class::Nothing)
    }

    /// Whether the cue at a token has several words.
    pub(crate) fn is_long(&self, ground: &Ground, at: usize, place: &str) -> bool {
        self.longest(ground, at, place).is_some_and(|cue| cue.phrase.0.len() > 1)
    }

    /// Whether a cue stands inside a longer phrase that is none: "n'en ont pas moins".
    fn is_covered(&self, ground: &Ground, at: usize, cue: &Cue) -> bool {
        let start = at.saturating_sub(2 * GAP);
        let around = |other: &&Cue| {
            let longer = other.class == Class::Nothing && other.phrase.0.len() > cue.phrase.0.len();
            longer
                && (start..=at).any(|from| {
                    phrase::from(ground.reading, ground.syntax, from, &other.phrase, GAP).is_some_and(|end| end > at)
                })
        };
        self.nothing.iter().map(|&number| &self.cues[number]).any(|other| around(&other))
    }

    fn longest(&self, ground: &Ground, at: usize, place: &str) -> Option<&Cue> {
        let lemma = lower(&ground.syntax.words[at].lemma);
        let keys = [lemma.as_str(), ground.reading.tokens[at].lower.as_str()];
        let numbers = keys.into_iter().filter_map(|key| self.by_word.get(key)).flatten();
        let fits = |cue: &&Cue| {
            let spelled = phrase::from(ground.reading, ground.syntax, at, &cue.phrase, GAP).is_some()
                || phrase::to(ground.reading, ground.syntax, at, &cue.phrase, GAP).is_some();
            cue.places.iter().any(|other| other == place) && spelled && conditions_hold(ground, at, cue)
        };
        let fitting = numbers.map(|&number| &self.cues[number]).filter(fits);
        fitting.max_by_key(|cue| cue.phrase.0.len())
    }
}

fn conditions_hold(ground: &Ground, at: usize, cue: &Cue) -> bool {
    let syntax = ground.syntax;
    let perfect = || {
        let participle = syntax.words[at].features.has(Features::PARTICIPLE);
        participle && syntax.children(at).any(|child| syntax.words[child].is("aux"))
    };
    let beside = |word: &CompactString| {
        let near = syntax.words[at].head.into_iter().flat_map(|head| syntax.children(head));
        near.chain(at.saturating_sub(4)..at).any(|other| phrase::is_word(ground.reading, syntax, other, word))
    };
    !(cue.not_perfect && perfect()) && cue.beside.as_ref().is_none_or(beside)
}

fn parse_cue(columns: &[&str]) -> Option<Cue> {
    let [text, class, places, conditions @ ..] = columns else { return None };
    let conditions = conditions.first().copied().unwrap_or_default();
    Some(Cue {
        phrase: Phrase::new(text),
        class: class_of(class)?,
        places: places.split('|').map(CompactString::from).collect(),
        not_perfect: conditions.contains("not-perfect"),
        beside: conditions.strip_prefix("beside ").map(CompactString::from),
    })
}

fn class_of(name: &str) -> Option<Class> {
    Some(match name {
        "negation" => Class::Negation,
        "hedge" => Class::Hedge,
        "plan" => Class::Plan,
        "attempt" => Class::Attempt,
        "condition" => Class::Condition,
        "question" => Class::Question,
        "prevent" => Class::Prevent,
        "fail" => Class::Fail,
        "modal" => Class::Modal,
        "none" => Class::Nothing,
        _ => return None,
    })
}
