//! What of a row a format cannot hold.

use serde::Serialize;
use zenobia_core::pack::Ontology;
use zenobia_core::record::Factuality;
use zenobia_core::row::{Number, Row};

use super::{Format, System, gist};

/// A side of a row that some formats have no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// The row's own id; the file has another one made from it.
    Id,
    /// The event type has no counterpart in the system of the format; its field is empty.
    Type,
    /// Modes beyond the first.
    Modes,
    /// Contexts.
    Contexts,
    /// That it is not asserted but hedged, planned, hypothetical or negated.
    Factuality,
    /// How much to trust the reading.
    Confidence,
    /// How far the event can be believed.
    Grade,
    /// That many happenings are told as one, and which event is part of which.
    Campaign,
    /// The last day, where it is not the first.
    LastDay,
    /// That the day is that of the report, and nothing tells it.
    DayUntold,
    /// That no day is known at all.
    Undated,
    /// Those who did it, beyond the first.
    Actors,
    /// Those to whom it was done, beyond the first.
    Recipients,
    /// Keys of actors in the knowledge base.
    ActorKeys,
    /// Codes of actors in other systems.
    ActorCodes,
    /// Buildings, monuments and objects.
    Sites,
    /// Places beyond the first.
    Places,
    /// Keys of places in the gazetteer.
    PlaceKeys,
    /// How far around its point a place reaches.
    Radius,
    /// With what it was done.
    Means,
    /// Numbers other than of people killed.
    Tolls,
    /// The lowest and highest number, where they differ.
    TollRanges,
    /// Reports beyond the first.
    Reports,
    /// The words that name the happening.
    Words,
    /// Where those words stand in the report.
    Positions,
    /// The sentence.
    Sentences,
    /// Who says so in the report.
    Voices,
    /// What an event rests on in the end.
    Origins,
}

impl Facet {
    /// What is lost, in words.
    pub fn what(self) -> &'static str {
        match self {
            Facet::Id => "the id itself (the file has a number made from it)",
            Facet::Type => "event types without a counterpart (the field is empty)",
            Facet::Modes => "modes beyond the first",
            Facet::Contexts => "contexts",
            Facet::Factuality => "that it is only announced, supposed, doubted or denied",
            Facet::Confidence => "confidence",
            Facet::Grade => "grades of events",
            Facet::Campaign => "campaigns and their parts",
            Facet::LastDay => "the last day of what lasted",
            Facet::DayUntold => "that a day is only that of publication",
            Facet::Undated => "that no day is known (the program cannot show it)",
            Facet::Actors => "actors beyond the first",
            Facet::Recipients => "recipients beyond the first",
            Facet::ActorKeys => "keys of actors",
            Facet::ActorCodes => "codes of actors",
            Facet::Sites => "buildings and monuments",
            Facet::Places => "places beyond the first",
            Facet::PlaceKeys => "keys of places",
            Facet::Radius => "radius of places",
            Facet::Means => "means",
            Facet::Tolls => "numbers other than of people killed",
            Facet::TollRanges => "ranges of numbers",
            Facet::Reports => "reports beyond the first",
            Facet::Words => "the words that say it",
            Facet::Positions => "positions of words in the report",
            Facet::Sentences => "sentences",
            Facet::Voices => "who says so in the report",
            Facet::Origins => "origins of events",
        }
    }

    fn is_in(self, row: &Row, system: Option<System>, ontology: &Ontology) -> bool {
        let people = || row.actors.iter().chain(&row.recipients);
        match self {
            Facet::Id => true,
            Facet::Type => system.is_some_and(|system| !gist::has_type(row, system, ontology)),
            Facet::Modes => row.mode.len() > 1,
            Facet::Contexts => !row.context.is_empty(),
            Facet::Factuality => row.factuality != Factuality::Asserted,
            Facet::Confidence => row.confidence.is_some(),
            Facet::Grade => row.grade.is_some(),
            Facet::Campaign => row.part_of.is_some() || row.extent.is_some(),
            Facet::LastDay => row.time.as_ref().is_some_and(|time| time.first != time.last),
            Facet::DayUntold => row.time.as_ref().is_some_and(|time| !time.told),
            Facet::Undated => row.time.is_none(),
            Facet::Actors => row.actors.len() > 1,
            Facet::Recipients => row.recipients.len() > 1,
            Facet::ActorKeys => people().any(|actor| actor.key.is_some()),
            Facet::ActorCodes => people().any(|actor| !actor.codes.is_empty()),
            _ => self.is_around(row),
        }
    }

    fn is_around(self, row: &Row) -> bool {
        match self {
            Facet::Sites => !row.sites.is_empty(),
            Facet::Places => row.places.len() > 1,
            Facet::PlaceKeys => row.places.iter().any(|place| place.key.is_some()),
            Facet::Radius => row.places.iter().any(|place| place.radius_km.is_some()),
            Facet::Means => !row.means.is_empty(),
            Facet::Tolls => row.tolls.iter().any(|toll| !is_deaths(toll)),
            Facet::TollRanges => row.tolls.iter().any(|toll| toll.low != toll.high),
            Facet::Reports => row.quotes.len() > 1,
            Facet::Words | Facet::Positions => row.quotes.iter().any(|quote| !quote.words.is_empty()),
            Facet::Sentences => row.quotes.iter().any(|quote| quote.text.is_some()),
            Facet::Voices => row.quotes.iter().any(|quote| !quote.chain.is_empty()),
            Facet::Origins => !row.origins.is_empty(),
            _ => false,
        }
    }
}

/// Whether a number is one of people killed.
pub(super) fn is_deaths(toll: &Number) -> bool {
    toll.effect == "killed" && toll.unit == "person"
}

/// Most ids that a loss gives as examples.
const EXAMPLES: usize = 5;

/// One kind of loss, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// What kind.
    pub kind: Facet,
    /// In words.
    pub what: &'static str,
    /// In how many rows.
    pub rows: u64,
    /// Ids of the first of them.
    pub examples: Vec<String>,
}

/// What was written and what was lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Losses {
    /// Always `zenobia.loss/1`.
    pub format: &'static str,
    /// The format that was written.
    pub shape: &'static str,
    /// Rows written: all that came.
    pub rows: u64,
    /// What its shape could not hold, counted by kind; what did not occur is left out.
    pub losses: Vec<Loss>,
    #[serde(skip)]
    system: Option<System>,
}

impl Losses {
    pub(super) fn new(format: &'static Format) -> Losses {
        let kinds = format.loses.iter().copied().chain(format.system.map(|_| Facet::Type));
        let losses = kinds.map(|kind| Loss { kind, what: kind.what(), rows: 0, examples: Vec::new() }).collect();
        Losses { format: "zenobia.loss/1", shape: format.name, rows: 0, losses, system: format.system }
    }

    pub(super) fn count(&mut self, row: &Row, ontology: &Ontology) {
        self.rows += 1;
        for loss in &mut self.losses {
            if loss.kind.is_in(row, self.system, ontology) {
                loss.rows += 1;
                if loss.examples.len() < EXAMPLES {
                    loss.examples.push(row.id.clone());
                }
            }
        }
    }

    /// What was lost, kinds that did not occur left out.
    pub fn occurred(&self) -> impl Iterator<Item = &Loss> {
        self.losses.iter().filter(|loss| loss.rows > 0)
    }

    /// The report as JSON.
    pub fn to_json(&self) -> String {
        let occurred = Losses { losses: self.occurred().cloned().collect(), ..self.clone() };
        serde_json::to_string_pretty(&occurred).expect("a report of losses has string keys only")
    }
}
