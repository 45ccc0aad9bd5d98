//! Packed files: zip archives (WACZ among them) member by member, and gzip.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;

use super::kind::{Kind, extension};
use super::limits::{Counted, Limits, Unpacked, read_whole};
use super::piece::Piece;
use super::{Defaults, Item, Items, one, open_bytes, open_stream};

/// Something that a zip archive can be read from.
pub(super) trait Source: Read + Seek + Send {}
impl Source for BufReader<File> {}
impl Source for Cursor<Vec<u8>> {}

/// The members of a zip archive, one after the other.
pub(super) fn zip(source: Box<dyn Source>, piece: Piece, defaults: Arc<Defaults>) -> Items {
    if piece.depth >= defaults.limits.depth {
        return piece.failed(too_deep(&defaults.limits));
    }
    let archive = match ZipArchive::new(source) {
        Ok(archive) => archive,
        Err(error) => {
            return piece.failed(format!(
                "not a sound zip archive ({error}); fetch or save it again, or unpack it and add the folder"
            ));
        }
    };
    Box::new(Members { archive, piece, defaults, next: 0, open: None, passed_over: 0 })
}

struct Members {
    archive: ZipArchive<Box<dyn Source>>,
    piece: Piece,
    defaults: Arc<Defaults>,
    next: usize,
    open: Option<Items>,
    passed_over: usize,
}

impl Iterator for Members {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.open.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.open = None;
            if self.next >= self.archive.len() {
                let passed_over = std::mem::take(&mut self.passed_over);
                let note =
                    || Item::Note(format!("{}: passed over {passed_over} files that have no reader", self.piece.shown));
                return (passed_over > 0).then(note);
            }
            let number = self.next;
            self.next += 1;
            match self.member(number) {
                Ok(items) => self.open = items,
                Err(item) => return Some(*item),
            }
        }
    }
}

impl Members {
    /// What a member holds; `None` for folders, hidden files and what there is no reader for.
    fn member(&mut self, number: usize) -> Result<Option<Items>, Box<Item>> {
        let shown =
            |error: &dyn std::fmt::Display| Item::Failed(self.piece.fault(format!("member {}: {error}", number + 1)));
        let member = self.archive.by_index(number).map_err(|error| Box::new(shown(&error)))?;
        let name = member.name().map_err(|error| Box::new(shown(&error)))?.into_owned();
        let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if member.is_dir() || hidden {
            return Ok(None);
        }
        // What a web archive says about itself is not a report.
        let is_index = name.ends_with("datapackage.json")
            || name.ends_with("datapackage-digest.json")
            || name.starts_with("pages/")
            || name.starts_with("indexes/");
        let kind = extension(&name).and_then(|end| Kind::by_extension(&end)).filter(|_| !is_index);
        let Some(kind) = kind else {
            self.passed_over += usize::from(!is_index);
            return Ok(None);
        };
        let piece = self.piece.part(&name, &self.defaults.codes);
        let packed = Arc::new(AtomicU64::new(member.compressed_size()));
        let mut unpacked = Unpacked::new(member, packed, self.defaults.limits);
        let bytes = read_whole(&mut unpacked, &self.defaults.limits)
            .map_err(|error| Box::new(Item::Failed(piece.system(error))))?;
        Ok(Some(open_bytes(kind, piece, bytes, &self.defaults)))
    }
}

/// What a gzip file holds, by its name without `.gz`, or by its first bytes.
pub(super) fn gzip(input: Box<dyn BufRead + Send>, piece: Piece, defaults: &Arc<Defaults>) -> Items {
    if piece.depth >= defaults.limits.depth {
        return piece.failed(too_deep(&defaults.limits));
    }
    let packed = Arc::new(AtomicU64::new(0));
    let counted = BufReader::with_capacity(1 << 16, Counted::new(input, Arc::clone(&packed)));
    let unpacked = Unpacked::new(MultiGzDecoder::new(counted), packed, defaults.limits);
    let mut input = BufReader::with_capacity(1 << 16, unpacked);
    let kind = match extension(&piece.id).and_then(|end| Kind::by_extension(&end)) {
        Some(kind) => kind,
        None => match input.fill_buf() {
            Ok(head) => Kind::by_content(head),
            Err(error) => return one(Item::Failed(piece.system(error))),
        },
    };
    let named = Piece::named(&piece.shown, &piece.id, &defaults.codes);
    let piece =
        Piece { id: named.id, language: piece.language.clone().or(named.language), depth: piece.depth + 1, ..piece };
    open_stream(kind, piece, Box::new(input), defaults)
}

/// Unpacks the gzip body of an answer.
pub(super) fn unzip(bytes: &[u8], defaults: &Defaults) -> Result<Vec<u8>, String> {
    let packed = Arc::new(AtomicU64::new(bytes.len() as u64));
    let mut unpacked = Unpacked::new(MultiGzDecoder::new(bytes), packed, defaults.limits);
    read_whole(&mut unpacked, &defaults.limits).map_err(|error| error.to_string())
}

fn too_deep(limits: &Limits) -> String {
    format!("an archive inside of {} others is not opened", limits.depth)
}
