//! Dates: well formed, and in order.

use compact_str::CompactString;
use jiff::civil::Date;
use zenobia_core::knowledge::KnownActor;
use zenobia_core::record::ActorKind;

/// First and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
pub(super) fn days(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-').map(|part| part.parse::<i16>().ok());
    let year = parts.next()??;
    let month = parts.next();
    let day = parts.next();
    if text.len() != [4, 7, 10][text.matches('-').count().min(2)] || parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(Some(1))? as i8, day.unwrap_or(Some(1))? as i8).ok()?;
    let last = match (month, day) {
        (None, _) => Date::new(year, 12, 31).ok()?,
        (_, None) => first.last_of_month(),
        _ => first,
    };
    Some((first, last))
}

pub(super) fn of_actor(actor: &KnownActor) -> Vec<String> {
    let mut faults = span("", &actor.from, &actor.to);
    for office in &actor.offices {
        faults.extend(span(&format!("office of `{}`: ", office.of), &office.from, &office.to));
        if office.title.values().all(Vec::is_empty) {
            faults.push(format!("office of `{}`: say its title", office.of));
        }
    }
    if !actor.offices.is_empty() && actor.kind != ActorKind::Person {
        faults.push("only a person holds offices".to_owned());
    }
    faults.into_iter().map(|fault| format!("`{}`: {fault}", actor.key)).collect()
}

fn span(of: &str, from: &Option<CompactString>, to: &Option<CompactString>) -> Vec<String> {
    let ill = from.iter().chain(to).filter(|date| days(date).is_none());
    let mut faults: Vec<String> =
        ill.map(|date| format!("{of}write `{date}` as YYYY-MM-DD, YYYY-MM or YYYY")).collect();
    let ends = from.as_deref().and_then(days).zip(to.as_deref().and_then(days));
    if ends.is_some_and(|((first, _), (_, last))| first > last) {
        faults.push(format!("{of}it ends before it begins: put `from` and `to` in order"));
    }
    faults
}

/// Whether the two may have existed at the same time.
pub(super) fn overlap(a: &KnownActor, b: &KnownActor) -> bool {
    let first = |actor: &KnownActor| actor.from.as_deref().and_then(days).map_or(Date::MIN, |(first, _)| first);
    let last = |actor: &KnownActor| actor.to.as_deref().and_then(days).map_or(Date::MAX, |(_, last)| last);
    first(a) <= last(b) && first(b) <= last(a)
}
