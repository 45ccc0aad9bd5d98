//! Trees that are put right.

use super::*;

fn word(lemma: &str, upos: Upos, head: Option<usize>, relation: &str) -> Word {
    Word { lemma: lemma.into(), upos, head, relation: relation.into(), ..Word::default() }
}

fn with(word: Word, features: Features) -> Word {
    Word { features, ..word }
}

fn link(syntax: &Syntax, at: usize) -> (Option<usize>, &str) {
    (syntax.words[at].head, syntax.words[at].relation.as_str())
}

const FINITE_PAST: Features = Features(Features::FINITE.0 | Features::PAST.0);

#[test]
fn the_first_of_two_finite_verbs_that_nothing_joins_qualifies_its_subject() {
    // shells fired from hills hit camp
    let words = vec![
        word("shell", Upos::Noun, Some(1), "nsubj"),
        with(word("fire", Upos::Verb, None, "root"), FINITE_PAST),
        word("from", Upos::Adp, Some(3), "case"),
        word("hill", Upos::Noun, Some(1), "obl"),
        with(word("hit", Upos::Verb, Some(1), "advcl"), FINITE_PAST),
        word("camp", Upos::Noun, Some(4), "obj"),
    ];
    let mended = mend(Syntax::new(words.clone()), &[]);
    assert_eq!((link(&mended, 0), link(&mended, 1)), ((Some(4), "nsubj"), (Some(0), "acl")));
    assert_eq!((link(&mended, 3), link(&mended, 4)), ((Some(1), "obl"), (None, "root")));
    // With a comma between them they are two things that happened.
    let mut apart = words;
    apart[2] = word(",", Upos::Punct, Some(4), "punct");
    assert_eq!(link(&mend(Syntax::new(apart), &[]), 4), (Some(1), "advcl"));
}

#[test]
fn a_finite_verb_takes_the_noun_that_it_hangs_on_for_its_subject() {
    let words = vec![
        word("armée", Upos::Noun, None, "root"),
        with(word("assiéger", Upos::Verb, Some(0), "amod"), Features::FINITE),
        word("ville", Upos::Noun, Some(0), "obj"),
    ];
    let mended = mend(Syntax::new(words), &[]);
    let links: Vec<_> = (0..3).map(|at| link(&mended, at)).collect();
    assert_eq!(links, [(Some(1), "nsubj"), (None, "root"), (Some(1), "obj")]);
}

#[test]
fn a_verb_with_an_object_and_no_auxiliary_is_no_passive() {
    let gunmen = |helped: bool| {
        let helper = if helped { "aux:pass" } else { "advmod" };
        let words = vec![
            word("gunman", Upos::Noun, Some(2), "nsubj:pass"),
            word("be", Upos::Aux, Some(2), helper),
            with(word("shoot", Upos::Verb, None, "root"), Features::PARTICIPLE),
            word("mayor", Upos::Noun, Some(2), "obj"),
        ];
        mend(Syntax::new(words), &[]).words[0].relation.to_string()
    };
    assert_eq!((gunmen(false).as_str(), gunmen(true).as_str()), ("nsubj", "nsubj:pass"));
}

#[test]
fn a_participle_that_does_not_agree_with_the_noun_before_it_goes_on_from_the_verb() {
    let single = Features::PARTICIPLE.with(Features::MASCULINE).with(Features::SINGULAR);
    let goes_on = |noun: Features| {
        let words = vec![
            word("avoir", Upos::Aux, Some(1), "aux:tense"),
            with(word("tuer", Upos::Verb, None, "root"), single),
            with(word("paysan", Upos::Noun, Some(1), "obj"), noun),
            word(",", Upos::Punct, Some(4), "punct"),
            with(word("piller", Upos::Verb, Some(2), "acl"), single),
        ];
        mend(Syntax::new(words), &[]).words[4].relation.to_string()
    };
    let (many, one) = (Features::MASCULINE.with(Features::PLURAL), Features::MASCULINE.with(Features::SINGULAR));
    assert_eq!((goes_on(many).as_str(), goes_on(one).as_str()), ("conj", "acl"));
}

#[test]
fn a_pronoun_between_commas_takes_the_subject_up() {
    let words = vec![
        word("armée", Upos::Noun, Some(4), "nsubj"),
        word(",", Upos::Punct, Some(2), "punct"),
        word("elle", Upos::Pron, Some(4), "nsubj"),
        word(",", Upos::Punct, Some(2), "punct"),
        word("nier", Upos::Verb, None, "root"),
    ];
    assert_eq!(link(&mend(Syntax::new(words), &[]), 2), (Some(4), "dislocated"));
}

#[test]
fn a_phrase_between_commas_parts_a_verb_from_its_object() {
    // raids destroyed , according , four tanks
    let words = vec![
        word("raid", Upos::Noun, None, "root"),
        with(word("destroy", Upos::Verb, Some(0), "acl:relcl"), FINITE_PAST),
        word(",", Upos::Punct, Some(4), "punct"),
        word("selon", Upos::Adp, Some(4), "case"),
        word("army", Upos::Noun, Some(1), "obl"),
        word(",", Upos::Punct, Some(7), "punct"),
        word("four", Upos::Num, Some(7), "nummod"),
        word("tank", Upos::Noun, Some(0), "conj"),
    ];
    assert_eq!(link(&mend(Syntax::new(words.clone()), &[]), 7), (Some(1), "obj"));
    // With an object of its own the verb needs no other.
    let mut full = words;
    full[4] = word("army", Upos::Noun, Some(1), "obj");
    assert_eq!(link(&mend(Syntax::new(full), &[]), 7), (Some(0), "conj"));
}
