//! How what answers a question divides: by type, place, actor, source; and over time.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::clause::{self, Statement};
use crate::engine::Value;
use crate::error::Result;
use crate::flat::NO_DAY;
use crate::query::Query;
use crate::rows::{meant, reach};
use crate::store::Store;

/// One value of a facet, and how many findings have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// What to ask for.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Findings.
    pub count: u64,
}

/// What answers a question, divided. Each list begins with what most findings have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Facets {
    /// Findings in all.
    pub total: u64,
    /// Event types.
    pub event: Vec<Share>,
    /// Modes.
    pub mode: Vec<Share>,
    /// Contexts.
    pub context: Vec<Share>,
    /// Countries, ISO 3166 alpha-2.
    pub country: Vec<Share>,
    /// Places.
    pub place: Vec<Share>,
    /// Who did it.
    pub actor: Vec<Share>,
    /// To whom.
    pub recipient: Vec<Share>,
    /// Buildings and objects.
    pub site: Vec<Share>,
    /// Who says so, or who published it.
    pub source: Vec<Share>,
    /// What people decided.
    pub review: Vec<Share>,
    /// How far events can be believed.
    pub grade: Vec<Share>,
    /// How surely.
    pub factuality: Vec<Share>,
    /// Languages of the reports.
    pub language: Vec<Share>,
    /// Findings without coordinates.
    pub unlocated: u64,
    /// Findings of which nothing tells the day.
    pub undated: u64,
}

/// Most values of a facet that are told.
const MOST: usize = 30;

/// How many findings begin on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayCount {
    /// ISO 8601.
    pub day: String,
    /// Findings.
    pub count: u64,
}

impl Store {
    /// Divides what answers a question.
    ///
    /// # Errors
    /// As [`Store::rows`].
    pub fn facets(&mut self, query: &Query) -> Result<Facets> {
        let mut facets = Facets::default();
        let mut plain: BTreeMap<(&'static str, String), u64> = BTreeMap::new();
        let columns = "f.event, f.review, coalesce(f.grade, ''), f.factuality, coalesce(f.country, ''), \
                       CASE WHEN f.latitude IS NULL THEN 1 ELSE 0 END, CASE WHEN f.first_day IS NULL THEN 1 ELSE 0 END";
        let statement = self.chosen(query, &|ids| {
            format!(
                "SELECT {columns}, count(*) FROM ({ids}) c JOIN findings f ON f.id = c.id GROUP BY 1, 2, 3, 4, 5, 6, 7"
            )
        })?;
        self.engine.each(&statement.sql, &statement.values, &mut |row| {
            let number = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default() as u64;
            let count = number(7);
            facets.total += count;
            facets.unlocated += number(5) * count;
            facets.undated += number(6) * count;
            for (at, kind) in ["event", "review", "grade", "factuality", "country"].into_iter().enumerate() {
                let value = row.get_mut(at).map(Value::take_text).unwrap_or_default();
                if !value.is_empty() {
                    *plain.entry((kind, value)).or_default() += count;
                }
            }
            Ok(())
        })?;
        for ((kind, key), count) in plain {
            if let Some(list) = facets.list(kind) {
                list.push(Share { name: key.clone(), key, count });
            }
        }
        self.terms_of(query, &mut facets)?;
        facets.order();
        Ok(facets)
    }

    fn terms_of(&mut self, query: &Query, facets: &mut Facets) -> Result<()> {
        let statement = self.chosen(query, &|ids| {
            format!(
                "SELECT t.kind, t.key, t.name, n.count FROM (SELECT x.term AS term, count(*) AS count FROM ({ids}) c \
                 JOIN finding_terms x ON x.finding = c.id GROUP BY x.term) n JOIN terms t ON t.id = n.term \
                 WHERE t.kind IN ('mode', 'context', 'place', 'actor', 'recipient', 'site', 'source', 'language') \
                 ORDER BY n.count DESC, t.key, t.name"
            )
        })?;
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        self.engine.each(&statement.sql, &statement.values, &mut |row| {
            let mut text = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
            let (kind, key, name) = (text(0), text(1), text(2));
            let count = row.get(3).and_then(Value::int).unwrap_or_default() as u64;
            let Some(list) = facets.list(&kind) else { return Ok(()) };
            // One key may have several names; the one told most often came first.
            let at = *seen.entry((kind, key.clone())).or_insert(list.len());
            match list.get_mut(at) {
                Some(share) => share.count += count,
                None => list.push(Share { key, name, count }),
            }
            Ok(())
        })
    }

    /// How many findings that answer a question begin on each day; those without a day are left out.
    ///
    /// # Errors
    /// As [`Store::rows`].
    pub fn days(&mut self, query: &Query) -> Result<Vec<DayCount>> {
        let statement = self.chosen(query, &|ids| {
            format!(
                "SELECT f.day, count(*) FROM ({ids}) c JOIN findings f ON f.id = c.id WHERE f.day < {NO_DAY} \
                 GROUP BY f.day ORDER BY f.day"
            )
        })?;
        let mut days = Vec::new();
        self.engine.each(&statement.sql, &statement.values, &mut |row| {
            let number = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
            let (day, count) = (number(0), number(1));
            let day = format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100);
            days.push(DayCount { day, count: count as u64 });
            Ok(())
        })?;
        Ok(days)
    }

    /// A statement about all that answers a question, made of the one for its numbers.
    pub(crate) fn chosen(&mut self, query: &Query, write: &dyn Fn(&str) -> String) -> Result<Statement> {
        let meant = meant(self.engine.as_mut(), query)?;
        let reach = reach(self.engine.as_mut(), query)?;
        let mut statement = clause::all(self.engine.dialect(), query, &meant, reach)?;
        statement.sql = write(&statement.sql);
        Ok(statement)
    }
}

impl Facets {
    fn list(&mut self, kind: &str) -> Option<&mut Vec<Share>> {
        Some(match kind {
            "event" => &mut self.event,
            "mode" => &mut self.mode,
            "context" => &mut self.context,
            "country" => &mut self.country,
            "place" => &mut self.place,
            "actor" => &mut self.actor,
            "recipient" => &mut self.recipient,
            "site" => &mut self.site,
            "source" => &mut self.source,
            "review" => &mut self.review,
            "grade" => &mut self.grade,
            "factuality" => &mut self.factuality,
            "language" => &mut self.language,
            _ => return None,
        })
    }

    fn order(&mut self) {
        let lists = [
            "event",
            "mode",
            "context",
            "country",
            "place",
            "actor",
            "recipient",
            "site",
            "source",
            "review",
            "grade",
            "factuality",
            "language",
        ];
        for kind in lists {
            if let Some(list) = self.list(kind) {
                list.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.key.cmp(&other.key)));
                list.truncate(MOST);
            }
        }
    }
}
