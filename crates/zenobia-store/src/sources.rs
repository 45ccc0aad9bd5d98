//! Who published what is kept.

use crate::engine::Value;
use crate::error::Result;
use crate::store::Store;

/// A publisher, and what is kept of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Publisher {
    /// Its name, or the host of its pages; `None` for reports that tell neither.
    pub name: Option<String>,
    /// The host of the first of its pages.
    pub host: Option<String>,
    /// Reports of it, older versions of pages among them.
    pub reports: i64,
    /// Claims in the newest versions of these.
    pub claims: i64,
    /// Files and pages that its reports were found in.
    pub origins: i64,
    /// Languages of its reports.
    pub languages: Vec<String>,
    /// Days of publication of the first and the last of its reports.
    pub first_published: Option<String>,
    /// As above.
    pub last_published: Option<String>,
    /// When one of its reports was last found somewhere for the first time.
    pub last_seen: Option<String>,
}

impl Store {
    /// All publishers, those with most reports first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn publishers(&mut self) -> Result<Vec<Publisher>> {
        let sql = "SELECT s.name, s.host, count(*), CAST(sum(coalesce(c.claims, 0)) AS BIGINT), CAST(sum(coalesce(o.places, 0)) AS BIGINT), min(d.published), \
                   max(d.published), max(o.seen), coalesce(s.id, 0) \
                   FROM documents d LEFT JOIN sources s ON s.id = d.source \
                   LEFT JOIN (SELECT document, count(*) AS claims FROM findings WHERE shelf = 0 GROUP BY document) c ON c.document = d.id \
                   LEFT JOIN (SELECT document, count(*) AS places, max(seen) AS seen FROM origins GROUP BY document) o ON o.document = d.id \
                   GROUP BY s.id, s.name, s.host ORDER BY 3 DESC, 1";
        let mut found = Vec::new();
        self.engine.each(sql, &[], &mut |row| {
            let number = |row: &[Value], at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
            let (reports, claims, origins, id) = (number(row, 2), number(row, 3), number(row, 4), number(row, 8));
            let mut text = |at: usize| row.get_mut(at).and_then(Value::take_some);
            let (name, host) = (text(0), text(1));
            let (first_published, last_published, last_seen) = (text(5), text(6), text(7));
            let languages = Vec::new();
            let publisher = Publisher {
                name,
                host,
                reports,
                claims,
                origins,
                languages,
                first_published,
                last_published,
                last_seen,
            };
            found.push((id, publisher));
            Ok(())
        })?;
        let sql = "SELECT DISTINCT coalesce(source, 0), language FROM documents WHERE language <> '' ORDER BY 1, 2";
        self.engine.each(sql, &[], &mut |row| {
            let id = row.first().and_then(Value::int).unwrap_or_default();
            let language = row.get_mut(1).map(Value::take_text).unwrap_or_default();
            let of = found.iter_mut().filter(|(known, _)| *known == id);
            of.for_each(|(_, publisher)| publisher.languages.push(language.clone()));
            Ok(())
        })?;
        Ok(found.into_iter().map(|(_, publisher)| publisher).collect())
    }
}
