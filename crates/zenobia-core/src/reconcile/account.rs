//! What one report tells of one happening.

use std::sync::Arc;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::shared;
use super::traits::{Standing, Traits, Who};
use crate::record::{Factuality, SourceKind};

/// A report, as far as claims are compared.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Source {
    pub id: CompactString,
    pub sha256: CompactString,
    pub language: CompactString,
    pub published: Option<Day>,
    pub publisher: Option<String>,
    /// What the publisher is told by; see [`super::kin::Kin::medium`].
    pub medium: Option<CompactString>,
    /// The data set of another project that it is a line of.
    pub data_set: Option<CompactString>,
    /// Fingerprints of its text, in order of size.
    pub shingles: Vec<u32>,
}

/// What a claim rests on, as far as its report tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Root {
    /// The report's own words.
    Narrator,
    /// Somebody named: key or name.
    Named(CompactString),
    /// The nth unnamed source of the report.
    Unnamed(u16),
}

/// Somebody who says something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Speaker {
    pub kind: SourceKind,
    #[serde(with = "shared::one")]
    pub who: Option<Arc<Who>>,
}

/// A number that a claim tells.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Number {
    pub effect: CompactString,
    pub unit: CompactString,
    pub words: CompactString,
    pub least: Option<u64>,
    pub most: Option<u64>,
    pub approximate: bool,
    pub cumulative: bool,
    #[serde(with = "shared::one")]
    pub owner: Option<Arc<Who>>,
    pub as_of: Option<Day>,
}

/// One claim.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Told {
    /// Its number in the record, from 0.
    pub number: u32,
    pub id: CompactString,
    pub words: CompactString,
    pub start: u32,
    pub end: u32,
    pub sentence: u32,
    pub factuality: Factuality,
    pub contexts: Vec<CompactString>,
    pub chain: Vec<Speaker>,
    pub root: Root,
    pub numbers: Vec<Number>,
    #[serde(default, skip_serializing_if = "Traits::is_empty")]
    pub traits: Traits,
    /// Its sentence, where the record carries the text.
    #[serde(with = "shared::text")]
    pub quote: Option<Arc<str>>,
}

/// Claims of one report that tell one happening.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Account {
    pub event: CompactString,
    pub standing: Standing,
    pub traits: Traits,
    pub told: Vec<Told>,
}

/// Two times that a report gives and that exclude each other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct OwnTime {
    pub place: Option<CompactString>,
    pub words: [CompactString; 2],
    pub values: [CompactString; 2],
    #[serde(with = "shared::text")]
    pub quote: Option<Arc<str>>,
}

/// One report, ready to be compared with others.
#[derive(Clone, Debug)]
pub struct Digest {
    pub(crate) source: Source,
    pub(crate) accounts: Vec<Account>,
    pub(crate) own_times: Vec<OwnTime>,
}

impl Digest {
    /// Day of publication, ISO 8601.
    pub fn published(&self) -> Option<String> {
        self.source.published.map(super::day::show)
    }

    /// Number of its claims.
    pub fn claims(&self) -> usize {
        self.accounts.iter().map(|account| account.told.len()).sum()
    }
}
