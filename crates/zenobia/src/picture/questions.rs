//! Agreements, what is announced or denied, and what the sources do not agree on.

use zenobia_core::reconcile::situation::{Agreement, Contradiction, Disagreement, Open, Situation, State, Statement};

use super::{Page, Paragraph};
use crate::summary::paint::Look;

pub(super) fn agreements(page: &mut Page<'_>, situation: &Situation) {
    if situation.agreements.is_empty() {
        return;
    }
    page.sheet.heading(page.words.agreements);
    for agreement in &situation.agreements {
        let text = agreement_text(page, agreement);
        page.sheet.paragraph(&text, 2, 4);
    }
}

fn agreement_text(page: &Page<'_>, agreement: &Agreement) -> Paragraph {
    let (parties, places) = (page.parties(&agreement.parties), page.places(&agreement.places));
    let between = if parties.is_empty() || places.is_empty() { "" } else { " · " };
    let text = Paragraph::default().and(Look::Text, "• ").and(Look::Actor, parties);
    let text = text.and(Look::Text, between).and(Look::Place, places);
    let steps = agreement.steps.iter().map(|step| match &step.on {
        Some(day) => format!("{} ({})", page.words.agreement(step.state), page.day(day)),
        None => page.words.agreement(step.state).to_owned(),
    });
    let steps: Vec<String> = steps.collect();
    text.and(Look::Text, format!("{} ", page.labels.colon)).and(Look::Doubt, steps.join(" → "))
}

pub(super) fn open(page: &mut Page<'_>, situation: &Situation) {
    if situation.open.is_empty() {
        return;
    }
    page.sheet.heading(page.words.open);
    for open in &situation.open {
        let text = open_text(page, open);
        page.sheet.paragraph(&text, 2, 4);
    }
}

fn open_text(page: &Page<'_>, open: &Open) -> Paragraph {
    let mut text = Paragraph::default().and(Look::Text, "• ").and(Look::Doubt, page.words.state(open.state));
    text =
        text.and(Look::Text, format!("{} ", page.labels.colon)).and(Look::Event, page.kind(&open.event, &open.modes));
    let places = page.places(&open.places);
    if !places.is_empty() {
        text = text.and(Look::Text, " · ").and(Look::Place, places);
    }
    let (actors, others) = (page.parties(&open.actors), page.parties(&open.recipients));
    if !actors.is_empty() {
        text = text.and(Look::Text, " · ").and(Look::Actor, actors);
    }
    if !others.is_empty() {
        text = text.and(Look::Text, " → ").and(Look::Actor, others);
    }
    let mut origins: Vec<String> = open.claims.iter().map(|claim| page.origin(&claim.origin)).collect();
    origins.dedup();
    text.and(Look::Faint, format!(" ({})", origins.join(", ")))
}

pub(super) fn contradictions(page: &mut Page<'_>, situation: &Situation) {
    if situation.contradictions.is_empty() {
        return;
    }
    page.sheet.heading(page.words.questions);
    for one in &situation.contradictions {
        let text = question(page, one);
        page.sheet.paragraph(&text, 2, 4);
        for statement in &one.statements {
            let text = statement_text(page, statement);
            page.sheet.paragraph(&text, 4, 6);
        }
    }
}

fn question(page: &Page<'_>, one: &Contradiction) -> Paragraph {
    let mut text = Paragraph::default().and(Look::Text, "• ").and(Look::Doubt, page.words.disagreement(one.about));
    if let Some(effect) = &one.effect {
        text = text.and(Look::Doubt, format!(" ({})", page.labels.effect(effect)));
    }
    if let Some(place) = &one.place {
        text = text.and(Look::Text, " · ").and(Look::Place, place);
    }
    let [first, second] = &one.statements;
    let [first, second] = [first, second].map(|statement| page.day(&statement.value));
    let told = match one.about {
        Disagreement::Happened if second.is_empty() => format!("{first}, {}", page.words.state(State::Denied)),
        Disagreement::Happened => format!("{first}, {} {second}", page.words.denied_by),
        _ => format!("{first} {} {second}", page.words.against),
    };
    text.and(Look::Text, format!("{} ", page.labels.colon)).and(Look::Toll, told)
}

fn statement_text(page: &Page<'_>, statement: &Statement) -> Paragraph {
    Paragraph::default().and(Look::Text, page.quoted(&statement.quote)).and(
        Look::Faint,
        format!(" — {}, {} {}", page.origin(&statement.origin), page.words.in_report, statement.report),
    )
}
