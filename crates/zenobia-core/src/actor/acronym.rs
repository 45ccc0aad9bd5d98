//! Initials that a report introduces in brackets: "Forces of the Northern Valley (FNV)".

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::actor::register::Register;
use crate::record::ActorKind;

/// Most letters of initials.
const LONGEST: usize = 10;

impl Register<'_> {
    /// Gives initials in brackets to the actor before them, wherever they stand.
    pub(super) fn add_acronyms(&mut self) {
        let introduced = self.introduced();
        let same = |number: usize| introduced.values().copied().find(|&entity| entity == number);
        for at in 0..self.scene.reading.tokens.len() {
            let Some(&entity) = introduced.get(&self.scene.reading.tokens[at].text) else { continue };
            if !self.taken[at] && self.owner_at[at].is_none() {
                self.mention(at..at + 1, entity);
                continue;
            }
            // What the finder took for somebody else, for want of the long name.
            let alone = |mention: &&mut crate::actor::ActorMention| mention.tokens == (at..at + 1);
            if let Some(mention) = self.actors.mentions.iter_mut().find(alone)
                && self.actors.entities[mention.entity].known.is_none()
                && same(mention.entity).is_none()
            {
                mention.entity = entity;
            }
        }
    }

    /// The initials that stand in brackets right after the mention of a body.
    fn introduced(&self) -> BTreeMap<CompactString, usize> {
        let tokens = &self.scene.reading.tokens;
        let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
        let mut introduced = BTreeMap::new();
        for mention in &self.actors.mentions {
            let end = mention.tokens.end;
            let kind = self.actors.entities[mention.entity].kind;
            let body = !matches!(kind, ActorKind::Person | ActorKind::Population);
            if body && text(end) == "(" && text(end + 2) == ")" && is_acronym(text(end + 1)) {
                introduced.entry(tokens[end + 1].text.clone()).or_insert(mention.entity);
            }
        }
        introduced
    }
}

/// Whether a word consists of initials: two capitals at least, and nearly nothing else.
fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphanumeric());
    let (all, capitals) = (letters.clone().count(), letters.filter(|letter| letter.is_uppercase()).count());
    (2..=LONGEST).contains(&all) && capitals >= 2 && 2 * capitals > all
}
