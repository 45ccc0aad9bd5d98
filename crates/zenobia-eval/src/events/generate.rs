//! Records made up in any number, to measure how reconciling grows.
//!
//! A world of towns, each with its own country and sides, in which things happen on days; each happening is told by one to six
//! reports within three days, some without its number, some with another one. Everything follows from the number of the report.

use zenobia_core::record::{
    Actor, ActorKind, Claim, Factuality, Mention, Place, Precision, Quantity, Record, Report, Roles, Source,
    SourceKind, Time, TimeKind, Toll,
};
use zenobia_core::why::Why;

/// Claims of a report.
pub const CLAIMS: usize = 4;
const COUNTRIES: u64 = 40;
const TOWNS: u64 = 60;
const SIDES: u64 = 6;
/// Ten years.
const DAYS: u64 = 3650;
/// Reports of one happening, on average; each report tells of two.
const TOLD: u64 = 4;

/// A number that follows from another as if by chance (splitmix64).
fn chance(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// What happened, by its number.
struct Happening {
    country: u64,
    town: u64,
    day: u64,
    dead: u64,
    takes: bool,
}

fn happening(number: u64) -> Happening {
    let roll = |salt: u64| chance(number.wrapping_mul(31).wrapping_add(salt));
    Happening {
        country: roll(1) % COUNTRIES,
        town: roll(2) % TOWNS,
        day: roll(3) % DAYS,
        dead: 1 + roll(4) % 60,
        takes: roll(5).is_multiple_of(9),
    }
}

/// The report of a number, out of `reports`, of [`CLAIMS`] claims.
pub fn record(number: u64, reports: u64) -> Record {
    let happenings = (reports * 2 / TOLD).max(1);
    let mut record = empty(number);
    for part in 0..2 {
        let told = happening(chance(number * 2 + part) % happenings);
        tell(&mut record, &told, number, part as u32);
    }
    let first = happening(chance(number * 2) % happenings);
    record.report.published = Some(date(first.day + 1 + chance(number) % 3));
    record
}

fn date(day: u64) -> String {
    let first = jiff::civil::date(2010, 1, 1);
    first.saturating_add(jiff::Span::new().days(day as i64)).to_string()
}

fn empty(number: u64) -> Record {
    let id = format!("r{number:07}");
    Record::new(Report {
        sha256: id.clone(),
        id,
        language: "en".to_owned(),
        publisher: Some(format!("Paper {}", chance(number) % 400)),
        length: 900,
        ..Report::default()
    })
}

fn tell(record: &mut Record, told: &Happening, number: u64, part: u32) {
    let roll = |salt: u64| chance(number.wrapping_mul(7).wrapping_add(u64::from(part) * 101 + salt));
    let at = part * 400;
    let [one, other] = sides(told).map(|side| actor(record, told.country, side, at));
    place(record, told, at + 20);
    let (place, time) = (format!("p{part}"), format!("t{part}"));
    let day = date(told.day);
    record.times.push(Time {
        id: time.clone(),
        kind: TimeKind::Date,
        value: day.clone(),
        first: Some(day.clone()),
        last: Some(day.clone()),
        anchor: None,
        mention: mention(&day, at + 60),
        why: Why::default(),
    });
    let roles = |actor: &str, recipient: &str| Roles {
        actor: vec![actor.to_owned()],
        recipient: vec![recipient.to_owned()],
        place: vec![place.clone()],
        time: vec![time.clone()],
        ..Roles::default()
    };
    let (event, mode) = if told.takes { ("CONTROL", vec!["capture".to_owned()]) } else { ("ASSAULT", Vec::new()) };
    let mut first = claim(record, event, at + 100, part * 3);
    (first.mode, first.roles) = (mode, roles(&one, &other));
    record.claims.push(first);
    let mut second = claim(record, "ASSAULT", at + 140, part * 3 + 1);
    second.roles = roles(&one, &other);
    if !roll(1).is_multiple_of(3) {
        let dead = if roll(2).is_multiple_of(5) { told.dead + roll(3) % 4 } else { told.dead };
        let quantity = format!("q{part}");
        record.quantities.push(Quantity {
            id: quantity.clone(),
            least: Some(dead),
            most: Some(dead),
            approximate: false,
            unit: "person".to_owned(),
            mention: mention(&dead.to_string(), at + 160),
            why: Why::default(),
        });
        second.tolls.push(Toll { quantity, effect: "killed".to_owned(), of: None, cumulative: false });
    }
    second.factuality = if roll(4).is_multiple_of(12) { Factuality::Negated } else { Factuality::Asserted };
    if roll(5).is_multiple_of(3) {
        second.source.push(Source { kind: SourceKind::Actor, actor: Some(one), cue: None, quoted: false });
    }
    record.claims.push(second);
}

/// The two sides of a town, always the same ones.
fn sides(told: &Happening) -> [u64; 2] {
    let one = told.town % SIDES;
    [one, (one + 1 + told.dead % 2) % SIDES]
}

fn actor(record: &mut Record, country: u64, side: u64, start: u32) -> String {
    let id = format!("a{country}-{side}");
    if !record.actors.iter().any(|actor| actor.id == id) {
        let name = format!("Force {side} of {country}");
        record.actors.push(Actor {
            id: id.clone(),
            key: Some(format!("generated-{country}-{side}")),
            kind: if side == 0 { ActorKind::StateForce } else { ActorKind::ArmedGroup },
            country: None,
            codes: Default::default(),
            mentions: vec![mention(&name, start + side as u32)],
            name,
            why: Why::default(),
        });
    }
    id
}

fn place(record: &mut Record, told: &Happening, start: u32) {
    let name = format!("Town {} of {}", told.town, told.country);
    let (row, column) = (told.country / 8, told.country % 8);
    record.places.push(Place {
        id: format!("p{}", record.places.len()),
        key: Some(format!("generated:{}-{}", told.country, told.town)),
        kind: "town".to_owned(),
        latitude: Some(-30.0 + 12.0 * row as f64 + (told.town / 8) as f64),
        longitude: Some(-80.0 + 20.0 * column as f64 + 1.5 * (told.town % 8) as f64),
        radius_km: Some(5.0),
        country: Some(format!("C{}", told.country)),
        admin1: None,
        precision: Some(Precision { acled: 1, ucdp: 1 }),
        relation: None,
        others: Vec::new(),
        mentions: vec![mention(&name, start)],
        name,
        why: Why::default(),
    });
}

fn claim(record: &Record, event: &str, start: u32, sentence: u32) -> Claim {
    Claim {
        id: format!("c{}", record.claims.len() + 1),
        event: event.to_owned(),
        mode: Vec::new(),
        context: Vec::new(),
        trigger: mention("word", start),
        sentence,
        roles: Roles::default(),
        tolls: Vec::new(),
        source: Vec::new(),
        factuality: Factuality::Asserted,
        confidence: 1.0,
        why: Why::default(),
    }
}

fn mention(text: &str, start: u32) -> Mention {
    Mention { start, end: start + text.chars().count() as u32, text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{CLAIMS, record};

    #[test]
    fn a_report_is_the_same_whenever_it_is_made() {
        assert_eq!(record(17, 1000), record(17, 1000));
        assert_eq!(record(18, 1000).claims.len(), CLAIMS);
        assert_ne!(record(17, 1000).report.published, None);
    }
}
