//! Names beside the word for what they name: « l'association "Pain et Paix" », the "Free Hands" group, a militia calling itself the Lions of
//! the Delta.

use std::ops::Range;

use compact_str::CompactString;

use crate::actor::describe::Description;
use crate::actor::register::{Identity, Register};
use crate::actor::{ActorMention, Entity};
use crate::record::ActorKind;
use crate::syntax::{Features, Upos};
use crate::text::{Reading, fold};
use crate::why::Why;

/// Most words of such a name.
const LONGEST: usize = 9;

impl Register<'_> {
    /// Adds a body whose name stands beside a description, in quotation marks or after words that say so; gives whether it does.
    pub(super) fn add_quoted(&mut self, description: &Description) -> bool {
        let body = !matches!(description.entry.kind, ActorKind::Person | ActorKind::Population | ActorKind::State);
        if !body {
            return false;
        }
        let end = description.words.end;
        let after = self.told_after(end).or_else(|| self.quoted_after(end));
        let Some(name) = after.or_else(|| self.quoted_before(description.words.start)) else { return false };
        let whole = description.words.start.min(name.start)..end.max(name.end);
        // "A group calling itself the Free Army": whom the text or the knowledge knows already; a country or a person is no body's name.
        let whole_name = |mention: &ActorMention| mention.tokens.start == name.start && mention.tokens.end >= name.end;
        let known = self.mentions_at(name.start).find(|(_, mention)| whole_name(mention));
        let other = |entity: usize| matches!(self.actors.entities[entity].kind, ActorKind::State | ActorKind::Person);
        if known.as_ref().is_some_and(|(_, mention)| other(mention.entity)) {
            return false;
        }
        if let Some(entity) = known.map(|(_, mention)| mention.entity) {
            let own = description.words.clone();
            self.mention(own, entity);
            return true;
        }
        let words = self.words(&name);
        let entry = description.entry;
        let entity = self.entity(Identity::Wording(fold(&words), Some(usize::MAX - 1)), || Entity {
            known: None,
            key: None,
            name: words,
            kind: entry.kind,
            class: CompactString::default(),
            country: None,
            generic: false,
            unnamed: false,
            why: Why::by("actor/quoted").and("class", None, entry.class.as_str()),
        });
        self.mention(whole, entity);
        self.repeat(name, entity);
        true
    }

    fn sentence_end(&self, at: usize) -> usize {
        let reading = self.scene.reading;
        reading.sentences[reading.sentence_of(at)].tokens.end
    }

    /// The name behind words that announce one, and an article: "calling itself the *Army of the Poor*", « baptisé *Colère du Delta* ».
    fn told_after(&self, at: usize) -> Option<Range<usize>> {
        let scene = self.scene;
        let end = self.sentence_end(at.saturating_sub(1));
        let tokens = scene.reading.tokens.get(at..end)?;
        let mut start = at + scene.heads.naming_length(tokens)?;
        // "The group called the attack a crime": what has a subject or an object of its own names nobody.
        let words = &scene.syntax.words;
        let told = |verb: usize| {
            let own = ["nsubj", "obj", "ccomp", "xcomp"];
            let governs = scene.syntax.children(verb).any(|child| own.iter().any(|base| words[child].is(base)));
            words[verb].features.has(Features::FINITE) && (governs || words[verb].head.is_none())
        };
        if (at..start).any(told) {
            return None;
        }
        if words.get(start)?.is("det") {
            start += 1;
        }
        self.quoted_after(start).or_else(|| self.capitals(start, end))
    }

    /// A run of words with capitals before the end of a sentence, and small ones between two of them.
    fn capitals(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let (tokens, words) = (&self.scene.reading.tokens, &self.scene.syntax.words);
        let capital = |at: usize| at < end && tokens[at].text.starts_with(char::is_uppercase);
        let small = |at: usize| tokens[at].text.chars().all(|c| c.is_lowercase() || c == '\'');
        let joins = |at: usize| at < end && matches!(words[at].upos, Upos::Adp | Upos::Det | Upos::Cconj) && small(at);
        let goes_on = |at: usize| joins(at) && (capital(at + 1) || (joins(at + 1) && capital(at + 2)));
        let mut stop = start;
        while capital(stop) || (stop > start && goes_on(stop)) {
            stop += 1;
        }
        (stop > start && stop - start <= LONGEST).then_some(start..stop)
    }

    /// The words between quotation marks that open at a token: few, the first with a capital, no sentence.
    fn quoted_after(&self, at: usize) -> Option<Range<usize>> {
        let tokens = self.scene.reading.tokens.get(at..self.sentence_end(at.saturating_sub(1)))?;
        let (mark, inside) = tokens.split_first()?;
        let length = inside.iter().take(LONGEST + 1).position(|token| closes(&token.text))?;
        let capital = inside.first()?.text.starts_with(char::is_uppercase);
        (opens(&mark.text) && length > 0 && capital).then_some(at + 1..at + 1 + length)
    }

    /// The words between quotation marks that close before a token: the "*Sons of the Valley*" brigade. What somebody says is no name: it has a
    /// verb, a pronoun or a mark.
    fn quoted_before(&self, at: usize) -> Option<Range<usize>> {
        let reading = self.scene.reading;
        let mark = at.checked_sub(1)?;
        let before = reading.quotations.partition_point(|quotation| quotation.tokens.start < mark);
        let near = &reading.quotations[before.saturating_sub(2)..before];
        let name = near.iter().map(|quotation| inside(reading, &quotation.tokens)).find(|name| name.end == mark)?;
        let spoken =
            |at: usize| matches!(self.scene.syntax.words[at].upos, Upos::Verb | Upos::Aux | Upos::Pron | Upos::Punct);
        let capital = reading.tokens.get(name.start)?.text.starts_with(char::is_uppercase);
        let short = !name.is_empty() && name.len() <= LONGEST;
        (short && capital && !name.clone().any(spoken)).then_some(name)
    }

    /// Further mentions by the same words.
    fn repeat(&mut self, name: Range<usize>, entity: usize) {
        let tokens = &self.scene.reading.tokens;
        let same = |start: usize| {
            tokens.get(start..start + name.len()).is_some_and(|words| {
                words.iter().zip(&tokens[name.clone()]).all(|(word, wanted)| word.text == wanted.text)
            })
        };
        let first = &tokens[name.start].text;
        let starts = (name.end..tokens.len()).filter(|&at| tokens[at].text == *first && same(at));
        for start in starts.collect::<Vec<_>>() {
            if self.taken[start..start + name.len()].iter().all(|taken| !taken) {
                self.mention(start..start + name.len(), entity);
            }
        }
    }
}

/// The words of a quotation without its marks.
fn inside(reading: &Reading, quotation: &Range<usize>) -> Range<usize> {
    let mark = |at: usize| reading.tokens.get(at).is_some_and(|token| opens(&token.text) || closes(&token.text));
    let start = quotation.start + usize::from(mark(quotation.start));
    let end = quotation.end - usize::from(quotation.end > start && mark(quotation.end - 1));
    start..end.max(start)
}

fn opens(token: &str) -> bool {
    matches!(token, "\"" | "«" | "“" | "‘" | "'" | "„")
}

fn closes(token: &str) -> bool {
    matches!(token, "\"" | "»" | "”" | "’" | "'" | "“")
}
