//! A `match`, read into a small program of steps.

use compact_str::CompactString;

use super::lexicon::{Class, Vocabulary};
use super::piece::cut;

/// One step of a pattern. Steps are numbered; a step goes on with the next one unless it says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// A word: number of its wording in the vocabulary.
    Literal(u32),
    /// A dictionary form, in the syntax, or the wording itself: number of the wording.
    Lemma(u32),
    /// A class, and the capture it goes to.
    Class(Class, Option<u8>),
    /// Two ways to go on, the first preferred.
    Split(usize, usize),
    /// Go on elsewhere.
    Jump(usize),
    /// A mention begins.
    Open,
    /// A mention ends.
    Close,
    /// The pattern is matched.
    Done,
}

/// A pattern as steps, with the names of its captures.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pattern {
    pub steps: Vec<Step>,
    pub names: Vec<CompactString>,
}

/// Reads a `match`; a fault is told in words.
pub(crate) fn parse(source: &str, vocabulary: &mut Vocabulary) -> Result<Pattern, String> {
    let mut reader = Reader { rest: source.trim_start(), vocabulary, pattern: Pattern::default() };
    reader.sequence(0)?;
    if !reader.rest.is_empty() {
        return Err(format!("`{}` closes nothing in `{source}`", reader.rest));
    }
    reader.pattern.steps.push(Step::Done);
    if reader.pattern.steps.len() > LONGEST {
        return Err(format!(
            "it has {} steps, and {LONGEST} are the most: cut it into several rules",
            reader.pattern.steps.len()
        ));
    }
    let opened = reader.pattern.steps.iter().filter(|step| **step == Step::Open).count();
    let closed = reader.pattern.steps.iter().filter(|step| **step == Step::Close).count();
    match opened == closed {
        true => Ok(reader.pattern),
        false => Err(format!("`{{` and `}}` do not pair in `{source}`")),
    }
}

/// Groups within groups beyond this depth are refused.
const DEEPEST: usize = 8;

/// Patterns of more steps than this are refused: a walk goes as deep as a pattern is long.
const LONGEST: usize = 1000;

struct Reader<'a, 'v> {
    rest: &'a str,
    vocabulary: &'v mut Vocabulary,
    pattern: Pattern,
}

impl Reader<'_, '_> {
    fn sequence(&mut self, depth: usize) -> Result<(), String> {
        if depth > DEEPEST {
            return Err("too many groups inside groups".to_owned());
        }
        while let Some(c) = self.rest.chars().next() {
            match c {
                ')' | ']' | '|' => return Ok(()),
                '(' => self.optional(depth)?,
                '[' => self.alternatives(depth, ']')?,
                '<' => self.class()?,
                '{' => self.mention(Step::Open),
                '}' => self.mention(Step::Close),
                _ => self.word()?,
            }
            self.rest = self.rest.trim_start();
        }
        Ok(())
    }

    fn mention(&mut self, step: Step) {
        self.rest = &self.rest[1..];
        self.pattern.steps.push(step);
    }

    fn optional(&mut self, depth: usize) -> Result<(), String> {
        let split = self.reserve();
        self.alternatives(depth, ')')?;
        self.rest = self.rest.strip_prefix('?').ok_or("a group in `(` ends with `)?`")?;
        self.pattern.steps[split] = Step::Split(split + 1, self.pattern.steps.len());
        Ok(())
    }

    /// Reads ways parted by `|`, from the opening bracket to the closing one.
    fn alternatives(&mut self, depth: usize, closing: char) -> Result<(), String> {
        let mut jumps = Vec::new();
        loop {
            self.rest = self.rest[1..].trim_start();
            let split = self.reserve();
            self.sequence(depth + 1)?;
            if self.rest.starts_with('|') {
                jumps.push(self.reserve());
                self.pattern.steps[split] = Step::Split(split + 1, self.pattern.steps.len());
                continue;
            }
            self.rest =
                self.rest.strip_prefix(closing).ok_or_else(|| format!("a group is not closed by `{closing}`"))?;
            self.pattern.steps[split] = Step::Jump(split + 1);
            break;
        }
        let end = self.pattern.steps.len();
        jumps.into_iter().for_each(|jump| self.pattern.steps[jump] = Step::Jump(end));
        Ok(())
    }

    fn reserve(&mut self) -> usize {
        self.pattern.steps.push(Step::Done);
        self.pattern.steps.len() - 1
    }

    fn class(&mut self) -> Result<(), String> {
        let (inside, rest) = self.rest[1..].split_once('>').ok_or("`<` is not closed by `>`")?;
        self.rest = rest;
        let (name, class) = match inside.split_once(':') {
            Some((name, class)) => (Some(name), class),
            None => (None, inside),
        };
        let class = self.vocabulary.class(class).ok_or_else(|| format!("no class `{class}` in the lexicons"))?;
        let slot = name.map(|name| self.slot(name)).transpose()?;
        self.pattern.steps.push(Step::Class(class, slot));
        Ok(())
    }

    fn slot(&mut self, name: &str) -> Result<u8, String> {
        let names = &mut self.pattern.names;
        let at = names.iter().position(|known| known == name).unwrap_or(names.len());
        if at == names.len() {
            names.push(name.into());
        }
        u8::try_from(at).map_err(|_| "too many captures".to_owned())
    }

    fn word(&mut self) -> Result<(), String> {
        if let Some(escaped) = self.rest.strip_prefix('\\') {
            let length = escaped.chars().next().map_or(0, char::len_utf8);
            let (mark, rest) = escaped.split_at(length);
            self.rest = rest;
            let id = self.vocabulary.literal(mark);
            self.pattern.steps.push(Step::Literal(id));
            return Ok(());
        }
        let ends = |c: char| c.is_whitespace() || "()[]|<>{}\\".contains(c);
        let length = self.rest.find(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        match word.strip_prefix('=') {
            Some("") => return Err("`=` needs a dictionary form".to_owned()),
            Some(lemma) => {
                let id = self.vocabulary.literal(lemma);
                self.pattern.steps.push(Step::Lemma(id));
            }
            None if word.is_empty() => return Err(format!("`{rest}` begins nothing")),
            None => {
                let steps = cut(word).into_iter().map(|piece| Step::Literal(self.vocabulary.literal(piece)));
                let steps: Vec<_> = steps.collect();
                self.pattern.steps.extend(steps);
            }
        }
        Ok(())
    }
}

impl Step {
    /// What a word has to be for it; `None` for steps that take no word.
    pub(crate) fn key(&self) -> Option<Key> {
        match self {
            Step::Class(class, _) => Some(Key::class(*class)),
            Step::Literal(wording) => Some(Key::wording(*wording)),
            Step::Lemma(wording) => Some(Key::lemma(*wording)),
            _ => None,
        }
    }
}

/// Something that a word can be for a pattern: of a class, a wording, a dictionary form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(u32);

impl Key {
    pub(crate) fn class(class: Class) -> Key {
        Key(3 * u32::from(class.0))
    }

    pub(crate) fn wording(wording: u32) -> Key {
        Key(3 * wording + 1)
    }

    pub(crate) fn lemma(wording: u32) -> Key {
        Key(3 * wording + 2)
    }
}

impl Pattern {
    /// The steps that can be the next to take a word, from a step on, and whether the pattern can end before one does.
    pub(crate) fn next(&self, from: usize) -> (Vec<usize>, bool) {
        let (mut open, mut seen) = (vec![from], vec![false; self.steps.len()]);
        let (mut next, mut ends) = (Vec::new(), false);
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match &self.steps[at] {
                Step::Split(a, b) => open.extend([*a, *b]),
                Step::Jump(to) => open.push(*to),
                Step::Open | Step::Close => open.push(at + 1),
                Step::Done => ends = true,
                _ => next.push(at),
            }
        }
        (next, ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_alternatives_become_steps() {
        let mut vocabulary = Vocabulary::default();
        let pattern = parse("il y a (environ)? [deux|<n:number>] jours", &mut vocabulary).unwrap();
        assert_eq!(pattern.names, ["n"]);
        assert_eq!(pattern.next(0), (vec![0], false));
    }

    #[test]
    fn faults_are_told() {
        let mut vocabulary = Vocabulary::default();
        for bad in ["(a", "[a|b", "<n:nothing>", "a)?", "{a", "<n:number", "="] {
            assert!(parse(bad, &mut vocabulary).is_err(), "{bad}");
        }
        assert!(parse("(a)? (b)?", &mut vocabulary).unwrap().next(0).1);
    }
}
