//! `zenobia review`: what people decide about findings.

use std::io::{self, IsTerminal, Write};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use serde_json::{Map, Value};
use zenobia_store::{Action, Decision, Entry};

use super::add::derive;
use super::database::Database;
use super::library;
use super::{Outcome, say};

/// What is decided. Nothing of before is changed: each decision is an entry of a log, and undoing one is another entry.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  zenobia review accept c0123456789abcdef --by Ana --why 'two agencies say so'\n  \
                        zenobia review correct c0123456789abcdef --set event=CONTROL --set time.first=2016-03-27 --by Ana --why 'the 27th'\n  \
                        zenobia review merge e0123456789abcdef e0011223344556677 --by Ana --why 'one raid, two dates'\n  \
                        zenobia review merge actor:rsf actor:janjaweed --by Ana --why 'the same force'\n  \
                        zenobia review log\n  zenobia review undo 3 --by Ana --why 'wrong town'")]
pub enum Command {
    /// It is right as it stands
    Accept(Findings),
    /// It is wrong
    Reject(Findings),
    /// It cannot be told
    Unsure(Findings),
    /// It is right once something of it is changed
    Correct(Correction),
    /// Events are one, or actors, places, sites (actor:KEY, place:KEY, site:KEY): the first takes in the others
    Merge(Merge),
    /// Some claims of an event are of another
    Split(Split),
    /// An entry of before shall not count
    Undo(Undo),
    /// Show the log: JSON Lines when piped
    Log(Log),
}

/// Who, and why.
#[derive(Debug, Args)]
pub struct Voice {
    /// Who decides
    #[arg(long, value_name = "NAME", env = "ZENOBIA_REVIEWER")]
    by: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    #[command(flatten)]
    database: Database,
}

/// Rows, all decided alike.
#[derive(Debug, Args)]
pub struct Findings {
    /// Ids of claims or events, as `zenobia query` shows them
    #[arg(value_name = "ROW", required = true)]
    rows: Vec<String>,
    #[command(flatten)]
    voice: Voice,
}

/// A row, and what is changed of it.
#[derive(Debug, Args)]
pub struct Correction {
    /// Id of a claim or event
    #[arg(value_name = "ROW")]
    row: String,
    /// A field of the row and its value, as text or JSON: event=CONTROL, mode='["capture"]', time.first=2016-03-27
    #[arg(long = "set", value_name = "FIELD=VALUE", required = true)]
    set: Vec<String>,
    #[command(flatten)]
    voice: Voice,
}

/// Events, actors, places or sites that are one.
#[derive(Debug, Args)]
pub struct Merge {
    /// Id of the event that stays, or actor:KEY, place:KEY, site:KEY
    #[arg(value_name = "EVENT")]
    event: String,
    /// Those that it takes in, of the same kind
    #[arg(value_name = "OTHER", required = true)]
    others: Vec<String>,
    #[command(flatten)]
    voice: Voice,
}

/// Claims that are of another event.
#[derive(Debug, Args)]
pub struct Split {
    /// Id of the event
    #[arg(value_name = "EVENT")]
    event: String,
    /// Ids of the claims that are taken out
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<String>,
    #[command(flatten)]
    voice: Voice,
}

/// An entry that shall not count.
#[derive(Debug, Args)]
pub struct Undo {
    /// Its number in the log
    #[arg(value_name = "NUMBER")]
    number: i64,
    #[command(flatten)]
    voice: Voice,
}

/// Which entries are shown.
#[derive(Debug, Args)]
pub struct Log {
    /// Only those about this row
    #[arg(value_name = "ROW")]
    row: Option<String>,
    /// Write JSON Lines, on a terminal too
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: Database,
}

pub fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Accept(findings) => decide(Action::Accept, findings),
        Command::Reject(findings) => decide(Action::Reject, findings),
        Command::Unsure(findings) => decide(Action::Unsure, findings),
        Command::Correct(correction) => {
            let patch = patch(&correction.set)?;
            let decision = decision(&correction.voice, Action::Correct, &correction.row);
            enter(&correction.voice, &Decision { patch: Some(patch), ..decision })
        }
        Command::Merge(merge) => {
            let decision = decision(&merge.voice, Action::Merge, &merge.event);
            enter(&merge.voice, &Decision { others: merge.others.clone(), ..decision })
        }
        Command::Split(split) => {
            let decision = decision(&split.voice, Action::Split, &split.event);
            enter(&split.voice, &Decision { others: split.claims.clone(), ..decision })
        }
        Command::Undo(undo) => {
            let decision = decision(&undo.voice, Action::Undo, "");
            enter(&undo.voice, &Decision { undoes: Some(undo.number), ..decision })
        }
        Command::Log(log) => show(log),
    }
}

fn decision(voice: &Voice, action: Action, target: &str) -> Decision {
    Decision {
        person: voice.by.clone(),
        action,
        target: target.to_owned(),
        patch: None,
        others: Vec::new(),
        why: voice.why.clone(),
        undoes: None,
    }
}

fn decide(action: Action, findings: &Findings) -> anyhow::Result<Outcome> {
    for row in &findings.rows {
        enter(&findings.voice, &decision(&findings.voice, action, row))?;
    }
    Ok(Outcome::Done)
}

fn enter(voice: &Voice, decision: &Decision) -> anyhow::Result<Outcome> {
    let mut store = voice.database.open()?;
    let was_stale = store.is_stale()?;
    let entry = store.review(decision)?;
    say(&format!("review {}: {} {}", entry.id, entry.action, entry.target));
    if !was_stale
        && store.is_stale()?
        && let Some(library) = library::open(None)
    {
        derive(&mut store, &library, &rayon::ThreadPoolBuilder::new().build()?)?;
    }
    Ok(Outcome::Done)
}

/// `time.first=2016-03-27` is `{"time": {"first": "2016-03-27"}}`.
fn patch(set: &[String]) -> anyhow::Result<Value> {
    let mut patch = Map::new();
    for pair in set {
        let (field, value) = pair.split_once('=').with_context(|| format!("{pair:?}: write FIELD=VALUE"))?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
        let mut path: Vec<&str> = field.split('.').collect();
        let Some(last) = path.pop().filter(|last| !last.is_empty()) else { bail!("{pair:?}: write FIELD=VALUE") };
        let mut object = &mut patch;
        for part in path {
            let inner = object.entry(part).or_insert_with(|| Value::Object(Map::new()));
            object =
                inner.as_object_mut().with_context(|| format!("{field:?} is set twice, as a whole and in part"))?;
        }
        // A list of one is often typed as the one.
        let is_list = matches!(field, "mode" | "context" | "means") && value.is_string();
        object.insert(last.to_owned(), if is_list { Value::Array(vec![value]) } else { value });
    }
    Ok(Value::Object(patch))
}

fn show(log: &Log) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    let as_json = log.json || !out.is_terminal();
    log.database.read()?.review_log(log.row.as_deref(), &mut |entry| {
        match as_json {
            true => writeln!(out, "{}", serde_json::to_string(&entry).unwrap_or_default())?,
            false => writeln!(out, "{}", line(&entry))?,
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

fn line(entry: &Entry) -> String {
    let Entry { id, made, person, action, target, why, detail, undoes, .. } = entry;
    let about = undoes.map_or_else(|| target.clone(), |before| format!("review {before} ({target})"));
    let detail = if detail == "{}" { String::new() } else { format!(" {detail}") };
    format!("{id:>4}  {made}  {person}: {action} {about}{detail}: {why}")
}

#[cfg(test)]
mod tests {
    use super::patch;
    use serde_json::json;

    #[test]
    fn fields_are_set_by_their_path() {
        let set = ["event=CONTROL", "time.first=2016-03-27", "time.told=true", "mode=capture"].map(str::to_owned);
        assert_eq!(
            patch(&set).unwrap(),
            json!({"event": "CONTROL", "time": {"first": "2016-03-27", "told": true}, "mode": ["capture"]})
        );
        assert!(patch(&["event".to_owned()]).is_err());
        assert!(patch(&["event=1".to_owned(), "event.x=2".to_owned()]).is_err());
    }
}
