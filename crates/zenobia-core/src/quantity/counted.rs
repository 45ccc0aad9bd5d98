//! The noun that an amount counts, among the words after it.

use std::ops::Range;

use compact_str::CompactString;

use super::amount::Amount;
use super::{QuantityData, QuantityFinding};
use crate::rule::{Piece, Pieces};
use crate::syntax::{Syntax, Upos};
use crate::text::Reading;

/// What an amount counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    /// The token of its head.
    pub head: usize,
    /// One past the last piece of the noun and its near modifiers.
    pub end: usize,
    pub unit: CompactString,
    pub elliptic: bool,
    pub measure: bool,
}

impl Counted {
    fn noun(head: usize, end: usize, unit: CompactString) -> Counted {
        Counted { head, end, unit, elliptic: false, measure: false }
    }

    /// A number of no noun of its own, in the unit of another count.
    fn elliptic(head: usize, end: usize, unit: CompactString) -> Counted {
        Counted { head, end, unit, elliptic: true, measure: false }
    }

    /// A measure whose unit the number's own words say: "$12 million".
    pub(super) fn measured(pieces: &Pieces<'_>, mention: &Range<usize>, unit: CompactString) -> Counted {
        let head = pieces.all[mention.end - 1].token;
        Counted { head, end: mention.end, unit, elliptic: false, measure: true }
    }
}

/// How far back a count lends its unit.
#[derive(Clone, Copy)]
enum Within {
    Sentence,
    Paragraph,
}

/// The unit of what is neither counted nor measured: votes, points, shares.
const MEASURE: &str = "-";
/// What begins the unit of a measure: `=kilometer`.
const MEASURED: &str = "=";
/// The unit of people.
pub(crate) const PERSON: &str = "person";
/// Initials between brackets, in pieces.
const BRACKETED: usize = 3;
/// What a pronoun stands for is no further back, in pieces.
const BACK: usize = 60;
/// Counts of one list stand no further apart, in tokens.
const BESIDE: usize = 2;
/// A noun stands no further from its number, in pieces.
const FAR: usize = 7;

/// What is looked at to find a counted noun.
pub(super) struct Look<'a> {
    pub reading: &'a Reading,
    pub syntax: &'a Syntax,
    pub pieces: &'a Pieces<'a>,
    pub data: &'a QuantityData,
    /// Pieces of times and of earlier quantities.
    pub taken: &'a [bool],
}

impl Look<'_> {
    /// What an amount counts; `None` when it counts nothing or measures something.
    pub(super) fn counted(
        &self,
        mention: &Range<usize>,
        amount: &Amount,
        earlier: &[QuantityFinding],
    ) -> Option<Counted> {
        if let Some(other) = self.them(mention.end, earlier).or_else(|| self.other(mention.end, earlier)) {
            return Some(other);
        }
        let from = self.after_links(mention.end);
        if let Some(noun) = self.other(from, earlier).or_else(|| self.noun(from)) {
            return (noun.unit != MEASURE).then_some(noun);
        }
        let alone = !amount.is_one() && self.stands_alone(mention);
        alone.then(|| self.elliptic(mention, earlier))
    }

    fn piece(&self, at: usize) -> Option<&Piece<'_>> {
        self.pieces.all.get(at).filter(|_| !self.taken.get(at).copied().unwrap_or(true))
    }

    fn class(&self, class: &str, at: usize) -> Option<usize> {
        self.piece(at)?;
        self.data.rules.lexicon.longest(class, &self.pieces.all, at).map(|(length, _)| length)
    }

    /// Passes over "of the", "de ses", and over the whole that a part is taken of: "sept des seize".
    fn after_links(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(length) = self.class("link", at) {
            at += length;
        }
        if at > from {
            let numerals = &self.data.rules.lexicon.numerals;
            at += numerals.number(&self.pieces.all, at).map_or(0, |(length, _)| length);
        }
        at
    }

    /// "autres", "others", "them": what was counted before, unless a noun follows.
    fn other(&self, from: usize, earlier: &[QuantityFinding]) -> Option<Counted> {
        let length = self.class("other", from)?;
        let end = from + length;
        if let Some(noun) = self.noun(end) {
            return (noun.unit != MEASURE).then_some(noun);
        }
        let head = self.pieces.all[from].token;
        Some(Counted::elliptic(head, end, self.unit_before(head, earlier, Within::Paragraph)))
    }

    /// "nine of them": the last plural noun of the lexicon before, or else what was counted before.
    fn them(&self, from: usize, earlier: &[QuantityFinding]) -> Option<Counted> {
        let end = from + self.class("them", from)?;
        let head = self.pieces.all[from.checked_sub(1)?].token;
        let unit = (from.saturating_sub(BACK)..from).rev().find_map(|at| self.plural_unit(at));
        let unit = unit.unwrap_or_else(|| self.unit_before(head, earlier, Within::Paragraph));
        Some(Counted::elliptic(head, end, unit))
    }

    fn plural_unit(&self, at: usize) -> Option<CompactString> {
        let (length, unit) = self.data.units.at(&self.pieces.all, at)?;
        let last = self.pieces.all.get(at + length - 1)?.lower;
        let first = self.pieces.all[at].lower;
        let plural = |word: &str| self.data.units.singular(word) != word;
        (unit != MEASURE && !unit.starts_with(MEASURED) && (plural(last) || plural(first))).then_some(unit)
    }

    /// The unit of the count before, no further back than the sentence or the paragraph; people otherwise.
    fn unit_before(&self, token: usize, earlier: &[QuantityFinding], within: Within) -> CompactString {
        let sentence = self.reading.sentence_of(token);
        let paragraph = |at: usize| self.reading.sentences.get(at).map(|one| one.paragraph);
        let near = |one: &&QuantityFinding| match (self.reading.sentence_of(one.head), within) {
            (at, Within::Sentence) => at == sentence,
            (at, Within::Paragraph) => paragraph(at) == paragraph(sentence),
        };
        earlier.iter().rfind(|one| !one.measure).filter(near).map_or(PERSON.into(), |one| one.unit.clone())
    }

    /// The noun that begins at a piece, past its modifiers: the last known unit of a run of words where modifiers come before
    /// the noun, otherwise the first one.
    fn noun(&self, from: usize) -> Option<Counted> {
        let mut best: Option<(usize, usize, CompactString)> = None;
        let mut unknown: Option<usize> = None;
        let mut at = from;
        let mut far = from + FAR;
        while at < far {
            if self.is_bracketed(at) {
                at += BRACKETED;
                far += BRACKETED;
                continue;
            }
            if !self.continues(at, from) {
                break;
            }
            if let Some((length, unit)) = self.data.units.at(&self.pieces.all, at).filter(|_| !self.is_code_of_name(at))
            {
                at += length;
                if let Some(length) = self.class("possessive", at) {
                    at += length;
                    continue;
                }
                if let Some(measured) = unit.strip_prefix(MEASURED) {
                    let head = self.pieces.all[at - 1].token;
                    return Some(Counted { measure: true, ..Counted::noun(head, at, measured.into()) });
                }
                let measures = unit == MEASURE;
                best = Some((at - length, at, unit));
                if measures || !self.heads_last() {
                    break;
                }
                continue;
            }
            if self.is_noun(at) {
                unknown = Some(at);
                if best.is_some() && self.heads_last() && self.tagged(at) {
                    best = None;
                }
            } else if best.is_some() {
                break;
            }
            at += 1;
        }
        if let Some((start, end, unit)) = best {
            let head = if self.heads_last() { end - 1 } else { start };
            let head = self.pieces.all[head].token;
            return Some(Counted::noun(head, self.with_modifiers(head, end), unit));
        }
        let at = unknown.filter(|&at| self.tagged(at))?;
        let token = self.pieces.all[at].token;
        let unit = self.data.units.singular(self.pieces.all[at].lower);
        Some(Counted::noun(token, self.with_modifiers(token, at + 1), unit))
    }

    /// "25 Workers Party (PKK) targets": whether initials in brackets stand inside of the noun.
    fn is_bracketed(&self, at: usize) -> bool {
        let is = |at: usize, mark: &str| self.pieces.all.get(at).is_some_and(|piece| piece.lower == mark);
        let initials = |piece: &Piece<'_>| piece.text.len() > 1 && piece.text.chars().all(char::is_uppercase);
        let inside =
            self.heads_last() && is(at, "(") && is(at + 2, ")") && self.pieces.all.get(at + 1).is_some_and(initials);
        let after = at + BRACKETED;
        inside && self.pieces.all.get(after).is_some() && self.is_noun(after) && self.continues(after, after)
    }

    /// "five M-16 rifles": a letter or two before a hyphen and digits begin the name of a thing.
    fn is_code_of_name(&self, at: usize) -> bool {
        let glued = |at: usize| self.pieces.all.get(at).filter(|piece| !piece.spaced);
        let short = self.pieces.all[at].lower.chars().count() <= 2;
        let hyphen = glued(at + 1).is_some_and(|piece| piece.lower == "-");
        let digits = glued(at + 1 + usize::from(hyphen)).is_some_and(Piece::is_digits);
        short && digits
    }

    fn heads_last(&self) -> bool {
        self.data.rules.lexicon.numerals.heads_last()
    }

    /// Whether the run of words that may hold the noun goes on at a piece.
    fn continues(&self, at: usize, from: usize) -> bool {
        let Some(piece) = self.piece(at) else { return false };
        if self.data.units.at(&self.pieces.all, at).is_some() {
            return true;
        }
        let owned = at > from && self.class("possessive", at - 1).is_some();
        let number = at > from && piece.spaced && piece.is_digits() && !owned;
        if number || self.class("stop", at).is_some() || (at > from && self.class("link", at).is_some()) {
            return false;
        }
        // "Killing at least 20 - witnesses": a dash between blanks parts.
        let hyphen = piece.lower == "-" && !piece.spaced;
        let word = piece.lower.starts_with(|c: char| c.is_alphanumeric()) || hyphen;
        let stops = !hyphen
            && self.syntax.words.get(piece.token).is_some_and(|word| {
                at > from
                    && matches!(word.upos, Upos::Adp | Upos::Verb | Upos::Aux | Upos::Pron | Upos::Sconj | Upos::Punct)
            });
        word && !stops
    }

    fn is_noun(&self, at: usize) -> bool {
        self.syntax
            .words
            .get(self.pieces.all[at].token)
            .is_some_and(|word| matches!(word.upos, Upos::Noun | Upos::Propn))
    }

    fn tagged(&self, at: usize) -> bool {
        self.syntax.words.get(self.pieces.all[at].token).is_some_and(|word| word.upos == Upos::Noun)
    }

    /// Goes on over adjectives right after the noun.
    fn with_modifiers(&self, head: usize, end: usize) -> usize {
        let modifies = |at: usize| {
            let token = self.pieces.all.get(at).map(|piece| piece.token)?;
            let word = self.syntax.words.get(token)?;
            (word.head == Some(head) && (word.is("amod") || word.is("acl")) && self.piece(at).is_some()).then_some(())
        };
        let mut at = end;
        while modifies(at).is_some() {
            at += 1;
        }
        at
    }

    /// Whether a number without noun can be a count: a mark, a verb or a small word follows, and no name or mark of money goes
    /// before.
    fn stands_alone(&self, mention: &Range<usize>) -> bool {
        let before = mention.start.checked_sub(1).map(|at| &self.pieces.all[at]);
        let named = mention.start > 1 && before.is_some_and(|piece| self.is_name(piece));
        let marked =
            before.is_some_and(|piece| matches!(piece.lower, "$" | "€" | "£" | "/" | "-" | ":" | "°" | "#" | "."));
        let joined = before.is_some_and(|piece| piece.is_digits())
            || self.is_age(mention)
            || self.is_code(mention)
            || self.is_bullet(mention);
        let Some(next) = self.pieces.all.get(mention.end) else { return !(named || marked || joined) };
        let closes = matches!(next.lower, "," | "." | ";" | ")" | ":" | "!" | "»" | "\"");
        let glued = !next.spaced && !closes;
        let told = self.taken.get(mention.end).copied().unwrap_or(true);
        let follows = closes
            || told
            || self.class("link", mention.end).is_some()
            || self.class("stop", mention.end).is_some()
            || self.is_verb(mention.end);
        follows && !(named || joined || glued) && !(marked && before.is_some_and(|piece| piece.lower != "."))
    }

    /// A word with a capital, or in capitals where the tagger takes it for a name, as in a text that has nothing but capitals.
    fn is_name(&self, piece: &Piece<'_>) -> bool {
        let small = piece.text.chars().any(char::is_lowercase);
        let proper = self.syntax.words.get(piece.token).is_none_or(|word| word.upos == Upos::Propn);
        piece.is_capital() && piece.lower.len() > 1 && (small || proper)
    }

    /// "2. The government …": a number at the head of its sentence with a point or bracket behind it.
    fn is_bullet(&self, mention: &Range<usize>) -> bool {
        let token = self.pieces.all[mention.start].token;
        let first =
            self.reading.sentences.get(self.reading.sentence_of(token)).is_some_and(|one| one.tokens.start == token);
        first
            && self.pieces.all[mention.start].is_digits()
            && self.pieces.all.get(mention.end).is_some_and(|piece| matches!(piece.lower, "." | ")"))
    }

    /// "Awad, 42, of Raqqa": a number between commas after a name.
    fn is_age(&self, mention: &Range<usize>) -> bool {
        let is = |at: Option<usize>, wanted: &dyn Fn(&Piece<'_>) -> bool| {
            at.and_then(|at| self.pieces.all.get(at)).is_some_and(wanted)
        };
        let comma = |piece: &Piece<'_>| piece.lower == ",";
        is(mention.start.checked_sub(1), &comma)
            && is(Some(mention.end), &comma)
            && is(mention.start.checked_sub(2), &|piece| piece.is_capital())
    }

    /// Four digits or more without marks between them are a year, a code or a resolution rather than a count.
    fn is_code(&self, mention: &Range<usize>) -> bool {
        let only = (mention.len() == 1).then(|| &self.pieces.all[mention.start]);
        only.is_some_and(|piece| piece.lower.len() >= 4 && piece.lower.bytes().all(|byte| byte.is_ascii_digit()))
    }

    fn is_verb(&self, at: usize) -> bool {
        self.syntax
            .words
            .get(self.pieces.all[at].token)
            .is_some_and(|word| matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Adp | Upos::Pron))
    }

    fn elliptic(&self, mention: &Range<usize>, earlier: &[QuantityFinding]) -> Counted {
        let head = self.pieces.all[mention.end - 1].token;
        Counted::elliptic(head, mention.end, self.unit_before(head, earlier, Within::Sentence))
    }
}

/// Drops the ones that are articles: "un char" counts in a list beside another count, or where the word after it is one of
/// class `countable`.
pub(super) fn drop_lone_articles(pieces: &Pieces<'_>, data: &QuantityData, findings: &mut Vec<QuantityFinding>) {
    let lexicon = &data.rules.lexicon;
    let is =
        |class: &str, token: usize| lexicon.longest(class, &pieces.all, pieces.range(token..token + 1).start).is_some();
    let article =
        |one: &QuantityFinding| one.least == Some(1) && one.most == Some(1) && is("article", one.number.start);
    let others: Vec<Range<usize>> = findings.iter().filter(|one| !article(one)).map(|one| one.tokens.clone()).collect();
    let beside = |one: &QuantityFinding, other: &Range<usize>| {
        let gap = if other.end <= one.tokens.start { other.end..one.tokens.start } else { one.tokens.end..other.start };
        (1..=BESIDE).contains(&gap.len()) && gap.into_iter().all(|token| is("joint", token))
    };
    findings.retain(|one| !article(one) || is("countable", one.head) || others.iter().any(|other| beside(one, other)));
}
