//! Lemmas that were worked out before: most words of a report were in the reports before it.

use std::cell::RefCell;

use compact_str::CompactString;

use crate::weights::hash::{mix, word};

/// How many lemmas a thread keeps; a new one takes the place of another.
const KEPT: usize = 1 << 12;

/// A wording with its tag, and the lemma that a model gave it.
#[derive(Clone, Default)]
struct Entry {
    model: u64,
    tag: u8,
    text: CompactString,
    lemma: CompactString,
}

thread_local! {
    static ENTRIES: RefCell<Vec<Entry>> = RefCell::new(vec![Entry::default(); KEPT]);
}

/// The lemma of a wording with a tag by the model of that number: remembered, or worked out.
pub(super) fn lemma(model: u64, text: &str, tag: u8, work: impl FnOnce() -> CompactString) -> CompactString {
    ENTRIES.with_borrow_mut(|entries| {
        let entry = &mut entries[mix(mix(word(text), u64::from(tag)), model) as usize % KEPT];
        if (entry.model, entry.tag, entry.text.as_str()) != (model, tag, text) {
            *entry = Entry { model, tag, text: text.into(), lemma: work() };
        }
        entry.lemma.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_a_place_is_told_apart() {
        let tell = |model, text: &str, tag| lemma(model, text, tag, || format!("{text}-{tag}-{model}").into());
        for _ in 0..2 {
            for number in 0..2 * KEPT {
                let (text, model) = (format!("w{}", number / 3), 1 + number as u64 % 3);
                assert_eq!(tell(model, &text, (number % 5) as u8), format!("{text}-{}-{model}", number % 5));
            }
        }
    }
}
