//! "Selon", "d'après", "according to": prepositions of saying and what they reach.

use std::ops::Range;

use crate::attribution::lexicon::{Follows, SpeechPreposition};
use crate::attribution::saying::Saying;
use crate::attribution::{Speech, Who, content, edge, lemma, speakers, verbs};
use crate::claim::Ground;
use crate::syntax::Upos;

/// The sayings that prepositions make.
pub(crate) fn find(ground: &Ground, speech: &Speech) -> Vec<Saying> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < ground.reading.tokens.len() {
        let Some((preposition, end)) = speech.preposition(ground.reading, ground.syntax, at) else {
            at += 1;
            continue;
        };
        found.extend(cited(ground, speech, at..end, preposition));
        at = end;
    }
    found
}

fn cited(ground: &Ground, speech: &Speech, words: Range<usize>, preposition: &SpeechPreposition) -> Option<Saying> {
    let follows = preposition.follows;
    let syntax = ground.syntax;
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(words.start)].tokens;
    // The noun that the preposition is the case of; or else the first noun or pronoun after it.
    let by_tree =
        words.clone().find_map(|at| syntax.words[at].head.filter(|head| !words.contains(head) && *head >= words.end));
    let nominal = |at: &usize| matches!(syntax.words[*at].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let noun = by_tree.filter(nominal).or_else(|| (words.end..sentence.end.min(words.end + 6)).find(nominal));
    let at = match follows {
        Follows::Nothing => syntax.top(&words),
        _ => noun.unwrap_or(words.start),
    };
    if follows == Follows::Opening && !opens(ground, &words, sentence) {
        return None;
    }
    // "A indiqué l'armée dans un communiqué": whoever makes the statement speaks, and is told.
    // "A-t-on appris de source militaire": who is only "one" tells nothing.
    let somebody = |verb: usize| {
        let subject = syntax.children_by(verb, "nsubj").next();
        subject.is_none_or(|at| syntax.words[at].upos != Upos::Pron || ground.antecedents[at].is_some())
    };
    let speaks = |verb: &usize| verbs::speaks(ground, speech, *verb).is_some();
    let told = || syntax.ancestors(at).take(3).find(speaks).is_some_and(somebody);
    if follows == Follows::Nothing && told() {
        return None;
    }
    let speaker = noun.filter(|_| matches!(follows, Follows::Any | Follows::Speaker | Follows::Opening));
    let who = match follows {
        Follows::Nothing => Some(Who::Unnamed),
        Follows::Same => None,
        Follows::Any => speaker.and_then(|noun| {
            let somebody = || speakers::is_somebody(ground, noun).then_some(Who::Unnamed);
            speakers::who(ground, speech, noun).or_else(somebody)
        }),
        Follows::Speaker | Follows::Opening => speaker.and_then(|noun| speakers::who(ground, speech, noun)),
    };
    // "According to him", "selon le communiqué" may point back to somebody named before.
    let back = |noun: usize| syntax.words[noun].upos == Upos::Pron || speech.noun(&lemma(ground, noun)).is_some();
    if who.is_none() && follows != Follows::Same && !speaker.is_some_and(back) {
        return None;
    }
    let roots = governed(ground, speech, &words, at, follows).into_iter().collect();
    let within = Some(edge::reach(ground, &words, at));
    Some(Saying {
        cue: words,
        at,
        speaker,
        who,
        roots,
        settled: true,
        same: follows == Follows::Same,
        inner: preposition.inner,
        within,
        ..Saying::default()
    })
}

/// Whether a phrase opens its sentence, and a comma closes it: "Pour l'armée, …".
fn opens(ground: &Ground, words: &Range<usize>, sentence: &Range<usize>) -> bool {
    const LONG: usize = 9;
    let mut after = words.end..sentence.end.min(words.end + LONG);
    let closed = after.any(|at| ground.reading.tokens[at].text == ",");
    let verb = (words.end..after.start).any(|at| matches!(ground.syntax.words[at].upos, Upos::Verb | Upos::Aux));
    words.start == sentence.start && closed && !verb
}

/// The clause that a phrase of saying is of: the one it hangs on, or all of the sentence when it stands at its edge.
fn governed(ground: &Ground, speech: &Speech, words: &Range<usize>, at: usize, follows: Follows) -> Option<usize> {
    let syntax = ground.syntax;
    let mut phrase = at;
    // "Citing officials": the phrase hangs by its verb.
    while let Some(head) = syntax.words[phrase].head.filter(|head| words.contains(head)) {
        phrase = head;
    }
    let head = syntax.words[phrase].head?;
    let nominal = matches!(syntax.words[head].upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron);
    // "M. Peskov, cité par l'agence", "a statement carried by the agency": that relays somebody else.
    let relays = nominal
        && (ground.actor_at(head).is_some() || speech.noun(&lemma(ground, head)).is_some())
        && words.clone().any(|at| syntax.words[at].upos == Upos::Verb);
    // "More than 100, by some accounts 300": that is said of the number alone.
    let measured = nominal && follows == Follows::Nothing && ground.is_counted(head);
    if relays || measured {
        return None;
    }
    // ", Reuters reported, citing officials": that is of what Reuters reported.
    let clause = ground.clause(head);
    Some(content::put_into(ground, speech, clause).unwrap_or_else(|| edge::top(ground, clause, phrase)))
}
