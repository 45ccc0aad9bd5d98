//! The actors that are known already, for what an import refers to: countries by their codes, actors by their names.

use std::collections::BTreeMap;

use compact_str::CompactString;
use zenobia_core::knowledge::{KnownActor, Names};
use zenobia_core::record::ActorKind;
use zenobia_core::text::fold as plain;

/// Known actors, looked up by names and codes.
#[derive(Clone, Debug, Default)]
pub struct Known {
    actors: Vec<KnownActor>,
    by_name: BTreeMap<CompactString, Vec<usize>>,
    by_code: BTreeMap<CompactString, usize>,
    by_wikidata: BTreeMap<CompactString, usize>,
}

impl Known {
    /// Prepares the look-up.
    pub fn new(actors: &[KnownActor]) -> Known {
        let mut known = Known { actors: actors.to_vec(), ..Known::default() };
        for (number, actor) in actors.iter().enumerate() {
            for name in full_names(actor) {
                let numbers = known.by_name.entry(plain(name)).or_default();
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
            let state = actor.kind == ActorKind::State && actor.parents.is_empty();
            for code in ["iso3", "cameo"].iter().filter_map(|system| actor.codes.get(*system)).filter(|_| state) {
                known.by_code.entry(code.clone()).or_insert(number);
            }
            if let Some(item) = actor.codes.get("wikidata") {
                known.by_wikidata.entry(item.clone()).or_insert(number);
            }
        }
        known
    }

    /// The state that a code of three letters stands for.
    pub fn state(&self, code: &str) -> Option<&KnownActor> {
        self.by_code.get(code).map(|&number| &self.actors[number])
    }

    /// The state of a country, by its ISO 3166 alpha-2 code.
    pub fn country(&self, code: &str) -> Option<&KnownActor> {
        let state = |actor: &&KnownActor| {
            actor.kind == ActorKind::State && actor.parents.is_empty() && actor.country.as_deref() == Some(code)
        };
        self.actors.iter().find(state)
    }

    /// The actor of a Wikidata item.
    pub fn item(&self, item: &str) -> Option<&KnownActor> {
        self.by_wikidata.get(item).map(|&number| &self.actors[number])
    }

    /// The one actor that bears a name.
    pub fn named(&self, name: &str) -> Option<&KnownActor> {
        match self.by_name.get(&plain(name)).map(Vec::as_slice) {
            Some([one]) => Some(&self.actors[*one]),
            _ => None,
        }
    }

    /// Joins actors to those known already, and to one another by their keys: who bears the same name and may be the same takes over what
    /// is known, so that nothing is lost when the import stands above it.
    pub(crate) fn merge(&self, actors: Vec<KnownActor>) -> Vec<KnownActor> {
        let mut merged: Vec<KnownActor> = Vec::with_capacity(actors.len());
        let mut numbers: BTreeMap<CompactString, usize> = BTreeMap::new();
        for actor in actors {
            let same = self.item_of(&actor).or_else(|| self.named(&actor.name)).filter(|other| is_akin(other, &actor));
            let key = same.map_or_else(|| actor.key.clone(), |other| other.key.clone());
            match numbers.get(&key) {
                Some(&number) => join(&mut merged[number], actor),
                None => {
                    let mut base = same.cloned();
                    let joined = match base.as_mut() {
                        Some(base) => {
                            join(base, actor);
                            base.clone()
                        }
                        None => actor,
                    };
                    numbers.insert(key, merged.len());
                    merged.push(joined);
                }
            }
        }
        merged
    }

    fn item_of(&self, actor: &KnownActor) -> Option<&KnownActor> {
        actor.codes.get("wikidata").and_then(|item| self.item(item))
    }
}

fn full_names(actor: &KnownActor) -> impl Iterator<Item = &CompactString> {
    actor.names.values().flatten().chain(&actor.acronyms).chain([&actor.name])
}

/// Whether two actors of one name may be the same: a person is no party, a force no newspaper; a group may be called rebels or a militia.
fn is_akin(one: &KnownActor, other: &KnownActor) -> bool {
    use ActorKind::*;
    let class = |kind: ActorKind| match kind {
        Person => 0,
        Population => 1,
        State => 2,
        Media => 3,
        StateForce | ArmedGroup | Militia | Organisation => 4,
    };
    let countries = one.country.is_none() || other.country.is_none() || one.country == other.country;
    class(one.kind) == class(other.kind) && countries
}

/// Adds what one actor says to another.
fn join(base: &mut KnownActor, more: KnownActor) {
    let words: Vec<CompactString> = [&base.adjectives, &base.demonyms, &base.short, &base.capital]
        .iter()
        .flat_map(|names| names.values().flatten())
        .map(|word| plain(word))
        .collect();
    let names: Names = more.names;
    for (language, names) in names {
        let known: Vec<CompactString> = full_names(base).map(|name| plain(name)).collect();
        let new = names.into_iter().filter(|name| !known.contains(&plain(name)) && !words.contains(&plain(name)));
        base.names.entry(language).or_default().extend(new);
    }
    if plain(&base.name) != plain(&more.name) && !full_names(base).any(|name| plain(name) == plain(&more.name)) {
        base.names.entry("en".into()).or_default().push(more.name);
    }
    let acronyms = more.acronyms.into_iter().filter(|name| !base.acronyms.contains(name)).collect::<Vec<_>>();
    base.acronyms.extend(acronyms);
    base.country = base.country.take().or(more.country);
    base.from = base.from.take().or(more.from);
    base.to = base.to.take().or(more.to);
    let lists =
        [(&mut base.countries, more.countries), (&mut base.parents, more.parents), (&mut base.allies, more.allies)];
    for (list, new) in lists {
        let new = new.into_iter().filter(|one| !list.contains(one)).collect::<Vec<_>>();
        list.extend(new);
    }
    for (system, code) in more.codes {
        base.codes.entry(system).or_insert(code);
    }
    let offices = more.offices.into_iter().filter(|office| !base.offices.contains(office)).collect::<Vec<_>>();
    base.offices.extend(offices);
}
