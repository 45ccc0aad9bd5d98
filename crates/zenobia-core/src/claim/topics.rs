//! Topics in which words of conflict mean something else: `lexicon/topics.tsv` (lemma, topic, how it counts). "The striker fired a shot", "the
//! novel tells of a sniper who kills", "the battle for market share". Other topics are those of whole reports: a trial for murder, a quarrel that
//! ends in blows; there violence between private persons is told, and none of a conflict.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::actor::ActorMention;
use crate::claim::ground::Ground;
use crate::pack::{Files, rows};
use crate::record::ActorKind;
use crate::syntax::Features;
use crate::text::lower;

/// The words of such topics.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topics {
    words: FxHashMap<CompactString, Vec<Topic>>,
    /// Classes of actor of which one alone is no party to a conflict: a gunman whom nobody knows is what crime reports have.
    loners: Vec<CompactString>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Topic {
    name: CompactString,
    scope: Scope,
}

/// How a word of a topic counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// Near it, words of conflict mean something else.
    Near,
    /// Near it, everyday words do.
    Weak,
    /// It tells what a whole report is about.
    Report,
    /// It tells that a report is about conflict after all.
    Contrary,
}

/// How far around a trigger, in tokens, words tell its topic.
const AROUND: usize = 45;

/// How many different words of one topic it takes.
const ENOUGH: usize = 2;

/// How many different words tell the topic of a whole report, and how many that it is about conflict after all.
const ENOUGH_OF_REPORT: usize = 3;
const CONTRARY: usize = 2;

impl Topics {
    /// Reads the lexicon.
    pub fn parse(files: &Files) -> Topics {
        let rows = rows(files.get("lexicon/topics.tsv").unwrap_or_default());
        let pair = |columns: Vec<&str>| -> Option<(CompactString, Topic)> {
            let scope = match columns.get(2).copied() {
                Some("weak") => Scope::Weak,
                Some("report") => Scope::Report,
                Some("contrary") => Scope::Contrary,
                _ => Scope::Near,
            };
            Some((columns[0].into(), Topic { name: (*columns.get(1)?).into(), scope }))
        };
        let mut topics = Topics::default();
        for columns in rows.map(|(_, columns)| columns) {
            if columns.get(2) == Some(&"class") {
                topics.loners.push(columns[0].into());
            } else if let Some((word, topic)) = pair(columns) {
                topics.words.entry(word).or_default().push(topic);
            }
        }
        topics
    }

    /// Whether the words around a token are of such a topic, and no armed group is among them. `weak`: the token is an everyday word.
    pub(crate) fn hold(&self, ground: &Ground, at: usize, weak: bool) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let around = at.saturating_sub(AROUND)..(at + AROUND).min(ground.reading.tokens.len());
        let mut words: BTreeMap<&str, Vec<CompactString>> = BTreeMap::new();
        for token in around.clone() {
            let (lemma, topics) = self.of(ground, token);
            let counts = |topic: &&Topic| topic.scope == Scope::Near || (weak && topic.scope == Scope::Weak);
            for topic in topics.iter().filter(counts) {
                let own = words.entry(topic.name.as_str()).or_default();
                if token != at && !own.contains(&lemma) {
                    own.push(lemma.clone());
                }
            }
        }
        words.values().any(|own| own.len() >= ENOUGH)
            && !ground.actors.around(around).iter().any(|mention| self.is_armed(ground, mention))
    }

    /// Whether the whole report is of a topic that is none of a conflict: enough of its words, hardly any of conflict, no armed group.
    pub(crate) fn hold_throughout(&self, ground: &Ground) -> bool {
        let mut words: BTreeMap<&str, Vec<CompactString>> = BTreeMap::new();
        let mut contrary: Vec<CompactString> = Vec::new();
        for token in 0..ground.reading.tokens.len() {
            let (lemma, topics) = self.of(ground, token);
            for topic in topics {
                let own = match topic.scope {
                    Scope::Report => words.entry(topic.name.as_str()).or_default(),
                    Scope::Contrary => &mut contrary,
                    Scope::Near | Scope::Weak => continue,
                };
                if !own.contains(&lemma) {
                    own.push(lemma.clone());
                }
            }
        }
        contrary.len() < CONTRARY
            && words.values().any(|own| own.len() >= ENOUGH_OF_REPORT)
            && !ground.actors.mentions.iter().any(|mention| self.is_armed(ground, mention))
    }

    /// The dictionary form of a word, and its topics.
    fn of(&self, ground: &Ground, token: usize) -> (CompactString, &[Topic]) {
        let lemma = lower(&ground.syntax.words[token].lemma);
        let topics = self.words.get(&lemma).or_else(|| self.words.get(&ground.reading.tokens[token].lower));
        (lemma, topics.map(Vec::as_slice).unwrap_or_default())
    }

    fn is_armed(&self, ground: &Ground, mention: &ActorMention) -> bool {
        let entity = &ground.actors.entities[mention.entity];
        let plural = ground.syntax.words[mention.head].features.has(Features::PLURAL);
        let loner = entity.known.is_none() && !plural && self.loners.contains(&entity.class);
        matches!(entity.kind, ActorKind::ArmedGroup | ActorKind::Militia) && !loner
    }
}
