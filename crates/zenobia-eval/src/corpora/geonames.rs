//! GeoNames dumps, as names to be found.

use std::path::Path;

use zenobia_gazetteer::{Error, Row, read as read_rows};

use crate::gazetteer::Toponym;

/// The first name of each populated place of a dump, plain or zipped, such as `cities15000.zip`.
pub fn read(path: &Path) -> Result<Vec<Toponym>, Error> {
    let mut names = Vec::new();
    read_rows(path, &mut |row| {
        if let Row::Place(place) = row? {
            names.push(Toponym {
                id: place.key.to_string(),
                name: place.name.to_string(),
                at: place.at,
                settled: true,
                population: place.population,
                geonames: place.geonames_id(),
                country: place.country.as_ref().map(ToString::to_string).unwrap_or_default(),
            });
        }
        Ok(())
    })?;
    Ok(names)
}
