//! The rows that an export writes: of reports and records as they are read, of situations, of rows written before, or of a database.
//!
//! [`each`] is the one place that knows where rows come from.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use clap::Args;
use zenobia_core::reconcile::{Kin, Ledger, Situation, digest};
use zenobia_core::record::Record;
use zenobia_core::row::{Row, RowKind, of_event, of_record};
use zenobia_desk::settle;
use zenobia_store::stream;

use super::super::database::Database;
use super::super::filter::Filter;
use super::super::inputs::{Input, Inputs};
use super::super::library::Library;
use super::super::{Outcome, say};

/// Which findings.
#[derive(Debug, Args)]
pub struct Asked {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    filter: Filter,
}

impl Asked {
    /// The folder of packs that was named.
    pub fn packs(&self) -> Option<&Path> {
        self.inputs.packs.as_deref()
    }

    /// What does not go together, and what to do.
    pub fn misused(&self) -> Option<&'static str> {
        (!self.inputs.is_empty() && self.filter.asks()).then_some(
            "only a database answers questions, and files are handed over whole: `zenobia add PATH --db FILE`, and then the same \
             options with --db FILE in place of PATH (with a PATH goes only --of)",
        )
    }
}

type Take<'a> = &'a mut dyn FnMut(Row) -> io::Result<()>;

/// Hands over all rows, one after the other. Claims come in constant memory; events need all records.
///
/// # Errors
/// What `take` returns, and when no threads can be had.
pub fn each(mut asked: Asked, library: &Library, take: Take<'_>) -> anyhow::Result<Outcome> {
    if asked.inputs.is_empty() {
        return kept(&asked, library, take);
    }
    let mut outcome = Outcome::Done;
    for path in asked.inputs.take_out(|path| matches!(told(path), Some(Told::Rows | Told::Situation))) {
        let read = match told(&path) {
            Some(Told::Rows) => rows_of(&path, take)?,
            _ => events_of(&path, take)?,
        };
        outcome = worse(outcome, read);
    }
    if asked.inputs.is_empty() {
        return Ok(outcome);
    }
    let read = match asked.filter.kind() {
        RowKind::Claim => claims(&asked.inputs, library, take)?,
        RowKind::Event => events(&asked.inputs, library, take)?,
    };
    Ok(worse(outcome, read))
}

/// Rows of the database, in constant memory.
fn kept(asked: &Asked, library: &Library, take: Take<'_>) -> anyhow::Result<Outcome> {
    let language: Vec<String> = asked.inputs.language().map(str::to_owned).into_iter().collect();
    let mut store = asked.database.read()?;
    let query = asked.filter.query(&language, &mut store, library)?;
    for row in stream(&asked.database.location()?, query)? {
        take(row?)?;
    }
    Ok(Outcome::Done)
}

fn worse(one: Outcome, other: Outcome) -> Outcome {
    if one == Outcome::Done { other } else { one }
}

/// What a file of ours holds.
#[derive(Clone, Copy)]
enum Told {
    Rows,
    Situation,
}

/// The format that the first bytes of a file name.
fn told(path: &Path) -> Option<Told> {
    let mut head = Vec::new();
    File::open(path).ok()?.take(256).read_to_end(&mut head).ok()?;
    let head: String = String::from_utf8_lossy(&head).chars().filter(|letter| !letter.is_whitespace()).collect();
    let begins = |format: &str| head.starts_with(&format!("{{\"format\":\"{format}\""));
    if begins(zenobia_core::row::FORMAT) {
        Some(Told::Rows)
    } else {
        begins(zenobia_core::reconcile::situation::FORMAT).then_some(Told::Situation)
    }
}

fn rows_of(path: &Path, take: Take<'_>) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    for (number, line) in BufReader::new(File::open(path)?).lines().enumerate() {
        let line = line?;
        match serde_json::from_str(&line) {
            Ok(row) => take(row)?,
            Err(_) if line.trim().is_empty() => {}
            Err(error) => {
                say(&format!("{}:{}: no row of {}: {error}", path.display(), number + 1, zenobia_core::row::FORMAT));
                outcome = Outcome::SomeFailed;
            }
        }
    }
    Ok(outcome)
}

/// Events of a situation alone: without the records their quotations have no sentences.
fn events_of(path: &Path, take: Take<'_>) -> anyhow::Result<Outcome> {
    let situation: Situation = match serde_json::from_reader(BufReader::new(File::open(path)?)) {
        Ok(situation) => situation,
        Err(error) => {
            say(&format!("{}: {error}", path.display()));
            return Ok(Outcome::SomeFailed);
        }
    };
    situation.events.iter().try_for_each(|event| take(of_event(event, &[])))?;
    Ok(Outcome::Done)
}

/// The record of an input, with its text where that is at hand.
fn record(library: &Library, input: Input) -> Record {
    match input {
        Input::Record(record) => *record,
        Input::Report(document) => {
            let mut record = library.read(&document);
            record.report.text = Some(document.text);
            record
        }
    }
}

fn claims(inputs: &Inputs, library: &Library, take: Take<'_>) -> anyhow::Result<Outcome> {
    let pool = inputs.pool()?;
    inputs.stream_all(
        &pool,
        |input| of_record(&record(library, input)),
        |rows| rows.into_iter().try_for_each(&mut *take),
    )
}

fn events(inputs: &Inputs, library: &Library, take: Take<'_>) -> anyhow::Result<Outcome> {
    let pool = inputs.pool()?;
    let kin = Kin::new(library.knowledge().actors());
    let ontology = &library.packs().ontology;
    let mut ledger = Ledger::default();
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    let work = |input| {
        let record = record(library, input);
        (digest(&record, ontology, &kin), record)
    };
    let outcome = inputs.stream_all(&pool, work, |(digest, record)| {
        ledger.add(digest);
        records.insert(record.report.id.clone(), record);
        Ok(())
    })?;
    let situation = pool.install(|| settle(ledger, ontology, &kin));
    for event in &situation.events {
        let mut reports: Vec<&str> = event.claims.iter().map(|claim| claim.report.as_str()).collect();
        reports.sort_unstable();
        reports.dedup();
        let told: Vec<&Record> = reports.iter().filter_map(|report| records.get(*report)).collect();
        take(of_event(event, &told))?;
    }
    Ok(outcome)
}
