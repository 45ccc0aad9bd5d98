//! PostgreSQL with PostGIS: a database of a team. Everything lies in the schema `zenobia`.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::time::Duration;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, Row, Statement};

use super::sqlite::Access;
use super::{Conflict, Dialect, Engine, Take, Value, tls};
use crate::error::{Error, Result};
use crate::location::Location;

/// The layouts, each made from the one before; the number is in the table `facts`.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/postgres/0001-begin.sql"),
    include_str!("../../migrations/postgres/0002-fetches.sql"),
    include_str!("../../migrations/postgres/0003-server.sql"),
    include_str!("../../migrations/postgres/0004-facets.sql"),
    include_str!("../../migrations/postgres/0005-same.sql"),
    include_str!("../../migrations/postgres/0006-million.sql"),
];

/// One writer at a time: numbers are given one after the other, and reviews are sealed in a row.
const LOCK: &str = "SELECT pg_advisory_xact_lock(1517183585)";

/// Values of one statement; the protocol counts no further than 65,535.
const VALUES: usize = 20_000;

/// Statements that are kept ready.
const READY: usize = 200;

/// A connection.
pub(crate) struct Postgres {
    client: Client,
    location: String,
    ready: BTreeMap<String, Statement>,
}

impl Postgres {
    pub(crate) fn open(url: &str, access: Access, patience: Duration) -> Result<Postgres> {
        let location = Location::Server(url.to_owned()).to_string();
        let (url, tls) = tls::split(url).map_err(|said| Error::Question(format!("{location}: {said}")))?;
        let client = Client::connect(&url, tls)
            .map_err(|error| Error::Unreachable { location: location.clone(), message: tell(&error) })?;
        let mut postgres = Postgres { client, location, ready: BTreeMap::new() };
        let settings = format!("SET search_path = zenobia, public; SET lock_timeout = '{}ms'", patience.as_millis());
        postgres.batch(&settings)?;
        postgres.prepare(access)?;
        if access == Access::Read {
            postgres.batch("SET default_transaction_read_only = on")?;
        }
        Ok(postgres)
    }

    fn prepare(&mut self, access: Access) -> Result<()> {
        let known = MIGRATIONS.len() as i64;
        let layout = self.layout()?;
        if layout > known {
            return Err(Error::Newer { location: self.location.clone(), found: layout, known });
        }
        if layout == 0 && access != Access::Make {
            return Err(Error::Missing { location: self.location.clone() });
        }
        if layout == known {
            return Ok(());
        }
        self.begin()?;
        // Another program may have done it while this one waited.
        let from = self.layout()? as usize;
        let steps = MIGRATIONS.iter().skip(from).try_for_each(|step| self.batch(step));
        let header = format!(
            "INSERT INTO zenobia.facts (name, value) VALUES ('layout', '{known}') ON CONFLICT (name) DO UPDATE SET value = '{known}'"
        );
        let done = steps.and_then(|()| self.batch(&header)).and_then(|()| self.commit());
        if done.is_err() {
            self.roll_back();
        }
        done
    }

    /// 0 where nothing has been made yet.
    fn layout(&mut self) -> Result<i64> {
        let is_there =
            "SELECT 1 FROM information_schema.tables WHERE table_schema = 'zenobia' AND table_name = 'facts'";
        if super::first(self, is_there, &[])?.is_none() {
            return Ok(0);
        }
        let found = super::first(self, "SELECT value FROM zenobia.facts WHERE name = 'layout'", &[])?;
        Ok(found.and_then(|row| row.first()?.str()?.parse().ok()).unwrap_or_default())
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        let done = self.client.batch_execute(sql);
        done.map_err(|error| explain(&self.location, &error))
    }

    fn statement(&mut self, sql: &str) -> Result<Statement> {
        if let Some(ready) = self.ready.get(sql) {
            return Ok(ready.clone());
        }
        // Numbered parameters are written with another sign here.
        let own = sql.replace('?', "$");
        let statement = self.client.prepare(&own).map_err(|error| explain(&self.location, &error))?;
        if self.ready.len() >= READY {
            self.ready.clear();
        }
        self.ready.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn stream(&mut self, statement: &Statement, values: &[Value], take: Take<'_>) -> Result<()> {
        let Postgres { client, location, .. } = self;
        let parameters = values.iter().map(|value| value as &(dyn ToSql + Sync));
        let fault = |error: postgres::Error| explain(location, &error);
        let mut rows = client.query_raw(statement, parameters).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            take(&mut own(&row).map_err(fault)?)?;
        }
        Ok(())
    }
}

impl Engine for Postgres {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn begin(&mut self) -> Result<()> {
        self.batch("BEGIN")?;
        let locked = self.batch(LOCK);
        if locked.is_err() {
            self.roll_back();
        }
        locked
    }

    fn commit(&mut self) -> Result<()> {
        self.batch("COMMIT")
    }

    fn roll_back(&mut self) {
        // Where the connection is gone the server rolls back by itself.
        let _ = self.client.batch_execute("ROLLBACK");
    }

    fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        let statement = self.statement(sql)?;
        let parameters: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        let done = self.client.execute(&statement, &parameters);
        done.map_err(|error| explain(&self.location, &error))
    }

    fn fill(&mut self, table: &str, columns: &[&str], rows: &[Vec<Value>], conflict: Conflict) -> Result<()> {
        let names: Vec<&str> = columns.iter().map(|column| column.split("::").next().unwrap_or(column)).collect();
        let end = if conflict == Conflict::Ignore { " ON CONFLICT DO NOTHING" } else { "" };
        let most = (VALUES / columns.len().max(1)).max(1);
        let mut rest = rows;
        while !rest.is_empty() {
            // Few sizes, so that few statements have to be prepared.
            let size = if rest.len() >= most { most } else { 1 << (usize::BITS - 1 - rest.len().leading_zeros()) };
            let (part, after) = rest.split_at(size.min(most));
            rest = after;
            let mut next = 0;
            let groups = part.iter().map(|_| {
                let marks = columns.iter().map(|column| {
                    next += 1;
                    match column.split_once("::") {
                        Some((_, kind)) => format!("?{next}::text::{kind}"),
                        None => format!("?{next}"),
                    }
                });
                format!("({})", marks.collect::<Vec<_>>().join(", "))
            });
            let groups = groups.collect::<Vec<_>>().join(", ");
            let sql = format!("INSERT INTO {table} ({}) VALUES {groups}{end}", names.join(", "));
            let values: Vec<Value> = part.iter().flatten().cloned().collect();
            self.run(&sql, &values)?;
        }
        Ok(())
    }

    fn each(&mut self, sql: &str, values: &[Value], take: Take<'_>) -> Result<()> {
        let statement = self.statement(sql)?;
        self.stream(&statement, values, take)
    }

    fn ask(&mut self, sql: &str, columns: &mut dyn FnMut(&[String]) -> Result<()>, take: Take<'_>) -> Result<()> {
        self.batch("BEGIN READ ONLY; SET LOCAL statement_timeout = '10min'")?;
        let answer = (|| {
            let question = |error: postgres::Error| Error::Question(format!("--sql: {}", tell(&error)));
            let sql = sql.trim().trim_end_matches(';');
            let statement = self.client.prepare(sql).map_err(question)?;
            let names: Vec<String> = statement.columns().iter().map(|column| column.name().to_owned()).collect();
            columns(&names)?;
            // Of the many types of PostgreSQL each can be written as JSON.
            let wrapped = format!("SELECT row_to_json(answer)::text FROM ({sql}) answer");
            let statement = self.client.prepare(&wrapped).map_err(question)?;
            self.stream(&statement, &[], &mut |row| {
                let json = row.first().and_then(Value::str).unwrap_or("{}");
                let object: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
                take(&mut names.iter().map(|name| plain(&object[name.as_str()])).collect())
            })
        })();
        self.roll_back();
        answer
    }

    fn faults(&mut self) -> Result<Vec<String>> {
        // References are always enforced here, and pages are the server's to check.
        Ok(Vec::new())
    }

    /// The server has its own.
    fn widen(&mut self) -> Result<()> {
        Ok(())
    }

    fn analyze(&mut self) -> Result<()> {
        self.batch("ANALYZE")
    }
}

fn plain(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => number.as_f64().map_or(Value::Null, Value::Real),
        },
        serde_json::Value::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}

fn own(row: &Row) -> std::result::Result<Vec<Value>, postgres::Error> {
    (0..row.len()).map(|column| row.try_get::<_, Value>(column)).collect()
}

type Fault = Box<dyn StdError + Sync + Send>;

impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> std::result::Result<Value, Fault> {
        Ok(match *kind {
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(kind, raw)?.into()),
            Type::BOOL => Value::Int(bool::from_sql(kind, raw)?.into()),
            Type::FLOAT8 => Value::Real(f64::from_sql(kind, raw)?),
            Type::FLOAT4 => Value::Real(f32::from_sql(kind, raw)?.into()),
            _ => Value::Text(String::from_utf8_lossy(raw).into_owned()),
        })
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Value, Fault> {
        Ok(Value::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Fault> {
        match (self, kind) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(kind, out),
            (Value::Int(number), &Type::FLOAT8) => (*number as f64).to_sql(kind, out),
            (Value::Int(number), &Type::NUMERIC) => Err(format!("{number} cannot be written as {kind}").into()),
            (Value::Int(number), _) => number.to_sql(kind, out),
            (Value::Real(number), _) => number.to_sql(kind, out),
            // A zero letter cannot be kept there, and no report needs it.
            (Value::Text(text), _) if text.contains('\0') => text.replace('\0', "\u{fffd}").to_sql(kind, out),
            (Value::Text(text), _) => text.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// What the server said, without the words of the library around it.
fn tell(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(said) => said.message().to_owned(),
        None => StdError::source(error).map_or_else(|| error.to_string(), ToString::to_string),
    }
}

fn explain(location: &str, error: &postgres::Error) -> Error {
    let location = location.to_owned();
    let message = tell(error);
    match error.code().map(postgres::error::SqlState::code) {
        Some("55P03") => Error::Locked { location },
        Some("53100") => Error::Full { location },
        Some("25006" | "42501") => {
            Error::Database { location, message: format!("{message}; this user may not do that") }
        }
        None if error.is_closed() => Error::Unreachable { location, message },
        _ => Error::Database { location, message },
    }
}
