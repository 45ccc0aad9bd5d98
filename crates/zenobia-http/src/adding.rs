//! Reports into the store, a few at a time, telling how far it is.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;
use tokio::task::spawn_blocking;
use zenobia_core::document::Document;
use zenobia_desk::{
    Counts, Library, Reading, derive, failed, fetch_page, keep_page, known, offer, offer_record, reader, web,
};
use zenobia_fetch::{Fetcher, Policy};
use zenobia_formats::read::{Defaults, Item, read_bytes};
use zenobia_store::{Failure, Offer};

use crate::app::App;
use crate::problem::Problem;
use crate::tasks::{Line, State, Worker};

/// What is to be added.
#[derive(Debug, Default)]
pub struct Work {
    /// Reports as they are.
    pub documents: Vec<Document>,
    /// Files by their names.
    pub files: Vec<(String, Vec<u8>)>,
    /// Addresses of pages.
    pub urls: Vec<String>,
    /// What holds for files and pages that do not say it themselves.
    pub defaults: Defaults,
}

/// Reports that are written at a time.
const BATCH: usize = 16;

/// Does the work, and tells how far it is.
pub async fn add(app: App, work: Work, worker: Worker) {
    let result = run(&app, work, &worker).await;
    if let Err(problem) = &result {
        (app.options.say)(&format!("task {}: {}", worker.task().id, problem.detail));
    }
    worker.end(result);
}

async fn run(app: &App, work: Work, worker: &Worker) -> Result<(), Problem> {
    let Work { documents, files, urls, defaults } = work;
    let defaults = Defaults { codes: app.library().packs().languages().map(Into::into).collect(), ..defaults };
    let mut offers: Vec<Item> = documents.into_iter().map(Item::Report).collect();
    let own = defaults.clone();
    let read = spawn_blocking(move || files.into_iter().flat_map(|file| items(file, &own)).collect::<Vec<Item>>());
    offers.extend(read.await.map_err(|_| Problem::fault("a file could not be read"))?);
    let total = (offers.len() + urls.len()) as u64;
    worker.tell(|task| task.total = Some(total));
    let mut counts = Counts::default();
    while !offers.is_empty() {
        let batch: Vec<Item> = offers.drain(..offers.len().min(BATCH)).collect();
        let size = batch.len() as u64;
        counts.add(batch_in(app, batch, worker).await?);
        worker.tell(|task| (task.done, task.counts) = (task.done + size, counts.into()));
    }
    if !urls.is_empty() {
        counts.add(pages(app, urls, defaults, worker, counts).await?);
    }
    worker.tell(|task| (task.state, task.counts) = (State::Deriving, counts.into()));
    let own = app.clone();
    let derived = app.stores.write(move |store| Ok(derive(store, own.library(), &own.pool)?)).await?;
    if let Some(derived) = derived {
        worker.tell(|task| {
            task.told.push(format!("events: {}, of them {} new or changed", derived.events, derived.changed).into())
        });
    }
    Ok(())
}

/// What is in a file. Its location can never be taken for one on the disk of the server.
fn items((name, bytes): (String, Vec<u8>), defaults: &Defaults) -> Vec<Item> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    read_bytes(&name, None, None, bytes, defaults.clone()).collect()
}

async fn batch_in(app: &App, batch: Vec<Item>, worker: &Worker) -> Result<Counts, Problem> {
    let known = Arc::new(app.stores.read(|store| Ok(known(store)?)).await?);
    let own = app.clone();
    let read = spawn_blocking(move || {
        let one = |item: Item| read_one(item, own.library(), &known);
        own.pool.install(|| batch.into_par_iter().map(one).collect::<Vec<_>>())
    });
    let read = read.await.map_err(|_| Problem::fault("a report could not be read"))?;
    let (offers, told): (Vec<Option<Offer>>, Vec<Option<String>>) = read.into_iter().unzip();
    let offers: Vec<Offer> = offers.into_iter().flatten().collect();
    worker.tell(|task| {
        task.told.extend(told.into_iter().flatten().map(Line::from));
        task.told.extend(offers.iter().filter_map(failed).map(|reason| Line::from(reason.to_owned())));
    });
    let reader = reader(app.library());
    app.stores
        .write(move |store| {
            let mut counts = Counts::default();
            store.take_in(&offers, &reader)?.into_iter().for_each(|taken| counts.count(taken));
            Ok(counts)
        })
        .await
}

/// What is offered of one item, and what there is to tell of it.
fn read_one(item: Item, library: &Library, known: &HashSet<String>) -> (Option<Offer>, Option<String>) {
    let failure = |mut failure: Failure| {
        failure.location = format!("upload:{}", failure.location);
        (Some(Offer::Failed(failure)), None)
    };
    match item {
        Item::Report(document) => told(document, library, known),
        Item::Record(record) => match offer_record(*record, library, known) {
            Ok(offered) => (Some(offered.offer), offered.note),
            Err(what) => failure(what),
        },
        Item::Failed(fault) => {
            failure(Failure { location: fault.location(), reason: fault.to_string(), options: String::new() })
        }
        Item::Note(note) => (None, Some(note)),
    }
}

fn told(mut document: Document, library: &Library, known: &HashSet<String>) -> (Option<Offer>, Option<String>) {
    let location = document.location.take().unwrap_or_else(|| document.id.to_string());
    document.location = Some(format!("upload:{location}"));
    let offered = offer(document, library, known);
    (Some(offered.offer), offered.note)
}

/// Fetches pages one after the other; the store is not held while one is on its way.
async fn pages(
    app: &App,
    urls: Vec<String>,
    defaults: Defaults,
    worker: &Worker,
    before: Counts,
) -> Result<Counts, Problem> {
    let mut counts = Counts::default();
    let mut fetcher = Fetcher::new(Policy { allow_private: app.options.allow_private, ..Policy::default() });
    let retry = "[\"--fetch\"]".to_owned();
    for url in urls {
        let asked = url.clone();
        let known = app.stores.read(move |store| Ok(web::known(store, &asked)?)).await?;
        let (own, holds, words) = (app.clone(), defaults.clone(), retry.clone());
        let fetched = spawn_blocking(move || {
            let reading = Reading { library: own.library(), defaults: &holds, retry: words };
            let fetched = fetch_page(&mut fetcher, &url, known.as_ref(), &reading);
            (fetcher, fetched)
        });
        let (back, fetched) = fetched.await.map_err(|_| Problem::fault("a page could not be read"))?;
        fetcher = back;
        let (own, holds, words) = (app.clone(), defaults.clone(), retry.clone());
        let added = app.stores.write(move |store| {
            let reading = Reading { library: own.library(), defaults: &holds, retry: words };
            Ok(keep_page(store, fetched, &reading)?)
        });
        let added = added.await?;
        counts.add(added.counts);
        let mut all = before;
        all.add(counts);
        worker.tell(|task| {
            task.done += 1;
            task.counts = all.into();
            task.told.extend(added.told.into_iter().map(Line::from));
        });
    }
    Ok(counts)
}
