//! The text stage with the French and English packs: one table per property, written as words between bars.
#![allow(clippy::disallowed_methods, reason = "a test may read the packs from their folder")]

use std::fs;
use std::path::Path;

use zenobia_core::pack::Files;
use zenobia_core::text::{Reading, TextData, read};

fn data(language: &str) -> TextData {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../zenobia-packs").join(language);
    let entries = fs::read_dir(folder.join("lexicon")).expect("the pack has lexicons").flatten();
    let lexicons = entries.map(|entry| format!("lexicon/{}", entry.file_name().to_string_lossy()));
    let names = lexicons.chain(["pack.toml".to_owned()]);
    let files = names.filter_map(|name| fs::read_to_string(folder.join(&name)).ok().map(|text| (name, text)));
    let mut problems = Vec::new();
    let data = TextData::parse(&Files::new(files.collect()), &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    data
}

fn tokens(reading: &Reading) -> String {
    reading.tokens.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join("|")
}

fn sentences(reading: &Reading) -> Vec<&str> {
    reading.sentences.iter().map(|sentence| reading.slice(reading.span(sentence.tokens.clone()))).collect()
}

fn quotations(reading: &Reading) -> Vec<(&str, bool)> {
    let of = |quotation: &zenobia_core::text::Quotation| {
        (reading.slice(reading.span(quotation.tokens.clone())), quotation.balanced)
    };
    reading.quotations.iter().map(of).collect()
}

fn check(language: &str, table: &[(&str, &str)]) {
    let data = data(language);
    for (text, expected) in table {
        assert_eq!(tokens(&read(text, language, &data)), *expected, "{text}");
    }
}

#[test]
fn french_words_are_cut_like_the_treebanks() {
    check(
        "fr",
        &[
            ("L’armée n'a pas repris Kidal.", "L'|armée|n'|a|pas|repris|Kidal|."),
            ("Où va-t-il ? Est-ce fini ?", "Où|va|-t-il|?|Est|-ce|fini|?"),
            (
                "Aujourd'hui, quelqu’un a été tué, c'est-à-dire hier.",
                "Aujourd'hui|,|quelqu'un|a|été|tué|,|c'est-à-dire|hier|.",
            ),
            ("Près de 17 000 personnes, dont 1 200 enfants", "Près|de|17 000|personnes|,|dont|1 200|enfants"),
            ("En 2016 300 maisons ont brûlé", "En|2016|300|maisons|ont|brûlé"),
            ("à 14h30, le 21/06/2017, 12,5% des 60km", "à|14|h|30|,|le|21/06/2017|,|12,5|%|des|60|km"),
            ("M. Keïta et le Dr. Diarra", "M.|Keïta|et|le|Dr.|Diarra"),
            (
                "M.Keïta est arrivé à Gao.Le gouverneur l'attendait.",
                "M.|Keïta|est|arrivé|à|Gao|.|Le|gouverneur|l'|attendait|.",
            ),
            ("celui-ci, ce jour-là, au rendez-vous", "celui-ci|,|ce|jour|-là|,|au|rendez-vous"),
            ("«Partez !» crie-t-on… www.ocha.org/mali.", "«|Partez|!|»|crie|-t-on|…|www.ocha.org/mali|."),
            ("La ou les mine(s) du n°7, ZONE(S) 3", "La|ou|les|mine(s)|du|n°|7|,|ZONE(S)|3"),
            ("Le groupe armé(GA) a vu le plan 12.pdf", "Le|groupe|armé|(|GA|)|a|vu|le|plan|12.pdf"),
            ("Voir https://gao-info.ml/a-la-une.", "Voir|https://gao-info.ml/a-la-une|."),
            ("Écrire à presse@ville-gao.ml ou +223 20 22", "Écrire|à|presse@ville-gao.ml|ou|+223|20|22"),
        ],
    );
}

#[test]
fn english_words_are_cut_like_the_treebanks() {
    check(
        "en",
        &[
            ("Syria's army didn't move; it can't.", "Syria|'s|army|did|n't|move|;|it|ca|n't|."),
            ("Rebel-held areas and ex-fighters re-entered.", "Rebel|-|held|areas|and|ex-fighters|re-entered|."),
            ("The U.N. and the U.S. met at 10am on Sept. 3.", "The|U.N.|and|the|U.S.|met|at|10|am|on|Sept.|3|."),
            ("Some 1,200 people, 3.5 million dollars, $40", "Some|1,200|people|,|3.5|million|dollars|,|$|40"),
            ("The villagers’ homes; O'Neill cannot say", "The|villagers|'|homes|;|O'Neill|can|not|say"),
            (
                "See http://www.aid-watch.org/a-b, or news.aid.groups :-) ++",
                "See|http://www.aid-watch.org/a-b|,|or|news.aid.groups|:-)|++",
            ),
            ("They fled in 2014-2015 (about 60%).", "They|fled|in|2014|-|2015|(|about|60|%|)|."),
        ],
    );
}

#[test]
fn lost_apostrophes_come_back_where_the_word_is_unknown_without() {
    let data = data("fr");
    let reading = read("Lors dun raid de larmée, près dAlep, lUnesco sest alarmée dune perte.", "fr", &data);
    assert_eq!(
        tokens(&reading),
        "Lors|d'|un|raid|de|l'|armée|,|près|d'|Alep|,|l'|Unesco|s'|est|alarmée|d'|une|perte|."
    );
    let mended: Vec<_> =
        reading.repairs.iter().map(|repair| (repair.text.as_str(), repair.repaired.as_str())).collect();
    assert_eq!(
        mended,
        [
            ("dun", "d'un"),
            ("larmée", "l'armée"),
            ("dAlep", "d'Alep"),
            ("lUnesco", "l'Unesco"),
            ("sest", "s'est"),
            ("dune", "d'une")
        ]
    );
    assert_eq!(reading.slice(reading.tokens[1].span), "d");
    let sound =
        "La dune, le lac, du son, la ligne sale, un nid, des loyers, sans danger, le linge, les lavages, une lueur.";
    assert!(read(sound, "fr", &data).repairs.is_empty());
}

#[test]
fn stray_spaces_and_broken_lines_are_closed() {
    let reading = read(
        "Beaucoup d' habitants ont fui la recon-\nquête, vers Deir-\nEzzor et le cessez-\nle-feu.",
        "fr",
        &data("fr"),
    );
    assert_eq!(tokens(&reading), "Beaucoup|d'|habitants|ont|fui|la|reconquête|,|vers|Deir-Ezzor|et|le|cessez-le-feu|.");
    assert_eq!(reading.repairs.len(), 4);
}

#[test]
fn sentences_end_at_stops_but_not_at_abbreviations() {
    let reading = read(
        "M. Sow est mort. Deux civils aussi ! « Fuyez ! » a crié J. Ba. Le 3 sept. 2019, etc. Personne n'a réagi (...) depuis.",
        "fr",
        &data("fr"),
    );
    assert_eq!(
        sentences(&reading),
        [
            "M. Sow est mort.",
            "Deux civils aussi !",
            "« Fuyez ! » a crié J. Ba.",
            "Le 3 sept. 2019, etc.",
            "Personne n'a réagi (...) depuis."
        ]
    );
    let reading =
        read("He left the U.S. They stayed. Gen. Rask met U.N. Secretary A. Lund at 3 p.m. Monday.", "en", &data("en"));
    assert_eq!(
        sentences(&reading),
        ["He left the U.S.", "They stayed.", "Gen. Rask met U.N. Secretary A. Lund at 3 p.m. Monday."]
    );
}

#[test]
fn a_straight_mark_between_two_sentences_goes_to_the_one_it_quotes() {
    let reading = read("\"La ville tient.\"Le maire est resté.\"Il dort ici\", dit sa sœur.", "fr", &data("fr"));
    assert_eq!(sentences(&reading), ["\"La ville tient.\"", "Le maire est resté.", "\"Il dort ici\", dit sa sœur."]);
}

#[test]
fn a_headline_that_ran_into_the_body_is_parted_from_it() {
    let reading = read(
        "Sokoura une ville de 300 ans est enfin libérée L'armée malienne a chassé les rebelles.",
        "fr",
        &data("fr"),
    );
    assert_eq!(
        sentences(&reading),
        ["Sokoura une ville de 300 ans est enfin libérée", "L'armée malienne a chassé les rebelles."]
    );
    assert!(reading.sentences[0].headline && !reading.sentences[1].headline);
    for sound in [
        "Elle a lu le roman Le temps des cendres hier.",
        "Ils vivent à La Rochelle depuis peu.",
        "Il cite le journal Le Soir de Kita.",
    ] {
        assert_eq!(read(sound, "fr", &data("fr")).sentences.len(), 1, "{sound}");
    }
}

#[test]
fn lines_without_a_stop_are_headlines() {
    let text = "Deux morts à Gao\n\nUne mine a explosé mardi.\nLes secours sont venus.\n\nUne région instable\n\nLes heurts durent.";
    let reading = read(text, "fr", &data("fr"));
    let headlines: Vec<_> = reading.sentences.iter().map(|sentence| sentence.headline).collect();
    assert_eq!(headlines, [true, false, false, true, false]);
    assert_eq!(reading.sentences[2].paragraph, 2);
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    let text = "Soldiers entered the town of Rasna on Monday after\nthree days of shelling, and the last rebels left\nfor the hills. Nobody\nwas hurt.";
    let reading = read(text, "en", &data("en"));
    assert_eq!(reading.sentences.len(), 2);
    assert!(reading.sentences.iter().all(|sentence| sentence.paragraph == 0 && !sentence.headline));
}

#[test]
fn a_text_in_capitals_may_be_wrapped_too() {
    let text = "SAN RAMON, 4 JAN 91 -- [TEXT] THE THIRD BRIGADE REPORTED THAT GEN.\nRIVAS INSPECTED THE BRIDGE OVER THE LEMPA\nYESTERDAY.  A SOLDIER\nWAS WOUNDED.\n";
    let reading = read(text, "en", &data("en"));
    assert_eq!(reading.sentences.len(), 2);
    assert_eq!(reading.dateline.map(|dateline| dateline.place), Some(0..2));
}

#[test]
fn quotations_of_all_marks() {
    let reading = read(
        "« Tout est perdu », a dit le maire. Il parle d'un \"choc\" et d’une “honte” : ‘fini’.",
        "fr",
        &data("fr"),
    );
    assert_eq!(quotations(&reading), [("Tout est perdu", true), ("choc", true), ("honte", true), ("fini", true)]);
    let reading = read("\"We left. We had to,\" she said. \"He shouted 'run' twice.\"", "en", &data("en"));
    assert_eq!(quotations(&reading), [("We left. We had to,", true), ("He shouted 'run' twice.", true), ("run", true)]);
}

#[test]
fn a_missing_mark_is_guessed() {
    let reading = read("Le but : tenir la colline (nord)», a dit un chef. La suite attend.", "fr", &data("fr"));
    assert_eq!(quotations(&reading), [("tenir la colline (nord)", false)]);
    let reading = read("Un chef a dit : « nous tiendrons la colline.\n\nLa suite attend.", "fr", &data("fr"));
    assert_eq!(quotations(&reading), [("nous tiendrons la colline.", false)]);
    assert_eq!(reading.notes.len(), 1);
}

#[test]
fn datelines_name_place_date_and_agency() {
    let part = |language: &str, text: &str| {
        let reading = read(text, language, &data(language));
        let dateline = reading.dateline.clone()?;
        let words = |range: std::ops::Range<usize>| reading.slice(reading.span(range)).to_owned();
        let or_none = |range: Option<std::ops::Range<usize>>| range.map_or("-".to_owned(), words);
        Some([words(dateline.place), or_none(dateline.date), or_none(dateline.agency)].join("/"))
    };
    let of = |language: &str, text: &str, expected: &str| {
        assert_eq!(part(language, text).as_deref(), Some(expected), "{text}")
    };
    of("en", "KABUL, March 13, 2001 - A rocket fell on the old town.", "KABUL/March 13, 2001/-");
    of("en", "SANAA, Aug 10 (Reuters) - Fighters seized a port.", "SANAA/Aug 10/Reuters");
    of("en", "DEIR AL-ZOR, Syria (AP) — Two bridges were hit.", "DEIR AL-ZOR/-/AP");
    of("fr", "Beyrouth, 12 mars (AFP) — Une voiture a explosé.", "Beyrouth/12 mars/AFP");
    of("fr", "GOMA — Les combats ont repris.", "GOMA/-/-");
    of("fr", "PARIS (AFP) Le ministre a parlé.", "PARIS/-/AFP");
    of("fr", "Titre sans point\n\nBamako, le 3 juin 2012 - Des soldats sont rentrés.", "Bamako/le 3 juin 2012/-");
    of("en", "UVIRA, Democratic Republic of Congo (Jan. 22, 2025) - Fighting went on.", "UVIRA/Jan. 22, 2025/-");
    of("en", "GENEVA/KHARTOUM, 5 May 2023 – Aid stocks were looted.", "GENEVA/KHARTOUM/5 May 2023/-");
    of("fr", "Kyiv, le 23 juillet 2023. Un missile a touché une église.", "Kyiv/le 23 juillet 2023/-");
    for none in [
        "Nyala, 12 mars (sous escorte), a été évacuée.",
        "Alep, 12 mars. les habitants",
        "VIDEO - Des images montrent la fuite.",
        "Le maire - un ancien soldat - est parti.",
        "Mardi, la ville est tombée.",
    ] {
        assert_eq!(part("fr", none), None, "{none}");
    }
}

#[test]
fn a_line_tells_when_the_page_was_published() {
    let date = |language: &str, text: &str| {
        let reading = read(text, language, &data(language));
        reading.published.clone().map(|range| reading.slice(reading.span(range)).to_owned())
    };
    assert_eq!(
        date("fr", "Attaque à Djibo\nPublié le 3 mai 2024 à 10h05\n\nDes hommes sont morts.").as_deref(),
        Some("3 mai 2024")
    );
    assert_eq!(
        date("en", "Three killed\nBy A. Sawadogo\nPublished: March 3, 2024\n\nGunmen attacked.").as_deref(),
        Some("March 3, 2024")
    );
    assert_eq!(date("en", "The report was published on 3 May 2024.").as_deref(), None);
    assert_eq!(date("fr", "Publié le rapport, le ministre est parti.").as_deref(), None);
}

#[test]
fn page_furniture_is_left_out_and_said_to_be() {
    let text = "Combats à Ségou\nPartager\nDeux villages ont brûlé mardi. (AFP)\nLire aussi : La trêve a tenu\nLe calme est revenu.";
    let reading = read(text, "fr", &data("fr"));
    assert_eq!(sentences(&reading), ["Combats à Ségou", "Deux villages ont brûlé mardi.", "Le calme est revenu."]);
    assert_eq!(reading.repairs.iter().filter(|repair| repair.repaired.is_empty()).count(), 3);
}

#[test]
fn damaged_encoding_is_read_and_points_at_the_original() {
    let reading = read("Lâ€™armÃ©e a libÃ©rÃ© la ville&nbsp;: fin.", "fr", &data("fr"));
    assert_eq!(tokens(&reading), "L'|armée|a|libéré|la|ville|:|fin|.");
    assert_eq!(reading.slice(reading.tokens[1].span), "armÃ©e");
}
