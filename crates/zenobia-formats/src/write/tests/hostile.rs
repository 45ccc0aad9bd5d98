//! Any text whatever gives files that parsers of their kind read.

use proptest::prelude::*;
use serde_json::Value;
use zenobia_core::row::Row;

use super::super::{ACLED_COLUMNS, FORMATS, GDELT_COLUMNS, UCDP_COLUMNS};
use super::{files, rows};

/// All texts of a value of JSON become one of these in turn; keys and words of a fixed list stay.
fn poison(value: &mut Value, texts: &[String], next: &mut usize) {
    const FIXED: &[&str] = &["of", "factuality", "grade", "extent", "review", "kind", "side"];
    match value {
        Value::String(text) => {
            text.clone_from(&texts[*next % texts.len()]);
            *next += 1;
        }
        Value::Array(values) => values.iter_mut().for_each(|value| poison(value, texts, next)),
        Value::Object(fields) => {
            let fields = fields.iter_mut().filter(|(name, _)| !FIXED.contains(&name.as_str()));
            fields.for_each(|(_, value)| poison(value, texts, next));
        }
        _ => {}
    }
}

fn poisoned(texts: &[String]) -> Vec<Row> {
    let mut next = 0;
    let poison = |row: &Row| {
        let mut value = serde_json::to_value(row).unwrap();
        poison(&mut value, texts, &mut next);
        serde_json::from_value(value).unwrap()
    };
    rows().iter().map(poison).collect()
}

fn check(extension: &str, name: &str, text: &str, rows: &[Row]) {
    match (name, extension) {
        ("jsonl" | "plover", _) => {
            let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(lines.len(), rows.len());
        }
        (_, "ftm.jsonl") => text.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).unwrap())),
        (_, "json" | "jsonld" | "geojson") => drop(serde_json::from_str::<Value>(text).unwrap()),
        (_, "gpkg" | "parquet") => {
            let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(lines.len(), rows.len() + 1);
            assert_eq!(
                lines[1]["id"].as_str().unwrap_or_default(),
                rows[0].id.replace('\0', if extension == "gpkg" { "\u{fffd}" } else { "\0" })
            );
        }
        (_, "kml") => drop(roxmltree::Document::parse(text).unwrap()),
        (_, "tsv") => {
            let headings = usize::from(name != "gdelt");
            assert_eq!(text.split('\n').count(), rows.len() + headings + 1);
            let width = if name == "gdelt" { GDELT_COLUMNS.len() } else { 40 };
            text.split('\n')
                .filter(|line| !line.is_empty())
                .for_each(|line| assert_eq!(line.split('\t').count(), width));
        }
        _ => {
            let lines: Vec<csv::StringRecord> =
                csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect();
            assert_eq!(lines.len(), rows.len() + usize::from(name == "hxl"));
            match name {
                "csv" => assert_eq!(&lines[0][0], rows[0].id.as_str()),
                "acled" => assert_eq!((lines[0].len(), &lines[0][0]), (ACLED_COLUMNS.len(), rows[0].id.as_str())),
                "ucdp" => assert_eq!((lines[0].len(), &lines[0][1]), (UCDP_COLUMNS.len(), rows[0].id.as_str())),
                _ => {}
            }
        }
    }
}

fn check_all(texts: &[String]) {
    let rows = poisoned(texts);
    for format in FORMATS {
        let (texts, _) = files(format.name, &rows);
        for (part, text) in format.parts.iter().zip(&texts) {
            check(part.extension, format.name, text, &rows);
        }
    }
}

#[test]
fn quotes_breaks_controls_and_bidi_marks_are_data() {
    let evil = [
        "\"",
        "a,b\"c",
        "line\r\nline\rline\n",
        "\u{0}\u{1}\u{b}\u{1f}",
        "tab\tquote'",
        "\u{202e}abc\u{2066}",
        "</Placemark><x>",
        "]]>&amp;",
        "\u{fffe}\u{ffff}",
        "\\n\\",
        "=1+1",
        "\u{2028}\u{2029}\u{85}",
        "",
        " ",
        "é日本語🕊",
        "{\"a\":1}",
        "ucdp:1",
        "--",
        "9999-99-99",
    ];
    for from in 0..evil.len() {
        let texts: Vec<String> = evil[from..].iter().chain(&evil[..from]).map(|text| (*text).to_owned()).collect();
        check_all(&texts);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_text_gives_sound_files(texts in proptest::collection::vec(any::<String>(), 1..40)) {
        check_all(&texts);
    }

    #[test]
    fn rows_come_back_whole_from_json_lines(texts in proptest::collection::vec(any::<String>(), 1..40)) {
        let rows = poisoned(&texts);
        let (files, _) = files("jsonl", &rows);
        let back: Vec<Row> = files[0].lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(back, rows);
    }
}
