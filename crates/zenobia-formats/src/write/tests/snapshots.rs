//! What the files look like: read them before they are accepted.

use super::super::FORMATS;
use super::{files, rows};

#[test]
fn the_same_rows_in_every_format() {
    for format in FORMATS {
        let (texts, losses) = files(format.name, &rows());
        for (part, text) in format.parts.iter().zip(&texts) {
            insta::assert_snapshot!(format!("{}.{}.{}", format.name, part.name, part.extension), text);
        }
        insta::assert_snapshot!(format!("{}.loss.json", format.name), losses.to_json());
    }
}
