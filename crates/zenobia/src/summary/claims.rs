//! What happened: claims by event type, those that say the same taken together.

use zenobia_core::record::{Claim, Factuality, Record};

use super::lists::toll;
use super::paint::Look;
use super::{Page, Paragraph, days};

/// The claims of one event type, in text order.
struct Group<'a> {
    event: &'a str,
    entries: Vec<Entry<'a>>,
}

/// Claims that differ in their words only.
struct Entry<'a> {
    claim: &'a Claim,
    triggers: Vec<&'a str>,
}

pub(super) fn write(page: &mut Page<'_>, record: &Record) {
    if record.claims.is_empty() {
        page.sheet.gap();
        let nothing = Paragraph::default().and(Look::Text, page.labels.nothing);
        return page.sheet.paragraph(&nothing, 0, 0);
    }
    page.sheet.heading(page.labels.happened);
    for group in groups(&record.claims) {
        let gloss = short((page.vocabulary.gloss)(group.event, None), &[':', '.']);
        let mut heading = Paragraph::default().and(Look::Event, group.event);
        if !gloss.is_empty() {
            heading = heading.and(Look::Faint, format!(" · {gloss}"));
        }
        page.sheet.paragraph(&heading, 2, 4);
        for entry in &group.entries {
            let paragraph = paragraph(page, entry);
            page.sheet.paragraph(&paragraph, 4, 6);
        }
    }
}

/// A gloss up to the first of some marks: "Violence against people or things: fighting, …" is its first half.
fn short(gloss: String, marks: &[char]) -> String {
    gloss.split(marks).next().unwrap_or_default().trim_end().to_owned()
}

fn groups(claims: &[Claim]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for claim in claims {
        let at = groups.iter().position(|group| group.event == claim.event).unwrap_or_else(|| {
            groups.push(Group { event: &claim.event, entries: Vec::new() });
            groups.len() - 1
        });
        let entries = &mut groups[at].entries;
        let trigger = claim.trigger.text.as_str();
        match entries.iter_mut().find(|entry| is_same(entry.claim, claim)) {
            Some(entry) if entry.triggers.contains(&trigger) => {}
            Some(entry) => entry.triggers.push(trigger),
            None => entries.push(Entry { claim, triggers: vec![trigger] }),
        }
    }
    groups
}

/// Whether two claims read the same but for the word that names the happening.
fn is_same(one: &Claim, other: &Claim) -> bool {
    let who = |claim: &Claim| claim.source.iter().map(|source| (source.kind, source.actor.clone())).collect::<Vec<_>>();
    let roles = |claim: &Claim| {
        let roles = claim.roles.clone();
        (roles.actor, roles.recipient, roles.site, roles.place, roles.time)
    };
    one.mode == other.mode
        && one.factuality == other.factuality
        && roles(one) == roles(other)
        && who(one) == who(other)
        && (other.tolls.is_empty() || one.tolls == other.tolls)
}

/// One entry: mode and words, who to whom, where, when, how many, how surely, who says so.
fn paragraph(page: &Page<'_>, entry: &Entry<'_>) -> Paragraph {
    let claim = entry.claim;
    let [open, close] = page.labels.quotes;
    let words: Vec<String> = entry.triggers.iter().map(|trigger| format!("{open}{trigger}{close}")).collect();
    let mut text = Paragraph::default().and(Look::Text, "• ");
    let modes: Vec<String> = claim
        .mode
        .iter()
        .map(|mode| short((page.vocabulary.gloss)(&claim.event, Some(mode)), &[':', '.', ',']))
        .collect();
    if !modes.is_empty() {
        text = text.and(Look::Heading, modes.join(", ")).and(Look::Text, " ");
    }
    text = text.and(Look::Faint, words.join(", "));
    let mut facts: Vec<Paragraph> = Vec::new();
    facts.extend(participants(page, claim));
    facts.extend(where_and_when(page, claim));
    facts.extend(claim.tolls.iter().filter_map(|each| toll(page, each)));
    facts.extend(doubt(page, claim.factuality));
    facts.extend(page.names.source(&claim.source, page.labels).map(|source| {
        Paragraph::default().and(Look::Faint, format!("{} ", page.labels.according_to)).and(Look::Actor, source)
    }));
    for (index, fact) in facts.into_iter().enumerate() {
        let between = if index == 0 { format!("{} ", page.labels.colon) } else { " · ".to_owned() };
        text = text.and(Look::Text, between).join(fact);
    }
    text
}

fn participants(page: &Page<'_>, claim: &Claim) -> Option<Paragraph> {
    let actors = page.names.whos(&claim.roles.actor).join(", ");
    let mut objects = page.names.whos(&claim.roles.recipient);
    objects.extend(page.names.whos(&claim.roles.site));
    let mut text = Paragraph::default();
    if !actors.is_empty() {
        text = text.and(Look::Actor, actors);
    }
    if !objects.is_empty() {
        let arrow = if text.is_empty() { "→ " } else { " → " };
        text = text.and(Look::Text, arrow).and(Look::Actor, objects.join(", "));
    }
    (!text.is_empty()).then_some(text)
}

fn where_and_when(page: &Page<'_>, claim: &Claim) -> Vec<Paragraph> {
    let places = claim.roles.place.iter().filter_map(|id| page.names.place(id));
    let times = claim.roles.time.iter().filter_map(|id| page.names.time(id)).map(|time| days::time(time, page.labels));
    let (places, times) = (places.collect::<Vec<_>>().join(", "), times.collect::<Vec<_>>().join(", "));
    let mut facts = Vec::new();
    if !places.is_empty() {
        facts.push(Paragraph::default().and(Look::Place, places));
    }
    if !times.is_empty() {
        facts.push(Paragraph::default().and(Look::Time, times));
    }
    facts
}

fn doubt(page: &Page<'_>, factuality: Factuality) -> Option<Paragraph> {
    page.labels.factuality(factuality).map(|word| Paragraph::default().and(Look::Doubt, word))
}
