//! Places in sentences, with the embedded lexicons and the compiled gazetteer. Skipped when it has not been built
//! (`cargo xtask gazetteer`). The figures on gold and corpora are ignored tests: `cargo test -p zenobia-packs --test places -- --ignored --nocapture`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::path::PathBuf;

use zenobia_core::pack::Files;
use zenobia_core::place::{CompactGazetteer, Gazetteer, Hints, MentionRole, PlaceData, PlaceFinding, find, name::fold};
use zenobia_core::span::Span;
use zenobia_core::syntax::Syntax;
use zenobia_core::text::{Reading, Sentence, Token};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of shared data beside the repository.
fn shared() -> PathBuf {
    root().join("../../../shared")
}

fn gazetteer() -> Option<CompactGazetteer> {
    let path = std::env::var_os("ZENOBIA_GAZETTEER_FILE")
        .map_or_else(|| root().join("knowledge/gazetteer.bin"), PathBuf::from);
    let bytes = std::fs::read(path).ok()?;
    Some(CompactGazetteer::open(bytes).unwrap())
}

fn data(language: &str) -> PlaceData {
    let folder = root().join(language).join("lexicon");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        (format!("lexicon/{}", path.file_name().unwrap().to_string_lossy()), std::fs::read_to_string(path).unwrap())
    };
    let mut problems = Vec::new();
    let data = PlaceData::parse(&Files::new(std::fs::read_dir(folder).unwrap().map(read).collect()), &mut problems);
    assert_eq!(problems, []);
    data
}

/// A plain reading for these tests: words, elisions, marks; sentences end at stops and empty lines.
fn reading(language: &str, text: &str) -> Reading {
    let characters: Vec<char> = text.chars().collect();
    let mut reading = Reading { language: language.into(), original: text.to_owned(), ..Reading::default() };
    let (mut at, mut spaced, mut first) = (0, false, 0);
    while at < characters.len() {
        let character = characters[at];
        if character.is_whitespace() {
            spaced = true;
            if character == '\n' && reading.tokens.len() > first {
                reading.sentences.push(Sentence { tokens: first..reading.tokens.len(), paragraph: 0, headline: false });
                first = reading.tokens.len();
            }
            at += 1;
            continue;
        }
        let start = at;
        let inside = |at: usize| characters.get(at).is_some_and(|next| next.is_alphanumeric());
        at += 1;
        if character.is_alphanumeric() {
            while inside(at) || (at < characters.len() && "-'’.,".contains(characters[at]) && inside(at + 1)) {
                let mark = characters[at];
                if language == "en" && "'’".contains(mark) && characters.get(at + 1) == Some(&'s') && !inside(at + 2)
                {
                    break;
                }
                if "-,.".contains(mark) && !(characters[at - 1].is_numeric() || mark == '-' && language == "fr") {
                    break;
                }
                at += 1;
                if "'’".contains(mark) && language == "fr" && at - start <= 3 {
                    break;
                }
            }
        }
        let text: String = characters[start..at].iter().collect();
        let end = matches!(character, '.' | '!' | '?') && characters.get(at).is_none_or(|next| next.is_whitespace());
        let lower = text.to_lowercase().replace('’', "'");
        let folded = fold(&lower);
        let span = Span::new(start as u32, at as u32);
        reading.tokens.push(Token { text: text.into(), lower: lower.into(), folded: folded.into(), span, spaced });
        spaced = false;
        if end {
            reading.sentences.push(Sentence { tokens: first..reading.tokens.len(), paragraph: 0, headline: false });
            first = reading.tokens.len();
        }
    }
    if reading.tokens.len() > first {
        reading.sentences.push(Sentence { tokens: first..reading.tokens.len(), paragraph: 0, headline: false });
    }
    reading
}

fn read(language: &str, text: &str, gazetteer: &dyn Gazetteer) -> (Reading, Vec<PlaceFinding>) {
    let reading = reading(language, text);
    let found = find(&reading, &Syntax::default(), &Hints::default(), &data(language), gazetteer);
    (reading, found)
}

/// A place as the tests tell it: name and rounded coordinates.
type Told = (String, Option<(i32, i32)>);

/// The places found; `None` without a gazetteer.
fn places(language: &str, text: &str) -> Option<Vec<Told>> {
    let (_, found) = read(language, text, &gazetteer()?);
    let round = |finding: &PlaceFinding| Some((finding.latitude?.round() as i32, finding.longitude?.round() as i32));
    Some(found.iter().map(|finding| (finding.name.clone(), round(finding))).collect())
}

/// Checks the names found in a text, in order, each with its rounded coordinates.
fn check(language: &str, text: &str, expected: &[(&str, Option<(i32, i32)>)]) {
    let Some(found) = places(language, text) else { return };
    let found: Vec<_> = found.iter().map(|(name, point)| (name.as_str(), *point)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn names_of_the_press_are_found() {
    check(
        "fr",
        "Les rebelles ont quitté Alep pour Deir Ezzor, puis Raqa.",
        &[("Aleppo", Some((36, 37))), ("Deir ez-Zor", Some((35, 40))), ("Raqqa", Some((36, 39)))],
    );
    check(
        "en",
        "Shelling was reported in Kharkov and near Mykolaïv on Monday.",
        &[("Kharkiv", Some((50, 36))), ("Mykolaiv", Some((47, 32)))],
    );
}

#[test]
fn a_distance_places_an_unnamed_spot() {
    check(
        "fr",
        "Un convoi a sauté sur une mine à 30 km au sud de Mossoul.",
        &[("à 30 km au sud de Mossoul", Some((36, 43))), ("Mosul", Some((36, 43)))],
    );
    check(
        "en",
        "The bodies lay 90 km northwest of the Afghan capital.",
        &[("90 km northwest of the Afghan capital", Some((35, 68))), ("Kabul", Some((35, 69)))],
    );
}

#[test]
fn a_distance_places_a_village_that_nobody_knows() {
    check(
        "fr",
        "Le village de Zorbikoy, à 20 km à l'est de Dori, a été attaqué au Burkina Faso.",
        &[("Zorbikoy", Some((14, 0))), ("Dori", Some((14, 0))), ("Burkina Faso", Some((13, -2)))],
    );
}

#[test]
fn a_village_that_nobody_knows_stays_unresolved() {
    check(
        "fr",
        "Des hommes armés ont attaqué le village de Brakoumbaré, au Mali.",
        &[("Brakoumbaré", None), ("Mali", Some((17, -4)))],
    );
}

#[test]
fn everyday_words_and_names_are_no_places() {
    check("fr", "Tours de table et visites se succèdent. Florence Martin a salué Vincent.", &[]);
    check("en", "Reading the report, Jackson said that Nice words were not enough.", &[]);
}

#[test]
fn the_report_decides_between_places_of_one_name() {
    check(
        "en",
        "In Libya, fighters left Tripoli for Misrata.",
        &[("Libya", Some((28, 17))), ("Tripoli", Some((33, 13))), ("Misrata", Some((32, 15)))],
    );
    check(
        "en",
        "In Lebanon, fighters left Tripoli for Sidon.",
        &[("Lebanon", Some((34, 36))), ("Tripoli", Some((34, 36))), ("Sidon", Some((34, 35)))],
    );
}

#[test]
fn a_place_inside_another_name_is_none() {
    check("en", "The Moscow-backed rebels met at Kabul University with the Bank of England.", &[]);
}

#[test]
fn two_names_in_one_token_are_two_places() {
    check(
        "fr",
        "La route Goma-Minova, en République démocratique du Congo, est coupée.",
        &[
            ("route Goma-Minova", Some((-2, 29))),
            ("Democratic Republic of the Congo", Some((-3, 24))),
            ("Goma", Some((-2, 29))),
            ("Minova", Some((-2, 29))),
        ],
    );
}

/// What a text tells without a name: wording, radius in kilometers, UCDP precision.
fn areas(language: &str, text: &str) -> Option<Vec<(String, i32, u8)>> {
    let (_, found) = read(language, text, &gazetteer()?);
    let told = found.into_iter().filter(|finding| finding.key.is_none() && finding.latitude.is_some());
    let area = |finding: PlaceFinding| {
        (finding.name, finding.radius_km.unwrap_or_default().round() as i32, finding.precision.unwrap().ucdp)
    };
    Some(told.map(area).collect())
}

#[test]
fn wordings_tell_areas() {
    let yes = [
        ("fr", "Des tirs ont retenti près d'Alep.", ("près d'Alep", 30, 3)),
        ("fr", "Une bombe a explosé à la périphérie de Kidal.", ("à la périphérie de Kidal", 10, 2)),
        ("fr", "Un pétrolier brûle au large d'Hodeïda.", ("au large d'Hodeïda", 110, 7)),
        ("fr", "Une embuscade a été tendue entre Dori et Seytenga.", ("entre Dori et Seytenga", 17, 2)),
        ("fr", "Le camion a sauté à mi-chemin entre Gao et Ansongo.", ("à mi-chemin entre Gao et Ansongo", 22, 2)),
        ("fr", "Le bus a été attaqué sur la route de Gao à Ansongo.", ("route de Gao à Ansongo", 45, 3)),
        (
            "fr",
            "Le campement se trouve à trois heures de marche de Ménaka.",
            ("se trouve à trois heures de marche de Ménaka", 18, 2),
        ),
        ("en", "Gunfire was heard on the outskirts of Bakhmut.", ("on the outskirts of Bakhmut", 10, 2)),
        ("en", "A bridge was blown up between Izium and Sloviansk.", ("between Izium and Sloviansk", 22, 2)),
        ("en", "Mines were found on the road from Izium to Sloviansk.", ("road from Izium to Sloviansk", 22, 2)),
        ("en", "The camp lies two hours' walk from Menaka.", ("lies two hours' walk from Menaka", 12, 2)),
    ];
    for (language, text, (name, radius, precision)) in yes {
        let Some(found) = areas(language, text) else { return };
        let [(wording, kilometers, ucdp)] = &found[..] else { panic!("{text}: {found:?}") };
        assert_eq!((wording.as_str(), *ucdp), (name, precision), "{text}");
        assert!((kilometers - radius).abs() <= 3, "{text}: {kilometers}");
    }
    let no = [
        ("fr", "Un accord entre Kiev et Moscou a été signé."),
        ("fr", "Près de 300 hommes ont quitté Alep."),
        ("fr", "Les vols entre Paris et Bamako ont repris."),
        ("fr", "Ils ont marché deux heures avant d'entrer dans Ménaka."),
        ("en", "Talks between Kyiv and Moscow failed."),
        ("en", "Nearly 300 men left Aleppo for Raqqa."),
        ("en", "Between Monday and Friday shells hit Izium."),
        ("en", "They moved troops from Izium to Sloviansk."),
    ];
    for (language, text) in no {
        assert_eq!(areas(language, text).unwrap_or_default(), [], "{text}");
    }
}

#[test]
fn roles_are_told_apart() {
    let Some(gazetteer) = gazetteer() else { return };
    let (_, found) = read("fr", "L'Iran a condamné le raid mené à Damas.", &gazetteer);
    let roles: Vec<_> = found.iter().map(|finding| (finding.name.as_str(), finding.mentions[0].role)).collect();
    assert_eq!(roles, [("Iran", MentionRole::Bare), ("Damascus", MentionRole::Locative)]);
}

#[test]
#[ignore = "prints figures; needs the shared gold reports"]
fn figures_on_gold() {
    let Some(gazetteer) = gazetteer() else { return };
    let (mut all, mut sums) = (0, [0usize; 5]);
    for name in [
        "fr/hodeida",
        "fr/kobane",
        "fr/mossoul-patrimoine",
        "fr/nord-kivu",
        "fr/palmyre",
        "fr/seytenga",
        "fr/tombouctou",
        "en/bamiyan",
        "en/dahyan-bus",
        "en/elfasher",
        "en/kivu-flash",
        "en/marawi-page",
        "en/ukraine-assessment",
    ] {
        let Ok(text) = std::fs::read_to_string(shared().join(format!("gold/{name}.json"))) else { continue };
        let gold: serde_json::Value = serde_json::from_str(&text).unwrap();
        let text = gold["text"].as_str().unwrap();
        let (reading, found) = read(&name[..2], text, &gazetteer);
        let mut mentions = spans(&reading, &found);
        mentions.sort_by_key(|mention| mention.0);
        let mut used = vec![false; mentions.len()];
        let (mut hits, mut near, mut exact, mut located) = (0, 0, 0, 0);
        for place in gold["places"].as_array().unwrap() {
            all += 1;
            let quote = place["quote"].as_str().unwrap();
            let nth = place["nth"].as_u64().unwrap_or(1) as usize;
            let start = text.match_indices(quote).nth(nth - 1).map_or(0, |(at, _)| text[..at].chars().count() as u32);
            let span = Span::new(start, start + quote.chars().count() as u32);
            let Some(at) = (0..mentions.len()).find(|&at| !used[at] && mentions[at].0.overlaps(span)) else {
                println!("  {name} missed {quote} {nth}");
                continue;
            };
            used[at] = true;
            hits += 1;
            if let Some(latitude) = place["latitude"].as_f64() {
                located += 1;
                let point = (latitude, place["longitude"].as_f64().unwrap());
                let own = mentions[at].1.latitude.zip(mentions[at].1.longitude);
                let distance = own.map_or(f64::INFINITY, |own| zenobia_core::place::geometry::distance_km(own, point));
                near += usize::from(distance <= 161.0);
                exact += usize::from(distance <= 25.0);
                if distance > 25.0 {
                    println!(
                        "  {name} {quote}: {distance:.0} km off {:?} {:?}",
                        mentions[at].1.key, mentions[at].1.name
                    );
                }
            }
        }
        for (at, mention) in mentions.iter().enumerate().filter(|(at, _)| !used[*at]) {
            let _ = at;
            println!("  {name} extra {:?} {:?} {:?}", reading_text(text, mention.0), mention.1.name, mention.2);
        }
        for (sum, value) in sums.iter_mut().zip([hits, mentions.len(), near, exact, located]) {
            *sum += value;
        }
        println!(
            "{name}: {hits} of {} gold, {} found, near {near} exact {exact} of {located}",
            gold["places"].as_array().unwrap().len(),
            mentions.len()
        );
    }
    let [hits, found, near, exact, located] = sums.map(|sum| sum as f64);
    println!(
        "P {:.1} R {:.1} F1 {:.1}; within 161 km {:.1}, 25 km {:.1}",
        100.0 * hits / found,
        100.0 * hits / all as f64,
        200.0 * hits / (found + all as f64),
        100.0 * near / located,
        100.0 * exact / located
    );
}

/// All mentions with their findings.
fn spans<'a>(reading: &Reading, found: &'a [PlaceFinding]) -> Vec<(Span, &'a PlaceFinding, MentionRole)> {
    let mentions = found.iter().flat_map(|finding| finding.mentions.iter().map(move |mention| (finding, mention)));
    mentions.map(|(finding, mention)| (reading.span(mention.tokens.clone()), finding, mention.role)).collect()
}

fn reading_text(text: &str, span: Span) -> String {
    text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
}

#[test]
#[ignore = "prints figures; needs the LGL corpus (ZENOBIA_CORPORA)"]
fn figures_on_lgl() {
    let folder = std::env::var_os("ZENOBIA_CORPORA").map_or_else(|| shared().join("corpora"), PathBuf::from);
    let (Some(gazetteer), Ok(xml)) = (gazetteer(), std::fs::read_to_string(folder.join("places/lgl.xml"))) else {
        return;
    };
    let data = data("en");
    let between = |text: &str, open: &str, close: &str| -> Option<String> {
        let start = text.find(open)? + open.len();
        Some(text[start..start + text[start..].find(close)?].to_owned())
    };
    let (mut gold, mut found_all, mut hits, mut near) = (0, 0, 0, 0);
    for article in xml.split("<article ").skip(1) {
        let Some(text) =
            between(article, "<text><![CDATA[", "]]></text>").or_else(|| between(article, "<text>", "</text>"))
        else {
            continue;
        };
        let reading = reading("en", &text);
        let found = find(&reading, &Syntax::default(), &Hints::default(), &data, &gazetteer);
        let mentions = spans(&reading, &found);
        let mut used = vec![false; mentions.len()];
        for toponym in article.split("<toponym>").skip(1) {
            let number = |tag: &str| {
                between(toponym, &format!("<{tag}>"), &format!("</{tag}>")).and_then(|text| text.parse::<f64>().ok())
            };
            let (Some(start), Some(end), Some(latitude), Some(longitude)) =
                (number("start"), number("end"), number("lat"), number("lon"))
            else {
                continue;
            };
            gold += 1;
            let span = Span::new(start as u32, end as u32);
            let Some(at) = (0..mentions.len()).find(|&at| !used[at] && mentions[at].0.overlaps(span)) else {
                continue;
            };
            used[at] = true;
            hits += 1;
            let own = mentions[at].1.latitude.zip(mentions[at].1.longitude);
            near +=
                usize::from(own.is_some_and(|own| {
                    zenobia_core::place::geometry::distance_km(own, (latitude, longitude)) <= 161.0
                }));
        }
        found_all += mentions.len();
    }
    let (gold, found, hits, near) = (gold as f64, found_all as f64, hits as f64, near as f64);
    println!(
        "LGL: {gold} gold, mention P {:.1} R {:.1} F1 {:.1}; within 161 km of found {:.1}; end to end F1 {:.1}",
        100.0 * hits / found,
        100.0 * hits / gold,
        200.0 * hits / (gold + found),
        100.0 * near / hits,
        200.0 * near / (gold + found)
    );
}

#[test]
#[ignore = "prints figures; needs Who's On First names (ZENOBIA_CORPORA)"]
fn figures_on_names_of_small_places() {
    let folder = std::env::var_os("ZENOBIA_CORPORA").map_or_else(|| shared().join("corpora"), PathBuf::from);
    let path = folder.join("knowledge/whosonfirst/derived_wof_names.tsv");
    let (Some(gazetteer), Ok(rows)) = (gazetteer(), std::fs::read_to_string(path)) else { return };
    let mut sums = std::collections::BTreeMap::new();
    for row in rows.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [_, country, "locality", latitude, longitude, name, french, english, _, _, _, population, ..] = columns[..]
        else {
            continue;
        };
        let (Ok(latitude), Ok(longitude)) = (latitude.parse(), longitude.parse()) else { continue };
        if population.parse::<f64>().unwrap_or(0.0) < 2000.0 {
            continue;
        }
        let near = |found: Vec<zenobia_core::place::Candidate>| {
            found
                .iter()
                .any(|place| zenobia_core::place::geometry::distance_km(place.point(), (latitude, longitude)) < 15.0)
        };
        for (kind, name) in [("name", name), ("french", french), ("english", english)] {
            if !name.is_empty() {
                let sum: &mut [usize; 3] = sums.entry((country.to_owned(), kind)).or_default();
                let exact = near(gazetteer.candidates(&fold(name)));
                sum[0] += 1;
                sum[1] += usize::from(exact);
                sum[2] += usize::from(exact || near(gazetteer.alike(&fold(name))));
            }
        }
    }
    for ((country, kind), [all, exact, alike]) in sums {
        println!("{country} {kind}: {all} places of 2,000 or more, {exact} by name, {alike} with those by sound");
    }
}

#[test]
fn the_wider_place_before_a_distance_is_passed_over() {
    check(
        "en",
        "Fighters seized the town of Zorbik Yabal in the Middle Shabelle region, 130 miles north of Mogadishu. The United States condemned it.",
        &[
            ("Zorbik Yabal", Some((4, 45))),
            ("Middle Shabelle", Some((3, 46))),
            ("Mogadishu", Some((2, 45))),
            ("United States", Some((40, -99))),
        ],
    );
}
