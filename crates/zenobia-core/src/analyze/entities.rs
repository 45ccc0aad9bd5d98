//! Everybody and everything that a report speaks of, by every word for it: also pronouns, and buildings and places that the record leaves out
//! because nothing is done to them or no name is theirs.

use std::ops::Range;

use crate::analyze::{Knowledge, Layers, Packs, choose_language, read_layers};
use crate::document::Document;
use crate::record::ActorKind;
use crate::span::Span;
use crate::syntax::{Features, Upos};

/// What sort of thing is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntityKind {
    /// Somebody who acts.
    Actor(ActorKind),
    /// A building, an installation, a monument.
    Site,
    /// A vehicle, a weapon, goods.
    Thing,
    /// A town, a country, a street.
    Place,
}

/// Somebody or something that a report speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportEntity {
    /// What it is.
    pub kind: EntityKind,
    /// What the record would call it.
    pub name: String,
    /// Where it is spoken of, in order.
    pub mentions: Vec<ReportMention>,
}

/// How words refer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// By a proper name.
    Name,
    /// By a noun for one person or thing: "the driver".
    One,
    /// By a noun for several: "drivers".
    Many,
    /// By a pronoun.
    Pronoun,
    /// By a possessive: "their".
    Possessive,
}

/// Words that refer to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportMention {
    /// Where they stand, in code points of the text as given.
    pub span: Span,
    /// How they refer.
    pub form: Form,
}

/// All entities of a report, actors first, then sites, then places; none when no pack reads its language.
///
/// It is what records are made from, for measuring and for showing who a pronoun means.
pub fn entities(document: &Document, packs: &Packs, knowledge: &Knowledge) -> Vec<ReportEntity> {
    let (language, _) = choose_language(document, packs);
    let Some(pack) = packs.get(&language) else { return Vec::new() };
    let layers = read_layers(document, pack, packs, knowledge, &language, |_, _, _| Vec::new(), &|_| ());
    let mut found = actors(&layers);
    found.extend(sites(&layers));
    found.extend(places(&layers));
    found.retain(|entity| !entity.mentions.is_empty());
    for entity in &mut found {
        entity.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        entity.mentions.dedup_by_key(|mention| mention.span);
    }
    found
}

fn actors(layers: &Layers) -> Vec<ReportEntity> {
    let start = |entity: &crate::actor::Entity| ReportEntity {
        kind: EntityKind::Actor(entity.kind),
        name: entity.name.clone(),
        mentions: Vec::new(),
    };
    let mut found: Vec<ReportEntity> = layers.actors.entities.iter().map(start).collect();
    for mention in &layers.actors.mentions {
        found[mention.entity].mentions.push(mention_of(layers, &mention.tokens));
    }
    let pronouns = layers.spoken.antecedents.iter().enumerate();
    for (at, entity) in pronouns.filter_map(|(at, entity)| Some((at, (*entity)?))) {
        found[entity]
            .mentions
            .push(ReportMention { span: layers.reading.span(at..at + 1), form: pronoun_form(layers, at) });
    }
    found
}

/// Classes of site that are things rather than places.
const MOVABLE: [&str; 2] = ["object", "vehicle"];

fn pronoun_form(layers: &Layers, at: usize) -> Form {
    let word = &layers.syntax.words[at];
    let possessive = word.upos == Upos::Det || word.relation == "nmod:poss" || word.features.has(Features::POSSESSIVE);
    if possessive { Form::Possessive } else { Form::Pronoun }
}

fn sites(layers: &Layers) -> Vec<ReportEntity> {
    let start = |entity: &crate::site::SiteEntity| ReportEntity {
        kind: if MOVABLE.contains(&entity.class.as_str()) { EntityKind::Thing } else { EntityKind::Site },
        name: entity.name.clone(),
        mentions: Vec::new(),
    };
    let mut found: Vec<ReportEntity> = layers.sites.entities.iter().map(start).collect();
    for mention in &layers.sites.mentions {
        found[mention.entity].mentions.push(mention_of(layers, &mention.tokens));
    }
    found
}

fn places(layers: &Layers) -> Vec<ReportEntity> {
    let start = |name: &str| ReportEntity { kind: EntityKind::Place, name: name.to_owned(), mentions: Vec::new() };
    let mut found: Vec<ReportEntity> = layers.places.iter().map(|place| start(&place.name)).collect();
    for (entity, place) in found.iter_mut().zip(&layers.places) {
        entity.mentions.extend(place.mentions.iter().map(|mention| mention_of(layers, &mention.tokens)));
    }
    for described in &layers.spoken.places {
        let mention = mention_of(layers, &described.tokens);
        match described.place {
            Some(place) => found[place].mentions.push(mention),
            None => {
                let name = layers.reading.slice(mention.span);
                let known = found[layers.places.len()..].iter().position(|entity| entity.name == name);
                let number = known.map_or(found.len(), |at| layers.places.len() + at);
                if number == found.len() {
                    found.push(start(name));
                }
                found[number].mentions.push(mention);
            }
        }
    }
    found
}

fn mention_of(layers: &Layers, tokens: &Range<usize>) -> ReportMention {
    let words = &layers.syntax.words;
    let form = if words[tokens.clone()].iter().any(|word| word.upos == Upos::Propn) {
        Form::Name
    } else if words[layers.syntax.top(tokens)].features.has(Features::PLURAL) {
        Form::Many
    } else {
        Form::One
    };
    ReportMention { span: layers.reading.span(tokens.clone()), form }
}
