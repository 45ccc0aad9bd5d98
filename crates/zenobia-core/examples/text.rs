//! Reads text from standard input and prints its sentences, quotations, dateline and repairs, one a line.
//!
//! `cargo run -p zenobia-core --example text -- fr < report.txt`; the pack is read from `crates/zenobia-packs`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::disallowed_macros, reason = "an example is a shell")]

use std::fs;
use std::io::Read;
use std::path::Path;

use zenobia_core::pack::Files;
use zenobia_core::text::{TextData, read};

fn files(folder: &Path) -> Files {
    let mut files = Vec::new();
    for name in ["pack.toml".to_owned()].into_iter().chain(lexicons(folder)) {
        if let Ok(text) = fs::read_to_string(folder.join(&name)) {
            files.push((name, text));
        }
    }
    Files::new(files)
}

fn lexicons(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("lexicon")).into_iter().flatten().flatten();
    entries.map(|entry| format!("lexicon/{}", entry.file_name().to_string_lossy())).collect()
}

fn main() {
    let language = std::env::args().nth(1).unwrap_or_else(|| "fr".to_owned());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../zenobia-packs").join(&language);
    let mut problems = Vec::new();
    let data = TextData::parse(&files(&folder), &mut problems);
    problems.iter().for_each(|problem| println!("! {problem}"));
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).expect("standard input is readable text");
    let reading = read(&text, &language, &data);
    for sentence in &reading.sentences {
        let words: Vec<_> = reading.tokens[sentence.tokens.clone()].iter().map(|token| token.text.as_str()).collect();
        println!("{}{} {}", sentence.paragraph, if sentence.headline { "h" } else { "" }, words.join(" "));
    }
    for quotation in &reading.quotations {
        let mark = if quotation.balanced { "«»" } else { "« " };
        println!("{mark} {}", reading.slice(reading.span(quotation.tokens.clone())));
    }
    println!("dateline {:?}", reading.dateline);
    reading.repairs.iter().for_each(|repair| println!("~ {repair:?}"));
}
