//! `zenobia eval reconcile`: how long it takes to reconcile many claims, and how much memory.

use std::fs;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::time::Instant;

use clap::Args;
use rayon::prelude::*;
use zenobia_core::reconcile::{Digest, Kin, Ledger, digest};
use zenobia_desk::settle;
use zenobia_eval::events::generate::{CLAIMS, record};

use super::{Outcome, Reading, with_library};

#[derive(Debug, Args)]
pub struct Options {
    /// Numbers of claims
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    claims: Vec<u64>,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    reading: Reading,
}

/// Reports that are made and taken in at a time.
const PART: u64 = 4096;

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let kin = Kin::new(library.knowledge().actors());
        let ontology = &library.packs().ontology;
        let threads = options.jobs.map_or(0, NonZeroUsize::get);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        let mut out = io::stdout().lock();
        writeln!(
            out,
            "{:>9} {:>8} {:>9} {:>9} {:>9} {:>10}",
            "claims", "events", "take in", "settle", "seconds", "peak MiB"
        )?;
        for &claims in &options.claims {
            let reports = claims.div_ceil(CLAIMS as u64);
            let begun = Instant::now();
            let mut ledger = Ledger::default();
            for start in (0..reports).step_by(PART as usize) {
                let part = start..reports.min(start + PART);
                let digests: Vec<Digest> = pool.install(|| {
                    part.into_par_iter().map(|number| digest(&record(number, reports), ontology, &kin)).collect()
                });
                digests.into_iter().for_each(|digest| ledger.add(digest));
            }
            let taken = begun.elapsed().as_secs_f64();
            let situation = pool.install(|| settle(ledger, ontology, &kin));
            let all = begun.elapsed().as_secs_f64();
            let (events, peak) = (situation.events.len(), peak_mib());
            writeln!(out, "{claims:9} {events:8} {taken:9.2} {:9.2} {all:9.2} {peak:>10}", all - taken)?;
            out.flush()?;
        }
        Ok(Outcome::Done)
    })
}

/// The most memory that this process has held, where the system tells.
fn peak_mib() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    peak.map_or_else(|| "-".to_owned(), |kib| (kib / 1024).to_string())
}
