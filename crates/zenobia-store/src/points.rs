//! How many findings of a type lie at each point, which the database keeps count of: a map of all of them looks at the points alone.

use crate::clause::{Statement, shelves};
use crate::engine::Dialect;
use crate::query::Query;

/// Whether a question narrows by nothing but where, the type, and whether there are coordinates.
pub(crate) fn is_of_points(query: &Query) -> bool {
    let Query { of, event, bbox, old_versions, sort, descending, limit, .. } = query.clone();
    let bare = Query { of, event, bbox, old_versions, sort, descending, limit, ..Query::default() };
    bare == Query { located: query.located.filter(|&is| !is), ..query.clone() }
}

/// A statement over the points of a question: `write` is handed ` FROM … WHERE …` of `finding_points f`.
pub(crate) fn points(query: &Query, write: &dyn Fn(&str) -> String) -> Statement {
    let mut statement = Statement::default();
    let conditions = conditions(&mut statement, query, query.bbox);
    statement.sql = write(&format!(" FROM finding_points f WHERE {conditions}"));
    statement
}

/// The numbers of the findings of a question within a box.
pub(crate) fn within(dialect: Dialect, query: &Query, bounds: [f64; 4]) -> Statement {
    let mut statement = Statement::default();
    let conditions = conditions(&mut statement, query, Some(bounds));
    let [w, s, e, n] = bounds.map(|edge| statement.bind(edge));
    statement.sql = match dialect {
        Dialect::Sqlite => format!(
            "SELECT f.id FROM finding_boxes b CROSS JOIN findings f ON f.id = b.id WHERE b.west <= {e} AND b.east >= {w} \
             AND b.south <= {n} AND b.north >= {s} AND {conditions}"
        ),
        Dialect::Postgres => format!(
            "SELECT f.id FROM findings f WHERE f.point && ST_MakeEnvelope({w}, {s}, {e}, {n}, 4326) AND {conditions}"
        ),
    };
    statement
}

fn conditions(statement: &mut Statement, query: &Query, bbox: Option<[f64; 4]>) -> String {
    let mut all = vec![format!("f.shelf IN ({})", shelves(query))];
    if !query.event.is_empty() {
        let marks: Vec<String> = query.event.iter().map(|event| statement.bind(event.to_uppercase())).collect();
        all.push(format!("f.event IN ({})", marks.join(", ")));
    }
    if let Some([west, south, east, north]) = bbox {
        let [w, s, e, n] = [west, south, east, north].map(|edge| statement.bind(edge));
        all.push(match west <= east {
            true => format!("f.longitude >= {w} AND f.longitude <= {e}"),
            false => format!("(f.longitude >= {w} OR f.longitude <= {e})"),
        });
        all.push(format!("f.latitude >= {s} AND f.latitude <= {n}"));
    }
    all.join(" AND ")
}
