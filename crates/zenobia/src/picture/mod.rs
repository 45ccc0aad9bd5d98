//! A situation for people: who holds what, what happened, agreements, open questions.

mod control;
mod events;
mod questions;
#[cfg(test)]
mod tests;
mod words;

use zenobia_core::reconcile::situation::{Party, Situation, Span, Where};

use crate::summary::days;
use crate::summary::paint::{Look, Paint};
use crate::summary::{Labels, Paragraph, Sheet, Vocabulary};
use words::{Words, counted};

/// A page that is being written.
struct Page<'a> {
    vocabulary: &'a Vocabulary<'a>,
    labels: &'static Labels,
    words: &'static Words,
    sheet: Sheet,
}

impl Page<'_> {
    fn day(&self, day: &str) -> String {
        days::iso_day(day, self.labels)
    }

    /// A time: a day, from one to another, or the day by which it was reported.
    fn time(&self, time: Option<&Span>) -> String {
        let [from, to] = self.words.from_to;
        match time {
            None => self.words.undated.to_owned(),
            Some(time) if !time.told => format!("{} {}", self.words.by_report, self.day(&time.last)),
            Some(time) if time.first == time.last => self.day(&time.first),
            Some(time) => format!("{from} {} {to} {}", self.day(&time.first), self.day(&time.last)),
        }
    }

    fn party(&self, party: &Party) -> String {
        let name = party.key.as_deref().and_then(self.vocabulary.known).unwrap_or_else(|| party.name.clone());
        if party.inferred { format!("{name} ({})", self.words.inferred) } else { name }
    }

    fn parties(&self, parties: &[Party]) -> String {
        let mut names: Vec<String> = parties.iter().take(MOST).map(|party| self.party(party)).collect();
        if parties.len() > MOST {
            names.push("…".to_owned());
        }
        names.join(", ")
    }

    /// The most exact places.
    fn places(&self, places: &[Where]) -> String {
        let names: Vec<&str> = places.iter().take(3).map(|place| place.name.as_str()).collect();
        names.join(", ")
    }

    fn quoted(&self, words: &str) -> String {
        format!("{}{words}{}", self.labels.quotes[0], self.labels.quotes[1])
    }

    /// What a claim rests on, by a name.
    fn origin(&self, origin: &str) -> String {
        let (base, unnamed) = origin.split_once("/unnamed").map_or((origin, false), |(base, _)| (base, true));
        let name = base.strip_prefix("report:").map(str::to_owned);
        let name = name.unwrap_or_else(|| (self.vocabulary.known)(base).unwrap_or_else(|| base.replace('-', " ")));
        if unnamed { format!("{} ({name})", self.words.unnamed) } else { name }
    }

    /// What an event of some modes is called.
    fn kind(&self, event: &str, modes: &[String]) -> String {
        let short = |gloss: String| gloss.split([':', ',', '.', ';']).next().unwrap_or_default().trim_end().to_owned();
        match modes.first() {
            Some(mode) => short((self.vocabulary.gloss)(event, Some(mode))),
            None => short((self.vocabulary.gloss)(event, None)),
        }
    }
}

/// Names of a list that are shown.
const MOST: usize = 4;

/// The picture, in lines of at most `columns` columns; it ends with a line break.
pub fn write(
    situation: &Situation,
    vocabulary: &Vocabulary<'_>,
    labels: &'static Labels,
    paint: Paint,
    columns: usize,
) -> String {
    let words = Words::of(labels.code);
    let mut page = Page { vocabulary, labels, words, sheet: Sheet::new(paint, columns) };
    head(&mut page, situation);
    control::write(&mut page, situation);
    events::write(&mut page, situation);
    questions::agreements(&mut page, situation);
    questions::open(&mut page, situation);
    questions::contradictions(&mut page, situation);
    page.sheet.text()
}

fn head(page: &mut Page<'_>, situation: &Situation) {
    let words = page.words;
    let copies = situation.reports.iter().filter(|report| report.copy_of.is_some()).count();
    let claims: usize = situation.events.iter().map(|event| event.claims.len()).sum();
    let mut text = counted(situation.reports.len(), words.reports);
    if copies > 0 {
        text.push_str(&format!(" ({})", counted(copies, words.copies)));
    }
    text.push_str(&format!(" · {}", counted(situation.events.len(), words.events)));
    text.push_str(&format!(" · {}", counted(claims, words.claims)));
    if let Some(day) = &situation.known_at {
        text.push_str(&format!(" · {} {}", words.known_at, page.day(day)));
    }
    page.sheet.paragraph(&Paragraph::default().and(Look::Heading, text), 0, 2);
}
