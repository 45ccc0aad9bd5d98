//! Tables and their Parquet, read back.

use std::fs;
use std::path::Path;

use tempfile::tempdir;
use zenobia_core::pack::Ontology;
use zenobia_core::record::{
    Actor, ActorKind, Claim, Factuality, Mention, Place, Quantity, Record, Report, Roles, Toll,
};
use zenobia_core::why::Why;

use super::{Cells, RECORD, Table, Writer, actors, claims, places, records, tolls, write};
use crate::read::{Defaults, Item, read};
use crate::write::Context;

fn mention(start: u32, text: &str) -> Mention {
    Mention { start, end: start + text.len() as u32, text: text.into() }
}

/// Twelve killed at Kidal, as one report tells it.
fn record(id: &str) -> Record {
    let report = Report { id: id.into(), published: Some("2023-05-08".into()), ..Report::default() };
    let mut record = Record::new(report);
    record.actors.push(Actor {
        id: "a1".into(),
        key: Some("army".into()),
        name: "Army".into(),
        kind: ActorKind::StateForce,
        country: Some("ML".into()),
        codes: [("wikidata".to_owned(), "Q1".to_owned())].into(),
        mentions: vec![mention(0, "The army"), mention(30, "the army"), mention(60, "The army")],
        why: Why::default(),
    });
    record.places.push(Place {
        id: "p1".into(),
        key: None,
        name: "Kidal".into(),
        kind: "town".into(),
        latitude: Some(18.4),
        longitude: Some(1.4),
        radius_km: None,
        country: None,
        admin1: None,
        precision: None,
        relation: None,
        others: Vec::new(),
        mentions: vec![mention(12, "Kidal")],
        why: Why::default(),
    });
    record.quantities.push(Quantity {
        id: "q1".into(),
        least: Some(12),
        most: None,
        approximate: true,
        unit: "person".into(),
        mention: mention(20, "at least 12"),
        why: Why::default(),
    });
    record.claims.push(Claim {
        id: "c1".into(),
        event: "ASSAULT".into(),
        mode: vec!["aerial".into()],
        context: Vec::new(),
        trigger: mention(33, "killed"),
        sentence: 0,
        roles: Roles { actor: vec!["a1".into()], place: vec!["p1".into()], ..Roles::default() },
        tolls: vec![Toll { quantity: "q1".into(), effect: "killed".into(), of: None, cumulative: false }],
        source: Vec::new(),
        factuality: Factuality::Asserted,
        confidence: 0.5,
        why: Why::default(),
    });
    record
}

fn column<'a>(table: &'a Table, name: &str) -> &'a Cells {
    &table.columns.iter().find(|column| column.name == name).unwrap_or_else(|| panic!("{name}")).cells
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn claims_have_the_plain_columns_and_a_point() {
    let ontology = Ontology::default();
    let table = claims(&[record("a")], Context { ontology: &ontology, maker: "zenobia 0.0.0", made: 0 });
    assert_eq!(column(&table, "event"), &Cells::Texts(vec![text("ASSAULT")]));
    assert_eq!(column(&table, "killed_low"), &Cells::Wholes(vec![Some(12)]));
    // 8 May 2023, the day of the report.
    assert_eq!(column(&table, "first_day"), &Cells::Days(vec![Some(19485)]));
    assert_eq!(column(&table, "day_told"), &Cells::Flags(vec![Some(false)]));
    assert_eq!(column(&table, "grade"), &Cells::Texts(vec![None]));
    let Cells::Points(points) = column(&table, "geometry") else { panic!() };
    assert_eq!(points[0].as_deref().map(<[u8]>::len), Some(21));
}

#[test]
fn wordings_of_an_actor_are_told_once_and_mentions_counted() {
    let table = actors(&[record("a"), record("b")]);
    assert_eq!(column(&table, "report"), &Cells::Texts(vec![text("a"), text("b")]));
    assert_eq!(column(&table, "wordings"), &Cells::Texts(vec![text("The army; the army"); 2]));
    assert_eq!(column(&table, "mentions"), &Cells::Wholes(vec![Some(3); 2]));
    assert_eq!(column(&table, "wikidata"), &Cells::Texts(vec![text("Q1"); 2]));
    assert_eq!(column(&places(&[record("a")]), "latitude"), &Cells::Numbers(vec![Some(18.4)]));
}

#[test]
fn a_number_without_an_upper_bound_has_none() {
    let table = tolls(&[record("a")], &[]);
    assert_eq!(column(&table, "low"), &Cells::Wholes(vec![Some(12)]));
    assert_eq!(column(&table, "high"), &Cells::Wholes(vec![None]));
    assert_eq!(column(&table, "report"), &Cells::Texts(vec![text("a")]));
}

fn items(path: &Path) -> Vec<Item> {
    read(&[path.to_owned()], Defaults::default()).collect()
}

#[test]
fn records_come_back_from_parquet_as_they_went_in() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("records.parquet");
    let mut writer = Writer::new(&records(&[]), fs::File::create(&path).unwrap(), "zenobia 0.0.0").unwrap();
    writer.write(&records(&[record("a"), record("b")])).unwrap();
    writer.write(&records(&[])).unwrap();
    writer.write(&records(&[record("c")])).unwrap();
    writer.finish().unwrap();
    let back: Vec<Record> = items(&path)
        .into_iter()
        .map(|item| match item {
            Item::Record(record) => *record,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(back, [record("a"), record("b"), record("c")]);
}

/// Two reports in columns of other names, the second without a text.
fn sheet() -> Table {
    Table::of(
        "sheet",
        [
            ("Body", Cells::Texts(vec![text(" Soldiers left Gao.\n"), None])),
            ("unused", Cells::Wholes(vec![Some(1), None])),
            ("date", Cells::Days(vec![Some(19485), None])),
            ("url", Cells::Texts(vec![text("https://example.org/1"), None])),
        ],
    )
}

#[test]
fn a_table_of_texts_is_read_by_the_names_of_its_columns() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("sheet.parquet");
    write(&sheet(), fs::File::create(&path).unwrap(), "somebody").unwrap();
    let items = items(&path);
    // The text is as it was given, so that offsets count in it.
    let [Item::Report(report), Item::Failed(fault)] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!((report.id.as_str(), report.text.as_str()), ("sheet:1", " Soldiers left Gao.\n"));
    assert_eq!(report.published, Some(jiff::civil::date(2023, 5, 8)));
    assert_eq!(report.url.as_deref(), Some("https://example.org/1"));
    assert!(fault.to_string().ends_with("row 2: the column of the text is empty"), "{fault}");
}

#[test]
fn a_damaged_file_is_one_fault() {
    let folder = tempdir().unwrap();
    let whole = folder.path().join("whole.parquet");
    write(&records(&[record("a")]), fs::File::create(&whole).unwrap(), "somebody").unwrap();
    let bytes = fs::read(&whole).unwrap();
    for (name, part) in [("cut", &bytes[..bytes.len() / 2]), ("empty", &[]), ("other", b"PAR1 but nothing else")] {
        let path = folder.path().join(name).with_extension("parquet");
        fs::write(&path, part).unwrap();
        let items = items(&path);
        let [Item::Failed(fault)] = items.as_slice() else { panic!("{items:?}") };
        assert!(fault.to_string().contains("not a sound Parquet file"), "{fault}");
    }
    // Bytes turned over inside of the pages are faults or other cells, and never the end of the program.
    for at in (4..bytes.len() - 8).step_by(7) {
        let mut turned = bytes.clone();
        turned[at] ^= 0x55;
        let path = folder.path().join("turned.parquet");
        fs::write(&path, turned).unwrap();
        items(&path);
    }
}

#[test]
fn the_record_is_what_the_column_is_called() {
    assert!(records(&[]).columns.iter().any(|column| column.name == RECORD));
    assert!(records(&[]).is_empty() && records(&[record("a")]).len() == 1);
}
