//! Where the files of an export go. They appear under their names when they are whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use zenobia_formats::write::{Context, Format, Losses, Resource, package};

/// Files, or standard output.
pub struct Target {
    /// One for each part of the format; none for standard output.
    files: Vec<PathBuf>,
    /// The folder that all lie in, when it is a folder that was named.
    folder: Option<PathBuf>,
}

impl Target {
    /// `out` is a file; a folder where the format has several files, where a package is wanted, or where it is one already.
    pub fn new(out: Option<&Path>, format: &Format, package: bool) -> io::Result<Target> {
        let Some(out) = out else { return Ok(Target { files: Vec::new(), folder: None }) };
        if format.parts.len() == 1 && !package && !out.is_dir() {
            return Ok(Target { files: vec![out.to_owned()], folder: None });
        }
        fs::create_dir_all(out)?;
        let file = |part: &zenobia_formats::write::Part| out.join(format!("{}.{}", part.name, part.extension));
        Ok(Target { files: format.parts.iter().map(file).collect(), folder: Some(out.to_owned()) })
    }

    /// Opens the files.
    pub fn open(&self) -> io::Result<Vec<Box<dyn Write>>> {
        if self.files.is_empty() {
            return Ok(vec![Box::new(BufWriter::with_capacity(1 << 16, io::stdout()))]);
        }
        let open = |path: &PathBuf| -> io::Result<Box<dyn Write>> {
            let file = File::create(partial(path)).map_err(|error| named(path, &error))?;
            Ok(Box::new(BufWriter::with_capacity(1 << 16, file)))
        };
        self.files.iter().map(open).collect()
    }

    /// A file that goes with them: `FILE.end`, or `end` in the folder. `None` for standard output.
    pub fn beside(&self, end: &str) -> Option<PathBuf> {
        match &self.folder {
            Some(folder) => Some(folder.join(end)),
            None => self.files.first().map(|path| added(path, end)),
        }
    }

    /// Gives the files their names, and describes them when a package is wanted.
    pub fn finish(&self, format: &Format, context: Context<'_>, losses: &Losses, packaged: bool) -> io::Result<()> {
        for path in &self.files {
            fs::rename(partial(path), path).map_err(|error| named(path, &error))?;
        }
        if let Some(folder) = self.folder.as_ref().filter(|_| packaged) {
            let resources: Vec<Resource> =
                self.files.iter().map(|path| Resource::of(path)).collect::<io::Result<_>>()?;
            let description = serde_json::to_string_pretty(&package(format, context, &resources, losses))?;
            fs::write(folder.join("datapackage.json"), description + "\n")?;
        }
        Ok(())
    }
}

fn added(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    PathBuf::from(name)
}

fn partial(path: &Path) -> PathBuf {
    added(path, "part")
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
