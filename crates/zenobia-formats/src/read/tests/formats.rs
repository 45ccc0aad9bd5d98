//! One small file of each kind, made here.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Item, defaults, failures, folder, items, reports};
use crate::read::{Defaults, Limits, read, read_bytes};

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8"><title>Trois villages repris près de Djibo</title>
<meta property="og:site_name" content="Le Courrier du Soum"><meta property="article:published_time" content="2023-05-04T08:00:00+00:00">
<link rel="canonical" href="https://courrier.example/djibo"></head><body><nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>
<article><h1>Trois villages repris près de Djibo</h1><p>L'armée burkinabè a repris mercredi trois villages au sud de Djibo, selon un communiqué
de l'état-major lu à la télévision nationale. Des combats avaient opposé la veille ses soldats à des hommes armés venus du nord.</p>
<p>Au moins douze personnes ont été tuées, dont quatre civils, a précisé une source hospitalière jointe par téléphone. Les habitants, qui avaient
fui vers la ville, attendent de pouvoir rentrer, tandis que les autorités promettent des vivres et des tentes pour la semaine prochaine.</p>
<p>La région du Sahel est depuis des années le théâtre d'attaques de groupes armés, qui ont fait des milliers de morts et des centaines de milliers
de déplacés dans le pays, rappellent les organisations humanitaires présentes sur place.</p></article>
<footer>Tous droits réservés. Publicité.</footer><script>alert("x")</script></body></html>"#;

#[test]
fn a_web_page_gives_its_article_and_what_it_says_of_itself() {
    let folder = folder(&[("djibo.html", PAGE.as_bytes())]);
    let items = items(&folder, &["djibo.html"]);
    let [page] = reports(&items)[..] else { panic!("{items:?}") };
    assert!(page.text.contains("douze personnes") && page.text.contains("déplacés"), "{}", page.text);
    assert!(
        !page.text.contains("Publicité") && !page.text.contains("alert") && !page.text.contains("Sport"),
        "{}",
        page.text
    );
    assert!(page.text.contains("\n\n"), "paragraphs are kept");
    assert_eq!(page.title.as_deref(), Some("Trois villages repris près de Djibo"));
    assert_eq!(page.published.unwrap().to_string(), "2023-05-04");
    assert_eq!(page.publisher.as_deref(), Some("Le Courrier du Soum"));
    assert_eq!(page.url.as_deref(), Some("https://courrier.example/djibo"));
    assert_eq!(page.language.as_deref(), Some("fr"));
}

#[test]
fn a_page_of_one_line_is_kept_whole() {
    let folder =
        folder(&[("short.htm", b"<html><body><p>Two shells hit the port of Mokha at dawn.</p></body></html>")]);
    let items = items(&folder, &["short.htm"]);
    assert_eq!(reports(&items)[0].text, "Two shells hit the port of Mokha at dawn.");
}

#[test]
fn a_page_in_an_old_encoding_is_read_as_it_says() {
    let page = PAGE.replace("utf-8", "iso-8859-1");
    let bytes: Vec<u8> = page.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let items: Vec<Item> = read_bytes("djibo.html", None, None, bytes, defaults()).collect();
    assert!(reports(&items)[0].text.contains("burkinabè"));
}

#[test]
fn a_page_nested_without_end_is_refused_not_followed() {
    let page = "<div>".repeat(100_000);
    let items: Vec<Item> = read_bytes("deep.html", None, None, page.into_bytes(), defaults()).collect();
    assert!(failures(&items)[0].contains("nested 100000 deep"), "{items:?}");
}

#[test]
fn a_mail_gives_its_words_its_day_and_what_is_attached() {
    let mail = "From: \"Field Office Goma\" <goma@relief.example>\r\nSubject: =?utf-8?Q?Situation_=C3=A0_Sake?=\r\nDate: Tue, 6 Feb 2024 09:12:00 +0200\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Des tirs ont =C3=A9t=C3=A9 entendus =C3=A0 Sake.\r\n--b1\r\nContent-Type: text/plain; name=\"notes.txt\"\r\nContent-Disposition: attachment; filename=\"notes.txt\"\r\n\r\nTwo roads are cut.\r\n--b1--\r\n";
    let folder = folder(&[("sake.eml", mail.as_bytes())]);
    let items = items(&folder, &["sake.eml"]);
    let [own, attached] = reports(&items)[..] else { panic!("{items:?}") };
    assert_eq!(
        (own.text.trim(), own.title.as_deref()),
        ("Des tirs ont été entendus à Sake.", Some("Situation à Sake"))
    );
    assert_eq!(
        (own.publisher.as_deref(), own.published.unwrap().to_string().as_str()),
        (Some("Field Office Goma"), "2024-02-06")
    );
    assert_eq!((attached.id.as_str(), attached.text.trim()), ("sake/notes", "Two roads are cut."));
    assert_eq!(attached.published, own.published);
}

#[test]
fn a_mailbox_is_cut_into_its_mails() {
    let mailbox = "From a@x Mon Jan  1 00:00:00 2024\nFrom: a@x\nSubject: One\n\nThe bridge at Kherson was hit.\n>From then on it was closed.\n\nFrom b@x Mon Jan  1 00:00:00 2024\nFrom: b@x\nSubject: Two\n\nNo change.\n";
    let folder = folder(&[("box.mbox", mailbox.as_bytes())]);
    let items = items(&folder, &["box.mbox"]);
    let texts: Vec<&str> = reports(&items).iter().map(|report| report.text.trim()).collect();
    assert_eq!(texts, ["The bridge at Kherson was hit.\nFrom then on it was closed.", "No change."]);
    assert_eq!(reports(&items)[1].id, "box/2");
}

#[test]
fn a_docx_gives_its_paragraphs_without_what_was_deleted() {
    let body = r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Clashes resumed in </w:t></w:r><w:r><w:t>El Fasher &amp; Mellit.</w:t></w:r></w:p>
        <w:p><w:del><w:r><w:delText>old</w:delText><w:t>gone</w:t></w:r></w:del><w:r><w:t>Four were killed.</w:t></w:r></w:p></w:body></w:document>"#;
    let core = r#"<cp:coreProperties><dc:title>Bulletin 7</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">2024-05-11T10:00:00Z</dcterms:created></cp:coreProperties>"#;
    let file = zipped(&[("word/document.xml", body.as_bytes()), ("docProps/core.xml", core.as_bytes())]);
    let folder = folder(&[("bulletin.docx", &file), ("broken.docx", b"PK\x03\x04 no")]);
    let items = items(&folder, &["bulletin.docx", "broken.docx"]);
    let report = reports(&items)[0];
    assert_eq!(report.text, "Clashes resumed in El Fasher & Mellit.\n\nFour were killed.");
    assert_eq!(
        (report.title.as_deref(), report.published.unwrap().to_string().as_str()),
        (Some("Bulletin 7"), "2024-05-11")
    );
    assert!(failures(&items)[0].contains("broken.docx: not a sound document"), "{items:?}");
}

#[test]
fn an_odt_gives_its_paragraphs() {
    let content = r#"<office:document-content><office:body><office:text><text:h>Note</text:h><text:p>Le pont de <text:span>Kramatorsk</text:span> est coupé.</text:p></office:text></office:body></office:document-content>"#;
    let folder = folder(&[("note.odt", &zipped(&[("content.xml", content.as_bytes())]))]);
    assert_eq!(reports(&items(&folder, &["note.odt"]))[0].text, "Note\n\nLe pont de Kramatorsk est coupé.");
}

#[test]
fn a_table_is_read_by_the_usual_names_of_columns_or_as_told() {
    let usual = "id;Date;Source;Notes\n7;2024-03-02;Radio Okapi;\"Des tirs à Masisi; deux blessés\"\n8;02/03/2024;Radio Okapi;Calme\n";
    let odd = "when,what\n2024-03-02,Shelling near Rutshuru\n";
    let folder = folder(&[("a.csv", usual.as_bytes()), ("b.csv", odd.as_bytes())]);
    let all = items(&folder, &["a.csv", "b.csv"]);
    let [row] = reports(&all)[..] else { panic!("{all:?}") };
    assert_eq!(
        (row.id.as_str(), row.text.as_str(), row.publisher.as_deref()),
        ("7", "Des tirs à Masisi; deux blessés", Some("Radio Okapi"))
    );
    let failures = failures(&all);
    assert!(failures[0].contains("row 2: `02/03/2024` is not a day"), "{failures:?}");
    assert!(failures[1].contains("--column text=NAME") && failures[1].contains("when, what"), "{failures:?}");
    let columns = vec![("text".to_owned(), "What".to_owned()), ("published".to_owned(), "when".to_owned())];
    let told: Vec<Item> = read(&[folder.path().join("b.csv")], Defaults { columns, ..defaults() }).collect();
    assert_eq!((reports(&told)[0].text.as_str(), reports(&told)[0].id.as_str()), ("Shelling near Rutshuru", "b:1"));
}

#[test]
fn a_table_saved_by_a_spreadsheet_in_windows_1252_keeps_its_accents() {
    let folder = folder(&[(
        "a.csv",
        b"texte\n\"L\x92arm\xe9e a quitt\xe9 la ville \xe0 l\x92aube, selon des t\xe9moins.\"\nCalme, dit-on\n",
    )]);
    let items = items(&folder, &["a.csv"]);
    assert_eq!(reports(&items)[0].text, "L’armée a quitté la ville à l’aube, selon des témoins.");
    assert!(failures(&items)[0].contains("row 2 has 2 cells where the header names 1"), "{items:?}");
}

#[test]
fn a_feed_gives_its_entries() {
    let feed = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Radio Ndeke</title><language>fr</language><item><title>Calme à Bambari</title>
        <link>https://ndeke.example/1</link><pubDate>Wed, 03 Jan 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;Le calme est revenu à &lt;b&gt;Bambari&lt;/b&gt;.&lt;/p&gt;</description></item></channel></rss>"#;
    let folder = folder(&[("feed.xml", feed.as_bytes()), ("other.xml", b"<?xml version='1.0'?><a/>")]);
    let items = items(&folder, &["feed.xml", "other.xml"]);
    let entry = reports(&items)[0];
    assert_eq!(
        (entry.text.as_str(), entry.title.as_deref()),
        ("Le calme est revenu à Bambari.", Some("Calme à Bambari"))
    );
    assert_eq!(
        (entry.publisher.as_deref(), entry.url.as_deref()),
        (Some("Radio Ndeke"), Some("https://ndeke.example/1"))
    );
    assert_eq!(entry.published.unwrap().to_string(), "2024-01-03");
    assert!(failures(&items)[0].contains("not a feed"), "{items:?}");
}

fn warc_record(kind: &str, url: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0f1e2d3c-0000-4000-8000-000000000001>\r\nWARC-Date: 2024-02-01T10:00:00Z\r\n\
         WARC-Target-URI: {url}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat()
}

#[test]
fn a_web_archive_gives_its_pages_packed_or_not() {
    let http = "application/http; msgtype=response";
    let page = response("200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE.as_bytes());
    let packed = response("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &gzipped(PAGE.as_bytes()));
    let records = [
        warc_record("warcinfo", "x", "application/warc-fields", b"software: test"),
        warc_record("response", "https://a.example/1", http, &page),
        warc_record(
            "response",
            "https://a.example/logo.png",
            http,
            &response("200 OK\r\nContent-Type: image/png", b"\x89PNG\0"),
        ),
        warc_record(
            "response",
            "https://a.example/gone",
            http,
            &response("404 Not Found\r\nContent-Type: text/html", b"gone"),
        ),
        warc_record("response", "https://a.example/2", http, &packed),
    ];
    let plain = records.concat();
    let by_record: Vec<u8> = records.iter().flat_map(|record| gzipped(record)).collect();
    let wacz = zipped(&[
        ("archive/data.warc.gz", &by_record),
        ("datapackage.json", b"{}"),
        ("pages/pages.jsonl", b"{\"format\": 1}"),
    ]);
    let folder = folder(&[("a.warc", &plain), ("b.warc.gz", &by_record), ("c.wacz", &wacz)]);
    for name in ["a.warc", "b.warc.gz", "c.wacz"] {
        let items = items(&folder, &[name]);
        assert_eq!(failures(&items), [""; 0], "{name}");
        let urls: Vec<_> = reports(&items).iter().map(|page| page.url.clone().unwrap()).collect();
        assert_eq!(urls, ["https://courrier.example/djibo"; 2], "{name}");
        assert!(
            items.iter().any(|item| matches!(item, Item::Note(note) if note.contains("passed over 3"))),
            "{name} {items:?}"
        );
    }
    let cut = folder.path().join("cut.warc");
    std::fs::write(&cut, &plain[..plain.len() - 200]).unwrap();
    let items: Vec<Item> = read(&[cut], defaults()).collect();
    assert_eq!((reports(&items).len(), failures(&items).len()), (1, 1), "{items:?}");
}

#[test]
fn an_address_in_another_encoding_does_not_stop_a_web_archive() {
    let page = response("200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE.as_bytes());
    let sound = warc_record("response", "https://a.example/#", "application/http; msgtype=response", &page);
    let latin: Vec<u8> = sound.iter().map(|&byte| if byte == b'#' { 0xe9 } else { byte }).collect();
    let folder = folder(&[("a.warc", &[latin, sound].concat())]);
    let items = items(&folder, &["a.warc"]);
    assert_eq!((reports(&items).len(), failures(&items).len()), (2, 0), "{items:?}");
}

#[test]
fn a_zip_of_many_kinds_is_read_and_one_inside_another_up_to_a_depth() {
    let inner = zipped(&[("c.txt", b"trois")]);
    let outer = zipped(&[
        ("a.fr.txt", b"un"),
        ("x/b.jsonl", b"{\"id\": \"b\", \"text\": \"deux\"}\n"),
        ("in.zip", &inner),
        ("photo.jpg", b"\xff\xd8"),
    ]);
    let folder = folder(&[("all.zip", &outer)]);
    let items = items(&folder, &["all.zip"]);
    let ids: Vec<&str> = reports(&items).iter().map(|report| report.id.as_str()).collect();
    assert_eq!(ids, ["all/a", "b", "all/in/c"]);
    assert!(matches!(items.last(), Some(Item::Note(note)) if note.contains("passed over 1")), "{items:?}");
    let nested = (0..6).fold(inner, |inner, _| zipped(&[("in.zip", &inner)]));
    let items: Vec<Item> = read_bytes("deep.zip", None, None, nested, defaults()).collect();
    assert!(failures(&items)[0].contains("inside of 3 others"), "{items:?}");
}

#[test]
fn a_bomb_is_refused_before_it_fills_memory() {
    let bomb = gzipped(&vec![b' '; 64 << 20]);
    assert!(bomb.len() < 100_000);
    let limits = Limits { report: 32 << 20, ..Limits::default() };
    for name in ["bomb.txt.gz", "bomb.jsonl.gz"] {
        let items: Vec<Item> = read_bytes(name, None, None, bomb.clone(), Defaults { limits, ..defaults() }).collect();
        let failures = failures(&items);
        assert!(failures[0].contains("come out of each byte"), "{name}: {failures:?}");
    }
    let zip = zipped(&[("a.txt", &vec![b' '; 48 << 20]), ("b.txt", b"fine")]);
    let items: Vec<Item> = read_bytes("bomb.zip", None, None, zip, Defaults { limits, ..defaults() }).collect();
    assert_eq!((failures(&items).len(), reports(&items).len()), (1, 1), "the other members are still read: {items:?}");
}

#[test]
fn json_may_be_one_report_or_an_array() {
    let folder = folder(&[
        ("a.json", br#"[{"text": "un"}, {"txt": "?"}, {"id": 3, "text": "trois"}]"#),
        ("b.json", b"{\"text\": \"one\"}\n{\"text\": \"two\"}\n"),
    ]);
    let items = items(&folder, &["a.json", "b.json"]);
    let ids: Vec<&str> = reports(&items).iter().map(|report| report.id.as_str()).collect();
    assert_eq!(ids, ["a:1", "3", "b:1", "b:2"]);
    assert!(failures(&items)[0].contains("a.json:2: no `text`"), "{items:?}");
}

#[test]
fn files_that_differ_only_in_their_ends_keep_names_of_their_own() {
    let folder = folder(&[("a.en.txt", b"one"), ("a.fr.txt", b"un"), ("b.txt", b"deux")]);
    let items: Vec<Item> = read(&[folder.path().to_owned()], defaults()).collect();
    let ids: Vec<&str> = reports(&items).iter().map(|report| report.id.as_str()).collect();
    assert_eq!(ids, ["a.en.txt", "a.fr.txt", "b"]);
}

/// A PDF of one page with some lines, or with none.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj T* ")).collect();
    let content = format!("BT /F1 12 Tf 14 TL 72 720 Td {shown}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut starts = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        starts.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let table = file.len();
    file += "xref\n0 6\n0000000000 65535 f \n";
    starts.iter().for_each(|start| file += &format!("{start:010} 00000 n \n"));
    file += &format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.into_bytes()
}

#[test]
#[cfg(feature = "pdf")]
fn a_pdf_gives_its_text_and_one_of_pictures_says_what_to_do() {
    let words = pdf(&["Shelling resumed near Bakhmut on Friday, kill-", "ing two people."]);
    let folder = folder(&[("a.pdf", &words), ("scan.pdf", &pdf(&[]))]);
    let items = items(&folder, &["a.pdf", "scan.pdf"]);
    assert!(reports(&items)[0].text.contains("near Bakhmut on Friday, killing two people."), "{items:?}");
    assert!(failures(&items)[0].contains("text recognizer"), "{items:?}");
}

#[test]
fn damaged_files_of_every_kind_are_refused_in_words() {
    let kinds =
        ["html", "eml", "mbox", "pdf", "docx", "odt", "csv", "json", "jsonl", "xml", "warc", "zip", "gz", "wacz"];
    for kind in kinds {
        for bytes in [
            &b""[..],
            b"\x00\xff\xfe",
            b"PK\x05\x06",
            b"%PDF-1.4\n1 0 obj\n<< /Type",
            b"\x1f\x8b\x08\x00",
            b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n",
        ] {
            let name = format!("x.{kind}");
            let items: Vec<Item> = read_bytes(&name, None, None, bytes.to_vec(), defaults()).collect();
            for failure in failures(&items) {
                assert!(failure.starts_with("x."), "{failure}");
            }
        }
    }
}
