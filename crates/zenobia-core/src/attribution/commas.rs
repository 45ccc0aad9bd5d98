//! Who speaks, by the commas around a verb of saying, whatever the tree makes of the words between them.

use std::ops::Range;

use crate::claim::Ground;
use crate::record::ActorKind;
use crate::syntax::{Features, Upos};

/// How far, in tokens, a comma may stand before a verb of saying that closes what is said.
const PARTED: usize = 14;

/// The comma before a verb of saying and the noun that stands alone between the two, or right after the verb: ", attorneys for the family
/// said", ", a indiqué l'armée". It speaks whatever the tree makes of it. `end` is the token after the verb and its phrase.
pub(crate) fn parted(ground: &Ground, verb: usize, end: usize) -> Option<(usize, usize)> {
    let (words, tokens) = (&ground.syntax.words, &ground.reading.tokens);
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(verb)].tokens;
    let mark = |&at: &usize| matches!(tokens[at].text.as_str(), "," | "\"" | "”" | "»");
    let comma = (sentence.start.max(verb.saturating_sub(PARTED))..verb).rev().find(mark)?;
    let between = comma + 1..verb;
    // "Two officers and a local administrator said": who speaks may be several.
    let lists =
        |at: usize| words[at].head.is_some_and(|last| last > at && between.contains(&last) && is_nominal(ground, last));
    let clausal = |at: usize| match words[at].upos {
        Upos::Cconj => !lists(at),
        upos => matches!(upos, Upos::Verb | Upos::Sconj),
    };
    if words[verb].is("acl") || between.clone().any(clausal) {
        return None;
    }
    let before = nouns(ground, &between).next_back();
    let helpers = super::edge::is_bare(ground, between.clone());
    // ", a indiqué l'armée", ", dénonce un rapport".
    let helped = !between.is_empty() || words[verb].features.has(Features::FINITE);
    let circumstances = || past_circumstances(ground, end, sentence.end);
    let after = || noun_after(ground, circumstances(), sentence.end).filter(|_| helpers && helped);
    before
        .filter(|at| words[*at].upos != Upos::Pron || !helpers || words[*at].is("nsubj"))
        .or_else(after)
        .map(|speaker| (comma, speaker))
}

/// The nouns and pronouns of a stretch that stand on their own: after no preposition, below no other of them.
fn nouns(ground: &Ground, stretch: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
    let words = &ground.syntax.words;
    let noun = move |at: usize| matches!(words[at].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let cased = |at: usize| ground.syntax.children_by(at, "case").any(|case| case < at);
    let within = stretch.clone();
    let outside = move |at: usize| words[at].head.is_none_or(|head| !within.contains(&head) || !noun(head));
    stretch.clone().filter(move |&at| noun(at) && !cased(at) && outside(at))
}

/// The noun that stands at a token, but for its determiners and titles: ", a indiqué une source".
pub(crate) fn noun_after(ground: &Ground, from: usize, end: usize) -> Option<usize> {
    let words = &ground.syntax.words;
    let mut after = (from..end.min(from + 3))
        .skip_while(|&at| matches!(words[at].upos, Upos::Det | Upos::Num | Upos::Adj | Upos::Adv));
    after.next().filter(|&at| matches!(words[at].upos, Upos::Noun | Upos::Propn))
}

/// The token after the times and phrases that may stand between a verb of saying and who says it: ", a annoncé lundi dans un communiqué
/// le ministère".
fn past_circumstances(ground: &Ground, from: usize, end: usize) -> usize {
    let words = &ground.syntax.words;
    let noun = |&at: &usize| matches!(words[at].upos, Upos::Noun | Upos::Propn);
    let mut at = from;
    while at < end {
        if ground.time_at[at].is_some() {
            at += 1;
            continue;
        }
        let phrase = (at + 1..end.min(at + 4)).find(noun).filter(|_| words[at].upos == Upos::Adp);
        match phrase.filter(|&noun| ground.time_at[noun].is_some() || ground.actor_at(noun).is_none()) {
            Some(noun) => at = noun + 1,
            None => break,
        }
    }
    at
}

/// How long, in tokens, a description or a relative clause between commas may be.
const LONG: usize = 30;

/// Who speaks before a comma that a verb of saying follows: ", the governor, Awa Sy, said", "the coalition, which has …, said".
pub(crate) fn apposed(ground: &Ground, verb: usize) -> Option<usize> {
    let words = &ground.syntax.words;
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(verb)].tokens;
    let comma = |&at: &usize| ground.reading.tokens[at].text == ",";
    let helper = |&at: &usize| matches!(words[at].upos, Upos::Aux | Upos::Adv);
    let close = (sentence.start..verb).rev().find(|at| !helper(at)).filter(comma)?;
    let open = (sentence.start.max(close.saturating_sub(LONG))..close).rev().find(comma)?;
    let start = (sentence.start..open).rev().find(comma).map_or(sentence.start, |at| at + 1);
    if is_clausal(ground, &(start..open)) {
        return None;
    }
    let first = nouns(ground, &(start..open)).next();
    if words.get(open + 1).is_some_and(|word| word.features.has(Features::RELATIVE)) {
        return first;
    }
    let second = open + 1..close;
    if is_clausal(ground, &second) {
        return None;
    }
    named(ground, &second).or(first).or_else(|| nouns(ground, &second).next())
}

/// Where the description begins that a name between commas stands beside: ", the head of the agency, Awa Sy, said".
pub(crate) fn before_apposed(ground: &Ground, name: &Range<usize>) -> Option<usize> {
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(name.start)].tokens;
    let comma = |&at: &usize| ground.reading.tokens[at].text == ",";
    let close = name.start.checked_sub(1)?;
    let second = if name.is_empty() || !name.clone().any(|at| is_nominal(ground, at)) {
        (sentence.start.max(close.saturating_sub(LONG))..close).rev().find(comma)?
    } else {
        close
    };
    let open = (sentence.start.max(second.saturating_sub(LONG))..second).rev().find(comma)?;
    let described = |at: usize| ground.actors.mentions.iter().any(|mention| mention.head == at);
    let first = open + 1..second;
    let person = named(ground, &(second + 1..name.end)).is_some();
    let nominal = nouns(ground, &first).next().is_some_and(described);
    (person && nominal && !is_clausal(ground, &(open + 1..name.end))).then_some(open + 1)
}

fn is_nominal(ground: &Ground, at: usize) -> bool {
    matches!(ground.syntax.words[at].upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

/// The person named in a stretch.
fn named(ground: &Ground, stretch: &Range<usize>) -> Option<usize> {
    let person = |entity: usize| {
        let entity = &ground.actors.entities[entity];
        entity.kind == ActorKind::Person && (entity.known.is_some() || entity.class.is_empty())
    };
    let mentions = ground.actors.around(stretch.clone());
    mentions
        .iter()
        .find(|mention| stretch.contains(&mention.head) && person(mention.entity))
        .map(|mention| mention.head)
}

fn is_clausal(ground: &Ground, stretch: &Range<usize>) -> bool {
    stretch.clone().any(|at| {
        let word = &ground.syntax.words[at];
        matches!(word.upos, Upos::Verb | Upos::Aux) && word.features.has(Features::FINITE)
    })
}

/// The nearest noun before a finite verb of saying whose subject the tree gives to another verb: "des rescapés joints par téléphone
/// racontent que …".
pub(crate) fn before(ground: &Ground, verb: usize) -> Option<usize> {
    let words = &ground.syntax.words;
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(verb)].tokens;
    let finite = super::verbs::is_finite(ground, verb) && !words[verb].is("acl") && !words[verb].is("xcomp");
    let from = sentence.start.max(verb.saturating_sub(PARTED));
    let stop = |&at: &usize| matches!(ground.reading.tokens[at].text.as_str(), "," | ";" | ":" | "\"" | "»" | "”");
    let start = (from..verb).rev().find(stop).map_or(from, |at| at + 1);
    let stretch = start..verb;
    if !finite || is_clausal(ground, &(start..verb.saturating_sub(1).max(start))) {
        return None;
    }
    nouns(ground, &stretch).rev().find(|&at| words[at].upos != Upos::Pron || words[at].is("nsubj"))
}
