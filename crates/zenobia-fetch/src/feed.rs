//! Feeds, and lists of feeds: which pages they name.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

/// A page that a feed names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its address.
    pub url: String,
    /// Its headline, when it is told.
    pub title: Option<String>,
}

/// The pages that an RSS, Atom or JSON feed names, in its order; `None` when it is no feed.
///
/// ```
/// let feed = br#"<rss version="2.0"><channel><title>News</title>
///   <item><title>Talks</title><link>https://news.example/1</link></item></channel></rss>"#;
/// assert_eq!(zenobia_fetch::feed::entries(feed, None).unwrap()[0].url, "https://news.example/1");
/// assert!(zenobia_fetch::feed::entries(b"<html></html>", None).is_none());
/// ```
pub fn entries(bytes: &[u8], address: Option<&str>) -> Option<Vec<Entry>> {
    let parser = feed_rs::parser::Builder::new().base_uri(address).build();
    let feed = parser.parse(bytes).ok()?;
    let entry = |entry: feed_rs::model::Entry| {
        let is_page = |rel: Option<&str>| rel.is_none_or(|rel| rel == "alternate");
        let link = entry.links.into_iter().find(|link| is_page(link.rel.as_deref()))?;
        let title = entry.title.map(|title| title.content);
        (link.href.starts_with("http://") || link.href.starts_with("https://"))
            .then_some(Entry { url: link.href, title })
    };
    Some(feed.entries.into_iter().filter_map(entry).collect())
}

/// The feeds that an OPML file lists; `None` when it is none.
///
/// ```
/// let opml = br#"<opml version="2.0"><body><outline text="Sahel"><outline type="rss" xmlUrl="https://news.example/feed"/></outline></body></opml>"#;
/// assert_eq!(zenobia_fetch::feed::outline(opml).unwrap(), ["https://news.example/feed"]);
/// assert!(zenobia_fetch::feed::outline(b"<rss></rss>").is_none());
/// ```
pub fn outline(bytes: &[u8]) -> Option<Vec<String>> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
    let mut feeds = Vec::new();
    let mut is_opml = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                is_opml |= tag.name().as_ref().eq_ignore_ascii_case("opml");
                let attributes = tag.attributes().flatten();
                let address = attributes.filter(|attribute| attribute.key.as_ref().eq_ignore_ascii_case("xmlurl"));
                feeds.extend(address.filter_map(|attribute| Some(unescape(&attribute.value).ok()?.into_owned())));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return None,
        }
    }
    is_opml.then_some(feeds)
}
