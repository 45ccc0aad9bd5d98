//! Who's On First: places with their names in several languages, as tab-separated values.

use crate::gazetteer::Toponym;

/// Languages whose names count: those that we read.
const LANGUAGES: [&str; 2] = ["fra", "eng"];
/// Kinds of place that people live in; the others but countries are administrative units.
const SETTLED: [&str; 4] = ["locality", "neighbourhood", "localadmin", "campus"];

/// Reads the table: each French or English name of each place of the countries, in the order of the file.
///
/// ```
/// let table = "id\tcc\tplacetype\tlat\tlon\tname\tfra\teng\tgn_id\n7\tsy\tlocality\t34.9\t38.9\tSukhnah\tSokhné|Soukhna\t\t172057";
/// let names = zenobia_eval::corpora::whosonfirst::read(table, &["SY"]);
/// assert_eq!(names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Sokhné", "Soukhna"]);
/// ```
pub fn read(table: &str, countries: &[&str]) -> Vec<Toponym> {
    let mut lines = table.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| head.iter().position(|column| *column == name);
    let mut names = Vec::new();
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |name: &str| column(name).and_then(|at| fields.get(at)).copied().unwrap_or_default();
        let country = field("cc").to_uppercase();
        let (Ok(latitude), Ok(longitude)) = (field("lat").parse(), field("lon").parse()) else { continue };
        if !countries.contains(&country.as_str()) || field("placetype") == "country" {
            continue;
        }
        let named = LANGUAGES.iter().flat_map(|language| field(language).split('|')).filter(|name| !name.is_empty());
        for name in named {
            names.push(Toponym {
                id: field("id").to_owned(),
                name: name.to_owned(),
                at: (latitude, longitude),
                settled: SETTLED.contains(&field("placetype")),
                population: field("population").parse().unwrap_or(0),
                geonames: field("gn_id").parse().ok(),
                country: country.clone(),
            });
        }
    }
    names
}
