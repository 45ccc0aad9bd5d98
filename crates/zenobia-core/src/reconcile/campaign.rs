//! Which events are part of a campaign: an offensive holds battles, a strike campaign strikes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::assemble::Scene;
use super::compare::is_inside;
use super::day::Day;
use super::kin::{Kin, Tie};
use super::situation::Extent;
use super::traits::{Level, Spot, Traits};
use crate::pack::Ontology;
use crate::pack::ontology::Campaign;
use crate::place::geometry::distance_km;

/// Days of a cell in which campaigns are looked up.
const DAYS: i32 = 32;

/// Sets `part_of` of every event that is part of a campaign.
pub(crate) fn join(scenes: &mut [Scene<'_>], ontology: &Ontology, kin: &Kin) {
    let cells = campaigns(scenes, ontology);
    let parts: Vec<Option<String>> = scenes
        .iter()
        .map(|scene| {
            if scene.event.extent == Extent::Campaign {
                return None;
            }
            let when = scene.case.traits.when?;
            let keys = countries(&scene.case.traits).map(|country| (country, when.first.div_euclid(DAYS)));
            let near = keys.filter_map(|key| cells.get(&key)).flatten();
            let fits = near.filter_map(|&index| {
                let whole = &scenes[index];
                let campaign = ontology.get(&whole.event.event)?.campaign.as_ref()?;
                let ties = fits(scene, whole, campaign, kin)?;
                let lasts = whole.case.traits.when.map_or(i32::MAX, |when| when.last - when.first);
                Some((Reverse(ties), lasts, &whole.event.id))
            });
            fits.min().map(|(.., id)| id.clone())
        })
        .collect();
    for (scene, part) in scenes.iter_mut().zip(parts) {
        scene.event.part_of = part;
    }
}

/// Campaigns by country and time.
fn campaigns<'a>(scenes: &[Scene<'a>], ontology: &Ontology) -> BTreeMap<(&'a str, Day), Vec<usize>> {
    let mut cells: BTreeMap<(&str, Day), Vec<usize>> = BTreeMap::new();
    for (index, scene) in scenes.iter().enumerate() {
        let longest = ontology.get(&scene.event.event).and_then(|kind| kind.campaign.as_ref());
        let (Some(when), Some(longest), Extent::Campaign) = (scene.case.traits.when, longest, scene.event.extent)
        else {
            continue;
        };
        let last = when.last.min(when.first.saturating_add(i32::from(longest.days)));
        for country in countries(&scene.case.traits) {
            for cell in (when.first - 1).div_euclid(DAYS)..=(last + 1).div_euclid(DAYS) {
                cells.entry((country, cell)).or_default().push(index);
            }
        }
    }
    cells
}

/// Countries and cells of time in which an event looks for its campaign, or in which a campaign is found.
pub(crate) fn cells(traits: &Traits, event: &str, extent: Extent, ontology: &Ontology) -> Vec<(String, i32)> {
    let Some(when) = traits.when else { return Vec::new() };
    let own = ontology.get(event).and_then(|kind| kind.campaign.as_ref());
    let cells = match (extent, own) {
        (Extent::Campaign, Some(longest)) => {
            let last = when.last.min(when.first.saturating_add(i32::from(longest.days)));
            (when.first - 1).div_euclid(DAYS)..=(last + 1).div_euclid(DAYS)
        }
        (Extent::Campaign, None) => return Vec::new(),
        (Extent::Event, _) => when.first.div_euclid(DAYS)..=when.first.div_euclid(DAYS),
    };
    countries(traits).flat_map(|country| cells.clone().map(|cell| (country.to_owned(), cell))).collect()
}

fn countries(traits: &Traits) -> impl Iterator<Item = &str> {
    let mut countries: Vec<&str> = traits.spots.iter().filter_map(|spot| spot.country.as_deref()).collect();
    countries.sort_unstable();
    countries.dedup();
    countries.into_iter()
}

/// How many participants the two have in common; `None` when it is no part.
fn fits(scene: &Scene<'_>, whole: &Scene<'_>, campaign: &Campaign, kin: &Kin) -> Option<usize> {
    let (part, all) = (&scene.case.traits, &whole.case.traits);
    if !campaign.holds.iter().any(|held| *held == scene.event.event.as_str()) {
        return None;
    }
    let (when, during) = (part.when?, all.when?);
    let together =
        || scene.event.claims.iter().any(|claim| whole.event.claims.iter().any(|other| other.report == claim.report));
    let is_within = when.first >= during.first - 1 && when.last <= during.last + 1;
    let is_there = part.spots.iter().any(|spot| all.spots.iter().any(|other| lies(spot, other, campaign)));
    if !(is_within || together() && !when.told) || !is_there || !(when.told || together()) {
        return None;
    }
    let ours: Vec<_> = part.actors.iter().chain(&part.recipients).collect();
    let theirs: Vec<_> = all.actors.iter().chain(&all.recipients).collect();
    let common = ours.iter().filter(|one| theirs.iter().any(|other| kin.tie(one, other) >= Tie::Ally)).count();
    (common > 0 || ours.is_empty() || theirs.is_empty()).then_some(common)
}

fn lies(spot: &Spot, of: &Spot, campaign: &Campaign) -> bool {
    if of.level != Level::Point {
        return is_inside(spot, of) || spot.mark() == of.mark();
    }
    spot.mark() == of.mark()
        || spot.at.zip(of.at).is_some_and(|(a, b)| distance_km(a, b) <= f64::from(campaign.kilometers))
}
