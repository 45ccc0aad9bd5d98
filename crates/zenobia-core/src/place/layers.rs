//! Several gazetteers as one: what a user has added over what the program carries.

use std::ops::Range;

use super::{Candidate, Gazetteer, keep_surest};

/// Gazetteers, those asked first before the others. Where two know the same place, the surer way counts, then the first.
#[derive(Default)]
pub struct Layers(Vec<Box<dyn Gazetteer + Send + Sync>>);

impl Layers {
    /// Lays gazetteers over one another, the topmost first.
    pub fn new(layers: Vec<Box<dyn Gazetteer + Send + Sync>>) -> Layers {
        Layers(layers)
    }

    fn all(&self, ask: impl Fn(&dyn Gazetteer) -> Vec<Candidate>) -> Vec<Candidate> {
        keep_surest(self.0.iter().flat_map(|layer| ask(layer.as_ref())).collect())
    }

    fn last(&self, ask: impl Fn(&dyn Gazetteer) -> Option<Candidate>) -> Option<Candidate> {
        self.0.iter().rev().find_map(|layer| ask(layer.as_ref()))
    }
}

impl Gazetteer for Layers {
    fn candidates(&self, folded_name: &str) -> Vec<Candidate> {
        self.all(|layer| layer.candidates(folded_name))
    }

    fn alike(&self, folded_name: &str) -> Vec<Candidate> {
        self.all(|layer| layer.alike(folded_name))
    }

    fn knows(&self, folded_name: &str) -> bool {
        self.0.iter().any(|layer| layer.knows(folded_name))
    }

    // Countries and capitals are best known by the program itself, which lies at the bottom.
    fn country(&self, code: &str) -> Option<Candidate> {
        self.last(|layer| layer.country(code))
    }

    fn capital(&self, code: &str) -> Option<Candidate> {
        self.last(|layer| layer.capital(code))
    }

    fn by_geonames_id(&self, id: u32) -> Option<Candidate> {
        self.0.iter().find_map(|layer| layer.by_geonames_id(id))
    }

    fn names_in(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = self.0.iter().flat_map(|layer| layer.names_in(text)).collect();
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|range| {
            range.start >= end && {
                end = range.end;
                true
            }
        });
        found
    }
}
