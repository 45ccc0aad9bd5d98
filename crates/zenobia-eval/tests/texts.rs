//! The texts of the corpora are read without a panic, and twice with the same bytes; everyday news yields hardly any violence.
//!
//! Every fifth text, to be quick; all of them where `ZENOBIA_ALL_TEXTS` is set, or with `zenobia eval twice`.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::env;
use std::fs;

use serde_json::Value;
use zenobia_core::document::Document;
use zenobia_eval::corpora::muc4;
use zenobia_eval::news::count;
use zenobia_eval::twice::read_twice;

/// Every fifth, unless all are wanted.
fn sample(documents: Vec<Document>) -> Vec<Document> {
    let step = if env::var_os("ZENOBIA_ALL_TEXTS").is_some() { 1 } else { 5 };
    documents.into_iter().step_by(step).collect()
}

/// The articles of a JSON Lines file of the corpora; none where it is not here.
fn articles(file: &str) -> Vec<Document> {
    let Some(path) = common::corpora(file) else { return Vec::new() };
    let article = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        Document {
            id: row["id"].as_str().unwrap().into(),
            text: row["text"].as_str().unwrap().to_owned(),
            language: row["language"].as_str().map(Into::into),
            published: row["published"].as_str().and_then(|day| day.parse().ok()),
            title: row["title"].as_str().map(Into::into),
            ..Document::default()
        }
    };
    sample(fs::read_to_string(path).unwrap().lines().map(article).collect())
}

#[test]
fn articles_are_read_twice_with_the_same_bytes() {
    let mut documents = articles("news/conflict.fr.jsonl");
    documents.extend(articles("news/ordinary.fr.jsonl"));
    assert_eq!(read_twice(&documents, common::analyze), []);
}

#[test]
fn texts_of_muc_are_read_twice_with_the_same_bytes() {
    let Some(folder) = common::corpora("events/muc4") else { return };
    let documents = muc4::load(&folder).unwrap();
    assert_eq!(documents.len(), 1500);
    assert_eq!(read_twice(&sample(documents), common::analyze), []);
}

#[test]
fn everyday_news_yields_hardly_any_violence() {
    let documents = articles("news/ordinary.fr.jsonl");
    let rate = count(&documents, common::analyze, None).rate("ASSAULT");
    assert!(rate < 0.5, "{rate} claims of ASSAULT for each article");
}
