//! TimelineJS (Knight Lab): events with dates. Rows without any date follow in a list of their own, which TimelineJS passes over.

use std::io::{self, Read, Seek, SeekFrom, Write};

use serde_json::{Value, json};
use zenobia_core::row::Row;

use super::gist::Gist;
use super::text::xml;
use super::{Context, Facet, Format, Part, Parts, Shape};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "timelinejs",
    parts: &[Part { name: "timeline", extension: "json", media: "application/json" }],
    purpose: "a story along a line of time, for Knight Lab's TimelineJS; rows without a date stand in `undated`",
    loses: &[
        Facet::Contexts,
        Facet::Modes,
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::Undated,
        Facet::ActorKeys,
        Facet::ActorCodes,
        Facet::PlaceKeys,
        Facet::Radius,
        Facet::Positions,
        Facet::Origins,
    ],
    system: None,
    open,
};

struct Timeline<'a> {
    context: Context<'a>,
    any: bool,
    /// Rows without a date, on disk, until all others are written.
    undated: Option<std::fs::File>,
}

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Timeline { context, any: false, undated: None })
}

impl Shape for Timeline<'_> {
    fn head(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        let made_by =
            format!("Read by a machine and not reviewed where it says so; made by {}.", xml(self.context.maker));
        let title = json!({"text": {"headline": "Zenobia", "text": made_by}});
        write!(out.main(), "{{\"title\":{title},\"events\":[")
    }

    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        let gist = Gist::new(row, "timelinejs", self.context);
        let slide = slide(&gist);
        if slide.get("start_date").is_none() {
            let file = match self.undated.as_mut() {
                Some(file) => {
                    file.write_all(b",\n")?;
                    file
                }
                None => self.undated.insert(tempfile::tempfile()?),
            };
            return Ok(serde_json::to_writer(file, &slide)?);
        }
        let separator: &[u8] = if self.any { b",\n" } else { b"\n" };
        self.any = true;
        out.main().write_all(separator)?;
        Ok(serde_json::to_writer(out.main(), &slide)?)
    }

    fn tail(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        out.main().write_all(b"\n],\"undated\":[")?;
        if let Some(mut file) = self.undated.take() {
            file.seek(SeekFrom::Start(0))?;
            let mut part = [0; 1 << 14];
            loop {
                let length = file.read(&mut part)?;
                if length == 0 {
                    break;
                }
                out.main().write_all(&part[..length])?;
            }
        }
        out.main().write_all(b"]}\n")
    }
}

/// A day as TimelineJS writes it.
fn date(day: &str) -> Option<Value> {
    let mut parts = day.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(json!({"year": year, "month": month, "day": day}))
}

fn slide(gist: &Gist<'_>) -> Value {
    let details: Vec<String> =
        gist.details().into_iter().map(|(name, value)| format!("<b>{name}</b>: {}", xml(&value))).collect();
    let mut slide = json!({
        "unique_id": gist.row.id,
        "group": gist.row.event,
        "text": {"headline": xml(&gist.headline()), "text": format!("<p>{}</p>", details.join("<br>"))},
    });
    let days = gist.days().map(|(first, last)| (date(first), date(last)));
    if let (Some((Some(first), last)), Some(fields)) = (days, slide.as_object_mut()) {
        if let Some(last) = last.filter(|last| *last != first) {
            fields.insert("end_date".to_owned(), last);
        }
        fields.insert("start_date".to_owned(), first);
    }
    slide
}
