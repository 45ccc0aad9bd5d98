//! `zenobia actors find`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde_json::json;
use zenobia_core::knowledge::{KnownActor, Office};
use zenobia_core::text::fold;

use crate::cli::Outcome;
use crate::cli::library;

#[derive(Debug, Args)]
pub struct Options {
    /// Names, acronyms or keys
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Only what held on a day, YYYY-MM-DD: who existed, who held which office
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
    /// One JSON object an actor
    #[arg(long)]
    json: bool,
    /// Look up in the packs of a folder instead of those in the program
    #[arg(long, value_name = "FOLDER")]
    packs: Option<PathBuf>,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let day = options.on.map(|day| day.to_string());
    let mut out = io::stdout().lock();
    let mut outcome = Outcome::Done;
    for name in &options.names {
        let mut found = candidates(library.knowledge().actors(), name);
        found.retain(|actor| day.as_deref().is_none_or(|day| holds(day, actor.from.as_deref(), actor.to.as_deref())));
        if found.is_empty() {
            outcome = Outcome::SomeFailed;
        }
        match options.json {
            true => found.iter().try_for_each(|actor| writeln!(out, "{}", object(name, actor, day.as_deref())))?,
            false => write_found(&mut out, name, &found, day.as_deref())?,
        }
    }
    Ok(outcome)
}

/// The actors that bear a name, or else those in whose names its words stand; of one key the last.
fn candidates<'a>(actors: &'a [KnownActor], name: &str) -> Vec<&'a KnownActor> {
    let wanted = fold(name);
    let last = |index: usize, actor: &KnownActor| !actors[index + 1..].iter().any(|later| later.key == actor.key);
    let filter = |fits: &dyn Fn(&KnownActor) -> bool| -> Vec<&'a KnownActor> {
        let fitting = actors.iter().enumerate().filter(|(_, actor)| fits(actor));
        fitting.filter(|(index, actor)| last(*index, actor)).map(|(_, actor)| actor).collect()
    };
    let exact = filter(&|actor| actor.key == name || names(actor).any(|other| fold(other) == wanted));
    if !exact.is_empty() {
        return exact;
    }
    let padded = format!(" {wanted} ");
    filter(&|actor| names(actor).any(|other| format!(" {} ", fold(other)).contains(&padded)))
}

fn names(actor: &KnownActor) -> impl Iterator<Item = &str> {
    let lists = [&actor.names, &actor.short, &actor.adjectives, &actor.demonyms, &actor.capital];
    let listed = lists.into_iter().flat_map(|names| names.values().flatten());
    let all = [&actor.name].into_iter().chain(listed).chain(&actor.acronyms);
    all.map(|name| name.as_str())
}

/// Whether a time that may be open holds on a day.
fn holds(day: &str, from: Option<&str>, to: Option<&str>) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to || day.starts_with(to))
}

fn offices<'a>(actor: &'a KnownActor, day: Option<&str>) -> Vec<&'a Office> {
    let held = |office: &&Office| day.is_none_or(|day| holds(day, office.from.as_deref(), office.to.as_deref()));
    actor.offices.iter().filter(held).collect()
}

fn span(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (from, to) => format!("{}–{}", from.unwrap_or_default(), to.unwrap_or_default()),
    }
}

fn write_found(out: &mut impl Write, name: &str, found: &[&KnownActor], day: Option<&str>) -> io::Result<()> {
    match found.len() {
        0 => return writeln!(out, "{name}: no actor of this name"),
        1 => writeln!(out, "{name}: one actor")?,
        many => writeln!(out, "{name}: {many} actors")?,
    }
    for actor in found {
        let kind = json!(actor.kind);
        let country = actor.country.as_deref().unwrap_or_default();
        let time = span(actor.from.as_deref(), actor.to.as_deref());
        writeln!(out, "  {}  ({})", actor.name, actor.key)?;
        let facts = [kind.as_str().unwrap_or_default(), country, &time];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        writeln!(out, "      {}", facts.join(", "))?;
        let mut others: Vec<&str> = names(actor).filter(|other| *other != actor.name).collect();
        others.sort_unstable();
        others.dedup();
        if !others.is_empty() {
            writeln!(out, "      also {}", others.join(", "))?;
        }
        for office in offices(actor, day) {
            let title = office.title.values().flatten().next().map_or("", |title| title.as_str());
            let time = span(office.from.as_deref(), office.to.as_deref());
            writeln!(out, "      {title} of {} {time}", office.of)?;
        }
        if !actor.codes.is_empty() {
            let codes: Vec<String> = actor.codes.iter().map(|(system, code)| format!("{system} {code}")).collect();
            writeln!(out, "      {}", codes.join(", "))?;
        }
    }
    Ok(())
}

fn object(wanted: &str, actor: &KnownActor, day: Option<&str>) -> serde_json::Value {
    json!({
        "wanted": wanted, "key": actor.key, "name": actor.name, "kind": actor.kind, "country": actor.country,
        "names": names(actor).collect::<Vec<_>>(), "from": actor.from, "to": actor.to, "parents": actor.parents,
        "codes": actor.codes, "offices": offices(actor, day),
    })
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn an_office_is_held_from_its_first_day_to_the_end_of_its_last_year() {
        assert!(holds("2016-03-28", Some("2000-07-17"), None));
        assert!(holds("2016-03-28", Some("2010"), Some("2016")));
        assert!(!holds("2017-01-01", Some("2010"), Some("2016")));
        assert!(!holds("1999-12-31", Some("2000-07-17"), Some("2024-12-08")));
    }
}
