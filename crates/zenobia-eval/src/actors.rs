//! Who is named: a sample of sentences of a collection, annotated by ids and offsets, against the actors of the readings.

use std::collections::BTreeMap;

use rayon::prelude::*;
use thiserror::Error;
use zenobia_core::document::Document;
use zenobia_core::record::{Actor, ActorKind, Record};

/// The annotated sample of the French collection on conflict; `samples/README.md` says how it was made.
pub const FRENCH: &str = include_str!("../samples/actors.fr.tsv");

/// The collection that the sample is of, below the folder of corpora.
pub const CONFLICT: &str = "news/conflict.fr.jsonl";

/// A line of a sample that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line}: {reason}")]
pub struct SampleError {
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub reason: String,
}

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The actor with this key.
    Key(String),
    /// An actor of this kind that the knowledge base does not hold, and its country where the sentence says it.
    Made(ActorKind, Option<String>),
}

/// A name of the sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Id of the article.
    pub article: String,
    /// First code point of the sentence, which tells the sentences of an article apart.
    pub sentence: u32,
    /// First code point of the name.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Any of these is right.
    pub answers: Vec<Answer>,
}

/// What became of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is the right actor.
    Right,
    /// No mention of an actor covers it.
    Unfound,
    /// A mention of an actor from the text, where a known one is meant.
    Unlinked,
    /// A known actor, and not the right one.
    Wrong,
    /// An actor from the text, of another kind or country.
    Kind,
}

/// A name that was not linked right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The name of the sample.
    pub named: Named,
    /// What became of it.
    pub outcome: Outcome,
    /// Its words, with some words before and after.
    pub context: String,
    /// The actor it was taken for.
    pub taken_for: Option<String>,
}

/// How the names of a sample were linked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// Sentences of the sample that were read.
    pub sentences: usize,
    /// Names by what became of them.
    pub outcomes: BTreeMap<Outcome, usize>,
    /// Names that are not right, in the order of the sample.
    pub misses: Vec<Miss>,
}

impl Linked {
    /// Names that were looked at.
    pub fn names(&self) -> usize {
        self.outcomes.values().sum()
    }

    /// Shares of the names in percent, for the floors.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        let share = |part: usize| 100.0 * part as f64 / self.names().max(1) as f64;
        let found = ("found".to_owned(), share(self.names() - self.count(Outcome::Unfound)));
        let right = ("linked right".to_owned(), share(self.count(Outcome::Right)));
        BTreeMap::from([found, right])
    }

    /// Names that became this.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.get(&outcome).copied().unwrap_or_default()
    }
}

/// Reads a sample: a name a line, as `samples/README.md` says.
///
/// # Errors
/// The first line that cannot be read.
pub fn parse(text: &str) -> Result<Vec<Named>, SampleError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|(at, line)| read(line).map_err(|reason| SampleError { line: at + 1, reason })).collect()
}

fn read(line: &str) -> Result<Named, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[article, sentence, _, start, end, answers] = columns.as_slice() else {
        return Err(format!("{} columns where six are needed", columns.len()));
    };
    let number = |text: &str| text.parse::<u32>().map_err(|_| format!("`{text}` is no offset"));
    let named = Named {
        article: article.to_owned(),
        sentence: number(sentence)?,
        start: number(start)?,
        end: number(end)?,
        answers: answers.split('|').map(answer).collect(),
    };
    if named.start < named.end { Ok(named) } else { Err("the name ends before it begins".into()) }
}

/// A kind, with or without a country, or else a key.
fn answer(text: &str) -> Answer {
    let (kind, country) = text.split_once(':').map_or((text, None), |(kind, country)| (kind, Some(country.to_owned())));
    // No key is the word for a kind; a test looks the keys up in the knowledge base.
    serde_json::from_value(kind.into())
        .map_or_else(|_| Answer::Key(text.to_owned()), |kind| Answer::Made(kind, country))
}

/// The articles of a collection in JSON Lines: `id`, `text`, `language`, `published`, `title`.
///
/// # Errors
/// When a line is no JSON.
pub fn articles(text: &str) -> Result<Vec<Document>, serde_json::Error> {
    let read = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| row[name].as_str();
        Ok(Document {
            id: field("id").unwrap_or_default().into(),
            text: field("text").unwrap_or_default().to_owned(),
            language: field("language").map(Into::into),
            published: field("published").and_then(|day| day.parse().ok()),
            title: field("title").map(Into::into),
            ..Document::default()
        })
    };
    text.lines().map(read).collect()
}

/// Reads the articles of the sample and compares.
pub fn measure(documents: &[Document], sample: &[Named], analyze: impl Fn(&Document) -> Record + Sync) -> Linked {
    let mut of_article: BTreeMap<&str, Vec<&Named>> = BTreeMap::new();
    sample.iter().for_each(|named| of_article.entry(&named.article).or_default().push(named));
    let wanted: Vec<(&Document, &Vec<&Named>)> =
        documents.iter().filter_map(|document| Some((document, of_article.get(document.id.as_str())?))).collect();
    let compared: Vec<Vec<(Outcome, Option<Miss>)>> = wanted
        .par_iter()
        .map(|(document, names)| {
            let record = analyze(document);
            names.iter().map(|named| compare(document, &record, named)).collect()
        })
        .collect();
    let mut linked = Linked { sentences: sentences(&wanted), ..Linked::default() };
    for (outcome, miss) in compared.into_iter().flatten() {
        *linked.outcomes.entry(outcome).or_default() += 1;
        linked.misses.extend(miss);
    }
    linked
}

fn sentences(wanted: &[(&Document, &Vec<&Named>)]) -> usize {
    let mut seen: Vec<(&str, u32)> = wanted
        .iter()
        .flat_map(|(_, names)| names.iter().map(|named| (named.article.as_str(), named.sentence)))
        .collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

fn compare(document: &Document, record: &Record, named: &Named) -> (Outcome, Option<Miss>) {
    let actor = mentioned(record, named);
    let outcome = outcome(actor, &named.answers);
    let miss = (outcome != Outcome::Right).then(|| Miss {
        named: named.clone(),
        outcome,
        context: context(&document.text, named),
        taken_for: actor.map(|actor| actor.key.clone().unwrap_or_else(|| format!("{} ({:?})", actor.name, actor.kind))),
    });
    (outcome, miss)
}

/// The actor with the mention that covers half of the name or more, and of these the one that fits the name best.
fn mentioned<'a>(record: &'a Record, named: &Named) -> Option<&'a Actor> {
    let fit = |start: u32, end: u32| {
        let both = end.min(named.end).saturating_sub(start.max(named.start));
        let either = end.max(named.end) - start.min(named.start);
        (2 * both >= named.end - named.start).then(|| u64::from(both) * 1_000_000 / u64::from(either.max(1)))
    };
    let fitting = record.actors.iter().flat_map(|actor| {
        let mentions = actor.mentions.iter().filter_map(move |mention| Some((fit(mention.start, mention.end)?, actor)));
        mentions.collect::<Vec<_>>()
    });
    fitting.max_by_key(|(fit, _)| *fit).map(|(_, actor)| actor)
}

fn outcome(actor: Option<&Actor>, answers: &[Answer]) -> Outcome {
    let Some(actor) = actor else { return Outcome::Unfound };
    let is = |answer: &Answer| match answer {
        Answer::Key(key) => actor.key.as_ref() == Some(key),
        Answer::Made(kind, country) => {
            let elsewhere = country.is_some() && actor.country.is_some() && *country != actor.country;
            actor.key.is_none() && actor.kind == *kind && !elsewhere
        }
    };
    match answers {
        answers if answers.iter().any(is) => Outcome::Right,
        _ if actor.key.is_some() => Outcome::Wrong,
        answers if answers.iter().all(|answer| matches!(answer, Answer::Key(_))) => Outcome::Unlinked,
        _ => Outcome::Kind,
    }
}

/// Code points shown on each side of a name.
const CONTEXT: usize = 50;

fn context(text: &str, named: &Named) -> String {
    let points: Vec<char> = text.chars().collect();
    let (start, end) = ((named.start as usize).min(points.len()), (named.end as usize).min(points.len()));
    let words = |from: usize, to: usize| points[from.min(to)..to].iter().collect::<String>().replace('\n', " ");
    let after = (end + CONTEXT).min(points.len());
    format!("{}[{}]{}", words(start.saturating_sub(CONTEXT), start), words(start, end), words(end, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_has_200_sentences_and_names_inside_them() {
        let sample = parse(FRENCH).unwrap();
        let mut sentences: Vec<_> = sample.iter().map(|named| (&named.article, named.sentence)).collect();
        sentences.sort();
        sentences.dedup();
        assert_eq!(sentences.len(), 200);
        assert!(sample.iter().all(|named| named.sentence <= named.start));
    }

    #[test]
    fn a_line_says_who_is_meant() {
        let line = "news-7\t10\t90\t14\t18\tnato|organisation:FR";
        let answers = vec![Answer::Key("nato".into()), Answer::Made(ActorKind::Organisation, Some("FR".into()))];
        assert_eq!(parse(line).unwrap()[0].answers, answers);
        assert_eq!(parse("news-7\t10\t90\t18\t14\tnato").unwrap_err().line, 1);
        assert_eq!(parse("# head\nnews-7\t10").unwrap_err().reason, "2 columns where six are needed");
    }

    fn actor(key: Option<&str>, kind: ActorKind, country: Option<&str>) -> Actor {
        let text = |text: &str| text.to_owned();
        Actor {
            id: text("a1"),
            key: key.map(text),
            name: text("Somebody"),
            kind,
            country: country.map(text),
            codes: BTreeMap::new(),
            mentions: Vec::new(),
            why: zenobia_core::why::Why::by("test"),
        }
    }

    #[test]
    fn a_name_is_right_unlinked_wrong_or_of_another_kind() {
        let nato = [Answer::Key("nato".into())];
        let aid = [Answer::Made(ActorKind::Organisation, Some("FR".into()))];
        let known = actor(Some("nato"), ActorKind::Organisation, None);
        let made = actor(None, ActorKind::Organisation, Some("BE"));
        assert_eq!(outcome(Some(&known), &nato), Outcome::Right);
        assert_eq!(outcome(Some(&made), &nato), Outcome::Unlinked);
        assert_eq!(outcome(Some(&known), &aid), Outcome::Wrong);
        assert_eq!(outcome(Some(&made), &aid), Outcome::Kind);
        assert_eq!(outcome(None, &aid), Outcome::Unfound);
    }
}
