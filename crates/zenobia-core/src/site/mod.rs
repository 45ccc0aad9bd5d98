//! Buildings, monuments, installations and objects that something may be done to.

mod kinds;
mod part;

use std::collections::BTreeMap;
use std::ops::Range;

use compact_str::CompactString;

use crate::knowledge::KnownSite;
use crate::name::NameIndex;
use crate::syntax::{Syntax, Upos};
use crate::text::{Reading, Token, fold};
use crate::why::Why;

pub use kinds::{SiteKind, SiteKinds};

/// How a name stands for a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NameKind {
    Full,
    Short,
}

/// All known sites and their names.
#[derive(Clone, Debug, Default)]
pub struct SiteIndex {
    /// The sites, in the order of their files.
    pub sites: Vec<KnownSite>,
    names: NameIndex<NameKind>,
}

impl SiteIndex {
    /// Builds the index.
    pub fn new(sites: Vec<KnownSite>) -> SiteIndex {
        let mut names = NameIndex::default();
        for (number, site) in sites.iter().enumerate() {
            let full = site.names.values().flatten().chain([&site.name]);
            full.for_each(|name| names.add(name, NameKind::Full, false, number));
            site.short.values().flatten().for_each(|name| names.add(name, NameKind::Short, false, number));
        }
        SiteIndex { sites, names }
    }
}

/// Words that refer to a site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteMention {
    /// The words, articles left out.
    pub tokens: Range<usize>,
    /// Its syntactic head.
    pub head: usize,
    /// Number of the site in [`Sites::entities`].
    pub entity: usize,
}

/// One site of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteEntity {
    /// Number in the knowledge base, when it is known there.
    pub known: Option<usize>,
    /// Canonical English name, or the fullest wording.
    pub name: String,
    /// Temple, museum, bridge …
    pub kind: CompactString,
    /// Heritage, civilian, military, infrastructure, object, vehicle.
    pub class: CompactString,
    /// Why it is there.
    pub why: Why,
}

/// All sites of a report, and where they are named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sites {
    /// The sites, in order of first mention.
    pub entities: Vec<SiteEntity>,
    /// Where they are named, in order.
    pub mentions: Vec<SiteMention>,
}

impl Sites {
    /// The mention with this head, or else the shortest one that covers the token.
    pub fn at(&self, token: usize) -> Option<&SiteMention> {
        let covering = || self.mentions.iter().filter(|mention| mention.tokens.contains(&token));
        covering()
            .find(|mention| mention.head == token)
            .or_else(|| covering().min_by_key(|mention| mention.tokens.len()))
    }
}

/// What is known of a report when sites are looked for.
pub struct Surroundings<'a> {
    /// Whether a token belongs to no actor or place.
    pub free: &'a dyn Fn(usize) -> bool,
    /// Whether the report names the country or town of a known site, which a short name needs.
    pub near: &'a dyn Fn(&KnownSite) -> bool,
    /// For each token, the English name of the place that it names.
    pub place_at: &'a [Option<&'a str>],
}

/// Finds all sites.
pub fn find(reading: &Reading, syntax: &Syntax, kinds: &SiteKinds, index: &SiteIndex, around: &Surroundings) -> Sites {
    let mut finder =
        Finder { reading, syntax, kinds, index, around, sites: Sites::default(), by_wording: BTreeMap::new() };
    let mut at = 0;
    while at < reading.tokens.len() {
        at = finder.known(at, around.near).or_else(|| finder.described(at, around.free)).unwrap_or(at + 1);
    }
    part::give_to_wholes(reading, syntax, &mut finder.sites);
    finder.sites
}

/// Where full names of known sites stand, longest first at each token.
pub fn known_names(tokens: &[Token], index: &SiteIndex) -> Vec<Range<usize>> {
    let full = |at: usize| {
        let matches = index.names.matches(tokens, at);
        let length = matches.iter().find(|(_, name)| name.kind == NameKind::Full).map(|(length, _)| *length);
        length.map(|length| at..at + length)
    };
    (0..tokens.len()).filter_map(full).collect()
}

/// How many words for a kind of site begin at a token.
pub fn kind_at(reading: &Reading, syntax: &Syntax, kinds: &SiteKinds, at: usize) -> Option<usize> {
    let nominal = matches!(syntax.words[at].upos, Upos::Noun | Upos::Propn | Upos::X);
    nominal.then(|| kinds.longest(reading, syntax, at))?.map(|(length, _)| length)
}

struct Finder<'a> {
    reading: &'a Reading,
    syntax: &'a Syntax,
    kinds: &'a SiteKinds,
    index: &'a SiteIndex,
    around: &'a Surroundings<'a>,
    sites: Sites,
    by_wording: BTreeMap<String, usize>,
}

impl Finder<'_> {
    /// A name of the knowledge base; gives the token after it.
    fn known(&mut self, at: usize, near: &dyn Fn(&KnownSite) -> bool) -> Option<usize> {
        let matches = self.index.names.matches(&self.reading.tokens, at);
        let fits =
            |name: &crate::name::Name<NameKind>| name.kind == NameKind::Full || near(&self.index.sites[name.number]);
        let prefer =
            |length: usize, number: usize| (length, near(&self.index.sites[number]), std::cmp::Reverse(number));
        let best =
            matches.iter().filter(|(_, name)| fits(name)).max_by_key(|(length, name)| prefer(*length, name.number));
        let &(length, name) = best?;
        let entity = self.known_entity(name.number);
        let mut tokens = at..at + length;
        // "la mosquée Al-Nouri": the kind before the name belongs to the mention.
        if let Some(before) = at.checked_sub(1).filter(|&before| self.kind_at(before).is_some()) {
            tokens.start = before;
            self.sites.mentions.retain(|mention| !mention.tokens.contains(&before));
        }
        self.mention(tokens.clone(), entity);
        Some(tokens.end)
    }

    fn known_entity(&mut self, number: usize) -> usize {
        let site = &self.index.sites[number];
        let class = self.kinds.class_of(&site.kind).unwrap_or_default();
        let make = || SiteEntity {
            known: Some(number),
            name: site.name.to_string(),
            kind: site.kind.clone(),
            class,
            why: Why::by("knowledge/sites").and("key", None, site.key.as_str()),
        };
        self.entity(format!("known {number}"), make)
    }

    /// The one known site of a kind in the place that the noun belongs to: "le musée de Palmyre", "Aleppo's citadel".
    fn of_place(&self, words: &Range<usize>, kind: &str) -> Option<usize> {
        let head = self.syntax.top(words);
        let owners = self.syntax.children(head).filter(|&child| {
            let word = &self.syntax.words[child];
            word.is("nmod") || word.is("compound")
        });
        let place = owners.filter_map(|child| self.around.place_at.get(child).copied().flatten()).next()?;
        let there = |site: &KnownSite| site.kind == kind && site.place.as_deref() == Some(place);
        let mut sites = (0..self.index.sites.len()).filter(|&number| there(&self.index.sites[number]));
        let first = sites.next()?;
        sites.next().is_none().then_some(first)
    }

    fn kind_at(&self, at: usize) -> Option<(usize, &SiteKind)> {
        let word = &self.syntax.words[at];
        matches!(word.upos, Upos::Noun | Upos::Propn | Upos::X)
            .then(|| self.kinds.longest(self.reading, self.syntax, at))?
    }

    /// A noun for a kind of site, with the name that follows it.
    fn described(&mut self, at: usize, free: &dyn Fn(usize) -> bool) -> Option<usize> {
        if !free(at) {
            return None;
        }
        let (length, kind) = self.kind_at(at).map(|(length, kind)| (length, kind.clone()))?;
        let words = at..at + length;
        let tokens = self.extent(&words);
        let name = self.reading.slice(self.reading.span(tokens.clone())).to_owned();
        let named = tokens.len() > length;
        if let Some(number) = self.of_place(&words, &kind.kind).filter(|_| !named) {
            let entity = self.known_entity(number);
            self.mention(tokens.clone(), entity);
            return Some(tokens.end.max(words.end));
        }
        let key = if named { fold(&name).to_string() } else { format!("a {}", kind.kind) };
        let last = self.sites.mentions.iter().rev().map(|mention| mention.entity);
        let same = last
            .clone()
            .find(|&entity| !named && self.definite(&words) && self.sites.entities[entity].kind == kind.kind);
        let entity = same.unwrap_or_else(|| {
            let make = || SiteEntity {
                known: None,
                name,
                kind: kind.kind.clone(),
                class: kind.class.clone(),
                why: Why::by("lexicon/site-kinds").and("kind", None, kind.kind.as_str()),
            };
            self.entity(key, make)
        });
        self.mention(tokens.clone(), entity);
        Some(tokens.end.max(words.end))
    }

    fn definite(&self, words: &Range<usize>) -> bool {
        use crate::syntax::Features;
        let mut determiners = self.syntax.children_by(self.syntax.top(words), "det");
        determiners.any(|at| !self.syntax.words[at].features.has(Features::INDEFINITE))
    }

    /// The kind with a name beside it: capitalized words that follow, or stand before as in "Sidi Yahya mosque".
    fn extent(&self, words: &Range<usize>) -> Range<usize> {
        let tokens = &self.reading.tokens;
        let sentence = &self.reading.sentences[self.reading.sentence_of(words.start)].tokens;
        // "Hindu temples", "the Roman theater": whose it is belongs to the name.
        let name = |at: usize| {
            tokens[at].text.starts_with(char::is_uppercase)
                && matches!(self.syntax.words[at].upos, Upos::Propn | Upos::Adj)
        };
        let mut extent = words.clone();
        while extent.end < sentence.end && name(extent.end) {
            extent.end += 1;
        }
        while extent.start > sentence.start + 1 && name(extent.start - 1) {
            extent.start -= 1;
        }
        extent
    }

    fn entity(&mut self, wording: String, make: impl FnOnce() -> SiteEntity) -> usize {
        if let Some(&number) = self.by_wording.get(&wording) {
            return number;
        }
        self.sites.entities.push(make());
        let number = self.sites.entities.len() - 1;
        self.by_wording.insert(wording, number);
        number
    }

    fn mention(&mut self, tokens: Range<usize>, entity: usize) {
        let head = self.syntax.top(&tokens);
        self.sites.mentions.push(SiteMention { tokens, head, entity });
    }
}
