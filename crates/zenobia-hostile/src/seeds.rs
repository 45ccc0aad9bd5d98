//! Sound input to begin with: made from `examples/` and the packs when it is needed, so that nothing lies in the repository twice.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use zenobia_core::analyze::analyze;
use zenobia_core::document::Document;
use zenobia_core::reconcile::{Kin, reconcile};
use zenobia_core::record::Record;
use zenobia_packs::{knowledge, packs};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The kept corpus of a target: small inputs of our own, among them every one that once broke something.
pub fn kept(target: &str) -> Vec<Vec<u8>> {
    files(&root().join("fuzz/corpus").join(target))
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().filter_map(|path| fs::read(path).ok()).collect()
}

/// What a target begins with.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let texts = texts();
    match target {
        "text" => texts.into_iter().map(String::into_bytes).collect(),
        "analyze" => texts
            .iter()
            .enumerate()
            .map(|(number, text)| [&[(number as u8).wrapping_mul(5)], text.as_bytes()].concat())
            .collect(),
        "pack" => pack_files(),
        "format" => formats(&texts),
        "gazetteer" => gazetteers(),
        "record" => records().iter().map(|record| serde_json::to_vec(record).unwrap_or_default()).collect(),
        "situation" => {
            let kin = Kin::new(knowledge().actors());
            let records = records();
            let situation = reconcile(&records, &packs().ontology, &kin);
            vec![serde_json::to_vec(&situation).unwrap_or_default()]
        }
        "http" => questions(),
        _ => Vec::new(),
    }
}

/// The example reports, paragraph by paragraph.
fn texts() -> Vec<String> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join("examples")).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .filter_map(|path| fs::read_to_string(path).ok());
    let parts = |text: String| text.split("\n\n").filter(|part| part.len() > 60).map(str::to_owned).collect::<Vec<_>>();
    texts.flat_map(parts).collect()
}

fn records() -> Vec<Record> {
    let read = |(number, text): (usize, String)| {
        let document = Document {
            id: format!("seed{number}").into(),
            text,
            published: Some(jiff::civil::date(2016, 3, 28)),
            ..Document::default()
        };
        analyze(&document, packs(), knowledge())
    };
    texts().into_iter().take(8).enumerate().map(read).collect()
}

/// The first entries of every small text file of the English pack and of the ontology, a few files at a time.
fn pack_files() -> Vec<Vec<u8>> {
    const MOST: usize = 1500;
    let data = root().join("crates/zenobia-packs");
    let mut found = Vec::new();
    for folder in ["en", "en/lexicon", "en/rules", "en/frames", "ontology"] {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(data.join(folder)).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "toml" || end == "tsv")) {
            let Ok(text) = fs::read_to_string(path) else { continue };
            let end = text.char_indices().map(|(at, _)| at).take_while(|&at| at < MOST).last().unwrap_or(0);
            let head = text[..end].rfind("\n\n").or_else(|| text[..end].rfind('\n')).unwrap_or(end);
            let name = path.strip_prefix(&data).unwrap_or(path).display().to_string();
            let name = name.strip_prefix("en/").unwrap_or(&name).to_owned();
            found.push(format!("=== {name}\n{}\n", &text[..head]));
        }
    }
    found.chunks(4).map(|files| files.concat().into_bytes()).collect()
}

/// A file as the target `format` takes it: its name, a line end, and its bytes.
pub fn named(name: &str, bytes: &[u8]) -> Vec<u8> {
    [name.as_bytes(), b"\n", bytes].concat()
}

/// A gzip file of some bytes.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let written = packed.write_all(bytes);
    written.and_then(|()| packed.finish()).unwrap_or_default()
}

/// A zip archive of some files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let begun = archive.start_file(*name, SimpleFileOptions::default());
        if begun.is_err() || archive.write_all(bytes).is_err() {
            return Vec::new();
        }
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// A record of a web archive: an answer of a server with a body.
pub fn warc(kind: &str, body: &[u8]) -> Vec<u8> {
    let answer = [format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n").as_bytes(), body].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-03-12T00:00:00Z\r\nWARC-Target-URI: https://example.org/a\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    );
    [head.as_bytes(), &answer, b"\r\n\r\n"].concat()
}

fn formats(texts: &[String]) -> Vec<Vec<u8>> {
    let text = texts.first().cloned().unwrap_or_default();
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><title>A report</title><meta name=date content=2024-03-12></head><body><article><h1>A report</h1><p>{text}</p><p>{text}</p></article></body></html>"
    );
    let feed = format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Agency</title><item><title>A report</title><link>https://example.org/1</link><pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate><description>{text}</description></item></channel></rss>"
    );
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Agency</title><entry><title>A report</title><id>1</id><updated>2024-03-12T10:00:00Z</updated><content type='html'>&lt;p&gt;Homs fell.&lt;/p&gt;</content></entry></feed>";
    let mail = format!(
        "From: a@example.org\r\nSubject: =?utf-8?q?A_report?=\r\nDate: Tue, 12 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{text}\r\n--b\r\nContent-Type: text/html\r\n\r\n{page}\r\n--b--\r\n"
    );
    let row = serde_json::json!({"id": "a", "language": "en", "published": "2024-03-12", "title": "A report", "url": "https://example.org/1", "text": text}).to_string();
    let docx = zip(&[(
        "word/document.xml",
        format!("<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>")
            .as_bytes(),
    )]);
    let odt = zip(&[("content.xml", format!("<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text><text:p>{text}</text:p></office:text></office:body></office:document-content>").as_bytes())]);
    let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length 44>>stream\nBT /F1 12 Tf 72 712 Td (Homs fell.) Tj ET\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\nxref\n0 6\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF";
    vec![
        named("a.txt", text.as_bytes()),
        named("a.html", page.as_bytes()),
        named("a.rss", feed.as_bytes()),
        named("a.atom", atom.as_bytes()),
        named("a.eml", mail.as_bytes()),
        named("a.mbox", format!("From a@example.org Tue Mar 12 10:00:00 2024\r\n{mail}\r\nFrom b@example.org Tue Mar 12 10:00:00 2024\r\n{mail}").as_bytes()),
        named("a.jsonl", format!("{row}\n{row}\n").as_bytes()),
        named("a.json", format!("[{row},{row}]").as_bytes()),
        named("a.csv", format!("id,date,text\n1,2024-03-12,\"{}\"\n", text.replace('"', "\"\"")).as_bytes()),
        named("a.docx", &docx),
        named("a.odt", &odt),
        named("a.pdf", pdf),
        named("a.warc", &[warc("text/html; charset=utf-8", page.as_bytes()), warc("application/rss+xml", feed.as_bytes())].concat()),
        named("a.txt.gz", &gzip(text.as_bytes())),
        named("a.zip", &zip(&[("a.txt", text.as_bytes()), ("b/c.html", page.as_bytes()), ("d.zip", &zip(&[("e.txt", b"Homs fell.")]))])),
        named("a", b"PAR1\x15\x04\x15\x10PAR1"),
    ]
}

fn gazetteers() -> Vec<Vec<u8>> {
    let dump = "163808\tPalmyra\tPalmyra\tTadmor,\u{62a}\u{62f}\u{645}\u{631}\t34.56\t38.27\tP\tPPL\tSY\t\t11\t\t\t\t51323\t\t400\tAsia/Damascus\t2020-01-01\n";
    let names = "1\t163808\tfr\tPalmyre\t1\t\t\t\t\t\n";
    let units = "SY.11\tHoms\tHoms\t169575\n";
    let table = "name,kind,latitude,longitude,country,population,fr\nPalmyra,city,34.56,38.27,SY,51323,Palmyre\n";
    let place: Result<Vec<_>, _> = Ok::<_, ()>(Vec::new());
    let compact = place
        .ok()
        .and_then(|places| zenobia_core::place::compact::compile(&places, &Default::default(), "a seed").ok());
    [dump, names, units, table].iter().map(|text| text.as_bytes().to_vec()).chain(compact).collect()
}

/// Questions to the server: each route of the OpenAPI with some of its parameters.
fn questions() -> Vec<Vec<u8>> {
    let text = fs::read_to_string(root().join("web/openapi.json")).unwrap_or_default();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, route) in methods.as_object().into_iter().flatten() {
            let parameters = route["parameters"].as_array().cloned().unwrap_or_default();
            let asked = parameters
                .iter()
                .filter(|parameter| parameter["in"] == "query")
                .filter_map(|parameter| parameter["name"].as_str());
            let query: Vec<String> = asked.map(|name| format!("{name}=2016-03-28")).collect();
            let path = path.replace(['{', '}'], "");
            found.push(format!("{} {path}?{}\n{{}}", method.to_uppercase(), query.join("&")).into_bytes());
        }
    }
    for question in [
        "q=palmyra%20OR%20%22a%20b",
        "from=2016-01-01&to=2016-12-31&event=ASSAULT",
        "bbox=35,32,40,37&limit=3&sort=-date",
        "place=Homs&actor=army&confidence=0.5",
    ] {
        found.push(format!("GET /api/v1/claims?{question}\n").into_bytes());
        found.push(format!("GET /ogc/collections/claims/items?{question}\n").into_bytes());
    }
    found
}
