//! Work that takes longer than an answer may, and how far it is.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use tokio::sync::watch;
use zenobia_desk::Counts;

use crate::problem::{Problem, Said};

/// How far some work is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Task {
    /// Its number.
    pub id: String,
    /// What is done.
    pub kind: Kind,
    /// How it stands.
    pub state: State,
    /// When it was begun, ISO 8601.
    pub begun: String,
    /// When it ended.
    pub ended: Option<String>,
    /// What it is about, in a line.
    pub about: String,
    /// Reports that are through.
    pub done: u64,
    /// Reports in all, once that is known.
    pub total: Option<u64>,
    /// What became of them.
    pub counts: Outcomes,
    /// What there is to tell, the last of it.
    pub told: Vec<Line>,
    /// Why it failed.
    pub problem: Option<Problem>,
}

/// Something that there is to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Line {
    /// In English.
    pub text: String,
    /// What kind of thing, to be said in other languages; `null` for one that has no kind.
    pub said: Option<Said>,
}

impl From<String> for Line {
    fn from(text: String) -> Line {
        Line { said: Said::find(&text), text }
    }
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Reports are added.
    Add,
    /// What could not be read is tried again.
    Retry,
}

/// How work stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Reports are read.
    Reading,
    /// Events are made of them.
    Deriving,
    /// All is done.
    Done,
    /// It could not be done.
    Failed,
}

/// What became of reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Outcomes {
    /// New texts.
    pub new: u64,
    /// New versions of pages.
    pub versions: u64,
    /// Known texts at new places.
    pub origins: u64,
    /// Known texts.
    pub known: u64,
    /// What could not be read.
    pub failed: u64,
}

impl From<Counts> for Outcomes {
    fn from(counts: Counts) -> Outcomes {
        Outcomes {
            new: counts.new as u64,
            versions: counts.versions as u64,
            origins: counts.origins as u64,
            known: counts.known as u64,
            failed: counts.failed as u64,
        }
    }
}

/// Tasks that are remembered.
const MOST: usize = 200;
/// Lines of one that are.
const LINES: usize = 100;

/// All tasks since the server was begun, as many as are remembered.
#[derive(Default)]
pub struct Tasks {
    all: Mutex<BTreeMap<u64, watch::Sender<Task>>>,
}

/// The one who works on a task.
#[derive(Clone)]
pub struct Worker(watch::Sender<Task>);

impl Tasks {
    /// Begins a task.
    pub fn begin(&self, kind: Kind, about: String) -> Worker {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let id = all.last_key_value().map_or(1, |(last, _)| last + 1);
        let task = Task {
            id: id.to_string(),
            kind,
            state: State::Reading,
            begun: Timestamp::now().to_string(),
            ended: None,
            about,
            done: 0,
            total: None,
            counts: Outcomes::default(),
            told: Vec::new(),
            problem: None,
        };
        let sender = watch::Sender::new(task);
        all.insert(id, sender.clone());
        while all.len() > MOST {
            all.pop_first();
        }
        Worker(sender)
    }

    /// All of them, the last first.
    pub fn list(&self) -> Vec<Task> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.values().rev().map(|sender| sender.borrow().clone()).collect()
    }

    /// One of them, to be followed.
    pub fn follow(&self, id: &str) -> Option<watch::Receiver<Task>> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&id.parse().ok()?).map(watch::Sender::subscribe)
    }
}

impl Worker {
    /// The task as it stands.
    pub fn task(&self) -> Task {
        self.0.borrow().clone()
    }

    /// Tells how far it is.
    pub fn tell(&self, change: impl FnOnce(&mut Task)) {
        self.0.send_modify(|task| {
            change(task);
            let over = task.told.len().saturating_sub(LINES);
            task.told.drain(..over);
        });
    }

    /// Ends the task.
    pub fn end(&self, result: Result<(), Problem>) {
        self.tell(|task| {
            task.ended = Some(Timestamp::now().to_string());
            task.state = if result.is_ok() { State::Done } else { State::Failed };
            task.problem = result.err();
        });
    }
}

impl Task {
    /// Whether nothing more will change.
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Done | State::Failed)
    }
}
