//! Which claims of one report tell one happening.
//!
//! A report tells much once and then leaves it out, so what is not said counts for nothing, and nearness in the text counts
//! instead: the same sentence, the one before, the beginning.

use std::collections::BTreeSet;

use compact_str::CompactString;

use super::account::{Account, Told};
use super::compare::{Reach, compare};
use super::kin::Kin;
use super::traits::Standing;
use crate::pack::ontology::Same;

/// Points from which a claim belongs to a happening already told.
const ENOUGH: i32 = 10;
/// Happenings that a claim is compared with: the first of the report, and those told of last.
const LATEST: usize = 24;

/// The accounts of a report, as they grow claim by claim.
#[derive(Default)]
pub(crate) struct Report {
    pub accounts: Vec<Account>,
    /// Indices of accounts by type and standing, the one told of last at the end.
    lately: Vec<((CompactString, Standing), Vec<usize>)>,
    /// For each account, the sentences that tell of it.
    sentences: Vec<BTreeSet<u32>>,
}

impl Report {
    /// Adds a claim to the account that it fits best, or begins one.
    pub fn take(&mut self, event: CompactString, told: Told, same: &Same, kin: &Kin) {
        let standing = Standing::from(told.factuality);
        let lane = self.lane(&event, standing);
        let lately = &self.lately[lane].1;
        let first = lately.iter().min().copied();
        let latest = lately.iter().rev().take(LATEST).copied();
        let candidates = latest.chain(first).map(|index| (self.fits(index, &told, same, kin), index));
        let best = candidates.filter(|(points, _)| *points >= ENOUGH).max_by_key(|&(points, index)| (points, index));
        let index = best.map_or(self.accounts.len(), |(_, index)| index);
        match self.accounts.get_mut(index) {
            Some(account) => {
                self.sentences[index].insert(told.sentence);
                account.traits.absorb(&told.traits);
                account.told.push(told);
            }
            None => {
                self.sentences.push(BTreeSet::from([told.sentence]));
                self.accounts.push(Account { event, standing, traits: told.traits.clone(), told: vec![told] });
            }
        }
        let lately = &mut self.lately[lane].1;
        lately.retain(|&other| other != index);
        lately.push(index);
        if lately.len() > 2 * LATEST {
            let first = lately.iter().min().copied();
            lately.drain(..LATEST);
            lately.splice(0..0, first.filter(|first| !lately.contains(first)));
        }
    }

    fn lane(&mut self, event: &CompactString, standing: Standing) -> usize {
        let found = self.lately.iter().position(|((other, also), _)| other == event && *also == standing);
        found.unwrap_or_else(|| {
            self.lately.push(((event.clone(), standing), Vec::new()));
            self.lately.len() - 1
        })
    }

    fn fits(&self, index: usize, told: &Told, same: &Same, kin: &Kin) -> i32 {
        let account = &self.accounts[index];
        let Some(like) = compare(&account.traits, &told.traits, same, kin, Reach::Within) else { return i32::MIN };
        like.points + nearness(account, &self.sentences[index], told)
    }
}

fn nearness(account: &Account, sentences: &BTreeSet<u32>, told: &Told) -> i32 {
    let here = told.sentence;
    let nearest = sentences.range(..=here).next_back().into_iter().chain(sentences.range(here..).next());
    let away = nearest.map(|other| here.abs_diff(*other)).min().unwrap_or(u32::MAX);
    let near = match away {
        0 => 12,
        1 => 10,
        2 | 3 => 6,
        _ => 2,
    };
    // What the report begins with is what it is about.
    let leads = sentences.first().is_some_and(|first| *first <= 1);
    // Who names a place of his own tells of something new.
    let brings = !leads && !told.traits.spots.is_empty() && account.traits.spots.is_empty();
    near + if leads { 4 } else { 0 } - if brings { 6 } else { 0 }
}
