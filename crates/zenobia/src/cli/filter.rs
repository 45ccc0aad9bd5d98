//! Which findings a command is about: the same options for `query`, `export` and all that hand findings over.

use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use zenobia_core::reconcile::situation::Grade;
use zenobia_core::record::Factuality;
use zenobia_core::row::{Review, RowKind};
use zenobia_desk::widen;
use zenobia_formats::date::parse_day;
use zenobia_store::{Cursor, Query, Sort, Store};

use super::library::Library;

/// Claims or events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Of {
    /// What each report says
    Claims,
    /// What the reports tell together
    Events,
}

/// What findings are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// When it was
    Time,
    /// When it came into the database
    Added,
    /// How much to trust the reading
    Confidence,
}

/// Which findings. Several values of one option mean any of them; options narrow one another.
#[derive(Clone, Debug, Default, Args)]
pub struct Filter {
    /// A saved view to begin with; the other options are added to it (see `zenobia views`)
    #[arg(long, value_name = "NAME", help_heading = "Which findings")]
    view: Option<String>,
    /// The same as JSON, such as '{"event": ["ASSAULT"], "since": "2016-03-01"}', to begin with
    #[arg(long, value_name = "JSON", conflicts_with = "view", value_parser = parse_query, help_heading = "Which findings")]
    query: Option<Query>,
    /// Claims, or events that claims tell together [default: claims]
    #[arg(long, value_enum, value_name = "KIND", help_heading = "Which findings")]
    of: Option<Of>,
    /// Ids of rows
    #[arg(long, value_name = "ID", value_delimiter = ',', help_heading = "Which findings")]
    id: Vec<String>,
    /// Event types, such as ASSAULT,CONTROL
    #[arg(long, value_name = "TYPE", value_delimiter = ',', help_heading = "Which findings")]
    event: Vec<String>,
    /// Modes, such as aerial
    #[arg(long, value_name = "MODE", value_delimiter = ',', help_heading = "Which findings")]
    mode: Vec<String>,
    /// Contexts, such as heritage
    #[arg(long, value_name = "CONTEXT", value_delimiter = ',', help_heading = "Which findings")]
    context: Vec<String>,
    /// Who did it: a name, a part of one, or a key
    #[arg(long, value_name = "NAME", help_heading = "Which findings")]
    actor: Vec<String>,
    /// To whom
    #[arg(long, value_name = "NAME", help_heading = "Which findings")]
    recipient: Vec<String>,
    /// Who takes part, on either side
    #[arg(long, value_name = "NAME", help_heading = "Which findings")]
    party: Vec<String>,
    /// To what monument, building or object
    #[arg(long, value_name = "NAME", help_heading = "Which findings")]
    site: Vec<String>,
    /// Where: a place, or the unit or country that it lies in, by name, key or country code
    #[arg(long, value_name = "NAME", help_heading = "Which findings")]
    place: Vec<String>,
    /// Where: degrees west,south,east,north
    #[arg(long, value_name = "BOX", value_parser = parse_box, allow_hyphen_values = true, help_heading = "Which findings")]
    bbox: Option<Bbox>,
    /// On this day or later
    #[arg(long, value_name = "DAY", value_parser = parse_day, help_heading = "Which findings")]
    since: Option<Date>,
    /// On this day or before
    #[arg(long, value_name = "DAY", value_parser = parse_day, help_heading = "Which findings")]
    until: Option<Date>,
    /// Who says so, or who published it
    #[arg(long, value_name = "NAME", help_heading = "Which findings")]
    source: Vec<String>,
    /// Names of reports
    #[arg(long, value_name = "NAME", help_heading = "Which findings")]
    report: Vec<String>,
    /// How surely: asserted, hedged, planned, hypothetical, negated
    #[arg(long, value_name = "WORD", value_delimiter = ',', value_parser = word::<Factuality>, help_heading = "Which findings")]
    factuality: Vec<Factuality>,
    /// What people decided: unreviewed, accepted, corrected, rejected, unsure
    #[arg(long, value_name = "WORD", value_delimiter = ',', value_parser = word::<Review>, help_heading = "Which findings")]
    review: Vec<Review>,
    /// How far events can be believed: confirmed, fair, weak, contested, discounted
    #[arg(long, value_name = "WORD", value_delimiter = ',', value_parser = word::<Grade>, help_heading = "Which findings")]
    grade: Vec<Grade>,
    /// Claims read with at least this confidence, from 0 to 1
    #[arg(long, value_name = "NUMBER", help_heading = "Which findings")]
    confidence: Option<f64>,
    /// Words of the quotations, in any form: all of them, "a phrase", -without, begin*
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true, help_heading = "Which findings")]
    text: Option<String>,
    /// Claims of older versions of pages, too
    #[arg(long, help_heading = "Which findings")]
    old_versions: bool,
    /// Order [default: time]
    #[arg(long, value_enum, value_name = "BY", help_heading = "Which findings")]
    sort: Option<By>,
    /// Last first
    #[arg(long, help_heading = "Which findings")]
    descending: bool,
    /// At most so many
    #[arg(long, value_name = "COUNT", help_heading = "Which findings")]
    limit: Option<u64>,
    /// Go on after an earlier answer, by the cursor that it ended with
    #[arg(long, value_name = "CURSOR", help_heading = "Which findings")]
    after: Option<String>,
}

/// Which findings, of reports in which languages. (Where reports are read, `--language` says what they are written in.)
#[derive(Clone, Debug, Default, Args)]
pub struct Question {
    #[command(flatten)]
    filter: Filter,
    /// Language of the reports
    #[arg(long, value_name = "CODE", value_delimiter = ',', help_heading = "Which findings")]
    language: Vec<String>,
}

impl Question {
    /// As [`Filter::query`].
    pub fn query(&self, store: &mut Store, library: &Library) -> anyhow::Result<Query> {
        self.filter.query(&self.language, store, library)
    }

    /// The question as it was typed, for keeping it.
    pub fn typed(&self) -> Query {
        let mut query = self.filter.query.clone().unwrap_or_default();
        self.filter.narrow(&self.language, &mut query);
        query
    }
}

type Bbox = [f64; 4];

impl Filter {
    /// The question that the options ask, names of places and actors in any language looked up.
    pub fn query(&self, language: &[String], store: &mut Store, library: &Library) -> anyhow::Result<Query> {
        let mut query = match &self.view {
            Some(name) => {
                let saved = store.view(name)?;
                saved.with_context(|| format!("there is no view {name:?}; see `zenobia views list`"))?
            }
            None => self.query.clone().unwrap_or_default(),
        };
        self.narrow(language, &mut query);
        widen(&mut query, library).map_err(anyhow::Error::msg)?;
        Ok(query)
    }

    fn narrow(&self, language: &[String], query: &mut Query) {
        fn list<T: Clone>(into: &mut Vec<T>, values: &[T]) {
            if !values.is_empty() {
                *into = values.to_vec();
            }
        }
        if let Some(of) = self.of {
            query.of = Some(if of == Of::Events { RowKind::Event } else { RowKind::Claim });
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
        list(&mut query.language, language);
        list(&mut query.factuality, &self.factuality);
        list(&mut query.review, &self.review);
        list(&mut query.grade, &self.grade);
        query.bbox = self.bbox.or(query.bbox);
        query.since = self.since.map(|day| day.to_string()).or(query.since.take());
        query.until = self.until.map(|day| day.to_string()).or(query.until.take());
        query.confidence = self.confidence.or(query.confidence);
        query.text = self.text.clone().or(query.text.take());
        query.old_versions |= self.old_versions;
        let sort = |by| match by {
            By::Time => Sort::Time,
            By::Added => Sort::Added,
            By::Confidence => Sort::Confidence,
        };
        query.sort = self.sort.map(sort).or(query.sort);
        query.descending |= self.descending;
        query.limit = self.limit.or(query.limit);
        query.after = self.after.clone().map(Cursor).or(query.after.take());
    }

    /// Claims, unless events are asked for.
    pub fn kind(&self) -> RowKind {
        if self.of == Some(Of::Events) { RowKind::Event } else { RowKind::Claim }
    }

    /// Whether something is asked that only a database can answer: more than claims or events.
    pub fn asks(&self) -> bool {
        let mut query = Query::default();
        self.narrow(&[], &mut query);
        self.view.is_some() || self.query.is_some() || query != Query { of: query.of, ..Query::default() }
    }
}

/// A word of the formats: `asserted`, `accepted`, `fair`.
fn word<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::from(text)).map_err(|error| error.to_string())
}

fn parse_query(text: &str) -> Result<Query, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn parse_box(text: &str) -> Result<Bbox, String> {
    let edges: Result<Vec<f64>, _> = text.split(',').map(|edge| edge.trim().parse::<f64>()).collect();
    let edges: Option<Bbox> = edges.ok().and_then(|edges| edges.try_into().ok());
    match edges {
        Some([west, south, east, north])
            if south <= north
                && [south, north].iter().all(|y| y.abs() <= 90.0)
                && [west, east].iter().all(|x| x.abs() <= 180.0) =>
        {
            Ok([west, south, east, north])
        }
        _ => Err("four numbers are needed: west,south,east,north in degrees, such as 35.7,32.3,42.4,37.3".to_owned()),
    }
}
