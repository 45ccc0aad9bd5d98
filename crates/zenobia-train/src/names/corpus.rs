//! Texts whose names people have marked, from four corpora, brought to the kinds of the finder.

mod fenec;
pub mod knowledge;
mod popcorn;
mod re3d;
pub mod silver;
mod tagged;

use std::ops::Range;
use std::path::Path;

use anyhow::{Result, bail};
use zenobia_core::finder::Kind;

/// A stretch of a text, in code points, and what it names; `None` where a name may stand but is not known.
pub type Mark = (Range<usize>, Option<Kind>);

/// A text with its names.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The corpus.
    pub corpus: &'static str,
    /// Its genre or source within the corpus.
    pub genre: String,
    /// The text.
    pub text: String,
    /// Its names, in order; none overlap.
    pub marks: Vec<Mark>,
    /// Whether names were marked by a person; not so in silver texts.
    pub by_hand: bool,
}

/// All texts of a language, in a fixed order.
///
/// # Errors
/// When a corpus is not there or cannot be read.
pub fn load(language: &str, corpora: &Path) -> Result<Vec<Text>> {
    let names = corpora.join("names");
    match language {
        "fr" => {
            let mut texts = tagged::wikipedia(&names.join("wikipedia-ner-emvista_bio.txt"))?;
            let fenec = fenec::read(&names.join("fenec"))?;
            texts.extend(popcorn::read(&corpora.join("events/popcorn/train.json"), &fenec)?);
            texts.extend(fenec);
            Ok(texts)
        }
        "en" => {
            let mut texts = re3d::read(&names.join("re3d"))?;
            texts.extend(tagged::wnut(&names.join("wnut17train.conll"))?);
            Ok(texts)
        }
        other => bail!("no corpus of names is known for `{other}`"),
    }
}

/// Whether kinds that a corpus does not tell apart are the same kind for it.
pub fn fold_kind(corpus: &str, kind: Kind) -> Kind {
    match (corpus, kind) {
        ("wikipedia" | "fenec" | "wnut", Kind::Force) => Kind::Organisation,
        ("fenec" | "wnut" | "popcorn", Kind::Facility) => Kind::Place,
        (_, kind) => kind,
    }
}

/// Whether names of a kind count in a corpus: the products of the Wikipedia set are mostly books, magazines, series and games, names of something else.
pub fn is_counted(corpus: &str, kind: Kind) -> bool {
    corpus != "wikipedia" || kind != Kind::Product
}

/// Keeps the longest of overlapping marks, in order.
fn outermost(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|(span, kind)| (span.start, std::cmp::Reverse(span.end), *kind));
    let mut end = 0;
    marks.retain(|(span, _)| {
        let free = span.start >= end && !span.is_empty();
        end = if free { span.end } else { end };
        free
    });
    marks
}
