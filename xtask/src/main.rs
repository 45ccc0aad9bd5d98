//! Chores of the repository: `cargo xtask TASK`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the person who runs it")]

mod coverage;
mod gazetteer;
mod outline;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("gazetteer") => gazetteer::run(&arguments.collect::<Vec<_>>()),
        Some("coverage") => coverage::run(&arguments.collect::<Vec<_>>()),
        Some("outline") => outline::run(&arguments.collect::<Vec<_>>()),
        _ => anyhow::bail!(
            "usage: cargo xtask coverage [--packs DIR] | gazetteer [--packages DIR] [--out FILE] | outline [--package DIR]"
        ),
    }
}
