//! The place stage on small readings, with a language of a few made-up lexicon lines and a gazetteer in memory.

use proptest::prelude::*;

use super::*;
use crate::pack::Files;
use crate::syntax::Syntax;
use crate::syntax::word::{Upos, Word};
use crate::text::{Reading, Sentence, Token};

pub(super) fn data() -> PlaceData {
    let file = |name: &str, text: &str| (format!("lexicon/place-{name}.tsv"), text.to_owned());
    let files = Files::new(vec![
        file("prepositions", "in\tin\tstrong\nnear\tnear\tstrong\nof\tof\nfrom\tfrom\nto\tto"),
        file(
            "kinds",
            "village\tvillage\tintroduces\nprovince\tregion\tintroduces\ncapital\tcity\tcapital\ncity\ttown\tintroduces\n\
             road\troad\tstreet\nresidents\ttown\tpeople\ncounty\tdistrict\tintroduces",
        ),
        file("directions", "north\t0\nsouth\t180\neast\t90"),
        file("units", "km\t1"),
        file("articles", "the"),
        file("fillers", "the\nof\nto\nfurther"),
        file("joins", "and"),
        file("stops", "reading\tword\nmarch\tcalendar\nmr\ttitle\nnever\tnever\njohn\tname"),
        file("abbreviations", "Lib.\tLibya\tcountry\nLY\tLibya\tcountry\tcode"),
        file("institutions", "police\ncouncil"),
        file("bodies", "bank"),
        file("borders", "border"),
        file("adjectives", "syrian\tSY"),
        file(
            "relations",
            "near\tnear\non the edge of\tedge\noff the coast of\toffshore\nbetween\tbetween\nhalfway between\thalfway",
        ),
        file("ways", "road\naxis"),
        file("travel", "hours walk\t6"),
        file("fronts", "d"),
        file("ends", "based"),
        file("numbers", "ten\t10"),
    ]);
    let mut problems = Vec::new();
    let data = PlaceData::parse(&files, &mut problems);
    assert_eq!(problems, []);
    data
}

pub(super) fn place(
    key: &str,
    name: &str,
    kind: PlaceKind,
    country: &str,
    at: (f64, f64),
    population: u64,
) -> KnownPlace {
    KnownPlace {
        key: key.into(),
        name: name.into(),
        kind,
        country: Some(country.into()),
        at,
        population,
        ..KnownPlace::default()
    }
}

pub(super) fn known() -> Vec<KnownPlace> {
    vec![
        place("1", "Syria", PlaceKind::Country, "SY", (35.0, 38.0), 16_000_000),
        KnownPlace { capital: true, ..place("2", "Damascus", PlaceKind::City, "SY", (33.51, 36.29), 1_500_000) },
        place("3", "Tadmur", PlaceKind::Town, "SY", (34.56, 38.27), 50_000),
        place("4", "Tripoli", PlaceKind::City, "LB", (34.44, 35.85), 230_000),
        place("5", "Tripoli", PlaceKind::City, "LY", (32.88, 13.19), 1_100_000),
        place("6", "Libya", PlaceKind::Country, "LY", (28.0, 17.0), 6_000_000),
        place("7", "As Sukhnah", PlaceKind::Town, "SY", (34.89, 38.87), 16_000),
        place("8", "Reading", PlaceKind::City, "GB", (51.45, -0.97), 160_000),
        KnownPlace {
            names: vec!["Raqa".into()],
            ..place("9", "Ar Raqqah", PlaceKind::City, "SY", (35.95, 39.01), 220_000)
        },
    ]
}

/// Units as well.
fn wider() -> MemoryGazetteer {
    let units = [
        KnownPlace {
            admin1: Some("Oxfordshire".into()),
            ..place("10", "Wilkin County", PlaceKind::District, "GB", (51.7, -1.2), 0)
        },
        KnownPlace { admin1: Some("Homs".into()), ..place("11", "Homs", PlaceKind::Region, "SY", (34.5, 38.3), 0) },
    ];
    MemoryGazetteer::with(known().into_iter().chain(units).collect(), spellings())
}

fn found_in_units(text: &str) -> Vec<PlaceFinding> {
    find(&reading(text), &Syntax::default(), &Hints::default(), &data(), &wider())
}

/// A made-up family of scripts, for two countries.
fn spellings() -> Spellings {
    Spellings::new(vec![Spelling {
        name: "levant".into(),
        countries: vec!["SY".into(), "LB".into()],
        articles: vec!["as".into(), "ar".into()],
        vowels: "aeiou".into(),
        silent: "h".into(),
        sounds: [("kh".into(), "h".into()), ("q".into(), "k".into())].into(),
        ..Spelling::default()
    }])
}

pub(super) fn memory() -> MemoryGazetteer {
    MemoryGazetteer::with(known(), spellings())
}

/// A reading of words between spaces; `.` ends a sentence.
pub(super) fn reading(text: &str) -> Reading {
    let mut reading =
        Reading { original: text.to_owned(), bytes: (0..=text.len() as u32).collect(), ..Reading::default() };
    let (mut start, mut first) = (0u32, 0);
    for word in text.split(' ') {
        let end = start + word.chars().count() as u32;
        let lower = word.to_lowercase();
        let span = crate::span::Span::new(start, end);
        let token =
            Token { text: word.into(), folded: name::fold(&lower).into(), lower: lower.into(), span, spaced: true };
        reading.tokens.push(token);
        start = end + 1;
        if word == "." {
            reading.sentences.push(Sentence { tokens: first..reading.tokens.len(), paragraph: 0, headline: false });
            first = reading.tokens.len();
        }
    }
    if first < reading.tokens.len() {
        reading.sentences.push(Sentence { tokens: first..reading.tokens.len(), paragraph: 0, headline: false });
    }
    reading
}

pub(super) fn found(text: &str) -> Vec<PlaceFinding> {
    find(&reading(text), &Syntax::default(), &Hints::default(), &data(), &memory())
}

fn keys(text: &str) -> Vec<Option<String>> {
    found(text).into_iter().map(|finding| finding.key).collect()
}

#[test]
fn the_country_named_decides() {
    assert_eq!(keys("He left Libya for Tripoli .")[1].as_deref(), Some("geonames:5"));
    assert_eq!(keys("Syrian troops near Damascus and Tripoli .")[1].as_deref(), Some("geonames:4"));
}

#[test]
fn a_name_is_found_by_its_sound_near_others() {
    assert_eq!(
        keys("They fled from Tadmur in Syria , in Sokhne ."),
        [Some("geonames:3".into()), Some("geonames:1".into()), Some("geonames:7".into())]
    );
}

#[test]
fn a_spot_without_a_name_is_one_mention() {
    let found = found("The convoy halted 10 km south of Damascus .");
    assert_eq!(found[0].mentions[0].tokens, 3..8);
    assert!((found[0].latitude.unwrap() - 33.42).abs() < 0.01);
    assert_eq!(found[0].relation.unwrap().anchor, 1);
    assert!(found[1].mentions.is_empty());
}

#[test]
fn a_named_spot_and_its_anchor_are_two() {
    let found = found("The village of Zorbik , ten km north of Damascus , fell .");
    assert_eq!(found.iter().map(|finding| finding.mentions.len()).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(found[0].key, None);
    assert!((found[0].latitude.unwrap() - 33.6).abs() < 0.01);
}

#[test]
fn an_adjective_and_the_capital_make_an_anchor() {
    let found = found("It fell 10 km east of the Syrian capital .");
    assert_eq!(found[1].name, "Damascus");
    assert!(found[0].longitude.unwrap() > 36.3);
}

#[test]
fn what_is_taken_is_no_place() {
    let reading = reading("He met Damascus Jones in Syria .");
    let taken = 2..4;
    let found = find(
        &reading,
        &Syntax::default(),
        &Hints { taken: std::slice::from_ref(&taken), ..Hints::default() },
        &data(),
        &memory(),
    );
    assert_eq!(found.iter().map(|finding| finding.name.as_str()).collect::<Vec<_>>(), ["Syria"]);
}

#[test]
fn an_everyday_word_needs_a_preposition() {
    assert_eq!(keys("He likes Reading much ."), []);
    assert_eq!(keys("He lives in Reading now ."), [Some("geonames:8".into())]);
}

#[test]
fn the_tree_gives_the_preposition() {
    let reading = reading("They met in quiet Damascus .");
    let word = |upos, head, relation: &str| Word { upos, head, relation: relation.into(), ..Word::default() };
    let words = vec![
        word(Upos::Pron, Some(1), "nsubj"),
        word(Upos::Verb, None, "root"),
        word(Upos::Adp, Some(4), "case"),
        word(Upos::Adj, Some(4), "amod"),
        word(Upos::Propn, Some(1), "obl"),
        word(Upos::Punct, Some(1), "punct"),
    ];
    let found = find(&reading, &Syntax::new(words), &Hints::default(), &data(), &memory());
    assert_eq!(found[0].mentions[0].role, MentionRole::Locative);
}

#[test]
fn both_gazetteers_answer_alike() {
    let compact = CompactGazetteer::open(compact::compile(&known(), &spellings(), "").unwrap()).unwrap();
    let memory = memory();
    assert_eq!(compact.len(), 9);
    for name in ["raqa", "ar raqqah", "raqqah", "tripoli", "nowhere", ""] {
        let keys = |gazetteer: &dyn Gazetteer| {
            let mut keys: Vec<_> = gazetteer.candidates(name).into_iter().map(|found| (found.key, found.by)).collect();
            keys.sort();
            keys
        };
        assert_eq!(keys(&compact), keys(&memory), "{name}");
        assert_eq!(compact.knows(name), memory.knows(name));
    }
    assert_eq!(compact.alike("sokhne")[0].key, "geonames:7");
    assert_eq!(compact.capital("SY").unwrap().name, "Damascus");
    assert_eq!(compact.country("LY").unwrap().key, "geonames:6");
    let tadmur = &compact.candidates("tadmur")[0];
    assert!((tadmur.latitude - 34.56).abs() < 1e-3 && (tadmur.longitude - 38.27).abs() < 1e-3);
    assert!(tadmur.population.abs_diff(50_000) < 50);
}

fn scanned<'a>(gazetteer: &dyn Gazetteer, text: &'a str) -> Vec<&'a str> {
    gazetteer.names_in(text).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn names_are_found_in_running_text() {
    let compact = CompactGazetteer::open(compact::compile(&known(), &spellings(), "").unwrap()).unwrap();
    let text = "From Tripoli, Libya, to As-Sukhnah and ar-Raqqah; Damascus's walls. LIBYA, libya, Libyan; Ar";
    assert_eq!(scanned(&compact, text), ["Tripoli", "Libya", "As-Sukhnah", "Raqqah", "LIBYA"]);
    assert_eq!(scanned(&compact, "Damascus’ walls, Árraqqah, Syria"), ["Damascus", "Syria"]);
    assert_eq!(scanned(&compact, ""), [""; 0]);
}

#[test]
fn a_name_is_found_with_a_sound_changed_but_not_a_short_one() {
    let compact = CompactGazetteer::open(compact::compile(&known(), &spellings(), "").unwrap()).unwrap();
    let names = |name: &str| look_up(name, &compact).into_iter().map(|(_, place)| place.name).collect::<Vec<_>>();
    assert_eq!(names("As Soukhneh"), ["As Sukhnah"]);
    assert_eq!(names("Damaskous"), ["Damascus"]);
    assert_eq!(names("Damaskous-Nord"), [""; 0]);
    assert_eq!(names("As Sukhmah"), [""; 0]);
    assert_eq!(look_up("Damaskous", &compact)[0].1.by, NameMatch::Sound);
    assert_eq!(compact.by_geonames_id(5).unwrap().country.as_deref(), Some("LY"));
}

#[test]
fn what_lies_above_is_asked_first_and_the_bottom_knows_the_countries() {
    let own =
        KnownPlace { key: "user:tadmur".into(), ..place("", "Tadmur", PlaceKind::Village, "SY", (34.6, 38.3), 0) };
    let above = MemoryGazetteer::with(vec![own], Spellings::default());
    let layers = Layers::new(vec![Box::new(above), Box::new(memory())]);
    let keys: Vec<_> = layers.candidates("tadmur").into_iter().map(|found| found.key).collect();
    assert_eq!(keys, ["user:tadmur", "geonames:3"]);
    assert_eq!(layers.country("LY").unwrap().key, "geonames:6");
    assert_eq!(layers.by_geonames_id(2).unwrap().name, "Damascus");
    assert_eq!(scanned(&layers, "Tadmur and Damascus"), ["Tadmur", "Damascus"]);
}

#[test]
fn a_damaged_file_is_refused() {
    assert!(CompactGazetteer::open(&b"something else"[..]).is_err());
    let bytes = compact::compile(&known(), &spellings(), "").unwrap();
    assert!(CompactGazetteer::open(bytes[..bytes.len() - 20].to_vec()).is_err());
}

/// The readers of the indexes trust what they read, and would leave their bounds.
#[test]
fn one_wrong_byte_is_refused_or_harmless() {
    let whole = compact::compile(&known(), &spellings(), "").unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0b0101_0101;
        if let Ok(gazetteer) = CompactGazetteer::open(bytes) {
            let _ = (gazetteer.candidates("tripoli"), gazetteer.alike("sokhne"), gazetteer.names_in("Tripoli"));
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(words in prop::collection::vec("(Damascus|Raqa|Tripoli|in|of|the|km|10|9999999999999|north|village|capital|Syrian|[.,:()-]|[A-Za-zÀ-ÿ'’-]{1,8}|\\PC{0,4})", 0..40)) {
        let found = found(&words.join(" "));
        for finding in &found {
            prop_assert!(finding.relation.is_none_or(|relation| relation.anchor < found.len()));
            prop_assert!(finding.latitude.is_none_or(|latitude| latitude.abs() <= 90.0));
        }
    }

    #[test]
    fn the_scan_knows_what_it_finds(words in prop::collection::vec("(Tripoli|tripoli|AS|As|Sukhnah|Damascus|Libya|ß|É|[-,. ’]{1,2}|\\PC{0,3})", 0..30)) {
        let compact = CompactGazetteer::open(compact::compile(&known(), &spellings(), "").unwrap()).unwrap();
        let text = words.join(" ");
        let mut end = 0;
        for range in compact.names_in(&text) {
            prop_assert!(range.start >= end && compact.knows(&name::fold(&text[range.clone()])), "{text:?} {range:?}");
            end = range.end;
        }
        let _ = memory().names_in(&text);
    }

    #[test]
    fn any_bytes_open_or_are_refused(noise in prop::collection::vec(any::<u8>(), 0..60), at in 0usize..400) {
        let mut bytes = compact::compile(&known(), &spellings(), "").unwrap();
        let at = at.min(bytes.len() - noise.len());
        bytes[at..at + noise.len()].copy_from_slice(&noise);
        if let Ok(gazetteer) = CompactGazetteer::open(bytes) {
            let _ = (gazetteer.candidates("tripoli"), gazetteer.alike("sokhne"), gazetteer.capital("SY"));
        }
    }
}

fn named(text: &str) -> Vec<(String, Option<String>)> {
    found(text).into_iter().map(|finding| (finding.name, finding.key)).collect()
}

#[test]
fn what_the_text_sets_a_name_in_decides() {
    assert_eq!(keys("It burned in Tripoli , Lib. , on Sunday .")[0].as_deref(), Some("geonames:5"));
    assert_eq!(keys("It burned in Tripoli , LY . LY burned .").len(), 2);
    assert_eq!(keys("It burned in Tripoli in Syria .")[0], None);
}

#[test]
fn bodies_of_a_town_hold_its_name_and_other_names_do_not() {
    assert_eq!(keys("The Damascus Police met .")[0].as_deref(), Some("geonames:2"));
    assert_eq!(keys("The Damascus City Council met .")[0].as_deref(), Some("geonames:2"));
    assert!(found("The Damascus Herald met .").is_empty());
    assert!(found("The Bank of Damascus met .").is_empty());
    assert!(found("He saw the Wal - Damascus .").len() <= 1);
}

#[test]
fn persons_are_no_places_but_where_the_report_says_in() {
    assert!(found("There was John Tripoli , 44 . He saw Tripoli fall .").is_empty());
    assert_eq!(keys("There was John Tripoli , 44 . He slept in Tripoli .").len(), 1);
    assert!(found("He knew J. Damascus well .").is_empty());
}

#[test]
fn a_street_is_not_the_town_that_it_is_named_after() {
    assert_eq!(named("He lived on Damascus Road ."), [("Damascus Road".to_owned(), None)]);
}

#[test]
fn a_name_goes_on_over_an_article() {
    let known = vec![place("1", "Khan", PlaceKind::Town, "SY", (36.0, 37.0), 5000)];
    let text = reading("It fell in Khan al-Asal .");
    let found = find(&text, &Syntax::default(), &Hints::default(), &data(), &MemoryGazetteer::new(known));
    assert_eq!(found.iter().map(|finding| finding.name.as_str()).collect::<Vec<_>>(), ["Khan al-Asal"]);
    assert_eq!(found[0].latitude, None);
}

#[test]
fn a_word_for_a_kind_finds_the_full_name_of_a_unit() {
    assert_eq!(found_in_units("It fell in Wilkin county .")[0].key.as_deref(), Some("geonames:10"));
}

#[test]
fn what_is_not_found_lies_in_the_area_around_it() {
    let found = found_in_units("It fell in Sarmin , the village in Homs province .");
    let village = found.iter().find(|finding| finding.name == "Sarmin").unwrap();
    assert_eq!((village.key.as_deref(), village.latitude), (None, Some(34.5)));
    assert_eq!(village.radius_km, found.iter().find(|finding| finding.name == "Homs").unwrap().radius_km);
    assert_eq!(village.precision.as_ref().unwrap().acled, 3);
}

#[test]
fn a_direction_without_a_distance_leads_beyond_the_town() {
    let found = found("They met in Tadmur . It burned north of Tadmur .");
    let beside = found.iter().find(|finding| finding.relation.is_some()).unwrap();
    assert_eq!(beside.mentions.len(), 1);
    assert!(beside.latitude.unwrap() > 34.6 && beside.radius_km.unwrap() >= 10.0);
    assert_eq!(found[beside.relation.unwrap().anchor].key.as_deref(), Some("geonames:3"));
}

#[test]
fn countries_of_actors_choose_between_places_of_one_name() {
    let countries = ["LB".into(), "LB".into(), "LB".into(), "LB".into()];
    let hints = Hints { countries: &countries, ..Hints::default() };
    let found = find(&reading("It burned in Tripoli ."), &Syntax::default(), &hints, &data(), &memory());
    assert_eq!(found[0].key.as_deref(), Some("geonames:4"));
}

#[test]
fn a_border_places_a_spot_and_chooses_between_places_of_one_name() {
    let files = Files::new(vec![("borders.tsv".into(), "LB\tSY\t3460,3580 0,60".into())]);
    let borders = Borders::parse(&files, &mut Vec::new());
    let hints = Hints { borders: Some(&borders), ..Hints::default() };
    let read = |text: &str| find(&reading(text), &Syntax::default(), &hints, &data(), &memory());
    let found = read("They met in Tadmur . It burned 5 km from the Syrian border .");
    let spot = found.iter().find(|finding| finding.key.is_none()).unwrap();
    assert_eq!((spot.latitude, spot.name.as_str()), (Some(34.6), "5 km from the Syrian border"));
    let found = read("It burned in Tripoli , near the Syrian border .");
    assert_eq!(found[0].key.as_deref(), Some("geonames:4"));
}
