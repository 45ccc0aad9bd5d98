//! Properties of the text stage that hold for any text whatever.

use proptest::prelude::*;
use zenobia_core::pack::Files;
use zenobia_core::text::boundary::{Boundaries, Margins};
use zenobia_core::text::{Reading, TextData, read};

/// A small pack that switches every repair on.
fn data() -> TextData {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = Files::new(vec![
        file(
            "pack.toml",
            "language = \"fr\"\n[text]\nelisions = [\"l\", \"d\", \"qu\"]\nlost_elisions = [\"l\", \"d\", \"qu\"]\nvowels = \"aeiouyh\"\n\
             enclitics = [\"-t-il\", \"'s\"]\ncut_hyphens = true\nprefixes = [\"ex\"]\ngrouped_numbers = true\nbracketed_endings = true\nunits = [\"h\"]\n",
        ),
        file("lexicon/forms.txt", "armée\nil\nun\n"),
        file("lexicon/abbreviations.tsv", "M.\tbefore\netc.\tany\n"),
        file("lexicon/text-spellings.tsv", "dune\td'une\tdamaged\naujourdhui\taujourd'hui\n"),
        file("lexicon/text-furniture.tsv", "begins\tlire aussi\nends\t(afp)\nline\tpartager\n"),
        file("lexicon/text-datelines.tsv", "month\tmars\nagency\tafp\n"),
        file("lexicon/text-openers.tsv", "opener\tle\nbinder\tde\ntitle\tfilm\n"),
    ]);
    let mut problems = Vec::new();
    let data = TextData::parse(&files, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    data
}

/// The same with weights that mean nothing, so that sentences begin wherever they may.
fn learned() -> TextData {
    let weights: Vec<i8> = (0..1024).map(|at| (at * 37 % 255 - 127) as i8).collect();
    let bytes = Boundaries::to_bytes(&[], &weights, Margins::default());
    let mut data = data();
    data.boundaries = Some(Boundaries::load(bytes.into()).expect("sound bytes"));
    data
}

fn check(text: &str) -> Reading {
    check_with(text, &learned());
    check_with(text, &data())
}

fn check_with(text: &str, data: &TextData) -> Reading {
    let reading = read(text, "fr", data);
    let length = text.chars().count() as u32;
    assert_eq!(reading.bytes.len() as u32, length + 1);
    let mut at = 0;
    for token in &reading.tokens {
        assert!(
            !token.text.is_empty()
                && token.span.start >= at
                && token.span.start <= token.span.end
                && token.span.end <= length
        );
        at = token.span.end.max(at);
    }
    let mut covered = 0;
    for sentence in &reading.sentences {
        assert!(sentence.tokens.start == covered && !sentence.tokens.is_empty());
        covered = sentence.tokens.end;
    }
    assert_eq!(covered, reading.tokens.len());
    for quotation in &reading.quotations {
        assert!(quotation.tokens.start < quotation.tokens.end && quotation.tokens.end <= reading.tokens.len());
    }
    for repair in &reading.repairs {
        assert!(repair.start <= repair.end && repair.end <= length);
    }
    reading
}

/// Texts made of the bits that the stage looks for.
fn bits() -> impl Strategy<Value = String> {
    let bit = prop::sample::select(vec![
        " ",
        "\n",
        "\n\n",
        ".",
        "...",
        "!",
        "«",
        "»",
        "\"",
        "“",
        "”",
        "'",
        "’",
        "-",
        "—",
        "(",
        ")",
        "AFP",
        "M.",
        "etc.",
        "Le",
        "le",
        "dun",
        "lUnesco",
        "d'",
        "larmée",
        "Ã©",
        "Ã ",
        "â€™",
        "&eacute;",
        "&amp;",
        "<br>",
        "\u{ad}",
        "\u{200b}",
        "e\u{301}",
        "ﬁ",
        "17 000",
        "14h30",
        "mars",
        "PARIS",
        ",",
        ":",
        "ex-ministre",
        "a-t-il",
        "d",
        "l",
        "l'ﬁ",
        "www.a.fr",
        "a@b.org",
        "U.N.",
        "aujourdhui",
        "dune",
        "partager",
        "lire aussi",
        "dﬁ",
        "lﬁn",
        "İ",
        "ß",
        "ŉ",
        "😀",
    ]);
    prop::collection::vec(bit, 0..40).prop_map(|bits| bits.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_within_its_bounds(text in any::<String>()) {
        prop_assert_eq!(check(&text), check(&text));
    }

    #[test]
    fn any_mixture_of_damage_is_read_within_its_bounds(text in bits()) {
        check(&text);
    }
}
