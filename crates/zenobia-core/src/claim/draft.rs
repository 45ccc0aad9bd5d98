//! From triggers to claims.

use std::ops::Range;

use compact_str::CompactString;

use crate::actor::ActorMention;
use crate::claim::adjuncts::{self, Sort};
use crate::claim::arguments::{Argument, Reader};
use crate::claim::aside::{Asides, set_aside};
use crate::claim::frames::{Frames, Part};
use crate::claim::ground::Ground;
use crate::claim::light::{LightVerb, Share};
use crate::claim::roles::{Fillers, fill, needs_met};
use crate::claim::triggers::{Candidate, candidates};
use crate::claim::{LightVerbs, MeansWords, Topics, caused, company, doers, refer, tolls, whose};
use crate::pack::frame::Frame;
use crate::record::{ActorKind, Factuality};
use crate::site::Sites;

/// A claim before it is known who says it and how surely.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Head of the trigger.
    pub head: usize,
    /// Words of the trigger.
    pub words: Range<usize>,
    /// Number of its frame.
    pub frame: usize,
    /// Part of speech of the trigger.
    pub(crate) part: Part,
    /// Event type.
    pub event: CompactString,
    /// Modes, most certain first.
    pub mode: Vec<CompactString>,
    /// Who and what takes part.
    pub fillers: Fillers,
    /// Numbers of the times.
    pub times: Vec<usize>,
    /// Words that name the means.
    pub means: Vec<Range<usize>>,
    /// Counts.
    pub tolls: Vec<DraftToll>,
}

/// A count of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftToll {
    /// Number of the quantity.
    pub quantity: usize,
    /// What was done.
    pub effect: CompactString,
    /// Number of the actor they belong to.
    pub of: Option<usize>,
}

/// Finds all claims of a report.
pub fn find(
    ground: &Ground,
    frames: &Frames,
    light: &LightVerbs,
    means: &MeansWords,
    topics: &Topics,
    asides: Asides,
) -> Vec<Draft> {
    let reader = Reader { ground, defaults: &frames.defaults, light };
    let mut all = find_all(&reader, frames);
    let elsewhere = topics.hold_throughout(ground);
    all.retain(|found| !is_elsewhere(ground, frames, topics, elsewhere, &found.claim.0));
    let found = set_aside(ground, keep_in_context(ground, frames, all), asides);
    let (mut drafts, arguments): (Vec<Draft>, Vec<Vec<Argument>>) = found.into_iter().unzip();
    doers::by_weapons(ground, frames, means, &mut drafts, &arguments);
    whose::attacked(ground, frames, &mut drafts, &arguments);
    doers::accused(ground, frames, &mut drafts, &arguments);
    doers::hand_on_actors(&mut drafts, &arguments);
    refer::refer_back(ground, &mut drafts);
    doers::answer_back(ground, &mut drafts, &arguments);
    doers::repelled(ground, &mut drafts, &arguments);
    add_adjuncts(&reader, &mut drafts);
    add_means(ground, frames, means, &mut drafts, &arguments);
    caused::hand_on(ground, frames, means, &mut drafts);
    tolls::assign(ground, frames, &mut drafts, &arguments);
    drafts
}

/// A claim with its arguments, and the next best reading of its trigger where the best one is by an everyday word.
struct Found {
    claim: (Draft, Vec<Argument>),
    fallback: Option<(Draft, Vec<Argument>)>,
}

/// The claims that frames make, whatever the report is about.
fn find_all(reader: &Reader, frames: &Frames) -> Vec<Found> {
    let mut all = Vec::new();
    // Words of phrases: "fait exploser" is one trigger.
    let mut spent = vec![false; reader.ground.reading.tokens.len()];
    let mut at = 0;
    while at < reader.ground.reading.tokens.len() {
        let free = (!spent[at]).then(|| candidates(reader.ground, frames, at));
        let mut holding = holding(reader, frames, free.unwrap_or_default()).into_iter();
        let Some((candidate, arguments, fillers)) = holding.next() else {
            at += 1;
            continue;
        };
        at = if candidate.part == Part::Noun { candidate.words.end } else { at + 1 };
        let weak = |candidate: &Candidate| frames.frames[candidate.frame].weak;
        // The words of a phrase are spent, even one that governs it ("s'est fait exploser", "held a peace meeting"); where the claim may yet
        // be dropped, only the last.
        let first = if weak(&candidate) { candidate.rest.len().saturating_sub(1) } else { 0 };
        candidate.rest[first..].iter().filter(|&&word| word >= at).for_each(|&word| spent[word] = true);
        let next = weak(&candidate).then(|| holding.find(|(other, ..)| !weak(other))).flatten();
        let make = |(candidate, arguments, fillers): Holding| {
            (draft(&frames.frames[candidate.frame], candidate, fillers), arguments)
        };
        all.push(Found { claim: make((candidate, arguments, fillers)), fallback: next.map(make) });
    }
    all
}

fn draft(frame: &Frame, candidate: Candidate, fillers: Fillers) -> Draft {
    Draft {
        head: candidate.head,
        words: candidate.words,
        frame: candidate.frame,
        part: candidate.part,
        event: frame.event.clone(),
        mode: frame.mode.iter().cloned().collect(),
        fillers,
        times: Vec::new(),
        means: Vec::new(),
        tolls: Vec::new(),
    }
}

/// A candidate whose frame holds, with its arguments and what they fill.
type Holding = (Candidate, Vec<Argument>, Fillers);

/// The frames that hold, the most specific first: a phrase before a word, a frame whose conditions are met beside the trigger before others, then
/// in order.
fn holding(reader: &Reader, frames: &Frames, candidates: Vec<Candidate>) -> Vec<Holding> {
    let mut found: Vec<(bool, Holding)> =
        candidates.into_iter().filter_map(|candidate| hold(reader, frames, candidate)).collect();
    found.sort_by_key(|(beside, (candidate, ..))| {
        let frame = &frames.frames[candidate.frame];
        let length = if candidate.is_phrase() { candidate.words.len() } else { 1 };
        let with = !frame.with.is_empty() && *beside;
        (std::cmp::Reverse((length, with, !frame.need.is_empty())), candidate.frame)
    });
    let mut holding: Vec<Holding> = found.into_iter().map(|(_, holding)| holding).collect();
    fuller_first(frames, &mut holding);
    holding
}

/// Puts a frame that tells who did it or to whom before one of the same type that tells nothing of either.
fn fuller_first(frames: &Frames, holding: &mut [Holding]) {
    let told = |(_, _, fillers): &Holding| {
        !(fillers.actor.is_empty() && fillers.recipient.is_empty() && fillers.site.is_empty())
    };
    let Some((first, others)) = holding.split_first() else { return };
    let frame = |(candidate, ..): &Holding| &frames.frames[candidate.frame];
    let fuller = |other: &&Holding| {
        let alike = other.0.is_phrase() == first.0.is_phrase() && other.0.part == first.0.part;
        let (one, two) = (frame(first), frame(other));
        let same = one.event == two.event && (one.mode.is_none() || one.mode == two.mode) && one.effect == two.effect;
        told(other) && alike && same
    };
    if told(first) {
        return;
    }
    if let Some(better) = others.iter().position(|other| fuller(&other)) {
        holding[..=better + 1].rotate_right(1);
    }
}

/// Fills the roles of a candidate, and whether its frame's conditions are met beside it; `None` when they are not met at all.
fn hold(reader: &Reader, frames: &Frames, candidate: Candidate) -> Option<(bool, Holding)> {
    let (ground, frame) = (reader.ground, &frames.frames[candidate.frame]);
    if is_modifier(ground, &candidate) || ground.in_name(candidate.head) {
        return None;
    }
    let beside = company::beside(ground, frame, &candidate)?;
    let mut arguments = reader.arguments(candidate.head);
    if !company::holds(ground, frame, beside, &arguments) {
        return None;
    }
    // "took eleven soldiers prisoner": the word that ends a phrase is part of the trigger.
    arguments.retain(|argument| Some(argument.token) != candidate.tail());
    arguments.extend(candidate.tail().into_iter().flat_map(|at| reader.of_noun_itself(at)));
    let fillers = fill(ground, frames, &candidate, &arguments);
    needs_met(ground, frame, &fillers).then_some((beside, (candidate, arguments, fillers)))
}

/// A noun that only qualifies another ("attack helicopter", "aid groups") reports nothing.
fn is_modifier(ground: &Ground, candidate: &Candidate) -> bool {
    let at = candidate.head;
    let qualifies = |mention: &ActorMention| mention.tokens.contains(&at) && at < mention.head;
    let compound = candidate.part == Part::Noun && ground.syntax.words[at].is("compound");
    compound || (candidate.part != Part::Adjective && ground.actors.around(at..at + 1).iter().any(qualifies))
}

/// Whether a claim of conflict is told in a topic where its words mean something else; `throughout`: the whole report is of one. What a state or
/// its forces do is never left out for what the report is about.
fn is_elsewhere(ground: &Ground, frames: &Frames, topics: &Topics, throughout: bool, draft: &Draft) -> bool {
    let conflict = ground.is_conflict(&draft.event);
    let official =
        |&entity: &usize| matches!(ground.actors.entities[entity].kind, ActorKind::State | ActorKind::StateForce);
    let private = throughout && !draft.fillers.actor.iter().any(official);
    conflict && (private || topics.hold(ground, draft.head, frames.frames[draft.frame].weak))
}

/// How near, in tokens, an unmistakable claim or an armed group must be for an everyday word to count.
const CONTEXT: usize = 120;

/// Drops claims by everyday words where nothing near speaks of conflict, or falls back on what else their triggers may mean.
fn keep_in_context(ground: &Ground, frames: &Frames, found: Vec<Found>) -> Vec<(Draft, Vec<Argument>)> {
    let weak = |draft: &Draft| frames.frames[draft.frame].weak;
    let conflict = |draft: &Draft| ground.is_conflict(&draft.event);
    let drafts = found.iter().map(|found| &found.claim.0);
    let claims = drafts.filter(|draft| !weak(draft) && conflict(draft)).map(|draft| draft.head);
    let group =
        |entity: usize| matches!(ground.actors.entities[entity].kind, ActorKind::ArmedGroup | ActorKind::Militia);
    let groups = ground.actors.mentions.iter().filter(|mention| group(mention.entity)).map(|mention| mention.head);
    let strong: Vec<usize> = claims.chain(groups).collect();
    let armed = |&entity: &usize| group(entity) || ground.actors.entities[entity].kind == ActorKind::StateForce;
    let holds = |draft: &Draft| {
        let near = strong.iter().any(|&head| head.abs_diff(draft.head) <= CONTEXT);
        !weak(draft) || near || draft.fillers.actor.iter().chain(&draft.fillers.recipient).any(armed)
    };
    found
        .into_iter()
        .filter_map(|found| if holds(&found.claim.0) { Some(found.claim) } else { found.fallback })
        .collect()
}

fn add_adjuncts(reader: &Reader, drafts: &mut [Draft]) {
    let ground = reader.ground;
    let heads: Vec<usize> = drafts.iter().map(|draft| draft.head).collect();
    let mut spots = mention_heads(ground, &ground.place_at);
    // "A U.S. air strike", "aid to Pakistan", "backed by Turkey": a name that tells who takes part does not tell where.
    let mut party = vec![false; ground.reading.tokens.len()];
    drafts.iter().flat_map(|draft| &draft.fillers.parties).for_each(|&token| party[token] = true);
    spots.retain(|&(token, _)| !party[token]);
    // "Near Synkivka, 9 km northeast of Kupyansk": what tells how far a named spot is away is not where it happened.
    spots.retain(|&(token, number)| !adjuncts::is_distant(ground, token, number));
    let conflict = |draft: &Draft| ground.is_conflict(&draft.event);
    let aloof: Vec<bool> = drafts.iter().map(|draft| !conflict(draft)).collect();
    let places = adjuncts::assign(reader, &heads, &aloof, &spots, Sort::Place);
    let times = adjuncts::assign(reader, &heads, &aloof, &mention_heads(ground, &ground.time_at), Sort::Time);
    for (draft, (places, times)) in drafts.iter_mut().zip(places.into_iter().zip(times)) {
        if draft.fillers.place.is_empty() {
            // "At Kimoka, 4 km north of Sake": what a place is told from is not where it happened.
            let anchor = |place: usize| {
                places.iter().any(|&other| ground.place_anchors.get(other).copied().flatten() == Some(place))
            };
            draft.fillers.place = places.iter().copied().filter(|&place| !anchor(place)).collect();
        }
        adjuncts::keep_innermost(ground, &spots, &mut draft.fillers.place);
        draft.times = times;
    }
}

/// The syntactic head and number of each run of tokens that one number covers.
fn mention_heads(ground: &Ground, numbers: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < numbers.len() {
        let start = at;
        at += 1;
        let Some(number) = numbers[start] else { continue };
        while at < numbers.len() && numbers[at] == Some(number) {
            at += 1;
        }
        let run = start..at;
        found.push((ground.syntax.top(&run), number));
    }
    found
}

/// Names the means below a trigger and among its arguments; where the frame leaves the mode open, the means decides.
fn add_means(ground: &Ground, frames: &Frames, means: &MeansWords, drafts: &mut [Draft], arguments: &[Vec<Argument>]) {
    let heads: Vec<usize> = drafts.iter().map(|draft| draft.head).collect();
    for (draft, arguments) in drafts.iter_mut().zip(arguments) {
        let mut tokens: Vec<usize> = draft.words.clone().collect();
        // What something is done to is no means of it.
        let suffers = |token: usize| {
            ground.site_at(token).is_some_and(|site| draft.fillers.site.contains(&site))
                || ground.actor_at(token).is_some_and(|actor| draft.fillers.recipient.contains(&actor))
        };
        let outcome = caused::is_outcome(frames, draft);
        let open = caused::is_open(ground, frames, means, draft);
        // "Intercepted 34 missiles": what was destroyed did not destroy.
        let with = |argument: &&Argument| {
            let object =
                argument.label == "obj" || tolls::as_recipient(&frames.frames[draft.frame], frames, draft, argument);
            let done_to = (outcome && object) || argument.label == "recipient";
            !done_to && !suffers(argument.token) && !heads.contains(&argument.token)
        };
        for argument in arguments.iter().filter(with) {
            tokens.push(argument.token);
            let below = ground.syntax.children(argument.token).filter(|child| !heads.contains(child));
            tokens.extend(below.filter(|&child| {
                ["nmod", "amod", "compound", "flat"].iter().any(|base| ground.syntax.words[child].is(base))
            }));
        }
        let named: Vec<(Range<usize>, &CompactString)> =
            tokens.into_iter().filter_map(|at| means.at(ground, at)).collect();
        for (words, mode) in &named {
            // A suicide bomber is no bomber.
            let inside = |(longer, _): &(Range<usize>, &CompactString)| {
                longer.len() > words.len() && longer.start <= words.start && words.end <= longer.end
            };
            if named.iter().any(inside) {
                continue;
            }
            let known = ground.ontology.get(&draft.event).is_some_and(|event| event.modes.contains_key(*mode));
            let own = draft.words.contains(&words.start);
            if known && open && (draft.mode.is_empty() || !own) && !draft.mode.iter().any(|mode| means.implies(mode)) {
                draft.mode.insert(0, (*mode).clone());
            }
            if known && !draft.means.contains(words) && !draft.words.contains(&words.start) {
                draft.means.push(words.clone());
            }
        }
    }
}

/// Factuality that the frame's word itself gives.
pub fn word_factuality(frames: &Frames, draft: &Draft) -> Option<Factuality> {
    let name = frames.frames[draft.frame].factuality.as_deref()?;
    serde_json::from_value(serde_json::Value::from(name)).ok()
}

/// The light verb that carries an event noun, whose tense and negation are the event's.
pub fn carrier(ground: &Ground, frames: &Frames, light: &LightVerbs, head: usize) -> Option<usize> {
    let reader = Reader { ground, defaults: &frames.defaults, light };
    // "Has not claimed the attack": what is made of the claim says nothing of the attack.
    let carries = |light: &LightVerb| light.subject != Share::Claimer;
    reader.light_verbs(head).first().filter(|(_, light)| carries(light)).map(|(verb, _)| *verb)
}

/// Name of the rule that made a claim, such as `fr/frames/kill#tuer`.
pub fn rule_name(frames: &Frames, draft: &Draft, language: &str) -> String {
    format!("{language}/{}", frames.names[draft.frame])
}

/// Contexts of a claim: the frame's, and the class of the sites that something was done to, where that is a context of its own.
pub fn contexts(frames: &Frames, draft: &Draft, sites: &Sites) -> Vec<String> {
    let own = frames.frames[draft.frame].context.iter().map(ToString::to_string);
    let classes = draft.fillers.site.iter().map(|&site| sites.entities[site].class.as_str());
    let heritage = classes.filter(|class| *class == HERITAGE).map(str::to_owned);
    let mut all: Vec<String> = own.chain(heritage).collect();
    all.sort();
    all.dedup();
    all
}

/// The one class of sites that is a context too.
pub(crate) const HERITAGE: &str = "heritage";
