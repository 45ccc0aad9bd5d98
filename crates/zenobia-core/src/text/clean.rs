//! Repairs of single characters: encoding damage, invisible characters, HTML leftovers, decomposed accents.

use super::entity;
use super::letter::{self, Letter, composed};
use crate::record::Repair;

const INVISIBLE: &str = "invisible characters";

/// The text as characters to read, and what was mended to get them.
pub(super) struct Clean {
    pub(super) letters: Vec<Letter>,
    pub(super) repairs: Vec<Repair>,
}

/// What a damaged stretch is replaced by: letters consumed, character read (if any), reason.
struct Mend {
    length: usize,
    read: Option<char>,
    why: &'static str,
}

/// Reads a text character by character, mending what is damaged.
///
/// Encoding damage is UTF-8 once read as Windows-1252 (`Ã©` for `é`, `â€™` for an apostrophe).
pub(super) fn clean(text: &str) -> Clean {
    let raw: Vec<Letter> = text.chars().enumerate().map(|(at, c)| Letter::new(c, at, at + 1)).collect();
    let mut clean = Clean { letters: Vec::with_capacity(raw.len()), repairs: Vec::new() };
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        let c = rest[0].c;
        if c.is_ascii() && c != '&' && c != '<' {
            clean.letters.push(rest[0]);
            at += 1;
            continue;
        }
        match mend(rest) {
            Some(mend) => {
                clean.apply(&rest[..mend.length], &mend);
                at += mend.length;
            }
            None => {
                clean.push(rest[0]);
                at += 1;
            }
        }
    }
    clean.join_invisible(&raw);
    clean
}

impl Clean {
    fn apply(&mut self, damaged: &[Letter], mend: &Mend) {
        let span = letter::span(damaged);
        if let Some(c) = mend.read {
            self.letters.push(Letter { c: plain(c), start: span.start, end: span.end });
        }
        self.repairs.push(Repair {
            start: span.start,
            end: span.end,
            text: letter::text(damaged),
            repaired: mend.read.map(String::from).unwrap_or_default(),
            why: mend.why.to_owned(),
        });
    }

    /// One repair for each word that holds invisible characters, however many.
    fn join_invisible(&mut self, raw: &[Letter]) {
        let given = |start: u32, end: u32| raw.get(start as usize..end as usize).unwrap_or_default();
        self.repairs.dedup_by(|next, last| {
            let same_word = last.why == INVISIBLE
                && next.why == INVISIBLE
                && given(last.end, next.start).iter().all(|letter| letter.is_word());
            last.end = if same_word { next.end } else { last.end };
            same_word
        });
        for repair in self.repairs.iter_mut().filter(|repair| repair.why == INVISIBLE) {
            repair.text = letter::text(given(repair.start, repair.end));
            repair.repaired = repair.text.chars().filter(|&c| !is_invisible(c)).collect();
        }
    }

    /// Takes a sound character over, in its plain form; an accent joins the letter it follows.
    fn push(&mut self, given: Letter) {
        if let Some(last) = self.letters.last_mut()
            && let Some(c) = composed(last.c, given.c)
        {
            *last = Letter { c, start: last.start, end: given.end };
            return;
        }
        if let Some(both) = ligature(given.c) {
            let mut letters = both.chars();
            self.letters.extend(letters.next().map(|c| Letter { c, ..given }));
            self.letters.extend(letters.map(|c| Letter { c, start: given.end, end: given.end }));
            return;
        }
        self.letters.push(Letter { c: plain(given.c), ..given });
    }
}

/// The typographic ligatures that extraction from PDF leaves.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => return None,
    })
}

/// The plain form of a typographic variant: apostrophes straight, all spaces but line ends plain.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '′' | '‛' | '`' | '´' | '\u{92}' => '\'',
        '\u{93}' | '\u{94}' => '"',
        '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{3000}' => ' ',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        '\u{2010}' | '\u{2011}' => '-',
        _ => c,
    }
}

/// Soft hyphens, zero-width and direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

fn mend(rest: &[Letter]) -> Option<Mend> {
    let c = rest[0].c;
    match c {
        '&' => entity::reference(rest).map(|(c, length)| Mend {
            length,
            read: (c != '\u{ad}').then_some(c),
            why: "character reference of HTML",
        }),
        '<' => entity::tag(rest).map(|(length, line)| Mend {
            length,
            read: Some(if line { '\n' } else { ' ' }),
            why: "tag of HTML",
        }),
        _ if is_invisible(c) => Some(Mend { length: 1, read: None, why: INVISIBLE }),
        '\u{c2}'..='\u{ef}' => mojibake(rest),
        _ => None,
    }
}

/// The byte that Windows-1252 shows as this character.
fn byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match u32::from(c) {
        code @ 0x80..=0xff => Some(code as u8),
        code if code < 0x80 => None,
        _ => HIGH.iter().position(|&other| other == c).map(|at| 0x80 + at as u8),
    }
}

/// UTF-8 read as Windows-1252 at the start of some letters.
///
/// Pairs whose first half is a letter of living alphabets are damage only where a second pair follows.
fn mojibake(rest: &[Letter]) -> Option<Mend> {
    const WHY: &str = "UTF-8 read as Windows-1252";
    if let [Letter { c: 'Ã', .. }, Letter { c: ' ', .. }, ..] = rest {
        // The no-break space that ends a damaged `à` often became a plain one.
        let length = if rest.get(2).is_some_and(|next| next.c == ' ') { 2 } else { 1 };
        return Some(Mend { length, read: Some('à'), why: WHY });
    }
    if let [Letter { c: 'Â', .. }, Letter { c: ' ', .. }, ..] = rest {
        return Some(Mend { length: 1, read: None, why: WHY });
    }
    let (c, length) = decode(rest)?;
    let sure = match rest[0].c {
        'Ã' | 'Â' | 'Å' => c.is_alphabetic() || matches!(c, '\u{a0}'..='\u{bf}'),
        'â' => matches!(c, '\u{2010}'..='\u{203a}' | '€' | '™'),
        _ => {
            c.is_alphabetic() && decode(&rest[length..]).is_some_and(|(next, _)| next.is_alphabetic())
                || c == '\u{feff}'
        }
    };
    sure.then_some(Mend { length, read: (c != '\u{feff}' && c != '\u{ad}').then_some(c), why: WHY })
}

fn decode(rest: &[Letter]) -> Option<(char, usize)> {
    let first = byte(rest.first()?.c)?;
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => return None,
    };
    let mut bytes = [first, 0, 0];
    for (slot, letter) in bytes[1..length].iter_mut().zip(rest.get(1..length)?) {
        *slot = byte(letter.c).filter(|byte| (0x80..0xc0).contains(byte))?;
    }
    let text = std::str::from_utf8(&bytes[..length]).ok()?;
    text.chars().next().map(|c| (c, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        letter::text(&clean(text).letters)
    }

    #[test]
    fn damaged_utf8_is_read_again() {
        assert_eq!(read("lâ€™armÃ©e Ã  HomsÂ : Ã‰tat dÃ©fait"), "l'armée à Homs : État défait");
    }

    #[test]
    fn a_capital_before_a_closing_mark_is_sound() {
        assert_eq!(read("«LIBERTÉ» à «Â»"), "«LIBERTÉ» à «»");
        assert_eq!(clean("«LIBERTÉ»").repairs, []);
    }

    #[test]
    fn invisible_characters_go_and_offsets_stay() {
        let clean = clean("re\u{ad}prise");
        assert_eq!(letter::text(&clean.letters), "reprise");
        assert_eq!(clean.letters[2], Letter::new('p', 3, 4));
        assert_eq!(clean.repairs.len(), 1);
    }

    #[test]
    fn accents_join_their_letter_without_a_repair() {
        let clean = clean("e\u{301}te\u{301}");
        assert_eq!(letter::text(&clean.letters), "été");
        assert_eq!(clean.letters[0], Letter::new('é', 0, 2));
        assert!(clean.repairs.is_empty());
    }

    #[test]
    fn references_and_tags_are_read() {
        assert_eq!(read("Alep&nbsp;: l&#39;arm&eacute;e<br>Homs"), "Alep : l'armée\nHoms");
    }
}
