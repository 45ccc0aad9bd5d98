//! Small files of each project, written for these tests.
#![allow(clippy::print_stderr, reason = "a test says what it passes over")]

use std::io::Cursor;

use zenobia_core::pack::Ontology;
use zenobia_core::record::Record;
use zenobia_core::row::{Row, of_record};

use super::{columns, lines, shape, take_in};
use crate::write::tests::{ontology, written};

fn take(name: &str, text: &str) -> (Vec<Record>, Vec<String>) {
    let ontology: Ontology = ontology();
    let input = Box::new(Cursor::new(text.as_bytes().to_vec()));
    let (good, bad): (Vec<_>, Vec<_>) =
        take_in(shape(name).unwrap(), "file", input, &ontology).partition(Result::is_ok);
    let bad = bad.into_iter().map(|fault| fault.unwrap_err().to_string()).collect();
    (good.into_iter().map(Result::unwrap).collect(), bad)
}

fn rows(records: &[Record]) -> Vec<Row> {
    records.iter().flat_map(of_record).collect()
}

const UCDP: &str = "\u{feff}id,year,active_year,type_of_violence,dyad_name,side_a,side_b,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,adm_1,latitude,longitude,country,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high\n\
77.0,2019.0,1.0,1.0,Government of Syria - IS,Government of Syria,IS,\"\"\"Agency,2019-02-03,A \"\"\"\"raid\"\"\"\" \\ near\nMayadin\"\"\",Agency,2019-02-03,Raid near Mayadin,Witnesses,2.0,Al Mayadin town,Deir ez Zor Governorate,35.02,40.45,Syria,1.0,2019-02-01,2019-02-01,3.0,4.0,0.0,1.0,7.0,8.0,9.0\n\
78,2019,1,3,x,,Civilians,,,,,,1,,,95,40,Syria,1,2019-02-30,2019-02-01,0,0,0,0,0,0,0\n";

#[test]
fn an_event_of_ucdp_goes_in_and_out_whole() {
    let (records, faults) = take("ucdp", UCDP);
    assert_eq!(records.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("file:") && faults[0].contains("date_start"), "{faults:?}");
    let rows = rows(&records);
    let row = &rows[0];
    assert_eq!((row.event.as_str(), row.actors[0].name.as_str()), ("ASSAULT", "Government of Syria"));
    assert_eq!(row.actors[0].country.as_deref(), Some("SY"));
    assert_eq!(row.quotes[0].words, "Government of Syria - IS");
    assert_eq!(row.quotes[0].chain[0].name.as_deref(), Some("Witnesses"));
    let out = written("ucdp", &rows);
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let names = reader.headers().unwrap().clone();
    let line = reader.records().next().unwrap().unwrap();
    let mut original = csv::Reader::from_reader(UCDP.trim_start_matches('\u{feff}').as_bytes());
    let headings = original.headers().unwrap().clone();
    let first = original.records().next().unwrap().unwrap();
    for (name, value) in headings.iter().zip(first.iter()) {
        let at = names.iter().position(|own| own == name).unwrap();
        assert_eq!(&line[at], value, "{name}");
    }
}

#[test]
fn what_a_row_says_of_ucdp_is_right_without_its_columns_too() {
    let (records, _) = take("ucdp", UCDP);
    let mut rows = rows(&records);
    rows[0].quotes[0].text = None;
    let out = written("ucdp", &rows);
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let names = reader.headers().unwrap().clone();
    let line = reader.records().next().unwrap().unwrap();
    let get = |name: &str| &line[names.iter().position(|own| own == name).unwrap()];
    let wanted = [
        ("type_of_violence", "1"),
        ("side_a", "Government of Syria"),
        ("side_b", "IS"),
        ("date_start", "2019-02-01"),
        ("latitude", "35.02"),
        ("longitude", "40.45"),
        ("country_id", "652"),
        ("region", "Middle East"),
        ("deaths_a", "3"),
        ("deaths_b", "4"),
        ("where_prec", "2"),
        ("priogrid_gid", "180441"),
        ("gwnoa", "652"),
        ("low", "7"),
        ("high", "9"),
    ];
    for (name, value) in wanted {
        assert_eq!(get(name), value, "{name}");
    }
}

#[test]
fn a_correction_outweighs_the_columns_that_a_row_came_from() {
    let (records, _) = take("ucdp", UCDP);
    let mut rows = rows(&records);
    rows[0].review = zenobia_core::row::Review::Corrected;
    rows[0].time.as_mut().unwrap().first = "2019-01-31".to_owned();
    assert!(written("ucdp", &rows).contains("2019-01-31"));
}

#[test]
fn spans_point_at_the_words_in_the_text() {
    let (records, _) = take("ucdp", UCDP);
    let record = &records[0];
    let letters: Vec<char> = record.report.text.as_deref().unwrap().chars().collect();
    let mentions =
        record.actors.iter().flat_map(|actor| &actor.mentions).chain(record.claims.iter().map(|claim| &claim.trigger));
    for mention in mentions.chain(record.quantities.iter().map(|quantity| &quantity.mention)) {
        let words: String = letters[mention.start as usize..mention.end as usize].iter().collect();
        assert_eq!(words, mention.text);
    }
}

#[test]
fn an_event_of_acled_is_taken_in_with_its_kinds() {
    let text = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,inter2,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n\
                SUD1,04 March 2024,2,Battles,Armed clash,Military Forces of Sudan (2019-),,State forces,Rapid Support Forces,Rebel group,Sudan,Khartoum,Bahri,15.64,32.53,1,Radio Dabanga; Sudan Tribune,A clash.,5,1709700000\n\
                SUD2,2024-03-04,1,Battles,Duel,A,,1,B,2,Sudan,,X,1,2,1,S,,0,\n";
    let (records, faults) = take("acled", text);
    assert!(faults[0].contains("Duel"));
    let row = &rows(&records)[0];
    let time = row.time.as_ref().unwrap();
    assert_eq!(
        (time.first.as_str(), time.last.as_str(), row.mode[0].as_str()),
        ("2024-03-04", "2024-03-10", "firearms")
    );
    assert_eq!(row.actors[0].country.as_deref(), Some("SD"));
    assert_eq!((row.tolls[0].best, row.quotes[0].chain.len()), (Some(5), 2));
    let out = written("acled", &rows(&records));
    assert!(out.contains("SUD1,04 March 2024,,2,") || out.contains("SUD1,04 March 2024,2024,2,"), "{out}");
}

#[test]
fn an_event_of_gdelt_is_read_by_its_code() {
    let mut fields = vec![""; 61];
    for (at, value) in [
        (0, "11"),
        (1, "20240304"),
        (6, "SUDAN"),
        (7, "SDN"),
        (12, "MIL"),
        (26, "1952"),
        (51, "4"),
        (52, "Nyala, Janub Darfur, Sudan"),
        (53, "SU"),
        (56, "12.05"),
        (57, "24.88"),
        (59, "20240305101500"),
        (60, "https://news.example/a"),
    ] {
        fields[at] = value;
    }
    let statement =
        fields.iter().enumerate().map(|(at, value)| if at == 26 { "010" } else { value }).collect::<Vec<_>>();
    let (records, faults) = take("gdelt", &format!("{}\n{}\n1\t2\n", fields.join("\t"), statement.join("\t")));
    assert_eq!(faults.len(), 2, "{faults:?}");
    let row = &rows(&records)[0];
    assert_eq!((row.event.as_str(), row.mode[0].as_str()), ("ASSAULT", "drone"));
    assert_eq!((row.places[0].name.as_str(), row.places[0].country.as_deref()), ("Nyala", Some("SD")));
    assert_eq!(row.quotes[0].report.published.as_deref(), Some("2024-03-05"));
    assert_eq!(written("gdelt", &rows(&records)).trim_end_matches('\n'), fields.join("\t"));
}

#[test]
fn our_own_plover_and_timemap_files_can_be_taken_in_again() {
    let rows_before = crate::write::tests::rows();
    let plover = written("plover", &rows_before);
    let (records, faults) = take("plover", &plover);
    // CONTROL and its like become PLOVER's nearest types, and all are types here.
    assert_eq!((records.len(), faults.len()), (rows_before.len(), 0), "{faults:?}");
    let events = written("timemap", &rows_before);
    let (records, faults) = take("timemap", &events);
    assert_eq!(records.len(), rows_before.len(), "{faults:?}");
    for (record, row) in records.iter().zip(&rows_before) {
        assert_eq!(record.report.id, format!("timemap:{}", row.id));
        assert_eq!(
            record.actors.iter().filter(|actor| record.claims[0].roles.actor.contains(&actor.id)).count(),
            row.actors.len()
        );
    }
}

#[test]
fn a_file_of_another_kind_is_refused_line_by_line() {
    for name in ["ucdp", "acled", "gdelt", "plover", "timemap"] {
        let (records, faults) = take(name, "a,b\n1,2\n");
        assert!(records.is_empty() && !faults.is_empty(), "{name}");
    }
}

proptest::proptest! {
    #[test]
    fn any_columns_survive_the_text(values in proptest::collection::vec(".*", 1..6)) {
        let all: Vec<(String, String)> = values.into_iter().enumerate().map(|(at, value)| (format!("c{at}"), value)).collect();
        let back = columns(&lines(&all));
        proptest::prop_assert_eq!(back.into_iter().collect::<Vec<_>>(), all);
    }
}

/// All of UCDP's events on Syria, where the corpora lie beside the repository.
#[test]
fn the_events_of_ucdp_on_syria_go_in_and_out_with_every_field() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let corpora = std::env::var_os("ZENOBIA_CORPORA").map_or_else(|| root.join("../shared/corpora"), Into::into);
    let path = corpora.join("knowledge/ucdp/derived_ucdp_ged191_syria.csv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        return eprintln!("passed over: {} is not there", path.display());
    };
    let (records, faults) = take("ucdp", &text);
    assert!(faults.is_empty(), "{:?}", &faults[..1]);
    let rows = rows(&records);
    let out = written("ucdp", &rows);
    let mut original = csv::Reader::from_reader(text.as_bytes());
    let mut copy = csv::Reader::from_reader(out.as_bytes());
    let (names, own) = (original.headers().unwrap().clone(), copy.headers().unwrap().clone());
    let places: Vec<usize> = names.iter().map(|name| own.iter().position(|other| other == name).unwrap()).collect();
    let mut count = 0;
    for (line, other) in original.records().zip(copy.records()) {
        let (line, other) = (line.unwrap(), other.unwrap());
        for ((name, value), &at) in names.iter().zip(&line).zip(&places) {
            assert_eq!(&other[at], value, "{name} of {}", &line[0]);
        }
        count += 1;
    }
    assert_eq!((count, copy.records().next().is_none()), (rows.len(), true));
    assert!(rows.len() > 16_000);
    agree(&rows, &text);
}

/// What rows hold of those events without their columns agrees with the columns.
fn agree(rows: &[Row], text: &str) {
    let mut bare = rows.to_vec();
    bare.iter_mut().flat_map(|row| &mut row.quotes).for_each(|quote| quote.text = None);
    let out = written("ucdp", &bare);
    let mut original = csv::Reader::from_reader(text.as_bytes());
    let mut copy = csv::Reader::from_reader(out.as_bytes());
    let (names, own) = (original.headers().unwrap().clone(), copy.headers().unwrap().clone());
    let at = |headers: &csv::StringRecord, name: &str| headers.iter().position(|other| other == name).unwrap();
    const TEXTS: &[&str] = &["side_a", "date_start", "date_end", "where_coordinates", "adm_1", "region"];
    const NUMBERS: &[&str] =
        &["year", "type_of_violence", "latitude", "longitude", "where_prec", "country_id", "low", "high", "deaths_a"];
    let mut differing = std::collections::BTreeMap::new();
    for (line, other) in original.records().zip(copy.records()) {
        let (line, other) = (line.unwrap(), other.unwrap());
        let pair = |name: &str| (line[at(&names, name)].trim().to_owned(), other[at(&own, name)].trim().to_owned());
        for &name in TEXTS.iter().chain(NUMBERS) {
            let (one, two) = pair(name);
            let equal =
                one == two || one.parse::<f64>().ok().zip(two.parse::<f64>().ok()).is_some_and(|(one, two)| one == two);
            if !equal {
                *differing.entry(name).or_insert(0) += 1;
            }
        }
    }
    // Where a range does not hold its best value, or a place has no name, the columns alone tell it.
    assert!(differing.values().all(|&count: &i32| count * 100 < rows.len() as i32), "{differing:?}");
}
