//! A question as SQL.
//!
//! One part of a question leads: the one that leaves the fewest rows is walked in the order asked for, and the others are
//! looked up for each row. SQLite is told so (`CROSS JOIN` keeps its order); PostgreSQL finds its own way.

use zenobia_core::row::RowKind;

use crate::engine::{Dialect, Value};
use crate::error::{Error, Result};
use crate::flat::{CLAIMS, EVENTS, OLD, day_number, word};
use crate::query::{Place, Query, Sort};
use crate::search::search;

/// The terms that one field of a question means, and how many findings have them, as far as it was counted.
#[derive(Clone, Debug)]
pub(crate) struct Meant {
    pub ids: Vec<i64>,
    pub count: i64,
}

/// How many findings have the words and lie in the box of a question, as far as it was counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reach {
    pub text: i64,
    pub bbox: i64,
}

/// The statements that count for [`Reach`], for SQLite.
pub(crate) fn reaches(query: &Query) -> Result<[Option<Statement>; 2]> {
    let text = query.text.as_deref().map(|text| -> Result<Statement> {
        let mut statement = Statement::default();
        let mark = statement.bind(search(Dialect::Sqlite, text)?);
        statement.sql =
            format!("SELECT count(*) FROM (SELECT 1 FROM finding_texts WHERE finding_texts MATCH {mark} LIMIT {FEW})");
        Ok(statement)
    });
    let bbox = query.bbox.map(|[west, south, east, north]| {
        let mut statement = Statement::default();
        let [w, s, e, n] = [west, south, east, north].map(|edge| statement.bind(edge));
        let within = if west <= east { format!("west <= {e} AND east >= {w}") } else { format!("(west <= {e} OR east >= {w})") };
        statement.sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM finding_boxes WHERE {within} AND south <= {n} AND north >= {s} LIMIT {FEW})"
        );
        statement
    });
    Ok([text.transpose()?, bbox])
}

/// A statement and its parameters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statement {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Statement {
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }
}

/// More findings than this are not worth looking up one by one.
const FEW: i64 = 20_000;

/// The statement that answers a question with the `columns` asked for, of `findings f` and `finding_rows r`.
pub(crate) fn select(
    dialect: Dialect,
    query: &Query,
    meant: &[Meant],
    reach: Reach,
    columns: &str,
) -> Result<Statement> {
    let mut statement = numbers_of(dialect, query, meant, reach)?;
    let ids = std::mem::take(&mut statement.sql);
    statement.sql = match dialect {
        // Only numbers are put in order, and the rows are looked up as they are handed over; the join keeps the order of its left side.
        Dialect::Sqlite => format!(
            "SELECT {columns} FROM ({ids}) p CROSS JOIN findings f ON f.id = p.id CROSS JOIN finding_rows r ON r.finding = f.id"
        ),
        Dialect::Postgres => {
            let direction = if query.descending { " DESC" } else { "" };
            format!(
                "SELECT {columns} FROM ({ids}) p JOIN findings f ON f.id = p.id JOIN finding_rows r ON r.finding = f.id \
                 ORDER BY p.place{direction}, p.id{direction}"
            )
        }
    };
    Ok(statement)
}

/// The numbers of the findings that answer a question, in its order.
fn numbers_of(dialect: Dialect, query: &Query, meant: &[Meant], reach: Reach) -> Result<Statement> {
    chosen(dialect, query, meant, reach).map(|(statement, _)| statement)
}

/// The same, and the end of the statement that says the order and how many.
fn chosen(dialect: Dialect, query: &Query, meant: &[Meant], reach: Reach) -> Result<(Statement, String)> {
    let mut statement = Statement::default();
    let mut conditions = Vec::new();
    let lead = match dialect {
        Dialect::Sqlite => lead(query, meant, reach),
        Dialect::Postgres => Lead::Findings,
    };
    let from = source(&mut statement, query, meant, lead)?;
    let spans = spans(&mut statement, query, lead)?;
    let day = if matches!(lead, Lead::Term(_) | Lead::Box) { "t.day" } else { "f.day" };
    conditions.push(match shelves(query) {
        // Written so that an index over one shelf is seen to serve, or, where findings are looked up by their numbers, that none is thought to.
        one if !one.contains(',') && lead == Lead::Findings => format!("f.shelf = {one}"),
        one if !one.contains(',') => format!("+f.shelf = {one}"),
        several => format!("f.shelf IN ({several})"),
    });
    for (at, meant) in meant.iter().enumerate() {
        if lead != Lead::Term(at) {
            conditions.push(has_term(dialect, meant));
        }
    }
    if let Some(text) = &query.text
        && lead != Lead::Text
    {
        let mark = statement.bind(search(dialect, text)?);
        conditions.push(match dialect {
            // Of words that many have the first few are found sooner by looking at one finding after the other.
            Dialect::Sqlite if reach.text >= FEW && query.limit.is_some() => {
                format!("EXISTS (SELECT 1 FROM finding_texts x WHERE x.finding_texts MATCH {mark} AND x.rowid = f.id)")
            }
            Dialect::Sqlite => format!("f.id IN (SELECT rowid FROM finding_texts WHERE finding_texts MATCH {mark})"),
            Dialect::Postgres => {
                format!("f.id IN (SELECT id FROM finding_texts WHERE vector @@ ({mark}::text)::tsquery)")
            }
        });
    }
    if let Some(bbox) = query.bbox {
        conditions.push(inside(dialect, &mut statement, bbox));
    }
    plain(&mut statement, query, day, &mut conditions)?;
    let (place, order) = order(&mut statement, query, day, &mut conditions)?;
    // Without a limit SQLite would not put the numbers in order at all.
    let limit = match query.limit {
        Some(limit) => format!(" LIMIT {}", statement.bind(i64::try_from(limit).unwrap_or(i64::MAX))),
        None if dialect == Dialect::Sqlite => " LIMIT -1".to_owned(),
        None => String::new(),
    };
    let conditions = conditions.join(" AND ");
    let plain = format!("SELECT f.id AS id, {place} AS place FROM {from} WHERE {conditions}");
    let end = match &spans {
        Some(_) if query.sort() == Sort::Time => {
            let direction = if query.descending { " DESC" } else { "" };
            format!(" ORDER BY 2{direction}, 1{direction}{limit}")
        }
        _ => format!(" ORDER BY {order}{limit}"),
    };
    statement.sql = match spans {
        None => format!("{plain}{end}"),
        // Both lie in the order of time in an index, and are only laid together.
        Some(Spans { long, rest }) if query.sort() == Sort::Time => {
            let index = if dialect == Dialect::Sqlite { " INDEXED BY findings_long" } else { "" };
            let long = format!("SELECT f.id AS id, {place} AS place FROM {from}{index} WHERE {conditions} AND {long}");
            format!("{long} UNION ALL {plain} AND {rest}{end}")
        }
        Some(Spans { long, rest }) => format!("{plain} AND ({rest} OR {long}){end}"),
    };
    Ok((statement, end))
}

/// What is on a day or after it, in two parts: what began long before, which is little, and the rest.
struct Spans {
    long: String,
    rest: String,
}

/// Days are numbers such as 20160328: what ends within the same month or the next, but for the turn of a year, ends no more than this after its beginning.
const SHORT: i64 = 100;

fn spans(statement: &mut Statement, query: &Query, lead: Lead) -> Result<Option<Spans>> {
    let Some(since) = query.since.as_deref().filter(|_| lead == Lead::Findings && query.id.is_empty()) else {
        return Ok(None);
    };
    let mark = statement.bind(number_of(since)? - SHORT);
    // Written as in the condition of the index.
    Ok(Some(Spans { long: format!("f.until > f.day + {SHORT} AND f.day < {mark}"), rest: format!("f.day >= {mark}") }))
}

/// What is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    Findings,
    Term(usize),
    Text,
    Box,
}

fn lead(query: &Query, meant: &[Meant], reach: Reach) -> Lead {
    if !query.id.is_empty() {
        return Lead::Findings;
    }
    let best = meant.iter().enumerate().min_by_key(|(_, meant)| meant.count);
    match best {
        Some((at, best)) if best.count < FEW => return Lead::Term(at),
        _ if query.text.is_some() && reach.text < FEW => return Lead::Text,
        _ if query.bbox.is_some() && reach.bbox < FEW => return Lead::Box,
        _ => {}
    }
    match best {
        // Many findings with one term lie in the order of time already; several terms would have to be sorted.
        Some((at, best)) if best.ids.len() == 1 && query.sort() == Sort::Time => Lead::Term(at),
        _ => Lead::Findings,
    }
}

fn source(statement: &mut Statement, query: &Query, meant: &[Meant], lead: Lead) -> Result<String> {
    let shelves = shelves(query);
    Ok(match lead {
        Lead::Findings => "findings f".to_owned(),
        Lead::Term(at) => {
            let ids = &meant[at].ids;
            let distinct = if ids.len() == 1 { "" } else { "DISTINCT " };
            format!(
                "(SELECT {distinct}day, finding AS id FROM finding_terms WHERE term IN ({}) AND shelf IN ({shelves})) t \
                 CROSS JOIN findings f ON f.id = t.id",
                numbers(ids)
            )
        }
        Lead::Text => {
            let mark = statement.bind(search(Dialect::Sqlite, query.text.as_deref().unwrap_or_default())?);
            format!(
                "(SELECT rowid AS id FROM finding_texts WHERE finding_texts MATCH {mark}) t CROSS JOIN findings f ON f.id = t.id"
            )
        }
        Lead::Box => {
            let [west, south, east, north] = query.bbox.unwrap_or_default();
            let mut part = |west: f64, east: f64| {
                let marks = [east, west, north, south].map(|edge| statement.bind(edge));
                let [east, west, north, south] = marks;
                format!(
                    "SELECT id, day FROM finding_boxes WHERE west <= {east} AND east >= {west} AND south <= {north} \
                     AND north >= {south} AND +shelf IN ({shelves})"
                )
            };
            let parts = match west <= east {
                true => part(west, east),
                false => format!("{} UNION {}", part(west, 180.0), part(-180.0, east)),
            };
            format!("({parts}) t CROSS JOIN findings f ON f.id = t.id")
        }
    })
}

pub(crate) fn shelves(query: &Query) -> String {
    match (query.kind(), query.old_versions) {
        (RowKind::Event, _) => EVENTS.to_string(),
        (RowKind::Claim, false) => CLAIMS.to_string(),
        (RowKind::Claim, true) => format!("{CLAIMS}, {OLD}"),
    }
}

fn numbers(ids: &[i64]) -> String {
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

fn has_term(dialect: Dialect, meant: &Meant) -> String {
    let ids = numbers(&meant.ids);
    match dialect {
        _ if meant.ids.is_empty() => "1 = 0".to_owned(),
        Dialect::Sqlite => format!(
            "EXISTS (SELECT 1 FROM finding_terms x WHERE x.term IN ({ids}) AND x.shelf = f.shelf AND x.day = f.day AND x.finding = f.id)"
        ),
        Dialect::Postgres => format!("f.id IN (SELECT finding FROM finding_terms WHERE term IN ({ids}))"),
    }
}

/// The boxes are kept with fewer digits, so the point itself decides.
fn inside(dialect: Dialect, statement: &mut Statement, [west, south, east, north]: [f64; 4]) -> String {
    let [w, s, e, n] = [west, south, east, north].map(|edge| statement.bind(edge));
    let within = match west <= east {
        true => format!("f.longitude >= {w} AND f.longitude <= {e}"),
        false => format!("(f.longitude >= {w} OR f.longitude <= {e})"),
    };
    let exact = format!("{within} AND f.latitude >= {s} AND f.latitude <= {n}");
    if dialect == Dialect::Sqlite {
        return exact;
    }
    let part = |west: String, east: String| format!("f.point && ST_MakeEnvelope({west}, {s}, {east}, {n}, 4326)");
    let boxes = match west <= east {
        true => part(w, e),
        false => format!("({} OR {})", part(w, "180".to_owned()), part("-180".to_owned(), e)),
    };
    format!("{boxes} AND {exact}")
}

fn plain(statement: &mut Statement, query: &Query, day: &str, conditions: &mut Vec<String>) -> Result<()> {
    let mut any = |column: &str, values: Vec<String>| {
        if !values.is_empty() {
            let marks: Vec<String> = values.into_iter().map(|value| statement.bind(value)).collect();
            conditions.push(format!("{column} IN ({})", marks.join(", ")));
        }
    };
    any("f.key", query.id.clone());
    any("f.event", query.event.iter().map(|event| event.to_uppercase()).collect());
    any("f.factuality", query.factuality.iter().map(word).collect());
    any("f.review", query.review.iter().map(word).collect());
    any("f.grade", query.grade.iter().map(word).collect());
    for (column, is_there) in [("latitude", query.located), ("first_day", query.dated)] {
        conditions.extend(is_there.map(|is_there| format!("f.{column} IS {}NULL", if is_there { "NOT " } else { "" })));
    }
    if let Some(confidence) = query.confidence {
        let mark = statement.bind(confidence);
        conditions.push(format!("f.confidence >= {mark}"));
    }
    if let Some(until) = &query.until {
        let mark = statement.bind(number_of(until)?);
        conditions.push(format!("{day} <= {mark}"));
    }
    if let Some(since) = &query.since {
        let mark = statement.bind(number_of(since)?);
        // What has no day may have been on any.
        conditions.push(format!("f.until >= {mark}"));
    }
    Ok(())
}

fn number_of(day: &str) -> Result<i64> {
    day_number(day).ok_or_else(|| Error::Question(format!("{day:?} is no day; write YYYY-MM-DD")))
}

/// What rows are ordered by, and the order.
fn order(
    statement: &mut Statement,
    query: &Query,
    day: &str,
    conditions: &mut Vec<String>,
) -> Result<(String, String)> {
    let id = if day == "t.day" { "t.id" } else { "f.id" };
    let direction = if query.descending { " DESC" } else { "" };
    let column = match query.sort() {
        Sort::Time => Some(day),
        Sort::Confidence => Some("coalesce(f.confidence, -1)"),
        Sort::Added => None,
    };
    if let Some(cursor) = &query.after {
        let wrong = "this cursor is of another question or order; ask again from the beginning";
        let Place { value, id: last, .. } = cursor.place(query).ok_or_else(|| Error::Question(wrong.to_owned()))?;
        let than = if query.descending { "<" } else { ">" };
        let last = statement.bind(last);
        conditions.push(match column {
            None => format!("{id} {than} {last}"),
            Some(column) => {
                let value = match query.sort() {
                    Sort::Time => statement.bind(value as i64),
                    _ => statement.bind(value),
                };
                format!("({column}, {id}) {than} ({value}, {last})")
            }
        });
    }
    Ok(match column {
        None => (id.to_owned(), format!("{id}{direction}")),
        Some(column) => (column.to_owned(), format!("{column}{direction}, {id}{direction}")),
    })
}

/// Counts what answers a question, without its order and limit.
pub(crate) fn count(dialect: Dialect, query: &Query, meant: &[Meant], reach: Reach) -> Result<Statement> {
    let mut statement = all(dialect, query, meant, reach)?;
    statement.sql = format!("SELECT count(*) FROM ({}) c", statement.sql);
    Ok(statement)
}

/// Counts what answers a question, up to its limit.
pub(crate) fn count_first(dialect: Dialect, query: &Query, meant: &[Meant], reach: Reach) -> Result<Statement> {
    let mut statement = numbers_of(dialect, query, meant, reach)?;
    statement.sql = format!("SELECT count(*) FROM ({}) c", statement.sql);
    Ok(statement)
}

/// The numbers (`id`) of all that answers a question, without its order and limit.
pub(crate) fn all(dialect: Dialect, query: &Query, meant: &[Meant], reach: Reach) -> Result<Statement> {
    over(dialect, query, meant, reach, &|rest| format!("SELECT f.id AS id{rest}"))
}

/// A statement over all that answers a question, without its order and limit: `write` is handed ` FROM … WHERE …` of `findings f`.
pub(crate) fn over(
    dialect: Dialect,
    query: &Query,
    meant: &[Meant],
    reach: Reach,
    write: &dyn Fn(&str) -> String,
) -> Result<Statement> {
    let all = Query { limit: None, after: None, sort: Some(Sort::Added), ..query.clone() };
    let (mut statement, order) = chosen(dialect, &all, meant, reach)?;
    let end = statement.sql.len() - order.len();
    let start = statement.sql.find(" FROM ").unwrap_or_default();
    statement.sql = write(&statement.sql[start..end]);
    Ok(statement)
}
