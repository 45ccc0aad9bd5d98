//! What a user has of their own: gazetteers and actors beside those in the program.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use zenobia_core::problem::Problem;
use zenobia_knowledge::{Format, Import, Known, texts_of};
use zenobia_packs::Layer;

use crate::library::Library;

/// Folders of the user's own data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Their gazetteers.
    pub gazetteers: Option<zenobia_gazetteer::Shelf>,
    /// Their actors.
    pub actors: Option<zenobia_knowledge::Shelf>,
}

impl Own {
    /// The folders that are named; an empty name is none. Where nothing is named and the usual ones are wanted, those in the user's data folder.
    pub fn choose(gazetteers: Option<&OsStr>, actors: Option<&OsStr>, usual: bool) -> Own {
        let is_named = |folder: &&OsStr| !folder.is_empty();
        Own {
            gazetteers: match gazetteers {
                Some(folder) => Some(folder).filter(is_named).map(zenobia_gazetteer::Shelf::at),
                None => usual.then(zenobia_gazetteer::Shelf::of_user).flatten(),
            },
            actors: match actors {
                Some(folder) => Some(folder).filter(is_named).map(zenobia_knowledge::Shelf::at),
                None => usual.then(zenobia_knowledge::Shelf::of_user).flatten(),
            },
        }
    }

    /// The gazetteers, opened; what is wrong with one is told, and the others are used.
    pub fn layers(&self, tell: &mut dyn FnMut(String)) -> Vec<Layer> {
        let Some(shelf) = &self.gazetteers else { return Vec::new() };
        let names = shelf.names().unwrap_or_else(|error| {
            tell(error.to_string());
            Vec::new()
        });
        let mut open = |name: &String| match shelf.open(name) {
            Ok(gazetteer) => Some(Box::new(gazetteer) as Layer),
            Err(error) => {
                tell(format!(
                    "{error}; it was not used: add it again, or remove it with `zenobia gazetteer remove {name}`"
                ));
                None
            }
        };
        names.iter().filter_map(&mut open).collect()
    }

    /// The files of actors by their place in a folder of packs; what is wrong with the folder is told, and nothing of it used.
    pub fn texts(&self, tell: &mut dyn FnMut(String)) -> BTreeMap<String, String> {
        let Some(shelf) = &self.actors else { return BTreeMap::new() };
        shelf.texts().unwrap_or_else(|error| {
            tell(format!("{error}; your own actors were not used"));
            BTreeMap::new()
        })
    }

    /// The packs of a folder, or those in the program, with what the user has of their own and `more` files. Faults inside the files are told, and
    /// what is sound is used; `None` when the folder itself cannot be read.
    pub fn library(
        &self,
        packs: Option<&Path>,
        more: BTreeMap<String, String>,
        tell: &mut dyn FnMut(String),
    ) -> Option<Library> {
        let (above, mut own) = (self.layers(tell), self.texts(tell));
        own.extend(more);
        let Some(folder) = packs else {
            return Some(match above.is_empty() && own.is_empty() {
                true => Library::Embedded,
                false => Library::Folder(Box::new(zenobia_packs::embedded_with(above, own))),
            });
        };
        match zenobia_packs::open_with(folder, above, own) {
            Ok((packs, knowledge)) => {
                say(folder, &zenobia_packs::problems(&packs, &knowledge), tell);
                Some(Library::Folder(Box::new((packs, knowledge))))
            }
            Err(problems) => {
                say(folder, &problems, tell);
                None
            }
        }
    }
}

fn say(folder: &Path, problems: &[Problem], tell: &mut dyn FnMut(String)) {
    for problem in problems {
        // A folder that cannot be read is named by the problem itself.
        let inside = !Path::new(&problem.path).starts_with(folder);
        tell(if inside { format!("{}/{problem}", folder.display()) } else { problem.to_string() });
    }
}

/// Files of actors in any form that is read, by their place in a folder of packs; lines that were left out are told.
///
/// # Errors
/// When a file cannot be read or its form is not known.
pub fn actors_of(
    files: &[PathBuf],
    known: &Known,
    tell: &mut dyn FnMut(String),
) -> Result<BTreeMap<String, String>, String> {
    let mut texts = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        let shown = file.display();
        let text = fs::read(file).map_err(|error| format!("{shown}: {error}"))?;
        let text = String::from_utf8_lossy(&text);
        let place = format!("{number:04}");
        if file.extension().is_some_and(|end| end == "toml") {
            texts.insert(format!("knowledge/actors/~{place}.toml"), text.into_owned());
            continue;
        }
        let format = Format::of(&file.to_string_lossy(), &text).ok_or_else(|| {
            format!("{shown}: neither actors nor agents of PETRARCH, nor CSV, FollowTheMoney or Wikidata")
        })?;
        let Import { actors, nouns, lines, faults } = zenobia_knowledge::read(format, &text, known);
        faults.iter().for_each(|fault| tell(format!("{shown}:{}: {}", fault.line, fault.message)));
        let import = Import { actors, nouns, lines, faults };
        texts.extend(texts_of(&place, &import).map_err(|error| error.to_string())?);
    }
    Ok(texts)
}
