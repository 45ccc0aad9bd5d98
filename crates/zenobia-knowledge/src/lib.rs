//! A user's own actors, beside those that are embedded.
//!
//! [`read`] takes PETRARCH dictionaries of actors and agents, tables, FollowTheMoney and Wikidata; [`Shelf`] is the folder where they are kept, one
//! file an import, later ones above earlier ones. No line is lost without a [`Fault`] that names it.

mod cameo;
pub mod check;
mod known;
mod follow_the_money;
mod petrarch;
mod shelf;
mod table;
mod wikidata;

use std::io;
use std::path::{Path, PathBuf};

use compact_str::CompactString;
use zenobia_core::knowledge::KnownActor;
use zenobia_core::record::ActorKind;

pub use cameo::{Role, role_of};
pub use known::Known;
pub use shelf::{Shelf, texts_of};

/// What keeps actors from being imported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written.
    #[error("{path}: {reason}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// A file is not in a form that we read.
    #[error("{path}: {message}", path = path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },
}

impl Error {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Error {
        move |reason| Error::File { path: path.to_owned(), reason }
    }
}

/// A line that was left out, or taken in another way than it asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Fault {
    pub(crate) fn at(line: usize, message: impl Into<String>) -> Fault {
        Fault { line, message: message.into() }
    }
}

/// A noun for a role: "farmer", "police officer".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Noun {
    /// The noun or phrase, lower case, in the singular.
    pub phrase: String,
    /// Its plural where it is irregular.
    pub plural: Option<String>,
    /// What kind of actor it means.
    pub kind: ActorKind,
    /// The CAMEO code, without the `~`.
    pub code: String,
}

/// What files hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// Actors, in the order of the files.
    pub actors: Vec<KnownActor>,
    /// Nouns for roles.
    pub nouns: Vec<Noun>,
    /// Lines that hold data.
    pub lines: usize,
    /// Lines left out, in order.
    pub faults: Vec<Fault>,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PETRARCH `.actors`: names, synonyms, codes with dates.
    PetrarchActors,
    /// PETRARCH `.agents`: nouns with codes.
    PetrarchAgents,
    /// A table whose first line names its columns.
    Table,
    /// FollowTheMoney, a JSON object an entity.
    FollowTheMoney,
    /// Wikidata, a JSON object an item.
    Wikidata,
}

impl Format {
    /// The form of a file, by its name and what it holds.
    pub fn of(name: &str, text: &str) -> Option<Format> {
        let name = name.to_lowercase();
        let first = text.lines().map(str::trim).find(|line| line.starts_with('{')).unwrap_or_default();
        if name.contains(".agents") {
            return Some(Format::PetrarchAgents);
        }
        if name.contains(".actors") {
            return Some(Format::PetrarchActors);
        }
        if name.ends_with(".csv") || name.ends_with(".tsv") {
            return Some(Format::Table);
        }
        match (first.contains("\"schema\""), first.contains("\"claims\"") || first.contains("\"labels\"")) {
            (true, _) => Some(Format::FollowTheMoney),
            (_, true) => Some(Format::Wikidata),
            _ => None,
        }
    }
}

/// Reads a file. `known` are the actors that are there already: who bears the name of one of them is that one.
///
/// ```
/// use zenobia_knowledge::{Format, Known, read};
/// let text = "NORTHERN_FRONT_ [MLIREB]\n+FRONT_OF_THE_NORTH_\n";
/// let import = read(Format::PetrarchActors, text, &Known::default());
/// assert_eq!(import.actors[0].name, "Northern Front");
/// assert!(import.faults.is_empty());
/// ```
pub fn read(format: Format, text: &str, known: &Known) -> Import {
    let mut import = match format {
        Format::PetrarchActors => petrarch::actors(text, known),
        Format::PetrarchAgents => petrarch::agents(text),
        Format::Table => table::read(text),
        Format::FollowTheMoney => follow_the_money::read(text, known),
        Format::Wikidata => wikidata::read(text, known),
    };
    import.actors = known.merge(std::mem::take(&mut import.actors));
    import.faults.sort();
    import
}

/// A key of letters, digits and hyphens.
pub fn slug(name: &str) -> CompactString {
    let folded = zenobia_core::text::fold(name);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").into()
}

/// An actor with nothing but its key, name and kind.
pub(crate) fn bare(key: CompactString, name: CompactString, kind: ActorKind) -> KnownActor {
    KnownActor {
        key,
        name,
        kind,
        country: None,
        countries: Vec::new(),
        names: Default::default(),
        short: Default::default(),
        acronyms: Vec::new(),
        adjectives: Default::default(),
        demonyms: Default::default(),
        capital: Default::default(),
        from: None,
        to: None,
        parents: Vec::new(),
        allies: Vec::new(),
        rivals: Vec::new(),
        codes: Default::default(),
        offices: Vec::new(),
    }
}

/// Adds a name: initials as such, what is there already not again.
pub(crate) fn add_name(actor: &mut KnownActor, name: &str) {
    let letters = name.chars().filter(|letter| letter.is_alphabetic());
    let initials =
        !name.contains(' ') && (2..=6).contains(&letters.clone().count()) && letters.clone().all(char::is_uppercase);
    let list = if initials { &mut actor.acronyms } else { actor.names.entry("en".into()).or_default() };
    if !list.iter().any(|other| other == name) && actor.name != name {
        list.push(name.into());
    }
}
