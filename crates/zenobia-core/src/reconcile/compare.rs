//! Whether two accounts can be of one event, and how much speaks for it.
//!
//! Points are added up over time, place, who, what and how many; some differences rule it out. The amounts were set by hand
//! so that a place and a day in common are enough, a day or a place alone are not, and no single difference of opinion
//! outweighs both. What is tolerated is said by the ontology.

use super::kin::{Kin, Tie};
use super::traits::{Amount, Level, Object, Spot, Traits, When, Who};
use crate::pack::ontology::{Facet, Same};
use crate::place::geometry::distance_km;

/// Points from which accounts of two reports are one event.
pub(crate) const LINK: i32 = 45;
/// Points from which an announcement or a denial is about an event.
pub(crate) const ATTACH: i32 = 36;

/// Whether two accounts stand in one report, where names and days are used with care and much is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// One report.
    Within,
    /// Two reports.
    Across,
}

/// What speaks for one event, and what the accounts share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Likeness {
    pub points: i32,
    place: bool,
    site: bool,
    actor: bool,
    recipient: bool,
}

impl Likeness {
    /// Whether they share one of the facets that the type asks for.
    pub fn has(&self, needs: &[Facet]) -> bool {
        needs.is_empty()
            || needs.iter().any(|facet| match facet {
                Facet::Place => self.place,
                Facet::Site => self.site,
                Facet::Actor => self.actor,
                Facet::Recipient => self.recipient,
            })
    }
}

/// Compares two accounts of one type; `None` when they cannot be of one event.
pub(crate) fn compare(one: &Traits, other: &Traits, same: &Same, kin: &Kin, reach: Reach) -> Option<Likeness> {
    let mut like = Likeness::default();
    like.points += modes(&one.modes, &other.modes, same)?;
    like.points += time(one, other, i32::from(same.days), reach)?;
    let place = match reach {
        Reach::Within => place(&one.spots, &other.spots, f64::from(same.kilometers), reach)?,
        Reach::Across => {
            lent(one, other, place(one.whereabouts(), other.whereabouts(), f64::from(same.kilometers), reach)?)
        }
    };
    let site = objects(&one.objects, &other.objects)?;
    let toll = match (tolls(&one.amounts, &other.amounts), reach) {
        // A report gives the parts of a number as well, so that within one only a number told twice counts.
        (..SAME_NUMBER, Reach::Within) => 0,
        (toll, _) => toll,
    };
    like.points += place + site + toll;
    let (actor, recipient) = parties(one, other, may_swap(one, same) && may_swap(other, same), kin);
    // What one report tells of two doers, and of one of them without a time, is two things: "retaken from those who had seized it".
    if reach == Reach::Within && actor == ACTOR[Tie::Apart as usize] && !(one.is_dated() && other.is_dated()) {
        return None;
    }
    like.points += actor + recipient;
    // A country is where much happens in a day; only the same number as well makes it one.
    like.place = place >= 10 || (place > 0 && toll >= SAME_NUMBER);
    like.site = site > 0;
    like.actor = actor >= 14;
    like.recipient = recipient >= 10;
    Some(like)
}

fn modes(one: &[compact_str::CompactString], other: &[compact_str::CompactString], same: &Same) -> Option<i32> {
    if one.is_empty() || other.is_empty() {
        return Some(0);
    }
    if one.iter().any(|mode| other.contains(mode)) {
        return Some(6);
    }
    let grouped = |mode| same.alike.iter().any(|group| group.contains(mode));
    let alike = |a, b| same.alike.iter().any(|group| group.contains(a) && group.contains(b));
    let goes = |a| other.iter().any(|b| !grouped(a) || !grouped(b) || alike(a, b));
    one.iter().any(goes).then_some(2)
}

fn time(one: &Traits, other: &Traits, days: i32, reach: Reach) -> Option<i32> {
    if let (Some(a), Some(b)) = (one.exact, other.exact) {
        let spread = a.1.max(b.1) - a.0.min(b.0);
        if spread > days {
            return None;
        }
        return Some(if spread == 0 { 30 } else { 14 });
    }
    if one.lasting != other.lasting {
        return differing_extent(one, other, reach);
    }
    let (Some(a), Some(b)) = (one.when, other.when) else { return Some(0) };
    match (a.told, b.told, reach) {
        (true, true, _) => overlap(a, b, days, 15),
        (_, _, Reach::Within) => Some(0),
        (false, false, Reach::Across) => overlap(a, b, days, 6),
        _ => overlap(a, b, days, 8),
    }
}

/// What happened on a day is part of what lasts, not the same; what has no time may be either.
fn differing_extent(one: &Traits, other: &Traits, reach: Reach) -> Option<i32> {
    let short = if one.lasting { other } else { one };
    (reach == Reach::Within && !short.is_dated()).then_some(0)
}

fn overlap(one: When, other: When, days: i32, points: i32) -> Option<i32> {
    let gap = one.first.max(other.first) - one.last.min(other.last);
    match gap {
        ..=0 => Some(points),
        gap if gap <= days => Some(points / 2),
        _ => None,
    }
}

fn place(one: &[std::sync::Arc<Spot>], other: &[std::sync::Arc<Spot>], tolerance: f64, reach: Reach) -> Option<i32> {
    let Some((a, b)) = most_exact(one).zip(most_exact(other)) else { return Some(0) };
    let pairs = one.iter().filter(|spot| spot.level == a).flat_map(|one| {
        let others = other.iter().filter(move |spot| spot.level == b);
        others.map(move |other| spots(one, other, tolerance, reach))
    });
    pairs.max().flatten()
}

/// A place that is only taken over from the rest of its report counts by half.
fn lent(one: &Traits, other: &Traits, points: i32) -> i32 {
    let lent = |traits: &Traits| traits.spots.is_empty() && traits.locus.is_some();
    match (points, lent(one), lent(other)) {
        (1.., true, true) => points / 4,
        (1.., true, false) | (1.., false, true) => (points + 2) / 2,
        _ => points,
    }
}

fn most_exact(spots: &[std::sync::Arc<Spot>]) -> Option<Level> {
    spots.iter().map(|spot| spot.level).min()
}

fn spots(one: &Spot, other: &Spot, tolerance: f64, reach: Reach) -> Option<i32> {
    if one.mark() == other.mark() || (one.folded == other.folded && one.country == other.country) {
        return Some(match one.level {
            Level::Point => 30,
            Level::Area => 20,
            Level::Country => 6,
        });
    }
    if one.level != other.level {
        let (small, large) = if one.level < other.level { (one, other) } else { (other, one) };
        let points = if large.level == Level::Area { 12 } else { 4 };
        return is_inside(small, large).then_some(points);
    }
    match (one.level, one.at.zip(other.at)) {
        (Level::Point, Some((a, b))) => near(distance_km(a, b) - one.radius - other.radius, tolerance, reach),
        _ => None,
    }
}

fn near(edge: f64, tolerance: f64, reach: Reach) -> Option<i32> {
    match reach {
        _ if edge <= 0.0 => Some(16),
        Reach::Within => (edge <= 3.0).then_some(8),
        Reach::Across => (edge <= tolerance).then_some(10),
    }
}

/// Whether a place lies in a region or country.
pub(crate) fn is_inside(small: &Spot, large: &Spot) -> bool {
    if large.level == Level::Country && large.country.is_some() && small.country.is_some() {
        return small.country == large.country;
    }
    let admin = large.admin1.as_ref().unwrap_or(&large.name);
    if small.admin1.as_ref() == Some(admin) && small.country == large.country {
        return true;
    }
    small.at.zip(large.at).is_some_and(|(a, b)| distance_km(a, b) <= large.radius)
}

fn objects(one: &[std::sync::Arc<Object>], other: &[std::sync::Arc<Object>]) -> Option<i32> {
    if one.is_empty() || other.is_empty() {
        return Some(0);
    }
    let pairs = || one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    if pairs().any(|(a, b)| a.key.is_some() && a.key == b.key) {
        return Some(25);
    }
    if pairs().any(|(a, b)| a.kind == b.kind && (a.key.is_none() || b.key.is_none())) {
        return Some(10);
    }
    // Known monuments that differ are different events; a bridge and a warehouse may both have been hit.
    let all_known = pairs().all(|(a, b)| a.key.is_some() && b.key.is_some());
    (!all_known).then_some(0)
}

/// Points for one number told twice.
const SAME_NUMBER: i32 = 16;
/// From here on two exact numbers are hardly the same by chance.
const TELLING: u64 = 10;

fn tolls(one: &[Amount], other: &[Amount]) -> i32 {
    let alike = |(a, b): &(&Amount, &Amount)| a.effect == b.effect && a.unit == b.unit;
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b))).filter(alike);
    pairs.map(|(a, b)| numbers(a, b)).max().unwrap_or(0)
}

fn numbers(one: &Amount, other: &Amount) -> i32 {
    let low = |amount: &Amount| amount.least.or(amount.most).unwrap_or(0).max(1);
    let high = |amount: &Amount| amount.most.unwrap_or(u64::MAX);
    let (a, b) = (low(one), low(other));
    if one.least == other.least && one.most == other.most && one.least == one.most && a >= TELLING {
        return SAME_NUMBER + 8;
    }
    if a <= high(other) && b <= high(one) {
        return SAME_NUMBER;
    }
    if a.max(b) / a.min(b) >= 3 { -12 } else { 2 }
}

/// Whether who did it and to whom may be told the other way round.
fn may_swap(traits: &Traits, same: &Same) -> bool {
    !same.swapped.is_empty()
        && traits.modes.iter().all(|mode| same.swapped.iter().any(|free| free == "*" || free == mode))
}

fn parties(one: &Traits, other: &Traits, swapped: bool, kin: &Kin) -> (i32, i32) {
    let actor = best(&one.actors, &other.actors, kin, ACTOR);
    let recipient = best(&one.recipients, &other.recipients, kin, RECIPIENT);
    if !swapped {
        return (actor, recipient);
    }
    let first = best(&one.actors, &other.recipients, kin, RECIPIENT);
    let second = best(&one.recipients, &other.actors, kin, RECIPIENT);
    // Ordered, so that it makes no difference which of the two accounts comes first.
    if first + second - 4 > actor + recipient {
        return (first.max(second), first.min(second));
    }
    // Those who clash both have losses.
    (actor, recipient.max(0))
}

/// Points by [`Tie`]: apart, loose, ally, kin, same.
const ACTOR: [i32; 5] = [-25, 3, 6, 14, 20];
const RECIPIENT: [i32; 5] = [-15, 2, 8, 10, 14];

fn best(one: &[std::sync::Arc<Who>], other: &[std::sync::Arc<Who>], kin: &Kin, points: [i32; 5]) -> i32 {
    let ties = one.iter().flat_map(|a| other.iter().map(move |b| (kin.tie(a, b), a.key.is_some() && b.key.is_some())));
    match ties.max() {
        // One attack has victims of many kinds; only those with a name of their own exclude each other.
        Some((Tie::Apart, false)) if points == RECIPIENT => 0,
        Some((tie, _)) => points[tie as usize],
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Amount, Facet, Kin, Level, Reach, Same, Spot, Traits, When, compare};

    fn same() -> Same {
        Same {
            days: 1,
            kilometers: 25,
            alike: vec![vec!["aerial".into(), "destroy".into()], vec!["firearms".into()]],
            swapped: vec!["firearms".into()],
            needs: vec![Facet::Place],
        }
    }

    fn spot(name: &str, at: (f64, f64), level: Level) -> Arc<Spot> {
        let radius = if level == Level::Point { 5.0 } else { 100.0 };
        Arc::new(Spot {
            key: Some(name.into()),
            name: name.into(),
            folded: name.into(),
            kind: "town".into(),
            at: Some(at),
            radius,
            country: Some("SY".into()),
            admin1: None,
            level,
        })
    }

    fn at(day: i32, spot: Arc<Spot>) -> Traits {
        let when = Some(When { first: day, last: day, told: true });
        Traits { when, exact: Some((day, day)), spots: vec![spot], ..Traits::default() }
    }

    fn points(one: &Traits, other: &Traits) -> Option<i32> {
        compare(one, other, &same(), &Kin::default(), Reach::Across).map(|like| like.points)
    }

    #[test]
    fn a_place_and_a_day_are_one_event_and_two_days_later_is_another() {
        let town = || spot("a", (34.5, 38.2), Level::Point);
        assert_eq!(points(&at(10, town()), &at(10, town())), Some(60));
        assert_eq!(points(&at(10, town()), &at(11, town())), Some(44));
        assert_eq!(points(&at(10, town()), &at(12, town())), None);
    }

    #[test]
    fn a_near_place_counts_less_and_a_far_one_excludes() {
        let one = at(10, spot("a", (34.5, 38.2), Level::Point));
        assert_eq!(points(&one, &at(10, spot("b", (34.6, 38.4), Level::Point))), Some(40));
        assert_eq!(points(&one, &at(10, spot("c", (35.5, 38.2), Level::Point))), None);
        assert_eq!(points(&one, &at(10, spot("region", (34.9, 38.2), Level::Area))), Some(42));
    }

    #[test]
    fn modes_of_no_common_group_are_different_events() {
        let town = || spot("a", (34.5, 38.2), Level::Point);
        let with = |mode: &str| Traits { modes: vec![mode.into()], ..at(10, town()) };
        assert_eq!(points(&with("aerial"), &with("destroy")), Some(62));
        assert_eq!(points(&with("aerial"), &with("firearms")), None);
        assert_eq!(points(&with("aerial"), &with("unheard")), Some(62));
    }

    #[test]
    fn what_happened_on_a_day_is_part_of_an_offensive_not_the_same() {
        let town = || spot("a", (34.5, 38.2), Level::Point);
        let when = Some(When { first: 1, last: 20, told: true });
        let offensive = Traits { when, exact: None, lasting: true, ..at(10, town()) };
        assert_eq!(points(&offensive, &at(10, town())), None);
        assert_eq!(points(&offensive, &offensive.clone()), Some(45));
    }

    #[test]
    fn numbers_that_overlap_speak_for_one_event() {
        let town = || spot("a", (34.5, 38.2), Level::Point);
        let killed = |least, most| {
            let amount = Amount { effect: "killed".into(), unit: "person".into(), least: Some(least), most };
            Traits { amounts: vec![amount], ..at(10, town()) }
        };
        assert_eq!(points(&killed(79, None), &killed(165, Some(165))), Some(76));
        assert_eq!(points(&killed(44, Some(44)), &killed(47, Some(47))), Some(62));
        assert_eq!(points(&killed(3, Some(3)), &killed(40, Some(40))), Some(48));
    }
}
