//! Names of places as they are looked up: folded, and without the articles of transliterated names.

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
    for character in text.chars() {
        match fold_letter(character) {
            Letter::One(letter) => folded.push(letter),
            Letter::Two(letters) => folded.push_str(letters),
            Letter::Space if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
            Letter::Space | Letter::Silent => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What folding makes of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// A letter or digit.
    One(char),
    /// Two letters.
    Two(&'static str),
    /// The end of a word.
    Space,
    /// Nothing: an accent, an apostrophe, a dot.
    Silent,
}

/// Folds one letter, without what stands around it.
pub(super) fn fold_letter(letter: char) -> Letter {
    match letter {
        'a'..='z' | '0'..='9' => Letter::One(letter),
        'A'..='Z' => Letter::One(letter.to_ascii_lowercase()),
        '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | 'ʹ' | 'ʺ' | '.' | '"' => Letter::Silent,
        _ if letter.is_ascii() => Letter::Space,
        _ if is_combining_mark(letter) => Letter::Silent,
        _ => fold_other(letter),
    }
}

/// Letters outside of ASCII: the base of the letter, in lower case. Hangul stays whole.
fn fold_other(letter: char) -> Letter {
    let base = std::iter::once(letter).nfd().next().unwrap_or(letter);
    let base = if ('가'..='힣').contains(&letter) { letter } else { base };
    match base.to_lowercase().next().unwrap_or(base) {
        'ł' => Letter::One('l'),
        'ø' => Letter::One('o'),
        'đ' | 'ð' => Letter::One('d'),
        'ı' => Letter::One('i'),
        'ħ' => Letter::One('h'),
        'ə' => Letter::One('a'),
        'ŋ' => Letter::One('n'),
        'ß' => Letter::Two("ss"),
        'æ' => Letter::Two("ae"),
        'œ' => Letter::Two("oe"),
        'þ' => Letter::Two("th"),
        lower if lower.is_alphanumeric() => Letter::One(lower),
        _ => Letter::Space,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fold_one_by_one() {
        assert_eq!(fold("Łódź – ʿAyn al‑ʿArab"), "lodz ayn al arab");
        assert_eq!(fold("Straße, Ærø; İzmir"), "strasse aero izmir");
        assert_eq!(fold("Мыколаїв"), "мыколаів");
        assert_eq!(fold("  --  "), "");
    }

    #[test]
    fn likeness_is_symmetric_and_bounded() {
        assert_eq!(likeness("homs", "homs"), 1.0);
        assert_eq!(likeness("homs", "izyum"), 0.0);
        assert_eq!(likeness("a", "b"), 0.0);
    }
}
