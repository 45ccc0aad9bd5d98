//! What a word's arguments are, whatever the sentence around it looks like.

use super::Reader;
use crate::claim::{Frames, LightVerbs};
use crate::record::ActorKind;
use crate::testing::{Page, pack, sound};

const ROLES: &str = r#"
reflexive = ["s'", "se "]
agent = ["par", "by"]
active = ["mourir", "tomber"]
[verb]
[noun]
actor = ["nmod:par"]
recipient = ["nmod:contre"]
[adjective]
"#;

const LIGHT: &str = "mener\tobj\tactor\nfaire objet\tobl:de\trecipient\nopposer\tnsubj\tnone\tactor\n";

/// The arguments of a word as `label:form`, in the order in which they are found.
fn arguments(page: &Page, form: &str) -> Vec<String> {
    let files = pack(&[("roles.toml", ROLES), ("lexicon/light-verbs.tsv", LIGHT)]);
    let frames = sound(|problems| Frames::parse(&files, problems));
    let light = sound(|problems| LightVerbs::parse(&files, problems));
    let ground = page.ground();
    let reader = Reader { ground: &ground, defaults: &frames.defaults, light: &light };
    let found = reader.arguments(page.at(form));
    found.iter().map(|argument| format!("{}={}", argument.label, page.form(argument.token))).collect()
}

fn check(lines: &str, form: &str, expected: &[&str]) {
    assert_eq!(arguments(&Page::new(lines), form), expected);
}

#[test]
fn an_active_verb_has_its_subject_and_object() {
    check(
        "Rebels rebel NOUN 2 nsubj plural
         shelled shell VERB 0 root finite+past
         Taiz Taiz PROPN 2 obj
         from from ADP 5 case
         hills hill NOUN 2 obl plural",
        "shelled",
        &["nsubj=Rebels", "obj=Taiz", "obl:from=hills"],
    );
}

#[test]
fn the_subject_of_a_passive_is_what_it_is_done_to() {
    let passive = |relation: &str| {
        format!(
            "Homs Homs PROPN 3 nsubj:pass
             est être AUX 3 aux:pass finite
             repris reprendre VERB 0 root participle+past+passive
             par par ADP 5 case
             larmée armée NOUN 3 {relation}"
        )
    };
    for relation in ["obl:agent", "obl"] {
        check(&passive(relation), "repris", &["obj=Homs", "nsubj=larmée"]);
    }
}

#[test]
fn a_verb_that_forms_its_past_like_a_passive_stays_active() {
    check(
        "Soldats soldat NOUN 3 nsubj plural
         sont être AUX 3 aux:pass finite
         morts mourir VERB 0 root participle+past",
        "morts",
        &["nsubj=Soldats"],
    );
}

#[test]
fn a_reflexive_verb_is_no_passive() {
    check(
        "Troupes troupe NOUN 4 nsubj plural
         se se PRON 4 expl reflexive
         sont être AUX 4 aux:pass finite
         retirées retirer VERB 0 root participle+past",
        "retirées",
        &["nsubj=Troupes"],
    );
}

#[test]
fn a_relative_clause_gives_its_pronoun_the_noun_before_it() {
    let seized = |pronoun: &str| {
        format!(
            "rebelles rebelle NOUN 0 root plural
             qui qui PRON 4 {pronoun} relative
             ont avoir AUX 4 aux finite
             saisi saisir VERB 1 acl:relcl participle+past"
        )
    };
    check(&seized("nsubj"), "saisi", &["nsubj=qui", "nsubj=rebelles"]);
    check(&seized("obj"), "saisi", &["obj=qui", "obj=rebelles"]);
    check(&seized("nsubj:pass"), "saisi", &["obj=qui", "obj=rebelles"]);
}

#[test]
fn a_relative_clause_without_pronoun_lacks_its_object() {
    check(
        "town town NOUN 0 root
         rebels rebel NOUN 3 nsubj plural
         hold hold VERB 1 acl:relcl finite",
        "hold",
        &["nsubj=rebels", "obj=town"],
    );
}

#[test]
fn a_relative_adverb_makes_the_noun_an_oblique() {
    check(
        "ville ville NOUN 0 root
         où où ADV 4 advmod relative
         rebelles rebelle NOUN 4 nsubj
         entrent entrer VERB 1 acl:relcl finite",
        "entrent",
        &["nsubj=rebelles", "obl:où=ville"],
    );
}

#[test]
fn a_past_participle_beside_a_noun_is_done_to_it() {
    check(
        "pont pont NOUN 0 root
         détruit détruire VERB 1 acl participle+past
         par par ADP 4 case
         milice milice NOUN 2 obl",
        "détruit",
        &["nsubj=milice", "obj=pont"],
    );
}

#[test]
fn a_present_participle_beside_a_noun_is_done_by_it() {
    check(
        "hommes homme NOUN 0 root plural
         pillant piller VERB 1 acl participle+present
         marché marché NOUN 2 obj",
        "pillant",
        &["obj=marché", "nsubj=hommes"],
    );
}

#[test]
fn an_infinitive_is_done_by_the_subject_above_it() {
    check(
        "armée armée NOUN 2 nsubj
         tente tenter VERB 0 root finite
         reprendre reprendre VERB 2 xcomp infinitive
         Homs Homs PROPN 3 obj",
        "reprendre",
        &["obj=Homs", "nsubj=armée"],
    );
}

#[test]
fn an_infinitive_is_done_by_the_people_who_are_made_to() {
    let page = Page::new(
        "milice milice NOUN 2 nsubj
         force forcer VERB 0 root finite
         villageois villageois NOUN 2 obj plural
         fuir fuir VERB 2 xcomp infinitive",
    );
    let page = page.with_actor("villageois", ActorKind::Population);
    assert_eq!(arguments(&page, "fuir"), ["nsubj=villageois"]);
}

#[test]
fn coordinated_verbs_share_their_subject() {
    check(
        "Troops troop NOUN 2 nsubj plural
         entered enter VERB 0 root finite+past
         Sake Sake PROPN 2 obj
         and and CCONJ 5 cc
         burned burn VERB 2 conj finite+past
         homes home NOUN 5 obj plural",
        "burned",
        &["obj=homes", "nsubj=Troops"],
    );
}

#[test]
fn a_bare_participle_after_a_passive_is_passive_too() {
    check(
        "civils civil NOUN 3 nsubj:pass plural
         sont être AUX 3 aux:pass finite
         tués tuer VERB 0 root participle+past
         ou ou CCONJ 5 cc
         enlevés enlever VERB 3 conj participle+past",
        "enlevés",
        &["obj=civils"],
    );
}

#[test]
fn a_clause_with_a_subject_of_its_own_takes_none_from_above() {
    check(
        "armée armée NOUN 2 nsubj
         avance avancer VERB 0 root finite
         et et CCONJ 5 cc
         rebelles rebelle NOUN 5 nsubj plural
         reculent reculer VERB 2 conj finite",
        "reculent",
        &["nsubj=rebelles"],
    );
}

#[test]
fn a_gerund_shares_the_subject_and_a_finite_clause_does_not() {
    let clause = |features: &str| {
        format!(
            "kamikaze kamikaze NOUN 2 nsubj
             attaque attaquer VERB 0 root finite
             en en ADP 4 mark
             tuant tuer VERB 2 advcl {features}"
        )
    };
    check(&clause("participle+present"), "tuant", &["nsubj=kamikaze"]);
    check(&clause("finite"), "tuant", &[]);
}

#[test]
fn an_agent_that_hangs_on_the_noun_between_is_lifted() {
    check(
        "prise prise NOUN 0 root
         de de ADP 3 case
         Homs Homs PROPN 1 nmod
         par par ADP 5 case
         rebelles rebelle NOUN 3 nmod plural",
        "prise",
        &["nmod:de=Homs", "nmod:par=rebelles"],
    );
}

#[test]
fn possessives_adjectives_and_compounds_of_a_noun_are_told_apart() {
    check(
        "Its its PRON 4 nmod:poss possessive
         Russian russian ADJ 4 amod
         rocket rocket NOUN 4 compound
         attacks attack NOUN 0 root plural",
        "attacks",
        &["nmod:poss=Its", "amod=Russian", "compound=rocket"],
    );
}

#[test]
fn the_second_of_two_nouns_has_what_belongs_to_the_first() {
    check(
        "morts mort NOUN 0 root plural
         et et CCONJ 3 cc
         blessés blessé NOUN 1 conj plural
         parmi parmi ADP 5 case
         civils civil NOUN 1 nmod plural",
        "blessés",
        &["nmod:parmi=civils"],
    );
}

#[test]
fn a_light_verb_hands_its_subject_and_adjuncts_to_the_noun() {
    check(
        "armée armée NOUN 2 nsubj
         mène mener VERB 0 root finite
         offensive offensive NOUN 2 obj
         contre contre ADP 5 case
         rebelles rebelle NOUN 2 obl plural",
        "offensive",
        &["actor=armée", "nmod:contre=rebelles"],
    );
}

#[test]
fn a_light_verb_below_its_noun_hands_on_its_agent() {
    check(
        "offensive offensive NOUN 0 root
         menée mener VERB 1 acl participle+past
         par par ADP 4 case
         armée armée NOUN 2 obl",
        "offensive",
        &["actor=armée"],
    );
}

#[test]
fn a_light_phrase_reaches_the_noun_below_its_last_word() {
    check(
        "convoi convoi NOUN 2 nsubj
         fait faire VERB 0 root finite
         l' le DET 4 det definite
         objet objet NOUN 2 obj
         de de ADP 6 case
         attaques attaque NOUN 4 nmod plural",
        "attaques",
        &["recipient=convoi"],
    );
}

#[test]
fn an_everyday_verb_hands_nothing_on() {
    check(
        "armée armée NOUN 2 nsubj
         évoque évoquer VERB 0 root finite
         offensive offensive NOUN 2 obj",
        "offensive",
        &[],
    );
}

#[test]
fn an_infinitive_below_a_noun_is_done_by_whom_the_noun_belongs_to() {
    check(
        "volonté volonté NOUN 0 root
         de de ADP 3 case
         Kiev Kiev PROPN 1 nmod
         de de ADP 5 mark
         négocier négocier VERB 1 acl infinitive",
        "négocier",
        &["nsubj=Kiev"],
    );
}
