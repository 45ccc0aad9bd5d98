//! The words of a language that head a description of an actor: `lexicon/heads.tsv`.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::pack::{Files, rows};
use crate::phrase::{Phrase, spellings};
use crate::problem::Problem;
use crate::record::ActorKind;
use crate::text::Token;

/// What a head word says.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The lemma or phrase, as its words.
    pub words: Vec<CompactString>,
    /// Kind of actor.
    pub kind: ActorKind,
    /// Class, such as `army`, `rebels`, `minister`.
    pub class: CompactString,
    /// A bare definite use refers to the main such actor of the report.
    pub refers: bool,
    /// Only its singular refers so: "the group", not "groups".
    pub singular: bool,
    /// Nobody in particular.
    pub generic: bool,
    /// Stands before a person's name.
    pub title: bool,
    /// Names nobody, although its words do: "coup d'État".
    pub nobody: bool,
    /// Names one person without saying who; a definite use refers to the last person told of: "the woman".
    pub one: bool,
    /// Both or all who fight one another: "both sides", "les belligérants".
    pub sides: bool,
    /// Its singular is one of many, and may describe a person: "a jihadist".
    pub member: bool,
    /// What an army fights with, which may be anybody's: "aircraft", "artillery".
    pub arms: bool,
}

/// All head words of a language, by their first word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heads {
    by_first: FxHashMap<CompactString, Vec<Head>>,
    unnamed: FxHashMap<CompactString, ()>,
    honorifics: FxHashMap<CompactString, ()>,
    /// Phrases that a name follows, the longest first: "calling itself".
    naming: Vec<Phrase>,
}

impl Heads {
    /// Reads `lexicon/heads.tsv` (lemma, kind, class, flags), `lexicon/unnamed-sources.tsv` (lemma), `lexicon/honorifics.tsv` and
    /// `lexicon/naming.tsv` (forms).
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Heads {
        let mut heads = Heads::default();
        let path = "lexicon/heads.tsv";
        for (line, columns) in rows(files.get(path).unwrap_or_default()) {
            match parse_head(&columns) {
                Ok(entries) => {
                    for head in entries {
                        heads.by_first.entry(head.words[0].clone()).or_default().push(head);
                    }
                }
                Err(message) => problems.push(Problem::at(path, line, message)),
            }
        }
        for (_, columns) in rows(files.get("lexicon/unnamed-sources.tsv").unwrap_or_default()) {
            if columns.get(1) != Some(&"indefinite") {
                heads.unnamed.insert(columns[0].into(), ());
            }
        }
        for (_, columns) in rows(files.get("lexicon/honorifics.tsv").unwrap_or_default()) {
            heads.honorifics.insert(columns[0].into(), ());
        }
        let naming = rows(files.get("lexicon/naming.tsv").unwrap_or_default());
        heads.naming = naming.into_iter().map(|(_, columns)| Phrase::new(columns[0])).collect();
        heads.naming.sort_by_key(|phrase| std::cmp::Reverse(phrase.0.len()));
        heads
    }

    /// The entries whose first word is this one.
    pub fn starting(&self, word: &str) -> &[Head] {
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a lemma names a source without naming it: "witness", "source".
    pub fn is_unnamed(&self, lemma: &str) -> bool {
        self.unnamed.contains_key(lemma)
    }

    /// How many words at the beginning of some say that a name follows: "calling itself".
    pub fn naming_length(&self, words: &[Token]) -> Option<usize> {
        let starts = |phrase: &&Phrase| {
            phrase.0.len() <= words.len() && phrase.0.iter().zip(words).all(|(wanted, word)| word.lower == *wanted)
        };
        self.naming.iter().find(starts).map(|phrase| phrase.0.len())
    }

    /// Whether a word is a form of address that only a person's name follows: "M.", "Mrs".
    pub fn is_honorific(&self, word: &str) -> bool {
        self.honorifics.contains_key(word)
    }
}

fn parse_head(columns: &[&str]) -> Result<Vec<Head>, String> {
    let [lemma, kind, class, ..] = columns else {
        return Err("expected lemma, kind, class and flags, separated by tabs".into());
    };
    let kind = serde_json::from_value(serde_json::Value::from(*kind)).map_err(|_| format!("unknown kind `{kind}`"))?;
    let flags = columns.get(3).copied().unwrap_or_default();
    let has = |flag: &str| flags.split([',', ' ']).any(|other| other == flag);
    let head = |phrase: Phrase| Head {
        words: phrase.0,
        kind,
        class: (*class).into(),
        refers: has("definite-refers"),
        singular: has("singular"),
        generic: has("generic"),
        title: has("title"),
        nobody: has("nobody"),
        one: has("one"),
        sides: has("sides"),
        member: has("member"),
        arms: has("arms"),
    };
    Ok(spellings(lemma).into_iter().filter(|phrase| !phrase.0.is_empty()).map(head).collect())
}
