//! Why each finding is there: its words, the rule that made it, and the parts it was made from.

use zenobia_core::record::{Claim, Mention, Quantity, Record};
use zenobia_core::span::Span;
use zenobia_core::why::Why;

use crate::paint::{Look, Paint};
use crate::wrap::Paragraph;

/// One finding.
struct Finding<'a> {
    id: &'a str,
    words: Vec<&'a Mention>,
    /// What was concluded.
    says: String,
    why: &'a Why,
}

/// The derivations of a record, in lines of at most `columns` columns. With `find`, only of findings whose words hold it.
pub fn write(record: &Record, text: &str, find: Option<&str>, paint: Paint, columns: usize) -> String {
    let points: Vec<char> = text.chars().collect();
    let mut page = Page { points: &points, paint, columns, text: String::new() };
    page.line(Paragraph::default().and(Look::Heading, &record.report.id), 0, 2);
    page.repairs(record, find);
    for (heading, findings) in findings(record) {
        let wanted = |finding: &Finding<'_>| {
            let holds = |words: &str| find.is_none_or(|find| words.to_lowercase().contains(&find.to_lowercase()));
            holds(&finding.says) || finding.words.iter().any(|mention| holds(&mention.text))
        };
        let findings: Vec<_> = findings.into_iter().filter(wanted).collect();
        if !findings.is_empty() {
            page.text.push('\n');
            page.line(Paragraph::default().and(Look::Heading, heading), 0, 0);
        }
        for finding in &findings {
            page.finding(finding);
        }
    }
    page.text.push('\n');
    page.text
}

struct Page<'a> {
    points: &'a [char],
    paint: Paint,
    columns: usize,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, paragraph: Paragraph, first: usize, rest: usize) {
        for line in paragraph.lines(self.columns, first, rest, self.paint) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        let mut head = Paragraph::default().and(Look::Faint, finding.id).and(Look::Text, "  ");
        for (index, mention) in finding.words.iter().enumerate() {
            let between = if index == 0 { "“" } else { ", “" };
            head = head.and(Look::Text, between).and(Look::Place, &mention.text).and(Look::Text, "”");
            head = head.and(Look::Faint, format!(" {}–{}", mention.start, mention.end));
        }
        self.line(head.and(Look::Text, "  ").and(Look::Actor, &finding.says), 2, 6);
        self.line(Paragraph::default().and(Look::Faint, "by ").and(Look::Time, &finding.why.rule), 6, 8);
        for part in &finding.why.parts {
            let mut line = Paragraph::default().and(Look::Faint, &part.name);
            if let Some(span) = part.span {
                let words = self.words(span);
                line = line.and(Look::Text, format!(" “{words}”"));
            }
            if !part.note.is_empty() {
                line = line.and(Look::Text, format!(" → {}", part.note));
            }
            self.line(line, 8, 10);
        }
    }

    fn repairs(&mut self, record: &Record, find: Option<&str>) {
        let wanted = record.repairs.iter().filter(|repair| find.is_none_or(|find| repair.text.contains(find)));
        let repairs: Vec<_> = wanted.collect();
        if repairs.is_empty() {
            return;
        }
        self.text.push('\n');
        self.line(Paragraph::default().and(Look::Heading, "repairs"), 0, 0);
        for repair in repairs {
            let words =
                format!("“{}” {}–{} → “{}”: {}", repair.text, repair.start, repair.end, repair.repaired, repair.why);
            self.line(Paragraph::default().and(Look::Text, words), 2, 6);
        }
    }

    fn words(&self, span: Span) -> String {
        let end = (span.end as usize).min(self.points.len());
        let start = (span.start as usize).min(end);
        self.points[start..end].iter().collect()
    }
}

fn findings(record: &Record) -> Vec<(&'static str, Vec<Finding<'_>>)> {
    let actors = record.actors.iter().map(|actor| Finding {
        id: &actor.id,
        words: actor.mentions.iter().collect(),
        says: actor.name.clone(),
        why: &actor.why,
    });
    let sites = record.sites.iter().map(|site| Finding {
        id: &site.id,
        words: site.mentions.iter().collect(),
        says: site.name.clone(),
        why: &site.why,
    });
    let places = record.places.iter().map(|place| Finding {
        id: &place.id,
        words: place.mentions.iter().collect(),
        says: position(&place.name, place.latitude, place.longitude),
        why: &place.why,
    });
    let times = record.times.iter().map(|time| Finding {
        id: &time.id,
        words: vec![&time.mention],
        says: time.value.clone(),
        why: &time.why,
    });
    let quantities = record.quantities.iter().map(|quantity| Finding {
        id: &quantity.id,
        words: vec![&quantity.mention],
        says: number(quantity),
        why: &quantity.why,
    });
    let claims = record.claims.iter().map(|claim| Finding {
        id: &claim.id,
        words: vec![&claim.trigger],
        says: summary(claim),
        why: &claim.why,
    });
    vec![
        ("actors", actors.collect()),
        ("sites", sites.collect()),
        ("places", places.collect()),
        ("times", times.collect()),
        ("quantities", quantities.collect()),
        ("claims", claims.collect()),
    ]
}

fn position(name: &str, latitude: Option<f64>, longitude: Option<f64>) -> String {
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) => format!("{name} ({latitude:.2}, {longitude:.2})"),
        _ => format!("{name} (not found)"),
    }
}

fn number(quantity: &Quantity) -> String {
    let bound = |bound: Option<u64>| bound.map_or("…".to_owned(), |bound| bound.to_string());
    match quantity.least == quantity.most {
        true => format!("{} {}", bound(quantity.least), quantity.unit),
        false => format!("{}–{} {}", bound(quantity.least), bound(quantity.most), quantity.unit),
    }
}

/// A claim as its ids tell it: `ASSAULT aerial, asserted: actor a2, recipient a1, place p1; 158 q1 struck`.
fn summary(claim: &Claim) -> String {
    let mut text = claim.event.clone();
    for mode in &claim.mode {
        text.push(' ');
        text.push_str(mode);
    }
    text.push_str(&format!(", {}", format!("{:?}", claim.factuality).to_lowercase()));
    let roles = &claim.roles;
    let named = [
        ("actor", &roles.actor),
        ("recipient", &roles.recipient),
        ("site", &roles.site),
        ("place", &roles.place),
        ("time", &roles.time),
    ];
    for (role, ids) in named.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        text.push_str(&format!(", {role} {}", ids.join(" ")));
    }
    for toll in &claim.tolls {
        text.push_str(&format!(", {} {}", toll.effect, toll.quantity));
    }
    let sources = claim.source.iter().filter_map(|source| source.actor.as_deref()).collect::<Vec<_>>();
    if !sources.is_empty() {
        text.push_str(&format!(", source {}", sources.join(" ")));
    }
    text
}
