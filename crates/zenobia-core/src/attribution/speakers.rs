//! Who speaks: the subject of a verb of saying, whoever stands behind a statement, and who relays a speaker.

use std::ops::Range;

use crate::actor::{ActorMention, Entity, is_elsewhere};
use crate::attribution::content::Content;
use crate::attribution::lexicon::Cue;
use crate::attribution::saying::Saying;
use crate::attribution::{Cited, Speech, Who, commas, lemma};
use crate::claim::Ground;
use crate::record::ActorKind;
use crate::syntax::{Features, Upos};

/// The head of the words that name who says what a verb tells.
pub(crate) fn of_verb(ground: &Ground, cue: &Cue, at: usize, content: &Content) -> Option<usize> {
    let outer = ground.syntax.top(&cue.words);
    let said = |at: usize| match content {
        Content::Below(roots) => {
            roots.iter().any(|&root| root == at || ground.syntax.ancestors(at).any(|above| above == root))
        }
        _ => false,
    };
    let told = subject(ground, outer).or_else(|| subject(ground, at)).filter(|&at| !said(at));
    // Right behind a comma a verb may go on with what its subject says: "the minister, a doctor, told reporters".
    let inverted = |comma: usize| comma + 1 < outer && told.is_some_and(|at| at < comma);
    let apart = commas::parted(ground, outer, cue.words.end);
    // "The lawyer is accused": whom it is said of does not say it.
    let suffers =
        |at: usize| ground.syntax.words[at].relation == "nsubj:pass" && ground.syntax.words[at].head == Some(outer);
    let speaks = |at: usize| !said(at) && !suffers(at);
    let apart = apart.filter(|&(comma, speaker)| speaks(speaker) && (told.is_none() || inverted(comma)));
    let found = apart.map(|(_, speaker)| speaker).or(told);
    // "The rebels are said to have attacked": of whom it is said does not say it.
    if found.is_some() || is_passive(ground, outer) {
        return found;
    }
    let clause = matches!(content, Content::Below(_));
    let before = || commas::before(ground, outer).filter(|_| clause);
    commas::apposed(ground, outer).or_else(|| beside(ground, outer, content)).or_else(before)
}

fn is_passive(ground: &Ground, verb: usize) -> bool {
    let relation = |child: usize| ground.syntax.words[child].relation.as_str();
    ground.syntax.children(verb).any(|child| matches!(relation(child), "aux:pass" | "nsubj:pass"))
}

/// The subject of a verb, its agent in the passive, or what it shares with the verb above it.
fn subject(ground: &Ground, verb: usize) -> Option<usize> {
    let syntax = ground.syntax;
    let passive = is_passive(ground, verb);
    let participle = |at: usize| {
        let word = &syntax.words[at];
        word.features.has(Features::PARTICIPLE) && !word.features.has(Features::PRESENT)
    };
    // « Accusé par Kigali, Kinshasa a rappelé … »: a clause with a participle tells something of its subject, as one that qualifies it does.
    let qualifies = ["acl", "amod", "advcl"].iter().any(|base| syntax.words[verb].is(base));
    let fits = |&child: &usize| {
        let relation = syntax.words[child].relation.as_str();
        if passive || (qualifies && participle(verb)) {
            relation == "obl:agent"
        } else {
            let inverted = relation == "expl:subj" && ground.antecedents[child].is_some();
            inverted || (relation.starts_with("nsubj") && relation != "nsubj:pass")
        }
    };
    // Of two that the tree gives, the one beside the verb speaks: the other belongs to what is said.
    let own = syntax.children(verb).filter(fits).min_by_key(|child| child.abs_diff(verb));
    match own {
        Some(at) if syntax.words[at].features.has(Features::RELATIVE) => Some(noun_above(ground, verb).unwrap_or(at)),
        Some(at) => Some(at),
        // "The emirates, accused of arming them": of whom a participle is told does not say it.
        None if passive || (qualifies && participle(verb) && !has_auxiliary(ground, verb)) => None,
        None => shared(ground, verb).or_else(|| noun_above(ground, verb)),
    }
}

fn has_auxiliary(ground: &Ground, verb: usize) -> bool {
    ground.syntax.children_by(verb, "aux").next().is_some()
}

/// A coordinated verb of saying, a participle or an infinitive takes its subject from the verb above.
fn shared(ground: &Ground, verb: usize) -> Option<usize> {
    let syntax = ground.syntax;
    let mut at = verb;
    for _ in 0..4 {
        let word = &syntax.words[at];
        let finite = word.features.has(Features::FINITE);
        let shares =
            word.is("conj") || word.is("xcomp") || (word.is("advcl") && !finite) || (word.is("parataxis") && !finite);
        at = word.head.filter(|_| shares)?;
        if let Some(subject) = syntax.children_by(at, "nsubj").next() {
            return Some(subject);
        }
    }
    None
}

fn noun_above(ground: &Ground, verb: usize) -> Option<usize> {
    let word = &ground.syntax.words[verb];
    word.head.filter(|_| word.is("acl"))
}

/// How far, in tokens, a speaker may stand from a verb of saying whose subject the tree does not show.
const NEAR: usize = 8;

/// The actor that stands right before or after a verb of saying at the end of a sentence: ", a indiqué hier le ministre".
fn beside(ground: &Ground, verb: usize, content: &Content) -> Option<usize> {
    let comma = match content {
        Content::Before(words) => words.end,
        Content::Around(_) => verb.saturating_sub(NEAR),
        _ => return None,
    };
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(verb)].tokens;
    let near = |mention: &&ActorMention| {
        (comma.max(sentence.start)..sentence.end.min(verb + NEAR)).contains(&mention.head) && mention.head != verb
    };
    let around = ground.actors.around(comma.max(sentence.start)..sentence.end.min(verb + NEAR));
    let mention = around.iter().filter(near).min_by_key(|mention| mention.head.abs_diff(verb));
    mention.map(|mention| mention.head).or_else(|| commas::noun_after(ground, verb + 1, sentence.end))
}

/// Whom a token cites: an actor, somebody unnamed, or whoever stands behind a statement or a report.
pub(crate) fn who(ground: &Ground, speech: &Speech, at: usize) -> Option<Who> {
    let lemma = lemma(ground, at);
    let is_named = |entity: &usize| {
        let actor = &ground.actors.entities[*entity];
        actor.known.is_some() || actor.class.is_empty()
    };
    if let Some(person) = ground.persons_beside(at).find(is_named) {
        return Some(Who::Actor(person));
    }
    if let Some(person) = before_comma(ground, at) {
        return Some(Who::Actor(person));
    }
    // "A police source", "aid agencies", never "Médecins sans frontières".
    let named = ground.actors.at(at).is_some_and(|mention| {
        let entity = &ground.actors.entities[mention.entity];
        // A force may be told of by its people: "Ukrainian soldiers said".
        let body = entity.kind == ActorKind::Organisation && entity.class.is_empty();
        let name =
            (body && ground.syntax.children_by(at, "det").next().is_none()) || !is_common(ground, &mention.tokens);
        entity.known.is_some() && mention.tokens.len() > 1 && name
    });
    // « Un responsable du Hamas », "a Russian spokesman": a word for an office that is not written as a name is none, whatever stands beside it.
    let title = named && !is_common(ground, &(at..at + 1));
    let office = speech.is_office(&lemma) && !title && !is_named_person(ground, at);
    if let Some(body) = office.then(|| body_behind(ground, speech, at)).flatten() {
        return Some(Who::Actor(body));
    }
    if speech.is_unnamed(&lemma, is_indefinite(ground, at) && !named) {
        return Some(Who::Unnamed);
    }
    if let Some(entity) = ground.actor_at(at) {
        return Some(if is_unnamed(ground, at, entity) { Who::Unnamed } else { Who::Actor(entity) });
    }
    speech.noun(&lemma)?;
    behind(ground, at).and_then(|owner| ground.actor_at(owner)).map(Who::Actor)
}

/// « A précisé Omar Diallo, un chef du mouvement »: the person between a verb of saying and the words for what he is, where the tree takes these
/// for who speaks.
fn before_comma(ground: &Ground, at: usize) -> Option<usize> {
    let syntax = ground.syntax;
    let verb = syntax.words[at].head.filter(|&verb| verb < at && syntax.words[at].is("nsubj"))?;
    let start = syntax.children_by(at, "det").min().unwrap_or(at).min(at);
    let comma = start.checked_sub(1).filter(|&comma| ground.reading.tokens[comma].text == ",")?;
    let name = comma.checked_sub(1).and_then(|last| ground.actors.at(last))?;
    let person = ground.actors.entities[name.entity].kind == ActorKind::Person;
    (person && name.tokens.start > verb && name.tokens.end == comma).then_some(name.entity)
}

/// Whether a description is of somebody whose name the report gives.
fn is_named_person(ground: &Ground, at: usize) -> bool {
    let Some(entity) = ground.actors.at(at).map(|mention| mention.entity) else { return false };
    let mut mentions = ground.actors.mentions.iter().filter(|mention| mention.entity == entity);
    let Entity { kind, known, .. } = &ground.actors.entities[entity];
    *kind == ActorKind::Person && (known.is_some() || mentions.any(|mention| !is_common(ground, &mention.tokens)))
}

/// The army of "an army spokesman", « un responsable du mouvement ».
fn body_behind(ground: &Ground, speech: &Speech, at: usize) -> Option<usize> {
    let body = |owner: &usize| {
        let entity = &ground.actors.entities[*owner];
        let body = !matches!(entity.kind, ActorKind::Person | ActorKind::Population | ActorKind::Media);
        body && !entity.generic && (entity.known.is_some() || entity.key.is_some())
    };
    let owner = behind(ground, at).and_then(|owner| ground.actor_at(owner)).filter(body);
    let voice = speech.is_voice(&lemma(ground, at));
    let own = || ground.actors.at(at).map(|mention| mention.entity).filter(|entity| voice && body(entity));
    owner.or_else(|| body_before(ground, at).filter(body)).or_else(own)
}

/// The actor told of before by the noun that stands before an office: the coalition of "a coalition official".
fn body_before(ground: &Ground, at: usize) -> Option<usize> {
    let words = &ground.syntax.words;
    let noun = ground.syntax.children_by(at, "compound").find(|&child| words[child].upos == Upos::Noun)?;
    let same = |mention: &&ActorMention| mention.head < at && words[mention.head].lemma == words[noun].lemma;
    ground.actors.mentions.iter().filter(same).max_by_key(|mention| mention.head).map(|mention| mention.entity)
}

/// Whether a noun that is no known actor tells of somebody or something told for the first time: "a blogger", « des images ».
pub(crate) fn is_somebody(ground: &Ground, at: usize) -> bool {
    ground.syntax.words[at].upos == Upos::Noun && ground.actor_at(at).is_none() && is_indefinite(ground, at)
}

/// Whether a description with an article means an office-holder told of before: « le même responsable ».
pub(crate) fn is_told_office(ground: &Ground, speech: &Speech, at: usize) -> bool {
    let office = speech.is_office(&lemma(ground, at)) && !is_indefinite(ground, at);
    office && !is_named_person(ground, at) && body_behind(ground, speech, at).is_none()
}

/// Who stands behind a statement or a count: "le bilan de la police", "its report", "un bilan communiqué par la police".
pub(crate) fn behind(ground: &Ground, at: usize) -> Option<usize> {
    let syntax = ground.syntax;
    let is_actor = |child: &usize| ground.actor_at(*child).is_some();
    let owner = syntax
        .children(at)
        .filter(|&child| {
            let word = &syntax.words[child];
            let own = word.is("compound") || (word.is("det") && word.features.has(Features::POSSESSIVE));
            own || (word.is("nmod") && !is_audience(ground, child))
        })
        .find(is_actor);
    let participles = || syntax.children_by(at, "acl").chain(syntax.children_by(at, "amod"));
    let agent = || participles().flat_map(|verb| syntax.children_by(verb, "obl").collect::<Vec<_>>()).find(is_actor);
    owner.or_else(agent)
}

/// "A speech to parliament": whether a noun tells to whom, with whom or about whom something is said, and not whose it is or who made it.
fn is_audience(ground: &Ground, noun: usize) -> bool {
    let made = |case: usize| ground.agent.contains(&lemma(ground, case));
    is_elsewhere(ground.syntax, noun, ground.belonging) && !ground.syntax.children_by(noun, "case").any(made)
}

pub(crate) fn is_indefinite(ground: &Ground, at: usize) -> bool {
    let syntax = ground.syntax;
    let mut determiners = syntax.children_by(at, "det").peekable();
    let bare = determiners.peek().is_none() && syntax.words[at].features.has(Features::PLURAL);
    bare || determiners.any(|child| syntax.words[child].features.has(Features::INDEFINITE))
        || syntax.children_by(at, "nummod").next().is_some()
}

/// Whether no word of a mention is written as a name.
fn is_common(ground: &Ground, tokens: &Range<usize>) -> bool {
    let first = ground.reading.sentences[ground.reading.sentence_of(tokens.start)].tokens.start;
    tokens.clone().all(|at| at == first || !ground.reading.tokens[at].text.starts_with(char::is_uppercase))
}

/// Described persons and people with an indefinite article stay unnamed: "a doctor", "des habitants".
fn is_unnamed(ground: &Ground, at: usize, entity: usize) -> bool {
    let actor = &ground.actors.entities[entity];
    let described = actor.known.is_none() && !actor.class.is_empty() && actor.key.is_none();
    let someone = matches!(actor.kind, ActorKind::Person | ActorKind::Population);
    let any = actor.kind == ActorKind::Organisation
        && ground.actors.at(at).is_some_and(|mention| is_common(ground, &mention.tokens));
    let plain = (described && someone) || any;
    actor.unnamed || (plain && is_indefinite(ground, at)) || (described && someone && actor.generic)
}

/// Who relays a source: "M. Peskov, cité par Ria Novosti", "in a statement carried by the agency, the army said".
pub(crate) fn outer(ground: &Ground, speech: &Speech, saying: &Saying, quoted: bool) -> Option<Cited> {
    let syntax = ground.syntax;
    let speaker = saying.speaker?;
    let mention = ground.actors.at(speaker).map_or(speaker..speaker + 1, |mention| mention.tokens.clone());
    let documents = syntax.children_by(saying.at, "obl").filter(|&child| speech.noun(&lemma(ground, child)).is_some());
    let below = mention.chain(documents).flat_map(|at| syntax.children(at)).filter(|&child| {
        let word = &syntax.words[child];
        word.is("acl") || word.is("amod") || word.is("advcl") || word.is("conj")
    });
    for verb in below.filter(|&child| speech.verb(ground.reading, syntax, child).is_some()) {
        let agent = syntax.children(verb).find(|&child| {
            let word = &syntax.words[child];
            word.is("obl") && ground.actor_at(child).is_some()
        });
        if let Some(who) = agent.and_then(|agent| who(ground, speech, agent)) {
            return Some(Cited { who, cue: verb..verb + 1, quoted });
        }
    }
    None
}
