//! Where and when: places and times that stand below a trigger, or else in its clause and sentence.

use rustc_hash::FxHashMap;

use crate::claim::arguments::Reader;
use crate::claim::ground::Ground;
use crate::record::ActorKind;
use crate::syntax::{Features, Upos, Word};

/// For each claim, the numbers found for it.
pub(crate) type PerClaim = Vec<Vec<usize>>;

/// Relations by which a claim inherits where and when from the claim above it.
const INHERITING: [&str; 9] = ["obj", "nsubj", "obl", "nmod", "xcomp", "conj", "advcl", "acl", "appos"];

/// What holds of the mentions that are given out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Where something happens.
    Place,
    /// When.
    Time,
}

/// What a mention belongs to.
enum Home {
    /// A claim, by its number.
    Claim(usize),
    /// A clause without a claim of its own, by its head.
    Clause(usize),
    /// Somebody or something else: "the office in Geneva of an agency".
    Elsewhere,
}

/// The claims by the tokens of their triggers.
struct Claims<'a> {
    heads: &'a [usize],
    at: FxHashMap<usize, Vec<usize>>,
}

impl Claims<'_> {
    fn new(heads: &[usize]) -> Claims<'_> {
        let mut at: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        heads.iter().enumerate().for_each(|(claim, &head)| at.entry(head).or_default().push(claim));
        Claims { heads, at }
    }

    /// The numbers of the claims that a token is the trigger of, in order.
    fn at(&self, token: usize) -> impl Iterator<Item = usize> {
        self.at.get(&token).into_iter().flatten().copied()
    }
}

/// Gives each mention to the claims it belongs to. `heads` are the claims' trigger tokens, `mentions` the head token and number of each
/// place or time. A mention belongs to the nearest trigger above it, or to the clause it stands in; a claim without a mention of its
/// own takes that of a clause above it, or what the claim above it has. Where something is done to is not handed to claims beside, and `aloof` claims take no place from what hangs on them.
pub(crate) fn assign(
    reader: &Reader,
    heads: &[usize],
    aloof: &[bool],
    mentions: &[(usize, usize)],
    sort: Sort,
) -> PerClaim {
    let ground = reader.ground;
    let claims = &Claims::new(heads);
    let mut found = vec![Vec::new(); heads.len()];
    let mut argued = vec![Vec::new(); heads.len()];
    let mut loose: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for &(token, number) in mentions {
        match home(ground, claims, token) {
            Home::Claim(claim) => {
                found[claim].push(number);
                let own = sort == Sort::Place && is_argument(ground, heads[claim], token);
                argued[claim].extend(own.then_some(number));
            }
            Home::Clause(clause) => {
                let carried = carried(reader, claims, clause);
                carried.iter().for_each(|&claim| found[claim].push(number));
                loose.entry(clause).or_default().push(number);
            }
            Home::Elsewhere => {}
        }
    }
    // Claims higher in the tree first, so that what they inherit is there to hand on.
    let mut order: Vec<usize> = (0..heads.len()).collect();
    order.sort_by_cached_key(|&claim| ground.syntax.ancestors(heads[claim]).count());
    let inherit = |found: &mut PerClaim| {
        for &claim in order.iter() {
            if found[claim].is_empty() {
                found[claim] = inherited(ground, claims, found, &loose, heads[claim], sort);
            }
        }
    };
    inherit(&mut found);
    let taking: Vec<bool> = aloof.iter().map(|aloof| sort == Sort::Time || !aloof).collect();
    from_below(ground, claims, &taking, &argued, &mut found);
    // "Repelled an assault on the city, killing forty": what came from below is handed on as well.
    if sort == Sort::Place {
        inherit(&mut found);
    }
    found.into_iter().map(dedup).collect()
}

/// What a claim has nothing of it takes from the first claim that hangs on it: "repelled two assaults on the city", "were killed when a
/// drone struck the market", "killed two men and burned their house in Goma". Claims deeper in the tree first.
fn from_below(ground: &Ground, claims: &Claims, taking: &[bool], argued: &PerClaim, found: &mut PerClaim) {
    let heads = claims.heads;
    let mut order: Vec<usize> = (0..heads.len()).collect();
    order.sort_by_cached_key(|&claim| std::cmp::Reverse(ground.syntax.ancestors(heads[claim]).count()));
    for claim in order {
        if !found[claim].is_empty() || !taking[claim] {
            continue;
        }
        let hangs = |other: &usize| {
            let relation = &ground.syntax.words[*other];
            ["obj", "obl", "nsubj", "xcomp", "advcl", "nmod", "conj"].iter().any(|base| relation.is(base))
        };
        let below = ground.syntax.children(heads[claim]).filter(hangs).flat_map(|at| claims.at(at));
        if let Some(other) = below.filter(|&other| !found[other].is_empty()).min() {
            // "Expelled refugees and closed the crossing of Torkham": what the other is done to is its own.
            let beside = ground.syntax.words[heads[other]].is("conj");
            let shared = |number: &usize| !beside || !argued[other].contains(number);
            found[claim] = found[other].iter().copied().filter(shared).collect();
        }
    }
}

/// Whether a mention stands in what a claim is done to or by, rather than in what tells where and when.
fn is_argument(ground: &Ground, head: usize, token: usize) -> bool {
    let words = &ground.syntax.words;
    let mut path = std::iter::once(token).chain(ground.syntax.ancestors(token));
    let top = path.find(|&at| words[at].head == Some(head));
    top.is_some_and(|top| words[top].is("obj") || words[top].is("nsubj") || words[top].is("nmod"))
}

fn is_quality(word: &Word) -> bool {
    let adjective = word.upos == Upos::Adj && !word.features.has(Features::PARTICIPLE) && word.head.is_some();
    word.is("amod") || (adjective && (word.is("appos") || word.is("conj") || word.is("acl") || word.is("nmod")))
}

/// The claims whose happening is the subject or object of a verb that is no claim itself: "the offensive ended on Saturday".
fn carried(reader: &Reader, claims: &Claims, clause: usize) -> Vec<usize> {
    if !matches!(reader.ground.syntax.words[clause].upos, Upos::Verb | Upos::Aux | Upos::Adj) {
        return Vec::new();
    }
    let arguments = reader.arguments(clause);
    let core = arguments.iter().filter(|argument| matches!(argument.label.as_str(), "nsubj" | "obj"));
    core.filter_map(|argument| claims.at(argument.token).next()).collect()
}

fn dedup(mut numbers: Vec<usize>) -> Vec<usize> {
    let mut seen = Vec::new();
    numbers.retain(|number| {
        let new = !seen.contains(number);
        seen.push(*number);
        new
    });
    numbers
}

/// Climbs from a mention to a trigger or to the head of its clause. What belongs to an actor says nothing of what happened.
fn home(ground: &Ground, claims: &Claims, token: usize) -> Home {
    let clause = ground.clause(token);
    if let Some(above) = before_parenthesis(ground, clause, token) {
        return claims.at(above).next().map_or(Home::Clause(above), Home::Claim);
    }
    let mut path = std::iter::once(token).chain(ground.syntax.ancestors(token));
    for at in path.by_ref() {
        if let Some(claim) = claims.at(at).next() {
            return Home::Claim(claim);
        }
        if at == clause {
            break;
        }
        // "vieille de 2000 ans": what measures a quality says nothing of what happened.
        if at != token && is_quality(&ground.syntax.words[at]) {
            return Home::Elsewhere;
        }
        let word = &ground.syntax.words[at];
        let owner = at != token && (word.is("nmod") || word.is("appos"));
        let person = |entity: usize| ground.actors.entities[entity].kind == ActorKind::Person;
        // "The governor of Darfur said", "Ann Moss, 24, of Hull, died": where somebody holds office or comes from is not where it happened.
        let direct = ground.syntax.words[token].head == Some(at);
        let told = direct || (at < token && is_named_by(ground, token, at));
        let office = at != token && ground.syntax.words[token].is("nmod") && told;
        let mut mentions = ground.actors.around(at..at + 1).iter().filter(|mention| mention.head == at);
        if mentions.any(|mention| owner || (office && person(mention.entity))) {
            return Home::Elsewhere;
        }
    }
    let word = &ground.syntax.words[clause];
    // What goes on, not what is so: "situated in the center of Syria" tells no more than where a place lies.
    let goes_on = word.features.has(Features::PRESENT) || word.features.has(Features::GERUND);
    let qualifies = word.relation == "acl" && goes_on && !word.features.has(Features::FINITE);
    match word.head.filter(|&noun| qualifies && noun < clause && noun != token) {
        // "Hit a bus carrying traders near the town": where it is while it does so.
        Some(noun) => home(ground, claims, noun),
        None => Home::Clause(clause),
    }
}

/// Whether a noun hangs on another, or on the names and the age that stand behind that.
fn is_named_by(ground: &Ground, below: usize, noun: usize) -> bool {
    let words = &ground.syntax.words;
    let beside = |at: &usize| *at != noun && (words[*at].is("flat") || words[*at].is("appos"));
    ground.syntax.ancestors(below).find(|at| !beside(at)) == Some(noun)
}

/// Whether an adverb relates a clause to the noun above it: "where", « où ».
fn is_where(ground: &Ground, clause: usize) -> bool {
    let words = &ground.syntax.words;
    let mut children = ground.syntax.children(clause);
    children.any(|child| {
        let relative = words[child].features.has(Features::RELATIVE) || child < clause;
        relative && words[child].is("advmod") && matches!(words[child].upos, Upos::Adv | Upos::Pron) && {
            // It opens the clause, right behind the noun or its comma.
            let first = ground.syntax.subtree(clause).start;
            words[child].features.has(Features::RELATIVE) || child <= first + 1
        }
    })
}

/// "Were killed in an ambush, 35 km south of the town, the mission said": what stands before a clause that is put in belongs to the clause
/// around it.
fn before_parenthesis(ground: &Ground, clause: usize, token: usize) -> Option<usize> {
    let syntax = ground.syntax;
    let above = syntax.words[clause].head.filter(|_| syntax.words[clause].is("parataxis"))?;
    let own = |child: &usize| {
        let word = &syntax.words[*child];
        ["nsubj", "aux", "expl"].iter().any(|base| word.is(base))
    };
    let start = syntax.children(clause).filter(own).chain([clause]).min()?;
    (above < token && token < start).then_some(above)
}

/// The mentions of the nearest clause above a trigger, or what the claim that governs it has.
fn inherited(
    ground: &Ground,
    claims: &Claims,
    found: &PerClaim,
    loose: &FxHashMap<usize, Vec<usize>>,
    head: usize,
    sort: Sort,
) -> Vec<usize> {
    let mut below = head;
    for above in std::iter::once(head).chain(ground.syntax.ancestors(head)) {
        if above != head {
            let word = &ground.syntax.words[below];
            // "Dori, where aid is handed out": what a relative adverb stands for.
            if word.relation == "acl:relcl" && sort == Sort::Place && is_where(ground, below) {
                return ground.place_at[above].into_iter().collect();
            }
            if word.relation == "acl:relcl" || !INHERITING.iter().any(|base| word.is(base)) {
                return Vec::new();
            }
        }
        if let Some(claim) = claims.at(above).next().filter(|_| above != head)
            && !found[claim].is_empty()
        {
            return found[claim].clone();
        }
        if let Some(hanging) = loose.get(&above) {
            return hanging.clone();
        }
        below = above;
    }
    Vec::new()
}

/// Units of length by which distances are told.
const LENGTHS: [&str; 3] = ["kilometer", "mile", "meter"];
/// How many words stand at most between a distance and the place that it is told from.
const APART: usize = 5;

/// Whether a place is only what a distance is told from, of a spot that has a name of its own.
pub(crate) fn is_distant(ground: &Ground, token: usize, number: usize) -> bool {
    if ground.place_anchors.get(number).copied().flatten().is_some() {
        return false;
    }
    let words = &ground.syntax.words;
    let plain = |at: usize| !matches!(words[at].upos, Upos::Verb | Upos::Aux | Upos::Punct);
    let length = |unit: &str| LENGTHS.contains(&unit);
    let mut lengths = ground.quantities.iter().filter(|quantity| quantity.measure && length(&quantity.unit));
    lengths.any(|quantity| {
        let gap = quantity.tokens.end..token;
        !gap.is_empty() && gap.len() <= APART && gap.clone().all(plain)
    })
}

/// How far apart a spot and what it lies in are named.
const BESIDE: usize = 10;

/// "At Rimbo, in Sweden", "near Kitshanga, in the territory of Masisi": of a spot and what it lies in, the spot is where it happened.
pub(crate) fn keep_innermost(ground: &Ground, spots: &[(usize, usize)], places: &mut Vec<usize>) {
    let Some(extent) = (places.len() > 1).then_some(&ground.place_extents).filter(|all| !all.is_empty()) else {
        return;
    };
    let named = |number: usize| spots.iter().filter(move |(_, other)| *other == number).map(|(token, _)| *token);
    let words = &ground.syntax.words;
    let comma = |at: usize| ground.reading.tokens[at].text == ",";
    let beside = |inner: usize, outer: usize| {
        named(inner).any(|one| {
            named(outer).any(|two| {
                let near = one < two && two - one <= BESIDE;
                let verb = |at: usize| matches!(words[at].upos, Upos::Verb | Upos::Aux | Upos::Cconj);
                near && ((one..two).any(comma) || is_inside(ground, one, two)) && !(one..two).any(verb)
            })
        })
    };
    // "Mozambique's Cabo Delgado province": whose it is.
    let owner = |outer: usize, inner: usize| {
        named(outer)
            .any(|two| words[two].relation == "nmod:poss" && named(inner).any(|one| is_inside(ground, one, two)))
    };
    let all = places.clone();
    let around = |outer: usize, inner: usize| {
        let (area, spot) = (&extent[outer], &extent[inner]);
        // A spot that no gazetteer knows lies in what it is told to lie in.
        let same = outer != inner && area.wide && (area.country == spot.country || spot.country.is_none());
        same && (owner(outer, inner) || area.contains(spot) || (!spot.wide && beside(inner, outer)))
    };
    places.retain(|&outer| !all.iter().any(|&inner| around(outer, inner)));
}

/// Whether a name hangs on another, or on the noun that the other names: "the village of Ihsim in Idlib province".
fn is_inside(ground: &Ground, inner: usize, outer: usize) -> bool {
    let words = &ground.syntax.words;
    let noun = ["nmod", "appos", "flat", "compound"].iter().any(|base| words[inner].is(base));
    let kind = words[inner].head.filter(|_| noun);
    let nominal = |at: &usize| matches!(words[*at].upos, Upos::Noun | Upos::Propn);
    ground.syntax.ancestors(outer).take_while(nominal).any(|above| above == inner || Some(above) == kind)
}
