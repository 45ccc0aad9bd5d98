//! Happenings that are none of a conflict (`aside` in the ontology), and what comes of them: "the accident killed three", "two were wounded in a
//! fire". They are found like others, so that nobody is said to have been attacked by them.

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
    let harms = |draft: &Draft| aside(draft) == Some(Aside::Harm);
    let heads: Vec<usize> = found.iter().filter(|(draft, _)| harms(draft)).map(|(draft, _)| draft.head).collect();
    let own = |(draft, arguments): &(Draft, Vec<Argument>)| {
        let among = |tokens: &[Argument], head: usize| tokens.iter().any(|argument| argument.token == head);
        let tied = heads.iter().any(|&head| among(arguments, head) || hangs_on(ground, draft.head, head));
        tied || found.iter().any(|(other, below)| harms(other) && among(below, draft.head))
    };
    let outcome: Vec<bool> = found
        .iter()
        .map(|one| ground.is_conflict(&one.0.event) && (own(one) || is_left_over(ground, &found, &heads, &one.0)))
        .collect();
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

/// Deaths and wounds without a doer near such a happening, where nobody near it does anything to anybody.
fn is_left_over(ground: &Ground, found: &[(Draft, Vec<Argument>)], heads: &[usize], draft: &Draft) -> bool {
    if !draft.fillers.actor.is_empty() {
        return false;
    }
    let sentence = |at: usize| ground.reading.sentence_of(at);
    let near = |at: usize, other: usize| sentence(at).abs_diff(sentence(other)) <= NEAR;
    let attack = |other: &Draft| {
        ground.is_conflict(&other.event) && near(other.head, draft.head) && !other.fillers.actor.is_empty()
    };
    heads.iter().any(|&head| near(head, draft.head)) && !found.iter().any(|(other, _)| attack(other))
}
