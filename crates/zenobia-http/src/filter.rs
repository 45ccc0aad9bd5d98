//! Which findings, as parameters of a question.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::reconcile::situation::Grade;
use zenobia_core::record::Factuality;
use zenobia_core::row::{Review, RowKind};
use zenobia_store::{Cursor, Query, Sort, Store};

use crate::app::App;
use crate::problem::{Code, Fault, Problem, Said};

/// Which findings. Several values of one parameter mean any of them; parameters narrow one another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Filter {
    /// A saved view to begin with; the other parameters take the place of its own.
    #[schemars(length(min = 1, max = 200))]
    pub view: Option<String>,
    /// Claims or events, where the path does not say it.
    pub of: Option<RowKind>,
    /// Ids of rows.
    pub id: Vec<String>,
    /// Event types, such as `ASSAULT`.
    pub event: Vec<String>,
    /// Modes, such as `aerial`.
    pub mode: Vec<String>,
    /// Contexts, such as `heritage`.
    pub context: Vec<String>,
    /// Who did it: a key, or a part of a name.
    pub actor: Vec<String>,
    /// To whom: a key, or a part of a name.
    pub recipient: Vec<String>,
    /// Who takes part on either side: a key, or a part of a name.
    pub party: Vec<String>,
    /// To what building or object: a key, or a part of a name.
    pub site: Vec<String>,
    /// Where: the key or name of a place, or of the unit or country (ISO 3166 alpha-2) that it lies in.
    pub place: Vec<String>,
    /// West, south, east, north in degrees, with commas between them.
    #[schemars(regex(pattern = r"^-?[0-9]{1,3}(\.[0-9]{1,20})?(,-?[0-9]{1,3}(\.[0-9]{1,20})?){3}$"))]
    pub bbox: Option<String>,
    /// Only what may have been on this day or later, ISO 8601.
    #[schemars(extend("format" = "date"))]
    pub since: Option<String>,
    /// Only what may have been on this day or before, ISO 8601.
    #[schemars(extend("format" = "date"))]
    pub until: Option<String>,
    /// Who says so, or who published it: a key, or a part of a name.
    pub source: Vec<String>,
    /// Names of reports.
    pub report: Vec<String>,
    /// Languages of the reports, ISO 639-1.
    pub language: Vec<String>,
    /// How surely.
    pub factuality: Vec<Factuality>,
    /// What people decided.
    pub review: Vec<Review>,
    /// How far events can be believed.
    pub grade: Vec<Grade>,
    /// The least confidence of a claim.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: Option<f64>,
    /// Words of the quotations and names: each has to be there, in any of its forms; `"…"` is a phrase, `-word` must not be there,
    /// `word*` is the beginning of a word.
    #[schemars(length(min = 1, max = 500))]
    pub text: Option<String>,
    /// Only those with coordinates, or only those without.
    pub located: Option<bool>,
    /// Only those with a day, or only those without.
    pub dated: Option<bool>,
    /// Claims of older versions of pages, too.
    pub old_versions: bool,
    /// The order; by time when left out.
    pub sort: Option<Sort>,
    /// Last first.
    pub descending: bool,
    /// At most so many.
    #[schemars(range(min = 1, max = 1000))]
    pub limit: Option<u64>,
    /// Where a page before ended (`next`).
    #[schemars(length(min = 1, max = 200))]
    pub after: Option<String>,
}

/// Items of a page where it is not said how many.
pub const LIMIT: u64 = 50;

impl Filter {
    /// The question, names looked up, of one kind of finding.
    ///
    /// # Errors
    /// What makes no sense.
    pub fn query(&self, app: &App, store: &mut Store, of: Option<RowKind>) -> Result<Query, Problem> {
        let mut query = match &self.view {
            Some(name) => store.view(name)?.ok_or_else(|| Problem::with("view", Code::NoView, &[("name", name)]))?,
            None => Query::default(),
        };
        self.narrow(&mut query)?;
        query.of = of.or(query.of);
        zenobia_desk::widen(&mut query, app.library()).map_err(|message| unknown_event(&message))?;
        Ok(query)
    }

    fn narrow(&self, query: &mut Query) -> Result<(), Problem> {
        fn list<T: Clone>(into: &mut Vec<T>, values: &[T]) {
            if !values.is_empty() {
                *into = values.to_vec();
            }
        }
        list(&mut query.id, &self.id);
        list(&mut query.event, &self.event);
        list(&mut query.mode, &self.mode);
        list(&mut query.context, &self.context);
        list(&mut query.actor, &self.actor);
        list(&mut query.recipient, &self.recipient);
        list(&mut query.party, &self.party);
        list(&mut query.site, &self.site);
        list(&mut query.place, &self.place);
        list(&mut query.source, &self.source);
        list(&mut query.report, &self.report);
        list(&mut query.language, &self.language);
        list(&mut query.factuality, &self.factuality);
        list(&mut query.review, &self.review);
        list(&mut query.grade, &self.grade);
        query.of = self.of.or(query.of);
        query.bbox = self.bbox.as_deref().map(bbox).transpose()?.or(query.bbox);
        query.since = self.since.as_deref().map(|day| date("since", day)).transpose()?.or(query.since.take());
        query.until = self.until.as_deref().map(|day| date("until", day)).transpose()?.or(query.until.take());
        query.confidence = self.confidence.or(query.confidence);
        query.located = self.located.or(query.located);
        query.dated = self.dated.or(query.dated);
        query.text = self.text.clone().or(query.text.take());
        query.old_versions |= self.old_versions;
        query.sort = self.sort.or(query.sort);
        query.descending |= self.descending;
        query.limit = self.limit.or(query.limit);
        query.after = self.after.clone().map(Cursor).or(query.after.take());
        Ok(())
    }
}

/// An event type that the ontology lacks, as it is said there.
fn unknown_event(message: &str) -> Problem {
    let said = Said::find(message).unwrap_or_else(|| Said::of(Code::WrongValue, &[("said", &message)]));
    Problem::faults(vec![Fault::new("event", said)])
}

/// Where a list goes on, read back from the `next` of an answer before.
///
/// # Errors
/// When it is none, or farther than any list is long.
pub fn after<T: TryFrom<u64>>(text: &str) -> Result<T, Problem> {
    let number = text.parse::<u64>().ok().filter(|number| *number <= FARTHEST);
    number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| Problem::with("after", Code::NoNext, &[]))
}

/// Where no list goes on any more: databases count in 63 bits.
const FARTHEST: u64 = 1 << 53;

fn date(name: &str, day: &str) -> Result<String, Problem> {
    match day.parse::<Date>() {
        Ok(_) => Ok(day.to_owned()),
        Err(_) => Err(Problem::with(name, Code::NoDay, &[])),
    }
}

/// A box of the map, west,south,east,north.
///
/// # Errors
/// When it is none.
pub fn bbox(text: &str) -> Result<[f64; 4], Problem> {
    let edges: Option<Vec<f64>> = text.split(',').map(|edge| edge.trim().parse().ok()).collect();
    let edges: Option<[f64; 4]> = edges.and_then(|edges| edges.try_into().ok());
    match edges {
        Some([west, south, east, north])
            if south <= north
                && [south, north].iter().all(|y| y.abs() <= 90.0)
                && [west, east].iter().all(|x| x.abs() <= 180.0) =>
        {
            Ok([west, south, east, north])
        }
        _ => Err(Problem::with("bbox", Code::NoBox, &[])),
    }
}
