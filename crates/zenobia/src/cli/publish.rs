//! `zenobia publish`: a static site of findings.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Args;
use zenobia_core::row::Row;
use zenobia_formats::write::{Context, open_to_all, publish};

use super::export::{Asked, MAKER, Public, each, now};
use super::library;
use super::{Outcome, say};

/// Which findings, and where to.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  zenobia publish site records.jsonl --of events --public --title \"Strikes on Nyala\"\n\nOpen \
                        site/index.html in a browser, or put the folder on any web server. The page loads nothing from elsewhere."
)]
pub struct Options {
    /// Folder of the site; it is made if need be
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    asked: Asked,
    /// Title of the page
    #[arg(long, default_value = "Findings")]
    title: String,
    #[command(flatten)]
    public: Public,
}

pub fn run(options: Options) -> anyhow::Result<Outcome> {
    if let Some(problem) = options.asked.misused() {
        say(problem);
        return Ok(Outcome::WrongUsage);
    }
    let policy = options.public.policy()?;
    let Some(library) = library::open(options.asked.packs()) else { return Ok(Outcome::WrongUsage) };
    let context = Context { ontology: &library.packs().ontology, maker: MAKER, made: now() };
    let generalize = options.public.generalize();
    fs::create_dir_all(&options.folder)?;
    let path = options.folder.join("changes.json");
    let mut changed = policy.as_ref().map(|policy| super::export::Changed::new(Some(path), policy)).transpose()?;
    let mut outcome = Ok(Outcome::Done);
    let mut asked = Some(options.asked);
    let losses = publish(&options.folder, &options.title, context, &mut |take| {
        let Some(asked) = asked.take() else { return Ok(()) };
        outcome = each(asked, &library, &mut |row: Row| -> io::Result<()> {
            match (&policy, &mut changed) {
                (Some(policy), Some(changed)) => {
                    let (row, change) = open_to_all(&row, policy, generalize);
                    changed.add(change.as_ref())?;
                    take(&row)
                }
                _ => take(&row),
            }
        });
        Ok(())
    })?;
    if let Some(changed) = changed {
        say(&changed.finish()?);
    }
    let rows = losses.first().map_or(0, |losses| losses.rows);
    say(&format!("{rows} rows are in {}", options.folder.join("index.html").display()));
    outcome
}
