//! A site's damage as fields: its condition and how much of it is affected, by what and by whom, and whether it is threatened, said to be
//! damaged, or verified to be.
//!
//! Derived from a record alone. The terms are those of EAMENA (Endangered Archaeology in the Middle East and North Africa, heritage place condition
//! assessment): overall condition, extent of damage, disturbance cause. Terms and the words that show them are data: `knowledge/condition.toml`.

use std::collections::BTreeMap;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::pack::{Files, decode};
use crate::problem::Problem;
use crate::record::{Claim, Factuality, Record, SourceKind};
use crate::text::fold;

/// How far a site's damage is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Planned, threatened, feared: nothing has been done to it yet.
    Threatened,
    /// Somebody says that it has been damaged.
    Reported,
    /// A body that assesses such damage says so, or two sources that are not the same do.
    Verified,
}

/// What a report says of the damage to a site.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SiteCondition {
    /// Id of the site in the record.
    pub site: String,
    /// Threatened, reported or verified.
    pub standing: Standing,
    /// Overall condition, a term of EAMENA; of several claims the worst that is surest.
    pub condition: CompactString,
    /// Extent of damage, a term of EAMENA.
    pub extent: CompactString,
    /// Causes, terms of EAMENA, in the order of the claims.
    pub causes: Vec<CompactString>,
    /// Ids of the actors that did it, or threaten to.
    pub agents: Vec<String>,
    /// Ids of the claims it follows from.
    pub claims: Vec<String>,
}

/// A state of a site, and the words that show it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    condition: CompactString,
    extent: CompactString,
    /// Beginnings of words by language, folded: "detrui".
    words: BTreeMap<CompactString, Vec<CompactString>>,
}

/// A cause, and the claims that show it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cause {
    cause: CompactString,
    event: CompactString,
    /// Modes of the event; any when there are none.
    #[serde(default)]
    modes: Vec<CompactString>,
}

/// The terms: `knowledge/condition.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// States, the worst first.
    #[serde(default, rename = "state")]
    states: Vec<State>,
    #[serde(default, rename = "cause")]
    causes: Vec<Cause>,
    /// Event types in which a site is threatened, whatever the factuality.
    #[serde(default)]
    threats: Vec<CompactString>,
    /// The condition and the extent where no word tells them.
    #[serde(default)]
    unknown: CompactString,
    /// Keys of the bodies that assess damage.
    #[serde(default)]
    assessors: Vec<CompactString>,
    /// What the terms are called, by language.
    #[serde(default)]
    gloss: BTreeMap<CompactString, BTreeMap<CompactString, CompactString>>,
}

impl Conditions {
    /// Reads `condition.toml`; none where there is no such file.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Conditions {
        let path = "condition.toml";
        files.get(path).and_then(|text| decode(path, text, problems)).unwrap_or_default()
    }

    /// What a term is called in a language; the term itself where nothing else is known.
    pub fn gloss<'a>(&'a self, term: &'a str, language: &str) -> &'a str {
        self.gloss.get(term).and_then(|glosses| glosses.get(language)).map_or(term, CompactString::as_str)
    }

    /// The state that a trigger shows, by its rank; later is better.
    fn state(&self, trigger: &str, language: &str) -> Option<usize> {
        let folded = fold(trigger);
        let shows = |state: &State| {
            let mut words = state.words.get(language).into_iter().flatten();
            words.any(|word| folded.starts_with(word.as_str()) || folded.contains(&format!(" {word}")))
        };
        self.states.iter().position(shows)
    }

    fn cause(&self, claim: &Claim) -> Option<&CompactString> {
        let shows = |cause: &&Cause| {
            cause.event == claim.event
                && (cause.modes.is_empty()
                    || claim.mode.first().is_some_and(|mode| cause.modes.iter().any(|one| one == mode)))
        };
        self.causes.iter().find(shows).map(|cause| &cause.cause)
    }
}

/// What a record says of the damage to each of its sites, in their order; sites that nothing was done to are left out.
pub fn site_conditions(record: &Record, terms: &Conditions) -> Vec<SiteCondition> {
    record.sites.iter().filter_map(|site| of_site(record, terms, &site.id)).collect()
}

/// A claim of damage or of a threat to a site.
struct Told<'a> {
    claim: &'a Claim,
    threat: bool,
    state: Option<usize>,
}

fn of_site(record: &Record, terms: &Conditions, site: &str) -> Option<SiteCondition> {
    let told: Vec<Told> = record.claims.iter().filter_map(|claim| tell(record, terms, claim, site)).collect();
    let done: Vec<&Told> = told.iter().filter(|one| !one.threat).collect();
    let standing = match done.as_slice() {
        [] => Standing::Threatened,
        done if is_verified(record, terms, done) => Standing::Verified,
        _ => Standing::Reported,
    };
    let used: Vec<&Told> = if done.is_empty() { told.iter().collect() } else { done };
    let sure = used.iter().filter(|one| one.claim.factuality == Factuality::Asserted);
    let worst = sure.filter_map(|one| one.state).min().or_else(|| used.iter().filter_map(|one| one.state).min());
    let state = worst.filter(|_| standing != Standing::Threatened).map(|rank| &terms.states[rank]);
    let mut condition = SiteCondition {
        site: site.to_owned(),
        standing,
        condition: state.map_or_else(|| terms.unknown.clone(), |state| state.condition.clone()),
        extent: state.map_or_else(|| terms.unknown.clone(), |state| state.extent.clone()),
        causes: Vec::new(),
        agents: Vec::new(),
        claims: used.iter().map(|one| one.claim.id.clone()).collect(),
    };
    for one in &used {
        push_new(&mut condition.causes, terms.cause(one.claim).cloned());
        one.claim.roles.actor.iter().for_each(|actor| push_new(&mut condition.agents, Some(actor.clone())));
    }
    (!used.is_empty()).then_some(condition)
}

/// Whether a claim tells damage to a site, or a threat: what is denied is neither, and what is no cause of damage is not.
fn tell<'a>(record: &Record, terms: &Conditions, claim: &'a Claim, site: &str) -> Option<Told<'a>> {
    if !claim.roles.site.iter().any(|one| one == site) || claim.factuality == Factuality::Negated {
        return None;
    }
    let planned = matches!(claim.factuality, Factuality::Planned | Factuality::Hypothetical);
    let threat = terms.threats.iter().any(|event| *event == claim.event);
    let state = terms.state(&claim.trigger.text, &record.report.language);
    (threat || terms.cause(claim).is_some()).then_some(Told { claim, threat: threat || planned, state })
}

/// Whether an assessor says so, or two different sources; the report's own voice is one of them.
fn is_verified(record: &Record, terms: &Conditions, done: &[&Told]) -> bool {
    let sure = || done.iter().filter(|one| one.claim.factuality == Factuality::Asserted);
    let key = |id: &str| record.actors.iter().find(|actor| actor.id == id).and_then(|actor| actor.key.as_deref());
    let assessor = |id: &str| key(id).is_some_and(|key| terms.assessors.iter().any(|one| one == key));
    let mut voices: Vec<Option<&str>> = Vec::new();
    for source in sure().filter_map(|one| one.claim.source.first()) {
        match source.kind {
            SourceKind::Narrator => push_new(&mut voices, Some(None)),
            SourceKind::Actor => push_new(&mut voices, source.actor.as_deref().map(Some)),
            SourceKind::Unnamed => {}
        }
    }
    voices.len() > 1 || voices.iter().flatten().any(|id| assessor(id))
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, one: Option<T>) {
    if let Some(one) = one.filter(|one| !list.contains(one)) {
        list.push(one);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TERMS: &str = r#"
unknown = "Unknown"
threats = ["MENACE"]
assessors = ["surveyors"]
[[state]]
condition = "Destroyed"
extent = "91-100%"
words.en = ["destroy"]
[[state]]
condition = "Poor"
extent = "Unknown"
words.en = ["damag"]
[[cause]]
cause = "Armed conflict"
event = "VIOLENCE"
"#;

    fn terms() -> Conditions {
        let mut problems = Vec::new();
        let files: Files = [("condition.toml".to_owned(), TERMS.into())].into_iter().collect();
        let terms = Conditions::parse(&files, &mut problems);
        assert_eq!(problems, []);
        terms
    }

    /// A record of one site with claims of event, trigger, factuality and source.
    fn record(claims: &[(&str, &str, &str, Option<&str>)]) -> Record {
        let claim = |(number, (event, trigger, factuality, source)): (usize, &(&str, &str, &str, Option<&str>))| {
            let source = match source {
                Some(actor) => json!({"kind": "actor", "actor": actor, "cue": null, "quoted": false}),
                None => json!({"kind": "narrator", "actor": null, "cue": null, "quoted": false}),
            };
            json!({"id": format!("c{number}"), "event": event, "mode": [], "context": [],
                "trigger": {"start": 0, "end": 1, "text": trigger}, "sentence": 0, "tolls": [],
                "roles": {"actor": ["a1"], "recipient": [], "site": ["s1"], "place": [], "time": [], "means": []},
                "source": [source], "factuality": factuality, "confidence": 0.5, "why": {"rule": "r", "parts": []}})
        };
        let actor = |id: &str, key: &str| {
            json!({"id": id, "key": key, "name": key, "kind": "organisation", "country": null, "codes": {}, "mentions": [],
                "why": {"rule": "r", "parts": []}})
        };
        let value = json!({"format": "zenobia.record/1",
            "report": {"id": "r", "language": "en", "title": null, "published": null, "published_from": null, "publisher": null,
                "url": null, "sha256": "", "length": 1},
            "repairs": [], "sentences": [], "actors": [actor("a1", "band"), actor("a2", "surveyors")],
            "sites": [{"id": "s1", "key": null, "name": "Old Mill", "kind": "mill", "latitude": null, "longitude": null, "mentions": [],
                "why": {"rule": "r", "parts": []}}],
            "places": [], "times": [], "quantities": [], "claims": claims.iter().enumerate().map(claim).collect::<Vec<_>>(), "notes": []});
        serde_json::from_value(value).expect("a record")
    }

    fn only(claims: &[(&str, &str, &str, Option<&str>)]) -> SiteCondition {
        site_conditions(&record(claims), &terms()).pop().expect("a condition")
    }

    #[test]
    fn words_tell_the_condition_and_the_worst_that_is_sure_counts() {
        let both = only(&[("VIOLENCE", "damaged", "asserted", None), ("VIOLENCE", "destroyed", "hedged", None)]);
        assert_eq!((both.condition.as_str(), both.standing), ("Poor", Standing::Reported));
        let sure = only(&[("VIOLENCE", "damaged", "asserted", None), ("VIOLENCE", "destroyed", "asserted", None)]);
        assert_eq!((sure.condition.as_str(), sure.extent.as_str()), ("Destroyed", "91-100%"));
        assert_eq!((sure.causes, sure.agents), (vec!["Armed conflict".into()], vec!["a1".to_owned()]));
    }

    #[test]
    fn what_is_planned_or_threatened_is_no_damage() {
        assert_eq!(only(&[("VIOLENCE", "destroy", "planned", None)]).standing, Standing::Threatened);
        let threat = only(&[("MENACE", "threatened", "asserted", None)]);
        assert_eq!((threat.standing, threat.condition.as_str()), (Standing::Threatened, "Unknown"));
    }

    #[test]
    fn an_assessor_or_two_voices_verify() {
        assert_eq!(only(&[("VIOLENCE", "damaged", "asserted", Some("a2"))]).standing, Standing::Verified);
        let two = [("VIOLENCE", "damaged", "asserted", Some("a1")), ("VIOLENCE", "damaged", "asserted", None)];
        assert_eq!(only(&two).standing, Standing::Verified);
        assert_eq!(only(&two[..1]).standing, Standing::Reported);
    }

    #[test]
    fn what_is_denied_or_no_cause_of_damage_says_nothing() {
        let record = record(&[("VIOLENCE", "damaged", "negated", None), ("HELP", "restored", "asserted", None)]);
        assert_eq!(site_conditions(&record, &terms()), []);
    }
}
