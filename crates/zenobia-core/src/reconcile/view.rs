//! The picture of a day, and of a place or an actor.

use super::situation::{AsOf, Control, Event, Held, Interval, Party, Situation, Where};
use crate::text::fold;

/// Who holds what on a day given as ISO 8601. On the day of a taking the taker does.
fn as_of(situation: &Situation, day: &str) -> AsOf {
    let held = |control: &Control| Held {
        place: control.place.clone(),
        part: control.part.clone(),
        interval: control.intervals.iter().rev().find(|interval| holds_on(interval, day)).cloned(),
        fighting: control
            .fighting
            .iter()
            .filter(|fight| fight.first.as_str() <= day && day <= fight.last.as_str())
            .map(|fight| fight.event.clone())
            .collect(),
        objectives: control.objectives.clone(),
    };
    AsOf { day: day.to_owned(), places: situation.control.iter().map(held).collect() }
}

/// The situation of a day: what had begun by then, and who held what.
pub fn at(mut situation: Situation, day: &str) -> Situation {
    situation.as_of = Some(as_of(&situation, day));
    let has_begun = |first: Option<&str>| first.is_none_or(|first| first <= day);
    situation.events.retain(|event| has_begun(event.time.as_ref().map(|time| time.first.as_str())));
    situation.agreements.retain(|agreement| has_begun(agreement.since.as_deref()));
    situation
}

fn holds_on(interval: &Interval, day: &str) -> bool {
    interval.from.as_deref().is_none_or(|from| from <= day) && interval.to.as_deref().is_none_or(|to| day < to)
}

/// Keeps what is about a place and an actor, each told by key or by part of a name, without case and accents.
pub fn only(situation: Situation, place: Option<&str>, actor: Option<&str>) -> Situation {
    let (place, actor) = (place.map(fold), actor.map(fold));
    let (place, actor) = (place.as_deref(), actor.as_deref());
    let is_there = |places: &[Where]| place.is_none_or(|wanted| places.iter().any(|one| is_place(one, wanted)));
    let is_by = |mut parties: Box<dyn Iterator<Item = &Party> + '_>| {
        actor.is_none_or(|wanted| parties.any(|one| is_party(one, wanted)))
    };
    let mut situation = situation;
    situation
        .events
        .retain(|event| is_there(&event.places) && is_by(Box::new(event.actors.iter().chain(&event.recipients))));
    situation.open.retain(|open| is_there(&open.places) && is_by(Box::new(open.actors.iter().chain(&open.recipients))));
    situation.control.retain(|control| {
        let holders = control.intervals.iter().filter_map(|interval| interval.holder.as_ref());
        let planners = control.objectives.iter().filter_map(|objective| objective.by.as_ref());
        is_there(std::slice::from_ref(&control.place)) && is_by(Box::new(holders.chain(planners)))
    });
    situation.agreements.retain(|agreement| is_there(&agreement.places) && is_by(Box::new(agreement.parties.iter())));
    let kept: std::collections::BTreeSet<&str> =
        situation.events.iter().map(|event: &Event| event.id.as_str()).collect();
    situation.contradictions.retain(|one| match (&one.event, &one.place) {
        (Some(event), _) => kept.contains(event.as_str()),
        (None, Some(name)) => actor.is_none() && place.is_none_or(|wanted| fold(name).contains(wanted)),
        (None, None) => actor.is_none() && place.is_none(),
    });
    situation
}

fn is_place(place: &Where, wanted: &str) -> bool {
    place.key.as_deref() == Some(wanted) || fold(&place.name).contains(wanted)
}

fn is_party(party: &Party, wanted: &str) -> bool {
    party.key.as_deref() == Some(wanted) || fold(&party.name).contains(wanted)
}
