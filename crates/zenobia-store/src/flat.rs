//! A row as columns, as terms it can be asked for by, and as words it can be found by.

use serde::Serialize;
use zenobia_core::row::{Number, Row, RowKind, Spot};

use crate::engine::Value;
use crate::index::fold_name;
use crate::words::{Words, words};

/// Where claims lie, events, and claims of older versions of a report.
pub(crate) const CLAIMS: i64 = 0;
pub(crate) const EVENTS: i64 = 1;
pub(crate) const OLD: i64 = 2;

/// The day of what has none: after all others.
pub(crate) const NO_DAY: i64 = 99_999_999;

/// Columns of `findings` that [`Flat::columns`] has the values for, in its order.
pub(crate) const COLUMNS: &[&str] = &[
    "claim",
    "day",
    "until",
    "event",
    "modes",
    "contexts",
    "factuality",
    "grade",
    "confidence",
    "first_day",
    "last_day",
    "day_told",
    "day_precision",
    "actors",
    "recipients",
    "sites",
    "place",
    "place_key",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "radius_km",
    "tolls",
    "said_by",
];

/// A word that no text holds keeps phrases from running from one text into the next. Its letter is of private use, which is a letter to FTS5.
const SEAM: &str = " \u{e000} ";

/// A row taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Flat {
    pub key: String,
    pub day: i64,
    pub columns: Vec<Value>,
    pub terms: Vec<Term>,
    pub words: Words,
    /// Degrees north and east of the most exact place.
    pub point: Option<(f64, f64)>,
    /// The whole row as JSON.
    pub json: String,
}

/// Something that a finding can be asked for by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    pub kind: &'static str,
    pub key: String,
    pub name: String,
}

/// A day as a number that orders: `2016-03-28` is 20160328.
pub(crate) fn day_number(day: &str) -> Option<i64> {
    let mut parts = day.get(..10)?.split('-').map(str::parse::<i64>);
    let (year, month, date) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    Some(year * 10_000 + month * 100 + date)
}

/// Takes a row apart. Texts are in the language of its first quote.
pub(crate) fn flatten(row: &Row) -> Flat {
    let time = row.time.as_ref();
    let day = time.and_then(|time| day_number(&time.first)).unwrap_or(NO_DAY);
    let until = time.and_then(|time| day_number(&time.last)).unwrap_or(NO_DAY);
    let place = row.point().or(row.places.first());
    let text = |text: Option<&String>| Value::from(text.cloned());
    let claim = row.quotes.first().filter(|_| row.of == RowKind::Claim).map(|quote| &quote.claim);
    let columns = vec![
        text(claim),
        day.into(),
        until.into(),
        row.event.clone().into(),
        row.mode.join(", ").into(),
        row.context.join(", ").into(),
        word(&row.factuality).into(),
        row.grade.map(|grade| word(&grade)).into(),
        row.confidence.into(),
        text(time.map(|time| &time.first)),
        text(time.map(|time| &time.last)),
        time.map(|time| i64::from(time.told)).into(),
        time.map(|time| i64::from(time.precision)).into(),
        list(row.actors.iter().map(|actor| &actor.name)).into(),
        list(row.recipients.iter().map(|actor| &actor.name)).into(),
        list(row.sites.iter().map(|site| &site.name)).into(),
        text(place.map(|place| &place.name)),
        text(place.and_then(|place| place.key.as_ref())),
        text(place.and_then(|place| place.country.as_ref())),
        text(place.and_then(|place| place.admin1.as_ref())),
        place.and_then(|place| place.latitude).into(),
        place.and_then(|place| place.longitude).into(),
        place.and_then(|place| place.radius_km).into(),
        tolls(&row.tolls).into(),
        list(row.quotes.iter().flat_map(|quote| &quote.chain).filter_map(|voice| voice.name.as_ref())).into(),
    ];
    Flat {
        key: row.id.clone(),
        day,
        columns,
        terms: terms(row),
        words: searched(row),
        point: row.point().and_then(|place| place.latitude.zip(place.longitude)),
        json: serde_json::to_string(row).expect("a row has string keys only"),
    }
}

/// The word that a value is written as.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn list<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for name in names {
        if !all.contains(&name.as_str()) {
            all.push(name);
        }
    }
    all.join("; ")
}

/// Numbers as people write them: `12–14 killed; 3+ wounded; 4 tank destroyed`.
fn tolls(numbers: &[Number]) -> String {
    let number = |number: &Number| {
        let count = match (number.low, number.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low}–{high}"),
            (Some(low), None) => format!("{low}+"),
            (None, Some(high)) => format!("≤{high}"),
            (None, None) => "?".to_owned(),
        };
        let unit = if number.unit == "person" { String::new() } else { format!("{} ", number.unit) };
        format!("{count} {unit}{}", number.effect)
    };
    numbers.iter().map(number).collect::<Vec<_>>().join("; ")
}

fn terms(row: &Row) -> Vec<Term> {
    let mut all = Vec::new();
    let mut add = |kind: &'static str, key: Option<&str>, name: &str| {
        if !name.is_empty() {
            // What only reports know is told apart by its name.
            let key = key.map_or_else(|| fold_name(name), str::to_owned);
            all.push(Term { kind, key, name: name.to_owned() });
        }
    };
    row.actors.iter().for_each(|actor| add("actor", actor.key.as_deref(), &actor.name));
    row.recipients.iter().for_each(|actor| add("recipient", actor.key.as_deref(), &actor.name));
    row.sites.iter().for_each(|site| add("site", site.key.as_deref(), &site.name));
    for Spot { key, name, country, admin1, .. } in &row.places {
        add("place", key.as_deref(), name);
        let country = country.as_deref().unwrap_or_default();
        add("country", Some(country), country);
        let unit = admin1.as_deref().unwrap_or_default();
        add("admin1", Some(&format!("{country}/{unit}")), unit);
    }
    row.mode.iter().for_each(|mode| add("mode", Some(mode), mode));
    row.context.iter().for_each(|context| add("context", Some(context), context));
    for quote in &row.quotes {
        for voice in &quote.chain {
            add("source", voice.key.as_deref(), voice.name.as_deref().unwrap_or_default());
        }
        add("source", None, quote.report.publisher.as_deref().unwrap_or_default());
        add("language", Some(&quote.report.language), &quote.report.language);
        add("report", Some(&quote.report.id), &quote.report.id);
    }
    all.sort();
    all.dedup();
    all
}

/// What a search looks at: the sentences, and the names that stand for pronouns and descriptions in them.
fn searched(row: &Row) -> Words {
    let mut all = Words::default();
    let mut seen: Vec<&str> = Vec::new();
    let mut add = |text: &str, language: &str| {
        let found = words(text, language);
        for (all, more) in [(&mut all.words, found.words), (&mut all.stems, found.stems)] {
            if !all.is_empty() {
                all.push_str(SEAM);
            }
            all.push_str(&more);
        }
    };
    for quote in &row.quotes {
        let text = quote.text.as_deref().unwrap_or(&quote.words);
        if !seen.contains(&text) {
            seen.push(text);
            add(text, &quote.report.language);
        }
    }
    let names = row.actors.iter().chain(&row.recipients).map(|actor| &actor.name);
    let names = names.chain(row.sites.iter().map(|site| &site.name)).chain(row.places.iter().map(|place| &place.name));
    add(&list(names), "");
    add(&row.means.join(" "), row.quotes.first().map_or("", |quote| &quote.report.language));
    all
}
