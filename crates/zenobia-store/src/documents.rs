//! The reports that are kept: lists of them, and each with its text and where it was found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::{Dialect, Value, first, number};
use crate::error::{Error, Result};
use crate::search::search;
use crate::store::Store;

/// A report in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Listed {
    /// Its name, by which everything else refers to it.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it came into the store, ISO 8601.
    pub added: String,
    /// How many claims were read from it.
    pub claims: u64,
    /// How many versions of its page there are.
    pub versions: u64,
    /// Which of them it is, from 1.
    pub version: u64,
    /// Whether it is the newest.
    pub current: bool,
}

/// Where a text was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Found {
    /// A path, an address, a line of a file.
    pub location: String,
    /// Its headline there.
    pub title: Option<String>,
    /// Day of publication there.
    pub published: Option<String>,
    /// Who published it there.
    pub publisher: Option<String>,
    /// Its address there.
    pub url: Option<String>,
    /// When it was seen there first.
    pub seen: String,
}

/// Which reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Words of their texts and headlines, as in [`crate::Query::text`].
    pub text: Option<String>,
    /// Who published them, as a whole name.
    pub publisher: Option<String>,
    /// Language of their text.
    pub language: Option<String>,
    /// Also older versions of pages.
    pub old_versions: bool,
    /// At most so many.
    pub limit: u64,
    /// Go on after the report that a list before ended with.
    pub after: Option<i64>,
}

const LISTED: &str = "d.id, d.name, d.title, d.language, d.published, s.name, d.url, d.added, \
                      (SELECT count(*) FROM findings f WHERE f.document = d.id), \
                      (SELECT count(*) FROM documents v WHERE v.page = d.page), d.version, d.current \
                      FROM documents d LEFT JOIN sources s ON s.id = d.source";

impl Store {
    /// Reports, the last that came in first, and where to go on.
    ///
    /// # Errors
    /// When a search makes no sense, or the database cannot be read.
    pub fn documents(&mut self, shelf: &Shelf) -> Result<(Vec<Listed>, Option<i64>)> {
        let (mut conditions, mut values) = self.documents_where(shelf)?;
        if let Some(after) = shelf.after {
            values.push(after.into());
            conditions.push(format!("d.id < ?{}", values.len()));
        }
        values.push(i64::try_from(shelf.limit).unwrap_or(i64::MAX).into());
        let sql =
            format!("SELECT {LISTED} WHERE {} ORDER BY d.id DESC LIMIT ?{}", conditions.join(" AND "), values.len());
        let (mut all, mut last) = (Vec::new(), None);
        self.engine.each(&sql, &values, &mut |row| {
            last = row.first().and_then(Value::int);
            all.push(listed(row));
            Ok(())
        })?;
        let more = all.len() as u64 >= shelf.limit;
        Ok((all, last.filter(|_| more)))
    }

    /// How many reports there are of those.
    ///
    /// # Errors
    /// As [`Store::documents`].
    pub fn count_documents(&mut self, shelf: &Shelf) -> Result<u64> {
        let (conditions, values) = self.documents_where(shelf)?;
        let sql = format!(
            "SELECT count(*) FROM documents d LEFT JOIN sources s ON s.id = d.source WHERE {}",
            conditions.join(" AND ")
        );
        number(self.engine.as_mut(), &sql, &values).map(|count| count as u64)
    }

    fn documents_where(&mut self, shelf: &Shelf) -> Result<(Vec<String>, Vec<Value>)> {
        let (mut conditions, mut values) = (vec!["1 = 1".to_owned()], Vec::new());
        if !shelf.old_versions {
            conditions.push("d.current = 1".to_owned());
        }
        for (column, value) in [("s.name", &shelf.publisher), ("d.language", &shelf.language)] {
            if let Some(value) = value {
                values.push(value.as_str().into());
                conditions.push(format!("{column} = ?{}", values.len()));
            }
        }
        if let Some(text) = &shelf.text {
            let dialect = self.engine.dialect();
            values.push(search(dialect, text)?.into());
            let mark = values.len();
            conditions.push(match dialect {
                Dialect::Sqlite => {
                    format!("d.id IN (SELECT rowid FROM document_texts WHERE document_texts MATCH ?{mark})")
                }
                Dialect::Postgres => {
                    format!("d.id IN (SELECT id FROM document_texts WHERE vector @@ (?{mark}::text)::tsquery)")
                }
            });
        }
        Ok((conditions, values))
    }

    /// A report as it is listed; `None` when there is none of the name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn document(&mut self, name: &str) -> Result<Option<Listed>> {
        let found = first(self.engine.as_mut(), &format!("SELECT {LISTED} WHERE d.name = ?1"), &[name.into()])?;
        Ok(found.map(|mut row| listed(&mut row)))
    }

    /// The text of a report.
    ///
    /// # Errors
    /// When the database cannot be read, or there is no such report.
    pub fn document_text(&mut self, name: &str) -> Result<String> {
        let found = first(self.engine.as_mut(), "SELECT text FROM documents WHERE name = ?1", &[name.into()])?;
        let text = found.and_then(|mut row| row.first_mut().and_then(Value::take_some));
        text.ok_or_else(|| Error::Question(format!("there is no report {name:?}")))
    }

    /// All versions of the page that a report is of, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn versions(&mut self, name: &str) -> Result<Vec<Listed>> {
        let sql = format!(
            "SELECT {LISTED} WHERE d.page = (SELECT o.page FROM documents o WHERE o.name = ?1) ORDER BY d.version"
        );
        let mut all = Vec::new();
        self.engine.each(&sql, &[name.into()], &mut |row| {
            all.push(listed(row));
            Ok(())
        })?;
        Ok(all)
    }

    /// Where a report was found.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn origins(&mut self, name: &str) -> Result<Vec<Found>> {
        let sql = "SELECT o.location, o.title, o.published, o.publisher, o.url, o.seen FROM origins o \
                   JOIN documents d ON d.id = o.document WHERE d.name = ?1 ORDER BY o.seen, o.location";
        let mut all = Vec::new();
        self.engine.each(sql, &[name.into()], &mut |row| {
            let mut text = |at: usize| row.get_mut(at).and_then(Value::take_some);
            all.push(Found {
                location: text(0).unwrap_or_default(),
                title: text(1),
                published: text(2),
                publisher: text(3),
                url: text(4),
                seen: text(5).unwrap_or_default(),
            });
            Ok(())
        })?;
        Ok(all)
    }
}

fn listed(row: &mut [Value]) -> Listed {
    let number = |row: &[Value], at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
    let (claims, versions, version, current) =
        (number(row, 8) as u64, number(row, 9) as u64, number(row, 10) as u64, number(row, 11) == 1);
    let mut text = |at: usize| row.get_mut(at).and_then(Value::take_some);
    Listed {
        id: text(1).unwrap_or_default(),
        title: text(2),
        language: text(3),
        published: text(4),
        publisher: text(5),
        url: text(6),
        added: text(7).unwrap_or_default(),
        claims,
        versions,
        version,
        current,
    }
}
