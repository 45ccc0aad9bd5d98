//! From tokens to words in a tree.

use std::ops::Range;

use compact_str::CompactString;

use crate::text::{Sentence, Token};

use super::lemma::{self, keys};
use super::lemmas::Lemmas;
use super::look::{Look, looks};
use super::model::Model;
use super::network::{Said, Workspace};
use super::tag::Tag;
use super::word::{Features, Syntax, Upos, Word};
use super::worked;
use crate::weights::hash::word;

/// The longest stretch that is parsed at once; longer sentences are cut, so that time stays linear.
const LONGEST: usize = 160;

/// The relation of the later stretches of a sentence that was cut to its first.
const LOOSE: &str = "parataxis";

/// Tags, lemmatizes and parses the sentences. Each gets one root; a token outside all sentences stays bare.
///
/// Stretches of a sentence that are not `wanted`, by their words with tags and lemmas, get no tree: all their words stay without head.
/// The same tokens and model give the same tree. No tokens make it fail.
pub fn parse(
    tokens: &[Token],
    sentences: &[Sentence],
    model: &Model,
    lemmas: &Lemmas,
    wanted: impl Fn(&[Token], &[Word]) -> bool,
) -> Syntax {
    let mut words = vec![Word::default(); tokens.len()];
    let mut work = Workspace::default();
    let (network, embeddings) = model.network();
    let part = |tag: u8| model.names.tags.get(usize::from(tag)).map_or(0, |tag| tag.upos as usize);
    for sentence in sentences {
        let range = sentence.tokens.start.min(tokens.len())..sentence.tokens.end.min(tokens.len());
        let looks = see(&tokens[range.clone()], model);
        let mut root = None;
        for stretch in stretches(&tokens[range.clone()]) {
            let looks = &looks[stretch.clone()];
            let stretch = range.start + stretch.start..range.start + stretch.end;
            let (tokens, words) = (&tokens[stretch.clone()], &mut words[stretch.clone()]);
            let settle = |at: usize, scores: &[i32]| model.best_tag(lemmas.settled(tokens, at)?, scores);
            let mut said = network.tag(looks, embeddings, settle, &mut work);
            name(&said, tokens, words, model);
            lemmas.correct(tokens, words);
            if wanted(tokens, words) {
                network.parse(&mut said, part, &mut work);
                attach(&said, words, stretch.start, &mut root, model);
                free_particles(words, stretch.start);
                make_verbs(tokens, words, stretch.start, model);
                // Some nouns are verbs now.
                lemmas.correct(tokens, words);
            }
        }
    }
    Syntax::new(words)
}

/// What the tokens of a sentence look like, with what the model knows of them.
pub fn see(tokens: &[Token], model: &Model) -> Vec<Look> {
    looks(tokens, |token| {
        let exact = model.known(word(&token.lower));
        exact.or_else(|| model.known(word(&token.folded))).unwrap_or_default()
    })
}

pub(super) fn lemmatize(token: &Token, tag: u8, upos: Upos, model: &Model) -> CompactString {
    let form = lemma::base(token, upos);
    // Words are looked up with their digits made alike, which no two numbers are.
    if form.contains(|letter: char| letter.is_ascii_digit()) {
        return form.into();
    }
    let by_rule = || lemma::by_rule(form, u64::from(tag), upos, &model.names.scripts, &model.rules());
    if upos == Upos::Propn {
        return by_rule();
    }
    let [exact, wide] = keys(&token.lower, u64::from(tag), upos);
    let stored = model.exception(exact).or_else(|| model.exception(wide));
    // A word that lost accents is found by its folded form; one that stands with them in the dictionary is not looked up there.
    let damaged = || token.lower == token.folded || model.known(word(&token.lower)).is_none();
    let folded = || model.exception(lemma::folded_key(&token.folded, upos)).filter(|_| damaged());
    stored.or_else(folded).map_or_else(by_rule, CompactString::from)
}

/// The stretches to parse: the whole sentence, or pieces that end, where they can, after a punctuation mark.
fn stretches(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    while tokens.len() - start > LONGEST {
        let window = &tokens[start..start + LONGEST];
        let is_mark = |token: &Token| !token.text.contains(char::is_alphanumeric);
        let mark = window.iter().rposition(is_mark).filter(|&at| at > LONGEST / 2);
        let end = start + mark.map_or(LONGEST, |at| at + 1);
        stretches.push(start..end);
        start = end;
    }
    if start < tokens.len() {
        stretches.push(start..tokens.len());
    }
    stretches
}

/// Writes tags and lemmas.
fn name(said: &[Said], tokens: &[Token], words: &mut [Word], model: &Model) {
    for ((said, token), word) in said.iter().zip(tokens).zip(words) {
        let Tag { upos, features } = model.names.tags.get(usize::from(said.tag)).copied().unwrap_or_default();
        let lemma = worked::lemma(model.number, &token.text, said.tag, || lemmatize(token, said.tag, upos, model));
        *word = Word { upos, features, lemma, ..Word::default() };
    }
}

/// Writes heads and relations; the top of a later stretch hangs on that of the first.
fn attach(said: &[Said], words: &mut [Word], offset: usize, root: &mut Option<usize>, model: &Model) {
    let names = &model.names.relations;
    let earlier = *root;
    for (at, (said, word)) in said.iter().zip(words).enumerate() {
        let relation = match (said.head, earlier) {
            (Some(_), _) => names.get(usize::from(said.relation)),
            (None, None) => names.first(),
            (None, Some(_)) => None,
        };
        word.head = said.head.map(|head| offset + usize::from(head)).or(earlier);
        word.relation = relation.cloned().unwrap_or_else(|| LOOSE.into());
        if said.head.is_none() {
            root.get_or_insert(offset + at);
        }
    }
}

/// A particle of a verb ("pushed back") governs nothing: what hangs on it is the verb's.
fn free_particles(words: &mut [Word], offset: usize) {
    for at in 0..words.len() {
        let particle = words[at].head.and_then(|head| words.get(head.checked_sub(offset)?));
        if let Some(particle) = particle.filter(|word| word.relation == "compound:prt") {
            words[at].head = particle.head;
        }
    }
}

/// What has a subject and an object of its own is a verb, whatever its tag: the tree sees more of the sentence than the tag does.
fn make_verbs(tokens: &[Token], words: &mut [Word], offset: usize, model: &Model) {
    let mut governs = vec![[false; 3]; words.len()];
    for word in words.iter() {
        let Some(head) = word.head.and_then(|head| governs.get_mut(head.checked_sub(offset)?)) else { continue };
        head[0] |= word.is("nsubj");
        head[1] |= word.relation == "obj";
        head[2] |= word.is("cop");
    }
    let finite = |(_, tag): &(usize, &Tag)| tag.upos == Upos::Verb && tag.features.has(Features::FINITE);
    let Some((number, tag)) = model.names.tags.iter().enumerate().find(finite) else { return };
    for ((word, token), governs) in words.iter_mut().zip(tokens).zip(governs) {
        if matches!(word.upos, Upos::Noun | Upos::Adj | Upos::Adp) && governs == [true, true, false] {
            *word = Word {
                upos: tag.upos,
                features: tag.features,
                lemma: lemmatize(token, number as u8, tag.upos, model),
                ..word.clone()
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::super::model::MARK;
    use super::super::network::table_length;
    use super::*;
    use crate::span::Span;
    use crate::weights::lay_out;

    /// A model without weights: two tags, two relations.
    fn blank() -> Model {
        let names: &[u8] = &[2, 7, 0, 0, 0, 0, 12, 0, 0, 0, 0, 2, 4, b'r', b'o', b'o', b't', 3, b'd', b'e', b'p', 0];
        let sizes: [u16; 7] = [2, 1, 2, 2, 2, 17, 2];
        let mut network: Vec<u8> = sizes.iter().flat_map(|size| size.to_le_bytes()).collect();
        network.resize(10_000, 0);
        let table = vec![0; 8];
        let embeddings = vec![0; table_length(2)];
        let bytes = lay_out(MARK, &[names, &table, &embeddings, &network, &table, &table]);
        Model::load(Cow::Owned(bytes)).expect("a sound model")
    }

    fn token(text: &str) -> Token {
        let lower = CompactString::from(text.to_lowercase());
        Token { text: text.into(), folded: lower.clone(), lower, span: Span::default(), spaced: true }
    }

    fn check(syntax: &Syntax, sentence: Range<usize>) {
        let roots = sentence.clone().filter(|&at| syntax.words[at].head.is_none()).count();
        assert_eq!(roots, usize::from(!sentence.is_empty()));
        for at in sentence.clone() {
            assert!(syntax.words[at].head.is_none_or(|head| sentence.contains(&head)));
            assert!(syntax.ancestors(at).count() < sentence.len(), "a cycle");
        }
    }

    proptest! {
        #[test]
        fn any_tokens_give_a_tree(texts in prop::collection::vec("\\PC{0,6}", 0..60), cut in 0_usize..60) {
            let tokens: Vec<Token> = texts.iter().map(|text| token(text)).collect();
            let cut = cut.min(tokens.len());
            let ranges = [0..cut, cut..tokens.len()];
            let sentences = ranges.clone().map(|tokens| Sentence { tokens, paragraph: 0, headline: false });
            let syntax = parse(&tokens, &sentences, &blank(), &Lemmas::default(), |_, _| true);
            prop_assert_eq!(syntax.words.len(), tokens.len());
            ranges.into_iter().for_each(|range| check(&syntax, range));
        }
    }

    #[test]
    fn what_hangs_on_a_particle_is_its_verbs() {
        let word = |head: Option<usize>, relation: &str| Word { head, relation: relation.into(), ..Word::default() };
        let mut words = [word(None, "root"), word(Some(5), "compound:prt"), word(Some(6), "obj")];
        free_particles(&mut words, 5);
        assert_eq!(words[2].head, Some(5));
    }

    #[test]
    fn a_sentence_of_five_thousand_tokens_is_one_tree() {
        let tokens = vec![token("mot"); 5000];
        let syntax = parse(
            &tokens,
            &[Sentence { tokens: 0..5000, paragraph: 0, headline: false }],
            &blank(),
            &Lemmas::default(),
            |_, _| true,
        );
        let roots = syntax.words.iter().filter(|word| word.head.is_none()).count();
        assert_eq!((roots, syntax.words.len()), (1, 5000));
    }

    #[test]
    fn a_sentence_past_the_end_is_cut() {
        let syntax = parse(
            &[token("seul")],
            &[Sentence { tokens: 0..9, paragraph: 0, headline: false }],
            &blank(),
            &Lemmas::default(),
            |_, _| true,
        );
        assert_eq!(syntax.words[0].relation, "root");
    }
}
