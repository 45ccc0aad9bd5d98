//! Claims with who says each and how surely.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Pack;
use crate::attribution::{self, Attribution};
use crate::claim::{self, Asides, Draft, Ground};
use crate::factuality::{self, Outside};
use crate::record::Factuality;
use crate::syntax::Features;
use crate::time::TimeFinding;
use crate::why::Part;

/// A claim with who says it and how surely.
pub(crate) struct Judged {
    pub(crate) draft: Draft,
    pub(crate) attribution: Attribution,
    pub(crate) factuality: Factuality,
    pub(crate) parts: Vec<Part>,
}

/// Finds the claims of a report, attributes and judges them.
pub(super) fn find_claims(
    ground: &Ground,
    pack: &Pack,
    times: &[TimeFinding],
    published: Option<Date>,
    asides: Asides,
    done: &dyn Fn(&'static str),
) -> Vec<Judged> {
    let later = |time: &TimeFinding| {
        time.value == "FUTURE_REF" || time.first.zip(published).is_some_and(|(first, day)| first > day)
    };
    let drafts = claim::find(ground, &pack.frames, &pack.light, &pack.means, &pack.topics, asides);
    done("claim");
    let attributions = attribution::attribute(ground, &pack.speech, &drafts);
    done("attribution");
    let judge = |(draft, attribution): (Draft, Attribution)| {
        let outside = Outside {
            word: claim::word_factuality(&pack.frames, &draft),
            content: attribution.content,
            said: attribution.said,
            to_come: !draft.times.is_empty() && draft.times.iter().all(|&at| later(&times[at])),
            carrier: claim::carrier(ground, &pack.frames, &pack.light, draft.head),
        };
        let (factuality, parts) = factuality::judge(ground, &pack.cues, &draft, &outside);
        Judged { draft, attribution, factuality, parts }
    };
    let mut judged: Vec<Judged> = drafts.into_iter().zip(attributions).map(judge).collect();
    drop_asked(ground, &mut judged);
    done("factuality");
    judged
}

/// "Called for a truce": what somebody asks for, and nobody has done yet, is no happening beside the request.
fn drop_asked(ground: &Ground, judged: &mut Vec<Judged>) {
    let words = &ground.syntax.words;
    let asks = |claim: &&Judged| ground.ontology.get(&claim.draft.event).is_some_and(|event| event.asks);
    let asking: BTreeSet<usize> = judged.iter().filter(asks).map(|claim| claim.draft.head).collect();
    let content = |at: usize| ["obj", "obl", "nmod", "xcomp", "ccomp", "conj"].iter().any(|base| words[at].is(base));
    let asked = |claim: &Judged| {
        let head = claim.draft.head;
        let mut path = std::iter::once(head).chain(ground.syntax.ancestors(head)).take_while(|&at| content(at));
        path.any(|at| words[at].head.is_some_and(|above| asking.contains(&above)))
    };
    // « A exigé que l'armée se retire »: nothing but the mood says that it is only wanted.
    let wanted = |claim: &Judged| {
        let mut verbs = ground.syntax.children_by(claim.draft.head, "aux").chain([claim.draft.head]);
        claim.factuality == Factuality::Planned || verbs.any(|at| words[at].features.has(Features::SUBJUNCTIVE))
    };
    judged.retain(|claim| !wanted(claim) || asking.contains(&claim.draft.head) || !asked(claim));
}
