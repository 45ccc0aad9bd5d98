//! What kind of file something is: by the end of its name, or by its first bytes.

/// A kind of file that there is a reader for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// JSON Lines.
    Lines,
    /// One JSON object or an array of them.
    Json,
    /// Rows of columns, separated by commas, semicolons or tabs.
    Table,
    Html,
    Mail,
    Mailbox,
    Pdf,
    Docx,
    Odt,
    /// RSS, Atom or JSON Feed.
    Feed,
    Warc,
    /// A table by columns.
    Parquet,
    Zip,
    Gzip,
}

/// The kinds of file there is a reader for, for people.
pub const READABLE: &str = "text (.txt .md), web pages (.html), e-mail (.eml .mbox), .pdf, .docx, .odt, tables (.csv .tsv), JSON (.jsonl .json), \
                            feeds (.rss .atom .xml), web archives (.warc .wacz), .parquet, and .zip or .gz of these";

/// The end of a name in lower case; names such as `fd/63` or `README` have none.
pub(super) fn extension(name: &str) -> Option<String> {
    let (stem, end) = name.rsplit_once('.')?;
    (!stem.is_empty() && !end.is_empty() && !end.contains([' ', '/'])).then(|| end.to_lowercase())
}

impl Kind {
    pub fn by_extension(end: &str) -> Option<Kind> {
        Some(match end {
            "txt" | "text" | "md" | "markdown" => Kind::Text,
            "jsonl" | "ndjson" => Kind::Lines,
            "json" => Kind::Json,
            "csv" | "tsv" | "tab" => Kind::Table,
            "html" | "htm" | "xhtml" => Kind::Html,
            "eml" | "mhtml" | "mht" => Kind::Mail,
            "mbox" => Kind::Mailbox,
            "pdf" => Kind::Pdf,
            "docx" => Kind::Docx,
            "odt" => Kind::Odt,
            "rss" | "atom" | "xml" => Kind::Feed,
            "warc" => Kind::Warc,
            "parquet" => Kind::Parquet,
            "zip" | "wacz" => Kind::Zip,
            "gz" => Kind::Gzip,
            _ => return None,
        })
    }

    /// By the first bytes of something without a telling name; text where nothing else shows.
    pub fn by_content(bytes: &[u8]) -> Kind {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let starts = |start: &[u8]| bytes.len() >= start.len() && bytes[..start.len()].eq_ignore_ascii_case(start);
        let head = &bytes[..bytes.len().min(512)];
        let holds = |part: &[u8]| head.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
        match bytes.first() {
            Some(b'{') => Kind::Lines,
            _ if starts(b"%PDF-") => Kind::Pdf,
            _ if starts(b"\x1f\x8b") => Kind::Gzip,
            _ if starts(b"PK\x03\x04") => Kind::Zip,
            _ if starts(b"WARC/") => Kind::Warc,
            _ if bytes.starts_with(b"PAR1") => Kind::Parquet,
            _ if starts(b"<!doctype html") || starts(b"<html") => Kind::Html,
            _ if starts(b"<rss") || starts(b"<feed") => Kind::Feed,
            _ if starts(b"<?xml") && (holds(b"<rss") || holds(b"<feed") || holds(b"<rdf:RDF")) => Kind::Feed,
            _ if starts(b"<?xml") && holds(b"<html") => Kind::Html,
            _ if starts(b"From ") && holds(b"\nFrom: ") => Kind::Mailbox,
            _ => Kind::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, extension};

    #[test]
    fn first_bytes_tell_what_a_nameless_file_is() {
        assert_eq!(Kind::by_content(b"  <!DOCTYPE html><title>x</title>"), Kind::Html);
        assert_eq!(Kind::by_content(b"<?xml version='1.0'?>\n<rss version='2.0'>"), Kind::Feed);
        assert_eq!(Kind::by_content(b"\xef\xbb\xbf{\"text\": \"\"}"), Kind::Lines);
        assert_eq!(Kind::by_content(b"PK\x03\x04...."), Kind::Zip);
        assert_eq!(Kind::by_content("Les combats ont repris.".as_bytes()), Kind::Text);
        assert_eq!(Kind::by_content(b""), Kind::Text);
    }

    #[test]
    fn the_end_of_a_name_is_not_the_end_of_a_folder() {
        assert_eq!(extension("a.b/README"), None);
        assert_eq!(extension("syria/page.HTML").as_deref(), Some("html"));
    }
}
