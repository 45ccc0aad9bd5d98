//! Dates and counts measured on POPCORN.

use rayon::prelude::*;
use zenobia_core::document::Document;
use zenobia_core::record::{Quantity, Record, Time};

use crate::corpora::popcorn_counts::{Bound, Counted, GoldDate, GoldNumber};

/// How much of what is annotated was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Numbers annotated, in words or figures.
    pub numbers: usize,
    /// Of these, those that some quantity overlaps.
    pub found: usize,
    /// Of these, those whose bounds hold the number.
    pub equal: usize,
    /// Words that the corpus takes for 2 and that say no number.
    pub vague: usize,
    /// Dates annotated.
    pub dates: usize,
    /// Of these, those that some time overlaps.
    pub dates_found: usize,
    /// Dates whose year the corpus knows and the text itself says.
    pub whole_dates: usize,
    /// Of these, those found with the same year, month and day.
    pub dates_equal: usize,
    /// What does not agree, a line each.
    pub misses: Vec<String>,
}

/// Reads the reports and compares their dates and counts.
pub fn measure(reports: &[(String, Counted)], analyze: impl Fn(&Document) -> Record + Sync) -> Counts {
    let compared: Vec<Counts> = reports
        .par_iter()
        .map(|(name, report)| {
            let document = Document {
                id: name.as_str().into(),
                text: report.text.clone(),
                language: Some("fr".into()),
                ..Document::default()
            };
            compare(name, report, &analyze(&document))
        })
        .collect();
    let mut total = Counts::default();
    for one in compared {
        total.numbers += one.numbers;
        total.found += one.found;
        total.equal += one.equal;
        total.vague += one.vague;
        total.dates += one.dates;
        total.dates_found += one.dates_found;
        total.whole_dates += one.whole_dates;
        total.dates_equal += one.dates_equal;
        total.misses.extend(one.misses);
    }
    total
}

fn compare(name: &str, report: &Counted, record: &Record) -> Counts {
    let mut counts = Counts::default();
    for gold in &report.counts {
        if gold.is_vague() {
            counts.vague += 1;
            continue;
        }
        counts.numbers += 1;
        let overlapping: Vec<&Quantity> =
            record.quantities.iter().filter(|one| one.mention.span().overlaps(gold.span)).collect();
        let equal = overlapping.iter().any(|one| holds(one, gold));
        counts.found += usize::from(!overlapping.is_empty());
        counts.equal += usize::from(equal);
        if !equal {
            let told: Vec<_> = overlapping.iter().map(|one| (one.least, one.most, one.unit.as_str())).collect();
            counts
                .misses
                .push(format!("{name}\tcount\t{} at {}: {told:?} for {}", gold.words, gold.span.start, gold.number));
        }
    }
    for gold in &report.dates {
        let overlapping: Vec<&Time> =
            record.times.iter().filter(|one| one.mention.span().overlaps(gold.span)).collect();
        counts.dates += 1;
        counts.dates_found += usize::from(!overlapping.is_empty());
        let told = overlapping.iter().map(|time| time.value.as_str()).collect::<Vec<_>>().join(", ");
        if gold.year.is_some() {
            counts.whole_dates += 1;
            let equal = overlapping.iter().any(|time| is_date(&time.value, gold));
            counts.dates_equal += usize::from(equal);
            if !equal {
                counts.misses.push(format!("{name}\tdate\tat {}: {told} for {gold:?}", gold.span.start));
            }
        } else if overlapping.is_empty() {
            counts.misses.push(format!("{name}\tdate missed\tat {}", gold.span.start));
        }
    }
    counts
}

/// Whether bounds are those of a number, one more or less for "more than" and "nearly".
fn holds(quantity: &Quantity, gold: &GoldNumber) -> bool {
    let number = gold.number;
    let (least, most) = (quantity.least, quantity.most);
    match gold.bound {
        Bound::Exact => least == Some(number) && most == Some(number),
        Bound::Least if least.is_some_and(|least| least == number || least == number.saturating_add(1)) => true,
        Bound::Most if most.is_some_and(|most| most == number || most == number.saturating_sub(1)) => true,
        _ => least.is_none_or(|least| least <= number) && most.is_none_or(|most| number <= most),
    }
}

/// Whether a value says the same year, and the month and day where both know them.
fn is_date(value: &str, gold: &GoldDate) -> bool {
    let mut parts = value.split(['-', 'T']);
    let year: Option<i16> = parts.next().and_then(|year| year.parse().ok());
    let month: Option<i8> = parts.next().and_then(|month| month.parse().ok());
    let day: Option<i8> = parts.next().and_then(|day| day.parse().ok());
    let same = |a: Option<i8>, b: Option<i8>| a == b || a.is_none() && b.is_none();
    year == gold.year && same(month, gold.month) && same(day, gold.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zenobia_core::record::Mention;
    use zenobia_core::span::Span;
    use zenobia_core::why::Why;

    fn quantity(least: Option<u64>, most: Option<u64>) -> Quantity {
        let mention = Mention { start: 0, end: 1, text: String::new() };
        Quantity {
            id: "q1".into(),
            least,
            most,
            approximate: false,
            unit: "person".into(),
            mention,
            why: Why::default(),
        }
    }

    fn gold(number: u64, bound: Bound) -> GoldNumber {
        GoldNumber { span: Span::new(0, 1), words: String::new(), number, bound }
    }

    #[test]
    fn a_number_is_equal_when_the_bounds_mean_it() {
        assert!(holds(&quantity(Some(9), Some(9)), &gold(9, Bound::Exact)));
        assert!(!holds(&quantity(Some(9), None), &gold(9, Bound::Exact)));
        assert!(holds(&quantity(Some(151), None), &gold(150, Bound::Least)));
        assert!(!holds(&quantity(Some(200), None), &gold(150, Bound::Least)));
        assert!(holds(&quantity(Some(45), Some(49)), &gold(50, Bound::Most)));
        assert!(holds(&quantity(Some(18), Some(22)), &gold(20, Bound::Fuzzy)));
        assert!(!holds(&quantity(Some(18), Some(22)), &gold(30, Bound::Fuzzy)));
    }

    #[test]
    fn a_date_is_equal_in_all_its_parts() {
        let may = GoldDate { span: Span::new(0, 1), year: Some(2022), month: Some(5), day: None };
        assert!(is_date("2022-05", &may));
        assert!(!is_date("2022-05-03", &may));
        assert!(!is_date("2022", &may));
        let third = GoldDate { day: Some(3), ..may };
        assert!(is_date("2022-05-03TMO", &third));
    }
}
