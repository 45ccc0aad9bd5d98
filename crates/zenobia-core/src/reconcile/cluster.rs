//! From a group of accounts that may belong together to events.
//!
//! The strongest links are followed first, and each step asks whether all that was taken together so far can still be one
//! event; so chains of near likeness do not run together. Of one report two accounts are never one event, nor of one data set.

use super::compare::{Reach, compare};
use super::event;
use super::kin::Kin;
use super::ledger::{BOND, Ledger};
use super::situation::{Event, Open};
use super::traits::{Standing, Traits};
use crate::pack::Ontology;

/// Accounts of one event, or of something that is only announced or denied.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    pub standing: Standing,
    pub traits: Traits,
    /// Accounts, in the order of their reports.
    pub members: Vec<u32>,
    tellers: Vec<u32>,
}

/// What comes out of a group.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub frame: Frame,
    pub body: Body,
}

/// What later steps look at besides the event itself.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub traits: Traits,
    pub members: Vec<u32>,
    /// Accounts that deny, announce or suppose it.
    pub about: Vec<u32>,
}

/// An event, or what never became one.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Event(Box<Event>),
    Open(Box<Open>),
}

/// Settles a group; `members` are in the order of their reports.
pub(crate) fn settle(ledger: &Ledger, members: &[u32], ontology: &Ontology, kin: &Kin) -> Vec<Case> {
    let (mut clusters, home) = agglomerate(ledger, members, ontology, kin);
    let attached = attach(ledger, &clusters, &home);
    for cluster in clusters.iter_mut().flatten() {
        cluster.members.sort_by(|&one, &other| ledger.order(one, other));
    }
    let mut cases = Vec::new();
    for (index, cluster) in clusters.iter().enumerate() {
        let Some(cluster) = cluster else { continue };
        let about = attached.iter().filter(|(_, to)| *to == index).filter_map(|(from, _)| clusters[*from].as_ref());
        let about: Vec<&Cluster> = about.collect();
        let body = match cluster.standing {
            Standing::Told => Body::Event(Box::new(event::event(ledger, cluster, &about, ontology, kin))),
            _ if attached.iter().any(|(from, _)| *from == index) => continue,
            _ => Body::Open(Box::new(event::open(ledger, cluster))),
        };
        let about = about.iter().flat_map(|about| about.members.iter().copied()).collect();
        let frame = Frame { traits: cluster.traits.clone(), members: cluster.members.clone(), about };
        cases.push(Case { frame, body });
    }
    cases
}

/// For each account of `members` the index of its cluster.
type Home = Vec<usize>;

fn agglomerate(ledger: &Ledger, members: &[u32], ontology: &Ontology, kin: &Kin) -> (Vec<Option<Cluster>>, Home) {
    let single = |&index: &u32| {
        let account = &ledger.accounts[index as usize];
        let tellers = vec![ledger.teller(index)];
        Some(Cluster { standing: account.standing, traits: account.traits.clone(), members: vec![index], tellers })
    };
    let mut clusters: Vec<Option<Cluster>> = members.iter().map(single).collect();
    let mut home: Home = (0..members.len()).collect();
    let rank = rank(members);
    let mut links: Vec<(i32, usize, usize)> = Vec::new();
    for (one, &index) in members.iter().enumerate() {
        for &(other, points) in &ledger.links[index as usize] {
            let other = rank(other);
            let is_same = ledger.accounts[index as usize].standing == ledger.accounts[members[other] as usize].standing;
            if one < other && is_same {
                links.push((-points, one, other));
            }
        }
    }
    links.sort_unstable();
    for (points, one, other) in links {
        let (one, other) = (root(&home, one), root(&home, other));
        if one == other {
            continue;
        }
        let (into, from) = (one.min(other), one.max(other));
        let (Some(a), Some(b)) = (&clusters[into], &clusters[from]) else { continue };
        let event = &ledger.accounts[a.members[0] as usize].event;
        // What a person has bound together asks nothing.
        let is_one = points == -BOND
            || ontology.get(event).is_some_and(|kind| {
                !is_split(ledger, a, b)
                    && is_disjoint(&a.tellers, &b.tellers)
                    && compare(&a.traits, &b.traits, &kind.same, kin, Reach::Across).is_some()
            });
        if is_one && let Some(taken) = clusters[from].take() {
            if let Some(cluster) = &mut clusters[into] {
                cluster.traits.absorb(&taken.traits);
                cluster.members.extend(taken.members);
                cluster.tellers.extend(taken.tellers);
                cluster.tellers.sort_unstable();
            }
            home[from] = into;
        }
    }
    let home = (0..members.len()).map(|index| root(&home, index)).collect();
    (clusters, home)
}

/// Whether a person has said that some of the accounts are of two events.
fn is_split(ledger: &Ledger, one: &Cluster, other: &Cluster) -> bool {
    let between = |a: &u32, b: &u32| one.members.contains(a) && other.members.contains(b);
    ledger.rifts.iter().any(|[a, b]| between(a, b) || between(b, a))
}

/// Where an account stands among the members of its group.
fn rank(members: &[u32]) -> impl Fn(u32) -> usize {
    let mut places: Vec<(u32, usize)> = members.iter().copied().zip(0..).collect();
    places.sort_unstable();
    move |index| places.binary_search_by_key(&index, |place| place.0).map_or(0, |at| places[at].1)
}

fn root(home: &[usize], mut index: usize) -> usize {
    while home[index] != index {
        index = home[index];
    }
    index
}

fn is_disjoint(one: &[u32], other: &[u32]) -> bool {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    few.iter().all(|teller| many.binary_search(teller).is_err())
}

/// For what is announced, supposed or denied the event it is about: that with most points.
fn attach(ledger: &Ledger, clusters: &[Option<Cluster>], home: &Home) -> Vec<(usize, usize)> {
    let mut all: Vec<u32> = clusters.iter().flatten().flat_map(|cluster| cluster.members.iter().copied()).collect();
    all.sort_by(|&one, &other| ledger.order(one, other));
    let rank = rank(&all);
    let best = |cluster: &Cluster| {
        let links = cluster.members.iter().flat_map(|&member| &ledger.links[member as usize]);
        let events = links.filter(|(other, _)| ledger.accounts[*other as usize].standing == Standing::Told);
        events.map(|&(other, points)| (points, std::cmp::Reverse(home[rank(other)]))).max()
    };
    let open = clusters.iter().enumerate().filter_map(|(index, cluster)| Some((index, cluster.as_ref()?)));
    let open = open.filter(|(_, cluster)| cluster.standing != Standing::Told);
    open.filter_map(|(index, cluster)| Some((index, best(cluster)?.1.0))).collect()
}
