//! Templates from the claims of a report.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::analyze::{EntityKind, Form, ReportEntity, ReportMention};
use zenobia_core::pack::Ontology;
use zenobia_core::reconcile::situation::{Event, Situation};
use zenobia_core::record::{ActorKind, Claim, Record};
use zenobia_core::span::Span;
use zenobia_core::text::{Reading, Token};

use crate::crosswalk::codes;

use super::{Slot, Template};

/// What templates are made from.
pub struct Source<'a> {
    /// The text as given.
    pub text: &'a str,
    /// What was read.
    pub record: &'a Record,
    /// The events that its claims tell.
    pub situation: &'a Situation,
    /// Everybody by every wording, with how words refer.
    pub entities: &'a [ReportEntity],
    /// The words as they were read: in a report all in capitals, titles in small letters and names with capitals.
    pub reading: &'a Reading,
    /// The event types.
    pub ontology: &'a Ontology,
}

/// Kinds of actor that fight: what is done to nobody else is combat, and no incident in MUC-4.
const FIGHTERS: [ActorKind; 3] = [ActorKind::StateForce, ActorKind::ArmedGroup, ActorKind::Militia];

/// A report tells of hardly more incidents than this.
const MOST: usize = 6;

/// What MUC-4 calls an effect.
const EFFECTS: [(&str, &str); 5] = [
    ("killed", "DEATH"),
    ("wounded", "INJURY"),
    ("destroyed", "DESTROYED"),
    ("damaged", "SOME DAMAGE"),
    ("released", "REGAINED FREEDOM"),
];

impl Source<'_> {
    /// A template for each event that is an incident in MUC-4. What one type tells of the same sufferers, or without any of its own, is one.
    pub fn templates(&self) -> Vec<Template> {
        let mut templates: Vec<Template> = Vec::new();
        for event in &self.situation.events {
            let Some(template) = self.template(event) else { continue };
            match templates.iter_mut().find(|other| is_same(other, &template)) {
                Some(other) => absorb(other, template),
                None => templates.push(template),
            }
        }
        // Of what is told of nobody only what is told alone is an incident.
        if templates.iter().any(|template| !template.fillers.is_empty()) {
            templates.retain(|template| !template.fillers.is_empty());
        }
        templates.truncate(MOST);
        templates
    }

    fn template(&self, event: &Event) -> Option<Template> {
        let ids: BTreeSet<&str> = event.claims.iter().map(|telling| telling.claim.as_str()).collect();
        let claims: Vec<&Claim> = self.record.claims.iter().filter(|claim| ids.contains(claim.id.as_str())).collect();
        let kinds: Vec<&str> =
            claims.iter().filter_map(|claim| codes(claim, "muc4", self.ontology).first().copied()).collect();
        // What is told more exactly in one claim is so in all: an attack that is called a bombing once is one.
        let kind = kinds.iter().max_by_key(|kind| **kind != "attack")?;
        if self.is_combat(&claims) {
            return None;
        }
        let mut template = Template { kind: kind.replace('-', " "), ..Template::default() };
        template.days = event.time.as_ref().map(|time| (time.first.clone(), time.last.clone()));
        template.places = event.places.iter().map(|place| place.name.clone()).collect();
        for claim in claims {
            self.fill(claim, &mut template);
        }
        Some(template)
    }

    /// Whether all that is told is of fighters against fighters.
    fn is_combat(&self, claims: &[&Claim]) -> bool {
        let kinds: Vec<ActorKind> =
            claims.iter().flat_map(|claim| &claim.roles.recipient).filter_map(|id| self.kind(id)).collect();
        let sites = claims.iter().any(|claim| !claim.roles.site.is_empty());
        !sites && !kinds.is_empty() && kinds.iter().all(|kind| FIGHTERS.contains(kind))
    }

    fn kind(&self, id: &str) -> Option<ActorKind> {
        self.record.actors.iter().find(|actor| actor.id == id).map(|actor| actor.kind)
    }

    fn fill(&self, claim: &Claim, template: &mut Template) {
        for id in &claim.roles.actor {
            self.perpetrator(claim, id, template);
        }
        for id in &claim.roles.site {
            let site = self.record.sites.iter().find(|site| site.id == *id);
            let spans = site.map(|site| site.mentions.iter().map(|mention| mention.span()).collect::<Vec<_>>());
            if let Some(span) = spans.and_then(|spans| nearest(spans, claim)) {
                put(template, Slot::Target, self.words(span));
            }
        }
        for id in &claim.roles.recipient {
            self.victim(claim, id, template);
        }
        for means in &claim.roles.means {
            put(template, Slot::Weapon, means.text.clone());
        }
    }

    fn perpetrator(&self, claim: &Claim, id: &str, template: &mut Template) {
        // What governments do is war or policy, and no terrorist act.
        let Some(kind) = self.kind(id).filter(|kind| *kind != ActorKind::State) else { return };
        let spoken = |forms: &[Form]| nearest(self.spoken(id, forms), claim);
        let name = spoken(&[Form::Name]);
        let body = kind != ActorKind::Person && kind != ActorKind::Population;
        if let Some(span) = name {
            put(template, if body { Slot::Organization } else { Slot::Individual }, self.words(span));
        }
        let described = if kind == ActorKind::StateForce && name.is_none() {
            spoken(&[Form::Many]).or_else(|| {
                let force = spoken(&[Form::One]);
                force.iter().for_each(|span| put(template, Slot::Organization, self.words(*span)));
                None
            })
        } else {
            spoken(&[Form::One, Form::Many])
        };
        if let Some(span) = described {
            put(template, Slot::Individual, self.words(span));
        }
    }

    fn victim(&self, claim: &Claim, id: &str, template: &mut Template) {
        let Some(kind) = self.kind(id) else { return };
        let name = nearest(self.spoken(id, &[Form::Name]), claim).filter(|_| kind == ActorKind::Person);
        let described = nearest(self.spoken(id, &[Form::One, Form::Many]), claim);
        name.iter().for_each(|span| put(template, Slot::Victim, self.words(self.untitled(*span))));
        described.iter().for_each(|span| template.descriptions.push(self.words(*span)));
        let Some(whose) = name.or(described).map(|span| self.words(span)) else { return };
        for toll in claim.tolls.iter().filter(|toll| toll.of.as_deref().is_none_or(|of| of == id)) {
            let number = self.record.quantities.iter().find(|quantity| quantity.id == toll.quantity);
            template.numbers.extend(number.and_then(|number| number.least).map(|least| (least, whose.clone())));
            let effect = EFFECTS.iter().find(|(ours, _)| *ours == toll.effect);
            template.effects.extend(effect.map(|(_, theirs)| ((*theirs).to_owned(), whose.clone())));
        }
    }

    /// Where an actor of the record is spoken of in some forms.
    fn spoken(&self, id: &str, forms: &[Form]) -> Vec<Span> {
        let Some(actor) = self.record.actors.iter().find(|actor| actor.id == id) else { return Vec::new() };
        let own: Vec<Span> = actor.mentions.iter().map(|mention| mention.span()).collect();
        let is_own = |mention: &&ReportMention| own.contains(&mention.span) && forms.contains(&mention.form);
        let actors = self.entities.iter().filter(|entity| matches!(entity.kind, EntityKind::Actor(_)));
        actors.flat_map(|entity| entity.mentions.iter().filter(is_own).map(|mention| mention.span)).collect()
    }

    /// A name without the title before it: "Governor Antonio Roldan".
    fn untitled(&self, span: Span) -> Span {
        let inside = |token: &&Token| token.span.overlaps(span);
        let tokens: Vec<&Token> = self.reading.tokens.iter().filter(inside).collect();
        let title = tokens.iter().take_while(|token| token.text.starts_with(char::is_lowercase)).count();
        tokens.get(title).map_or(span, |first| Span::new(first.span.start, span.end))
    }

    fn words(&self, span: Span) -> String {
        let words: String =
            self.text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The wording that stands nearest to the trigger.
fn nearest(spans: Vec<Span>, claim: &Claim) -> Option<Span> {
    let at = claim.trigger.start;
    spans.into_iter().min_by_key(|span| (span.start.abs_diff(at), span.start))
}

fn put(template: &mut Template, slot: Slot, words: String) {
    let fillers: &mut Vec<String> = template.fillers.entry(slot).or_default();
    if !words.is_empty() && !fillers.contains(&words) {
        fillers.push(words);
    }
}

/// Whether two templates are of one incident: the same type, and a common sufferer or none in one of them.
fn is_same(a: &Template, b: &Template) -> bool {
    let sufferers = |template: &Template| -> BTreeSet<String> {
        let filled = [Slot::Target, Slot::Victim].iter().filter_map(|slot| template.fillers.get(slot)).flatten();
        filled.chain(&template.descriptions).map(|words| super::normalize(words)).collect()
    };
    let (one, other) = (sufferers(a), sufferers(b));
    a.kind == b.kind && (one.is_empty() || other.is_empty() || !one.is_disjoint(&other))
}

fn absorb(template: &mut Template, other: Template) {
    let fillers: BTreeMap<Slot, Vec<String>> = other.fillers;
    for (slot, words) in fillers.into_iter().flat_map(|(slot, words)| words.into_iter().map(move |one| (slot, one))) {
        put(template, slot, words);
    }
    template.days = template.days.take().or(other.days);
    template.places.extend(other.places);
    template.descriptions.extend(other.descriptions);
    template.numbers.extend(other.numbers);
    template.effects.extend(other.effects);
}
