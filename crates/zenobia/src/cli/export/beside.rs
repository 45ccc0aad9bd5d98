//! What a public export has changed, in a file beside it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use serde_json::json;
use zenobia_formats::write::{Change, Policy};

/// The file, row by row.
pub struct Changed {
    path: PathBuf,
    out: BufWriter<File>,
    rows: u64,
    changed: u64,
}

impl Changed {
    /// Begins the file; a public export always has one.
    pub fn new(path: Option<PathBuf>, policy: &Policy) -> io::Result<Changed> {
        let path = path.ok_or_else(|| io::Error::other("a public export needs --out"))?;
        let mut out = BufWriter::new(File::create(&path)?);
        let policy =
            json!({"grid": policy.grid, "events": policy.events, "sites": policy.sites, "places": policy.places});
        write!(
            out,
            "{{\"format\":\"zenobia.changes/1\",\"made_by\":\"{}\",\"policy\":{policy},\"changes\":[",
            super::MAKER
        )?;
        Ok(Changed { path, out, rows: 0, changed: 0 })
    }

    /// Counts a row, and notes what was changed in it.
    pub fn add(&mut self, change: Option<&Change>) -> io::Result<()> {
        self.rows += 1;
        let Some(change) = change else { return Ok(()) };
        self.out.write_all(if self.changed > 0 { b",\n" } else { b"\n" })?;
        self.changed += 1;
        Ok(serde_json::to_writer(&mut self.out, change)?)
    }

    /// Ends the file; what there is to tell.
    pub fn finish(mut self) -> io::Result<String> {
        writeln!(self.out, "\n],\"rows\":{},\"changed\":{}}}", self.rows, self.changed)?;
        self.out.flush()?;
        Ok(format!("{} of {} rows were changed for the public; see {}", self.changed, self.rows, self.path.display()))
    }
}
