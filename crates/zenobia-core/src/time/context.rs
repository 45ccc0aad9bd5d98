//! What an expression without a full date is resolved from: publication, the time told last, and tense.

use jiff::civil::Date;

use super::Anchor;
use super::point::{Point, days_between, plus_days, weekday};

/// The tense of the clause around an expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
    #[default]
    Unknown,
}

/// A time that was told earlier in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Told {
    pub point: Point,
    /// Whether it is a night.
    pub night: bool,
    /// Number of the finding.
    pub finding: usize,
    pub sentence: usize,
    pub paragraph: u32,
}

/// Where the reading of times stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    pub published: Option<Date>,
    /// Whether the text is a report without a day of publication, which tells its times from a day that it does not say, rather than
    /// a narrative, which goes on from the times it tells.
    pub report: bool,
    /// The last time with a year.
    pub told: Option<Told>,
    /// The last time with a month.
    pub told_month: Option<Told>,
    /// The last day.
    pub told_day: Option<Told>,
    /// The last day around publication.
    pub told_news: Option<Told>,
    pub tense: Tense,
    /// Whether the tense is that of the very verb that the expression depends on.
    pub direct: bool,
    /// The days that weekdays meant so far, Monday first, with their findings.
    pub weekdays: [Option<(Date, usize)>; 7],
    pub sentence: usize,
    pub paragraph: u32,
}

/// Which way to look for a date without a year, or a weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// As tense has it.
    Open,
    Past,
    Next,
    /// "this": on either side, as tense has it; without tense the coming one.
    This,
}

/// Beyond so many days ahead a date without a year is rather taken for a past one.
const AHEAD: i64 = 60;
/// A date so many days ahead is meant even in a clause about the past: "invited them to talks on 6 September".
const AT_HAND: i64 = 31;
/// What a report tells of lies so many days around its publication.
const NEWS: i64 = 10;
/// A told time counts as another period when it lies so many days before publication.
const LONG_AGO: i64 = 250;

impl Context {
    /// The day that "the next day" and the like are told from.
    pub(crate) fn day(&self) -> Option<(Date, Anchor)> {
        let told = self.told_day.and_then(|told| Some((told.point.day()?, Anchor::Told(told.finding))));
        told.or_else(|| self.published.map(|day| (day, Anchor::Published)))
    }

    /// The day that a time of day belongs to, and whether it was told as a night: the one told in the sentence, the last one
    /// around publication, the last one, the day of publication.
    pub(crate) fn near_day(&self) -> Option<(Date, bool, Anchor)> {
        let here = self.told_day.filter(|told| told.sentence == self.sentence);
        let chosen = here.or(self.told_news).or(self.told_day);
        let told = chosen.and_then(|told| Some((told.point.day()?, told.night, Anchor::Told(told.finding))));
        told.or_else(|| self.published.map(|day| (day, false, Anchor::Published)))
    }

    /// The told time that a date without a year belongs to, rather than publication: always in a text without
    /// publication, otherwise when the sentence speaks of a year long ago.
    fn period(&self) -> Option<Told> {
        let told = self.told.filter(|told| !self.report || told.sentence == self.sentence)?;
        let Some(published) = self.published else { return Some(told) };
        let (_, last) = told.point.days()?;
        let ago = days_between(last, published);
        let year = matches!(told.point, Point::Year(_));
        let here = year && told.sentence == self.sentence && self.tense != Tense::Future;
        (ago > LONG_AGO && here).then_some(told)
    }

    /// The year of a date of which only month and day are told. `shift` gives the date in a year.
    pub(crate) fn year_of(&self, direction: Direction, date_in: impl Fn(i16) -> Option<Date>) -> (Option<i16>, Anchor) {
        if let (Direction::Open, Some(told)) = (direction, self.period()) {
            let month = self.told_month.unwrap_or(told);
            return (year_near(told.point, month.point, date_in), Anchor::Told(told.finding));
        }
        let told = self.told.filter(|_| !self.report);
        let told = told.and_then(|told| Some((told.point.start()?, Anchor::Told(told.finding))));
        match self.published.map(|day| (day, Anchor::Published)).or(told) {
            Some((base, anchor)) => (self.year_from(base, direction, date_in), anchor),
            None => (None, Anchor::None),
        }
    }

    fn year_from(&self, published: Date, direction: Direction, date_in: impl Fn(i16) -> Option<Date>) -> Option<i16> {
        let year = published.year();
        // 29 February comes every fourth year, so one year on either side is not enough.
        let candidates = (year - 4..=year + 4).filter_map(date_in);
        let ahead: Vec<_> = candidates.map(|date| (days_between(published, date), date.year())).collect();
        let past = ahead.iter().rev().find(|(days, _)| *days <= 0);
        let next = ahead.iter().find(|(days, _)| *days >= 0);
        let soon = next.filter(|(days, _)| *days <= AHEAD);
        let far_back = past.is_none_or(|(days, _)| -days > LONG_AGO);
        let far_ahead = next.is_none_or(|(days, _)| *days > LONG_AGO);
        let just_past = past.filter(|(days, _)| -days <= AHEAD && far_ahead);
        let at_hand = next.filter(|(days, _)| *days <= AT_HAND && far_back && !self.direct);
        let chosen = match (direction, self.tense) {
            (Direction::Past, _) => past,
            (Direction::Next, _) => next,
            (_, Tense::Future) => just_past.or(next),
            (_, Tense::Past) => at_hand.or(past),
            _ => soon.filter(|_| far_back).or(past),
        };
        chosen.or(past).or(next).map(|(_, year)| *year)
    }

    /// The day that the same weekday meant before, unless tense now points the other way.
    fn same_weekday(&self, day: i8, published: Date) -> Option<(Date, usize)> {
        let told = self.weekdays.get(usize::try_from(day - 1).ok()?).copied().flatten()?;
        let fits = match self.tense {
            Tense::Past => told.0 <= published,
            Tense::Future => told.0 >= published,
            _ => true,
        };
        fits.then_some(told)
    }

    /// Keeps a time that later ones may be told from.
    pub(crate) fn remember(&mut self, told: Told) {
        let Some(_) = told.point.year() else { return };
        self.told = Some(told);
        if matches!(told.point, Point::Day(..) | Point::Month(..) | Point::Season(..)) {
            self.told_month = Some(told);
        }
        let Some(day) = told.point.day() else { return };
        self.told_day = Some(told);
        if self.published.is_some_and(|published| days_between(day, published).abs() <= NEWS) {
            self.told_news = Some(told);
            let at = usize::try_from(weekday(day) - 1).unwrap_or_default();
            self.weekdays[at].get_or_insert((day, told.finding));
        }
    }

    /// The day a weekday means, Monday 1.
    pub(crate) fn weekday(&self, day: i8, direction: Direction) -> (Point, Anchor) {
        let Some(published) = self.published else { return (Point::Weekday(day), Anchor::None) };
        if let (Direction::Open, Some((told, finding))) = (direction, self.same_weekday(day, published)) {
            return (Point::of(told), Anchor::Told(finding));
        }
        let back = i64::from((weekday(published) - day).rem_euclid(7));
        let days = match (direction, self.tense) {
            (Direction::Past, _) => -(if back == 0 { 7 } else { back }),
            (Direction::Next, _) => 7 - back,
            (_, Tense::Future) | (Direction::This, Tense::Present | Tense::Unknown) => (7 - back) % 7,
            _ => -back,
        };
        (plus_days(published, days).map_or(Point::Weekday(day), Point::of), Anchor::Published)
    }
}

/// The year of a date in a narrative: that of the year told last where it goes on from the month told last, otherwise the one
/// that brings it nearest to that month, rather after than before.
fn year_near(told: Point, month: Point, date_in: impl Fn(i16) -> Option<Date>) -> Option<i16> {
    const BACK: i64 = 120;
    const ON: i64 = 300;
    const LEAD: i64 = 20;
    let year = told.year()?;
    let Some((first, last)) = month.days() else { return Some(year) };
    let (from, to) = (plus_days(first, -BACK)?, plus_days(last, ON)?);
    let goes_on = |date: Date| month.year().is_none_or(|_| (from..=to).contains(&date));
    if let Point::Year(_) = told {
        let same = month == told || date_in(year).is_none_or(goes_on);
        if same {
            return Some(year);
        }
    }
    let distance = |date: Date| match date {
        _ if date < first => days_between(date, first),
        _ if date > last => days_between(last, date) - LEAD,
        _ => 0,
    };
    let year = month.year()?;
    let candidates = [year - 1, year, year + 1].into_iter().filter_map(|year| date_in(year).map(|date| (year, date)));
    candidates.min_by_key(|(_, date)| distance(*date)).map(|(year, _)| year).or(Some(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn context(tense: Tense) -> Context {
        Context { published: Some(date(2024, 3, 12)), tense, ..Context::default() }
    }

    #[test]
    fn a_weekday_is_the_last_one_unless_the_clause_is_future() {
        assert_eq!(context(Tense::Past).weekday(4, Direction::Open).0.value(), "2024-03-07");
        assert_eq!(context(Tense::Unknown).weekday(2, Direction::Open).0.value(), "2024-03-12");
        assert_eq!(context(Tense::Future).weekday(4, Direction::Open).0.value(), "2024-03-14");
        assert_eq!(context(Tense::Past).weekday(2, Direction::Past).0.value(), "2024-03-05");
    }

    #[test]
    fn a_month_without_a_year_is_the_last_one_unless_the_clause_is_future() {
        let july = |year| Date::new(year, 7, 1).ok();
        assert_eq!(context(Tense::Past).year_of(Direction::Open, july).0, Some(2023));
        assert_eq!(context(Tense::Future).year_of(Direction::Open, july).0, Some(2024));
    }
}
