//! Every example beside a frame is a named test: the sentences below `[frame.yes]` and those in `no`.
//!
//! A frame's examples are read together, when the first of them is asked for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use libtest_mimic::{Arguments, Failed, Trial};
use zenobia_core::pack::decode;
use zenobia_core::pack::frame::{Frame, FrameFile};
use zenobia_packs::{check, knowledge, packs};

/// What is wrong with each example, by its name.
type Faults = BTreeMap<String, Vec<String>>;

fn main() {
    let trials: Vec<Trial> = packs().languages().flat_map(of_language).collect();
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    conclusion.exit();
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Without its model a language reads no trees, and no frame can hold.
fn of_language(language: &str) -> Vec<Trial> {
    let unread = !root().join(language).join("model.bin").is_file();
    let files = frame_files(&root().join(language).join("frames"));
    let named = files.into_iter().map(|path| (label(language, &path), path));
    named.flat_map(|(label, path)| of_file(&label, &path)).map(|trial| trial.with_ignored_flag(unread)).collect()
}

fn frame_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths
}

/// `fr/frames/kill`.
fn label(language: &str, path: &Path) -> String {
    format!("{language}/frames/{}", path.file_stem().unwrap_or_default().to_string_lossy())
}

fn of_file(label: &str, path: &Path) -> Vec<Trial> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut problems = Vec::new();
    let file = decode::<FrameFile>(label, &text, &mut problems).unwrap_or_default();
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let readable = move || if told.is_empty() { Ok(()) } else { Err(Failed::from(told.join("\n"))) };
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for frame in &file.frame {
        let rule = format!("{label}#{}", frame_name(frame));
        names.entry(rule.clone()).or_default().extend(examples(&rule, frame));
    }
    let frames = names.into_iter().flat_map(|(rule, names)| of_frame(&rule, names));
    frames.chain([Trial::test(format!("{label} can be read"), readable)]).collect()
}

fn frame_name(frame: &Frame) -> &str {
    let first = frame.verb.iter().chain(&frame.noun).chain(&frame.adjective).next();
    frame.name.as_ref().or(first).map_or("?", |name| name.as_str())
}

/// The names that [`check`] gives a frame's examples.
fn examples(rule: &str, frame: &Frame) -> Vec<String> {
    let yes = frame.yes.keys().map(|text| format!("{rule}: {text}"));
    yes.chain(frame.no.iter().map(|text| format!("{rule}, not: {text}"))).collect()
}

fn of_frame(rule: &str, names: Vec<String>) -> Vec<Trial> {
    let only = rule.to_owned();
    let faults = Arc::new(LazyLock::new(move || tried(&only)));
    let both = Trial::test(format!("{rule} has examples of both kinds"), {
        let lacks = [("yes", ": "), ("no", ", not: ")]
            .into_iter()
            .filter(|(_, mark)| !names.iter().any(|name| name[rule.len()..].starts_with(mark)))
            .map(|(kind, _)| kind)
            .collect::<Vec<_>>()
            .join(" and no ");
        move || {
            if lacks.is_empty() { Ok(()) } else { Err(Failed::from(format!("it has no `{lacks}` example: add one"))) }
        }
    });
    let one = |name: String| {
        let faults = Arc::clone(&faults);
        Trial::test(name.clone(), move || match faults.get(&name) {
            None => Err("the check passed it over".into()),
            Some(faults) if faults.is_empty() => Ok(()),
            Some(faults) => Err(faults.join("\n").into()),
        })
    };
    names.into_iter().map(one).chain([both]).collect()
}

fn tried(rule: &str) -> Faults {
    let (checks, _) = check(&root(), packs(), knowledge(), rule);
    let mut faults = Faults::new();
    for check in checks {
        faults.entry(check.name).or_default().extend(check.failure);
    }
    faults
}
