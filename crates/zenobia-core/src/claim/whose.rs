//! Whose the counted people and things are.

use crate::actor::is_elsewhere;
use crate::claim::arguments::Argument;
use crate::claim::draft::{Draft, DraftToll};
use crate::claim::frames::{Defaults, Frames, Part, Role};
use crate::claim::ground::Ground;
use crate::claim::roles::kinds;
use crate::quantity::PERSON;
use crate::record::ActorKind;
use crate::syntax::{Features, Upos};
use crate::why::Part as Why;

/// Finds for each toll whose it is: the counted people themselves; of what somebody did or sent, whoever did it; of things, whoever they
/// belong to, or else whom the claim was done to.
pub(crate) fn assign(ground: &Ground, frames: &Frames, drafts: &mut [Draft]) {
    let mut last: Option<(usize, Option<usize>)> = None;
    for claim in 0..drafts.len() {
        // In the order of the text: whose people are counted first, of him are the things that follow.
        drafts[claim].tolls.sort_by_key(|toll| toll.quantity);
        for number in 0..drafts[claim].tolls.len() {
            let toll = &drafts[claim].tolls[number];
            let of = owner(ground, frames, drafts, claim, toll, last);
            last = Some((toll.quantity, of));
            let sent = of.and_then(|of| sender(ground, frames, &drafts[claim], number, of));
            if let Some(sender) = sent {
                drafts[claim].fillers.recipient.retain(|&other| Some(other) != of);
                drafts[claim].tolls[number].of = Some(sender);
                continue;
            }
            drafts[claim].tolls[number].of = of;
            suffers(ground, frames, &mut drafts[claim], number);
        }
    }
}

/// "Kenya deployed 400 policemen in Haiti": a force that is told of once, and that nothing says to be of another state, is that of
/// whoever sends it.
fn sender(ground: &Ground, frames: &Frames, draft: &Draft, number: usize, of: usize) -> Option<usize> {
    let toll = &draft.tolls[number];
    if !frames.defaults.doing.contains(&toll.effect) {
        return None;
    }
    let at = ground.quantities[toll.quantity].head;
    let entities = &ground.actors.entities;
    let guessed = || entities[of].kind == ActorKind::StateForce && owner_below(ground, &frames.defaults, at).is_none();
    let other = |doer: &&usize| {
        let state = matches!(entities[**doer].kind, ActorKind::State | ActorKind::StateForce);
        state && entities[**doer].country.is_some() && entities[**doer].country != entities[of].country
    };
    let named = || ground.reading.tokens[at].text.starts_with(char::is_uppercase);
    let told = || ground.actors.mentions.iter().filter(|mention| mention.entity == of).count() > 1;
    draft.fillers.actor.iter().find(other).filter(|_| guessed() && !named() && !told()).copied()
}

/// "Shelled rebel positions", "hit a command post of the movement": what is done to what fighters and states have is done to them.
pub(crate) fn attacked(ground: &Ground, frames: &Frames, drafts: &mut [Draft], arguments: &[Vec<Argument>]) {
    for (draft, arguments) in drafts.iter_mut().zip(arguments) {
        if !draft.fillers.recipient.is_empty() || draft.part != Part::Verb || !ground.is_conflict(&draft.event) {
            continue;
        }
        let relations = frames.relations(&frames.frames[draft.frame].recipient, draft.part, Role::Recipient);
        let suffers = |argument: &&Argument| relations.iter().any(|relation| argument.matches(relation));
        let thing = |&token: &usize| {
            let common = ground.syntax.words[token].upos == Upos::Noun;
            common
                && ground.actor_at(token).is_none()
                && ground.time_at[token].is_none()
                && ground.place_at[token].is_none()
        };
        let mut things = arguments.iter().filter(suffers).map(|argument| argument.token).filter(thing);
        let other = |entity: &usize| is_armed(ground, *entity) && !draft.fillers.actor.contains(entity);
        let owned = things
            .find_map(|token| owner_below(ground, &frames.defaults, token).filter(other).map(|owner| (token, owner)));
        if let Some((token, owner)) = owned {
            draft.fillers.recipient.push(owner);
            let span = Some(ground.reading.tokens[token].span);
            draft.fillers.parts.push(Why { name: "recipient".into(), span, note: "whose it is".into() });
        }
    }
}

/// Whether an actor fights, or is a state or a people.
fn is_armed(ground: &Ground, entity: usize) -> bool {
    let entity = &ground.actors.entities[entity];
    entity.kind == ActorKind::State || entity.kind.fights() || entity.is_a_people()
}

/// Whose people and things are counted, it was done to them: "19 civilians died, along with 61 militants".
fn suffers(ground: &Ground, frames: &Frames, draft: &mut Draft, number: usize) {
    let toll = &draft.tolls[number];
    let Some(of) = toll.of.filter(|_| !frames.defaults.doing.contains(&toll.effect)) else { return };
    let kind = ground.actors.entities[of].kind;
    let admitted = kinds(ground, &draft.event, "recipient").is_none_or(|kinds| kinds.contains(&kind));
    if admitted && !draft.fillers.recipient.contains(&of) && !draft.fillers.actor.contains(&of) {
        draft.fillers.recipient.push(of);
    }
}

fn owner(
    ground: &Ground,
    frames: &Frames,
    drafts: &[Draft],
    claim: usize,
    toll: &DraftToll,
    last: Option<(usize, Option<usize>)>,
) -> Option<usize> {
    let (quantity, draft) = (&ground.quantities[toll.quantity], &drafts[claim]);
    let named =
        |entities: &[usize]| draft.fillers.counted_as(entities, |entity| ground.actors.entities[entity].generic);
    let counts_trigger = quantity.tokens.contains(&draft.head);
    let own =
        ground.actor_at(quantity.head).filter(|&entity| !counts_trigger && !ground.actors.entities[entity].generic);
    let doing = frames.defaults.doing.contains(&toll.effect);
    // "The group's fighters beheaded four soldiers": nobody does that to his own.
    let itself =
        own.is_some_and(|own| draft.fillers.actor.contains(&own)) && ground.is_conflict(&draft.event) && !doing;
    let own = own.filter(|_| !itself);
    // Ships and planes that are sent are whose who sends them.
    if own.is_some() && !(doing && quantity.unit != PERSON && own_is_described(ground, own)) {
        return own;
    }
    if doing {
        return owner_below(ground, &frames.defaults, quantity.head).or_else(|| named(&draft.fillers.actor));
    }
    if quantity.unit != PERSON {
        // "Destroyed two of their bases": nobody does that to what is his.
        let other = |entity: &usize| !draft.fillers.actor.contains(entity);
        let told = || owner_below(ground, &frames.defaults, quantity.head).filter(other);
        let against = || named(&draft.fillers.recipient).or_else(|| opponent(ground, drafts, claim));
        return told().or_else(against).or_else(|| adversary(ground, drafts, claim));
    }
    // "Twelve civilians were killed and 27 others wounded".
    let before = last.filter(|(other, _)| goes_on(ground, *other, toll.quantity)).and_then(|(_, of)| of);
    if counts_trigger {
        let others = quantity.tokens.clone().any(|at| frames.defaults.others.contains(&ground.syntax.words[at].lemma));
        let noun = |at: usize| matches!(ground.syntax.words[at].upos, Upos::Noun | Upos::Pron | Upos::Adj);
        let bare = quantity.tokens.clone().all(|at| at == draft.head || !noun(at));
        let elided = bare && is_beside_passive(ground, draft.head);
        return named(&draft.fillers.recipient).or(before.filter(|_| others || elided));
    }
    let stands_for = matches!(ground.syntax.words[quantity.head].upos, Upos::Pron | Upos::Adj | Upos::Det | Upos::Num);
    if stands_for || quantity.elliptic { before.or(toll.of) } else { None }
}

/// "Nine civilians were killed and 30 injured": whether a trigger stands beside a passive verb, so that what it counts is more of the same.
fn is_beside_passive(ground: &Ground, at: usize) -> bool {
    let words = &ground.syntax.words;
    let verb = words[at].head.filter(|_| words[at].is("conj"));
    let passive = |verb: usize| ground.syntax.children(verb).any(|child| words[child].relation == "nsubj:pass");
    verb.is_some_and(passive)
}

/// Whether the counted things are themselves an actor, by description only.
fn own_is_described(ground: &Ground, own: Option<usize>) -> bool {
    own.is_some_and(|entity| {
        ground.actors.entities[entity].known.is_none() && ground.actors.entities[entity].key.is_none()
    })
}

/// Whether a count follows another of the same unit in one sentence.
fn goes_on(ground: &Ground, before: usize, after: usize) -> bool {
    let (before, after) = (&ground.quantities[before], &ground.quantities[after]);
    let together = ground.reading.sentence_of(before.head) == ground.reading.sentence_of(after.head);
    together && before.head < after.head && before.unit == after.unit
}

/// Whom a counted thing belongs to: "six Russian tanks", "four vehicles of the rebels", "its drones".
pub(crate) fn owner_below(ground: &Ground, defaults: &Defaults, at: usize) -> Option<usize> {
    let syntax = ground.syntax;
    let owns = |child: &usize| {
        let word = &syntax.words[*child];
        let genitive = word.is("nmod") || word.is("amod") || word.is("compound");
        genitive || (word.is("det") && word.features.has(Features::POSSESSIVE))
    };
    // "Trois systèmes d'artillerie": a bare common noun tells what a thing is, not whose.
    let bare = |child: usize| {
        let common = ground.reading.tokens[child].text.starts_with(char::is_lowercase);
        common && syntax.words[child].is("nmod") && syntax.children_by(child, "det").next().is_none()
    };
    let plural = |child: usize| syntax.words[child].features.has(Features::PLURAL);
    let elsewhere = |child: usize| is_elsewhere(syntax, child, &defaults.belonging);
    let told = |child: &usize| owns(child) && !elsewhere(*child) && (plural(*child) || !bare(*child));
    let own = ground.actor_at(at);
    // "A market of Baghdad": a town says where it is, though it may stand for a state.
    let town = |child: usize| {
        let extent = ground.place_at[child].and_then(|place| ground.place_extents.get(place));
        extent.is_some_and(|extent| !extent.wide)
    };
    let owners = syntax.children(at).filter(|child| told(child) && !town(*child));
    let owners = owners.filter_map(|child| ground.implied_at(child));
    let owners = owners.filter(|&entity| own != Some(entity));
    owners.into_iter().find(|&entity| !ground.actors.entities[entity].generic)
}

/// Whom somebody else of the same sentence was hurt or robbed by, together with the claim: "killing 40 rebels and seizing nine vehicles".
pub(crate) fn opponent(ground: &Ground, drafts: &[Draft], claim: usize) -> Option<usize> {
    let draft = &drafts[claim];
    let sentence = ground.reading.sentence_of(draft.head);
    let conflict = |other: &Draft| ground.is_conflict(&other.event);
    let same_doer = |other: &Draft| other.fillers.actor.iter().any(|actor| draft.fillers.actor.contains(actor));
    // Claims are in the order of their triggers, so that those of a sentence lie side by side.
    let near = drafts[..claim].iter().rev().take_while(|other| ground.reading.sentence_of(other.head) == sentence);
    let after = drafts[claim + 1..].iter().take_while(|other| ground.reading.sentence_of(other.head) == sentence);
    let mut fitting = near.chain(after).filter(|other| same_doer(other) && conflict(other));
    fitting.find_map(|other| {
        let mut victims = other.fillers.recipient.iter().copied();
        victims.find(|&entity| !ground.actors.entities[entity].generic && !draft.fillers.actor.contains(&entity))
    })
}

/// Whom the doer of a claim fights elsewhere in the report, nearest first: "The army said that it had destroyed three tanks."
fn adversary(ground: &Ground, drafts: &[Draft], claim: usize) -> Option<usize> {
    let doers = &drafts[claim].fillers.actor;
    let sides = |one: &[usize], two: &[usize]| {
        let named = |&entity: &usize| {
            is_armed(ground, entity) && !ground.actors.entities[entity].generic && !doers.contains(&entity)
        };
        one.iter().any(|actor| doers.contains(actor)).then(|| two.iter().copied().find(named)).flatten()
    };
    let fought = drafts.iter().filter_map(|other| {
        let (actor, recipient) = (&other.fillers.actor, &other.fillers.recipient);
        let enemy = sides(actor, recipient).or_else(|| sides(recipient, actor))?;
        let after = other.head > drafts[claim].head;
        ground.is_conflict(&other.event).then(|| (after, other.head.abs_diff(drafts[claim].head), enemy))
    });
    fought.min().map(|(_, _, enemy)| enemy)
}
