//! A row with what people changed of it.

use serde_json::Value as Json;
use zenobia_core::row::Row;

/// Parts of a row that are what the machine found, and not for people to change.
const FIXED: &[&str] = &["id", "of", "review", "quotes", "origins", "confidence", "grade"];

/// A row with what people changed of it.
pub(crate) fn corrected<'a>(
    machine: &str,
    patches: impl Iterator<Item = &'a Json>,
) -> std::result::Result<Row, String> {
    let mut row: Json = serde_json::from_str(machine).map_err(|error| error.to_string())?;
    for patch in patches {
        let Json::Object(fields) = patch else { return Err("a correction names fields and their values".to_owned()) };
        for field in fields.keys() {
            if FIXED.contains(&field.as_str()) {
                return Err(format!("`{field}` is what the machine found and stays; correct what it says instead"));
            }
            if row.get(field).is_none() {
                let known = row.as_object().into_iter().flat_map(|row| row.keys());
                let known: Vec<&str> = known.map(String::as_str).filter(|field| !FIXED.contains(field)).collect();
                return Err(format!("a row has no `{field}`; its fields are {}", known.join(", ")));
            }
        }
        merge(&mut row, patch);
    }
    serde_json::from_value(row).map_err(|error| format!("the corrected row is none: {error}"))
}

/// RFC 7396.
fn merge(target: &mut Json, patch: &Json) {
    let Json::Object(fields) = patch else {
        target.clone_from(patch);
        return;
    };
    if !target.is_object() {
        *target = Json::Object(serde_json::Map::new());
    }
    for (field, value) in fields {
        let Some(object) = target.as_object_mut() else { return };
        // Rows have all of their fields: nothing is `null` and not missing.
        merge(object.entry(field.clone()).or_insert(Json::Null), value);
    }
}
