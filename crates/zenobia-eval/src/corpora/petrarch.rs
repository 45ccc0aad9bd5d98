//! The unit records of PETRARCH: sentences with the events that a coder of events is to find in them.

use roxmltree::{Document, Node};

/// A sentence and its coding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// Its name in the file.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The events, in the order of the file.
    pub events: Vec<Tuple>,
    /// Why nothing is to be coded, where the record says so: `storydiscard`, `sentencediscard`, `dateline`, `bad_input_parse`.
    pub error: Option<String>,
}

/// An event: who did what to whom, in codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tuple {
    /// Code of who did it.
    pub source: String,
    /// Code of whom it was done to.
    pub target: String,
    /// Code of what was done.
    pub event: String,
}

/// Reads the file.
///
/// # Errors
/// When it is no well-formed XML.
///
/// ```
/// use zenobia_eval::corpora::petrarch::read;
/// let file = r#"<Validation><Sentences><Sentence id="A-1" date="19950101">
///   <EventCoding sourcecode="ABC" targetcode="DEF" eventcode="042"></EventCoding>
///   <Text> Alba visits
///   Dora. </Text></Sentence></Sentences></Validation>"#;
/// let records = read(file).unwrap();
/// assert_eq!(records[0].text, "Alba visits Dora.");
/// assert_eq!(records[0].events[0].event, "042");
/// ```
pub fn read(source: &str) -> Result<Vec<Coded>, roxmltree::Error> {
    let document = Document::parse(source)?;
    Ok(document.descendants().filter(|node| node.has_tag_name("Sentence")).map(coded).collect())
}

fn coded(sentence: Node<'_, '_>) -> Coded {
    let part = |name: &str| sentence.children().filter(|node| node.has_tag_name(name)).collect::<Vec<_>>();
    let text: Vec<&str> = part("Text").iter().filter_map(|node| node.text()).flat_map(str::split_whitespace).collect();
    let codings = part("EventCoding");
    Coded {
        id: sentence.attribute("id").unwrap_or_default().to_owned(),
        text: text.join(" "),
        events: codings.iter().filter_map(tuple).collect(),
        error: codings.iter().find_map(|node| node.attribute("error")).map(str::to_owned),
    }
}

fn tuple(coding: &Node<'_, '_>) -> Option<Tuple> {
    let code = |name: &str| coding.attribute(name).map(|code| code.trim().to_owned());
    Some(Tuple { source: code("sourcecode")?, target: code("targetcode")?, event: code("eventcode")? })
}
