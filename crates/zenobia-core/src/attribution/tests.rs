//! Who says a claim.

use super::{Attribution, Speech, Who, attribute};
use crate::pack::Files;
use crate::record::ActorKind::{Media, Person, StateForce};
use crate::record::Factuality;
use crate::testing::{Page, pack, sound};

const FRAMES: &str = r#"
[[frame]]
event = "E"
verb = ["attaquer"]
"#;

fn files() -> Files {
    pack(&[
        ("roles.toml", "agent = [\"par\"]\n[verb]\n[noun]\n[adjective]\n"),
        ("frames/e.toml", FRAMES),
        (
            "lexicon/speech-verbs.tsv",
            "dire\tsay\nassurer\tsay\nciter\tsay\nnier\tdeny\ndouter\tdoubt\thedged\nreprendre\tutter\nprévoir\tplan\nfaire état\tsay\naccuser\taccuse\n",
        ),
        ("lexicon/speech-nouns.tsv", "communiqué\tsay\n"),
        (
            "lexicon/speech-prepositions.tsv",
            "selon\tany\npour\tspeaker\ndevant\topening\nde source sûre\tnoun\nde même source\tsame\ncitant\tspeaker\tinner\ncomme\tclause\n",
        ),
        ("lexicon/unnamed-sources.tsv", "témoin\talways\nofficier\tindefinite\nporte-parole\toffice\n"),
    ])
}

fn read(page: &Page) -> Vec<Attribution> {
    let speech = sound(|problems| Speech::parse(&files(), problems));
    attribute(&page.ground(), &speech, &page.drafts(&files()))
}

/// The sources of the last claim, innermost first, with their cues; a `»` after what stands in a quotation.
fn sources(page: &Page) -> Vec<String> {
    let all = read(page);
    let told = |cited: &super::Cited| {
        let who = match cited.who {
            Who::Actor(entity) => page.name(entity),
            Who::Unnamed => "unnamed",
        };
        format!("{who} ({}){}", page.words(&cited.cue), if cited.quoted { " »" } else { "" })
    };
    all.last().expect("a claim").chain.iter().map(told).collect()
}

const CLAIM: &str = "Ils il PRON 3 nsubj\nont avoir AUX 3 aux finite\nattaqué attaquer VERB 0 root participle+past\n";

fn claim_with(more: &str) -> Page {
    Page::new(&format!("{CLAIM}{more}"))
}

#[test]
fn without_a_word_of_saying_the_report_itself_speaks() {
    let page = claim_with("hier hier ADV 3 advmod");
    assert_eq!(sources(&page), [""; 0]);
    assert!(!read(&page)[0].said);
}

fn said(verb: &str) -> Page {
    let lines = format!(
        "Peskov Peskov PROPN 2 nsubj\ndit {verb} VERB 0 root finite\nqu' que SCONJ 5 mark\nils il PRON 5 nsubj\nattaquent attaquer VERB 2 ccomp finite"
    );
    Page::new(&lines).with_actor("Peskov", Person)
}

#[test]
fn the_subject_of_a_verb_of_saying_above_speaks() {
    assert_eq!(sources(&said("dire")), ["Peskov (dit)"]);
    assert_eq!(sources(&said("voir")), [""; 0]);
}

#[test]
fn a_denial_negates_and_a_doubt_hedges_what_is_said() {
    let content = |verb| read(&said(verb))[0].content;
    assert_eq!(content("dire"), None);
    assert_eq!(content("nier"), Some(Factuality::Negated));
    assert_eq!(content("douter"), Some(Factuality::Hedged));
}

#[test]
fn a_verb_of_saying_put_in_beside_the_clause_speaks() {
    let page = claim_with("dit dire VERB 3 parataxis finite\nPeskov Peskov PROPN 4 nsubj").with_actor("Peskov", Person);
    assert_eq!(sources(&page), ["Peskov (dit)"]);
}

#[test]
fn a_preposition_of_saying_reaches_the_clause_it_hangs_on() {
    let page = claim_with("selon selon ADP 5 case\nlarmée armée NOUN 3 obl").with_actor("larmée", StateForce);
    assert_eq!(sources(&page), ["larmée (selon)"]);
}

#[test]
fn a_preposition_of_saying_stays_in_its_sentence() {
    let lines = format!("Selon selon ADP 2 case\nlarmée armée NOUN 3 obl\ncalme calme ADJ 0 root\n\n{CLAIM}");
    assert_eq!(sources(&Page::new(&lines).with_actor("larmée", StateForce)), [""; 0]);
}

#[test]
fn a_preposition_that_needs_a_speaker_attributes_to_no_thing() {
    let page = claim_with("pour pour ADP 5 case\nville ville NOUN 3 obl");
    assert_eq!(sources(&page), [""; 0]);
    let page = claim_with("pour pour ADP 5 case\nlarmée armée NOUN 3 obl").with_actor("larmée", StateForce);
    assert_eq!(sources(&page), ["larmée (pour)"]);
}

#[test]
fn a_statement_is_attributed_to_whose_it_is() {
    let more = "selon selon ADP 6 case\nun un DET 6 det indefinite\ncommuniqué communiqué NOUN 3 obl\nde de ADP 8 case\nlarmée armée NOUN 6 nmod";
    assert_eq!(sources(&claim_with(more).with_actor("larmée", StateForce)), ["larmée (selon)"]);
}

#[test]
fn witnesses_and_officers_without_a_name_are_unnamed() {
    let witness = "selon selon ADP 6 case\nles le DET 6 det definite\ntémoins témoin NOUN 3 obl plural";
    assert_eq!(sources(&claim_with(witness)), ["unnamed (selon)"]);
    let officer = "selon selon ADP 6 case\nun un DET 6 det indefinite\nofficier officier NOUN 3 obl";
    assert_eq!(sources(&claim_with(officer)), ["unnamed (selon)"]);
}

#[test]
fn a_phrase_that_is_a_source_by_itself_is_unnamed() {
    assert_eq!(
        sources(&claim_with("de de ADP 5 case\nsource source NOUN 3 obl\nsûre sûr ADJ 5 amod")),
        ["unnamed (de source sûre)"]
    );
}

#[test]
fn the_same_source_is_the_one_before() {
    let lines = format!(
        "{CLAIM}selon selon ADP 5 case\nlarmée armée NOUN 3 obl\n\n{CLAIM}de de ADP 6 case\nmême même ADJ 6 amod\nsource source NOUN 3 obl"
    );
    assert_eq!(sources(&Page::new(&lines).with_actor("larmée", StateForce)), ["larmée (de même source)"]);
}

fn quoted(inside: &str, after: &str) -> Page {
    let lines = format!("« « PUNCT 4 punct\n{inside}» » PUNCT 4 punct\n\n{after}");
    Page::new(&lines).with_actor("Peskov", Person)
}

const AFTER: &str = "Peskov Peskov PROPN 2 nsubj\ndit dire VERB 0 root finite\ncela cela PRON 2 obj";

#[test]
fn a_quotation_is_said_by_whoever_speaks_next_to_it() {
    let inside = "Ils il PRON 4 nsubj\nont avoir AUX 4 aux finite\nattaqué attaquer VERB 0 root participle+past\nhier hier ADV 4 advmod\n";
    assert_eq!(sources(&quoted(inside, AFTER)), ["Peskov (dit) »"]);
}

#[test]
fn scare_quotes_are_said_by_nobody() {
    let inside = "x x ADV 3 advmod\nattaque attaquer VERB 0 root finite\n";
    assert_eq!(sources(&quoted(inside, AFTER)), [""; 0]);
}

#[test]
fn who_relays_a_source_comes_after_it() {
    let more = "dit dire VERB 3 parataxis finite\nPeskov Peskov PROPN 4 nsubj\ncité citer VERB 5 acl participle+past\npar par ADP 8 case\nTass Tass PROPN 6 obl";
    let page = claim_with(more).with_actor("Peskov", Person).with_actor("Tass", Media);
    assert_eq!(sources(&page), ["Peskov (dit)", "Tass (cité)"]);
}

#[test]
fn who_is_said_to_have_done_it_does_not_say_it() {
    let lines = "Rebelles rebelle NOUN 3 nsubj:pass plural\nsont être AUX 3 aux:pass finite\ndits dire VERB 0 root participle+past\nattaquer attaquer VERB 3 xcomp infinitive";
    assert_eq!(sources(&Page::new(lines).with_actor("Rebelles", StateForce)), [""; 0]);
}

#[test]
fn a_clause_with_its_conjunction_is_put_into_what_it_says() {
    let more =
        |mark: &str| format!("{mark} {mark} SCONJ 5 mark\ndit dire VERB 3 advcl finite\nPeskov Peskov PROPN 5 nsubj");
    assert_eq!(sources(&claim_with(&more("comme")).with_actor("Peskov", Person)), ["Peskov (dit)"]);
    assert_eq!(sources(&claim_with(&more("quand")).with_actor("Peskov", Person)), [""; 0]);
}

#[test]
fn a_verb_that_only_utters_says_no_noun_and_a_plan_only_a_clause() {
    let noun = |lemma: &str| {
        let lines = format!(
            "Peskov Peskov PROPN 2 nsubj\nverbe {lemma} VERB 0 root finite\nnouvelle nouvelle NOUN 2 obj\nattaque attaquer VERB 3 acl finite"
        );
        sources(&Page::new(&lines).with_actor("Peskov", Person))
    };
    assert_eq!(noun("dire"), ["Peskov (verbe)"]);
    assert_eq!(noun("reprendre"), [""; 0]);
    assert_eq!(noun("prévoir"), [""; 0]);
}

#[test]
fn whom_somebody_cites_stands_inside_of_what_he_says() {
    let more = "dit dire VERB 3 parataxis finite\nTass Tass PROPN 4 nsubj\ncitant citer VERB 4 advcl participle+present\nlarmée armée NOUN 6 obj";
    let page = claim_with(more).with_actor("Tass", Media).with_actor("larmée", StateForce);
    assert_eq!(sources(&page), ["larmée (citant)", "Tass (dit)"]);
}

#[test]
fn a_pronoun_that_speaks_is_whoever_spoke_before() {
    let lines = format!(
        "{CLAIM}dit dire VERB 3 parataxis finite\nPeskov Peskov PROPN 4 nsubj\n\nIl il PRON 2 nsubj\nassure assurer VERB 0 root finite\nqu' que SCONJ 5 mark\nils il PRON 5 nsubj\nattaquent attaquer VERB 2 ccomp finite"
    );
    assert_eq!(sources(&Page::new(&lines).with_actor("Peskov", Person)), ["Peskov (assure)"]);
}

#[test]
fn what_is_told_in_the_conditional_of_hearsay_is_said_by_whoever_was_cited() {
    let hearsay = |mood: &str| {
        let lines = format!(
            "{CLAIM}dit dire VERB 3 parataxis finite\nPeskov Peskov PROPN 4 nsubj\n\nIls il PRON 3 nsubj\nauraient avoir AUX 3 aux finite+{mood}\nattaqué attaquer VERB 0 root participle+past"
        );
        sources(&Page::new(&lines).with_actor("Peskov", Person))
    };
    assert_eq!(hearsay("conditional"), ["Peskov (dit)"]);
    assert_eq!(hearsay("past"), [""; 0]);
}

#[test]
fn who_accuses_says_what_was_done() {
    let lines = "Peskov Peskov PROPN 2 nsubj\naccuse accuser VERB 0 root finite\nlarmée armée NOUN 2 obj\nd' de ADP 6 mark\navoir avoir AUX 6 aux infinitive\nattaqué attaquer VERB 2 advcl participle+past";
    let page = Page::new(lines).with_actor("Peskov", Person).with_actor("larmée", StateForce);
    assert_eq!(sources(&page), ["Peskov (accuse)"]);
}

#[test]
fn a_person_named_between_commas_before_the_verb_speaks() {
    let lines = "Ils il PRON 2 nsubj\nattaquent attaquer VERB 8 ccomp finite\n, , PUNCT 4 punct\nministre ministre NOUN 2 appos\n, , PUNCT 6 punct\nPeskov Peskov PROPN 4 appos\n, , PUNCT 4 punct\ndit dire VERB 0 root finite";
    assert_eq!(sources(&Page::new(lines).with_actor("Peskov", Person)), ["Peskov (dit)"]);
}

#[test]
fn what_is_put_into_a_sentence_reaches_no_further_than_a_semicolon() {
    let lines = |mark: &str| {
        format!(
            "Ils il PRON 2 nsubj\ncourent courir VERB 0 root finite\n, , PUNCT 4 punct\ndit dire VERB 2 parataxis finite\nPeskov Peskov PROPN 4 nsubj\n{mark} {mark} PUNCT 8 punct\nils il PRON 8 nsubj\nattaquent attaquer VERB 2 conj finite"
        )
    };
    assert_eq!(sources(&Page::new(&lines(";")).with_actor("Peskov", Person)), [""; 0]);
}

#[test]
fn who_holds_an_office_speaks_for_whoever_it_is_of() {
    let more = |office: &str| {
        format!(
            "dit dire VERB 3 parataxis finite\nun un DET 6 det indefinite\n{office} {office} NOUN 4 nsubj\narmée armée NOUN 6 nmod"
        )
    };
    let page = |office: &str| claim_with(&more(office)).with_actor("armée", StateForce);
    assert_eq!(sources(&page("officier")), ["unnamed (dit)"]);
    assert_eq!(sources(&page("porte-parole")).len(), 1);
}

#[test]
fn a_phrase_that_ends_with_a_noun_says_what_hangs_on_it() {
    let lines = "Peskov Peskov PROPN 2 nsubj\nfait faire VERB 0 root finite\nétat état NOUN 2 obj\nde de ADP 5 case\ncivils civil NOUN 3 nmod\nattaqués attaquer VERB 5 acl participle+past";
    assert_eq!(sources(&Page::new(lines).with_actor("Peskov", Person)), ["Peskov (fait)"]);
}

#[test]
fn a_phrase_that_opens_a_sentence_and_a_comma_closes_tells_the_source() {
    let lines = |comma: &str| {
        format!(
            "Devant devant ADP 2 case\nPeskov Peskov PROPN 5 obl\n{comma} {comma} PUNCT 2 punct\nils il PRON 5 nsubj\nattaquent attaquer VERB 0 root finite"
        )
    };
    assert_eq!(sources(&Page::new(&lines(",")).with_actor("Peskov", Person)), ["Peskov (Devant)"]);
    assert_eq!(sources(&Page::new(&lines("-")).with_actor("Peskov", Person)), [""; 0]);
}
