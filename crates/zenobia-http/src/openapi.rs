//! The description of all routes, OpenAPI 3.1, from the routes themselves.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::problem::{MEDIA, Problem, kinds};
use crate::route::{Described, Route};

/// Schemas of what goes in and of what comes out.
pub struct Schemas {
    input: SchemaGenerator,
    output: SchemaGenerator,
}

impl Default for Schemas {
    fn default() -> Schemas {
        let settings =
            SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = "/components/schemas".into());
        Schemas {
            input: settings.clone().for_deserialize().into_generator(),
            output: settings.for_serialize().into_generator(),
        }
    }
}

impl Schemas {
    /// Of parameters, one property each.
    pub fn parameters<T: JsonSchema>(&mut self) -> Schema {
        T::json_schema(&mut self.input)
    }

    /// Of a body.
    pub fn body<T: JsonSchema>(&mut self) -> Schema {
        self.input.subschema_for::<T>()
    }

    /// Of an answer.
    pub fn answer<T: JsonSchema>(&mut self) -> Schema {
        self.output.subschema_for::<T>()
    }
}

/// The document.
///
/// # Panics
/// When a type is written in one way and read in another under one name, which the tests see.
pub fn document(routes: &[Route]) -> Value {
    let mut schemas = Schemas::default();
    let problem = schemas.answer::<Problem>();
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for route in routes {
        let described = route.described(&mut schemas);
        let operation = operation(route, described, &problem);
        paths.entry(route.path).or_default().insert(route.method.as_str().to_ascii_lowercase(), operation);
    }
    let mut components = schemas.output.take_definitions(true);
    for (name, schema) in schemas.input.take_definitions(true) {
        let other = components.entry(name.clone()).or_insert_with(|| schema.clone()).clone();
        assert_eq!(other, schema, "{name} is read in another way than it is written: name the two apart");
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Zenobia",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Claims and events read from reports of a conflict. What is wrong with a question comes as problem details \
                            (RFC 9457), whose `type` is stable. Lists are read on with `after`, and answers have tags (`ETag`).",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"}
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token that an admin has made."},
                "session": {"type": "apiKey", "in": "cookie", "name": crate::guard::COOKIE, "description": "Set by logging in."}
            }
        },
        "security": [{}, {"token": []}, {"session": []}],
        "x-problems": kinds()
    })
}

fn operation(route: &Route, described: Described, problem: &Schema) -> Value {
    let mut parameters = parameters(&described.path, "path");
    parameters.extend(parameters_of_query(&described.query));
    if route.once {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "A name for this change, new for each: sent again with the same name it is made once.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}
        }));
    }
    let content = |media: Vec<(String, Schema)>| -> Map<String, Value> {
        media.into_iter().map(|(media, schema)| (media, json!({"schema": schema}))).collect()
    };
    let mut responses = Map::new();
    for (status, media) in described.answers {
        let description = if status < 300 { "Done." } else { "See the headers." };
        let mut response = json!({"description": description});
        if !media.is_empty() {
            response["content"] = Value::Object(content(media));
        }
        responses.insert(status.to_string(), response);
    }
    if route.method == axum::http::Method::GET {
        responses.insert("304".to_owned(), json!({"description": "Nothing has changed since."}));
    }
    let wrong = json!({"description": "What is wrong.", "content": {MEDIA: {"schema": problem}}});
    responses.insert("default".to_owned(), wrong);
    let mut operation = json!({
        "operationId": name(route),
        "summary": route.summary,
        "tags": [tag(route.path)],
        "x-role": route.role,
        "parameters": parameters,
        "responses": responses
    });
    if !described.body.is_empty() {
        let media = described.body.into_iter().map(|(media, schema)| (media.to_owned(), schema)).collect();
        operation["requestBody"] = json!({"required": true, "content": content(media)});
    }
    operation
}

fn parameters_of_query(schema: &Schema) -> Vec<Value> {
    let mut all = parameters(schema, "query");
    for parameter in &mut all {
        if parameter["schema"]["type"] == "array" {
            parameter["style"] = "form".into();
            parameter["explode"] = true.into();
        }
    }
    all
}

fn parameters(schema: &Schema, place: &str) -> Vec<Value> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let required = schema.get("required").and_then(Value::as_array);
    let parameter = |(name, schema): (&String, &Value)| {
        let mut schema = given(schema.clone());
        let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let is_required = place == "path" || required.is_some_and(|names| names.iter().any(|one| one == name));
        let mut parameter = json!({"name": name, "in": place, "required": is_required, "schema": schema});
        if let Some(description) = description {
            parameter["description"] = description;
        }
        parameter
    };
    properties.into_iter().flatten().map(parameter).collect()
}

/// A parameter is given or left out, and never `null`.
fn given(mut schema: Value) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.remove("default");
        if let Some(Value::Array(kinds)) = object.get_mut("type") {
            kinds.retain(|kind| kind != "null");
            if let [kind] = kinds.as_slice() {
                let kind = kind.clone();
                object.insert("type".to_owned(), kind);
            }
        }
        if let Some(Value::Array(mut several)) = object.remove("anyOf") {
            several.retain(|one| one["type"] != "null");
            match several.as_mut_slice() {
                [Value::Object(one)] => object.extend(std::mem::take(one)),
                _ => drop(object.insert("anyOf".to_owned(), Value::Array(several))),
            }
        }
    }
    schema
}

/// `GET /api/v1/claims/{id}/why` is `getClaimsIdWhy`.
fn name(route: &Route) -> String {
    let words = route.path.trim_start_matches("/api/v1").split(|letter: char| !letter.is_ascii_alphanumeric());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    route.method.as_str().to_ascii_lowercase() + &words.map(capital).collect::<String>()
}

/// The first part of a path.
fn tag(path: &str) -> &str {
    let rest = path.strip_prefix("/api/v1").unwrap_or(path);
    rest.trim_start_matches('/').split('/').next().filter(|part| !part.is_empty()).unwrap_or("server")
}
