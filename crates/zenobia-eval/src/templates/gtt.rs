//! The measure of Du, Rush and Cardie (2021), "Template Filling with Generative Transformers", as its `eval.py` computes it.
//!
//! Templates are mapped one to one so that the report's F1 is greatest; only templates of the same type may be mapped. A filler is right when it is
//! a wording of some filler of the same slot. The type counts as a filler. What is left over counts against precision or recall.

use std::collections::BTreeMap;

use crate::corpora::muc4_keys::{Entity, Key};
use crate::tally::Tally;

use super::{Slot, Template, normalize};

/// An answer key in the terms of the measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gold {
    /// Number of the answer key.
    pub key: usize,
    /// Types, either of which will do.
    pub kinds: String,
    /// Fillers with all of their wordings.
    pub fillers: BTreeMap<Slot, Vec<Vec<String>>>,
}

/// Makes the answers of a report, as the authors' `preprocess.py` does: in small letters, wordings that the text does not hold left out.
pub fn gold(keys: &[Key], text: &str) -> Vec<Gold> {
    let text = plain(text);
    let mut all: Vec<Gold> = Vec::new();
    for (number, key) in keys.iter().enumerate() {
        let list = |entities: &[Entity]| -> Vec<Vec<String>> {
            let wordings = entities.iter().map(|entity| {
                let low = entity.mentions.iter().map(|mention| mention.to_lowercase());
                low.filter(|mention| text.contains(mention.as_str()))
                    .map(|mention| normalize(&mention))
                    .collect::<Vec<_>>()
            });
            wordings.filter(|wordings| !wordings.is_empty()).collect()
        };
        let slots = [
            (Slot::Individual, list(&key.individuals)),
            (Slot::Organization, list(&key.organizations)),
            (Slot::Target, list(&key.targets)),
            (Slot::Victim, list(&key.names)),
            (Slot::Weapon, list(&key.instruments)),
        ];
        let gold =
            Gold { key: number, kinds: key.kind.join(" / ").to_lowercase(), fillers: slots.into_iter().collect() };
        if !all.iter().any(|other| other.kinds == gold.kinds && other.fillers == gold.fillers) {
            all.push(gold);
        }
    }
    all
}

/// The text as the authors have it: what follows `[TEXT]`, in one line of small letters.
fn plain(text: &str) -> String {
    let body = text.split_once("[TEXT]").map_or(text, |(_, body)| body);
    body.trim().to_lowercase().replace('[', "(").replace(']', ")").replace("\n\n", " ").replace('\n', " ")
}

/// Counts of one slot: right and all of what was predicted, right and all of what was to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Predicted fillers that are right.
    pub precise: usize,
    /// Predicted fillers.
    pub predicted: usize,
    /// Fillers of the key that were found.
    pub recalled: usize,
    /// Fillers of the key.
    pub gold: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.precise += other.precise;
        self.predicted += other.predicted;
        self.recalled += other.recalled;
        self.gold += other.gold;
    }

    /// Precision, recall and F1 in percent.
    pub fn figures(self) -> [f64; 3] {
        let precision = Tally::new(self.precise, self.predicted, 0).figures().precision;
        let recall = Tally::new(self.recalled, 0, self.gold).figures().recall;
        [precision, recall, f1(self)]
    }
}

fn f1(counts: Counts) -> f64 {
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let (precision, recall) = (share(counts.precise, counts.predicted), share(counts.recalled, counts.gold));
    let sum = precision + recall;
    if sum == 0.0 { 0.0 } else { (2000.0 * precision * recall / sum).round() / 10.0 }
}

/// Figures over reports: the type, the slots, and all together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gtt {
    /// Types of incidents.
    pub kinds: Counts,
    /// The slots.
    pub slots: BTreeMap<Slot, Counts>,
}

impl Gtt {
    /// All slots and the type together.
    pub fn all(&self) -> Counts {
        let mut all = self.kinds;
        self.slots.values().for_each(|counts| all.add(*counts));
        all
    }

    /// Takes in another report.
    pub fn absorb(&mut self, other: &Gtt) {
        self.kinds.add(other.kinds);
        other.slots.iter().for_each(|(slot, counts)| self.slots.entry(*slot).or_default().add(*counts));
    }
}

/// Compares a report; also gives the number of the answer key that each template was mapped to.
pub fn compare(templates: &[Template], gold: &[Gold]) -> (Gtt, Vec<Option<usize>>) {
    let mut best = (Vec::new(), Gtt::default(), -1.0);
    let mut search = Search { templates, gold, left: LIMIT };
    search.go(&mut vec![None; templates.len()], 0, &mut best);
    (best.1, best.0.into_iter().map(|to| Some(gold[to?].key)).collect())
}

/// Mappings that are tried at most; the first ones map templates in the order of the text.
const LIMIT: usize = 200_000;

struct Search<'a> {
    templates: &'a [Template],
    gold: &'a [Gold],
    left: usize,
}

impl Search<'_> {
    fn go(&mut self, mapping: &mut Vec<Option<usize>>, at: usize, best: &mut (Vec<Option<usize>>, Gtt, f64)) {
        if self.left == 0 {
            return;
        }
        if at == mapping.len() {
            self.left -= 1;
            let found = self.count(mapping);
            let figure = f1(found.all());
            if figure > best.2 {
                *best = (mapping.clone(), found, figure);
            }
            return;
        }
        for to in (0..self.gold.len()).map(Some).chain([None]) {
            let free = to.is_none() || !mapping[..at].contains(&to);
            if free && to.is_none_or(|to| self.gold[to].kinds.contains(self.templates[at].kind.as_str())) {
                mapping[at] = to;
                self.go(mapping, at + 1, best);
            }
        }
        mapping[at] = None;
    }

    fn count(&self, mapping: &[Option<usize>]) -> Gtt {
        let mut found = Gtt::default();
        for (template, to) in self.templates.iter().zip(mapping) {
            let gold = to.map(|to| &self.gold[to]);
            let mapped = usize::from(gold.is_some());
            found.kinds.add(Counts { precise: mapped, predicted: 1, recalled: mapped, gold: mapped });
            for slot in Slot::ALL {
                found.slots.entry(slot).or_default().add(slot_counts(template, gold, slot));
            }
        }
        let missed = self.gold.iter().enumerate().filter(|(index, _)| !mapping.contains(&Some(*index)));
        for (_, gold) in missed {
            found.kinds.gold += 1;
            gold.fillers.iter().for_each(|(slot, fillers)| found.slots.entry(*slot).or_default().gold += fillers.len());
        }
        found
    }
}

fn slot_counts(template: &Template, gold: Option<&Gold>, slot: Slot) -> Counts {
    let predicted = template.fillers.get(&slot).map(Vec::as_slice).unwrap_or_default();
    let wanted = gold.and_then(|gold| gold.fillers.get(&slot)).map(Vec::as_slice).unwrap_or_default();
    let same = |filler: &String, wordings: &Vec<String>| wordings.contains(&normalize(filler));
    Counts {
        precise: predicted.iter().filter(|filler| wanted.iter().any(|wordings| same(filler, wordings))).count(),
        predicted: predicted.len(),
        recalled: wanted.iter().filter(|wordings| predicted.iter().any(|filler| same(filler, wordings))).count(),
        gold: wanted.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(kind: &str, slot: Slot, fillers: &[&str]) -> Template {
        let fillers = fillers.iter().map(|filler| (*filler).to_owned()).collect();
        Template { kind: kind.into(), fillers: [(slot, fillers)].into(), ..Template::default() }
    }

    fn key(kind: &str, individuals: &[&[&str]]) -> Key {
        let entity = |mentions: &&[&str]| Entity {
            mentions: mentions.iter().map(|mention| (*mention).to_owned()).collect(),
            optional: false,
        };
        Key { kind: vec![kind.into()], individuals: individuals.iter().map(entity).collect(), ..Key::default() }
    }

    #[test]
    fn templates_are_mapped_so_that_most_fillers_are_right() {
        let text = "LIMA -- [TEXT] GUNMEN FIRED.  LATER, TWO WOMEN FIRED.";
        let gold = gold(&[key("ATTACK", &[&["GUNMEN"]]), key("ATTACK", &[&["WOMEN", "TWO WOMEN"]])], text);
        let (found, mapping) = compare(&[template("attack", Slot::Individual, &["the two women"])], &gold);
        assert_eq!(mapping, [Some(1)]);
        assert_eq!(found.kinds, Counts { precise: 1, predicted: 1, recalled: 1, gold: 2 });
        assert_eq!(found.slots[&Slot::Individual], Counts { precise: 1, predicted: 1, recalled: 1, gold: 2 });
        assert_eq!(found.all().figures(), [100.0, 50.0, 66.7]);
    }

    #[test]
    fn types_must_agree_and_wordings_must_stand_in_the_text() {
        let gold = gold(&[key("BOMBING", &[&["GUNMEN"], &["NOBODY HERE"]])], "[TEXT] GUNMEN FIRED.");
        assert_eq!(gold[0].fillers[&Slot::Individual], [["gunmen"]]);
        let (found, mapping) = compare(&[template("attack", Slot::Individual, &["gunmen"])], &gold);
        assert_eq!((mapping, found.all().precise), (vec![None], 0));
    }
}
