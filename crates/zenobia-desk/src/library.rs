//! The packs and the knowledge that reports are read with.

use zenobia_core::analyze::{Asides, Knowledge, Packs, ReportEntity, analyze, analyze_with, entities, prepare};
use zenobia_core::attribution::Told;
use zenobia_core::document::Document;
use zenobia_core::record::Record;
use zenobia_core::syntax::Syntax;
use zenobia_core::text::Reading;

/// Packs and knowledge: those in the program, or those of a folder.
pub enum Library {
    /// What the program carries.
    Embedded,
    /// What a folder holds, or what the program carries with the user's gazetteers above it.
    Folder(Box<(Packs, Knowledge)>),
}

impl Library {
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

    /// Makes the pack ready that a report will be read with; see [`prepare`].
    pub fn prepare(&self, document: &Document) {
        prepare(document, self.packs());
    }

    /// Reads one report.
    pub fn read(&self, document: &Document) -> Record {
        analyze(document, self.packs(), self.knowledge())
    }
}
