//! The `zenobia` command.

mod cli;
mod picture;
mod summary;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
