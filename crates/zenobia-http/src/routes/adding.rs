//! Adding reports, and how far that is.

use std::convert::Infallible;
use std::fmt::Display;
use std::time::Duration;

use axum::RequestExt;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, Multipart, RawPathParams, Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream::{Stream, unfold};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use zenobia_core::document::Document;
use zenobia_core::record::sha256;
use zenobia_formats::read::Defaults;
use zenobia_store::Store;

use crate::adding::{Work, add};
use crate::app::App;
use crate::ask;
use crate::guard::is_form;
use crate::openapi::Schemas;
use crate::problem::{Code, Problem};
use crate::reply::{List, Told};
use crate::route::{Call, Described, Id, Nothing, Route, from_path};
use crate::tasks::{Kind, Task};

/// What is to be added: a text, or addresses of pages.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Given {
    /// A text.
    #[schemars(length(min = 1, max = 2_000_000))]
    text: Option<String>,
    /// What it is to be called; made from its headline or first words when left out.
    #[schemars(length(min = 1, max = 200))]
    name: Option<String>,
    /// Its headline.
    #[schemars(length(max = 2_000))]
    title: Option<String>,
    /// Day of publication, ISO 8601, from which relative times are resolved.
    #[schemars(extend("format" = "date"))]
    published: Option<String>,
    /// ISO 639-1 code of its language; found out when left out.
    #[schemars(length(min = 2, max = 8))]
    language: Option<String>,
    /// Who published it.
    #[schemars(length(max = 500))]
    publisher: Option<String>,
    /// Its address.
    #[schemars(length(max = 2_000))]
    url: Option<String>,
    /// Addresses of pages that are fetched, where the server was started with `--fetch`.
    #[schemars(length(max = 100))]
    urls: Vec<String>,
}

/// Files, with what holds for those that do not say it themselves.
#[derive(Debug, JsonSchema)]
#[allow(dead_code, reason = "it only describes the form")]
struct Form {
    /// Files of any kind that `zenobia add` reads.
    #[schemars(with = "Vec<Binary>")]
    file: Vec<Vec<u8>>,
    /// Day of publication, ISO 8601.
    #[schemars(extend("format" = "date"))]
    published: Option<String>,
    /// ISO 639-1 code of the language.
    language: Option<String>,
}

/// The bytes of a file.
#[derive(JsonSchema)]
#[schemars(inline, extend("format" = "binary"))]
#[allow(dead_code, reason = "it only describes the form")]
struct Binary(String);

/// Most bytes of files at once.
const MOST: usize = 128 << 20;
/// Most bytes of a text in JSON, where each letter may be written by up to twelve.
const MOST_TEXT: usize = 24 << 20;
/// The longest time that files may take to arrive.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// Something that has been begun.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Begun {
    /// The task; `/api/v1/tasks/{id}/events` tells how far it is.
    task: Task,
}

pub fn routes() -> Vec<Route> {
    let described = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<Nothing>(),
        query: schemas.parameters::<Nothing>(),
        body: vec![("application/json", schemas.body::<Given>()), ("multipart/form-data", schemas.body::<Form>())],
        answers: vec![(202, vec![("application/json".to_owned(), schemas.answer::<Begun>())])],
    };
    let events = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<Id>(),
        query: schemas.parameters::<Nothing>(),
        body: Vec::new(),
        answers: vec![(200, vec![("text/event-stream".to_owned(), schemas.answer::<String>())])],
    };
    vec![
        Route::other(
            Method::POST,
            "/api/v1/documents",
            "Add a text, files, or pages of the web; the work is a task",
            described,
            post(begin).layer(DefaultBodyLimit::max(MOST)),
        ),
        Route::get("/api/v1/tasks", "What is being worked on, and what was, the last first", list),
        Route::get("/api/v1/tasks/{id}", "How far a task is", one),
        Route::other(
            Method::GET,
            "/api/v1/tasks/{id}/events",
            "How far a task is, as it goes on: server-sent events `task`, each a whole Task",
            events,
            get(follow),
        ),
    ]
}

fn list(_: &mut Store, call: Call<Nothing, Nothing>) -> Result<List<Task>, Problem> {
    Ok(List::all(call.app.tasks.list()))
}

fn one(_: &mut Store, call: Call<Id, Nothing>) -> Result<Task, Problem> {
    let task = call.app.tasks.follow(&call.path.id).map(|task| task.borrow().clone());
    task.ok_or_else(|| Problem::of(Code::NoTask, &[("id", &call.path.id)]))
}

async fn follow(State(app): State<App>, params: RawPathParams) -> Result<Response, Problem> {
    let Id { id } = from_path(&params)?;
    let task = app.tasks.follow(&id).ok_or_else(|| Problem::of(Code::NoTask, &[("id", &id)]))?;
    Ok(Sse::new(told(task)).keep_alive(KeepAlive::default()).into_response())
}

/// The task as it stands, and again whenever it has changed, until it is over.
fn told(task: watch::Receiver<Task>) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold((task, true, false), |(mut task, first, over)| async move {
        if over || (!first && task.changed().await.is_err()) {
            return None;
        }
        let now = task.borrow_and_update().clone();
        let event = Event::default().event("task").data(serde_json::to_string(&now).unwrap_or_default());
        Some((Ok(event), (task, false, now.is_over())))
    })
}

async fn begin(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let work = match is_form(request.headers()) {
        true => {
            let form = request.extract().await.map_err(|error| Problem::of(Code::NoForm, &[("said", &error)]))?;
            let read = tokio::time::timeout(PATIENCE, from_form(form)).await;
            read.map_err(|_| Problem::of(Code::TooSlow, &[]))??
        }
        false => {
            let body = ask::whole(request, MOST_TEXT).await?;
            from_json(&app, ask::body(&body)?)?
        }
    };
    start(&app, Kind::Add, work)
}

/// Begins a task of adding, and tells it.
pub fn start(app: &App, kind: Kind, work: Work) -> Result<Response, Problem> {
    let names = work.documents.iter().map(|document| document.id.to_string());
    let names = names.chain(work.files.iter().map(|(name, _)| name.clone())).chain(work.urls.iter().cloned());
    let names: Vec<String> = names.take(5).collect();
    let worker = app.tasks.begin(kind, names.join(", "));
    let begun = Begun { task: worker.task() };
    tokio::spawn(add(app.clone(), work, worker));
    let mut response = Told::json(&begun)?.answer(&HeaderMap::new(), "application/json");
    *response.status_mut() = StatusCode::ACCEPTED;
    Ok(response)
}

fn from_json(app: &App, given: Given) -> Result<Work, Problem> {
    let Given { text, name, title, published, language, publisher, url, urls } = given;
    let mut work = Work::default();
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        let published = published.as_deref().map(day).transpose()?;
        check_language(app, language.as_deref())?;
        let id = name.unwrap_or_else(|| slug(title.as_deref().unwrap_or(&text), &text));
        work.documents.push(Document {
            id: id.into(),
            text,
            language: language.map(Into::into),
            published,
            publisher,
            url,
            title,
            location: None,
        });
    }
    if !urls.is_empty() && !app.options.fetch {
        return Err(Problem::of(Code::FetchingOff, &[]));
    }
    let is_address = |url: &&String| url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if let Some(wrong) = urls.iter().find(|url| !is_address(url)) {
        return Err(fault("urls", Code::NoAddress, &[("url", wrong)]));
    }
    work.urls = urls;
    if work.documents.is_empty() && work.urls.is_empty() {
        return Err(fault("text", Code::NothingToAdd, &[("what", &"`text` or `urls`")]));
    }
    Ok(work)
}

fn fault(name: &str, code: Code, params: &[(&str, &dyn Display)]) -> Problem {
    Problem::with(name, code, params).as_refusal()
}

fn day(text: &str) -> Result<Date, Problem> {
    text.parse().map_err(|_| fault("published", Code::NoDay, &[]))
}

fn check_language(app: &App, code: Option<&str>) -> Result<(), Problem> {
    let known: Vec<&str> = app.library().packs().languages().collect();
    match code {
        Some(code) if !known.contains(&code) => Err(fault("language", Code::NoPack, &[("known", &known.join(", "))])),
        _ => Ok(()),
    }
}

/// A name made of the first words, and digits of the text so that two alike have two names.
fn slug(words: &str, text: &str) -> String {
    let words = zenobia_core::text::fold(words);
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).take(6);
    let mut name: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    if name.is_empty() {
        name.push_str("text");
    }
    format!("{name}-{}", &sha256(text)[..6])
}

async fn from_form(mut form: Multipart) -> Result<Work, Problem> {
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ask::too_large(MOST),
        _ => Problem::of(Code::NoForm, &[("said", &error.body_text())]),
    };
    let mut work = Work::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        match (name.as_str(), field.file_name().map(str::to_owned)) {
            ("published", None) => work.defaults.published = given(&field.text().await.map_err(broken)?, day)?,
            ("language", None) => {
                let text = field.text().await.map_err(broken)?;
                work.defaults.language = Some(text.trim().into()).filter(|_| !text.trim().is_empty());
            }
            ("file", Some(file)) => work.files.push((file, field.bytes().await.map_err(broken)?.to_vec())),
            _ => {
                return Err(fault(&name, Code::OtherField, &[]));
            }
        }
    }
    match work.files.is_empty() {
        true => Err(fault("file", Code::NothingToAdd, &[("what", &"a `file`")])),
        false => Ok(Work { defaults: Defaults { ..work.defaults }, ..work }),
    }
}

fn given<T>(text: &str, read: fn(&str) -> Result<T, Problem>) -> Result<Option<T>, Problem> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(read).transpose()
}
