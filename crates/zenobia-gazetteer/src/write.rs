//! Sections of a gazetteer as files of their own, and the one file of all of them.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use tempfile::NamedTempFile;
use zenobia_core::place::NameMatch;
use zenobia_core::place::compact::{Index, SECTIONS, header};

use crate::Error;
use crate::sort::Sorter;

/// How names of files begin that are not whole yet.
pub(crate) const SCRATCH: &str = ".adding-";
/// Bytes after a key in a record: a zero, the row, the way of matching.
pub(crate) const TAIL: usize = 6;

/// A big-endian number.
pub(crate) fn big_endian(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// A file without a name, gone when it is closed.
pub(crate) fn file_in(folder: &Path) -> Result<File, Error> {
    tempfile::tempfile_in(folder).map_err(Error::file(folder))
}

/// Writes into a file in large pieces.
pub(crate) fn writer(file: &File, folder: &Path) -> Result<BufWriter<File>, Error> {
    let file = file.try_clone().map_err(Error::file(folder))?;
    Ok(BufWriter::with_capacity(1 << 18, file))
}

/// Writes a map and its postings from records in any order.
pub(crate) fn index(folder: &Path, sorter: Sorter) -> Result<(File, File), Error> {
    let (map, postings) = (file_in(folder)?, file_in(folder)?);
    let mut index = Index::new(writer(&map, folder)?, writer(&postings, folder)?)?;
    let mut sorted = sorter.finish().map_err(Error::file(folder))?;
    while let Some(record) = sorted.next().map_err(Error::file(folder))? {
        let Some((key, tail)) = record.len().checked_sub(TAIL).map(|at| record.split_at(at)) else { continue };
        let by = NameMatch::ALL.get(usize::from(tail[TAIL - 1])).copied().unwrap_or(NameMatch::Alternate);
        index.push(key, big_endian(&tail[1..5]), by)?;
    }
    index.finish()?;
    Ok((map, postings))
}

/// One section.
pub(crate) enum Part {
    File(File),
    Bytes(Vec<u8>),
}

/// One file of all sections, not yet under its name.
pub(crate) fn whole(parts: [Part; SECTIONS], folder: &Path) -> io::Result<NamedTempFile> {
    let mut lengths = [0; SECTIONS];
    for (length, part) in lengths.iter_mut().zip(&parts) {
        *length = match part {
            Part::File(file) => file.metadata()?.len(),
            Part::Bytes(bytes) => bytes.len() as u64,
        };
    }
    let whole = tempfile::Builder::new().prefix(SCRATCH).suffix(".whole").tempfile_in(folder)?;
    let mut out = BufWriter::with_capacity(1 << 20, whole.as_file());
    out.write_all(&header(lengths))?;
    for (part, length) in parts.into_iter().zip(lengths) {
        match part {
            Part::Bytes(bytes) => out.write_all(&bytes)?,
            Part::File(mut file) => {
                file.seek(SeekFrom::Start(0))?;
                io::copy(&mut file.take(length), &mut out)?;
            }
        }
    }
    out.flush()?;
    drop(out);
    whole.as_file().sync_all()?;
    Ok(whole)
}
