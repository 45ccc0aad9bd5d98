//! Hostile files: each gives what can be read of it or a fault that says what is wrong, and the others go on.

use std::time::Duration;

use zenobia_core::reconcile::Situation;
use zenobia_core::record::Record;
use zenobia_formats::read::{Defaults, Item, Limits, read_bytes};
use zenobia_hostile::seeds::{gzip, warc, zip};

fn items(name: &str, bytes: Vec<u8>) -> Vec<Item> {
    let limits = Limits { report: 8 << 20, ratio: 250, depth: 3, time: Duration::from_secs(60) };
    read_bytes(name, None, None, bytes, Defaults { codes: vec!["en".into()], limits, ..Defaults::default() }).collect()
}

/// What went wrong; a report that came out all the same is shown as well.
fn faults(name: &str, bytes: Vec<u8>) -> Vec<String> {
    let shown = |item| match item {
        Item::Failed(fault) => fault.to_string(),
        Item::Report(document) => format!("a report of {} bytes", document.text.len()),
        other => format!("{other:?}"),
    };
    items(name, bytes).into_iter().map(shown).collect()
}

fn one(faults: &[String], part: &str) {
    assert!(faults.len() == 1 && faults[0].contains(part), "{faults:?}");
}

#[test]
fn a_bomb_of_zip_or_gzip_is_refused() {
    let blanks = vec![b' '; 40 << 20];
    one(&faults("bomb.zip", zip(&[("a.txt", &blanks)])), "longer than 8 MB");
    one(&faults("bomb.txt.gz", gzip(&blanks)), "longer than 8 MB");
    one(&faults("bomb.jsonl.gz", gzip(&blanks)), "bytes come out of each byte");
    // What comes beside a bomb is read.
    let beside = faults("both.zip", zip(&[("a.txt", &blanks), ("b.txt", b"Homs fell.")]));
    assert_eq!(beside[1..], ["a report of 10 bytes"]);
}

#[test]
fn archives_inside_of_archives_end_somewhere() {
    let mut nested = b"Homs fell.".to_vec();
    let mut name = "a.txt".to_owned();
    for _ in 0..40 {
        nested = zip(&[(&name, &nested)]);
        name = "a.zip".to_owned();
    }
    one(&faults("a.zip", nested), "an archive inside of 3 others is not opened");
    let mut nested = b"Homs fell.".to_vec();
    for _ in 0..40 {
        nested = gzip(&nested);
    }
    one(&faults(&format!("a.txt{}", ".gz".repeat(40)), nested.clone()), "an archive inside of 3 others is not opened");
    one(&faults("nameless", nested), "an archive inside of 3 others is not opened");
}

#[test]
fn web_archives_inside_of_web_archives_end_somewhere() {
    let mut nested = warc("text/plain", b"Homs fell.");
    for _ in 0..200 {
        nested = warc("application/warc", &nested);
    }
    let found = faults("a.warc", nested.clone());
    assert!(found.len() <= 1, "{found:?}");
    // The same in gzip, as crawlers keep them.
    let found = faults("a.warc.gz", gzip(&warc("application/gzip", &gzip(&nested))));
    assert!(found.len() <= 1, "{found:?}");
}

#[test]
fn elements_nested_without_end_are_refused_or_stripped() {
    let deep = |inside: &str| {
        format!("<html><body>{}{inside}{}</body></html>", "<div>".repeat(100_000), "</div>".repeat(100_000))
    };
    one(&faults("a.html", deep("Homs fell.").into_bytes()), "nested");
    // Elements whose end may be left out nest for the parser all the same.
    for element in ["p", "li", "td", "tr", "option", "dd", "b", "a", "svg", "x-y", "table"] {
        let page = format!("<html><body>{}Homs fell.", format!("<{element}>").repeat(20_000));
        let found = faults("a.html", page.into_bytes());
        assert_eq!(found.len(), 1, "{element}: {found:?}");
    }
    let feed = format!(
        "<rss version='2.0'><channel><item><title>x</title><description><![CDATA[{}]]></description></item></channel></rss>",
        deep("Homs fell.")
    );
    one(&faults("a.rss", feed.into_bytes()), "a report of");
    let mail = format!("From: a@example.org\r\nContent-Type: text/html\r\n\r\n{}", deep("Homs fell."));
    one(&faults("a.eml", mail.into_bytes()), "a report of");
}

#[test]
fn a_feed_that_never_ends_gives_what_came() {
    let item = "<item><title>Homs fell</title><description>Rebels took Homs.</description></item>";
    let feed = format!("<?xml version='1.0'?><rss version='2.0'><channel>{}", item.repeat(20_000));
    assert!(!faults("a.rss", feed.clone().into_bytes()).is_empty());
    let deep = format!("<?xml version='1.0'?><rss version='2.0'><channel>{}", "<item>".repeat(100_000));
    assert!(!faults("a.rss", deep.into_bytes()).is_empty());
    let entities = "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>\
                    <rss version='2.0'><channel><item><title>&c;</title><description>&c;</description></item></channel></rss>";
    let found = faults("a.rss", entities.as_bytes().to_vec());
    assert!(found.iter().all(|found| found.len() < 1000), "{found:?}");
    let docx =
        |inside: &str| zip(&[("word/document.xml", format!("<w:document xmlns:w='w'><w:body>{inside}").as_bytes())]);
    assert_eq!(faults("a.docx", docx(&"<w:p>".repeat(100_000))).len(), 1);
    assert_eq!(faults("a.docx", docx(&"<w:tbl><w:tr><w:tc>".repeat(100_000))).len(), 1);
    let odt = zip(&[(
        "content.xml",
        format!("<office:document-content xmlns:office='o' xmlns:text='t'>{}", "<text:p>".repeat(100_000)).as_bytes(),
    )]);
    assert_eq!(faults("a.odt", odt).len(), 1);
}

#[test]
fn parts_of_mail_inside_of_parts_end_somewhere() {
    let mut mail = "Content-Type: text/plain\r\n\r\nHoms fell.".to_owned();
    for number in 0..2000 {
        mail = format!(
            "Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n{mail}\r\n--b{number}--\r\n"
        );
        if mail.len() > 4 << 20 {
            break;
        }
    }
    let found = faults("a.eml", format!("From: a@example.org\r\n{mail}").into_bytes());
    assert_eq!(found.len(), 1, "{found:?}");
    let mut mail = "From: a@example.org\r\n\r\nHoms fell.".to_owned();
    for _ in 0..300 {
        mail = format!("From: a@example.org\r\nContent-Type: message/rfc822\r\n\r\n{mail}");
    }
    assert!(!faults("a.eml", mail.into_bytes()).is_empty());
}

#[test]
fn json_nested_without_end_is_refused() {
    let deep = "[".repeat(200_000);
    one(&faults("a.json", deep.clone().into_bytes()), "not valid JSON");
    one(&faults("a.jsonl", format!("{{\"text\": \"a\", \"x\": {deep}").into_bytes()), "not valid JSON");
    one(
        &faults("a.jsonl", format!("{{\"format\": \"zenobia.record/1\", \"report\": {deep}").into_bytes()),
        "not a sound record",
    );
    assert!(serde_json::from_str::<Record>(&deep).is_err());
    assert!(serde_json::from_str::<Situation>(&format!("{{\"events\": {deep}")).is_err());
}

#[test]
fn bytes_that_are_no_text_are_told_or_replaced() {
    one(&faults("a.txt", vec![0; 4096]), "not a text");
    one(&faults("a.txt", b"Homs fell.\xff\xfe\xc3\x28 Idlib held.".to_vec()), "a report of");
    one(&faults("a.csv", b"text\n\xc3\x28\xa0\xa1\n".to_vec()), "");
    assert!(faults("a.jsonl", b"{\"text\": \"\xff\"}\n{\"text\": \"Homs\"}".to_vec()).len() == 2);
}

#[test]
fn a_table_without_line_ends_or_with_a_quotation_that_never_closes_is_bounded() {
    let row = format!("text\n\"{}", "a,".repeat(1 << 20));
    assert!(faults("a.csv", row.into_bytes()).len() <= 1);
    let wide = format!("text{}\nHoms fell.{}\n", ",x".repeat(100_000), ",".repeat(100_000));
    one(&faults("a.csv", wide.into_bytes()), "a report of 10 bytes");
}

#[test]
fn an_element_with_attributes_without_end_is_refused() {
    let crowded = |inside: &str| {
        format!("<html><body {}>{inside}", (0..50_000).map(|number| format!("a{number}=x ")).collect::<String>())
    };
    one(&faults("a.html", crowded("Homs").into_bytes()), "attributes");
    let mail = format!("From: a@example.org\r\nContent-Type: text/html\r\n\r\n{}", crowded("Homs fell."));
    one(&faults("a.eml", mail.into_bytes()), "a report of");
}

#[test]
fn fields_of_mail_without_end_are_cut_or_refused_and_a_mail_without_text_is_named() {
    let head =
        format!("From: {}\r\nSubject: {}\r\n", "a@example.org, ".repeat(50_000), "=?utf-8?q?a?= ".repeat(50_000));
    one(&faults("a.eml", format!("{head}\r\nHoms fell.").into_bytes()), "a report of 10 bytes");
    let kind =
        format!("From: a@example.org\r\nContent-Type: text/plain; {}\r\n\r\nHoms fell.", "a==?b; ".repeat(50_000));
    one(&faults("a.eml", kind.into_bytes()), "no mail for readers");
    one(
        &faults("a.eml", b"From: a@example.org\r\nContent-Type: image/png\r\n\r\nxyz".to_vec()),
        "no text in the e-mail",
    );
}

#[test]
fn a_mail_or_a_row_longer_than_a_report_may_be_ends_the_file() {
    let mail = format!(
        "From a@example.org\r\nFrom: a\r\n\r\nHoms fell.\r\n\r\nFrom b@example.org\r\nFrom: b\r\n\r\n{}",
        "Homs\r\n".repeat(2 << 20)
    );
    let found = faults("a.mbox", mail.into_bytes());
    assert!(found.len() == 2 && found[1].contains("longer than 8 MB"), "{found:?}");
    let found = faults("a.csv", format!("text\nHoms fell.\n\"{}", "Homs\n".repeat(3 << 20)).into_bytes());
    assert!(found.len() == 2 && found[1].contains("longer than 8 MB"), "{found:?}");
}
