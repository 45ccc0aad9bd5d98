//! Languages as people name them.

use compact_str::CompactString;

/// Codes of the languages in the program.
pub fn codes() -> Vec<CompactString> {
    zenobia_packs::packs().languages().map(CompactString::from).collect()
}

/// The language of a code.
///
/// # Errors
/// Names the languages there are.
pub fn parse_language(code: &str) -> Result<CompactString, String> {
    let known = codes();
    match known.iter().any(|other| other == code) {
        true => Ok(code.into()),
        false => Err(format!("there is no pack for it; known are {} (see `zenobia languages`)", known.join(", "))),
    }
}
