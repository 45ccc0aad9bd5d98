//! Times: mentions and values.

use super::Sheet;
use super::pair::{pair, partners};

/// Scores the times; for each gold time returns the id of the record's time it was matched with.
pub(super) fn score<'a>(sheet: &mut Sheet<'a>) -> Vec<Option<&'a str>> {
    let (gold, record) = (sheet.gold, sheet.record);
    let mut found: Vec<_> = record.times.iter().collect();
    found.sort_by_key(|time| time.mention.span());
    let pairs = pair(&gold.times, &found, |g, p| u8::from(g.span.overlaps(p.mention.span())));
    let mut right = 0;
    for &(i, j) in &pairs {
        let (g, p) = (&gold.times[i], found[j]);
        if g.value == p.value {
            right += 1;
        } else {
            sheet.miss("time value", format!("{}: {} for {}", g.quote, p.value, g.value));
        }
    }
    sheet.score.add("time mentions", pairs.len(), found.len(), gold.times.len());
    sheet.score.add("time values", right, found.len(), gold.times.len());
    let partner = partners(&pairs, gold.times.len());
    for (time, _) in gold.times.iter().zip(&partner).filter(|(_, partner)| partner.is_none()) {
        sheet.miss("time missed", &time.quote);
    }
    partner.into_iter().map(|partner| partner.map(|index| found[index].id.as_str())).collect()
}
