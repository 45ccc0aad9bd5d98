//! FollowTheMoney: a JSON object an entity, with `id`, `schema` and `properties` whose values are lists of texts.
//!
//! Bodies and persons become actors, `Occupancy` with `Position` offices of persons. <https://followthemoney.tech/explorer/>

use std::collections::BTreeMap;

use compact_str::CompactString;
use serde::Deserialize;
use zenobia_core::knowledge::{KnownActor, Office};
use zenobia_core::record::ActorKind;

use crate::table::{country, date};
use crate::{Fault, Import, Known, add_name, bare, slug};

#[derive(Deserialize)]
struct Entity {
    id: String,
    schema: String,
    #[serde(default)]
    properties: BTreeMap<String, Vec<String>>,
}

impl Entity {
    fn all(&self, property: &str) -> &[String] {
        self.properties.get(property).map_or(&[], Vec::as_slice)
    }

    fn first(&self, property: &str) -> Option<&str> {
        self.all(property).first().map(String::as_str)
    }
}

/// Reads entities; those of other schemata (ownership, payments …) are told and left out.
pub(crate) fn read(text: &str, known: &Known) -> Import {
    let mut import = Import::default();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut posts: BTreeMap<String, Entity> = BTreeMap::new();
    let mut holdings: Vec<(usize, Entity)> = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        import.lines += 1;
        let entity: Entity = match serde_json::from_str(line) {
            Ok(entity) => entity,
            Err(error) => {
                import.faults.push(Fault::at(index + 1, format!("no FollowTheMoney entity: {error}")));
                continue;
            }
        };
        match (entity.schema.as_str(), kind(&entity)) {
            ("Position", _) => drop(posts.insert(entity.id.clone(), entity)),
            ("Occupancy", _) => holdings.push((index + 1, entity)),
            (_, Some(kind)) => match actor(&entity, kind) {
                Ok(actor) => {
                    places.insert(entity.id.clone(), import.actors.len());
                    import.actors.push(actor);
                }
                Err(message) => import.faults.push(Fault::at(index + 1, message)),
            },
            (schema, None) => {
                import.faults.push(Fault::at(index + 1, format!("`{schema}` is no actor: it was left out")))
            }
        }
    }
    for (line, holding) in holdings {
        let holder = holding.first("holder").and_then(|id| places.get(id)).copied();
        let post = holding.first("post").and_then(|id| posts.get(id));
        match holder.zip(post) {
            Some((holder, post)) => import.actors[holder].offices.push(office(&holding, post, known)),
            None => {
                import.faults.push(Fault::at(line, "an occupancy whose holder or post is not in the file: add them"))
            }
        }
    }
    import
}

fn kind(entity: &Entity) -> Option<ActorKind> {
    let topic = |wanted: &str| entity.all("topics").iter().any(|topic| topic == wanted);
    Some(match entity.schema.as_str() {
        "Person" => ActorKind::Person,
        "PublicBody" => ActorKind::State,
        "Organization" | "LegalEntity" | "Company" if topic("crime.terror") => ActorKind::ArmedGroup,
        "Organization" | "LegalEntity" if topic("mil") => ActorKind::StateForce,
        "Organization" | "LegalEntity" | "Company" if topic("media") => ActorKind::Media,
        "Organization" | "LegalEntity" | "Company" => ActorKind::Organisation,
        _ => return None,
    })
}

fn actor(entity: &Entity, kind: ActorKind) -> Result<KnownActor, String> {
    let name = entity.first("name").ok_or_else(|| format!("`{}` has no name: add `properties.name`", entity.id))?;
    let key = Some(slug(name)).filter(|key| !key.is_empty()).unwrap_or_else(|| slug(&entity.id));
    let mut actor = bare(key, name.into(), kind);
    let others = entity.all("name").iter().skip(1).chain(entity.all("alias")).chain(entity.all("abbreviation"));
    others.for_each(|other| add_name(&mut actor, other));
    let short: Vec<CompactString> = entity.all("weakAlias").iter().map(CompactString::from).collect();
    if !short.is_empty() {
        actor.short.insert("en".into(), short);
    }
    let codes = ["country", "jurisdiction", "nationality"].iter().flat_map(|property| entity.all(property));
    let mut countries: Vec<CompactString> = codes.filter_map(|code| country(code).ok()).collect();
    countries.dedup();
    actor.country = countries.first().cloned();
    actor.countries = countries.into_iter().skip(1).collect();
    actor.from = entity.first("incorporationDate").and_then(|day| date(day).ok());
    actor.to = entity.first("dissolutionDate").and_then(|day| date(day).ok());
    entity.first("wikidataId").into_iter().for_each(|item| drop(actor.codes.insert("wikidata".into(), item.into())));
    actor.codes.insert("ftm".into(), entity.id.as_str().into());
    Ok(actor)
}

fn office(holding: &Entity, post: &Entity, known: &Known) -> Office {
    let state = post.first("country").and_then(|code| known.country(&code.to_uppercase()));
    Office {
        title: [("en".into(), vec![post.first("name").unwrap_or("member").to_lowercase().into()])]
            .into_iter()
            .collect(),
        of: state.map_or_else(|| slug(&post.id), |state| state.key.clone()),
        from: holding.first("startDate").and_then(|day| date(day).ok()),
        to: holding.first("endDate").and_then(|day| date(day).ok()),
        codes: Default::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_become_actors_and_occupancies_offices() {
        let text = r#"{"id": "p1", "schema": "Person", "properties": {"name": ["Awa Sy"], "alias": ["A. Sy"], "nationality": ["ml"]}}
{"id": "b1", "schema": "Organization", "properties": {"name": ["Valley Band"], "topics": ["crime.terror"], "country": ["ml"]}}
{"id": "q1", "schema": "Position", "properties": {"name": ["Minister of Water"]}}
{"id": "o1", "schema": "Occupancy", "properties": {"holder": ["p1"], "post": ["q1"], "startDate": ["2012-03"]}}
{"id": "v1", "schema": "Vessel", "properties": {"name": ["Hope"]}}
not json"#;
        let import = read(text, &Known::default());
        assert_eq!(import.actors[0].offices[0].title.get("en").unwrap()[..], ["minister of water"]);
        assert_eq!((import.actors[1].kind, import.actors[1].country.as_deref()), (ActorKind::ArmedGroup, Some("ML")));
        assert_eq!(import.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [5, 6]);
    }
}
