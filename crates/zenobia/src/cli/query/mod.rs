//! `zenobia query`: claims and events out of the database.

mod sql;
mod table;

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::Args;
use zenobia_core::row::Row;
use zenobia_store::{Answer, Query};

use super::database::Database;
use super::filter::Question;
use super::library;
use super::{Outcome, output, say};
pub use table::fit;

/// A question, and the form of its answer.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  zenobia query --event ASSAULT --place Syria --since 2016-03-01\n  \
                        zenobia query --of events --grade confirmed,fair --actor Daesh\n  \
                        zenobia query --text '\"cessez le feu\" -Homs' --json | jq .quotes[0].text\n  \
                        zenobia query --sql 'SELECT country, count(*) FROM events GROUP BY country'\n\n\
                        On a terminal 20 rows are shown, and the command for the next ones; when piped, all of them as JSON \
                        Lines (zenobia.row/1).")]
pub struct Options {
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    database: Database,
    /// Ask in SQL, read-only, instead: tables and views are in docs/recipes/store.md
    #[arg(long, value_name = "SQL")]
    sql: Option<String>,
    /// Only tell how many there are
    #[arg(long, conflicts_with = "sql")]
    count: bool,
    /// Write JSON Lines, on a terminal too
    #[arg(long, conflicts_with = "table")]
    json: bool,
    /// Write a table, when piped too
    #[arg(long)]
    table: bool,
    /// Tell how the database goes about it
    #[arg(long, hide_short_help = true)]
    plan: bool,
    /// Language of the labels [default: that of the locale, or English]
    #[arg(long, value_name = "LANGUAGE")]
    labels: Option<output::LabelLanguage>,
}

/// Rows that a terminal shows.
const SCREEN: u64 = 20;

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut store = options.database.read()?;
    let as_table = options.table || (!options.json && io::stdout().is_terminal());
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(sql) = &options.sql {
        sql::run(&mut store, sql, as_table, &mut out)?;
        out.flush()?;
        return Ok(Outcome::Done);
    }
    let Some(library) = library::open(None) else { return Ok(Outcome::WrongUsage) };
    let mut query = options.question.query(&mut store, &library)?;
    if options.plan {
        store.plan(&query)?.iter().try_for_each(|step| writeln!(out, "{step}"))?;
        return Ok(Outcome::Done);
    }
    if options.count {
        writeln!(out, "{}", store.count(&query)?)?;
        out.flush()?;
        return Ok(Outcome::Done);
    }
    if store.is_stale()? && query.kind() == zenobia_core::row::RowKind::Event {
        say(
            "some claims are newer than the events: `zenobia doctor --mend` (or the next `zenobia add`) brings them together",
        );
    }
    if as_table {
        query.limit.get_or_insert(SCREEN);
        let labels = output::labels(options.labels);
        let mut table = table::Table::new(&library, labels, output::paint(), output::columns());
        table.head(&mut out)?;
        let answer = store.rows(&query, &mut |row| Ok(table.row(&mut out, &row)?))?;
        out.flush()?;
        tell_rest(&mut store, &query, &answer)?;
    } else {
        let answer = store.rows(&query, &mut |row| Ok(json(&mut out, &row)?))?;
        out.flush()?;
        if let Some(next) = &answer.next {
            say(&format!("there may be more: --after {}", next.0));
        }
    }
    Ok(Outcome::Done)
}

/// One row as a line of JSON, as `zenobia.row/1`.
pub fn json(out: &mut impl Write, row: &Row) -> io::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")
}

fn tell_rest(store: &mut zenobia_store::Store, query: &Query, answer: &Answer) -> anyhow::Result<()> {
    let rest = Query { after: answer.next.clone(), limit: None, ..query.clone() };
    match &answer.next {
        Some(next) => {
            let all = store.count(&rest)?;
            say(&format!("{} of {all} rows shown; the next ones with --after {}", answer.rows, next.0));
        }
        None if answer.rows == 0 => say("nothing answers this question; fewer options ask for more"),
        None => {}
    }
    Ok(())
}
