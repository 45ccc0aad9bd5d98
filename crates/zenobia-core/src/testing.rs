//! Reports made by hand, word by word, for the tests of the stages that read trees.

use std::ops::Range;

use crate::actor::{ActorMention, Actors, Entity};
use crate::claim::{self, Asides, Draft, Frames, Ground, LightVerbs, MeansWords, Partitives, Topics};
use crate::pack::{Files, Ontology};
use crate::quantity::QuantityFinding;
use crate::record::ActorKind;
use crate::site::{SiteEntity, SiteMention, Sites};
use crate::span::Span;
use crate::syntax::{Features, Syntax, Upos, Word};
use crate::text::{Quotation, Reading, Sentence, Token, fold, lower};
use crate::why::Why;

/// A report with its trees and what its words refer to.
pub(crate) struct Page {
    pub(crate) reading: Reading,
    pub(crate) syntax: Syntax,
    pub(crate) actors: Actors,
    pub(crate) antecedents: Vec<Option<usize>>,
    ontology: Ontology,
    sites: Sites,
    quantities: Vec<QuantityFinding>,
    place_at: Vec<Option<usize>>,
    time_at: Vec<Option<usize>>,
    quantity_at: Vec<Option<usize>>,
    partitives: Partitives,
}

impl Page {
    /// Reads trees as CoNLL-U has them, shortened: a line for each word with form, lemma, part of speech, governor, relation, and features
    /// joined by `+`; an empty line between sentences. Governors count from 1 in each sentence, 0 for its root.
    pub(crate) fn new(lines: &str) -> Page {
        let mut reading = Reading::default();
        let mut words = Vec::new();
        for sentence in lines.split("\n\n").filter(|sentence| !sentence.trim().is_empty()) {
            let first = words.len();
            for line in sentence.lines().filter(|line| !line.trim().is_empty()) {
                let columns: Vec<&str> = line.split_whitespace().collect();
                reading.push(columns[0]);
                words.push(word(&columns, first));
            }
            reading.sentences.push(Sentence { tokens: first..words.len(), paragraph: 0, headline: false });
        }
        reading.find_quotations();
        let none = vec![None; words.len()];
        Page {
            reading,
            syntax: Syntax::new(words),
            actors: Actors::default(),
            antecedents: none.clone(),
            ontology: Ontology::default(),
            sites: Sites::default(),
            quantities: Vec::new(),
            place_at: none.clone(),
            time_at: none.clone(),
            quantity_at: none,
            partitives: Partitives::default(),
        }
    }

    /// The first token of a form.
    pub(crate) fn at(&self, form: &str) -> usize {
        let tokens = &self.reading.tokens;
        tokens.iter().position(|token| token.text == form).unwrap_or_else(|| panic!("no word `{form}`"))
    }

    /// The form of a token.
    pub(crate) fn form(&self, at: usize) -> &str {
        &self.reading.tokens[at].text
    }

    /// The words of a range.
    pub(crate) fn words(&self, tokens: &Range<usize>) -> String {
        self.reading.slice(self.reading.span(tokens.clone())).to_owned()
    }

    /// Says that a word names an actor of its own.
    pub(crate) fn with_actor(mut self, form: &str, kind: ActorKind) -> Page {
        let at = self.at(form);
        let entity = self.actors.entities.len();
        self.actors.entities.push(Entity {
            known: None,
            key: None,
            name: form.to_owned(),
            kind,
            class: Default::default(),
            country: None,
            generic: false,
            unnamed: false,
            why: Why::by("test"),
        });
        self.actors.mentions.push(ActorMention { tokens: at..at + 1, head: at, entity });
        self.actors.mentions.sort_by_key(|mention| mention.tokens.start);
        self
    }

    /// Says that a word names a site of its own.
    pub(crate) fn with_site(mut self, form: &str) -> Page {
        let at = self.at(form);
        let (name, why) = (form.to_owned(), Why::by("test"));
        self.sites.entities.push(SiteEntity { known: None, name, kind: "site".into(), class: "civilian".into(), why });
        self.sites.mentions.push(SiteMention { tokens: at..at + 1, head: at, entity: self.sites.entities.len() - 1 });
        self
    }

    /// Says that words name places, numbered in this order.
    pub(crate) fn with_places(mut self, forms: &[&str]) -> Page {
        for (number, form) in forms.iter().enumerate() {
            let at = self.at(form);
            self.place_at[at] = Some(number);
        }
        self
    }

    /// Says that words name times, numbered in this order.
    pub(crate) fn with_times(mut self, forms: &[&str]) -> Page {
        for (number, form) in forms.iter().enumerate() {
            let at = self.at(form);
            self.time_at[at] = Some(number);
        }
        self
    }

    /// Says that a number counts the noun after it.
    pub(crate) fn with_count(mut self, number: &str, unit: &str) -> Page {
        let at = self.at(number);
        let value = number.parse().ok();
        self.quantity_at[at..at + 2].fill(Some(self.quantities.len()));
        self.quantities.push(QuantityFinding {
            tokens: at..at + 2,
            head: at + 1,
            number: at..at + 1,
            least: value,
            most: value,
            approximate: false,
            unit: unit.into(),
            elliptic: false,
            measure: false,
            cumulative: false,
            part_of: None,
            why: Why::by("test"),
        });
        self
    }

    /// Says that an event type is one of conflict.
    pub(crate) fn with_conflict(self, event: &str) -> Page {
        self.with_types(&[(event, "conflict = true")])
    }

    /// Says what event types are, by lines of their files.
    pub(crate) fn with_types(mut self, types: &[(&str, &str)]) -> Page {
        let text = |(event, lines): &(&str, &str)| {
            let same = "same = { days = 1, kilometers = 1, needs = [], alike = [] }";
            format!("event = \"{event}\"\n{lines}\n{same}\n[gloss]\n[roles]\n")
        };
        let files = types.iter().map(|kind| (format!("{}.toml", kind.0), text(kind))).collect();
        self.ontology = sound(|problems| Ontology::parse(&Files::new(files), problems));
        self
    }

    /// The name of an actor.
    pub(crate) fn name(&self, entity: usize) -> &str {
        &self.actors.entities[entity].name
    }

    pub(crate) fn ground(&self) -> Ground<'_> {
        Ground {
            place_anchors: Vec::new(),
            place_extents: Vec::new(),
            reading: &self.reading,
            syntax: &self.syntax,
            ontology: &self.ontology,
            belonging: &[],
            agent: &[],
            actors: &self.actors,
            sites: &self.sites,
            place_at: self.place_at.clone(),
            time_at: self.time_at.clone(),
            quantities: &self.quantities,
            quantity_at: self.quantity_at.clone(),
            antecedents: self.antecedents.clone(),
            partitives: &self.partitives,
            verbs: vec![None; self.reading.tokens.len()],
            telling: vec![None; self.reading.tokens.len()],
        }
    }

    /// The claims that frames make here; `pack` holds `roles.toml`, `frames/*.toml` and lexicons.
    pub(crate) fn drafts(&self, pack: &Files) -> Vec<Draft> {
        let frames = sound(|problems| Frames::parse(pack, problems));
        let light = sound(|problems| LightVerbs::parse(pack, problems));
        claim::find(&self.ground(), &frames, &light, &MeansWords::default(), &Topics::parse(pack), Asides::LeftOut)
    }
}

impl Reading {
    fn push(&mut self, form: &str) {
        if !self.original.is_empty() {
            self.original.push(' ');
        }
        let start = self.original.chars().count() as u32;
        self.original.push_str(form);
        let span = Span::new(start, self.original.chars().count() as u32);
        let lower = lower(form);
        self.tokens.push(Token { text: form.into(), folded: fold(form), lower, span, spaced: true });
        self.bytes =
            self.original.char_indices().map(|(at, _)| at as u32).chain([self.original.len() as u32]).collect();
    }

    fn find_quotations(&mut self) {
        let marks = |mark: &str| (0..self.tokens.len()).filter(|&at| self.tokens[at].text == mark).collect::<Vec<_>>();
        let pairs = marks("«").into_iter().zip(marks("»"));
        self.quotations = pairs.map(|(open, close)| Quotation { tokens: open + 1..close, balanced: true }).collect();
    }
}

/// Parses what must have no fault.
pub(crate) fn sound<T>(parse: impl FnOnce(&mut Vec<crate::problem::Problem>) -> T) -> T {
    let mut problems = Vec::new();
    let parsed = parse(&mut problems);
    assert_eq!(problems, []);
    parsed
}

/// The files of a small pack.
pub(crate) fn pack(files: &[(&str, &str)]) -> Files {
    Files::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect())
}

fn word(columns: &[&str], first: usize) -> Word {
    let [_, lemma, upos, head, relation, rest @ ..] = columns else { panic!("five columns: {columns:?}") };
    let head: usize = head.parse().expect("the governor is a number");
    let features = rest.first().into_iter().flat_map(|all| all.split('+')).map(feature);
    Word {
        upos: part_of_speech(upos),
        features: features.fold(Features::default(), Features::with),
        lemma: (*lemma).into(),
        head: head.checked_sub(1).map(|head| first + head),
        relation: (*relation).into(),
    }
}

fn part_of_speech(name: &str) -> Upos {
    match name {
        "ADJ" => Upos::Adj,
        "ADP" => Upos::Adp,
        "ADV" => Upos::Adv,
        "AUX" => Upos::Aux,
        "CCONJ" => Upos::Cconj,
        "DET" => Upos::Det,
        "NOUN" => Upos::Noun,
        "NUM" => Upos::Num,
        "PRON" => Upos::Pron,
        "PROPN" => Upos::Propn,
        "PUNCT" => Upos::Punct,
        "SCONJ" => Upos::Sconj,
        "VERB" => Upos::Verb,
        _ => panic!("no part of speech `{name}`"),
    }
}

fn feature(name: &str) -> Features {
    match name {
        "plural" => Features::PLURAL,
        "finite" => Features::FINITE,
        "infinitive" => Features::INFINITIVE,
        "participle" => Features::PARTICIPLE,
        "gerund" => Features::GERUND,
        "present" => Features::PRESENT,
        "past" => Features::PAST,
        "future" => Features::FUTURE,
        "conditional" => Features::CONDITIONAL,
        "passive" => Features::PASSIVE,
        "possessive" => Features::POSSESSIVE,
        "reflexive" => Features::REFLEXIVE,
        "definite" => Features::DEFINITE,
        "indefinite" => Features::INDEFINITE,
        "relative" => Features::RELATIVE,
        _ => panic!("no feature `{name}`"),
    }
}
