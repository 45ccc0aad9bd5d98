//! Who holds what, over time or on one day.

use zenobia_core::reconcile::situation::{Control, Held, Interval, Objective, Situation};

use super::{Page, Paragraph};
use crate::summary::paint::Look;

pub(super) fn write(page: &mut Page<'_>, situation: &Situation) {
    match &situation.as_of {
        Some(as_of) => {
            let heading = format!("{} {}", page.words.control_on, page.day(&as_of.day));
            page.sheet.heading(&heading);
            let wanted = |held: &&Held| {
                let is = |control: &Control| control.place == held.place && control.part == held.part;
                situation.control.iter().any(is) && (held.interval.is_some() || !held.objectives.is_empty())
            };
            let places: Vec<&Held> = as_of.places.iter().filter(wanted).collect();
            if places.is_empty() {
                nothing(page);
            }
            for held in places {
                on_day(page, held);
            }
        }
        None if situation.control.is_empty() => {}
        None => {
            page.sheet.heading(page.words.control);
            for control in &situation.control {
                over_time(page, control);
            }
        }
    }
}

fn nothing(page: &mut Page<'_>) {
    let text = Paragraph::default().and(Look::Faint, page.words.nothing_held);
    page.sheet.paragraph(&text, 2, 4);
}

fn name(place: &str, part: Option<&str>) -> Paragraph {
    let text = Paragraph::default().and(Look::Place, place);
    match part {
        Some(part) => text.and(Look::Text, format!(", {part}")),
        None => text,
    }
}

fn on_day(page: &mut Page<'_>, held: &Held) {
    let mut text = name(&held.place.name, held.part.as_ref().map(|part| part.name.as_str()));
    text = text.and(Look::Text, format!("{} ", page.labels.colon));
    let mut facts: Vec<Paragraph> = held.interval.iter().map(|interval| interval_text(page, interval)).collect();
    if !held.fighting.is_empty() {
        facts.push(Paragraph::default().and(Look::Doubt, page.words.fighting));
    }
    facts.extend(held.objectives.iter().map(|objective| objective_text(page, objective)));
    text = join(text, facts);
    page.sheet.paragraph(&text, 2, 4);
}

fn over_time(page: &mut Page<'_>, control: &Control) {
    let mut text = name(&control.place.name, control.part.as_ref().map(|part| part.name.as_str()));
    text = text.and(Look::Text, page.labels.colon);
    page.sheet.paragraph(&text, 2, 4);
    for interval in &control.intervals {
        let text = Paragraph::default().and(Look::Text, "• ").join(interval_text(page, interval));
        page.sheet.paragraph(&text, 4, 6);
    }
    for siege in control.fighting.iter().filter(|fight| fight.siege) {
        let [from, to] = page.words.from_to;
        let days = format!("• {} {from} {} {to} {}", page.words.siege, page.day(&siege.first), page.day(&siege.last));
        page.sheet.paragraph(&Paragraph::default().and(Look::Doubt, days), 4, 6);
    }
    for objective in &control.objectives {
        let text = Paragraph::default().and(Look::Text, "• ").join(objective_text(page, objective));
        page.sheet.paragraph(&text, 4, 6);
    }
}

fn interval_text(page: &Page<'_>, interval: &Interval) -> Paragraph {
    let words = page.words;
    let holder = interval.holder.as_ref().map_or(words.unknown_holder.to_owned(), |holder| page.party(holder));
    let mut text = Paragraph::default().and(Look::Faint, format!("{} ", words.held_by)).and(Look::Actor, holder);
    if let Some(from) = &interval.from {
        let late = if interval.from_at_latest { format!(" {}", words.at_latest) } else { String::new() };
        text = text.and(Look::Time, format!(" {} {}{late}", words.since, page.day(from)));
    }
    if let Some(to) = &interval.to {
        text = text.and(Look::Time, format!(" {} {}", words.until, page.day(to)));
    }
    for dispute in &interval.disputed_by {
        let other = page.party(&dispute.holder);
        text = text.and(Look::Doubt, format!(" · {} {other}", words.disputed));
    }
    text
}

fn objective_text(page: &Page<'_>, objective: &Objective) -> Paragraph {
    let words = page.words;
    let mut text = Paragraph::default().and(Look::Doubt, words.objective);
    if let Some(by) = &objective.by {
        text = text.and(Look::Text, format!(" {} ", words.of)).and(Look::Actor, page.party(by));
    }
    text.and(Look::Doubt, format!(", {}", words.not_taken))
}

pub(super) fn join(mut text: Paragraph, facts: Vec<Paragraph>) -> Paragraph {
    for (index, fact) in facts.into_iter().enumerate() {
        if index > 0 {
            text = text.and(Look::Text, " · ");
        }
        text = text.join(fact);
    }
    text
}
