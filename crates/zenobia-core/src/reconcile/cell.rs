//! Blocks: in which cells of type, place and time an account lies, and in which its fellows may lie.

use super::account::Account;
use super::origin::hash;
use super::traits::{Level, Spot};

/// Degrees of a cell of places: wider than any tolerance of a type that is told by its place.
const DEGREES: f64 = 0.5;
/// Days of a cell of time.
const DAYS: i32 = 8;
/// Cells of time over which an account is short, and over which it is long.
const SHORT: i32 = 12;
const LONG: i32 = 64;
/// Days up to which an account is surely short.
pub(crate) const SHORT_DAYS: i32 = DAYS * (SHORT - 1);
/// The cell of what is long.
const ALWAYS: i32 = i32::MIN;
/// The cell of what has no time, or spans years.
const ENDLESS: i32 = i32::MIN + 1;

/// A cell, by its fingerprint. That two cells may share one costs a comparison and changes nothing.
pub(crate) type Cell = u64;

struct Cells<'a> {
    event: &'a str,
    buckets: Vec<i32>,
    cells: Vec<Cell>,
}

impl Cells<'_> {
    fn add(&mut self, tag: u8, name: &str, x: i32, y: i32) {
        for bucket in &self.buckets {
            let numbers = x.to_le_bytes().into_iter().chain(y.to_le_bytes()).chain(bucket.to_le_bytes());
            let names = self.event.bytes().chain([0, tag]).chain(name.bytes()).chain([0]);
            self.cells.push(hash(names.chain(numbers)));
        }
    }

    fn named(&mut self, tag: u8, name: &str) {
        self.add(tag, name, 0, 0);
    }

    fn done(mut self) -> Vec<Cell> {
        self.cells.sort_unstable();
        self.cells.dedup();
        self.cells
    }
}

/// The cells that an account is found in.
pub(crate) fn own(account: &Account) -> Vec<Cell> {
    let mut cells = Cells { event: &account.event, buckets: own_buckets(account), cells: Vec::new() };
    for spot in exact_spots(account) {
        match (spot.level, spot.at) {
            (Level::Point, Some(at)) => {
                let (x, y) = square(at);
                cells.add(b'p', "", x, y);
                cells.named(b'P', country(spot));
            }
            (Level::Point, None) => cells.named(b'w', &spot.folded),
            (Level::Area, _) => {
                cells.named(b'a', spot.mark());
                cells.named(b'A', country(spot));
            }
            (Level::Country, _) => cells.named(b'c', country(spot)),
        }
    }
    let placeless = account.traits.spots.is_empty();
    for who in account.traits.actors.iter().chain(&account.traits.recipients) {
        cells.named(if placeless { b'n' } else { b'x' }, who.mark());
    }
    for object in account.traits.objects.iter().filter_map(|object| object.key.as_deref()) {
        cells.named(b's', object);
    }
    cells.done()
}

/// The cells in which accounts of the same may lie. It is symmetric: of two that may be the same each looks where the other is.
pub(crate) fn near(account: &Account, days: i32) -> Vec<Cell> {
    let mut cells = Cells { event: &account.event, buckets: near_buckets(account, days), cells: Vec::new() };
    for spot in exact_spots(account) {
        match (spot.level, spot.at) {
            (Level::Point, Some(at)) => {
                let (x, y) = square(at);
                for (x, y) in (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y))) {
                    cells.add(b'p', "", x, y);
                }
                cells.named(b'A', country(spot));
                cells.named(b'c', country(spot));
            }
            (Level::Point, None) => cells.named(b'w', &spot.folded),
            (Level::Area, _) => {
                cells.named(b'a', spot.mark());
                cells.named(b'P', country(spot));
                cells.named(b'c', country(spot));
            }
            (Level::Country, _) => {
                cells.named(b'c', country(spot));
                cells.named(b'P', country(spot));
                cells.named(b'A', country(spot));
            }
        }
    }
    let placeless = account.traits.spots.is_empty();
    for who in account.traits.actors.iter().chain(&account.traits.recipients) {
        cells.named(b'n', who.mark());
        if placeless {
            cells.named(b'x', who.mark());
        }
    }
    for object in account.traits.objects.iter().filter_map(|object| object.key.as_deref()) {
        cells.named(b's', object);
    }
    cells.done()
}

fn exact_spots(account: &Account) -> impl Iterator<Item = &Spot> {
    let spots = account.traits.whereabouts();
    let level = spots.iter().map(|spot| spot.level).min();
    spots.iter().map(|spot| &**spot).filter(move |spot| Some(spot.level) == level)
}

fn square(at: (f64, f64)) -> (i32, i32) {
    let cell = |degrees: f64| (degrees / DEGREES).floor() as i32;
    (cell(at.0), cell(at.1))
}

fn country(spot: &Spot) -> &str {
    spot.country.as_deref().unwrap_or_default()
}

/// How much time an account spans, which decides who can find it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    /// A few cells, in each of which it lies.
    Short,
    /// Many cells: it lies in one where all but the endless look, and looks through all of them.
    Long,
    /// No time, or years: only what is long or endless can be the same.
    Endless,
}

fn length(account: &Account) -> (Length, i32, i32) {
    let Some(when) = account.traits.when else { return (Length::Endless, 0, 0) };
    match when.last.div_euclid(DAYS).saturating_sub(when.first.div_euclid(DAYS)) {
        days if days <= SHORT => (Length::Short, when.first, when.last),
        days if days <= LONG => (Length::Long, when.first, when.last),
        _ => (Length::Endless, 0, 0),
    }
}

fn own_buckets(account: &Account) -> Vec<i32> {
    match length(account) {
        (Length::Short, first, last) => (first.div_euclid(DAYS)..=last.div_euclid(DAYS)).collect(),
        (Length::Long, ..) => vec![ALWAYS],
        (Length::Endless, ..) => vec![ENDLESS],
    }
}

fn near_buckets(account: &Account, days: i32) -> Vec<i32> {
    let (length, first, last) = length(account);
    let within =
        || (first.saturating_sub(days).div_euclid(DAYS)..=last.saturating_add(days).div_euclid(DAYS)).chain([ALWAYS]);
    match length {
        Length::Short => within().collect(),
        Length::Long => within().chain([ENDLESS]).collect(),
        Length::Endless => vec![ALWAYS, ENDLESS],
    }
}
