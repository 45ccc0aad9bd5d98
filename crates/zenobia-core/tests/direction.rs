//! The laws that the sources themselves must keep: one direction, no language, no event type, small files.
#![expect(clippy::disallowed_methods, reason = "these tests read the sources")]

mod source;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use source::{Literal, Source, paths, sources};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn core() -> Vec<Source> {
    sources(&root().join("src"))
}

/// The stages, in the order in which `lib.rs` declares them.
fn stages() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("the core has a lib.rs");
    let declared = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    text.lines().filter_map(declared).collect()
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The names that a path opens with: `rest` is what follows `crate::`, perhaps a group in braces.
fn named(rest: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let mut depth = 0;
    let mut names = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(String::new()),
            c if depth == 0 => names.last_mut().expect("one at least").push(c),
            _ => {}
        }
    }
    names.iter().map(|name| word(name.trim())).collect()
}

/// The module path of a file: `place/find.rs` is `place::find`, `place/mod.rs` is `place`.
fn module(path: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    if matches!(parts.last(), Some(&"mod" | &"lib")) {
        parts.pop();
    }
    parts
}

/// Every stage that a file names by `crate::` or by `super::` up to the root, with its line.
fn uses(source: &Source) -> Vec<(usize, String)> {
    let depth = module(&source.path).len();
    let mut found = Vec::new();
    let mut add = |at: usize, rest: &str| {
        let line = source.code[..at].matches('\n').count() + 1;
        found.extend(named(rest).into_iter().map(|name| (line, name)));
    };
    for (at, path) in source.code.match_indices("crate::") {
        add(at, &source.code[at + path.len()..]);
    }
    let climb = "super::".repeat(depth);
    if depth > 0 {
        for (at, path) in source.code.match_indices(&climb) {
            add(at, &source.code[at + path.len()..]);
        }
    }
    found
}

#[test]
fn a_stage_uses_only_stages_declared_before_it() {
    let stages = stages();
    assert!(stages.len() > 10, "lib.rs declares the stages one a line");
    let place = |name: &str| stages.iter().position(|stage| stage == name);
    let mut faults = Vec::new();
    for source in core() {
        let Some(own) = module(&source.path).first().copied() else { continue };
        let at = place(own).unwrap_or_else(|| panic!("{}: lib.rs does not declare `{own}`", source.path));
        for (line, name) in uses(&source) {
            if place(&name).is_some_and(|other| other > at) {
                faults.push(format!(
                    "src/{}:{line}: `{own}` uses `{name}`, a later stage: move what both need before both, or hand it in as an argument",
                    source.path
                ));
            }
        }
    }
    none(faults);
}

#[test]
fn paths_are_read_out_of_groups_and_through_super() {
    assert_eq!(named("text::{Reading, Token}"), ["text"]);
    assert_eq!(named("{claim::{Draft, Ground}, why::Why}"), ["claim", "why"]);
    let source = Source {
        path: "place/find.rs".into(),
        code: "use super::page;\nuse super::super::claim;".into(),
        literals: Vec::new(),
    };
    assert_eq!(uses(&source), [(2, "claim".to_owned())]);
}

/// ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Words that a text of the language cannot do without, and that a rule about it in code would name.
const WORDS: [(&str, &str); 2] = [
    (
        "French",
        "le la les un une des du au et ou où ne pas plus que qui dont dans par pour sur contre avec sans sous chez vers selon il elle ils elles lui leur son sa ses ce cette ces est sont était être avoir ont été était se s' l' d' qu' n' c' afin après avant depuis pendant lorsque quand si comme mais donc",
    ),
    (
        "English",
        "the an of by in on at to from with and or not no nor who whom whose which that this these those he she it they him her his its their is are was were been being has had have will would could should may might not n't 's after before since during while when where if as but because into upon against than",
    ),
];

/// Literals that only look like a language or a word of one, by file.
const ALLOWED: [(&str, &str, &str); 15] = [
    ("pack/frame.rs", "with", "a key of the frames' files"),
    ("text/identify.rs", "*", "names what whichlang answers; nothing is decided by it"),
    ("text/entity.rs", "*", "tags and character references of HTML"),
    ("text/clean.rs", "ff fi", "ligatures of typesetting"),
    ("text/letter.rs", "ae ss", "ligatures and double letters of the Latin alphabet"),
    ("rule/piece.rs", "ae", "the same"),
    ("text/data.rs", "before", "a value of a column of the packs' files"),
    ("place/name.rs", "*", "letters of romanizations and the article of Arabic, as the world's gazetteers write them"),
    ("place/data.rs", "in to from of", "values of a column of the packs' files"),
    ("finder/words.rs", "in of", "values of a column of the packs' files"),
    ("time/argument.rs", "this", "an argument of the rules' operations"),
    ("actor/referent.rs", "en", "names of the record are English, whatever the report is in"),
    ("analyze/mod.rs", "en", "what a text is called that no pack reads"),
    ("analyze/mod.rs", "uk co io am eu to", "top-level domains of the internet"),
    ("place/placing.rs", "in", "notes of the record are English, whatever the report is in"),
];

fn allowed(path: &str, text: &str) -> bool {
    let fits = |words: &str| words == "*" || words.split(' ').any(|word| word == text);
    ALLOWED.iter().any(|(file, words, _)| *file == path && fits(words))
}

/// Checks each literal of the core that nothing allows.
fn check_literals(fault: impl Fn(&Literal) -> Option<String>) {
    let mut faults = Vec::new();
    for source in core() {
        for literal in source.literals.iter().filter(|literal| !allowed(&source.path, &literal.text)) {
            faults.extend(fault(literal).map(|why| format!("src/{}:{}: {why}", source.path, literal.line)));
        }
    }
    none(faults);
}

#[test]
fn the_core_names_no_language() {
    let codes: BTreeSet<&str> = LANGUAGES.split(' ').collect();
    check_literals(|literal| {
        codes.contains(literal.text.as_str()).then(|| {
            format!(
                "`{}` is the code of a language: say in the pack what differs, or allow it here with a reason",
                literal.text
            )
        })
    });
}

#[test]
fn the_core_holds_no_word_of_a_language() {
    check_literals(|literal| {
        let (language, _) = WORDS.iter().find(|(_, words)| words.split(' ').any(|word| word == literal.text))?;
        Some(format!("`{}` is {language}: give the word to the packs, or allow it here with a reason", literal.text))
    });
}

/// The event types, by the files of the ontology.
fn events() -> Vec<String> {
    let folder = root().join("../zenobia-packs/ontology");
    let names = fs::read_dir(folder).expect("the packs have an ontology").flatten().map(|entry| entry.path());
    names.filter_map(|path| Some(path.file_stem()?.to_str()?.to_uppercase())).collect()
}

#[test]
fn the_core_names_no_event_type() {
    let events = events();
    assert_eq!(events.len(), 21, "nineteen types and two that are left aside");
    check_literals(|literal| {
        let mut words = literal.text.split(|c: char| !c.is_alphanumeric());
        let event = words.find(|word| events.iter().any(|event| event == word))?;
        Some(format!("`{event}` is an event type: let the ontology or a frame say it"))
    });
}

#[test]
fn what_is_allowed_is_there() {
    let sources = core();
    let used = |(file, words, _): &&(&str, &str, &str)| {
        let Some(source) = sources.iter().find(|source| source.path == *file) else { return false };
        let has = |word: &str| source.literals.iter().any(|literal| literal.text == word);
        *words == "*" || words.split(' ').all(has)
    };
    let unused: Vec<&str> = ALLOWED.iter().filter(|entry| !used(entry)).map(|(file, ..)| *file).collect();
    assert!(unused.is_empty(), "drop what is allowed but no longer there: {unused:?}");
}

/// Past this a file holds more than one thing.
const LONGEST: usize = 500;

#[test]
fn no_file_is_long() {
    let workspace = root().join("../..");
    let long = |path: &Path| {
        let lines = fs::read_to_string(path).expect("a source is text").lines().count();
        (lines > LONGEST).then(|| format!("{}: {lines} lines: split it by meaning", path.display()))
    };
    let folders = [workspace.join("crates"), workspace.join("xtask")];
    none(folders.iter().flat_map(|folder| paths(folder)).filter_map(|path| long(&path)).collect());
}
