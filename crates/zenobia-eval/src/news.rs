//! How many claims a collection of articles yields, by event type: everyday news should yield hardly any violence.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use zenobia_core::document::Document;
use zenobia_core::record::{Claim, Record};

/// A claim with the words around its trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Id of the article.
    pub report: String,
    /// Words before the trigger.
    pub before: String,
    /// The trigger.
    pub trigger: String,
    /// Words after it.
    pub after: String,
    /// The frame that made the claim.
    pub rule: String,
}

/// Claims of a collection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct News {
    /// Articles read.
    pub articles: usize,
    /// Claims by event type.
    pub events: BTreeMap<String, usize>,
    /// Articles with some claim of an event type.
    pub told_in: BTreeMap<String, usize>,
    /// The claims of the event type that was asked for.
    pub shown: Vec<Shown>,
}

/// Where everyday news lie in the folder of corpora.
pub const ORDINARY: &str = "news/ordinary.fr.jsonl";

impl News {
    /// Claims of a type for each article.
    pub fn rate(&self, event: &str) -> f64 {
        self.events.get(event).copied().unwrap_or_default() as f64 / self.articles.max(1) as f64
    }

    /// Figures for the floors, in percent: of everyday articles hardly any should tell of violence.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        let told = self.told_in.get("ASSAULT").copied().unwrap_or_default();
        let quiet = 100.0 * (self.articles - told) as f64 / self.articles.max(1) as f64;
        BTreeMap::from([("articles without ASSAULT".to_owned(), (10.0 * quiet).round() / 10.0)])
    }
}

/// Reads articles and counts their claims; those of type `show` are kept with their context.
pub fn count(documents: &[Document], analyze: impl Fn(&Document) -> Record + Sync, show: Option<&str>) -> News {
    let found: Vec<(Vec<String>, Vec<Shown>)> = documents
        .par_iter()
        .map(|document| {
            let record = analyze(document);
            let wanted = record.claims.iter().filter(|claim| show == Some(claim.event.as_str()));
            let shown = wanted.map(|claim| in_context(document, claim)).collect();
            (record.claims.into_iter().map(|claim| claim.event).collect(), shown)
        })
        .collect();
    let mut news = News { articles: documents.len(), ..News::default() };
    for (events, shown) in found {
        news.shown.extend(shown);
        for event in events.iter().collect::<BTreeSet<_>>() {
            *news.told_in.entry(event.clone()).or_default() += 1;
        }
        for event in events {
            *news.events.entry(event).or_default() += 1;
        }
    }
    news
}

/// Code points shown on each side of a trigger.
const CONTEXT: usize = 60;

fn in_context(document: &Document, claim: &Claim) -> Shown {
    let points: Vec<char> = document.text.chars().collect();
    let end = (claim.trigger.end as usize).min(points.len());
    let start = (claim.trigger.start as usize).min(end);
    let words = |from: usize, to: usize| {
        let text: String = points[from..to].iter().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    Shown {
        report: document.id.to_string(),
        before: words(start.saturating_sub(CONTEXT), start),
        trigger: words(start, end),
        after: words(end, (end + CONTEXT).min(points.len())),
        rule: claim.why.rule.clone(),
    }
}
