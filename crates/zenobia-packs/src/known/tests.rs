use zenobia_core::problem::Problem;

use super::*;

const FILE: &str = "knowledge/actors/groups/made.toml";

fn ground() -> Ground {
    let mut problems = Vec::new();
    let ground = Ground {
        languages: vec!["en".into(), "fr".into()],
        words: [("fr".to_owned(), ["justice", "liberation"].map(str::to_owned).into())].into(),
        allowed: ["liberation".to_owned()].into(),
        kinds: ["bridge".to_owned()].into(),
        boxes: Boxes::parse("boxes.tsv", "UA\t44\t22\t53\t41", &mut problems),
    };
    assert_eq!(problems, []);
    ground
}

fn of_actors(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let actors = entries(FILE, text, "actor", &mut problems);
    problems.extend(check_actors(&actors, &ground()));
    told(problems)
}

fn of_sites(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let sites = entries(FILE, text, "site", &mut problems);
    problems.extend(check_sites(&sites, &ground()));
    told(problems)
}

fn told(problems: Vec<Problem>) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {}", problem.line, problem.message)).collect()
}

/// An actor with names in both languages, and more fields.
fn actor(key: &str, more: &str) -> String {
    let name = key.replace('-', " ");
    format!(
        "[[actor]]\nkey = \"{key}\"\nname = \"{name}\"\nkind = \"armed-group\"\nnames.fr = [\"Le {name}\"]\nnames.en = [\"{name}\"]\n{more}\n"
    )
}

#[track_caller]
fn has(faults: &[String], words: &str) {
    assert!(faults.len() == 1 && faults[0].contains(words), "{faults:#?}");
}

#[test]
fn a_sound_entry_has_no_fault() {
    let other = actor("river-front", "country = \"SN\"\nrivals = [\"hill-front\"]\ncodes.wikidata = \"Q42\"");
    assert_eq!(
        of_actors(&(actor("hill-front", "from = \"1994\"\nto = \"1994-12-30\"") + &other)),
        Vec::<String>::new()
    );
}

#[test]
fn a_key_is_borne_once_and_well_formed() {
    let faults = of_actors(&(actor("hill-front", "") + &actor("hill-front", "")));
    assert!(faults[0].starts_with("9: key `hill-front` is also at knowledge/actors/groups/made.toml:2"), "{faults:#?}");
    has(&of_actors(&actor("Hill_front", "")), "must be lower-case words");
}

#[test]
fn dates_are_days_and_in_order() {
    assert_eq!(dates::days("2012-02"), Some((jiff::civil::date(2012, 2, 1), jiff::civil::date(2012, 2, 29))));
    assert_eq!(dates::days("2012-2-1"), None);
    has(&of_actors(&actor("hill-front", "from = \"2004\"\nto = \"2003\"")), "ends before it begins");
    has(&of_actors(&actor("hill-front", "from = \"12 May 2004\"")), "write `12 May 2004` as");
    let office =
        "kind = \"person\"\noffices = [{ title = { en = [\"chief\"] }, of = \"b\", from = \"2009\", to = \"2008\" }]";
    let person = actor("awa-ndour", "").replace("kind = \"armed-group\"", office);
    has(&of_actors(&(person + &actor("b", ""))), "office of `b`: it ends before it begins");
}

#[test]
fn ties_lead_to_somebody_else_and_never_back() {
    has(&of_actors(&actor("hill-front", "parents = [\"nobody\"]")), "`nobody`, which nobody bears");
    has(&of_actors(&actor("hill-front", "parents = [\"hill-front\"]")), "names itself");
    let circle = actor("a", "parents = [\"b\"]") + &actor("b", "parents = [\"a\"]");
    assert_eq!(of_actors(&circle).len(), 2);
    let both = actor("a", "allies = [\"b\"]\nrivals = [\"b\"]") + &actor("b", "");
    has(&of_actors(&both), "for an ally and for a rival");
}

#[test]
fn codes_have_the_form_of_their_system_and_one_owner() {
    has(&of_actors(&actor("hill-front", "country = \"UK\"")), "no code of ISO 3166");
    has(&of_actors(&actor("hill-front", "codes.wikidata = \"42\"")), "is no code of `wikidata`");
    has(&of_actors(&actor("hill-front", "codes.cameo = \"SNREB\"")), "is no code of `cameo`");
    let twice = actor("a", "codes.ucdp = \"7\"") + &actor("b", "codes.ucdp = \"7\"");
    has(&of_actors(&twice), "is also that of `a`");
}

#[test]
fn names_are_given_in_every_language_and_once() {
    let english = actor("hill-front", "").replace("names.fr = [\"Le hill front\"]\n", "");
    has(&of_actors(&english), "has no name in `fr`");
    has(&of_actors(&actor("hill-front", "short.fr = [\"Hill-Front\"]")), "a full name and a short one");
}

#[test]
fn a_name_that_is_a_word_is_told_unless_it_is_allowed() {
    let named = |name: &str| actor("hill-front", "").replace("Le hill front", name);
    has(&of_actors(&named("Justice")), "`Justice` is a word too");
    assert_eq!(of_actors(&named("Libération")), Vec::<String>::new());
    assert_eq!(of_actors(&named("JUSTICE")), Vec::<String>::new());
}

#[test]
fn two_actors_of_a_country_share_no_full_name_at_one_time() {
    let two = |more: &str| {
        actor("a", "country = \"SN\"\nto = \"1999\"\nacronyms = [\"MFX\"]")
            + &actor("b", &format!("acronyms = [\"MFX\"]\n{more}"))
    };
    has(&of_actors(&two("country = \"SN\"\nfrom = \"1995\"")), "both go by `mfx`");
    assert_eq!(of_actors(&two("country = \"SN\"\nfrom = \"2001\"")), Vec::<String>::new());
    assert_eq!(of_actors(&two("country = \"GN\"")), Vec::<String>::new());
}

fn site(key: &str, latitude: f64, more: &str) -> String {
    format!(
        "[[site]]\nkey = \"{key}\"\nname = \"{key}\"\nkind = \"bridge\"\ncountry = \"UA\"\nlatitude = {latitude:?}\nlongitude = 30.5\n{more}\nnames.en = [\"{key} bridge\"]\n"
    )
}

#[test]
fn sites_stand_in_their_country_and_have_a_kind_with_words() {
    let fr = "names.fr = [\"pont\"]";
    assert_eq!(of_sites(&site("north", 50.4, fr)), Vec::<String>::new());
    has(&of_sites(&site("north", 95.0, fr)), "outside the globe");
    has(&of_sites(&site("north", 30.4, fr)), "stands outside of UA");
    has(
        &of_sites(&site("north", 50.4, fr).replace("kind = \"bridge\"", "kind = \"ziggurat\"")),
        "no language has a word",
    );
    has(&of_sites(&site("north", 50.4, "")), "has no name in `fr`");
    let two = site("north", 50.4, fr) + &site("south", 50.3, fr);
    has(&of_sites(&two), "`south` goes by `pont`, as does `north`");
}
