//! What came of a happening was done by its means: "a rocket attack killed a woman", "a bomb went off, wounding three".

use crate::claim::draft::{Draft, HERITAGE};
use crate::claim::frames::Frames;
use crate::claim::ground::Ground;
use crate::claim::means::MeansWords;
use crate::syntax::Upos;
use crate::why::Part;

/// How many words up from a trigger its cause, or what came of it, may stand.
const STEPS: usize = 6;

/// How many tokens away it may stand, where sentences are endless.
const FAR: usize = 300;

/// Gives deaths, injuries and damage the mode and the doers of the happening that they came of, where nothing nearer tells them.
pub(crate) fn hand_on(ground: &Ground, frames: &Frames, means: &MeansWords, drafts: &mut [Draft]) {
    // Twice: "a shell hit the market, killing two": the second is told by the first, which is told by the shell.
    for claim in [0..drafts.len(), 0..drafts.len()].into_iter().flatten() {
        if !is_outcome(frames, &drafts[claim]) {
            continue;
        }
        let by_means = |other: &Draft| other.mode.first().is_some_and(|mode| means.implies(mode));
        if is_open(ground, frames, means, &drafts[claim])
            && let Some(cause) = cause(ground, frames, drafts, claim, by_means)
        {
            let mode = drafts[cause].mode[0].clone();
            drafts[claim].mode.insert(0, mode);
        }
        let sufferers = drafts[claim].fillers.recipient.clone();
        let by_other = |other: &Draft| {
            let doers = &other.fillers.actor;
            !doers.is_empty() && doers.iter().all(|doer| !sufferers.contains(doer))
        };
        if drafts[claim].fillers.actor.is_empty()
            && let Some(cause) = cause(ground, frames, drafts, claim, by_other)
        {
            let span = Some(ground.reading.tokens[drafts[cause].head].span);
            drafts[claim].fillers.actor = drafts[cause].fillers.actor.clone();
            drafts[claim].fillers.parts.push(Part { name: "actor".into(), span, note: "came of".into() });
        }
    }
}

/// The nearest claim of its sentence and type that one came of, as far as the tree tells, and that fits.
fn cause(
    ground: &Ground,
    frames: &Frames,
    drafts: &[Draft],
    claim: usize,
    fits: impl Fn(&Draft) -> bool,
) -> Option<usize> {
    let draft = &drafts[claim];
    let sentence = ground.reading.sentence_of(draft.head);
    let near = |head: usize| head.abs_diff(draft.head) <= FAR;
    let together = |&other: &usize| {
        let head = drafts[other].head;
        near(head) && ground.reading.sentence_of(head) == sentence
    };
    // Claims are in the order of their triggers, so that those of a sentence lie side by side.
    let before = (0..claim).rev().take_while(together);
    let after = (claim + 1..drafts.len()).take_while(together);
    let causes = before.chain(after).filter(|&other| {
        let cause = &drafts[other];
        cause.event == draft.event && fits(cause) && came_of(ground, frames, drafts, draft.head, cause.head)
    });
    causes.min_by_key(|&other| drafts[other].head.abs_diff(draft.head))
}

/// Whether a claim tells what befell people or things.
pub(crate) fn is_outcome(frames: &Frames, draft: &Draft) -> bool {
    let frame = &frames.frames[draft.frame];
    let effect = frame.effect.as_ref().or(frame.count.as_ref());
    effect.is_some_and(|effect| !frames.defaults.doing.contains(effect))
}

/// Whether a mode may still be given: there is none, or it only says that things were destroyed, and none of them is a monument.
pub(crate) fn is_open(ground: &Ground, frames: &Frames, means: &MeansWords, draft: &Draft) -> bool {
    let Some(mode) = draft.mode.first() else { return true };
    let effect = frames.frames[draft.frame].effect.as_ref();
    let of_things = effect.is_some_and(|effect| frames.defaults.is_of_things(effect));
    let monument = draft.fillers.site.iter().any(|&site| ground.sites.entities[site].class == HERITAGE);
    of_things && !monument && !means.implies(mode)
}

/// Whether one trigger tells what came of the other: it stands below it, it is told with it, or the other tells how it came about.
fn came_of(ground: &Ground, frames: &Frames, drafts: &[Draft], outcome: usize, cause: usize) -> bool {
    let (mut below, above) = (rising(ground, outcome), rising(ground, cause));
    // "Launched a raid after the death of two officers": they did not die in it.
    let other = |&at: &usize| !is_within(ground, frames, at);
    below.truncate(below.iter().position(other).map_or(below.len(), |at| at + 1));
    let beside = ground.syntax.words[cause].head.is_some_and(|verb| {
        let word = &ground.syntax.words[cause];
        let carries = ground.syntax.words[verb].upos == Upos::Verb && (word.is("nsubj") || word.is("obj"));
        carries && below.contains(&verb) && drafts.iter().all(|draft| draft.head != verb)
    });
    let relates = |at: usize| ground.syntax.words[at].relation == "acl:relcl";
    // "The soldiers who killed him were shelled": who did it is told, not how.
    let apart = below.iter().take_while(|&&at| at != cause).skip(1).any(|&at| relates(at)) || relates(outcome);
    let told = below.contains(&cause) && (!apart || qualifies(ground, outcome, cause));
    told || (beside && !apart) || (above.contains(&outcome) && is_circumstance(ground, frames, cause, outcome))
}

/// "Missiles that pierced the roof": a clause that hangs on the cause itself or on what it is made with.
fn qualifies(ground: &Ground, outcome: usize, cause: usize) -> bool {
    let above = ground.syntax.words[outcome].head;
    above.is_some_and(|noun| noun == cause || ground.syntax.words[noun].head == Some(cause))
}

/// Whether the cause hangs on what came of it as its doer, its circumstance or a clause, by a preposition that says so: no reprisal for it,
/// nothing that came before or after.
fn is_circumstance(ground: &Ground, frames: &Frames, cause: usize, outcome: usize) -> bool {
    let path = std::iter::once(cause).chain(ground.syntax.ancestors(cause)).take_while(|&at| at != outcome);
    path.into_iter().all(|at| {
        let word = &ground.syntax.words[at];
        // "The town where a shell fell", never "the soldiers, of whom three were shelled".
        if word.relation == "acl:relcl" && word.head.is_none_or(|noun| ground.place_at[noun].is_none()) {
            return false;
        }
        is_within(ground, frames, at)
    })
}

/// Whether a word hangs on another by no preposition, or by one that says in what something happened.
fn is_within(ground: &Ground, frames: &Frames, at: usize) -> bool {
    let word = &ground.syntax.words[at];
    let mut cases = ground.syntax.children_by(at, "case").filter(|&case| case < at);
    let within = |case: usize| frames.defaults.within.contains(&ground.syntax.words[case].lemma);
    !(word.is("obl") || word.is("nmod")) || cases.next().is_none_or(within)
}

/// A trigger and what it hangs on within what one subject does.
fn rising(ground: &Ground, trigger: usize) -> Vec<usize> {
    let words = &ground.syntax.words;
    let mut path = vec![trigger];
    for above in ground.syntax.ancestors(trigger).take(STEPS) {
        let at = path[path.len() - 1];
        let own = || ground.syntax.children_by(at, "nsubj").next().is_some();
        let parted = words[at].is("ccomp") || words[at].is("parataxis");
        if parted || (words[at].is("conj") && own()) {
            break;
        }
        path.push(above);
    }
    path
}
