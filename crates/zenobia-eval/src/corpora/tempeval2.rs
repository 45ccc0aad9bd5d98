//! TempEval-2 in French: TimeML documents.

use zenobia_core::span::Span;

use super::{GoldTime, TimedDocument, attribute, strip};

/// Reads a TimeML document. Values of one digit are written with two (`2003-6-23`), and the time of creation is a mention where it has words.
///
/// ```
/// let document = zenobia_eval::corpora::tempeval2::read(
///     "<TimeML><TEXT><TIMEX3 functionInDocument=\"CREATION_TIME\" tid=\"t1\" value=\"2003-6-1\" />Fini \
///      <TIMEX3 tid=\"t2\" value=\"2003-05-31\">hier</TIMEX3>.</TEXT></TimeML>",
/// );
/// assert_eq!(document.published.unwrap().to_string(), "2003-06-01");
/// assert_eq!(document.text, "Fini hier.");
/// assert_eq!(document.times[0].value, "2003-05-31");
/// ```
pub fn read(source: &str) -> TimedDocument {
    let start = source.find("<TEXT>").map_or(0, |at| at + 6);
    let end = source.find("</TEXT>").unwrap_or(source.len());
    let mut document = TimedDocument::default();
    let mut open: Vec<(u32, Option<String>)> = Vec::new();
    let text = strip(source.get(start..end).unwrap_or_default(), |tag, at| {
        if tag.starts_with("TIMEX3") {
            let value = attribute(tag, "value").map(padded);
            if attribute(tag, "functionInDocument").is_some_and(|function| function.ends_with("_TIME")) {
                document.published = value.as_deref().and_then(|value| value.get(..10)?.parse().ok());
            }
            if !tag.ends_with('/') {
                open.push((at, value));
            }
        } else if tag == "/TIMEX3"
            && let Some((from, Some(value))) = open.pop()
        {
            document.times.push(GoldTime { span: Span::new(from, at), value });
        }
    });
    document.text = text;
    document
}

/// Writes a value as TIMEX3 has it: `2003-6-23` with two digits, `T14` with minutes, `2002-03-31-TNI` without the hyphen.
fn padded(value: &str) -> String {
    if value.starts_with('P') || value.contains('W') {
        return value.to_owned();
    }
    let value = value.replace("-T", "T");
    let (date, time) = value.split_once('T').map_or((value.as_str(), None), |(date, time)| (date, Some(time)));
    let pad = |part: &str| if part.len() == 1 { format!("0{part}") } else { part.to_owned() };
    let date = date.split('-').map(pad).collect::<Vec<_>>().join("-");
    match time {
        None => date,
        Some(hour) if hour.len() == 2 && hour.bytes().all(|b| b.is_ascii_digit()) => format!("{date}T{hour}:00"),
        Some(time) => format!("{date}T{time}"),
    }
}
