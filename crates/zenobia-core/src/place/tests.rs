//! The place stage on small readings, with a language of a few made-up lexicon lines and a gazetteer in memory.

use proptest::prelude::*;

use super::*;
use crate::pack::Files;
use crate::syntax::Syntax;
use crate::syntax::word::{Upos, Word};
use crate::text::{Reading, Sentence, Token};

fn data() -> PlaceData {
    let file = |name: &str, text: &str| (format!("lexicon/place-{name}.tsv"), text.to_owned());
    let files = Files::new(vec![
        file("prepositions", "in\tin\tstrong\nnear\tnear\tstrong\nof\tof\nfrom\tfrom"),
        file(
            "kinds",
            "village\tvillage\tintroduces\nprovince\tregion\tintroduces\ncapital\tcity\tcapital\ncity\ttown\tintroduces",
        ),
        file("directions", "north\t0\nsouth\t180\neast\t90"),
        file("units", "km\t1"),
        file("articles", "the"),
        file("fillers", "the\nof\nto\nfurther"),
        file("joins", "and"),
        file("stops", "reading\tword\nmarch\tcalendar\nmr\ttitle\nnever\tnever"),
        file("adjectives", "syrian\tSY"),
        file("numbers", "ten\t10"),
    ]);
    let mut problems = Vec::new();
    let data = PlaceData::parse(&files, &mut problems);
    assert_eq!(problems, []);
    data
}

fn place(key: &str, name: &str, kind: PlaceKind, country: &str, at: (f64, f64), population: u64) -> KnownPlace {
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

fn known() -> Vec<KnownPlace> {
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

/// A reading of words between spaces; `.` ends a sentence.
fn reading(text: &str) -> Reading {
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

fn found(text: &str) -> Vec<PlaceFinding> {
    find(&reading(text), &Syntax::default(), &Hints::default(), &data(), &MemoryGazetteer::new(known()))
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
    let found =
        find(&reading, &Syntax::default(), &Hints { taken: std::slice::from_ref(&taken), ..Hints::default() }, &data(), &MemoryGazetteer::new(known()));
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
    let found = find(&reading, &Syntax::new(words), &Hints::default(), &data(), &MemoryGazetteer::new(known()));
    assert_eq!(found[0].mentions[0].role, MentionRole::Locative);
}

#[test]
fn both_gazetteers_answer_alike() {
    let compact = CompactGazetteer::open(compact::compile(&known(), |_| true).unwrap()).unwrap();
    let memory = MemoryGazetteer::new(known());
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

#[test]
fn a_damaged_file_is_refused() {
    assert!(CompactGazetteer::open(&b"something else"[..]).is_err());
    let bytes = compact::compile(&known(), |_| true).unwrap();
    assert!(CompactGazetteer::open(bytes[..bytes.len() - 20].to_vec()).is_err());
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
    fn any_bytes_open_or_are_refused(noise in prop::collection::vec(any::<u8>(), 0..60), at in 0usize..400) {
        let mut bytes = compact::compile(&known(), |_| true).unwrap();
        let at = at.min(bytes.len() - noise.len());
        bytes[at..at + noise.len()].copy_from_slice(&noise);
        if let Ok(gazetteer) = CompactGazetteer::open(bytes) {
            let _ = (gazetteer.candidates("tripoli"), gazetteer.alike("sokhne"), gazetteer.capital("SY"));
        }
    }
}
