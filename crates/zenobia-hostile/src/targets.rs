//! What fuzzers try. Each target takes any bytes and panics where something that must hold does not; what it makes of them is thrown away.

use std::io::Write;
use std::sync::OnceLock;
use std::time::Duration;

use zenobia_core::analyze::{Asides, Limits, Models, Pack, Packs, analyze, analyze_within};
use zenobia_core::condition::site_conditions;
use zenobia_core::document::Document;
use zenobia_core::pack::{Files, Ontology};
use zenobia_core::place::{CompactGazetteer, Gazetteer, look_up};
use zenobia_core::reconcile::{Kin, Situation, reconcile, view};
use zenobia_core::record::Record;
use zenobia_core::row;
use zenobia_core::text;
use zenobia_formats::read::{Defaults, Item, read_bytes};
use zenobia_formats::write::{Context, FORMATS, Writer};
use zenobia_packs::{knowledge, packs};

use crate::sound;

/// Something that takes any bytes.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// What it is called, in `fuzz/` and in the recipe.
    pub name: &'static str,
    /// What is tried.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "text", run: text },
    Target { name: "analyze", run: report },
    Target { name: "pack", run: pack },
    Target { name: "format", run: format },
    Target { name: "gazetteer", run: gazetteer },
    Target { name: "record", run: record },
    Target { name: "situation", run: situation },
    #[cfg(feature = "http")]
    Target { name: "http", run: crate::server::http },
];

/// The target of a name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Repair, words, sentences: of any text, as the French and the English pack say.
fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let length = text.chars().count() as u32;
    for language in ["fr", "en"] {
        let document =
            Document { text: text.clone().into_owned(), language: Some(language.into()), ..Document::default() };
        let reading = zenobia_core::analyze::read(&document, packs()).expect("both languages have packs");
        let mut end = 0;
        for token in &reading.tokens {
            let span = token.span;
            assert!(
                span.start >= end && span.start <= span.end && span.end <= length,
                "a token at {span:?} after {end}"
            );
            end = span.end;
        }
        let covered = reading.sentences.iter().fold(0, |at, sentence| {
            assert!(
                sentence.tokens.start == at && !sentence.tokens.is_empty(),
                "a sentence of {:?} after {at}",
                sentence.tokens
            );
            sentence.tokens.end
        });
        assert_eq!(covered, reading.tokens.len(), "every word stands in a sentence");
        assert!(reading.quotations.iter().all(|quotation| quotation.tokens.end <= reading.tokens.len()));
        assert!(reading.repairs.iter().all(|repair| repair.start <= repair.end && repair.end <= length));
    }
    text::identify(&text);
    text::fold(&text);
}

/// Whole readings. The first byte chooses language, day of publication and how the report is cut into parts.
fn report(bytes: &[u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let text = String::from_utf8_lossy(rest).into_owned();
    let language = [Some("fr"), Some("en"), None, Some("xx")][usize::from(first & 3)];
    let published = (first & 4 != 0).then(|| jiff::civil::date(2024, 3, 12));
    let document =
        Document { id: "fuzz".into(), language: language.map(Into::into), published, text, ..Document::default() };
    let limits = match first & 8 {
        0 => Limits::default(),
        _ => Limits { part: 1 + usize::from(first >> 4) * 30, report: 2000 },
    };
    let record = analyze_within(&document, packs(), knowledge(), Asides::Told, limits, &|_| ());
    check(&record, &document.text);
    let again = analyze_within(&document, packs(), knowledge(), Asides::Told, limits, &|_| ());
    assert!(record == again, "a second reading differs");
    uses(&[record]);
}

fn check(record: &Record, text: &str) {
    if let Err(fault) = sound(record, text) {
        panic!("{fault}");
    }
}

/// What is done with records once they are there: rows, conditions, events, every export.
fn uses(records: &[Record]) {
    let ontology = &packs().ontology;
    let mut rows = Vec::new();
    for record in records {
        rows.extend(row::of_record(record));
        site_conditions(record, knowledge().conditions());
    }
    let situation = reconcile(records, ontology, kin());
    let all: Vec<&Record> = records.iter().collect();
    rows.extend(situation.events.iter().map(|event| row::of_event(event, &all)));
    for format in FORMATS {
        let context = Context { ontology, maker: "fuzz", made: 0 };
        let sinks: Vec<Box<dyn Write>> =
            format.parts.iter().map(|_| Box::new(std::io::sink()) as Box<dyn Write>).collect();
        let Ok(mut writer) = Writer::new(format, context, sinks) else { continue };
        for row in &rows {
            if writer.write(row).is_err() {
                break;
            }
        }
        drop(writer.finish());
    }
}

fn kin() -> &'static Kin {
    static KIN: OnceLock<Kin> = OnceLock::new();
    KIN.get_or_init(|| Kin::new(knowledge().actors()))
}

/// Files of a pack: each begins with a line `=== path`. What is sound of them is used on a sentence.
fn pack(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("=== "), files.last_mut()) {
            (Some(path), _) => files.push((path.trim().to_owned(), String::new())),
            (None, Some((_, file))) => file.push_str(line),
            (None, None) => {}
        }
    }
    let files = Files::new(files);
    let mut problems = Vec::new();
    let mut own = Packs::new(Ontology::parse(&files, &mut problems));
    Pack::parse(&files, &Models::default());
    own.add("xx", files, Models::default());
    let words = "On 3 March, 12 people were killed in Homs, 60 km from Palmyra, three days ago; \"he said\" it (twice). Two hundred thousand fled.";
    let document = Document {
        text: words.into(),
        language: Some("xx".into()),
        published: Some(jiff::civil::date(2024, 3, 12)),
        ..Document::default()
    };
    check(&analyze(&document, &own, knowledge()), &document.text);
}

/// Files of reports: the first line is the name, which tells the kind; the rest is the file.
fn format(bytes: &[u8]) {
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(0);
    let name = String::from_utf8_lossy(&bytes[..end]);
    let file = bytes.get(end + 1..).unwrap_or_default();
    let limits = zenobia_formats::read::Limits { report: 1 << 20, ratio: 250, depth: 3, time: Duration::from_secs(5) };
    let defaults = Defaults { codes: vec!["en".into(), "fr".into()], limits, ..Defaults::default() };
    for item in read_bytes(&name, None, None, file.to_vec(), defaults).take(200) {
        match item {
            Item::Report(document) => assert!(document.text.len() < 16 << 20, "{} bytes of text", document.text.len()),
            Item::Record(record) => drop(serde_json::to_string(&record).expect("a record can be written")),
            Item::Failed(fault) => assert!(!fault.to_string().is_empty()),
            Item::Note(note) => assert!(!note.is_empty()),
        }
    }
    zenobia_fetch::feed::entries(file, Some("https://example.org/feed"));
    zenobia_fetch::feed::outline(file);
}

/// A compact gazetteer, or a dump or table of places.
fn gazetteer(bytes: &[u8]) {
    if let Ok(gazetteer) = CompactGazetteer::open(bytes.to_vec()) {
        for name in ["palmyra", "a", "", "new york", "حلب"] {
            look_up(name, &gazetteer);
            gazetteer.candidates(name);
            gazetteer.alike(name);
        }
    }
    let mut file = tempfile::NamedTempFile::new().expect("a folder for temporary files");
    file.write_all(bytes).expect("room in the folder for temporary files");
    drop(zenobia_gazetteer::read(file.path(), &mut |row| {
        drop(row);
        Ok(())
    }));
}

/// JSON of a record.
fn record(bytes: &[u8]) {
    if let Ok(record) = serde_json::from_slice::<Record>(bytes) {
        let json = serde_json::to_vec(&record).expect("a record can be written");
        assert!(serde_json::from_slice::<Record>(&json).is_ok_and(|again| again == record), "it reads as another");
        uses(&[record]);
    }
}

/// JSON of a situation.
fn situation(bytes: &[u8]) {
    if let Ok(situation) = serde_json::from_slice::<Situation>(bytes) {
        serde_json::to_vec(&situation).expect("a situation can be written");
        let rows: Vec<_> = situation.events.iter().map(|event| row::of_event(event, &[])).collect();
        drop(rows);
        view::at(situation.clone(), "2024-03-12");
        view::only(situation, Some("Homs"), Some("army"));
    }
}
