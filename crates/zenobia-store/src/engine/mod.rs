//! The databases that a store can lie in. Everything else is written once, over this trait.

#[cfg(feature = "postgres")]
pub(crate) mod postgres;
pub(crate) mod sqlite;
#[cfg(feature = "postgres")]
mod tls;

use crate::error::Result;

/// One value of a row of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// A number.
    Real(f64),
    /// A text.
    Text(String),
}

/// Which SQL is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    #[cfg_attr(not(feature = "postgres"), allow(dead_code))]
    Postgres,
}

/// What to do with a row that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conflict {
    Refuse,
    Ignore,
}

/// Takes one row; returning an error ends the question.
pub(crate) type Take<'a> = &'a mut dyn FnMut(&mut Vec<Value>) -> Result<()>;

/// A database. Parameters are written `?1`, `?2` … in SQL.
pub(crate) trait Engine: Send {
    fn dialect(&self) -> Dialect;
    /// Begins a transaction that writes; others that write wait.
    fn begin(&mut self) -> Result<()>;
    fn commit(&mut self) -> Result<()>;
    fn roll_back(&mut self);
    /// Runs one statement and returns how many rows it changed.
    fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64>;
    /// Inserts many rows.
    fn fill(&mut self, table: &str, columns: &[&str], rows: &[Vec<Value>], conflict: Conflict) -> Result<()>;
    /// Hands over the rows of an answer one after the other, in constant memory.
    fn each(&mut self, sql: &str, values: &[Value], take: Take<'_>) -> Result<()>;
    /// As [`Engine::each`] for SQL of a person's own, which may only read; the names of the columns come first.
    fn ask(&mut self, sql: &str, columns: &mut dyn FnMut(&[String]) -> Result<()>, take: Take<'_>) -> Result<()>;
    /// What the database itself finds wrong with its files.
    fn faults(&mut self) -> Result<Vec<String>>;
    /// Takes more memory, for whoever writes much.
    fn widen(&mut self) -> Result<()>;
    /// Tells the planner how much there is of what.
    fn analyze(&mut self) -> Result<()>;
}

/// Does something in one transaction that writes: all of it or nothing.
pub(crate) fn transaction<T>(engine: &mut dyn Engine, work: impl FnOnce(&mut dyn Engine) -> Result<T>) -> Result<T> {
    engine.begin()?;
    let result = work(engine).and_then(|value| engine.commit().map(|()| value));
    if result.is_err() {
        engine.roll_back();
    }
    result
}

/// Rows of some numbers, a portion after the other: `write` is handed a list of them as it stands in `IN (…)`.
pub(crate) fn each_of(
    engine: &mut dyn Engine,
    numbers: &[i64],
    write: &dyn Fn(&str) -> String,
    take: Take<'_>,
) -> Result<()> {
    numbers.chunks(PORTION).try_for_each(|portion| {
        let list = portion.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        engine.each(&write(&list), &[], take)
    })
}

/// Most numbers that a statement lists.
const PORTION: usize = 500;

/// The first row of an answer.
pub(crate) fn first(engine: &mut dyn Engine, sql: &str, values: &[Value]) -> Result<Option<Vec<Value>>> {
    let mut found = None;
    engine.each(sql, values, &mut |row| {
        if found.is_none() {
            found = Some(std::mem::take(row));
        }
        Ok(())
    })?;
    Ok(found)
}

/// The whole number in the first row and column of an answer; 0 when there is none.
pub(crate) fn number(engine: &mut dyn Engine, sql: &str, values: &[Value]) -> Result<i64> {
    Ok(first(engine, sql, values)?.and_then(|row| row.first().and_then(Value::int)).unwrap_or_default())
}

impl Value {
    /// A text, or nothing.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// The whole number that it is.
    pub fn int(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The number that it is.
    pub fn real(&self) -> Option<f64> {
        match self {
            Value::Int(number) => Some(*number as f64),
            Value::Real(number) => Some(*number),
            _ => None,
        }
    }

    /// The text that it is.
    pub fn str(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Takes the text out of it; an empty one when it is none.
    pub fn take_text(&mut self) -> String {
        match std::mem::replace(self, Value::Null) {
            Value::Text(text) => text,
            _ => String::new(),
        }
    }

    /// Takes the text out of it, when it is one.
    pub fn take_some(&mut self) -> Option<String> {
        match std::mem::replace(self, Value::Null) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Real(number)
    }
}
