//! Threads to read on, and faults of ours that cost one report and not the rest.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Analysis never panics; should it all the same, the other reports are still read.
///
/// # Errors
/// What is said of the report whose name this is.
pub fn guard<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let words = words(panic.as_ref());
        format!("{name}: not read, by a fault of this program ({words}); please report it, with the text if you may")
    })
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

/// Threads to work on: as many as are asked for, else one for each core.
///
/// # Errors
/// When the system gives none.
pub fn pool(jobs: Option<NonZeroUsize>) -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    // More threads than this only cost memory.
    let threads = jobs.map_or(cores, NonZeroUsize::get).min(4 * cores.max(16));
    rayon::ThreadPoolBuilder::new().num_threads(threads).build()
}

#[cfg(test)]
mod tests {
    use super::guard;
    use crate::silently;

    #[test]
    fn a_fault_of_ours_names_the_report_and_what_was_said() {
        let told = silently(|| guard("gao", || -> u8 { panic!("no verb") }));
        assert!(told.is_err_and(|told| told.starts_with("gao: not read, by a fault of this program (no verb)")));
        assert_eq!(guard("gao", || 1), Ok(1));
    }
}
