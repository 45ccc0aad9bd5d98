//! The server itself: what it is, what it holds, who asks.

use schemars::JsonSchema;
use serde::Serialize;
use zenobia_store::Store;

use crate::person::Person;
use crate::problem::Problem;
use crate::route::{Call, Nothing, Route};

/// What the server is.
#[derive(Debug, Serialize, JsonSchema)]
struct About {
    /// Always `zenobia`.
    name: &'static str,
    /// Version of the program.
    version: &'static str,
    /// Languages that can be read.
    languages: Vec<Language>,
    /// How much there is of what.
    counts: Counts,
    /// Whether who asks has to log in.
    login: bool,
    /// Whether pages can be fetched from the web.
    fetch: bool,
    /// Whether this is a demonstration: what is changed here goes when it ends.
    demo: bool,
    /// Who asks.
    you: Person,
}

/// A language that can be read.
#[derive(Debug, Serialize, JsonSchema)]
struct Language {
    /// ISO 639-1 code.
    code: String,
    /// Its name in itself.
    name: String,
}

/// How much there is of what.
#[derive(Debug, Default, Serialize, JsonSchema)]
struct Counts {
    /// Reports.
    reports: u64,
    /// Claims.
    claims: u64,
    /// Events.
    events: u64,
    /// Reviews.
    reviews: u64,
    /// Saved views.
    views: u64,
}

pub fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/", "What this server is, what it holds, and who asks", about)]
}

fn about(store: &mut Store, call: Call<Nothing, Nothing>) -> Result<About, Problem> {
    let mut counts = Counts::default();
    for (what, count) in store.counts()? {
        let counter = match what {
            "reports" => &mut counts.reports,
            "claims" => &mut counts.claims,
            "events" => &mut counts.events,
            "reviews" => &mut counts.reviews,
            "views" => &mut counts.views,
            _ => continue,
        };
        *counter = count as u64;
    }
    let packs = call.app.library().packs();
    let languages = packs.languages().map(|code| Language { code: code.to_owned(), name: packs.name(code) }).collect();
    let options = &call.app.options;
    Ok(About {
        name: "zenobia",
        version: env!("CARGO_PKG_VERSION"),
        languages,
        counts,
        login: options.login,
        fetch: options.fetch,
        demo: options.demo,
        you: call.person,
    })
}
