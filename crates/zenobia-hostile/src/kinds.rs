//! Texts made to be slow, deep or large, in any size, and a plain one to measure by.

/// A kind of hostile text.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// What it is called.
    pub name: &'static str,
    /// Makes about so many bytes of it.
    pub make: fn(usize) -> String,
}

const SENTENCES: [&str; 12] = [
    "The army shelled the northern districts of Aleppo on Monday, killing 12 civilians and wounding at least 30, a monitoring group said.",
    "Rebels said that they had taken the town of Idlib from government forces after three days of fighting.",
    "On 3 March 2016, fighters of the group attacked a convoy near Palmyra and wounded about forty people.",
    "The governor of Homs told reporters that the hospital had been damaged by an air strike; he denied that troops were inside.",
    "Some 4,000 residents fled to the border with Turkey, 60 km north of the city.",
    "\"We will not leave,\" a spokesman for the militia said, according to the state news agency.",
    "Police arrested seven men in Goma a week later and seized weapons that had been hidden in a church.",
    "The two governments signed a ceasefire in Geneva, but a minister warned that it would not hold.",
    "In Mosul, a car bomb destroyed the market and a mosque beside it on Friday evening.",
    "Aid workers delivered food to the village of Nyala, where 200 families had been cut off since January.",
    "The president of Mali accused the armed groups of planning an attack on Gao.",
    "It was not clear who had fired the rockets, and nobody claimed the strike.",
];

/// Plain text of varied sentences in paragraphs, of about so many bytes.
pub fn plain(size: usize) -> String {
    let mut text = String::with_capacity(size + 200);
    let mut number = 0usize;
    while text.len() < size {
        // Sentences come in ever other orders, so that no stretch is the copy of another.
        let at = (number * 5 + number / 12 + number / 144 * 7) % SENTENCES.len();
        let sentence = SENTENCES[at]
            .replace("12 ", &format!("{} ", 2 + number * 31 % 997))
            .replace("seven", &format!("{}", 3 + number % 89));
        text.push_str(&sentence);
        number += 1;
        text.push_str(if number.is_multiple_of(5) { "\n\n" } else { " " });
    }
    text
}

fn fill(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len() + 1)
}

fn around(open: &str, inside: &str, close: &str, size: usize) -> String {
    let times = size / (open.len() + close.len()) + 1;
    open.repeat(times) + inside + &close.repeat(times)
}

/// All kinds.
pub const KINDS: &[Kind] = &[
    Kind { name: "plain", make: plain },
    Kind { name: "one-line", make: |size| plain(size).replace("\n\n", " ") },
    Kind { name: "no-stop", make: |size| fill("the army took the town and rebels left the village and ", size) },
    Kind { name: "a-million-claims", make: |size| fill("The army took Homs. Rebels killed 3 men. ", size) },
    Kind { name: "no-space", make: |size| fill("thearmytookthetown", size) },
    Kind { name: "one-letter", make: |size| fill("a", size) },
    Kind { name: "nested-quotations", make: |size| around("“", " he said ", "”", size) },
    Kind { name: "open-quotations", make: |size| fill("« il a dit “ que ", size) },
    Kind { name: "nested-brackets", make: |size| around("(", "x", ")", size) },
    Kind { name: "nested-brackets-of-words", make: |size| around("the army ( ", "x", " ) said", size) },
    Kind { name: "combining-marks", make: |size| format!("The army shelled e{} Aleppo.", fill("\u{301}", size)) },
    Kind { name: "combining-mixed", make: |size| fill("a\u{301}\u{302}\u{327}b\u{308} ", size) },
    Kind {
        name: "bidi",
        make: |size| fill("\u{202e}The army\u{202c} shelled \u{2066}Aleppo\u{2069} \u{200f} on Monday. ", size),
    },
    Kind { name: "nul", make: |size| fill("The army\0 shelled\0 Aleppo\0. ", size) },
    Kind {
        name: "homoglyphs", make: |size| fill("Тhе аrmу ѕhеllеd Аlерро оn Моndау, kіllіng 12 сіvіlіаnѕ. ", size)
    },
    Kind { name: "a-giant-number", make: |size| format!("On Monday {} people were killed.", fill("9", size)) },
    Kind {
        name: "giant-numbers",
        make: |size| fill("12,345,678,901,234,567,890,123 people and 3.4.5.6.7.8.9 on 31/12/99999 ", size),
    },
    Kind { name: "numbers-in-words", make: |size| fill("two hundred thousand million billion ", size) },
    Kind { name: "dates", make: |size| fill("3 March 2016, 4 April 99999, from 1 to 300000 BC, ", size) },
    Kind { name: "relative-dates", make: |size| fill("three days ago, a week later, ", size) },
    Kind { name: "names", make: |size| fill("Mohammed Ali Hassan Ibrahim Al Ahmad ", size) },
    Kind { name: "capitals", make: |size| fill("THE ARMY SHELLED ALEPPO ON MONDAY. ", size) },
    Kind { name: "lines", make: |size| fill("a\n", size) },
    Kind { name: "blank-lines", make: |size| fill("\n", size) },
    Kind { name: "spaces", make: |size| format!("The{}army.", fill(" ", size)) },
    Kind { name: "entities", make: |size| fill("&amp;amp;amp;amp;&#x26;#38;&lt;&eacute", size) },
    Kind { name: "stops", make: |size| fill(". ", size) },
    Kind { name: "hyphens", make: |size| fill("anti-", size) },
    Kind { name: "apostrophes", make: |size| fill("l'", size) },
    Kind { name: "places", make: |size| fill("Aleppo, Homs, Hama and Idlib and ", size) },
    Kind { name: "places-from-places", make: |size| fill("60 km south of ", size) },
    Kind { name: "places-between", make: |size| fill("between Aleppo and ", size) },
    Kind { name: "said-that-said", make: |size| fill("he said that she said that ", size) },
    Kind { name: "who-who", make: |size| fill("the army which killed the man who ", size) },
    Kind { name: "of-of", make: |size| fill("the army of the state of the group of ", size) },
    Kind { name: "presidents", make: |size| fill("president ", size) },
    Kind { name: "pronouns", make: |size| fill("he told him that they saw it. ", size) },
    Kind { name: "killed", make: |size| fill("killed ", size) },
    Kind { name: "tolls", make: |size| fill("12 killed, 13 wounded, ", size) },
    Kind { name: "acronyms", make: |size| fill("Syrian Democratic Forces (SDF) ", size) },
    Kind { name: "datelines", make: |size| fill("ALEPPO, Syria (AP) -- ", size) },
    Kind { name: "furniture", make: |size| fill("Share\nTweet\nAdvertisement\nRead more\n", size) },
    Kind { name: "emoji", make: |size| fill("👨\u{200d}👩\u{200d}👧\u{200d}👦🏳\u{fe0f}\u{200d}🌈", size) },
    Kind { name: "joiners", make: |size| fill("\u{200d}", size) },
    Kind {
        name: "damaged", make: |size| fill("lâ€™armÃ©e a tuÃ © ÃƒÆ’Ã†â€™Ãƒâ€šÃ‚Â© ", size)
    },
    Kind { name: "soft-hyphens", make: |size| fill("ar\u{ad}my\u{ad} ", size) },
    Kind { name: "arabic", make: |size| fill("قصف الجيش حلب يوم الاثنين ", size) },
    Kind { name: "chinese", make: |size| fill("军队星期一炮击了阿勒颇", size) },
];

/// A kind by its name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}
