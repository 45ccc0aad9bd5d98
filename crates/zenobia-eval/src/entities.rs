//! Persons, groups, organizations, forces and places measured on corpora that mark them: found or not, of which sort, and which are the same.
//!
//! Mentions match when they overlap, those that are the same first; each is used once. What a corpus takes for a building another takes for
//! the organization in it, and the members of a force are a group as well: such sorts count as right (see [`sorts`]).

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use rayon::prelude::*;
use zenobia_core::analyze::{EntityKind, Form, ReportEntity, ReportMention};
use zenobia_core::document::Document;
use zenobia_core::record::ActorKind;
use zenobia_core::span::Span;

use crate::coreference::{Coreference, Entity, compare};
use crate::corpora::marked::{MarkedText, Marks, Sort};
use crate::corpora::{fenec, popcorn_entities, re3d, wnut};
use crate::gold;
use crate::score::pair::{pair, partners, unmatched};
use crate::tally::Tally;

/// A corpus of entities or names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corpus {
    /// POPCORN, a file.
    Popcorn,
    /// FENEC, a folder.
    Fenec,
    /// re3d, a folder of folders.
    Re3d,
    /// WNUT-17, a file.
    Wnut,
    /// Gold reports, a folder.
    Gold,
}

impl Corpus {
    /// What it marks.
    pub fn marks(self) -> Marks {
        match self {
            Corpus::Popcorn | Corpus::Gold => Marks::Wordings { linked: true },
            Corpus::Re3d => Marks::Wordings { linked: false },
            Corpus::Fenec | Corpus::Wnut => Marks::Names,
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// When a file cannot be read or is not of the corpus' format.
    pub fn load(self, path: &Path) -> io::Result<Vec<MarkedText>> {
        match self {
            Corpus::Popcorn => Ok(popcorn_entities::read(&fs::read_to_string(path)?)?),
            Corpus::Wnut => Ok(wnut::read(&fs::read_to_string(path)?)),
            Corpus::Gold => {
                let reports = gold::load(path).map_err(io::Error::other)?;
                Ok(reports.iter().map(gold::marked).collect())
            }
            Corpus::Fenec => {
                let annotated = files(path, "ann")?.into_iter().map(|file| {
                    let text = fs::read_to_string(file.with_extension("txt"))?;
                    let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    Ok(fenec::read(&id, &text, &fs::read_to_string(&file)?))
                });
                annotated.collect()
            }
            Corpus::Re3d => {
                let mut texts = Vec::new();
                for folder in files(path, "")? {
                    let read = |name: &str| fs::read_to_string(folder.join(name));
                    texts.extend(re3d::read(&read("documents.json")?, &read("entities.json")?)?);
                }
                Ok(texts)
            }
        }
    }
}

/// What lies in a folder and ends so, in order.
fn files(folder: &Path, extension: &str) -> io::Result<Vec<std::path::PathBuf>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().unwrap_or_default() == extension);
    paths.sort();
    Ok(paths)
}

/// How much of what is marked was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// Mentions, whatever their sort.
    pub found: Tally,
    /// Mentions that begin and end where the corpus says, whatever their sort.
    pub exact: Tally,
    /// Mentions of the right sort.
    pub sorts: BTreeMap<Sort, Tally>,
    /// Which mentions mean the same.
    pub coreference: Coreference,
    /// What does not agree, a line each.
    pub misses: Vec<String>,
}

impl Entities {
    /// Mentions of several sorts together.
    pub fn of(&self, sorts: &[Sort]) -> Tally {
        let mut all = Tally::default();
        sorts.iter().filter_map(|sort| self.sorts.get(sort)).for_each(|tally| all += *tally);
        all
    }

    fn absorb(&mut self, other: Entities) {
        self.found += other.found;
        self.exact += other.exact;
        other.sorts.into_iter().for_each(|(sort, tally)| *self.sorts.entry(sort).or_default() += tally);
        self.coreference += other.coreference;
        self.misses.extend(other.misses);
    }
}

/// Reads the texts and compares.
pub fn measure(texts: &[MarkedText], marks: Marks, read: impl Fn(&Document) -> Vec<ReportEntity> + Sync) -> Entities {
    let compared: Vec<Entities> =
        texts.par_iter().map(|text| compare_one(text, marks, &read(&text.document))).collect();
    let mut total = Entities::default();
    compared.into_iter().for_each(|one| total.absorb(one));
    total
}

/// A mention of either side.
#[derive(Clone, Debug)]
struct Mention {
    span: Span,
    entity: usize,
    /// The sorts it may be, the likeliest first.
    sorts: Vec<Sort>,
}

fn compare_one(text: &MarkedText, marks: Marks, entities: &[ReportEntity]) -> Entities {
    let gold = marked(text);
    let mut predicted = found(entities, marks);
    let is_gold = |mention: &Mention| gold.iter().any(|other| other.span.overlaps(mention.span));
    let is_aside = |mention: &Mention| text.aside.iter().any(|aside| aside.overlaps(mention.span));
    predicted.retain(|mention| is_gold(mention) || !is_aside(mention));
    let near = |g: &Mention, p: &Mention| if g.span == p.span { 2 } else { u8::from(g.span.overlaps(p.span)) };
    let pairs = pair(&gold, &predicted, near);
    let same = pairs.iter().filter(|(g, p)| gold[*g].span == predicted[*p].span).count();
    let tally = |right| Tally::new(right, predicted.len(), gold.len());
    let mut result = Entities { found: tally(pairs.len()), exact: tally(same), ..Entities::default() };
    count_sorts(text, &gold, &predicted, &mut result);
    if marks == (Marks::Wordings { linked: true }) {
        result.coreference = corefer(&gold, &predicted, &pairs);
    }
    result
}

fn marked(text: &MarkedText) -> Vec<Mention> {
    let mentions = |(entity, marked): (usize, &crate::corpora::marked::MarkedEntity)| {
        let sorts = marked.sorts.clone();
        marked.mentions.clone().into_iter().map(move |span| Mention { span, entity, sorts: sorts.clone() })
    };
    text.entities.iter().enumerate().flat_map(mentions).collect()
}

fn found(entities: &[ReportEntity], marks: Marks) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for (number, entity) in entities.iter().enumerate() {
        // No corpus marks possessives, nor vehicles and goods among its persons, bodies and places.
        let wanted = |mention: &&ReportMention| match marks {
            Marks::Names => mention.form == Form::Name,
            Marks::Wordings { .. } => mention.form != Form::Possessive,
        };
        for mention in entity.mentions.iter().filter(wanted).filter(|_| entity.kind != EntityKind::Thing) {
            found.push(Mention { span: mention.span, entity: number, sorts: sorts(entity.kind, mention.form) });
        }
    }
    // A hospital may be told as who acts and as what is hit; it is one mention.
    found.sort_by_key(|mention| (mention.span.start, mention.span.end, mention.entity));
    found.dedup_by_key(|mention| mention.span);
    found
}

/// The sorts that a mention of a reading may be for a corpus, the likeliest first.
pub fn sorts(kind: EntityKind, form: Form) -> Vec<Sort> {
    use Sort::*;
    match (kind, form) {
        (EntityKind::Place, _) => vec![Place],
        (EntityKind::Site | EntityKind::Thing, _) => vec![Place, Organisation],
        (EntityKind::Actor(ActorKind::Person), Form::Many) => vec![Group, Person],
        (EntityKind::Actor(ActorKind::Person), _) => vec![Person],
        (EntityKind::Actor(ActorKind::Population), Form::One | Form::Name) => vec![Person, Group],
        (EntityKind::Actor(ActorKind::Population), _) => vec![Group, Person],
        (EntityKind::Actor(ActorKind::State), _) => vec![Organisation, Place, Group],
        (EntityKind::Actor(ActorKind::Organisation | ActorKind::Media), _) => vec![Organisation, Place, Group],
        (EntityKind::Actor(_), Form::Many) => vec![Military, Group, Organisation],
        (EntityKind::Actor(_), _) => vec![Military, Organisation, Person, Group],
    }
}

/// Sorts: what is matched counts for the sort that the corpus gives, what is not for its own likeliest sort.
fn count_sorts(text: &MarkedText, gold: &[Mention], predicted: &[Mention], result: &mut Entities) {
    let fits = |g: &Mention, p: &Mention| {
        let admitted = p.sorts.iter().any(|sort| g.sorts.contains(sort));
        u8::from(admitted && g.span.overlaps(p.span)) * (1 + u8::from(g.span == p.span))
    };
    let pairs = pair(gold, predicted, fits);
    let partners = partners(&pairs, gold.len());
    let words = |span: Span| -> String {
        text.document.text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
    };
    let mut miss = |what: &str, sort: Sort, span: Span| {
        result.misses.push(format!("{}\t{what}\t{}\t{} at {}", text.document.id, sort.name(), words(span), span.start));
    };
    for (mention, partner) in gold.iter().zip(partners) {
        let tally = result.sorts.entry(mention.sorts[0]).or_default();
        tally.gold += 1;
        match partner {
            Some(_) => (tally.right, tally.predicted) = (tally.right + 1, tally.predicted + 1),
            None => miss("missed", mention.sorts[0], mention.span),
        }
    }
    for at in unmatched(&pairs, predicted.len()) {
        result.sorts.entry(predicted[at].sorts[0]).or_default().predicted += 1;
        miss("invented", predicted[at].sorts[0], predicted[at].span);
    }
}

/// Gives matched mentions one number on both sides, and compares who is gathered with whom.
fn corefer(gold: &[Mention], predicted: &[Mention], pairs: &[(usize, usize)]) -> Coreference {
    let mut number_of: BTreeMap<usize, usize> = pairs.iter().map(|&(g, p)| (p, g)).collect();
    number_of.extend(unmatched(pairs, predicted.len()).into_iter().map(|p| (p, gold.len() + p)));
    let gather = |numbered: Vec<(usize, usize)>| {
        let mut entities: BTreeMap<usize, Entity> = BTreeMap::new();
        for (entity, number) in numbered {
            entities.entry(entity).or_default().insert(number);
        }
        entities.into_values().collect::<Vec<_>>()
    };
    let key = gather(gold.iter().enumerate().map(|(number, mention)| (mention.entity, number)).collect());
    let response = gather(predicted.iter().enumerate().map(|(at, mention)| (mention.entity, number_of[&at])).collect());
    compare(&key, &response)
}
