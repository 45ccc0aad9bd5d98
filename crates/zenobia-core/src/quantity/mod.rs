//! Quantities: how many people or things, and of what.
//!
//! What words make an amount is said by the rules of a language (`rules/quantity/*.toml`); what is counted is found among the
//! words around it with `lexicon/units.tsv`. Ages, dates, votes and shares are no quantities; distances, areas, weights and money are
//! measures, which nothing is done to.

mod amount;
mod counted;
mod cues;
mod units;

use std::ops::Range;

use compact_str::CompactString;

use crate::pack::Files;
use crate::problem::Problem;
use crate::rule::{Example, Lexicon, Numerals, Pieces, Rules};
use crate::syntax::Syntax;
use crate::text::Reading;
use crate::time::TimeFinding;
use crate::why::Why;
use amount::{Amount, OPERATIONS};
use counted::Counted;
pub(crate) use counted::PERSON;
use units::Units;

/// The rules and words for quantities of one language.
#[derive(Clone, Debug, Default)]
pub struct QuantityData {
    rules: Rules,
    units: Units,
}

/// A number of people or things.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityFinding {
    /// Its words, from those that bound the number to the counted noun and its near modifiers.
    pub tokens: Range<usize>,
    /// The counted word, or the number where no noun is said.
    pub head: usize,
    /// The number itself, without what bounds it.
    pub number: Range<usize>,
    /// Smallest number that is meant; `None` for no lower bound.
    pub least: Option<u64>,
    /// Largest number that is meant; `None` for "or more".
    pub most: Option<u64>,
    /// Whether the text says that it is not exact.
    pub approximate: bool,
    /// `person`, or the thing in the English singular.
    pub unit: CompactString,
    /// Whether no noun is said, so that the unit is that of an earlier count.
    pub elliptic: bool,
    /// Whether it measures (kilometers, hectares, euros) rather than counts.
    pub measure: bool,
    /// Whether the text says that it is a total up to now: "bringing the toll to 44".
    pub cumulative: bool,
    /// The earlier finding that it is a part of, by its number: "44 dead, of whom 3 were children".
    pub part_of: Option<usize>,
    /// The rule that read it.
    pub why: Why,
}

impl QuantityData {
    /// Reads `numerals.toml`, `lexicon/quantity-*.tsv`, `lexicon/units.tsv`, `lexicon/plurals.tsv` and `rules/quantity/*.toml`.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> QuantityData {
        let numerals = Numerals::parse(files, problems);
        let lexicon = Lexicon::parse(files, "lexicon/quantity-", numerals, problems);
        let units = Units::parse(files, problems);
        QuantityData { rules: crate::rule::parse(files, "rules/quantity/", lexicon, OPERATIONS, problems), units }
    }

    /// The examples beside the rules; what is expected is each quantity as [`QuantityFinding::gist`] gives it, parted by `, `.
    pub fn examples(&self) -> &[Example] {
        &self.rules.examples
    }
}

impl QuantityFinding {
    /// The number and unit in short: `40 person`, `41- strike`, `18-22 day`, `-300 person`.
    pub fn gist(&self) -> String {
        let bound = |bound: Option<u64>| bound.map_or(String::new(), |number| number.to_string());
        match (self.least, self.most) {
            (Some(least), Some(most)) if least == most => format!("{least} {}", self.unit),
            (least, most) => format!("{}-{} {}", bound(least), bound(most), self.unit),
        }
    }
}

/// Finds the quantities of a report, given its times. `syntax` may be empty.
pub fn find(reading: &Reading, syntax: &Syntax, times: &[TimeFinding], data: &QuantityData) -> Vec<QuantityFinding> {
    let pieces = Pieces::of(reading);
    let mut taken = vec![false; pieces.all.len()];
    for time in times {
        taken[pieces.range(time.tokens.clone())].fill(true);
    }
    let mut findings: Vec<QuantityFinding> = Vec::new();
    for found in data.rules.matches(&pieces, syntax, &taken) {
        for (mention, make) in found.mentions.iter().zip(&found.rule.make) {
            if taken[mention.clone()].contains(&true) || amount::is_part_of_name(&pieces, mention) {
                continue;
            }
            let Some(amount) = amount::evaluate(&found, make) else {
                taken[mention.clone()].fill(true);
                continue;
            };
            let look = counted::Look { reading, syntax, pieces: &pieces, data, taken: &taken };
            let named = amount::unit(&found, make).map(|unit| Counted::measured(&pieces, mention, unit));
            let Some(counted) = named.or_else(|| look.counted(mention, &amount, &findings)) else { continue };
            taken[mention.start..counted.end.max(mention.end)].fill(true);
            let rule = found.rule.path.as_str();
            findings.push(finding(reading, &pieces, rule, mention, &amount, &counted));
        }
    }
    counted::drop_lone_articles(&pieces, data, &mut findings);
    cues::read_cues(reading, &pieces, &mut findings, data);
    findings
}

fn finding(
    reading: &Reading,
    pieces: &Pieces<'_>,
    rule: &str,
    mention: &Range<usize>,
    amount: &Amount,
    counted: &Counted,
) -> QuantityFinding {
    let token = |piece: usize| pieces.all[piece].token;
    let first = token(mention.start).min(counted.head);
    let last = token(mention.end.max(counted.end) - 1).max(counted.head);
    let tokens = first..last + 1;
    let number = token(mention.start)..token(mention.end - 1) + 1;
    let why = Why::by(rule).and("number", Some(reading.span(number.clone())), "").and(
        "counted",
        Some(reading.span(counted.head..counted.head + 1)),
        counted.unit.as_str(),
    );
    QuantityFinding {
        tokens,
        head: counted.head,
        number,
        least: amount.least,
        most: amount.most,
        approximate: amount.approximate,
        unit: counted.unit.clone(),
        elliptic: counted.elliptic,
        measure: counted.measure,
        cumulative: false,
        part_of: None,
        why,
    }
}
