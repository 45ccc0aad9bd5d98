//! What a line of another project says, and the record of it.

use std::collections::BTreeMap;

use zenobia_core::record::{
    Actor, ActorKind, Claim, Factuality, Mention, Place, Precision, PublishedFrom, Quantity, Record, Report, Roles,
    Source, SourceKind, Time, TimeKind, Toll, sha256,
};
use zenobia_core::span::Span;
use zenobia_core::why::Why;

use super::lines::{escape, lines};
use super::source::Line;
use crate::write::country_named;

/// What a line says. Columns are named so that everything points at the words it came from.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// The other project's own id.
    pub id: String,
    pub event: String,
    pub mode: Vec<String>,
    pub context: Vec<String>,
    /// The column whose words name the happening.
    pub trigger: &'static str,
    pub actors: Vec<Somebody>,
    pub recipients: Vec<Somebody>,
    pub place: Option<Where>,
    /// First and last day, ISO 8601.
    pub days: Option<(String, String)>,
    pub days_column: &'static str,
    pub tolls: Vec<Count>,
    /// Who says so, by name.
    pub cited: Vec<String>,
    pub cited_column: &'static str,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

/// Somebody who takes part.
#[derive(Clone, Debug)]
pub struct Somebody {
    pub name: String,
    pub kind: ActorKind,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Code in the other project, by its name here.
    pub code: Option<(&'static str, String)>,
    pub column: &'static str,
}

/// Where.
#[derive(Clone, Debug)]
pub struct Where {
    pub name: String,
    pub point: Option<(f64, f64)>,
    pub precision: Option<Precision>,
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub column: &'static str,
}

/// How many killed.
#[derive(Clone, Debug)]
pub struct Count {
    pub least: Option<u64>,
    pub most: Option<u64>,
    /// Name of those they belong to.
    pub of: Option<String>,
    pub column: &'static str,
}

impl Somebody {
    pub fn new(name: &str, kind: ActorKind, column: &'static str) -> Somebody {
        let country = match kind {
            ActorKind::State | ActorKind::StateForce => state_in(name),
            _ => None,
        };
        Somebody { name: name.to_owned(), kind, country, code: None, column }
    }
}

/// The state that a name such as "Government of Syria" holds.
fn state_in(name: &str) -> Option<String> {
    let rest = name.rsplit_once(" of ").map_or(name, |(_, rest)| rest);
    let rest = rest.split(" (").next().unwrap_or(rest);
    country_named(rest).map(|country| country.iso2.clone())
}

impl Where {
    /// Kind and radius of a place as exact as this.
    fn kind(&self) -> (&'static str, Option<f64>) {
        let exactness = self.precision.map_or(1, |precision| precision.ucdp);
        let (kind, radius) = match exactness {
            0 | 1 => ("town", 5.0),
            2 => ("town", 25.0),
            3 => ("admin2", 50.0),
            4 | 5 => ("admin1", 100.0),
            _ => ("country", 500.0),
        };
        (kind, self.point.map(|_| radius))
    }
}

/// Where values stand in the text.
struct Text {
    text: String,
    spans: BTreeMap<String, Span>,
}

impl Text {
    fn new(line: &Line) -> Text {
        let mut spans = BTreeMap::new();
        let mut at = 0;
        let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        for (name, value) in &line.columns {
            let start = at + length(&escape(name)) + 2;
            let end = start + length(&escape(value));
            spans.insert(name.clone(), Span::new(start, end));
            at = end + 1;
        }
        Text { text: lines(&line.columns), spans }
    }

    fn span(&self, column: &str) -> Span {
        self.spans.get(column).copied().unwrap_or_default()
    }

    fn mention(&self, column: &str, line: &Line) -> Mention {
        let Span { start, end } = self.span(column);
        let value = line.columns.iter().find(|(name, _)| name == column);
        Mention { start, end, text: value.map(|(_, value)| escape(value)).unwrap_or_default() }
    }
}

impl Finding {
    /// The record of a line.
    pub fn record(self, shape: &str, line: &Line) -> Record {
        let text = Text::new(line);
        let why = |column: &str| Why::by_column(shape, column);
        let mut record = Record::new(self.report(shape, &text.text));
        record.sentences.push(Span::new(0, record.report.length));
        let mut roles = Roles::default();
        for (people, role) in [(&self.actors, &mut roles.actor), (&self.recipients, &mut roles.recipient)] {
            for somebody in people {
                let mention = text.mention(somebody.column, line);
                role.push(add_actor(&mut record, somebody, mention, why(somebody.column)));
            }
        }
        if let Some(place) = &self.place {
            record.places.push(place_of(place, text.mention(place.column, line), why(place.column)));
            roles.place.push("p1".to_owned());
        }
        if let Some(days) = &self.days {
            record.times.push(time(days, text.mention(self.days_column, line), why(self.days_column)));
            roles.time.push("t1".to_owned());
        }
        let tolls = self.tolls.iter().map(|count| {
            let mention = text.mention(count.column, line);
            toll(&mut record, count, mention, why(count.column))
        });
        let tolls = tolls.collect();
        let source = self.source(&mut record, &text, line, &why);
        record.claims.push(Claim {
            id: "c1".to_owned(),
            event: self.event,
            mode: self.mode,
            context: self.context,
            trigger: text.mention(self.trigger, line),
            sentence: 0,
            roles,
            tolls,
            source,
            factuality: Factuality::Asserted,
            confidence: 1.0,
            why: why(self.trigger),
        });
        record.report.text = Some(text.text);
        record
    }

    fn report(&self, shape: &str, text: &str) -> Report {
        Report {
            id: format!("{shape}:{}", self.id),
            language: self.language.clone().unwrap_or_else(|| "en".to_owned()),
            title: self.title.clone(),
            published: self.published.clone(),
            published_from: self.published.as_ref().map(|_| PublishedFrom::Given),
            publisher: self.publisher.clone(),
            url: self.url.clone(),
            sha256: sha256(text),
            length: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
            text: None,
        }
    }

    fn source(&self, record: &mut Record, text: &Text, line: &Line, why: &dyn Fn(&str) -> Why) -> Vec<Source> {
        let column = self.cited_column;
        let mut cite = |name: &String| {
            let somebody = Somebody::new(name, ActorKind::Organisation, column);
            let actor = add_actor(record, &somebody, text.mention(column, line), why(column));
            Source { kind: SourceKind::Actor, actor: Some(actor), cue: None, quoted: false }
        };
        let cited: Vec<Source> = self.cited.iter().map(&mut cite).collect();
        match cited.is_empty() {
            true => vec![Source { kind: SourceKind::Narrator, actor: None, cue: None, quoted: false }],
            false => cited,
        }
    }
}

/// Adds an actor, or the same one's mention; its id.
fn add_actor(record: &mut Record, somebody: &Somebody, mention: Mention, why: Why) -> String {
    if let Some(known) = record.actors.iter_mut().find(|actor| actor.name == somebody.name) {
        if !known.mentions.contains(&mention) {
            known.mentions.push(mention);
        }
        return known.id.clone();
    }
    let id = format!("a{}", record.actors.len() + 1);
    let codes = somebody.code.iter().map(|(system, code)| ((*system).to_owned(), code.clone())).collect();
    record.actors.push(Actor {
        id: id.clone(),
        key: None,
        name: somebody.name.clone(),
        kind: somebody.kind,
        country: somebody.country.clone(),
        codes,
        mentions: vec![mention],
        why,
    });
    id
}

fn place_of(place: &Where, mention: Mention, why: Why) -> Place {
    let (kind, radius_km) = place.kind();
    let (latitude, longitude) = place.point.unzip();
    Place {
        id: "p1".to_owned(),
        key: None,
        name: place.name.clone(),
        kind: kind.to_owned(),
        latitude,
        longitude,
        radius_km,
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        precision: place.precision,
        relation: None,
        others: Vec::new(),
        mentions: vec![mention],
        why,
    }
}

fn time(days: &(String, String), mention: Mention, why: Why) -> Time {
    let (first, last) = days.clone();
    let value = if first == last { first.clone() } else { format!("{first}/{last}") };
    Time {
        id: "t1".to_owned(),
        kind: TimeKind::Date,
        value,
        first: Some(first),
        last: Some(last),
        anchor: None,
        mention,
        why,
    }
}

fn toll(record: &mut Record, count: &Count, mention: Mention, why: Why) -> Toll {
    let quantity = format!("q{}", record.quantities.len() + 1);
    record.quantities.push(Quantity {
        id: quantity.clone(),
        least: count.least,
        most: count.most,
        approximate: count.least != count.most,
        unit: "person".to_owned(),
        mention: mention.clone(),
        why: why.clone(),
    });
    // Those who are on neither side, as civilians between two, are somebody all the same.
    let of = count.of.as_ref().map(|name| {
        let somebody = Somebody::new(name, ActorKind::Population, count.column);
        add_actor(record, &somebody, mention, why.clone())
    });
    Toll { quantity, effect: "killed".to_owned(), of, cumulative: false }
}

/// ACLED's geo-precision of a UCDP where_prec.
pub fn precision(ucdp: u8) -> Precision {
    let acled = match ucdp {
        0..=1 => 1,
        2..=3 => 2,
        _ => 3,
    };
    Precision { acled, ucdp }
}

/// UCDP where_prec of an ACLED geo-precision.
pub fn acled_precision(acled: u8) -> Precision {
    let ucdp = match acled {
        0..=1 => 1,
        2 => 2,
        _ => 4,
    };
    Precision { acled, ucdp }
}
