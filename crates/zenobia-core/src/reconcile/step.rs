//! Reconciling step by step, for stores that keep what was found so far: only what new reports touch is looked at again, and all of it
//! together is what one [`Ledger`] gives.
//!
//! Reports become [`Piece`]s; [`links`] compares new ones with those in the same [`Piece::cells`]; what is linked is settled together
//! ([`settle`]) and becomes [`Outcome`]s. What follows from events together ([`control`], [`agreements`], [`super::piece::join_campaigns`]) is
//! made anew for the [`Key`]s of those that came, changed or went.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::account::{Digest, OwnTime};
use super::agreement;
use super::assemble::{self, Prospect, Scene};
use super::campaign;
use super::cluster::{Body, Frame};
use super::contradiction;
use super::control;
use super::kin::Kin;
use super::ledger::{COPIED, Ledger, Verdicts};
use super::origin::{self, hash};
use super::piece::{self, Found, Piece, Sketch};
use super::situation::{
    Agreement, ClaimRef, Contradiction, Control, Disagreement, Event, Extent, Open, Origin, Statement,
};
use super::traits::Traits;
use crate::pack::Ontology;

/// Changes when what is kept would be made in another way.
const VERSION: u32 = 1;

/// What events are made by: the event types, what is known of actors, and this program.
pub fn maker(ontology: &Ontology, kin: &Kin) -> String {
    crate::record::sha256(&format!("{VERSION} {ontology:?} {}", kin.shown()))
}

/// Days of a cell.
const WINDOW: i32 = 16;

/// A report as a store keeps it.
pub struct Kept {
    /// Its text, as far as copies are looked for.
    pub sketch: Sketch,
    /// What it tells.
    pub pieces: Vec<Piece>,
    /// Times that it contradicts itself about, as JSON.
    pub own_times: Option<String>,
    /// For each piece the first one that it is linked with within the report.
    pub tied: Vec<usize>,
}

impl Kept {
    /// Takes a report apart, and ties what belongs together within it.
    pub fn new(digest: Digest, ontology: &Ontology, kin: &Kin) -> Kept {
        let times = serde_json::to_string(&digest.own_times).expect("times have no keys");
        let own_times = (!digest.own_times.is_empty()).then_some(times);
        let (sketch, pieces) = digest.into_pieces();
        let mut tied: Vec<usize> = (0..pieces.len()).collect();
        for (one, other) in piece::links(&pieces, ontology, kin) {
            let (first, second) = (tied[one].min(tied[other]), tied[one].max(tied[other]));
            tied.iter_mut().filter(|tie| **tie == second).for_each(|tie| *tie = first);
        }
        Kept { sketch, pieces, own_times, tied }
    }
}

impl Piece {
    /// The cells that it has to be compared in. Two pieces of two reports that may be linked share one.
    pub fn cells(&self, ontology: &Ontology) -> Vec<i64> {
        let (windows, is_endless) = self.windows(ontology, WINDOW);
        let cell =
            |tag: u8, window: i32| hash(self.account.event.bytes().chain([0, tag]).chain(window.to_le_bytes())) as i64;
        windows.map(|window| cell(b'w', window)).chain(is_endless.then(|| cell(b'e', 0))).collect()
    }

    /// What it tells, as JSON, without its report.
    pub fn content(&self) -> String {
        let mut account = self.account.clone();
        // An account of one claim has the traits of that claim.
        if let [only] = account.told.as_mut_slice() {
            only.traits = Traits::default();
        }
        serde_json::to_string(&account).expect("an account has string keys only")
    }

    /// A piece of a report out of its content.
    pub fn read(sketch: &Sketch, number: u32, content: &str) -> Option<Piece> {
        let mut account: super::account::Account = serde_json::from_str(content).ok()?;
        if let [only] = account.told.as_mut_slice() {
            only.traits = account.traits.clone();
        }
        Some(Piece { source: sketch.0.clone(), number, account })
    }

    /// Whether a claim of its report is of it.
    pub fn tells(&self, claim: &str) -> bool {
        self.account.told.iter().any(|told| told.id == claim)
    }
}

impl Sketch {
    /// Handles by which copies of the text are found.
    pub fn handles(&self) -> Vec<i64> {
        let own = |handle: &u32| hash(self.0.language.bytes().chain([0]).chain(handle.to_le_bytes())) as i64;
        origin::handles(&self.0.shingles).iter().map(own).collect()
    }

    /// Day of publication, and the days within which copies were published; all days where none is known.
    pub fn days(&self) -> (Option<i32>, std::ops::RangeInclusive<i32>) {
        let day = self.0.published;
        (day, day.map_or(i32::MIN..=i32::MAX, |day| day - COPIED..=day + COPIED))
    }

    /// Whether two reports carry the same text.
    pub fn is_copy_of(&self, other: &Sketch) -> bool {
        Ledger::are_copies(&self.0, &other.0)
    }

    /// The report as a situation lists it, and what it is listed by.
    pub fn origin(&self, original: &Sketch) -> (String, Origin) {
        let source = &self.0;
        let origin = Origin {
            report: source.id.to_string(),
            language: source.language.to_string(),
            published: source.published.map(super::day::show),
            publisher: source.publisher.clone(),
            copy_of: (original.0.id != source.id).then(|| original.0.id.to_string()),
        };
        (rank(&[Some(&source.id), Some(&source.sha256)]), origin)
    }

    /// What a report contradicts itself about, out of [`Kept::own_times`].
    pub fn contradictions(&self, original: &Sketch, own_times: &str) -> Vec<Contradiction> {
        let times: Vec<OwnTime> = serde_json::from_str(own_times).unwrap_or_default();
        let bare = |sketch: &Sketch| Digest { source: sketch.bare().0, accounts: Vec::new(), own_times: Vec::new() };
        let mut ledger = Ledger::default();
        ledger.add(bare(self));
        ledger.tie_original(&self.0, &original.bare().0);
        times.iter().map(|times| contradiction::own_time(&ledger, 0, times)).collect()
    }
}

/// Pairs of pieces that are linked, at least one of them fresh: places among those of before and the fresh ones after them.
pub fn links(before: &[Piece], fresh: &[Piece], ontology: &Ontology, kin: &Kin) -> Vec<(usize, usize)> {
    let (mut ledger, mut places) = piece::ledger(before);
    ledger.tie([]);
    piece::take(&mut ledger, &mut places, fresh, before.len());
    let links = ledger.compare(ledger.fresh(), ontology, kin);
    links.iter().map(|link| (places[link.one as usize], places[link.other as usize])).collect()
}

/// What came of some pieces together.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The event, or what is open.
    pub found: Found,
    /// Place of its first piece among those that were settled. No two have one in common.
    pub first: usize,
    /// What the claims of the event do not agree on.
    pub contradictions: Vec<Contradiction>,
    /// An agreement that is only announced.
    pub agreement: Option<Agreement>,
    witnesses: Vec<Statement>,
}

/// What a store keeps of an outcome besides the event.
#[derive(Serialize, Deserialize)]
struct Content {
    traits: Traits,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    open: Option<Open>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    witnesses: Vec<Statement>,
}

/// Events of pieces that are linked, in company of any others. As [`piece::settle`], with what people have decided.
pub fn settle(
    pieces: &[Piece],
    originals: &BTreeMap<String, Sketch>,
    verdicts: &Verdicts,
    ontology: &Ontology,
    kin: &Kin,
) -> Vec<Outcome> {
    let (mut ledger, places) = piece::ledger(pieces);
    for piece in pieces {
        if let Some(original) = originals.get(&piece.report()) {
            ledger.tie_original(&piece.source, &original.0);
        }
    }
    ledger.judge(verdicts);
    ledger.work(ontology, kin);
    let outcome = |case: &super::cluster::Case| {
        let traits = case.frame.traits.clone();
        let first = places[case.frame.members[0] as usize];
        match &case.body {
            Body::Event(event) => {
                let scene = Scene { case: &case.frame, event: (**event).clone() };
                Outcome {
                    contradictions: contradiction::within(&ledger, &scene, kin),
                    witnesses: contradiction::witnesses(&ledger, &case.frame.members),
                    found: Found { event: Some(scene.event), open: None, traits },
                    agreement: None,
                    first,
                }
            }
            Body::Open(open) => {
                let prospect = Prospect { case: &case.frame, open: (**open).clone() };
                Outcome {
                    agreement: agreement::announced(&prospect, ontology),
                    found: Found { event: None, open: Some(prospect.open), traits },
                    contradictions: Vec::new(),
                    witnesses: Vec::new(),
                    first,
                }
            }
        }
    };
    ledger.cases().map(outcome).collect()
}

impl Outcome {
    /// All of it but the event, as JSON.
    pub fn content(&self) -> String {
        let content = Content {
            traits: self.found.traits.clone(),
            open: self.found.open.clone(),
            witnesses: self.witnesses.clone(),
        };
        serde_json::to_string(&content).expect("an outcome has string keys only")
    }

    /// An outcome out of its content and its event.
    pub fn read(content: &str, event: Option<Event>) -> Option<Outcome> {
        let Content { traits, open, witnesses } = serde_json::from_str(content).ok()?;
        let found = Found { event, open, traits };
        Some(Outcome { found, first: 0, contradictions: Vec::new(), agreement: None, witnesses })
    }

    /// What it is listed by among the open.
    pub fn open_rank(&self) -> String {
        self.found.open.as_ref().map(open_rank).unwrap_or_default()
    }
}

/// For what something may count that happened elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Who holds a place.
    Place = 1,
    /// An event that may be part of a campaign of its country and time.
    Part,
    /// Such a campaign.
    Campaign,
    /// What a party did that bears on agreements.
    Deed,
    /// An agreement of a party.
    Reached,
    /// What keeps an agreement, by its report.
    Kept,
    /// An agreement, by its report.
    ReachedIn,
}

/// What something that was found is looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// A number made of the matter and a name.
    pub number: i64,
    /// The day, where it makes a difference; 0 else.
    pub day: i32,
}

const MATTERS: [Matter; 7] =
    [Matter::Place, Matter::Part, Matter::Campaign, Matter::Deed, Matter::Reached, Matter::Kept, Matter::ReachedIn];

impl Key {
    fn new(matter: Matter, name: &str, cell: i32, day: i32) -> Key {
        let number = hash(name.bytes().chain([0]).chain(cell.to_le_bytes())) as i64;
        Key { number: number & !7 | matter as i64, day }
    }

    /// What it is a key of.
    pub fn matter(self) -> Option<Matter> {
        MATTERS.into_iter().find(|matter| *matter as i64 == self.number & 7)
    }

    /// The same name in another matter.
    pub fn of(self, matter: Matter) -> Key {
        Key { number: self.number & !7 | matter as i64, ..self }
    }
}

/// Days after an agreement within which deeds are laid to it, and how many of a party are looked at.
pub const DEEDS: (i32, usize) = (agreement::DAYS, agreement::MOST);

/// What an outcome is looked up by.
pub fn keys(found: &Found, ontology: &Ontology) -> Vec<Key> {
    let traits = &found.traits;
    let Some(kind) = found.event.as_ref().map(|event| &event.event).or(found.open.as_ref().map(|open| &open.event))
    else {
        return Vec::new();
    };
    let mut keys: BTreeSet<Key> =
        control::places(traits, kind, ontology).into_iter().map(|mark| Key::new(Matter::Place, mark, 0, 0)).collect();
    let Some(event) = &found.event else { return keys.into_iter().collect() };
    let cells = campaign::cells(traits, &event.event, event.extent, ontology);
    let matter = if event.extent == Extent::Campaign { Matter::Campaign } else { Matter::Part };
    keys.extend(cells.into_iter().map(|(country, cell)| Key::new(matter, &country, cell, 0)));
    let bears = |listed: fn(&crate::pack::ontology::Pact) -> &Vec<compact_str::CompactString>| {
        agreement::bears_on(&event.event, traits, ontology, listed)
    };
    let day = traits.when.map(|when| when.first);
    let keeps = bears(|pact| &pact.keeps);
    if let Some(day) = day.filter(|_| keeps || bears(|pact| &pact.breaks) || bears(|pact| &pact.ends)) {
        keys.extend(traits.actors.iter().map(|who| Key::new(Matter::Deed, who.mark(), 0, day)));
    }
    let reports = || event.claims.iter().map(|claim| claim.report.as_str());
    if keeps {
        keys.extend(reports().map(|report| Key::new(Matter::Kept, report, 0, 0)));
    }
    if bears(|pact| &pact.reaches) {
        let parties = traits.actors.iter().chain(&traits.recipients);
        keys.extend(parties.map(|who| Key::new(Matter::Reached, who.mark(), 0, day.unwrap_or_default())));
        keys.extend(reports().map(|report| Key::new(Matter::ReachedIn, report, 0, 0)));
    }
    keys.into_iter().collect()
}

/// Events and open ones in the order of a situation.
struct Stage<'a> {
    frames: Vec<Frame>,
    outcomes: Vec<&'a Outcome>,
}

impl<'a> Stage<'a> {
    fn new(all: impl Iterator<Item = &'a Outcome>) -> Stage<'a> {
        let outcomes: Vec<&Outcome> = all.collect();
        let frame = |one: &&Outcome| Frame { traits: one.found.traits.clone(), members: Vec::new(), about: Vec::new() };
        Stage { frames: outcomes.iter().map(frame).collect(), outcomes }
    }

    fn scenes(&self) -> Vec<Scene<'_>> {
        let scene = |(one, case): (&&Outcome, _)| Some(Scene { case, event: one.found.event.clone()? });
        let mut scenes: Vec<Scene<'_>> = self.outcomes.iter().zip(&self.frames).filter_map(scene).collect();
        scenes.sort_by(|one, other| assemble::key(&one.event).cmp(&assemble::key(&other.event)));
        scenes
    }

    fn prospects(&self) -> Vec<Prospect<'_>> {
        let prospect = |(one, case): (&&Outcome, _)| Some(Prospect { case, open: one.found.open.clone()? });
        let mut prospects: Vec<Prospect<'_>> = self.outcomes.iter().zip(&self.frames).filter_map(prospect).collect();
        prospects.sort_by(|one, other| assemble::open_key(&one.open).cmp(&assemble::open_key(&other.open)));
        prospects
    }
}

/// Who holds a place, and what contradicts it.
pub struct Held {
    /// The key of the place.
    pub key: Key,
    /// What it is listed by.
    pub rank: String,
    /// Who held it, and when.
    pub control: Control,
    /// What contradicts it.
    pub contradictions: Vec<Contradiction>,
}

/// Who holds each place that outcomes tell of. Those of a place have to be there all.
pub fn control(outcomes: &[Outcome], ontology: &Ontology, kin: &Kin) -> Vec<Held> {
    let stage = Stage::new(outcomes.iter());
    let (scenes, prospects) = (stage.scenes(), stage.prospects());
    let known: BTreeMap<&str, &Outcome> =
        outcomes.iter().filter_map(|one| Some((one.found.event.as_ref()?.id.as_str(), one))).collect();
    let by_id: BTreeMap<&str, &Scene<'_>> = scenes.iter().map(|scene| (scene.event.id.as_str(), scene)).collect();
    let witnesses =
        |scene: &Scene<'_>| known.get(scene.event.id.as_str()).map_or(Vec::new(), |one| one.witnesses.clone());
    let held = |(mark, control): (String, Control)| {
        let (name, key, part) = control::key(&control);
        Held {
            key: Key::new(Matter::Place, &mark, 0, 0),
            rank: rank(&[Some(&name), key.as_deref(), part.as_deref(), Some(&mark)]),
            contradictions: contradiction::holders(&control, &by_id, &witnesses),
            control,
        }
    };
    control::by_place(&scenes, &prospects, ontology, kin).into_iter().map(held).collect()
}

/// What became of agreements, by the ids of their events. What bears on them has to be there.
pub fn agreements(outcomes: &[Outcome], ontology: &Ontology, kin: &Kin) -> BTreeMap<String, Agreement> {
    let stage = Stage::new(outcomes.iter());
    let scenes = stage.scenes();
    let all = agreement::all_reached(&scenes, ontology, kin).into_iter();
    all.map(|(at, agreement)| (scenes[at].event.id.clone(), agreement)).collect()
}

/// What an agreement that was reached is listed by.
pub fn reached_rank(event: &Event) -> String {
    let first = event.time.as_ref().map(|time| time.first.as_str());
    format!("0{}", rank(&[first, Some(&event.event), Some(&event.id)]))
}

/// What an agreement that was only announced is listed by: after all that were reached.
pub fn announced_rank(open: &Open) -> String {
    format!("1{}", open_rank(open))
}

fn open_rank(open: &Open) -> String {
    let claim: Option<ClaimRef> = open.claims.first().map(control::claim_ref);
    let first = open.time.as_ref().map(|time| time.first.as_str());
    let of = |part: fn(&ClaimRef) -> &str| claim.as_ref().map(part);
    rank(&[first, Some(&open.event), of(|claim| &claim.report), of(|claim| &claim.claim)])
}

/// What a contradiction is listed by.
pub fn contradiction_rank(one: &Contradiction) -> String {
    let about = match one.about {
        Disagreement::Toll => "0",
        Disagreement::Time => "1",
        Disagreement::Actor => "2",
        Disagreement::Happened => "3",
        Disagreement::Control => "4",
        Disagreement::OwnTime => "5",
    };
    let [first, second] = &one.statements;
    rank(&[
        Some(about),
        one.event.as_deref(),
        one.place.as_deref(),
        one.effect.as_deref(),
        Some(&first.report),
        first.claim.as_deref(),
        Some(&second.report),
        second.claim.as_deref(),
        Some(&first.quote),
        Some(&second.quote),
    ])
}

/// Some texts as one that orders as they do, one after the other; what is lacking comes first.
fn rank(parts: &[Option<&str>]) -> String {
    let mut all = String::new();
    for part in parts {
        if let Some(part) = part {
            all.push('\u{2}');
            all.push_str(part);
        }
        all.push('\u{1}');
    }
    all
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn texts_order_as_they_do_one_by_one() {
        let mut all =
            [[Some("ab"), None], [Some("a"), Some("z")], [None, Some("z")], [Some("a"), None], [Some("a b"), None]];
        let mut ranked = all;
        ranked.sort_by_key(|parts| rank(parts));
        all.sort();
        assert_eq!(ranked, all);
    }
}
