//! What formats of one actor, one place and one source need of a row.

use std::collections::BTreeMap;

use zenobia_core::pack::Ontology;
use zenobia_core::reconcile::situation::Side;
use zenobia_core::record::ActorKind;
use zenobia_core::row::{Quote, Review, Row, RowKind, Somebody, Spot};

use super::codes::{Country, country};
use super::facet::is_deaths;
use super::text::{list, tolls, word};
use super::{Context, System};
use crate::take_in::columns;

/// A row as formats see it that have room for one of each.
pub(crate) struct Gist<'a> {
    pub row: &'a Row,
    pub context: Context<'a>,
    pub actor: Option<&'a Somebody>,
    pub recipient: Option<&'a Somebody>,
    /// The most exact place with coordinates, or the first.
    pub place: Option<&'a Spot>,
    pub country: Option<&'static Country>,
    pub quote: Option<&'a Quote>,
    pub dead: Dead,
    /// The columns that the row came from, if it was taken in from a file of this very shape and nobody has corrected it.
    own: BTreeMap<String, String>,
}

/// People killed, as UCDP counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dead {
    pub a: u64,
    pub b: u64,
    pub civilians: u64,
    pub unknown: u64,
    pub low: u64,
    pub best: u64,
    pub high: u64,
}

impl<'a> Gist<'a> {
    pub fn new(row: &'a Row, shape: &str, context: Context<'a>) -> Gist<'a> {
        let place = row.point().or(row.places.first());
        Gist {
            row,
            context,
            actor: row.actors.first(),
            recipient: row.recipients.first(),
            place,
            country: place.and_then(|place| place.country.as_deref()).and_then(country),
            quote: row.quotes.first(),
            dead: dead(row),
            own: own(row, shape),
        }
    }

    /// What the file it was taken in from says in a column.
    pub fn own(&self, column: &str) -> Option<&str> {
        self.own.get(column).map(String::as_str)
    }

    /// First and last day.
    pub fn days(&self) -> Option<(&'a str, &'a str)> {
        self.row.time.as_ref().map(|time| (time.first.as_str(), time.last.as_str()))
    }

    /// UCDP date_prec.
    pub fn date_precision(&self) -> Option<u8> {
        self.row.time.as_ref().map(|time| if time.told { time.precision } else { 5 })
    }

    /// Degrees north and east.
    pub fn point(&self) -> Option<(f64, f64)> {
        self.place.and_then(|place| place.latitude.zip(place.longitude))
    }

    pub fn code(&self, system: &str) -> Option<&'a str> {
        code(self.row, system, self.context.ontology)
    }

    /// The code of the type alone, for systems whose modes have codes of their own.
    pub fn type_code(&self, system: &str) -> Option<&'a str> {
        self.context.ontology.get(&self.row.event)?.codes.get(system).map(|code| code.as_str())
    }

    /// Who says so: those cited, else who published it.
    pub fn said_by(&self) -> String {
        let cited = self.row.quotes.iter().flat_map(|quote| &quote.chain).filter_map(|voice| voice.name.as_deref());
        let published = self.row.quotes.iter().filter_map(|quote| quote.report.publisher.as_deref());
        list(cited.chain(published))
    }

    /// Whether civilians are on the other side.
    pub fn is_against_civilians(&self) -> bool {
        let harmed = &self.row.recipients;
        !harmed.is_empty() && harmed.iter().all(is_civilian)
    }

    /// The row in a line: what, who to whom, where.
    pub fn headline(&self) -> String {
        let row = self.row;
        let mut line = row.event.clone();
        if let Some(mode) = row.mode.first() {
            line = format!("{line} ({mode})");
        }
        let actors = list(row.actors.iter().map(|actor| actor.name.as_str()));
        let recipients = list(row.recipients.iter().map(|actor| actor.name.as_str()));
        let sites = list(row.sites.iter().map(|site| site.name.as_str()));
        let objects = list([recipients.as_str(), sites.as_str()]);
        match (actors.is_empty(), objects.is_empty()) {
            (true, true) => {}
            (false, true) => line = format!("{line}: {actors}"),
            (true, false) => line = format!("{line}: → {objects}"),
            (false, false) => line = format!("{line}: {actors} → {objects}"),
        }
        self.place.map_or(line.clone(), |place| format!("{line}, {}", place.name))
    }

    /// All else about the row for people, a line each.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        let row = self.row;
        let days = self.days().map_or_else(String::new, |(first, last)| match first == last {
            true => first.to_owned(),
            false => format!("{first}/{last}"),
        });
        let untold = row.time.as_ref().is_some_and(|time| !time.told);
        let sentences = row.quotes.iter().filter_map(|quote| quote.text.as_deref());
        let links = row.quotes.iter().filter_map(|quote| quote.report.url.as_deref());
        let all = [
            ("when", if untold { format!("{days} (day of the report)") } else { days }),
            ("where", list(row.places.iter().map(|place| place.name.as_str()))),
            ("with", list(row.means.iter().map(String::as_str))),
            ("how many", tolls(&row.tolls)),
            ("factuality", word(&row.factuality)),
            ("according to", self.said_by()),
            ("words", list(row.quotes.iter().map(|quote| quote.words.as_str()))),
            ("sentences", list(sentences)),
            ("reports", list(row.quotes.iter().map(|quote| quote.report.id.as_str()))),
            ("links", list(links)),
            ("reviewed", self.standing()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// What a person decided about it, and what made it: `unreviewed, zenobia 0.1.0`.
    pub fn standing(&self) -> String {
        format!("{}, {}", word(&self.row.review), self.context.maker)
    }
}

/// Whether somebody is no combatant.
pub(super) fn is_civilian(somebody: &Somebody) -> bool {
    matches!(somebody.kind, ActorKind::Population | ActorKind::Person | ActorKind::Media)
}

/// The code of a row's mode, or of its type, in another system.
pub(super) fn code<'a>(row: &Row, system: &str, ontology: &'a Ontology) -> Option<&'a str> {
    let kind = ontology.get(&row.event)?;
    let of_mode = row.mode.iter().find_map(|mode| kind.modes.get(mode.as_str())?.codes.get(system));
    of_mode.or_else(|| kind.codes.get(system)).map(|code| code.as_str())
}

/// Whether a system has a type for a row.
pub(super) fn has_type(row: &Row, system: System, ontology: &Ontology) -> bool {
    let name = match system {
        System::Acled => "acled",
        System::Cameo => "cameo",
        System::Plover => "plover",
        System::Ucdp => "ucdp",
    };
    code(row, name, ontology).is_some()
}

/// The columns that a row was taken in from.
fn own(row: &Row, shape: &str) -> BTreeMap<String, String> {
    let [quote] = row.quotes.as_slice() else { return BTreeMap::new() };
    let is_own = quote.report.id.strip_prefix(shape).is_some_and(|rest| rest.starts_with(':'));
    if row.of != RowKind::Claim || row.review == Review::Corrected || !is_own {
        return BTreeMap::new();
    }
    quote.text.as_deref().map(columns).unwrap_or_default()
}

/// Whose the dead of a claim are; of an event the situation says it.
fn side(row: &Row, of: Option<&str>) -> Side {
    let Some(of) = of else { return Side::Unknown };
    let known = |people: &[Somebody]| people.iter().find(|somebody| somebody.name == of).map(is_civilian);
    match (known(&row.actors), known(&row.recipients)) {
        (Some(_), _) => Side::DeathsA,
        (None, Some(true)) => Side::Civilians,
        (None, Some(false)) => Side::DeathsB,
        (None, None) => Side::Unknown,
    }
}

fn dead(row: &Row) -> Dead {
    let mut dead = Dead::default();
    let (mut low, mut high) = (0, 0);
    let mut total = 0;
    let mut range: Option<(u64, u64)> = None;
    for toll in row.tolls.iter().filter(|toll| is_deaths(toll)) {
        let best = toll.best.or(toll.low).or(toll.high).unwrap_or_default();
        let (least, most) = (toll.low.unwrap_or_default(), toll.high.unwrap_or(best).max(best));
        let slot = match toll.side.unwrap_or_else(|| side(row, toll.of.as_deref())) {
            Side::DeathsA => &mut dead.a,
            Side::DeathsB => &mut dead.b,
            Side::Civilians => &mut dead.civilians,
            // A claim names some who are on neither side.
            Side::Unknown if toll.side.is_none() && toll.of.is_some() => &mut dead.unknown,
            // Numbers of nobody's side are of all together, as long as they are not smaller than those of the sides.
            Side::Unknown => {
                total = best.max(total);
                range = Some(range.map_or((least, most), |(low, high)| (low.max(least), high.max(most))));
                continue;
            }
        };
        *slot = slot.saturating_add(best);
        low = u64::saturating_add(low, least);
        high = u64::saturating_add(high, most);
    }
    let sides = dead.a.saturating_add(dead.b).saturating_add(dead.civilians).saturating_add(dead.unknown);
    let rest = u64::saturating_sub(total, sides);
    dead.unknown += rest;
    dead.best = sides.saturating_add(rest);
    // The range of all together is told for the whole; that of the sides is only added up.
    if let Some((least, most)) = range {
        (low, high) = (least, most);
    }
    Dead { low: low.min(dead.best), high: high.max(dead.best), ..dead }
}
