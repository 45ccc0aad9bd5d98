//! Findings in the formats of other programs: what each is for, a look at it, and the file itself.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::{RawPathParams, RawQuery, State};
use axum::http::Method;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use futures_util::stream::unfold;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{Sender, channel};
use zenobia_core::row::Row;
use zenobia_formats::write::{
    Changes, Context, FORMATS, Facet, Format, Generalize, Losses, Part, Policy, Writer, format, open_to_all,
};
use zenobia_store::{Query, Store, stream};

use super::facets::about_events;
use crate::app::App;
use crate::ask;
use crate::filter::Filter;
use crate::openapi::Schemas;
use crate::problem::{Code, Problem};
use crate::reply::List;
use crate::route::{Call, Described, Nothing, Route, from_path};

/// A format.
#[derive(Debug, Serialize, JsonSchema)]
struct Kind {
    /// What it is called.
    name: &'static str,
    /// What it is for.
    purpose: &'static str,
    /// Its files.
    parts: Vec<File>,
    /// What of a finding it cannot hold.
    loses: Vec<&'static str>,
}

/// A file of a format.
#[derive(Debug, Serialize, JsonSchema)]
struct File {
    /// Its name.
    name: &'static str,
    /// The end of its name.
    extension: &'static str,
    /// Its media type.
    media: &'static str,
}

/// The name of a format.
#[derive(Debug, Deserialize, JsonSchema)]
struct Name {
    /// What it is called.
    #[schemars(length(min = 1, max = 50))]
    format: String,
}

/// Which findings, and how.
#[derive(Debug, Deserialize, JsonSchema)]
struct Asked {
    /// Which findings.
    #[serde(flatten)]
    filter: Filter,
    /// Generalize sensitive places and mask private persons, for everybody to see.
    public: Option<bool>,
    /// With `public`: generalize all places that lie on a point.
    all_places: Option<bool>,
    /// With `public`: width of a cell in degrees.
    #[schemars(range(min = 0.01, max = 10))]
    grid: Option<f64>,
    /// Which file, where the format has several; the first when left out.
    #[schemars(length(min = 1, max = 50))]
    part: Option<String>,
}

/// A look at a file.
#[derive(Debug, Serialize, JsonSchema)]
struct Preview {
    /// The beginning of the file, made of the first findings.
    head: String,
    /// Findings that it was made of.
    rows: u64,
    /// Findings in all; `null` when there are more than 10,000.
    total: Option<u64>,
    /// What is changed in which of them for everybody to see.
    changed: Vec<Masked>,
    /// What is lost in the format.
    lost: Vec<Lost>,
}

/// A finding that is changed.
#[derive(Debug, Serialize, JsonSchema)]
struct Masked {
    /// Its id.
    row: String,
    /// What is changed, in words.
    what: Vec<String>,
}

/// What is lost.
#[derive(Debug, Serialize, JsonSchema)]
struct Lost {
    /// In words.
    what: &'static str,
    /// In how many of the findings that were looked at.
    rows: u64,
    /// The first of them.
    examples: Vec<String>,
}

/// Findings that a look is made of.
const SHOWN: u64 = 20;

pub fn routes() -> Vec<Route> {
    let describe = |schemas: &mut Schemas| {
        let media = FORMATS.iter().flat_map(|format| format.parts).map(|part| part.media);
        let mut media: Vec<&str> = media.collect();
        media.sort_unstable();
        media.dedup();
        let text = schemas.answer::<String>();
        Described {
            path: schemas.parameters::<Name>(),
            query: schemas.parameters::<Asked>(),
            body: Vec::new(),
            answers: vec![(200, media.into_iter().map(|media| (media.to_owned(), text.clone())).collect())],
        }
    };
    vec![
        Route::get("/api/v1/exports", "Formats of other programs: what each is for, and what it loses", list),
        Route::other(
            Method::GET,
            "/api/v1/exports/{format}",
            "Findings in a format, as a file; events unless of=claim",
            describe,
            get(file),
        ),
        Route::get(
            "/api/v1/exports/{format}/preview",
            "A look at a file: its beginning, what is masked, what is lost",
            preview,
        ),
    ]
}

fn list(_: &mut Store, _: Call<Nothing, Nothing>) -> Result<List<Kind>, Problem> {
    Ok(List::all(FORMATS.iter().map(told).collect()))
}

fn told(format: &Format) -> Kind {
    let file = |part: &Part| File { name: part.name, extension: part.extension, media: part.media };
    let mut loses: Vec<&str> = format.loses.iter().map(|facet| facet.what()).collect();
    loses.extend(format.system.map(|_| Facet::Type.what()));
    Kind { name: format.name, purpose: format.purpose, parts: format.parts.iter().map(file).collect(), loses }
}

fn find(name: &str) -> Result<&'static Format, Problem> {
    let known = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    format(name).ok_or_else(|| Problem::of(Code::NoFormat, &[("name", &name), ("known", &known())]))
}

impl Asked {
    fn policy(&self) -> Option<(Policy, Generalize)> {
        let mut policy = self.public.unwrap_or_default().then(Policy::default)?;
        policy.grid = self.grid.unwrap_or(policy.grid);
        Some((policy, if self.all_places.unwrap_or_default() { Generalize::All } else { Generalize::Sensitive }))
    }

    fn part(&self, format: &'static Format) -> Result<usize, Problem> {
        let Some(name) = &self.part else { return Ok(0) };
        let found = format.parts.iter().position(|part| part.name == name);
        found.ok_or_else(|| Problem::with("part", Code::NoPart, &[("format", &format.name)]))
    }
}

/// A file of a format that is being written.
struct Export<'a> {
    writer: Writer<'a>,
    policy: Option<(Policy, Generalize)>,
}

impl<'a> Export<'a> {
    /// Begins; all files but one are thrown away.
    fn new(
        app: &'a App,
        format: &'static Format,
        asked: &Asked,
        out: Box<dyn Write + 'a>,
    ) -> Result<Export<'a>, Problem> {
        let wanted = asked.part(format)?;
        let mut out = Some(out);
        let outputs = (0..format.parts.len()).map(|at| -> Box<dyn Write + 'a> {
            match out.take_if(|_| at == wanted) {
                Some(out) => out,
                None => Box::new(io::sink()),
            }
        });
        let made = jiff::Timestamp::now().as_second();
        let context = Context { ontology: &app.library().packs().ontology, maker: MAKER, made };
        let writer =
            Writer::new(format, context, outputs.collect()).map_err(|error| Problem::fault(error.to_string()))?;
        Ok(Export { writer, policy: asked.policy() })
    }

    /// Writes a finding; what is changed in it for everybody to see.
    fn write(&mut self, row: &Row) -> io::Result<Option<Masked>> {
        let Some((policy, generalize)) = &self.policy else { return self.writer.write(row).map(|()| None) };
        let (open, change) = open_to_all(row, policy, *generalize);
        self.writer.write(&open)?;
        let what = |change: zenobia_formats::write::Change| change.what.iter().map(in_words).collect();
        Ok(change.map(|change| Masked { row: change.row.clone(), what: what(change) }))
    }
}

/// Program and version.
const MAKER: &str = concat!("zenobia ", env!("CARGO_PKG_VERSION"));

fn in_words(change: &Changes) -> String {
    match change {
        Changes::Generalized { cell, because } => format!("place generalized to {cell}: {because}"),
        Changes::Masked { persons } => format!("{persons} private persons masked"),
        Changes::Withheld { sentences } => format!("{sentences} sentences withheld"),
    }
}

fn preview(store: &mut Store, call: Call<Name, Asked>) -> Result<Preview, Problem> {
    let wanted = find(&call.path.format)?;
    let query = about_events(&call.query.filter, &call.app, store)?;
    let total = store.count_to(&Query { limit: None, ..query.clone() }, 10_000)?;
    let (rows, _) = store.page(&Query { limit: Some(SHOWN), ..query })?;
    let head = Shared::default();
    let (mut changed, losses) = look(&call, wanted, &rows, &head)?;
    if is_binary(wanted) {
        // Its columns are those of the plain table, which people can read.
        head.clear();
        changed = look(&call, find("csv")?, &rows, &head)?.0;
    }
    let lost = losses.occurred().map(|loss| Lost { what: loss.what, rows: loss.rows, examples: loss.examples.clone() });
    Ok(Preview { head: head.text(), rows: rows.len() as u64, total, changed, lost: lost.collect() })
}

/// Writes some findings, and tells what was changed in them and what was lost.
fn look(
    call: &Call<Name, Asked>,
    format: &'static Format,
    rows: &[Row],
    head: &Shared,
) -> Result<(Vec<Masked>, Losses), Problem> {
    let broken = |error: io::Error| Problem::fault(error.to_string());
    let mut export = Export::new(&call.app, format, &call.query, Box::new(head.clone()))?;
    let mut changed = Vec::new();
    for row in rows {
        changed.extend(export.write(row).map_err(broken)?);
    }
    Ok((changed, export.writer.finish().map_err(broken)?))
}

/// Whether a format is nothing that people can read.
fn is_binary(format: &Format) -> bool {
    format.parts.iter().any(|part| part.media.contains("sqlite") || part.media.contains("parquet"))
}

/// Bytes that are still at hand when the writer has gone.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

async fn file(State(app): State<App>, params: RawPathParams, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let format = find(&from_path::<Name>(&params)?.format)?;
    let asked: Asked = ask::query(query.as_deref())?;
    let own = app.clone();
    let filter = asked.filter.clone();
    let question = app.stores.read(move |store| {
        let question = about_events(&filter, &own, store)?;
        // What makes no sense is said now: once the file has begun, it could only be broken off.
        store.page(&Query { limit: Some(1), ..question.clone() })?;
        Ok(question)
    });
    let question = question.await?;
    let part = &format.parts[asked.part(format)?];
    let name = format!("attachment; filename=\"zenobia-{}.{}\"", part.name, part.extension);
    let (sender, receiver) = channel::<io::Result<Bytes>>(16);
    tokio::task::spawn_blocking(move || {
        let result = write_all(&app, format, &asked, question, sender.clone());
        if let Err(error) = result {
            // A file that ends before its end must not look whole: the connection is broken off.
            let _ = sender.blocking_send(Err(error));
        }
    });
    let body = unfold(receiver, |mut receiver| async move { receiver.recv().await.map(|chunk| (chunk, receiver)) });
    Ok(([(CONTENT_TYPE, part.media.to_owned()), (CONTENT_DISPOSITION, name)], Body::from_stream(body)).into_response())
}

fn write_all(
    app: &App,
    format: &'static Format,
    asked: &Asked,
    question: Query,
    sender: Sender<io::Result<Bytes>>,
) -> io::Result<()> {
    let out = io::BufWriter::with_capacity(1 << 15, Channel(sender));
    let mut export =
        Export::new(app, format, asked, Box::new(out)).map_err(|problem| io::Error::other(problem.detail))?;
    for row in stream(app.stores.location(), question).map_err(io::Error::other)? {
        export.write(&row.map_err(io::Error::other)?)?;
    }
    export.writer.finish().map(drop)
}

/// Bytes on their way to the one who asks; who goes away ends the writing.
struct Channel(Sender<io::Result<Bytes>>);

impl Write for Channel {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map(|()| bytes.len()).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
