//! TimeML documents: TempEval-3, TimeBank, TempEval-2 and others.

use zenobia_core::span::Span;

use super::{GoldTime, TimedDocument, attribute, strip};

/// Reads a TimeML document. What is annotated is what stands in `TEXT`; the time of creation, in `DCT` or in the text, is the day that the
/// times are told from. Values of one digit are written with two (`2003-6-23`), and an empty element is no mention.
///
/// ```
/// let document = zenobia_eval::corpora::timeml::read(
///     "<TimeML><DCT><TIMEX3 functionInDocument=\"CREATION_TIME\" tid=\"t0\" type=\"DATE\" value=\"2013-03-22\">March 22</TIMEX3></DCT>\
///      <TEXT>It ended <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2013-03-21\">yesterday</TIMEX3>.</TEXT></TimeML>",
/// );
/// assert_eq!(document.published.unwrap().to_string(), "2013-03-22");
/// assert_eq!(document.text, "It ended yesterday.");
/// assert_eq!((document.times[0].value.as_str(), document.times[0].kind.as_deref()), ("2013-03-21", Some("DATE")));
/// ```
pub fn read(source: &str) -> TimedDocument {
    let start = source.find("<TEXT>").map_or(0, |at| at + 6);
    let end = source.rfind("</TEXT>").unwrap_or(source.len());
    let mut document = TimedDocument::default();
    strip(source.get(..start).unwrap_or_default(), |tag, _| document.published = created(tag).or(document.published));
    let mut open: Vec<(u32, Option<String>, Option<String>)> = Vec::new();
    let text = strip(source.get(start..end).unwrap_or_default(), |tag, at| {
        if tag.starts_with("TIMEX3") {
            document.published = created(tag).or(document.published);
            if !tag.ends_with('/') {
                let kind = attribute(tag, "type").map(str::to_owned);
                open.push((at, attribute(tag, "value").map(padded), kind));
            }
        } else if tag == "/TIMEX3"
            && let Some((from, Some(value), kind)) = open.pop()
        {
            document.times.push(GoldTime { span: Span::new(from, at), value, kind });
        }
    });
    document.text = text;
    document
}

/// The day of an element that says when the document was written.
fn created(tag: &str) -> Option<jiff::civil::Date> {
    let function = attribute(tag, "functionInDocument")?;
    let written = function == "CREATION_TIME" || function == "PUBLICATION_TIME";
    let value = written.then(|| attribute(tag, "value").map(padded)).flatten()?;
    value.get(..10)?.parse().ok()
}

/// Writes a value as TIMEX3 has it: `2003-6-23` with two digits, `T14` with minutes, `2002-03-31-TNI` without the hyphen.
fn padded(value: &str) -> String {
    if value.starts_with('P') || value.contains('W') || value.ends_with("_REF") {
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

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn values_are_written_with_two_digits() {
        assert_eq!(padded("2003-6-23"), "2003-06-23");
        assert_eq!(padded("2002-03-31-TNI"), "2002-03-31TNI");
        assert_eq!(padded("1999-5-2T14"), "1999-05-02T14:00");
        assert_eq!(padded("PT24H"), "PT24H");
        assert_eq!(padded("PAST_REF"), "PAST_REF");
    }
}
