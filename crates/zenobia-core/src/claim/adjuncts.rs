//! Where and when: places and times that stand below a trigger, or else in its clause and sentence.

use crate::claim::arguments::Reader;
use crate::claim::ground::Ground;
use crate::syntax::{Features, Upos, Word};

/// For each claim, the numbers found for it.
pub(crate) type PerClaim = Vec<Vec<usize>>;

/// Relations by which a claim inherits where and when from the claim above it.
const INHERITING: [&str; 9] = ["obj", "nsubj", "obl", "nmod", "xcomp", "conj", "advcl", "acl", "appos"];

/// What a mention belongs to.
enum Home {
    /// A claim, by its number.
    Claim(usize),
    /// A clause without a claim of its own, by its head.
    Clause(usize),
    /// Somebody or something else: "the office in Geneva of an agency".
    Elsewhere,
}

/// Gives each mention to the claims it belongs to. `heads` are the claims' trigger tokens, `mentions` the head token and number of each
/// place or time. A mention belongs to the nearest trigger above it, or to the clause it stands in; a claim without a mention of its
/// own takes that of a clause above it, or what the claim above it has. What something is done to (`may_be_argued`) is not handed to claims beside.
pub(crate) fn assign(reader: &Reader, heads: &[usize], mentions: &[(usize, usize)], may_be_argued: bool) -> PerClaim {
    let ground = reader.ground;
    let mut found = vec![Vec::new(); heads.len()];
    let mut argued = vec![Vec::new(); heads.len()];
    let mut loose = Vec::new();
    for &(token, number) in mentions {
        match home(ground, heads, token) {
            Home::Claim(claim) => {
                found[claim].push(number);
                let own = may_be_argued && is_argument(ground, heads[claim], token);
                argued[claim].extend(own.then_some(number));
            }
            Home::Clause(clause) => {
                let carried = carried(reader, heads, clause);
                carried.iter().for_each(|&claim| found[claim].push(number));
                loose.push((clause, number));
            }
            Home::Elsewhere => {}
        }
    }
    // Claims higher in the tree first, so that what they inherit is there to hand on.
    let mut order: Vec<usize> = (0..heads.len()).collect();
    order.sort_by_key(|&claim| ground.syntax.ancestors(heads[claim]).count());
    for claim in order {
        if found[claim].is_empty() {
            found[claim] = inherited(ground, heads, &found, &loose, heads[claim]);
        }
    }
    from_below(ground, heads, &argued, &mut found);
    found.into_iter().map(dedup).collect()
}

/// What a claim has nothing of it takes from the first claim that hangs on it: "repelled two assaults on the city", "were killed when a
/// drone struck the market", "killed two men and burned their house in Goma". Claims deeper in the tree first.
fn from_below(ground: &Ground, heads: &[usize], argued: &PerClaim, found: &mut PerClaim) {
    let mut order: Vec<usize> = (0..heads.len()).collect();
    order.sort_by_key(|&claim| std::cmp::Reverse(ground.syntax.ancestors(heads[claim]).count()));
    for claim in order {
        if !found[claim].is_empty() {
            continue;
        }
        let hangs = |other: usize| {
            let relation = &ground.syntax.words[other];
            relation.head == Some(heads[claim])
                && ["obj", "obl", "nsubj", "xcomp", "advcl", "nmod", "conj"].iter().any(|base| relation.is(base))
        };
        let below = (0..heads.len()).find(|&other| hangs(heads[other]) && !found[other].is_empty());
        if let Some(other) = below {
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
fn carried(reader: &Reader, heads: &[usize], clause: usize) -> Vec<usize> {
    if !matches!(reader.ground.syntax.words[clause].upos, Upos::Verb | Upos::Aux | Upos::Adj) {
        return Vec::new();
    }
    let arguments = reader.arguments(clause);
    let core = arguments.iter().filter(|argument| matches!(argument.label.as_str(), "nsubj" | "obj"));
    core.filter_map(|argument| heads.iter().position(|&head| head == argument.token)).collect()
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
fn home(ground: &Ground, heads: &[usize], token: usize) -> Home {
    let clause = ground.clause(token);
    if let Some(above) = before_parenthesis(ground, clause, token) {
        return heads.iter().position(|&head| head == above).map_or(Home::Clause(above), Home::Claim);
    }
    let mut path = std::iter::once(token).chain(ground.syntax.ancestors(token));
    for at in path.by_ref() {
        if let Some(claim) = heads.iter().position(|&head| head == at) {
            return Home::Claim(claim);
        }
        if at == clause {
            break;
        }
        // "vieille de 2000 ans": what measures a quality says nothing of what happened.
        if at != token && is_quality(&ground.syntax.words[at]) {
            return Home::Elsewhere;
        }
        let owner = at != token && ground.syntax.words[at].is("nmod") | ground.syntax.words[at].is("appos");
        if owner && ground.actors.mentions.iter().any(|mention| mention.head == at) {
            return Home::Elsewhere;
        }
    }
    Home::Clause(clause)
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
fn inherited(ground: &Ground, heads: &[usize], found: &PerClaim, loose: &[(usize, usize)], head: usize) -> Vec<usize> {
    let mut below = head;
    for above in std::iter::once(head).chain(ground.syntax.ancestors(head)) {
        if above != head {
            let word = &ground.syntax.words[below];
            if word.relation == "acl:relcl" || !INHERITING.iter().any(|base| word.is(base)) {
                return Vec::new();
            }
        }
        if let Some(claim) = heads.iter().position(|&other| other == above && other != head)
            && !found[claim].is_empty()
        {
            return found[claim].clone();
        }
        let hanging: Vec<usize> =
            loose.iter().filter(|(clause, _)| *clause == above).map(|(_, number)| *number).collect();
        if !hanging.is_empty() {
            return hanging;
        }
        below = above;
    }
    Vec::new()
}
