//! How surely a claim is told, by the words below and above its trigger.

use super::{Cues, Outside, judge};
use crate::pack::Files;
use crate::record::Factuality::{self, *};
use crate::testing::{Page, pack, sound};

const CUES: &str = "pas\tnegation\tadvmod
plus\tnegation\tadvmod\tbeside ne
aucun\tnegation\tdet
apparemment\thedge\tadvmod
vouloir\tplan\tgovernor-xcomp
tenter\tattempt\tgovernor-xcomp
pouvoir\tmodal\tgovernor-xcomp\tnot-perfect
empêcher\tprevent\tgovernor-xcomp|governor-obj
menace\tplan\tnoun
si\tcondition\tmark
pour\tplan\tmark
";

const FRAMES: &str = r#"
[[frame]]
event = "E"
verb = ["attaquer"]
noun = ["attaque"]
"#;

fn files() -> Files {
    pack(&[
        ("roles.toml", "[verb]\n[noun]\n[adjective]\n"),
        ("frames/e.toml", FRAMES),
        ("lexicon/factuality.tsv", CUES),
    ])
}

/// The verdict on the first claim, and the words it rests on.
fn verdict_with(lines: &str, outside: &Outside) -> (Factuality, Vec<String>) {
    let page = Page::new(lines);
    let cues = sound(|problems| Cues::parse(&files(), problems));
    let drafts = page.drafts(&files());
    let (verdict, parts) = judge(&page.ground(), &cues, drafts.first().expect("a claim"), outside);
    let words = parts.iter().filter_map(|part| Some(page.reading.slice(part.span?).to_owned()));
    (verdict, words.collect())
}

fn verdict(lines: &str) -> Factuality {
    verdict_with(lines, &Outside::default()).0
}

const PAST: &str = "Ils il PRON 3 nsubj
ont avoir AUX 3 aux finite
attaqué attaquer VERB 0 root participle+past
";

#[test]
fn what_is_plainly_told_is_asserted() {
    assert_eq!(verdict_with(PAST, &Outside::default()), (Asserted, Vec::new()));
}

#[test]
fn an_adverb_of_negation_negates_and_is_named_as_the_reason() {
    let found = verdict_with(&format!("{PAST}pas pas ADV 3 advmod"), &Outside::default());
    assert_eq!(found, (Negated, vec!["pas".to_owned()]));
}

#[test]
fn a_cue_that_needs_a_word_beside_it_is_none_without() {
    assert_eq!(verdict(&format!("{PAST}plus plus ADV 3 advmod")), Asserted);
    assert_eq!(verdict(&format!("{PAST}plus plus ADV 3 advmod\nne ne ADV 3 advmod")), Negated);
}

#[test]
fn a_determiner_negates_its_noun() {
    assert_eq!(verdict("Aucune aucun DET 2 det\nattaque attaque NOUN 0 root"), Negated);
}

#[test]
fn the_future_is_planned() {
    assert_eq!(verdict("Ils il PRON 2 nsubj\nattaqueront attaquer VERB 0 root finite+future"), Planned);
}

const CONDITIONAL: &str = "Ils il PRON 2 nsubj\nattaqueraient attaquer VERB 0 root finite+conditional\n";

#[test]
fn a_conditional_is_hearsay_or_the_future_of_somebody_who_speaks() {
    assert_eq!(verdict(CONDITIONAL), Hedged);
    let said = Outside { said: true, ..Outside::default() };
    assert_eq!(verdict_with(CONDITIONAL, &said).0, Planned);
}

#[test]
fn a_compound_conditional_is_hearsay_whoever_speaks() {
    let lines = "Ils il PRON 3 nsubj\nauraient avoir AUX 3 aux finite+conditional\nattaqué attaquer VERB 0 root participle+past";
    let said = Outside { said: true, ..Outside::default() };
    assert_eq!(verdict_with(lines, &said).0, Hedged);
}

#[test]
fn under_a_condition_it_is_hypothetical() {
    let condition = "si si SCONJ 4 mark\ntombe tomber VERB 2 advcl finite";
    assert_eq!(verdict(&format!("{CONDITIONAL}{condition}")), Hypothetical);
    let inside = "Homs Homs PROPN 2 nsubj\ntombe tomber VERB 0 root finite\nsi si SCONJ 5 mark\nils il PRON 5 nsubj\nattaquent attaquer VERB 2 advcl finite";
    assert_eq!(verdict(inside), Hypothetical);
}

/// An infinitive below a verb, which may be negated.
fn below(lemma: &str, features: &str, more: &str) -> String {
    format!(
        "Ils il PRON 2 nsubj\nverbe {lemma} VERB 0 root {features}\nattaquer attaquer VERB 2 xcomp infinitive\n{more}"
    )
}

#[test]
fn what_is_wanted_is_planned_and_what_is_not_wanted_negated() {
    assert_eq!(verdict(&below("vouloir", "finite", "")), Planned);
    assert_eq!(verdict(&below("vouloir", "finite", "pas pas ADV 2 advmod")), Negated);
}

#[test]
fn what_is_tried_is_hedged() {
    assert_eq!(verdict(&below("tenter", "finite", "")), Hedged);
}

#[test]
fn what_is_prevented_is_negated_and_what_is_not_prevented_happens() {
    assert_eq!(verdict(&below("empêcher", "finite", "")), Negated);
    assert_eq!(verdict(&below("empêcher", "finite", "pas pas ADV 2 advmod")), Asserted);
}

#[test]
fn what_could_be_done_was_done() {
    assert_eq!(verdict(&below("pouvoir", "finite", "")), Hedged);
    assert_eq!(verdict(&below("pouvoir", "participle+past", "ont avoir AUX 2 aux finite")), Asserted);
}

#[test]
fn a_purpose_is_planned_and_a_reason_has_happened() {
    let clause = "Ils il PRON 2 nsubj\npartent partir VERB 0 root finite\npour pour ADP 4 mark\nattaquer attaquer VERB 2 advcl infinitive\n";
    assert_eq!(verdict(clause), Planned);
    let reason = "Ils il PRON 2 nsubj\nmeurent mourir VERB 0 root finite\npour pour ADP 5 mark\navoir avoir AUX 5 aux infinitive\nattaqué attaquer VERB 2 advcl participle+past";
    assert_eq!(verdict(reason), Asserted);
}

#[test]
fn a_threatened_attack_is_planned() {
    assert_eq!(verdict("menace menace NOUN 0 root\nd' de ADP 3 case\nattaque attaque NOUN 1 nmod"), Planned);
}

#[test]
fn a_coordinated_verb_shares_what_governs_the_first() {
    let shared = below("vouloir", "finite", "").replace(
        "attaquer attaquer VERB 2 xcomp infinitive\n",
        "entrer entrer VERB 2 xcomp infinitive\net et CCONJ 5 cc\nattaquer attaquer VERB 3 conj infinitive\n",
    );
    assert_eq!(verdict(&shared), Planned);
}

#[test]
fn a_light_verb_is_negated_for_its_noun() {
    let lines =
        "Ils il PRON 2 nsubj\nmènent mener VERB 0 root finite\npas pas ADV 2 advmod\nattaque attaque NOUN 2 obj";
    assert_eq!(verdict(lines), Asserted);
    let carried = Outside { carrier: Some(1), ..Outside::default() };
    assert_eq!(verdict_with(lines, &carried).0, Negated);
}

#[test]
fn a_denial_outweighs_a_doubt_and_both_outweigh_the_word_itself() {
    let doubted = format!("{PAST}apparemment apparemment ADV 3 advmod");
    let outside = |content| Outside { content, word: Some(Planned), ..Outside::default() };
    assert_eq!(verdict_with(&doubted, &outside(None)).0, Hedged);
    assert_eq!(verdict_with(&doubted, &outside(Some(Negated))).0, Negated);
    assert_eq!(verdict_with(PAST, &outside(None)).0, Planned);
}
