//! Where a word, number, address or mark ends.

use compact_str::CompactString;

use super::data::TextData;
use super::letter::{self, Letter};

/// The end of the word, number, address or mark that begins at a letter.
pub(super) fn piece_end(letters: &[Letter], at: usize, data: &TextData) -> usize {
    let c = letters[at].c;
    if letters[at].is_word() {
        if let Some(end) = address_end(letters, at) {
            return end;
        }
        return if c.is_ascii_digit() { number_end(letters, at, data) } else { word_end(letters, at, data) };
    }
    if is_sign(letters, at) {
        return number_end(letters, at + 1, data);
    }
    if let Some(end) = face_end(letters, at) {
        return end;
    }
    let run = |same: &dyn Fn(char) -> bool| letters[at..].iter().take_while(|letter| same(letter.c)).count();
    match c {
        '.' | '-' | '=' | '_' | '*' | '…' | '<' | '>' | '+' | '$' | '/' | '\\' | '~' | '^' | '#' | '|' => {
            at + run(&|other| other == c)
        }
        '!' | '?' => at + run(&|other| matches!(other, '!' | '?')),
        '\'' if letters.get(at + 1).is_some_and(|next| next.c == '\'') => at + 2,
        '°' if letters.get(at + 1).is_some_and(|next| next.c.is_ascii_alphabetic()) => at + 2,
        _ => at + 1,
    }
}

/// The end of a face made of signs: `:-)`; one without a nose must stand alone.
fn face_end(letters: &[Letter], at: usize) -> Option<usize> {
    let sign = |at: usize| letters.get(at).map(|letter| letter.c);
    let alone = at == 0 || letters[at - 1].is_space();
    let nose = usize::from(matches!(sign(at + 1), Some('-')));
    let face = matches!(letters[at].c, ':' | ';' | '=') && matches!(sign(at + nose + 1), Some(')' | '(' | 'D' | 'P'));
    let end = at + nose + 2;
    let closed = sign(end).is_none_or(|next| !next.is_alphanumeric() && next != '\'');
    (face && closed && (alone || nose > 0)).then_some(end)
}

/// Whether a minus or plus stands alone before a number: `-5`, but not `3 -5`.
fn is_sign(letters: &[Letter], at: usize) -> bool {
    let number = matches!(letters[at].c, '-' | '+') && letters.get(at + 1).is_some_and(|next| next.c.is_ascii_digit());
    let before = |back: usize| at.checked_sub(back).map(|at| letters[at].c);
    let alone = before(1).is_none_or(|c| c.is_whitespace() || c == '(');
    number && alone && !before(2).is_some_and(|c| c.is_ascii_digit())
}

/// The end of a web or mail address that begins here.
fn address_end(letters: &[Letter], at: usize) -> Option<usize> {
    let first = letters[at].c.to_ascii_lowercase();
    let begins = |prefix: &str| {
        letters.len() - at >= prefix.len()
            && prefix.chars().zip(&letters[at..]).all(|(c, letter)| letter.c.to_ascii_lowercase() == c)
    };
    let web = match first {
        'h' => begins("http://") || begins("https://"),
        'w' => begins("www."),
        _ => false,
    };
    if !web && !is_mail(&letters[at..]) {
        return dotted_end(letters, at);
    }
    let stop = |letter: &Letter| {
        letter.is_space() || matches!(letter.c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '\'' | ')' | ']')
    };
    let end = letters[at..].iter().position(stop).map_or(letters.len(), |length| at + length);
    let kept = letters[at..end].iter().rposition(|letter| !matches!(letter.c, '.' | ',' | ';' | ':' | '!' | '?' | '…'));
    kept.map(|last| at + last + 1)
}

/// The end of a name of three parts or more, all of small letters, with dots between: `news.example.software`.
fn dotted_end(letters: &[Letter], at: usize) -> Option<usize> {
    let small = |end: usize| letters.get(end).is_some_and(|letter| letter.c.is_ascii_lowercase());
    let (mut end, mut dots) = (at, 0);
    loop {
        let length =
            letters[end..].iter().take_while(|letter| letter.c.is_ascii_lowercase() || letter.c == '-').count();
        end += length;
        match letters.get(end) {
            Some(letter) if letter.c == '.' && length > 1 && small(end + 1) => (end, dots) = (end + 1, dots + 1),
            Some(letter) if letter.is_word() || letter.c == '\'' => return None,
            _ => return (dots > 1 && length > 1).then_some(end),
        }
    }
}

fn is_mail(letters: &[Letter]) -> bool {
    let local =
        letters.iter().take(64).position(|letter| !(letter.is_word() || matches!(letter.c, '.' | '_' | '-' | '+')));
    let Some(sign) = local.filter(|&sign| letters[sign].c == '@') else {
        return false;
    };
    sign > 1 && letters.get(sign + 1).is_some_and(|next| next.is_word())
}

/// The end of a number: digits with separators, grouped by threes where the language does so, and the letters stuck to it.
fn number_end(letters: &[Letter], at: usize, data: &TextData) -> usize {
    let digits = |from: usize| letters[from..].iter().take_while(|letter| letter.c.is_ascii_digit()).count();
    let mut end = at + digits(at);
    if data.settings.grouped_numbers && end - at <= 3 {
        while letters.get(end).is_some_and(|letter| letter.c == ' ') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    loop {
        let Some(letter) = letters.get(end) else { return end };
        match letter.c {
            '.' if domain(letters, end + 1, data) => return word_end(letters, end, data),
            '.' | ',' | '/' | ':' if letters.get(end + 1).is_some_and(|next| next.c.is_ascii_digit()) => {
                end += 1 + digits(end + 1);
            }
            '-' | '\'' | '.' if letter.c != '.' && letters.get(end + 1).is_some_and(|next| next.is_word()) => end += 2,
            _ if letter.is_word() => {
                let word = letters[end..].iter().take_while(|letter| letter.is_word()).count();
                if letter.c.is_alphabetic() && unit_length(&letters[end..end + word], data).is_some() {
                    return end;
                }
                end += word;
            }
            _ => return end,
        }
    }
}

/// Length of the unit that is a word of its own, when some letters stuck to a number are one, perhaps with digits after it: `14h30`.
fn unit_length(letters: &[Letter], data: &TextData) -> Option<usize> {
    let length = letters.iter().take_while(|letter| letter.c.is_alphabetic()).count();
    let same =
        |unit: &str| unit.chars().count() == length && unit.chars().zip(letters).all(|(c, letter)| c == letter.c);
    let digits = letters[length..].iter().all(|letter| letter.c.is_ascii_digit());
    (digits && data.settings.units.iter().any(|unit| same(unit))).then_some(length)
}

/// The end of a unit that is stuck to the number before it.
fn stuck_unit_end(letters: &[Letter], at: usize, data: &TextData) -> Option<usize> {
    let stuck = at > 0 && letters[at - 1].c.is_ascii_digit();
    let length = letters[at..].iter().take_while(|letter| letter.is_word()).count();
    let unit = if stuck { unit_length(&letters[at..at + length], data) } else { None };
    unit.map(|unit| at + unit)
}

/// The end of a word: letters and digits, with hyphens and apostrophes inside, full stops inside and after abbreviations.
fn word_end(letters: &[Letter], at: usize, data: &TextData) -> usize {
    let inside = |end: usize| letters.get(end).is_some_and(|letter| letter.is_word());
    if let Some(end) = stuck_unit_end(letters, at, data) {
        return end;
    }
    let mut end = at;
    loop {
        while inside(end) {
            end += 1;
        }
        if data.settings.bracketed_endings {
            end += bracketed_ending(&letters[at..], end - at);
        }
        match letters.get(end).map(|letter| letter.c) {
            Some('\'') if is_elision(&letters[at..end], data) => {
                return whole_end(letters, at, data).unwrap_or(end + 1);
            }
            Some('°') if letters.get(end + 1).is_some_and(|next| next.c.is_ascii_digit()) => return end + 1,
            Some('°') => end += 1,
            Some('\'' | '-' | '_' | '&') if inside(end + 1) => end += 1,
            Some('.') if stop_belongs(letters, at, end, data) => {
                end += 1;
                let goes_on = inside(end) && single_before(letters, at, end) && !inside(end + 1)
                    || letters.get(end).is_some_and(|letter| letter.c == '-') && inside(end + 1)
                    || letters.get(end).is_some_and(|letter| letter.c == '\'') && inside(end + 1);
                if goes_on || inside(end) && domain(letters, end, data) {
                    continue;
                }
                return end;
            }
            _ => return end,
        }
    }
}

/// Length of an ending in brackets after the first letters of a word, such as that of a plural: `mine(s)`, `MINE(S)`.
fn bracketed_ending(letters: &[Letter], word: usize) -> usize {
    if word < 2 || letters.get(word).is_none_or(|letter| letter.c != '(') {
        return 0;
    }
    let capitals = letters[word - 1].c.is_uppercase();
    let longest = if capitals { 1 } else { 3 };
    let same = |letter: &&Letter| if capitals { letter.c.is_uppercase() } else { letter.c.is_lowercase() };
    let ending = letters[word + 1..].iter().take(longest).take_while(same).count();
    let closed = ending > 0 && letters.get(word + 1 + ending).is_some_and(|letter| letter.c == ')');
    let plural = letters.iter().skip(word + ending + 2).take(1).filter(|letter| letter.c == 's').count();
    if closed { ending + 2 + plural } else { 0 }
}

/// The end of a whole word that begins like an elided one: `c'est-à-dire`.
fn whole_end(letters: &[Letter], at: usize, data: &TextData) -> Option<usize> {
    const LONGEST: usize = 16;
    let inside = |letter: &&Letter| letter.is_word() || matches!(letter.c, '\'' | '-');
    let length = letters[at..].iter().take(LONGEST).take_while(inside).count();
    data.whole.contains(&letter::lower(&letters[at..at + length])).then_some(at + length)
}

fn is_elision(letters: &[Letter], data: &TextData) -> bool {
    if letters.len() > 8 || data.settings.elisions.is_empty() {
        return false;
    }
    let word = letter::lower(letters);
    data.settings.elisions.contains(&word)
}

/// Whether the full stop at `end` belongs to the word before it.
fn stop_belongs(letters: &[Letter], at: usize, end: usize, data: &TextData) -> bool {
    const LONGEST: usize = 12;
    if domain(letters, end + 1, data) {
        return true;
    }
    if end - at <= LONGEST && data.abbreviation(&stopped(&letters[at..end])).is_some() {
        return true;
    }
    // Initials, and the dotted letters of `i.e.` and `a.m.`
    let dotted = || end >= at + 3 && letters[end - 2].c == '.' || single_pair(letters, end);
    single_before(letters, at, end) && (letters[end - 1].c.is_uppercase() || dotted())
}

/// Whether a single letter and a full stop follow the stop at `end`, as in `a.m.`
fn single_pair(letters: &[Letter], end: usize) -> bool {
    letters.get(end + 1).is_some_and(|next| next.c.is_lowercase())
        && letters.get(end + 2).is_some_and(|next| next.c == '.')
}

/// Whether one letter alone stands before `end`.
fn single_before(letters: &[Letter], at: usize, end: usize) -> bool {
    let before = end.checked_sub(1).map(|last| if letters[last].c == '.' { last } else { end }).unwrap_or(end);
    before > at
        && letters[before - 1].c.is_alphabetic()
        && (before - 1 == at || matches!(letters[before - 2].c, '.' | '-'))
}

/// Whether a domain or file ending begins here: a well-known one, or two to four small letters that are no word.
fn domain(letters: &[Letter], at: usize, data: &TextData) -> bool {
    const KNOWN: [&str; 12] = ["com", "doc", "edu", "gov", "htm", "html", "info", "jpg", "net", "org", "pdf", "xls"];
    let Some(tail) = letters.get(at..) else { return false };
    let capitals = tail.first().is_some_and(|letter| letter.c.is_ascii_uppercase());
    let same = |letter: &&Letter| if capitals { letter.c.is_ascii_uppercase() } else { letter.c.is_ascii_lowercase() };
    let length = tail.iter().take(5).take_while(same).count();
    let ends = tail.get(length).is_none_or(|letter| !letter.is_word() && letter.c != '\'');
    if !ends || !(2..=4).contains(&length) {
        return false;
    }
    let ending = letter::lower(&tail[..length]);
    KNOWN.contains(&ending.as_str())
        || !capitals && length == 2 && !data.forms.is_empty() && !data.forms.contains(&ending)
}

fn stopped(letters: &[Letter]) -> CompactString {
    letters.iter().map(|letter| letter.c).chain(std::iter::once('.')).collect()
}
