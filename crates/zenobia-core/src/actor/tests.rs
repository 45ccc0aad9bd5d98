//! Who is named, and which wordings mean the same actor.

use serde::Deserialize;

use super::{
    ActorIndex, Actors, Antecedents, Classes, Heads, Scene, Whereabouts, antecedents, find, find_names, match_names,
};
use crate::knowledge::KnownActor;
use crate::pack::decode;
use crate::record::ActorKind;
use crate::testing::{Page, pack, sound};

const KNOWN: &str = r#"
[[actor]]
key = "syria"
name = "Syria"
kind = "state"
country = "SY"
names.fr = ["Syrie"]
adjectives.en = ["Syrian"]
adjectives.fr = ["syrienne", "syrien"]
demonyms.fr = ["Syriens"]

[[actor]]
key = "mali"
name = "Mali"
kind = "state"
country = "ML"
adjectives.en = ["Malian"]
adjectives.fr = ["malienne"]

[[actor]]
key = "islamic-state"
name = "Islamic State"
kind = "armed-group"
country = "SY"
names.fr = ["Etat islamique"]
acronyms = ["EI"]

[[actor]]
key = "liberation-front"
name = "Liberation Front of Mali"
kind = "armed-group"
country = "ML"
short.fr = ["Front"]

[[actor]]
key = "first-president"
name = "Amin Haddad"
kind = "person"
offices = [{ title = { fr = ["président"] }, of = "syria", from = "2000", to = "2011-05-31" }]

[[actor]]
key = "second-president"
name = "Nabil Khoury"
kind = "person"
offices = [{ title = { fr = ["président"] }, of = "syria", from = "2011-06-01" }]
"#;

const CLASSES: &str = r#"
[[class]]
name = "army"
state = "army"
label = "{adjective} army"
members = true

[[class]]
name = "group"
refers = ["armed-group"]

[[class]]
name = "fighters"
members = true
"#;

const HEADS: &str = "armée\tstate-force\tarmy\tdefinite-refers
groupe\tarmed-group\tgroup\tdefinite-refers
combattant\tarmed-group\tfighters
président\tperson\tpresident\tdefinite-refers title
général\tperson\tgeneral\ttitle
habitant\tpopulation\tinhabitants\tgeneric
";

#[derive(Deserialize)]
struct KnownFile {
    actor: Vec<KnownActor>,
}

/// The actors of a report published on a day; a proper noun after "à" is a place.
fn actors_on(page: &Page, published: Option<&str>) -> Actors {
    let files = pack(&[("classes.toml", CLASSES), ("lexicon/heads.tsv", HEADS), ("lexicon/honorifics.tsv", "m.\n")]);
    let file = sound(|problems| decode::<KnownFile>("actors.toml", KNOWN, problems)).expect("actors");
    let index = ActorIndex::new(file.actor);
    let (classes, heads) = sound(|problems| (Classes::parse(&files, problems), Heads::parse(&files, problems)));
    let pronouns = sound(|problems| Antecedents::parse(&pack(&[("lexicon/pronouns.tsv", PRONOUNS)]), problems));
    let scene = Scene {
        reading: &page.reading,
        syntax: &page.syntax,
        index: &index,
        classes: &classes,
        heads: &heads,
        pronouns: &pronouns,
        belonging: &[],
        agent: &[],
        published,
        speaks: &|at| page.syntax.words[at].lemma == "dire",
        named: &[],
    };
    let locative = |at: usize| at.checked_sub(1).is_some_and(|before| page.form(before) == "à");
    let whereabouts = Whereabouts { locative: &locative, countries: &[], towns: &[] };
    find(&scene, &find_names(&scene, &match_names(&scene), &[]), &whereabouts)
}

/// Every mention as `words = name`.
fn mentions(page: &Page) -> Vec<String> {
    named(page, &actors_on(page, None))
}

fn named(page: &Page, actors: &Actors) -> Vec<String> {
    let told = |mention: &super::ActorMention| {
        format!("{} = {}", page.words(&mention.tokens), actors.entities[mention.entity].name)
    };
    actors.mentions.iter().map(told).collect()
}

fn check(lines: &str, expected: &[&str]) {
    assert_eq!(mentions(&Page::new(lines)), expected);
}

#[test]
fn a_known_name_is_known_by_its_key() {
    let page = Page::new("Etat etat NOUN 0 root\nislamique islamique ADJ 1 amod");
    let actors = actors_on(&page, None);
    assert_eq!(named(&page, &actors), ["Etat islamique = Islamic State"]);
    assert_eq!(actors.entities[0].key.as_deref(), Some("islamic-state"));
}

#[test]
fn initials_are_matched_letter_for_letter() {
    check("EI EI PROPN 2 nsubj\nattaque attaquer VERB 0 root", &["EI = Islamic State"]);
    check("Ei Ei PROPN 2 nsubj\nattaque attaquer VERB 0 root", &[]);
}

#[test]
fn a_short_name_needs_its_country() {
    check("Front front PROPN 2 nsubj\navance avancer VERB 0 root", &[]);
    check(
        "Front front PROPN 2 nsubj\navance avancer VERB 0 root\nà à ADP 4 case\nMali Mali PROPN 2 obl",
        &["Front = Liberation Front of Mali"],
    );
}

#[test]
fn a_state_is_an_actor_where_it_acts_and_none_where_something_happens() {
    check("Syrie Syrie PROPN 2 nsubj\nproteste protester VERB 0 root", &["Syrie = Syria"]);
    check("Calme calme NOUN 0 root\nà à ADP 3 case\nSyrie Syrie PROPN 1 nmod", &[]);
}

#[test]
fn an_adjective_implies_its_state_without_naming_it() {
    let page = Page::new("frappe frappe NOUN 0 root\nsyrienne syrien ADJ 1 amod");
    let actors = actors_on(&page, None);
    assert_eq!(actors.mentions, []);
    let implied: Vec<_> =
        actors.implied.iter().map(|&(at, entity)| (at, actors.entities[entity].name.as_str())).collect();
    assert_eq!(implied, [(1, "Syria")]);
}

const SYRIAN_ARMY: &str = "armée armée NOUN 3 nsubj\nsyrienne syrien ADJ 1 amod\navance avancer VERB 0 root\n";

#[test]
fn the_army_of_a_state_is_a_part_of_it() {
    let page = Page::new(SYRIAN_ARMY);
    let actors = actors_on(&page, None);
    assert_eq!(named(&page, &actors), ["armée syrienne = Syrian army"]);
    let army = &actors.entities[actors.mentions[0].entity];
    assert_eq!(
        (army.key.as_deref(), army.kind, army.country.as_deref()),
        (Some("syria/army"), ActorKind::StateForce, Some("SY"))
    );
}

#[test]
fn a_bare_army_is_the_one_named_before() {
    let lines = format!("{SYRIAN_ARMY}\nL' le DET 2 det definite\narmée armée NOUN 3 nsubj\ntire tirer VERB 0 root");
    check(&lines, &["armée syrienne = Syrian army", "armée = Syrian army"]);
}

#[test]
fn a_bare_army_is_that_of_the_state_named_most() {
    let lines = "Mali Mali PROPN 4 nsubj
         et et CCONJ 3 cc
         Syrie Syrie PROPN 1 conj
         négocient négocier VERB 0 root

         Syrie Syrie PROPN 2 nsubj
         cède céder VERB 0 root

         L' le DET 2 det definite
         armée armée NOUN 3 nsubj
         tire tirer VERB 0 root";
    let found = mentions(&Page::new(lines));
    assert_eq!(found.last().map(String::as_str), Some("armée = Syrian army"));
}

#[test]
fn an_army_of_no_state_is_an_actor_of_its_own() {
    check("une un DET 2 det indefinite\narmée armée NOUN 3 nsubj\navance avancer VERB 0 root", &["armée = armée"]);
}

#[test]
fn a_group_beside_its_name_is_one_mention() {
    check(
        "Le le DET 2 det definite
         groupe groupe NOUN 5 nsubj
         Etat etat NOUN 2 appos
         islamique islamique ADJ 3 amod
         recule reculer VERB 0 root",
        &["groupe Etat islamique = Islamic State"],
    );
}

#[test]
fn the_group_is_the_armed_group_named_before() {
    check(
        "EI EI PROPN 2 nsubj
         avance avancer VERB 0 root

         Le le DET 2 det definite
         groupe groupe NOUN 3 nsubj
         tire tirer VERB 0 root",
        &["EI = Islamic State", "groupe = Islamic State"],
    );
}

#[test]
fn fighters_of_a_group_are_the_group() {
    check(
        "combattants combattant NOUN 4 nsubj plural
         de de ADP 3 case
         EI EI PROPN 1 nmod
         fuient fuir VERB 0 root",
        &["combattants de EI = Islamic State", "EI = Islamic State"],
    );
}

#[test]
fn a_title_shows_a_name_to_be_a_person_and_joins_it() {
    check(
        "Le le DET 2 det definite
         général général NOUN 4 nsubj
         Traoré Traoré PROPN 2 appos
         parle parler VERB 0 root

         Traoré Traoré PROPN 2 nsubj
         part partir VERB 0 root",
        &["général Traoré = Traoré", "Traoré = Traoré"],
    );
}

#[test]
fn a_form_of_address_shows_a_person_and_a_capital_alone_does_not() {
    check("M. m. NOUN 3 nsubj\nKeïta Keïta PROPN 1 flat\nparle parler VERB 0 root", &["Keïta = Keïta"]);
    check("Keïta Keïta PROPN 2 nsubj\nbrûle brûler VERB 0 root", &[]);
}

#[test]
fn a_full_name_that_speaks_is_a_person() {
    check("Awa Awa PROPN 3 nsubj\nKeïta Keïta PROPN 1 flat\ndit dire VERB 0 root", &["Awa Keïta = Awa Keïta"]);
}

const PRESIDENT: &str =
    "Le le DET 2 det definite\nprésident président NOUN 4 nsubj\nsyrien syrien ADJ 2 amod\nparle parler VERB 0 root";

#[test]
fn an_office_is_whoever_held_it_on_the_day() {
    let page = Page::new(PRESIDENT);
    let on = |day| named(&page, &actors_on(&page, day));
    assert_eq!(on(Some("2010-01-01")), ["président syrien = Amin Haddad"]);
    assert_eq!(on(Some("2011-05-31")), ["président syrien = Amin Haddad"]);
    assert_eq!(on(Some("2011-06-01")), ["président syrien = Nabil Khoury"]);
    assert_eq!(on(Some("1999-12-31")), ["président syrien = président syrien"]);
    assert_eq!(on(None), ["président syrien = président syrien"]);
}

#[test]
fn the_people_of_a_country_are_a_population() {
    let page = Page::new("Syriens Syrien PROPN 2 nsubj plural\nfuient fuir VERB 0 root");
    let actors = actors_on(&page, None);
    assert_eq!(actors.entities[0].key.as_deref(), Some("syria/people"));
    assert_eq!(actors.entities[0].kind, ActorKind::Population);
}

const PRONOUNS: &str = "il\tsingular\tany\nelle\tsingular\tperson\nils\tplural\tany\n";

/// Whom the last pronoun of a form refers to.
fn antecedent(page: &Page, form: &str) -> Option<String> {
    let lexicon = sound(|problems| Antecedents::parse(&pack(&[("lexicon/pronouns.tsv", PRONOUNS)]), problems));
    let found = antecedents(&page.reading, &page.syntax, &page.actors, &lexicon);
    found[page.at(form)].map(|entity| page.name(entity).to_owned())
}

#[test]
fn a_pronoun_means_the_last_subject_rather_than_the_last_name() {
    let page = Page::new(
        "EI EI PROPN 2 nsubj\ncombat combattre VERB 0 root\nPKK PKK PROPN 2 obj\n\nil il PRON 2 nsubj\nrecule reculer VERB 0 root",
    );
    let page = page.with_actor("EI", ActorKind::ArmedGroup).with_actor("PKK", ActorKind::ArmedGroup);
    assert_eq!(antecedent(&page, "il").as_deref(), Some("EI"));
}

#[test]
fn a_pronoun_agrees_in_number_with_persons_and_takes_groups_in_either() {
    let two = |form: &str| {
        let lines = format!(
            "Awa Awa PROPN 2 nsubj\nvoit voir VERB 0 root\nPKK PKK PROPN 2 obj\n\n{form} {form} PRON 2 nsubj\npart partir VERB 0 root"
        );
        Page::new(&lines).with_actor("Awa", ActorKind::Person).with_actor("PKK", ActorKind::ArmedGroup)
    };
    assert_eq!(antecedent(&two("ils"), "ils").as_deref(), Some("PKK"));
    assert_eq!(antecedent(&two("elle"), "elle").as_deref(), Some("Awa"));
}

#[test]
fn a_pronoun_does_not_reach_back_far_nor_to_nobody_in_particular() {
    let filler = "Calme calme NOUN 0 root\n\n";
    let lines = format!(
        "EI EI PROPN 2 nsubj\nrecule reculer VERB 0 root\n\n{filler}{filler}il il PRON 2 nsubj\ntire tirer VERB 0 root"
    );
    let page = Page::new(&lines).with_actor("EI", ActorKind::ArmedGroup);
    assert_eq!(antecedent(&page, "il"), None);
    let mut page = Page::new(
        "gens gens NOUN 2 nsubj plural\nfuient fuir VERB 0 root\n\nils il PRON 2 nsubj\npartent partir VERB 0 root",
    );
    page = page.with_actor("gens", ActorKind::Population);
    page.actors.entities[0].generic = true;
    assert_eq!(antecedent(&page, "ils"), None);
}
