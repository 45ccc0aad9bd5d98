//! "The attack": event nouns that refer to a happening told before.

use compact_str::CompactString;

use crate::claim::draft::Draft;
use crate::claim::frames::Part;
use crate::claim::ground::Ground;
use crate::syntax::Features;
use crate::why::Part as WhyPart;

/// How many sentences back a bare definite event noun may refer to the same word.
const BACK: usize = 6;

/// The same for another word for a happening of its type. Whoever struck back must not be named for "the attack", so there must be one
/// doer alone of all such happenings in between.
const BACK_TO_OTHERS: usize = 3;

/// "The attack": a definite event noun with nothing of its own refers to the last happening of its type that was told, and takes over who
/// did it, to what, and how; where and when are not said again. One that says only where takes over who did it, and to whom, from the last
/// happening of its type in that place.
pub(crate) fn refer_back(ground: &Ground, drafts: &mut [Draft]) {
    for claim in 0..drafts.len() {
        suffer_again(ground, drafts, claim);
        let draft = &drafts[claim];
        let fillers = &draft.fillers;
        let said = !(fillers.actor.is_empty() && fillers.recipient.is_empty() && fillers.site.is_empty());
        if draft.part != Part::Noun || !is_definite(ground, draft.head) {
            continue;
        }
        if !fillers.actor.is_empty() {
            suffer_the_same(ground, drafts, claim);
            continue;
        }
        let first = if !fillers.place.is_empty() {
            in_place(ground, &drafts[..claim], draft)
        } else if said {
            None
        } else {
            // "The blast of mines", "the clash that broke out there" is not just any attack told before.
            let plain = is_bare(ground, draft.head) && !is_dated(ground, draft.head);
            let other = || by_type(ground, &drafts[..claim], draft).filter(|_| plain);
            by_word(ground, &drafts[..claim], draft, plain).or_else(other)
        };
        let Some(first) = first.filter(|first| !answers(ground, drafts, claim, first)).cloned() else { continue };
        take_over(ground, &mut drafts[claim], first);
    }
}

/// "Denied carrying out the strike": where only who may have done it is said, it was done to the site that the last happening told by the
/// same word was done to.
fn suffer_the_same(ground: &Ground, drafts: &mut [Draft], claim: usize) {
    let words = &ground.syntax.words;
    let (before, after) = drafts.split_at_mut(claim);
    let draft = &mut after[0];
    let fillers = &draft.fillers;
    if !(fillers.recipient.is_empty() && fillers.site.is_empty() && fillers.place.is_empty()) {
        return;
    }
    let sentence = ground.reading.sentence_of(draft.head);
    let same = |other: &&Draft| {
        words[other.head].lemma == words[draft.head].lemma
            && other.event == draft.event
            && ground.reading.sentence_of(other.head) + BACK >= sentence
            && !other.fillers.site.is_empty()
    };
    let Some(first) = before.iter().rev().find(same) else { return };
    draft.fillers.site.clone_from(&first.fillers.site);
    let span = Some(ground.reading.tokens[first.head].span);
    draft.fillers.parts.push(WhyPart { name: "refers-to".into(), span, note: "done to the same".into() });
}

/// "Gunmen abducted seven policemen. Their bodies were found": a possessive beside what somebody suffered means whoever suffered before,
/// not whoever did it.
fn suffer_again(ground: &Ground, drafts: &mut [Draft], claim: usize) {
    let (before, after) = drafts.split_at_mut(claim);
    let draft = &mut after[0];
    let mut owners = ground.syntax.children(draft.head).filter_map(|child| ground.antecedents[child]);
    let Some(whose) = owners.next().filter(|whose| draft.part == Part::Noun && draft.fillers.recipient == [*whose])
    else {
        return;
    };
    let sentence = ground.reading.sentence_of(draft.head);
    let near = |other: &&Draft| other.event == draft.event && ground.reading.sentence_of(other.head) + 2 >= sentence;
    let Some(first) = before.iter().rev().find(near) else { return };
    let (doers, sufferers) = (&first.fillers.actor, &first.fillers.recipient);
    if doers.contains(&whose) && !sufferers.is_empty() && !sufferers.contains(&whose) {
        draft.fillers.recipient.clone_from(sufferers);
        let span = Some(ground.reading.tokens[first.head].span);
        draft.fillers.parts.push(WhyPart { name: "refers-to".into(), span, note: "who suffered before".into() });
    }
}

/// "The council condemned the attack": whoever answers a happening did not do it.
fn answers(ground: &Ground, drafts: &[Draft], claim: usize, first: &Draft) -> bool {
    let above = ground.syntax.words[drafts[claim].head].head;
    let answering = above.and_then(|above| drafts.iter().find(|other| other.head == above));
    answering.is_some_and(|other| other.fillers.actor.iter().any(|actor| first.fillers.actor.contains(actor)))
}

fn take_over(ground: &Ground, draft: &mut Draft, first: Draft) {
    if draft.fillers.place.is_empty() {
        draft.fillers.site = first.fillers.site;
    } else if draft.fillers.recipient.is_empty() {
        draft.fillers.recipient = first.fillers.recipient;
    }
    draft.fillers.actor = first.fillers.actor;
    // Another word may tell of what was done by other means: "the offensive", after a house was razed.
    if draft.mode.is_empty() && ground.syntax.words[draft.head].lemma == ground.syntax.words[first.head].lemma {
        draft.mode = first.mode;
    }
    let span = Some(ground.reading.tokens[first.head].span);
    draft.fillers.parts.push(WhyPart { name: "refers-to".into(), span, note: "definite event noun".into() });
}

fn is_alike(ground: &Ground, draft: &Draft, other: &Draft) -> bool {
    let groups = ground.ontology.get(&draft.event).map(|event| event.same.alike.as_slice()).unwrap_or_default();
    let together = |one: &CompactString, two: &CompactString| {
        one == two || groups.iter().any(|group| group.contains(one) && group.contains(two))
    };
    let mode = match (draft.mode.first(), other.mode.first()) {
        (Some(one), Some(two)) => together(one, two),
        _ => true,
    };
    mode && other.event == draft.event && !other.fillers.actor.is_empty()
}

/// Whether nothing says which happening is meant.
fn is_bare(ground: &Ground, head: usize) -> bool {
    ["nmod", "acl"].iter().all(|base| ground.syntax.children_by(head, base).next().is_none())
}

/// Whether a time stands in the words of a happening, which then is another than one of another word: "the coup of 2021".
fn is_dated(ground: &Ground, head: usize) -> bool {
    ground.syntax.subtree(head).any(|at| ground.time_at[at].is_some())
}

/// The last happening told by the same word; or, where nothing says which one is meant, by another word in the same sentence.
fn by_word<'a>(ground: &Ground, before: &'a [Draft], draft: &Draft, plain: bool) -> Option<&'a Draft> {
    let words = &ground.syntax.words;
    let sentence = ground.reading.sentence_of(draft.head);
    let fits = |other: &&Draft| {
        let same = words[other.head].lemma == words[draft.head].lemma;
        let back = if same { BACK } else { 0 };
        (same || plain) && ground.reading.sentence_of(other.head) + back >= sentence && is_alike(ground, draft, other)
    };
    before.iter().rev().find(fits)
}

/// The last happening of the type, where nobody else did any such thing lately.
fn by_type<'a>(ground: &Ground, before: &'a [Draft], draft: &Draft) -> Option<&'a Draft> {
    let sentence = ground.reading.sentence_of(draft.head);
    let near = |other: &&Draft| ground.reading.sentence_of(other.head) + BACK_TO_OTHERS >= sentence;
    let mut alike = before.iter().rev().take_while(near).filter(|other| is_alike(ground, draft, other));
    let last = alike.next()?;
    alike.all(|other| other.fillers.actor == last.fillers.actor).then_some(last)
}

/// The last happening told by the same word in the same place; by another word it may be the contrary: who took a town does not liberate it.
fn in_place<'a>(ground: &Ground, before: &'a [Draft], draft: &Draft) -> Option<&'a Draft> {
    let words = &ground.syntax.words;
    let there = |other: &&Draft| {
        words[other.head].lemma == words[draft.head].lemma
            && other.mode == draft.mode
            && other.fillers.place.iter().any(|place| draft.fillers.place.contains(place))
    };
    before.iter().rev().filter(there).find(|other| is_alike(ground, draft, other))
}

/// Whether a definite article or a demonstrative stands before a singular noun; a plural ("the clashes") refers to nothing in particular.
fn is_definite(ground: &Ground, at: usize) -> bool {
    if ground.syntax.words[at].features.has(Features::PLURAL) {
        return false;
    }
    let mut determiners = ground.syntax.children_by(at, "det").map(|child| ground.syntax.words[child].features);
    determiners.any(|features| features.has(Features::DEFINITE) || features.has(Features::DEMONSTRATIVE))
}
