//! Toponyms in XML: LGL, TR-News, GeoVirus, GeoWebNews (GWN) and others of that shape.
//!
//! All of them are lists of `<article docid="…">` with a `<text>`, then `<toponym>` or `<location>` elements that hold `<start>`
//! and `<end>` and, at any depth, a latitude and a longitude. They differ in the names of the elements (`<lat>`, `<latitude>`; `<phrase>`,
//! `<name>`, `<extractedName>`), in where they begin to count (GeoVirus at 1), and in what else they mark: GeoWebNews tells by `<type>` the
//! descriptions ("the city"), bearers of a place's name and names of other things apart, which are no toponyms.

use roxmltree::{Document as Xml, Node};
use zenobia_core::document::Document;
use zenobia_core::span::Span;

use super::{GoldPlace, PlacedDocument};

/// Reads all articles. Toponyms whose offsets are no stretch of the text are left out.
///
/// # Errors
/// Says where the file is no XML.
///
/// ```
/// let source = "<articles><article docid=\"7\"><domain>example.org</domain><text>Fire in Homs.</text><toponyms><toponym>\
///               <start>8</start><end>12</end><gaztag><lat>34.73</lat><lon>36.72</lon></gaztag></toponym></toponyms></article></articles>";
/// let articles = zenobia_eval::corpora::toponyms::read(source).unwrap();
/// assert_eq!(articles[0].document.publisher.as_deref(), Some("example.org"));
/// assert_eq!(articles[0].places[0].point, Some((34.73, 36.72)));
/// ```
pub fn read(source: &str) -> Result<Vec<PlacedDocument>, roxmltree::Error> {
    let xml = Xml::parse(source)?;
    let articles = xml.descendants().filter(|node| node.has_tag_name("article"));
    Ok(articles.enumerate().map(|(number, article)| placed(number, article)).collect())
}

fn placed(number: usize, article: Node) -> PlacedDocument {
    let text = child(article, "text").unwrap_or_default();
    let letters: Vec<char> = text.chars().collect();
    let toponyms = article.descendants().filter(|node| node.has_tag_name("toponym") || node.has_tag_name("location"));
    let marked: Vec<Marked> = toponyms.filter(|node| is_name(*node)).filter_map(marked).collect();
    let shift = shift(&marked, &letters);
    let mut places: Vec<GoldPlace> = marked.iter().filter_map(|marked| marked.place(shift, letters.len())).collect();
    places.sort_by_key(|place| place.span);
    let id = article.attribute("docid").map_or_else(|| number.to_string(), str::to_owned);
    let document = Document {
        id: id.into(),
        text,
        language: Some("en".into()),
        published: told(article, "dltime").and_then(|time| time.get(..10)?.parse().ok()),
        publisher: told(article, "domain").or_else(|| told(article, "source")),
        url: told(article, "url"),
        title: None,
        location: None,
    };
    PlacedDocument { document, places }
}

/// Most characters that the offsets of a file may be off.
const MOST_OFF: i64 = 3;

/// A toponym as the file marks it.
struct Marked {
    start: i64,
    end: i64,
    /// Its words, where the file repeats them.
    words: Vec<char>,
    point: Option<(f64, f64)>,
}

impl Marked {
    fn stretch(&self, shift: i64, length: usize) -> Option<(usize, usize)> {
        let at = |offset: i64| usize::try_from(offset.checked_add(shift)?).ok().filter(|&at| at <= length);
        at(self.start).zip(at(self.end)).filter(|(start, end)| start < end)
    }

    fn place(&self, shift: i64, length: usize) -> Option<GoldPlace> {
        let (start, end) = self.stretch(shift, length)?;
        Some(GoldPlace { span: Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?), point: self.point })
    }
}

/// How far the offsets of an article are off: what brings most of the marked words onto themselves, the least of it.
fn shift(marked: &[Marked], letters: &[char]) -> i64 {
    let fits = |shift: i64| {
        let same = |marked: &&Marked| {
            let stretch = marked.stretch(shift, letters.len()).and_then(|(start, end)| letters.get(start..end));
            !marked.words.is_empty() && stretch == Some(&marked.words)
        };
        marked.iter().filter(same).count()
    };
    let by_size = (0..=MOST_OFF).flat_map(|size| [-size, size]);
    by_size.rev().max_by_key(|&shift| fits(shift)).unwrap_or_default()
}

/// Whether an element marks the name of a place; most corpora mark nothing else.
fn is_name(toponym: Node) -> bool {
    let kind = told(toponym, "type").unwrap_or_default();
    !(kind.ends_with("Expression") || matches!(kind.as_str(), "Non_Toponym" | "Homonym"))
}

fn marked(toponym: Node) -> Option<Marked> {
    let number = |names: [&str; 2]| {
        let said = names.into_iter().find_map(|name| descendant(toponym, name));
        said?.trim().parse::<f64>().ok().filter(|number| number.is_finite())
    };
    let offset = |name: &str| told(toponym, name)?.parse::<i64>().ok();
    let words = ["phrase", "extractedName", "name"].into_iter().find_map(|name| told(toponym, name));
    let point = number(["lat", "latitude"]).zip(number(["lon", "longitude"]));
    let words = words.unwrap_or_default().chars().collect();
    Some(Marked { start: offset("start")?, end: offset("end")?, words, point })
}

/// What a child says, without the space around it; `None` where it says nothing.
fn told(node: Node, name: &str) -> Option<String> {
    child(node, name).map(|said| said.trim().to_owned()).filter(|said| !said.is_empty())
}

fn child(node: Node, name: &str) -> Option<String> {
    node.children().find(|child| child.has_tag_name(name)).map(content)
}

fn descendant(node: Node, name: &str) -> Option<String> {
    node.descendants().find(|child| child.has_tag_name(name)).map(content)
}

fn content(node: Node) -> String {
    node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::read;

    #[test]
    fn locations_without_a_gazetteer_tag_and_with_bad_offsets_are_read() {
        let source = "<articles><article docid=\"a\"><text><![CDATA[Ebola à Goma & Béni]]></text><locations>\
            <location><name>Béni</name><start>15</start><end>19</end><lat>0.49</lat><lon>29.47</lon></location>\
            <location><name>Goma</name><start>8</start><end>12</end></location>\
            <location><name>Nowhere</name><start>40</start><end>47</end></location></locations></article></articles>";
        let articles = read(source).unwrap();
        let [article] = &articles[..] else { panic!("{articles:?}") };
        let spans: Vec<_> = article.places.iter().map(|place| (place.span.start, place.span.end)).collect();
        assert_eq!(spans, [(8, 12), (15, 19)]);
        assert_eq!(article.places[0].point, None);
        assert!(read("<articles>").is_err());
    }

    #[test]
    fn offsets_that_begin_at_one_are_brought_onto_the_names() {
        let source = "<articles><article><source>https://example.org/a</source><text>Choléra à Uvira et à Fizi.</text><locations>\
            <location><name>Uvira</name><start>11</start><end>16</end><lat>-3.4</lat><lon>29.1</lon><page>p</page></location>\
            <location><name>Fizi</name><start>22</start><end>26</end><lat>-4.3</lat><lon>28.9</lon></location>\
            </locations></article></articles>";
        let articles = read(source).unwrap();
        let spans: Vec<_> = articles[0].places.iter().map(|place| (place.span.start, place.span.end)).collect();
        assert_eq!(spans, [(10, 15), (21, 25)]);
    }

    #[test]
    fn descriptions_and_namesakes_of_geowebnews_are_left_out() {
        let toponym = |name: &str, kind: &str, start: u32, point: &str| {
            let end = start + name.chars().count() as u32;
            format!(
                "<toponym><extractedName>{name}</extractedName><normalisedName/><type>{kind}</type><modifierType/>\
                 <nonLocational>No</nonLocational><start>{start}</start><end>{end}</end><geonamesID/>{point}</toponym>"
            )
        };
        let point = "<latitude>15.6</latitude><longitude>32.5</longitude>";
        let toponyms = [
            toponym("Khartoum", "Literal", 3, point),
            toponym("city", "Literal_Expression", 16, ""),
            toponym("Paris", "Homonym", 26, ""),
            toponym("Sudanese", "Demonym", 36, ""),
        ];
        let source = format!(
            "<?xml version=\"1.0\" ?>\n<articles><!--a note--><article>\n<text>In Khartoum, the city, Mr. Paris met \
             Sudanese.</text><toponyms>{}</toponyms></article></articles>",
            toponyms.concat()
        );
        let articles = read(&source).unwrap();
        let points: Vec<_> = articles[0].places.iter().map(|place| place.point).collect();
        assert_eq!(points, [Some((15.6, 32.5)), None]);
    }

    #[test]
    fn addresses_and_days_of_tr_news_are_read_without_the_space_around_them() {
        let source = "<articles xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><article docid=\"9\"><title>Calm\n</title>\
            <url>\n  http://example.org/a\n </url><domain>example.org</domain><dltime>2017-02-03</dltime>\
            <text><![CDATA[Calm “returns” to Goma.]]></text><toponyms><toponym><phrase>Goma</phrase><start>18</start><end>22</end>\
            <gaztag geonameid=\"216281\"><name>Goma City</name><fclass>P</fclass><lat>-1.7</lat><lon>29.2</lon>\
            <country geonameid=\"203312\">DR Congo</country></gaztag></toponym></toponyms></article></articles>";
        let articles = read(source).unwrap();
        let document = &articles[0].document;
        assert_eq!(document.url.as_deref(), Some("http://example.org/a"));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2017-02-03"));
        assert_eq!((articles[0].places[0].span.start, articles[0].places[0].point), (18, Some((-1.7, 29.2))));
    }
}
