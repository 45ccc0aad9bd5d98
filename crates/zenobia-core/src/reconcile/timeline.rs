//! The times in which one place was held, out of what is said of it.

use super::control::{claim_ref, shown};
use super::day::Day;
use super::event::party;
use super::kin::{Kin, Tie};
use super::situation::{ClaimRef, Dispute, Event, Interval, Party};
use super::traits::Who;

/// What a statement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Somebody came to hold it.
    Takes,
    /// Somebody holds it.
    Keeps,
}

/// What one event says of who holds a place.
pub(crate) struct Statement<'a> {
    pub what: Holds,
    /// Who, and whether that is inferred.
    pub by: Option<(&'a Who, bool)>,
    /// From whom.
    pub from: Option<(&'a Who, bool)>,
    /// The last day of its time.
    pub day: Option<Day>,
    /// Whether claims tell that time.
    pub told: bool,
    pub event: &'a Event,
}

impl Statement<'_> {
    fn claims(&self) -> Vec<ClaimRef> {
        self.event.claims.iter().map(claim_ref).collect()
    }
}

/// An interval while it is made.
struct Piece<'a> {
    holder: Option<&'a Who>,
    inferred: bool,
    from: Option<Day>,
    at_latest: bool,
    to: Option<Day>,
    taken_by: Option<&'a Event>,
    lost_by: Option<&'a Event>,
    claims: Vec<ClaimRef>,
    disputed_by: Vec<(&'a Who, &'a Event, Option<Day>)>,
}

impl<'a> Piece<'a> {
    fn new(holder: Option<(&'a Who, bool)>, from: Option<Day>, at_latest: bool) -> Piece<'a> {
        Piece {
            holder: holder.map(|(who, _)| who),
            inferred: holder.is_some_and(|(_, inferred)| inferred),
            from,
            at_latest,
            to: None,
            taken_by: None,
            lost_by: None,
            claims: Vec::new(),
            disputed_by: Vec::new(),
        }
    }
}

/// The intervals of one place, from first to last.
pub(crate) fn timeline(mut statements: Vec<Statement<'_>>, kin: &Kin) -> Vec<Interval> {
    statements
        .sort_by(|one, other| (one.day, !one.told, &one.event.id).cmp(&(other.day, !other.told, &other.event.id)));
    let (takes, keeps): (Vec<_>, Vec<_>) = statements.into_iter().partition(|one| one.what == Holds::Takes);
    let (told, untold): (Vec<_>, Vec<_>) = takes.into_iter().partition(|one| one.told);
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for take in &told {
        change(&mut pieces, take, kin);
    }
    for take in &untold {
        place_untold(&mut pieces, take, kin);
    }
    for keep in &keeps {
        hold(&mut pieces, keep, kin);
    }
    pieces.into_iter().map(interval).collect()
}

/// The place changes hands on a day.
fn change<'a>(pieces: &mut Vec<Piece<'a>>, take: &Statement<'a>, kin: &Kin) {
    match pieces.last_mut() {
        None => {
            if take.from.is_some() {
                let mut before = Piece::new(take.from, None, false);
                (before.to, before.lost_by, before.claims) = (take.day, Some(take.event), take.claims());
                pieces.push(before);
            }
        }
        // Told again, or by other words: who holds it already does not take it.
        Some(last) if is_same(last.holder, take.by, kin) => {
            last.claims.extend(take.claims());
            return;
        }
        Some(last) => {
            (last.to, last.lost_by) = (take.day, Some(take.event));
            if let (Some(holder), Some((from, false))) = (last.holder, take.from)
                && kin.tie(holder, from) == Tie::Apart
            {
                last.disputed_by.push((from, take.event, take.day));
            }
        }
    }
    let mut after = Piece::new(take.by, take.day, !take.told);
    (after.taken_by, after.claims) = (Some(take.event), take.claims());
    pieces.push(after);
}

/// A taking without a day of its own: that of somebody who is known to have held the place then, or one by the day of the report.
fn place_untold<'a>(pieces: &mut Vec<Piece<'a>>, take: &Statement<'a>, kin: &Kin) {
    let known = pieces.iter().rposition(|piece| is_same(piece.holder, take.by, kin));
    match known {
        Some(index) => {
            let piece = &mut pieces[index];
            piece.taken_by = piece.taken_by.or(Some(take.event));
            piece.inferred = false;
            piece.claims.extend(take.claims());
        }
        None if take.by.is_none() && !pieces.is_empty() => {
            if let Some(last) = pieces.last_mut() {
                last.claims.extend(take.claims());
            }
        }
        None => insert(pieces, take, kin),
    }
}

/// Puts a taking where its day is.
fn insert<'a>(pieces: &mut Vec<Piece<'a>>, take: &Statement<'a>, kin: &Kin) {
    let at = pieces.iter().position(|piece| piece.from.is_some() && piece.from > take.day).unwrap_or(pieces.len());
    let mut later = pieces.split_off(at);
    change(pieces, take, kin);
    if let (Some(last), Some(next)) = (pieces.last_mut(), later.first()) {
        (last.to, last.lost_by) = (next.from, next.taken_by);
    }
    pieces.append(&mut later);
}

/// Somebody is said to hold the place.
fn hold<'a>(pieces: &mut Vec<Piece<'a>>, keep: &Statement<'a>, kin: &Kin) {
    let Some((who, _)) = keep.by else { return };
    let own = |piece: &Piece<'_>| piece.holder.is_some_and(|holder| kin.tie(holder, who) >= Tie::Ally);
    // "The town that they held", in a report of its loss.
    let past = !keep.told && pieces.iter().any(own);
    let on = |piece: &Piece<'_>| {
        piece.from.is_none_or(|from| Some(from) <= keep.day) && piece.to.is_none_or(|to| Some(to) > keep.day)
    };
    let found =
        if past { pieces.iter_mut().rev().find(|piece| own(piece)) } else { pieces.iter_mut().find(|piece| on(piece)) };
    match found {
        Some(piece) if piece.holder.is_none() => {
            piece.holder = Some(who);
            piece.claims.extend(keep.claims());
        }
        Some(piece) if own(piece) => piece.claims.extend(keep.claims()),
        Some(piece) => piece.disputed_by.push((who, keep.event, keep.day)),
        None => {
            let mut piece = Piece::new(keep.by, keep.day, true);
            piece.claims = keep.claims();
            let next = pieces.first();
            (piece.to, piece.lost_by) = (next.and_then(|next| next.from), next.and_then(|next| next.taken_by));
            pieces.insert(0, piece);
        }
    }
}

fn is_same(holder: Option<&Who>, by: Option<(&Who, bool)>, kin: &Kin) -> bool {
    match (holder, by) {
        (Some(holder), Some((by, _))) => kin.tie(holder, by) >= Tie::Ally,
        _ => false,
    }
}

fn interval(piece: Piece<'_>) -> Interval {
    let party = |who: &Who, inferred: bool| -> Party { party(who, piece.claims.len() as u32, inferred) };
    let mut claims = piece.claims.clone();
    claims.sort();
    claims.dedup();
    Interval {
        holder: piece.holder.map(|who| party(who, piece.inferred)),
        from: shown(piece.from),
        from_at_latest: piece.at_latest,
        to: shown(piece.to),
        taken_by: piece.taken_by.map(|event| event.id.clone()),
        lost_by: piece.lost_by.map(|event| event.id.clone()),
        disputed_by: piece
            .disputed_by
            .iter()
            .map(|&(who, event, day)| Dispute { holder: party(who, false), event: event.id.clone(), on: shown(day) })
            .collect(),
        claims,
    }
}
