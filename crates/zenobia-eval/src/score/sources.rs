//! Factuality and source.

use zenobia_core::record::{Claim, Factuality, SourceKind};

use super::Sheet;
use super::claims::Matched;
use super::entities::Entities;
use crate::gold::GoldClaim;

/// Scores factuality and source on matched claims, and the cited sources over all claims.
pub(super) fn score(sheet: &mut Sheet<'_>, claims: &Matched<'_>) {
    let gold = sheet.gold;
    let (mut factual, mut sourced) = (0, 0);
    for &(i, j) in &claims.pairs {
        let (g, p) = (&gold.claims[i], claims.found[j]);
        if g.factuality == p.factuality {
            factual += 1;
        } else {
            sheet.miss("factuality", format!("{}: {} for {}", g.trigger, name(p.factuality), name(g.factuality)));
        }
        if is_same_source(&sheet.entities, g, p) {
            sourced += 1;
        } else {
            sheet.miss("source", format!("{}: {}", g.trigger, g.source.join(", ")));
        }
    }
    let matched = claims.pairs.len();
    sheet.score.add("factuality (of matched)", factual, matched, matched);
    sheet.score.add("source (of matched)", sourced, matched, matched);
    let is_cited = |g: &&GoldClaim| g.source.len() > 1 || g.source() != "narrator";
    let cited = gold.claims.iter().filter(is_cited).count();
    let predicted = claims.found.iter().filter(|claim| kind(claim) != SourceKind::Narrator).count();
    let right = gold.claims.iter().enumerate().filter(|(index, g)| {
        is_cited(g) && claims.claim(*index).is_some_and(|claim| is_same_source(&sheet.entities, g, claim))
    });
    let right = right.count();
    sheet.score.add("cited sources", right, predicted, cited);
}

fn kind(claim: &Claim) -> SourceKind {
    claim.source.first().map_or(SourceKind::Narrator, |source| source.kind)
}

/// The innermost source is compared.
fn is_same_source(entities: &Entities<'_>, gold: &GoldClaim, claim: &Claim) -> bool {
    match gold.source() {
        "narrator" => kind(claim) == SourceKind::Narrator,
        "unnamed" => kind(claim) == SourceKind::Unnamed,
        key => {
            let actor = claim.source.first().and_then(|source| source.actor.as_deref());
            kind(claim) == SourceKind::Actor && actor.is_some_and(|id| entities.is(id, key))
        }
    }
}

fn name(factuality: Factuality) -> &'static str {
    match factuality {
        Factuality::Asserted => "asserted",
        Factuality::Hedged => "hedged",
        Factuality::Planned => "planned",
        Factuality::Hypothetical => "hypothetical",
        Factuality::Negated => "negated",
    }
}
