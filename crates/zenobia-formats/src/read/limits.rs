//! How much one input may cost, so that a hostile file is refused instead of filling memory or time.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Limits on what is unpacked and converted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Most bytes of one report, packed or not.
    pub report: u64,
    /// Most bytes that may come out of one packed byte, once there are a few megabytes of them.
    pub ratio: u64,
    /// Archives inside of archives.
    pub depth: u8,
    /// Most time spent on unpacking one file.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { report: 256 << 20, ratio: 250, depth: 3, time: Duration::from_secs(600) }
    }
}

/// Bytes from which on the ratio counts: small files of blanks shrink to nothing and hurt nobody.
const RATIO_FROM: u64 = 16 << 20;

/// Counts the bytes that are read.
pub(super) struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub fn new(inner: R, count: Arc<AtomicU64>) -> Counted<R> {
        Counted { inner, count }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// What is unpacked from `packed` bytes, within limits.
pub(super) struct Unpacked<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    given: u64,
    spent: Duration,
    limits: Limits,
}

impl<R> Unpacked<R> {
    /// `packed` counts the bytes that go in while `inner` is read.
    pub fn new(inner: R, packed: Arc<AtomicU64>, limits: Limits) -> Unpacked<R> {
        Unpacked { inner, packed, given: 0, spent: Duration::ZERO, limits }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let start = Instant::now();
        let length = self.inner.read(buffer)?;
        self.spent += start.elapsed();
        self.given += length as u64;
        let packed = self.packed.load(Ordering::Relaxed).max(1);
        if self.given > RATIO_FROM && self.given / packed > self.limits.ratio {
            return Err(refusal(format!(
                "more than {} bytes come out of each byte; is it made to fill memory?",
                self.limits.ratio
            )));
        }
        if self.spent > self.limits.time {
            return Err(refusal(format!("unpacking takes longer than {} seconds", self.limits.time.as_secs())));
        }
        Ok(length)
    }
}

fn refusal(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// All bytes of an input, if it is not longer than a report may be.
pub(super) fn read_whole(input: &mut dyn Read, limits: &Limits) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limits.report + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.report {
        return Err(refusal(format!("longer than {} MB, the most that one report may have", limits.report >> 20)));
    }
    Ok(bytes)
}

/// A reader that ends after some bytes; `renew` lets it go on.
pub(super) struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub fn new(inner: R) -> Bounded<R> {
        Bounded { inner, left: 0 }
    }

    pub fn renew(&mut self, left: u64) {
        self.left = left;
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let length = self.inner.read(&mut buffer[..most])?;
        self.left -= length as u64;
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Ok(&[]);
        }
        let bytes = self.inner.fill_buf()?;
        let most = bytes.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        Ok(&bytes[..most])
    }

    fn consume(&mut self, length: usize) {
        self.left = self.left.saturating_sub(length as u64);
        self.inner.consume(length);
    }
}
