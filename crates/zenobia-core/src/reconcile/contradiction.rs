//! What the sources do not agree on, each time with two statements.

use std::collections::BTreeMap;

use super::account::{OwnTime, Told};
use super::assemble::Scene;
use super::day;
use super::event::{Said, origin, said};
use super::grade::rivals;
use super::kin::Kin;
use super::ledger::Ledger;
use super::situation::{Contradiction, Control, Count, Disagreement, Statement, TollRange};
use super::traits::{Standing, Who};

/// Days after a taking within which fighting in the place contradicts it.
const SETTLED: i32 = 2;

pub(crate) fn contradictions(
    ledger: &Ledger,
    scenes: &[Scene<'_>],
    control: &[Control],
    kin: &Kin,
) -> Vec<Contradiction> {
    let mut all = Vec::new();
    for scene in scenes {
        all.extend(within(ledger, scene, kin));
    }
    let by_id: BTreeMap<&str, &Scene<'_>> = scenes.iter().map(|scene| (scene.event.id.as_str(), scene)).collect();
    let witnesses = |scene: &Scene<'_>| witnesses(ledger, &scene.case.members);
    all.extend(control.iter().flat_map(|control| holders(control, &by_id, &witnesses)));
    for (report, times) in ledger.own_times.iter().enumerate() {
        all.extend(times.iter().map(|times| own_time(ledger, report as u32, times)));
    }
    all.sort_by_cached_key(|one| {
        let [first, second] = &one.statements;
        (
            one.about,
            one.event.clone(),
            one.place.clone(),
            one.effect.clone(),
            first.report.clone(),
            first.claim.clone(),
            second.report.clone(),
            second.claim.clone(),
            // Two reports may bear one id.
            first.quote.clone(),
            second.quote.clone(),
        )
    });
    all.dedup();
    all
}

/// What the claims of one event do not agree on.
pub(crate) fn within(ledger: &Ledger, scene: &Scene<'_>, kin: &Kin) -> Vec<Contradiction> {
    // One claim contradicts nobody.
    if scene.event.claims.len() + scene.event.attached.len() < 2 {
        return Vec::new();
    }
    let said = said(ledger, &scene.case.members);
    let mut all: Vec<Contradiction> = scene.event.tolls.iter().filter_map(|toll| tolls(scene, &said, toll)).collect();
    all.extend(days(scene, &said));
    all.extend(doers(scene, &said, kin));
    all.extend(denials(ledger, scene, &said));
    all
}

/// The first claim of an event, and the first of another origin: what stands for it where it contradicts another.
pub(crate) fn witnesses(ledger: &Ledger, members: &[u32]) -> Vec<Statement> {
    let said = said(ledger, members);
    let first = said.first();
    let other = first.and_then(|first| said.iter().find(|said| said.origin != first.origin));
    first.into_iter().chain(other).map(|said| statement(said, &said.told.words, String::new())).collect()
}

fn statement(said: &Said<'_>, words: &str, value: String) -> Statement {
    Statement {
        report: said.report.to_string(),
        claim: Some(said.told.id.to_string()),
        quote: quote(said.told, words),
        value,
        origin: said.origin.clone(),
    }
}

fn quote(told: &Told, words: &str) -> String {
    told.quote.as_deref().map_or_else(|| words.to_owned(), str::to_owned)
}

fn about_event(what: Disagreement, scene: &Scene<'_>, statements: [Statement; 2]) -> Contradiction {
    let place = scene.event.places.first().map(|place| place.name.clone());
    Contradiction { about: what, event: Some(scene.event.id.clone()), place, effect: None, statements }
}

/// The lowest and the highest count that stand, when they exclude each other.
fn tolls(scene: &Scene<'_>, said: &[Said<'_>], toll: &TollRange) -> Option<Contradiction> {
    let standing = || toll.counts.iter().filter(|count| !count.partial && !count.revised);
    let low = standing().filter(|count| count.most.is_some()).min_by_key(|count| count.most)?;
    let high = standing().filter(|count| count.least.is_some()).max_by_key(|count| count.least)?;
    if low.origin == high.origin || low.most >= high.least {
        return None;
    }
    let of = |count: &Count| said.iter().find(|said| *said.report == count.report && *said.told.id == count.claim);
    let state = |count: &Count| Some(statement(of(count)?, &count.words, number(count)));
    let statements = [state(low)?, state(high)?];
    Some(Contradiction { effect: Some(toll.effect.clone()), ..about_event(Disagreement::Toll, scene, statements) })
}

fn number(count: &Count) -> String {
    match (count.least, count.most) {
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => format!("{least}–{most}"),
        (Some(least), None) => format!("≥ {least}"),
        (None, Some(most)) => format!("≤ {most}"),
        (None, None) => String::new(),
    }
}

/// Two reports that tell different days.
fn days(scene: &Scene<'_>, said: &[Said<'_>]) -> Option<Contradiction> {
    let dated = || said.iter().filter_map(|said| Some((said.told.traits.exact?.0, said)));
    let (first, one) = dated().min_by_key(|(day, _)| *day)?;
    let (last, other) = dated().max_by_key(|(day, _)| *day)?;
    let is_two = first != last && one.report != other.report && !scene.case.traits.lasting;
    is_two.then(|| {
        let state = |said: &Said<'_>, day| statement(said, &said.told.words, day::show(day));
        about_event(Disagreement::Time, scene, [state(one, first), state(other, last)])
    })
}

fn doers(scene: &Scene<'_>, said: &[Said<'_>], kin: &Kin) -> Option<Contradiction> {
    let (one, other) = rivals(said, kin)?;
    let by =
        |who: &Who| said.iter().find(|said| said.told.traits.actors.iter().any(|actor| actor.mark() == who.mark()));
    let state = |who: &Who| Some(statement(by(who)?, &by(who)?.told.words, who.name.to_string()));
    Some(about_event(Disagreement::Actor, scene, [state(one)?, state(other)?]))
}

/// The first denial that rests on something else than a claim that it happened.
fn denials(ledger: &Ledger, scene: &Scene<'_>, told: &[Said<'_>]) -> Option<Contradiction> {
    let about = said(ledger, &scene.case.about);
    let denials = about.iter().filter(|said| Standing::from(said.told.factuality) == Standing::Denied);
    let mut pairs = denials.flat_map(|denial| told.iter().map(move |said| (denial, said)));
    let (denial, told) = pairs.find(|(denial, said)| denial.origin != said.origin)?;
    let speaker = denial.told.chain.iter().find_map(|speaker| speaker.who.as_ref());
    let value = speaker.map_or(String::new(), |who| who.name.to_string());
    let statements =
        [statement(told, &told.told.words, told.told.words.to_string()), statement(denial, &denial.told.words, value)];
    Some(about_event(Disagreement::Happened, scene, statements))
}

/// Who holds a place: another is said to, or it is fought for after it was taken.
pub(crate) fn holders<'a>(
    control: &Control,
    by_id: &BTreeMap<&str, &'a Scene<'a>>,
    witnesses: &dyn Fn(&'a Scene<'a>) -> Vec<Statement>,
) -> Vec<Contradiction> {
    let mut all = Vec::new();
    for interval in &control.intervals {
        let taken = interval.taken_by.as_deref().or(interval.lost_by.as_deref()).and_then(|id| by_id.get(id));
        let Some(taken) = taken else { continue };
        let holder = interval.holder.as_ref().map_or(String::new(), |holder| holder.name.clone());
        for dispute in &interval.disputed_by {
            let other = by_id.get(dispute.event.as_str()).map(|other| (*other, dispute.holder.name.clone()));
            all.extend(other.and_then(|(other, name)| between(control, witnesses, (taken, &holder), (other, &name))));
        }
        let day = |text: &Option<String>| text.as_deref().and_then(day::parse);
        let from = day(&interval.from).filter(|_| !interval.from_at_latest && interval.taken_by.is_some());
        let Some(from) = from else { continue };
        for fight in &control.fighting {
            let Some(other) = by_id.get(fight.event.as_str()) else { continue };
            let first = day::parse(&fight.first).unwrap_or(i32::MIN);
            let is_fresh = (from + 1..=from + SETTLED).contains(&first) && other.case.traits.exact.is_some();
            let is_other = other.event.origins.iter().any(|origin| !taken.event.origins.contains(origin));
            if is_fresh && is_other && other.event.part_of.is_none() {
                all.extend(between(control, witnesses, (taken, &holder), (other, &fight.first)));
            }
        }
    }
    all
}

fn between<'a>(
    control: &Control,
    witnesses: &dyn Fn(&'a Scene<'a>) -> Vec<Statement>,
    one: (&'a Scene<'a>, &str),
    other: (&'a Scene<'a>, &str),
) -> Option<Contradiction> {
    let (first, second) = (witnesses(one.0), witnesses(other.0));
    let state = |said: &Statement, value: &str| Statement { value: value.to_owned(), ..said.clone() };
    // The most telling pair is one of two origins.
    let taken = first.first()?;
    let against = second.iter().find(|said| said.origin != taken.origin).or(second.first())?;
    Some(Contradiction {
        place: Some(control.place.name.clone()),
        ..about_event(Disagreement::Control, one.0, [state(taken, one.1), state(against, other.1)])
    })
}

pub(crate) fn own_time(ledger: &Ledger, report: u32, times: &OwnTime) -> Contradiction {
    let source = &ledger.sources[report as usize];
    let state = |index: usize| Statement {
        report: source.id.to_string(),
        claim: None,
        quote: match &times.quote {
            Some(quote) if index == 0 => quote.to_string(),
            _ => times.words[index].to_string(),
        },
        value: times.values[index].to_string(),
        origin: origin(ledger, report, &super::account::Root::Narrator),
    };
    Contradiction {
        about: Disagreement::OwnTime,
        event: None,
        place: times.place.as_deref().map(str::to_owned),
        effect: None,
        statements: [state(0), state(1)],
    }
}
