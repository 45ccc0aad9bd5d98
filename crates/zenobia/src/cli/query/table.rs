//! Rows for people: two lines each, as wide as the terminal.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use zenobia_core::row::{Number, Review, Row, Somebody};

use crate::cli::library::Library;
use crate::summary::Labels;
use crate::summary::paint::{Look, Paint};

/// How rows are written.
pub struct Table<'a> {
    library: &'a Library,
    labels: &'static Labels,
    paint: Paint,
    widths: [usize; 5],
}

/// Columns of the first line of a row, and between them a blank.
const DAY: usize = 10;

impl<'a> Table<'a> {
    /// For so many columns.
    pub fn new(library: &'a Library, labels: &'static Labels, paint: Paint, columns: usize) -> Table<'a> {
        let rest = columns.saturating_sub(DAY + 4).max(16);
        let widths = [
            DAY,
            rest * 26 / 100,
            rest * 28 / 100,
            rest * 25 / 100,
            rest - rest * 26 / 100 - rest * 28 / 100 - rest * 25 / 100,
        ];
        Table { library, labels, paint, widths }
    }

    /// The names of the columns.
    pub fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let names = headings(self.labels);
        self.line(out, names.map(|name| (Look::Heading, name.to_owned())))
    }

    /// One row.
    pub fn row(&mut self, out: &mut impl Write, row: &Row) -> io::Result<()> {
        let day = row.time.as_ref().map(|time| time.first.clone()).unwrap_or_default();
        let place = row.places.first().map(|place| place.name.clone()).unwrap_or_default();
        let look = if row.factuality == zenobia_core::record::Factuality::Asserted { Look::Event } else { Look::Doubt };
        self.line(
            out,
            [
                (Look::Time, day),
                (look, self.gloss(row)),
                (Look::Actor, self.names(&row.actors)),
                (Look::Actor, self.names(&row.recipients)),
                (Look::Place, place),
            ],
        )?;
        let about = self.about(row);
        let columns = self.widths.iter().sum::<usize>() + 4;
        writeln!(out, "  {}", self.paint.apply(Look::Faint, &fit(&about, columns - 2)))
    }

    fn line(&self, out: &mut impl Write, cells: [(Look, String); 5]) -> io::Result<()> {
        let cell = |((look, text), width): ((Look, String), usize)| {
            let text = fit(&text, width);
            let blanks = " ".repeat(width.saturating_sub(text.width()));
            self.paint.apply(look, &text) + &blanks
        };
        let line: Vec<String> = cells.into_iter().zip(self.widths).map(cell).collect();
        writeln!(out, "{}", line.join(" ").trim_end())
    }

    fn gloss(&self, row: &Row) -> String {
        self.library.gloss(&row.event, row.mode.first().map(String::as_str), self.labels.code)
    }

    fn names(&self, actors: &[Somebody]) -> String {
        let name = |actor: &Somebody| {
            let known = actor.key.as_deref().and_then(|key| self.library.name(key, self.labels.code));
            known.unwrap_or_else(|| actor.name.clone())
        };
        actors.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    /// Its id, how many, how surely, what people decided, who says so.
    fn about(&self, row: &Row) -> String {
        let mut parts = vec![row.id.clone()];
        parts.extend(row.tolls.iter().map(|number| self.number(number)));
        parts.extend(self.labels.factuality(row.factuality).map(str::to_owned));
        parts.extend(row.grade.map(|grade| grade_word(grade, self.labels).to_owned()));
        parts.extend(review_word(row.review, self.labels).map(str::to_owned));
        parts.extend(row.sites.first().map(|site| site.name.clone()));
        let quote = row.quotes.first();
        let voice = quote.and_then(|quote| quote.chain.first()).and_then(|voice| voice.name.clone());
        let publisher = quote.and_then(|quote| quote.report.publisher.clone());
        parts.extend(voice.or(publisher).or_else(|| quote.map(|quote| quote.report.id.clone())));
        parts.join(" · ")
    }

    fn number(&self, number: &Number) -> String {
        let count = match (number.low, number.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low}–{high}"),
            (Some(low), None) => format!("{low}+"),
            (None, Some(high)) => format!("≤ {high}"),
            (None, None) => "?".to_owned(),
        };
        let unit = if number.unit == "person" { String::new() } else { format!("{} ", number.unit) };
        format!("{count} {unit}{}", self.labels.effect(&number.effect))
    }
}

fn headings(labels: &Labels) -> [&'static str; 5] {
    match labels.code {
        "fr" => ["jour", "quoi", "qui", "à qui", "où"],
        _ => ["day", "what", "who", "to whom", "where"],
    }
}

fn review_word(review: Review, labels: &Labels) -> Option<&'static str> {
    let (french, english) = match review {
        Review::Unreviewed => return None,
        Review::Accepted => ("accepté", "accepted"),
        Review::Corrected => ("corrigé", "corrected"),
        Review::Rejected => ("rejeté", "rejected"),
        Review::Unsure => ("incertain", "unsure"),
    };
    Some(if labels.code == "fr" { french } else { english })
}

fn grade_word(grade: zenobia_core::reconcile::situation::Grade, labels: &Labels) -> &'static str {
    use zenobia_core::reconcile::situation::Grade;
    let (french, english) = match grade {
        Grade::Confirmed => ("confirmé", "confirmed"),
        Grade::Fair => ("solide", "fair"),
        Grade::Weak => ("faible", "weak"),
        Grade::Contested => ("contesté", "contested"),
        Grade::Discounted => ("écarté", "discounted"),
    };
    if labels.code == "fr" { french } else { english }
}

/// The text, cut to so many columns.
pub fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut width = 0;
    for letter in text.chars() {
        width += letter.width().unwrap_or_default();
        if width + 1 > columns {
            break;
        }
        cut.push(letter);
    }
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn what_is_too_wide_is_cut_by_columns() {
        assert_eq!(fit("Palmyre", 7), "Palmyre");
        assert_eq!(fit("Palmyre", 5), "Palm…");
        assert_eq!(fit("巴尔米拉", 5), "巴尔…");
    }
}
