//! Verbs of saying, who they are of, and what they make of what is said.

use crate::attribution::content::{Content, content};
use crate::attribution::lexicon::{Cue, Kind};
use crate::attribution::saying::Saying;
use crate::attribution::{Speech, Who, edge, lemma, speakers};
use crate::claim::Ground;
use crate::record::Factuality;
use crate::syntax::{Features, Upos};

/// The verb of saying at a token.
pub(crate) fn speaks<'a>(ground: &Ground, speech: &'a Speech, at: usize) -> Option<Cue<'a>> {
    matches!(ground.syntax.words[at].upos, Upos::Verb | Upos::Aux)
        .then(|| speech.verb(ground.reading, ground.syntax, at))?
}

/// The sayings that verbs make.
pub(crate) fn find(ground: &Ground, speech: &Speech) -> Vec<Saying> {
    (0..ground.reading.tokens.len()).filter_map(|at| of_verb(ground, speech, at)).collect()
}

fn of_verb(ground: &Ground, speech: &Speech, at: usize) -> Option<Saying> {
    let cue = speaks(ground, speech, at)?;
    let content = content(ground, speech, &cue, at);
    let speaker = speakers::of_verb(ground, &cue, at, &content);
    // "I think": whoever is quoted speaks, and nobody else.
    if speaker.is_some_and(|speaker| is_first_or_second(ground, speaker)) {
        return None;
    }
    // "Military bloggers reported": of whom nothing is known but that they say so.
    let somebody = |speaker: usize| {
        let document = speech.noun(&lemma(ground, speaker)).is_some();
        let tells = cue.verb.kind == Kind::Say && cue.verb.content.is_none() && !document;
        (tells && says(ground, at) && speakers::is_somebody(ground, speaker)).then_some(Who::Unnamed)
    };
    let mut who = speaker.and_then(|speaker| speakers::who(ground, speech, speaker).or_else(|| somebody(speaker)));
    // "Did not confirm that": nobody says it.
    let denied = is_denied(ground, at);
    let content_of = cue.verb.content.filter(|content| !(denied && *content == Factuality::Negated));
    if (denied && cue.verb.content.is_none()) || speaker.is_some_and(|speaker| is_nobody(ground, speech, speaker)) {
        who = None;
    }
    // What is put into a sentence reaches no further than a semicolon, what is promised no further than a colon.
    let within = match (&content, cue.verb.kind) {
        (Content::Around(_), _) => Some(edge::half(ground, at)),
        (_, Kind::Vow | Kind::Want) => Some(edge::until_colon(ground, at)),
        _ => None,
    };
    let (roots, stretch, settled) = match content {
        Content::Below(roots) => (roots, None, true),
        Content::Around(root) => (vec![root], None, false),
        Content::Before(words) => (Vec::new(), Some(words), false),
        // "She stressed her support": what has an object of its own says no quotation elsewhere.
        Content::Nothing => (Vec::new(), None, has_object(ground, speech, at)),
    };
    Some(Saying {
        cue: at..at + 1,
        at,
        speaker,
        who,
        content: content_of,
        roots,
        stretch,
        settled,
        within,
        ..Saying::default()
    })
}

/// "No group claimed": whom a word says to be nobody.
fn is_nobody(ground: &Ground, speech: &Speech, at: usize) -> bool {
    let negates = |at: usize| speech.is_nobody(&ground.reading.tokens[at].lower);
    negates(at) || ground.syntax.children_by(at, "det").any(negates)
}

/// Whether a verb of saying has a clause or is put in beside one, so that somebody must be saying it.
fn says(ground: &Ground, at: usize) -> bool {
    ground.syntax.words[at].is("parataxis") || ground.syntax.children_by(at, "ccomp").next().is_some()
}

fn is_first_or_second(ground: &Ground, at: usize) -> bool {
    let word = &ground.syntax.words[at];
    let person = word.features.has(Features::FIRST) || word.features.has(Features::SECOND);
    word.upos == Upos::Pron && person
}

/// Whether a thing, not somebody who is spoken to, is the object of a verb.
fn has_object(ground: &Ground, speech: &Speech, at: usize) -> bool {
    let thing = |child: usize| {
        let pronoun = ground.syntax.words[child].upos == Upos::Pron;
        let somebody = ground.actor_at(child).is_some() || speech.is_unnamed(&lemma(ground, child), true);
        child > at && !pronoun && !somebody
    };
    ground.syntax.children_by(at, "obj").any(thing)
}

/// Whether a verb or one of its auxiliaries is finite.
pub(crate) fn is_finite(ground: &Ground, at: usize) -> bool {
    let syntax = ground.syntax;
    let helpers = syntax.children(at).filter(|&child| syntax.words[child].is("aux") || syntax.words[child].is("cop"));
    std::iter::once(at).chain(helpers).any(|token| syntax.words[token].features.has(Features::FINITE))
}

fn is_denied(ground: &Ground, at: usize) -> bool {
    let syntax = ground.syntax;
    syntax.children_by(at, "advmod").any(|child| syntax.words[child].features.has(Features::NEGATIVE))
}
