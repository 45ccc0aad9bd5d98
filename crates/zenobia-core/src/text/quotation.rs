//! Quotations: what stands between quotation marks, also where one of them is missing.

use super::token::{Quotation, Sentence, Token};

/// What a token does to quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Opens(Kind),
    Closes(Kind),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Angled,
    Double,
    Single,
}

struct Open {
    kind: Kind,
    token: usize,
}

/// Finds the quotations of a text; `original` gives a token as it was written, since curly marks are read as straight ones.
///
/// A mark that closes nothing opens at the start of its sentence (or after its colon); one that is never closed ends with its sentence, or with
/// its paragraph where that is near. Where each paragraph repeats the opening mark, the quotation goes on.
pub(super) fn find<'a>(
    tokens: &[Token],
    sentences: &[Sentence],
    original: impl Fn(usize) -> &'a str,
) -> Vec<Quotation> {
    let mut finder = Finder { tokens, found: Vec::new(), open: Vec::new(), last_end: 0 };
    let mut paragraph = 0;
    for (index, sentence) in sentences.iter().enumerate() {
        if sentence.paragraph != paragraph {
            finder.end_paragraph(sentences, index, &original);
            paragraph = sentence.paragraph;
        }
        for at in sentence.tokens.clone() {
            match finder.mark(at, original(at)) {
                Some(Mark::Opens(kind)) => finder.open(kind, at),
                Some(Mark::Closes(kind)) => finder.close(kind, at, sentence),
                None => {}
            }
        }
    }
    finder.drop_open(sentences, sentences.len());
    finder.found.retain(|quotation| !quotation.tokens.is_empty());
    finder.found.sort_by_key(|quotation| (quotation.tokens.start, std::cmp::Reverse(quotation.tokens.end)));
    finder.found
}

struct Finder<'a> {
    tokens: &'a [Token],
    found: Vec<Quotation>,
    open: Vec<Open>,
    /// One past the last closing mark.
    last_end: usize,
}

impl Finder<'_> {
    fn mark(&self, at: usize, original: &str) -> Option<Mark> {
        let token = &self.tokens[at];
        match original {
            "«" | "‹" => Some(Mark::Opens(Kind::Angled)),
            "»" | "›" => Some(Mark::Closes(Kind::Angled)),
            "“" | "„" => Some(Mark::Opens(Kind::Double)),
            "”" if self.is_open(Kind::Double) || self.glued_before(at) => Some(Mark::Closes(Kind::Double)),
            "‘" => Some(Mark::Opens(Kind::Single)),
            _ => match token.text.as_str() {
                "\"" | "''" => Some(self.straight(at, Kind::Double)),
                "'" => self.single(at),
                _ => None,
            },
        }
    }

    fn is_open(&self, kind: Kind) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    fn glued_before(&self, at: usize) -> bool {
        at > 0 && !self.tokens[at].spaced
    }

    fn glued_after(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| !next.spaced)
    }

    /// A straight mark goes by its shape: a word right after it and none before opens, the reverse closes. Where the shape says nothing, it opens if
    /// nothing is open.
    fn straight(&self, at: usize, kind: Kind) -> Mark {
        let before = self.glued_before(at) && !self.after_opening(at);
        let after = self.tokens.get(at + 1).is_some_and(|next| !next.spaced && self.begins_quoted(at, next));
        match (before, after) {
            (false, true) => Mark::Opens(kind),
            (true, false) => Mark::Closes(kind),
            _ if self.is_open(kind) => Mark::Closes(kind),
            _ => Mark::Opens(kind),
        }
    }

    /// Whether what stands right after a mark can be its first word; points can only where the mark has space before it.
    fn begins_quoted(&self, at: usize, next: &Token) -> bool {
        let opens = |c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '«' | '\'' | '#' | '@');
        next.text.starts_with(opens) || self.tokens[at].spaced && next.text.starts_with(['.', '…'])
    }

    /// Whether an elided word, bracket or dash stands right before: signs that a mark opens.
    fn after_opening(&self, at: usize) -> bool {
        at > 0 && matches!(self.tokens[at - 1].text.chars().last(), Some('\'' | '(' | '[' | '-' | '–' | '—' | '«'))
    }

    /// A straight single mark is an apostrophe more often than not: it opens only before a word and closes only what is open.
    fn single(&self, at: usize) -> Option<Mark> {
        let opens = self.tokens[at].spaced && self.glued_after(at);
        let closes = self.is_open(Kind::Single) && self.glued_before(at) && !self.glued_after_word(at);
        match (opens && !self.is_open(Kind::Single), closes) {
            (true, _) => Some(Mark::Opens(Kind::Single)),
            (_, true) => Some(Mark::Closes(Kind::Single)),
            _ => None,
        }
    }

    fn glued_after_word(&self, at: usize) -> bool {
        self.glued_after(at) && self.tokens[at + 1].text.starts_with(char::is_alphabetic)
    }

    fn open(&mut self, kind: Kind, token: usize) {
        // Deeper nesting is damage, and would cost time.
        const DEEPEST: usize = 16;
        if self.open.len() < DEEPEST {
            self.open.push(Open { kind, token });
        }
    }

    fn close(&mut self, kind: Kind, at: usize, sentence: &Sentence) {
        if let Some(level) = self.open.iter().rposition(|open| open.kind == kind) {
            let open = self.open.remove(level);
            self.last_end = at + 1;
            self.found.push(Quotation { tokens: open.token + 1..at, balanced: true });
            return;
        }
        if kind == Kind::Single {
            return;
        }
        let start = sentence.tokens.start.max(self.last_end);
        let colon =
            self.tokens[start..at].iter().position(|token| token.text == ":").map_or(start, |colon| start + colon + 1);
        self.found.push(Quotation { tokens: colon..at, balanced: false });
        self.last_end = at + 1;
    }

    /// At the end of a paragraph, quotations go on only where the next one repeats their mark.
    fn end_paragraph<'a>(&mut self, sentences: &[Sentence], next: usize, original: &impl Fn(usize) -> &'a str) {
        let first = sentences[next].tokens.start;
        let repeats = |kind: Kind| match self.mark(first, original(first)) {
            Some(Mark::Opens(other)) => other == kind,
            _ => false,
        };
        let goes_on = self.open.last().is_some_and(|open| repeats(open.kind));
        match (goes_on, self.open.pop()) {
            (true, Some(open)) => {
                // The repeated mark opens the second part, so the first part ends here, whole.
                let end = first;
                self.found.push(Quotation { tokens: open.token + 1..end, balanced: true });
            }
            (false, Some(open)) => self.open.push(open),
            (_, None) => {}
        }
        self.drop_open(sentences, next);
    }

    /// Ends what was never closed before sentence number `next`: with the paragraph if that is at most three sentences away, else with its sentence.
    fn drop_open(&mut self, sentences: &[Sentence], next: usize) {
        const NEAR: usize = 3;
        for open in std::mem::take(&mut self.open) {
            if open.kind == Kind::Single {
                continue;
            }
            let own = sentences.partition_point(|sentence| sentence.tokens.end <= open.token);
            let last = if next - own.min(next) <= NEAR { next } else { own + 1 };
            let end =
                sentences[..last.min(sentences.len())].last().map_or(open.token + 1, |sentence| sentence.tokens.end);
            self.found.push(Quotation { tokens: open.token + 1..end.max(open.token + 1), balanced: false });
        }
    }
}
