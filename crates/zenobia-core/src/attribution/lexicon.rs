//! Words of saying: `lexicon/speech-verbs.tsv`, `speech-nouns.tsv`, `speech-prepositions.tsv`, `unnamed-sources.tsv`.

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::claim::{Nobody, Reflexive};
use crate::pack::{Files, rows};
use crate::phrase::{self, Phrase};
use crate::problem::Problem;
use crate::record::Factuality;
use crate::syntax::{Syntax, Upos};
use crate::text::{Reading, lower};

/// What a verb or noun of saying does with its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Tells it: clauses, event nouns, quotations.
    Say,
    /// Tells quotations and clauses it is put into, nothing else: "poursuit-il", "he went on".
    Utter,
    /// Tells it of somebody: "accused the army of having shelled".
    Accuse,
    /// Names it in words of its own: "what it calls an operation".
    Call,
    /// Binds whoever speaks: what is promised or threatened is said.
    Vow,
    /// Wants it done or expects it: only a whole clause is said.
    Want,
}

impl Kind {
    fn parse(name: &str) -> Option<Kind> {
        Some(match name {
            "say" | "deny" | "doubt" | "claim-responsibility" | "learn" | "cite" => Kind::Say,
            "utter" => Kind::Utter,
            "accuse" => Kind::Accuse,
            "call" => Kind::Call,
            "promise" | "threaten" | "own" => Kind::Vow,
            "order" | "ask" | "plan" => Kind::Want,
            _ => return None,
        })
    }
}

/// A verb of saying.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SpeechVerb {
    pub(crate) phrase: Phrase,
    pub(crate) kind: Kind,
    /// What it makes of its content, when that is not asserted.
    pub(crate) content: Option<Factuality>,
}

/// How many other words may stand between two words of a phrase.
const GAP: usize = 3;

/// A verb of saying in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cue<'a> {
    pub(crate) verb: &'a SpeechVerb,
    /// From its first word to its last.
    pub(crate) words: Range<usize>,
}

/// What must follow a preposition of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follows {
    /// Whatever follows is the source.
    Any,
    /// Only an actor or a speech noun: "pour l'armée".
    Speaker,
    /// An actor or a speech noun, where it opens its sentence and a comma closes it: "Pour l'armée, …".
    Opening,
    /// Nothing: the phrase is the source itself, unnamed.
    Nothing,
    /// The source named last: "according to the same source".
    Same,
}

/// A preposition of saying.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SpeechPreposition {
    pub(crate) phrase: Phrase,
    pub(crate) follows: Follows,
    /// Whether what follows is the source of whoever is told to speak: "Reuters reported, citing officials".
    pub(crate) inner: bool,
}

/// The words of saying of a language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speech {
    /// By their last word.
    verbs: FxHashMap<CompactString, Vec<SpeechVerb>>,
    /// Phrases by their first word.
    openings: FxHashMap<CompactString, Vec<SpeechVerb>>,
    nouns: FxHashMap<CompactString, Option<Factuality>>,
    /// Longest first.
    prepositions: Vec<SpeechPreposition>,
    /// Numbers of prepositions by their first word, so that most tokens are passed over at once.
    preposition_starts: FxHashMap<CompactString, Vec<usize>>,
    /// Conjunctions that put a verb of saying into what it says: "as officials said".
    conjunctions: FxHashMap<CompactString, ()>,
    /// Heads of unnamed sources, and whether they are so only with an indefinite article.
    unnamed: FxHashMap<CompactString, bool>,
    /// Those of them who speak for whoever they belong to, and whether that is all they do: "an army officer", "a French spokesman".
    offices: FxHashMap<CompactString, bool>,
    nobody: Nobody,
}

impl Speech {
    /// Reads the lexicons.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Speech {
        let mut speech = Speech { nobody: Nobody::parse(files), ..Speech::default() };
        speech.add_verbs(files, problems);
        let lexicon =
            |path: &str| rows(files.get(path).unwrap_or_default()).map(|(_, columns)| columns).collect::<Vec<_>>();
        speech.nouns = lexicon("lexicon/speech-nouns.tsv").iter().map(|columns| speech_noun(columns)).collect();
        for columns in lexicon("lexicon/unnamed-sources.tsv") {
            let voice = columns.get(1) == Some(&"voice");
            let office = voice || columns.get(1) == Some(&"office");
            speech.unnamed.insert(columns[0].into(), office || columns.get(1) == Some(&"indefinite"));
            speech.offices.extend(office.then(|| (columns[0].into(), voice)));
        }
        for columns in lexicon("lexicon/speech-prepositions.tsv") {
            if columns.get(1) == Some(&"clause") {
                speech.conjunctions.insert(columns[0].into(), ());
                continue;
            }
            let follows = match columns.get(1).copied() {
                Some("speaker") => Follows::Speaker,
                Some("noun") => Follows::Nothing,
                Some("same") => Follows::Same,
                Some("opening") => Follows::Opening,
                _ => Follows::Any,
            };
            let inner = columns.get(2) == Some(&"inner");
            speech.prepositions.push(SpeechPreposition { phrase: Phrase::new(columns[0]), follows, inner });
        }
        speech.prepositions.sort_by_key(|preposition| std::cmp::Reverse(preposition.phrase.0.len()));
        for (number, preposition) in speech.prepositions.iter().enumerate() {
            speech.preposition_starts.entry(preposition.phrase.first().into()).or_default().push(number);
        }
        speech
    }

    fn add_verbs(&mut self, files: &Files, problems: &mut Vec<Problem>) {
        let path = "lexicon/speech-verbs.tsv";
        let reflexive = Reflexive::parse(files);
        for (line, columns) in rows(files.get(path).unwrap_or_default()) {
            let word = columns.get(2).filter(|word| !word.is_empty());
            let content = content_of(&columns);
            if word.is_some() && content.is_none() {
                problems.push(Problem::at(path, line, format!("unknown factuality `{}`", word.unwrap_or(&""))));
            }
            let bare = reflexive.strip(columns[0]).unwrap_or(columns[0]);
            let name = columns.get(1).copied().unwrap_or("say");
            let Some(kind) = Kind::parse(name) else {
                problems.push(Problem::at(path, line, format!("unknown kind `{name}`")));
                continue;
            };
            let content = content.filter(|&content| content != Factuality::Asserted);
            let verb = SpeechVerb { phrase: Phrase::new(bare), kind, content };
            if verb.phrase.0.len() > 1 {
                self.openings.entry(verb.phrase.first().into()).or_default().push(verb.clone());
            }
            self.verbs.entry(verb.phrase.last().into()).or_default().push(verb);
        }
    }

    /// The verb of saying at a token: one that ends there ("fait savoir"), or a phrase that begins there and ends with a noun or particle
    /// ("fait état").
    pub(crate) fn verb(&self, reading: &Reading, syntax: &Syntax, at: usize) -> Option<Cue<'_>> {
        let ending = self.ending(reading, syntax, at);
        ending.into_iter().chain(self.opening(reading, syntax, at)).max_by_key(|cue| cue.verb.phrase.0.len())
    }

    fn ending(&self, reading: &Reading, syntax: &Syntax, at: usize) -> Option<Cue<'_>> {
        let verbs =
            self.verbs.get(&lower(&syntax.words[at].lemma)).or_else(|| self.verbs.get(&reading.tokens[at].lower))?;
        let spelled = verbs.iter().filter_map(|verb| {
            let first = phrase::to(reading, syntax, at, &verb.phrase, GAP)?;
            Some(Cue { verb, words: first..at + 1 })
        });
        // "carry out", "put down": a particle makes it another verb.
        let particle = syntax.children(at).any(|child| syntax.words[child].relation == "compound:prt");
        spelled.filter(|cue| !particle || cue.verb.phrase.0.len() > 1).max_by_key(|cue| cue.verb.phrase.0.len())
    }

    fn opening(&self, reading: &Reading, syntax: &Syntax, at: usize) -> Option<Cue<'_>> {
        let verbs = self.openings.get(&lower(&syntax.words[at].lemma))?;
        let spelled = verbs.iter().filter_map(|verb| {
            let end = phrase::from(reading, syntax, at, &verb.phrase, GAP)?;
            let verbal = matches!(syntax.words[end - 1].upos, Upos::Verb | Upos::Aux);
            (!verbal).then_some(Cue { verb, words: at..end })
        });
        spelled.max_by_key(|cue| cue.verb.phrase.0.len())
    }

    /// The longest preposition of saying that begins at a token, and one past its last word.
    pub(crate) fn preposition(
        &self,
        reading: &Reading,
        syntax: &Syntax,
        at: usize,
    ) -> Option<(&SpeechPreposition, usize)> {
        let of = |word: &str| self.preposition_starts.get(word).into_iter().flatten().copied();
        let starts = of(&reading.tokens[at].lower).chain(of(&lower(&syntax.words[at].lemma)));
        let spelled = |number: usize| {
            let preposition = &self.prepositions[number];
            Some((number, preposition, phrase::from(reading, syntax, at, &preposition.phrase, 0)?))
        };
        let first = starts.filter_map(spelled).min_by_key(|(number, ..)| *number);
        first.map(|(_, preposition, end)| (preposition, end))
    }

    /// Whether a verb of saying may end in this lemma.
    pub(crate) fn may_tell(&self, lemma: &str) -> bool {
        self.verbs.contains_key(lemma)
    }

    /// Whether a token is a verb of saying.
    pub fn is_verb(&self, reading: &Reading, syntax: &Syntax, at: usize) -> bool {
        self.verb(reading, syntax, at).is_some()
    }

    /// Whether a word puts a verb of saying into what it says.
    pub(crate) fn is_conjunction(&self, lemma: &str) -> bool {
        self.conjunctions.contains_key(lemma)
    }

    /// Whether a word says that it is nobody: "no group", "personne".
    pub(crate) fn is_nobody(&self, word: &str) -> bool {
        self.nobody.has(word)
    }

    /// What a noun of saying makes of its content; `None` for other nouns.
    pub(crate) fn noun(&self, lemma: &str) -> Option<Option<Factuality>> {
        self.nouns.get(lemma).copied()
    }

    /// Whether a lemma heads a source that speaks for whoever it belongs to.
    pub(crate) fn is_office(&self, lemma: &str) -> bool {
        self.offices.contains_key(lemma)
    }

    /// Whether it is the voice of somebody else, however that is told: "a French spokesman", where a French official speaks for nobody known.
    pub(crate) fn is_voice(&self, lemma: &str) -> bool {
        self.offices.get(lemma) == Some(&true)
    }

    /// Whether a lemma heads an unnamed source; `indefinite` says whether an indefinite article or none stands before it.
    pub(crate) fn is_unnamed(&self, lemma: &str, indefinite: bool) -> bool {
        self.unnamed.get(lemma).is_some_and(|only_indefinite| indefinite || !only_indefinite)
    }
}

/// The factuality in the third column, or that of a denial.
fn content_of(columns: &[&str]) -> Option<Factuality> {
    let word = columns.get(2).filter(|word| !word.is_empty());
    let said = word.and_then(|word| serde_json::from_value(serde_json::Value::from(*word)).ok());
    said.or((columns.get(1) == Some(&"deny")).then_some(Factuality::Negated))
}

fn speech_noun(columns: &[&str]) -> (CompactString, Option<Factuality>) {
    (columns[0].into(), content_of(columns))
}
