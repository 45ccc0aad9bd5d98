//! Who says a statement, standing behind the verb that closes it.

use super::word::{Syntax, Upos, Word};

/// How far, in tokens, a verb of saying stands from the verb of what is said at most.
const REACH: usize = 80;

/// « L'armée a violé la trêve, a accusé lundi le Front »: a verb of saying right behind the comma that closes a statement, with nothing but a noun
/// behind it, goes on with nothing: the noun is its subject. `speaks` tells verbs of saying, `somebody` nouns for who can say something.
pub fn invert(mut syntax: Syntax, speaks: impl Fn(&Syntax, usize) -> bool, somebody: impl Fn(&Word) -> bool) -> Syntax {
    let words = &syntax.words;
    let likely = (0..words.len()).filter(|&verb| follows(words, verb) && speaks(&syntax, verb));
    let closed = |verb| closing_noun(&syntax, verb).filter(|&noun| somebody(&words[noun])).map(|noun| (verb, noun));
    let found: Vec<(usize, usize)> = likely.filter_map(closed).collect();
    for (verb, noun) in found {
        syntax.words[verb].relation = "parataxis".into();
        syntax.words[noun].relation = "nsubj".into();
    }
    syntax
}

/// Whether a verb is said to go on from, or to be put in beside, another before it.
fn follows(words: &[Word], verb: usize) -> bool {
    let beside = words[verb].is("conj") || words[verb].is("parataxis");
    words[verb].upos == Upos::Verb
        && beside
        && words[verb].head.is_some_and(|above| above < verb && verb - above <= REACH)
}

/// The noun that is all that stands behind a verb, itself right behind a comma, at the end of its clause.
fn closing_noun(syntax: &Syntax, verb: usize) -> Option<usize> {
    let words = &syntax.words;
    let above = words[verb].head?;
    let helper = |at: &usize| words[*at].head == Some(verb) && (words[*at].is("aux") || words[*at].is("expl"));
    let first = (above + 1..verb).rev().take_while(helper).last().unwrap_or(verb);
    let comma = first.checked_sub(1).filter(|&comma| words[comma].lemma == ",")?;
    let told = syntax.children_by(above, "nsubj").any(|at| at < comma && at + REACH >= above);
    // "Met the families, visited the camp, denounced the raid": of three that follow one another none is inverted.
    let lists = |at: usize| words[at].head == Some(above) && words[at].is("conj") && at != verb;
    let goes_on = syntax.children(above).any(|at| lists(at) || (at > verb && !words[at].is("punct")));
    let mut noun = None;
    for child in syntax.children(verb) {
        let word = &words[child];
        match word.relation.split(':').next().unwrap_or_default() {
            "obj" if child > verb && noun.is_none() => noun = Some(child),
            "aux" | "expl" | "punct" | "advmod" | "obl" => {}
            _ => return None,
        }
    }
    let named = |at: &usize| matches!(words[*at].upos, Upos::Noun | Upos::Propn);
    noun.filter(|at| named(at) && told && !goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(lemma: &str, upos: Upos, head: Option<usize>, relation: &str) -> Word {
        Word { lemma: lemma.into(), upos, head, relation: relation.into(), ..Word::default() }
    }

    /// army violated truce, has accused the front (of crimes).
    fn told(more: bool, somebody: bool) -> Vec<String> {
        let mut words = vec![
            word("armée", Upos::Noun, Some(1), "nsubj"),
            word("violer", Upos::Verb, None, "root"),
            word("trêve", Upos::Noun, Some(1), "obj"),
            word(",", Upos::Punct, Some(5), "punct"),
            word("avoir", Upos::Aux, Some(5), "aux:tense"),
            word("accuser", Upos::Verb, Some(1), "conj"),
            word("front", Upos::Noun, Some(5), "obj"),
        ];
        if more {
            words.push(word("tuer", Upos::Verb, Some(5), "xcomp"));
        }
        let syntax = invert(Syntax::new(words), |_, at| at == 5, |_| somebody);
        [5, 6].map(|at| syntax.words[at].relation.to_string()).to_vec()
    }

    #[test]
    fn who_says_it_stands_behind_the_verb_that_closes_the_statement() {
        assert_eq!(told(false, true), ["parataxis", "nsubj"]);
    }

    #[test]
    fn what_cannot_speak_stays_the_object() {
        assert_eq!(told(false, false), ["conj", "obj"]);
    }

    #[test]
    fn who_is_accused_of_something_does_not_say_it() {
        assert_eq!(told(true, true), ["conj", "obj"]);
    }
}
