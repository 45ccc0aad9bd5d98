//! The command line: what can be asked, and what comes of it.

mod actors;
mod add;
mod database;
mod demo;
mod eval;
mod export;
mod filter;
mod gazetteer;
mod import;
mod inputs;
mod intake;
mod languages;
mod library;
mod output;
mod own;
mod packs;
mod progress;
mod publish;
mod query;
mod read;
mod reread;
mod review;
mod schema;
mod serve;
mod shell;
mod situation;
mod sources;
mod syntax;
mod upkeep;
mod users;
mod views;
mod watch;
mod web;
mod why;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

/// Reads news reports of a conflict, in French and English, and keeps the record: who did what to whom, where, when, how
/// many, according to whom, and how surely. Each finding points at the words it came from. It works offline.
#[derive(Debug, Parser)]
#[command(name = "zenobia", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done, 1 some inputs could not be read (each is named), 2 wrong usage.")]
pub struct Cli {
    /// Folder of your own gazetteers, looked up besides the one in the program; an empty name is none [default: in your data
    /// folder; for `eval` none]
    #[arg(
        long,
        global = true,
        value_name = "FOLDER",
        env = "ZENOBIA_GAZETTEER",
        hide_env_values = true,
        help_heading = "Global options"
    )]
    gazetteer: Option<OsString>,
    /// Folder of your own actors, known besides those in the program; an empty name is none [default: in your data folder; for
    /// `eval` none]
    #[arg(
        long,
        global = true,
        value_name = "FOLDER",
        env = "ZENOBIA_KNOWLEDGE",
        hide_env_values = true,
        help_heading = "Global options"
    )]
    knowledge: Option<OsString>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read reports into records: JSON Lines when piped or with --json, a summary on a terminal
    Read(read::Options),
    /// Take reports into a database: what was added once is not read again
    Add(add::Options),
    /// Look at folders and feeds again and again, and take in what is new
    Watch(watch::Options),
    /// Read again what the database keeps, with this version of the program
    Reread(reread::Options),
    /// Ask the database for claims and events: by type, actor, place, time, words, or in SQL
    Query(Box<query::Options>),
    /// Decide about findings: accept, reject, correct, undo; nothing of before is lost
    #[command(subcommand)]
    Review(review::Command),
    /// Open the page: review, map, reader, search; on this machine, without the network
    Serve(serve::Options),
    /// Open the page with example reports, to look around
    Demo(demo::Options),
    /// Say who may come in where `zenobia serve` has everybody log in
    #[command(subcommand)]
    Users(users::Command),
    /// Keep questions under a name
    #[command(subcommand)]
    Views(views::Command),
    /// List who published what the database keeps: how much of it, and since when
    Sources(sources::Options),
    /// See and try again what could not be taken into the database
    #[command(subcommand)]
    Intake(intake::Command),
    /// Copy the whole database into one file
    Backup(upkeep::Backup),
    /// Make a database from a backup
    Restore(upkeep::Restore),
    /// Check that a database is sound and that nobody changed the log of reviews
    Verify(upkeep::Verify),
    /// Tell what is wrong with this installation, and what to do
    Doctor(upkeep::Doctor),
    /// Tell what many reports say together: events, tolls, who holds what, where they disagree
    Situation(situation::Options),
    /// Write findings in the formats of other programs: tables, maps, timelines, event data
    Export(Box<export::Options>),
    /// Take in the data of other projects (UCDP GED, ACLED, GDELT, PLOVER, timemap) as records
    Import(import::Options),
    /// Write a static site of findings: map, timeline, quotations, data; it needs no server
    Publish(Box<publish::Options>),
    /// Print for each finding its words, the rule that made it, and the parts it was made from
    Why(why::Options),
    /// Print words, parts of speech, lemmas and dependency trees as CoNLL-U
    Syntax(syntax::Options),
    /// List the languages that can be read
    Languages,
    /// Find places by name, and add places of your own: GeoNames dumps, Who's On First, tables
    #[command(subcommand)]
    Gazetteer(gazetteer::Command),
    /// Find actors by name, and add actors of your own: PETRARCH dictionaries, tables, FollowTheMoney, Wikidata
    #[command(subcommand)]
    Actors(actors::Command),
    /// Print the JSON Schema of the record or of the situation
    Schema(schema::Options),
    /// Measure readings on gold reports and public corpora
    #[command(subcommand)]
    Eval(eval::Command),
    /// Check packs: languages, event types, knowledge
    #[command(subcommand)]
    Packs(packs::Command),
    /// Print completions for a shell
    Completions(shell::Options),
    /// Print the manual page, of the program or of a command
    Man(shell::Page),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All went well.
    Done,
    /// Some inputs could not be read; each has been named.
    SomeFailed,
    /// The command does not make sense.
    WrongUsage,
}

/// All commands. What is written without paths is of the database.
fn command() -> clap::Command {
    let free = |command: clap::Command| command.mut_arg("paths", |paths| paths.required(false));
    Cli::command().mut_subcommand("export", free).mut_subcommand("publish", free)
}

fn parse() -> Cli {
    Cli::from_arg_matches(&command().get_matches()).unwrap_or_else(|error| error.exit())
}

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    let cli = parse();
    // Figures must not depend on whose machine they are taken on.
    let measures = matches!(cli.command, Command::Eval(_) | Command::Packs(_));
    own::choose(cli.gazetteer.as_deref(), cli.knowledge.as_deref(), !measures);
    let outcome = match cli.command {
        Command::Read(options) => read::run(&options),
        Command::Add(options) => add::run(&options),
        Command::Watch(options) => watch::run(&options),
        Command::Reread(options) => reread::run(&options),
        Command::Query(options) => query::run(&options),
        Command::Review(command) => review::run(&command),
        Command::Serve(options) => serve::run(&options),
        Command::Demo(options) => demo::run(&options),
        Command::Users(command) => users::run(&command),
        Command::Views(command) => views::run(&command),
        Command::Sources(options) => sources::run(&options),
        Command::Intake(command) => intake::run(&command),
        Command::Backup(options) => upkeep::backup(&options),
        Command::Restore(options) => upkeep::restore(&options),
        Command::Verify(options) => upkeep::verify(&options),
        Command::Doctor(options) => upkeep::doctor(&options),
        Command::Situation(options) => situation::run(&options),
        Command::Export(options) => export::run(*options),
        Command::Import(options) => import::run(&options),
        Command::Publish(options) => publish::run(*options),
        Command::Why(options) => why::run(&options),
        Command::Syntax(options) => syntax::run(&options),
        Command::Languages => languages::run(),
        Command::Actors(command) => actors::run(&command),
        Command::Gazetteer(command) => gazetteer::run(&command),
        Command::Schema(options) => schema::run(&options),
        Command::Eval(command) => eval::run(&command),
        Command::Packs(command) => packs::run(&command),
        Command::Completions(options) => shell::completions(&options),
        Command::Man(page) => shell::manual(&page),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Ok(Outcome::WrongUsage) => ExitCode::from(2),
        // The reader of our output has gone, as `head` does: nothing is wrong.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("error: {error:#}"));
            ExitCode::from(1)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(broken)
}

/// Tells the user something on standard error; where that is closed there is nobody to tell.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "zenobia: {message}");
}
