//! Writes a hostile text: `cargo run -p zenobia-hostile --example write -- KIND BYTES > FILE`; without arguments, the names of the kinds.

use std::io::Write;

use zenobia_hostile::kinds::{KINDS, kind};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut out = std::io::stdout().lock();
    let (Some(name), Some(size)) = (arguments.next(), arguments.next().and_then(|size| size.parse().ok())) else {
        return KINDS.iter().try_for_each(|kind| writeln!(out, "{}", kind.name));
    };
    let kind = kind(&name).ok_or_else(|| std::io::Error::other(format!("no kind `{name}`")))?;
    out.write_all((kind.make)(size).as_bytes())
}
