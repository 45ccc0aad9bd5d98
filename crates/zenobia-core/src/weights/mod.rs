//! What all learned models share.

pub mod hash;
pub mod table;

use std::ops::Range;

use table::long;

/// Where the sections of a model lie; `None` when it is cut short. Their ends (`u32`, little-endian, counted from the start of the
/// bytes) stand at `head`; the first section follows them.
pub(crate) fn sections<const COUNT: usize>(bytes: &[u8], head: usize) -> Option<[Range<usize>; COUNT]> {
    let mut start = head + 4 * COUNT;
    let mut sections = [const { 0..0 }; COUNT];
    for (index, section) in sections.iter_mut().enumerate() {
        let end = long(bytes, head + 4 * index)? as usize;
        if end < start || end > bytes.len() {
            return None;
        }
        *section = start..end;
        start = end;
    }
    Some(sections)
}

/// Lays out a model of these sections, their ends after the mark.
pub fn lay_out(mark: &[u8], sections: &[&[u8]]) -> Vec<u8> {
    let mut bytes = mark.to_vec();
    let mut end = mark.len() + 4 * sections.len();
    for section in sections {
        end += section.len();
        bytes.extend((end as u32).to_le_bytes());
    }
    sections.iter().for_each(|section| bytes.extend(*section));
    bytes
}
