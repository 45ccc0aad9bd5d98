//! Finds where rules match.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::file::{Rule, Rules};
use super::lexicon::{Class, Computed, Mark, Value};
use super::pattern::{Key, Step};
use super::piece::{Piece, Pieces};
use crate::syntax::{Syntax, Upos};

/// What a named class took.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// Its pieces.
    pub pieces: Range<usize>,
    /// What they mean.
    pub value: Value,
}

/// A match of a rule.
#[derive(Clone, Debug)]
pub struct Found<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// All that was matched, context included.
    pub pieces: Range<usize>,
    /// The mentions that the pattern marks, or else all that was matched.
    pub mentions: Vec<Range<usize>>,
    captures: Vec<Option<Capture>>,
}

impl Found<'_> {
    /// What a capture took, by its name.
    pub fn capture(&self, name: &str) -> Option<&Capture> {
        let slot = self.rule.pattern.names.iter().position(|known| known == name)?;
        self.captures.get(slot)?.as_ref()
    }

    /// Whether the pattern has a capture of that name, taken or not.
    pub fn names(&self, name: &str) -> bool {
        self.rule.pattern.names.iter().any(|known| known == name)
    }
}

impl Rules {
    /// All matches, from left to right, none inside the mentions of another: of two that clash the longer wins, then the
    /// one with the longer mentions, then the first in the files. No mention holds a piece that is `taken` already; pieces beyond the end of
    /// that list are free.
    pub fn matches(&self, pieces: &Pieces<'_>, syntax: &Syntax, taken: &[bool]) -> Vec<Found<'_>> {
        let text = Text::mark(self, &pieces.all, syntax);
        let mut walk = Walk::new(&text);
        let (mut found, mut candidates): (Vec<(u32, Found<'_>)>, _) = (Vec::new(), Vec::new());
        for at in 0..pieces.all.len() {
            text.candidates(at, &mut candidates);
            let longest = |&rule: &u32| Some((rule, walk.attempt(&self.rules[rule as usize], at)?));
            found.extend(candidates.iter().filter_map(longest));
        }
        let mentioned = |found: &Found<'_>| found.mentions.iter().map(Range::len).sum::<usize>();
        found.sort_by_key(|(rule, found)| {
            (Reverse(found.pieces.len()), Reverse(mentioned(found)), *rule, found.pieces.start)
        });
        let mut taken = taken.to_vec();
        taken.resize(pieces.all.len(), false);
        let mut kept: Vec<Found<'_>> = Vec::new();
        for (_, found) in found {
            let free = found.mentions.iter().all(|mention| taken[mention.clone()].iter().all(|taken| !taken));
            if free {
                found.mentions.iter().for_each(|mention| taken[mention.clone()].fill(true));
                kept.push(found);
            }
        }
        kept.sort_by_key(|found| found.mentions.first().map_or(0, |mention| mention.start));
        kept
    }
}

/// A report with what each of its words can stand for in patterns.
struct Text<'a> {
    rules: &'a Rules,
    pieces: &'a [Piece<'a>],
    syntax: &'a Syntax,
    /// Classes by piece.
    marks: Rows<Mark>,
    /// By piece all that it can be for a pattern, each with its length in pieces.
    keys: Rows<(Key, usize)>,
}

/// Some items for each piece, all in one place.
struct Rows<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Rows<T> {
    fn new(rows: usize) -> Rows<T> {
        Rows { items: Vec::with_capacity(rows), ends: Vec::with_capacity(rows) }
    }

    /// What came in since the last row is the next one.
    fn end_row(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    /// The items of a row; none beyond the last.
    fn row(&self, at: usize) -> &[T] {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(at).copied());
        range.and_then(|(start, end)| self.items.get(start as usize..end as usize)).unwrap_or_default()
    }
}

impl<'a> Text<'a> {
    fn mark(rules: &'a Rules, pieces: &'a [Piece<'a>], syntax: &'a Syntax) -> Text<'a> {
        let (marks, keys) = (Rows::new(pieces.len()), Rows::new(pieces.len()));
        let mut text = Text { rules, pieces, syntax, marks, keys };
        let vocabulary = &rules.lexicon.vocabulary;
        for (at, piece) in pieces.iter().enumerate() {
            rules.lexicon.marks(pieces, at, &mut text.marks.items);
            text.computed(at);
            text.marks.end_row();
            let keys = &mut text.keys.items;
            keys.extend(text.marks.row(at).iter().map(|mark| (Key::class(mark.class), mark.length)));
            keys.extend(vocabulary.wordings(piece).flat_map(|word| [(Key::wording(word), 1), (Key::lemma(word), 1)]));
            let lemma = syntax.words.get(piece.token).and_then(|word| vocabulary.written(&word.lemma));
            keys.extend(lemma.map(|lemma| (Key::lemma(lemma), 1)));
            text.keys.end_row();
        }
        text
    }

    /// Numbers of the rules whose first and second word can stand at a place, in order.
    fn candidates(&self, at: usize, candidates: &mut Vec<u32>) {
        candidates.clear();
        for (key, length) in self.keys.row(at) {
            let Some(starts) = self.rules.starts.get(key) else { continue };
            candidates.extend(&starts.alone);
            let next = self.keys.row(at + length).iter();
            candidates.extend(next.filter_map(|(next, _)| starts.before.get(next)).flatten());
        }
        candidates.sort_unstable();
        candidates.dedup();
    }

    /// Marks the classes that need no lexicon.
    fn computed(&mut self, at: usize) {
        let numerals = &self.rules.lexicon.numerals;
        let piece = &self.pieces[at];
        let marks = &mut self.marks.items;
        let mut push = |class: Computed, length: usize, value: Value| {
            marks.push(Mark { class: class.into(), length, value });
        };
        if let Some((length, value)) = numerals.number(self.pieces, at) {
            push(Computed::Number, length, Value::Number(value));
            if value >= 2.0 || value == 0.0 {
                push(Computed::Plural, length, Value::Number(value));
            }
        }
        if let Some((length, value)) = numerals.ordinal(self.pieces, at) {
            push(Computed::Ordinal, length, Value::Number(value));
        }
        if piece.is_digits() {
            shapes(piece.lower, &mut push);
        } else if piece.lower.starts_with(char::is_alphabetic) {
            push(Computed::Any, 1, Value::Text(piece.lower.into()));
            if piece.is_capital() {
                push(Computed::Capital, 1, Value::Text(piece.text.into()));
                if let Some((length, value)) = numerals.roman(self.pieces, at) {
                    push(Computed::Roman, length, Value::Number(value));
                }
            }
            if let Some(class) = self.syntax.words.get(piece.token).and_then(|word| upos_class(word.upos)) {
                push(class, 1, Value::Text(piece.lower.into()));
            }
        }
    }

    fn is(&self, at: usize, key: Key) -> bool {
        self.keys.row(at).iter().any(|(known, _)| *known == key)
    }
}

fn upos_class(upos: Upos) -> Option<Computed> {
    match upos {
        Upos::Noun => Some(Computed::Noun),
        Upos::Adj => Some(Computed::Adjective),
        Upos::Verb | Upos::Aux => Some(Computed::Verb),
        Upos::Propn => Some(Computed::Proper),
        _ => None,
    }
}

/// Whether digits are a date with points between: `27.03.2016`.
fn is_dotted(digits: &str) -> bool {
    let lengths: Vec<usize> = digits.split('.').map(str::len).collect();
    matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4])
}

/// Marks plain digits that can be a day, a year, an hour, minutes.
fn shapes(digits: &str, push: &mut impl FnMut(Computed, usize, Value)) {
    if is_dotted(digits) {
        push(Computed::Dotted, 1, Value::Text(digits.into()));
    }
    let Some(value) = super::numerals::plain(digits) else { return };
    let number = Value::Number(value as f64);
    push(Computed::Integer, 1, number.clone());
    if digits.len() == 2 {
        push(Computed::TwoDigits, 1, number.clone());
    }
    match (digits.len(), value) {
        (4, 0..=2400) if value % 100 < 60 && !(1000..=2100).contains(&value) => {
            push(Computed::Military, 1, Value::Text(digits.into()));
        }
        (4, 1000..=2100) => {
            if value % 100 < 60 {
                push(Computed::Military, 1, Value::Text(digits.into()));
            }
            push(Computed::Year, 1, number.clone());
            if (1700..=2060).contains(&value) && !value.is_multiple_of(100) {
                push(Computed::LikelyYear, 1, number);
            }
        }
        (2, 60..) => push(Computed::ShortYear, 1, number),
        (1 | 2, _) => {
            if (1..=31).contains(&value) {
                push(Computed::Day, 1, number.clone());
            }
            if value <= 24 {
                push(Computed::Hour, 1, number.clone());
            }
            if value < 60 && digits.len() == 2 {
                push(Computed::Minute, 1, number);
            }
        }
        _ => {}
    }
}

/// Where the longest way through a pattern ends, what it captured, and its mentions.
type Best = (usize, Vec<Option<Capture>>, Vec<Range<usize>>);

/// Steps after which it is remembered where a walk has been; nearly all walks are shorter.
const FREE: u32 = 200;

/// The ways through the patterns of a report; its memory serves one attempt after another.
struct Walk<'t, 'r> {
    text: &'t Text<'t>,
    steps: &'r [Step],
    /// Where the best match so far ends; a better one ends later.
    longest: usize,
    captures: Vec<Option<Capture>>,
    opened: Vec<usize>,
    mentions: Vec<Range<usize>>,
    best: Option<Best>,
    /// Steps of this attempt.
    gone: u32,
    /// Steps that were gone through, each with its place in the text.
    seen: FxHashSet<(usize, usize)>,
}

impl<'t, 'r> Walk<'t, 'r> {
    fn new(text: &'t Text<'t>) -> Walk<'t, 'r> {
        let (captures, opened, mentions) = (Vec::new(), Vec::new(), Vec::new());
        Walk {
            text,
            steps: &[],
            longest: 0,
            captures,
            opened,
            mentions,
            best: None,
            gone: 0,
            seen: FxHashSet::default(),
        }
    }

    /// The longest match of a rule that begins at a place.
    fn attempt(&mut self, rule: &'r Rule, at: usize) -> Option<Found<'r>> {
        (self.steps, self.longest) = (&rule.pattern.steps, at);
        self.captures.clear();
        self.captures.resize(rule.pattern.names.len(), None);
        // Clearing a table takes as long as it is large.
        if self.gone > FREE {
            self.seen = FxHashSet::default();
        }
        self.gone = 0;
        self.go(0, at);
        let (end, captures, mut mentions) = self.best.take()?;
        if mentions.is_empty() {
            mentions.push(at..end);
        }
        Some(Found { rule, pieces: at..end, mentions, captures })
    }

    fn go(&mut self, step: usize, at: usize) {
        // From one step at one place the same ends are reached, however the walk came there, and the first to come is preferred: a second
        // visit can find nothing better. So time grows with steps and words, and not with the ways through both.
        self.gone += 1;
        if self.gone > FREE && !self.seen.insert((step, at)) {
            return;
        }
        match &self.steps[step] {
            Step::Split(first, second) => {
                self.go(*first, at);
                self.go(*second, at);
            }
            Step::Jump(to) => self.go(*to, at),
            Step::Open => {
                self.opened.push(at);
                self.go(step + 1, at);
                self.opened.pop();
            }
            Step::Close => self.close(step, at),
            Step::Done if at > self.longest => {
                self.longest = at;
                self.best = Some((at, self.captures.clone(), self.mentions.clone()));
            }
            Step::Done => {}
            Step::Class(class, slot) => self.take(*class, *slot, step, at),
            word => {
                if word.key().is_some_and(|key| self.text.is(at, key)) {
                    self.go(step + 1, at + 1);
                }
            }
        }
    }

    fn close(&mut self, step: usize, at: usize) {
        let Some(start) = self.opened.pop() else { return };
        self.mentions.push(start..at);
        self.go(step + 1, at);
        self.mentions.pop();
        self.opened.push(start);
    }

    fn take(&mut self, class: Class, slot: Option<u8>, step: usize, at: usize) {
        for mark in self.text.marks.row(at).iter().filter(|mark| mark.class == class) {
            let end = at + mark.length;
            let Some(slot) = slot.map(usize::from) else {
                self.go(step + 1, end);
                continue;
            };
            let capture = Capture { pieces: at..end, value: mark.value.clone() };
            let before = self.captures[slot].replace(capture);
            self.go(step + 1, end);
            self.captures[slot] = before;
        }
    }
}
