//! Writing the findings down as the public record.

use std::ops::Range;

use crate::analyze::{Judged, Knowledge, Layers, Pack};
use crate::attribution::Who;
use crate::claim;
use crate::document::Document;
use crate::record::{
    Actor, Claim, FORMAT, Mention, Place, PublishedFrom, Quantity, Record, Relation, Report, Roles, Site, Source,
    SourceKind, Time, Toll, sha256,
};
use crate::text::Reading;
use crate::time::Anchor;
use crate::why::Why;

/// Ids by the numbers of the layers; `None` for what the record leaves out.
struct Ids {
    actors: Vec<Option<String>>,
    sites: Vec<Option<String>>,
    places: Vec<Option<String>>,
}

/// The record of a report that was read.
pub(crate) fn record(document: &Document, pack: &Pack, knowledge: &Knowledge, layers: &Layers) -> Record {
    let ids = ids(layers);
    let mut notes = layers.notes.clone();
    notes.extend(layers.reading.notes.clone());
    Record {
        format: FORMAT.into(),
        report: report(document, &layers.reading, layers.published),
        repairs: layers.reading.repairs.clone(),
        sentences: layers
            .reading
            .sentences
            .iter()
            .map(|sentence| layers.reading.span(sentence.tokens.clone()))
            .collect(),
        actors: actors(knowledge, layers, &ids),
        sites: sites(knowledge, layers, &ids),
        places: places(layers, &ids),
        times: times(layers),
        quantities: quantities(layers),
        claims: layers
            .claims
            .iter()
            .enumerate()
            .map(|(number, judged)| claim(pack, layers, &ids, number, judged))
            .collect(),
        notes,
    }
}

/// The record of a report in a language without a pack: its text.
pub(crate) fn without_pack(document: &Document, reading: Reading) -> Record {
    let published = document.published.map(|date| (date, PublishedFrom::Given));
    Record {
        repairs: reading.repairs.clone(),
        sentences: reading.sentences.iter().map(|sentence| reading.span(sentence.tokens.clone())).collect(),
        ..Record::new(report(document, &reading, published))
    }
}

fn report(document: &Document, reading: &Reading, published: Option<(jiff::civil::Date, PublishedFrom)>) -> Report {
    Report {
        id: document.id.to_string(),
        language: reading.language.to_string(),
        title: document.title.clone(),
        published: published.map(|(date, _)| date.to_string()),
        published_from: published.map(|(_, from)| from),
        publisher: document.publisher.clone(),
        url: document.url.clone(),
        sha256: sha256(&document.text),
        length: document.text.chars().count() as u32,
        text: None,
    }
}

/// Degrees to four decimals, some ten meters: no gazetteer is surer.
fn degrees(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn mention(reading: &Reading, tokens: Range<usize>) -> Mention {
    let span = reading.span(tokens);
    Mention { start: span.start, end: span.end, text: reading.slice(span).to_owned() }
}

/// Numbers what is kept, in order: `a1`, `a2` …
fn number(kept: impl Iterator<Item = bool>, prefix: &str) -> Vec<Option<String>> {
    let mut next = 0;
    let id = |keep: bool| {
        next += usize::from(keep);
        keep.then(|| format!("{prefix}{next}"))
    };
    kept.map(id).collect()
}

/// Actors that are named or take part; sites that are known or that something is done to; places with a mention left, and
/// those that such a place is told from.
fn ids(layers: &Layers) -> Ids {
    let drafts = || layers.claims.iter().map(|judged| &judged.draft);
    let actor = |entity: usize| {
        let named = layers.actors.mentions.iter().any(|mention| mention.entity == entity);
        let takes_part =
            drafts().any(|draft| draft.fillers.actor.contains(&entity) || draft.fillers.recipient.contains(&entity));
        named || takes_part
    };
    let site = |entity: usize| {
        layers.sites.entities[entity].known.is_some() || drafts().any(|draft| draft.fillers.site.contains(&entity))
    };
    let told = layers.places.iter().filter(|place| !place.mentions.is_empty()).filter_map(|place| place.relation);
    let anchors: std::collections::BTreeSet<usize> = told.map(|relation| relation.anchor).collect();
    let place = |number: usize| !layers.places[number].mentions.is_empty() || anchors.contains(&number);
    Ids {
        actors: number((0..layers.actors.entities.len()).map(actor), "a"),
        sites: number((0..layers.sites.entities.len()).map(site), "s"),
        places: number((0..layers.places.len()).map(place), "p"),
    }
}

fn actors(knowledge: &Knowledge, layers: &Layers, ids: &Ids) -> Vec<Actor> {
    let one = |(number, id): (usize, &Option<String>)| {
        let entity = &layers.actors.entities[number];
        let known = entity.known.map(|at| &knowledge.actors.actors[at]);
        let codes = known
            .map(|actor| actor.codes.iter().map(|(system, code)| (system.to_string(), code.to_string())).collect());
        let own = layers.actors.mentions.iter().filter(|mention| mention.entity == number);
        Some(Actor {
            id: id.clone()?,
            key: entity.key.as_ref().map(ToString::to_string),
            name: entity.name.clone(),
            kind: entity.kind,
            country: entity.country.as_ref().map(ToString::to_string),
            codes: codes.unwrap_or_default(),
            mentions: own.map(|found| mention(&layers.reading, found.tokens.clone())).collect(),
            why: entity.why.clone(),
        })
    };
    ids.actors.iter().enumerate().filter_map(one).collect()
}

fn sites(knowledge: &Knowledge, layers: &Layers, ids: &Ids) -> Vec<Site> {
    let one = |(number, id): (usize, &Option<String>)| {
        let entity = &layers.sites.entities[number];
        let known = entity.known.map(|at| &knowledge.sites.sites[at]);
        let own = layers.sites.mentions.iter().filter(|mention| mention.entity == number);
        Some(Site {
            id: id.clone()?,
            key: known.map(|site| site.key.to_string()),
            name: entity.name.clone(),
            kind: entity.kind.to_string(),
            latitude: known.map(|site| degrees(site.latitude)),
            longitude: known.map(|site| degrees(site.longitude)),
            mentions: own.map(|found| mention(&layers.reading, found.tokens.clone())).collect(),
            why: entity.why.clone(),
        })
    };
    ids.sites.iter().enumerate().filter_map(one).collect()
}

fn places(layers: &Layers, ids: &Ids) -> Vec<Place> {
    let one = |(number, id): (usize, &Option<String>)| {
        let place = &layers.places[number];
        let relation = place.relation.as_ref().and_then(|relation| {
            let anchor = ids.places[relation.anchor].clone()?;
            Some(Relation { anchor, distance_km: relation.distance_km, bearing: relation.bearing })
        });
        Some(Place {
            id: id.clone()?,
            key: place.key.clone(),
            name: place.name.clone(),
            kind: place.kind.word().to_owned(),
            latitude: place.latitude.map(degrees),
            longitude: place.longitude.map(degrees),
            radius_km: place.radius_km,
            country: place.country.clone(),
            admin1: place.admin1.clone(),
            precision: place.precision,
            relation,
            others: place.others.clone(),
            mentions: place.mentions.iter().map(|found| mention(&layers.reading, found.tokens.clone())).collect(),
            why: place.why.clone(),
        })
    };
    ids.places.iter().enumerate().filter_map(one).collect()
}

fn times(layers: &Layers) -> Vec<Time> {
    let one = |(number, time): (usize, &crate::time::TimeFinding)| Time {
        id: format!("t{}", number + 1),
        kind: time.kind,
        value: time.value.to_string(),
        first: time.first.map(|date| date.to_string()),
        last: time.last.map(|date| date.to_string()),
        anchor: anchor(time.anchor, layers),
        mention: mention(&layers.reading, time.tokens.clone()),
        why: in_pack(&time.why, layers),
    };
    layers.times.iter().enumerate().map(one).collect()
}

/// What a time was resolved from, in the words of the record.
fn anchor(anchor: Anchor, layers: &Layers) -> Option<String> {
    match (anchor, layers.published) {
        (Anchor::None, _) => None,
        (Anchor::Published, Some((_, PublishedFrom::Dateline))) => Some("dateline".into()),
        (Anchor::Published, _) => Some("published".into()),
        (Anchor::Told(number), _) => Some(format!("t{}", number + 1)),
    }
}

/// The derivation by a rule of the language's pack, which the rule's name then says.
fn in_pack(why: &Why, layers: &Layers) -> Why {
    Why { rule: format!("{}/{}", layers.reading.language, why.rule), parts: why.parts.clone() }
}

fn quantities(layers: &Layers) -> Vec<Quantity> {
    let one = |(number, quantity): (usize, &crate::quantity::QuantityFinding)| Quantity {
        id: format!("q{}", number + 1),
        least: quantity.least,
        most: quantity.most,
        approximate: quantity.approximate,
        unit: quantity.unit.to_string(),
        mention: mention(&layers.reading, quantity.tokens.clone()),
        why: in_pack(&quantity.why, layers),
    };
    layers.quantities.iter().enumerate().map(one).collect()
}

fn claim(pack: &Pack, layers: &Layers, ids: &Ids, number: usize, judged: &Judged) -> Claim {
    let draft = &judged.draft;
    let some = |ids: &[Option<String>], numbers: &[usize]| {
        numbers.iter().filter_map(|&at| ids[at].clone()).collect::<Vec<_>>()
    };
    let own_words = mention(&layers.reading, draft.words.clone());
    let roles = Roles {
        actor: some(&ids.actors, &draft.fillers.actor),
        recipient: some(&ids.actors, &draft.fillers.recipient),
        site: some(&ids.sites, &draft.fillers.site),
        place: some(&ids.places, &draft.fillers.place),
        time: draft.times.iter().map(|at| format!("t{}", at + 1)).collect(),
        means: draft.means.iter().map(|words| mention(&layers.reading, words.clone())).collect(),
    };
    let toll = |toll: &claim::DraftToll| Toll {
        quantity: format!("q{}", toll.quantity + 1),
        effect: toll.effect.to_string(),
        of: toll.of.and_then(|at| ids.actors[at].clone()),
        cumulative: layers.quantities[toll.quantity].cumulative,
    };
    let mut why = Why::by(claim::rule_name(&pack.frames, draft, &layers.reading.language));
    why.parts = draft.fillers.parts.iter().chain(&judged.parts).cloned().collect();
    let mut claim = Claim {
        id: format!("c{}", number + 1),
        event: draft.event.to_string(),
        mode: draft.mode.iter().map(ToString::to_string).collect(),
        context: claim::contexts(&pack.frames, draft, &layers.sites),
        trigger: own_words,
        sentence: layers.reading.sentence_of(draft.head) as u32,
        confidence: 0.0,
        roles,
        tolls: draft.tolls.iter().map(toll).collect(),
        source: sources(layers, ids, judged),
        factuality: judged.factuality,
        why,
    };
    claim.confidence = pack.confidence.of(&claim, pack.frames.frames[draft.frame].weak);
    claim
}

fn sources(layers: &Layers, ids: &Ids, judged: &Judged) -> Vec<Source> {
    let narrator = || Source { kind: SourceKind::Narrator, actor: None, cue: None, quoted: false };
    let one = |cited: &crate::attribution::Cited| {
        let cue = Some(mention(&layers.reading, cited.cue.clone()));
        match cited.who {
            Who::Actor(entity) => {
                let actor = ids.actors[entity].clone();
                let kind = if actor.is_some() { SourceKind::Actor } else { SourceKind::Unnamed };
                Source { kind, actor, cue, quoted: cited.quoted }
            }
            Who::Unnamed => Source { kind: SourceKind::Unnamed, actor: None, cue, quoted: cited.quoted },
        }
    };
    match judged.attribution.chain.as_slice() {
        [] => vec![narrator()],
        chain => chain.iter().map(one).collect(),
    }
}
