//! The type of what one marked actor does to another, on the sentences that PLOVER's authors labelled.
//!
//! The claim is taken that ties the marked pair: its actor lies in the source and its recipient, site or place in the target (or the other way
//! round, which counts less); else one that has only one of them. Its type is compared by the crosswalk `plv`, the sixteen types of PLOVER as they were
//! when the sentences were labelled. Where no claim touches the pair nothing is predicted.

use std::collections::BTreeMap;

use zenobia_core::pack::Ontology;
use zenobia_core::record::{Claim, Factuality, Record};
use zenobia_core::span::Span;

use crate::corpora::plover::Marked;
use crate::crosswalk::codes;
use crate::tally::Tally;

/// Figures on the sentences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plover {
    /// All types together.
    pub all: Tally,
    /// Those whose claim ties both of the pair.
    pub tied: Tally,
    /// By type.
    pub types: BTreeMap<String, Tally>,
    /// Sentences some claim of which has the type, whoever it is told of.
    pub anywhere: Tally,
    /// What is not right, a line each.
    pub misses: Vec<String>,
}

impl Plover {
    /// Mean F1 of the types.
    pub fn macro_f1(&self) -> f64 {
        let types = self.types.values().filter(|tally| tally.gold > 0);
        let figures: Vec<f64> = types.map(|tally| tally.figures().f1).collect();
        figures.iter().sum::<f64>() / figures.len().max(1) as f64
    }

    /// Figures for the floors, in percent.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        BTreeMap::from([
            ("type of the pair".to_owned(), self.all.figures().f1),
            ("type of the pair, mean of types".to_owned(), (10.0 * self.macro_f1()).round() / 10.0),
        ])
    }

    /// Counts a sentence.
    pub fn add(&mut self, gold: &Marked, record: &Record, ontology: &Ontology) {
        let types =
            |claim: &Claim| -> Vec<String> { codes(claim, "plv", ontology).into_iter().map(str::to_owned).collect() };
        let best =
            record.claims.iter().map(|claim| (ties(gold, record, claim), claim)).filter(|(points, _)| *points > 0);
        // Of equal ties the earlier claim: a sentence says first what it is about.
        let best = best.max_by_key(|(points, claim)| (*points, std::cmp::Reverse(claim.trigger.start)));
        let right = best.is_some_and(|(_, claim)| types(claim).contains(&gold.event));
        let predicted = best.and_then(|(_, claim)| types(claim).into_iter().next());
        let tally = Tally::new(usize::from(right), usize::from(predicted.is_some()), 1);
        self.all += tally;
        if best.is_some_and(|(points, _)| points >= BOTH) {
            self.tied += tally;
        } else {
            self.tied += Tally::new(0, 0, 1);
        }
        self.types.entry(gold.event.clone()).or_default().gold += 1;
        if right {
            let own = self.types.entry(gold.event.clone()).or_default();
            (own.right, own.predicted) = (own.right + 1, own.predicted + 1);
        } else if let Some(event) = &predicted {
            self.types.entry(event.clone()).or_default().predicted += 1;
        }
        let anywhere = record.claims.iter().any(|claim| types(claim).contains(&gold.event));
        self.anywhere += Tally::new(usize::from(anywhere), 1, 1);
        if !right {
            let found = predicted.as_deref().unwrap_or("nothing");
            self.misses.push(format!("{}\twanted {}\tfound {found}\t{}", gold.id, gold.event, gold.text));
        }
    }
}

/// Points from which a claim ties both of the pair.
const BOTH: u32 = 40;

fn ties(gold: &Marked, record: &Record, claim: &Claim) -> u32 {
    let spans = |ids: &[String]| -> Vec<Span> {
        let actors = record.actors.iter().filter(|actor| ids.contains(&actor.id)).flat_map(|actor| &actor.mentions);
        let sites = record.sites.iter().filter(|site| ids.contains(&site.id)).flat_map(|site| &site.mentions);
        let places = record.places.iter().filter(|place| ids.contains(&place.id)).flat_map(|place| &place.mentions);
        actors.chain(sites).chain(places).map(|mention| mention.span()).collect()
    };
    let within = |spans: &[Span], marked: Span| spans.iter().any(|span| span.overlaps(marked));
    let roles = &claim.roles;
    let (actor, place) = (spans(&roles.actor), spans(&roles.place));
    let other = [spans(&roles.recipient), spans(&roles.site)].concat();
    let in_source = within(&actor, gold.source);
    let in_target = within(&other, gold.target);
    let near = within(&place, gold.target) || claim.trigger.span().overlaps(gold.target);
    let turned = within(&other, gold.source) && within(&actor, gold.target);
    let both = match (in_source, in_target, near, turned) {
        (true, true, ..) => 60,
        (true, _, true, _) => 50,
        (.., true) => BOTH,
        _ if within(&actor, gold.target) && in_source => BOTH,
        (true, ..) => 20,
        (_, true, ..) => 15,
        _ if within(&other, gold.source) || near => 5,
        _ => 0,
    };
    // What is only threatened, promised or denied stands behind the threat, the promise, the denial.
    let told = matches!(claim.factuality, Factuality::Asserted | Factuality::Hedged);
    if both == 0 { 0 } else { both + u32::from(told) * 4 }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::crosswalk::ontology;

    /// "Alba accused Dora.": who accuses whom, and what a reading makes of it.
    fn record(event: &str) -> Record {
        let mention = |start: u32, end: u32, text: &str| json!({"start": start, "end": end, "text": text});
        let why = json!({"rule": "x", "parts": []});
        let actor = |id: &str, mention: serde_json::Value| json!({"id": id, "key": null, "name": id, "kind": "state", "country": null, "codes": {}, "mentions": [mention], "why": why});
        serde_json::from_value(json!({
            "format": "zenobia.record/1",
            "report": {"id": "1", "language": "en", "title": null, "published": null, "published_from": null, "publisher": null, "url": null,
                "sha256": "", "length": 18},
            "repairs": [], "sentences": [], "sites": [], "places": [], "times": [], "quantities": [], "notes": [],
            "actors": [actor("a1", mention(0, 4, "Alba")), actor("a2", mention(13, 17, "Dora"))],
            "claims": [{
                "id": "c1", "event": event, "mode": [], "context": [], "trigger": mention(5, 12, "accused"), "sentence": 0,
                "roles": {"actor": ["a1"], "recipient": ["a2"], "site": [], "place": [], "time": [], "means": []}, "tolls": [],
                "source": [], "factuality": "asserted", "confidence": 0.5, "why": why
            }]
        }))
        .unwrap_or_else(|error| panic!("{error}"))
    }

    fn measure(event: &str, source: Span) -> Plover {
        let gold = Marked { source, target: Span::new(13, 17), event: "ACCUSE".into(), ..Marked::default() };
        let mut plover = Plover::default();
        plover.add(&gold, &record(event), &ontology(&[("ACCUSE", "plv", "ACCUSE"), ("RETREAT", "plv", "YIELD")]));
        plover
    }

    #[test]
    fn the_claim_that_ties_the_pair_gives_the_type() {
        let right = measure("ACCUSE", Span::new(0, 4));
        assert_eq!((right.all, right.tied.right), (Tally::new(1, 1, 1), 1));
        let wrong = measure("RETREAT", Span::new(0, 4));
        assert_eq!((wrong.all.right, wrong.types["YIELD"]), (0, Tally::new(0, 1, 0)));
    }

    #[test]
    fn one_that_has_only_half_of_the_pair_counts_but_not_as_tied() {
        let half = measure("ACCUSE", Span::new(17, 18));
        assert_eq!((half.all.right, half.tied), (1, Tally::new(0, 0, 1)));
    }
}
