//! Topics in which words of conflict mean something else: `lexicon/topics.tsv` (lemma, topic, whether only everyday words do). "The striker
//! fired a shot", "the novel tells of a sniper who kills", "the battle for market share".

use std::collections::BTreeMap;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::claim::ground::Ground;
use crate::pack::{Files, rows};
use crate::record::ActorKind;
use crate::text::lower;

/// The words of such topics.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topics(FxHashMap<CompactString, Topic>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Topic {
    name: CompactString,
    /// Whether only everyday words mean something else in it.
    mild: bool,
}

/// How far around a trigger, in tokens, words tell its topic.
const AROUND: usize = 45;

/// How many different words of one topic it takes.
const ENOUGH: usize = 2;

impl Topics {
    /// Reads the lexicon.
    pub fn parse(files: &Files) -> Topics {
        let rows = rows(files.get("lexicon/topics.tsv").unwrap_or_default());
        let pair = |columns: Vec<&str>| {
            let topic = Topic { name: (*columns.get(1)?).into(), mild: columns.get(2) == Some(&"weak") };
            Some((columns[0].into(), topic))
        };
        Topics(rows.filter_map(|(_, columns)| pair(columns)).collect())
    }

    /// Whether the words around a token are of such a topic, and no armed group is among them. `weak`: the token is an everyday word.
    pub(crate) fn hold(&self, ground: &Ground, at: usize, weak: bool) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let around = at.saturating_sub(AROUND)..(at + AROUND).min(ground.reading.tokens.len());
        let mut words: BTreeMap<&str, Vec<CompactString>> = BTreeMap::new();
        for token in around.clone() {
            let lemma = lower(&ground.syntax.words[token].lemma);
            let Some(topic) = self.0.get(&lemma).or_else(|| self.0.get(&ground.reading.tokens[token].lower)) else {
                continue;
            };
            if topic.mild && !weak {
                continue;
            }
            let own = words.entry(topic.name.as_str()).or_default();
            if token != at && !own.contains(&lemma) {
                own.push(lemma);
            }
        }
        let armed = |entity: usize| {
            let kind = ground.actors.entities[entity].kind;
            matches!(kind, ActorKind::ArmedGroup | ActorKind::Militia)
        };
        words.values().any(|own| own.len() >= ENOUGH)
            && !ground.actors.around(around).iter().any(|mention| armed(mention.entity))
    }
}
