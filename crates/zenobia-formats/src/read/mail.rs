//! E-mails and mailboxes; what is attached to a mail and can be read is a report of its own.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use mailparse::{DispositionType, MailHeaderMap, ParsedMail};

use super::kind::{Kind, extension};
use super::piece::Piece;
use super::{Defaults, Item, Items, html, one, open_bytes};

/// Deepest nesting of parts that is looked through.
const DEPTH: u8 = 8;

/// Most bytes of a field at the head of a mail that are looked at: the library takes the square of their number.
const FIELD: usize = 16 << 10;

pub(super) fn read(bytes: &[u8], piece: &Piece, defaults: &Arc<Defaults>) -> Items {
    if let Some(length) = long_kind(bytes) {
        return one(Item::Failed(
            piece.fault(format!("a part says in {length} bytes what it is; no mail for readers does")),
        ));
    }
    let mail = match mailparse::parse_mail(bytes) {
        Ok(mail) => mail,
        Err(error) => return one(Item::Failed(piece.fault(format!("not a sound e-mail ({error})")))),
    };
    let mut parts = Parts::default();
    parts.gather(&mail, DEPTH);
    let piece = Piece {
        title: header(&mail, "Subject"),
        publisher: header(&mail, "From").map(|from| sender(&from)),
        published: header(&mail, "Date").and_then(|date| day(&date)),
        ..piece.clone()
    };
    let text = parts.plain.or_else(|| parts.html.map(|html| html::plain(&html))).unwrap_or_default();
    let attached = parts.attached.into_iter().flat_map({
        let (piece, defaults) = (piece.clone(), Arc::clone(defaults));
        move |(name, kind, bytes)| {
            let part = Piece {
                published: piece.published,
                publisher: piece.publisher.clone(),
                ..piece.part(&name, &defaults.codes)
            };
            open_bytes(kind, part, bytes, &defaults)
        }
    });
    if text.trim().is_empty() {
        let attached: Vec<Item> = attached.collect();
        return match attached.is_empty() {
            true => one(Item::Failed(
                piece.fault("no text in the e-mail, and nothing attached that can be read".to_owned()),
            )),
            false => Box::new(attached.into_iter()),
        };
    }
    let own = Item::Report(piece.report(text.replace("\r\n", "\n"), defaults));
    Box::new(std::iter::once(own).chain(attached.collect::<Vec<_>>()))
}

/// The mails of a mailbox one after the other; each begins with a line that starts with `From `, after an empty one.
pub(super) fn mailbox(input: Box<dyn BufRead + Send>, piece: Piece, defaults: Arc<Defaults>) -> Items {
    let mails = Mailbox { input, next: Vec::new(), number: 0, most: defaults.limits.report };
    Box::new(mails.flat_map(move |mail| match mail {
        Ok((number, bytes)) => read(&bytes, &piece.part(&number.to_string(), &[]), &defaults),
        Err(error) => one(Item::Failed(piece.system(error))),
    }))
}

struct Mailbox {
    input: Box<dyn BufRead + Send>,
    /// The line that has been read ahead.
    next: Vec<u8>,
    number: usize,
    /// Most bytes of a mail.
    most: u64,
}

impl Iterator for Mailbox {
    type Item = io::Result<(usize, Vec<u8>)>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut mail = std::mem::take(&mut self.next);
        if mail.starts_with(b"From ") {
            mail.clear();
        }
        let mut after_blank = false;
        loop {
            let mut line = Vec::new();
            let left = (self.most + 1).saturating_sub(mail.len() as u64);
            match self.input.by_ref().take(left).read_until(b'\n', &mut line) {
                Err(error) => return Some(Err(self.give_up(error))),
                Ok(_) if (mail.len() + line.len()) as u64 > self.most => {
                    let message = format!("mail {} is longer than {} MB", self.number + 1, self.most >> 20);
                    return Some(Err(self.give_up(io::Error::new(io::ErrorKind::InvalidData, message))));
                }
                Ok(0) if mail.trim_ascii().is_empty() => return None,
                Ok(0) => break,
                Ok(_) => {}
            }
            let is_start = line.starts_with(b"From ") && (after_blank || mail.is_empty());
            after_blank = line.trim_ascii().is_empty();
            if is_start && !mail.is_empty() {
                self.next = line;
                break;
            }
            if !is_start {
                mail.extend_from_slice(
                    line.strip_prefix(b">").filter(|rest| rest.starts_with(b"From ")).unwrap_or(&line),
                );
            }
        }
        self.number += 1;
        Some(Ok((self.number, mail)))
    }
}

impl Mailbox {
    /// After a failure the rest of the file cannot be trusted.
    fn give_up(&mut self, error: io::Error) -> io::Error {
        self.input = Box::new(io::empty());
        error
    }
}

#[derive(Default)]
struct Parts {
    plain: Option<String>,
    html: Option<String>,
    attached: Vec<(String, Kind, Vec<u8>)>,
}

impl Parts {
    fn gather(&mut self, mail: &ParsedMail<'_>, depth: u8) {
        if depth == 0 {
            return;
        }
        let disposition = mail.get_content_disposition();
        let name = disposition.params.get("filename").or_else(|| mail.ctype.params.get("name"));
        let is_attached = disposition.disposition == DispositionType::Attachment || name.is_some();
        let kind = name.and_then(|name| extension(name)).and_then(|end| Kind::by_extension(&end));
        match (is_attached, name, kind) {
            (true, Some(name), Some(kind)) => {
                if let Ok(bytes) = mail.get_body_raw() {
                    self.attached.push((name.clone(), kind, bytes));
                }
            }
            (true, ..) => {}
            _ => self.body(mail),
        }
        mail.subparts.iter().for_each(|part| self.gather(part, depth - 1));
    }

    fn body(&mut self, mail: &ParsedMail<'_>) {
        let slot = match mail.ctype.mimetype.as_str() {
            "text/plain" => &mut self.plain,
            "text/html" => &mut self.html,
            _ => return,
        };
        if let (None, Ok(text)) = (&slot, mail.get_body()) {
            *slot = Some(text).filter(|text| !text.trim().is_empty());
        }
    }
}

fn header(mail: &ParsedMail<'_>, name: &str) -> Option<String> {
    let field = mail.headers.get_first_header(name)?;
    let raw = field.get_value_raw();
    let value = match raw.len() > FIELD {
        false => field.get_value(),
        true => mailparse::parse_header(&[b"x: ", &raw[..FIELD]].concat()).ok()?.0.get_value(),
    };
    Some(value).filter(|value| !value.trim().is_empty())
}

/// The length of a field `Content-…` that is too long to be taken apart, wherever it stands.
fn long_kind(bytes: &[u8]) -> Option<usize> {
    let mut length = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let begins = line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"));
        let goes_on = length > 0 && matches!(line.first(), Some(b' ' | b'\t'));
        length = if begins {
            line.len()
        } else if goes_on {
            length + line.len()
        } else {
            0
        };
        if length > FIELD {
            return Some(length);
        }
    }
    None
}

/// The name of who sends a mail, or the address where there is no name.
fn sender(from: &str) -> String {
    let name = from.split_once('<').map_or(from, |(name, _)| name).trim().trim_matches('"').trim();
    if name.is_empty() { from.trim().to_owned() } else { name.to_owned() }
}

fn day(date: &str) -> Option<jiff::civil::Date> {
    let seconds = mailparse::dateparse(date).ok()?;
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}
