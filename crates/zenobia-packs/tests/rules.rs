//! Every example beside a rule is a named test: the sentences below `[rule.yes]` and those in `no`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Date, date};
use libtest_mimic::{Arguments, Failed, Trial};
use zenobia_core::pack::Files;
use zenobia_core::problem::Problem;
use zenobia_core::quantity::{self, QuantityData};
use zenobia_core::rule::Example;
use zenobia_core::syntax::Syntax;
use zenobia_core::text::{self, Reading, TextData};
use zenobia_core::time::{self, TimeData};

/// The day on which the examples are set.
const NOW: Date = date(2024, 3, 12);

fn main() {
    let mut trials = Vec::new();
    for language in languages() {
        let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(&language));
        let mut problems = Vec::new();
        let texts = Arc::new(TextData::parse(&files, &mut problems));
        let times = Arc::new(TimeData::parse(&files, &mut problems));
        let quantities = Arc::new(QuantityData::parse(&files, &mut problems));
        trials.push(Trial::test(format!("{language}/rules are well formed"), move || without(&problems)));
        for example in times.examples().to_vec() {
            let (language, texts, times) = (language.clone(), Arc::clone(&texts), Arc::clone(&times));
            let test = name(&language, &example);
            trials.push(Trial::test(test, move || {
                time_example(&text::read(&example.text, &language, &texts), &times, &example)
            }));
        }
        for example in quantities.examples().to_vec() {
            let data = (Arc::clone(&times), Arc::clone(&quantities));
            let (language, texts) = (language.clone(), Arc::clone(&texts));
            let test = name(&language, &example);
            trials.push(Trial::test(test, move || {
                quantity_example(&text::read(&example.text, &language, &texts), &data.0, &data.1, &example)
            }));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// The folders that hold rules.
fn languages() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> = fs::read_dir(root)
        .expect("the crate has a folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| root.join(name).join("rules").is_dir())
        .collect();
    names.sort();
    names
}

fn files(root: &Path) -> Files {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).expect("a folder can be listed").filter_map(|entry| Some(entry.ok()?.path()))
        {
            if path.is_dir() {
                open.push(path);
            } else if let (Ok(text), Ok(inside)) = (fs::read_to_string(&path), path.strip_prefix(root)) {
                found.push((inside.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    Files::new(found)
}

fn name(language: &str, example: &Example) -> String {
    let kind = if example.expected.is_some() { "yes" } else { "no" };
    format!("{language}/{} {kind}: {}", example.rule, example.text)
}

fn without(problems: &[Problem]) -> Result<(), Failed> {
    let told: Vec<_> = problems.iter().map(Problem::to_string).collect();
    if told.is_empty() { Ok(()) } else { Err(told.join("\n").into()) }
}

fn time_example(reading: &Reading, data: &TimeData, example: &Example) -> Result<(), Failed> {
    let found = time::find(reading, &Syntax::default(), Some(NOW), data);
    let told = found.iter().map(|time| format!("{} by {}", time.value, time.why.rule)).collect::<Vec<_>>().join("; ");
    let rule = |time: &&time::TimeFinding| time.why.rule == example.rule;
    match &example.expected {
        Some(expected) => {
            let values = found.iter().map(|time| time.value.as_str()).collect::<Vec<_>>().join(" ");
            let right = values == *expected && found.iter().any(|time| rule(&time));
            if right { Ok(()) } else { Err(format!("wanted {expected}, found {told}").into()) }
        }
        None => match found.iter().find(rule) {
            Some(_) => Err(format!("the rule matches: {told}").into()),
            None => Ok(()),
        },
    }
}

fn quantity_example(reading: &Reading, times: &TimeData, data: &QuantityData, example: &Example) -> Result<(), Failed> {
    let syntax = Syntax::default();
    let times = time::find(reading, &syntax, Some(NOW), times);
    let found = quantity::find(reading, &syntax, &times, data);
    let told = found.iter().map(|one| format!("{} by {}", one.gist(), one.why.rule)).collect::<Vec<_>>().join("; ");
    match &example.expected {
        Some(expected) => {
            let gists = found.iter().map(quantity::QuantityFinding::gist).collect::<Vec<_>>().join(", ");
            let right = gists == *expected && found.iter().any(|one| one.why.rule == example.rule);
            if right { Ok(()) } else { Err(format!("wanted {expected}, found {told}").into()) }
        }
        None if found.is_empty() => Ok(()),
        None => Err(format!("it counts something: {told}").into()),
    }
}
