//! What stands beside the run of capitalized words that a token belongs to.

use crate::syntax::look::Look;
use crate::weights::hash::feature;

use super::super::words::sign;
use super::{Sheet, Sight};

impl Sheet {
    /// The word that leads to the run, past prepositions and articles, and the next capital after a word in lower case.
    #[inline]
    pub(super) fn lead(&self, at: usize, put: &mut impl FnMut(&[u64])) {
        const PASSED: u32 = sign::OF | sign::ARTICLE | sign::IN | sign::TOWARD;
        let own = &self.sights[at];
        let start = usize::from(own.run.0).min(at);
        let heads = (start.saturating_sub(4)..start).rev().filter(|_| own.capital);
        let head = heads.into_iter().find(|&before| self.sights[before].signs & PASSED == 0);
        let position = at.saturating_sub(start).min(3) as u64;
        let (look, signs) = head.map_or((0, 0), |head| (self.looks[head].word, u64::from(self.sights[head].signs)));
        let fine = head.map_or(0, |head| u64::from(self.looks[head].known.fine));
        put(&[look, position]);
        put(&[fine, position]);
        put(&[signs, position]);
        put(&[signs, own.place.into()]);
        let ahead = (at + 1..self.sights.len().min(at + 5)).find(|&next| self.sights[next].capital);
        let ahead = ahead.filter(|_| !own.capital);
        let distance = ahead.map_or(0, |next| next - at) as u64;
        let place = ahead.map_or(0, |next| u64::from(self.sights[next].place));
        put(&[distance, self.looks[at].word]);
        put(&[distance, u64::from(own.signs), place]);
        put(&[distance, self.looks[at].known.fine.into()]);
    }

    /// What a noun after the run says that it names, after a verb that says so or without one.
    #[inline]
    pub(super) fn told(&self, at: usize, put: &mut impl FnMut(&[u64])) {
        const FAR: usize = 14;
        let own = &self.sights[at];
        let end = usize::from(own.run.1);
        let reach = if own.capital { end..self.sights.len().min(end + FAR) } else { 0..0 };
        let copula = reach.clone().find(|&after| self.sights[after].signs & sign::COPULA != 0);
        let noun = |from: usize| {
            let mut after = (from..reach.end).filter(|&after| !self.sights[after].capital);
            after.find(|&after| self.sights[after].signs & sign::KINDS != 0)
        };
        let near = noun(end);
        let said = copula.and_then(|copula| noun(copula + 1));
        let signs = |at: Option<usize>| at.map_or(0, |at| u64::from(self.sights[at].signs & sign::KINDS));
        let word = |at: Option<usize>| at.map_or(0, |at| self.looks[at].word);
        let far = near.map_or(0, |near| 1 + ((near - end) as u64).min(9) / 2);
        let position = at.saturating_sub(usize::from(own.run.0)).min(1) as u64;
        let opening = u64::from((0..usize::from(own.run.0)).all(|at| self.sights[at].signs & sign::ARTICLE != 0));
        let shape = position + 2 * opening;
        put(&[signs(said), shape]);
        put(&[word(said), shape]);
        put(&[signs(said), u64::from(own.place), u64::from(own.signs)]);
        put(&[signs(said), self.looks[at].known.parts.into(), opening]);
        put(&[signs(near), far, position]);
        put(&[word(near), far]);
        put(&[signs(near), u64::from(own.place)]);
        let before = usize::from(own.run.0).saturating_sub(6)..usize::from(own.run.0).min(at);
        for index in before.rev().filter(|_| own.capital).take(6) {
            let signs = u64::from(self.sights[index].signs & sign::KINDS);
            if signs != 0 {
                put(&[signs, position]);
                put(&[self.looks[index].word, position]);
                break;
            }
        }
    }

    /// Whether a word between two capitals joins or parts names.
    #[inline]
    pub(super) fn bridge(&self, [l2, l1, w, r1]: [&Look; 4], [s2, s1, s, n1]: [&Sight; 4], put: &mut impl FnMut(&[u64])) {
        let capitals = |a: &Sight, b: &Sight| 2 * u64::from(a.capital) + u64::from(b.capital);
        let whole = |a: &Sight, b: &Sight| 256 * u64::from(a.place) + u64::from(b.place);
        put(&[w.word, capitals(s1, n1)]);
        put(&[w.word, whole(s1, n1)]);
        put(&[w.word, l1.known.fine.into(), r1.known.fine.into()]);
        put(&[l1.word, capitals(s2, s), w.shape]);
        put(&[l1.word, whole(s2, s)]);
        put(&[l1.word, l2.known.parts.into(), w.known.parts.into()]);
        put(&[l1.word, u64::from(s2.signs), u64::from(s.capital)]);
        put(&[w.word, u64::from(s1.signs), u64::from(n1.capital)]);
    }

    /// What texts without marks show of the words.
    #[inline]
    pub(super) fn profile(&self, at: usize, put: &mut impl FnMut(&[u64])) {
        let own = &self.sights[at];
        let known = |at: Option<usize>| at.and_then(|at| self.looks.get(at)).map(|look| look.known).unwrap_or_default();
        let kinds = |at: Option<usize>| u64::from(known(at).inflections >> 6);
        let (start, end) = (usize::from(own.run.0), usize::from(own.run.1));
        let (w, p, n) = (known(Some(at)), known(at.checked_sub(1)), known(Some(at + 1)));
        let case = u64::from(own.capital);
        let run = own.capital.then_some(());
        let (first, last) = (run.map(|()| start), run.and_then(|()| end.checked_sub(1)));
        let position = at.saturating_sub(start).min(2) as u64 + 3 * (end.saturating_sub(at + 1).min(2) as u64);
        put(&[w.inflections.into(), case]);
        put(&[kinds(Some(at)), case, own.place.into()]);
        put(&[kinds(Some(at)), self.looks[at].shape]);
        put(&[w.rank.into(), case]);
        put(&[w.rank.into(), p.rank.into(), case]);
        put(&[w.rank.into(), n.rank.into(), case]);
        put(&[kinds(first), position, case]);
        put(&[kinds(last), position, case]);
        put(&[kinds(first), kinds(last), position, case]);
        put(&[kinds(start.checked_sub(1)), kinds(Some(at)), case]);
    }

    /// The words within reach after the run, in any order.
    #[inline]
    pub(super) fn bag(&self, at: usize, mut emit: impl FnMut(u64)) {
        const REACH: usize = 7;
        let own = &self.sights[at];
        if !own.capital {
            return;
        }
        let position = at.saturating_sub(usize::from(own.run.0)).min(1) as u64;
        let end = usize::from(own.run.1);
        for after in end..self.looks.len().min(end + REACH) {
            emit(feature(200, &[self.looks[after].word, position]));
            emit(feature(201, &[self.looks[after].known.fine.into(), position]));
        }
    }

    /// What stands beside the run of capitalized words that a token belongs to.
    #[inline]
    pub(super) fn run(&self, at: usize, put: &mut impl FnMut(&[u64])) {
        let (no_look, no_sight) = (Look::default(), Sight::default());
        let own = &self.sights[at];
        let (start, end) = (usize::from(own.run.0), usize::from(own.run.1));
        let before = |back: usize| start.checked_sub(back).filter(|_| own.capital);
        let (b1, b2) = (
            before(1).map_or(&no_look, |index| &self.looks[index]),
            before(2).map_or(&no_look, |index| &self.looks[index]),
        );
        let (s1, s2) = (
            before(1).map_or(&no_sight, |index| &self.sights[index]),
            before(2).map_or(&no_sight, |index| &self.sights[index]),
        );
        let after = Some(end).filter(|&index| own.capital && index < self.looks.len());
        let (a, sa) =
            (after.map_or(&no_look, |index| &self.looks[index]), after.map_or(&no_sight, |index| &self.sights[index]));
        let length = end.saturating_sub(start).min(5) as u64;
        let position = at.saturating_sub(start).min(3) as u64;
        let shape = 8 * length + position;
        put(&[shape, u64::from(own.capital)]);
        put(&[b1.word, position]);
        put(&[b2.word, b1.word]);
        put(&[b1.known.fine.into(), shape]);
        put(&[u64::from(s1.signs), position]);
        put(&[u64::from(s2.signs), u64::from(s1.signs)]);
        put(&[u64::from(s1.signs), shape]);
        put(&[a.word, position]);
        put(&[u64::from(sa.signs), shape]);
        put(&[b1.word, a.word]);
        let (first, last) =
            (&self.looks[start.min(at)], &self.looks[end.saturating_sub(1).max(at).min(self.looks.len() - 1)]);
        put(&[first.word, position]);
        put(&[last.word, position]);
        put(&[first.known.parts.into(), last.known.parts.into(), shape]);
        let (fs, ls) =
            (&self.sights[start.min(at)], &self.sights[end.saturating_sub(1).max(at).min(self.sights.len() - 1)]);
        put(&[u64::from(fs.signs), position]);
        put(&[u64::from(fs.place), u64::from(ls.place), shape]);
    }
}
