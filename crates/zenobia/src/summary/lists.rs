//! Tolls, places, sources and notes.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::record::{Claim, Note, Place, Quantity, Record, SourceKind, Toll};

use super::labels::Labels;
use super::paint::Look;
use super::{Page, Paragraph};

/// A toll: the words of the count, what was done, and whose they are.
pub(super) fn toll(page: &Page<'_>, toll: &Toll) -> Option<Paragraph> {
    let quantity = page.names.quantity(&toll.quantity)?;
    let mut words = format!("{} ({}", quantity.mention.text, page.labels.effect(&toll.effect));
    if let Some(number) = number(quantity, page.labels) {
        words.push_str(&format!(", {number}"));
    }
    if toll.cumulative {
        words.push_str(&format!(", {}", page.labels.so_far));
    }
    words.push(')');
    Some(Paragraph::default().and(Look::Toll, words))
}

/// The number in figures, where the wording does not show it.
fn number(quantity: &Quantity, labels: &Labels) -> Option<String> {
    match (quantity.least, quantity.most) {
        (Some(least), Some(most)) if least == most => {
            let shown: String = quantity.mention.text.chars().filter(char::is_ascii_digit).collect();
            (shown != least.to_string()).then(|| least.to_string())
        }
        (Some(least), Some(most)) => Some(format!("{}–{}", grouped(least), grouped(most))),
        // "More than 3,000" is 3,001 at least, which is not what anybody says. Of small numbers "at least eleven" is as likely.
        (Some(least), None) if least % 10 == 1 && least > 100 => {
            Some(format!("{} {}", labels.more_than, grouped(least - 1)))
        }
        (Some(least), None) => Some(format!("{} {}", labels.at_least, grouped(least))),
        (None, Some(most)) => Some(format!("{} {}", labels.at_most, grouped(most))),
        (None, None) => None,
    }
}

/// A number with its thousands apart, by no-break spaces.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() <= 4 {
        return digits;
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// All tolls, each once: whose, how many, by whom counted.
pub(super) fn tolls(page: &mut Page<'_>, record: &Record) {
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for claim in &record.claims {
        for each in &claim.tolls {
            if !seen.insert((&each.quantity, &each.effect)) {
                continue;
            }
            let Some(mut entry) = toll(page, each) else { continue };
            if let Some(whose) = each.of.as_deref().and_then(|id| page.names.who(id)) {
                entry = entry.and(Look::Text, " · ").and(Look::Actor, whose);
            }
            if let Some(source) = page.names.source(&claim.source, page.labels) {
                let words = format!(" · {} ", page.labels.according_to);
                entry = entry.and(Look::Faint, words).and(Look::Actor, source);
            }
            entries.push(entry);
        }
    }
    list(page, page.labels.tolls, &entries);
}

/// All places, with their coordinates or the word that they were not found.
pub(super) fn places(page: &mut Page<'_>, record: &Record) {
    let entries: Vec<Paragraph> = record.places.iter().map(|place| place_entry(page, place)).collect();
    list(page, page.labels.places, &entries);
}

fn place_entry(page: &Page<'_>, place: &Place) -> Paragraph {
    let labels = page.labels;
    let [open, close] = labels.quotes;
    let name = page.names.place(&place.id).unwrap_or(&place.name);
    let mut entry = Paragraph::default().and(Look::Place, name);
    if name != place.name {
        entry = entry.and(Look::Faint, format!(" ({})", place.name));
    } else if let Some(mention) = place.mentions.first().filter(|mention| mention.text != name) {
        entry = entry.and(Look::Faint, format!(" {open}{}{close}", mention.text));
    }
    let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) else {
        return entry.and(Look::Doubt, format!(" · {}", labels.not_found));
    };
    let area: Vec<&str> = [place.admin1.as_deref(), place.country.as_deref()].into_iter().flatten().collect();
    let area = if area.is_empty() { String::new() } else { format!(", {}", area.join(", ")) };
    let radius = place.radius_km.map_or(String::new(), |radius| format!(" ± {radius:.0} km"));
    let [north, south, east, west] = labels.compass;
    let position = format!("{} {}{radius}", degrees(latitude, [north, south]), degrees(longitude, [east, west]));
    entry.and(Look::Text, format!(" · {}{area} · {position}", page.labels.place_kind(&place.kind)))
}

fn degrees(value: f64, [positive, negative]: [&str; 2]) -> String {
    format!("{:.2}°\u{a0}{}", value.abs(), if value < 0.0 { negative } else { positive })
}

/// The actors that are known, or take part in a claim, with their kind.
pub(super) fn actors(page: &mut Page<'_>, record: &Record) {
    let taking_part: BTreeSet<&str> = record.claims.iter().flat_map(participants).collect();
    let shown = record.actors.iter().filter(|actor| actor.key.is_some() || taking_part.contains(actor.id.as_str()));
    let mut line = Paragraph::default();
    for (index, actor) in shown.enumerate() {
        let between = if index == 0 { "" } else { " · " };
        let kind = format!(" ({})", page.labels.kind(actor.kind));
        let name = page.names.who(&actor.id).unwrap_or(&actor.name);
        line = line.and(Look::Text, between).and(Look::Actor, name).and(Look::Faint, kind);
    }
    if line.is_empty() {
        return;
    }
    page.sheet.heading(page.labels.actors);
    page.sheet.paragraph(&line, 2, 2);
}

/// Ids of those who do something, have it done to them, or say so.
fn participants(claim: &Claim) -> impl Iterator<Item = &str> {
    let sources = claim.source.iter().filter_map(|source| source.actor.as_deref());
    claim.roles.actor.iter().chain(&claim.roles.recipient).map(String::as_str).chain(sources)
}

/// How many claims each source makes, the narrator included.
pub(super) fn sources(page: &mut Page<'_>, record: &Record) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for claim in &record.claims {
        let chain = page.names.source(&claim.source, page.labels);
        *counts.entry(chain.unwrap_or_else(|| page.labels.narrator.to_owned())).or_default() += 1;
    }
    let cited =
        |claim: &zenobia_core::record::Claim| claim.source.iter().any(|source| source.kind != SourceKind::Narrator);
    if !record.claims.iter().any(cited) {
        return;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(name, count), (other, more)| more.cmp(count).then_with(|| name.cmp(other)));
    let mut line = Paragraph::default();
    for (index, (name, count)) in counts.into_iter().enumerate() {
        let between = if index == 0 { "" } else { " · " };
        line = line.and(Look::Text, between).and(Look::Actor, name).and(Look::Faint, format!(" ({count})"));
    }
    page.sheet.heading(page.labels.sources);
    page.sheet.paragraph(&line, 2, 2);
}

/// What a careful reader would be told, and what was mended.
pub(super) fn notes(page: &mut Page<'_>, record: &Record) {
    let say = |note: &Note| Paragraph::default().and(Look::Doubt, note_text(page.labels, record, note));
    let mut entries: Vec<Paragraph> = record.notes.iter().map(say).collect();
    if !record.repairs.is_empty() {
        entries.push(repairs(page.labels, record));
    }
    list(page, page.labels.notes, &entries);
}

/// What a note says in the language of the summary, with the words of the places and times that it is about.
fn note_text(labels: &Labels, record: &Record, note: &Note) -> String {
    let Some(sentence) = labels.note(&note.kind) else { return note.message.clone() };
    let places = record.places.iter().flat_map(|place| &place.mentions);
    let mentions: Vec<_> = places.chain(record.times.iter().map(|time| &time.mention)).collect();
    let [open, close] = labels.quotes;
    let words = note.spans.iter().filter_map(|span| {
        let mention = mentions.iter().find(|mention| mention.span() == *span)?;
        Some(format!("{open}{}{close}", mention.text))
    });
    let mut words: Vec<String> = words.collect();
    words.dedup();
    sentence.replace("{}", &words.join(", "))
}

/// Most repairs that are shown.
const REPAIRS: usize = 6;

fn repairs(labels: &Labels, record: &Record) -> Paragraph {
    let [open, close] = labels.quotes;
    let words = record.repairs.iter().filter(|repair| repair.text.contains(char::is_alphanumeric));
    let shown: Vec<String> = words
        .take(REPAIRS)
        .map(|repair| format!("{open}{}{close} → {open}{}{close}", repair.text, repair.repaired))
        .collect();
    let more = record.repairs.len() - shown.len();
    let more = if more > 0 { format!(" (+ {more})") } else { String::new() };
    Paragraph::default().and(Look::Text, format!("{} {}{more}", labels.mended, shown.join(", ")))
}

pub(super) fn list(page: &mut Page<'_>, heading: &str, entries: &[Paragraph]) {
    if entries.is_empty() {
        return;
    }
    page.sheet.heading(heading);
    for entry in entries {
        page.sheet.paragraph(entry, 2, 4);
    }
}
