//! Web archives (WARC): every page that a server answered with is a report.

use std::io::{self, BufRead};
use std::sync::Arc;

use warc::{RecordType, WarcHeader, WarcReader};

use super::archive::unzip;
use super::kind::Kind;
use super::limits::{Bounded, read_whole};
use super::piece::Piece;
use super::{Defaults, Item, Items, open_bytes};

/// Most bytes of the headers of a record.
const HEADERS: u64 = 1 << 20;

pub(super) fn read(input: Box<dyn BufRead + Send>, piece: Piece, defaults: Arc<Defaults>) -> Items {
    let archive =
        WebArchive { input: Bounded::new(input), piece, defaults, number: 0, passed_over: 0, open: None, ended: false };
    Box::new(archive)
}

struct WebArchive {
    input: Bounded<Box<dyn BufRead + Send>>,
    piece: Piece,
    defaults: Arc<Defaults>,
    number: usize,
    passed_over: usize,
    /// What the last record holds.
    open: Option<Items>,
    ended: bool,
}

/// A record as far as it matters here.
struct Captured {
    is_response: bool,
    url: Option<String>,
    media_type: Option<String>,
    body: io::Result<Vec<u8>>,
}

impl Iterator for WebArchive {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.open.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.open = None;
            if self.ended {
                let passed_over = std::mem::take(&mut self.passed_over);
                let note = || {
                    Item::Note(format!(
                        "{}: passed over {passed_over} records that are no readable pages",
                        self.piece.shown
                    ))
                };
                return (passed_over > 0).then(note);
            }
            match self.record() {
                Ok(None) => self.ended = true,
                Ok(Some(record)) => match self.page(record) {
                    Ok(Some(items)) => self.open = Some(items),
                    Ok(None) => self.passed_over += 1,
                    Err(item) => return Some(*item),
                },
                Err(message) => {
                    self.ended = true;
                    return Some(Item::Failed(self.piece.fault(message)));
                }
            }
        }
    }
}

impl WebArchive {
    fn record(&mut self) -> Result<Option<Captured>, String> {
        let unsound =
            |error: &dyn std::fmt::Display| format!("not a sound web archive after {} records ({error})", self.number);
        self.input.renew(HEADERS);
        // Some writers leave more empty lines between records than the two they should.
        while self.input.fill_buf().map_err(|error| unsound(&error))?.first().is_some_and(|byte| b"\r\n".contains(byte))
        {
            self.input.consume(1);
        }
        if self.input.fill_buf().map_err(|error| unsound(&error))?.is_empty() {
            return Ok(None);
        }
        let head = head(&mut self.input).map_err(|error| unsound(&error))?;
        let mut reader = WarcReader::new(head.as_bytes());
        let mut records = reader.stream_records();
        let Some(record) = records.next_item() else { return Ok(None) };
        let record = record.map_err(|error| unsound(&error))?;
        let length = record.content_length();
        let captured = Captured {
            is_response: matches!(record.warc_type(), RecordType::Response | RecordType::Resource),
            url: record.header(WarcHeader::TargetURI).map(|url| url.trim_matches(['<', '>']).to_owned()),
            media_type: record.header(WarcHeader::ContentType).map(|kind| kind.into_owned()),
            body: Ok(Vec::new()),
        };
        drop(record);
        self.input.renew(length);
        let body = match captured.is_response {
            true => read_whole(&mut self.input, &self.defaults.limits),
            false => Ok(Vec::new()),
        };
        // What was not read is passed over.
        io::copy(&mut self.input, &mut io::sink()).map_err(|error| unsound(&error))?;
        self.number += 1;
        Ok(Some(Captured { body, ..captured }))
    }

    /// What a record holds; `None` when it is no page.
    fn page(&self, record: Captured) -> Result<Option<Items>, Box<Item>> {
        if !record.is_response {
            return Ok(None);
        }
        let name = record.url.clone().unwrap_or_else(|| self.number.to_string());
        let piece =
            Piece { url: record.url, id: format!("{}/{}", self.piece.id, self.number), ..self.piece.part(&name, &[]) };
        let bytes = record.body.map_err(|error| Box::new(Item::Failed(piece.system(error))))?;
        let is_http = record.media_type.as_deref().is_some_and(|kind| kind.starts_with("application/http"));
        let answer = match is_http {
            true => answer(bytes, &self.defaults),
            false => Ok(Answer { media_type: record.media_type, charset: None, body: bytes, is_success: true }),
        };
        let answer = answer.map_err(|message| Box::new(Item::Failed(piece.fault(message))))?;
        let kind = match answer.media_type.as_deref().unwrap_or_default() {
            _ if !answer.is_success => return Ok(None),
            kind if kind.contains("html") => Kind::Html,
            kind if kind.starts_with("text/plain") => Kind::Text,
            kind if kind.starts_with("application/pdf") => Kind::Pdf,
            _ => return Ok(None),
        };
        let piece = Piece { charset: answer.charset, ..piece };
        Ok(Some(open_bytes(kind, piece, answer.body, &self.defaults)))
    }
}

/// The headers of a record, with the empty line that ends them. Letters in them that are no UTF-8, at which the library would break, are unknown ones.
fn head(input: &mut impl BufRead) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\n\r\n") && input.read_until(b'\n', &mut head)? > 0 {}
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// What a server answered.
struct Answer {
    media_type: Option<String>,
    charset: Option<String>,
    body: Vec<u8>,
    is_success: bool,
}

fn answer(bytes: Vec<u8>, defaults: &Defaults) -> Result<Answer, String> {
    let mut headers = [httparse::EMPTY_HEADER; 256];
    let mut response = httparse::Response::new(&mut headers);
    let start = match response.parse(&bytes) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err("the answer of the server is cut off".to_owned()),
        Err(error) => return Err(format!("the answer of the server is not HTTP ({error})")),
    };
    let header = |name: &str| {
        let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_ascii_lowercase())
    };
    let is_success = response.code.is_some_and(|code| (200..300).contains(&code));
    let media_type = header("content-type");
    let charset = media_type
        .as_deref()
        .and_then(|kind| Some(kind.split_once("charset=")?.1.trim_matches(['"', ' ', ';']).to_owned()));
    let body = match header("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        true => unchunked(&bytes[start..]),
        false => bytes[start..].to_vec(),
    };
    let body = match header("content-encoding").as_deref() {
        Some("gzip" | "x-gzip") if body.starts_with(b"\x1f\x8b") => unzip(&body, defaults)?,
        Some("br" | "zstd") if is_success => {
            return Err("the page is packed in a way that has no reader (br, zstd)".to_owned());
        }
        _ => body,
    };
    Ok(Answer { media_type, charset, body, is_success })
}

/// A body without the lengths of its chunks; the bytes as they are where they are not chunked, as some archives keep them.
fn unchunked(bytes: &[u8]) -> Vec<u8> {
    let (mut rest, mut body) = (bytes, Vec::with_capacity(bytes.len()));
    loop {
        match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete((start, length))) => {
                let end = usize::try_from(length)
                    .ok()
                    .and_then(|length| start.checked_add(length))
                    .filter(|&end| end <= rest.len());
                let (Some(end), false) = (end, length == 0) else {
                    let cut = if length == 0 { &[][..] } else { &rest[start..] };
                    body.extend_from_slice(cut);
                    return body;
                };
                body.extend_from_slice(&rest[start..end]);
                rest = rest[end..].strip_prefix(b"\r\n").unwrap_or(&rest[end..]);
            }
            _ if body.is_empty() => return bytes.to_vec(),
            _ => return body,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unchunked;

    #[test]
    fn chunks_are_put_together_and_a_cut_one_is_kept() {
        assert_eq!(unchunked(b"4\r\nAlep\r\n6\r\n libre\r\n0\r\n\r\n"), b"Alep libre");
        assert_eq!(unchunked(b"ff\r\nAlep"), b"Alep");
        assert_eq!(unchunked(b"<html>"), b"<html>");
    }
}
