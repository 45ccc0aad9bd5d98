//! The lexicons beside the Unicode Common Locale Data Repository, where `../shared/corpora` (or `ZENOBIA_CORPORA`) has it: names of
//! months, weekdays and units, relative days, separators, and numbers in words by the repository's own rules.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test, which says why it skips")]

#[path = "cldr/spellout.rs"]
mod spellout;
mod stages;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use serde_json::Value;
use spellout::Spellout;
use stages::{Pack, pack};
use zenobia_core::quantity;
use zenobia_core::rule::Pieces;
use zenobia_core::syntax::Syntax;
use zenobia_core::text;
use zenobia_core::time;

/// The repository's data; `None`, and a word about it, where it is absent.
fn cldr(file: &str) -> Option<Value> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    let folder = env::var_os("ZENOBIA_CORPORA").map_or_else(beside, PathBuf::from);
    let path = folder.join("knowledge/cldr").join(file);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    }
    Some(serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
}

impl Pack {
    /// The values of the times of a text, told on Tuesday 12 March 2024.
    fn times(&self, text: &str) -> Vec<String> {
        let reading = text::read(text, self.language, &self.text);
        let found = time::find(&reading, &Syntax::default(), Some(date(2024, 3, 12)), &self.time);
        found.into_iter().map(|time| time.value.to_string()).collect()
    }

    fn counts(&self, text: &str) -> Vec<String> {
        let reading = text::read(text, self.language, &self.text);
        let found = quantity::find(&reading, &Syntax::default(), &[], &self.quantity);
        found.iter().map(quantity::QuantityFinding::gist).collect()
    }

    fn number(&self, words: &str) -> Option<f64> {
        let reading = text::read(words, self.language, &self.text);
        let pieces = Pieces::of(&reading);
        self.numerals.number(&pieces.all, 0).filter(|(length, _)| *length == pieces.all.len()).map(|(_, value)| value)
    }
}

#[test]
fn months_and_weekdays_are_known_by_their_names_and_short_names() {
    let Some(data) = cldr("cldr-dates-full/main/fr/ca-gregorian.json") else { return };
    let calendar = &data["main"]["fr"]["dates"]["calendars"]["gregorian"];
    let french = pack("fr");
    for width in ["wide", "abbreviated"] {
        for (number, name) in calendar["months"]["format"][width].as_object().unwrap() {
            let month: u8 = number.parse().unwrap();
            let text = format!("Il est mort le 7 {} 2019.", name.as_str().unwrap());
            assert_eq!(french.times(&text), [format!("2019-{month:02}-07")], "{text}");
        }
    }
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    for (number, day) in days.iter().enumerate() {
        let name = calendar["days"]["format"]["wide"][day].as_str().unwrap();
        assert_eq!(french.times(&format!("Une marche a lieu chaque {name}.")), [format!("XXXX-WXX-{}", number + 1)]);
    }
}

#[test]
fn relative_days_weeks_months_and_years_are_read() {
    let Some(data) = cldr("cldr-dates-full/main/fr/dateFields.json") else { return };
    let fields = &data["main"]["fr"]["dates"]["fields"];
    let french = pack("fr");
    let values = [
        ("day", ["2024-03-11", "2024-03-12", "2024-03-13"]),
        ("week", ["2024-W10", "2024-W11", "2024-W12"]),
        ("month", ["2024-02", "2024-03", "2024-04"]),
        ("year", ["2023", "2024", "2025"]),
    ];
    for (field, values) in values {
        for (step, value) in ["-1", "0", "1"].iter().zip(values) {
            let words = fields[field][format!("relative-type-{step}")].as_str().unwrap();
            assert_eq!(french.times(&format!("Le pont ferme {words}.")), [value], "{words}");
        }
        let past = fields[field]["relativeTime-type-past"]["relativeTimePattern-count-other"].as_str().unwrap();
        assert_eq!(french.times(&format!("Le pont a fermé {}.", past.replace("{0}", "1"))), [values[0]], "{past}");
    }
    for (words, value) in [("relative-type--2", "2024-03-10"), ("relative-type-2", "2024-03-14")] {
        let words = fields["day"][words].as_str().unwrap();
        assert_eq!(french.times(&format!("Le pont ferme {words}.")), [value], "{words}");
    }
}

#[test]
fn durations_and_measures_have_the_units_of_the_repository() {
    let Some(data) = cldr("cldr-units-full/main/fr/units.json") else { return };
    let units = &data["main"]["fr"]["units"]["long"];
    let french = pack("fr");
    let said = |key: &str| units[key]["unitPattern-count-other"].as_str().unwrap().replace("{0}", "3");
    let durations = [
        ("duration-century", "P3CE"),
        ("duration-decade", "P3DE"),
        ("duration-year", "P3Y"),
        ("duration-quarter", "P3Q"),
        ("duration-month", "P3M"),
        ("duration-week", "P3W"),
        ("duration-day", "P3D"),
        ("duration-hour", "PT3H"),
        ("duration-minute", "PT3M"),
        ("duration-second", "PT3S"),
        ("duration-night", "P3NI"),
    ];
    for (key, value) in durations {
        assert_eq!(french.times(&format!("Cela a duré {}.", said(key))), [value], "{key}");
    }
    for key in [
        "length-kilometer",
        "length-meter",
        "length-centimeter",
        "length-millimeter",
        "length-mile",
        "length-inch",
        "area-hectare",
        "area-square-kilometer",
        "mass-kilogram",
        "mass-gram",
        "mass-tonne",
    ] {
        let (_, unit) = key.split_once('-').unwrap();
        assert_eq!(french.counts(&format!("On a relevé {}.", said(key))), [format!("3 {unit}")], "{key}");
    }
}

#[test]
fn the_separators_of_french_numbers_are_read() {
    let Some(data) = cldr("cldr-numbers-full/main/fr/numbers.json") else { return };
    let symbols = &data["main"]["fr"]["numbers"]["symbols-numberSystem-latn"];
    let (decimal, group) = (symbols["decimal"].as_str().unwrap(), symbols["group"].as_str().unwrap());
    let french = pack("fr");
    assert_eq!(french.number(&format!("17{group}000")), Some(17_000.0));
    assert_eq!(french.number(&format!("1{decimal}9 million")), Some(1_900_000.0));
}

#[test]
fn numbers_in_words_are_read_as_the_repository_spells_them() {
    let sets =
        [("fr", "%spellout-cardinal-masculine"), ("fr", "%spellout-cardinal-feminine"), ("en", "%spellout-cardinal")];
    for (language, set) in sets {
        let Some(data) = cldr(&format!("cldr-rbnf/rbnf/{language}.json")) else { return };
        let spellout = Spellout::of(&data["rbnf"]["rbnf"]["SpelloutRules"]);
        let pack = pack(language);
        let step = 7_919;
        for number in (0..2_000u64).chain((2_000..1_000_000).step_by(step)).chain([999_999, 80_000, 200_000, 71_081]) {
            let words = spellout.spell(set, number);
            assert_eq!(pack.number(&words), Some(number as f64), "{words}");
        }
    }
}
