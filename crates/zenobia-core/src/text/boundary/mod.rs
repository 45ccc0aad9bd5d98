//! Where sentences begin, decided by learned weights at every place where one could.
//!
//! A place is scored when the token before it or the token after it allows a boundary ([`may_begin`]); what the rules of
//! `sentence.rs` and `headline.rs` say is among the features. `zenobia-train boundaries` learns the weights, over the same walk.

mod features;
mod look;
mod model;
mod state;

pub use features::Features;
pub use model::{Boundaries, Habits, MARK, Margins};

use std::ops::Range;

use super::data::TextData;
use super::token::Token;
use super::{dateline, headline, layout, sentence};
use features::{Place, Rules};
use look::{Look, Shape, looks};
use state::{State, ends_ahead};

/// A place that is to be decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The token that would begin a sentence.
    pub token: usize,
    /// Whether a mark that can end a sentence stands before it.
    pub stopped: bool,
    /// Whether the rules begin a sentence here.
    pub ruled: bool,
}

/// Where a sentence begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// Its first token.
    pub(super) token: usize,
    /// Whether it begins in the middle of what the rules take for one, because a headline ran into it.
    pub(super) glued: bool,
}

/// Where the sentences of a paragraph begin.
pub(super) fn starts(tokens: &[Token], paragraph: Range<usize>, data: &TextData) -> Vec<Start> {
    let Some(model) = &data.boundaries else { return by_rule(tokens, paragraph, data) };
    walk(tokens, paragraph, data, model, &mut |candidate, features| {
        let margin = if candidate.stopped { model.margins.stopped } else { model.margins.bare };
        model.score(features.numbers()) > i32::from(margin)
    })
}

/// Where they begin when only the rules are asked.
fn by_rule(tokens: &[Token], paragraph: Range<usize>, data: &TextData) -> Vec<Start> {
    let firsts = sentence::starts(tokens, paragraph.start, paragraph.end, data);
    let mut starts = Vec::with_capacity(firsts.len());
    for (index, &first) in firsts.iter().enumerate() {
        let last = firsts.get(index + 1).copied().unwrap_or(paragraph.end);
        starts.push(Start { token: first, glued: false });
        starts.extend(headline::glued(tokens, first, last, data).map(|token| Start { token, glued: true }));
    }
    starts
}

/// Asks `decide` at every place of a paragraph where a sentence could begin.
fn walk(
    tokens: &[Token],
    paragraph: Range<usize>,
    data: &TextData,
    model: &Boundaries,
    decide: &mut dyn FnMut(Candidate, &Features) -> bool,
) -> Vec<Start> {
    let offset = paragraph.start;
    let tokens = &tokens[paragraph];
    let rules = rules(tokens, data);
    let looks = looks(tokens, model);
    let ahead = ends_ahead(&looks);
    let mut features = Features::new(model.size());
    let mut starts = vec![Start { token: offset, glued: false }];
    let mut state = State::default();
    // A dateline belongs to the sentence after it.
    let dateline = dateline::read(tokens, 0, tokens.len(), data).map_or(0, |dateline| dateline.tokens.end);
    for at in 1..tokens.len() {
        state.read(&looks[at - 1]);
        if at <= dateline || !may_begin(&looks, at) || is_item_head(&looks[state.first..at]) {
            continue;
        }
        let ruled = rules[at].begins || rules[at].glued;
        let opener = data.openers.contains(&tokens[at].lower);
        if !ruled && !opener && is_in_name(&looks[state.first..=at]) {
            continue;
        }
        Place { looks: &looks, at, state: &state, rules: rules[at], ahead: ahead[at] }.describe(&mut features);
        let candidate = Candidate { token: offset + at, stopped: is_stopped(&looks, at), ruled };
        if decide(candidate, &features) {
            state.begin(at);
            starts.push(Start { token: offset + at, glued: rules[at].glued });
        }
    }
    starts
}

/// What the rules say of each token.
fn rules(tokens: &[Token], data: &TextData) -> Vec<Rules> {
    let mut rules = vec![Rules::default(); tokens.len()];
    for start in by_rule(tokens, 0..tokens.len(), data) {
        rules[start.token] = Rules { begins: !start.glued, glued: start.glued };
    }
    rules
}

/// Whether a sentence could begin at a token: after a mark that ends or closes something, or with a capital, number or sign.
fn may_begin(looks: &[Look], at: usize) -> bool {
    use Shape::{ClosingBracket, ClosingMark, Colon, Comma, Dash, Semicolon};
    let (before, here) = (&looks[at - 1], &looks[at]);
    let glued = !here.spaced;
    let never = matches!(here.shape, Comma | Semicolon | Colon | ClosingBracket | ClosingMark)
        || glued && here.shape.is_final()
        || matches!(before.shape, Shape::OpeningBracket | Shape::OpeningMark | Shape::Elided | Shape::ElidedCapital)
        || glued && before.shape == Dash && !(before.spaced && here.shape.is_capital());
    if never {
        return false;
    }
    let ended = before.shape.is_final() || before.shape.closes() || before.shape == Shape::Straight;
    let free = here.spaced || before.shape == Dash;
    ended || free && !here.shape.is_small() && here.shape != Shape::Elided && here.shape != Shape::Abbreviated
}

/// Whether a sentence would be cut out of the capitalized words that begin it: "Human Rights Watch has counted …".
fn is_in_name(sentence: &[Look]) -> bool {
    sentence.len() == 3 && sentence.iter().all(|look| look.shape.is_capital())
}

/// Whether a sentence would be no more than the head of a list item: its bullet or dash, alone or with a short label and a colon.
fn is_item_head(sentence: &[Look]) -> bool {
    const LONGEST: usize = 5;
    let is_mark = |look: &Look| matches!(look.shape, Shape::Bullet | Shape::Dash | Shape::Sign);
    match sentence {
        [only] => is_mark(only),
        [first, .., last] => is_mark(first) && last.shape == Shape::Colon && sentence.len() <= LONGEST,
        [] => false,
    }
}

/// Whether a mark that can end a sentence stands before a token, closing marks left out.
fn is_stopped(looks: &[Look], at: usize) -> bool {
    let before = looks[..at].iter().rev().take(3);
    let last = before.map(|look| look.shape).find(|shape| !shape.closes() && *shape != Shape::Straight);
    use Shape::{Abbreviated, AbbreviatedCapital, Exclamation, Points, Stop};
    last.is_some_and(|shape| matches!(shape, Stop | Exclamation | Points | Abbreviated | AbbreviatedCapital))
}

/// Shows a learner every place of a text that is to be decided on, with its features and whether the rules begin a sentence there;
/// `decide` says what is right, from the place in the original (in code points) of the token that would begin the sentence.
pub fn visit(
    text: &str,
    data: &TextData,
    model: &Boundaries,
    decide: &mut dyn FnMut(u32, Candidate, &Features) -> bool,
) {
    let (words, _) = super::words_of(text, data);
    let starts = layout::paragraphs(&words.tokens, &words.lines);
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(words.tokens.len());
        walk(&words.tokens, start..end, data, model, &mut |candidate, features| {
            decide(words.tokens[candidate.token].span.start, candidate, features)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(weight: i8) -> Boundaries {
        let bytes = Boundaries::to_bytes(&[], &[weight; 64], Margins { stopped: 0, bare: 20 });
        Boundaries::load(bytes.into()).expect("sound bytes")
    }

    fn asked(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        visit(text, &TextData::default(), &model(0), &mut |offset, _, _| {
            let rest = text.chars().skip(offset as usize);
            words.push(rest.take_while(|letter| letter.is_alphanumeric()).collect());
            false
        });
        words
    }

    #[test]
    fn small_words_are_asked_about_only_after_a_mark() {
        assert_eq!(asked("two dead in Homs A mine went off: 3 wounded. others fled"), ["Homs", "A", "3", "others"]);
    }

    #[test]
    fn no_sentence_begins_with_what_belongs_to_the_one_before() {
        assert_eq!(asked("They left (at last), he said ..."), ["", ""]);
        assert_eq!(asked("« Homs » fell"), ["fell"]);
    }

    #[test]
    fn a_bullet_keeps_its_item() {
        assert_eq!(asked("• Homs: On Monday it fell"), ["Monday"]);
    }

    #[test]
    fn weights_overrule_the_rules() {
        let sentences = |weight| {
            let data = TextData { boundaries: Some(model(weight)), ..TextData::default() };
            crate::text::read("two dead in Homs. A mine", "", &data).sentences.len()
        };
        assert_eq!((sentences(1), sentences(0), sentences(-1)), (3, 1, 1));
    }
}
