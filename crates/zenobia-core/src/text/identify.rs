//! Which language a text is in.

use compact_str::CompactString;
use whichlang::{Lang, detect_language};

/// The ISO 639-1 code of the language of a text; `None` for one without letters.
///
/// A linear classifier over character n-grams (crate `whichlang`), on the first few thousand characters.
///
/// ```
/// use zenobia_core::text::identify;
/// assert_eq!(identify("Les habitants ont quitté la ville pendant la nuit.").as_deref(), Some("fr"));
/// assert_eq!(identify("Residents left the town during the night.").as_deref(), Some("en"));
/// assert_eq!(identify("12 / 40"), None);
/// ```
pub fn identify(text: &str) -> Option<CompactString> {
    const ENOUGH: usize = 4000;
    if !text.chars().take(ENOUGH).any(char::is_alphabetic) {
        return None;
    }
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(at, _)| at);
    let code = match detect_language(&text[..end]) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    };
    Some(code.into())
}
