//! Names of places as they are looked up: folded, without the articles of transliterated names, and by their sound.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Articles of names transliterated from Arabic, as reports and gazetteers write them; they are part of the name but
/// come and go (`Al Bab`, `Bab`), and their consonant assimilates (`Ar Raqqah`, `Deir ez-Zor`).
const ARTICLES: [&str; 26] = [
    "al", "el", "ar", "er", "as", "es", "ash", "esh", "ach", "ech", "ad", "ed", "adh", "az", "ez", "at", "et", "an",
    "en", "ath", "eth", "aj", "ej", "aq", "ul", "il",
];

/// The form under which a name is looked up: lower case, without accents and apostrophes, hyphens as spaces.
///
/// ```
/// use zenobia_core::place::name::fold;
/// assert_eq!(fold("Deïr-ez‑Zor"), "deir ez zor");
/// assert_eq!(fold("Côte d’Ivoire"), "cote divoire");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfd().filter(|&character| !is_combining_mark(character)).flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' => folded.push(character),
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | 'ʹ' | 'ʺ' | '.' | '"' => {}
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ħ' => folded.push('h'),
            'ə' => folded.push('a'),
            'ŋ' => folded.push('n'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            other if other.is_alphanumeric() => folded.push(other),
            _ if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
            _ => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A folded name without its transliterated articles; `None` when it has none, or too little would remain.
///
/// ```
/// use zenobia_core::place::name::without_articles;
/// assert_eq!(without_articles("ar raqqah").as_deref(), Some("raqqah"));
/// assert_eq!(without_articles("el ad"), None);
/// ```
pub fn without_articles(folded: &str) -> Option<String> {
    let words: Vec<&str> = folded.split(' ').collect();
    let last = words.len().checked_sub(1)?;
    let kept = words.iter().enumerate().filter(|&(at, word)| at == last || !ARTICLES.contains(word));
    let kept = kept.map(|(_, &word)| word).collect::<Vec<_>>().join(" ");
    (kept.len() < folded.len() && kept.len() >= 3).then_some(kept)
}

/// Letters that stand for one sound in the transliterations of the press, the longest first.
const SOUNDS: [(&str, char); 22] = [
    ("tch", 'x'),
    ("sch", 'x'),
    ("tsh", 'x'),
    ("sh", 'x'),
    ("ch", 'x'),
    ("kh", 'h'),
    ("gh", 'g'),
    ("gu", 'g'),
    ("dj", 'j'),
    ("dh", 'd'),
    ("th", 't'),
    ("ph", 'f'),
    ("ts", 's'),
    ("tz", 's'),
    ("ck", 'k'),
    ("qu", 'k'),
    ("zh", 'j'),
    ("q", 'k'),
    ("c", 'k'),
    ("z", 's'),
    ("v", 'f'),
    ("x", 's'),
];

/// A key that names with one sound share whatever the transliteration; `None` when it would be too short to tell names
/// apart. Vowels (with `y`, `w`) fall together, doubled letters count once, a last vowel or `h` is dropped.
///
/// ```
/// use zenobia_core::place::name::sound_key;
/// assert_eq!(sound_key("sokhne"), sound_key("as sukhnah"));
/// assert_eq!(sound_key("khan cheikhoun"), sound_key("khan shaykhun"));
/// ```
pub fn sound_key(folded: &str) -> Option<String> {
    let bare = without_articles(folded).unwrap_or_else(|| folded.to_owned());
    // An article that has grown together with its word shows by the doubled consonant: "Deir Ezzor".
    let words: Vec<&str> =
        bare.split(' ').enumerate().map(|(at, word)| if at > 0 { ungrown(word) } else { word }).collect();
    let bare = words.join(" ");
    let mut rest = bare.as_str();
    let mut key = String::with_capacity(rest.len());
    while let Some(first) = rest.chars().next() {
        let (sound, length) = match SOUNDS.iter().find(|(letters, _)| rest.starts_with(letters)) {
            Some(&(letters, sound)) => (sound, letters.len()),
            None if "aeiouyw".contains(first) => ('a', 1),
            None => (first, first.len_utf8()),
        };
        rest = &rest[length..];
        // A plain `h` is heard in some transliterations only, so it counts at the beginning alone.
        let silent = sound == ' ' || (first == 'h' && !key.is_empty());
        if !silent && !key.ends_with(sound) {
            key.push(sound);
        }
    }
    while key.len() > 3 && key.ends_with('a') {
        key.pop();
    }
    let consonants = key.chars().filter(|&sound| sound != 'a').count();
    (key.chars().count() >= 4 && consonants >= 2).then_some(key)
}

fn ungrown(word: &str) -> &str {
    match word.as_bytes() {
        [b'a' | b'e', one, other, _, ..] if one == other && one.is_ascii_lowercase() => &word[1..],
        _ => word,
    }
}

/// How alike two folded names are: 1 for the same, 0 for nothing in common (bigrams shared, after Dice).
pub fn likeness(one: &str, other: &str) -> f64 {
    let bigrams = |text: &str| {
        let letters: Vec<char> = text.chars().filter(|&letter| letter != ' ').collect();
        let mut pairs: Vec<(char, char)> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (left, mut right) = (bigrams(one), bigrams(other));
    let total = left.len() + right.len();
    let shared =
        left.iter().filter(|pair| right.iter().position(|other| other == *pair).map(|at| right.remove(at)).is_some());
    if total == 0 { f64::from(u8::from(one == other)) } else { 2.0 * shared.count() as f64 / total as f64 }
}

/// Hash of a folded name or a sound key, 48 bits: FNV-1a, mixed. It is part of the file format.
pub(super) fn hash(space: u8, text: &str) -> u64 {
    let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let mut hash = text.as_bytes().iter().fold(step(0xcbf2_9ce4_8422_2325, &space), step);
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_share_a_key() {
        for (one, other) in [
            ("raqa", "ar raqqah"),
            ("deir ezzor", "dayr az zawr"),
            ("hodeida", "al hudaydah"),
            ("qamichli", "al qamishli"),
            ("maaret al noomane", "maarrat an numan"),
            ("marioupol", "mariupol"),
        ] {
            let (one, other) = (sound_key(one), sound_key(other));
            assert!(one.is_none() || one == other, "{one:?} {other:?}");
        }
    }

    #[test]
    fn likeness_is_symmetric_and_bounded() {
        assert_eq!(likeness("homs", "homs"), 1.0);
        assert_eq!(likeness("homs", "izyum"), 0.0);
        assert_eq!(likeness("a", "b"), 0.0);
    }
}
