//! Parts of buildings, which mean the building when they are hit: "the ward", « la porte de la mosquée ».

use crate::site::{SiteMention, Sites};
use crate::syntax::{Features, Syntax};
use crate::text::Reading;

/// The class of words for parts in `lexicon/site-kinds.tsv`.
const PART: &str = "part";

/// Sentences that a part may reach back for its whole.
const BACK: usize = 3;

/// Gives each mention of a part to the building it belongs to, and drops those of no building.
pub(super) fn give_to_wholes(reading: &Reading, syntax: &Syntax, sites: &mut Sites) {
    let is_part = |sites: &Sites, mention: &SiteMention| sites.entities[mention.entity].class == PART;
    let wholes: Vec<SiteMention> = sites.mentions.iter().filter(|mention| !is_part(sites, mention)).cloned().collect();
    let mut kept = Vec::with_capacity(sites.mentions.len());
    for mention in &sites.mentions {
        let entity = match is_part(sites, mention) {
            true => whole_of(reading, syntax, sites, &wholes, mention),
            false => Some(mention.entity),
        };
        kept.extend(entity.map(|entity| SiteMention { entity, ..mention.clone() }));
    }
    sites.mentions = kept;
}

/// The building that the part is said to belong to, or else the last one told of.
fn whole_of(
    reading: &Reading,
    syntax: &Syntax,
    sites: &Sites,
    wholes: &[SiteMention],
    part: &SiteMention,
) -> Option<usize> {
    let below = wholes.iter().find(|whole| syntax.words[whole.head].head == Some(part.head));
    if let Some(whole) = below {
        return Some(whole.entity);
    }
    let mut determiners = syntax.children_by(part.head, "det").map(|child| syntax.words[child].features);
    let told = determiners.any(|features| features.has(Features::DEFINITE) || features.has(Features::POSSESSIVE));
    let owned = syntax.children_by(part.head, "nmod").next().is_some();
    let sentence = reading.sentence_of(part.head);
    let before = wholes.partition_point(|whole| whole.tokens.start < part.tokens.start);
    let last = wholes[..before].iter().rev().find(|whole| {
        matches!(sites.entities[whole.entity].class.as_str(), "heritage" | "civilian")
            && reading.sentence_of(whole.head) + BACK >= sentence
    });
    last.filter(|_| told && !owned).map(|whole| whole.entity)
}
