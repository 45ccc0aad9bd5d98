//! Sorting more records than fit into memory: sorted runs on disk, merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// Bytes that the place of a record in the buffer takes.
const SLOT: usize = 8;
/// Bytes read ahead of each run.
const AHEAD: usize = 256 << 10;
/// Bytes of a record at most.
pub const LONGEST: usize = u16::MAX as usize;

/// Takes records in any order.
pub struct Sorter {
    folder: PathBuf,
    /// Bytes that may be held in memory.
    budget: usize,
    bytes: Vec<u8>,
    slots: Vec<(u32, u16)>,
    runs: Vec<File>,
}

impl Sorter {
    /// Sorts within `budget` bytes of memory, with runs in a folder; their files have no names and vanish with the sorter.
    pub fn new(folder: impl Into<PathBuf>, budget: usize) -> Sorter {
        let budget = budget.clamp(1 << 10, u32::MAX as usize / 2);
        Sorter { folder: folder.into(), budget, bytes: Vec::new(), slots: Vec::new(), runs: Vec::new() }
    }

    /// Adds a record; what is longer than [`LONGEST`] is cut.
    pub fn push(&mut self, record: &[u8]) -> io::Result<()> {
        let record = &record[..record.len().min(LONGEST)];
        if self.bytes.len() + record.len() + SLOT * (self.slots.len() + 1) > self.budget {
            self.spill()?;
        }
        self.slots.push((self.bytes.len() as u32, record.len() as u16));
        self.bytes.extend_from_slice(record);
        Ok(())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        let record = |&(start, length): &(u32, u16)| &bytes[start as usize..start as usize + usize::from(length)];
        self.slots.sort_unstable_by(|one, other| record(one).cmp(record(other)));
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let mut run = BufWriter::with_capacity(AHEAD, tempfile::tempfile_in(&self.folder)?);
        for &(start, length) in &self.slots {
            run.write_all(&length.to_le_bytes())?;
            run.write_all(&self.bytes[start as usize..start as usize + usize::from(length)])?;
        }
        let mut file = run.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        self.runs.push(file);
        self.bytes.clear();
        self.slots.clear();
        Ok(())
    }

    /// All records in order, equal ones once.
    pub fn finish(mut self) -> io::Result<Sorted> {
        self.sort();
        let mut sources: Vec<Source> = Vec::new();
        for run in self.runs {
            sources.push(Source::Run(BufReader::with_capacity(AHEAD, run)));
        }
        sources.push(Source::Memory { bytes: self.bytes, slots: self.slots, next: 0 });
        let mut sorted = Sorted { sources, heap: BinaryHeap::new(), last: Vec::new(), any: false };
        for at in 0..sorted.sources.len() {
            sorted.refill(at, Vec::new())?;
        }
        Ok(sorted)
    }
}

enum Source {
    Run(BufReader<File>),
    Memory { bytes: Vec<u8>, slots: Vec<(u32, u16)>, next: usize },
}

impl Source {
    /// Reads the next record into a buffer: whether there was one.
    fn read(&mut self, into: &mut Vec<u8>) -> io::Result<bool> {
        into.clear();
        match self {
            Source::Memory { bytes, slots, next } => {
                let Some(&(start, length)) = slots.get(*next) else { return Ok(false) };
                into.extend_from_slice(&bytes[start as usize..start as usize + usize::from(length)]);
                *next += 1;
            }
            Source::Run(run) => {
                let mut length = [0; 2];
                match run.read_exact(&mut length) {
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
                    other => other?,
                }
                into.resize(usize::from(u16::from_le_bytes(length)), 0);
                run.read_exact(into)?;
            }
        }
        Ok(true)
    }
}

/// Records in order.
pub struct Sorted {
    sources: Vec<Source>,
    heap: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
    last: Vec<u8>,
    any: bool,
}

impl Sorted {
    fn refill(&mut self, at: usize, mut buffer: Vec<u8>) -> io::Result<()> {
        if self.sources[at].read(&mut buffer)? {
            self.heap.push(Reverse((buffer, at)));
        }
        Ok(())
    }

    /// The next record that is not the same as the one before.
    pub fn next(&mut self) -> io::Result<Option<&[u8]>> {
        while let Some(Reverse((record, at))) = self.heap.pop() {
            if self.any && record == self.last {
                self.refill(at, record)?;
                continue;
            }
            self.any = true;
            let buffer = std::mem::replace(&mut self.last, record);
            self.refill(at, buffer)?;
            return Ok(Some(&self.last));
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(budget: usize, records: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(folder.path(), budget);
        records.iter().for_each(|record| sorter.push(record.as_bytes()).unwrap());
        let mut sorted = sorter.finish().unwrap();
        let mut all = Vec::new();
        while let Some(record) = sorted.next().unwrap() {
            all.push(String::from_utf8(record.to_vec()).unwrap());
        }
        all
    }

    #[test]
    fn runs_on_disk_give_what_memory_gives() {
        let records: Vec<String> =
            (0..4000u32).map(|at| format!("{:x}", at.wrapping_mul(2_654_435_761) % 3000)).collect();
        let records: Vec<&str> = records.iter().map(String::as_str).collect();
        let in_memory = sorted(1 << 20, &records);
        assert_eq!(sorted(1 << 10, &records), in_memory);
        assert!(in_memory.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn nothing_and_the_empty_record_are_told_apart() {
        assert_eq!(sorted(1 << 10, &[]), [""; 0]);
        assert_eq!(sorted(1 << 10, &["", "a", ""]), ["", "a"]);
    }
}
