//! Places: mentions, and how far off they are put.

use zenobia_core::record::Place;
use zenobia_core::span::Span;

use super::Sheet;
use super::pair::{pair, partners, unmatched};

struct Found<'a> {
    place: &'a Place,
    span: Span,
    text: &'a str,
}

/// Scores the places; for each gold place returns the id of the record's place it was matched with.
pub(super) fn score<'a>(sheet: &mut Sheet<'a>) -> Vec<Option<&'a str>> {
    let (gold, record) = (sheet.gold, sheet.record);
    let mentions = |place: &'a Place| {
        place.mentions.iter().map(move |mention| Found { place, span: mention.span(), text: &mention.text })
    };
    let mut found: Vec<Found<'a>> = record.places.iter().flat_map(mentions).collect();
    found.sort_by_key(|found| found.span);
    let pairs = pair(&gold.places, &found, |g, p| u8::from(g.span.overlaps(p.span)));
    sheet.score.add("place mentions", pairs.len(), found.len(), gold.places.len());
    score_distances(sheet, &found, &pairs);
    let partner = partners(&pairs, gold.places.len());
    for (place, _) in gold.places.iter().zip(&partner).filter(|(_, partner)| partner.is_none()) {
        sheet.miss("place missed", &place.quote);
    }
    for index in unmatched(&pairs, found.len()) {
        sheet.miss("place invented", found[index].text);
    }
    partner.into_iter().map(|partner| partner.map(|index| found[index].place.id.as_str())).collect()
}

fn score_distances(sheet: &mut Sheet<'_>, found: &[Found<'_>], pairs: &[(usize, usize)]) {
    let gold = sheet.gold;
    let (mut near, mut close, mut known) = (0, 0, 0);
    for &(i, j) in pairs {
        let (g, place) = (&gold.places[i], found[j].place);
        let (Some(latitude), Some(longitude)) = (g.latitude, g.longitude) else { continue };
        known += 1;
        let (Some(other_latitude), Some(other_longitude)) = (place.latitude, place.longitude) else {
            sheet.miss("place unresolved", &g.quote);
            continue;
        };
        let distance = distance_km((latitude, longitude), (other_latitude, other_longitude));
        near += usize::from(distance <= 161.0);
        close += usize::from(distance <= 25.0);
        if distance > 161.0 {
            sheet.miss("place wrong", format!("{}: {distance:.0} km off ({})", g.quote, place.name));
        }
    }
    score_computed(sheet, found, pairs);
    let located = gold.places.iter().filter(|place| place.latitude.is_some()).count();
    sheet.score.add("places within 161 km (of matched)", near, known, known);
    sheet.score.add("places within 25 km (of matched)", close, known, known);
    sheet.score.add("places found and within 161 km", near, found.len(), located);
}

/// Places that the gold report gives a radius, because they are computed from another: whether they are put within it.
fn score_computed(sheet: &mut Sheet<'_>, found: &[Found<'_>], pairs: &[(usize, usize)]) {
    let gold = sheet.gold;
    let computed = gold.places.iter().filter(|place| place.radius_km.is_some()).count();
    let (mut put, mut within) = (0, 0);
    for &(i, j) in pairs {
        let g = &gold.places[i];
        let (Some(point), Some(radius)) = (g.latitude.zip(g.longitude), g.radius_km) else { continue };
        let there = found[j].place.latitude.zip(found[j].place.longitude);
        let distance = there.map(|there| distance_km(point, there));
        put += usize::from(distance.is_some());
        within += usize::from(distance.is_some_and(|distance| distance <= radius));
        if distance.is_none_or(|distance| distance > radius) {
            sheet.miss("place beyond its radius", format!("{}: {distance:.0?} km off, {radius} stated", g.quote));
        }
    }
    sheet.score.add("computed places within their radius", within, put, computed);
}

/// Great-circle distance on a sphere of the Earth's mean diameter (haversine).
fn distance_km(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (latitude, longitude) = (one.0.to_radians(), one.1.to_radians());
    let (other_latitude, other_longitude) = (other.0.to_radians(), other.1.to_radians());
    let across = ((other_latitude - latitude) / 2.0).sin().powi(2);
    let along = ((other_longitude - longitude) / 2.0).sin().powi(2);
    let share = across + latitude.cos() * other_latitude.cos() * along;
    12742.0 * share.min(1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::distance_km;

    #[test]
    fn damascus_is_some_213_km_from_palmyra() {
        let distance = distance_km((33.51, 36.29), (34.55, 38.27));
        assert!((210.0..220.0).contains(&distance), "{distance}");
    }
}
