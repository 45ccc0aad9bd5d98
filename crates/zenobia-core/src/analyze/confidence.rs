//! How likely a claim is to be right: signs of it, weighed by `confidence.toml`.
//!
//! The weights are fitted to annotated reports by `zenobia eval gold --calibrate`. With the odds z that they sum up to, the likelihood is
//! 1/2 + z / (2 √(1 + z²)), which every machine computes alike.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::pack::{Files, decode};
use crate::problem::Problem;
use crate::record::{Claim, Factuality, SourceKind};

/// What the signs of a claim weigh in a language.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    /// The odds of a claim without any sign.
    pub base: f64,
    /// By sign; see [`signs`].
    pub weights: BTreeMap<String, f64>,
}

impl Confidence {
    /// Reads `confidence.toml`.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Confidence {
        let path = "confidence.toml";
        files.get(path).and_then(|text| decode(path, text, problems)).unwrap_or_default()
    }

    /// The likelihood that a claim is right, to three decimals. `weak`: its frame is one of an everyday word.
    pub fn of(&self, claim: &Claim, weak: bool) -> f64 {
        let weight = |sign: &&str| self.weights.get(*sign).copied().unwrap_or_default();
        let odds = self.base + signs(claim, weak).iter().map(weight).sum::<f64>();
        (likelihood(odds) * 1000.0).round() / 1000.0
    }
}

/// The likelihood that odds stand for, between 0 and 1.
///
/// ```
/// use zenobia_core::analyze::likelihood;
/// assert_eq!(likelihood(0.0), 0.5);
/// assert!(likelihood(1.0) > 0.85 && likelihood(-1.0) < 0.15);
/// ```
pub fn likelihood(odds: f64) -> f64 {
    0.5 + odds / (2.0 * (1.0 + odds * odds).sqrt())
}

/// The signs that a claim shows: which roles are filled, how it is told, what its trigger is.
pub fn signs(claim: &Claim, weak: bool) -> Vec<&'static str> {
    let roles = &claim.roles;
    let cited = claim.source.first().is_some_and(|source| source.kind != SourceKind::Narrator);
    let all = [
        ("actor", !roles.actor.is_empty()),
        ("recipient", !roles.recipient.is_empty() || !roles.site.is_empty()),
        ("place", !roles.place.is_empty()),
        ("time", !roles.time.is_empty()),
        ("toll", !claim.tolls.is_empty()),
        ("mode", !claim.mode.is_empty()),
        ("cited", cited),
        ("unsure", claim.factuality != Factuality::Asserted),
        ("phrase", claim.trigger.text.contains(' ')),
        ("weak", weak),
    ];
    all.into_iter().filter_map(|(sign, shown)| shown.then_some(sign)).collect()
}
