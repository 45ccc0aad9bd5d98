//! Tables whose first line names their columns: lists of one's own, and Who's On First.

use std::io::Read;
use std::path::Path;

use compact_str::{CompactString, format_compact};
use csv::{ReaderBuilder, StringRecord};
use zenobia_core::place::{KnownPlace, PlaceKind, name::fold};

use super::dump::degrees;
use super::{Row, Rows};
use crate::Error;
use crate::feature::settlement;

/// What a column holds, and the names under which it goes.
const COLUMNS: [(Column, &[&str]); 10] = [
    (Column::Name, &["name", "nom", "toponym", "toponyme", "place", "lieu"]),
    (Column::Latitude, &["latitude", "lat", "y", "geom_latitude", "lbl_latitude"]),
    (Column::Longitude, &["longitude", "lon", "lng", "long", "x", "geom_longitude", "lbl_longitude"]),
    (Column::Country, &["country", "country_code", "cc", "iso", "iso2", "iso_country", "wof_country", "pays"]),
    (Column::Unit, &["admin1", "region", "région", "province", "state"]),
    (Column::Kind, &["kind", "placetype", "type", "wof:placetype"]),
    (Column::Population, &["population", "pop", "gn:population", "wof:population"]),
    (Column::Radius, &["radius", "radius_km"]),
    (Column::GeoNames, &["geonames", "geonames_id", "geonameid", "gn_id", "gn:id"]),
    (Column::Id, &["wof_id", "wof:id", "id"]),
];

/// Columns of further names, besides all that begin with `name_` or `name:`, and codes of languages.
const ALIASES: [&str; 8] =
    ["aliases", "alias", "alternatenames", "alternate_names", "other_names", "names", "noms", "variants"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Latitude,
    Longitude,
    Country,
    Unit,
    Kind,
    Population,
    Radius,
    GeoNames,
    Id,
}

/// Where each column stands.
struct Head {
    columns: Vec<(Column, usize)>,
    aliases: Vec<usize>,
    /// Whether kinds are those of Who's On First.
    from_whosonfirst: bool,
}

impl Head {
    fn read(record: &StringRecord) -> Head {
        let names: Vec<String> =
            record.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase()).collect();
        let find = |others: &[&str]| others.iter().find_map(|other| names.iter().position(|name| name == other));
        let columns: Vec<(Column, usize)> =
            COLUMNS.iter().filter_map(|&(column, others)| Some((column, find(others)?))).collect();
        let taken = |at: usize| columns.iter().any(|&(_, other)| other == at);
        let is_alias = |at: usize, name: &str| {
            let language = matches!(name.len(), 2 | 3) && name.bytes().all(|byte| byte.is_ascii_lowercase());
            let named = ALIASES.contains(&name) || name.starts_with("name_") || name.starts_with("name:");
            !taken(at) && (named || language)
        };
        let from_whosonfirst = names.iter().any(|name| name == "placetype" || name == "wof:placetype");
        let aliases = (0..names.len()).filter(|&at| is_alias(at, &names[at])).collect();
        Head { columns, aliases, from_whosonfirst }
    }

    fn get<'a>(&self, record: &'a StringRecord, column: Column) -> Option<&'a str> {
        let at = self.columns.iter().find(|(own, _)| *own == column)?.1;
        record.get(at).map(str::trim).filter(|field| !field.is_empty())
    }
}

pub(super) fn read(path: &Path, first: &str, text: impl Read, rows: &mut Rows<'_>) -> Result<(), Error> {
    let count = |mark: u8| first.bytes().filter(|&byte| byte == mark).count();
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|&mark| (count(mark), mark == b',')).unwrap_or(b',');
    // Tab-separated files of places carry quotes as letters.
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).quoting(delimiter != b'\t').flexible(true).from_reader(text);
    let head = Head::read(reader.headers().map_err(|error| Error::form(path, error.to_string()))?);
    for (column, what) in [(Column::Name, "name"), (Column::Latitude, "latitude"), (Column::Longitude, "longitude")] {
        if !head.columns.iter().any(|(own, _)| *own == column) {
            let message = format!(
                "no column `{what}` in the first line: a table needs `name`, `latitude` and `longitude` there, and may have `aliases` (with | between them), `country`, `admin1`, `kind`, `population`, `radius_km`, `geonames_id`"
            );
            return Err(Error::form(path, message));
        }
    }
    let mut record = StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                let fault = |message| Error::Line { path: path.to_owned(), line, message };
                match place(&head, &record) {
                    Ok(Some(place)) => rows(Ok(Row::Place(Box::new(place))))?,
                    Ok(None) => {}
                    Err(message) => rows(Err(fault(message)))?,
                }
            }
            Err(error) if error.is_io_error() => return Err(Error::form(path, error.to_string())),
            Err(error) => rows(Err(Error::Line { path: path.to_owned(), line, message: error.to_string() }))?,
        }
    }
}

fn place(head: &Head, record: &StringRecord) -> Result<Option<KnownPlace>, String> {
    let get = |column| head.get(record, column);
    let name = get(Column::Name).ok_or("the place has no name")?;
    if fold(name).is_empty() {
        return Err(format!("the name `{name}` has no letter"));
    }
    let needed = |column, what: &str| get(column).ok_or_else(|| format!("{name} has no {what}"));
    let latitude = degrees(needed(Column::Latitude, "latitude")?, 90.0, "latitude")?;
    let longitude = degrees(needed(Column::Longitude, "longitude")?, 180.0, "longitude")?;
    let population = get(Column::Population).map_or(Ok(0), |text| {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | ',' | '\u{a0}' | '\u{202f}')).collect();
        digits
            .parse::<f64>()
            .map(|number| number.max(0.0) as u64)
            .map_err(|_| format!("population `{text}` is no number"))
    })?;
    let Some(kind) = kind(head, get(Column::Kind), population)? else { return Ok(None) };
    let country = get(Column::Country).map(str::to_uppercase);
    if let Some(code) =
        country.as_ref().filter(|code| code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        return Err(format!("country `{code}` is no ISO 3166 code of two letters"));
    }
    let radius = get(Column::Radius).map_or(Ok(None), |text| match text.parse::<f64>() {
        Ok(radius) if radius > 0.0 && radius < 5000.0 => Ok(Some(radius)),
        _ => Err(format!("radius `{text}` is no number of kilometers")),
    })?;
    let aliases = head.aliases.iter().filter_map(|&at| record.get(at)).flat_map(|names| names.split(['|', ';']));
    let aliases: Vec<CompactString> =
        aliases.map(str::trim).filter(|name| !fold(name).is_empty()).map(CompactString::from).collect();
    // Whoever lists places by hand has read their names.
    let (names, alternates) =
        if head.from_whosonfirst { (vec![], aliases) } else { ([aliases, vec![name.into()]].concat(), vec![]) };
    Ok(Some(KnownPlace {
        key: key(head, record, name, (latitude, longitude)),
        name: name.into(),
        kind,
        at: (latitude, longitude),
        country: country.map(Into::into),
        admin1: get(Column::Unit).map(Into::into),
        radius,
        population,
        names,
        alternates,
        ..KnownPlace::default()
    }))
}

/// The kind that a row gives; `None` for what is no place of a report.
fn kind(head: &Head, word: Option<&str>, population: u64) -> Result<Option<PlaceKind>, String> {
    let Some(word) = word else { return Ok(Some(settlement(population))) };
    let known = PlaceKind::from_word(word);
    if !head.from_whosonfirst || known.is_some_and(|kind| !matches!(kind, PlaceKind::Region)) {
        let words: Vec<&str> = PlaceKind::ALL.into_iter().map(PlaceKind::word).collect();
        return known.map(Some).ok_or_else(|| format!("kind `{word}` is not known: use one of {}", words.join(", ")));
    }
    Ok(Some(match word {
        "locality" | "localadmin" => settlement(population),
        "neighbourhood" | "macrohood" | "microhood" | "borough" => PlaceKind::Neighborhood,
        "region" | "macroregion" => PlaceKind::Region,
        "county" | "macrocounty" => PlaceKind::District,
        "country" | "dependency" => PlaceKind::Country,
        "disputed" => PlaceKind::Area,
        "ocean" | "marinearea" => PlaceKind::Sea,
        _ => return Ok(None),
    }))
}

fn key(head: &Head, record: &StringRecord, name: &str, at: (f64, f64)) -> CompactString {
    let number = |column| head.get(record, column).filter(|text| text.parse::<u32>().is_ok_and(|id| id > 0));
    if let Some(id) = number(Column::GeoNames) {
        return id.into();
    }
    match number(Column::Id).filter(|_| head.from_whosonfirst) {
        Some(id) => format_compact!("whosonfirst:{id}"),
        None => format_compact!("user:{}@{:.3},{:.3}", fold(name).replace(' ', "-"), at.0, at.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Result<Row, Error>> {
        let mut all = Vec::new();
        let first = text.lines().next().unwrap_or_default();
        let read = read(Path::new("places.csv"), first, text.as_bytes(), &mut |row| {
            all.push(row);
            Ok(())
        });
        read.map_or_else(|error| vec![Err(error)], |()| all)
    }

    fn places(text: &str) -> Vec<KnownPlace> {
        let place = |row| match row {
            Ok(Row::Place(place)) => *place,
            other => panic!("{other:?}"),
        };
        rows(text).into_iter().map(place).collect()
    }

    #[test]
    fn a_list_by_hand_gives_names_that_somebody_has_read() {
        let places = places("name,latitude,longitude,aliases,country\nTin Hama,15.9,0.1,Tin-Hamma|Tinhama,ml\n");
        assert_eq!(places[0].key, "user:tin-hama@15.900,0.100");
        assert_eq!(places[0].names, ["Tin-Hamma", "Tinhama", "Tin Hama"]);
        assert_eq!(places[0].country.as_deref(), Some("ML"));
    }

    #[test]
    fn who_s_on_first_gives_kinds_and_languages() {
        let places = places(
            "id\tcc\tplacetype\tlat\tlon\tname\tfra\tara\tpopulation\n7\tsy\tregion\t35\t38\tHoms\tHoms\tحمص\t\n8\tsy\tvenue\t35\t38\tCafé\t\t\t\n",
        );
        assert_eq!(places.len(), 1);
        assert_eq!((places[0].kind, places[0].key.as_str()), (PlaceKind::Region, "whosonfirst:7"));
        assert_eq!(places[0].alternates, ["Homs", "حمص"]);
    }

    #[test]
    fn faults_name_the_line_and_what_to_do() {
        let fault = |text: &str| {
            rows(text).into_iter().find_map(Result::err).map(|error| error.to_string()).unwrap_or_default()
        };
        assert_eq!(
            fault("name;lat;lon\nKona;14,95;-3,9\nDouentza;95;-2\n"),
            "places.csv:3: latitude `95` is no number from -90 to 90"
        );
        assert!(fault("nom,lat\nKona,1").contains("no column `longitude`"));
        assert!(
            fault("name,lat,lon,kind\nKona,1,1,hamlet").contains("kind `hamlet` is not known: use one of continent")
        );
        assert!(fault("name,lat,lon,country\nKona,1,1,Mali").contains("country `MALI`"));
    }
}
