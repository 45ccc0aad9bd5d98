//! Rule files: `rules/<family>/*.toml`, with their examples.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::expression::{self, Expression, Operation};
use super::lexicon::{Lexicon, Vocabulary};
use super::pattern::{self, Key, Pattern, Step};
use crate::pack::{Files, decode};
use crate::problem::Problem;

/// A rule, ready to match.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Path of the rule inside its pack, without extension: `rules/time/relative#il-y-a`.
    pub path: String,
    /// What to make of a match: one expression for each mention.
    pub make: Vec<Expression>,
    pub(crate) pattern: Pattern,
}

/// A sentence beside a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Path of its rule.
    pub rule: String,
    /// The sentence.
    pub text: String,
    /// What the rule must make of it; `None` when the rule must not match.
    pub expected: Option<String>,
}

/// All rules of a family, indexed by what they can begin with.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// In the order of files and of rules in them.
    pub rules: Vec<Rule>,
    /// The sentences beside them.
    pub examples: Vec<Example>,
    /// The words of their classes.
    pub lexicon: Lexicon,
    /// The rules that can begin with something.
    pub(crate) starts: FxHashMap<Key, Starts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    #[serde(default)]
    rule: Vec<RuleSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleSource {
    name: String,
    #[serde(rename = "match")]
    patterns: OneOrMany,
    make: OneOrMany,
    #[serde(default)]
    yes: BTreeMap<String, String>,
    #[serde(default)]
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn all(&self) -> &[String] {
        match self {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }
}

/// Reads the rule files below a folder, such as `rules/time/`. A faulty rule becomes a problem and is left out.
pub fn parse(
    files: &Files,
    folder: &str,
    lexicon: Lexicon,
    operations: &[Operation],
    problems: &mut Vec<Problem>,
) -> Rules {
    let mut rules = Rules { lexicon, ..Rules::default() };
    for (path, text) in files.below(folder).filter(|(path, _)| path.ends_with(".toml")) {
        let Some(source) = decode::<Source>(path, text, problems) else { continue };
        for rule in source.rule {
            rules.add(path, text, &rule, operations, problems);
        }
    }
    rules.index();
    rules
}

/// The line a rule is named on.
fn line_of(text: &str, name: &str) -> u32 {
    let quoted = format!("\"{name}\"");
    let named = |line: &str| line.trim_start().starts_with("name") && line.contains(&quoted);
    text.lines().position(named).map_or(0, |line| line as u32 + 1)
}

impl Rules {
    fn add(
        &mut self,
        path: &str,
        text: &str,
        source: &RuleSource,
        operations: &[Operation],
        problems: &mut Vec<Problem>,
    ) {
        let line = line_of(text, &source.name);
        let full = format!("{}#{}", path.trim_end_matches(".toml"), source.name);
        let mut report = |fault: String| {
            problems.push(Problem::at(path, line, format!("rule `{}`: {fault}", source.name)));
        };
        if source.yes.is_empty() && source.no.is_empty() {
            report("it has no example: add one below `[rule.yes]` or in `no`".to_owned());
        }
        if self.rules.iter().any(|rule| rule.path == full) {
            report("the file has another rule of that name: rename one".to_owned());
        }
        let make: Result<Vec<_>, _> =
            source.make.all().iter().map(|make| expression::parse(make, operations)).collect();
        let Ok(make) = make.map_err(&mut report) else { return };
        for pattern in source.patterns.all() {
            match compile(pattern, &mut self.lexicon.vocabulary, make.len()) {
                Ok(pattern) => self.rules.push(Rule { path: full.clone(), make: make.clone(), pattern }),
                Err(fault) => report(fault),
            }
        }
        let example = |text: &String, expected| Example { rule: full.clone(), text: text.clone(), expected };
        self.examples.extend(source.yes.iter().map(|(text, value)| example(text, Some(value.clone()))));
        self.examples.extend(source.no.iter().map(|text| example(text, None)));
    }

    fn index(&mut self) {
        for (number, Rule { pattern, .. }) in (0..).zip(&self.rules) {
            for first in pattern.next(0).0 {
                let Some(key) = pattern.steps[first].key() else { continue };
                let starts = self.starts.entry(key).or_default();
                let (next, ends) = pattern.next(first + 1);
                if ends {
                    starts.alone.push(number);
                }
                for key in next.iter().filter_map(|&step| pattern.steps[step].key()) {
                    starts.before.entry(key).or_default().push(number);
                }
            }
        }
    }
}

/// The rules that can begin with one thing: most begin with words that are everywhere, and what follows tells them apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Starts {
    /// Those that it may be all of.
    pub alone: Vec<u32>,
    /// Those that go on, by what they go on with.
    pub before: FxHashMap<Key, Vec<u32>>,
}

fn compile(source: &str, vocabulary: &mut Vocabulary, makes: usize) -> Result<Pattern, String> {
    let pattern = pattern::parse(source, vocabulary)?;
    if pattern.next(0).1 {
        return Err(format!("`{source}` can match nothing at all"));
    }
    let mentions = pattern.steps.iter().filter(|step| **step == Step::Open).count().max(1);
    match mentions >= makes {
        true => Ok(pattern),
        false => Err(format!("it makes {makes} findings of {mentions} mentions: mark them with `{{` and `}}`")),
    }
}
