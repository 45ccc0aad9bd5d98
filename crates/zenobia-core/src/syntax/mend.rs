//! Trees put right where what a sentence shows is surer than what the network saw.

use std::ops::Range;

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
    raise_verbs(&mut words);
    govern_nouns(&mut words);
    reduce_relatives(&mut words);
    free_agents(&mut words);
    return_subjects(&mut words);
    join_subjects(&mut words);
    activate_subjects(&mut words);
    take_up_subjects(&mut words);
    count_sufferers(&mut words);
    act_upon(&mut words);
    join_participles(&mut words);
    free_infinitives(&mut words);
    adopt_objects(&mut words);
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

/// « L'armée assiège la ville », « a répliqué en attaquant »: a finite verb qualifies no noun, though it hangs on one: the noun is its subject;
/// and a present participle is no adjunct like a noun, but a clause.
fn raise_verbs(words: &mut [Word]) {
    for verb in 0..words.len() {
        if words[verb].upos != Upos::Verb {
            continue;
        }
        let finite = words[verb].features.has(Features::FINITE);
        let subject = words[verb].head.filter(|&noun| finite && words[verb].is("amod") && noun < verb);
        if let Some(noun) = subject {
            (words[verb].head, words[verb].relation) = (words[noun].head, words[noun].relation.clone());
            hang(words, noun, verb, "nsubj");
            let after = |word: &&mut Word| word.head == Some(noun);
            words[verb + 1..].iter_mut().take(REACH).filter(after).for_each(|word| word.head = Some(verb));
        } else if words[verb].is("obl") && is_present_participle(&words[verb]) {
            words[verb].relation = "advcl".into();
        }
    }
}

fn is_present_participle(word: &Word) -> bool {
    word.features.has(Features::PRESENT) && !word.features.has(Features::FINITE)
}

/// « Tués lors d'un exercice », « autour de la ville »: an adverb with a complement that a preposition ties to it is a preposition of many words,
/// and what it governs hangs on the verb.
fn govern_nouns(words: &mut [Word]) {
    for at in 0..words.len().saturating_sub(2) {
        let adverb = words[at].upos == Upos::Adv && words[at].is("advmod") && words[at + 1].is("case");
        let verb = words[at].head.filter(|&verb| adverb && words[verb].upos == Upos::Verb);
        let noun = words[at + 1].head.filter(|&noun| words[noun].is("obl") && words[noun].head == Some(at));
        if let Some((verb, noun)) = verb.zip(noun) {
            hang(words, noun, verb, "obl:mod");
            hang(words, at, noun, "case");
        }
    }
}

/// "Were killed in the attack, by gunmen, residents said": what stands behind a preposition, and before a comma, is no subject of a clause that
/// is put in behind it.
fn free_agents(words: &mut [Word]) {
    for at in 0..words.len() {
        let clause = verb_after(words, at).filter(|&verb| words[at].is("nsubj") && words[verb].is("parataxis"));
        let Some((clause, above)) = clause.and_then(|clause| Some((clause, words[clause].head?))) else { continue };
        let case = (at.saturating_sub(REACH)..at).any(|other| words[other].head == Some(at) && words[other].is("case"));
        if case && above < at && (at + 1..clause).any(|comma| words[comma].lemma == ",") {
            hang(words, at, above, "obl");
        }
    }
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
        let joined = has_child(words, at, at.saturating_sub(REACH)..at, &["cc"]);
        if let Some(first) = subject_before(words, at, verb).filter(|_| joined) {
            hang(words, at, first, "conj");
        }
    }
}

fn take_for_participle(word: &mut Word) {
    word.features = word.features.with(Features::PARTICIPLE).with(Features::PAST);
}

/// Whether a word has a dependent of some relations among some tokens.
fn has_child(words: &[Word], head: usize, within: Range<usize>, relations: &[&str]) -> bool {
    let fits = |word: &Word| word.head == Some(head) && relations.iter().any(|base| word.is(base));
    words.get(within).unwrap_or_default().iter().any(fits)
}

/// "Gunmen on a motorcycle shot dead a councilor": a verb without auxiliary that has an object is no passive.
fn activate_subjects(words: &mut [Word]) {
    for at in 0..words.len() {
        let Some(verb) = verb_after(words, at).filter(|_| words[at].relation == "nsubj:pass") else { continue };
        let after = verb + 1..words.len().min(verb + REACH);
        let helped = has_child(words, verb, at..verb, &["aux"]);
        if words[verb].upos != Upos::Verb || helped {
            continue;
        }
        // "Three men shot and killed a minister": so is none beside one that has an object.
        let beside = [verb, verb + 2].into_iter().take_while(|&other| {
            let joined = other < words.len() && words[other].is("conj") && words[other].head == Some(verb);
            other == verb || (joined && words[verb + 1].upos == Upos::Cconj && words[other].upos == Upos::Verb)
        });
        let beside: Vec<usize> = beside.collect();
        beside.iter().for_each(|&other| take_bare_object(words, other));
        if beside.iter().any(|&other| has_child(words, other, after.clone(), &["obj"])) {
            words[at].relation = "nsubj".into();
        }
    }
}

/// A noun with an article right behind a verb, and no preposition before it, is its object.
fn take_bare_object(words: &mut [Word], verb: usize) {
    let article = words.get(verb + 1).filter(|word| word.is("det")).and_then(|word| word.head);
    let noun = article.filter(|&noun| words[noun].is("obl") && words[noun].head == Some(verb));
    if let Some(noun) = noun.filter(|&noun| !has_child(words, noun, verb..noun, &["case"])) {
        words[noun].relation = "obj".into();
    }
}

/// "Nine were killed and 30 injured": a counted adjective beside a passive verb is one more, and the number is its subject.
fn count_sufferers(words: &mut [Word]) {
    for at in 2..words.len() {
        let Some(verb) = words[at].head.filter(|&verb| words[at].is("conj") && verb < at && at - verb <= REACH) else {
            continue;
        };
        let counted = words[at - 1].upos == Upos::Num && words[at - 1].head == Some(at);
        let passive = has_child(words, verb, verb.saturating_sub(REACH)..verb, &["aux"])
            && (verb.saturating_sub(REACH)..verb)
                .any(|other| words[other].relation == "nsubj:pass" && words[other].head == Some(verb));
        if words[at].upos == Upos::Adj && counted && passive {
            take_for_participle(&mut words[at]);
            hang(words, at - 1, at, "nsubj:pass");
        }
    }
}

/// « Une embuscade tendue par des rebelles », « le maire a été grièvement blessé »: what somebody does, or has the auxiliary of the passive, is a
/// participle, though it looks like an adjective.
fn act_upon(words: &mut [Word]) {
    for other in 0..words.len() {
        let Some(at) = words[other].head.filter(|&at| words[at].upos == Upos::Adj) else { continue };
        let done = words[other].relation == "obl:agent" && at < other && words[at].is("amod");
        if done || words[other].relation == "aux:pass" {
            take_for_participle(&mut words[at]);
        }
    }
}

/// "L'armée, elle, a démenti": a pronoun between commas only takes the subject up.
fn take_up_subjects(words: &mut [Word]) {
    for at in 1..words.len().saturating_sub(1) {
        let Some(verb) = verb_after(words, at).filter(|_| words[at].upos == Upos::Pron && words[at].is("nsubj")) else {
            continue;
        };
        let set_off = words[at - 1].lemma == "," && words[at + 1].lemma == ",";
        if set_off && subject_before(words, at, verb).is_some() {
            words[at].relation = "dislocated".into();
        }
    }
}

/// "Shells fired from the hills hit a camp": of two finite verbs with nothing that joins them, the first, right behind its subject, only
/// qualifies it.
fn reduce_relatives(words: &mut [Word]) {
    let finite = |word: &Word| word.upos == Upos::Verb && word.features.has(Features::FINITE);
    for verb in 2..words.len() {
        let loose = ["advcl", "conj", "parataxis"].contains(&words[verb].relation.as_str());
        let Some(first) = words[verb].head.filter(|&first| loose && first > 0 && first < verb && verb - first <= REACH)
        else {
            continue;
        };
        let subject = first - 1;
        let reduced = finite(&words[first])
            && words[first].features.has(Features::PAST)
            && finite(&words[verb])
            && is_subject(words, subject, first)
            && !has_child(words, first, first.saturating_sub(REACH)..first, &["aux", "cop"]);
        let joined = (first + 1..verb).any(|at| {
            let word = &words[at];
            let clausal = ["nsubj", "mark", "cc", "aux", "expl"].iter().any(|base| word.is(base));
            word.is("punct") || (clausal && word.head == Some(verb)) || word.upos == Upos::Cconj
        });
        let object = has_child(words, first, first + 1..verb, &["obj", "ccomp"]);
        if reduced && !joined && !object {
            let above = (words[first].head, words[first].relation.clone());
            (words[verb].head, words[verb].relation) = above;
            hang(words, subject, verb, "nsubj");
            hang(words, first, subject, "acl");
            words[first].features = words[first].features.without(Features::FINITE).with(Features::PARTICIPLE);
            let behind = verb + 1..words.len().min(verb + REACH);
            words[behind].iter_mut().filter(|word| word.head == Some(first)).for_each(|word| word.head = Some(verb));
        }
    }
}

/// « A tué des dizaines de paysans, pillé leurs maisons »: a participle behind a comma that shows another gender or number than the noun it
/// hangs on does not qualify it; it goes on from the verb above.
fn join_participles(words: &mut [Word]) {
    for at in 2..words.len() {
        let Some(noun) = words[at].head.filter(|&noun| words[at].relation == "acl" && noun < at) else { continue };
        let shown = words[at].features;
        let single = shown.has(Features::PARTICIPLE) && shown.has(Features::MASCULINE) && !shown.has(Features::PLURAL);
        let other = words[noun].features.has(Features::FEMININE) || words[noun].features.has(Features::PLURAL);
        if !single || !other || words[at - 1].lemma != "," {
            continue;
        }
        let path = std::iter::successors(words[noun].head, |&above| words[above].head).take(REACH);
        let mut verbs = path.filter(|&above| words[above].upos == Upos::Verb);
        let Some(verb) = verbs.next().filter(|&verb| verb < noun) else { continue };
        let helped = has_child(words, verb, verb.saturating_sub(REACH)..verb, &["aux"]);
        if helped && words[verb].features.has(Features::PARTICIPLE) {
            hang(words, at, verb, "conj");
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

/// "Raids that destroyed, according to the army, four tanks": a noun that is coordinated without a conjunction with what stands before a verb
/// is the object of that verb, which has none and is parted from it by a phrase between commas.
fn adopt_objects(words: &mut [Word]) {
    const LONG: usize = 14;
    for verb in 0..words.len().saturating_sub(2) {
        let active =
            words[verb].upos == Upos::Verb && words[verb + 1].lemma == "," && words[verb + 2].upos == Upos::Adp;
        if !active {
            continue;
        }
        let end = words.len().min(verb + LONG);
        let Some(comma) = (verb + 2..end).find(|&at| words[at].lemma == ",") else { continue };
        let phrase = words[verb + 2..comma].iter().all(|word| !matches!(word.upos, Upos::Verb | Upos::Aux));
        let small = |at: &usize| matches!(words[*at].upos, Upos::Det | Upos::Num | Upos::Adj);
        let noun = (comma + 1..end).find(|at| !small(at)).filter(|&at| words[at].upos == Upos::Noun && at > comma + 1);
        let Some(noun) = noun.filter(|_| phrase) else { continue };
        let joined = |at: usize| has_child(words, at, comma..at, &["cc"]);
        let astray = words[noun].is("conj") && words[noun].head.is_some_and(|head| head < verb) && !joined(noun);
        if !astray {
            continue;
        }
        let around = verb.saturating_sub(REACH)..words.len().min(verb + REACH);
        let full = has_child(words, verb, around.clone(), &["obj", "ccomp", "xcomp"]);
        let passive = around.into_iter().any(|at| words[at].head == Some(verb) && words[at].relation == "aux:pass");
        if !full && !passive {
            hang(words, noun, verb, "obj");
        }
    }
}

#[cfg(test)]
mod tests;
