//! Who did it, told by what stands beside a happening: the raids that hurt, the attack that was repelled or condemned.

use crate::claim::arguments::Argument;
use crate::claim::draft::Draft;
use crate::claim::frames::{Frames, Part};
use crate::claim::ground::Ground;
use crate::claim::means::MeansWords;
use crate::claim::roles::kinds;
use crate::claim::whose;
use crate::why::Part as Why;

/// "Russian missiles hit the port", "the coalition's planes": what weapons do, whoever they belong to does.
pub(crate) fn by_weapons(
    ground: &Ground,
    frames: &Frames,
    means: &MeansWords,
    drafts: &mut [Draft],
    arguments: &[Vec<Argument>],
) {
    let conflict = |draft: &Draft| ground.is_conflict(&draft.event);
    for (draft, arguments) in drafts.iter_mut().zip(arguments) {
        if !draft.fillers.actor.is_empty() || !conflict(draft) {
            continue;
        }
        let does = |argument: &&Argument| matches!(argument.label.as_str(), "nsubj" | "actor");
        let doer = arguments.iter().filter(does).map(|argument| argument.token);
        let mut weapons = doer.filter(|&token| means.at(ground, token).is_some());
        let owner = weapons.find_map(|token| {
            whose::owner_below(ground, &frames.defaults, token).or_else(|| sender(ground, token, draft.head))
        });
        let admitted = |entity: &usize| {
            let kind = ground.actors.entities[*entity].kind;
            kinds(ground, &draft.event, "actor").is_none_or(|kinds| kinds.contains(&kind))
        };
        draft.fillers.actor.extend(owner.filter(admitted));
    }
}

/// "The army deployed a drone, which hit the camp": whoever is the subject of the verb that a weapon is the object of, other than `claim`.
fn sender(ground: &Ground, weapon: usize, claim: usize) -> Option<usize> {
    let words = &ground.syntax.words;
    let mut path = std::iter::once(weapon).chain(ground.syntax.ancestors(weapon));
    let object = path.find(|&at| !words[at].is("conj")).filter(|&at| words[at].is("obj"))?;
    let verb = words[object].head.filter(|&verb| verb != claim)?;
    ground.syntax.children_by(verb, "nsubj").find_map(|subject| ground.actor_at(subject))
}

/// "Les raids ont blessé deux enfants": who carried out the happening that is the subject did what it did.
pub(crate) fn hand_on_actors(drafts: &mut [Draft], arguments: &[Vec<Argument>]) {
    for claim in 0..drafts.len() {
        if !drafts[claim].fillers.actor.is_empty() || drafts[claim].part != Part::Verb {
            continue;
        }
        let mut subjects = arguments[claim].iter().filter(|argument| argument.label == "nsubj");
        let event = subjects.find_map(|subject| number_at(drafts, subject.token));
        if let Some(event) = event {
            drafts[claim].fillers.actor = drafts[event].fillers.actor.clone();
        }
    }
}

/// "Repelled an attack of the rebels", "condemned the raid by the army": what is done about a happening is done to whoever did it.
pub(crate) fn answer_back(ground: &Ground, drafts: &mut [Draft], arguments: &[Vec<Argument>]) {
    for claim in 0..drafts.len() {
        if !drafts[claim].fillers.recipient.is_empty() || drafts[claim].part != Part::Verb {
            continue;
        }
        let conflict = |other: &Draft| ground.is_conflict(&other.event);
        let mut objects = arguments[claim].iter().filter(|argument| argument.label == "obj");
        let event = objects.find_map(|object| at_head(drafts, object.token).filter(|other| conflict(other)));
        let doers: Vec<usize> = event.map(|event| event.fillers.actor.clone()).unwrap_or_default();
        let draft = &mut drafts[claim];
        draft.fillers.recipient = doers.into_iter().filter(|doer| !draft.fillers.actor.contains(doer)).collect();
    }
}

/// "Blamed the raid on the militia", "an attack attributed to gunmen": whoever is accused of a happening is said to have done it.
pub(crate) fn accused(ground: &Ground, frames: &Frames, drafts: &mut [Draft], arguments: &[Vec<Argument>]) {
    let syntax = ground.syntax;
    for claim in 0..drafts.len() {
        let draft = &drafts[claim];
        let accused = draft.fillers.recipient.clone();
        if accused.is_empty() || !frames.frames[draft.frame].blames {
            continue;
        }
        let above = syntax.words[draft.head].head.filter(|_| syntax.words[draft.head].is("acl"));
        let told = arguments[claim].iter().map(|argument| argument.token);
        let below = told.clone().flat_map(|token| syntax.children_by(token, "nmod"));
        let span = Some(ground.reading.tokens[draft.head].span);
        let about: Vec<usize> = told.chain(below).chain(above).filter_map(|token| number_at(drafts, token)).collect();
        for other in about {
            let Draft { part, event, fillers, .. } = &mut drafts[other];
            if *part == Part::Noun && fillers.actor.is_empty() && ground.is_conflict(event) {
                // "The attack on the movement": the tree takes "on" for what was attacked.
                fillers.recipient.retain(|entity| !accused.contains(entity));
                fillers.actor.clone_from(&accused);
                fillers.parts.push(Why { name: "actor".into(), span, note: "accused".into() });
            }
        }
    }
}

/// "Repelled two assaults, killing forty rebels": whoever else the doer hurt in the sentence made the assaults that nobody is named for.
pub(crate) fn repelled(ground: &Ground, drafts: &mut [Draft], arguments: &[Vec<Argument>]) {
    for claim in 0..drafts.len() {
        let draft = &drafts[claim];
        let conflict = |other: &Draft| ground.is_conflict(&other.event);
        if !draft.fillers.recipient.is_empty() || draft.part != Part::Verb || !conflict(draft) {
            continue;
        }
        let mut objects = arguments[claim].iter().filter(|argument| argument.label == "obj");
        let attack = objects.find_map(|object| number_at(drafts, object.token));
        let unnamed = attack.filter(|&attack| {
            let other = &drafts[attack];
            other.event == draft.event && other.part == Part::Noun && other.fillers.actor.is_empty()
        });
        let Some((attack, other)) = unnamed.zip(whose::opponent(ground, drafts, claim)) else { continue };
        drafts[claim].fillers.recipient.push(other);
        drafts[attack].fillers.actor.push(other);
    }
}

/// The claim whose trigger is a token.
pub(crate) fn at_head(drafts: &[Draft], token: usize) -> Option<&Draft> {
    number_at(drafts, token).map(|number| &drafts[number])
}

/// The number of the claim whose trigger is a token; claims are nearly in the order of their triggers, but for phrases.
fn number_at(drafts: &[Draft], token: usize) -> Option<usize> {
    const NEAR: usize = 8;
    let start = drafts.partition_point(|draft| draft.head + NEAR < token);
    let near = drafts[start..].iter().take_while(|draft| draft.head <= token + NEAR);
    near.zip(start..).find(|(draft, _)| draft.head == token).map(|(_, number)| number)
}
