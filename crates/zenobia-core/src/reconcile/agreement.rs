//! Agreements: announced, reached, in force, broken, refused.

use std::collections::BTreeMap;

use super::assemble::{Prospect, Scene};
use super::control::{claim_ref, shown};
use super::day::Day;
use super::kin::{Kin, Tie};
use super::situation::{Agreement, AgreementState, State, Step};
use super::traits::{Traits, Who};
use crate::pack::Ontology;
use crate::pack::ontology::Pact;

/// Days after which what happens is no longer laid to an agreement.
pub(crate) const DAYS: i32 = 120;
/// Events of a kind that are looked at for one agreement.
pub(crate) const MOST: usize = 512;

/// Events that bear on agreements, by who takes part and by report.
#[derive(Default)]
struct Deeds<'a> {
    by_party: BTreeMap<&'a str, Vec<usize>>,
    kept_in: BTreeMap<&'a str, Vec<usize>>,
}

pub(crate) fn agreements(
    scenes: &[Scene<'_>],
    prospects: &[Prospect<'_>],
    ontology: &Ontology,
    kin: &Kin,
) -> Vec<Agreement> {
    let reached = all_reached(scenes, ontology, kin).into_iter().map(|(_, agreement)| agreement);
    reached.chain(prospects.iter().filter_map(|prospect| announced(prospect, ontology))).collect()
}

/// What became of each agreement that was reached, with the place of its event.
pub(crate) fn all_reached(scenes: &[Scene<'_>], ontology: &Ontology, kin: &Kin) -> Vec<(usize, Agreement)> {
    let deeds = deeds(scenes, ontology);
    let reaches = |(_, scene): &(usize, &Scene<'_>)| is(scene, ontology, |pact| &pact.reaches);
    let all = scenes.iter().enumerate().filter(reaches);
    all.map(|(at, scene)| (at, reached(scene, scenes, &deeds, ontology, kin))).collect()
}

/// An agreement that is only announced, or denied.
pub(crate) fn announced(prospect: &Prospect<'_>, ontology: &Ontology) -> Option<Agreement> {
    let reaches = bears_on(&prospect.open.event, &prospect.case.traits, ontology, |pact| &pact.reaches);
    reaches.then(|| prospective(prospect))
}

fn is(scene: &Scene<'_>, ontology: &Ontology, listed: impl Fn(&Pact) -> &Vec<compact_str::CompactString>) -> bool {
    bears_on(&scene.event.event, &scene.case.traits, ontology, listed)
}

/// Whether something of a type, with such modes, reaches, keeps, breaks or ends agreements.
pub(crate) fn bears_on(
    event: &str,
    traits: &Traits,
    ontology: &Ontology,
    listed: impl Fn(&Pact) -> &Vec<compact_str::CompactString>,
) -> bool {
    let pact = ontology.get(event).and_then(|kind| kind.pact.as_ref());
    pact.is_some_and(|pact| Pact::covers(listed(pact), &traits.modes))
}

fn deeds<'a>(scenes: &'a [Scene<'_>], ontology: &Ontology) -> Deeds<'a> {
    let mut deeds = Deeds::default();
    for (index, scene) in scenes.iter().enumerate() {
        let keeps = is(scene, ontology, |pact| &pact.keeps);
        if keeps {
            for claim in &scene.event.claims {
                let kept = deeds.kept_in.entry(&claim.report).or_default();
                if kept.last() != Some(&index) {
                    kept.push(index);
                }
            }
        }
        if keeps || is(scene, ontology, |pact| &pact.breaks) || is(scene, ontology, |pact| &pact.ends) {
            for who in &scene.case.traits.actors {
                deeds.by_party.entry(who.mark()).or_default().push(index);
            }
        }
    }
    deeds
}

fn reached(scene: &Scene<'_>, scenes: &[Scene<'_>], deeds: &Deeds<'_>, ontology: &Ontology, kin: &Kin) -> Agreement {
    let since = scene.case.traits.when.map(|when| when.first);
    let mut steps = vec![Step {
        state: AgreementState::Reached,
        on: scene.event.time.as_ref().map(|time| time.first.clone()),
        event: Some(scene.event.id.clone()),
        claims: Vec::new(),
    }];
    let together = scene.event.claims.iter().filter_map(|claim| deeds.kept_in.get(claim.report.as_str())).flatten();
    let traits = &scene.case.traits;
    let parties: Vec<&Who> = traits.actors.iter().chain(&traits.recipients).map(|who| &**who).collect();
    let of_parties =
        parties.iter().filter_map(|who| deeds.by_party.get(who.mark())).flat_map(|deeds| after(deeds, scenes, since));
    let mut later: Vec<usize> = together.copied().chain(of_parties).collect();
    later.sort_unstable();
    later.dedup();
    for deed in later.into_iter().map(|index| &scenes[index]) {
        if let Some(state) = bears(deed, scene, &parties, ontology, kin)
            && steps.last().is_none_or(|step| step.state != state)
        {
            let on = deed.event.time.as_ref().map(|time| time.first.clone());
            steps.push(Step { state, on, event: Some(deed.event.id.clone()), claims: Vec::new() });
        }
    }
    let both = scene.event.actors.iter().chain(&scene.event.recipients);
    Agreement {
        event: Some(scene.event.id.clone()),
        parties: both.cloned().collect(),
        places: scene.event.places.clone(),
        since: shown(since),
        state: steps.last().map_or(AgreementState::Reached, |step| step.state),
        steps,
    }
}

/// Events of a party that follow an agreement soon; `deeds` are in order of time.
fn after<'a>(deeds: &'a [usize], scenes: &'a [Scene<'_>], since: Option<Day>) -> impl Iterator<Item = usize> + 'a {
    let day = |index: usize| scenes[index].case.traits.when.map(|when| when.first);
    let from = deeds.partition_point(|&index| day(index) < since);
    let soon = move |index: &&usize| day(**index).zip(since).is_some_and(|(day, since)| day - since <= DAYS);
    deeds[from..].iter().take(MOST).take_while(soon).copied()
}

/// What an event makes of an agreement, if anything.
fn bears(deed: &Scene<'_>, of: &Scene<'_>, parties: &[&Who], ontology: &Ontology, kin: &Kin) -> Option<AgreementState> {
    let traits = &deed.case.traits;
    let together =
        deed.event.claims.iter().any(|claim| of.event.claims.iter().any(|other| other.report == claim.report));
    let among = |who: &Who| parties.iter().position(|party| kin.tie(party, who) >= Tie::Kin);
    let doers: Vec<usize> = traits.actors.iter().filter_map(|who| among(who)).collect();
    let suffers: Vec<usize> = traits.recipients.iter().filter_map(|who| among(who)).collect();
    let crosses = doers.iter().any(|doer| suffers.iter().any(|other| other != doer));
    let later = day_of(traits) > day_of(&of.case.traits);
    match () {
        () if is(deed, ontology, |pact| &pact.keeps) && (together || !doers.is_empty()) => {
            Some(AgreementState::InForce)
        }
        () if is(deed, ontology, |pact| &pact.breaks) && crosses && later => Some(AgreementState::Broken),
        () if is(deed, ontology, |pact| &pact.ends) && (crosses || together && !doers.is_empty()) && later => {
            Some(AgreementState::Ended)
        }
        () => None,
    }
}

/// The day that is told; nothing is laid to an agreement by the day of a report alone.
fn day_of(traits: &Traits) -> Option<Day> {
    traits.when.filter(|when| when.told).map(|when| when.last)
}

fn prospective(prospect: &Prospect<'_>) -> Agreement {
    let open = &prospect.open;
    let state = if open.state == State::Denied { AgreementState::Denied } else { AgreementState::Announced };
    let on = open.claims.iter().filter_map(|claim| claim.published.clone()).min();
    Agreement {
        event: None,
        parties: open.actors.iter().chain(&open.recipients).cloned().collect(),
        places: open.places.clone(),
        since: on.clone(),
        state,
        steps: vec![Step { state, on, event: None, claims: open.claims.iter().map(claim_ref).collect() }],
    }
}
