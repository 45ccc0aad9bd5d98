//! The records of the parts of one report, put together: offsets shifted, and what is the same in several parts made one.

use std::collections::BTreeMap;

use crate::record::{Actor, Claim, Mention, Place, Record, Repair, Site};
use crate::span::Span;
use crate::why::Why;

/// What was read so far.
#[derive(Default)]
pub(super) struct Joined {
    record: Option<Record>,
    actors: BTreeMap<String, usize>,
    sites: BTreeMap<String, usize>,
    places: BTreeMap<String, usize>,
}

/// For the ids of a part, those of the whole.
type Renamed = BTreeMap<String, String>;

impl Joined {
    /// Adds the record of a part that begins at a code point of the text. Parts come in order.
    pub fn add(&mut self, mut part: Record, start: u32) {
        shift(&mut part, start);
        if self.record.is_none() {
            self.record = Some(Record::new(std::mem::take(&mut part.report)));
        }
        self.append(part);
    }

    /// The record of the whole.
    ///
    /// # Panics
    /// Never: a text has a part at least.
    pub fn finish(self) -> Record {
        self.record.expect("a text has a part at least")
    }

    fn append(&mut self, part: Record) {
        let Some(whole) = &mut self.record else { return };
        let mut names = Renamed::new();
        join(&mut whole.actors, part.actors, &mut self.actors, &mut names);
        join(&mut whole.sites, part.sites, &mut self.sites, &mut names);
        // What a place is told from has to be known before it.
        let (told, plain): (Vec<Place>, Vec<Place>) =
            part.places.into_iter().partition(|place| place.relation.is_some());
        join(&mut whole.places, plain, &mut self.places, &mut names);
        join_told(&mut whole.places, told, &mut self.places, &mut names);
        let (times, quantities, claims) = (whole.times.len(), whole.quantities.len(), whole.claims.len());
        let sentences = whole.sentences.len() as u32;
        let numbered = |letter: char, before: usize, id: &str| match id
            .strip_prefix(letter)
            .and_then(|id| id.parse::<usize>().ok())
        {
            Some(number) => format!("{letter}{}", before + number),
            None => id.to_owned(),
        };
        whole.times.extend(part.times.into_iter().map(|mut time| {
            time.id = numbered('t', times, &time.id);
            time.anchor = time.anchor.map(|anchor| numbered('t', times, &anchor));
            time
        }));
        whole.quantities.extend(part.quantities.into_iter().map(|mut quantity| {
            quantity.id = numbered('q', quantities, &quantity.id);
            quantity
        }));
        whole.claims.extend(part.claims.into_iter().map(|mut claim| {
            claim.id = numbered('c', claims, &claim.id);
            claim.sentence += sentences;
            rename(&mut claim, &names);
            claim.roles.time.iter_mut().for_each(|id| *id = numbered('t', times, id));
            claim.tolls.iter_mut().for_each(|toll| toll.quantity = numbered('q', quantities, &toll.quantity));
            claim
        }));
        whole.repairs.extend(part.repairs);
        whole.sentences.extend(part.sentences);
        whole.notes.extend(part.notes);
    }
}

/// Somebody or something that several parts may name.
trait Entity {
    const LETTER: char;
    fn id(&mut self) -> &mut String;
    fn mentions(&mut self) -> &mut Vec<Mention>;
    /// What tells it from all others: its key, or else what the text says of it.
    fn identity(&self) -> String;
}

impl Entity for Actor {
    const LETTER: char = 'a';
    fn id(&mut self) -> &mut String {
        &mut self.id
    }
    fn mentions(&mut self) -> &mut Vec<Mention> {
        &mut self.mentions
    }
    fn identity(&self) -> String {
        let own = || format!("{:?} {:?} {}", self.kind, self.country, crate::text::fold(&self.name));
        self.key.clone().unwrap_or_else(own)
    }
}

impl Entity for Site {
    const LETTER: char = 's';
    fn id(&mut self) -> &mut String {
        &mut self.id
    }
    fn mentions(&mut self) -> &mut Vec<Mention> {
        &mut self.mentions
    }
    fn identity(&self) -> String {
        self.key.clone().unwrap_or_else(|| format!("{} {}", self.kind, crate::text::fold(&self.name)))
    }
}

impl Entity for Place {
    const LETTER: char = 'p';
    fn id(&mut self) -> &mut String {
        &mut self.id
    }
    fn mentions(&mut self) -> &mut Vec<Mention> {
        &mut self.mentions
    }
    fn identity(&self) -> String {
        let own = || format!("{} {:?} {}", self.kind, self.country, self.name);
        let named = self.key.clone().unwrap_or_else(own);
        match &self.relation {
            Some(relation) => format!(
                "{named} {:?} {} {:?} {:?}",
                self.radius_km, relation.anchor, relation.distance_km, relation.bearing
            ),
            None => named,
        }
    }
}

fn join<T: Entity>(whole: &mut Vec<T>, part: Vec<T>, known: &mut BTreeMap<String, usize>, names: &mut Renamed) {
    for mut one in part {
        let number = *known.entry(one.identity()).or_insert(whole.len());
        let id = format!("{}{}", T::LETTER, number + 1);
        names.insert(std::mem::replace(one.id(), id.clone()), id);
        match whole.get_mut(number) {
            Some(before) => before.mentions().append(one.mentions()),
            None => whole.push(one),
        }
    }
}

/// Places told from others. One may be told from another that is told itself: those whose anchor is known come first.
fn join_told(whole: &mut Vec<Place>, mut told: Vec<Place>, known: &mut BTreeMap<String, usize>, names: &mut Renamed) {
    while !told.is_empty() {
        let anchored =
            |place: &Place| place.relation.as_ref().is_some_and(|relation| names.contains_key(&relation.anchor));
        let (mut ready, rest): (Vec<Place>, Vec<Place>) = told.into_iter().partition(anchored);
        if ready.is_empty() {
            // Told from one another in a circle: no relation is better than a wrong one.
            ready = rest.into_iter().map(|place| Place { relation: None, ..place }).collect();
            told = Vec::new();
        } else {
            told = rest;
        }
        for relation in ready.iter_mut().filter_map(|place| place.relation.as_mut()) {
            if let Some(anchor) = names.get(&relation.anchor) {
                relation.anchor.clone_from(anchor);
            }
        }
        join(whole, ready, known, names);
    }
}

/// Gives a claim the ids of the whole.
fn rename(claim: &mut Claim, names: &Renamed) {
    let roles = &mut claim.roles;
    let lists = [&mut roles.actor, &mut roles.recipient, &mut roles.site, &mut roles.place];
    let of = claim.tolls.iter_mut().filter_map(|toll| toll.of.as_mut());
    let sources = claim.source.iter_mut().filter_map(|source| source.actor.as_mut());
    for id in lists.into_iter().flatten().chain(of).chain(sources) {
        if let Some(name) = names.get(id) {
            id.clone_from(name);
        }
    }
    for list in [&mut claim.roles.actor, &mut claim.roles.recipient, &mut claim.roles.site, &mut claim.roles.place] {
        let mut seen = Vec::new();
        list.retain(|id| {
            !seen.contains(id) && {
                seen.push(id.clone());
                true
            }
        });
    }
}

/// Moves everything that a record says of its text.
fn shift(record: &mut Record, by: u32) {
    let span = |span: &mut Span| {
        span.start += by;
        span.end += by;
    };
    let mention = |mention: &mut Mention| {
        mention.start += by;
        mention.end += by;
    };
    let why = |why: &mut Why| why.parts.iter_mut().filter_map(|part| part.span.as_mut()).for_each(span);
    let repair = |repair: &mut Repair| {
        repair.start += by;
        repair.end += by;
    };
    record.repairs.iter_mut().for_each(repair);
    record.sentences.iter_mut().for_each(span);
    record.notes.iter_mut().flat_map(|note| &mut note.spans).for_each(span);
    let actors = record.actors.iter_mut().map(|actor| (&mut actor.mentions, &mut actor.why));
    let sites = record.sites.iter_mut().map(|site| (&mut site.mentions, &mut site.why));
    let places = record.places.iter_mut().map(|place| (&mut place.mentions, &mut place.why));
    for (mentions, derivation) in actors.chain(sites).chain(places) {
        mentions.iter_mut().for_each(mention);
        why(derivation);
    }
    for time in &mut record.times {
        mention(&mut time.mention);
        why(&mut time.why);
    }
    for quantity in &mut record.quantities {
        mention(&mut quantity.mention);
        why(&mut quantity.why);
    }
    for claim in &mut record.claims {
        mention(&mut claim.trigger);
        claim.roles.means.iter_mut().for_each(mention);
        claim.source.iter_mut().filter_map(|source| source.cue.as_mut()).for_each(mention);
        why(&mut claim.why);
    }
}
