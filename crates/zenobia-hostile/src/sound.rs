//! What must hold of every record beside its text.

use std::collections::BTreeSet;

use zenobia_core::record::{Mention, Record};

/// Says what is wrong between a record and its text: spans outside of it, words that are not there, ids of nothing.
pub fn sound(record: &Record, text: &str) -> Result<(), String> {
    let points: Vec<char> = text.chars().collect();
    let words = |mention: &Mention| {
        let stretch = points.get(mention.start as usize..mention.end as usize);
        match stretch.is_some_and(|stretch| stretch.iter().copied().eq(mention.text.chars())) {
            true => Ok(()),
            false => Err(format!("the words at {}..{} are not {:?}", mention.start, mention.end, mention.text)),
        }
    };
    if record.report.length as usize != points.len() {
        return Err(format!("a length of {} for {} code points", record.report.length, points.len()));
    }
    let lists = record.actors.iter().map(|actor| &actor.mentions);
    let lists = lists
        .chain(record.sites.iter().map(|site| &site.mentions))
        .chain(record.places.iter().map(|place| &place.mentions));
    let times =
        record.times.iter().map(|time| &time.mention).chain(record.quantities.iter().map(|quantity| &quantity.mention));
    let claims = record.claims.iter().flat_map(|claim| {
        let cues = claim.source.iter().filter_map(|source| source.cue.as_ref());
        claim.roles.means.iter().chain([&claim.trigger]).chain(cues)
    });
    lists.flatten().chain(times).chain(claims).try_for_each(words)?;
    let mut end = 0;
    for sentence in &record.sentences {
        if sentence.start < end || sentence.end < sentence.start || sentence.end as usize > points.len() {
            return Err(format!("a sentence at {}..{} after {end}", sentence.start, sentence.end));
        }
        end = sentence.end;
    }
    ids(record)
}

/// Whether every id is of something, and of one thing.
fn ids(record: &Record) -> Result<(), String> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let own = record.actors.iter().map(|actor| &actor.id).chain(record.sites.iter().map(|site| &site.id));
    let own = own.chain(record.places.iter().map(|place| &place.id)).chain(record.times.iter().map(|time| &time.id));
    let own = own
        .chain(record.quantities.iter().map(|quantity| &quantity.id))
        .chain(record.claims.iter().map(|claim| &claim.id));
    for id in own {
        if !known.insert(id) {
            return Err(format!("two findings are called {id}"));
        }
    }
    let anchors = record.places.iter().filter_map(|place| Some(&place.relation.as_ref()?.anchor));
    let anchors = anchors.chain(record.times.iter().filter_map(|time| time.anchor.as_ref()));
    let anchors = anchors.filter(|anchor| !matches!(anchor.as_str(), "published" | "dateline"));
    let told = record.claims.iter().flat_map(|claim| {
        let roles = &claim.roles;
        let lists = [&roles.actor, &roles.recipient, &roles.site, &roles.place, &roles.time];
        let tolls = claim.tolls.iter().flat_map(|toll| [Some(&toll.quantity), toll.of.as_ref()]).flatten();
        lists.into_iter().flatten().chain(tolls).chain(claim.source.iter().filter_map(|source| source.actor.as_ref()))
    });
    match anchors.chain(told).find(|id| !known.contains(id.as_str())) {
        Some(id) => Err(format!("nothing is called {id}")),
        None => match record.claims.iter().find(|claim| claim.sentence as usize >= record.sentences.len()) {
            Some(claim) => Err(format!("claim {} is in no sentence", claim.id)),
            None => Ok(()),
        },
    }
}
