//! Descriptions: a head word with what says whose it is ("the Syrian army", "les troupes du président").

use std::ops::Range;

use crate::actor::{Head, Heads};
use crate::syntax::{Features, Syntax, Upos};
use crate::text::Reading;

/// A head word in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Description<'a> {
    /// The words of the head.
    pub(crate) words: Range<usize>,
    /// Its syntactic head.
    pub(crate) head: usize,
    /// What it says.
    pub(crate) entry: &'a Head,
    /// Whether a definite article, a demonstrative, or nothing at all but a number stands before it.
    pub(crate) definite: bool,
}

/// The head words of a report that no name covers, longest phrases first.
pub(crate) fn find_descriptions<'a>(
    reading: &Reading,
    syntax: &Syntax,
    heads: &'a Heads,
    free: &dyn Fn(usize) -> bool,
) -> Vec<Description<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        let Some((length, entry)) = longest(reading, syntax, heads, at).filter(|_| free(at)) else {
            at += 1;
            continue;
        };
        let words = at..at + length;
        at = words.end;
        if entry.nobody {
            continue;
        }
        let head = syntax.top(&words);
        let definite = is_definite(syntax, head);
        found.push(Description { words, head, entry, definite });
    }
    found
}

fn longest<'a>(reading: &Reading, syntax: &Syntax, heads: &'a Heads, at: usize) -> Option<(usize, &'a Head)> {
    let word = &syntax.words[at];
    // Taggers take the first word of "aid groups" for a verb; that phrases are listed is surer.
    let (nominal, verbal) =
        (matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::X), word.upos == Upos::Verb);
    if !nominal && !verbal {
        return None;
    }
    let same = |index: usize, wanted: &str| {
        syntax.words.get(index).is_some_and(|word| word.lemma == wanted)
            || reading.tokens.get(index).is_some_and(|token| token.lower == wanted)
    };
    let lemma = crate::text::lower(&word.lemma);
    let starting = heads.starting(&lemma).iter().chain(heads.starting(&reading.tokens[at].lower));
    let spelled =
        starting.filter(|head| head.words.iter().enumerate().skip(1).all(|(offset, wanted)| same(at + offset, wanted)));
    let longest = spelled.max_by_key(|head| head.words.len()).filter(|head| nominal || head.words.len() > 1)?;
    // A lone adjective is a description only where it stands for a noun: "les rebelles", not "les positions rebelles".
    let counted = word.head.is_some_and(|head| syntax.words[head].upos == Upos::Num);
    let noun = word.upos != Upos::Adj || longest.words.len() > 1 || !word.is("amod") || counted;
    noun.then_some((longest.words.len(), longest))
}

fn is_definite(syntax: &Syntax, head: usize) -> bool {
    // "one fighter" is anybody; "400 jihadists" are those whom the report is about.
    if syntax.words[head].features.has(Features::SINGULAR) && syntax.children_by(head, "nummod").next().is_some() {
        return false;
    }
    let determiner = syntax.children_by(head, "det").next();
    determiner.is_none_or(|child| {
        let features = syntax.words[child].features;
        features.has(Features::DEFINITE) || features.has(Features::DEMONSTRATIVE) || features.has(Features::POSSESSIVE)
    })
}
