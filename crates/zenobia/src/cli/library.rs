//! The packs and the knowledge that a command reads with.

use std::collections::BTreeMap;
use std::path::Path;

use zenobia_core::analyze::{Asides, Knowledge, Packs, ReportEntity, analyze, analyze_with, entities};
use zenobia_core::attribution::Told;
use zenobia_core::document::Document;
use zenobia_core::problem::Problem;
use zenobia_core::record::Record;
use zenobia_core::syntax::Syntax;
use zenobia_core::text::Reading;

use super::{own, say, shelf};
use crate::summary::{Labels, Vocabulary};

/// Packs and knowledge: those in the program, or those of a folder.
pub enum Library {
    /// What the program carries.
    Embedded,
    /// What a folder holds, or what the program carries with the user's gazetteers above it.
    Folder(Box<(Packs, Knowledge)>),
}

impl Library {
    /// Loads the packs of a folder, or takes those in the program. Faults inside its files are told, and what is sound is used;
    /// `None` when the folder itself cannot be read.
    pub fn open(folder: Option<&Path>) -> Option<Library> {
        Library::open_with(folder, BTreeMap::new())
    }

    /// The same with further actors, as files by their place in a folder of packs.
    pub fn open_with(folder: Option<&Path>, more: BTreeMap<String, String>) -> Option<Library> {
        let (above, mut own) = (shelf::layers(), own::texts());
        own.extend(more);
        let Some(folder) = folder else {
            return Some(match above.is_empty() && own.is_empty() {
                true => Library::Embedded,
                false => Library::Folder(Box::new(zenobia_packs::embedded_with(above, own))),
            });
        };
        match zenobia_packs::open_with(folder, above, own) {
            Ok((packs, knowledge)) => {
                tell(folder, &zenobia_packs::problems(&packs, &knowledge));
                Some(Library::Folder(Box::new((packs, knowledge))))
            }
            Err(problems) => {
                tell(folder, &problems);
                say("the packs were not used; mend what is named above, or leave out --packs");
                None
            }
        }
    }

    /// The languages and event types.
    pub fn packs(&self) -> &Packs {
        match self {
            Library::Embedded => zenobia_packs::packs(),
            Library::Folder(both) => &both.0,
        }
    }

    /// The actors, sites and places.
    pub fn knowledge(&self) -> &Knowledge {
        match self {
            Library::Embedded => zenobia_packs::knowledge(),
            Library::Folder(both) => &both.1,
        }
    }

    /// Hands over what things are called in the language of labels.
    pub fn with_vocabulary<T>(&self, labels: &Labels, write: impl FnOnce(&Vocabulary<'_>) -> T) -> T {
        write(&Vocabulary {
            gloss: &|event, mode| self.gloss(event, mode, labels.code),
            known: &|key| self.name(key, labels.code),
            conditions: self.knowledge().conditions(),
        })
    }

    /// What an event type, or its mode, is called in a language; its code where nothing else is known.
    pub fn gloss(&self, event: &str, mode: Option<&str>, language: &str) -> String {
        let kind = self.packs().ontology.get(event);
        let gloss = match mode {
            Some(mode) => kind.and_then(|kind| kind.modes.get(mode)).map(|mode| &mode.gloss),
            None => kind.map(|kind| &kind.gloss),
        };
        let words = gloss.and_then(|gloss| gloss.get(language).or_else(|| gloss.get("en")));
        words.cloned().unwrap_or_else(|| mode.unwrap_or_default().replace('-', " "))
    }

    /// What a known actor or site is called in a language, by its key.
    pub fn name(&self, key: &str, language: &str) -> Option<String> {
        let knowledge = self.knowledge();
        let actor = || knowledge.actors().iter().find(|actor| actor.key == key).map(|actor| &actor.names);
        let site = || knowledge.sites().iter().find(|site| site.key == key).map(|site| &site.names);
        let names = actor().or_else(site)?;
        names.get(language)?.first().filter(|_| language != "en").map(|name| name.to_string())
    }

    /// Reads one report into words and trees only.
    pub fn parse(&self, document: &Document) -> Option<(Reading, Syntax)> {
        zenobia_core::analyze::parse(document, self.packs())
    }

    /// Everything that is said in one report.
    pub fn told(&self, document: &Document) -> Vec<Told> {
        zenobia_core::analyze::told(document, self.packs(), self.knowledge())
    }

    /// Everybody and everything that a report speaks of.
    pub fn entities(&self, document: &Document) -> Vec<ReportEntity> {
        entities(document, self.packs(), self.knowledge())
    }

    /// Reads one report, with what is none of a conflict: accidents, elections.
    pub fn read_with_asides(&self, document: &Document) -> Record {
        analyze_with(document, self.packs(), self.knowledge(), Asides::Told)
    }

    /// Reads one report.
    pub fn read(&self, document: &Document) -> Record {
        analyze(document, self.packs(), self.knowledge())
    }
}

fn tell(folder: &Path, problems: &[Problem]) {
    for problem in problems {
        // A folder that cannot be read is named by the problem itself.
        let inside = !Path::new(&problem.path).starts_with(folder);
        say(&if inside { format!("{}/{problem}", folder.display()) } else { problem.to_string() });
    }
}
