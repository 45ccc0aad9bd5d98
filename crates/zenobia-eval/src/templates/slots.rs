//! The slots of the 1992 evaluation: incident type, date, location, perpetrator, target, victim, instrument, effect, number.
//!
//! Templates are mapped as for the measure of 2021; what is left over counts against precision or recall, optional templates and fillers only when
//! they are found. A day is right when it touches the days of the key, a place when it names the innermost part of the key's location (or one around
//! it, the country only where the key has no more), the rest by wordings.

use std::collections::BTreeMap;

use zenobia_core::text::fold;

use crate::corpora::muc4_keys::{Entity, Key};
use crate::tally::Tally;

use super::{Slot, Template, normalize};

/// Figures by slot, in the order of the task.
pub type Slots = BTreeMap<&'static str, Tally>;

/// Counts a report; `mapping` says which key each template stands for.
pub fn compare(templates: &[Template], keys: &[Key], mapping: &[Option<usize>]) -> Slots {
    let mut slots = Slots::new();
    for (template, to) in templates.iter().zip(mapping) {
        let empty = Key::default();
        let key = to.map_or(&empty, |to| &keys[to]);
        add(&mut slots, Some(template), key, to.is_some());
    }
    for (index, key) in keys.iter().enumerate().filter(|(index, _)| !mapping.contains(&Some(*index))) {
        if !key.optional {
            add(&mut slots, None, key, false);
        }
        let _ = index;
    }
    slots
}

fn add(slots: &mut Slots, template: Option<&Template>, key: &Key, mapped: bool) {
    let mut count = |name: &'static str, tally: Tally| *slots.entry(name).or_default() += tally;
    let one = |there: bool| usize::from(there);
    count("1 incident type", Tally::new(one(mapped), one(template.is_some()), one(!key.kind.is_empty())));
    let days = template.and_then(|template| template.days.as_ref());
    let wanted = days_of(&key.date);
    let right = days.zip(wanted.as_ref()).is_some_and(|(own, key)| own.0 <= key.1 && key.0 <= own.1);
    count("2 date", Tally::new(one(right), one(days.is_some()), one(wanted.is_some())));
    let places: &[String] = template.map(|template| template.places.as_slice()).unwrap_or_default();
    let located = is_there(places, &key.location);
    count("3 location", Tally::new(one(located), one(!places.is_empty()), one(!key.location.is_empty())));
    let filled = |wanted: &[Slot]| -> Vec<String> {
        let fillers =
            |slot: &Slot| template.and_then(|template| template.fillers.get(slot)).cloned().unwrap_or_default();
        wanted.iter().flat_map(fillers).collect()
    };
    let descriptions = template.map(|template| template.descriptions.clone()).unwrap_or_default();
    count(
        "4 perpetrator",
        wordings(
            &filled(&[Slot::Individual, Slot::Organization]),
            &[&key.individuals[..], &key.organizations].concat(),
        ),
    );
    count("5 target", wordings(&filled(&[Slot::Target]), &key.targets));
    count(
        "6 victim",
        wordings(&[filled(&[Slot::Victim]), descriptions].concat(), &[&key.names[..], &key.descriptions].concat()),
    );
    count("7 instrument", wordings(&filled(&[Slot::Weapon]), &key.instruments));
    let (effects, numbers) =
        template.map(|template| (template.effects.clone(), template.numbers.clone())).unwrap_or_default();
    count("8 effect", tied(&effects, &key.effects, |own, key| key.split('/').any(|one| one.trim() == own)));
    count("9 number", tied(&numbers, &key.numbers, |own, key| key.trim() == own.to_string()));
}

fn wordings(found: &[String], wanted: &[Entity]) -> Tally {
    let found: Vec<String> = found.iter().map(|words| normalize(words)).collect();
    let fits = |words: &String, entity: &Entity| entity.mentions.iter().any(|mention| normalize(mention) == *words);
    let hit = |entity: &&Entity| found.iter().any(|words| fits(words, entity));
    let asked = wanted.iter().filter(|entity| !entity.optional || hit(entity)).count();
    let right = found.iter().filter(|words| wanted.iter().any(|entity| fits(words, entity))).count();
    // Two wordings of one thing are one filler.
    Tally::new(right.min(wanted.iter().filter(hit).count()), found.len(), asked)
}

fn tied<T>(found: &[(T, String)], wanted: &[(String, Entity)], same: impl Fn(&T, &str) -> bool) -> Tally {
    let fits = |own: &(T, String), key: &(String, Entity)| {
        same(&own.0, &key.0) && key.1.mentions.iter().any(|mention| normalize(mention) == normalize(&own.1))
    };
    let right = wanted.iter().filter(|key| found.iter().any(|own| fits(own, key))).count();
    Tally::new(right, found.len(), wanted.len())
}

fn is_there(places: &[String], location: &[String]) -> bool {
    let inner = if location.len() > 1 { &location[1..] } else { location };
    places.iter().any(|place| inner.iter().any(|part| fold(part).to_lowercase() == fold(place).to_lowercase()))
}

/// `02 FEB 90`, `09 DEC 89 - 10 DEC 89`, `- 11 NOV 89`, `FEB 90`: first and last day.
fn days_of(date: &str) -> Option<(String, String)> {
    let mut days = date.split('-').filter_map(day_of);
    let first = days.next()?;
    let last = days.next_back().unwrap_or_else(|| first.clone());
    Some((first.0, last.1))
}

fn day_of(date: &str) -> Option<(String, String)> {
    const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let date = date.trim().trim_start_matches(['(', '?', ' ']);
    let words: Vec<&str> = date.split_whitespace().map(|word| word.trim_end_matches([')', '?'])).collect();
    let (year, rest) = words.split_last()?;
    let year: u16 = year.parse().ok().filter(|year| *year < 100)?;
    let month = rest.last().and_then(|month| MONTHS.iter().position(|name| month.starts_with(name)));
    let day = rest.len().checked_sub(2).and_then(|at| rest[at].parse::<u8>().ok());
    Some(match (month, day) {
        (Some(month), Some(day)) => {
            let day = format!("19{year:02}-{:02}-{day:02}", month + 1);
            (day.clone(), day)
        }
        (Some(month), None) => (format!("19{year:02}-{:02}-01", month + 1), format!("19{year:02}-{:02}-31", month + 1)),
        (None, _) => (format!("19{year:02}-01-01"), format!("19{year:02}-12-31")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(words: &str, optional: bool) -> Entity {
        Entity { mentions: vec![words.into()], optional }
    }

    #[test]
    fn days_touch_and_places_are_named_by_their_innermost_part() {
        let key = Key {
            kind: vec!["ATTACK".into()],
            date: "09 DEC 89 - 10 DEC 89".into(),
            location: vec!["PERU".into(), "LIMA".into()],
            ..Key::default()
        };
        let days = ("1989-12-10".to_owned(), "1989-12-10".to_owned());
        let template = Template { days: Some(days), places: vec!["Lima".into()], ..Template::default() };
        let slots = compare(&[template], std::slice::from_ref(&key), &[Some(0)]);
        assert_eq!((slots["2 date"].right, slots["3 location"].right), (1, 1));
        let country = Template { places: vec!["Peru".into()], ..Template::default() };
        assert_eq!(compare(&[country], &[key], &[Some(0)])["3 location"], Tally::new(0, 1, 1));
    }

    #[test]
    fn what_is_optional_counts_only_when_it_is_found() {
        let key = Key { targets: vec![entity("BUS", true), entity("BANK", false)], ..Key::default() };
        assert_eq!(compare(&[], std::slice::from_ref(&key), &[])["5 target"], Tally::new(0, 0, 1));
        let fillers = [(Slot::Target, vec!["the bus".to_owned()])].into();
        let found = compare(&[Template { fillers, ..Template::default() }], &[key], &[Some(0)]);
        assert_eq!(found["5 target"], Tally::new(1, 1, 2));
    }

    #[test]
    fn effects_and_numbers_are_tied_to_whom_they_are_of() {
        let key = Key {
            effects: vec![("DEATH".into(), entity("SOLDIERS", false))],
            numbers: vec![("3".into(), entity("SOLDIERS", false))],
            ..Key::default()
        };
        let template = Template {
            effects: vec![("DEATH".into(), "SOLDIERS".into())],
            numbers: vec![(3, "PEASANTS".into())],
            ..Template::default()
        };
        let slots = compare(&[template], &[key], &[Some(0)]);
        assert_eq!((slots["8 effect"].right, slots["9 number"].right), (1, 0));
    }
}
