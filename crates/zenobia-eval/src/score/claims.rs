//! Claims: trigger and event type, and mode.

use zenobia_core::record::Claim;

use super::Sheet;
use super::pair::{pair, partners, unmatched};
use crate::gold::GoldClaim;
use crate::tally::Tally;

/// The record's claims in text order, and which gold claim each was matched with.
pub(super) struct Matched<'a> {
    pub found: Vec<&'a Claim>,
    pub pairs: Vec<(usize, usize)>,
    /// For each gold claim, the index of its partner in `found`.
    pub partner: Vec<Option<usize>>,
}

impl<'a> Matched<'a> {
    /// The record's claim that was matched with a gold claim.
    pub(super) fn claim(&self, gold: usize) -> Option<&'a Claim> {
        self.partner[gold].map(|index| self.found[index])
    }
}

/// Scores triggers, event types and modes.
pub(super) fn score<'a>(sheet: &mut Sheet<'a>) -> Matched<'a> {
    let (gold, record) = (sheet.gold, sheet.record);
    let mut found: Vec<&Claim> = record.claims.iter().collect();
    found.sort_by_key(|claim| claim.trigger.span());
    let (predicted, all) = (found.len(), gold.claims.len());
    let pairs = pair(&gold.claims, &found, |g, p| agreement(g, p));
    let with_mode = pairs.iter().filter(|&&(i, j)| agreement(&gold.claims[i], found[j]) == 2).count();
    let triggers = pair(&gold.claims, &found, |g, p| u8::from(g.span.overlaps(p.trigger.span()))).len();
    sheet.score.add("claims (trigger and event)", pairs.len(), predicted, all);
    sheet.score.add("claims (with mode)", with_mode, predicted, all);
    sheet.score.add("triggers (any event)", triggers, predicted, all);
    let matched_ones: Vec<bool> = (0..predicted).map(|index| pairs.iter().any(|&(_, other)| other == index)).collect();
    sheet.score.judged = found.iter().map(|claim| (*claim).clone()).zip(matched_ones).collect();
    let partner = partners(&pairs, all);
    let matched = Matched { found, pairs, partner };
    count_events(sheet, &matched);
    note_misses(sheet, &matched);
    matched
}

fn agreement(gold: &GoldClaim, claim: &Claim) -> u8 {
    if !gold.span.overlaps(claim.trigger.span()) || gold.event != claim.event {
        return 0;
    }
    let same_mode = match gold.mode.as_deref().filter(|mode| !mode.is_empty()) {
        Some(mode) => claim.mode.iter().any(|other| other == mode),
        None => claim.mode.is_empty(),
    };
    1 + u8::from(same_mode)
}

fn count_events(sheet: &mut Sheet<'_>, matched: &Matched<'_>) {
    let events = &mut sheet.score.events;
    for claim in &sheet.gold.claims {
        *events.entry(claim.event.clone()).or_default() += Tally::new(0, 0, 1);
    }
    for claim in &matched.found {
        *events.entry(claim.event.clone()).or_default() += Tally::new(0, 1, 0);
    }
    for &(_, index) in &matched.pairs {
        *events.entry(matched.found[index].event.clone()).or_default() += Tally::new(1, 0, 0);
    }
}

fn note_misses(sheet: &mut Sheet<'_>, matched: &Matched<'_>) {
    let gold = sheet.gold;
    for (claim, _) in gold.claims.iter().zip(&matched.partner).filter(|(_, partner)| partner.is_none()) {
        sheet.miss("claim missed", format!("{} {}", claim.event, claim.trigger));
    }
    for index in unmatched(&matched.pairs, matched.found.len()) {
        let claim = matched.found[index];
        sheet.miss("claim invented", format!("{} {}", claim.event, claim.trigger.text));
    }
}
