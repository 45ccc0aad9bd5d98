//! What the lexicons of a language say of single words, as signs beside a name.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::pack::{Files, rows};
use crate::text::{Token, fold};

/// What a lexicon says of a word, one bit each.
#[expect(missing_docs, reason = "the names say it")]
pub mod sign {
    pub const HONORIFIC: u32 = 1;
    pub const TITLE: u32 = 1 << 1;
    pub const PERSON: u32 = 1 << 2;
    pub const ORGANISATION: u32 = 1 << 3;
    pub const MEDIA: u32 = 1 << 4;
    pub const STATE: u32 = 1 << 5;
    pub const FORCE: u32 = 1 << 6;
    pub const POPULATION: u32 = 1 << 7;
    pub const SETTLEMENT: u32 = 1 << 8;
    pub const REGION: u32 = 1 << 9;
    pub const NATURE: u32 = 1 << 10;
    pub const INSTALLATION: u32 = 1 << 11;
    pub const HERITAGE: u32 = 1 << 12;
    pub const CIVILIAN: u32 = 1 << 13;
    pub const INFRASTRUCTURE: u32 = 1 << 14;
    pub const OBJECT: u32 = 1 << 15;
    pub const WEAPON: u32 = 1 << 16;
    pub const IN: u32 = 1 << 17;
    pub const OF: u32 = 1 << 18;
    pub const TOWARD: u32 = 1 << 19;
    pub const ARTICLE: u32 = 1 << 20;
    pub const DIRECTION: u32 = 1 << 21;
    pub const CALENDAR: u32 = 1 << 22;
    pub const EVERYDAY: u32 = 1 << 23;
    pub const GIVEN: u32 = 1 << 24;
    pub const NEVER: u32 = 1 << 25;
    pub const COUNTRY: u32 = 1 << 26;
    pub const JOIN: u32 = 1 << 27;
    pub const SPEECH: u32 = 1 << 28;
    pub const WORK: u32 = 1 << 29;
    pub const THING: u32 = 1 << 30;
    pub const COPULA: u32 = 1 << 31;

    /// The signs of nouns that tell what a name beside them names.
    pub const KINDS: u32 = PERSON
        | ORGANISATION
        | MEDIA
        | STATE
        | FORCE
        | POPULATION
        | SETTLEMENT
        | REGION
        | NATURE
        | INSTALLATION
        | HERITAGE
        | CIVILIAN
        | INFRASTRUCTURE
        | OBJECT
        | WEAPON
        | WORK
        | THING;
}

use sign::*;

/// A file, the column that tells its entries apart, and the signs of that column's values.
type List = (&'static str, usize, &'static [(&'static str, u32)]);

/// The lexicons that are read: file, the column that tells entries apart, and the signs of its values. An empty value fits any.
const LISTS: [List; 14] = [
    ("honorifics", 0, &[("", HONORIFIC)]),
    (
        "heads",
        1,
        &[
            ("person", PERSON),
            ("organisation", ORGANISATION),
            ("media", MEDIA),
            ("state-force", FORCE),
            ("state", STATE),
            ("armed-group", FORCE),
            ("militia", FORCE),
            ("population", POPULATION),
        ],
    ),
    (
        "place-kinds",
        1,
        &[
            ("city", SETTLEMENT),
            ("town", SETTLEMENT),
            ("village", SETTLEMENT),
            ("neighborhood", SETTLEMENT),
            ("camp", SETTLEMENT),
            ("region", REGION),
            ("district", REGION),
            ("area", REGION),
            ("country", REGION),
            ("continent", REGION),
            ("sea", NATURE),
            ("lake", NATURE),
            ("river", NATURE),
            ("strait", NATURE),
            ("island", NATURE),
            ("desert", NATURE),
            ("mountain", NATURE),
            ("pass", NATURE),
            ("", INSTALLATION),
        ],
    ),
    (
        "site-kinds",
        2,
        &[
            ("heritage", HERITAGE),
            ("civilian", CIVILIAN),
            ("military", INFRASTRUCTURE),
            ("infrastructure", INFRASTRUCTURE),
            ("object", OBJECT),
            ("vehicle", OBJECT),
        ],
    ),
    ("means", 0, &[("", WEAPON)]),
    ("place-prepositions", 1, &[("in", IN), ("of", OF), ("", TOWARD)]),
    ("place-articles", 0, &[("", ARTICLE)]),
    ("place-directions", 0, &[("", DIRECTION)]),
    ("time-calendar", 0, &[("", CALENDAR)]),
    (
        "place-stops",
        1,
        &[("word", EVERYDAY), ("name", GIVEN), ("calendar", CALENDAR), ("title", TITLE), ("never", NEVER)],
    ),
    ("place-adjectives", 0, &[("", COUNTRY)]),
    ("place-joins", 0, &[("", JOIN)]),
    ("speech-verbs", 0, &[("", SPEECH)]),
    (
        "name-kinds",
        1,
        &[
            ("person", PERSON),
            ("organisation", ORGANISATION),
            ("media", MEDIA),
            ("settlement", SETTLEMENT),
            ("region", REGION),
            ("nature", NATURE),
            ("facility", CIVILIAN),
            ("product", OBJECT),
            ("work", WORK),
            ("thing", THING),
            ("copula", COPULA),
        ],
    ),
];

/// The signs of the words of a language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    signs: FxHashMap<CompactString, u32>,
}

impl Words {
    /// Reads what it needs of a pack's lexicons; their faults are told by the stages that own them.
    pub fn parse(files: &Files) -> Words {
        let mut words = Words::default();
        for (name, column, values) in LISTS {
            let path = format!("lexicon/{name}.tsv");
            for (_, columns) in rows(files.get(&path).unwrap_or_default()) {
                let value = columns.get(column).copied().unwrap_or_default();
                let fits = |(wanted, sign): &(&str, u32)| (wanted.is_empty() || *wanted == value).then_some(*sign);
                let Some(sign) = values.iter().find_map(fits) else { continue };
                let title = columns.get(3).is_some_and(|flags| flags.contains("title"));
                words.add(columns[0], sign | if title { TITLE } else { 0 });
            }
        }
        words
    }

    fn add(&mut self, word: &str, sign: u32) {
        if word.contains(' ') {
            return;
        }
        for word in [CompactString::from(word), fold(word)] {
            *self.signs.entry(word).or_default() |= sign;
        }
    }

    /// The signs of a token: of its wording, or of that without a plural ending.
    pub fn of(&self, token: &Token) -> u32 {
        let word = token.lower.as_str();
        let found = self.signs.get(word).or_else(|| self.signs.get(token.folded.as_str()));
        let stem = || self.signs.get(word.strip_suffix(['s', 'x'])?);
        found.or_else(stem).copied().unwrap_or_default()
    }
}
