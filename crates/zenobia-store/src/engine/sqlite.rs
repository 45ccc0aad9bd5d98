//! SQLite: one file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, Statement, ToSql};

use super::{Conflict, Dialect, Engine, Take, Value};
use crate::error::{Error, Result};

/// "Znba", in the header of each file, so that `file` and this program can tell what it is.
const APPLICATION: i64 = 0x5a6e_6261;

/// The layouts, each made from the one before; their number is in the header of the file.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/sqlite/0001-begin.sql"),
    include_str!("../../migrations/sqlite/0002-fetches.sql"),
    include_str!("../../migrations/sqlite/0003-server.sql"),
    include_str!("../../migrations/sqlite/0004-facets.sql"),
    include_str!("../../migrations/sqlite/0005-same.sql"),
    include_str!("../../migrations/sqlite/0006-million.sql"),
];

/// How long to wait for another program that writes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// An open file.
pub(crate) struct Sqlite {
    connection: Connection,
    location: String,
}

/// Whether the file is written, and made when it is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
    Make,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, access: Access, patience: Duration) -> Result<Sqlite> {
        let location = path.display().to_string();
        if access != Access::Make && !path.exists() {
            return Err(Error::Missing { location });
        }
        let fault = |error| explain(&location, error);
        let flags = match access {
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Access::Make => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        };
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(fault)?;
        connection.busy_timeout(patience).map_err(fault)?;
        connection.set_prepared_statement_cache_capacity(64);
        let mut sqlite = Sqlite { connection, location };
        sqlite.prepare(access)?;
        Ok(sqlite)
    }

    fn prepare(&mut self, access: Access) -> Result<()> {
        let application = self.pragma("application_id")?;
        let layout = self.pragma("user_version")?;
        let is_empty = application == 0 && layout == 0 && self.pragma("schema_version")? == 0;
        if application != APPLICATION && !(is_empty && access == Access::Make) {
            return Err(match is_empty {
                true => Error::Missing { location: self.location.clone() },
                false => Error::Foreign { location: self.location.clone() },
            });
        }
        let known = MIGRATIONS.len() as i64;
        if layout > known {
            return Err(Error::Newer { location: self.location.clone(), found: layout, known });
        }
        if access != Access::Read {
            self.batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
            self.migrate()?;
        } else if layout < known {
            // Reading an older layout needs the new one: the file is upgraded, which keeps all that is in it.
            Sqlite::open(&PathBuf::from(&self.location), Access::Write, PATIENCE)?;
        }
        self.batch("PRAGMA cache_size = -32768; PRAGMA mmap_size = 134217728; PRAGMA temp_store = FILE;")
    }

    fn migrate(&mut self) -> Result<()> {
        if self.pragma("user_version")? >= MIGRATIONS.len() as i64 {
            return Ok(());
        }
        self.begin()?;
        // Another program may have done it while this one waited.
        let from = self.pragma("user_version")? as usize;
        let steps = MIGRATIONS.iter().skip(from).try_for_each(|step| self.batch(step));
        let header = format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {};", MIGRATIONS.len());
        let done = steps.and_then(|()| self.batch(&header)).and_then(|()| self.commit());
        if done.is_err() {
            self.roll_back();
        }
        done
    }

    fn pragma(&self, name: &str) -> Result<i64> {
        self.connection.pragma_query_value(None, name, |row| row.get(0)).map_err(|error| self.fault(error))
    }

    pub(crate) fn batch(&self, sql: &str) -> Result<()> {
        self.connection.execute_batch(sql).map_err(|error| self.fault(error))
    }

    fn fault(&self, error: rusqlite::Error) -> Error {
        explain(&self.location, error)
    }

    fn statement(&self, sql: &str) -> Result<CachedStatement<'_>> {
        self.connection.prepare_cached(sql).map_err(|error| self.fault(error))
    }

    fn hand_over(&self, statement: &mut Statement<'_>, values: &[Value], take: Take<'_>) -> Result<()> {
        let width = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(|error| self.fault(error))?;
        while let Some(row) = rows.next().map_err(|error| self.fault(error))? {
            let value = |column| row.get_ref(column).map(own).map_err(|error| self.fault(error));
            let mut values = (0..width).map(value).collect::<Result<Vec<Value>>>()?;
            take(&mut values)?;
        }
        Ok(())
    }

    /// A copy of the whole file, made while others may go on writing.
    pub(crate) fn copy_to(&self, path: &Path) -> Result<()> {
        let target = path.display().to_string();
        self.connection.execute("VACUUM INTO ?1", [&target]).map_err(|error| explain(&target, error))?;
        Ok(())
    }
}

impl Engine for Sqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn begin(&mut self) -> Result<()> {
        self.batch("BEGIN IMMEDIATE")
    }

    fn commit(&mut self) -> Result<()> {
        self.batch("COMMIT")
    }

    fn roll_back(&mut self) {
        // A failed statement may have rolled back already, and then there is nothing left to do.
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        let changed = self.statement(sql)?.execute(rusqlite::params_from_iter(values));
        changed.map(|rows| rows as u64).map_err(|error| self.fault(error))
    }

    fn fill(&mut self, table: &str, columns: &[&str], rows: &[Vec<Value>], conflict: Conflict) -> Result<()> {
        let marks: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
        let verb = match conflict {
            Conflict::Refuse => "INSERT",
            Conflict::Ignore => "INSERT OR IGNORE",
        };
        let mut statement =
            self.statement(&format!("{verb} INTO {table} ({}) VALUES ({})", columns.join(", "), marks.join(", ")))?;
        for row in rows {
            statement.execute(rusqlite::params_from_iter(row)).map_err(|error| self.fault(error))?;
        }
        Ok(())
    }

    fn each(&mut self, sql: &str, values: &[Value], take: Take<'_>) -> Result<()> {
        let mut statement = self.statement(sql)?;
        self.hand_over(&mut statement, values, take)
    }

    fn ask(&mut self, sql: &str, columns: &mut dyn FnMut(&[String]) -> Result<()>, take: Take<'_>) -> Result<()> {
        self.batch("PRAGMA query_only = ON")?;
        self.connection.authorizer(Some(only_reading)).map_err(|error| self.fault(error))?;
        let answer = (|| {
            let question = |error: rusqlite::Error| Error::Question(format!("--sql: {error}"));
            let mut statement = self.connection.prepare(sql).map_err(question)?;
            let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
            columns(&names)?;
            self.hand_over(&mut statement, &[], take)
        })();
        let open: Option<fn(AuthContext<'_>) -> Authorization> = None;
        self.connection.authorizer(open).map_err(|error| self.fault(error))?;
        self.batch("PRAGMA query_only = OFF")?;
        answer
    }

    fn faults(&mut self) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        self.each("PRAGMA integrity_check(20)", &[], &mut |row| {
            faults.extend(row.first().and_then(Value::str).filter(|&line| line != "ok").map(str::to_owned));
            Ok(())
        })?;
        self.each("PRAGMA foreign_key_check", &[], &mut |row| {
            let table = row.first().and_then(Value::str).unwrap_or_default();
            faults.push(format!("a row of `{table}` refers to something that is not there"));
            Ok(())
        })?;
        Ok(faults)
    }

    fn widen(&mut self) -> Result<()> {
        self.batch("PRAGMA cache_size = -262144;")
    }

    fn analyze(&mut self) -> Result<()> {
        self.batch("PRAGMA analysis_limit = 1000; PRAGMA optimize = 0x10002;")
    }
}

/// What SQL of a person's own may do: read what is in this file.
fn only_reading(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Function { .. } | AuthAction::Recursive => {
            Authorization::Allow
        }
        AuthAction::Pragma { pragma_value: None, .. } => Authorization::Allow,
        // Full text search prepares statements of its own.
        AuthAction::Pragma { pragma_name: "data_version", .. } => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

fn own(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// What the library says, in words that tell what to do.
fn explain(location: &str, error: rusqlite::Error) -> Error {
    let location = location.to_owned();
    let message = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Locked { location },
        Some(ErrorCode::DiskFull) => Error::Full { location },
        // A limit on the size of files is told as a failure to write.
        Some(ErrorCode::SystemIoFailure) if is_write(&error) => Error::Full { location },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Error::ReadOnly { location },
        Some(ErrorCode::CannotOpen) => Error::Database {
            location,
            message: "cannot be opened; is the folder there, and may you write in it?".to_owned(),
        },
        Some(ErrorCode::NotADatabase) => Error::Foreign { location },
        Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { location, message },
        _ => Error::Database { location, message },
    }
}

fn is_write(error: &rusqlite::Error) -> bool {
    let extended = match error {
        rusqlite::Error::SqliteFailure(failure, _) => failure.extended_code,
        _ => 0,
    };
    matches!(
        extended,
        rusqlite::ffi::SQLITE_IOERR_WRITE
            | rusqlite::ffi::SQLITE_IOERR_TRUNCATE
            | rusqlite::ffi::SQLITE_IOERR_FSYNC
            | rusqlite::ffi::SQLITE_IOERR_SHMSIZE
    )
}
