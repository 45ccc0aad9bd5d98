//! Trees put right where what a sentence shows is surer than what the network saw.

use super::regroup::Unit;
use super::word::{Features, Syntax, Upos, Word};

/// How far, in tokens, a subject stands from its verb at most.
const REACH: usize = 60;

/// Mends trees in which a word has what it cannot have. Dates are put anywhere, so that units are left as they are.
pub fn mend(syntax: Syntax, units: &[Unit]) -> Syntax {
    let mut words = syntax.words;
    let mut inside = vec![false; words.len()];
    for Unit::Count(tokens, _) | Unit::Time(tokens) in units {
        inside[tokens.clone()].fill(true);
    }
    for at in 0..words.len() {
        let noun = |at: usize| matches!(words[at].upos, Upos::Noun | Upos::Propn) && !inside[at];
        if words[at].relation != "nsubj" || !noun(at) {
            continue;
        }
        if let Some(described) = described(&words, at).filter(|&described| noun(described)) {
            hang(&mut words, at, described, "appos");
        } else if let Some(first) = first_subject(&words, at).filter(|&first| noun(first)) {
            hang(&mut words, at, first, "appos");
        } else if let Some(verb) = verb_passed(&words, at) {
            hang(&mut words, at, verb, "nsubj");
        }
    }
    return_subjects(&mut words);
    join_subjects(&mut words);
    free_infinitives(&mut words);
    relate_clauses(&mut words);
    Syntax::new(words)
}

fn hang(words: &mut [Word], at: usize, head: usize, relation: &str) {
    words[at].head = Some(head);
    words[at].relation = relation.into();
}

/// Whether a word is a subject of a verb.
fn is_subject(words: &[Word], at: usize, verb: usize) -> bool {
    words[at].is("nsubj") && words[at].head == Some(verb)
}

/// The verb behind a word that hangs on it.
fn verb_after(words: &[Word], at: usize) -> Option<usize> {
    words[at].head.filter(|&verb| at < verb && verb - at <= REACH)
}

/// The first subject of a verb that stands before a word.
fn subject_before(words: &[Word], at: usize, verb: usize) -> Option<usize> {
    (at.saturating_sub(REACH)..at).find(|&other| is_subject(words, other, verb))
}

/// What a subject behind its verb describes, when it is the second of it and a comma parts it from what stands before it: "retook the base
/// from Marshal Haftar, the strongman of the east".
fn described(words: &[Word], at: usize) -> Option<usize> {
    let verb = words[at].head.filter(|&verb| verb < at && at - verb <= REACH)?;
    subject_before(words, verb, verb)?;
    let start =
        (at.saturating_sub(REACH)..at).find(|&other| words[other].head == Some(at) && !words[other].is("punct"));
    let comma = start.unwrap_or(at).checked_sub(1).filter(|&comma| comma != verb + 1 && words[comma].lemma == ",")?;
    dependent(words, comma.checked_sub(1)?, verb)
}

/// The subject that another before the verb describes, when commas part it from both: "The marshal, the strongman of the east, launched".
fn first_subject(words: &[Word], at: usize) -> Option<usize> {
    let verb = verb_after(words, at)?;
    let first = subject_before(words, at, verb)?;
    let start = (first + 1..at).find(|&other| words[other].head == Some(at) && !words[other].is("punct")).unwrap_or(at);
    let comma = |at: usize| words[at].lemma == ",";
    let joined = words[at].upos == Upos::Propn && words[first].upos == Upos::Propn;
    let closed = (at + 1..verb).any(comma);
    (start > first + 1 && comma(start - 1) && closed && !joined).then_some(first)
}

/// The dependent of a verb that a word belongs to.
fn dependent(words: &[Word], from: usize, verb: usize) -> Option<usize> {
    let path = std::iter::successors(Some(from), |&at| words[at].head);
    path.take(REACH).find(|&at| words[at].head == Some(verb)).filter(|&at| !words[at].is("punct"))
}

/// The verb that stands between a subject and the clause below that took the subject from it: "the bishop said insurgents burned homes".
fn verb_passed(words: &[Word], at: usize) -> Option<usize> {
    let below = words[at].head?;
    let verb = words[below].head.filter(|&verb| at < verb && verb < below && below - at <= REACH)?;
    let clause = words[below].is("ccomp") && words[verb].upos == Upos::Verb;
    let subject_of = |head: usize| (at + 1..below).any(|other| is_subject(words, other, head));
    (clause && subject_of(below) && !subject_of(verb)).then_some(verb)
}

/// "Arnor signed a protocol with Dagolath, officials said": the subject before a clause that has none is the clause's, where the verb behind
/// the clause has a nearer one of its own.
fn return_subjects(words: &mut [Word]) {
    for at in 0..words.len() {
        let Some(verb) = verb_after(words, at).filter(|_| words[at].is("nsubj")) else { continue };
        let subject_of = |head: usize| (at + 1..head).any(|other| is_subject(words, other, head));
        let below = |&other: &usize| words[other].is("ccomp") && words[other].head == Some(verb);
        let clause = (at + 1..verb).find(below).filter(|&clause| !subject_of(clause) && subject_of(verb));
        if let Some(clause) = clause {
            let passive =
                (at + 1..clause).any(|aux| words[aux].relation == "aux:pass" && words[aux].head == Some(clause));
            hang(words, at, clause, if passive { "nsubj:pass" } else { "nsubj" });
        }
    }
}

/// "The leader and seven others were killed": of two subjects before a verb, one with a conjunction before it is coordinated with the first.
fn join_subjects(words: &mut [Word]) {
    for at in 0..words.len() {
        let Some(verb) = verb_after(words, at).filter(|_| words[at].is("nsubj")) else { continue };
        let joined = (at.saturating_sub(REACH)..at).any(|other| words[other].is("cc") && words[other].head == Some(at));
        if let Some(first) = subject_before(words, at, verb).filter(|_| joined) {
            hang(words, at, first, "conj");
        }
    }
}

/// "Proposed talks, which Bamako rejected": parsers take the relative pronoun for a conjunction where the two look alike. A participle that
/// agrees with the noun before the comma, and not with its own subject, has that noun for its object.
fn relate_clauses(words: &mut [Word]) {
    for mark in 2..words.len() {
        let Some(verb) = words[mark].head.filter(|&verb| words[mark].relation == "mark" && mark < verb) else {
            continue;
        };
        let noun = mark - 2;
        let after = words[mark - 1].lemma == "," && words[noun].upos == Upos::Noun;
        let clause = words[verb].is("advcl") && words[verb].head.is_some_and(|head| head < mark);
        if !after || !clause || !agrees(words, verb, noun) {
            continue;
        }
        let child =
            |relation: &str| (mark..words.len()).find(|&at| words[at].head == Some(verb) && words[at].is(relation));
        let differs = child("nsubj").is_some_and(|subject| !agrees(words, verb, subject));
        if differs && child("obj").is_none() {
            hang(words, verb, noun, "acl:relcl");
            hang(words, mark, verb, "obj");
            words[mark].upos = Upos::Pron;
            words[mark].features = words[mark].features.with(Features::RELATIVE);
        }
    }
}

/// Whether a participle shows the gender or number of a noun by an ending that it has for nothing else.
fn agrees(words: &[Word], verb: usize, noun: usize) -> bool {
    let shown = [Features::FEMININE, Features::PLURAL].into_iter().filter(|&form| words[verb].features.has(form));
    let both = |form: Features| words[noun].features.has(form) == words[verb].features.has(form);
    words[verb].features.has(Features::PARTICIPLE)
        && shown.count() > 0
        && both(Features::FEMININE)
        && both(Features::PLURAL)
}

/// "Wounded a client before fleeing": an infinitive after two words that mark it is an adverbial clause, whose subject is that of the verb.
fn free_infinitives(words: &mut [Word]) {
    let mut marks = vec![0_u8; words.len()];
    for word in words.iter().filter(|word| word.is("mark")) {
        if let Some(head) = word.head {
            marks[head] = marks[head].saturating_add(1);
        }
    }
    let marked = words.iter_mut().zip(marks).filter(|(word, marks)| *marks > 1 && word.relation == "xcomp");
    marked.for_each(|(word, _)| word.relation = "advcl".into());
}
