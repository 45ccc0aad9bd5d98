//! Web pages around reports, as sites of newspapers build them: what is around the article is made up, and larger than the article.

use std::fmt::Write;

use zenobia_core::document::Document;

/// How a site sets its articles: the elements around article, text and paragraphs.
struct Layout {
    article: &'static str,
    body: &'static str,
    paragraph: &'static str,
    aside: &'static str,
}

const LAYOUTS: [Layout; 4] = [
    Layout {
        article: "article class=\"article\"",
        body: "div class=\"article__body\"",
        paragraph: "p",
        aside: "aside",
    },
    Layout {
        article: "main id=\"main\"",
        body: "section class=\"story-text\"",
        paragraph: "p class=\"par\"",
        aside: "div class=\"rail\"",
    },
    Layout {
        article: "div class=\"content post\"",
        body: "div class=\"entry-content\"",
        paragraph: "p",
        aside: "div id=\"sidebar\"",
    },
    Layout {
        article: "div id=\"wrapper-c\"",
        body: "div class=\"a-text\"",
        paragraph: "div class=\"a-text-p\"",
        aside: "div class=\"col-4\"",
    },
];

const SECTIONS: [&str; 12] = [
    "World",
    "Africa",
    "Middle East",
    "Economy",
    "Culture",
    "Sport",
    "Weather",
    "Opinion",
    "Video",
    "Podcasts",
    "Letters",
    "Archive",
];

/// Headlines of other articles, which are none of the text.
const TEASERS: [&str; 10] = [
    "Rain is expected along the coast on Thursday",
    "Ten soups for cold evenings",
    "The harbor opens its new quay to visitors",
    "How to read a timetable of the railways",
    "Readers choose the painting of the month",
    "Prices of apples fall after a good harvest",
    "A choir of two hundred sings in the old market",
    "What the new library will look like",
    "Three walks along the river for a Sunday",
    "The museum looks for photographs of the bridge",
];

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn end(element: &str) -> &str {
    element.split(' ').next().unwrap_or(element)
}

/// A page of some site that holds a report.
pub fn page(document: &Document) -> String {
    let seed = document.text.bytes().fold(17_usize, |seed, byte| seed.wrapping_mul(31).wrapping_add(usize::from(byte)));
    let layout = &LAYOUTS[seed % LAYOUTS.len()];
    let mut page = String::with_capacity(48_000 + 2 * document.text.len());
    head(&mut page, document);
    navigation(&mut page, seed);
    article(&mut page, document, layout, seed);
    rail(&mut page, layout, seed);
    foot(&mut page, seed);
    page
}

fn head(page: &mut String, document: &Document) {
    let title = escape(document.title.as_deref().unwrap_or("Report"));
    let language = document.language.as_deref().unwrap_or("en");
    let day = document.published.map(|day| day.to_string()).unwrap_or_default();
    let _ = writeln!(
        page,
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} | The Example</title>\n\
         <meta property=\"og:title\" content=\"{title}\">\n<meta property=\"article:published_time\" content=\"{day}\">\n\
         <meta property=\"og:site_name\" content=\"The Example\">\n<style>"
    );
    for number in 0..60 {
        let _ = writeln!(
            page,
            ".c{number} > a:hover, .c{number}--open {{ display: flex; margin: {number}px 4px; color: #{number:02x}33{number:02x}; }}"
        );
    }
    page.push_str("</style>\n<script>\nwindow.settings = {");
    for number in 0..80 {
        let _ = writeln!(
            page,
            "\"slot-{number}\": {{\"sizes\": [[300, 250], [728, {number}]], \"lazy\": true, \"name\": \"/1/site/slot{number}\"}},"
        );
    }
    page.push_str("};\nfor (var i = 0; i < 10; i++) { if (window.settings['slot-' + i] && i < 9) { window.ready = true; } }\n</script>\n</head>\n");
}

fn links(page: &mut String, class: &str, seed: usize, count: usize) {
    let _ = writeln!(page, "<ul class=\"{class}\">");
    for number in 0..count {
        let section = SECTIONS[(seed + number) % SECTIONS.len()];
        let _ = writeln!(
            page,
            "<li class=\"{class}__item c{number}\"><a href=\"/section/{number}?from={class}\" data-track=\"{class}-{number}\"><span>{section}</span></a></li>"
        );
    }
    page.push_str("</ul>\n");
}

fn navigation(page: &mut String, seed: usize) {
    page.push_str("<body class=\"page\">\n<div class=\"cookies\" role=\"dialog\"><p>This site keeps cookies. <a href=\"/cookies\">Read more</a></p><button>Accept</button></div>\n<header class=\"site-header\"><a href=\"/\"><img src=\"/logo.svg\" alt=\"The Example\"></a>\n<nav>\n");
    links(page, "menu", seed, 36);
    links(page, "submenu", seed + 5, 24);
    page.push_str("</nav>\n<form action=\"/search\"><input name=\"q\" placeholder=\"Search\"><button>Search</button></form>\n</header>\n");
}

fn article(page: &mut String, document: &Document, layout: &Layout, seed: usize) {
    let title = escape(document.title.as_deref().unwrap_or("Report"));
    let _ = write!(
        page,
        "<div class=\"grid\">\n<{}>\n<h1>{title}</h1>\n<div class=\"meta\"><span class=\"author\">Newsroom</span> ",
        layout.article
    );
    page.push_str("<ul class=\"share\"><li><a href=\"#m\">Mail</a></li><li><a href=\"#p\">Print</a></li></ul></div>\n");
    let _ = writeln!(
        page,
        "<figure><img src=\"/i/{}.jpg\" srcset=\"/i/a.jpg 300w, /i/b.jpg 600w\" alt=\"\"></figure>\n<{}>",
        seed % 9973,
        layout.body
    );
    let paragraphs = document.text.split('\n').filter(|paragraph| !paragraph.trim().is_empty());
    for (number, paragraph) in paragraphs.enumerate() {
        let _ = writeln!(page, "<{}>{}</{}>", layout.paragraph, escape(paragraph), end(layout.paragraph));
        if number % 5 == 2 {
            let _ = writeln!(page, "<div class=\"ad-slot\" id=\"ad-{number}\"><script>show({number});</script></div>");
        }
    }
    let _ = writeln!(page, "</{}>\n</{}>", end(layout.body), end(layout.article));
}

fn rail(page: &mut String, layout: &Layout, seed: usize) {
    let _ = writeln!(page, "<{}>\n<h3>Most read</h3>\n<ol>", layout.aside);
    for number in 0..20 {
        let teaser = TEASERS[(seed / 7 + number) % TEASERS.len()];
        let _ = writeln!(
            page,
            "<li class=\"teaser c{number}\"><a href=\"/a/{number}\"><img loading=\"lazy\" src=\"/t/{number}.jpg\" alt=\"\"><h4>{teaser}</h4></a><time>10:{number:02}</time></li>"
        );
    }
    let _ = writeln!(page, "</ol>\n</{}>\n</div>", end(layout.aside));
}

fn foot(page: &mut String, seed: usize) {
    page.push_str("<section class=\"comments\"><h3>Comments</h3>\n");
    for number in 0..6 {
        let teaser = TEASERS[(seed / 11 + number) % TEASERS.len()];
        let _ = writeln!(
            page,
            "<div class=\"comment\"><b>reader{number}</b> <p>Is it true that \u{201c}{teaser}\u{201d}?</p></div>"
        );
    }
    page.push_str("</section>\n<footer>\n");
    links(page, "footer", seed + 3, 40);
    page.push_str("<p>\u{a9} The Example. <a href=\"/terms\">Terms</a></p>\n</footer>\n<script>\n");
    for number in 0..60 {
        let _ = writeln!(
            page,
            "track(\"event-{number}\", {{ at: \"foot\", value: {number}, next: function () {{ return {number} + 1; }} }});"
        );
    }
    page.push_str("</script>\n</body>\n</html>\n");
}
