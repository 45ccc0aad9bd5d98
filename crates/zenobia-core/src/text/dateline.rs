//! Datelines: `KABUL, March 13 (Reuters) -`.

use std::ops::Range;

use compact_str::CompactString;

use super::data::{DatelineWord, TextData};
use super::token::{Dateline, Token};

/// Reads a dateline at the head of some tokens, which begin at `start`.
///
/// A place, then a date or an agency or both, then a dash; with an agency in brackets the dash may lack, and after a date there may be a
/// full stop instead.
pub(super) fn read(tokens: &[Token], start: usize, end: usize, data: &TextData) -> Option<Dateline> {
    let mut cursor = Cursor { tokens: &tokens[..end], at: start, data };
    let place = cursor.place()?;
    cursor.skip(",");
    let mut date = cursor.date();
    cursor.skip(",");
    let agency = cursor.agency();
    if date.is_none() {
        cursor.skip(",");
        date = cursor.date();
    }
    let stopped = date.is_some() && cursor.stop();
    let dashed = stopped || cursor.dash();
    let capitals = tokens[place.clone()]
        .iter()
        .any(|token| token.text.chars().count() > 2 && !token.text.chars().any(char::is_lowercase));
    let sure = match (dashed, agency.is_some(), date.is_some()) {
        (_, true, _) => true,
        (true, _, true) => true,
        (true, _, _) => capitals || place.len() <= 2,
        (false, _, _) => false,
    };
    let goes_on = cursor.here().is_some_and(|next| capitals || !next.text.starts_with(char::is_lowercase));
    (sure && goes_on).then_some(Dateline { tokens: start..cursor.at, place, date, agency })
}

/// The date of a line that tells when a page was published, such as « Publié le 3 mai 2024 à 10h05 », at the head of a sentence.
pub(super) fn publication(tokens: &[Token], start: usize, end: usize, data: &TextData) -> Option<Range<usize>> {
    let says = |words: &&Vec<CompactString>| {
        let here = tokens[start..end].iter().map(|token| &token.lower);
        words.len() < end - start && here.zip(words.iter()).all(|(token, word)| token == word)
    };
    let words = data.published.iter().filter(says).max_by_key(|words| words.len())?;
    let mut cursor = Cursor { tokens: &tokens[..end], at: start + words.len(), data };
    cursor.skip(":");
    cursor.date()
}

struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
    data: &'a TextData,
}

impl Cursor<'_> {
    fn here(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn is(&self, text: &str) -> bool {
        self.here().is_some_and(|token| token.text == text)
    }

    fn skip(&mut self, text: &str) -> bool {
        let found = self.is(text);
        self.at += usize::from(found);
        found
    }

    fn kind(&self, at: usize) -> Option<DatelineWord> {
        self.data.dateline.get(self.tokens.get(at)?.lower.trim_end_matches('.')).copied()
    }

    fn is_name(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.text.starts_with(char::is_uppercase)
            && self.kind(at).is_none()
            && !self.data.openers.contains(&token.lower)
            || token.text.ends_with('\'')
                && self.tokens.get(at + 1).is_some_and(|next| next.text.starts_with(char::is_uppercase))
    }

    /// One to five words that name a place, with its country after a comma or in brackets.
    fn place(&mut self) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        let start = self.at;
        // A place may begin with an article, which would also open a sentence: `LA PAZ`.
        let article = self.is_name(start + 1) && self.tokens.get(start)?.text.starts_with(char::is_uppercase);
        if !article && !self.is_name(start) {
            return None;
        }
        self.at += 1;
        while self.at < start + LONGEST && (self.is_name(self.at) || self.joins(self.at)) {
            self.at += 1;
        }
        let place = start..self.at;
        self.country();
        Some(place)
    }

    /// A hyphen or small word between two parts of a name.
    fn joins(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            matches!(token.text.as_str(), "-" | "/") && !token.spaced
                || token.text.chars().count() <= 3 && token.text.starts_with(char::is_lowercase)
        }) && self.is_name(at + 1)
    }

    fn country(&mut self) {
        const LONGEST: usize = 6;
        let bracketed = self.is("(");
        if !bracketed && !self.is(",") || !self.is_name(self.at + 1) {
            return;
        }
        let mut end = self.at + 1;
        while end < self.at + LONGEST && (self.is_name(end) || self.joins(end)) {
            end += 1;
        }
        let closed = self.tokens.get(end).is_some_and(|token| token.text == ")");
        match (bracketed, closed) {
            (true, true) => self.at = end + 1,
            (false, _) => self.at = end,
            _ => {}
        }
    }

    /// Numbers and words of dates in a row, at least one of them the name of a month or a date in digits.
    fn date(&mut self) -> Option<Range<usize>> {
        let opened = self.skip("(");
        let date = self.bare_date();
        match (opened, &date) {
            (true, Some(_)) if self.skip(")") => {}
            (true, _) => {
                self.at = date.as_ref().map_or(self.at, |date| date.start) - 1;
                return None;
            }
            _ => {}
        }
        date
    }

    fn bare_date(&mut self) -> Option<Range<usize>> {
        const LONGEST: usize = 6;
        let start = self.at;
        let (mut at, mut sure) = (start, false);
        while at < (start + LONGEST).min(self.tokens.len()) {
            let token = &self.tokens[at];
            let digits = token.text.starts_with(|c: char| c.is_ascii_digit());
            let month = self.kind(at).is_some_and(|kind| kind == DatelineWord::Month);
            let small = at == start && token.text.chars().count() <= 3 && token.text.starts_with(char::is_lowercase);
            sure |= month || digits && token.text.len() >= 6;
            let comma = token.text == ","
                && self.tokens.get(at + 1).is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
            if !(digits || month || small || comma && at > start || self.kind(at) == Some(DatelineWord::Day)) {
                break;
            }
            at += 1;
        }
        sure.then(|| {
            self.at = at;
            start..at
        })
    }

    /// An agency, in brackets or bare before the dash.
    fn agency(&mut self) -> Option<Range<usize>> {
        let bracketed = self.is("(");
        let longest = if bracketed { 8 } else { 4 };
        let start = self.at + usize::from(bracketed);
        let known = (start..start + 2).any(|at| self.kind(at) == Some(DatelineWord::Agency));
        let length =
            self.tokens.get(start..)?.iter().take(longest).position(|token| token.text == ")" || is_dash(token))?;
        let end = start + length;
        let capital = self.tokens[start].text.starts_with(char::is_uppercase);
        let closed = self.tokens[end].text == ")";
        if length == 0
            || bracketed != closed
            || !(known || bracketed && capital && self.tokens.get(end + 1).is_some_and(is_dash))
        {
            return None;
        }
        self.at = end + usize::from(bracketed);
        Some(start..end)
    }

    /// A full stop or colon that ends the dateline, and not an abbreviation or a heading alone.
    fn stop(&mut self) -> bool {
        let goes_on = self.tokens.get(self.at + 1).is_some_and(|next| next.text.starts_with(char::is_uppercase));
        goes_on && (self.skip(".") || self.skip(":"))
    }

    fn dash(&mut self) -> bool {
        let found = self.here().is_some_and(is_dash);
        self.at += usize::from(found);
        found
    }
}

fn is_dash(token: &Token) -> bool {
    token.spaced && matches!(token.text.as_str(), "-" | "–" | "—" | "--") || matches!(token.text.as_str(), "—" | "--")
}
