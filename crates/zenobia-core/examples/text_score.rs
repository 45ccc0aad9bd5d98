//! Measures tokens and sentences against treebanks: `cargo run --release -p zenobia-core --example text_score -- fr FILE.conllu …`.
//!
//! The sentences of a file are joined with spaces into one text; tokens and sentences count when their stretches are equal. With `RULES` set, sentences
//! are cut by rule.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::disallowed_types,
    reason = "an example is a shell"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use zenobia_core::pack::Files;
use zenobia_core::text::boundary::Boundaries;
use zenobia_core::text::{Reading, TextData, read};

type Stretches = BTreeSet<(u32, u32)>;

#[derive(Default)]
struct Gold {
    text: String,
    length: u32,
    tokens: Stretches,
    sentences: Stretches,
}

fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder.join("lexicon")).into_iter().flatten().flatten();
    let lexicons = entries.map(|entry| format!("lexicon/{}", entry.file_name().to_string_lossy()));
    let names = lexicons.chain(["pack.toml".to_owned()]);
    Files::new(names.filter_map(|name| fs::read_to_string(folder.join(&name)).ok().map(|text| (name, text))).collect())
}

impl Gold {
    fn push(&mut self, form: &str) -> (u32, u32) {
        let start = self.length;
        self.text.push_str(form);
        self.length += form.chars().count() as u32;
        (start, self.length)
    }
}

/// Surface tokens: contractions whole where `contractions` is set, else their words where those are written out in full.
fn gold(conllu: &str, split: bool) -> Gold {
    let mut gold = Gold::default();
    for block in conllu.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let start = gold.length;
        let mut skip_to = 0;
        for columns in
            block.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>())
        {
            let (id, form, misc) = (columns[0], columns[1], columns[9]);
            let number = |text: &str| text.parse::<usize>().unwrap_or(0);
            if id.contains('.') || !id.contains('-') && number(id) <= skip_to {
                continue;
            }
            let span = gold.push(form);
            gold.tokens.insert(span);
            if let Some((first, last)) = id.split_once('-') {
                skip_to = number(last);
                if split {
                    cut_contraction(&mut gold, block, span, form, number(first)..=skip_to);
                }
            }
            if !misc.contains("SpaceAfter=No") {
                gold.push(" ");
            }
        }
        let end = start + gold.text.chars().skip(start as usize).collect::<String>().trim_end().chars().count() as u32;
        gold.sentences.insert((start, end));
        if !gold.text.ends_with(' ') {
            gold.push(" ");
        }
    }
    gold
}

fn cut_contraction(gold: &mut Gold, block: &str, span: (u32, u32), form: &str, words: std::ops::RangeInclusive<usize>) {
    let forms: Vec<&str> = block
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(id, _)| id.parse().is_ok_and(|id| words.contains(&id)))
        .filter_map(|(_, rest)| rest.split('\t').next())
        .collect();
    if forms.concat() != form {
        return;
    }
    gold.tokens.remove(&span);
    let mut at = span.0;
    for part in forms {
        let end = at + part.chars().count() as u32;
        gold.tokens.insert((at, end));
        at = end;
    }
}

fn score(name: &str, gold: &Stretches, found: &Stretches) {
    let hits = gold.intersection(found).count() as f64;
    let (precision, recall) = (hits / found.len() as f64, hits / gold.len() as f64);
    println!(
        "{name:10} P {:.2} R {:.2} F1 {:.2}  ({})",
        100. * precision,
        100. * recall,
        200. * precision * recall / (precision + recall),
        gold.len()
    );
}

fn show_misses(reading: &Reading, gold: &Stretches, found: &Stretches) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for &(start, end) in gold.difference(found) {
        let parts: Vec<_> = found.range(..(end, 0)).rev().take_while(|part| part.1 > start).collect();
        let ours: Vec<_> =
            parts.iter().rev().map(|&&(start, end)| reading.slice(zenobia_core::span::Span::new(start, end))).collect();
        let text = reading.slice(zenobia_core::span::Span::new(start, end));
        *counts.entry(format!("{text}  ->  {}", ours.join(" | "))).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
        .iter()
        .take(std::env::var("SHOW").map_or(0, |number| number.parse().unwrap_or(0)))
        .for_each(|(text, count)| println!("   {count:4} {text}"));
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let language = arguments.next().unwrap_or_default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../zenobia-packs").join(&language);
    let mut problems = Vec::new();
    let mut data = TextData::parse(&files(&folder), &mut problems);
    if let Ok(bytes) = fs::read(folder.join("boundaries.bin")) {
        data.boundaries = Boundaries::load(bytes.into()).ok().filter(|_| std::env::var("RULES").is_err());
    }
    problems.iter().for_each(|problem| println!("! {problem}"));
    for path in arguments {
        let Ok(conllu) = fs::read_to_string(&path) else { continue };
        let gold = gold(&conllu, language == "en");
        let reading = read(&gold.text, &language, &data);
        let seconds = (0..5).map(|_| {
            let started = std::time::Instant::now();
            std::hint::black_box(read(&gold.text, &language, &data));
            started.elapsed().as_secs_f64()
        });
        let speed = gold.text.len() as f64 / 1e6 / seconds.fold(f64::INFINITY, f64::min);
        let tokens: Stretches = reading.tokens.iter().map(|token| (token.span.start, token.span.end)).collect();
        let spans = reading.sentences.iter().map(|sentence| reading.span(sentence.tokens.clone()));
        let sentences: Stretches = spans.map(|span| (span.start, span.end)).collect();
        println!("{path}  {speed:.1} MB/s, {} repairs", reading.repairs.len());
        score("tokens", &gold.tokens, &tokens);
        score("sentences", &gold.sentences, &sentences);
        show_misses(&reading, &gold.tokens, &tokens);
        if std::env::var("SENTENCES").is_ok() {
            show_misses(&reading, &gold.sentences, &sentences);
        }
        if std::env::var("REPAIRS").is_ok() {
            reading
                .repairs
                .iter()
                .for_each(|repair| println!("   ~ {} -> {} ({})", repair.text, repair.repaired, repair.why));
        }
    }
}
