//! Repairs of words: lost apostrophes, stray spaces, words broken at a line's end, damaged spellings.

use compact_str::CompactString;

use super::cut::{Piece, token};
use super::data::TextData;
use super::letter::{self, Letter};
use super::token::Token;
use crate::record::Repair;

const LOST_APOSTROPHE: &str = "lost apostrophe";

/// The words of a text, with the line ends before each.
#[derive(Default)]
pub(super) struct Words {
    pub(super) tokens: Vec<Token>,
    pub(super) lines: Vec<u8>,
    pub(super) repairs: Vec<Repair>,
}

/// Makes tokens from pieces, mending words on the way.
///
/// Where an apostrophe was lost, sound words that damage can also leave (`dune`) are looked at again.
pub(super) fn mend(letters: &[Letter], pieces: &[Piece], data: &TextData) -> Words {
    let words = mend_once(letters, pieces, data, false);
    let damaged = words.repairs.iter().any(|repair| repair.why == LOST_APOSTROPHE);
    if damaged && !data.doubtful.is_empty() { mend_once(letters, pieces, data, true) } else { words }
}

fn mend_once(letters: &[Letter], pieces: &[Piece], data: &TextData, damaged: bool) -> Words {
    let mut words = Words::default();
    words.tokens.reserve(pieces.len());
    words.lines.reserve(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let piece = pieces[at];
        let stretch = &letters[piece.start..piece.end];
        if let Some(joined) = broken_word(letters, &pieces[at..], data) {
            words.replace(letters, Piece { end: pieces[at + 2].end, ..piece }, &joined, "word broken at a line's end");
            at += 3;
            continue;
        }
        let token = token(stretch, piece.spaced);
        match spelling(&token.text, data, damaged) {
            Some(mended) => match only_apostrophe(stretch, mended, data) {
                Some(length) => words.restore_apostrophe(letters, piece, length),
                None => words.replace(letters, piece, mended, "damaged spelling"),
            },
            None => match (lost_elision(stretch, data), run_together(stretch, data)) {
                (Some(length), _) => words.restore_apostrophe(letters, piece, length),
                (None, Some(length)) => words.part(letters, piece, length),
                (None, None) => words.push(token, piece.lines),
            },
        }
        words.close_elision(data);
        at += 1;
    }
    words
}

impl Words {
    fn push(&mut self, token: Token, lines: u8) {
        self.tokens.push(token);
        self.lines.push(lines);
    }

    fn note(&mut self, stretch: &[Letter], repaired: &str, why: &str) {
        let span = letter::span(stretch);
        let (text, repaired, why) = (letter::text(stretch), repaired.to_owned(), why.to_owned());
        self.repairs.push(Repair { start: span.start, end: span.end, text, repaired, why });
    }

    fn replace(&mut self, letters: &[Letter], piece: Piece, mended: &str, why: &str) {
        let stretch = &letters[piece.start..piece.end];
        let written: Vec<Letter> = mended.chars().map(|c| Letter { c, start: 0, end: 0 }).collect();
        let token = Token { span: letter::span(stretch), ..token(&written, piece.spaced) };
        self.note(stretch, mended, why);
        self.push(token, piece.lines);
    }

    /// Cuts an elided word off and gives it its apostrophe back.
    fn restore_apostrophe(&mut self, letters: &[Letter], piece: Piece, length: usize) {
        let (head, tail) = letters[piece.start..piece.end].split_at(length);
        let mark = Letter { c: '\'', start: tail[0].start, end: tail[0].start };
        let elided: Vec<Letter> = head.iter().copied().chain([mark]).collect();
        self.note(
            &letters[piece.start..piece.end],
            &format!("{}{}", letter::text(&elided), letter::text(tail)),
            LOST_APOSTROPHE,
        );
        self.push(Token { span: letter::span(head), ..token(&elided, piece.spaced) }, piece.lines);
        self.push(token(tail, false), 0);
    }

    /// Makes two words of one, as if a space stood between them.
    fn part(&mut self, letters: &[Letter], piece: Piece, length: usize) {
        let (head, tail) = letters[piece.start..piece.end].split_at(length);
        let parted = format!("{} {}", letter::text(head), letter::text(tail));
        self.note(&letters[piece.start..piece.end], &parted, "words run together");
        self.push(token(head, piece.spaced), piece.lines);
        self.push(token(tail, true), 0);
    }

    /// Takes the space out after an elided word: `d' habitants`.
    fn close_elision(&mut self, data: &TextData) {
        let [.., elided, word] = self.tokens.as_mut_slice() else { return };
        let is_elided = opens_with_vowel(word.lower.chars().next().unwrap_or(' '), data)
            && elided
                .lower
                .strip_suffix('\'')
                .is_some_and(|stem| data.settings.elisions.iter().any(|other| other == stem));
        if !word.spaced || !is_elided {
            return;
        }
        word.spaced = false;
        let (start, end) = (elided.span.start, word.span.end);
        let (text, repaired) = (format!("{} {}", elided.text, word.text), format!("{}{}", elided.text, word.text));
        self.repairs.push(Repair { start, end, text, repaired, why: "stray space after an apostrophe".to_owned() });
    }
}

/// A word, a hyphen, and its other half on the next line, as one word.
fn broken_word(letters: &[Letter], pieces: &[Piece], data: &TextData) -> Option<String> {
    let [first, hyphen, second, ..] = pieces else { return None };
    let is_broken =
        letters[hyphen.start].c == '-' && hyphen.end == hyphen.start + 1 && !hyphen.spaced && second.lines == 1;
    let (head, tail) = (&letters[first.start..first.end], &letters[second.start..second.end]);
    if !is_broken || !head.last()?.c.is_alphabetic() || !tail.first()?.c.is_alphabetic() {
        return None;
    }
    let (head, tail) = (letter::text(head), letter::text(tail));
    let joined = format!("{head}{tail}");
    let known = |words: &str| words.to_lowercase().split('-').all(|part| data.forms.contains(part));
    let whole = known(&joined);
    let halves = known(&head) && known(&tail);
    let compound = tail.starts_with(char::is_uppercase) || halves && !whole || data.forms.is_empty();
    Some(if compound { format!("{head}-{tail}") } else { joined })
}

fn spelling<'a>(word: &str, data: &'a TextData, damaged: bool) -> Option<&'a str> {
    let doubtful = if damaged { data.doubtful.get(word) } else { None };
    data.spellings.get(word).or(doubtful).map(CompactString::as_str)
}

/// Length of the elided word when a mended spelling only gives it its apostrophe back.
fn only_apostrophe(stretch: &[Letter], mended: &str, data: &TextData) -> Option<usize> {
    let (head, tail) = mended.split_once('\'')?;
    let length = head.chars().count();
    let same = length + tail.chars().count() == stretch.len() && length < stretch.len();
    (same && data.settings.elisions.iter().any(|other| *other == head.to_lowercase())).then_some(length)
}

/// Length of the elided word whose apostrophe was lost: 1 for `dun`, 2 for `quil`.
///
/// Small words must be unknown as they stand and known with the apostrophe (the forms list `d'un`). A small elided word before a capital
/// (`lUnesco`) needs no list: no word is written so.
fn lost_elision(stretch: &[Letter], data: &TextData) -> Option<usize> {
    let length = elided_head(stretch, data)?;
    let (head, tail) = stretch.split_at(length);
    if !stretch.iter().all(|letter| letter.c.is_alphabetic() || letter.c == '-') {
        return None;
    }
    let small_head = head.iter().all(|letter| letter.c.is_lowercase());
    let small_tail = tail[1..].iter().all(|letter| !letter.c.is_uppercase());
    let lost = if tail[0].c.is_uppercase() {
        small_head && tail.len() >= 3 || small_tail && known_elided(head, tail, data)
    } else {
        small_head && small_tail && !known_as_it_stands(stretch, data) && known_elided(head, tail, data)
    };
    lost.then_some(length)
}

/// Length of the first of two words between which a line end was lost, as when a heading ran into the text: `victimesLe`.
///
/// A small word that is known before any capitalized one, or a longer capitalized word before one that opens sentences.
fn run_together(stretch: &[Letter], data: &TextData) -> Option<usize> {
    const SHORTEST: usize = 3;
    let capital = |letter: &Letter| letter.c.is_uppercase();
    let length = 1 + stretch.get(1..)?.iter().position(capital)?;
    let (head, tail) = stretch.split_at(length);
    let small = |letters: &[Letter]| letters.iter().all(|letter| letter.c.is_lowercase());
    if head.len() < SHORTEST || tail.len() < 2 || !small(&head[1..]) || !small(&tail[1..]) {
        return None;
    }
    let opens = data.openers.contains(&letter::lower(tail));
    let parted = if capital(&head[0]) {
        opens && head.len() > SHORTEST
    } else {
        (opens || tail.len() >= SHORTEST) && data.forms.contains(&letter::lower(head))
    };
    parted.then_some(length)
}

/// Length of the longest elided word that a word begins with, before a vowel and at least two letters more.
fn elided_head(stretch: &[Letter], data: &TextData) -> Option<usize> {
    let small = |at: usize| stretch[at].c.to_ascii_lowercase();
    let begins = |elided: &str| elided.chars().enumerate().all(|(at, c)| at + 2 < stretch.len() && small(at) == c);
    let lengths =
        data.settings.lost_elisions.iter().filter(|elided| begins(elided)).map(|elided| elided.chars().count());
    let length = lengths.max()?;
    opens_with_vowel(stretch[length].c, data).then_some(length)
}

/// Whether a word, or the first part of a hyphenated one, is known.
fn known_as_it_stands(word: &[Letter], data: &TextData) -> bool {
    let word = letter::lower(word);
    data.whole.contains(&word) || word.split('-').next().is_some_and(|part| data.forms.contains(part))
}

/// Whether the elided word is known before this one; a long word need only be known itself where the elided one is an article or preposition
/// (the first two that the pack lists).
fn known_elided(head: &[Letter], tail: &[Letter], data: &TextData) -> bool {
    const LONG: usize = 6;
    let (head, tail) = (letter::lower(head), letter::lower(tail));
    let mut parts = tail.split('-');
    let first = parts.next().unwrap_or_default();
    let free = data.settings.lost_elisions.iter().take(2).any(|elided| *elided == head);
    let pair = data.forms.contains(&format!("{head}'{first}"));
    (pair || free && first.chars().count() >= LONG && data.forms.contains(first))
        && parts.all(|part| data.forms.contains(part))
}

fn opens_with_vowel(c: char, data: &TextData) -> bool {
    if c.is_ascii() {
        return data.settings.vowels.contains(c.to_ascii_lowercase());
    }
    let folded = letter::fold(&c.to_lowercase().collect::<String>());
    folded.chars().next().is_some_and(|first| data.settings.vowels.contains(first))
}
