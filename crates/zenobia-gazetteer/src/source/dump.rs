//! The tab-separated dumps of GeoNames (<https://download.geonames.org/export/dump/readme.txt>).

use std::io::BufRead;
use std::path::Path;

use compact_str::{CompactString, format_compact};
use zenobia_core::place::{KnownPlace, PlaceKind};

use super::{Format, Row, Rows};
use crate::Error;
use crate::feature;

const COLUMNS: usize = 19;
/// "Languages" of alternate names that are codes or links and no names.
const CODES: [&str; 12] =
    ["link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon", "piny", "abbr", "uncode"];

/// The dump that a first line belongs to.
pub(super) fn format(line: &str) -> Option<Format> {
    let fields: Vec<&str> = line.split('\t').collect();
    let number = |at: usize| fields.get(at).is_some_and(|field| field.parse::<u64>().is_ok());
    let degrees = |at: usize| fields.get(at).is_some_and(|field| field.parse::<f64>().is_ok());
    match fields.len() {
        COLUMNS if number(0) && degrees(4) && degrees(5) => Some(Format::GeoNames),
        8..=10 if number(0) && number(1) => Some(Format::AlternateNames),
        4 if number(3) && fields[0].len() <= 8 && fields[0].contains('.') => Some(Format::Units),
        _ => None,
    }
}

pub(super) fn read(path: &Path, format: Format, mut text: impl BufRead, rows: &mut Rows<'_>) -> Result<(), Error> {
    let (mut line, mut number) = (Vec::new(), 0);
    loop {
        line.clear();
        number += 1;
        if text.read_until(b'\n', &mut line).map_err(Error::file(path))? == 0 {
            return Ok(());
        }
        let fault = |message: String| Error::Line { path: path.to_owned(), line: number, message };
        let Ok(whole) = std::str::from_utf8(&line) else {
            rows(Err(fault("not UTF-8: save the file in that encoding".into())))?;
            continue;
        };
        let whole = whole.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        if whole.is_empty() || whole.starts_with('#') {
            continue;
        }
        let row = match format {
            Format::AlternateNames => alternate(whole),
            Format::Units => unit(whole),
            _ => place(whole),
        };
        match row {
            Ok(Some(row)) => rows(Ok(row))?,
            Ok(None) => {}
            Err(message) => rows(Err(fault(message)))?,
        }
    }
}

fn place(line: &str) -> Result<Option<Row>, String> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, name, ascii, others, latitude, longitude, class, code, country, _, admin1, _, _, _, population, ..] =
        fields[..]
    else {
        return Err(format!(
            "{} columns instead of {COLUMNS}: the line is cut, or this is no GeoNames dump",
            fields.len()
        ));
    };
    id.parse::<u32>().map_err(|_| format!("`{id}` is no GeoNames id"))?;
    let at = (degrees(latitude, 90.0, "latitude")?, degrees(longitude, 180.0, "longitude")?);
    let population = population.parse().unwrap_or(0);
    let Some(kind) = feature::kind(class, code, population) else { return Ok(None) };
    let capital = code == "PPLC";
    let mut alternates: Vec<CompactString> = others.split(',').filter(|name| is_name(name)).map(Into::into).collect();
    if ascii != name && !ascii.is_empty() {
        alternates.push(ascii.into());
    }
    let country: Option<CompactString> = (country.len() == 2).then(|| country.into());
    let unit = country.as_ref().filter(|_| !matches!(admin1, "" | "00")).map(|code| format_compact!("{code}.{admin1}"));
    let place = KnownPlace {
        key: id.into(),
        name: name.into(),
        kind,
        at,
        country,
        admin1: unit.clone(),
        population,
        capital,
        alternates,
        ..KnownPlace::default()
    };
    Ok(Some(match unit.filter(|_| kind == PlaceKind::Region && code == "ADM1") {
        Some(unit) => Row::Unit(Box::new(place), unit.into()),
        None => Row::Place(Box::new(place)),
    }))
}

fn alternate(line: &str) -> Result<Option<Row>, String> {
    let mut fields = line.split('\t').skip(1);
    let (Some(id), Some(language), Some(name)) = (fields.next(), fields.next(), fields.next()) else {
        return Err("fewer than four columns: the line is cut, or these are no alternate names".into());
    };
    let id = id.parse().map_err(|_| format!("`{id}` is no GeoNames id"))?;
    let wanted = !CODES.contains(&language) && is_name(name);
    Ok(wanted.then(|| Row::Name(id, name.into())))
}

fn unit(line: &str) -> Result<Option<Row>, String> {
    let mut fields = line.split('\t');
    match (fields.next(), fields.next()) {
        (Some(code), Some(name)) if code.contains('.') => Ok(Some(Row::UnitName(code.into(), name.into()))),
        _ => Err("no code and name of a unit".into()),
    }
}

/// Reads degrees up to a bound.
pub(super) fn degrees(text: &str, most: f64, what: &str) -> Result<f64, String> {
    let number = text.trim().replace(',', ".").parse::<f64>().ok().filter(|number| number.abs() <= most);
    number.ok_or_else(|| format!("{what} `{text}` is no number from -{most} to {most}"))
}

/// Whether an alternate name is one: letters, and neither a code nor a link.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let code = name.len() <= 4 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    letters >= 2 && !code && name.len() <= 120 && !name.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAO: &str = "2457163\tGao\tGao\tGAQ,Gawo,Gào\t16.27167\t-0.04472\tP\tPPLA\tML\t\t09\t\t\t\t86353\t\t250\tAfrica/Bamako\t2020-01-01";

    #[test]
    fn a_populated_place_is_read() {
        assert_eq!(format(GAO), Some(Format::GeoNames));
        let Ok(Some(Row::Place(gao))) = place(GAO) else { panic!("a place") };
        assert_eq!((gao.kind, gao.admin1.as_deref()), (PlaceKind::Town, Some("ML.09")));
        assert_eq!(gao.alternates, ["Gawo", "Gào"]);
    }

    #[test]
    fn a_fault_says_what_is_wrong() {
        assert!(place(&GAO.replace("16.27167", "162")).unwrap_err().contains("latitude `162`"));
        assert!(place("1\tGao").unwrap_err().starts_with("2 columns instead of 19"));
    }

    #[test]
    fn links_and_codes_are_no_names() {
        let line = |language: &str, name: &str| format!("1\t2457163\t{language}\t{name}\t\t\t\t\t\t");
        assert_eq!(format(&line("fr", "Gao")), Some(Format::AlternateNames));
        assert_eq!(alternate(&line("link", "https://en.wikipedia.org/wiki/Gao")), Ok(None));
        assert_eq!(alternate(&line("ar", "غاو")), Ok(Some(Row::Name(2_457_163, "غاو".into()))));
    }
}
