//! What a claim, or several taken together, can be compared by.

use std::sync::Arc;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::day::{self, Day};
use super::shared;
use crate::pack::ontology::EventType;
use crate::record::{ActorKind, Claim, Factuality, Place, Quantity, Record, Time, TimeKind};
use crate::text::fold;

/// Somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Who {
    pub key: Option<CompactString>,
    pub name: CompactString,
    pub kind: ActorKind,
    pub country: Option<CompactString>,
}

impl Who {
    pub fn is_state(&self) -> bool {
        matches!(self.kind, ActorKind::State | ActorKind::StateForce)
    }

    /// What tells it from others: its key, or its name.
    pub fn mark(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.name)
    }
}

/// How large a place is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Level {
    /// A town, a village, a spot.
    Point,
    /// A province, a region.
    Area,
    /// A country or more.
    Country,
}

/// Somewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Spot {
    pub key: Option<CompactString>,
    pub name: CompactString,
    pub folded: CompactString,
    pub kind: CompactString,
    pub at: Option<(f64, f64)>,
    pub radius: f64,
    pub country: Option<CompactString>,
    pub admin1: Option<CompactString>,
    pub level: Level,
}

impl Spot {
    /// What tells it from others: its key, or its name.
    pub fn mark(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.folded)
    }
}

/// A building or object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Object {
    pub key: Option<CompactString>,
    pub name: CompactString,
    pub kind: CompactString,
}

/// A number of a claim, without who tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Amount {
    pub effect: CompactString,
    pub unit: CompactString,
    pub least: Option<u64>,
    pub most: Option<u64>,
}

/// From which day to which, and whether a claim tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct When {
    pub first: Day,
    pub last: Day,
    pub told: bool,
}

/// How a claim stands to what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Standing {
    /// It happened.
    Told,
    /// It is to happen.
    Planned,
    /// It would happen if.
    Supposed,
    /// It did not happen.
    Denied,
}

impl From<Factuality> for Standing {
    fn from(factuality: Factuality) -> Standing {
        match factuality {
            Factuality::Asserted | Factuality::Hedged => Standing::Told,
            Factuality::Planned => Standing::Planned,
            Factuality::Hypothetical => Standing::Supposed,
            Factuality::Negated => Standing::Denied,
        }
    }
}

/// What can be compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Traits {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modes: Vec<CompactString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// First and last of the single days that are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<(Day, Day)>,
    /// Whether it is told as lasting, or as many in one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub lasting: bool,
    #[serde(with = "shared::many", skip_serializing_if = "Vec::is_empty")]
    pub spots: Vec<Arc<Spot>>,
    /// The only town of the report, for what is told without a place.
    #[serde(with = "shared::one", skip_serializing_if = "Option::is_none")]
    pub locus: Option<Arc<Spot>>,
    #[serde(with = "shared::many", skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Arc<Who>>,
    #[serde(with = "shared::many", skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Arc<Who>>,
    /// Whether the actors follow from other claims.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
    #[serde(with = "shared::many", skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<Arc<Object>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount>,
}

impl Traits {
    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        *self == Traits::default()
    }

    /// Whether a time is told for it, not only the day of its report.
    pub fn is_dated(&self) -> bool {
        self.when.is_some_and(|when| when.told)
    }

    /// Takes in what another account of the same tells.
    pub fn absorb(&mut self, other: &Traits) {
        union(&mut self.modes, &other.modes);
        self.when = join(self.when, other.when);
        self.exact = hull(self.exact, other.exact);
        self.lasting |= other.lasting;
        union(&mut self.spots, &other.spots);
        self.locus = self.locus.take().or_else(|| other.locus.clone());
        // Who is named outweighs who was inferred.
        match (self.inferred, other.inferred || other.actors.is_empty()) {
            (true, false) => (self.actors, self.inferred) = (other.actors.clone(), false),
            (false, true) if !self.actors.is_empty() && other.inferred => {}
            _ => {
                self.inferred |= self.actors.is_empty() && other.inferred;
                union(&mut self.actors, &other.actors);
            }
        }
        union(&mut self.recipients, &other.recipients);
        union(&mut self.objects, &other.objects);
        union(&mut self.amounts, &other.amounts);
    }

    /// Its places, or the only town of its report.
    pub fn whereabouts(&self) -> &[Arc<Spot>] {
        if self.spots.is_empty() { self.locus.as_slice() } else { &self.spots }
    }

    /// The most exact level of its places.
    pub fn level(&self) -> Option<Level> {
        self.spots.iter().map(|spot| spot.level).min()
    }
}

/// More than this many of a kind tell nothing new.
const MOST: usize = 24;

fn union<T: PartialEq + Clone>(own: &mut Vec<T>, other: &[T]) {
    for item in other {
        if own.len() < MOST && !own.contains(item) {
            own.push(item.clone());
        }
    }
}

/// Told times outweigh windows; times that overlap narrow each other down.
fn join(one: Option<When>, other: Option<When>) -> Option<When> {
    let (Some(one), Some(other)) = (one, other) else { return one.or(other) };
    match (one.told, other.told) {
        (true, false) => Some(one),
        (false, true) => Some(other),
        (told, _) => {
            let (first, last) = (one.first.max(other.first), one.last.min(other.last));
            let (first, last) =
                if first <= last { (first, last) } else { (one.first.min(other.first), one.last.max(other.last)) };
            Some(When { first, last, told })
        }
    }
}

pub(crate) fn hull(one: Option<(Day, Day)>, other: Option<(Day, Day)>) -> Option<(Day, Day)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
        _ => one.or(other),
    }
}

/// A record's mentions by id, as what can be compared.
pub(crate) struct Cast<'a> {
    pub who: FxHashMap<&'a str, Arc<Who>>,
    pub spots: FxHashMap<&'a str, Arc<Spot>>,
    pub objects: FxHashMap<&'a str, Arc<Object>>,
    pub times: FxHashMap<&'a str, &'a Time>,
    pub quantities: FxHashMap<&'a str, &'a Quantity>,
    pub published: Option<Day>,
}

impl<'a> Cast<'a> {
    pub fn new(record: &'a Record) -> Cast<'a> {
        let who = record.actors.iter().map(|actor| {
            let who = Who {
                key: actor.key.as_deref().map(CompactString::from),
                name: CompactString::from(&actor.name),
                kind: actor.kind,
                country: actor.country.as_deref().map(CompactString::from),
            };
            (actor.id.as_str(), Arc::new(who))
        });
        let objects = record.sites.iter().map(|site| {
            let object = Object {
                key: site.key.as_deref().map(CompactString::from),
                name: CompactString::from(&site.name),
                kind: CompactString::from(&site.kind),
            };
            (site.id.as_str(), Arc::new(object))
        });
        Cast {
            who: who.collect(),
            spots: record.places.iter().map(|place| (place.id.as_str(), Arc::new(spot(place)))).collect(),
            objects: objects.collect(),
            times: record.times.iter().map(|time| (time.id.as_str(), time)).collect(),
            quantities: record.quantities.iter().map(|quantity| (quantity.id.as_str(), quantity)).collect(),
            published: record.report.published.as_deref().and_then(day::parse),
        }
    }

    pub fn whos(&self, ids: &[String]) -> Vec<Arc<Who>> {
        ids.iter().filter_map(|id| self.who.get(id.as_str()).cloned()).collect()
    }
}

/// UCDP where_prec up to which a place is a point, and up to which it is an area.
const POINT: u8 = 2;
const AREA: u8 = 5;

/// Largest radius, in kilometers, of a place told from another ("near", "at the edge of") that is compared as a point with a radius: by
/// what languages call it two such places could never be one.
const NEARBY: f64 = 50.0;

fn spot(place: &Place) -> Spot {
    let nearby =
        place.relation.is_some() && place.key.is_none() && place.radius_km.is_some_and(|radius| radius <= NEARBY);
    Spot {
        key: place.key.as_deref().map(CompactString::from),
        name: CompactString::from(&place.name),
        folded: fold(&place.name),
        kind: CompactString::from(&place.kind),
        at: place.latitude.zip(place.longitude),
        radius: place.radius_km.unwrap_or_default(),
        country: place.country.as_deref().map(CompactString::from),
        admin1: place.admin1.as_deref().map(CompactString::from),
        level: match place.precision {
            Some(precision) if precision.ucdp > AREA => Level::Country,
            Some(precision) if precision.ucdp > POINT && !nearby => Level::Area,
            _ => Level::Point,
        },
    }
}

/// Days before publication in which what has no time of its own is taken to have happened.
const RECENT: i32 = 7;
/// Days after publication in which what is announced without a day is expected.
const SOON: i32 = 60;

/// When a claim happened, and the day its numbers are of.
pub(crate) struct Timing {
    pub when: Option<When>,
    pub exact: Option<Day>,
    pub is_range: bool,
    pub as_of: Option<Day>,
}

pub(crate) fn timing(claim: &Claim, cast: &Cast<'_>, kind: Option<&EventType>) -> Timing {
    let times: Vec<&Time> = claim.roles.time.iter().filter_map(|id| cast.times.get(id.as_str()).copied()).collect();
    let mut days: Vec<(Day, Day)> = times.iter().filter_map(|time| told_days(time)).collect();
    days.sort_unstable();
    days.dedup();
    let published = cast.published;
    let mut as_of = published;
    if days.len() > 1 && published.is_some_and(|day| days.last() == Some(&(day, day))) {
        // "killed on Saturday, he said on Tuesday": the day of publication is that of the saying.
        days.pop();
    }
    let longest = kind.and_then(|kind| kind.campaign.as_ref()).map_or(0, |campaign| i32::from(campaign.days));
    let lasts =
        times.iter().filter(|time| time.kind == TimeKind::Duration).filter_map(|time| day::duration(&time.value));
    let lasts = lasts.filter(|days| (3..=longest).contains(days)).max();
    let told = match (days.first(), days.last(), lasts, published) {
        (Some(first), Some(last), ..) => Some((first.0, last.1.max(first.1), days.len() > 1)),
        (None, _, Some(lasts), Some(published)) => Some((published - lasts, published, true)),
        _ => None,
    };
    if let Some((_, last, true)) = told {
        as_of = Some(last).max(as_of);
    }
    let window = published.map(|day| match Standing::from(claim.factuality) {
        Standing::Planned | Standing::Supposed => When { first: day, last: day + SOON, told: false },
        Standing::Told | Standing::Denied => When { first: day - RECENT, last: day, told: false },
    });
    Timing {
        when: told.map(|(first, last, _)| When { first, last, told: true }).or(window),
        // A night belongs to two days, and is told by either; the later one is near enough to both.
        exact: told
            .filter(|(first, last, _)| first == last || is_night(&times, *first, *last))
            .map(|(_, last, _)| last),
        is_range: told.is_some_and(|(first, last, range)| range && last - first > 2),
        as_of,
    }
}

fn is_night(times: &[&Time], first: Day, last: Day) -> bool {
    let night = |time: &&Time| time.kind == TimeKind::Time && told_days(time) == Some((first, last));
    last - first == 1 && times.iter().any(night)
}

fn told_days(time: &Time) -> Option<(Day, Day)> {
    if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
        return None;
    }
    let (first, last) = (day::parse(time.first.as_deref()?)?, day::parse(time.last.as_deref()?)?);
    (first <= last).then_some((first, last))
}

/// What a claim can be compared by.
pub(crate) fn traits(claim: &Claim, cast: &Cast<'_>, timing: &Timing, kind: &EventType) -> Traits {
    let amounts = claim.tolls.iter().filter_map(|toll| {
        let quantity = cast.quantities.get(toll.quantity.as_str())?;
        let (effect, unit) = (CompactString::from(&toll.effect), CompactString::from(&quantity.unit));
        Some(Amount { effect, unit, least: quantity.least, most: quantity.most })
    });
    let amounts: Vec<Amount> = amounts.collect();
    let lasting = kind.campaign.as_ref().is_some_and(|campaign| {
        let many = |amount: &Amount| campaign.counts.contains(&amount.unit) && amount.least.unwrap_or(0) > 1;
        timing.is_range || (timing.exact.is_none() && amounts.iter().any(many))
    });
    let (doers, sufferers) = (cast.whos(&claim.roles.actor), cast.whos(&claim.roles.recipient));
    // Losing a place is another's taking it: told the same way round, both can be compared.
    let yields = kind
        .holding
        .as_ref()
        .is_some_and(|holding| claim.mode.iter().any(|mode| holding.yields.iter().any(|yields| yields == mode)));
    let (actors, recipients) = if yields { (sufferers, doers) } else { (doers, sufferers) };
    Traits {
        modes: claim.mode.iter().map(CompactString::from).collect(),
        when: timing.when,
        exact: timing.exact.map(|day| (day, day)),
        lasting,
        spots: claim.roles.place.iter().filter_map(|id| cast.spots.get(id.as_str()).cloned()).collect(),
        locus: None,
        actors,
        recipients,
        inferred: false,
        objects: claim.roles.site.iter().filter_map(|id| cast.objects.get(id.as_str()).cloned()).collect(),
        amounts,
    }
}
