//! Arguments that parsers hang on a word between.

use compact_str::format_compact;

use crate::claim::arguments::{Argument, Reader};

impl Reader<'_> {
    /// "Took the post at the border from the army": parsers often hang whom something is done to on the noun before.
    pub(super) fn astray(&self, argument: &Argument) -> Vec<Argument> {
        if !(argument.matches("obj") || argument.matches("obl") || argument.path.ends_with("obl:agent")) {
            return Vec::new();
        }
        let below = |at: &usize| self.ground.syntax.children_by(*at, "nmod").collect::<Vec<_>>();
        let mut all = below(&argument.token);
        for _ in 0..2 {
            let more: Vec<usize> = all.iter().flat_map(below).collect();
            all.extend(more);
        }
        all.sort_unstable();
        all.dedup();
        let told = |child: usize| {
            let case = self.case(child).filter(|case| !self.defaults.genitive.contains(case))?;
            let actor = self.ground.actors.at(child).is_some_and(|mention| mention.head == child);
            // "Fired six missiles at the town": what is thrown is no place, where it goes is.
            let target = self.is_spot(child) && self.ground.place_at[argument.token].is_none();
            (actor || target).then(|| Argument::new(format_compact!("obl:{case}"), child, "nmod<nmod"))
        };
        all.into_iter().filter_map(told).collect()
    }

    /// Whether a token names a place or a site.
    fn is_spot(&self, at: usize) -> bool {
        self.ground.place_at[at].is_some() || self.ground.site_at(at).is_some()
    }

    /// "The opening of a road to Taiz, besieged since 2015": a participle after a comma is of the place right before it.
    pub(super) fn apposed_place(&self, at: usize, noun: usize) -> Option<usize> {
        let comma = at.checked_sub(1).filter(|&before| self.ground.reading.tokens[before].text == ",")?;
        let place = comma.checked_sub(1).filter(|&before| self.ground.place_at[before].is_some())?;
        let below = self.ground.syntax.ancestors(place).any(|above| above == noun);
        let named = self.is_spot(noun) || self.ground.actor_at(noun).is_some();
        (below && !named).then_some(place)
    }
}
