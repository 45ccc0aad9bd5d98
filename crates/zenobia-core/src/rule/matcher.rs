//! Finds where rules match.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::file::{Rule, Rules};
use super::lexicon::{COMPUTED, Class, Mark, Value};
use super::pattern::Step;
use super::piece::{Piece, Pieces, fold};
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
    /// one with the longer mentions, then the first in the files.
    pub fn matches(&self, pieces: &Pieces<'_>, syntax: &Syntax) -> Vec<Found<'_>> {
        let text = Text::mark(self, &pieces.all, syntax);
        let mut found: Vec<(u32, Found<'_>)> = Vec::new();
        for at in 0..pieces.all.len() {
            self.push_matches(&text, at, &mut found);
        }
        let mentioned = |found: &Found<'_>| found.mentions.iter().map(Range::len).sum::<usize>();
        found.sort_by_key(|(rule, found)| {
            (Reverse(found.pieces.len()), Reverse(mentioned(found)), *rule, found.pieces.start)
        });
        let mut taken = vec![false; pieces.all.len()];
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

    /// The longest match of each rule that can begin at a place.
    fn push_matches<'r>(&'r self, text: &Text<'_>, at: usize, found: &mut Vec<(u32, Found<'r>)>) {
        let mut candidates: Vec<u32> = Vec::new();
        let piece = &text.pieces[at];
        candidates.extend(self.by_word.get(piece.folded).into_iter().flatten());
        if !self.by_lemma.is_empty() {
            candidates.extend(self.by_lemma.get(piece.folded).into_iter().flatten());
            candidates.extend(text.lemma(at).and_then(|lemma| self.by_lemma.get(&fold(lemma))).into_iter().flatten());
        }
        for mark in &text.marks[at] {
            candidates.extend(&self.by_class[mark.class.0 as usize]);
        }
        candidates.sort_unstable();
        candidates.dedup();
        for number in candidates {
            found.extend(attempt(&self.rules[number as usize], text, at).map(|one| (number, one)));
        }
    }
}

/// A report with the classes of its words.
struct Text<'a> {
    rules: &'a Rules,
    pieces: &'a [Piece<'a>],
    syntax: &'a Syntax,
    marks: Vec<Vec<Mark>>,
}

impl<'a> Text<'a> {
    fn mark(rules: &'a Rules, pieces: &'a [Piece<'a>], syntax: &'a Syntax) -> Text<'a> {
        let mut text = Text { rules, pieces, syntax, marks: vec![Vec::new(); pieces.len()] };
        for at in 0..pieces.len() {
            let mut marks = Vec::new();
            rules.lexicon.marks(pieces, at, &mut marks);
            text.computed(at, &mut marks);
            text.marks[at] = marks;
        }
        text
    }

    fn lemma(&self, at: usize) -> Option<&str> {
        self.syntax.words.get(self.pieces[at].token).map(|word| word.lemma.as_str()).filter(|lemma| !lemma.is_empty())
    }

    /// Marks the classes that need no lexicon.
    fn computed(&self, at: usize, marks: &mut Vec<Mark>) {
        let numerals = &self.rules.lexicon.numerals;
        let piece = &self.pieces[at];
        let mut push = |name: &str, length: usize, value: Value| {
            if let Some(class) = COMPUTED.iter().position(|&known| known == name) {
                marks.push(Mark { class: Class(class as u16), length, value });
            }
        };
        if let Some((length, value)) = numerals.number(self.pieces, at) {
            push("number", length, Value::Number(value));
            if value >= 2.0 || value == 0.0 {
                push("plural", length, Value::Number(value));
            }
        }
        if let Some((length, value)) = numerals.ordinal(self.pieces, at) {
            push("ordinal", length, Value::Number(value));
        }
        if piece.is_digits() {
            shapes(piece.lower, &mut push);
        } else if piece.lower.starts_with(char::is_alphabetic) {
            push("any", 1, Value::Text(piece.lower.into()));
            if piece.is_capital() {
                push("capital", 1, Value::Text(piece.text.into()));
                if let Some((length, value)) = numerals.roman(self.pieces, at) {
                    push("roman", length, Value::Number(value));
                }
            }
            if let Some(name) = self.syntax.words.get(piece.token).and_then(|word| upos_class(word.upos)) {
                push(name, 1, Value::Text(piece.lower.into()));
            }
        }
    }

    fn fits(&self, step: &Step, at: usize) -> bool {
        let vocabulary = &self.rules.lexicon.vocabulary;
        match step {
            Step::Literal(id) => self.pieces.get(at).is_some_and(|piece| vocabulary.is(*id, piece)),
            Step::Lemma(lemma, id) => self.pieces.get(at).is_some_and(|piece| match self.lemma(at) {
                Some(known) => known == lemma || vocabulary.is(*id, piece),
                None => vocabulary.is(*id, piece),
            }),
            _ => false,
        }
    }
}

fn upos_class(upos: Upos) -> Option<&'static str> {
    match upos {
        Upos::Noun => Some("noun"),
        Upos::Adj => Some("adjective"),
        Upos::Verb | Upos::Aux => Some("verb"),
        Upos::Propn => Some("proper"),
        _ => None,
    }
}

/// Whether digits are a date with points between: `27.03.2016`.
fn is_dotted(digits: &str) -> bool {
    let lengths: Vec<usize> = digits.split('.').map(str::len).collect();
    matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4])
}

/// Marks plain digits that can be a day, a year, an hour, minutes.
fn shapes(digits: &str, push: &mut impl FnMut(&str, usize, Value)) {
    if is_dotted(digits) {
        push("dotted", 1, Value::Text(digits.into()));
    }
    let Some(value) = super::numerals::plain(digits) else { return };
    let number = Value::Number(value as f64);
    push("integer", 1, number.clone());
    if digits.len() == 2 {
        push("two-digits", 1, number.clone());
    }
    match (digits.len(), value) {
        (4, 0..=2400) if value % 100 < 60 && !(1000..=2100).contains(&value) => {
            push("military", 1, Value::Text(digits.into()));
        }
        (4, 1000..=2100) => {
            if value % 100 < 60 {
                push("military", 1, Value::Text(digits.into()));
            }
            push("year", 1, number.clone());
            if (1700..=2060).contains(&value) && !value.is_multiple_of(100) {
                push("likely-year", 1, number);
            }
        }
        (2, 60..) => push("short-year", 1, number),
        (1 | 2, _) => {
            if (1..=31).contains(&value) {
                push("day", 1, number.clone());
            }
            if value <= 24 {
                push("hour", 1, number.clone());
            }
            if value < 60 && digits.len() == 2 {
                push("minute", 1, number);
            }
        }
        _ => {}
    }
}

/// Where the longest way through a pattern ends, what it captured, and its mentions.
type Best = (usize, Vec<Option<Capture>>, Vec<Range<usize>>);

/// Steps after which it is remembered where a walk has been; nearly all walks are shorter.
const FREE: u32 = 200;

/// One way through a pattern.
struct Walk<'t, 'r> {
    text: &'t Text<'t>,
    rule: &'r Rule,
    /// Where the best match so far ends; a better one ends later.
    longest: usize,
    captures: Vec<Option<Capture>>,
    opened: Vec<usize>,
    mentions: Vec<Range<usize>>,
    best: Option<Best>,
    steps: u32,
    /// Steps that were gone through, each with its place in the text.
    seen: FxHashSet<(usize, usize)>,
}

fn attempt<'r>(rule: &'r Rule, text: &Text<'_>, at: usize) -> Option<Found<'r>> {
    let captures = vec![None; rule.pattern.names.len()];
    let mut walk = Walk {
        text,
        rule,
        longest: at,
        captures,
        opened: Vec::new(),
        mentions: Vec::new(),
        best: None,
        steps: 0,
        seen: FxHashSet::default(),
    };
    walk.go(0, at);
    let (end, captures, mut mentions) = walk.best?;
    if mentions.is_empty() {
        mentions.push(at..end);
    }
    Some(Found { rule, pieces: at..end, mentions, captures })
}

impl Walk<'_, '_> {
    fn go(&mut self, step: usize, at: usize) {
        // From one step at one place the same ends are reached, however the walk came there, and the first to come is preferred: a second
        // visit can find nothing better. So time grows with steps and words, and not with the ways through both.
        self.steps += 1;
        if self.steps > FREE && !self.seen.insert((step, at)) {
            return;
        }
        match &self.rule.pattern.steps[step] {
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
                if self.text.fits(word, at) {
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
        let text = self.text;
        let Some(marks) = text.marks.get(at) else { return };
        for mark in marks.iter().filter(|mark| mark.class == class) {
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
