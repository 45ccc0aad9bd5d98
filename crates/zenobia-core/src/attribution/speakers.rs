//! Verbs of saying above a claim or beside it, and who speaks.

use crate::actor::ActorMention;
use crate::attribution::lexicon::SpeechVerb;
use crate::attribution::{Attribution, Cited, Speech, Who, lemma};
use crate::claim::Ground;
use crate::record::ActorKind;
use crate::syntax::{Features, Upos};

/// The verbs of saying that govern a claim, innermost first.
pub(crate) fn above(ground: &Ground, speech: &Speech, head: usize) -> Attribution {
    let syntax = ground.syntax;
    let mut found = Attribution::default();
    let mut below = head;
    for _ in 0..30 {
        if let Some(verb) = beside(ground, speech, below, head) {
            add(ground, speech, verb, head, &mut found);
        }
        let Some(above) = syntax.words[below].head else { break };
        let content =
            ["ccomp", "xcomp", "parataxis", "obj", "csubj", "advcl"].iter().any(|base| syntax.words[below].is(base));
        let passive = syntax.words[below].relation == "nsubj:pass";
        if (content || passive) && speaks(ground, speech, above).is_some() {
            add(ground, speech, above, head, &mut found);
        }
        below = above;
    }
    found
}

/// The verb of saying at a token.
pub(crate) fn speaks<'a>(ground: &Ground, speech: &'a Speech, at: usize) -> Option<&'a SpeechVerb> {
    matches!(ground.syntax.words[at].upos, Upos::Verb | Upos::Aux)
        .then(|| speech.verb(ground.reading, ground.syntax, at))?
}

/// A verb of saying inserted beside a clause: ", a indiqué le ministre", ", officials said".
fn beside(ground: &Ground, speech: &Speech, at: usize, head: usize) -> Option<usize> {
    let syntax = ground.syntax;
    let mut children = syntax.children(at);
    children.find(|&child| {
        let word = &syntax.words[child];
        let inserted = word.is("parataxis")
            || (word.is("advcl") && !word.features.has(Features::INFINITIVE) && finite(ground, child));
        inserted
            && child != head
            && speaks(ground, speech, child).is_some()
            && !syntax.ancestors(head).any(|at| at == child)
    })
}

/// Whether a verb of saying has its content below it, besides `other`, so that it says nothing of what it is inserted into.
fn has_content(ground: &Ground, verb: usize, other: Option<usize>) -> bool {
    let syntax = ground.syntax;
    syntax
        .children(verb)
        .any(|child| Some(child) != other && (syntax.words[child].is("ccomp") || syntax.words[child].is("xcomp")))
}

/// The verb of saying that closes a sentence after a comma, with its speaker beside it and nothing said after it: ", officials said".
pub(crate) fn closing(ground: &Ground, speech: &Speech, head: usize) -> Option<Cited> {
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(head)].tokens;
    let comma = |at: usize| ground.reading.tokens[at].text == ",";
    let closes = |&verb: &usize| {
        let speaker_before = (head + 1..verb).rev().take(12).find(|&at| comma(at));
        speaker_before.is_some()
            && !has_content(ground, verb, None)
            && finite(ground, verb)
            && speaks(ground, speech, verb).is_some()
    };
    let verb = (head + 1..sentence.end).find(closes)?;
    let opening = (head + 1..verb).rev().find(|&at| comma(at))?;
    let near = |mention: &&ActorMention| {
        (opening..sentence.end.min(verb + 12)).contains(&mention.head) && mention.head != verb
    };
    let mention = ground.actors.mentions.iter().filter(near).min_by_key(|mention| mention.head.abs_diff(verb))?;
    let who = who(ground, speech, mention.head)?;
    Some(Cited { who, cue: verb..verb + 1, quoted: false })
}

fn finite(ground: &Ground, at: usize) -> bool {
    let syntax = ground.syntax;
    std::iter::once(at)
        .chain(syntax.children_by(at, "aux"))
        .any(|token| syntax.words[token].features.has(Features::FINITE))
}

fn add(ground: &Ground, speech: &Speech, verb: usize, head: usize, found: &mut Attribution) {
    found.said = true;
    let entry = speaks(ground, speech, verb);
    if found.content.is_none() {
        found.content = entry.and_then(|entry| entry.content);
    }
    if let Some(who) = speaker(ground, speech, verb, head) {
        found.chain.push(Cited { who, cue: verb..verb + 1, quoted: false });
    }
}

/// Who a verb of saying has as its speaker.
pub(crate) fn speaker(ground: &Ground, speech: &Speech, verb: usize, head: usize) -> Option<Who> {
    let syntax = ground.syntax;
    let passive = syntax.children(verb).any(|child| syntax.words[child].relation == "aux:pass");
    let mut children = syntax.children(verb);
    let subject = children.find(|&child| {
        let relation = syntax.words[child].relation.as_str();
        if passive { relation == "obl:agent" } else { relation.starts_with("nsubj") && relation != "nsubj:pass" }
    });
    let shared = || {
        // A coordinated or relative verb of saying takes its subject from above.
        let word = &syntax.words[verb];
        let above = word.head.filter(|_| word.is("conj") || word.is("xcomp") || word.is("advcl"))?;
        syntax.children_by(above, "nsubj").next()
    };
    let noun = || {
        syntax.words[verb]
            .head
            .filter(|_| syntax.words[verb].relation == "acl:relcl" || syntax.words[verb].relation == "acl")
    };
    let subject = match subject {
        Some(at) if syntax.words[at].features.has(Features::RELATIVE) => noun().unwrap_or(at),
        Some(at) => at,
        None => shared().or_else(noun)?,
    };
    if subject == head || syntax.ancestors(head).any(|at| at == subject) {
        return None;
    }
    who(ground, speech, subject)
}

/// Whom a token cites: an actor, somebody unnamed, or whoever stands behind a statement or a report.
pub(crate) fn who(ground: &Ground, speech: &Speech, at: usize) -> Option<Who> {
    let lemma = lemma(ground, at);
    let named = ground
        .actors
        .at(at)
        .is_some_and(|mention| ground.actors.entities[mention.entity].known.is_some() && mention.tokens.len() > 1);
    if speech.is_unnamed(&lemma, is_indefinite(ground, at) && !named) {
        return Some(Who::Unnamed);
    }
    if let Some(entity) = ground.actor_at(at) {
        return Some(if is_unnamed(ground, at, entity) { Who::Unnamed } else { Who::Actor(entity) });
    }
    speech.is_noun(&lemma).then(|| behind(ground, at))?.map(Who::Actor)
}

/// Who stands behind a statement or a count: "le bilan de la police", "un bilan communiqué par la police".
fn behind(ground: &Ground, at: usize) -> Option<usize> {
    let syntax = ground.syntax;
    let owner = syntax.children_by(at, "nmod").find_map(|child| ground.actor_at(child));
    let participles = || syntax.children_by(at, "acl").chain(syntax.children_by(at, "amod"));
    let agent = || {
        participles()
            .flat_map(|verb| syntax.children_by(verb, "obl").collect::<Vec<_>>())
            .find_map(|child| ground.actor_at(child))
    };
    owner.or_else(agent)
}

fn is_indefinite(ground: &Ground, at: usize) -> bool {
    let syntax = ground.syntax;
    let mut determiners = syntax.children_by(at, "det").peekable();
    let bare = determiners.peek().is_none() && syntax.words[at].features.has(Features::PLURAL);
    bare || determiners.any(|child| syntax.words[child].features.has(Features::INDEFINITE))
        || syntax.children_by(at, "nummod").next().is_some()
}

/// Described persons and people with an indefinite article stay unnamed: "a doctor", "des habitants".
fn is_unnamed(ground: &Ground, at: usize, entity: usize) -> bool {
    let actor = &ground.actors.entities[entity];
    let described = actor.known.is_none() && !actor.class.is_empty() && actor.key.is_none();
    let someone = matches!(actor.kind, ActorKind::Person | ActorKind::Population);
    actor.unnamed || (described && someone && (is_indefinite(ground, at) || actor.generic))
}

/// Who relays a source: "M. Peskov, cité par Ria Novosti".
pub(crate) fn outer(ground: &Ground, speech: &Speech, cited: &Cited) -> Option<Cited> {
    let Who::Actor(entity) = cited.who else { return None };
    let syntax = ground.syntax;
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(cited.cue.start)].tokens;
    let mentions =
        ground.actors.mentions.iter().filter(|mention| mention.entity == entity && sentence.contains(&mention.head));
    for mention in mentions {
        let below =
            mention.tokens.clone().flat_map(|at| syntax.children(at)).filter(|&child| syntax.words[child].is("acl"));
        for verb in below.filter(|&child| speech.verb(ground.reading, syntax, child).is_some()) {
            let agent = syntax.children(verb).find(|&child| {
                let word = &syntax.words[child];
                word.is("obl") && ground.actor_at(child).is_some()
            });
            if let Some(who) = agent.and_then(|agent| who(ground, speech, agent)) {
                return Some(Cited { who, cue: verb..verb + 1, quoted: cited.quoted });
            }
        }
    }
    None
}
