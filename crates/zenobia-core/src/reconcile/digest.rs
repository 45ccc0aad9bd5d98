//! A record as accounts: claims of one report that tell one happening are taken together.

use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;

use super::account::{Account, Digest, Number, OwnTime, Root, Source, Speaker, Told};
use super::kin::Kin;
use super::origin::shingles;
use super::traits::{Cast, Level, Spot, Standing, Timing, timing, traits};
use super::within::Report;
use crate::pack::Ontology;
use crate::record::{Claim, Record, SourceKind};
use crate::span::Span;
use crate::text::fold;

/// Kind of the notes that say that two times of a report exclude each other.
const OWN_TIME: &str = "contradictory-time";

/// Takes a record in: pure, so that the shell may do many at a time.
pub fn digest(record: &Record, ontology: &Ontology, kin: &Kin) -> Digest {
    let cast = Cast::new(record);
    let quotes = Quotes::new(record);
    let unnamed = unnamed(record);
    let mut told: Vec<(CompactString, Told)> = Vec::with_capacity(record.claims.len());
    for (number, claim) in record.claims.iter().enumerate() {
        let Some(kind) = ontology.get(&claim.event) else { continue };
        let timing = timing(claim, &cast, Some(kind));
        let (chain, root) = source(claim, &cast, &unnamed);
        let one = Told {
            number: number as u32,
            id: CompactString::from(&claim.id),
            words: CompactString::from(&claim.trigger.text),
            start: claim.trigger.start,
            end: claim.trigger.end,
            sentence: claim.sentence,
            factuality: claim.factuality,
            contexts: claim.context.iter().map(CompactString::from).collect(),
            chain,
            root,
            numbers: numbers(claim, &cast, &timing),
            traits: traits(claim, &cast, &timing, kind),
            quote: quotes.sentence(claim.sentence),
        };
        told.push((CompactString::from(&claim.event), one));
    }
    lend_actors(&mut told, record, ontology);
    lend_place(&mut told);
    Digest {
        source: head(record, kin, &cast),
        accounts: accounts(told, ontology, kin),
        own_times: own_times(record, &quotes),
    }
}

fn head(record: &Record, kin: &Kin, cast: &Cast<'_>) -> Source {
    let report = &record.report;
    Source {
        id: CompactString::from(&report.id),
        sha256: CompactString::from(&report.sha256),
        language: CompactString::from(&report.language),
        published: cast.published,
        publisher: report.publisher.clone(),
        medium: report.publisher.as_deref().map(|name| kin.medium(name)),
        data_set: record.claims.iter().find_map(|claim| claim.why.data_set()).map(CompactString::from),
        shingles: shingles(record),
    }
}

fn accounts(told: Vec<(CompactString, Told)>, ontology: &Ontology, kin: &Kin) -> Vec<Account> {
    let mut report = Report::default();
    for (event, told) in told {
        let Some(kind) = ontology.get(&event) else { continue };
        report.take(event, told, &kind.same, kin);
    }
    report.accounts
}

/// A taking without a taker, told in one breath and of the same days as fighting by somebody, was his.
fn lend_actors(told: &mut [(CompactString, Told)], record: &Record, ontology: &Ontology) {
    let times = |told: &Told| record.claims[told.number as usize].roles.time.clone();
    let mut fighters: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, (event, told)) in told.iter().enumerate() {
        let fights = ontology.get(event).is_some_and(|kind| kind.contests);
        let timed = told.traits.exact.is_some() || told.traits.is_dated();
        if fights && timed && !told.traits.actors.is_empty() {
            fighters.entry(told.sentence).or_default().push(index);
        }
    }
    for index in 0..told.len() {
        let (event, one) = &told[index];
        let takes = ontology.get(event).and_then(|kind| kind.holding.as_ref());
        let takes = takes.is_some_and(|holding| one.traits.modes.iter().any(|mode| holding.takes.contains(mode)));
        if !takes || !one.traits.actors.is_empty() {
            continue;
        }
        let own = times(one);
        let at_once = |index: &&usize| times(&told[**index].1).iter().any(|time| own.contains(time));
        let Some(&by) = fighters.get(&one.sentence).and_then(|fighters| fighters.iter().find(at_once)) else {
            continue;
        };
        let actors = told[by].1.traits.actors.clone();
        let traits = &mut told[index].1.traits;
        (traits.actors, traits.inferred) = (actors, true);
    }
}

/// What is told without a place, in a report of one town only, was there most likely.
fn lend_place(told: &mut [(CompactString, Told)]) {
    let spots = told.iter().flat_map(|(_, told)| &told.traits.spots);
    let mut points: Vec<Arc<Spot>> = spots.filter(|spot| spot.level == Level::Point).cloned().collect();
    points.sort_by(|one, other| one.mark().cmp(other.mark()));
    points.dedup_by(|one, other| one.mark() == other.mark());
    let [only] = points.as_slice() else { return };
    for (_, told) in told.iter_mut().filter(|(_, told)| told.traits.spots.is_empty()) {
        told.traits.locus = Some(only.clone());
    }
}

/// Cues of unnamed sources, numbered in the order of the text, so that copies of a text number them alike.
fn unnamed(record: &Record) -> BTreeMap<Option<Span>, u16> {
    let sources = record.claims.iter().flat_map(|claim| &claim.source);
    let cues = sources.filter(|source| source.kind == SourceKind::Unnamed);
    let cues: std::collections::BTreeSet<Option<Span>> =
        cues.map(|source| source.cue.as_ref().map(|cue| cue.span())).collect();
    cues.into_iter().zip(1..).collect()
}

fn source(claim: &Claim, cast: &Cast<'_>, unnamed: &BTreeMap<Option<Span>, u16>) -> (Vec<Speaker>, Root) {
    let chain: Vec<Speaker> = claim
        .source
        .iter()
        .filter(|source| source.kind != SourceKind::Narrator)
        .map(|source| Speaker {
            kind: source.kind,
            who: source.actor.as_deref().and_then(|id| cast.who.get(id)).cloned(),
        })
        .collect();
    let named = chain.iter().find_map(|speaker| speaker.who.as_ref());
    let root = match (named, claim.source.iter().find(|source| source.kind == SourceKind::Unnamed)) {
        (Some(who), _) => Root::Named(who.key.clone().unwrap_or_else(|| fold(&who.name))),
        (None, Some(source)) => {
            let cue = source.cue.as_ref().map(|cue| cue.span());
            Root::Unnamed(unnamed.get(&cue).copied().unwrap_or_default())
        }
        (None, None) => Root::Narrator,
    };
    (chain, root)
}

fn numbers(claim: &Claim, cast: &Cast<'_>, timing: &Timing) -> Vec<Number> {
    let number = |toll: &crate::record::Toll| {
        let quantity = cast.quantities.get(toll.quantity.as_str())?;
        Some(Number {
            effect: CompactString::from(&toll.effect),
            unit: CompactString::from(&quantity.unit),
            words: CompactString::from(&quantity.mention.text),
            least: quantity.least,
            most: quantity.most,
            approximate: quantity.approximate,
            cumulative: toll.cumulative,
            owner: toll.of.as_deref().and_then(|id| cast.who.get(id)).cloned(),
            as_of: timing.as_of,
        })
    };
    let told = matches!(Standing::from(claim.factuality), Standing::Told);
    claim.tolls.iter().filter(|_| told).filter_map(number).collect()
}

/// The sentences of a report whose record carries its text.
struct Quotes {
    sentences: Vec<Arc<str>>,
}

/// Longest quotation, in code points.
const LONGEST: usize = 400;

impl Quotes {
    fn new(record: &Record) -> Quotes {
        let Some(text) = &record.report.text else { return Quotes { sentences: Vec::new() } };
        let points: Vec<char> = text.chars().collect();
        let cut = |span: &Span| {
            let end = (span.end as usize).min(points.len());
            let start = (span.start as usize).min(end);
            let words = points[start..end].iter().take(LONGEST).collect::<String>();
            Arc::from(words.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        Quotes { sentences: record.sentences.iter().map(cut).collect() }
    }

    fn sentence(&self, number: u32) -> Option<Arc<str>> {
        self.sentences.get(number as usize).cloned()
    }
}

/// Pairs of times that the reading found to exclude each other, with the place told of between them.
fn own_times(record: &Record, quotes: &Quotes) -> Vec<OwnTime> {
    let pair = |note: &crate::record::Note| {
        let [one, other] = note.spans.get(..2)?.try_into().ok()?;
        let times = [time(record, one)?, time(record, other)?];
        let between = one.join(other);
        let mentions =
            record.places.iter().flat_map(|place| place.mentions.iter().map(move |mention| (place, mention)));
        let sentence = record.sentences.iter().position(|sentence| sentence.overlaps(one));
        let near = mentions
            .filter(|(_, mention)| between.contains(mention.span()))
            .min_by_key(|(_, mention)| mention.start.abs_diff(other.start));
        Some(OwnTime {
            place: near.map(|(place, _)| CompactString::from(&place.name)),
            words: times.map(|time| CompactString::from(&time.mention.text)),
            values: times.map(|time| CompactString::from(&time.value)),
            quote: sentence.and_then(|number| quotes.sentence(number as u32)),
        })
    };
    record.notes.iter().filter(|note| note.kind == OWN_TIME).filter_map(pair).collect()
}

fn time(record: &Record, span: Span) -> Option<&crate::record::Time> {
    record.times.iter().find(|time| time.mention.span().overlaps(span))
}
