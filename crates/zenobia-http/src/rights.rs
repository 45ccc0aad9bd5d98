//! What each role may, all of it: the one place where that is decided. A route that is not here is not served.

use axum::http::Method;

use crate::person::Role;

/// What a role may ask, beyond what the roles before it may.
pub const RIGHTS: &[(Role, &[(&str, &str)])] = &[
    (
        Role::Guest,
        &[
            ("GET", "/healthz"),
            ("GET", "/openapi.json"),
            ("GET", "/api/v1/me"),
            ("POST", "/api/v1/login"),
            ("POST", "/api/v1/logout"),
        ],
    ),
    (
        Role::Viewer,
        &[
            ("GET", "/api/v1/"),
            ("GET", "/api/v1/actors"),
            ("GET", "/api/v1/actors/{id}"),
            ("GET", "/api/v1/changes"),
            ("GET", "/api/v1/claims"),
            ("GET", "/api/v1/claims/{id}"),
            ("GET", "/api/v1/claims/{id}/why"),
            ("GET", "/api/v1/control"),
            ("GET", "/api/v1/documents"),
            ("GET", "/api/v1/documents/{id}"),
            ("GET", "/api/v1/documents/{id}/record"),
            ("GET", "/api/v1/events"),
            ("GET", "/api/v1/events/{id}"),
            ("GET", "/api/v1/events/{id}/accounts"),
            ("GET", "/api/v1/events/{id}/history"),
            ("GET", "/api/v1/exports"),
            ("GET", "/api/v1/exports/{format}"),
            ("GET", "/api/v1/exports/{format}/preview"),
            ("GET", "/api/v1/facets"),
            ("GET", "/api/v1/gazetteer"),
            ("GET", "/api/v1/histogram"),
            ("GET", "/api/v1/intake"),
            ("GET", "/api/v1/map"),
            ("GET", "/api/v1/places"),
            ("GET", "/api/v1/places/{id}"),
            ("GET", "/api/v1/queue"),
            ("GET", "/api/v1/reviews"),
            ("GET", "/api/v1/sites"),
            ("GET", "/api/v1/sites/{id}"),
            ("GET", "/api/v1/situation"),
            ("GET", "/api/v1/sources"),
            ("GET", "/api/v1/sources/{name}"),
            ("GET", "/api/v1/tasks"),
            ("GET", "/api/v1/tasks/{id}"),
            ("GET", "/api/v1/tasks/{id}/events"),
            ("GET", "/api/v1/views"),
            ("GET", "/api/v1/views/{name}"),
            ("GET", "/api/v1/vocabulary"),
            ("GET", "/feeds/{feed}"),
            ("GET", "/metrics"),
            ("GET", "/ogc"),
            ("GET", "/ogc/collections"),
            ("GET", "/ogc/collections/{collection}"),
            ("GET", "/ogc/collections/{collection}/items"),
            ("GET", "/ogc/collections/{collection}/items/{feature}"),
            ("GET", "/ogc/conformance"),
        ],
    ),
    (
        Role::Reviewer,
        &[
            ("POST", "/api/v1/reviews"),
            ("POST", "/api/v1/reviews/bulk"),
            ("PUT", "/api/v1/views/{name}"),
            ("DELETE", "/api/v1/views/{name}"),
        ],
    ),
    (
        Role::Editor,
        &[("POST", "/api/v1/documents"), ("POST", "/api/v1/intake/{id}/drop"), ("POST", "/api/v1/intake/{id}/retry")],
    ),
    (
        Role::Admin,
        &[
            ("GET", "/api/v1/tokens"),
            ("POST", "/api/v1/tokens"),
            ("DELETE", "/api/v1/tokens/{id}"),
            ("GET", "/api/v1/users"),
            ("POST", "/api/v1/users"),
            ("DELETE", "/api/v1/users/{name}"),
        ],
    ),
];

/// The least role that may ask a route; `None` for a route that nobody may ask.
pub fn least(method: &Method, path: &str) -> Option<Role> {
    let is_here = |(_, routes): &&(Role, &[(&str, &str)])| routes.contains(&(method.as_str(), path));
    RIGHTS.iter().find(is_here).map(|(role, _)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes;

    #[test]
    fn every_route_stands_in_the_table_once_and_the_table_has_no_other() {
        let mut table: Vec<(String, &str)> = RIGHTS
            .iter()
            .flat_map(|(_, routes)| routes.iter())
            .map(|(method, path)| ((*method).to_owned(), *path))
            .collect();
        let mut all: Vec<(String, &str)> =
            routes::all().iter().map(|route| (route.method.to_string(), route.path)).collect();
        table.sort();
        all.sort();
        assert_eq!(table, all);
    }
}
