//! Who comes in: logging in and out, people and their tokens.

use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::record::sha256;
use zenobia_store::{Store, Token, User};

use crate::app::App;
use crate::ask;
use crate::guard::{COOKIE, address, cookie, is_json, secret};
use crate::openapi::Schemas;
use crate::password;
use crate::person::{Person, Role};
use crate::problem::{Code, Problem};
use crate::reply::{List, Told};
use crate::route::{Call, Described, Nothing, Route};

/// Who comes in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Login {
    /// What they are called.
    #[schemars(length(min = 1, max = 200))]
    name: String,
    /// Their password.
    #[schemars(length(min = 1, max = 1000))]
    password: String,
}

/// A role that can be given.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Given {
    /// May see everything.
    Viewer,
    /// May decide about findings, and keep views.
    Reviewer,
    /// May add reports.
    Editor,
    /// May add people.
    Admin,
}

/// Somebody who is to come in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewUser {
    /// What they are called.
    #[schemars(length(min = 1, max = 200), regex(pattern = r"^[^\x00-\x20\x7f]+( [^\x00-\x20\x7f]+)*$"))]
    name: String,
    /// What they may do.
    role: Given,
    /// Their password; somebody who has one keeps it when it is left out.
    #[schemars(length(min = 10, max = 1000))]
    password: Option<String>,
}

/// A token that is to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewToken {
    /// Whose it is; it may do what they may.
    #[schemars(length(min = 1, max = 200))]
    person: String,
    /// What it is for.
    #[schemars(length(min = 1, max = 200))]
    label: String,
}

/// A token that was made.
#[derive(Debug, Serialize, JsonSchema)]
struct MadeToken {
    /// As it is listed.
    #[serde(flatten)]
    token: Token,
    /// The token itself, to be sent as `Authorization: Bearer …`. It is told only now.
    secret: String,
}

/// The name of somebody.
#[derive(Debug, Deserialize, JsonSchema)]
struct Name {
    /// What they are called.
    #[schemars(length(min = 1, max = 200))]
    name: String,
}

/// The number of something.
#[derive(Debug, Deserialize, JsonSchema)]
struct Number {
    /// Its number.
    #[schemars(range(min = 1))]
    id: i64,
}

/// Most bytes of a name and a password: who sends them need not be known.
const MOST: usize = 16 << 10;

pub fn routes() -> Vec<Route> {
    let describe = |body: bool| {
        move |schemas: &mut Schemas| Described {
            path: schemas.parameters::<Nothing>(),
            query: schemas.parameters::<Nothing>(),
            body: if body { vec![("application/json", schemas.body::<Login>())] } else { Vec::new() },
            answers: vec![(200, vec![("application/json".to_owned(), schemas.answer::<Person>())])],
        }
    };
    vec![
        Route::get("/api/v1/me", "Who asks, and what they may do", me),
        Route::other(Method::POST, "/api/v1/login", "Log in; the answer sets a cookie", describe(true), post(login)),
        Route::other(Method::POST, "/api/v1/logout", "Log out", describe(false), post(logout)),
        Route::get("/api/v1/users", "Those who may come in", users),
        Route::change(
            (Method::POST, StatusCode::CREATED),
            "/api/v1/users",
            "Let somebody in, or change their role or password",
            add,
        ),
        Route::change(
            (Method::DELETE, StatusCode::OK),
            "/api/v1/users/{name}",
            "Let somebody in no more; what they decided stays",
            remove,
        ),
        Route::get("/api/v1/tokens", "Tokens of programs", tokens),
        Route::change(
            (Method::POST, StatusCode::CREATED),
            "/api/v1/tokens",
            "Make a token; it is told only once",
            make_token,
        ),
        Route::change((Method::DELETE, StatusCode::OK), "/api/v1/tokens/{id}", "Forget a token", remove_token),
    ]
}

fn me(_: &mut Store, call: Call<Nothing, Nothing>) -> Result<Person, Problem> {
    Ok(call.person)
}

async fn login(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    if !app.options.login {
        return Err(Problem::of(Code::NoLogin, &[]));
    }
    if !is_json(request.headers()) {
        return Err(Problem::of(Code::NeedsJson, &[]));
    }
    let (address, before) = (address(&app, &request), cookie(request.headers()).map(str::to_owned));
    let body = ask::whole(request, MOST).await?;
    let Login { name, password } = ask::body(&body)?;
    if let Some(seconds) = app.doors.wait(&name, address) {
        return Err(Problem::of(Code::TooManyTries, &[("seconds", &seconds)]).after(seconds));
    }
    let Some(role) = compare(&app, &name, password).await? else {
        app.doors.failed(&name, address);
        return Err(Problem::of(Code::WrongPassword, &[]));
    };
    app.doors.came_in(&name, address);
    // A cookie that was there before is worth nothing from now on, whoever set it.
    if let Some(before) = before {
        app.doors.close(&before);
    }
    let secret = app.doors.open(&name)?;
    let person = Person { name: Some(name), role };
    answer(&person, &cookie_line(&app, &secret, 7 * 24 * 3600))
}

/// The role of somebody whose password is right.
async fn compare(app: &App, name: &str, password: String) -> Result<Option<Role>, Problem> {
    let asked = name.to_owned();
    let found = app.stores.read(move |store| Ok(store.person(&asked)?)).await?;
    let _seat = app.doors.compared.acquire().await.map_err(|_| Problem::of(Code::Stopping, &[]))?;
    let (role, kept) = found.map_or((None, None), |(role, kept)| (Some(role), kept));
    let is_right = tokio::task::spawn_blocking(move || password::is_right(&password, kept.as_deref()));
    let is_right = is_right.await.map_err(|_| Problem::fault("the password could not be compared"))?;
    Ok(role.filter(|_| is_right).map(|role| Role::named(&role)))
}

async fn logout(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(secret) = cookie(&headers) {
        app.doors.close(secret);
    }
    answer(&Person::guest(), &cookie_line(&app, "", 0))
}

fn answer(person: &Person, cookie: &str) -> Result<Response, Problem> {
    let mut response = Told::json(person)?.answer(&HeaderMap::new(), "application/json");
    let line = HeaderValue::from_str(cookie).map_err(|error| Problem::fault(error.to_string()))?;
    response.headers_mut().insert(SET_COOKIE, line);
    Ok(response)
}

fn cookie_line(app: &App, secret: &str, seconds: u64) -> String {
    let secure = if app.options.https { "; Secure" } else { "" };
    format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
}

fn users(store: &mut Store, _: Call<Nothing, Nothing>) -> Result<List<User>, Problem> {
    Ok(List::all(store.people()?))
}

fn add(store: &mut Store, call: Call<Nothing, Nothing, NewUser>) -> Result<User, Problem> {
    let NewUser { name, role, password } = call.body;
    let role = match role {
        Given::Viewer => Role::Viewer,
        Given::Reviewer => Role::Reviewer,
        Given::Editor => Role::Editor,
        Given::Admin => Role::Admin,
    };
    if role != Role::Admin {
        keep_one_admin(store, &name)?;
    }
    let kept =
        password.as_deref().map(password::keep).transpose().map_err(|said| Problem::question(&said).as_refusal())?;
    store.keep_person(&name, role.name(), kept.as_deref()).map_err(|error| Problem::from(error).as_refusal())?;
    if kept.is_some() {
        call.app.doors.close_all(&name);
    }
    find(store, &name)
}

fn find(store: &mut Store, name: &str) -> Result<User, Problem> {
    let found = store.people()?.into_iter().find(|user| user.name == name);
    found.ok_or_else(|| Problem::of(Code::NoUser, &[("name", &name)]))
}

/// Where people log in, somebody has to be left who can let others in.
fn keep_one_admin(store: &mut Store, name: &str) -> Result<(), Problem> {
    let people = store.people()?;
    let is_admin = |user: &&User| user.role == Role::Admin.name();
    let is_last = people.iter().filter(is_admin).all(|user| user.name == name)
        && people.iter().any(|user| user.name == name && is_admin(&user));
    match is_last {
        true => Err(Problem::of(Code::OnlyAdmin, &[("name", &name)])),
        false => Ok(()),
    }
}

fn remove(store: &mut Store, call: Call<Name, Nothing, Nothing>) -> Result<User, Problem> {
    let user = find(store, &call.path.name)?;
    keep_one_admin(store, &user.name)?;
    store.remove_person(&user.name)?;
    call.app.doors.close_all(&user.name);
    Ok(user)
}

fn tokens(store: &mut Store, _: Call<Nothing, Nothing>) -> Result<List<Token>, Problem> {
    Ok(List::all(store.tokens()?))
}

fn make_token(store: &mut Store, call: Call<Nothing, Nothing, NewToken>) -> Result<MadeToken, Problem> {
    let NewToken { person, label } = call.body;
    let secret = secret()?;
    let token =
        store.keep_token(&person, &label, &sha256(&secret)).map_err(|error| Problem::from(error).as_refusal())?;
    Ok(MadeToken { token, secret })
}

fn remove_token(store: &mut Store, call: Call<Number, Nothing, Nothing>) -> Result<Token, Problem> {
    let found = store.tokens()?.into_iter().find(|token| token.id == call.path.id);
    let token = found.ok_or_else(|| Problem::of(Code::NoToken, &[("id", &call.path.id)]))?;
    store.remove_token(token.id)?;
    Ok(token)
}
