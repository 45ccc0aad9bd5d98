//! What a verb of saying says: the clause or event noun below it, the clause that it is put into, or the words before the comma that parts
//! them from it.

use std::ops::Range;

use crate::attribution::lexicon::{Cue, Kind, SpeechVerb};
use crate::attribution::verbs::is_finite;
use crate::attribution::{Speech, edge, lemma};
use crate::claim::Ground;
use crate::record::ActorKind;
use crate::syntax::Upos;

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

/// What the verb of saying at a token says.
pub(crate) fn content(ground: &Ground, speech: &Speech, cue: &Cue, at: usize) -> Content {
    let (verb, outer) = (cue.verb, ground.syntax.top(&cue.words));
    let below = |said: &dyn Fn(&usize) -> bool| ground.syntax.children(at).filter(said).collect::<Vec<usize>>();
    let clauses = below(&|&child| is_clause(ground, verb, at, child));
    if !clauses.is_empty() {
        return Content::Below(clauses);
    }
    if let Some(root) = put_into(ground, speech, outer) {
        return Content::Around(root);
    }
    let mut nouns = below(&|&child| is_noun(ground, speech, verb, child) && child + 1 != cue.words.end);
    nouns.extend(below_phrase(ground, cue, at));
    let astray = astray(ground, verb, at);
    match nouns.is_empty() && astray.is_empty() {
        false => Content::Below(astray.into_iter().chain(nouns).collect()),
        true => edge::closing(ground, outer).map_or(Content::Nothing, Content::Before),
    }
}

/// "A fait état de douze morts": what is told of hangs on the noun that ends the phrase.
fn below_phrase(ground: &Ground, cue: &Cue, at: usize) -> Vec<usize> {
    let last = cue.words.end - 1;
    let told = |&child: &usize| ground.syntax.words[child].is("nmod") && child > last;
    let tells = last > at && matches!(cue.verb.kind, Kind::Say);
    if tells { ground.syntax.children(last).filter(told).collect() } else { Vec::new() }
}

/// Clauses that parsers hang on a noun between: "assure de son côté que …", "accuse la milice d'avoir …", "accuse the rebels of the raid".
fn astray(ground: &Ground, verb: &SpeechVerb, at: usize) -> Vec<usize> {
    let syntax = ground.syntax;
    let opened = |clause: usize| syntax.children_by(clause, "mark").any(|mark| syntax.words[mark].upos == Upos::Sconj);
    let accuses = verb.kind == Kind::Accuse;
    let said = |noun: usize, child: usize| {
        let word = &syntax.words[child];
        let clause = word.is("acl") && child > at && is_finite(ground, child) && opened(child);
        let deed = accuses && syntax.words[noun].is("obj");
        let done = word.is("acl") && !is_finite(ground, child) && syntax.children_by(child, "mark").next().is_some();
        clause || (deed && (done || (word.is("nmod") && beside(ground, child))))
    };
    let between = |&noun: &usize| {
        let word = &syntax.words[noun];
        (word.is("obl") || word.is("obj") || word.is("advmod")) && noun > at
    };
    if !matches!(verb.kind, Kind::Say | Kind::Utter | Kind::Accuse) {
        return Vec::new();
    }
    let below = |noun: usize| syntax.children(noun).filter(move |&child| said(noun, child)).collect::<Vec<_>>();
    syntax.children(at).filter(between).flat_map(below).collect()
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
    let object = (word.is("obj") || word.relation == "nsubj:pass") && !verbal && !is_told_to(ground, speech, child);
    match verb.kind {
        Kind::Say => object || (verb.phrase.0.len() > 1 && beside(ground, child)),
        // "Blamed the raid on the militia".
        Kind::Accuse => object || (word.is("obl") && beside(ground, child)),
        Kind::Call => object || (word.is("obl") && beside(ground, child)),
        Kind::Utter | Kind::Vow | Kind::Want => false,
    }
}

/// Whether an object is somebody who is spoken to, not what is told: of people who are counted something is told ("a recensé 34 civils tués").
fn is_told_to(ground: &Ground, speech: &Speech, at: usize) -> bool {
    let counted = ground.is_counted(at);
    let people = |entity: usize| ground.actors.entities[entity].kind == ActorKind::Population;
    let somebody = ground.actor_at(at).is_some_and(|entity| !people(entity));
    !counted && (somebody || speech.is_unnamed(&lemma(ground, at), true))
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
    Some(if edge::parted(ground, at) { edge::top(ground, head, at) } else { head })
}
