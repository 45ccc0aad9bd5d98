//! The database that a command works on.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use zenobia_store::{Location, Store};

/// Where the database is.
#[derive(Clone, Debug, Default, Args)]
pub struct Database {
    /// Database: a file, or postgres://user@host/name [default: zenobia/zenobia.db in your data folder]
    #[arg(long, value_name = "FILE", env = "ZENOBIA_DB", hide_env_values = true)]
    db: Option<String>,
}

impl Database {
    /// Where it lies.
    pub fn location(&self) -> anyhow::Result<Location> {
        match self.db.as_deref().filter(|db| !db.is_empty()) {
            Some(db) => Ok(db.parse()?),
            None => Ok(Location::File(folder()?.join("zenobia.db"))),
        }
    }

    /// Opens it to write, and makes it when it is not there.
    pub fn make(&self) -> anyhow::Result<Store> {
        let location = self.location()?;
        if let (None, Location::File(path)) = (&self.db, &location)
            && let Some(folder) = path.parent()
        {
            fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
        }
        Ok(Store::make(&location)?)
    }

    /// Opens it to write.
    pub fn open(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.location()?)?)
    }

    /// Opens it to read.
    pub fn read(&self) -> anyhow::Result<Store> {
        Ok(Store::read(&self.location()?)?)
    }
}

/// The folder of the program in the user's data: `$XDG_DATA_HOME/zenobia`, or what stands for it on this system.
pub fn folder() -> anyhow::Result<PathBuf> {
    let given = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let shelf = || zenobia_gazetteer::Shelf::of_user().and_then(|shelf| shelf.folder().parent().map(PathBuf::from));
    let folder = given.map(|path| path.join("zenobia")).or_else(shelf);
    folder.context("there is no data folder for this user; name a database with --db FILE")
}
