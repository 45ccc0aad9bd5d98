//! Reconciling in pieces, for many more reports than fit on one machine: each step takes a part of all accounts, and all steps together give
//! the events that one [`Ledger`] gives.
//!
//! A report becomes [`Piece`]s, one an account, and a [`Sketch`] of its text. [`copies`] is asked for sketches that share a handle, [`links`] for pieces
//! that share a block. Pieces that are tied by a chain of links are settled together, in company of any others ([`settle`]), and
//! [`join_campaigns`] tells every event which campaign it is part of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::account::{Account, Digest, Source};
use super::assemble::Scene;
use super::campaign;
use super::cluster::{Body, Frame};
use super::kin::Kin;
use super::ledger::Ledger;
use super::origin;
use super::situation::{Event, Extent, Open};
use super::traits::Traits;
use crate::pack::Ontology;

/// What one report tells of one happening, with what has to be known of the report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Piece {
    pub(super) source: Source,
    /// Number of the account in its report.
    pub(super) number: u32,
    pub(super) account: Account,
}

/// A report as far as copies of its text are looked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sketch(pub(super) Source);

/// Days of a block.
const WINDOW: i32 = 64;
/// Days from which on an account has no place in time that could tell it apart; see [`super::cell`].
const ENDLESS: i32 = 512;

impl Digest {
    /// Its accounts, each on its own, and the sketch of its text.
    pub fn into_pieces(self) -> (Sketch, Vec<Piece>) {
        let bare = Source { shingles: Vec::new(), ..self.source.clone() };
        let piece = |(number, account)| Piece { source: bare.clone(), number, account };
        (Sketch(self.source), (0..).zip(self.accounts).map(piece).collect())
    }
}

impl Piece {
    /// A number for it. That two pieces may share one costs time and changes nothing: tied pieces are compared again.
    pub fn number(&self) -> i64 {
        let number = self.number.to_le_bytes();
        let bytes = self.source.id.bytes().chain([0]).chain(self.source.sha256.bytes()).chain(number);
        origin::hash(bytes) as i64
    }

    /// What its report is told by.
    pub fn report(&self) -> String {
        report(&self.source)
    }

    /// Names of the blocks that it has to be compared in: type and time. Two pieces that may be linked share one.
    pub fn blocks(&self, ontology: &Ontology) -> Vec<String> {
        let event = &self.account.event;
        let (windows, is_endless) = self.windows(ontology, WINDOW);
        let mut blocks: Vec<String> = windows.map(|window| format!("{event}/{window}")).collect();
        if is_endless {
            blocks.push(format!("{event}/endless"));
        }
        // A denial is compared with what its own report tells, whenever that was.
        blocks.push(format!("{event}/{}", self.report()));
        blocks
    }
}

impl Piece {
    /// The windows of some days that it lies in, and whether it is compared with what has no time.
    pub(super) fn windows(&self, ontology: &Ontology, width: i32) -> (std::ops::Range<i32>, bool) {
        let days = ontology.get(&self.account.event).map_or(0, |kind| i32::from(kind.same.days));
        let Some(when) = self.account.traits.when else { return (0..0, true) };
        let lasts = when.last.saturating_sub(when.first);
        // What lasts long is compared with what has no time.
        let is_endless = lasts > super::cell::SHORT_DAYS;
        if lasts > ENDLESS + 2 * WINDOW {
            return (0..0, is_endless);
        }
        let first = when.first.saturating_sub(days).div_euclid(width);
        let last = when.last.saturating_add(days).div_euclid(width);
        (first..last + 1, is_endless)
    }
}

impl Sketch {
    /// What the report is told by.
    pub fn report(&self) -> String {
        report(&self.0)
    }

    /// Names of the blocks that it has to be compared in.
    pub fn blocks(&self) -> Vec<String> {
        origin::handles(&self.0.shingles).iter().map(|handle| format!("{}/{handle}", self.0.language)).collect()
    }

    /// Day of publication and name: of copies the one that comes first is the original.
    pub fn rank(&self) -> (i32, &str, &str) {
        (self.0.published.unwrap_or(i32::MAX), &self.0.id, &self.0.sha256)
    }

    /// The same without what only finds copies.
    pub fn bare(&self) -> Sketch {
        Sketch(Source { shingles: Vec::new(), ..self.0.clone() })
    }
}

fn report(source: &Source) -> String {
    format!("{}:{}", source.sha256, source.id)
}

/// A ledger of pieces; for each of its accounts the place of its piece.
pub(super) fn ledger(pieces: &[Piece]) -> (Ledger, Vec<usize>) {
    let (mut ledger, mut places) = (Ledger::default(), Vec::new());
    take(&mut ledger, &mut places, pieces, 0);
    (ledger, places)
}

/// Takes more pieces in, the first of them with a place.
pub(super) fn take(ledger: &mut Ledger, places: &mut Vec<usize>, pieces: &[Piece], first: usize) {
    let mut reports: BTreeMap<(&str, &str), BTreeMap<u32, usize>> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        let key = (piece.source.id.as_str(), piece.source.sha256.as_str());
        reports.entry(key).or_default().insert(piece.number, at);
    }
    for numbers in reports.into_values() {
        let accounts: Vec<usize> = numbers.into_values().collect();
        let source = pieces[accounts[0]].source.clone();
        let own = accounts.iter().map(|&at| pieces[at].account.clone()).collect();
        ledger.add(Digest { source, accounts: own, own_times: Vec::new() });
        places.extend(accounts.into_iter().map(|at| first + at));
    }
}

/// Pairs of pieces that are linked, by their places.
pub fn links(pieces: &[Piece], ontology: &Ontology, kin: &Kin) -> Vec<(usize, usize)> {
    let (ledger, places) = ledger(pieces);
    let links = ledger.compare(ledger.fresh(), ontology, kin);
    links.iter().map(|link| (places[link.one as usize], places[link.other as usize])).collect()
}

/// Pairs of reports that carry the same text, by their places.
pub fn copies(sketches: &[Sketch]) -> Vec<(usize, usize)> {
    let all = (0..sketches.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    all.filter(|&(one, other)| Ledger::are_copies(&sketches[one].0, &sketches[other].0)).collect()
}

/// Something that happened, or that was only announced or denied, with what later steps compare.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Found {
    /// What happened; `None` for what never became an event.
    pub event: Option<Event>,
    /// What was announced or denied and no event is known of.
    pub open: Option<Open>,
    pub(super) traits: Traits,
}

impl Found {
    /// Whether others may be part of it.
    pub fn is_campaign(&self) -> bool {
        self.event.as_ref().is_some_and(|event| event.extent == Extent::Campaign)
    }
}

/// Events of all pieces. Pieces that are linked have to be here together; `originals` names for reports that are copies whose text they carry.
pub fn settle(pieces: &[Piece], originals: &BTreeMap<String, Sketch>, ontology: &Ontology, kin: &Kin) -> Vec<Found> {
    let (mut ledger, _) = ledger(pieces);
    for piece in pieces {
        if let Some(original) = originals.get(&piece.report()) {
            ledger.tie_original(&piece.source, &original.0);
        }
    }
    ledger.work(ontology, kin);
    let found = ledger.into_cases().map(|case| {
        let (event, open) = match case.body {
            Body::Event(event) => (Some(*event), None),
            Body::Open(open) => (None, Some(*open)),
        };
        Found { event, open, traits: case.frame.traits }
    });
    found.collect()
}

/// Says of each event which of all campaigns it is part of.
pub fn join_campaigns(found: &mut [Found], campaigns: &[Found], ontology: &Ontology, kin: &Kin) {
    let frame = |found: &Found| Frame { traits: found.traits.clone(), members: Vec::new(), about: Vec::new() };
    let events: Vec<(Frame, Event)> =
        found.iter().chain(campaigns).filter_map(|found| Some((frame(found), found.event.clone()?))).collect();
    let mut scenes: Vec<Scene<'_>> = events.iter().map(|(case, event)| Scene { case, event: event.clone() }).collect();
    campaign::join(&mut scenes, ontology, kin);
    let parts = scenes.into_iter().map(|scene| scene.event.part_of);
    found.iter_mut().filter_map(|found| found.event.as_mut()).zip(parts).for_each(|(event, part)| event.part_of = part);
}

#[cfg(test)]
mod tests;
