//! What holds for times and quantities whatever the text.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod stages;

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use zenobia_core::quantity;
use zenobia_core::record::TimeKind;
use zenobia_core::rule::Pieces;
use zenobia_core::syntax::Syntax;
use zenobia_core::text;
use zenobia_core::time::{self, Anchor, TimeFinding};

use stages::{Pack, pack};

static PACKS: LazyLock<[Pack; 2]> = LazyLock::new(|| [pack("fr"), pack("en")]);

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
            "février",
            "février 2023",
            "30",
            "29",
            "ramadan",
            "1435",
            "de",
            "l'",
            "hégire",
            "AH",
            "Pâques",
            "Easter",
            "trimestre",
            "millénaire",
            "du",
            "/",
            "32767",
            "dernier",
            "prochain",
            "last",
            "next",
            "entre",
            "et",
            "between",
            "(",
            "calendrier",
            "julien",
            "âgé",
            "ans",
            "century",
            "depuis",
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
    fn every_printed_date_is_read_back(text in texts(), year in 1i16..9999) {
        for pack in PACKS.iter() {
            let reading = text::read(&text, pack.language, &pack.text);
            for time in time::find(&reading, &Syntax::default(), Date::new(year, 2, 28).ok(), &pack.time) {
                let dated = matches!(time.kind, TimeKind::Date | TimeKind::Time) && !time.value.ends_with("_REF");
                if dated {
                    prop_assert_eq!(time::rewritten(&time.value), Some(time.value.to_string()));
                }
                prop_assert_eq!(time.first.is_some(), time.last.is_some());
                prop_assert!(time.first <= time.last, "{:?}", time);
            }
        }
    }

    #[test]
    fn no_time_lies_beyond_the_years_9999(text in texts(), far in 2101u64..99_999_999, year in 1i16..9999) {
        let more = [format!("{text} en {far} avant Jésus-Christ"), format!("{text} in {far} BC"), format!("{far} years ago {text}")];
        for (pack, text) in PACKS.iter().flat_map(|pack| more.iter().map(move |text| (pack, text))) {
            let reading = text::read(text, pack.language, &pack.text);
            for time in time::find(&reading, &Syntax::default(), Date::new(year, 7, 1).ok(), &pack.time) {
                let digits = time.value.trim_start_matches("BC").split('-').next().unwrap_or_default();
                let years = digits.parse::<i64>().ok().filter(|_| matches!(time.kind, TimeKind::Date | TimeKind::Time));
                prop_assert!(years.is_none_or(|years| years <= 9999 + 1), "{}", time.value);
            }
        }
    }

    #[test]
    fn what_is_told_in_days_moves_by_as_many_days(days in -400_000i32..400_000) {
        let told = date(2024, 3, 12);
        let moved = told.checked_add(days.days()).unwrap();
        let texts = [
            "Hier, un pont a sauté. Avant-hier, il tenait. Il rouvrira après-demain. Il a plu il y a 40 jours. Le feu a pris la nuit dernière.",
            "Yesterday a bridge was blown up. It will reopen tomorrow. It rained 40 days ago. A fire broke out last night.",
        ];
        for (pack, text) in PACKS.iter().zip(texts) {
            let reading = text::read(text, pack.language, &pack.text);
            let find = |day| time::find(&reading, &Syntax::default(), Some(day), &pack.time);
            let (before, after) = (find(told), find(moved));
            prop_assert!(before.len() >= 4 && before.len() == after.len());
            for (one, other) in before.iter().zip(&after) {
                prop_assert_eq!(one.anchor, Anchor::Published);
                prop_assert_eq!(one.first.unwrap().checked_add(days.days()).ok(), other.first);
                prop_assert_eq!(one.last.unwrap().checked_add(days.days()).ok(), other.last);
            }
        }
    }

    /// The calendar repeats after 400 years, weekdays included, so everything that is told from publication moves along.
    #[test]
    fn all_that_is_told_from_publication_moves_with_the_calendar(text in texts(), day in 0i32..3_000) {
        const CYCLE: i32 = 146_097;
        let told = date(2020, 1, 1).checked_add(day.days()).unwrap();
        let moved = told.checked_add(CYCLE.days()).unwrap();
        for pack in PACKS.iter() {
            // Years written out hold on to where they are, and so does what is told from them.
            let text = text.replace(|c: char| c.is_ascii_digit(), "");
            let reading = text::read(&text, pack.language, &pack.text);
            let find = |day| time::find(&reading, &Syntax::default(), Some(day), &pack.time);
            let own: Vec<_> = find(told).into_iter().filter(is_of_the_calendar).collect();
            let other: Vec<_> = find(moved).into_iter().filter(is_of_the_calendar).collect();
            prop_assert_eq!(own.len(), other.len());
            for (one, other) in own.iter().zip(&other) {
                let expected = one.first.map(|first| first.checked_add(CYCLE.days()).unwrap());
                prop_assert_eq!(expected, other.first, "{}", &one.value);
            }
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

/// Whether a time was told from the day of publication, by our calendar rather than by the moon.
fn is_of_the_calendar(time: &TimeFinding) -> bool {
    time.anchor == Anchor::Published && !time.why.rule.contains("5-f")
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
