//! Reliability tables, and the weights of confidence.

use std::io::{self, Write};

use zenobia_core::analyze::signs;
use zenobia_core::record::Claim;
use zenobia_eval::reliability::{Judged, Sample, across, brier, error, fit, table};

use crate::cli::library::Library;

/// Writes how often claims are right, by their confidence.
pub fn write_table(out: &mut impl Write, judged: &[Judged]) -> io::Result<()> {
    writeln!(out, "{:12} {:>7} {:>12} {:>8}", "confidence", "claims", "mean", "right")?;
    for bin in table(judged) {
        let span = format!("{:.1}-{:.1}", bin.from, bin.from + 0.1);
        writeln!(out, "{span:12} {:7} {:12.3} {:8.3}", bin.claims, bin.confidence, bin.right)?;
    }
    writeln!(out, "calibration error {:.3}, Brier score {:.3}\n", error(judged), brier(judged))
}

/// Fits the weights to reports, each given as its judged claims, and writes them and what they are worth across reports.
pub fn calibrate<'a>(
    out: &mut impl Write,
    library: &Library,
    reports: impl Iterator<Item = &'a [(Claim, bool)]>,
) -> io::Result<()> {
    let weak = |claim: &Claim| {
        let language = claim.why.rule.split('/').next().unwrap_or_default();
        library.packs().get(language).is_some_and(|pack| pack.is_weak(&claim.why.rule))
    };
    let sample = |report: usize, (claim, right): &(Claim, bool)| Sample {
        signs: signs(claim, weak(claim)),
        right: *right,
        report,
    };
    let samples: Vec<Sample> = reports
        .enumerate()
        .flat_map(|(report, claims)| claims.iter().map(|one| sample(report, one)).collect::<Vec<_>>())
        .collect();
    writeln!(out, "each report by weights fitted to the others:")?;
    write_table(out, &across(&samples))?;
    let (base, weights) = fit(&samples.iter().collect::<Vec<_>>());
    writeln!(out, "base = {base:.2}\n\n[weights]")?;
    for (sign, weight) in weights {
        writeln!(out, "{sign} = {weight:.2}")?;
    }
    Ok(())
}
