//! The sentences that PLOVER's authors labelled: a table with one pair of actors and one type a sentence.

use zenobia_core::span::Span;

use super::strip;

/// A sentence with a marked pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// Its number in the table.
    pub id: String,
    /// The sentence, without its marks.
    pub text: String,
    /// Where who does it stands, in code points.
    pub source: Span,
    /// Where whom it is done to stands.
    pub target: Span,
    /// The type, such as `ACCUSE`.
    pub event: String,
}

/// Reads the table; what lacks a mark or a type is left out.
///
/// ```
/// use zenobia_eval::corpora::plover::read;
/// let table = "\tsentence_id\tmarked_sentence\tgold_root\n0\t7\t<s>Alba</s> accused <t>Dora</t>.\tACCUSE\n";
/// let rows = read(table);
/// assert_eq!((rows[0].text.as_str(), rows[0].event.as_str()), ("Alba accused Dora.", "ACCUSE"));
/// assert_eq!((rows[0].target.start, rows[0].target.end), (13, 17));
/// ```
pub fn read(table: &str) -> Vec<Marked> {
    let mut lines = table.lines();
    let heads: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| heads.iter().position(|head| *head == name);
    let (Some(id), Some(marked), Some(event)) = (column("sentence_id"), column("marked_sentence"), column("gold_root"))
    else {
        return Vec::new();
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        sentence(cells.get(id)?, cells.get(marked)?, cells.get(event)?)
    };
    lines.filter_map(row).collect()
}

fn sentence(id: &str, marked: &str, event: &str) -> Option<Marked> {
    let mut row = Marked { id: id.to_owned(), event: event.trim().to_owned(), ..Marked::default() };
    // The table quotes cells as spreadsheets do.
    let quoted = marked.len() > 1 && marked.starts_with('"') && marked.ends_with('"');
    let plain = if quoted { marked[1..marked.len() - 1].replace("\"\"", "\"") } else { marked.to_owned() };
    let mut closed = 0;
    row.text = strip(&plain, |tag, at| match tag {
        "s" => row.source.start = at,
        "/s" => (row.source.end, closed) = (at, closed + 1),
        "t" => row.target.start = at,
        "/t" => (row.target.end, closed) = (at, closed + 1),
        _ => {}
    });
    (closed == 2 && !row.event.is_empty()).then_some(row)
}
