//! Writes the seeds and the kept corpus of a fuzz target into a folder: `cargo run -p zenobia-hostile --example seeds -- TARGET FOLDER`.

use std::path::PathBuf;

use zenobia_hostile::seeds::{kept, seeds};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(target), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err(std::io::Error::other("say which target, and into which folder"));
    };
    let folder = PathBuf::from(folder);
    std::fs::create_dir_all(&folder)?;
    let inputs = seeds(&target).into_iter().chain(kept(&target));
    inputs.enumerate().try_for_each(|(number, bytes)| std::fs::write(folder.join(format!("{number:04}")), bytes))
}
