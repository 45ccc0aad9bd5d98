//! Objects that a tree hangs elsewhere: bare nouns behind other participants, what verbs side by side share, counts taken for adjuncts.

use crate::claim::arguments::{Argument, Reader};
use crate::syntax::Upos;

impl Reader<'_> {
    /// "A repris aux rebelles le palais": a bare noun with an article behind the participants of a verb without object is its object,
    /// whatever the parser hangs it on.
    pub(super) fn bare_object(&self, at: usize, passive: bool, found: &[Argument]) -> Option<Argument> {
        let has = |label: &str| found.iter().any(|argument| argument.matches(label));
        if passive || !self.defaults.bare_object || ["obj", "xcomp", "ccomp"].iter().any(|label| has(label)) {
            return None;
        }
        let syntax = self.ground.syntax;
        let bare = |&child: &usize| {
            let hung = self.word(child).is("nmod") || self.word(child).is("obl");
            let noun = matches!(self.word(child).upos, Upos::Noun | Upos::Propn) && hung;
            let article = syntax.children_by(child, "det").next().is_some();
            noun && article && self.case(child).is_none() && self.ground.time_at[child].is_none()
        };
        let parted = |from: usize, to: usize| (from..to).any(|token| self.ground.reading.tokens[token].text == ",");
        let participants = found.iter().filter(|argument| argument.matches("obl") && argument.token > at);
        let own = syntax.children(at).filter(|&child| child > at);
        let object = own.chain(participants.flat_map(|argument| syntax.children(argument.token))).find(bare)?;
        (!parted(at, object)).then(|| Argument::new("obj", object, "nmod<obl"))
    }

    /// "Ont enlevé et torturé sept paysans": verbs side by side share the object of the last.
    pub(super) fn object_after(&self, at: usize, passive: bool, found: &[Argument]) -> Option<Argument> {
        let own =
            |argument: &Argument| ["obj", "xcomp", "ccomp", "obl", "iobj"].iter().any(|label| argument.matches(label));
        if passive || found.iter().any(own) {
            return None;
        }
        let syntax = self.ground.syntax;
        let joins = |token: usize| matches!(self.word(token).upos, Upos::Cconj | Upos::Adv | Upos::Aux);
        let joined = |&verb: &usize| {
            let beside = self.word(verb).upos == Upos::Verb && verb > at && verb <= at + 4;
            beside && (at + 1..verb).all(joins) && (at + 1..verb).any(|token| self.word(token).upos == Upos::Cconj)
        };
        let verb = syntax.children_by(at, "conj").find(joined)?;
        let object = syntax.children_by(verb, "obj").find(|&object| object > verb)?;
        Some(Argument::new("obj", object, "obj<conj"))
    }

    /// A count after a verb without object is its object, though "at least" has made an adjunct of it: "killed at least 120 people".
    pub(super) fn mend_object(&self, at: usize, passive: bool, found: &mut [Argument]) {
        let has = |label: &str| found.iter().any(|argument| argument.label == label);
        if passive || has("obj") || has("xcomp") || has("ccomp") {
            return;
        }
        let counted = |argument: &&mut Argument| {
            let token = argument.token;
            argument.label == "obl"
                && token > at
                && self.ground.time_at[token].is_none()
                && self.ground.is_counted(token)
        };
        if let Some(argument) = found.iter_mut().find(counted) {
            argument.label = "obj".into();
        }
    }
}
