//! The tense of the clause that a time stands in.

use rustc_hash::FxHashMap;

use super::context::Tense;
use crate::rule::{Found, Lexicon, Pieces};
use crate::syntax::{Features, Syntax, Upos};
use crate::text::Reading;

/// No cue is looked for so many tokens away.
const FAR: usize = 300;
/// How many times more a token behind a time counts than one before it.
const BEHIND: usize = 5;

/// What each token says of tense, kept since many times may look at it.
#[derive(Debug, Default)]
pub(crate) struct Cues(FxHashMap<usize, Tense>);

/// The tense around a match: of the verb that governs it, or else of the nearest cue in its sentence; and whether it depends on
/// that verb itself.
///
/// The lexicon may name words of class `future-word` ("will"), `past-word`, and endings of class `future-ending`, which count
/// only where there is no syntax.
pub(crate) fn tense(
    reading: &Reading,
    syntax: &Syntax,
    pieces: &Pieces<'_>,
    found: &Found<'_>,
    lexicon: &Lexicon,
    cues: &mut Cues,
) -> (Tense, bool) {
    let at = pieces.all[found.pieces.start].token;
    let end = pieces.all[found.pieces.end - 1].token;
    let Some(sentence) = reading.sentences.get(reading.sentence_of(at)) else { return (Tense::Unknown, false) };
    let governed = governing(syntax, pieces, lexicon, at, end);
    if governed.0 != Tense::Unknown {
        return governed;
    }
    let mut cue_in = |token: usize| {
        let tense = cues.0.entry(token).or_insert_with(|| {
            let cues = pieces.range(token..token + 1).map(|index| cue(syntax, pieces, lexicon, index));
            cues.into_iter().find(|cue| *cue != Tense::Unknown).unwrap_or_default()
        });
        Some(*tense).filter(|tense| *tense != Tense::Unknown)
    };
    // Cues behind a time weigh less: their distance counts several times.
    let before = (sentence.tokens.start.max(at.saturating_sub(FAR))..at).rev();
    let (distance, tense) =
        before.filter_map(|token| Some((at - token, cue_in(token)?))).next().unwrap_or((FAR * BEHIND, Tense::Unknown));
    let reach = (end + 1).saturating_add(distance.saturating_sub(1) / BEHIND);
    let after = (end + 1..sentence.tokens.end.min(reach)).find_map(cue_in);
    (after.unwrap_or(tense), false)
}

fn cue(syntax: &Syntax, pieces: &Pieces<'_>, lexicon: &Lexicon, index: usize) -> Tense {
    if lexicon.longest("future-word", &pieces.all, index).is_some() {
        return Tense::Future;
    }
    if lexicon.longest("past-word", &pieces.all, index).is_some() {
        return Tense::Past;
    }
    let token = pieces.all[index].token;
    match syntax.words.get(token) {
        Some(_) => of_word(syntax, token),
        None if lexicon.ends("future-ending", pieces.all[index].lower) => Tense::Future,
        None if lexicon.ends("past-ending", pieces.all[index].lower) => Tense::Past,
        None => Tense::Unknown,
    }
}

fn of_word(syntax: &Syntax, token: usize) -> Tense {
    let word = &syntax.words[token];
    let verb = matches!(word.upos, Upos::Verb | Upos::Aux);
    match word.features {
        _ if !verb => Tense::Unknown,
        features if features.has(Features::FUTURE) => Tense::Future,
        features if features.has(Features::PAST) || features.has(Features::IMPERFECT) => Tense::Past,
        features if features.has(Features::FINITE.with(Features::PRESENT)) => Tense::Present,
        _ => Tense::Unknown,
    }
}

/// The tense of the nearest verb above a token, with its auxiliaries, and whether the words up to `end` depend on it directly.
fn governing(syntax: &Syntax, pieces: &Pieces<'_>, lexicon: &Lexicon, token: usize, end: usize) -> (Tense, bool) {
    if token >= syntax.words.len() {
        return (Tense::Unknown, false);
    }
    let verbs = |&at: &usize| matches!(syntax.words[at].upos, Upos::Verb | Upos::Aux);
    let copula = |at: usize| syntax.children_by(at, "cop").next().is_some();
    let found = syntax.ancestors(token).find(|at| verbs(at) || copula(*at));
    let Some(verb) = found else { return (Tense::Unknown, false) };
    let direct = syntax.ancestors(token).find(|at| !(token..=end).contains(at)) == Some(verb);
    let helpers = syntax.children_by(verb, "aux").chain(syntax.children_by(verb, "cop"));
    let (mut tenses, mut infinitive, mut finite): (Vec<Tense>, bool, bool) = (Vec::new(), false, false);
    for at in std::iter::once(verb).chain(helpers) {
        let piece = pieces.range(at..at + 1).start;
        let word = lexicon.longest("future-word", &pieces.all, piece).is_some();
        infinitive |= syntax.words[at].features.has(Features::INFINITIVE);
        finite |= syntax.words[at].features.has(Features::FINITE);
        tenses.push(if word { Tense::Future } else { of_word(syntax, at) });
    }
    let has = |tense| tenses.contains(&tense);
    let tense = match () {
        () if has(Tense::Future) => Tense::Future,
        // "avant d'être vendu", "to be sold": an infinitive has no tense of its own.
        () if infinitive && !finite => Tense::Unknown,
        () if has(Tense::Past) => Tense::Past,
        () if has(Tense::Present) => Tense::Present,
        () => Tense::Unknown,
    };
    (tense, direct)
}
