//! What codes are called, for people: `labels/*.toml`, and the glosses of the ontology.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_store::Store;

use crate::problem::Problem;
use crate::route::{Call, Nothing, Route};

/// The files of labels, by language.
const FILES: &[(&str, &str)] =
    &[("en", include_str!("../../labels/en.toml")), ("fr", include_str!("../../labels/fr.toml"))];

/// In which language.
#[derive(Debug, Deserialize, JsonSchema)]
struct Language {
    /// Language of the labels; English when left out.
    lang: Option<Code>,
}

/// A language of labels.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Code {
    /// English.
    En,
    /// French.
    Fr,
}

type Labels = BTreeMap<String, String>;

/// Labels as a file has them, by what they are labels of.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
struct File(BTreeMap<String, Labels>);

/// What codes are called.
#[derive(Debug, Serialize, JsonSchema)]
struct Vocabulary {
    /// Language of the labels.
    lang: &'static str,
    /// Event types.
    events: BTreeMap<String, EventWords>,
    /// Labels of all other codes, by what they are codes of: `contexts`, `effects`, `units`, `actor_kinds`, `place_kinds`, `site_kinds`,
    /// `sides`, `factuality`, `grades`, `reviews`, `actions`, `reasons`, `agreement_states`, `disagreements`, `states`, `extents`. A code that
    /// is not there is shown as it is, with spaces for hyphens.
    labels: BTreeMap<String, Labels>,
}

/// An event type in words.
#[derive(Debug, Serialize, JsonSchema)]
struct EventWords {
    /// A word or two.
    label: String,
    /// What it covers.
    gloss: String,
    /// Its modes.
    modes: BTreeMap<String, ModeWords>,
}

/// A mode in words.
#[derive(Debug, Serialize, JsonSchema)]
struct ModeWords {
    /// A word or two.
    label: String,
    /// What it covers.
    gloss: String,
}

pub fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/vocabulary", "What codes are called, in English or French", vocabulary)]
}

fn vocabulary(_: &mut Store, call: Call<Nothing, Language>) -> Result<Vocabulary, Problem> {
    let lang = match call.query.lang {
        Some(Code::Fr) => "fr",
        _ => "en",
    };
    let text = FILES.iter().find(|(code, _)| *code == lang).map_or("", |(_, text)| text);
    let File(mut labels) = toml::from_str(text).map_err(|error| Problem::fault(error.to_string()))?;
    let (of_events, of_modes) =
        (labels.remove("events").unwrap_or_default(), labels.remove("modes").unwrap_or_default());
    let library = call.app.library();
    let label = |labels: &Labels, code: &str| labels.get(code).cloned().unwrap_or_else(|| code.replace('-', " "));
    let events = library.packs().ontology.events().map(|kind| {
        let code = kind.event.as_str();
        let mode =
            |mode: &str| ModeWords { label: label(&of_modes, mode), gloss: library.gloss(code, Some(mode), lang) };
        let modes = kind.modes.keys().map(|name| (name.to_string(), mode(name))).collect();
        let words = EventWords { label: label(&of_events, code), gloss: library.gloss(code, None, lang), modes };
        (code.to_owned(), words)
    });
    Ok(Vocabulary { lang, events: events.collect(), labels })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_labels_of_the_same_kinds() {
        let files: Vec<File> = FILES.iter().map(|(_, text)| toml::from_str(text).unwrap()).collect();
        let kinds = |file: &File| file.0.keys().cloned().collect::<Vec<_>>();
        assert_eq!(kinds(&files[0]), kinds(&files[1]));
        // Places, sites and units are named in English by their codes.
        for kind in
            kinds(&files[0]).iter().filter(|kind| !matches!(kind.as_str(), "place_kinds" | "site_kinds" | "units"))
        {
            let codes = |file: &File| file.0[kind].keys().cloned().collect::<Vec<_>>();
            assert_eq!(codes(&files[0]), codes(&files[1]), "{kind}");
        }
    }
}
