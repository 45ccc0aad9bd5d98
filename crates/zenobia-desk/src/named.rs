//! Actors and places by name.

use serde_json::{Value, json};
use zenobia_core::knowledge::{KnownActor, Office};
use zenobia_core::place::{Candidate, NameMatch, Standing, look_up};
use zenobia_core::text::fold;

use crate::library::Library;

impl Library {
    /// The places that a name may mean, best first, in all countries or in one, told by its code.
    pub fn places_named(&self, name: &str, country: Option<&str>) -> Vec<(Standing, Candidate)> {
        let mut found = look_up(name, self.knowledge().gazetteer());
        if let Some(code) = country {
            found.retain(|(_, place)| place.country.as_ref().is_some_and(|country| country.eq_ignore_ascii_case(code)));
        }
        found
    }

    /// The actors that bear a name, or else those in whose names its words stand; of one key the last.
    pub fn actors_named(&self, name: &str) -> Vec<&KnownActor> {
        let actors = self.knowledge().actors();
        let wanted = fold(name);
        let last = |index: usize, actor: &KnownActor| !actors[index + 1..].iter().any(|later| later.key == actor.key);
        let filter = |fits: &dyn Fn(&KnownActor) -> bool| -> Vec<&KnownActor> {
            let fitting = actors.iter().enumerate().filter(|(_, actor)| fits(actor));
            fitting.filter(|(index, actor)| last(*index, actor)).map(|(_, actor)| actor).collect()
        };
        let exact = filter(&|actor| actor.key == name || names_of(actor).any(|other| fold(other) == wanted));
        if !exact.is_empty() {
            return exact;
        }
        let padded = format!(" {wanted} ");
        filter(&|actor| names_of(actor).any(|other| format!(" {} ", fold(other)).contains(&padded)))
    }
}

/// All names of an actor.
pub fn names_of(actor: &KnownActor) -> impl Iterator<Item = &str> {
    let lists = [&actor.names, &actor.short, &actor.adjectives, &actor.demonyms, &actor.capital];
    let listed = lists.into_iter().flat_map(|names| names.values().flatten());
    let all = [&actor.name].into_iter().chain(listed).chain(&actor.acronyms);
    all.map(|name| name.as_str())
}

/// Whether a time that may be open holds on a day, if one is asked for.
pub fn is_on(day: Option<&str>, from: Option<&str>, to: Option<&str>) -> bool {
    let holds = |day: &str| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to || day.starts_with(to));
    day.is_none_or(holds)
}

/// The offices that somebody holds, on a day if one is asked for.
pub fn offices_on<'a>(actor: &'a KnownActor, day: Option<&str>) -> Vec<&'a Office> {
    let held = |office: &&Office| is_on(day, office.from.as_deref(), office.to.as_deref());
    actor.offices.iter().filter(held).collect()
}

/// An actor that a name may mean, for programs.
pub fn actor_json(wanted: &str, actor: &KnownActor, day: Option<&str>) -> Value {
    json!({
        "wanted": wanted, "key": actor.key, "name": actor.name, "kind": actor.kind, "country": actor.country,
        "names": names_of(actor).collect::<Vec<_>>(), "from": actor.from, "to": actor.to, "parents": actor.parents,
        "codes": actor.codes, "offices": offices_on(actor, day),
    })
}

/// A place that a name may mean, for programs.
pub fn place_json(wanted: &str, standing: &Standing, place: &Candidate) -> Value {
    json!({
        "wanted": wanted, "key": place.key, "name": place.name, "kind": place.kind, "latitude": place.latitude,
        "longitude": place.longitude, "population": place.population, "country": place.country, "admin1": place.admin1,
        "radius_km": (place.radius_km * 10.0).round() / 10.0, "by": by_name(place.by),
        "score": (standing.total() * 100.0).round() / 100.0,
    })
}

/// How a name led to a place.
pub fn by_name(by: NameMatch) -> &'static str {
    match by {
        NameMatch::Curated => "a name read by hand",
        NameMatch::Main => "the name it is listed under",
        NameMatch::Alternate => "another name of it",
        NameMatch::Variant => "its name but for an article",
        NameMatch::Sound => "its name sounds alike",
    }
}

#[cfg(test)]
mod tests {
    use super::is_on;

    #[test]
    fn an_office_is_held_from_its_first_day_to_the_end_of_its_last_year() {
        assert!(is_on(Some("2016-03-28"), Some("2000-07-17"), None));
        assert!(is_on(Some("2016-03-28"), Some("2010"), Some("2016")));
        assert!(!is_on(Some("2017-01-01"), Some("2010"), Some("2016")));
        assert!(!is_on(Some("1999-12-31"), Some("2000-07-17"), Some("2024-12-08")));
    }
}
