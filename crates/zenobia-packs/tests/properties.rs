//! What holds for times and quantities whatever the text.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use zenobia_core::pack::Files;
use zenobia_core::quantity::{self, QuantityData};
use zenobia_core::rule::{Numerals, Pieces};
use zenobia_core::syntax::Syntax;
use zenobia_core::text::{self, TextData};
use zenobia_core::time::{self, Anchor, TimeData};

struct Pack {
    language: &'static str,
    text: TextData,
    time: TimeData,
    quantity: QuantityData,
    numerals: Numerals,
}

static PACKS: LazyLock<[Pack; 2]> = LazyLock::new(|| [pack("fr"), pack("en")]);

fn pack(language: &'static str) -> Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(language);
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).expect("a folder can be listed").filter_map(|entry| Some(entry.ok()?.path()))
        {
            match (path.is_dir(), fs::read_to_string(&path), path.strip_prefix(&root)) {
                (true, ..) => open.push(path),
                (_, Ok(text), Ok(inside)) => found.push((inside.to_string_lossy().replace('\\', "/"), text)),
                _ => {}
            }
        }
    }
    let (files, mut problems) = (Files::new(found), Vec::new());
    Pack {
        language,
        text: TextData::parse(&files, &mut problems),
        time: TimeData::parse(&files, &mut problems),
        quantity: QuantityData::parse(&files, &mut problems),
        numerals: Numerals::parse(&files, &mut problems),
    }
}

/// Texts made of what times and numbers are made of, and of anything else.
fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "le",
            "7",
            "mars",
            "dernier",
            "nuit",
            "du",
            "au",
            "lundi",
            "il",
            "y",
            "a",
            "dans",
            "trois",
            "jours",
            "plus",
            "de",
            "40",
            "raids",
            "des",
            "dizaines",
            "17",
            "000",
            "XIVe",
            "siècle",
            "av",
            ".",
            "J",
            "-",
            "C",
            "l'",
            "été",
            "In",
            "May",
            "of",
            "that",
            "year",
            "two",
            "days",
            "later",
            "at",
            "least",
            "hundred",
            "and",
            "five",
            "12,000",
            "1,9",
            "million",
            "p",
            ".",
            "m",
            ":",
            "30",
            "h",
            "(",
            ")",
            "%",
            "$",
            "9999",
            "2014",
            "0",
            "99999999999999999",
            "ago",
            "centuries",
            "BC",
            "1",
            "er",
            "Thursday",
            "overnight",
            "the",
            "week",
            "million",
            "billion",
            "thousand",
        ])
        .prop_map(str::to_owned),
        "\\PC{1,6}",
    ];
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_makes_them_panic(text in texts(), year in 1i16..9999) {
        for pack in PACKS.iter() {
            let reading = text::read(&text, pack.language, &pack.text);
            let published = Date::new(year, 2, 28).ok();
            let times = time::find(&reading, &Syntax::default(), published, &pack.time);
            let _ = time::notes(&reading, published, &times, &pack.time);
            for quantity in quantity::find(&reading, &Syntax::default(), &times, &pack.quantity) {
                prop_assert!(quantity.tokens.end <= reading.tokens.len());
                prop_assert!(quantity.tokens.contains(&quantity.head));
            }
        }
    }

    #[test]
    fn what_is_told_from_publication_moves_with_it(days in -3000i32..3000, back in 1i32..60) {
        let published = date(2020, 6, 15).checked_add(days.days()).unwrap();
        let texts = [format!("Il est mort il y a {back} jours."), format!("He died {back} days ago.")];
        for (pack, text) in PACKS.iter().zip(texts) {
            let reading = text::read(&text, pack.language, &pack.text);
            let times = time::find(&reading, &Syntax::default(), Some(published), &pack.time);
            prop_assert_eq!(times.len(), 1);
            prop_assert_eq!(times[0].first, published.checked_sub(back.days()).ok());
            prop_assert_eq!(times[0].anchor, Anchor::Published);
        }
    }

    #[test]
    fn a_weekday_moves_by_weeks(weeks in -300i32..300) {
        let monday = date(2024, 3, 11);
        let published = monday.checked_add((7 * weeks).days()).unwrap();
        let reading = text::read("L'armée a pris la ville jeudi.", "fr", &PACKS[0].text);
        let times = time::find(&reading, &Syntax::default(), Some(published), &PACKS[0].time);
        prop_assert_eq!(times[0].first, published.checked_sub(4.days()).ok());
    }

    #[test]
    fn number_words_are_read_back(number in 0u64..1_000_000) {
        for (pack, words) in PACKS.iter().zip([french(number), english(number)]) {
            let reading = text::read(&words, pack.language, &pack.text);
            let pieces = Pieces::of(&reading);
            let read = pack.numerals.number(&pieces.all, 0);
            prop_assert_eq!(read, Some((pieces.all.len(), number as f64)), "{}", words);
        }
    }

    #[test]
    fn grouped_digits_are_read_back(number in 1000u64..1_000_000_000) {
        let grouped = |mark: &str| {
            let digits = number.to_string();
            let parts: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap()).collect();
            parts.join(mark)
        };
        let spellings = [(0, grouped(" ")), (0, grouped("\u{202f}")), (0, grouped("\u{a0}")), (0, grouped(".")), (1, grouped(","))];
        for (pack, digits) in spellings.map(|(at, digits)| (&PACKS[at], digits)) {
            let reading = text::read(&digits, pack.language, &pack.text);
            let pieces = Pieces::of(&reading);
            let read = pack.numerals.number(&pieces.all, 0);
            prop_assert_eq!(read.map(|(_, value)| value), Some(number as f64), "{:?}", digits);
        }
    }
}

const FRENCH: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];
const FRENCH_TENS: [&str; 10] =
    ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"];
const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn french(number: u64) -> String {
    match number {
        0..20 => FRENCH[number as usize].to_owned(),
        20..100 => {
            let tens = number / 10;
            let rest = if matches!(tens, 7 | 9) { number - (tens - 1) * 10 } else { number % 10 };
            let name = FRENCH_TENS[tens as usize];
            match rest {
                0 if tens == 8 => "quatre-vingts".to_owned(),
                0 => name.to_owned(),
                1 | 11 if tens < 8 => format!("{name} et {}", french(rest)),
                _ => format!("{name}-{}", french(rest)),
            }
        }
        100..1000 => {
            let (hundreds, rest) = (number / 100, number % 100);
            let head = match (hundreds, rest) {
                (1, _) => "cent".to_owned(),
                (_, 0) => format!("{} cents", french(hundreds)),
                _ => format!("{} cent", french(hundreds)),
            };
            if rest == 0 { head } else { format!("{head} {}", french(rest)) }
        }
        _ => {
            let (thousands, rest) = (number / 1000, number % 1000);
            let head = if thousands == 1 { "mille".to_owned() } else { format!("{} mille", french(thousands)) };
            if rest == 0 { head } else { format!("{head} {}", french(rest)) }
        }
    }
}

fn english(number: u64) -> String {
    match number {
        0..20 => ENGLISH[number as usize].to_owned(),
        20..100 if number.is_multiple_of(10) => ENGLISH_TENS[number as usize / 10].to_owned(),
        20..100 => format!("{}-{}", ENGLISH_TENS[number as usize / 10], english(number % 10)),
        100..1000 if number.is_multiple_of(100) => format!("{} hundred", english(number / 100)),
        100..1000 => format!("{} hundred and {}", english(number / 100), english(number % 100)),
        _ => {
            let (thousands, rest) = (number / 1000, number % 1000);
            let head = format!("{} thousand", english(thousands));
            match rest {
                0 => head,
                1..100 => format!("{head} and {}", english(rest)),
                _ => format!("{head} {}", english(rest)),
            }
        }
    }
}
