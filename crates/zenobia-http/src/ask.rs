//! What is asked for, by the same schema that tells what can be asked: parameters of paths and questions, and bodies.
//!
//! Text becomes JSON as the schema of the type says, the schema decides whether it is sound, and only then is it read. So what the
//! OpenAPI says is what is taken, and nothing else.

use std::any::TypeId;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use jsonschema::error::{TypeKind, ValidationErrorKind as Wrong};
use jsonschema::{ValidationError, Validator};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::problem::{Code, Fault, Problem, Said};

/// What a parameter is read as.
#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Text,
    Whole,
    Number,
    Flag,
    List(Box<Kind>),
}

/// The schema of a type, ready for use.
struct Shape {
    kinds: BTreeMap<String, Kind>,
    /// What can be chosen, of properties that are words of a list.
    choices: BTreeMap<String, Vec<String>>,
    validator: Validator,
}

/// Parameters as a value of a type.
///
/// # Errors
/// What is wrong with which of them.
pub fn parameters<'a, T: DeserializeOwned + JsonSchema + 'static>(
    mut pairs: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
) -> Result<T, Problem> {
    let shape = shape::<T>()?;
    let value = object(&shape, &mut pairs)?;
    read(&shape, value).map_err(|problem| by_name(problem, &shape))
}

/// Faults under the names of parameters, with what can be chosen where that is a list.
fn by_name(problem: Problem, shape: &Shape) -> Problem {
    let name = |fault: Fault| {
        let name = fault.name.split('.').next().unwrap_or_default().to_owned();
        match shape.choices.get(&name) {
            Some(choices) => Fault::of(name, Code::OneOf, &[("known", &choices.join(", "))]),
            None => Fault { name, ..fault },
        }
    };
    match problem.errors.is_empty() {
        true => problem,
        false => Problem::faults(problem.errors.into_iter().map(name).collect()),
    }
}

/// Parameters as JSON.
fn object(shape: &Shape, pairs: &mut dyn Iterator<Item = (Cow<'_, str>, Cow<'_, str>)>) -> Result<Value, Problem> {
    let mut object = Map::new();
    let mut faults = Vec::new();
    for (name, text) in pairs {
        let Some(kind) = shape.kinds.get(name.as_ref()) else {
            faults.push(unknown(&name, shape));
            continue;
        };
        if let Err(code) = enter(&mut object, &name, kind, &text) {
            faults.push(Fault::of(name, code, &[]));
        }
    }
    if faults.is_empty() { Ok(Value::Object(object)) } else { Err(Problem::faults(faults)) }
}

fn enter(object: &mut Map<String, Value>, name: &str, kind: &Kind, text: &str) -> Result<(), Code> {
    match kind {
        Kind::List(each) => {
            let value = value(each, text)?;
            let list = object.entry(name).or_insert_with(|| Value::Array(Vec::new()));
            list.as_array_mut().into_iter().for_each(|list| list.push(value.clone()));
        }
        _ if object.contains_key(name) => return Err(Code::GivenTwice),
        kind => drop(object.insert(name.to_owned(), value(kind, text)?)),
    }
    Ok(())
}

/// The parameters of a question, `a=1&b=2`.
///
/// # Errors
/// As [`parameters`].
pub fn query<T: DeserializeOwned + JsonSchema + 'static>(text: Option<&str>) -> Result<T, Problem> {
    parameters(url::form_urlencoded::parse(text.unwrap_or_default().as_bytes()))
}

/// A body of JSON.
///
/// # Errors
/// What is wrong with it.
pub fn body<T: DeserializeOwned + JsonSchema + 'static>(bytes: &[u8]) -> Result<T, Problem> {
    let value = serde_json::from_slice(bytes).map_err(|error| Problem::of(Code::NoJson, &[("said", &error)]))?;
    read(&*shape::<T>()?, value).map_err(Problem::as_refusal)
}

fn read<T: DeserializeOwned>(shape: &Shape, value: Value) -> Result<T, Problem> {
    check(shape, &value)?;
    serde_json::from_value(value).map_err(|error| Problem::of(Code::Question, &[("said", &error)]))
}

fn check(shape: &Shape, value: &Value) -> Result<(), Problem> {
    let faults: Vec<Fault> = shape.validator.iter_errors(value).take(10).map(|error| fault(&error)).collect();
    if faults.is_empty() { Ok(()) } else { Err(Problem::faults(faults)) }
}

fn fault(error: &ValidationError<'_>) -> Fault {
    let path = error.instance_path().to_string();
    let name = path.trim_start_matches('/').replace('/', ".");
    Fault::new(if name.is_empty() { "body".to_owned() } else { name }, said(error))
}

/// What a schema finds wrong, in the words of this server.
fn said(error: &ValidationError<'_>) -> Said {
    match error.kind() {
        Wrong::Minimum { limit } => Said::of(Code::AtLeast, &[("limit", limit)]),
        Wrong::Maximum { limit } => Said::of(Code::AtMost, &[("limit", limit)]),
        Wrong::MinLength { limit } => Said::of(Code::TooShort, &[("limit", limit)]),
        Wrong::MaxLength { limit } => Said::of(Code::TooLong, &[("limit", limit)]),
        Wrong::MaxItems { limit } => Said::of(Code::TooMany, &[("limit", limit)]),
        Wrong::Required { property } => Said::of(Code::Lacking, &[("field", &property.as_str().unwrap_or_default())]),
        Wrong::AdditionalProperties { unexpected } => {
            Said::of(Code::UnknownField, &[("fields", &unexpected.join(", "))])
        }
        Wrong::Pattern { pattern } => Said::of(Code::WrongForm, &[("pattern", pattern)]),
        Wrong::Format { format } if format == "date" => Said::of(Code::NoDay, &[]),
        Wrong::Enum { options } => Said::of(Code::OneOf, &[("known", &listed(options).unwrap_or_default().join(", "))]),
        Wrong::Type { kind: TypeKind::Single(kind) } => Said::of(Code::WrongKind, &[("kind", kind)]),
        _ => Said::of(Code::WrongValue, &[("said", error)]),
    }
}

/// Most bytes of a body, where nothing else is said.
pub const MOST: usize = 2 << 20;
/// The longest time that a body may take to arrive, so that who sends a letter a second holds nothing up for long.
const PATIENCE: Duration = Duration::from_secs(60);

/// The whole body of a question.
///
/// # Errors
/// When it is too large, or too slow, or breaks off.
pub async fn whole(request: Request, most: usize) -> Result<Bytes, Problem> {
    let told = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|told| told > most) {
        return Err(too_large(most));
    }
    match tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), most)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        // It says so of what is too large, and of what broke off it tells why.
        Ok(Err(error)) if error.to_string().contains("length limit") => Err(too_large(most)),
        Ok(Err(error)) => Err(Problem::of(Code::NoBody, &[("said", &error)])),
        Err(_) => Err(Problem::of(Code::TooSlow, &[])),
    }
}

/// More than is taken.
pub fn too_large(most: usize) -> Problem {
    Problem::of(Code::TooLarge, &[("megabytes", &(most >> 20))])
}

fn unknown(name: &str, shape: &Shape) -> Fault {
    let known: Vec<&str> = shape.kinds.keys().map(String::as_str).collect();
    match known.is_empty() {
        true => Fault::of(name, Code::NoParameters, &[]),
        false => Fault::of(name, Code::UnknownParameter, &[("known", &known.join(", "))]),
    }
}

fn value(kind: &Kind, text: &str) -> Result<Value, Code> {
    match kind {
        Kind::Text | Kind::List(_) => Ok(Value::from(text)),
        Kind::Whole => text.parse::<i64>().map(Value::from).map_err(|_| Code::WholeNumber),
        Kind::Number => {
            let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
            number.map(Value::from).ok_or(Code::AnyNumber)
        }
        Kind::Flag => match text {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(Code::TrueOrFalse),
        },
    }
}

/// Shapes that were made before: making one takes longer than most questions.
fn shape<T: JsonSchema + 'static>() -> Result<Arc<Shape>, Problem> {
    static SHAPES: OnceLock<Mutex<BTreeMap<TypeId, Arc<Shape>>>> = OnceLock::new();
    let shapes = SHAPES.get_or_init(Mutex::default);
    let mut shapes = shapes.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(shape) = shapes.get(&TypeId::of::<T>()) {
        return Ok(shape.clone());
    }
    let shape = Arc::new(make::<T>().map_err(Problem::fault)?);
    shapes.insert(TypeId::of::<T>(), shape.clone());
    Ok(shape)
}

fn make<T: JsonSchema>() -> Result<Shape, String> {
    let settings = SchemaSettings::draft2020_12().for_deserialize().with(|settings| settings.inline_subschemas = true);
    let schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    let properties = schema.get("properties").and_then(Value::as_object);
    let kinds = properties.into_iter().flatten().map(|(name, schema)| (name.clone(), kind(schema))).collect();
    let choices = properties.into_iter().flatten();
    let choices = choices.filter_map(|(name, schema)| Some((name.clone(), words(schema)?))).collect();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema);
    Ok(Shape { kinds, choices, validator: validator.map_err(|error| error.to_string())? })
}

/// The words of a schema that lists some, by itself, as items, or beside `null`.
fn words(schema: &Value) -> Option<Vec<String>> {
    if let Some(items) = schema.get("items") {
        return words(items);
    }
    if let Some(list) = schema.get("enum") {
        return listed(list);
    }
    if let Some(word) = schema.get("const").and_then(Value::as_str) {
        return Some(vec![word.to_owned()]);
    }
    let parts = schema.get("oneOf").or_else(|| schema.get("anyOf"))?.as_array()?;
    let all: Vec<String> = parts.iter().filter_map(words).flatten().collect();
    (!all.is_empty()).then_some(all)
}

/// The words of a list.
fn listed(list: &Value) -> Option<Vec<String>> {
    list.as_array().map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

fn kind(schema: &Value) -> Kind {
    let told = match schema.get("type") {
        Some(Value::String(told)) => Some(told.as_str()),
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).find(|told| *told != "null"),
        _ => None,
    };
    match told {
        Some("integer") => Kind::Whole,
        Some("number") => Kind::Number,
        Some("boolean") => Kind::Flag,
        Some("array") => Kind::List(Box::new(schema.get("items").map_or(Kind::Text, kind))),
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Default, PartialEq, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    struct Asked {
        event: Vec<String>,
        #[schemars(range(min = 1, max = 1000))]
        limit: Option<u32>,
        confidence: Option<f64>,
        old: bool,
        #[schemars(extend("format" = "date"))]
        since: Option<String>,
        of: Option<Of>,
    }

    #[derive(Debug, PartialEq, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    enum Of {
        /// One.
        Claims,
        /// Other.
        Events,
    }

    #[test]
    fn parameters_are_read_as_their_schema_says() {
        let asked: Asked =
            query(Some("event=ASSAULT&event=CONTROL&limit=7&confidence=0.5&old=true&since=2016-03-28&of=events"))
                .unwrap();
        let expected = Asked {
            event: vec!["ASSAULT".into(), "CONTROL".into()],
            limit: Some(7),
            confidence: Some(0.5),
            old: true,
            since: Some("2016-03-28".into()),
            of: Some(Of::Events),
        };
        assert_eq!(asked, expected);
        assert_eq!(query::<Asked>(None).unwrap(), Asked::default());
    }

    #[test]
    fn what_the_schema_does_not_allow_is_refused_by_name() {
        for (text, name) in [
            ("color=red", "color"),
            ("limit=0", "limit"),
            ("limit=1001", "limit"),
            ("limit=ten", "limit"),
            ("limit=1&limit=2", "limit"),
            ("confidence=NaN", "confidence"),
            ("old=yes", "old"),
            ("since=2016-02-30", "since"),
            ("of=stars", "of"),
        ] {
            let problem = query::<Asked>(Some(text)).unwrap_err();
            assert_eq!((problem.status, problem.errors[0].name.as_str()), (400, name), "{text}: {}", problem.detail);
        }
    }

    #[test]
    fn words_of_a_list_are_told() {
        let problem = query::<Asked>(Some("of=stars")).unwrap_err();
        assert_eq!(problem.errors[0].message, "write one of claims, events");
    }

    #[test]
    fn bodies_are_checked_too() {
        assert_eq!(body::<Asked>(b"{\"limit\": 3}").unwrap().limit, Some(3));
        assert_eq!(body::<Asked>(b"{").unwrap_err().status, 400);
        assert_eq!(body::<Asked>(b"{\"limit\": 0}").unwrap_err().status, 422);
        assert_eq!(body::<Asked>(b"{\"limits\": 1}").unwrap_err().status, 422);
    }
}
