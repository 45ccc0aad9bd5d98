//! The packs and the knowledge that a command reads with.

use std::collections::BTreeMap;
use std::path::Path;

use zenobia_core::problem::Problem;
pub use zenobia_desk::Library;

use super::{own, say, shelf};
use crate::summary::{Labels, Vocabulary};

/// Loads the packs of a folder, or takes those in the program. Faults inside its files are told, and what is sound is used;
/// `None` when the folder itself cannot be read.
pub fn open(folder: Option<&Path>) -> Option<Library> {
    open_with(folder, BTreeMap::new())
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

/// Hands over what things are called in the language of labels.
pub fn with_vocabulary<T>(library: &Library, labels: &Labels, write: impl FnOnce(&Vocabulary<'_>) -> T) -> T {
    write(&Vocabulary {
        gloss: &|event, mode| library.gloss(event, mode, labels.code),
        known: &|key| library.name(key, labels.code),
        conditions: library.knowledge().conditions(),
    })
}

fn tell(folder: &Path, problems: &[Problem]) {
    for problem in problems {
        // A folder that cannot be read is named by the problem itself.
        let inside = !Path::new(&problem.path).starts_with(folder);
        say(&if inside { format!("{}/{problem}", folder.display()) } else { problem.to_string() });
    }
}
