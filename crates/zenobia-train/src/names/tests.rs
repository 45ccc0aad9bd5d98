use proptest::prelude::*;
use zenobia_core::finder::{Fact, FinderModel, Found, Kind, Label, Words, find};
use zenobia_core::text::{Reading, TextData, read};

use super::crf::{self, Settings};
use super::sample::Sample;
use super::{WordTable, bytes, cut, load, mend};

const SETTINGS: Settings =
    Settings { epochs: 12, least: 1, step: 0.2, penalty: 0.01, dropout: 0, tagged: 0, budget: 100_000 };

const LESSONS: [(&str, &[(&str, Kind)]); 4] = [
    ("Mayor Rana Haddad left Sarmin on Monday.", &[("Rana Haddad", Kind::Person), ("Sarmin", Kind::Place)]),
    ("Mayor Omar Saleh spoke in Binnish.", &[("Omar Saleh", Kind::Person), ("Binnish", Kind::Place)]),
    (
        "The Northern Relief Union reached Sarmin.",
        &[("Northern Relief Union", Kind::Organisation), ("Sarmin", Kind::Place)],
    ),
    ("Nobody in Binnish saw the drone.", &[("Binnish", Kind::Place)]),
];

fn sample(text: &str, names: &[(&str, Kind)]) -> Sample {
    let reading = read(text, "en", &TextData::default());
    let mut masks = vec![1; reading.tokens.len()];
    for (name, kind) in names {
        let length = name.split(' ').count();
        let first = name.split(' ').next().expect("a name has a word");
        let start = reading.tokens.iter().position(|token| token.text == first).expect("the text has the name");
        for (at, label) in (start..start + length).zip(Label::spell(*kind, length)) {
            masks[at] = 1 << label.0;
        }
    }
    let facts = vec![Fact::default(); reading.tokens.len()];
    Sample { corpus: "wikipedia", genre: String::new(), reading, facts, masks, gold: Vec::new() }
}

fn small() -> Vec<u8> {
    let lessons = LESSONS.map(|(text, names)| sample(text, names));
    let table = WordTable::new();
    let stretches: Vec<_> = lessons.iter().flat_map(|lesson| cut(lesson, &Words::default(), &table, 0)).collect();
    bytes(&table, &crf::train(&stretches, SETTINGS, &mut |_| {}), SETTINGS.budget)
}

fn look(text: &str, model: &FinderModel) -> (Reading, Vec<Found>) {
    let reading = read(text, "en", &TextData::default());
    let facts = vec![Fact::default(); reading.tokens.len()];
    let found = find(&reading.tokens, &reading.sentences, &facts, &Words::default(), model);
    (reading, found)
}

#[test]
fn what_was_learned_is_found_again() {
    let model = load(small()).expect("a model that was just made");
    for (text, names) in LESSONS {
        let (reading, found) = look(text, &model);
        let found: Vec<_> =
            found.iter().map(|name| (reading.slice(reading.span(name.tokens.clone())), name.kind)).collect();
        assert_eq!(found, names, "{text}");
    }
}

#[test]
fn a_title_shows_an_unknown_person() {
    let model = load(small()).expect("a model that was just made");
    let (reading, found) = look("Mayor Lina Khoury left Binnish.", &model);
    assert_eq!(reading.slice(reading.span(found[0].tokens.clone())), "Lina Khoury");
    assert_eq!(found[0].kind, Kind::Person);
    assert!(found.iter().all(|name| name.margin > 0));
}

#[test]
fn the_same_lessons_give_the_same_bytes() {
    assert_eq!(small(), small());
}

#[test]
fn a_name_that_is_cut_off_is_not_learned() {
    let mut masks: Vec<_> = Label::spell(Kind::Place, 3).map(|label| 1 << label.0).collect();
    masks.remove(0);
    masks.push(1);
    mend(&mut masks);
    assert_eq!(masks, [1, 1, 1]);
}

#[test]
fn damaged_bytes_are_refused() {
    let mut bytes = small();
    assert!(load(bytes[..40].to_vec()).is_err());
    bytes[0] = b'x';
    assert!(load(bytes).is_err());
}

#[test]
fn any_text_is_read() {
    let model = load(small()).expect("a model that was just made");
    proptest!(|(text in "\\PC{0,200}")| {
        let (reading, found) = look(&text, &model);
        for name in &found {
            prop_assert!(name.tokens.end <= reading.tokens.len() && !name.tokens.is_empty());
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start));
    });
}
