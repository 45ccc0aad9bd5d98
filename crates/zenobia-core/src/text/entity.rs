//! Leftovers of HTML: character references and tags.

use super::letter::{Letter, composed};

/// References longer than this are not looked for.
const LONGEST: usize = 10;

const NAMED: &[(&str, char)] = &[
    ("AElig", 'Æ'),
    ("OElig", 'Œ'),
    ("aelig", 'æ'),
    ("amp", '&'),
    ("apos", '\''),
    ("bdquo", '„'),
    ("bull", '•'),
    ("copy", '©'),
    ("deg", '°'),
    ("euro", '€'),
    ("gt", '>'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("middot", '·'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("oelig", 'œ'),
    ("pound", '£'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("shy", '\u{ad}'),
    ("szlig", 'ß'),
    ("thinsp", ' '),
];

const ACCENTS: &[(&str, char)] = &[
    ("acute", '\u{301}'),
    ("caron", '\u{30c}'),
    ("cedil", '\u{327}'),
    ("circ", '\u{302}'),
    ("grave", '\u{300}'),
    ("ring", '\u{30a}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
];

/// The tags that a broken extraction leaves behind.
const TAGS: &[&str] =
    &["a", "b", "blockquote", "br", "div", "em", "h1", "h2", "h3", "i", "li", "p", "span", "strong", "ul"];

/// Those of them that end a line.
const LINE_TAGS: &[&str] = &["blockquote", "br", "div", "h1", "h2", "h3", "li", "p", "ul"];

/// The character that `&name;` at the start of some letters stands for, and how many letters that takes.
///
/// Names are those of HTML 4 for the Latin alphabets, and numbers in both bases.
pub(super) fn reference(letters: &[Letter]) -> Option<(char, usize)> {
    if letters.first()?.c != '&' {
        return None;
    }
    let end = letters.iter().take(LONGEST + 2).position(|letter| letter.c == ';')?;
    let name: String = letters[1..end].iter().map(|letter| letter.c).collect();
    let found = match name.strip_prefix('#') {
        Some(number) => numbered(number),
        None => named(&name),
    };
    found.map(|c| (c, end + 1))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control())
}

fn named(name: &str) -> Option<char> {
    if let Ok(at) = NAMED.binary_search_by(|(other, _)| (*other).cmp(name)) {
        return Some(NAMED[at].1);
    }
    let base = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let (_, accent) = ACCENTS.iter().find(|(accent, _)| *accent == &name[1..])?;
    composed(base, *accent)
}

/// Length of the tag at the start of some letters, and whether it ends a line. Tags of unknown names must close something or have attributes.
pub(super) fn tag(letters: &[Letter]) -> Option<(usize, bool)> {
    const LONGEST_TAG: usize = 300;
    let closes = letters.get(1)?.c == '/';
    let name_at = 1 + usize::from(closes);
    let named = letters[name_at..].iter().take(2 * LONGEST).take_while(|letter| letter.c.is_ascii_alphanumeric());
    let name: String = named.map(|letter| letter.c.to_ascii_lowercase()).collect();
    let end = letters.iter().take(LONGEST_TAG).position(|letter| letter.c == '>')?;
    let after = letters.get(name_at + name.len())?.c;
    let known = TAGS.binary_search(&name.as_str()).is_ok() && matches!(after, '>' | '/' | ' ');
    let attributes =
        after == ' ' && letters[..end].windows(2).any(|pair| pair[0].c == '=' && matches!(pair[1].c, '"' | '\''));
    let tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && (known || attributes || closes && after == '>');
    tag.then(|| (end + 1, LINE_TAGS.contains(&name.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<Letter> {
        text.chars().enumerate().map(|(at, c)| Letter::new(c, at, at + 1)).collect()
    }

    #[test]
    fn references_by_name_and_number() {
        assert_eq!(reference(&letters("&eacute;t")), Some(('é', 8)));
        assert_eq!(reference(&letters("&#8217;")), Some(('’', 7)));
        assert_eq!(reference(&letters("&nbsp;!")), Some((' ', 6)));
        assert_eq!(reference(&letters("&co; ")), None);
    }

    #[test]
    fn tags_but_not_comparisons() {
        assert_eq!(tag(&letters("<br/>Le")), Some((5, true)));
        assert_eq!(tag(&letters("<a href=\"x\">")), Some((12, false)));
        assert_eq!(tag(&letters("<b 4 km")), None);
    }

    #[test]
    fn tables_are_sorted() {
        assert!(NAMED.is_sorted() && TAGS.is_sorted());
    }
}
