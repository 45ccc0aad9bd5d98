//! The `zenobia` command.

mod cli;
mod summary;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
