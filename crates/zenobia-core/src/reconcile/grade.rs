//! How far an event can be believed: the grades that Airwars gives to reports of harm, by what claims alone show.
//!
//! *Confirmed*: somebody against whose interest it is says so. *Contested*: origins name different doers. *Discounted*: more
//! origins deny it than tell it. *Fair*: two or more independent origins. *Weak*: a single one. The first that holds is taken.

use std::sync::Arc;

use super::event::Said;
use super::kin::{Kin, Tie};
use super::situation::{Attached, Grade, Reason, State};
use super::traits::{Traits, Who};
use crate::pack::ontology::{EventType, Facet};
use crate::record::Factuality;

pub(crate) fn grade(
    said: &[Said<'_>],
    origins: &[String],
    kind: Option<&EventType>,
    kin: &Kin,
    attached: &[Attached],
) -> (Grade, Reason) {
    let reason = |rule: &str, with: Vec<String>| Reason { rule: rule.to_owned(), with };
    if let Some(who) = admission(said, kind, kin) {
        return (Grade::Confirmed, reason("admitted", vec![who]));
    }
    if let Some((one, other)) = rivals(said, kin) {
        return (Grade::Contested, reason("different-doers", vec![one.name.to_string(), other.name.to_string()]));
    }
    let mut deniers: Vec<String> = attached
        .iter()
        .filter(|attached| attached.state == State::Denied)
        .map(|attached| attached.telling.origin.clone())
        .collect();
    deniers.sort();
    deniers.dedup();
    if deniers.len() > origins.len() {
        return (Grade::Discounted, reason("more-deny", deniers));
    }
    match origins.len() {
        0 | 1 => (Grade::Weak, reason("one-origin", origins.to_vec())),
        _ => (Grade::Fair, reason("two-origins", origins.to_vec())),
    }
}

/// Who says of himself that he did it, or lost.
fn admission(said: &[Said<'_>], kind: Option<&EventType>, kin: &Kin) -> Option<String> {
    let kind = kind?;
    let facets: &[Facet] = if kind.admits.is_empty() { &[Facet::Actor] } else { &kind.admits };
    let against = |told: &Traits| -> Vec<Arc<Who>> {
        let of = |facet: &Facet| match facet {
            Facet::Actor if !told.inferred => told.actors.as_slice(),
            Facet::Recipient => told.recipients.as_slice(),
            _ => &[],
        };
        facets.iter().flat_map(of).cloned().collect()
    };
    let admits = |said: &&Said<'_>| {
        let speaker = said.told.chain.iter().find_map(|speaker| speaker.who.as_ref());
        let mine = |who: &Arc<Who>| speaker.is_some_and(|speaker| kin.tie(speaker, who) >= Tie::Kin);
        said.told.factuality == Factuality::Asserted && against(&said.told.traits).iter().any(mine)
    };
    said.iter().find(admits).map(|said| said.origin.clone())
}

/// Two doers that different origins name, where neither is part of the other's account.
pub(crate) fn rivals<'a>(said: &[Said<'a>], kin: &Kin) -> Option<(&'a Who, &'a Who)> {
    let named: Vec<&Said<'a>> = said
        .iter()
        .filter(|said| !said.told.traits.inferred && said.told.traits.actors.iter().any(|who| who.key.is_some()))
        .take(MOST)
        .collect();
    let pairs =
        named.iter().enumerate().flat_map(|(index, one)| named[index + 1..].iter().map(move |other| (*one, *other)));
    for (one, other) in pairs.filter(|(one, other)| one.origin != other.origin) {
        let (a, b) = (&one.told.traits, &other.told.traits);
        let apart = |who: &Arc<Who>, of: &Traits| {
            let mut all = of.actors.iter().chain(&of.recipients);
            who.key.is_some() && all.all(|with| kin.tie(who, with) == Tie::Apart)
        };
        let first = a.actors.iter().find(|who| apart(who, b));
        let second = b.actors.iter().find(|who| apart(who, a));
        if let (Some(first), Some(second)) = (first, second) {
            return Some((first, second));
        }
    }
    None
}

/// Claims that are compared for different doers.
const MOST: usize = 64;
