//! How many: which count belongs to which claim, and whose it is.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::claim::arguments::Argument;
use crate::claim::draft::{Draft, DraftToll};
use crate::claim::frames::{Frames, Part};
use crate::claim::ground::Ground;
use crate::claim::{listed, whose};
use crate::quantity::PERSON;
use crate::syntax::{Features, Upos};

/// Gives each count to the claim whose trigger it counts or whose argument it heads.
pub(crate) fn assign(ground: &Ground, frames: &Frames, drafts: &mut [Draft], arguments: &[Vec<Argument>]) {
    let together = Together::of(ground, drafts);
    let counts = |&number: &usize| !ground.quantities[number].measure && !is_told(ground, number);
    for number in (0..ground.quantities.len()).filter(counts) {
        let best = together
            .with(ground, number)
            .filter_map(|claim| toll(ground, frames, &drafts[claim], &arguments[claim], number).map(|t| (claim, t)));
        if let Some((claim, (_, toll))) = best.max_by_key(|(claim, (rank, _))| (*rank, std::cmp::Reverse(*claim))) {
            drafts[claim].tolls.push(toll);
        }
    }
    assign_following(ground, frames, drafts, &together);
    assign_told(ground, frames, drafts, &together);
    assign_below(ground, frames, drafts, &together);
    assign_parts(ground, drafts, &together);
    listed::assign(ground, frames, drafts);
    // "Lost 430 men and seven tanks": men were killed, tanks destroyed.
    // So are those that only stand for things counted before: "had seen 800 drones and shot down 711 of them".
    let thing = |toll: &&mut DraftToll| {
        let quantity = &ground.quantities[toll.quantity];
        ground.site_at(quantity.head).is_some() || (quantity.elliptic && quantity.unit != PERSON)
    };
    for toll in drafts.iter_mut().flat_map(|draft| &mut draft.tolls).filter(thing) {
        toll.effect = frames.defaults.befitting(&toll.effect, &ground.quantities[toll.quantity].unit);
    }
    whose::assign(ground, frames, drafts);
}

/// "According to two residents": a count of those who say it is none of what they say.
fn is_told(ground: &Ground, number: usize) -> bool {
    ground.only_tells(ground.quantities[number].head, None)
}

/// The claims of each sentence: trees and counts stay inside sentences, so that other claims need not be looked at.
struct Together(FxHashMap<usize, Vec<usize>>);

impl Together {
    fn of(ground: &Ground, drafts: &[Draft]) -> Together {
        let mut claims: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (claim, draft) in drafts.iter().enumerate() {
            claims.entry(ground.reading.sentence_of(draft.head)).or_default().push(claim);
        }
        Together(claims)
    }

    /// The claims in the sentence of a count, in order.
    fn with(&self, ground: &Ground, quantity: usize) -> impl DoubleEndedIterator<Item = usize> {
        let sentence = ground.reading.sentence_of(ground.quantities[quantity].head);
        self.0.get(&sentence).into_iter().flatten().copied()
    }
}

/// How far after its verb, in tokens, an object may stand.
const REACH: usize = 15;

/// Counts that stand where the object of a verb would, when the tree hangs them elsewhere: "destroyed, according to the army, four vehicles".
fn assign_following(ground: &Ground, frames: &Frames, drafts: &mut [Draft], together: &Together) {
    let spent = spent(ground, drafts);
    for (number, quantity) in ground.quantities.iter().enumerate() {
        let bare = ground.syntax.children_by(quantity.head, "case").next().is_none();
        if !bare || quantity.measure || spent[number] {
            continue;
        }
        let mut claims = together.with(ground, number).rev();
        let Some(claim) = claims.find(|&claim| drafts[claim].head < quantity.tokens.start) else { continue };
        let draft = &mut drafts[claim];
        let other = |at: usize| ground.syntax.words[at].upos == Upos::Verb && ground.syntax.words[at].is("conj");
        // "The bridge, destroyed by shells, linked the two banks": what the verb above governs is its own.
        let object = qualifies(ground, draft.head) && ground.syntax.words[quantity.head].is("obj");
        let above = ground.syntax.words[quantity.head].head.filter(|_| object);
        let higher = above.is_some_and(|above| ground.syntax.ancestors(draft.head).take(STEPS).any(|at| at == above));
        let parted = higher || (draft.head + 1..quantity.tokens.start).any(other);
        let near = draft.head + REACH > quantity.tokens.start && !parted;
        let fits = |effect: &&CompactString| frames.defaults.fits(effect, &quantity.unit);
        let Some(effect) = frames.frames[draft.frame].effect.as_ref().filter(fits) else { continue };
        if near && draft.part == Part::Verb && draft.tolls.is_empty() {
            let of = ground.actor_at(quantity.head).filter(|&entity| !ground.actors.entities[entity].generic);
            draft.tolls.push(DraftToll { quantity: number, effect: effect.clone(), of });
        }
    }
}

/// Whether a word is a participle that says which ones a noun means.
fn qualifies(ground: &Ground, at: usize) -> bool {
    let word = &ground.syntax.words[at];
    (word.relation == "acl" || word.is("amod")) && !word.features.has(Features::FINITE)
}

/// Counts of people without a noun that a word for the dead, the wounded … stands before, with no other happening between: "put the dead
/// at 43", "bringing the number of wounded to 120".
fn assign_told(ground: &Ground, frames: &Frames, drafts: &mut [Draft], together: &Together) {
    let spent = spent(ground, drafts);
    for (number, quantity) in ground.quantities.iter().enumerate() {
        if spent[number] || !quantity.elliptic || quantity.measure {
            continue;
        }
        let before = together.with(ground, number).filter(|&claim| drafts[claim].head < quantity.tokens.start);
        // "The number of people displaced by the fighting": what is told without any count is passed over.
        let counts =
            |claim: &usize| drafts[*claim].part == Part::Verb || frames.frames[drafts[*claim].frame].effect.is_some();
        let Some(claim) = before.filter(counts).max_by_key(|&claim| drafts[claim].head) else { continue };
        let draft = &mut drafts[claim];
        let frame = &frames.frames[draft.frame];
        let near = draft.head + REACH > quantity.tokens.start;
        let Some(effect) = frame.effect.as_ref().filter(|effect| frame.count.as_ref().is_none_or(|one| one == *effect))
        else {
            continue;
        };
        // "The number of people displaced has reached 521,000": a participle says what those are, as a noun does.
        let names = draft.part != Part::Verb || qualifies(ground, draft.head);
        if near && names && draft.tolls.is_empty() {
            let of = draft.fillers.recipient.first().copied().filter(|of| !draft.fillers.members.contains(of));
            let of = of.filter(|&entity| !ground.actors.entities[entity].generic);
            draft.tolls.push(DraftToll { quantity: number, effect: effect.clone(), of });
        }
    }
}

/// A count hangs no more steps below the word it belongs to.
const STEPS: usize = 4;

/// Counts that hang on a trigger by way of other words, or that a trigger describes: "the bodies of 29 children", "500 civilians still
/// besieged in the center".
fn assign_below(ground: &Ground, frames: &Frames, drafts: &mut [Draft], together: &Together) {
    let spent = spent(ground, drafts);
    for (number, quantity) in ground.quantities.iter().enumerate() {
        if spent[number] || quantity.measure || quantity.elliptic {
            continue;
        }
        let claims: Vec<usize> = together.with(ground, number).collect();
        let Some(claim) = hung_on(ground, drafts, &claims, quantity.head) else { continue };
        let frame = &frames.frames[drafts[claim].frame];
        let fits = |effect: &&CompactString| frames.defaults.fits(effect, &quantity.unit);
        // "Attacks on ten posts": of what a word counts itself, no things below it are counted.
        let people = quantity.unit == PERSON;
        let count = frame.count.as_ref().filter(|count| people || !frames.defaults.doing.contains(*count));
        let Some(effect) = frame.effect.as_ref().or(count).filter(fits) else { continue };
        let of = ground.actor_at(quantity.head).filter(|&entity| !ground.actors.entities[entity].generic);
        drafts[claim].tolls.push(DraftToll { quantity: number, effect: effect.clone(), of });
    }
}

/// The claim whose trigger describes a counted noun, or stands above it with no subject between.
fn hung_on(ground: &Ground, drafts: &[Draft], claims: &[usize], head: usize) -> Option<usize> {
    let words = &ground.syntax.words;
    let at = |token: usize| claims.iter().copied().find(|&claim| drafts[claim].head == token);
    let describes = |claim: &usize| {
        let trigger = &words[drafts[*claim].head];
        trigger.head == Some(head) && (trigger.relation == "acl" || trigger.is("amod"))
    };
    if let Some(claim) = claims.iter().copied().find(describes) {
        return Some(claim);
    }
    let mut below = head;
    for above in ground.syntax.ancestors(head).take(STEPS) {
        let relation = &words[below].relation;
        let acts = words[below].is("nsubj") && relation != "nsubj:pass";
        // "with two knives": means and circumstances are not what is counted.
        let beside = words[below].is("obl") || words[below].is("advcl") || relation == "acl:relcl";
        if acts || beside {
            return None;
        }
        if let Some(claim) = at(above) {
            return Some(claim);
        }
        below = above;
    }
    None
}

/// For each count, whether it is the toll of some claim already, or none of what is said.
fn spent(ground: &Ground, drafts: &[Draft]) -> Vec<bool> {
    let mut spent: Vec<bool> = (0..ground.quantities.len()).map(|number| is_told(ground, number)).collect();
    drafts.iter().flat_map(|draft| &draft.tolls).for_each(|toll| spent[toll.quantity] = true);
    spent
}

/// Counts that are parts of a counted whole, or go on counting it: "554 dead, of them 20 civilians", "43, later 51".
fn assign_parts(ground: &Ground, drafts: &mut [Draft], together: &Together) {
    let spent = spent(ground, drafts);
    for (number, quantity) in ground.quantities.iter().enumerate() {
        if spent[number] || quantity.measure {
            continue;
        }
        let whole = together.with(ground, number).rev().find_map(|claim| {
            let toll = drafts[claim].tolls.iter().rev().find(|toll| is_part(ground, drafts, number, toll.quantity))?;
            Some((claim, toll.clone()))
        });
        let Some((claim, whole)) = whole else { continue };
        let own = ground.actor_at(quantity.head).filter(|&entity| !ground.actors.entities[entity].generic);
        drafts[claim].tolls.push(DraftToll { quantity: number, of: own.or(whole.of), effect: whole.effect });
    }
}

/// Whether a count hangs on another of the same unit in its sentence, or, without a noun of its own, follows it with no happening between.
fn is_part(ground: &Ground, drafts: &[Draft], number: usize, whole_number: usize) -> bool {
    let (part, whole) = (&ground.quantities[number], &ground.quantities[whole_number]);
    let together = ground.reading.sentence_of(part.head) == ground.reading.sentence_of(whole.head);
    let listed = ground.syntax.words[part.head].is("conj") && ground.with_conjuncts(whole.head).contains(&part.head);
    if part.part_of == Some(whole_number) {
        return true;
    }
    if !together || part.head <= whole.head || (part.unit != whole.unit && !listed) {
        return false;
    }
    let hangs = ground.syntax.ancestors(part.head).take(6).any(|at| whole.tokens.contains(&at));
    let between = drafts.iter().any(|draft| (whole.tokens.end..part.tokens.start).contains(&draft.head));
    listed || hangs || (part.elliptic && !between)
}

/// The toll that a quantity would be in a claim, with a rank: the trigger itself before its objects before its actors.
fn toll(
    ground: &Ground,
    frames: &Frames,
    draft: &Draft,
    arguments: &[Argument],
    number: usize,
) -> Option<(u8, DraftToll)> {
    let quantity = &ground.quantities[number];
    let frame = &frames.frames[draft.frame];
    let whose = |token: usize| ground.actor_at(token).filter(|&entity| !ground.actors.entities[entity].generic);
    if quantity.tokens.contains(&draft.head) {
        let effect = frame.count.as_ref().or(frame.effect.as_ref())?;
        let single =
            |&entity: &usize| !ground.actors.entities[entity].generic && !draft.fillers.members.contains(&entity);
        let named = |entities: &[usize]| entities.first().copied().filter(single);
        // Raids are their doers', deaths are not their killers'.
        let doing = frame.count.is_some() && frame.count != frame.effect;
        let of = named(&draft.fillers.recipient).or_else(|| named(&draft.fillers.actor).filter(|_| doing));
        return Some((3, DraftToll { quantity: number, effect: effect.clone(), of }));
    }
    let counts = |token: usize| token == quantity.head || quantity.tokens.contains(&token);
    for argument in arguments {
        let tokens = ground.with_conjuncts(argument.token);
        let Some(&token) = tokens.iter().find(|&&token| counts(token)) else { continue };
        let acts =
            matches!(argument.label.as_str(), "nsubj" | "actor") && !as_recipient(frame, frames, draft, argument);
        let instrument = frames.defaults.instrument.contains(&argument.label)
            && quantity.unit != PERSON
            && !as_recipient(frame, frames, draft, argument);
        let effect = match () {
            () if instrument => frames.defaults.instrument_effect.as_ref(),
            () if acts => frame.actor_effect.as_ref(),
            () => frame.effect.as_ref(),
        };
        let Some(effect) = effect.filter(|effect| frames.defaults.fits(effect, &quantity.unit)) else { continue };
        let rank = if acts { 1 } else { 2 };
        return Some((rank, DraftToll { quantity: number, effect: effect.clone(), of: whose(token) }));
    }
    None
}

pub(crate) fn as_recipient(
    frame: &crate::pack::frame::Frame,
    frames: &Frames,
    draft: &Draft,
    argument: &Argument,
) -> bool {
    use crate::claim::frames::Role;
    let own = [(Role::Recipient, &frame.recipient), (Role::Site, &frame.site)];
    own.iter().any(|(role, relations)| {
        frames.relations(relations, draft.part, *role).iter().any(|relation| argument.matches(relation))
    })
}
