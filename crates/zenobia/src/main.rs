//! The `zenobia` command.

mod cli;
mod picture;
mod summary;

use std::process::ExitCode;

// Releases are built for musl, whose own allocator has threads wait for one another.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
