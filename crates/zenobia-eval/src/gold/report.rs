//! One gold report, its quotes found in its text.

use std::collections::BTreeMap;

use serde::Deserialize;
use zenobia_core::record::Factuality;
use zenobia_core::span::Span;

use super::Anchor;

/// An annotated report.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct GoldReport {
    /// Unique.
    pub id: String,
    /// ISO 639-1 code.
    pub language: String,
    /// Day of publication.
    #[serde(default)]
    pub published: Option<String>,
    /// The text.
    #[serde(default)]
    pub text: String,
    /// Actors and sites, by key.
    #[serde(default)]
    pub entities: BTreeMap<String, GoldEntity>,
    /// Mentions of named places.
    #[serde(default)]
    pub places: Vec<GoldPlace>,
    /// Time expressions.
    #[serde(default)]
    pub times: Vec<GoldTime>,
    /// Numbers of people and things that something was done to.
    #[serde(default)]
    pub counts: Vec<GoldCount>,
    /// What is said to have happened.
    #[serde(default)]
    pub claims: Vec<GoldClaim>,
}

/// An actor or a site.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct GoldEntity {
    /// What it is, as the guide lists it: `state`, `person`, `site` …
    #[serde(default)]
    pub kind: String,
    /// Canonical name first, then every wording.
    pub names: Vec<String>,
    /// Nobody in particular: neither asked for nor punished.
    #[serde(default)]
    pub generic: bool,
}

/// A mention of a place.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the guide")]
pub struct GoldPlace {
    pub quote: String,
    #[serde(default = "first")]
    pub nth: usize,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub latitude: Option<f64>,
    #[serde(default)]
    pub longitude: Option<f64>,
    #[serde(default)]
    pub radius_km: Option<f64>,
    #[serde(skip)]
    pub span: Span,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the guide")]
pub struct GoldTime {
    pub quote: String,
    #[serde(default = "first")]
    pub nth: usize,
    pub value: String,
    #[serde(skip)]
    pub span: Span,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the guide")]
pub struct GoldCount {
    pub quote: String,
    #[serde(default = "first")]
    pub nth: usize,
    pub least: Option<u64>,
    pub most: Option<u64>,
    pub unit: String,
    pub effect: String,
    #[serde(default)]
    pub of: Option<String>,
    #[serde(skip)]
    pub span: Span,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the guide")]
pub struct GoldClaim {
    pub trigger: String,
    #[serde(default = "first")]
    pub nth: usize,
    pub event: String,
    #[serde(default)]
    pub mode: Option<String>,
    #[serde(default)]
    pub actor: Vec<String>,
    #[serde(default)]
    pub recipient: Vec<String>,
    #[serde(default)]
    pub site: Vec<String>,
    #[serde(default)]
    pub place: Vec<Anchor>,
    #[serde(default)]
    pub time: Vec<Anchor>,
    #[serde(default = "asserted")]
    pub factuality: Factuality,
    #[serde(default)]
    pub source: Vec<String>,
    #[serde(skip)]
    pub span: Span,
}

fn first() -> usize {
    1
}

fn asserted() -> Factuality {
    Factuality::Asserted
}

impl GoldReport {
    /// Reads a report and finds its quotes.
    ///
    /// # Errors
    /// Says which field is wrong, or which quote is not in the text.
    pub fn parse(json: &str) -> Result<GoldReport, String> {
        let mut report: GoldReport = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let text = std::mem::take(&mut report.text);
        let find = |quote: &str, nth: usize| {
            let anchor = Anchor { quote: quote.to_owned(), nth };
            anchor.locate(&text).ok_or_else(|| format!("quote not in the text: {quote:?} #{nth}"))
        };
        for place in &mut report.places {
            place.span = find(&place.quote, place.nth)?;
        }
        for time in &mut report.times {
            time.span = find(&time.quote, time.nth)?;
        }
        for count in &mut report.counts {
            count.span = find(&count.quote, count.nth)?;
        }
        for claim in &mut report.claims {
            claim.span = find(&claim.trigger, claim.nth)?;
            for anchor in claim.place.iter().chain(&claim.time) {
                find(&anchor.quote, anchor.nth)?;
            }
        }
        report.text = text;
        Ok(report)
    }
}

impl GoldClaim {
    /// Who says so, innermost first; the narrator when nothing is written.
    pub fn source(&self) -> &str {
        self.source.first().map_or("narrator", String::as_str)
    }
}
