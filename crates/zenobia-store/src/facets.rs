//! How what answers a question divides: by type, place, actor, source; and over time.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::row::RowKind;

use crate::clause::{self, Statement};
use crate::engine::{Dialect, Value};
use crate::error::Result;
use crate::flat::{CLAIMS, EVENTS, NO_DAY};
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
        let columns = "f.event, f.review, f.grade, f.factuality, f.country";
        let statement = self.over(query, &|from| {
            format!("SELECT {columns}, count(*), count(f.latitude), count(f.first_day){from} GROUP BY {columns}")
        })?;
        self.engine.each(&statement.sql, &statement.values, &mut |row| {
            let number = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default() as u64;
            let count = number(5);
            facets.total += count;
            facets.unlocated += count - number(6);
            facets.undated += count - number(7);
            for (at, kind) in ["event", "review", "grade", "factuality", "country"].into_iter().enumerate() {
                if let Some(value) = row.get_mut(at).and_then(Value::take_some) {
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
        let kinds = "t.kind IN ('mode', 'context', 'place', 'actor', 'recipient', 'site', 'source', 'language')";
        let order = "ORDER BY 4 DESC, t.key, t.name";
        let bare = Query { of: query.of, sort: query.sort, limit: query.limit, ..Query::default() };
        let statement = if *query == bare {
            // Nothing narrows: each term is counted by itself, along its own stretch of the index.
            let shelf = if query.kind() == RowKind::Event { EVENTS } else { CLAIMS };
            let count = format!("(SELECT count(*) FROM finding_terms x WHERE x.term = t.id AND x.shelf = {shelf})");
            let sql = format!("SELECT t.kind, t.shown, t.name, {count} FROM terms t WHERE {kinds} {order}");
            Statement { sql, values: Vec::new() }
        } else {
            let join = match self.engine.dialect() {
                Dialect::Sqlite => "CROSS JOIN",
                Dialect::Postgres => "JOIN",
            };
            self.over(query, &|from| {
                format!(
                    "SELECT t.kind, t.shown, t.name, n.count FROM (SELECT x.term AS term, count(*) AS count \
                     FROM (SELECT f.id AS id{from}) c {join} finding_terms x ON x.finding = c.id GROUP BY x.term) n \
                     JOIN terms t ON t.id = n.term WHERE {kinds} {order}"
                )
            })?
        };
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        self.engine.each(&statement.sql, &statement.values, &mut |row| {
            let mut text = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
            let (kind, key, name) = (text(0), text(1), text(2));
            let count = row.get(3).and_then(Value::int).unwrap_or_default() as u64;
            let Some(list) = facets.list(&kind).filter(|_| count > 0) else { return Ok(()) };
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
        let statement = self.over(query, &|from| {
            format!("SELECT f.day, count(*){from} AND f.day < {NO_DAY} GROUP BY f.day ORDER BY f.day")
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

    /// A statement over all that answers a question: `write` is handed ` FROM … WHERE …` of `findings f`.
    pub(crate) fn over(&mut self, query: &Query, write: &dyn Fn(&str) -> String) -> Result<Statement> {
        let meant = meant(self.engine.as_mut(), query)?;
        let reach = reach(self.engine.as_mut(), query)?;
        clause::over(self.engine.dialect(), query, &meant, reach, write)
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
