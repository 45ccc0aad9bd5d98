//! Toponyms in XML: LGL, TR-News, GeoVirus, GeoWebNews (GWN) and others of that shape.
//!
//! All of them are lists of `<article docid="…">` with a `<text>`, then `<toponym>` or `<location>` elements that hold `<start>`
//! and `<end>`, in code points of the text, and, at any depth, `<lat>` and `<lon>`.

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
    let length = text.chars().count() as u32;
    let toponyms = article.descendants().filter(|node| node.has_tag_name("toponym") || node.has_tag_name("location"));
    let mut places: Vec<GoldPlace> = toponyms.filter_map(place).filter(|place| place.span.end <= length).collect();
    places.sort_by_key(|place| place.span);
    let id = article.attribute("docid").map_or_else(|| number.to_string(), str::to_owned);
    let document = Document {
        id: id.into(),
        text,
        language: Some("en".into()),
        published: child(article, "dltime").and_then(|time| time.get(..10)?.parse().ok()),
        publisher: child(article, "domain").or_else(|| child(article, "source")),
        url: child(article, "url"),
        title: None,
        location: None,
    };
    PlacedDocument { document, places }
}

fn place(toponym: Node) -> Option<GoldPlace> {
    let number = |name: &str| descendant(toponym, name)?.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let offset = |name: &str| child(toponym, name)?.trim().parse::<u32>().ok();
    let (start, end) = (offset("start")?, offset("end")?);
    let point = number("lat").zip(number("lon"));
    (start < end).then(|| GoldPlace { span: Span::new(start, end), point })
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
}
