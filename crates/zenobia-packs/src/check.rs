//! Checking packs: their files, and every example beside a frame.

use std::fs;
use std::path::{Path, PathBuf};

use zenobia_core::analyze::{Asides, Knowledge, Packs, analyze_with};
use zenobia_core::document::Document;
use zenobia_core::pack::decode;
use zenobia_core::pack::frame::{Expected, Frame, FrameFile};
use zenobia_core::problem::Problem;
use zenobia_core::record::{Claim, Record, SourceKind};

/// One example of a frame that was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Frame and sentence, such as `fr/frames/kill#tuer: …`.
    pub name: String,
    /// What is wrong; `None` when the example holds.
    pub failure: Option<String>,
}

/// All faults of the files of packs and knowledge.
pub fn problems(packs: &Packs, knowledge: &Knowledge) -> Vec<Problem> {
    let of_languages = packs.languages().filter_map(|language| Some((language, packs.get(language)?)));
    let named = of_languages.flat_map(|(language, pack)| {
        pack.problems
            .iter()
            .map(move |problem| Problem { path: format!("{language}/{}", problem.path), ..problem.clone() })
    });
    packs.problems.iter().cloned().chain(named).chain(knowledge.problems.iter().cloned()).collect()
}

/// Tries every example of every frame below a folder of packs, with the packs and knowledge given.
///
/// Only frames whose name (`fr/frames/kill#tuer`) holds `only` are tried.
pub fn check(folder: &Path, packs: &Packs, knowledge: &Knowledge, only: &str) -> (Vec<Check>, Vec<Problem>) {
    let mut checks = Vec::new();
    let mut problems = Vec::new();
    for language in packs.languages() {
        for path in frame_files(&folder.join(language).join("frames")) {
            let name = format!("{language}/frames/{}", path.file_name().unwrap_or_default().to_string_lossy());
            let text = fs::read_to_string(&path).unwrap_or_default();
            let Some(file) = decode::<FrameFile>(&name, &text, &mut problems) else { continue };
            let label = name.trim_end_matches(".toml");
            for frame in file.frame.iter().filter(|frame| format!("{label}#{}", frame_name(frame)).contains(only)) {
                checks.extend(check_frame(label, language, frame, packs, knowledge));
                if frame.yes.is_empty() || frame.no.is_empty() {
                    let message =
                        format!("frame `{}` needs at least one `yes` and one `no` example", frame_name(frame));
                    problems.push(Problem::at(&*name, 0, message));
                }
            }
        }
    }
    (checks, problems)
}

fn frame_files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths
}

fn frame_name(frame: &Frame) -> &str {
    let first = frame.verb.iter().chain(&frame.noun).chain(&frame.adjective).next();
    frame.name.as_ref().or(first).map_or("?", |name| name.as_str())
}

fn check_frame(label: &str, language: &str, frame: &Frame, packs: &Packs, knowledge: &Knowledge) -> Vec<Check> {
    let rule = format!("{label}#{}", frame_name(frame));
    let read = |text: &str| {
        let document = Document {
            id: "example".into(),
            text: text.to_owned(),
            language: Some(language.into()),
            published: Some(jiff::civil::date(2024, 3, 12)),
            ..Document::default()
        };
        analyze_with(&document, packs, knowledge, Asides::Told)
    };
    let yes = frame.yes.iter().map(|(text, expected)| Check {
        name: format!("{rule}: {text}"),
        failure: missing(&read(text), frame, expected),
    });
    let no = frame.no.iter().map(|text| {
        let record = read(text);
        let made = record.claims.iter().find(|claim| claim.why.rule == rule);
        let failure = made.map(|claim| format!("makes a claim of `{}` all the same", claim.trigger.text));
        Check { name: format!("{rule}, not: {text}"), failure }
    });
    yes.chain(no).collect()
}

/// Whether some claim of the frame's type holds all that is expected; otherwise what the nearest one lacks.
fn missing(record: &Record, frame: &Frame, expected: &Expected) -> Option<String> {
    let claims: Vec<&Claim> = record.claims.iter().filter(|claim| claim.event == frame.event.as_str()).collect();
    let mut faults: Vec<Vec<String>> = claims.iter().map(|claim| lacks(record, claim, frame, expected)).collect();
    faults.sort_by_key(Vec::len);
    match faults.into_iter().next() {
        None => Some(format!("makes no claim of {}", frame.event)),
        Some(lacking) if lacking.is_empty() => None,
        Some(lacking) => Some(lacking.join("; ")),
    }
}

fn lacks(record: &Record, claim: &Claim, frame: &Frame, expected: &Expected) -> Vec<String> {
    let mut lacking = Vec::new();
    let roles = [
        ("actor", &expected.actor, &claim.roles.actor),
        ("recipient", &expected.recipient, &claim.roles.recipient),
        ("site", &expected.site, &claim.roles.site),
        ("place", &expected.place, &claim.roles.place),
        ("time", &expected.time, &claim.roles.time),
    ];
    for (role, wanted, ids) in roles {
        let found: Vec<&str> = ids.iter().flat_map(|id| wordings(record, id)).collect();
        if let Some(wanted) = wanted
            && !found.iter().any(|words| share_words(words, wanted))
        {
            lacking.push(format!("{role} is {found:?}, not `{wanted}`"));
        }
    }
    let mode = expected.mode.as_deref().or(frame.mode.as_deref());
    if mode.is_some_and(|mode| !claim.mode.iter().any(|other| other == mode)) {
        lacking.push(format!("mode is {:?}, not {mode:?}", claim.mode));
    }
    let factuality = serde_json::to_value(claim.factuality).unwrap_or_default();
    if expected.factuality.as_deref().is_some_and(|wanted| factuality != wanted) {
        lacking.push(format!("factuality is {factuality}, not {:?}", expected.factuality));
    }
    lacking.extend(lacks_source(record, claim, expected));
    lacking.extend(lacks_toll(record, claim, expected));
    lacking
}

fn lacks_source(record: &Record, claim: &Claim, expected: &Expected) -> Option<String> {
    let wanted = expected.source.as_deref()?;
    let first = claim.source.first()?;
    let holds = match first.kind {
        SourceKind::Narrator => wanted == "narrator",
        SourceKind::Unnamed => wanted == "unnamed",
        SourceKind::Actor => {
            first.actor.iter().flat_map(|id| wordings(record, id)).any(|words| share_words(words, wanted))
        }
    };
    (!holds).then(|| format!("source is {:?}, not `{wanted}`", first.kind))
}

fn lacks_toll(record: &Record, claim: &Claim, expected: &Expected) -> Option<String> {
    let wanted = expected.toll.as_deref()?;
    let (words, effect) = wanted.rsplit_once(' ')?;
    let holds = claim.tolls.iter().any(|toll| {
        let quantity = record.quantities.iter().find(|quantity| quantity.id == toll.quantity);
        toll.effect == effect && quantity.is_some_and(|quantity| share_words(&quantity.mention.text, words))
    });
    (!holds).then(|| format!("no toll `{wanted}`"))
}

/// The words that refer to an id.
fn wordings<'a>(record: &'a Record, id: &str) -> Vec<&'a str> {
    let actors = record.actors.iter().filter(|actor| actor.id == id).flat_map(|actor| &actor.mentions);
    let sites = record.sites.iter().filter(|site| site.id == id).flat_map(|site| &site.mentions);
    let places = record.places.iter().filter(|place| place.id == id).flat_map(|place| &place.mentions);
    let times = record.times.iter().filter(|time| time.id == id).map(|time| &time.mention);
    let names = record.actors.iter().filter(|actor| actor.id == id).map(|actor| actor.name.as_str());
    actors.chain(sites).chain(places).chain(times).map(|mention| mention.text.as_str()).chain(names).collect()
}

/// Whether one wording lies inside the other.
fn share_words(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    a.contains(&b) || b.contains(&a)
}
