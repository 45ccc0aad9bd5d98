//! The unit records of PETRARCH.
//!
//! The codes of its records are partly those of WEIS, partly those of CAMEO, and partly made up to tell patterns apart (`901`, `345`); which, no
//! record says. A type counts as right by root when it is that of the code's root in WEIS or in CAMEO. Made-up codes say nothing of a type: their
//! sentences are counted aside, by who did something to whom. What only says that somebody spoke (root 02 of WEIS, 01 of CAMEO) is no event here, nor is
//! what has no code on one side (`---`), which PETRARCH codes when it is set so. By root a mutual event (a meeting) is one, whichever side is named first.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::pack::Ontology;
use zenobia_core::record::Claim;

use super::coder::Dyad;
use crate::corpora::petrarch::{Coded, Tuple};
use crate::crosswalk::{codes, is_mutual};
use crate::tally::Tally;

/// The invented actors of the records, in the form of PETRARCH dictionaries.
pub const ACTORS: &str = include_str!("../../samples/petrarch.actors");

/// Figures on the records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Petrarch {
    /// Sentences all of whose events are right by root, none missing and none too many, with both sides; of all that are coded.
    pub by_root: Tally,
    /// The same with all letters of the codes equal.
    pub strict: Tally,
    /// Sentences with made-up codes: who did something to whom.
    pub made_up: Tally,
    /// Sentences in which there is nothing to code.
    pub nothing: Tally,
    /// Tuples, by root.
    pub tuples: Tally,
    /// Records that are left out: they test how PETRARCH takes its input.
    pub left_out: usize,
    /// Events that are left out: somebody only speaks, or one side has no code.
    pub unspoken: usize,
    /// What is not right, a line each.
    pub misses: Vec<String>,
}

impl Petrarch {
    /// Figures for the floors, in percent.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        BTreeMap::from([
            ("sentences all right by root".to_owned(), self.by_root.figures().recall),
            ("tuples by root".to_owned(), self.tuples.figures().f1),
        ])
    }

    /// Counts a sentence: `tuples` of the reading, and the claims they come from.
    pub fn add(&mut self, gold: &Coded, dyads: &[Dyad<'_>], claims: &[Claim], ontology: &Ontology) {
        if gold.error.is_some() || gold.id == "FINAL-RECORD" {
            self.left_out += 1;
            return;
        }
        let wanted: Vec<&Tuple> =
            gold.events.iter().filter(|tuple| is_dyad(tuple) && !is_speech(&tuple.event)).collect();
        self.unspoken += gold.events.len() - wanted.len();
        let claim = |dyad: &Dyad<'_>| claims.iter().find(|claim| claim.id == dyad.claim);
        let found: Vec<Found> =
            dyads.iter().filter_map(|dyad| Some(Found::new(dyad, claim(dyad)?, ontology))).collect();
        let made_up = wanted.iter().any(|tuple| is_made_up(&tuple.event));
        let matched = matches(&wanted, &found);
        let all = matched.right == wanted.len() && matched.extra == 0;
        let right = usize::from(all);
        if made_up {
            self.made_up += Tally::new(right, 1, 1);
        } else {
            self.by_root += Tally::new(right, 1, 1);
            let strictly = usize::from(all && is_strict(&wanted, &found));
            self.strict += Tally::new(strictly, 1, 1);
            self.tuples += Tally::new(matched.right, matched.right + matched.extra, wanted.len());
        }
        if wanted.is_empty() {
            self.nothing += Tally::new(right, 1, 1);
        }
        if !all {
            self.misses.push(miss(gold, &wanted, &found));
        }
    }
}

/// A tuple of the reading.
struct Found {
    source: String,
    target: String,
    event: String,
    roots: BTreeSet<(&'static str, String)>,
    codes: BTreeSet<String>,
    mutual: bool,
}

/// Systems whose codes the records use, as the ontology names them.
const SYSTEMS: [&str; 2] = ["weis", "cameo"];

impl Found {
    fn new(dyad: &Dyad<'_>, claim: &Claim, ontology: &Ontology) -> Found {
        let of = |system: &'static str| codes(claim, system, ontology).into_iter().map(move |code| (system, code));
        let all: Vec<(&'static str, &str)> = SYSTEMS.into_iter().flat_map(of).collect();
        Found {
            source: dyad.source.clone(),
            target: dyad.target.clone(),
            event: format!("{}/{}", claim.event, claim.mode.join(" ")),
            roots: all.iter().filter_map(|(system, code)| Some((*system, code.get(..2)?.to_owned()))).collect(),
            codes: all.iter().map(|(_, code)| (*code).to_owned()).collect(),
            mutual: is_mutual(claim, ontology),
        }
    }

    fn fits(&self, gold: &Tuple) -> bool {
        let root = gold.event.get(..2).unwrap_or_default();
        let type_fits = is_made_up(&gold.event) || self.roots.iter().any(|(_, own)| own == root);
        let same = |a: &str, b: &str| primary(a) == primary(b);
        let straight = same(&self.source, &gold.source) && same(&self.target, &gold.target);
        let turned = self.mutual && same(&self.source, &gold.target) && same(&self.target, &gold.source);
        type_fits && (straight || turned)
    }
}

struct Matches {
    right: usize,
    extra: usize,
}

/// Gold tuples that some found one fits, and found ones that fit none. One found tuple may stand for two of the same sides and root.
fn matches(wanted: &[&Tuple], found: &[Found]) -> Matches {
    Matches {
        right: wanted.iter().filter(|tuple| found.iter().any(|one| one.fits(tuple))).count(),
        extra: found.iter().filter(|one| !wanted.iter().any(|tuple| one.fits(tuple))).count(),
    }
}

fn is_strict(wanted: &[&Tuple], found: &[Found]) -> bool {
    let same = |one: &Found, tuple: &Tuple| {
        one.codes.contains(&tuple.event) && one.source == tuple.source && one.target == tuple.target
    };
    wanted.iter().all(|tuple| found.iter().any(|one| same(one, tuple)))
        && found.iter().all(|one| wanted.iter().any(|tuple| same(one, tuple)))
}

/// The country or body that a code begins with.
fn primary(code: &str) -> &str {
    code.get(..3).unwrap_or(code)
}

fn is_dyad(tuple: &Tuple) -> bool {
    let coded = |code: &str| code.chars().next().is_some_and(|first| first.is_ascii_uppercase());
    coded(&tuple.source) && coded(&tuple.target)
}

fn is_speech(event: &str) -> bool {
    event.starts_with("02") && event.len() == 3 || event == "010"
}

/// Codes of no system: roots above 22, letters in them, and those that the records use for nonsense ("is acting strangely with").
fn is_made_up(event: &str) -> bool {
    let root: Option<u32> = event.get(..2).and_then(|root| root.parse().ok());
    let digits = event.chars().all(|c| c.is_ascii_digit());
    !digits
        || root.is_none_or(|root| root == 0 || root > 22)
        || matches!(event, "100" | "103" | "1010" | "1011" | "1717")
}

fn miss(gold: &Coded, wanted: &[&Tuple], found: &[Found]) -> String {
    let wanted = wanted.iter().map(|tuple| format!("{} {} {}", tuple.source, tuple.event, tuple.target));
    let found = found.iter().map(|one| format!("{} {} {}", one.source, one.event, one.target));
    let list = |items: Vec<String>| if items.is_empty() { "nothing".to_owned() } else { items.join("; ") };
    format!("{}\twanted {}\tfound {}\t{}", gold.id, list(wanted.collect()), list(found.collect()), gold.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crosswalk::ontology;

    fn claim(id: &str, event: &str) -> Claim {
        serde_json::from_value(serde_json::json!({
            "id": id, "event": event, "mode": [], "context": [], "trigger": {"start": 0, "end": 1, "text": "x"}, "sentence": 0,
            "roles": {"actor": [], "recipient": [], "site": [], "place": [], "time": [], "means": []}, "tolls": [], "source": [],
            "factuality": "asserted", "confidence": 0.5, "why": {"rule": "x", "parts": []}
        }))
        .unwrap_or_else(|error| panic!("{error}"))
    }

    fn tuple(source: &str, event: &str, target: &str) -> Tuple {
        Tuple { source: source.into(), target: target.into(), event: event.into() }
    }

    fn measure(events: Vec<Tuple>, found: &[(&str, &str, &str)]) -> Petrarch {
        let ontology = ontology(&[("ACCUSE", "weis", "12 13"), ("CONSULT", "cameo", "04")]);
        let claims = [claim("c1", "ACCUSE"), claim("c2", "CONSULT")];
        let id = |event: &str| if event == "ACCUSE" { "c1" } else { "c2" };
        let dyads: Vec<Dyad<'_>> = found
            .iter()
            .map(|(source, event, target)| Dyad {
                source: (*source).into(),
                target: (*target).into(),
                claim: id(event),
            })
            .collect();
        let mut petrarch = Petrarch::default();
        petrarch.add(&Coded { events, ..Coded::default() }, &dyads, &claims, &ontology);
        petrarch
    }

    #[test]
    fn a_root_and_the_countries_of_both_sides_make_it_right() {
        let right = measure(vec![tuple("ALBGOV", "122", "DORMIL")], &[("ALB", "ACCUSE", "DOR")]);
        assert_eq!((right.by_root.right, right.strict.right), (1, 0));
        let wrong = measure(vec![tuple("ALB", "142", "DOR")], &[("ALB", "ACCUSE", "DOR")]);
        assert_eq!(wrong.by_root.right, 0);
    }

    #[test]
    fn an_event_too_many_spoils_the_sentence_and_a_meeting_has_no_direction() {
        let gold = || vec![tuple("ALB", "043", "DOR"), tuple("DOR", "042", "ALB")];
        assert_eq!(measure(gold(), &[("ALB", "CONSULT", "DOR")]).by_root.right, 1);
        let spoiled = measure(gold(), &[("ALB", "CONSULT", "DOR"), ("ALB", "ACCUSE", "DOR")]);
        assert_eq!((spoiled.by_root.right, spoiled.misses.len()), (0, 1));
    }

    #[test]
    fn made_up_codes_are_counted_by_their_sides_alone() {
        let made_up = measure(vec![tuple("ALB", "903", "DOR")], &[("ALB", "ACCUSE", "DOR")]);
        assert_eq!((made_up.made_up.right, made_up.by_root.gold), (1, 0));
    }
}
