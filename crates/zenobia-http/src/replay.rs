//! Changes that are sent twice, because an answer was lost on its way: the second time the first answer is told again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;

use crate::problem::{Code, Problem};

/// The header that names a change.
pub const HEADER: &str = "idempotency-key";

/// How long answers are remembered, and how many.
const KEPT: Duration = Duration::from_secs(24 * 3600);
const MOST: usize = 5_000;

/// Answers to changes that were named.
#[derive(Default)]
pub struct Replays {
    all: Mutex<BTreeMap<String, Replay>>,
}

#[derive(Clone)]
struct Replay {
    /// What was asked.
    asked: String,
    /// The answer; `None` while it is being worked on.
    answer: Option<String>,
    since: Instant,
}

/// What is to be done about a change.
#[derive(Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is new.
    Fresh,
    /// It was made before, and this was the answer.
    Again(String),
}

/// The name of a change; `None` when it has none.
///
/// # Errors
/// When the name is too long or no text.
pub fn name(headers: &HeaderMap, person: &str) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(HEADER) else { return Ok(None) };
    let text = value.to_str().ok().filter(|text| !text.is_empty() && text.len() <= 200);
    let text = text.ok_or_else(|| Problem::of(Code::KeyWrong, &[]))?;
    Ok(Some(format!("{person}\n{text}")))
}

impl Replays {
    /// Begins a change of a name; `asked` is what tells it from others.
    ///
    /// # Errors
    /// When the name was another change's, or when it is being worked on.
    pub fn begin(&self, name: &str, asked: &str) -> Result<Turn, Problem> {
        let now = Instant::now();
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, replay| now.duration_since(replay.since) < KEPT);
        match all.get(name) {
            Some(replay) if replay.asked != asked => Err(Problem::of(Code::KeyUsed, &[])),
            Some(Replay { answer: Some(answer), .. }) => Ok(Turn::Again(answer.clone())),
            Some(_) => Err(Problem::of(Code::KeyBusy, &[]).after(1)),
            None => {
                if all.len() >= MOST {
                    let oldest = all.iter().min_by_key(|(_, replay)| replay.since).map(|(name, _)| name.clone());
                    oldest.map(|name| all.remove(&name));
                }
                all.insert(name.to_owned(), Replay { asked: asked.to_owned(), answer: None, since: now });
                Ok(Turn::Fresh)
            }
        }
    }

    /// Ends it: what was done is told again when it is asked for again, and what was not may be tried again.
    pub fn end(&self, name: &str, answer: Option<&str>) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        match (answer, all.get_mut(name)) {
            (Some(answer), Some(replay)) => replay.answer = Some(answer.to_owned()),
            (Some(_), None) => {}
            (None, _) => drop(all.remove(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_made_once() {
        let replays = Replays::default();
        assert_eq!(replays.begin("a", "x").unwrap(), Turn::Fresh);
        assert_eq!(replays.begin("a", "x").unwrap_err().status, 409);
        replays.end("a", Some("done"));
        assert_eq!(replays.begin("a", "x").unwrap(), Turn::Again("done".to_owned()));
        assert_eq!(replays.begin("a", "y").unwrap_err().status, 422);
        assert_eq!(replays.begin("b", "y").unwrap(), Turn::Fresh);
        replays.end("b", None);
        assert_eq!(replays.begin("b", "y").unwrap(), Turn::Fresh);
    }
}
