//! Finds the names of a gazetteer in running text, in one pass: at each word with a capital the text is folded letter by letter
//! into the finite-state map, as far as it goes.

use std::ops::Range;

use fst::raw::{CompiledAddr, Fst, Node};

use super::{CompactGazetteer, NAMES};
use crate::place::name::{Letter, fold_letter};

impl CompactGazetteer {
    pub(super) fn scan(&self, text: &str) -> Vec<Range<usize>> {
        let Some(names) = self.map(NAMES) else { return Vec::new() };
        let starts = self.starts.get_or_init(|| starts(&names));
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = next_capital(text, at) {
            let (end, word) = match jump(text.as_bytes(), start) {
                Some(letters) => match starts[letters] {
                    NOWHERE => (None, word_end(text, start)),
                    node => longest(&names, names.node(node), text, start, start + JUMP),
                },
                None => longest(&names, names.root(), text, start, start),
            };
            found.extend(end.map(|end| start..end));
            at = end.unwrap_or(word);
        }
        found
    }
}

/// Letters that are read at once from a table of the nodes they lead to; the map is widest there.
const JUMP: usize = 3;
/// Digits, letters and the space.
const SIGNS: usize = 37;
const NOWHERE: CompiledAddr = CompiledAddr::MAX;

/// The number of the first letters from a byte on, where all of them are plain.
fn jump(bytes: &[u8], start: usize) -> Option<usize> {
    let letters = bytes.get(start..start + JUMP)?;
    letters.iter().try_fold(0, |number, &letter| {
        let sign = match letter {
            b'0'..=b'9' => letter - b'0',
            b'a'..=b'z' => letter - b'a' + 10,
            b'A'..=b'Z' => letter - b'A' + 10,
            b' ' | b'-' => 36,
            _ => return None,
        };
        Some(number * SIGNS + usize::from(sign))
    })
}

/// The node that each of the first letters leads to.
fn starts(names: &Fst<&[u8]>) -> Box<[CompiledAddr]> {
    let sign = |number: usize| *b"0123456789abcdefghijklmnopqrstuvwxyz ".get(number).unwrap_or(&b' ');
    let node = |number: usize| {
        let letters = [sign(number / SIGNS / SIGNS), sign(number / SIGNS % SIGNS), sign(number % SIGNS)];
        step(names, names.root(), &letters).map_or(NOWHERE, |node| node.addr())
    };
    (0..SIGNS * SIGNS * SIGNS).map(node).collect()
}

/// Where the next word with a capital begins, at or after a byte that is no part of a word.
fn next_capital(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut inside = at > 0 && is_wordy(bytes[at - 1]);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_uppercase() && !inside {
            return Some(at);
        }
        if byte >= 0xc0 && !inside && text[at..].chars().next().is_some_and(char::is_uppercase) {
            return Some(at);
        }
        inside = is_wordy(byte);
        at += 1;
    }
    None
}

/// Letters and digits; every byte of a letter outside of ASCII.
fn is_wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// The end of the longest name from a byte on, where `from` and a node say how far it has been read, and the end of the first word.
fn longest<'f>(
    names: &'f Fst<&[u8]>,
    first: Node<'f>,
    text: &str,
    start: usize,
    from: usize,
) -> (Option<usize>, usize) {
    let read = text.as_bytes().get(start..from).unwrap_or_default();
    let mut word = read.iter().position(|&byte| !is_wordy(byte)).map(|at| start + at);
    let mut spaced = read.last().is_some_and(|&byte| !is_wordy(byte));
    // Where the last letter that is heard ends: an apostrophe after a name is no part of it.
    let (mut node, mut end, mut at, mut heard) = (first, None, from, from);
    for letter in text[from..].chars() {
        let folded =
            if letter.is_ascii_alphanumeric() { Letter::One(letter.to_ascii_lowercase()) } else { fold_letter(letter) };
        let next = match folded {
            Letter::Silent => Some(node),
            Letter::Space => {
                word = word.or(Some(at));
                if node.is_final() && !spaced {
                    end = Some(heard);
                }
                let next = if spaced { Some(node) } else { step(names, node, b" ") };
                spaced = true;
                // A name does not go on over the end of a line or of a clause.
                next.filter(|_| matches!(letter, ' ' | '-' | '‑' | '–' | '\u{a0}' | '\u{202f}' | '/'))
            }
            Letter::One(one) => {
                spaced = false;
                step(names, node, one.encode_utf8(&mut [0; 4]).as_bytes())
            }
            Letter::Two(two) => {
                spaced = false;
                step(names, node, two.as_bytes())
            }
        };
        let Some(next) = next else { return (end, word.unwrap_or_else(|| word_end(text, at))) };
        node = next;
        at += letter.len_utf8();
        if matches!(folded, Letter::One(_) | Letter::Two(_)) {
            heard = at;
        }
    }
    if node.is_final() && !spaced {
        end = Some(heard);
    }
    (end, word.unwrap_or(at))
}

fn step<'f>(names: &'f Fst<&[u8]>, mut node: Node<'f>, bytes: &[u8]) -> Option<Node<'f>> {
    for &byte in bytes {
        node = names.node(node.transition_addr(node.find_input(byte)?));
    }
    Some(node)
}

fn word_end(text: &str, from: usize) -> usize {
    let rest = &text.as_bytes()[from..];
    from + rest.iter().position(|&byte| !is_wordy(byte)).unwrap_or(rest.len())
}

/// The words of a text: letters and digits, with the apostrophes and dots inside of them.
pub(in crate::place) fn words(text: &str) -> Vec<Range<usize>> {
    let inside = |letter: char| fold_letter(letter) != Letter::Space;
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices().filter(|&(_, letter)| inside(letter)) {
        match words.last_mut().filter(|word| word.end == at) {
            Some(word) => word.end = at + letter.len_utf8(),
            None if letter.is_alphanumeric() => words.push(at..at + letter.len_utf8()),
            None => {}
        }
    }
    words
}
