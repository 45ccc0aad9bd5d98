//! How names of another script come to be written in Latin letters, and the sound that their spellings share.
//!
//! The press of each language writes an Arabic or a Cyrillic name by rules of its own (*Cheikh*, *Shaykh*, *Scheich*). A
//! [`Spelling`] says, for a family of scripts, which letters stand for one sound; what only some languages do stands in its
//! readings. A name has one key for each reading, and two names sound alike when they share a key. All of it is data.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// The spellings of one family of scripts: a `[[spelling]]` of `knowledge/places/spellings.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// What the family is called.
    pub name: CompactString,
    /// ISO 3166 alpha-2 codes of the countries whose names are written so.
    pub countries: Vec<CompactString>,
    /// Folded articles that come and go: `al`, `ez`.
    #[serde(default)]
    pub articles: Vec<CompactString>,
    /// Vowels that begin an article grown together with its word, as the doubled consonant shows: `ezzor`.
    #[serde(default)]
    pub grown: CompactString,
    /// Letters that are heard as some vowel.
    #[serde(default)]
    pub vowels: CompactString,
    /// Letters that are heard at the beginning of a name only.
    #[serde(default)]
    pub silent: CompactString,
    /// Beginnings of words that stand for one another, as two languages of a country say one name.
    #[serde(default)]
    pub stems: Vec<Vec<CompactString>>,
    /// Letters and the sound they stand for, in all readings; an empty sound is not heard.
    #[serde(default)]
    pub sounds: BTreeMap<CompactString, CompactString>,
    /// What the languages of the press write each in its way.
    #[serde(default)]
    pub reading: Vec<Letters>,
}

/// The letters of one language of the press.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letters {
    /// Whose they are.
    pub name: CompactString,
    /// Letters and the sound they stand for, over those of the family.
    pub sounds: BTreeMap<CompactString, CompactString>,
}

/// A vowel, whichever.
const VOWEL: char = 'a';
/// Sounds, and consonants among them, that tell names apart.
const LEAST: (usize, usize) = (4, 2);

/// All families, ready for use.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    families: Vec<(Spelling, Vec<Table>)>,
}

/// The letters of a reading by their first letter, the longest first.
type Table = BTreeMap<char, Vec<(CompactString, CompactString)>>;

impl Spellings {
    /// Prepares families for use.
    ///
    /// ```
    /// use zenobia_core::place::{Spelling, Spellings};
    /// let levant = Spelling {
    ///     name: "arabic".into(),
    ///     countries: vec!["SY".into()],
    ///     articles: vec!["as".into()],
    ///     vowels: "aeiou".into(),
    ///     silent: "h".into(),
    ///     sounds: [("kh".into(), "h".into())].into(),
    ///     ..Spelling::default()
    /// };
    /// let spellings = Spellings::new(vec![levant]);
    /// assert_eq!(spellings.keys(0, "sokhne"), spellings.keys(0, "as sukhnah"));
    /// ```
    pub fn new(families: Vec<Spelling>) -> Spellings {
        let prepared = |family: Spelling| {
            let plain = [Letters::default()];
            let readings = if family.reading.is_empty() { &plain[..] } else { &family.reading };
            let tables = readings.iter().map(|reading| table(&family, reading)).collect();
            (family, tables)
        };
        Spellings { families: families.into_iter().map(prepared).collect() }
    }

    /// Reads what [`Spellings::write`] wrote; nothing where it is damaged.
    pub fn read(bytes: &[u8]) -> Spellings {
        Spellings::new(serde_json::from_slice(bytes).unwrap_or_default())
    }

    /// The families as JSON.
    pub fn write(&self) -> Vec<u8> {
        let families: Vec<&Spelling> = self.families.iter().map(|(family, _)| family).collect();
        serde_json::to_vec(&families).unwrap_or_default()
    }

    /// How many families there are.
    pub fn len(&self) -> usize {
        self.families.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.families.is_empty()
    }

    /// Numbers of the families that names of a country belong to.
    pub fn of_country<'a>(&'a self, country: &'a str) -> impl Iterator<Item = usize> + 'a {
        let belongs = move |(family, _): &(Spelling, _)| family.countries.iter().any(|code| code == country);
        self.families.iter().enumerate().filter(move |(_, family)| belongs(family)).map(|(at, _)| at)
    }

    /// The keys of a folded name in a family, one for each way of reading it; none where it is too short to tell names apart.
    pub fn keys(&self, family: usize, folded: &str) -> BTreeSet<String> {
        let Some((family, tables)) = self.families.get(family) else { return BTreeSet::new() };
        let words = bare_words(family, folded);
        tables.iter().filter_map(|table| key(family, table, &words)).collect()
    }
}

fn table(family: &Spelling, reading: &Letters) -> Table {
    let mut sounds = family.sounds.clone();
    sounds.extend(reading.sounds.clone());
    let mut table = Table::new();
    for (letters, sound) in sounds {
        let Some(first) = letters.chars().next() else { continue };
        table.entry(first).or_default().push((letters, sound));
    }
    table.values_mut().for_each(|letters| letters.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len())));
    table
}

/// The words of a name without articles, each with the beginning that stands for all of its kind.
fn bare_words(family: &Spelling, folded: &str) -> String {
    let is_article = |word: &str| family.articles.iter().any(|article| article == word);
    let words: Vec<&str> = folded.split(' ').collect();
    let last = words.len() - 1;
    let mut bare = String::with_capacity(folded.len());
    for (at, word) in words.into_iter().enumerate().filter(|&(at, word)| at == last || !is_article(word)) {
        let word = if at > 0 { ungrown(family, word) } else { word };
        let stem = |group: &&Vec<CompactString>| group.iter().any(|stem| word.starts_with(stem.as_str()));
        let group = family.stems.iter().find(stem);
        let own = group.and_then(|group| group.iter().find(|stem| word.starts_with(stem.as_str())));
        match (group.and_then(|group| group.first()), own) {
            (Some(first), Some(own)) => {
                bare.push_str(first);
                bare.push_str(&word[own.len()..]);
            }
            _ => bare.push_str(word),
        }
    }
    bare
}

fn ungrown<'a>(family: &Spelling, word: &'a str) -> &'a str {
    match word.as_bytes() {
        [vowel, one, other, _, ..] if one == other && one.is_ascii_lowercase() && vowel.is_ascii() => {
            if family.grown.contains(char::from(*vowel)) { &word[1..] } else { word }
        }
        _ => word,
    }
}

fn key(family: &Spelling, table: &Table, bare: &str) -> Option<String> {
    let mut rest = bare;
    let mut key = String::with_capacity(rest.len());
    while let Some(first) = rest.chars().next() {
        let known =
            table.get(&first).and_then(|known| known.iter().find(|(letters, _)| rest.starts_with(letters.as_str())));
        let length = known.map_or(first.len_utf8(), |(letters, _)| letters.len());
        rest = &rest[length..];
        let sounds = known.map_or_else(|| CompactString::from_iter([first]), |(_, sounds)| sounds.clone());
        for sound in sounds.chars() {
            let sound = if family.vowels.contains(sound) { VOWEL } else { sound };
            let silent = known.is_none() && family.silent.contains(sound) && !key.is_empty();
            if !silent && !key.ends_with(sound) {
                key.push(sound);
            }
        }
    }
    while key.chars().count() > LEAST.0 - 1 && key.ends_with(VOWEL) {
        key.pop();
    }
    let consonants = key.chars().filter(|&sound| sound != VOWEL).count();
    (key.chars().count() >= LEAST.0 && consonants >= LEAST.1).then_some(key)
}
