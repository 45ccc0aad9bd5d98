//! Web pages: main text, title, day, publisher, address and language.

use std::panic::{AssertUnwindSafe, catch_unwind};

use compact_str::CompactString;
use dom_smoothie::{Article, Config, Readability, TextMode};
use zenobia_core::document::Document;

use super::piece::Piece;
use super::{Defaults, Item};
use crate::Fault;
use crate::date::find_day;
use crate::decode::decode_as;

/// Most elements of a page, and deepest nesting, that are looked through: no page for readers comes near.
const ELEMENTS: usize = 200_000;
const DEPTH: usize = 400;

/// Most attributes of an element: the parser compares each with all others.
const ATTRIBUTES: usize = 5000;

/// Most bytes of text without an element between: the writer of the article looks through the rest of a stretch at each `&` and each no-break space.
const STRETCH: usize = 16_384;

/// What a page says of itself.
struct Page {
    text: String,
    title: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

pub(super) fn read(bytes: Vec<u8>, piece: &Piece, defaults: &Defaults) -> Item {
    let label = piece.charset.clone().or_else(|| meta_charset(&bytes));
    let Ok(html) = decode_as(bytes, label.as_deref()) else {
        return Item::Failed(Fault::NotText { path: piece.shown.clone() });
    };
    match page(&html, piece.url.as_deref()) {
        Ok(page) => Item::Report(document(page, piece, defaults)),
        Err(message) => Item::Failed(piece.fault(message)),
    }
}

/// The words of a part of a page, such as the body of an e-mail, with nothing left out.
pub(super) fn plain(html: &str) -> String {
    match nesting(html) > DEPTH || attributes(html) > ATTRIBUTES {
        true => strip(html),
        false => dom_smoothie::Readability::new(html, None, None)
            .map_or_else(|_| strip(html), |page| page.doc.formatted_text().to_string()),
    }
}

fn document(page: Page, piece: &Piece, defaults: &Defaults) -> Document {
    let told = page.language.as_deref().map(|code| code.split(['-', '_']).next().unwrap_or(code).to_lowercase());
    let told = told.map(CompactString::from).filter(|code| defaults.codes.contains(code));
    Document {
        id: piece.id.as_str().into(),
        text: page.text,
        language: defaults.language.clone().or_else(|| piece.language.clone()).or(told),
        published: page.published.as_deref().and_then(find_day).or(piece.published).or(defaults.published),
        publisher: page.publisher.or_else(|| piece.publisher.clone()),
        url: page.url.or_else(|| piece.url.clone()),
        title: page.title.or_else(|| piece.title.clone()),
        location: Some(piece.shown.clone()),
    }
}

fn page(html: &str, url: Option<&str>) -> Result<Page, String> {
    let depth = nesting(html);
    if depth > DEPTH {
        return Err(format!(
            "its elements are nested {depth} deep, which no page for readers is; save its text instead"
        ));
    }
    let attributes = attributes(html);
    if attributes > ATTRIBUTES {
        return Err(format!(
            "one of its elements has {attributes} attributes, which no page for readers has; save its text instead"
        ));
    }
    // The parser is a library's; should a page break it, the other pages are still read.
    let run = || {
        let config = Config { max_elements_to_parse: ELEMENTS, text_mode: TextMode::Formatted, ..Config::default() };
        let mut page = Readability::new(html, url.filter(|url| url.starts_with("http")), Some(config))
            .map_err(|error| error.to_string())?;
        let canonical = canonical(&page);
        let whole = page.doc.select("body").text().trim().to_owned();
        cut_stretches(&page);
        match page.parse() {
            Ok(article) => Ok(of_article(article, canonical)),
            Err(_) if !whole.is_empty() => Ok(short(&page, canonical)),
            Err(error) => Err(format!("no text was found in the page ({error})")),
        }
    };
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err("the page cannot be taken apart; save its text instead".to_owned()))
}

/// Cuts long stretches of text into several, which stand beside each other and read as before.
fn cut_stretches(page: &Readability) {
    let nodes = page.doc.root().descendants();
    let long: Vec<_> = nodes.into_iter().filter(|node| node.is_text() && node.text().len() > STRETCH).collect();
    for node in long {
        let text = node.text();
        let mut rest = &text[..];
        while !rest.is_empty() {
            let end = (0..=STRETCH.min(rest.len())).rev().find(|&at| rest.is_char_boundary(at));
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            node.insert_before(&page.doc.tree.new_text(part));
            rest = after;
        }
        node.remove_from_parent();
    }
}

fn of_article(article: Article, canonical: Option<String>) -> Page {
    let given = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
    Page {
        text: article.text_content.trim().to_owned(),
        title: given(Some(article.title)),
        published: given(article.published_time),
        publisher: given(article.site_name),
        url: canonical.or(given(article.url)),
        language: given(article.lang),
    }
}

/// A page without an article: a list, a bulletin of one line. All its words are kept.
fn short(page: &Readability, canonical: Option<String>) -> Page {
    let metadata = page.get_article_metadata(None);
    let title = Some(metadata.title).filter(|title| !title.trim().is_empty());
    page.doc.select("script, style, noscript, nav, header, footer, form").remove();
    let text = page.doc.select("body").nodes().first().map(|body| body.formatted_text().trim().to_owned());
    Page {
        text: text.unwrap_or_default(),
        title,
        published: metadata.published_time,
        publisher: metadata.site_name,
        url: canonical,
        language: metadata.lang,
    }
}

fn canonical(page: &Readability) -> Option<String> {
    let link = page.doc.select(r#"link[rel="canonical"]"#).attr("href");
    let address = link.or_else(|| page.doc.select(r#"meta[property="og:url"]"#).attr("content"));
    address.map(|address| address.to_string()).filter(|address| address.starts_with("http"))
}

/// The encoding that a page says it is in, among its first bytes.
fn meta_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let rest = &head[head.find("charset=")? + "charset=".len()..];
    let label = rest.trim_start_matches(['"', '\'', ' ']);
    Some(label.chars().take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter)).collect())
}

/// Elements that have no end.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "!"];

/// How deep elements are nested at most, counted by their tags alone.
fn nesting(html: &str) -> usize {
    let (mut depth, mut most) = (0usize, 0);
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            continue;
        }
        let name: String = tag.chars().take_while(|letter| letter.is_ascii_alphanumeric()).take(12).collect();
        // Paragraphs and items of lists need no end, and do not nest.
        let is_open = !name.is_empty() && !["p", "li", "td", "tr", "th", "dd", "dt", "option"].contains(&name.as_str());
        let is_whole = tag.split_once('>').is_some_and(|(tag, _)| tag.ends_with('/'));
        if is_open && !is_whole && !VOID.iter().any(|void| name.eq_ignore_ascii_case(void)) {
            depth += 1;
            most = most.max(depth);
        }
    }
    most
}

/// How many attributes an element has at most, counted by what may end one: blanks, slashes and quotes. What stands in quotes is passed over.
fn attributes(html: &str) -> usize {
    let (mut count, mut most) = (0usize, 0usize);
    let (mut inside, mut quoted, mut before) = (false, None, b' ');
    for byte in html.bytes() {
        match (inside, quoted) {
            (false, _) => inside = before == b'<' && (byte.is_ascii_alphabetic() || byte == b'/'),
            (true, Some(mark)) if byte == mark => quoted = None,
            (true, Some(_)) => {}
            (true, None) => match byte {
                b'>' => (inside, count) = (false, 0),
                b'"' | b'\'' if before == b'=' => {
                    quoted = Some(byte);
                    count += 1;
                }
                b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c => count += 1,
                _ => {}
            },
        }
        // A quotation that never closes hides what comes after it from the parser as well.
        most = most.max(count);
        before = byte;
    }
    most
}

/// A page too odd to be parsed, without its tags.
fn strip(html: &str) -> String {
    let text = |part: &str| part.split_once('>').map_or(String::new(), |(_, text)| text.to_owned());
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + " " + &text(part)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{STRETCH, attributes, page};

    #[test]
    fn attributes_are_counted_by_element_and_not_inside_of_values() {
        assert_eq!(attributes("<p>a b c d e f</p> <img alt=\"one two three four\"><br/>"), 2);
        assert!(attributes(&format!("<p {}>", "a=1 ".repeat(6000))) > 6000);
        assert!(attributes(&format!("<p{}>", "a=''".repeat(6000))) >= 6000);
        assert!(attributes(&format!("</p{}>", "/a".repeat(6000))) >= 6000);
    }
    #[test]
    fn a_long_stretch_of_text_is_cut_and_reads_as_it_stands() {
        for (word, read) in [("&amp", "&"), ("Homs fell. ", "Homs fell. "), ("é&nbsp;", "é\u{a0}"), ("–", "–")] {
            let times = 3 * STRETCH;
            let text = page(&format!("<p>{}</p>", word.repeat(times)), None).expect("a page").text;
            let whole = read.repeat(times).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text == whole, "{word}: {} bytes and not {}", text.len(), whole.len());
        }
    }
}
