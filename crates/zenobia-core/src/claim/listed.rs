//! Lists of counts, which share one fate: "four tanks, three guns and two depots were destroyed".

use std::ops::Range;

use compact_str::CompactString;

use crate::claim::draft::{Draft, DraftToll};
use crate::claim::frames::{Frames, Part};
use crate::claim::ground::Ground;
use crate::syntax::Upos;

/// How many tokens may stand between two counts of a list.
const GAP: usize = 6;

/// For each count, the claim whose toll it is and the effect.
type Fates = Vec<Option<(usize, CompactString)>>;

/// Gives the members of each list what befell one of them: the last one when its verb comes after the list, or else the one before.
pub(crate) fn assign(ground: &Ground, frames: &Frames, drafts: &mut [Draft]) {
    let mut fates: Fates = vec![None; ground.quantities.len()];
    for (claim, draft) in drafts.iter().enumerate() {
        draft.tolls.iter().for_each(|toll| fates[toll.quantity] = Some((claim, toll.effect.clone())));
    }
    let mut is_trigger = vec![false; ground.reading.tokens.len()];
    drafts.iter().for_each(|draft| is_trigger[draft.head] = true);
    let mut start = 0;
    while start < fates.len() {
        let mut end = start + 1;
        while end < fates.len() && are_listed(ground, &is_trigger, end - 1, end) {
            end += 1;
        }
        if end - start > 1 {
            share(ground, frames, drafts, &mut fates, start..end);
        }
        start = end;
    }
}

fn are_listed(ground: &Ground, is_trigger: &[bool], first: usize, second: usize) -> bool {
    let (first, second) = (&ground.quantities[first], &ground.quantities[second]);
    let gap = first.tokens.end..second.tokens.start;
    // "According to a source, two trucks": who says so is in no list.
    let tells = |head: usize| ground.only_tells(head, None);
    if first.measure || second.measure || tells(first.head) || tells(second.head) || gap.is_empty() || gap.len() > GAP {
        return false;
    }
    let together = ground.reading.sentence_of(first.head) == ground.reading.sentence_of(second.head);
    let word = |at: usize| &ground.syntax.words[at];
    let verb = gap.clone().any(|at| matches!(word(at).upos, Upos::Verb | Upos::Aux));
    let joint = gap.clone().any(|at| word(at).upos == Upos::Cconj || ground.reading.tokens[at].text == ",");
    let open = gap.clone().any(|at| matches!(ground.reading.tokens[at].text.as_str(), ";" | ":" | "(" | ")"));
    let own = is_trigger[first.tokens.start..second.tokens.end].contains(&true);
    together && joint && !verb && !open && !own
}

fn share(ground: &Ground, frames: &Frames, drafts: &mut [Draft], fates: &mut Fates, list: Range<usize>) {
    let end = ground.quantities[list.end - 1].tokens.end;
    let last = fates[list.end - 1].clone();
    let follows = last.filter(|(claim, _)| drafts[*claim].head >= end && drafts[*claim].part == Part::Verb);
    for quantity in list.clone() {
        let before = || fates[list.start..quantity].iter().rev().flatten().next().cloned();
        let own = fates[quantity].as_ref().map(|(claim, _)| *claim);
        let found = if own.is_none() { follows.clone().or_else(before) } else { follows.clone() };
        let Some((claim, effect)) = found.filter(|(claim, _)| own != Some(*claim)) else { continue };
        if let Some(other) = own {
            drafts[other].tolls.retain(|toll| toll.quantity != quantity);
        }
        let effect = frames.defaults.befitting(&effect, &ground.quantities[quantity].unit);
        drafts[claim].tolls.push(DraftToll { quantity, effect: effect.clone(), of: None });
        fates[quantity] = Some((claim, effect));
    }
}
