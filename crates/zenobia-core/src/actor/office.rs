//! Who held an office on a day.

use crate::actor::ActorIndex;
use crate::knowledge::Office;

/// Whether an office was held at `day` (`YYYY-MM-DD` or a beginning of it). Unknown ends are open; an unknown day fits all.
fn held(office: &Office, day: Option<&str>) -> bool {
    let Some(day) = day else { return false };
    let from = office.from.as_deref().unwrap_or("");
    let to = office.to.as_deref().unwrap_or("9999");
    from <= day && (day <= to || day.starts_with(to))
}

/// The person who held the office called `title` (folded, lower case) of the actor with key `of`.
pub(crate) fn holder(index: &ActorIndex, title: &str, of: &str, day: Option<&str>) -> Option<usize> {
    let fits = |office: &Office| {
        office.of == of
            && held(office, day)
            && office.title.values().flatten().any(|other| crate::text::fold(other) == title)
    };
    let officers = index.officers(of).iter().copied();
    let mut holders = officers.filter(|&number| index.actors[number].offices.iter().any(fits));
    let first = holders.next()?;
    // Two holders on one day mean that the dates are too coarse to say who it was.
    holders.next().is_none().then_some(first)
}
