//! Which actors and sites of a record are which entity of the gold report.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::record::{Mention, Record};

use super::names::{agree, fold};
use crate::gold::GoldReport;

/// Gold keys and the record's ids.
pub(super) struct Entities<'a> {
    ids: BTreeMap<&'a str, BTreeSet<&'a str>>,
    generic: BTreeSet<&'a str>,
    generic_ids: BTreeSet<&'a str>,
}

impl<'a> Entities<'a> {
    pub(super) fn new(gold: &'a GoldReport, record: &'a Record) -> Entities<'a> {
        let actors = record.actors.iter().map(|actor| named(&actor.id, &actor.name, &actor.mentions));
        let sites = record.sites.iter().map(|site| named(&site.id, &site.name, &site.mentions));
        let found: Vec<_> = actors.chain(sites).collect();
        let ids_of = |names: &[String]| {
            let names = names.iter().map(|name| fold(name)).collect();
            found.iter().filter(|(_, other)| agree(&names, other)).map(|(id, _)| *id).collect::<BTreeSet<_>>()
        };
        let ids: BTreeMap<_, _> =
            gold.entities.iter().map(|(key, entity)| (key.as_str(), ids_of(&entity.names))).collect();
        let is_generic = |key: &str| gold.entities.get(key).is_some_and(|entity| entity.generic);
        let mut generic_ids = BTreeSet::new();
        let mut others = BTreeSet::new();
        for (key, set) in &ids {
            if is_generic(key) { &mut generic_ids } else { &mut others }.extend(set.iter().copied());
        }
        let generic_ids = generic_ids.difference(&others).copied().collect();
        let generic = ids.keys().copied().filter(|key| is_generic(key)).collect();
        Entities { ids, generic, generic_ids }
    }

    /// Whether an id of the record is the entity.
    pub(super) fn is(&self, id: &str, key: &str) -> bool {
        self.ids.get(key).is_some_and(|ids| ids.contains(id))
    }

    /// Whether a gold key is nobody in particular.
    pub(super) fn is_generic(&self, key: &str) -> bool {
        self.generic.contains(key)
    }

    /// Whether an id of the record is nobody in particular.
    pub(super) fn is_generic_id(&self, id: &str) -> bool {
        self.generic_ids.contains(id)
    }
}

fn named<'a>(id: &'a str, name: &str, mentions: &[Mention]) -> (&'a str, BTreeSet<String>) {
    let names = mentions.iter().map(|mention| mention.text.as_str()).chain([name]);
    (id, names.map(fold).collect())
}
