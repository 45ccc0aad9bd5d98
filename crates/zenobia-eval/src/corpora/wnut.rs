//! WNUT-17 (Derczynski et al. 2017): names in English messages, a word and a label a line.

use zenobia_core::document::Document;
use zenobia_core::span::Span;

use super::marked::{MarkedEntity, MarkedText, Sort};

/// Reads messages; words are joined by single spaces.
///
/// ```
/// let messages = zenobia_eval::corpora::wnut::read("Awa\tB-person\nSy\tI-person\nruns\tO\n\nHi\tO\n");
/// assert_eq!((messages.len(), messages[0].entities[0].mentions[0].end), (2, 6));
/// ```
pub fn read(source: &str) -> Vec<MarkedText> {
    let mut messages = Vec::new();
    let mut message = Message::default();
    for line in source.lines() {
        match line.split_once('\t').filter(|(word, _)| !word.trim().is_empty()) {
            Some((word, label)) => message.push(word, label.trim()),
            None => messages.extend(std::mem::take(&mut message).finish(messages.len())),
        }
    }
    messages.extend(message.finish(messages.len()));
    messages
}

#[derive(Default)]
struct Message {
    text: String,
    length: u32,
    entities: Vec<MarkedEntity>,
    inside: bool,
}

impl Message {
    fn push(&mut self, word: &str, label: &str) {
        if self.length > 0 {
            self.text.push(' ');
            self.length += 1;
        }
        let start = self.length;
        self.text.push_str(word);
        self.length += word.chars().count() as u32;
        let last = self.entities.last_mut().filter(|_| self.inside && label.starts_with("I-"));
        if let Some(entity) = last {
            entity.mentions[0].end = self.length;
            return;
        }
        let sorts = label.split_once('-').map(|(_, kind)| sorts(kind)).unwrap_or_default();
        self.inside = !sorts.is_empty();
        if self.inside {
            self.entities.push(MarkedEntity { sorts, mentions: vec![Span::new(start, self.length)] });
        }
    }

    fn finish(self, number: usize) -> Option<MarkedText> {
        let document = Document {
            id: format!("wnut-{}", number + 1).into(),
            text: self.text,
            language: Some("en".into()),
            ..Document::default()
        };
        (self.length > 0).then_some(MarkedText { document, entities: self.entities, aside: Vec::new() })
    }
}

fn sorts(kind: &str) -> Vec<Sort> {
    match kind {
        "person" => vec![Sort::Person],
        "location" => vec![Sort::Place],
        "corporation" | "group" => vec![Sort::Organisation, Sort::Military, Sort::Group],
        _ => Vec::new(),
    }
}
