//! From claims to tuples.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::knowledge::KnownActor;
use zenobia_core::pack::Ontology;
use zenobia_core::record::{Claim, Factuality, Mention, Record};
use zenobia_core::syntax::Syntax;
use zenobia_core::text::{Reading, fold};

use crate::crosswalk::is_mutual;

/// Codes of actors by the words for them, and of roles ("soldiers") by theirs.
#[derive(Clone, Debug, Default)]
pub struct Names {
    actors: BTreeMap<Vec<String>, String>,
    roles: BTreeMap<Vec<String>, String>,
}

impl Names {
    /// The names, adjectives, demonyms and capitals of actors that have a CAMEO code, and nouns for roles. Later actors win.
    pub fn new<'a>(known: impl IntoIterator<Item = &'a KnownActor>, roles: &[(String, String)]) -> Names {
        let mut names = Names::default();
        for actor in known {
            let Some(code) = actor.codes.get("cameo") else { continue };
            let lists = [&actor.names, &actor.adjectives, &actor.demonyms, &actor.capital];
            let wordings = lists.into_iter().filter_map(|list| list.get("en")).flatten();
            for wording in wordings.chain([&actor.name]) {
                names.actors.insert(words(wording), code.to_string());
            }
        }
        for (phrase, code) in roles {
            names.roles.insert(words(phrase), code.clone());
        }
        names
    }

    /// The code of the actor that is named in some words, the longest name first; and that of the role.
    fn code(&self, wording: &str) -> Option<String> {
        let words = words(wording);
        let actor = longest(&self.actors, &words)?;
        let role = longest(&self.roles, &words).filter(|role| !actor.ends_with(role.as_str()));
        Some(format!("{actor}{}", role.map(String::as_str).unwrap_or_default()))
    }
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text).to_lowercase();
    let split = folded.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_matches('.'));
    split.filter(|word| !word.is_empty() && *word != "s" && *word != "the").map(str::to_owned).collect()
}

fn longest<'a>(names: &'a BTreeMap<Vec<String>, String>, words: &[String]) -> Option<&'a String> {
    let mut spans: Vec<(usize, usize)> =
        (0..words.len()).flat_map(|from| (from + 1..=words.len().min(from + 6)).map(move |to| (from, to))).collect();
    spans.sort_by_key(|(from, to)| (std::cmp::Reverse(to - from), *from));
    spans.into_iter().find_map(|(from, to)| {
        let singular = |word: &String| word.strip_suffix('s').map(str::to_owned);
        let mut phrase = words[from..to].to_vec();
        let plural = names.get(&phrase);
        plural.or_else(|| {
            let last = phrase.last().and_then(singular)?;
            *phrase.last_mut()? = last;
            names.get(&phrase)
        })
    })
}

/// A claim as a tuple: codes of both sides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dyad<'a> {
    /// Code of who did it.
    pub source: String,
    /// Code of whom it was done to.
    pub target: String,
    /// The claim.
    pub claim: &'a str,
}

/// Makes tuples of the claims of one record.
pub struct Coder<'a> {
    /// The record.
    pub record: &'a Record,
    /// Its words.
    pub reading: &'a Reading,
    /// Their trees.
    pub syntax: &'a Syntax,
    /// The event types.
    pub ontology: &'a Ontology,
    /// Codes of actors.
    pub names: &'a Names,
}

impl<'a> Coder<'a> {
    /// The tuples, as PETRARCH codes them: both sides have codes and are two; what did not happen is left out, and what a coded event is
    /// about (the attack that is condemned, the aid that is promised) is no event of its own.
    pub fn dyads(&self) -> Vec<Dyad<'a>> {
        let told: Vec<&Claim> =
            self.record.claims.iter().filter(|claim| claim.factuality != Factuality::Negated).collect();
        let coded: Vec<(&Claim, Vec<Dyad<'a>>)> = told.iter().map(|claim| (*claim, self.code(claim))).collect();
        let heads: Vec<usize> =
            coded.iter().filter(|(_, dyads)| !dyads.is_empty()).filter_map(|(claim, _)| self.head(claim)).collect();
        let mut dyads: Vec<Dyad<'a>> = coded
            .into_iter()
            .filter(|(claim, _)| {
                let head = self.head(claim);
                !head.is_some_and(|head| heads.iter().any(|other| *other != head && self.is_content(head, *other)))
            })
            .flat_map(|(_, dyads)| dyads)
            .collect();
        dyads.sort();
        dyads.dedup();
        dyads
    }

    fn code(&self, claim: &'a Claim) -> Vec<Dyad<'a>> {
        let sources = self.codes(&claim.roles.actor);
        let mut targets = self.codes(&claim.roles.recipient);
        if targets.is_empty() {
            targets = self.content_codes(claim);
        }
        if targets.is_empty() {
            // What a country's police does at home is done to nobody abroad.
            let home = |code: &String| sources.iter().any(|source| source.get(..3) == code.get(..3));
            targets = self.place_codes(claim).into_iter().filter(|code| !home(code)).collect();
        }
        let mutual = is_mutual(claim, self.ontology);
        let among = targets.is_empty();
        let pair = |source: &String, target: &String| Dyad {
            source: source.clone(),
            target: target.clone(),
            claim: &claim.id,
        };
        let mut dyads = Vec::new();
        for source in &sources {
            let others = targets.iter().chain(sources.iter().filter(|_| among));
            for target in others.filter(|target| *target != source) {
                dyads.push(pair(source, target));
                if mutual && !among {
                    dyads.push(pair(target, source));
                }
            }
        }
        dyads
    }

    fn codes(&self, ids: &[String]) -> BTreeSet<String> {
        ids.iter().filter_map(|id| self.actor_code(id)).collect()
    }

    fn actor_code(&self, id: &str) -> Option<String> {
        let actor = self.record.actors.iter().find(|actor| actor.id == id)?;
        let known = actor.codes.get("cameo").cloned();
        let of_words = || self.mention_code(&actor.mentions);
        let of_name = || self.names.code(&actor.name);
        match actor.key {
            Some(_) => known.or_else(of_words).or_else(of_name),
            None => of_words().or_else(of_name).or(known),
        }
    }

    fn mention_code(&self, mentions: &[Mention]) -> Option<String> {
        // The fullest wording tells most: "Gondor's prime minister", later "he".
        let mut longest: Vec<&Mention> = mentions.iter().collect();
        longest.sort_by_key(|mention| (std::cmp::Reverse(mention.end - mention.start), mention.start));
        let own = longest.iter().find_map(|mention| self.names.code(&mention.text));
        own.or_else(|| longest.iter().find_map(|mention| self.names.code(&self.whole(mention)?)))
    }

    /// The words of the phrase that a mention heads, up to a comma behind it: "Gondor's main opposition *group*".
    fn whole(&self, mention: &Mention) -> Option<String> {
        let tokens = &self.reading.tokens;
        let first = tokens.iter().position(|token| token.span.overlaps(mention.span()))?;
        let last = tokens.iter().rposition(|token| token.span.overlaps(mention.span()))?;
        let head = self.syntax.top(&(first..last + 1));
        let phrase = self.syntax.subtree(head);
        let end = (head..phrase.end).find(|&at| tokens[at].text == ",").unwrap_or(phrase.end);
        let words: Vec<&str> = tokens[phrase.start..end].iter().map(|token| token.text.as_str()).collect();
        Some(words.join(" "))
    }

    /// Places that are told as where it happened stand for who is there: a coder knows no places.
    fn place_codes(&self, claim: &Claim) -> BTreeSet<String> {
        let place = |id: &String| self.record.places.iter().find(|place| place.id == *id);
        let near = |mention: &&Mention| {
            let sentence = self.record.sentences.get(claim.sentence as usize);
            sentence.is_some_and(|span| span.start <= mention.start && mention.end <= span.end)
        };
        let mentions = claim.roles.place.iter().filter_map(place).flat_map(|place| place.mentions.iter().filter(near));
        mentions.filter_map(|mention| self.names.code(&mention.text)).collect()
    }

    /// Who acts in what the claim is about.
    fn content_codes(&self, claim: &Claim) -> BTreeSet<String> {
        let Some(head) = self.head(claim) else { return BTreeSet::new() };
        let inner = |other: &&Claim| self.head(other).is_some_and(|at| at != head && self.is_content(at, head));
        let own = self.codes(&claim.roles.actor);
        let mut found = BTreeSet::new();
        for other in self.record.claims.iter().filter(inner) {
            let new = |ids: &[String]| {
                self.codes(ids).into_iter().filter(|code| !own.contains(code)).collect::<BTreeSet<_>>()
            };
            let doers = new(&other.roles.actor);
            found.extend(if doers.is_empty() { new(&other.roles.recipient) } else { doers });
        }
        found
    }

    fn head(&self, claim: &Claim) -> Option<usize> {
        let span = claim.trigger.span();
        let first = self.reading.tokens.iter().position(|token| token.span.overlaps(span))?;
        let last = self.reading.tokens.iter().rposition(|token| token.span.overlaps(span))?;
        Some(self.syntax.top(&(first..last + 1)))
    }

    /// Whether a word lies below another as what that is about, not as an adjunct clause beside it.
    fn is_content(&self, at: usize, above: usize) -> bool {
        let mut word = at;
        loop {
            let Some(head) = self.syntax.words[word].head else { return false };
            let aside = ["advcl", "conj", "parataxis"].iter().any(|relation| self.syntax.words[word].is(relation));
            if aside {
                return false;
            }
            if head == above {
                return true;
            }
            word = head;
        }
    }
}
