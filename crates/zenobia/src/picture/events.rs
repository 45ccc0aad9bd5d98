//! What happened, in order of time, parts below their campaign.

use std::collections::BTreeMap;

use zenobia_core::reconcile::situation::{Count, Event, Extent, Situation, TollRange};

use super::words::counted;
use super::{MOST, Page, Paragraph};
use crate::summary::grouped;
use crate::summary::paint::Look;

pub(super) fn write(page: &mut Page<'_>, situation: &Situation) {
    page.sheet.heading(page.labels.happened);
    if situation.events.is_empty() {
        let text = Paragraph::default().and(Look::Faint, page.words.nothing);
        return page.sheet.paragraph(&text, 2, 4);
    }
    let shown: BTreeMap<&str, ()> = situation.events.iter().map(|event| (event.id.as_str(), ())).collect();
    let mut parts: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    let is_part = |event: &&Event| event.part_of.as_deref().is_some_and(|whole| shown.contains_key(whole));
    for event in situation.events.iter().filter(is_part) {
        parts.entry(event.part_of.as_deref().unwrap_or_default()).or_default().push(event);
    }
    for event in situation.events.iter().filter(|event| !is_part(event)) {
        write_event(page, event, 2);
        for part in parts.get(event.id.as_str()).into_iter().flatten() {
            write_event(page, part, 6);
        }
    }
}

fn write_event(page: &mut Page<'_>, event: &Event, indent: usize) {
    let text = headline(page, event);
    page.sheet.paragraph(&text, indent, indent + 2);
    for toll in order(&event.tolls) {
        let text = toll_text(page, toll);
        page.sheet.paragraph(&text, indent + 2, indent + 4);
    }
    let text = belief(page, event);
    page.sheet.paragraph(&text, indent + 2, indent + 4);
    for attached in event.attached.iter().take(MOST) {
        let text = Paragraph::default().and(Look::Doubt, page.words.state(attached.state)).and(
            Look::Faint,
            format!(
                "{} {} ({})",
                page.labels.colon,
                page.quoted(&attached.telling.words),
                page.origin(&attached.telling.origin)
            ),
        );
        page.sheet.paragraph(&text, indent + 2, indent + 4);
    }
}

fn headline(page: &Page<'_>, event: &Event) -> Paragraph {
    let mut text = Paragraph::default().and(Look::Text, "• ").and(Look::Time, page.time(event.time.as_ref()));
    let places = page.places(&event.places);
    if !places.is_empty() {
        text = text.and(Look::Text, " · ").and(Look::Place, places);
    }
    text = text.and(Look::Text, " · ").and(Look::Event, page.kind(&event.event, &event.modes));
    if event.extent == Extent::Campaign {
        text = text.and(Look::Event, format!(" ({})", page.words.campaign));
    }
    let actors = page.parties(&event.actors);
    let mut objects = page.parties(&event.recipients);
    for site in event.sites.iter().take(MOST) {
        if !objects.is_empty() {
            objects.push_str(", ");
        }
        objects.push_str(&site.key.as_deref().and_then(page.vocabulary.known).unwrap_or_else(|| site.name.clone()));
    }
    if actors.is_empty() && objects.is_empty() {
        return text;
    }
    text = text.and(Look::Text, format!("{} ", page.labels.colon)).and(Look::Actor, actors);
    if objects.is_empty() { text } else { text.and(Look::Text, " → ").and(Look::Actor, objects) }
}

/// People before things.
fn order(tolls: &[TollRange]) -> Vec<&TollRange> {
    let mut all: Vec<&TollRange> = tolls.iter().collect();
    all.sort_by_key(|toll| toll.unit != "person");
    all
}

fn toll_text(page: &Page<'_>, toll: &TollRange) -> Paragraph {
    let words = page.words;
    let unit = if toll.unit == "person" { String::new() } else { format!(" {}", toll.unit.replace('-', " ")) };
    let of = toll.of.clone().unwrap_or_else(|| words.side(toll.side).to_owned());
    let mut text = Paragraph::default()
        .and(Look::Faint, format!("{} ({of}){} ", page.labels.effect(&toll.effect), page.labels.colon))
        .and(Look::Toll, format!("{}{unit}", grouped(toll.best)));
    let range = match toll.high {
        Some(high) if high == toll.low => None,
        Some(high) => Some(format!("{}–{}", grouped(toll.low), grouped(high))),
        None => Some(format!("{} {}", page.labels.at_least, grouped(toll.low))),
    };
    if let Some(range) = range {
        text = text.and(Look::Toll, format!(" ({range})"));
    }
    if toll.counts.len() < 2 {
        return text;
    }
    text = text.and(Look::Faint, format!(" · {} · {} ", words.reason(&toll.rule), words.history));
    let shown: Vec<String> = toll.counts.iter().rev().take(2 * MOST).rev().map(|count| one(page, count)).collect();
    text.and(Look::Faint, shown.join(" ; "))
}

fn one(page: &Page<'_>, count: &Count) -> String {
    let mut facts = vec![page.origin(&count.origin)];
    facts.extend(count.as_of.as_deref().map(|day| page.day(day)));
    let said_by = page.words.said_by(count.said_by);
    facts.extend((!said_by.is_empty()).then(|| said_by.to_owned()));
    format!("{} ({})", count.words, facts.join(", "))
}

fn belief(page: &Page<'_>, event: &Event) -> Paragraph {
    let words = page.words;
    let names: Vec<String> = event.graded_by.with.iter().take(MOST).map(|origin| page.origin(origin)).collect();
    let mut quotes: Vec<String> = Vec::new();
    for claim in &event.claims {
        let quoted = page.quoted(&claim.words);
        if quotes.len() < MOST && !quotes.contains(&quoted) {
            quotes.push(quoted);
        }
    }
    let claims = counted(event.claims.len(), words.claims);
    Paragraph::default().and(Look::Heading, words.grade(event.grade)).and(
        Look::Faint,
        format!(
            "{} {} {} · {claims}{} {}",
            page.labels.colon,
            words.reason(&event.graded_by.rule),
            names.join(", "),
            page.labels.colon,
            quotes.join(", ")
        ),
    )
}
