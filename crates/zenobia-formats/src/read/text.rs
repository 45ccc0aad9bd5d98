//! A text that is one report.

use super::piece::Piece;
use super::{Defaults, Item};
use crate::Fault;
use crate::decode::decode_as;

pub(super) fn report(bytes: Vec<u8>, piece: &Piece, defaults: &Defaults) -> Item {
    match decode_as(bytes, piece.charset.as_deref()) {
        Ok(text) => Item::Report(piece.report(text, defaults)),
        Err(_) => Item::Failed(Fault::NotText { path: piece.shown.clone() }),
    }
}
