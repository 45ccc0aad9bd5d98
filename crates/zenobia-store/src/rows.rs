//! Rows out of the store.

use std::collections::BTreeSet;

use zenobia_core::row::{Review, Row};

use crate::clause::{self, Meant, Reach};
use crate::engine::{Dialect, Engine, Value, number};
use crate::error::{Error, Result};
use crate::index::fold_name;
use crate::query::{Cursor, Place, Query, Sort};
use crate::store::Store;

/// What a question came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How many rows were handed over.
    pub rows: u64,
    /// Where to go on, when a limit ended the answer.
    pub next: Option<Cursor>,
}

/// Columns that a row is made of, and those that a cursor is.
const COLUMNS: &str = "coalesce(r.corrected, r.row), f.review, f.id, f.day, f.confidence";

impl Store {
    /// Hands over the rows that answer a question, one after the other, in constant memory. An error that `take` returns ends it.
    ///
    /// # Errors
    /// When the question makes no sense, when the database cannot be read, and what `take` returns.
    pub fn rows(&mut self, query: &Query, take: &mut dyn FnMut(Row) -> Result<()>) -> Result<Answer> {
        let meant = meant(self.engine.as_mut(), query)?;
        let reach = reach(self.engine.as_mut(), query)?;
        let statement = clause::select(self.engine.dialect(), query, &meant, reach, COLUMNS)?;
        let location = self.place.to_string();
        let mut answer = Answer::default();
        let mut last = None;
        self.engine.each(&statement.sql, &statement.values, &mut |values| {
            answer.rows += 1;
            last = Some(place(query, values));
            take(row(&location, values)?)
        })?;
        if query.limit.is_some_and(|limit| answer.rows >= limit) {
            answer.next = last.map(Cursor::new);
        }
        Ok(answer)
    }

    /// All rows that answer a question; give it a limit.
    ///
    /// # Errors
    /// As [`Store::rows`].
    pub fn page(&mut self, query: &Query) -> Result<(Vec<Row>, Option<Cursor>)> {
        let mut rows = Vec::new();
        let answer = self.rows(query, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok((rows, answer.next))
    }

    /// How many rows answer a question.
    ///
    /// # Errors
    /// As [`Store::rows`].
    pub fn count(&mut self, query: &Query) -> Result<u64> {
        let meant = meant(self.engine.as_mut(), query)?;
        let reach = reach(self.engine.as_mut(), query)?;
        let statement = clause::count(self.engine.dialect(), query, &meant, reach)?;
        number(self.engine.as_mut(), &statement.sql, &statement.values).map(|count| count as u64)
    }

    /// How many rows answer a question, counted no further than so many; `None` when there are more.
    ///
    /// # Errors
    /// As [`Store::rows`].
    pub fn count_to(&mut self, query: &Query, most: u64) -> Result<Option<u64>> {
        let limit = most.saturating_add(1);
        let statement = match query.since {
            // In the order of time it is found where to begin.
            Some(_) => {
                let meant = meant(self.engine.as_mut(), query)?;
                let reach = reach(self.engine.as_mut(), query)?;
                let first = Query { limit: Some(limit), after: None, sort: None, ..query.clone() };
                clause::count_first(self.engine.dialect(), &first, &meant, reach)?
            }
            None => {
                self.over(query, &|from| format!("SELECT count(*) FROM (SELECT f.id{from} LIMIT {limit}) counted"))?
            }
        };
        let count = number(self.engine.as_mut(), &statement.sql, &statement.values)? as u64;
        Ok((count <= most).then_some(count))
    }

    /// The steps in which the database answers a question, for those who want to know why it takes long.
    ///
    /// # Errors
    /// As [`Store::rows`].
    pub fn plan(&mut self, query: &Query) -> Result<Vec<String>> {
        let meant = meant(self.engine.as_mut(), query)?;
        let reach = reach(self.engine.as_mut(), query)?;
        let statement = clause::select(self.engine.dialect(), query, &meant, reach, COLUMNS)?;
        let (explain, column) = match self.engine.dialect() {
            Dialect::Sqlite => ("EXPLAIN QUERY PLAN", 3),
            Dialect::Postgres => ("EXPLAIN", 0),
        };
        let mut steps = Vec::new();
        self.engine.each(&format!("{explain} {}", statement.sql), &statement.values, &mut |row| {
            steps.extend(row.get(column).and_then(Value::str).map(str::to_owned));
            Ok(())
        })?;
        Ok(steps)
    }

    /// Asks in SQL, read-only: first the names of the columns are handed over, then each row.
    ///
    /// # Errors
    /// When the SQL cannot be run or would write, and what the takers return.
    pub fn ask(
        &mut self,
        sql: &str,
        columns: &mut dyn FnMut(&[String]) -> Result<()>,
        take: &mut dyn FnMut(&mut Vec<Value>) -> Result<()>,
    ) -> Result<()> {
        self.engine.ask(sql, columns, take)
    }
}

/// PostgreSQL counts by itself.
pub(crate) fn reach(engine: &mut dyn Engine, query: &Query) -> Result<Reach> {
    if engine.dialect() == Dialect::Postgres {
        return Ok(Reach::default());
    }
    let mut count = |statement: Option<clause::Statement>| {
        statement.map_or(Ok(0), |statement| number(engine, &statement.sql, &statement.values))
    };
    let [text, bbox] = clause::reaches(query)?;
    Ok(Reach { text: count(text)?, bbox: count(bbox)? })
}

fn place(query: &Query, values: &[Value]) -> Place {
    let id = values.get(2).and_then(Value::int).unwrap_or_default();
    let value = match query.sort() {
        Sort::Time => values.get(3).and_then(Value::int).unwrap_or_default() as f64,
        Sort::Added => 0.0,
        Sort::Confidence => match values.get(4) {
            Some(Value::Real(confidence)) => *confidence,
            _ => -1.0,
        },
    };
    Place { sort: query.sort(), descending: query.descending, value, id }
}

/// The row, with what people decided.
fn row(location: &str, values: &[Value]) -> Result<Row> {
    let damaged = |message: String| Error::Damaged { location: location.to_owned(), message };
    let json = values.first().and_then(Value::str).unwrap_or_default();
    let mut row: Row = serde_json::from_str(json).map_err(|error| damaged(format!("a row that is none: {error}")))?;
    row.review = values.get(1).and_then(Value::str).map(review).unwrap_or_default();
    Ok(row)
}

/// What a word in the column of decisions means.
pub(crate) fn review(word: &str) -> Review {
    serde_json::from_value(serde_json::Value::from(word)).unwrap_or_default()
}

/// The terms that the fields of a question mean, one for each field that is set.
pub(crate) fn meant(engine: &mut dyn Engine, query: &Query) -> Result<Vec<Meant>> {
    let exact = |kinds: &'static [&'static str]| (kinds, Likeness::Key);
    let named = |kinds: &'static [&'static str]| (kinds, Likeness::Part);
    let fields: [(&[String], &[Kinds]); 9] = [
        (&query.mode, &[exact(&["mode"])]),
        (&query.context, &[exact(&["context"])]),
        (&query.language, &[exact(&["language"])]),
        (&query.report, &[exact(&["report"])]),
        (&query.actor, &[named(&["actor"])]),
        (&query.recipient, &[named(&["recipient"])]),
        (&query.party, &[named(&["actor", "recipient"])]),
        (&query.site, &[named(&["site"])]),
        (&query.source, &[named(&["source"])]),
    ];
    let mut all = Vec::new();
    for (values, kinds) in fields {
        if !values.is_empty() {
            all.push(terms(engine, values, kinds)?);
        }
    }
    if !query.place.is_empty() {
        let within: [Kinds; 3] = [named(&["place"]), (&["admin1"], Likeness::Name), (&["country"], Likeness::Code)];
        all.push(terms(engine, &query.place, &within)?);
    }
    Ok(all)
}

/// Kinds of terms, and how a value stands for one of them.
type Kinds = (&'static [&'static str], Likeness);

/// How a value stands for a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    /// It is its key.
    Key,
    /// It is its key in capitals.
    Code,
    /// It is its name.
    Name,
    /// It is its key, or its name from the beginning of a word of it.
    Part,
}

/// Findings are counted up to here, to choose what leads a question.
const COUNTED: i64 = 50_000;

fn terms(engine: &mut dyn Engine, values: &[String], kinds: &[Kinds]) -> Result<Meant> {
    let mut ids = BTreeSet::new();
    for value in values {
        // A part of a name is only looked for when nothing is called so as a whole.
        let mut found = 0;
        for is_exact in [true, false] {
            let pairs = kinds.iter().flat_map(|(kinds, likeness)| kinds.iter().map(move |kind| (*kind, *likeness)));
            for (kind, likeness) in pairs {
                let Some((condition, text)) = condition(likeness, value, is_exact) else { continue };
                let sql = match likeness {
                    // Those that people have said to be one are asked for together.
                    Likeness::Part => format!(
                        "SELECT id FROM terms WHERE kind = ?1 AND shown IN (SELECT shown FROM terms WHERE kind = ?1 AND {condition})"
                    ),
                    _ => format!("SELECT id FROM terms WHERE kind = ?1 AND {condition}"),
                };
                engine.each(&sql, &[kind.into(), text.into(), value.as_str().into()], &mut |row| {
                    found += 1;
                    ids.extend(row.first().and_then(Value::int));
                    Ok(())
                })?;
            }
            if found > 0 {
                break;
            }
        }
    }
    let ids: Vec<i64> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Meant { ids, count: 0 });
    }
    let list = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 AS one FROM finding_terms WHERE term IN ({list}) LIMIT {COUNTED}) counted"
    );
    Ok(Meant { count: number(engine, &sql, &[])?, ids })
}

/// The condition by which terms are found that a value stands for, and what is compared; `None` where there is none of that sort.
fn condition(likeness: Likeness, value: &str, is_exact: bool) -> Option<(&'static str, String)> {
    let folded = fold_name(value);
    match (likeness, is_exact) {
        (Likeness::Key, true) => Some(("key = ?2 AND ?3 <> ''", value.to_owned())),
        (Likeness::Code, true) => Some(("key = ?2 AND ?3 <> ''", value.to_uppercase())),
        (Likeness::Name, true) => Some(("folded = ?2 AND ?3 <> ''", folded)),
        (Likeness::Part, true) => Some(("(key = ?3 OR folded = ?2 AND ?2 <> '')", folded)),
        (Likeness::Part, false) if !folded.is_empty() => {
            Some(("' ' || folded LIKE '% ' || ?2 || '%' AND ?3 <> ''", folded))
        }
        _ => None,
    }
}
