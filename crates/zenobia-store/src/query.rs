//! What can be asked of the findings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::reconcile::situation::Grade;
use zenobia_core::record::Factuality;
use zenobia_core::row::{Review, RowKind};

/// Which claims or events, in which order, and how many. Several values of one field mean any of them; fields narrow one another.
///
/// ```
/// use zenobia_store::Query;
/// let query = Query { event: vec!["ASSAULT".into()], place: vec!["Palmyra".into()], limit: Some(20), ..Query::default() };
/// assert_eq!(serde_json::to_string(&query).unwrap(), r#"{"event":["ASSAULT"],"place":["Palmyra"],"limit":20}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Query {
    /// Claims or events; `None` is claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<RowKind>,
    /// Ids of rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub id: Vec<String>,
    /// Event types of the ontology.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub event: Vec<String>,
    /// Modes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mode: Vec<String>,
    /// Contexts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<String>,
    /// Who did it: a key, or a part of a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actor: Vec<String>,
    /// To whom: a key, or a part of a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recipient: Vec<String>,
    /// Who takes part on either side: a key, or a part of a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub party: Vec<String>,
    /// To what building or object: a key, or a part of a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub site: Vec<String>,
    /// Where: the key or name of a place, or of the unit or country (ISO 3166 alpha-2) that it lies in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<String>,
    /// West, south, east, north, in degrees; west may be east of east where the box crosses the antimeridian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bbox: Option<[f64; 4]>,
    /// Only what may have been on this day or later, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Only what may have been on this day or before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Who says so, or who published it: a key, or a part of a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// Names of reports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub report: Vec<String>,
    /// Languages of the reports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub language: Vec<String>,
    /// How surely.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub factuality: Vec<Factuality>,
    /// What people decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub review: Vec<Review>,
    /// How far events can be believed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grade: Vec<Grade>,
    /// The least confidence of a claim, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// Words of the quotations and names: each has to be there, in any of its forms; `"…"` is a phrase, `-word` must not be
    /// there, `word*` is the beginning of a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Only those with coordinates, or only those without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub located: Option<bool>,
    /// Only those with a day, or only those without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<bool>,
    /// Claims of older versions of reports, too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub old_versions: bool,
    /// The order; `None` is by time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
    /// Last first.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub descending: bool,
    /// At most so many rows; `None` is all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// Go on after the row that this cursor of an earlier answer stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
}

/// What rows are ordered by; those that are equal in it by when they came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// When it was; what has no time comes last.
    #[default]
    Time,
    /// When it came into the store.
    Added,
    /// How much to trust the reading; events have none.
    Confidence,
}

/// Where an answer stopped. It means nothing to anyone but the store, and holds as long as the order asked for is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// The place after a row: what it is ordered by, and its number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    pub sort: Sort,
    pub descending: bool,
    pub value: f64,
    pub id: i64,
}

impl Cursor {
    pub(crate) fn new(place: Place) -> Cursor {
        let sort = match place.sort {
            Sort::Time => 't',
            Sort::Added => 'a',
            Sort::Confidence => 'c',
        };
        let direction = if place.descending { 'd' } else { 'u' };
        Cursor(format!("{sort}{direction}{:016x}{:x}", place.value.to_bits(), place.id))
    }

    /// `None` when it is no cursor of this order.
    pub(crate) fn place(&self, query: &Query) -> Option<Place> {
        let text = &self.0;
        let sort = match text.get(..1)? {
            "t" => Sort::Time,
            "a" => Sort::Added,
            "c" => Sort::Confidence,
            _ => return None,
        };
        let descending = text.get(1..2)? == "d";
        let value = f64::from_bits(u64::from_str_radix(text.get(2..18)?, 16).ok()?);
        let id = i64::from_str_radix(text.get(18..)?, 16).ok()?;
        let fits = sort == query.sort() && descending == query.descending && value.is_finite();
        fits.then_some(Place { sort, descending, value, id })
    }
}

impl Query {
    /// What it is ordered by.
    pub fn sort(&self) -> Sort {
        self.sort.unwrap_or_default()
    }

    /// Whether claims or events are asked for.
    pub fn kind(&self) -> RowKind {
        self.of.unwrap_or(RowKind::Claim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_back() {
        let place = Place { sort: Sort::Time, descending: false, value: 20_160_328.0, id: 77 };
        let query = Query::default();
        assert_eq!(Cursor::new(place).place(&query), Some(place));
    }

    #[test]
    fn a_cursor_of_another_order_or_of_nothing_is_none() {
        let cursor = Cursor::new(Place { sort: Sort::Time, descending: false, value: 1.0, id: 7 });
        assert_eq!(cursor.place(&Query { sort: Some(Sort::Added), ..Query::default() }), None);
        assert_eq!(cursor.place(&Query { descending: true, ..Query::default() }), None);
        for text in ["", "t", "tu", "tuzz", "é", "tu00000000000000zz1", "tu7ff00000000000001"] {
            assert_eq!(Cursor(text.to_owned()).place(&Query::default()), None, "{text}");
        }
    }
}
