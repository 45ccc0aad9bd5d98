//! Which words make claims, and who, where, when and how many they hold.

use crate::claim::Draft;
use crate::record::ActorKind::{ArmedGroup, Organisation, Population, StateForce};
use crate::testing::{Page, pack};

const ROLES: &str = r#"
reflexive = ["s'", "se "]
agent = ["par"]
[verb]
actor = ["nsubj"]
recipient = ["obj"]
site = ["obj"]
[noun]
actor = ["nmod:par", "amod"]
recipient = ["nmod:contre"]
[adjective]
"#;

/// The claims of a page under the frames given.
fn claims(page: &Page, frames: &str) -> Vec<Draft> {
    page.drafts(&pack(&[
        ("roles.toml", ROLES),
        ("frames/f.toml", frames),
        ("lexicon/light-verbs.tsv", "mener\tobj\tactor\n"),
    ]))
}

/// Every claim as `event actors > recipients`.
fn told(page: &Page, frames: &str) -> Vec<String> {
    let names = |actors: &[usize]| actors.iter().map(|&actor| page.name(actor)).collect::<Vec<_>>().join("+");
    let claim = |draft: Draft| {
        format!("{} {} > {}", draft.event, names(&draft.fillers.actor), names(&draft.fillers.recipient))
            .trim()
            .to_owned()
    };
    claims(page, frames).into_iter().map(claim).collect()
}

fn attack() -> Page {
    let lines = "Rebelles rebelle NOUN 4 nsubj plural
         et et CCONJ 3 cc
         miliciens milicien NOUN 1 conj plural
         attaquent attaquer VERB 0 root finite
         casques casque NOUN 4 obj plural";
    Page::new(lines)
        .with_actor("Rebelles", ArmedGroup)
        .with_actor("miliciens", ArmedGroup)
        .with_actor("casques", StateForce)
}

const ATTACK: &str = "[[frame]]\nevent = \"A\"\nverb = [\"attaquer\"]\n";

#[test]
fn coordinated_actors_all_act() {
    assert_eq!(told(&attack(), ATTACK), ["A Rebelles+miliciens > casques"]);
}

#[test]
fn an_empty_list_switches_a_role_off() {
    assert_eq!(told(&attack(), &format!("{ATTACK}actor = []\n")), ["A  > casques"]);
}

#[test]
fn a_need_that_is_not_met_makes_no_claim() {
    assert_eq!(told(&attack(), &format!("{ATTACK}need = [\"place\"]\n")), [""; 0]);
    assert_eq!(told(&attack(), &format!("{ATTACK}need = [\"place|recipient\"]\n")), ["A Rebelles+miliciens > casques"]);
}

#[test]
fn company_decides_whether_a_frame_holds() {
    assert_eq!(told(&attack(), &format!("{ATTACK}with = [\"feu\"]\n")), [""; 0]);
    assert_eq!(told(&attack(), &format!("{ATTACK}with = [\"casque\"]\n")).len(), 1);
    assert_eq!(told(&attack(), &format!("{ATTACK}unless = [\"casque\"]\n")), [""; 0]);
}

#[test]
fn of_two_frames_the_one_with_more_conditions_wins() {
    let both = format!("{ATTACK}\n[[frame]]\nevent = \"B\"\nverb = [\"attaquer\"]\nwith = [\"casque\"]\n");
    assert_eq!(told(&attack(), &both), ["B Rebelles+miliciens > casques"]);
}

fn opening_fire(between: &str, head: usize) -> Page {
    let lines = format!(
        "Soldats soldat NOUN 2 nsubj plural\nouvrent ouvrir VERB 0 root finite\n{between}le le DET {head} det definite\nfeu feu NOUN 2 obj"
    );
    Page::new(&lines).with_actor("Soldats", StateForce)
}

#[test]
fn a_phrase_is_one_trigger_with_words_between() {
    let frames = "[[frame]]\nevent = \"F\"\nverb = [\"ouvrir le feu\"]\nrecipient = []\n[[frame]]\nevent = \"O\"\nverb = [\"ouvrir\"]\n";
    let near = opening_fire("aussitôt aussitôt ADV 2 advmod\n", 5);
    assert_eq!(told(&near, frames), ["F Soldats >"]);
    assert_eq!(near.words(&claims(&near, frames)[0].words), "ouvrent aussitôt le feu");
    let far = opening_fire("x x ADV 2 advmod\nx x ADV 2 advmod\nx x ADV 2 advmod\nx x ADV 2 advmod\n", 8);
    assert_eq!(told(&far, frames), ["O Soldats >"]);
}

#[test]
fn a_verb_that_is_written_reflexive_needs_its_pronoun() {
    let frames = "[[frame]]\nevent = \"R\"\nverb = [\"se retirer\"]\nrecipient = []\n";
    let with = "Soldats soldat NOUN 3 nsubj plural\nse se PRON 3 expl reflexive\nretirent retirer VERB 0 root finite";
    assert_eq!(told(&Page::new(with).with_actor("Soldats", StateForce), frames), ["R Soldats >"]);
    let without = "Soldats soldat NOUN 2 nsubj plural\nretirent retirer VERB 0 root finite";
    assert_eq!(told(&Page::new(without).with_actor("Soldats", StateForce), frames), [""; 0]);
}

#[test]
fn an_everyday_word_counts_only_near_conflict() {
    let weak = format!("{ATTACK}weak = true\n");
    let page = |kind| {
        let lines = "Club club NOUN 2 nsubj\nattaque attaquer VERB 0 root finite";
        Page::new(lines).with_actor("Club", kind)
    };
    assert_eq!(told(&page(Organisation), &weak), [""; 0]);
    assert_eq!(told(&page(ArmedGroup), &weak), ["A Club >"]);
    assert_eq!(told(&page(Organisation), ATTACK), ["A Club >"]);
}

#[test]
fn a_noun_before_another_noun_reports_nothing() {
    let frames = "[[frame]]\nevent = \"A\"\nnoun = [\"attack\"]\n";
    let lines = "attack attack NOUN 2 compound\nhelicopter helicopter NOUN 0 root";
    assert_eq!(told(&Page::new(lines), frames), [""; 0]);
}

#[test]
fn a_site_is_no_recipient_and_a_recipient_no_site() {
    let lines = "Rebelles rebelle NOUN 2 nsubj plural\nattaquent attaquer VERB 0 root finite\nmusée musée NOUN 2 obj";
    let page = Page::new(lines).with_actor("Rebelles", ArmedGroup).with_site("musée");
    let found = claims(&page, ATTACK);
    assert_eq!((found[0].fillers.recipient.as_slice(), found[0].fillers.site.as_slice()), (&[][..], &[0][..]));
}

/// Two claims: one in the main clause, one in a clause below it.
fn two(places: &[&str], times: &[&str]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let lines = "Rebelles rebelle NOUN 2 nsubj plural
         attaquent attaquer VERB 0 root finite
         Homs Homs PROPN 2 obl
         lundi lundi NOUN 2 obl
         en en ADP 6 mark
         tuant tuer VERB 2 advcl participle+present
         civils civil NOUN 6 obj plural
         Hama Hama PROPN 6 obl";
    let page = Page::new(lines).with_actor("Rebelles", ArmedGroup).with_actor("civils", Population);
    let page = page.with_places(places).with_times(times);
    let frames = format!("{ATTACK}[[frame]]\nevent = \"K\"\nverb = [\"tuer\"]\n");
    claims(&page, &frames).into_iter().map(|draft| (draft.fillers.place, draft.times)).collect()
}

#[test]
fn where_and_when_belong_to_the_nearest_claim_above() {
    assert_eq!(two(&["Homs", "Hama"], &[])[..], [(vec![0], vec![]), (vec![1], vec![])]);
}

#[test]
fn a_claim_without_where_and_when_inherits_them_from_the_claim_above() {
    assert_eq!(two(&["Homs"], &["lundi"])[..], [(vec![0], vec![0]), (vec![0], vec![0])]);
}

#[test]
fn a_count_belongs_to_the_claim_it_was_done_in() {
    let lines = "Rebelles rebelle NOUN 2 nsubj plural\ntuent tuer VERB 0 root finite\n12 12 NUM 4 nummod\ncivils civil NOUN 2 obj plural";
    let page =
        Page::new(lines).with_actor("Rebelles", ArmedGroup).with_actor("civils", Population).with_count("12", "person");
    let found = claims(&page, "[[frame]]\nevent = \"K\"\nverb = [\"tuer\"]\neffect = \"killed\"\n");
    let tolls: Vec<_> = found[0].tolls.iter().map(|toll| (toll.quantity, toll.effect.as_str(), toll.of)).collect();
    assert_eq!(tolls, [(0, "killed", Some(1))]);
    assert_eq!(claims(&page, "[[frame]]\nevent = \"K\"\nverb = [\"tuer\"]\n")[0].tolls, []);
}

#[test]
fn a_count_of_the_happening_itself_says_how_often() {
    let lines = "40 40 NUM 2 nummod\nraids raid NOUN 0 root plural\ncontre contre ADP 4 case\nrebelles rebelle NOUN 2 nmod plural";
    let page = Page::new(lines).with_actor("rebelles", ArmedGroup).with_count("40", "raid");
    let found = claims(&page, "[[frame]]\nevent = \"A\"\nnoun = [\"raid\"]\ncount = \"carried-out\"\n");
    assert_eq!(found[0].tolls[0].effect, "carried-out");
    assert_eq!(found[0].fillers.recipient, [0]);
}

#[test]
fn a_counted_noun_without_a_name_meets_the_need_of_a_recipient() {
    let lines = "Rebelles rebelle NOUN 2 nsubj plural\ntuent tuer VERB 0 root finite\n12 12 NUM 4 nummod\ncivils civil NOUN 2 obj plural";
    let page = |counted: bool| {
        let page = Page::new(lines).with_actor("Rebelles", ArmedGroup);
        if counted { page.with_count("12", "person") } else { page }
    };
    let frames = "[[frame]]\nevent = \"K\"\nverb = [\"tuer\"]\nneed = [\"recipient\"]\n";
    assert_eq!(claims(&page(true), frames).len(), 1);
    assert_eq!(claims(&page(false), frames), []);
}

#[test]
fn a_list_of_counts_shares_what_befell_the_last() {
    let lines = "12 12 NUM 2 nummod\nchars char NOUN 6 nsubj:pass plural\net et CCONJ 5 cc\n3 3 NUM 5 nummod\ncanons canon NOUN 2 conj plural\ndétruits détruire VERB 0 root participle+past";
    let page = Page::new(lines).with_count("12", "tank").with_count("3", "gun");
    let found = claims(&page, "[[frame]]\nevent = \"D\"\nverb = [\"détruire\"]\neffect = \"destroyed\"\n");
    let mut quantities: Vec<usize> = found[0].tolls.iter().map(|toll| toll.quantity).collect();
    quantities.sort_unstable();
    assert_eq!(quantities, [0, 1]);
}

#[test]
fn what_is_done_about_an_attack_is_done_to_the_attackers() {
    let lines = "Soldats soldat NOUN 2 nsubj plural\nrepoussent repousser VERB 0 root finite\nassaut assaut NOUN 2 obj\npar par ADP 5 case\nRebelles rebelle NOUN 3 nmod plural";
    let page = Page::new(lines).with_actor("Soldats", StateForce).with_actor("Rebelles", ArmedGroup);
    let page = page.with_conflict("A");
    let frames = "[[frame]]\nevent = \"R\"\nverb = [\"repousser\"]\n[[frame]]\nevent = \"A\"\nnoun = [\"assaut\"]\n";
    assert_eq!(told(&page, frames)[0], "R Soldats > Rebelles");
}

/// "Un accident a tué trois passagers", and an attack in the next sentence.
fn accident() -> Page {
    let lines = "Un un DET 2 det
         accident accident NOUN 3 nsubj
         tue tuer VERB 0 root finite
         3 3 NUM 5 nummod
         passagers passager NOUN 3 obj plural

         Rebelles rebelle NOUN 2 nsubj plural
         attaquent attaquer VERB 0 root finite
         casques casque NOUN 2 obj plural";
    Page::new(lines).with_actor("Rebelles", ArmedGroup).with_actor("casques", StateForce)
}

const HARM: &str =
    "[[frame]]\nevent = \"A\"\nverb = [\"tuer\", \"attaquer\"]\n[[frame]]\nevent = \"X\"\nnoun = [\"accident\"]\n";

#[test]
fn what_comes_of_an_accident_is_no_violence() {
    let types = [("A", "conflict = true"), ("X", "aside = \"harm\"")];
    assert_eq!(told(&accident().with_types(&types), HARM), ["A Rebelles > casques"]);
    let other = [("A", "conflict = true"), ("X", "aside = \"other\"")];
    assert_eq!(told(&accident().with_types(&other), HARM).len(), 2);
}

/// What is told under frames of conflict where a report has words of a topic.
fn in_topic(page: Page, topics: &str) -> usize {
    let page = page.with_conflict("A");
    page.drafts(&pack(&[("roles.toml", ROLES), ("frames/f.toml", ATTACK), ("lexicon/topics.tsv", topics)])).len()
}

fn quarrel() -> Page {
    let lines = "Voisins voisin NOUN 2 nsubj plural
         attaquent attaquer VERB 0 root finite
         passants passant NOUN 2 obj plural

         Juges juge NOUN 2 nsubj plural
         entendent entendre VERB 0 root finite
         avocats avocat NOUN 2 obj plural";
    Page::new(lines)
}

#[test]
fn a_report_of_another_topic_tells_no_conflict_unless_it_has_words_of_it() {
    let private = "voisin\tprivate\treport\njuge\tprivate\treport\n";
    assert_eq!(in_topic(quarrel(), private), 1);
    let enough = format!("{private}avocat\tprivate\treport\n");
    assert_eq!(in_topic(quarrel(), &enough), 0);
    assert_eq!(in_topic(quarrel().with_actor("passants", ArmedGroup), &enough), 1);
    let contrary = format!("{enough}passant\tconflict\tcontrary\nentendre\tconflict\tcontrary\n");
    assert_eq!(in_topic(quarrel(), &contrary), 1);
}

#[test]
fn what_a_state_does_is_told_in_reports_of_any_topic() {
    let topics = "voisin\tprivate\treport\njuge\tprivate\treport\navocat\tprivate\treport\n";
    assert_eq!(in_topic(quarrel().with_actor("Voisins", StateForce), topics), 1);
}
