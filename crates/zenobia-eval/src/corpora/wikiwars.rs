//! WikiWars: English histories of wars with TIMEX2.

use zenobia_core::span::Span;

use super::{GoldTime, TimedDocument, attribute, strip};

/// Reads a document. Its date says when it was fetched, not when it was told, so there is none of publication; times without a
/// value are left out.
///
/// ```
/// let document = zenobia_eval::corpora::wikiwars::read(
///     "<DOC><DATETIME> <TIMEX2 val=\"2009-12-19\">2009</TIMEX2> </DATETIME>\n<TEXT>\nBegun \
///      <TIMEX2 val=\"1912\">in 1912</TIMEX2>.\n</TEXT></DOC>",
/// );
/// assert_eq!(document.times.len(), 1);
/// assert_eq!(document.times[0].value, "1912");
/// ```
pub fn read(source: &str) -> TimedDocument {
    let start = source.find("<TEXT>").map_or(0, |at| at + 6);
    let end = source.rfind("</TEXT>").unwrap_or(source.len());
    let mut times = Vec::new();
    let mut open: Vec<(u32, Option<String>)> = Vec::new();
    let text = strip(source.get(start..end).unwrap_or_default(), |tag, at| {
        if tag.starts_with("TIMEX2") {
            open.push((at, attribute(tag, "val").map(str::to_owned)));
        } else if tag == "/TIMEX2"
            && let Some((from, Some(value))) = open.pop()
        {
            times.push(GoldTime { span: Span::new(from, at), value, kind: None });
        }
    });
    times.sort_by_key(|time| time.span);
    TimedDocument { text, published: None, times }
}
