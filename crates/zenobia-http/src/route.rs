//! A route: what it answers, who may ask, and what it says of itself in the OpenAPI. One description for all three.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
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
use crate::problem::Problem;
use crate::replay::{self, Turn};
use crate::reply::Told;

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
    /// The least role that may ask.
    pub role: Role,
    /// What it is for, in a line.
    pub summary: &'static str,
    /// Whether a change may be named (`Idempotency-Key`), so that it is made once.
    pub once: bool,
    describe: Box<dyn Fn(&mut Schemas) -> Described + Send + Sync>,
    handler: MethodRouter<App>,
}

impl Route {
    /// A route that reads.
    pub fn get<P: Asked, Q: Asked, R: Serialize + JsonSchema + 'static>(
        path: &'static str,
        summary: &'static str,
        work: fn(&mut Store, Call<P, Q>) -> Result<R, Problem>,
    ) -> Route {
        let handler = move |State(app): State<App>,
                            Extension(person): Extension<Person>,
                            params: RawPathParams,
                            RawQuery(query): RawQuery,
                            headers: HeaderMap| async move {
            let (path, query) = (from_path::<P>(&params)?, ask::query::<Q>(query.as_deref())?);
            let call = Call { app: app.clone(), person, path, query, body: () };
            let told = app.stores.read(move |store| Told::json(&work(store, call)?)).await?;
            Ok::<Response, Problem>(told.answer(&headers, "application/json"))
        };
        let describe = |schemas: &mut Schemas| Described {
            path: schemas.parameters::<P>(),
            query: schemas.parameters::<Q>(),
            body: Vec::new(),
            answers: vec![(200, vec![("application/json".to_owned(), schemas.answer::<R>())])],
        };
        Route::other(Method::GET, path, Role::Viewer, summary, describe, on(MethodFilter::GET, handler))
    }

    /// A route that changes something; with `status` when it was done.
    pub fn change<P: Asked, Q: Asked, B: Asked, R: Serialize + JsonSchema + 'static>(
        (method, status): (Method, StatusCode),
        path: &'static str,
        role: Role,
        summary: &'static str,
        work: fn(&mut Store, Call<P, Q, B>) -> Result<R, Problem>,
    ) -> Route {
        let has_body = method != Method::DELETE;
        let handler = move |State(app): State<App>,
                            Extension(person): Extension<Person>,
                            params: RawPathParams,
                            RawQuery(query): RawQuery,
                            uri: Uri,
                            headers: HeaderMap,
                            body: Result<Bytes, BytesRejection>| async move {
            let (path, query) = (from_path::<P>(&params)?, ask::query::<Q>(query.as_deref())?);
            if has_body && !is_json(&headers) {
                return Err(Problem::new(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "send JSON (Content-Type: application/json)",
                ));
            }
            let bytes = body.map_err(|error| Problem::new(error.status(), error.body_text()))?;
            let body = ask::body::<B>(if has_body { &bytes } else { b"{}" })?;
            let name = replay::name(&headers, person.name.as_deref().unwrap_or_default())?;
            if let Some(name) = &name {
                let asked = sha256(&format!("{uri} {}", String::from_utf8_lossy(&bytes)));
                if let Turn::Again(text) = app.replays.begin(name, &asked)? {
                    return Ok(done(Told::new(text), status));
                }
            }
            let call = Call { app: app.clone(), person, path, query, body };
            let told = app.stores.write(move |store| Told::json(&work(store, call)?)).await;
            if let Some(name) = &name {
                app.replays.end(name, told.as_ref().ok().map(Told::text));
            }
            let response = done(told?, status);
            Ok::<Response, Problem>(response)
        };
        let describe = move |schemas: &mut Schemas| Described {
            path: schemas.parameters::<P>(),
            query: schemas.parameters::<Q>(),
            body: if has_body { vec![("application/json", schemas.body::<B>())] } else { Vec::new() },
            answers: vec![(status.as_u16(), vec![("application/json".to_owned(), schemas.answer::<R>())])],
        };
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::POST);
        Route { once: true, ..Route::other(method, path, role, summary, describe, on(filter, handler)) }
    }

    /// A route with a handler of its own.
    pub fn other(
        method: Method,
        path: &'static str,
        role: Role,
        summary: &'static str,
        describe: impl Fn(&mut Schemas) -> Described + Send + Sync + 'static,
        handler: MethodRouter<App>,
    ) -> Route {
        Route { method, path, role, summary, once: false, describe: Box::new(describe), handler }
    }

    /// The same for those with another role than a viewer's.
    pub fn only(self, role: Role) -> Route {
        Route { role, ..self }
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

/// The answer to a change.
fn done(told: Told, status: StatusCode) -> Response {
    let mut response = told.answer(&HeaderMap::new(), "application/json");
    *response.status_mut() = status;
    response
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
