//! RSS, Atom and JSON feeds that lie in files: each entry is a report with what the feed itself says.

use std::sync::Arc;

use super::piece::Piece;
use super::{Defaults, Item, Items, html};
use crate::date::find_day;

pub(super) fn read(bytes: &[u8], piece: &Piece, defaults: &Arc<Defaults>) -> Items {
    let feed = match feed_rs::parser::parse(bytes) {
        Ok(feed) => feed,
        Err(error) => {
            let message = format!("not a feed ({error}); other XML has no reader");
            return piece.failed(message);
        }
    };
    let publisher = feed.title.map(|title| title.content.trim().to_owned()).filter(|title| !title.is_empty());
    let language = feed.language.and_then(|code| code.split(['-', '_']).next().map(|code| code.to_lowercase().into()));
    let language = language.filter(|code| defaults.codes.contains(code));
    let entries = feed.entries.into_iter().enumerate().map(|(number, entry)| {
        let body = entry.content.and_then(|content| content.body).or(entry.summary.map(|summary| summary.content));
        let url = entry.links.into_iter().map(|link| link.href).find(|href| href.starts_with("http"));
        let part = Piece {
            title: entry.title.map(|title| html::plain(&title.content)).filter(|title| !title.is_empty()),
            published: entry.published.or(entry.updated).and_then(|time| find_day(&time.to_rfc3339())),
            publisher: publisher.clone(),
            url: url.clone(),
            language: language.clone(),
            ..piece.part(&(number + 1).to_string(), &[])
        };
        let text = body.map(|body| html::plain(&body)).unwrap_or_default();
        // An entry that only points elsewhere still says its title.
        let text = if text.trim().is_empty() { part.title.clone().unwrap_or_default() } else { text };
        Item::Report(part.report(text, defaults))
    });
    Box::new(entries.collect::<Vec<_>>().into_iter())
}
