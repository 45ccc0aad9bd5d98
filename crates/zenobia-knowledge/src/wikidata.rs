//! Wikidata: a JSON object an item, as its dumps have them; a comma at the end of a line and lines of brackets are passed over.

use serde_json::Value;
use zenobia_core::knowledge::{KnownActor, Office};
use zenobia_core::record::ActorKind;

use crate::{Fault, Import, Known, add_name, bare, slug};

/// Reads items; those that are no actors are told and left out.
pub(crate) fn read(text: &str, known: &Known) -> Import {
    let mut import = Import::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim().trim_end_matches(',');
        if line.is_empty() || line == "[" || line == "]" {
            continue;
        }
        import.lines += 1;
        let actor = match serde_json::from_str::<Value>(line) {
            Ok(item) => actor(&item, known),
            Err(error) => Err(format!("no item of Wikidata: {error}")),
        };
        match actor {
            Ok(actor) => import.actors.push(actor),
            Err(message) => import.faults.push(Fault::at(index + 1, message)),
        }
    }
    import
}

fn actor(item: &Value, known: &Known) -> Result<KnownActor, String> {
    let id = item["id"].as_str().ok_or("an item without `id`")?;
    let label = |language: &str| item["labels"][language]["value"].as_str();
    let name = label("en")
        .or_else(|| label("mul"))
        .or_else(|| label("fr"))
        .ok_or_else(|| format!("{id} has no English or French label"))?;
    let kinds: Vec<&str> = items(item, "P31").collect();
    let kind = kinds.iter().find_map(|kind| kind_of(kind)).ok_or_else(|| {
        format!(
            "{id} ({name}) is no actor that we know by its `instance of` ({}): put it into a table instead",
            kinds.join(", ")
        )
    })?;
    let key = Some(slug(name)).filter(|key| !key.is_empty()).unwrap_or_else(|| slug(id));
    let mut actor = bare(key, name.into(), kind);
    for language in ["en", "fr"] {
        let aliases =
            item["aliases"][language].as_array().into_iter().flatten().filter_map(|alias| alias["value"].as_str());
        for other in label(language).into_iter().chain(aliases) {
            match language {
                "en" => add_name(&mut actor, other),
                _ => actor.names.entry(language.into()).or_default().push(other.into()),
            }
        }
    }
    let states = items(item, "P17").chain(items(item, "P27")).filter_map(|state| known.item(state));
    actor.country = states.filter_map(|state| state.country.clone()).next();
    actor.from = days(item, "P571").next();
    actor.to = days(item, "P576").next();
    actor.codes.insert("wikidata".into(), id.into());
    actor.offices = claims(item, "P39").filter_map(|claim| office(claim, known)).collect();
    Ok(actor)
}

/// What an item is by its class; only classes that are sure.
fn kind_of(class: &str) -> Option<ActorKind> {
    Some(match class {
        "Q5" => ActorKind::Person,
        "Q6256" | "Q3624078" => ActorKind::State,
        "Q43229" | "Q7278" | "Q484652" | "Q163740" => ActorKind::Organisation,
        "Q176799" | "Q37726" => ActorKind::StateForce,
        "Q17149090" => ActorKind::ArmedGroup,
        "Q11032" | "Q192283" => ActorKind::Media,
        _ => return None,
    })
}

fn claims<'a>(item: &'a Value, property: &str) -> impl Iterator<Item = &'a Value> {
    item["claims"][property].as_array().into_iter().flatten()
}

fn items<'a>(item: &'a Value, property: &str) -> impl Iterator<Item = &'a str> {
    claims(item, property).filter_map(|claim| claim["mainsnak"]["datavalue"]["value"]["id"].as_str())
}

fn days(item: &Value, property: &str) -> impl Iterator<Item = compact_str::CompactString> {
    claims(item, property).filter_map(|claim| day(&claim["mainsnak"]))
}

/// `+2012-03-00T00:00:00Z` is 2012-03.
fn day(snak: &Value) -> Option<compact_str::CompactString> {
    let time = snak["datavalue"]["value"]["time"].as_str()?.strip_prefix('+')?;
    let day = time.get(..10)?;
    Some(day.trim_end_matches("-00").into())
}

fn office(claim: &Value, known: &Known) -> Option<Office> {
    let of = claim["qualifiers"]["P642"][0]["datavalue"]["value"]["id"].as_str();
    let item = claim["mainsnak"]["datavalue"]["value"]["id"].as_str()?;
    let bound = |property: &str| day(&claim["qualifiers"][property][0]);
    Some(Office {
        title: [("en".into(), vec![item.to_lowercase().into()])].into_iter().collect(),
        of: of.and_then(|of| known.item(of)).map_or_else(|| slug(item), |state| state.key.clone()),
        from: bound("P580"),
        to: bound("P582"),
        codes: [("wikidata".into(), item.into())].into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_become_actors_and_others_are_told() {
        let text = r#"[
{"id": "Q1", "labels": {"en": {"value": "Valley Times"}, "fr": {"value": "Le Temps de la vallée"}}, "aliases": {"en": [{"value": "VT"}]}, "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q11032"}}}}], "P571": [{"mainsnak": {"datavalue": {"value": {"time": "+1994-00-00T00:00:00Z"}}}}]}},
{"id": "Q2", "labels": {"en": {"value": "A hill"}}, "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q54050"}}}}]}}
]"#;
        let import = read(text, &Known::default());
        let times = &import.actors[0];
        assert_eq!((times.kind, times.from.as_deref()), (ActorKind::Media, Some("1994")));
        assert_eq!(
            (times.acronyms[0].as_str(), times.names.get("fr").unwrap()[0].as_str()),
            ("VT", "Le Temps de la vallée")
        );
        assert_eq!(import.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [3]);
    }
}
