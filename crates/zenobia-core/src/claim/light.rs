//! Light verbs, which say only that an event noun happens: `lexicon/light-verbs.tsv`.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::claim::arguments::Argument;
use crate::claim::frames::Reflexive;
use crate::claim::ground::Ground;
use crate::pack::{Files, rows};
use crate::phrase::{self, Phrase};
use crate::problem::Problem;

/// What a participant of a light verb is to the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    Actor,
    /// Who says to have done it: of nobody who does, it happened all the same.
    Claimer,
    /// Who makes known what it does, or what befell others: "announced a truce", "announced a death".
    Teller,
    Recipient,
    Place,
    Nothing,
}

/// A light verb and what it hands to its event noun.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LightVerb {
    phrase: Phrase,
    relation: CompactString,
    pub(crate) subject: Share,
    pub(crate) object: Share,
}

/// The light verbs of a language, by their first word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LightVerbs(FxHashMap<CompactString, Vec<LightVerb>>);

/// How many words may stand between two words of a phrase.
const GAP: usize = 2;

impl LightVerbs {
    /// Reads the lexicon: lemma or phrase; relation of the event noun (`obj`, `obl:à`, `nsubj`); what the subject is (`actor`, `claimer`,
    /// `teller`, `recipient`, `place`, `none`); of verbs whose subject is the noun, what the object is.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> LightVerbs {
        let path = "lexicon/light-verbs.tsv";
        let mut verbs: FxHashMap<CompactString, Vec<LightVerb>> = FxHashMap::default();
        let reflexive = Reflexive::parse(files);
        for (line, columns) in rows(files.get(path).unwrap_or_default()) {
            let [text, relation, subject, object @ ..] = &columns[..] else {
                problems.push(Problem::at(
                    path,
                    line,
                    "expected verb, relation and what the subject is, parted by tabs",
                ));
                continue;
            };
            let bare = reflexive.strip(text).unwrap_or(text);
            let phrase = Phrase::new(bare);
            let object = object.first().map_or(Share::Nothing, |word| share_of(word));
            let verb = LightVerb { relation: (*relation).into(), subject: share_of(subject), object, phrase };
            verbs.entry(verb.phrase.first().into()).or_default().push(verb);
        }
        LightVerbs(verbs)
    }

    /// The light verb at a token of which `event` is the event noun; the longest phrase first. `arguments` are the verb's own.
    pub(crate) fn carrying(
        &self,
        ground: &Ground,
        verb: usize,
        event: usize,
        arguments: &[Argument],
    ) -> Option<&LightVerb> {
        let verbs = self.0.get(&ground.verb_lemma(verb))?;
        let direct = |light: &LightVerb| {
            arguments.iter().any(|argument| argument.token == event && argument.matches(&light.relation))
        };
        // "faire l'objet d'une attaque": the noun hangs on the last word of the phrase.
        let through = |light: &LightVerb| {
            let above = ground.syntax.words[event].head;
            light.phrase.0.len() > 1
                && light.relation.starts_with("obl")
                && above.is_some_and(|above| {
                    above != verb && phrase::is_word(ground.reading, ground.syntax, above, light.phrase.last())
                })
        };
        let syntax = ground.syntax;
        let caseless =
            syntax.children_by(event, "case").next().is_none() && ground.clause(event) == verb && event > verb;
        let misplaced = |light: &LightVerb| light.relation == "obj" && caseless && !syntax.words[event].is("nsubj");
        // The lemma of a participle may be that of an adjective: "une embuscade tendue par".
        let spelled = |light: &LightVerb| {
            light.phrase.0.len() == 1 || phrase::from(ground.reading, ground.syntax, verb, &light.phrase, GAP).is_some()
        };
        let fitting =
            verbs.iter().filter(|light| spelled(light) && (direct(light) || through(light) || misplaced(light)));
        fitting.max_by_key(|light| light.phrase.0.len())
    }
}

fn share_of(name: &str) -> Share {
    match name {
        "actor" => Share::Actor,
        "claimer" => Share::Claimer,
        "teller" => Share::Teller,
        "recipient" => Share::Recipient,
        "place" => Share::Place,
        _ => Share::Nothing,
    }
}
