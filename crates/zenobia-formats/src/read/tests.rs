mod formats;

use std::fs;
use std::path::PathBuf;

use tempfile::{TempDir, tempdir};
use zenobia_core::document::Document;

use super::{Defaults, Item, read};

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn defaults() -> Defaults {
    Defaults { codes: vec!["fr".into(), "en".into()], ..Defaults::default() }
}

fn items(folder: &TempDir, names: &[&str]) -> Vec<Item> {
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.path().join(name)).collect();
    read(&paths, defaults()).collect()
}

fn reports(items: &[Item]) -> Vec<&Document> {
    fn report(item: &Item) -> Option<&Document> {
        match item {
            Item::Report(document) => Some(document),
            _ => None,
        }
    }
    items.iter().filter_map(report).collect()
}

fn failures(items: &[Item]) -> Vec<String> {
    let fault = |item: &Item| match item {
        Item::Failed(fault) => Some(fault.to_string()),
        _ => None,
    };
    items.iter().filter_map(fault).collect()
}

#[test]
fn a_folder_is_read_in_order_of_names_and_says_what_it_passed_over() {
    let folder = folder(&[
        ("b.txt", b"deux"),
        ("a/z.en.txt", b"one"),
        ("a.fr.text", b"un"),
        (".hidden.txt", b"no"),
        ("scan.tiff", b"II*"),
        ("LICENSE", b"MIT"),
    ]);
    let items: Vec<Item> = read(&[folder.path().to_owned()], defaults()).collect();
    let ids: Vec<_> =
        reports(&items).iter().map(|document| (document.id.as_str(), document.language.as_deref())).collect();
    assert_eq!(ids, [("a/z", Some("en")), ("a", Some("fr")), ("b", None)]);
    let Some(Item::Note(note)) = items.last() else { panic!("no note") };
    assert!(note.contains("1 without an extension, 1 .tiff"), "{note}");
}

#[test]
fn a_bad_line_is_named_and_the_rest_goes_on() {
    let lines = "{\"id\": \"x\", \"text\": \"un\", \"published\": \"2016-03-28\", \"tags\": [1]}\n\n{\"id\": 7}\noops\n\
                 {\"text\": \"deux\", \"published\": \"hier\"}\n{\"id\": 8, \"text\": \"trois\"}\n{\"text\": \"quatre\"}";
    let folder = folder(&[("r.jsonl", lines.as_bytes())]);
    let items = items(&folder, &["r.jsonl"]);
    let ids: Vec<_> = reports(&items).iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["x", "8", "r:7"]);
    let failures = failures(&items);
    assert!(failures[0].contains("r.jsonl:3: no `text`"), "{failures:?}");
    assert!(failures[1].contains("r.jsonl:4: not a JSON object"), "{failures:?}");
    assert!(failures[2].contains("r.jsonl:5: `published`: `hier` is not a day"), "{failures:?}");
}

#[test]
fn json_lines_in_utf16_or_windows_1252_are_read() {
    let line = "{\"id\": \"é\", \"text\": \"L’armée à Alep\"}\n";
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(line.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let narrow = b"{\"id\": \"b\", \"text\": \"L\x92arm\xe9e est entr\xe9e \xe0 Alep\"}\n";
    let folder = folder(&[("a.jsonl", &wide), ("b.ndjson", narrow)]);
    let items = items(&folder, &["a.jsonl", "b.ndjson"]);
    let texts: Vec<_> = reports(&items).iter().map(|document| document.text.as_str()).collect();
    assert_eq!(texts, ["L’armée à Alep", "L’armée est entrée à Alep"]);
}

#[test]
fn what_cannot_be_read_says_what_can() {
    let folder = folder(&[
        ("a.tiff", b"II*"),
        ("b.txt", b"\x00\x01\x02PNG\x00\x00"),
        ("c", b"texte"),
        ("d", b"{\"text\": \"x\"}"),
    ]);
    let items = items(&folder, &["a.tiff", "b.txt", "missing.txt", "c", "d"]);
    let failures = failures(&items);
    assert!(failures[0].contains("no reader for .tiff files. Readable are text"), "{failures:?}");
    assert!(failures[1].contains("not a text"), "{failures:?}");
    assert!(failures[2].contains("no such file"), "{failures:?}");
    let ids: Vec<_> = reports(&items).iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["c", "d:1"]);
}

#[test]
fn progress_counts_every_byte() {
    let folder = folder(&[("a.txt", b"12345"), ("b.jsonl", b"{\"text\": \"x\"}\n\n")]);
    let mut reader = read(&[folder.path().to_owned()], defaults());
    assert_eq!(reader.total(), Some(20));
    while reader.next().is_some() {}
    assert_eq!(reader.done(), 20);
}
