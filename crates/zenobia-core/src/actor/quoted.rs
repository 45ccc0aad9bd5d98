//! Names beside the word for what they name: « l'association "Pain et Paix" », the "Free Hands" group, a militia calling itself the Lions of the Delta.

use std::ops::Range;

use compact_str::CompactString;

use crate::actor::Entity;
use crate::actor::describe::Description;
use crate::actor::register::{Identity, Register};
use crate::record::ActorKind;
use crate::syntax::Upos;
use crate::text::fold;
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
        // "A group calling itself the Free Army": whom the text or the knowledge knows already.
        let known = self.mentions_at(name.start).find(|(_, mention)| mention.tokens.start == name.start);
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
        let tokens = scene.reading.tokens.get(at..self.sentence_end(at.saturating_sub(1)))?;
        let mut start = at + scene.heads.naming(tokens)?;
        if scene.syntax.words.get(start)?.is("det") {
            start += 1;
        }
        self.quoted_after(start).or_else(|| self.capitals(start))
    }

    /// A run of words with capitals, and small ones between two of them.
    fn capitals(&self, start: usize) -> Option<Range<usize>> {
        let tokens = &self.scene.reading.tokens;
        let end = self.sentence_end(start);
        let capital = |at: usize| at < end && tokens[at].text.starts_with(char::is_uppercase);
        let joins = |at: usize| {
            let word = self.scene.syntax.words[at].upos;
            matches!(word, Upos::Adp | Upos::Det | Upos::Cconj)
                && tokens[at].text.chars().all(|c| c.is_lowercase() || c == '\'')
        };
        let mut stop = start;
        while capital(stop)
            || (stop > start
                && stop < end
                && joins(stop)
                && (capital(stop + 1) || (joins(stop + 1) && capital(stop + 2))))
        {
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

    /// The words between quotation marks that close before a token: the "*Sons of the Valley*" brigade.
    fn quoted_before(&self, at: usize) -> Option<Range<usize>> {
        let tokens = &self.scene.reading.tokens;
        let mark = at.checked_sub(1).filter(|&mark| closes(&tokens[mark].text))?;
        let start = (mark.saturating_sub(LONGEST + 1)..mark).rev().find(|&at| opens(&tokens[at].text))?;
        let together = self.sentence_end(start) == self.sentence_end(at);
        let capital = start + 1 < mark && tokens[start + 1].text.starts_with(char::is_uppercase);
        (together && capital).then_some(start + 1..mark)
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

fn opens(token: &str) -> bool {
    matches!(token, "\"" | "«" | "“" | "‘" | "'" | "„")
}

fn closes(token: &str) -> bool {
    matches!(token, "\"" | "»" | "”" | "’" | "'" | "“")
}
