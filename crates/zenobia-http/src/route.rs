//! A route: what it answers, who may ask, and what it says of itself in the OpenAPI. One description for all three.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawPathParams, RawQuery, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zenobia_core::record::sha256;
use zenobia_store::Store;

use crate::app::App;
use crate::ask;
use crate::guard::{admit, is_json};
use crate::openapi::Schemas;
use crate::person::{Person, Role};
use crate::problem::{Code, Problem};
use crate::replay::{self, Turn};
use crate::reply::Told;
use crate::rights::least;

/// Somebody's question to a route.
pub struct Call<P = (), Q = (), B = ()> {
    /// The server.
    pub app: App,
    /// Who asks.
    pub person: Person,
    /// Parameters of the path.
    pub path: P,
    /// Parameters of the question.
    pub query: Q,
    /// The body.
    pub body: B,
}

/// What a type has to be to come with a question.
pub trait Asked: DeserializeOwned + JsonSchema + Send + 'static {}
impl<T: DeserializeOwned + JsonSchema + Send + 'static> Asked for T {}

/// Nothing that can be given.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize, JsonSchema)]
pub struct Nothing {}

/// What a route says of itself.
#[derive(Clone, Debug)]
pub struct Described {
    /// Schema of the parameters in the path.
    pub path: Schema,
    /// Schema of the parameters of the question.
    pub query: Schema,
    /// Media types of bodies and their schemas.
    pub body: Vec<(&'static str, Schema)>,
    /// Status of a good answer, its media types and their schemas.
    pub answers: Vec<(u16, Vec<(String, Schema)>)>,
}

/// A route.
pub struct Route {
    /// How it is asked.
    pub method: Method,
    /// Its path; parts in braces are parameters.
    pub path: &'static str,
    /// The least role that may ask; nobody may where there is none.
    pub role: Option<Role>,
    /// What it is for, in a line.
    pub summary: &'static str,
    /// Whether a change may be named (`Idempotency-Key`), so that it is made once.
    pub once: bool,
    describe: Box<dyn Fn(&mut Schemas) -> Described + Send + Sync>,
    handler: MethodRouter<App>,
}

/// Answers a question with a store, on a thread that may wait. Types end here: what is around it is the same for all routes, and
/// compiled once.
type Work = Arc<dyn Fn(&mut Store, Asking) -> Result<Told, Problem> + Send + Sync>;

/// A question as it came.
struct Asking {
    app: App,
    person: Person,
    path: Vec<(String, String)>,
    query: Option<String>,
    body: Bytes,
}

impl Asking {
    fn call<P: Asked, Q: Asked, B>(self, body: B) -> Result<Call<P, Q, B>, Problem> {
        let path = ask::parameters(self.path.iter().map(|(name, value)| (name.into(), value.into())))?;
        let query = ask::query(self.query.as_deref())?;
        Ok(Call { app: self.app, person: self.person, path, query, body })
    }
}

/// What changes something in a store, given what is asked.
type Deed<P, Q, B, R> = fn(&mut Store, Call<P, Q, B>) -> Result<R, Problem>;

impl Route {
    /// A route that reads.
    pub fn get<P: Asked, Q: Asked, R: Serialize + JsonSchema + 'static>(
        path: &'static str,
        summary: &'static str,
        work: fn(&mut Store, Call<P, Q>) -> Result<R, Problem>,
    ) -> Route {
        Route::of(
            path,
            summary,
            Arc::new(move |store, asking| Told::json(&work(store, asking.call(())?)?)),
            of::<P, Q, R>,
        )
    }

    /// A route that reads so much that its answers are remembered, as long as nothing in the store changes.
    pub fn heavy<P: Asked, Q: Asked, R: Serialize + JsonSchema + 'static>(
        path: &'static str,
        summary: &'static str,
        work: fn(&mut Store, Call<P, Q>) -> Result<R, Problem>,
    ) -> Route {
        let work: Work = Arc::new(move |store, asking| Told::json(&work(store, asking.call(())?)?));
        Route::of(path, summary, remembering(path, work), of::<P, Q, R>)
    }

    fn of(path: &'static str, summary: &'static str, work: Work, describe: fn(&mut Schemas) -> Described) -> Route {
        Route::other(Method::GET, path, summary, describe, reading(work))
    }

    /// A route that changes something; with `status` when it was done.
    pub fn change<P: Asked, Q: Asked, B: Asked, R: Serialize + JsonSchema + 'static>(
        (method, status): (Method, StatusCode),
        path: &'static str,
        summary: &'static str,
        work: Deed<P, Q, B, R>,
    ) -> Route {
        let has_body = method != Method::DELETE;
        let describe = move |schemas: &mut Schemas| Described {
            path: schemas.parameters::<P>(),
            query: schemas.parameters::<Q>(),
            body: if has_body { vec![("application/json", schemas.body::<B>())] } else { Vec::new() },
            answers: vec![(status.as_u16(), vec![("application/json".to_owned(), schemas.answer::<R>())])],
        };
        let work: Work = Arc::new(move |store, asking| {
            let body = ask::body(if has_body { &asking.body } else { b"{}" })?;
            Told::json(&work(store, asking.call(body)?)?)
        });
        let handler = writing(&method, status, has_body, work);
        Route { once: true, ..Route::other(method, path, summary, describe, handler) }
    }

    /// A route with a handler of its own.
    pub fn other(
        method: Method,
        path: &'static str,
        summary: &'static str,
        describe: impl Fn(&mut Schemas) -> Described + Send + Sync + 'static,
        handler: MethodRouter<App>,
    ) -> Route {
        let role = least(&method, path);
        Route { method, path, role, summary, once: false, describe: Box::new(describe), handler }
    }

    /// What it says of itself.
    pub fn described(&self, schemas: &mut Schemas) -> Described {
        (self.describe)(schemas)
    }

    /// What answers, once it is sure that who asks may.
    pub fn handler(&self) -> MethodRouter<App> {
        let role = self.role;
        let guard = move |Extension(person): Extension<Person>, request: Request, next: Next| {
            admit(role, person, request, next)
        };
        self.handler.clone().layer(from_fn(guard))
    }
}

/// What a route says of itself that reads.
fn of<P: Asked, Q: Asked, R: JsonSchema>(schemas: &mut Schemas) -> Described {
    Described {
        path: schemas.parameters::<P>(),
        query: schemas.parameters::<Q>(),
        body: Vec::new(),
        answers: vec![(200, vec![("application/json".to_owned(), schemas.answer::<R>())])],
    }
}

/// Answers from memory where the same was asked of the same state of the store.
fn remembering(path: &'static str, work: Work) -> Work {
    Arc::new(move |store, asking| {
        let question = format!("{path}?{}", asking.query.as_deref().unwrap_or_default());
        // What a view asks may change while nothing else does.
        if question.contains("view=") {
            return work(store, asking);
        }
        let app = asking.app.clone();
        let version = store.version()?;
        if let Some(told) = app.memory.recall(&question, &version) {
            return Ok(told);
        }
        let told = work(store, asking)?;
        app.memory.keep(question, version, &told);
        Ok(told)
    })
}

/// Answers with a store that is only read.
fn reading(work: Work) -> MethodRouter<App> {
    let handler = move |State(app): State<App>,
                        Extension(person): Extension<Person>,
                        params: RawPathParams,
                        RawQuery(query): RawQuery,
                        headers: HeaderMap| {
        let work = work.clone();
        async move {
            let asking = Asking { app: app.clone(), person, path: pairs(&params), query, body: Bytes::new() };
            let told = app.stores.read(move |store| work(store, asking)).await?;
            Ok::<Response, Problem>(told.answer(&headers, "application/json"))
        }
    };
    on(MethodFilter::GET, handler)
}

/// Answers with the store that is written to.
fn writing(method: &Method, status: StatusCode, has_body: bool, work: Work) -> MethodRouter<App> {
    let handler = move |State(app): State<App>,
                        Extension(person): Extension<Person>,
                        params: RawPathParams,
                        uri: Uri,
                        headers: HeaderMap,
                        request: Request| {
        let work = work.clone();
        async move {
            if has_body && !is_json(&headers) {
                return Err(Problem::of(Code::NeedsJson, &[]));
            }
            let body = ask::whole(request, ask::MOST).await?;
            let query = uri.query().map(str::to_owned);
            let asking = Asking { app, person, path: pairs(&params), query, body };
            let told = once(work, asking, &uri, &headers).await?;
            let mut response = told.answer(&HeaderMap::new(), "application/json");
            *response.status_mut() = status;
            Ok::<Response, Problem>(response)
        }
    };
    on(MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::POST), handler)
}

/// Makes a change; one that was named is made once.
async fn once(work: Work, asking: Asking, uri: &Uri, headers: &HeaderMap) -> Result<Told, Problem> {
    let app = asking.app.clone();
    let name = replay::name(headers, asking.person.name.as_deref().unwrap_or_default())?;
    if let Some(name) = &name {
        let asked = sha256(&format!("{uri} {}", String::from_utf8_lossy(&asking.body)));
        if let Turn::Again(text) = app.replays.begin(name, &asked)? {
            return Ok(Told::new(text));
        }
    }
    let told = app.stores.write(move |store| work(store, asking)).await;
    if let Some(name) = &name {
        app.replays.end(name, told.as_ref().ok().map(Told::text));
    }
    told
}

fn pairs(params: &RawPathParams) -> Vec<(String, String)> {
    params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Parameters of a path as a value of a type.
///
/// # Errors
/// What is wrong with them.
pub fn from_path<P: Asked>(params: &RawPathParams) -> Result<P, Problem> {
    ask::parameters(params.iter().map(|(name, value)| (name.into(), value.into())))
}

/// The name of a thing in a path.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
pub struct Id {
    /// Its id.
    #[schemars(length(min = 1, max = 500))]
    pub id: String,
}
