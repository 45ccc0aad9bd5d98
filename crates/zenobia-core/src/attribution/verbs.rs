//! Verbs of saying, and what they say: the clause or event noun below them, the clause that they are put into, or the words before the
//! comma that parts them from it.

use std::ops::Range;

use crate::attribution::lexicon::{Kind, SpeechVerb};
use crate::attribution::saying::Saying;
use crate::attribution::{Speech, lemma, speakers};
use crate::claim::Ground;
use crate::record::Factuality;
use crate::syntax::{Features, Upos};

/// The verb of saying at a token.
pub(crate) fn speaks<'a>(ground: &Ground, speech: &'a Speech, at: usize) -> Option<&'a SpeechVerb> {
    matches!(ground.syntax.words[at].upos, Upos::Verb | Upos::Aux)
        .then(|| speech.verb(ground.reading, ground.syntax, at))?
}

/// The sayings that verbs make.
pub(crate) fn find(ground: &Ground, speech: &Speech) -> Vec<Saying> {
    (0..ground.reading.tokens.len()).filter_map(|at| of_verb(ground, speech, at)).collect()
}

fn of_verb(ground: &Ground, speech: &Speech, at: usize) -> Option<Saying> {
    let verb = speaks(ground, speech, at)?;
    let content = content(ground, speech, verb, at);
    let speaker = speakers::of_verb(ground, at, &content);
    // "I think": whoever is quoted speaks, and nobody else.
    if speaker.is_some_and(|speaker| is_first_or_second(ground, speaker)) {
        return None;
    }
    let mut who = speaker.and_then(|speaker| speakers::who(ground, speech, speaker));
    // "Did not confirm that": nobody says it.
    let denied = is_denied(ground, at);
    let content_of = verb.content.filter(|content| !(denied && *content == Factuality::Negated));
    if denied && verb.content.is_none() {
        who = None;
    }
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
        ..Saying::default()
    })
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

/// What a verb says.
pub(crate) enum Content {
    /// Clauses and nouns below it.
    Below(Vec<usize>),
    /// The clause that it is put into.
    Around(usize),
    /// The words before it.
    Before(Range<usize>),
    /// Nothing that the tree shows; perhaps a quotation.
    Nothing,
}

fn content(ground: &Ground, speech: &Speech, verb: &SpeechVerb, at: usize) -> Content {
    let below = |said: &dyn Fn(&usize) -> bool| ground.syntax.children(at).filter(said).collect::<Vec<usize>>();
    let clauses = below(&|&child| is_clause(ground, verb, at, child));
    if !clauses.is_empty() {
        return Content::Below(clauses);
    }
    if let Some(root) = put_into(ground, speech, at) {
        return Content::Around(root);
    }
    let nouns = below(&|&child| is_noun(ground, speech, verb, child));
    if !nouns.is_empty() {
        return Content::Below(nouns);
    }
    closing(ground, at).map_or(Content::Nothing, Content::Before)
}

/// Whether a verb says a clause below it.
fn is_clause(ground: &Ground, verb: &SpeechVerb, at: usize, child: usize) -> bool {
    let word = &ground.syntax.words[child];
    let beside = word.is("parataxis") && is_finite(ground, child);
    let colon = |mut range: Range<usize>| range.any(|token| ground.reading.tokens[token].text == ":");
    match verb.kind {
        // "Douze morts, a-t-il dit", "elle précise : …": what stands before a verb or after a colon hangs on it in its own way.
        Kind::Say => word.is("ccomp") || word.is("xcomp") || (beside && (child < at || colon(at..child))),
        Kind::Accuse => word.is("ccomp") || word.is("xcomp") || (word.is("advcl") && !is_finite(ground, child)),
        Kind::Call => word.is("xcomp"),
        Kind::Vow => word.is("ccomp") || word.is("xcomp"),
        Kind::Utter | Kind::Want => word.is("ccomp"),
    }
}

/// Whether a verb tells of a noun below it: "announced the death of", "fait état de douze morts".
fn is_noun(ground: &Ground, speech: &Speech, verb: &SpeechVerb, child: usize) -> bool {
    let word = &ground.syntax.words[child];
    let verbal = matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Pron);
    let told_to = ground.actor_at(child).is_some() || speech.is_unnamed(&lemma(ground, child), true);
    let object = (word.is("obj") || word.relation == "nsubj:pass") && !verbal && !told_to;
    match verb.kind {
        Kind::Say => object || (verb.phrase.0.len() > 1 && beside(ground, child)),
        Kind::Accuse => word.is("obl") && beside(ground, child),
        Kind::Call => object || (word.is("obl") && beside(ground, child)),
        Kind::Utter | Kind::Vow | Kind::Want => false,
    }
}

/// Whether an adjunct can be what is told of: "fait état de douze morts", not where and when it is told.
fn beside(ground: &Ground, at: usize) -> bool {
    let word = &ground.syntax.words[at];
    let adjunct = ground.time_at[at].is_some() || ground.place_at[at].is_some() || ground.actor_at(at).is_some();
    (word.is("obl") || word.is("nmod")) && word.relation != "obl:agent" && word.upos != Upos::Pron && !adjunct
}

/// Whether a verb is put into what it says: ", a indiqué le ministre", ", officials said", "as the mayor said".
fn is_put_in(ground: &Ground, speech: &Speech, at: usize) -> bool {
    let syntax = ground.syntax;
    let word = &syntax.words[at];
    let conjunction = || syntax.children(at).any(|child| child < at && speech.is_conjunction(&lemma(ground, child)));
    (word.is("parataxis") || word.is("discourse") || (word.is("advcl") && conjunction())) && is_finite(ground, at)
}

/// The head of the clause that a verb is put into.
pub(crate) fn put_into(ground: &Ground, speech: &Speech, at: usize) -> Option<usize> {
    let syntax = ground.syntax;
    let head = syntax.words[at].head.filter(|_| is_put_in(ground, speech, at))?;
    Some(if parted(ground, at) { top(ground, head, at) } else { head })
}

/// Whether a comma or dash parts the words of a verb from what comes before them.
fn parted(ground: &Ground, at: usize) -> bool {
    let first = ground.syntax.subtree(at).start.min(at);
    let mark = |at: usize| matches!(ground.reading.tokens[at].text.as_str(), "," | "»" | "\"" | "-" | "–" | "—");
    mark(first) || first.checked_sub(1).is_some_and(mark)
}

/// Relations of clauses and phrases that an attribution at the edge of their sentence reaches beyond.
const LIFTING: [&str; 10] = ["conj", "advcl", "acl", "xcomp", "obl", "obj", "nmod", "appos", "nsubj", "amod"];

/// An attribution at the edge of a sentence is of all that the sentence says, up to the verb of saying above it.
pub(crate) fn top(ground: &Ground, clause: usize, cue: usize) -> usize {
    let syntax = ground.syntax;
    let mut at = clause;
    if !at_edge(ground, cue) {
        return at;
    }
    while let Some(head) = syntax.words[at].head.filter(|_| LIFTING.iter().any(|base| syntax.words[at].is(base))) {
        at = head;
    }
    at
}

/// Whether nothing but the words of the cue stands between it and an edge of its sentence or half sentence.
fn at_edge(ground: &Ground, cue: usize) -> bool {
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(cue)].tokens;
    let words = ground.syntax.subtree(cue);
    let word = |at: usize| ground.reading.tokens[at].text.starts_with(char::is_alphanumeric);
    let stop = |at: &usize| ground.reading.tokens[*at].text != ";";
    let before = (sentence.start..words.start).rev().take_while(stop).any(word);
    let after = (words.end..sentence.end).take_while(stop).any(word);
    !before || !after
}

/// The words before a verb of saying that closes its sentence: after a comma, with its speaker beside it and nothing said after it.
fn closing(ground: &Ground, at: usize) -> Option<Range<usize>> {
    const FAR: usize = 14;
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(at)].tokens;
    let word = &ground.syntax.words[at];
    let inside = ground.reading.quotations.iter().any(|quotation| quotation.tokens.contains(&at));
    if inside || !is_finite(ground, at) || word.is("acl") {
        return None;
    }
    let comma = (sentence.start..at).rev().take(FAR).find(|&before| ground.reading.tokens[before].text == ",")?;
    let verb_between = (comma..at).any(|between| ground.syntax.words[between].upos == Upos::Verb);
    (sentence.end - at <= FAR && !verb_between).then_some(sentence.start..comma)
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
