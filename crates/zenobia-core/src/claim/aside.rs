//! Happenings that are none of a conflict (`aside` in the ontology), and what comes of them: "the accident killed three", "two were wounded in a
//! fire". They are found like others, so that nobody is said to have been attacked by them.

use std::collections::BTreeSet;

use crate::claim::Draft;
use crate::claim::arguments::Argument;
use crate::claim::ground::Ground;
use crate::pack::ontology::Aside;

/// What becomes of claims of such types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asides {
    /// They are left out.
    #[default]
    LeftOut,
    /// They are claims like others.
    Told,
}

/// How many sentences around such a happening deaths without a doer are its own.
const NEAR: usize = 1;

/// Leaves out claims of conflict that tell what came of an accident or the like; and those themselves, unless they are asked for.
pub(super) fn set_aside(
    ground: &Ground,
    found: Vec<(Draft, Vec<Argument>)>,
    asides: Asides,
) -> Vec<(Draft, Vec<Argument>)> {
    let aside = |draft: &Draft| ground.ontology.get(&draft.event).and_then(|event| event.aside);
    let harms: Vec<&(Draft, Vec<Argument>)> =
        found.iter().filter(|(draft, _)| aside(draft) == Some(Aside::Harm)).collect();
    let own = |(draft, arguments): &(Draft, Vec<Argument>)| {
        let among = |tokens: &[Argument], head: usize| tokens.iter().any(|argument| argument.token == head);
        harms.iter().any(|(harm, below)| {
            among(arguments, harm.head) || hangs_on(ground, draft.head, harm.head) || among(below, draft.head)
        })
    };
    let sentence = |draft: &Draft| ground.reading.sentence_of(draft.head);
    let conflict = |draft: &Draft| ground.is_conflict(&draft.event);
    // The sentences of such happenings, and those in which somebody does something to somebody.
    let harm: BTreeSet<usize> = harms.iter().map(|(draft, _)| sentence(draft)).collect();
    let doing = found.iter().map(|(draft, _)| draft).filter(|draft| !draft.fillers.actor.is_empty() && conflict(draft));
    let attack: BTreeSet<usize> = doing.map(sentence).collect();
    // Deaths and wounds without a doer near such a happening, where nobody near it does anything to anybody.
    let left_over = |draft: &Draft| {
        let near = |sentences: &BTreeSet<usize>| {
            let at = sentence(draft);
            sentences.range(at.saturating_sub(NEAR)..=at + NEAR).next().is_some()
        };
        draft.fillers.actor.is_empty() && near(&harm) && !near(&attack)
    };
    let outcome: Vec<bool> =
        found.iter().map(|one| !harms.is_empty() && conflict(&one.0) && (own(one) || left_over(&one.0))).collect();
    let kept = found.into_iter().zip(outcome).filter(|((draft, _), outcome)| {
        let told = asides == Asides::Told || aside(draft).is_none();
        told && !outcome
    });
    kept.map(|(one, _)| one).collect()
}

/// Whether a word is what another does, or stands beside it in its clause: "killed in", "died when".
fn hangs_on(ground: &Ground, at: usize, other: usize) -> bool {
    let head = |word: usize| ground.syntax.words[word].head;
    head(other) == Some(at) || head(at) == Some(other)
}
