//! A progress bar on standard error, once the work takes longer than a second.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is longer than this shows a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far the inputs have been read.
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    /// Begins; `total` is the number of bytes when it is known.
    pub fn new(total: Option<u64>) -> Progress {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{bar:30} {percent:>3} %  {bytes} of {total_bytes}  {eta} left",
            None => "{spinner} {bytes} read  {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress { bar, begun: Instant::now() }
    }

    /// Tells how many bytes have been read.
    pub fn advance(&mut self, done: u64) {
        if self.bar.is_hidden() && self.begun.elapsed() > PATIENCE && io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(200));
        }
        self.bar.set_position(done);
    }

    /// Does something that may write to the terminal, the bar out of the way.
    pub fn outside<T>(&self, run: impl FnOnce() -> T) -> T {
        self.bar.suspend(run)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
