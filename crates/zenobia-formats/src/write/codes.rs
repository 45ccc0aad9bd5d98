//! Codes of other systems: data, embedded (`codes/*.toml`, `codes/countries.tsv`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A country or territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// ISO 3166-1 numeric.
    pub number: u16,
    /// FIPS 10-4, as GDELT uses it; empty where there is none.
    pub fips: String,
    /// Gleditsch and Ward number of the state, as UCDP and the Correlates of War use it.
    pub state_number: Option<u16>,
    /// English name.
    pub name: String,
    /// Region as ACLED divides the world.
    pub acled_region: String,
    /// Region as UCDP divides the world.
    pub ucdp_region: String,
    /// Other English names that data projects use.
    pub others: Vec<String>,
    /// Its name in ACLED's files.
    pub acled_name: String,
    /// Its name in UCDP's files.
    pub ucdp_name: String,
}

static COUNTRIES: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    let lines = include_str!("codes/countries.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(read_country).map(|country| (country.iso2.clone(), country)).collect()
});

fn read_country(line: &str) -> Option<Country> {
    let mut fields = line.split('\t').map(str::to_owned);
    let mut next = || fields.next();
    let mut country = Country {
        iso2: next()?,
        iso3: next()?,
        number: next()?.parse().ok()?,
        fips: next()?,
        state_number: next()?.parse().ok(),
        name: next()?,
        acled_region: next()?,
        ucdp_region: next()?,
        others: next()?.split(';').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        acled_name: next()?,
        ucdp_name: next()?,
    };
    for name in [&mut country.acled_name, &mut country.ucdp_name] {
        if name.is_empty() {
            name.clone_from(&country.name);
        }
    }
    Some(country)
}

/// The country with an ISO 3166-1 alpha-2 code.
///
/// ```
/// assert_eq!(zenobia_formats::write::country("SY").unwrap().state_number, Some(652));
/// ```
pub fn country(iso2: &str) -> Option<&'static Country> {
    COUNTRIES.get(iso2)
}

/// The country that a code of any system or an English name means.
///
/// ```
/// use zenobia_formats::write::country_named;
/// assert_eq!(country_named("Syria").unwrap().iso2, "SY");
/// assert_eq!(country_named("SYR").unwrap().iso2, "SY");
/// ```
pub fn country_named(name: &str) -> Option<&'static Country> {
    let by = |is: &dyn Fn(&Country) -> bool| COUNTRIES.values().find(|country| is(country));
    // UCDP adds the former name, and not always the one that it has here; ACLED sometimes adds a period.
    let short = name.split(" (").next().unwrap_or(name).trim();
    by(&|country| [&country.acled_name, &country.ucdp_name].into_iter().any(|known| known == name))
        .or_else(|| by(&|country| country.name == short || country.others.iter().any(|other| other == short)))
        .or_else(|| by(&|country| country.iso3 == short))
}

/// The country with a FIPS 10-4 code.
pub(crate) fn country_by_fips(fips: &str) -> Option<&'static Country> {
    COUNTRIES.values().find(|country| !fips.is_empty() && country.fips == fips)
}

/// ACLED's types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acled {
    /// Sub-event types by name.
    pub sub: BTreeMap<String, SubEvent>,
    /// The sub-event type that stands for an event type of which no more is known.
    pub whole: BTreeMap<String, String>,
    /// What a sub-event type is when those harmed are all civilians.
    pub civilians: BTreeMap<String, String>,
    /// What a sub-event type is when a state does it.
    pub state: BTreeMap<String, String>,
    /// Kinds of actor by ACLED's names and numbers.
    pub inter: BTreeMap<String, String>,
}

/// One of ACLED's sub-event types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubEvent {
    /// Its event type.
    pub event: String,
    /// Its kind of disorder.
    pub disorder: String,
    /// Our event type, and mode if there is one.
    pub reads: Vec<String>,
}

impl Acled {
    /// Event type, sub-event type and disorder of a code of ours, which is the name of one or the other.
    pub(super) fn types(&self, code: &str, civilians: bool, state: bool) -> Option<(&str, &str, &str)> {
        let mut name = self.whole.get(code).map_or(code, String::as_str);
        if let Some(other) = self.state.get(name).filter(|_| state) {
            name = other;
        }
        if let Some(other) = self.civilians.get(name).filter(|_| civilians) {
            name = other;
        }
        let (name, sub) = self.sub.get_key_value(name)?;
        Some((&sub.event, name, &sub.disorder))
    }
}

/// ACLED's types.
pub fn acled() -> &'static Acled {
    static ACLED: LazyLock<Acled> =
        LazyLock::new(|| toml::from_str(include_str!("codes/acled.toml")).expect("the embedded table is sound"));
    &ACLED
}

/// CAMEO's roots, as GDELT and PLOVER use them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cameo {
    /// Roots by their two digits.
    pub root: BTreeMap<String, Root>,
    /// Values on Goldstein's scale, of codes that differ from the code that they are a kind of.
    goldstein: BTreeMap<String, f64>,
    /// Codes of actors by our kinds of actor: CAMEO's type or PLOVER's sector.
    pub sector: BTreeMap<String, String>,
    /// Our event type, and mode if there is one, of codes that the event types do not name or that more than one names.
    pub reads: BTreeMap<String, Vec<String>>,
}

/// One of CAMEO's twenty roots.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    /// 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
    pub quad: u8,
}

impl Cameo {
    /// The value of a code on Goldstein's scale, −10 to 10: its own, or that of the code that it is a kind of.
    pub fn goldstein(&self, code: &str) -> Option<f64> {
        (2..=code.len()).rev().find_map(|length| self.goldstein.get(code.get(..length)?)).copied()
    }
}

/// CAMEO's roots.
pub fn cameo() -> &'static Cameo {
    static CAMEO: LazyLock<Cameo> =
        LazyLock::new(|| toml::from_str(include_str!("codes/cameo.toml")).expect("the embedded table is sound"));
    &CAMEO
}

#[cfg(test)]
mod tests {
    use super::{cameo, country, country_named};

    #[test]
    fn a_code_has_its_own_value_or_that_of_the_code_above_it() {
        let value = |code| cameo().goldstein(code);
        assert_eq!([value("19"), value("192"), value("1823"), value("1824")], [-10.0, -9.5, -10.0, -9.5].map(Some));
        assert_eq!([value("0871"), value("0874"), value("13"), value("138")], [9.0, 10.0, -6.0, -7.0].map(Some));
        assert_eq!((value("99"), value(""), value("é")), (None, None, None));
    }

    #[test]
    fn each_project_has_its_names_of_countries() {
        let congo = country("CD").expect("it is in the table");
        let names = [&congo.name, &congo.acled_name, &congo.ucdp_name];
        assert_eq!(names, ["Democratic Republic of the Congo", "Democratic Republic of Congo", "DR Congo (Zaire)"]);
        for name in names.into_iter().chain([&"COD".to_owned()]) {
            assert_eq!(country_named(name), Some(congo), "{name}");
        }
        assert_eq!(country_named("Kingdom of eSwatini (Swaziland)"), country("SZ"));
        assert_eq!(country_named("Yemen"), country_named("Yemen (North Yemen)"));
        assert_eq!(country_named("Netherlands"), country("NL"));
    }
}
