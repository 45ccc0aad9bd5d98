//! How words behave in plain text: at the head of sentences, with capitals, before stops.

use std::collections::BTreeMap;

use zenobia_core::text::boundary::Habits;
use zenobia_core::text::{Reading, Sentence, TextData, read};
use zenobia_core::weights::hash::word;

use crate::tokens::fold;
use crate::train::Classes;

/// Words seen less often have no habits.
const LEAST: usize = 4;

/// Uses of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    opening: usize,
    capital: usize,
    small: usize,
    ending: usize,
}

impl Uses {
    fn all(self) -> usize {
        self.opening + self.capital + self.small
    }
}

/// The habits of the most frequent words of some articles, by hash.
pub fn learn(articles: &[String], classes: &Classes, data: &TextData, most: usize) -> Vec<(u64, Habits)> {
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    for article in articles {
        count(&read(article, "", data), &mut uses);
    }
    let folded = folded(classes);
    let mut known: Vec<(String, Uses)> = uses.into_iter().filter(|(_, uses)| uses.all() >= LEAST).collect();
    known.sort_by_key(|(_, uses)| std::cmp::Reverse(uses.all()));
    known.truncate(most);
    known.iter().map(|(form, uses)| (word(form), habits(*uses, folded.get(form.as_str())))).collect()
}

/// Classes by wordings without accents; the wording that has none keeps its own.
fn folded(classes: &Classes) -> BTreeMap<String, (u16, u8)> {
    let mut folded = BTreeMap::new();
    for (form, &class) in classes {
        let bare = fold(form);
        if bare == *form {
            folded.insert(bare, class);
        } else {
            folded.entry(bare).or_insert(class);
        }
    }
    folded
}

fn count(reading: &Reading, uses: &mut BTreeMap<String, Uses>) {
    for sentence in reading.sentences.iter().filter(|sentence| !is_shouted(reading, sentence)) {
        let tokens = &reading.tokens[sentence.tokens.clone()];
        let first = tokens.iter().position(|token| token.text.starts_with(char::is_alphabetic)).unwrap_or(0);
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.text.starts_with(char::is_alphabetic)) {
            let uses = uses.entry(token.folded.to_string()).or_default();
            match (token.text.starts_with(char::is_uppercase), at == first) {
                (true, true) => uses.opening += 1,
                (true, false) => uses.capital += 1,
                _ => uses.small += 1,
            }
            let stop =
                tokens.get(at + 1).is_some_and(|next| matches!(next.text.as_str(), "." | "!" | "?" | "…" | "..."));
            uses.ending += usize::from(stop);
        }
    }
}

fn is_shouted(reading: &Reading, sentence: &Sentence) -> bool {
    let words =
        || reading.tokens[sentence.tokens.clone()].iter().filter(|token| token.text.starts_with(char::is_alphabetic));
    let capital = words().filter(|token| token.text.starts_with(char::is_uppercase)).count();
    2 * capital > words().count()
}

fn habits(uses: Uses, class: Option<&(u16, u8)>) -> Habits {
    let share = |some: usize, all: usize| match all {
        0..=1 => 0,
        all => 1 + (6 * some + all / 2) / all,
    };
    let ends = match 2000 * uses.ending / uses.all().max(1) {
        0 => 1,
        1..=9 => 2,
        10..=29 => 3,
        30..=59 => 4,
        60..=119 => 5,
        120..=239 => 6,
        _ => 7,
    };
    let &(fine, coarse) = class.unwrap_or(&(0, 0));
    Habits {
        opens: share(uses.opening, uses.opening + uses.capital) as u8,
        capital: share(uses.capital, uses.capital + uses.small) as u8,
        ends,
        coarse,
        fine,
    }
}
