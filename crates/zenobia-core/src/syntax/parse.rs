//! From tokens to words in a tree.

use std::ops::Range;

use compact_str::CompactString;

use crate::text::{Sentence, Token};

use super::arc::Leaf;
use super::beam::{Beam, Breadth};
use super::hash::word;
use super::lemma::{self, keys};
use super::look::{Look, looks};
use super::model::Model;
use super::tag::Tag;
use super::tagger;
use super::transition::{NONE, State};
use super::word::{Syntax, Upos, Word};

/// The longest stretch that is parsed at once; longer sentences are cut, so that time stays linear.
const LONGEST: usize = 160;

/// No prose has sentences so long; they are searched no further than the best move, so that any text is read in good time.
const PROSE: usize = 4 * LONGEST;

/// The relation of the later stretches of a sentence that was cut to its first.
const LOOSE: &str = "parataxis";

/// Tags, lemmatizes and parses the sentences. Each gets one root; a token outside all sentences stays bare.
///
/// The same tokens and model give the same tree. No tokens make it fail.
pub fn parse(tokens: &[Token], sentences: &[Sentence], model: &Model) -> Syntax {
    let mut words = vec![Word::default(); tokens.len()];
    let mut beam = Beam::default();
    for sentence in sentences {
        let range = sentence.tokens.start.min(tokens.len())..sentence.tokens.end.min(tokens.len());
        if !range.is_empty() {
            parse_sentence(&tokens[range.clone()], range.start, &mut words[range], model, &mut beam);
        }
    }
    Syntax::new(words)
}

fn parse_sentence(tokens: &[Token], offset: usize, words: &mut [Word], model: &Model, beam: &mut Beam) {
    let looks = see(tokens, model);
    let tags = tagger::tag(&looks, &model.names.tags, &model.tagger());
    words.clone_from_slice(&name(tokens, &tags, model));
    let mut root = None;
    let breadth = match model.names.breadth {
        breadth if words.len() <= PROSE => breadth,
        breadth => Breadth { width: 1, ..breadth },
    };
    for stretch in stretches(words) {
        let leaves = leaves(&looks[stretch.clone()], &tags[stretch.clone()], &words[stretch.clone()]);
        let state = beam.search(&leaves, &model.names.actions, &model.parser(), breadth);
        write(&state, &mut words[stretch.clone()], offset + stretch.start, &mut root, model);
    }
}

/// What the tokens of a sentence look like, with what the model knows of them.
pub fn see(tokens: &[Token], model: &Model) -> Vec<Look> {
    looks(tokens, |token| {
        let exact = model.known(word(&token.lower));
        exact.or_else(|| model.known(word(&token.folded))).unwrap_or_default()
    })
}

/// The words of a sentence with their tags, given as numbers, and lemmas.
pub fn name(tokens: &[Token], tags: &[u8], model: &Model) -> Vec<Word> {
    let word = |(token, &tag): (&Token, &u8)| {
        let Tag { upos, features } = model.names.tags.get(usize::from(tag)).copied().unwrap_or_default();
        Word { upos, features, lemma: lemmatize(token, tag, upos, model), ..Word::default() }
    };
    tokens.iter().zip(tags).map(word).collect()
}

pub(super) fn lemmatize(token: &Token, tag: u8, upos: Upos, model: &Model) -> CompactString {
    let form = lemma::base(token, upos);
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

/// What the parser knows of the words of a stretch.
pub fn leaves(looks: &[Look], tags: &[u8], words: &[Word]) -> Vec<Leaf> {
    let mut marks = 0;
    let leaf = |((look, &tag), said): ((&Look, &u8), &Word)| {
        let leaf = Leaf {
            word: look.word,
            lemma: word(&said.lemma),
            upos: said.upos as u64,
            category: Tag { upos: said.upos, features: said.features }.category(),
            tag: u64::from(tag),
            cluster: u64::from(look.known.fine),
            coarse: u64::from(look.known.coarse),
            marks,
        };
        marks += u64::from(said.upos == Upos::Punct);
        leaf
    };
    looks.iter().zip(tags).zip(words).map(leaf).collect()
}

/// The stretches to parse: the whole sentence, or pieces that end, where they can, after a punctuation mark.
fn stretches(words: &[Word]) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    while words.len() - start > LONGEST {
        let window = &words[start..start + LONGEST];
        let mark = window.iter().rposition(|word| word.upos == Upos::Punct).filter(|&at| at > LONGEST / 2);
        let end = start + mark.map_or(LONGEST, |at| at + 1);
        stretches.push(start..end);
        start = end;
    }
    stretches.push(start..words.len());
    stretches
}

fn write(state: &State, words: &mut [Word], offset: usize, root: &mut Option<usize>, model: &Model) {
    // A model without the moves to end a tree leaves words open; the first of them becomes the root then.
    let top = state.nodes.iter().position(|node| node.head == NONE).unwrap_or(0);
    let earlier = *root;
    for (at, (word, node)) in words.iter_mut().zip(&state.nodes).enumerate() {
        let name = model.names.relations.get(usize::from(node.relation)).cloned();
        (word.head, word.relation) = match (node.head, earlier) {
            (NONE, None) if at == top => (None, model.names.relations[0].clone()),
            (NONE, Some(root)) if at == top => (Some(root), LOOSE.into()),
            (NONE, _) => (Some(offset + top), LOOSE.into()),
            (head, _) => (Some(offset + usize::from(head)), name.unwrap_or_else(|| LOOSE.into())),
        };
    }
    root.get_or_insert(offset + top);
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::super::model::{MARK, SECTIONS};
    use super::*;
    use crate::span::Span;

    /// A model without weights: two tags, two relations, all moves.
    fn blank() -> Model {
        let names: &[u8] = &[
            4, 0, 0, 0, 0, 2, 7, 0, 0, 0, 0, 12, 0, 0, 0, 0, 2, 4, b'r', b'o', b'o', b't', 3, b'd', b'e', b'p', 4, 0,
            0, 1, 1, 2, 1, 3, 0, 0,
        ];
        let table = [0_u8; 8];
        let mut bytes = MARK.to_vec();
        let start = MARK.len() + 4 * SECTIONS + names.len();
        (0..SECTIONS).for_each(|index| bytes.extend(((start + index * table.len()) as u32).to_le_bytes()));
        bytes.extend(names);
        (1..SECTIONS).for_each(|_| bytes.extend(table));
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
            let syntax = parse(&tokens, &sentences, &blank());
            prop_assert_eq!(syntax.words.len(), tokens.len());
            ranges.into_iter().for_each(|range| check(&syntax, range));
        }
    }

    #[test]
    fn a_sentence_of_five_thousand_tokens_is_one_tree() {
        let tokens = vec![token("mot"); 5000];
        let syntax = parse(&tokens, &[Sentence { tokens: 0..5000, paragraph: 0, headline: false }], &blank());
        let roots = syntax.words.iter().filter(|word| word.head.is_none()).count();
        assert_eq!((roots, syntax.words.len()), (1, 5000));
    }

    #[test]
    fn a_sentence_past_the_end_is_cut() {
        let syntax = parse(&[token("seul")], &[Sentence { tokens: 0..9, paragraph: 0, headline: false }], &blank());
        assert_eq!(syntax.words[0].relation, "root");
    }
}
