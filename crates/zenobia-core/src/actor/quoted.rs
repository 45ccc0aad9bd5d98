//! Names in quotation marks after the word for what they name: « l'association "Pain et Paix" », the group "Free Hands".

use std::ops::Range;

use compact_str::CompactString;

use crate::actor::Entity;
use crate::actor::describe::Description;
use crate::actor::register::{Identity, Register};
use crate::record::ActorKind;
use crate::text::fold;
use crate::why::Why;

/// Most words of such a name.
const LONGEST: usize = 9;

impl Register<'_> {
    /// Adds a body whose name stands in quotation marks right after a description; gives whether it does.
    pub(super) fn add_quoted(&mut self, description: &Description) -> bool {
        let body = !matches!(description.entry.kind, ActorKind::Person | ActorKind::Population | ActorKind::State);
        let Some(name) = self.quoted_after(description.words.end).filter(|_| body) else { return false };
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
        self.mention(description.words.start..name.end, entity);
        self.repeat(name, entity);
        true
    }

    /// The words between quotation marks that open at a token: few, the first with a capital, no sentence.
    fn quoted_after(&self, at: usize) -> Option<Range<usize>> {
        let reading = self.scene.reading;
        let opens = |token: &str| matches!(token, "\"" | "«" | "“" | "‘" | "'" | "„");
        let closes = |token: &str| matches!(token, "\"" | "»" | "”" | "’" | "'" | "“");
        let sentence = &reading.sentences[reading.sentence_of(at.saturating_sub(1))].tokens;
        let tokens = reading.tokens.get(at..sentence.end)?;
        let (mark, inside) = tokens.split_first()?;
        let length = inside.iter().take(LONGEST + 1).position(|token| closes(&token.text))?;
        let capital = inside.first()?.text.starts_with(char::is_uppercase);
        (opens(&mark.text) && length > 0 && capital).then_some(at + 1..at + 1 + length)
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
