//! Bytes into text, whatever the encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The bytes are no text in any encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotText;

/// Decodes a text: by its byte order mark, as UTF-8 where that is valid, as UTF-16 where every other byte is zero, or else in
/// the legacy encoding that fits best (chardetng, the detector of Firefox). The byte order mark is left out.
///
/// # Errors
/// [`NotText`] when the bytes hold zeros or many other controls, as no text does.
///
/// ```
/// use zenobia_formats::decode::decode;
/// assert_eq!(decode(b"\xef\xbb\xbfAlep".to_vec()).unwrap(), "Alep");
/// assert_eq!(decode("l’armée".encode_utf16().flat_map(u16::to_le_bytes).collect()).unwrap(), "l’armée");
/// assert!(decode(b"\x7fELF\0\0\0\x01\x02".to_vec()).is_err());
/// ```
pub fn decode(bytes: Vec<u8>) -> Result<String, NotText> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned());
    }
    if bytes.contains(&0) {
        let encoding = guess_utf16(&bytes).ok_or(NotText)?;
        return readable(encoding.decode_without_bom_handling(&bytes).0.into_owned());
    }
    readable(String::from_utf8(bytes).unwrap_or_else(|error| match is_damaged_utf8(error.as_bytes()) {
        true => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        false => decode_legacy(error.as_bytes()),
    }))
}

/// A text, unless more than one letter in ten is a control that does no more than steer a machine.
fn readable(text: String) -> Result<String, NotText> {
    let is_noise = |letter: &char| letter.is_control() && !letter.is_whitespace() && *letter != '\u{1b}';
    let noise = text.chars().filter(is_noise).count();
    if noise > 0 && noise * 10 > text.chars().count() { Err(NotText) } else { Ok(text) }
}

/// As [`decode`], where something outside of the text says which encoding it is in (a header, a `meta` element). Valid UTF-8 is UTF-8
/// whatever is said.
///
/// # Errors
/// [`NotText`] when the bytes hold zeros.
pub fn decode_as(bytes: Vec<u8>, label: Option<&str>) -> Result<String, NotText> {
    let told = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match told {
        Some(encoding) if !bytes.contains(&0) && std::str::from_utf8(&bytes).is_err() => {
            Ok(encoding.decode(&bytes).0.into_owned())
        }
        _ => decode(bytes),
    }
}

/// UTF-8 with a few bad bytes, as a cut or a careless join leaves it. Other encodings hardly ever look like UTF-8.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    sound > 4 * bad
}

/// UTF-16 without a mark: European text has a zero in nearly every second byte, and hardly any in the others.
fn guess_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len() / 2);
    match bytes.len() % 2 {
        0 if odd * 2 > half && even * 20 < half => Some(UTF_16LE),
        0 if even * 2 > half && odd * 20 < half => Some(UTF_16BE),
        _ => None,
    }
}

fn decode_legacy(bytes: &[u8]) -> String {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_windows_1252_text_keeps_its_accents_and_curly_quotes() {
        let bytes = b"L\x92arm\xe9e a repris le village \xe0 l\x92aube, a affirm\xe9 le porte-parole.".to_vec();
        assert_eq!(decode(bytes).unwrap(), "L’armée a repris le village à l’aube, a affirmé le porte-parole.");
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let marked: Vec<u8> =
            [0xfe, 0xff].into_iter().chain("Kaboul".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(decode(marked).unwrap(), "Kaboul");
        let bare: Vec<u8> = "Kaboul".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(bare).unwrap(), "Kaboul");
    }

    #[test]
    fn one_bad_byte_does_not_spoil_a_utf8_text() {
        let mut bytes = "Des « témoins » ont été évacués à l’aube".as_bytes().to_vec();
        bytes.push(0xe9);
        assert_eq!(decode(bytes).unwrap(), "Des « témoins » ont été évacués à l’aube\u{fffd}");
    }

    #[test]
    fn controls_are_no_text_and_a_few_of_them_spoil_none() {
        for bytes in [&b"\0\x01"[..], b"\x01\x02\x03", b"\0\x01\0\x02", b"\x7f\x05"] {
            assert!(decode(bytes.to_vec()).is_err(), "{bytes:?}");
        }
        assert_eq!(decode(b"page 1\x0cpage 2\x02 and more".to_vec()).unwrap(), "page 1\u{c}page 2\u{2} and more");
    }

    #[test]
    fn no_bytes_are_an_empty_text() {
        assert_eq!(decode(Vec::new()).unwrap(), "");
    }
}
