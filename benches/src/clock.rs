//! Time of the processor.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// What the process has taken of the processors up to now: what else the machine does counts little.
pub fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

/// One stretch of work: how much was read, in how long.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lap {
    /// Bytes read.
    pub bytes: usize,
    /// Time of the processor.
    pub time: Duration,
}

impl Lap {
    /// Millions of bytes a second.
    pub fn speed(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.time.as_secs_f64().max(1e-9)
    }
}
