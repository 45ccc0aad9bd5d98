//! Answers that took long, remembered as long as nothing in the store changes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::reply::Told;

/// Answers that are remembered, and the longest of them.
const MOST: usize = 300;
const LONGEST: usize = 1 << 20;

/// Answers by their questions.
#[derive(Default)]
pub struct Memory {
    kept: Mutex<Kept>,
}

/// Answers of one state of the store.
#[derive(Default)]
struct Kept {
    version: String,
    answers: BTreeMap<String, Told>,
}

impl Memory {
    /// The answer to a question that was asked of the same state.
    pub fn recall(&self, question: &str, version: &str) -> Option<Told> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.answers.get(question).filter(|_| kept.version == version).cloned()
    }

    /// Remembers an answer; those of other states are forgotten.
    pub fn keep(&self, question: String, version: String, told: &Told) {
        if told.text().len() > LONGEST {
            return;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != version || kept.answers.len() >= MOST {
            *kept = Kept { version, answers: BTreeMap::new() };
        }
        kept.answers.insert(question, told.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_answers_of_the_same_state_are_recalled() {
        let memory = Memory::default();
        memory.keep("a".to_owned(), "1".to_owned(), &Told::new("x".to_owned()));
        assert_eq!(memory.recall("a", "1").map(|told| told.text().to_owned()).as_deref(), Some("x"));
        assert!(memory.recall("a", "2").is_none() && memory.recall("b", "1").is_none());
        memory.keep("b".to_owned(), "2".to_owned(), &Told::new("y".to_owned()));
        assert!(memory.recall("a", "1").is_none() && memory.recall("b", "2").is_some());
    }
}
