//! What is new or has changed since somebody looked last.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::{Value, number};
use crate::error::Result;
use crate::events::fact;
use crate::flat::{CLAIMS, EVENTS};
use crate::reviews::Entry;
use crate::store::Store;

/// What changed after some numbers, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Changed {
    /// Ids of claims that came in, or were read again.
    pub claims: Vec<String>,
    /// Ids of events that are new or have changed.
    pub events: Vec<String>,
    /// Reviews that were made.
    pub reviews: Vec<Entry>,
    /// Number of the last finding among those.
    #[serde(skip)]
    pub finding: i64,
    /// Number of the last review among those.
    #[serde(skip)]
    pub review: i64,
}

impl Store {
    /// Which state of claims, events and decisions this is: two questions with the same answer in between are of one state.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn version(&mut self) -> Result<String> {
        let engine = self.engine.as_mut();
        let reviews = number(engine, "SELECT coalesce(max(id), 0) FROM reviews", &[])?;
        let mut version = reviews.to_string();
        for name in ["changed", "derived", "numbered"] {
            version.push('-');
            version.push_str(fact(engine, name)?.as_deref().unwrap_or_default());
        }
        Ok(version)
    }

    /// What changed after a finding and a review, each by its number; at most so many of both.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn changed(&mut self, finding: i64, review: i64, limit: u64) -> Result<Changed> {
        let mut changed = Changed { claims: Vec::new(), events: Vec::new(), reviews: Vec::new(), finding, review };
        let limit: Value = i64::try_from(limit).unwrap_or(i64::MAX).into();
        let sql = "SELECT id, key, shelf FROM findings WHERE id > ?1 ORDER BY id LIMIT ?2";
        self.engine.each(sql, &[finding.into(), limit.clone()], &mut |row| {
            let whole = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
            changed.finding = whole(0);
            let list = match whole(2) {
                CLAIMS => Some(&mut changed.claims),
                EVENTS => Some(&mut changed.events),
                _ => None,
            };
            if let (Some(list), Some(key)) = (list, row.get_mut(1).and_then(Value::take_some)) {
                list.push(key);
            }
            Ok(())
        })?;
        changed.reviews = self.reviews_after(review, &limit)?;
        changed.review = changed.reviews.last().map_or(review, |entry| entry.id);
        Ok(changed)
    }
}
