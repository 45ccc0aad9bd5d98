//! A source in brackets at the end of its sentence, as headlines and chronologies have it: « Trois morts dans un raid (ONG) ».

use std::ops::Range;

use crate::attribution::saying::Saying;
use crate::attribution::{Speech, lemma, speakers};
use crate::claim::Ground;
use crate::record::ActorKind;
use crate::syntax::Upos;

/// Most words of such a source.
const LONGEST: usize = 5;

/// The sayings that brackets make.
pub(crate) fn find(ground: &Ground, speech: &Speech) -> Vec<Saying> {
    ground.reading.sentences.iter().filter_map(|sentence| cited(ground, speech, &sentence.tokens)).collect()
}

fn cited(ground: &Ground, speech: &Speech, sentence: &Range<usize>) -> Option<Saying> {
    let text = |at: usize| ground.reading.tokens[at].text.as_str();
    let stop = |at: &usize| text(*at).chars().all(|c| matches!(c, '.' | '!' | '?' | '"' | '»' | '”'));
    let close = sentence.clone().rev().find(|at| !stop(at)).filter(|&at| text(at) == ")")?;
    let open = (sentence.start..close).rev().take(LONGEST + 1).find(|&at| text(at) == "(")?;
    let words = open + 1..close;
    if words.is_empty() || open == sentence.start {
        return None;
    }
    let at = ground.syntax.top(&words);
    let verb = words.clone().any(|at| matches!(ground.syntax.words[at].upos, Upos::Verb | Upos::Aux | Upos::Num));
    // "The Front for Renewal (FPR)" is a name once more, "Goma (Congo)" says where.
    let named = open.checked_sub(1).is_some_and(|before| ground.actors.at(before).is_some());
    let says = |entity: usize| {
        let actor = &ground.actors.entities[entity];
        // "Ten fighters were killed (Hezbollah)": a group in brackets may as well say whose they were.
        let body = matches!(actor.kind, ActorKind::Organisation | ActorKind::Media | ActorKind::StateForce);
        // « (Autorités) », "(officials)": a state by those who speak for it.
        body || (actor.kind == ActorKind::State && actor.known.is_none())
    };
    let unnamed = speech.is_unnamed(&lemma(ground, at), true);
    let speaks = unnamed || ground.actor_at(at).is_some_and(says);
    if verb || named || !speaks || ground.place_at[at].is_some() {
        return None;
    }
    let who = speakers::who(ground, speech, at)?;
    let stretch = sentence.start..open;
    Some(Saying {
        cue: open..close + 1,
        at,
        speaker: Some(at),
        who: Some(who),
        within: Some(stretch.clone()),
        stretch: Some(stretch),
        settled: true,
        ..Saying::default()
    })
}
