//! Places told from others without a distance.

use proptest::prelude::*;

use super::geometry::distance_km;
use super::tests::{data, found, memory, reading};
use super::*;
use crate::syntax::Syntax;

/// Every area reaches back to what it is told from; what lies halfway, half of the way back.
fn reaches_its_anchor(found: &[PlaceFinding], finding: &PlaceFinding) -> bool {
    let Some(relation) = finding.relation.filter(|_| finding.key.is_none()) else { return true };
    let point = |finding: &PlaceFinding| finding.latitude.zip(finding.longitude);
    let Some((point, anchor)) = point(finding).zip(point(&found[relation.anchor])) else { return true };
    // A distance with a direction leads away on purpose.
    let told = relation.distance_km.is_some() && relation.bearing.is_some();
    let times = if finding.name.starts_with("halfway") { 2.0 } else { 1.0 };
    told || distance_km(point, anchor) <= times * finding.radius_km.unwrap_or_default() + 0.4
}

fn area(text: &str) -> PlaceFinding {
    found(text).into_iter().find(|finding| finding.key.is_none()).expect("an area")
}

#[test]
fn near_a_town_is_an_area_around_it() {
    let found = found("Clashes broke out near Damascus .");
    let [near, anchor] = &found[..] else { panic!("{found:?}") };
    assert_eq!((near.key.as_deref(), near.name.as_str()), (None, "near Damascus"));
    assert_eq!((near.latitude, near.radius_km), (anchor.latitude, Some(30.0)));
    assert_eq!(near.precision.map(|precision| (precision.acled, precision.ucdp)), Some((2, 3)));
    assert_eq!((near.mentions.len(), anchor.mentions.len()), (1, 0));
    assert_eq!(area("Clashes broke out on the edge of Damascus .").radius_km, Some(15.0));
    assert_eq!(area("A ship sank off the coast of Libya .").precision.map(|precision| precision.ucdp), Some(7));
}

#[test]
fn a_name_near_a_town_keeps_its_own_mention_and_the_towns() {
    let found = found("They took Tadmur , near Damascus .");
    assert_eq!(found.iter().map(|finding| finding.mentions.len()).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(found[0].relation.map(|relation| relation.anchor), Some(1));
}

#[test]
fn between_two_towns_is_the_middle_and_half_the_way() {
    let between = area("Clashes broke out between Tadmur and As Sukhnah .");
    let whole = distance_km((34.56, 38.27), (34.89, 38.87));
    assert!((between.radius_km.unwrap() - whole / 2.0).abs() < 0.1, "{between:?}");
    assert_eq!(between.mentions.len(), 2);
    let halfway = area("The convoy halted halfway between Tadmur and As Sukhnah .");
    assert!((halfway.radius_km.unwrap() - whole / 4.0).abs() < 0.1);
    assert_eq!(area("Mines lie on the road from Tadmur to Raqa .").mentions.len(), 2);
    // Talks between capitals and countries are no spot, nor is what lies far apart.
    for text in ["Talks between Damascus and Raqa failed .", "Flights between Libya and Syria stopped ."] {
        assert!(found(text).iter().all(|finding| finding.key.is_some()), "{text}");
    }
}

#[test]
fn hours_on_the_way_give_a_bound_and_no_distance() {
    let walk = area("The camp is two 2 hours walk from Tadmur .");
    assert_eq!((walk.radius_km, walk.relation.unwrap().distance_km), (Some(12.0), None));
}

#[test]
fn what_a_hyphen_joins_leaves_a_name_one() {
    let keys = |text: &str| found(text).into_iter().map(|finding| finding.key).collect::<Vec<_>>();
    assert_eq!(keys("The Damascus-based channel said so ."), [Some("geonames:2".into())]);
    assert_eq!(keys("Senator Smith , D-Raqa , spoke ."), [Some("geonames:9".into())]);
    assert_eq!(keys("The Damascus-backed force left ."), [None::<String>; 0]);
}

#[test]
fn a_border_is_an_area_along_it() {
    let files = crate::pack::Files::new(vec![("borders.tsv".into(), "LY\tSY\t3400,3700 0,100 50,100".into())]);
    let borders = Borders::parse(&files, &mut Vec::new());
    let hints = Hints { borders: Some(&borders), ..Hints::default() };
    let found = |text: &str| find(&reading(text), &Syntax::default(), &hints, &data(), &memory());
    let all = found("A patrol was hit near the border between Libya and Syria .");
    let border = all.iter().find(|finding| finding.key.is_none()).expect("an area");
    assert!(border.radius_km.unwrap() > 100.0 && border.country.is_none(), "{border:?}");
    assert_eq!(border.mentions[0].tokens.len(), 1);
    assert!(found("They crossed the border between Libya and Syria .").iter().all(|finding| finding.key.is_some()));
}

proptest! {
    #[test]
    fn an_area_reaches_its_anchor(
        relation in "(near|on the edge of|off the coast of|north of|halfway between|between|10 km from|10 hours walk from|on the road from)",
        one in "(Damascus|Tadmur|Raqa|Tripoli|Libya)",
        join in "(and|to|,)",
        other in "(As Sukhnah|Raqa|Tripoli|Reading|Syria)",
        at in (-89.0..89.0f64, -180.0..180.0f64),
    ) {
        let mut places = super::tests::known();
        places[2].at = at;
        let gazetteer = MemoryGazetteer::with(places, Spellings::default());
        let text = format!("Shots fell {relation} {one} {join} {other} .");
        let found = find(&reading(&text), &Syntax::default(), &Hints::default(), &data(), &gazetteer);
        for finding in &found {
            prop_assert!(reaches_its_anchor(&found, finding), "{text}: {finding:?}");
            prop_assert!(finding.radius_km.is_none_or(|radius| radius.is_finite() && radius > 0.0));
        }
    }
}
