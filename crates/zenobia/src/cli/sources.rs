//! `zenobia sources`: who published what is kept.

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::Args;
use unicode_width::UnicodeWidthStr;
use zenobia_store::Publisher;

use super::Outcome;
use super::database::Database;
use super::output;
use super::query::fit;

/// Which database, and the form of the answer.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  zenobia sources\n  zenobia sources --json | jq 'select(.reports > 10) | .name'\n  \
                        zenobia query --source \"Evening Courier\""
)]
pub struct Options {
    #[command(flatten)]
    database: Database,
    /// Write JSON Lines, on a terminal too
    #[arg(long)]
    json: bool,
    /// Language of the labels [default: that of the locale, or English]
    #[arg(long, value_name = "LANGUAGE")]
    labels: Option<output::LabelLanguage>,
    /// Write a table, when piped too
    #[arg(long, conflicts_with = "json")]
    table: bool,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let publishers = options.database.read()?.publishers()?;
    let mut out = BufWriter::new(io::stdout().lock());
    if options.table || (!options.json && io::stdout().is_terminal()) {
        let is_french = output::labels(options.labels).code == "fr";
        table(&publishers, is_french, output::columns(), &mut out)?;
    } else {
        for publisher in &publishers {
            serde_json::to_writer(&mut out, publisher)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Columns after the name: reports, claims, origins, languages, last published, last seen.
const WIDTHS: [usize; 6] = [8, 8, 8, 7, 10, 10];

fn table(publishers: &[Publisher], is_french: bool, columns: usize, out: &mut impl Write) -> io::Result<()> {
    let (name, heads, unnamed) = match is_french {
        true => ("source", ["articles", "énoncés", "origines", "langues", "dernier", "vu le"], "(sans nom)"),
        false => ("source", ["reports", "claims", "origins", "lang.", "latest", "last seen"], "(no name)"),
    };
    let rest = columns.saturating_sub(WIDTHS.iter().sum::<usize>() + WIDTHS.len()).max(12);
    line(name, &heads.map(str::to_owned), rest, out)?;
    for publisher in publishers {
        let day = |moment: &Option<String>| {
            moment.as_deref().and_then(|moment| moment.get(..10)).unwrap_or_default().to_owned()
        };
        let cells = [
            publisher.reports.to_string(),
            publisher.claims.to_string(),
            publisher.origins.to_string(),
            publisher.languages.join(","),
            day(&publisher.last_published),
            day(&publisher.last_seen),
        ];
        line(publisher.name.as_deref().unwrap_or(unnamed), &cells, rest, out)?;
    }
    Ok(())
}

/// Numbers stand to the right.
fn line(name: &str, cells: &[String; 6], rest: usize, out: &mut impl Write) -> io::Result<()> {
    let blanks = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
    let name = fit(name, rest);
    write!(out, "{name}{}", blanks(&name, rest))?;
    for (at, (cell, width)) in cells.iter().zip(WIDTHS).enumerate() {
        let cell = fit(cell, width);
        match at {
            0..3 => write!(out, " {}{cell}", blanks(&cell, width))?,
            5 => write!(out, " {cell}")?,
            _ => write!(out, " {cell}{}", blanks(&cell, width))?,
        }
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::table;
    use unicode_width::UnicodeWidthStr;
    use zenobia_store::Publisher;

    #[test]
    fn a_table_of_sources_fits_eighty_columns_in_both_languages() {
        let publisher = Publisher {
            name: Some("Le Courrier du soir et des provinces réunies".to_owned()),
            host: None,
            reports: 123_456,
            claims: 1_234_567,
            origins: 130_000,
            languages: vec!["en".to_owned(), "fr".to_owned()],
            first_published: None,
            last_published: Some("2023-05-21".to_owned()),
            last_seen: Some("2023-05-21T10:00:00Z".to_owned()),
        };
        let unnamed = Publisher { name: None, last_published: None, last_seen: None, ..publisher.clone() };
        for is_french in [true, false] {
            let mut out = Vec::new();
            table(&[publisher.clone(), unnamed.clone()], is_french, 80, &mut out).expect("a vector takes all");
            let text = String::from_utf8(out).expect("text");
            assert!(text.lines().all(|line| line.width() <= 80), "{text}");
            assert!(
                text.contains("123456") && text.contains("2023-05-21") && text.contains("Le Courrier du soir"),
                "{text}"
            );
        }
    }
}
