//! Templates from the claims of a report.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::analyze::{EntityKind, Form, ReportEntity, ReportMention};
use zenobia_core::pack::Ontology;
use zenobia_core::reconcile::situation::{Event, Extent, Situation};
use zenobia_core::record::{ActorKind, Claim, Mention, Record};
use zenobia_core::span::Span;
use zenobia_core::syntax::{Features, Syntax, Upos};
use zenobia_core::text::{Reading, Token, fold};

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
    /// Their trees.
    pub syntax: &'a Syntax,
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

/// Words by which an attack is a bombing.
const BLASTS: [&str; 8] = ["bomb", "blew up", "blow", "blown", "dynamit", "explo", "detonat", "grenade"];
/// Words by which it is arson.
const BURNING: [&str; 6] = ["burn", "torch", "set fire", "on fire", "ablaze", "arson"];

/// Words by which somebody is robbed; what armies seize is no robbery.
const ROBBING: [&str; 6] = ["rob", "steal", "stole", "loot", "held up", "theft"];

/// Aircraft and tanks, which are soldiers' business.
const AIRCRAFT: [&str; 8] = ["plane", "aircraft", "helicopter", "jet", "gunship", "bomber", "drone", "tank"];

/// Nouns that say nothing alone.
const BARE: [&str; 16] = [
    "group",
    "organization",
    "movement",
    "leader",
    "headquarters",
    "installation",
    "facility",
    "office",
    "position",
    "window",
    "equipment",
    "neighborhood",
    "target",
    "force",
    "residence",
    "roof",
];

/// Nouns that say little without what they are of.
const RELATIONAL: [&str; 16] = [
    "group",
    "member",
    "headquarters",
    "residence",
    "home",
    "house",
    "office",
    "facility",
    "installation",
    "unit",
    "band",
    "gang",
    "column",
    "branch",
    "building",
    "number",
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
        let kinds: Vec<&str> = claims.iter().filter_map(|claim| self.kind_of_incident(claim)).collect();
        // What is told more exactly in one claim is so in all: an attack that is called a bombing once is one.
        let kind = kinds.iter().max_by_key(|kind| **kind != "attack")?;
        if self.is_combat(&claims) || (self.is_at_large(event, &claims) && !self.tells_of_anybody(&claims)) {
            return None;
        }
        let mut template = Template { kind: kind.replace('-', " "), ..Template::default() };
        template.days = event.time.as_ref().map(|time| (time.first.clone(), time.last.clone()));
        template.places = event.places.iter().map(|place| place.name.clone()).collect();
        self.perpetrators(&claims, &mut template);
        self.targets(&claims, &mut template);
        for claim in &claims {
            claim.roles.recipient.iter().for_each(|id| self.victim(claim, id, &mut template));
            let things = claim.roles.means.iter().map(Mention::span).filter(|span| !self.is_somebody(*span));
            // What bombs were dropped from is no instrument in MUC-4.
            let things = things.filter(|span| !self.says(*span, &AIRCRAFT));
            things.for_each(|span| put(&mut template, Slot::Weapon, self.words(span)));
        }
        Some(template)
    }

    fn says(&self, span: Span, words: &[&str]) -> bool {
        let said = self.words(span).to_lowercase();
        words.iter().any(|word| said.contains(word))
    }

    /// Whether words that say how it was done name who did it: "the air force".
    fn is_somebody(&self, span: Span) -> bool {
        self.record.actors.iter().flat_map(|actor| &actor.mentions).any(|mention| mention.span().overlaps(span))
    }

    /// Whether claims say to whom or to what something was done, or with what.
    fn tells_of_anybody(&self, claims: &[&Claim]) -> bool {
        let thing = |claim: &Claim| claim.why.parts.iter().any(|part| part.name == "thing");
        let told = |claim: &Claim| {
            let roles = &claim.roles;
            !(roles.recipient.is_empty() && roles.site.is_empty() && roles.means.is_empty())
        };
        claims.iter().any(|claim| told(claim) || thing(claim))
    }

    /// Whether what is told is no incident of its own: attacks in general, a campaign, what states do, fighting between two sides.
    fn is_at_large(&self, event: &Event, claims: &[&Claim]) -> bool {
        let plural = |claim: &&Claim| {
            let head = self.head(claim.trigger.span()).map(|head| &self.syntax.words[head]);
            head.is_some_and(|word| word.upos == Upos::Noun && word.features.has(Features::PLURAL))
        };
        let doers: Vec<ActorKind> =
            claims.iter().flat_map(|claim| &claim.roles.actor).filter_map(|id| self.kind(id)).collect();
        let state = |kind: &ActorKind| matches!(kind, ActorKind::State | ActorKind::StateForce);
        let both = doers.iter().any(state) && !doers.iter().all(state);
        event.extent == Extent::Campaign
            || claims.iter().all(plural)
            || (!doers.is_empty() && (both || doers.iter().all(state)))
    }

    /// The type of incident that a claim tells: by its type and mode, or else by its words and what it was done with.
    fn kind_of_incident(&self, claim: &Claim) -> Option<&str> {
        let code = codes(claim, "muc4", self.ontology).first().copied()?;
        let says = |words: &[&str]| {
            let told = claim.trigger.text.to_lowercase();
            words.iter().any(|word| told.contains(word))
                || claim
                    .roles
                    .means
                    .iter()
                    .any(|means| words.iter().any(|word| means.text.to_lowercase().contains(word)))
        };
        Some(match code {
            "robbery" if !says(&ROBBING) => return None,
            "attack" if claim.mode.iter().any(|mode| mode == "aerial" || mode == "drone") => code,
            "attack" if says(&BLASTS) => "bombing",
            "attack" if says(&BURNING) => "arson",
            _ => code,
        })
    }

    /// Whether all that is told is of fighters against fighters.
    fn is_combat(&self, claims: &[&Claim]) -> bool {
        let kinds: Vec<ActorKind> =
            claims.iter().flat_map(|claim| &claim.roles.recipient).filter_map(|id| self.kind(id)).collect();
        let sites = claims.iter().any(|claim| !claim.roles.site.is_empty());
        !sites && !kinds.is_empty() && kinds.iter().all(|kind| FIGHTERS.contains(kind))
    }

    /// Whether an actor is the police, who do nothing that is an incident in MUC-4.
    fn keeps_order(&self, id: &str) -> bool {
        let actor = self.record.actors.iter().find(|actor| actor.id == id);
        actor.and_then(|actor| actor.key.as_deref()).is_some_and(|key| key.ends_with("/police"))
    }

    fn kind(&self, id: &str) -> Option<ActorKind> {
        self.record.actors.iter().find(|actor| actor.id == id).map(|actor| actor.kind)
    }

    /// Who did it, each by one wording.
    fn perpetrators(&self, claims: &[&Claim], template: &mut Template) {
        let mut seen = BTreeSet::new();
        for (id, claim) in claims.iter().flat_map(|claim| claim.roles.actor.iter().map(move |id| (id, claim))) {
            if seen.insert(id) {
                self.perpetrator(claim, id, template);
            }
        }
    }

    fn perpetrator(&self, claim: &Claim, id: &str, template: &mut Template) {
        // What governments do is war or policy, and no terrorist act.
        let Some(kind) = self.kind(id).filter(|kind| *kind != ActorKind::State && !self.keeps_order(id)) else {
            return;
        };
        let mentions = self.spoken(id);
        let body = kind != ActorKind::Person && kind != ActorKind::Population;
        let name = self.fullest_name(id, &mentions).or_else(|| self.name_within(id, &mentions));
        name.iter().for_each(|name| {
            put(template, if body { Slot::Organization } else { Slot::Individual }, name.clone());
        });
        // "A rebel attack" says of what sort it was, and "the group", "the leaders" nothing.
        let qualifies = |head: usize| ["compound", "amod"].iter().any(|base| self.syntax.words[head].is(base));
        let says = |span: &Span| self.head(*span).is_some_and(|head| !qualifies(head)) && !self.is_bare(*span);
        let described: Vec<Span> = mentions.iter().copied().filter(|span| !self.is_name(*span)).filter(says).collect();
        let Some(span) = nearest(described.clone(), claim) else { return };
        let people = self.are_people(span);
        // "Soldiers": those of "the army" that the report tells of elsewhere.
        let army =
            described.into_iter().filter(|span| people && kind == ActorKind::StateForce && !self.are_people(*span));
        nearest(army.collect(), claim).iter().for_each(|span| put(template, Slot::Organization, self.phrase(*span)));
        if kind == ActorKind::StateForce && !people {
            put(template, Slot::Organization, self.phrase(span));
        } else if !matches!(kind, ActorKind::Organisation | ActorKind::Media) && (name.is_none() || !body || people) {
            put(template, Slot::Individual, self.phrase(span));
        }
    }

    /// Whether words are for people, as "soldiers" are, and not for their body.
    fn are_people(&self, span: Span) -> bool {
        let head = self.head(span).map(|head| &self.syntax.words[head]);
        head.is_some_and(|word| {
            let many = word.features.has(Features::PLURAL) || word.lemma.starts_with("troop");
            many && word.lemma != "force"
        })
    }

    /// Whether all that is said is a word that says little alone: "the headquarters", "the group".
    fn is_bare(&self, span: Span) -> bool {
        let tokens = self.tokens(span);
        let bare = |head: usize| BARE.contains(&self.syntax.words[head].lemma.to_lowercase().as_str());
        tokens.len() == 1 && bare(tokens.start) && self.complement(tokens.start, tokens.end).is_none()
    }

    /// What it was done to: sites, and things that are no sites of the record.
    fn targets(&self, claims: &[&Claim], template: &mut Template) {
        let mut seen = BTreeSet::new();
        for claim in claims {
            for id in claim.roles.site.iter().filter(|id| seen.insert(id.as_str())) {
                let site = self.record.sites.iter().find(|site| site.id == *id);
                let spans = site.map(|site| site.mentions.iter().map(Mention::span).collect::<Vec<_>>());
                let told = |span: &Span| !self.is_bare(*span) && !self.is_front(*span);
                let spans = spans.unwrap_or_default().into_iter().filter(told).collect();
                if let Some(span) = nearest(spans, claim) {
                    put(template, Slot::Target, self.phrase(span));
                }
            }
            let things = claim.why.parts.iter().filter(|part| part.name == "thing").filter_map(|part| part.span);
            let things = things.map(|span| self.whole(span)).filter(|span| !self.says(*span, &AIRCRAFT));
            let things = things.filter(|span| !self.is_front(*span));
            things.for_each(|span| put(template, Slot::Target, self.phrase(span)));
        }
    }

    /// The mention of a thing that a word heads: "police patrol *car*".
    fn whole(&self, span: Span) -> Span {
        let things = self.entities.iter().filter(|entity| entity.kind == EntityKind::Thing);
        let mut mentions = things.flat_map(|entity| &entity.mentions).map(|mention| mention.span);
        mentions.find(|mention| mention.overlaps(span)).unwrap_or(span)
    }

    fn victim(&self, claim: &Claim, id: &str, template: &mut Template) {
        let Some(kind) = self.kind(id) else { return };
        let mentions = self.spoken(id);
        let name = self.fullest_name(id, &mentions).filter(|_| kind == ActorKind::Person);
        name.iter().for_each(|name| put(template, Slot::Victim, name.clone()));
        let described = nearest(mentions.iter().copied().filter(|span| !self.is_name(*span)).collect(), claim);
        described.iter().for_each(|span| template.descriptions.push(self.words(*span)));
        let Some(whose) = name.or_else(|| described.map(|span| self.words(span))) else { return };
        for toll in claim.tolls.iter().filter(|toll| toll.of.as_deref().is_none_or(|of| of == id)) {
            let number = self.record.quantities.iter().find(|quantity| quantity.id == toll.quantity);
            template.numbers.extend(number.and_then(|number| number.least).map(|least| (least, whose.clone())));
            let effect = EFFECTS.iter().find(|(ours, _)| *ours == toll.effect);
            template.effects.extend(effect.map(|(_, theirs)| ((*theirs).to_owned(), whose.clone())));
        }
    }

    /// Whether words name where fighters stand, which is combat.
    fn is_front(&self, span: Span) -> bool {
        self.head(span).is_some_and(|head| self.syntax.words[head].lemma == "position")
    }

    /// Where an actor of the record is spoken of, but for pronouns.
    fn spoken(&self, id: &str) -> Vec<Span> {
        let Some(actor) = self.record.actors.iter().find(|actor| actor.id == id) else { return Vec::new() };
        let own: Vec<Span> = actor.mentions.iter().map(|mention| mention.span()).collect();
        let is_own = |mention: &&ReportMention| {
            own.contains(&mention.span) && !matches!(mention.form, Form::Pronoun | Form::Possessive)
        };
        let actors = self.entities.iter().filter(|entity| matches!(entity.kind, EntityKind::Actor(_)));
        actors.flat_map(|entity| entity.mentions.iter().filter(is_own).map(|mention| mention.span)).collect()
    }

    fn tokens(&self, span: Span) -> std::ops::Range<usize> {
        let tokens = &self.reading.tokens;
        let start = tokens.partition_point(|token| token.span.end <= span.start);
        start..tokens.partition_point(|token| token.span.start < span.end).max(start)
    }

    fn head(&self, span: Span) -> Option<usize> {
        let tokens = self.tokens(span);
        (!tokens.is_empty()).then(|| self.syntax.top(&tokens))
    }

    /// Whether words are a name: their last one is, with a capital that it does not owe to the beginning of a sentence or to shouting.
    fn is_name(&self, span: Span) -> bool {
        let tokens = self.tokens(span);
        let opens = self.record.sentences.iter().any(|sentence| sentence.start == span.start) && tokens.len() == 1;
        tokens.last().is_some_and(|last| {
            let text = &self.reading.tokens[last].text;
            let told = text.chars().any(char::is_lowercase) && !opens;
            text.starts_with(char::is_uppercase) && (self.syntax.words[last].upos == Upos::Propn || told)
        })
    }

    /// The longest name of an actor in the report, without the title before it.
    fn fullest_name(&self, id: &str, mentions: &[Span]) -> Option<String> {
        let actor = self.record.actors.iter().find(|actor| actor.id == id)?;
        let own: Vec<String> =
            actor.name.split_whitespace().map(|word| fold(word).to_lowercase().to_string()).collect();
        let names = mentions.iter().filter(|span| self.is_name(**span));
        let bare = |span: &Span| -> Vec<String> {
            let tokens: Vec<&Token> = self.tokens(*span).map(|at| &self.reading.tokens[at]).collect();
            let title = |token: &&&Token| !own.contains(&fold(&token.text).to_lowercase().to_string());
            let titles = tokens.iter().take_while(title).count();
            let person = actor.kind == ActorKind::Person && titles < tokens.len();
            tokens[if person { titles } else { 0 }..].iter().map(|token| self.words(token.span)).collect()
        };
        let names: Vec<Vec<String>> = names.map(bare).collect();
        let longest = names.into_iter().rev().max_by_key(Vec::len)?;
        Some(longest.join(" "))
    }

    /// The name of a group in the words for its people: "*Shining Path* guerrillas".
    fn name_within(&self, id: &str, mentions: &[Span]) -> Option<String> {
        let actor = self.record.actors.iter().find(|actor| actor.id == id)?;
        let group = matches!(actor.kind, ActorKind::ArmedGroup | ActorKind::Militia | ActorKind::Organisation)
            && actor.key.is_some();
        let name = fold(&actor.name).to_lowercase();
        let begins = |span: &&Span| fold(&self.words(**span)).to_lowercase().starts_with(name.as_str());
        let span = mentions.iter().find(begins).filter(|_| group)?;
        let words = self.words(*span);
        let count = actor.name.split_whitespace().count();
        Some(words.split_whitespace().take(count).collect::<Vec<_>>().join(" "))
    }

    /// The words of a mention; with what it is of, where it says little without: "the *headquarters* of the party".
    fn phrase(&self, span: Span) -> String {
        let tokens = self.tokens(span);
        let whole =
            self.head(span).filter(|head| self.is_relational(*head)).and_then(|head| self.complement(head, tokens.end));
        let end = whole.unwrap_or(tokens.end);
        if tokens.is_empty() {
            return self.words(span);
        }
        let all = &self.reading.tokens;
        self.words(Span::new(all[self.start(&tokens)].span.start, all[end - 1].span.end))
    }

    /// Where a noun begins with the names that it is made up with: "*Shining Path* members".
    fn start(&self, tokens: &std::ops::Range<usize>) -> usize {
        let words = &self.syntax.words;
        let made_up = |at: &usize| {
            let own = words[*at].head.is_some_and(|head| head < tokens.end && *at < head);
            own && (words[*at].is("compound") || words[*at].is("flat"))
        };
        (0..tokens.start).rev().take_while(made_up).last().unwrap_or(tokens.start)
    }

    /// Where the words that a noun is "of" end: before a mark, a clause, or another preposition.
    fn complement(&self, head: usize, from: usize) -> Option<usize> {
        let (syntax, tokens) = (self.syntax, &self.reading.tokens);
        let opens = |at: &usize| {
            let mut cases = syntax.children_by(*at, "case");
            syntax.words[*at].is("nmod") && cases.any(|case| case == from && tokens[case].lower == "of")
        };
        let of = syntax.children(head).find(opens)?;
        let ends = |at: &usize| {
            let word = &syntax.words[*at];
            let clause = word.is("acl") || word.features.has(Features::RELATIVE) || word.upos == Upos::Verb;
            word.upos == Upos::Punct || clause || (word.upos == Upos::Adp && tokens[*at].lower != "of")
        };
        let end = syntax.subtree(of).end;
        Some((from + 1..end).find(ends).unwrap_or(end))
    }

    /// Whether a noun says little without what it is of.
    fn is_relational(&self, head: usize) -> bool {
        RELATIONAL.contains(&self.syntax.words[head].lemma.to_lowercase().as_str())
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
