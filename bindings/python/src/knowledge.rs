//! What reports are read with: packs, and what a user has of their own.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;
use zenobia_core::reconcile::Kin;
use zenobia_desk::{Library, Own, actor_json, actors_of, parse_language, place_json};

use crate::document::Code;
use crate::error::wrong;

/// Packs and knowledge, and who belongs with whom.
pub struct Shelves {
    /// Packs and knowledge.
    pub library: Library,
    kin: OnceLock<Kin>,
}

impl Shelves {
    fn new(library: Library) -> Shelves {
        Shelves { library, kin: OnceLock::new() }
    }

    /// Who belongs with whom.
    pub fn kin(&self) -> &Kin {
        self.kin.get_or_init(|| Kin::new(self.library.knowledge().actors()))
    }
}

/// Languages, event types, actors, sites and places: those of the package, and a user's own.
#[pyclass(frozen, from_py_object, module = "zenobia")]
#[derive(Clone)]
pub struct Knowledge {
    pub shelves: Arc<Shelves>,
    problems: Arc<Vec<String>>,
}

/// What reports are read with where nothing is said: as the program does it, with what lies in the user's data folder.
pub fn usual() -> Knowledge {
    static USUAL: OnceLock<Knowledge> = OnceLock::new();
    let open = || {
        let folder = std::env::var_os;
        let own = Own::choose(folder("ZENOBIA_GAZETTEER").as_deref(), folder("ZENOBIA_KNOWLEDGE").as_deref(), true);
        let mut problems = Vec::new();
        let library = own.library(None, Default::default(), &mut |told| problems.push(told));
        let shelves = Arc::new(Shelves::new(library.unwrap_or(Library::Embedded)));
        Knowledge { shelves, problems: Arc::new(problems) }
    };
    USUAL.get_or_init(open).clone()
}

/// What was handed over, or the usual.
pub fn given(knowledge: Option<Knowledge>) -> Knowledge {
    knowledge.unwrap_or_else(usual)
}

#[pymethods]
impl Knowledge {
    #[new]
    #[pyo3(signature = (*, packs=None, actors=Vec::new(), gazetteer=None, knowledge=None, own=true))]
    fn new(
        py: Python<'_>,
        packs: Option<PathBuf>,
        actors: Vec<PathBuf>,
        gazetteer: Option<OsString>,
        knowledge: Option<OsString>,
        own: bool,
    ) -> PyResult<Knowledge> {
        let folder = |named: Option<OsString>, variable: &str| {
            named.or_else(|| own.then(|| std::env::var_os(variable)).flatten())
        };
        let (gazetteer, knowledge) = (folder(gazetteer, "ZENOBIA_GAZETTEER"), folder(knowledge, "ZENOBIA_KNOWLEDGE"));
        let open = || -> Result<Knowledge, String> {
            let own = Own::choose(gazetteer.as_deref(), knowledge.as_deref(), own);
            let mut problems = Vec::new();
            let mut tell = |told| problems.push(told);
            let more = match actors.is_empty() {
                true => Default::default(),
                false => {
                    let known = zenobia_knowledge::Known::new(zenobia_packs::knowledge().actors());
                    actors_of(&actors, &known, &mut tell)?
                }
            };
            match own.library(packs.as_deref(), more, &mut tell) {
                Some(library) => {
                    library.knowledge();
                    Ok(Knowledge { shelves: Arc::new(Shelves::new(library)), problems: Arc::new(problems) })
                }
                None => Err(problems.join("\n")),
            }
        };
        py.detach(open).map_err(wrong)
    }

    /// What reports are read with where nothing is said.
    #[staticmethod]
    #[pyo3(name = "usual")]
    fn usual_of_package() -> Knowledge {
        usual()
    }

    /// What is wrong with the user's files; what is sound is used.
    #[getter]
    fn problems(&self) -> Vec<String> {
        self.problems.to_vec()
    }

    /// Places that a name may mean, the best first, as JSON.
    #[pyo3(signature = (name, country=None, most=10))]
    fn places(&self, py: Python<'_>, name: &str, country: Option<&str>, most: usize) -> Vec<String> {
        let found = || self.shelves.library.places_named(name, country);
        let found = py.detach(found);
        found.iter().take(most).map(|(standing, place)| place_json(name, standing, place).to_string()).collect()
    }

    /// Actors that a name may mean, as JSON.
    #[pyo3(signature = (name, on=None))]
    fn actors(&self, name: &str, on: Option<&str>) -> PyResult<Vec<String>> {
        let day = on.map(zenobia_formats::date::parse_day).transpose().map_err(wrong)?.map(|day| day.to_string());
        let found = self.shelves.library.actors_named(name);
        let day = day.as_deref();
        let held =
            found.into_iter().filter(|actor| zenobia_desk::is_on(day, actor.from.as_deref(), actor.to.as_deref()));
        Ok(held.map(|actor| actor_json(name, actor, day).to_string()).collect())
    }
}

/// The code of a language that there is a pack for.
pub fn language_of(code: &str) -> PyResult<Code> {
    parse_language(code).map_err(|message| wrong(format!("`{code}`: {message}")))
}

/// Refuses the code of a language that there is no pack for.
#[pyfunction]
pub fn check_language(code: &str) -> PyResult<()> {
    language_of(code).map(drop)
}

/// The languages that can be read: code and name.
#[pyfunction]
pub fn languages() -> Vec<(String, String)> {
    zenobia_packs::languages().into_iter().map(|language| (language.code, language.name)).collect()
}
