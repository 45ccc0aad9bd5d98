//! Who held what: what events say of each place and each part of one, brought to the timeline.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::assemble::{Prospect, Scene};
use super::day::{self, Day};
use super::event;
use super::kin::{Kin, Tie, is_civil};
use super::situation::{ClaimRef, Control, Objective, Party, Pressure, State, Telling};
use super::timeline::{Holds, Statement, timeline};
use super::traits::{Level, Object, Spot, Traits, Who};
use crate::pack::Ontology;
use crate::pack::ontology::Holding;
use crate::record::Factuality;

/// A place, and the part of it that is meant.
type Key<'a> = (&'a str, &'a str);

struct Site<'a> {
    spot: &'a Spot,
    part: Option<&'a Object>,
    statements: Vec<Statement<'a>>,
    objectives: Vec<Objective>,
}

pub(crate) fn control(
    scenes: &[Scene<'_>],
    prospects: &[Prospect<'_>],
    ontology: &Ontology,
    kin: &Kin,
) -> Vec<Control> {
    let mut all: Vec<Control> =
        by_place(scenes, prospects, ontology, kin).into_iter().map(|(_, control)| control).collect();
    all.sort_by_cached_key(key);
    all
}

/// What places are listed by.
pub(crate) fn key(control: &Control) -> (String, Option<String>, Option<String>) {
    let part = control.part.as_ref().map(|part| part.name.clone());
    (control.place.name.clone(), control.place.key.clone(), part)
}

/// The same with what tells each place from others. What is said of a place follows from the events there alone.
pub(crate) fn by_place(
    scenes: &[Scene<'_>],
    prospects: &[Prospect<'_>],
    ontology: &Ontology,
    kin: &Kin,
) -> Vec<(String, Control)> {
    let fights = fights(scenes, ontology);
    let mut sites: BTreeMap<Key<'_>, Site<'_>> = BTreeMap::new();
    for scene in scenes {
        let Some(holding) = holding(ontology, &scene.event.event) else { continue };
        // An attempt takes nothing; it shows what somebody is after.
        let is_sure = scene.event.claims.iter().any(|claim| claim.factuality == Factuality::Asserted);
        for (spot, part) in whereabouts(&scene.case.traits) {
            if !is_sure {
                site(&mut sites, spot, part).objectives.push(objective(&scene.event.actors, &scene.event.claims));
                continue;
            }
            let near = fights.get(spot.mark()).map_or(&[][..], Vec::as_slice);
            let statement = statement(scene, holding, scenes, near, kin);
            if let Some(statement) = statement {
                site(&mut sites, spot, part).statements.push(statement);
            }
        }
    }
    for prospect in prospects.iter().filter(|prospect| prospect.open.state == State::Open) {
        let Some(holding) = holding(ontology, &prospect.open.event) else { continue };
        if prospect.open.modes.iter().any(|mode| holding.takes.iter().any(|takes| takes == mode)) {
            for (spot, part) in whereabouts(&prospect.case.traits) {
                site(&mut sites, spot, part).objectives.push(objective(&prospect.open.actors, &prospect.open.claims));
            }
        }
    }
    let pressures = |site: &Site<'_>| match site.part {
        Some(_) => Vec::new(),
        None => fights.get(site.spot.mark()).map_or(Vec::new(), |near| pressures(scenes, near, ontology)),
    };
    let control = |((mark, _), site): (Key<'_>, Site<'_>)| (mark.to_owned(), finish(&pressures(&site), site, kin));
    sites.into_iter().map(control).collect()
}

/// Marks of the places of which an event says something: that they were taken, held or fought for.
pub(crate) fn places<'a>(traits: &'a Traits, event: &str, ontology: &Ontology) -> Vec<&'a str> {
    let kind = ontology.get(event);
    let told = kind.is_some_and(|kind| kind.holding.is_some() || kind.contests);
    traits.spots.iter().filter(|_| told).map(|spot| spot.mark()).collect()
}

fn holding<'a>(ontology: &'a Ontology, event: &str) -> Option<&'a Holding> {
    ontology.get(event)?.holding.as_ref()
}

fn site<'m, 'a>(
    sites: &'m mut BTreeMap<Key<'a>, Site<'a>>,
    spot: &'a Spot,
    part: Option<&'a Object>,
) -> &'m mut Site<'a> {
    let of_part = part.map_or("", |part| part.key.as_deref().unwrap_or(&part.name));
    sites.entry((spot.mark(), of_part)).or_insert_with(|| Site {
        spot,
        part,
        statements: Vec::new(),
        objectives: Vec::new(),
    })
}

/// The places that are taken or held, countries not; a site that is named is the part of the place that is meant.
fn whereabouts(traits: &Traits) -> Vec<(&Spot, Option<&Object>)> {
    let level = traits.level();
    let spots = traits.spots.iter().filter(|spot| Some(spot.level) == level && spot.level != Level::Country);
    let parts = || traits.objects.iter().map(|object| Some(&**object));
    spots
        .flat_map(|spot| {
            let parts: Vec<Option<&Object>> = if traits.objects.is_empty() { vec![None] } else { parts().collect() };
            parts.into_iter().map(|part| (&**spot, part)).collect::<Vec<_>>()
        })
        .collect()
}

/// Events that show a place to be fought for, by place.
fn fights<'a>(scenes: &[Scene<'a>], ontology: &Ontology) -> BTreeMap<&'a str, Vec<usize>> {
    let mut fights: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, scene) in scenes.iter().enumerate() {
        let kind = ontology.get(&scene.event.event);
        let presses = kind.and_then(|kind| kind.holding.as_ref()).is_some_and(|holding| presses(scene, holding));
        if kind.is_some_and(|kind| kind.contests) || presses {
            let spots = scene.case.traits.spots.iter().filter(|spot| spot.level == Level::Point);
            spots.for_each(|spot| fights.entry(spot.mark()).or_default().push(index));
        }
    }
    fights
}

fn presses(scene: &Scene<'_>, holding: &Holding) -> bool {
    let modes = &scene.case.traits.modes;
    !modes.is_empty() && modes.iter().all(|mode| holding.presses.contains(mode))
}

fn pressures(scenes: &[Scene<'_>], near: &[usize], ontology: &Ontology) -> Vec<Pressure> {
    let pressure = |&index: &usize| {
        let scene = &scenes[index];
        let time = scene.event.time.as_ref().filter(|time| time.told)?;
        Some(Pressure {
            event: scene.event.id.clone(),
            first: time.first.clone(),
            last: time.last.clone(),
            siege: holding(ontology, &scene.event.event).is_some(),
        })
    };
    near.iter().filter_map(pressure).collect()
}

fn statement<'a>(
    scene: &'a Scene<'_>,
    holding: &Holding,
    scenes: &'a [Scene<'_>],
    near: &[usize],
    kin: &Kin,
) -> Option<Statement<'a>> {
    let traits = &scene.case.traits;
    let has = |listed: &[compact_str::CompactString]| traits.modes.iter().any(|mode| listed.contains(mode));
    let what = match () {
        () if has(&holding.takes) || has(&holding.yields) => Holds::Takes,
        () if has(&holding.holds) => Holds::Keeps,
        () => return None,
    };
    let reports: BTreeSet<&str> = scene.event.claims.iter().map(|claim| claim.report.as_str()).collect();
    let together: Vec<&Scene<'_>> = near
        .iter()
        .map(|&index| &scenes[index])
        .filter(|fight| fight.event.claims.iter().any(|claim| reports.contains(claim.report.as_str())))
        .take(MOST)
        .collect();
    let (mut by, mut inferred) = (leading(&traits.actors, scene), traits.inferred);
    if by.is_none() && what == Holds::Takes {
        (by, inferred) = (attacker(&together), true);
    }
    let named = traits.recipients.iter().find(|who| !is_civil(who.kind));
    let from = named.map(|who| (&**who, false));
    let from = from.or_else(|| opponent(by?, &together, kin).map(|who| (who, true))).filter(|_| what == Holds::Takes);
    let when = traits.when;
    Some(Statement {
        what,
        by: by.map(|who| (who, inferred)),
        from,
        day: traits.exact.map(|exact| exact.1).or(when.map(|when| when.last)),
        told: when.is_some_and(|when| when.told),
        event: &scene.event,
    })
}

/// Fights that are looked at for who may have taken or lost a place.
const MOST: usize = 64;

/// Of several actors the one that most claims name.
fn leading<'a>(actors: &'a [Arc<Who>], scene: &Scene<'_>) -> Option<&'a Who> {
    let rank = |who: &&Arc<Who>| scene.event.actors.iter().position(|party| party.name == who.name.as_str());
    actors.iter().filter(|who| !is_civil(who.kind)).min_by_key(|who| rank(who).unwrap_or(usize::MAX)).map(|who| &**who)
}

/// Who fought for the place, told most often.
fn attacker<'a>(fights: &[&'a Scene<'_>]) -> Option<&'a Who> {
    let mut counts: BTreeMap<&str, (u32, &Who)> = BTreeMap::new();
    for fight in fights {
        for who in fight.case.traits.actors.iter().filter(|who| !is_civil(who.kind) && who.key.is_some()) {
            let claims =
                fight.event.actors.iter().find(|party| party.name == who.name.as_str()).map_or(1, |party| party.claims);
            counts.entry(who.mark()).or_insert((0, who)).0 += claims;
        }
    }
    counts.into_values().max_by_key(|(count, who)| (*count, std::cmp::Reverse(who.mark()))).map(|(_, who)| who)
}

/// The only side that fought there against somebody.
fn opponent<'a>(of: &Who, fights: &[&'a Scene<'_>], kin: &Kin) -> Option<&'a Who> {
    let all = fights.iter().flat_map(|fight| fight.case.traits.actors.iter().chain(&fight.case.traits.recipients));
    let ours = |who: &&Arc<Who>| kin.tie(who, of) >= Tie::Ally;
    let mut found: Vec<&Arc<Who>> = all.filter(|who| !is_civil(who.kind) && who.key.is_some() && !ours(who)).collect();
    found.sort_by(|one, other| one.mark().cmp(other.mark()));
    found.dedup_by(|one, other| one.mark() == other.mark());
    let armed = found.iter().filter(|who| !who.is_state() || of.is_state() && who.country != of.country);
    let mut enemies = armed.filter(|who| !of.is_state() || !who.is_state());
    match (enemies.next(), enemies.next()) {
        (Some(one), None) => Some(one),
        (None, None) if found.len() == 1 => Some(found[0]),
        _ => None,
    }
}

fn objective(by: &[Party], claims: &[Telling]) -> Objective {
    Objective {
        by: by.first().cloned(),
        since: claims.iter().filter_map(|claim| claim.published.clone()).min(),
        claims: claims.iter().map(claim_ref).collect(),
    }
}

pub(crate) fn claim_ref(telling: &Telling) -> ClaimRef {
    ClaimRef { report: telling.report.clone(), claim: telling.claim.clone() }
}

fn finish(fighting: &[Pressure], site: Site<'_>, kin: &Kin) -> Control {
    Control {
        place: event::place(site.spot, site.statements.len() as u32),
        part: site.part.map(event::thing),
        intervals: timeline(site.statements, kin),
        fighting: fighting.to_vec(),
        objectives: site.objectives,
    }
}

/// A day as text, for those who only have a number.
pub(crate) fn shown(day: Option<Day>) -> Option<String> {
    day.map(day::show)
}
