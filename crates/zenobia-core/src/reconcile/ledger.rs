//! Accounts of many reports, and which of them belong together.
//!
//! Accounts lie in cells of type, place and time. A new report is compared with what lies near, links are kept, and only the
//! groups that it touches are settled anew. What comes out depends on the reports alone, not on the order in which they came.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::account::{Account, Digest, OwnTime, Source};
use super::cell::{self, Cell};
use super::cluster::{self, Body, Case, Frame};
use super::compare::{ATTACH, LINK, Reach, compare};
use super::kin::Kin;
use super::origin;
use super::situation::{ClaimRef, Situation};
use super::traits::Standing;
use crate::pack::Ontology;

/// Two accounts that may be of one event, and how much speaks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    pub(crate) one: u32,
    pub(crate) other: u32,
    pub(crate) points: i32,
}

/// What people have decided about claims, each told by its report and its id there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// Claims that tell one event.
    pub together: Vec<[ClaimRef; 2]>,
    /// Claims that do not.
    pub apart: Vec<[ClaimRef; 2]>,
}

/// Points of a link that a person has made: it is followed first, and asks nothing.
pub(crate) const BOND: i32 = 1 << 24;

/// Points from which a denial is of what the same report tells.
const DENIES: i32 = 6;
/// Days within which a text is copied.
pub(crate) const COPIED: i32 = 21;
/// The window of reports of which no day is known.
const UNDATED: i32 = i32::MAX;

/// Reports and what was found of them so far.
#[derive(Default)]
pub struct Ledger {
    pub(crate) sources: Vec<Source>,
    pub(crate) own_times: Vec<Vec<OwnTime>>,
    /// For each report those who tell happenings apart: itself, or for a line of a data set the set's first line.
    pub(crate) tellers: Vec<u32>,
    data_sets: FxHashMap<CompactString, u32>,
    known: FxHashMap<(CompactString, CompactString), u32>,
    /// Reports by a handle of their text and by time.
    handles: BTreeMap<(u32, i32), Vec<u32>>,
    copies: Union,
    pub(crate) accounts: Vec<Account>,
    /// Report of each account, and its number there.
    pub(crate) of: Vec<(u32, u32)>,
    first_of: Vec<u32>,
    cells: FxHashMap<Cell, Vec<u32>>,
    /// Accounts up to this one have been compared.
    compared: u32,
    pub(crate) links: Vec<Vec<(u32, i32)>>,
    /// Accounts that a person has said to be of two events.
    pub(crate) rifts: Vec<[u32; 2]>,
    groups: Union,
    stale: BTreeSet<u32>,
    settled: Vec<Vec<Case>>,
}

impl Ledger {
    /// Takes in a report. The same report a second time changes nothing.
    pub fn add(&mut self, digest: Digest) {
        let Digest { source, accounts, own_times } = digest;
        let report = self.sources.len() as u32;
        let key = (source.id.clone(), source.sha256.clone());
        if self.known.insert(key.clone(), report).is_some_and(|before| {
            self.known.insert(key, before);
            true
        }) {
            return;
        }
        self.copies.grow();
        self.first_of.push(self.accounts.len() as u32);
        self.find_copies(&source, report);
        let teller = source.data_set.clone().map_or(report, |set| *self.data_sets.entry(set).or_insert(report));
        self.tellers.push(teller);
        self.sources.push(source);
        self.own_times.push(own_times);
        for (number, account) in accounts.into_iter().enumerate() {
            let index = self.accounts.len() as u32;
            for cell in cell::own(&account) {
                self.cells.entry(cell).or_default().push(index);
            }
            self.accounts.push(account);
            self.of.push((report, number as u32));
            self.links.push(Vec::new());
            self.groups.grow();
            self.settled.push(Vec::new());
            self.stale.insert(index);
        }
    }

    /// Takes it that a report carries the text of another, as was found where all reports were looked at.
    pub(crate) fn tie_original(&mut self, copy: &Source, original: &Source) {
        let key = |source: &Source| (source.id.clone(), source.sha256.clone());
        let Some(&copy) = self.known.get(&key(copy)) else { return };
        if !self.known.contains_key(&key(original)) {
            self.add(Digest { source: original.clone(), accounts: Vec::new(), own_times: Vec::new() });
        }
        if let Some(&original) = self.known.get(&key(original)) {
            self.tie_copies(copy, original);
        }
    }

    /// What has been settled.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &Case> {
        self.settled.iter().flatten()
    }

    /// The same, for the last time.
    pub(crate) fn into_cases(self) -> impl Iterator<Item = Case> {
        self.settled.into_iter().flatten()
    }

    fn find_copies(&mut self, source: &Source, report: u32) {
        let mut near: Vec<u32> = Vec::new();
        let window = source.published.map_or(UNDATED, |day| day.div_euclid(COPIED + 1));
        for &handle in origin::handles(&source.shingles) {
            // A handle that many texts have, such as a byline, tells little; those published long before or after are not looked at.
            let windows = match source.published {
                Some(_) => window - 1..=window + 1,
                None => i32::MIN..=UNDATED,
            };
            let alike = self.handles.range((handle, *windows.start())..=(handle, *windows.end()));
            near.extend(alike.flat_map(|(_, reports)| reports));
            if window != UNDATED {
                near.extend(self.handles.get(&(handle, UNDATED)).into_iter().flatten());
            }
            self.handles.entry((handle, window)).or_default().push(report);
        }
        near.sort_unstable();
        near.dedup();
        for other in near {
            if Ledger::are_copies(&self.sources[other as usize], source) {
                self.tie_copies(other, report);
            }
        }
    }

    /// Whether two reports carry the same text.
    pub(crate) fn are_copies(one: &Source, other: &Source) -> bool {
        let days = one.published.zip(other.published).map_or(0, |(a, b)| (a - b).abs());
        days <= COPIED
            && (one.data_set.is_none() || one.data_set != other.data_set)
            && one.language == other.language
            && origin::is_copy(&one.shingles, &other.shingles)
    }

    /// What rests on a text that turns out to be another's has to be counted anew.
    fn tie_copies(&mut self, one: u32, other: u32) {
        let (one, other) = (self.copies.root(one), self.copies.root(other));
        if one == other {
            return;
        }
        let touched = [self.copies.members(one), self.copies.members(other)].concat();
        for report in touched.into_iter().filter(|report| (*report as usize) < self.sources.len()) {
            let end = self.first_of.get(report as usize + 1).copied().unwrap_or(self.accounts.len() as u32);
            self.stale.extend(self.first_of[report as usize]..end);
        }
        self.copies.join(one, other);
    }

    /// Accounts that have not been compared yet: hand parts of this range to [`Ledger::compare`], on as many threads as there are.
    pub fn fresh(&self) -> std::ops::Range<u32> {
        self.compared..self.accounts.len() as u32
    }

    /// Compares some of the accounts that are fresh with all that lie near and came before them.
    pub fn compare(&self, fresh: std::ops::Range<u32>, ontology: &Ontology, kin: &Kin) -> Vec<Link> {
        let mut links = Vec::new();
        let mut near: Vec<u32> = Vec::new();
        for index in fresh {
            let account = &self.accounts[index as usize];
            let Some(kind) = ontology.get(&account.event) else { continue };
            near.clear();
            for cell in cell::near(account, i32::from(kind.same.days)) {
                let fellows = self.cells.get(&cell).map_or(&[][..], Vec::as_slice);
                near.extend_from_slice(&fellows[..fellows.partition_point(|&other| other < index)]);
            }
            near.sort_unstable();
            near.dedup();
            links.extend(near.iter().filter_map(|&other| self.link(index, other, ontology, kin)));
        }
        links
    }

    fn link(&self, index: u32, other: u32, ontology: &Ontology, kin: &Kin) -> Option<Link> {
        let (one, with) = (&self.accounts[index as usize], &self.accounts[other as usize]);
        let same_report = self.of[index as usize].0 == self.of[other as usize].0;
        let least = match (one.standing == with.standing, one.standing, with.standing) {
            // A report that tells two happenings apart is believed, and so is a data set.
            (true, ..) if self.teller(index) == self.teller(other) => return None,
            (true, ..) => LINK,
            // Within a report a denial is of what it tells; what it announces has not happened yet, unless it tells the day of it.
            (_, Standing::Told, Standing::Denied) | (_, Standing::Denied, Standing::Told) if same_report => DENIES,
            _ if same_report && (one.traits.exact.is_none() || one.traits.exact != with.traits.exact) => return None,
            (_, Standing::Told, _) | (_, _, Standing::Told) => ATTACH,
            _ => return None,
        };
        if self.is_past(index, other) || self.is_past(other, index) {
            return None;
        }
        let same = &ontology.get(&one.event)?.same;
        let reach = if same_report { Reach::Within } else { Reach::Across };
        let like = compare(&one.traits, &with.traits, same, kin, reach)?;
        let is_enough = like.points >= least && (same_report || like.has(&same.needs));
        is_enough.then_some(Link { one: index, other, points: like.points })
    }

    /// Whether one announces what in the other had happened before the announcement.
    fn is_past(&self, plan: u32, event: u32) -> bool {
        let (plan_of, happened) = (&self.accounts[plan as usize], &self.accounts[event as usize]);
        let announces = plan_of.standing == Standing::Planned && happened.standing == Standing::Told;
        let before =
            happened.traits.when.zip(self.source(plan).published).is_some_and(|(when, day)| when.last < day - 1);
        announces && before
    }

    /// Keeps the links that [`Ledger::compare`] found among everything that was fresh.
    pub fn tie(&mut self, links: impl IntoIterator<Item = Link>) {
        for Link { one, other, points } in links {
            self.links[one as usize].push((other, points));
            self.links[other as usize].push((one, points));
            self.stale.insert(one);
            self.groups.join(one, other);
        }
        self.compared = self.accounts.len() as u32;
    }

    /// Takes in what people have decided; call it once, when all reports are there. Claims of other reports are passed over.
    pub fn judge(&mut self, verdicts: &Verdicts) {
        let mut accounts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for (index, account) in (0..).zip(&self.accounts) {
            let report = self.source(index).id.as_str();
            accounts.extend(account.told.iter().map(|told| ((report, told.id.as_str()), index)));
        }
        let find = |claim: &ClaimRef| accounts.get(&(claim.report.as_str(), claim.claim.as_str())).copied();
        let pairs = |claims: &[[ClaimRef; 2]]| -> Vec<[u32; 2]> {
            claims.iter().filter_map(|[one, other]| Some([find(one)?, find(other)?])).filter(|[a, b]| a != b).collect()
        };
        let (bonds, rifts) = (pairs(&verdicts.together), pairs(&verdicts.apart));
        self.stale.extend(rifts.iter().flatten());
        self.rifts = rifts;
        let fresh = self.fresh();
        self.tie(bonds.into_iter().map(|[one, other]| Link { one, other, points: BOND }));
        self.compared = fresh.start;
    }

    /// Groups that have to be settled, by their first account: hand them to [`Ledger::settle`].
    pub fn stale(&self) -> Vec<u32> {
        let mut roots: Vec<u32> = self.stale.iter().map(|&index| self.groups.find(index)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// Makes events of one group. Pure, so that many groups may be settled at a time.
    pub fn settle(&self, group: u32, ontology: &Ontology, kin: &Kin) -> Settled {
        let mut members = self.groups.members(group).to_vec();
        members.sort_by(|&one, &other| self.order(one, other));
        Settled { group, cases: cluster::settle(self, &members, ontology, kin) }
    }

    /// Keeps what came of the groups that were stale.
    pub fn keep(&mut self, settled: impl IntoIterator<Item = Settled>) {
        let stale = std::mem::take(&mut self.stale);
        for index in stale {
            let root = self.groups.find(index);
            for member in self.groups.members(root).to_vec() {
                self.settled[member as usize] = Vec::new();
            }
        }
        for Settled { group, cases } in settled {
            self.settled[group as usize] = cases;
        }
    }

    /// Compares and settles what is new on one thread; returns how many groups were settled.
    pub fn work(&mut self, ontology: &Ontology, kin: &Kin) -> usize {
        let links = self.compare(self.fresh(), ontology, kin);
        self.tie(links);
        let stale = self.stale();
        let settled: Vec<Settled> = stale.iter().map(|&group| self.settle(group, ontology, kin)).collect();
        self.keep(settled);
        stale.len()
    }

    /// What all reports together tell. Everything new has to be settled before.
    pub fn situation(&self, ontology: &Ontology, kin: &Kin) -> Situation {
        let cases = self.settled.iter().flatten().map(|case| (&case.frame, case.body.clone()));
        super::assemble::assemble(self, cases, ontology, kin)
    }

    /// The same for the last time, without holding everything twice.
    pub fn finish(mut self, ontology: &Ontology, kin: &Kin) -> Situation {
        // What is only there to find and settle more has done its work.
        (self.cells, self.handles, self.links, self.groups) = Default::default();
        let settled = std::mem::take(&mut self.settled).into_iter().flatten();
        let (frames, bodies): (Vec<Frame>, Vec<Body>) = settled.map(|case| (case.frame, case.body)).unzip();
        super::assemble::assemble(&self, frames.iter().zip(bodies), ontology, kin)
    }

    /// Number of claims.
    pub fn claims(&self) -> usize {
        self.accounts.iter().map(|account| account.told.len()).sum()
    }

    /// The order of accounts, by report: no two are equal.
    pub(crate) fn order(&self, one: u32, other: u32) -> Ordering {
        let key = |index: u32| {
            let (report, number) = self.of[index as usize];
            let source = &self.sources[report as usize];
            (&source.id, &source.sha256, number)
        };
        key(one).cmp(&key(other))
    }

    /// Who has told the account apart from others.
    pub(crate) fn teller(&self, account: u32) -> u32 {
        self.tellers[self.of[account as usize].0 as usize]
    }

    pub(crate) fn source(&self, account: u32) -> &Source {
        &self.sources[self.of[account as usize].0 as usize]
    }

    /// The report whose text a report carries: of all copies the one that was published first.
    pub(crate) fn original(&self, report: u32) -> &Source {
        let copies = self.copies.members(self.copies.find(report));
        let sources = copies.iter().map(|&copy| &self.sources[copy as usize]);
        let key = |source: &&Source| (source.published.unwrap_or(i32::MAX), source.id.clone(), source.sha256.clone());
        sources.min_by_key(key).unwrap_or(&self.sources[report as usize])
    }
}

/// What came of a group.
pub struct Settled {
    group: u32,
    cases: Vec<Case>,
}

/// Disjoint sets with their members.
#[derive(Default)]
struct Union {
    parents: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Union {
    fn grow(&mut self) {
        let index = self.parents.len() as u32;
        self.parents.push(index);
        self.members.push(vec![index]);
    }

    fn find(&self, mut index: u32) -> u32 {
        while self.parents[index as usize] != index {
            index = self.parents[index as usize];
        }
        index
    }

    fn root(&mut self, index: u32) -> u32 {
        let root = self.find(index);
        self.parents[index as usize] = root;
        root
    }

    fn members(&self, root: u32) -> &[u32] {
        &self.members[root as usize]
    }

    /// The larger set takes in the smaller one, so that chains stay short.
    fn join(&mut self, one: u32, other: u32) {
        let (mut one, mut other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        if self.members[one as usize].len() < self.members[other as usize].len() {
            std::mem::swap(&mut one, &mut other);
        }
        let moved = std::mem::take(&mut self.members[other as usize]);
        self.members[one as usize].extend(moved);
        self.parents[other as usize] = one;
    }
}
