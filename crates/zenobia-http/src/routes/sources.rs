//! Who publishes reports, and whom they cite.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::reconcile::situation::Origin;
use zenobia_core::row::RowKind;
use zenobia_store::{Entity, EntityKind, Item, Listed, Publisher as Source, Query, Share, Shelf, Store};

use super::intake::Unread;
use super::situation::part;
use crate::problem::{Code, Problem};
use crate::route::{Call, Nothing, Route};

/// Who publishes and who is cited.
#[derive(Debug, Serialize, JsonSchema)]
struct Sources {
    /// Those who published reports.
    publishers: Vec<Publisher>,
    /// Those whom reports cite, most often first.
    cited: Vec<Entity>,
}

/// Somebody who published reports.
#[derive(Debug, Serialize, JsonSchema)]
struct Publisher {
    /// What they are called.
    name: String,
    /// The host of their pages.
    host: Option<String>,
    /// Reports, older versions of pages among them.
    documents: u64,
    /// Claims in the newest versions of these.
    claims: u64,
    /// Languages of the reports.
    languages: Vec<String>,
    /// Days of the first and the last publication.
    first: Option<String>,
    /// As above.
    last: Option<String>,
    /// When one of the reports was last found somewhere for the first time.
    seen: Option<String>,
    /// Reports of theirs that are nearly the text of another's.
    copies: u64,
    /// Pages of theirs that could not be fetched.
    failures: u64,
}

/// The name of a source.
#[derive(Debug, Deserialize, JsonSchema)]
struct Name {
    /// What it is called.
    #[schemars(length(min = 1, max = 500))]
    name: String,
}

/// One source.
#[derive(Debug, Serialize, JsonSchema)]
struct SourcePage {
    /// What it published; `null` for one that is only cited.
    publisher: Option<Publisher>,
    /// Its last reports.
    documents: Vec<Listed>,
    /// Claims that it published, or that others say are its word.
    claims: u64,
    /// Those who say so in these claims.
    cites: Vec<Share>,
    /// Its reports that are nearly the text of another's, and whose.
    copies: Vec<Copy>,
    /// Pages of it that could not be fetched, and why.
    failures: Vec<Unread>,
}

/// A report that is nearly the text of another.
#[derive(Debug, Serialize, JsonSchema)]
struct Copy {
    /// Id of the report.
    report: String,
    /// Id of the one that was published first.
    of: String,
}

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/sources", "Who publishes reports, and whom they cite", list),
        Route::get(
            "/api/v1/sources/{name}",
            "A source: its reports, whom it cites, what it copied, what could not be fetched",
            one,
        ),
    ]
}

fn list(store: &mut Store, _: Call<Nothing, Nothing>) -> Result<Sources, Problem> {
    let reports: Vec<Origin> = part(store, "reports")?;
    let failures = store.intake(false)?;
    let publishers =
        store.publishers()?.into_iter().filter_map(|source| publisher(source, &reports, &failures)).collect();
    let cited = store.entities(EntityKind::Source, None, 200, 0)?;
    Ok(Sources { publishers, cited })
}

/// A publisher that has a name.
fn publisher(source: Source, reports: &[Origin], failures: &[Item]) -> Option<Publisher> {
    let name = source.name?;
    let is_own = |report: &&Origin| report.publisher.as_deref() == Some(name.as_str());
    let copies = reports.iter().filter(is_own).filter(|report| report.copy_of.is_some()).count() as u64;
    let failures = failures.iter().filter(|item| is_at(item, source.host.as_deref())).count() as u64;
    Some(Publisher {
        documents: source.reports as u64,
        claims: source.claims as u64,
        languages: source.languages,
        first: source.first_published,
        last: source.last_published,
        seen: source.last_seen,
        host: source.host,
        name,
        copies,
        failures,
    })
}

/// Whether something that could not be read lies at a host.
fn is_at(item: &Item, host: Option<&str>) -> bool {
    let at = url::Url::parse(&item.location).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.is_some()
        && at.as_deref().map(|at| at.trim_start_matches("www.")) == host.map(|host| host.trim_start_matches("www."))
}

fn one(store: &mut Store, call: Call<Name, Nothing>) -> Result<SourcePage, Problem> {
    let name = call.path.name;
    let reports: Vec<Origin> = part(store, "reports")?;
    let failures = store.intake(false)?;
    let found = store.publishers()?.into_iter().find(|source| source.name.as_ref() == Some(&name));
    let host = found.as_ref().and_then(|source| source.host.clone());
    let claims = Query { of: Some(RowKind::Claim), source: vec![name.clone()], ..Query::default() };
    let facets = store.facets(&claims)?;
    if found.is_none() && facets.total == 0 {
        return Err(Problem::of(Code::NoSource, &[("name", &name)]));
    }
    let shelf = Shelf { publisher: Some(name.clone()), limit: 20, ..Shelf::default() };
    let is_own = |report: &&Origin| report.publisher.as_deref() == Some(name.as_str());
    let copies = reports
        .iter()
        .filter(is_own)
        .filter_map(|report| Some(Copy { report: report.report.clone(), of: report.copy_of.clone()? }));
    Ok(SourcePage {
        documents: store.documents(&shelf)?.0,
        claims: facets.total,
        cites: facets.source.into_iter().filter(|share| share.name != name).collect(),
        copies: copies.collect(),
        publisher: found.and_then(|source| publisher(source, &reports, &failures)),
        failures: failures.into_iter().filter(|item| is_at(item, host.as_deref())).map(Unread::from).collect(),
    })
}
