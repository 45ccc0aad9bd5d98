//! What is wrong in a user's own files of actors.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::knowledge::KnownActor;

use crate::Fault;
use crate::table::{country, date};

#[derive(serde::Deserialize)]
struct ActorFile {
    #[serde(default)]
    actor: Vec<KnownActor>,
}

/// Checks one file in the format of `knowledge/actors/*.toml`: what cannot be read, keys that come twice, countries, dates, offices of nobody.
/// `known` says whether there is an actor with a key.
///
/// ```
/// use zenobia_knowledge::check::check;
/// let text = "[[actor]]\nkey = \"a\"\nname = \"A\"\nkind = \"militia\"\ncountry = \"Mali\"\n";
/// assert_eq!(check(text, &|_| false)[0].line, 1);
/// ```
pub fn check(text: &str, known: &dyn Fn(&str) -> bool) -> Vec<Fault> {
    let file: ActorFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let line = error.span().map_or(0, |span| 1 + text[..span.start].matches('\n').count());
            return vec![Fault::at(line, format!("{}: mend the line", error.message()))];
        }
    };
    let heads = text.lines().enumerate().filter(|(_, line)| line.trim() == "[[actor]]").map(|(index, _)| index + 1);
    let mut faults = Vec::new();
    let mut keys: BTreeMap<&str, usize> = BTreeMap::new();
    let own: BTreeSet<&str> = file.actor.iter().map(|actor| actor.key.as_str()).collect();
    for (actor, line) in file.actor.iter().zip(heads) {
        if let Some(first) = keys.insert(&actor.key, line) {
            faults.push(Fault::at(
                line,
                format!("the key `{}` is that of line {first} too: give one another key", actor.key),
            ));
        }
        let messages = faults_of(actor, &|key| known(key) || own.contains(key));
        faults.extend(messages.into_iter().map(|message| Fault::at(line, format!("{}: {message}", actor.key))));
    }
    faults
}

fn faults_of(actor: &KnownActor, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut messages = Vec::new();
    let sound = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-' || letter == '/';
    if actor.key.is_empty() || !actor.key.chars().all(sound) {
        messages.push("a key is made of small letters, digits and hyphens: rename it".to_owned());
    }
    messages.extend(actor.country.iter().chain(&actor.countries).filter_map(|code| country(code).err()));
    let bounds =
        [(&actor.from, &actor.to)].into_iter().chain(actor.offices.iter().map(|office| (&office.from, &office.to)));
    for (from, to) in bounds {
        messages.extend([from, to].into_iter().flatten().filter_map(|day| date(day).err()));
        if from.as_ref().zip(to.as_ref()).is_some_and(|(from, to)| from > to) {
            messages.push("`to` lies before `from`: turn them round".to_owned());
        }
    }
    let kin = [("parents", &actor.parents), ("allies", &actor.allies), ("rivals", &actor.rivals)];
    for (field, keys) in kin {
        let strangers = keys.iter().filter(|key| !known(key));
        messages
            .extend(strangers.map(|key| format!("{field} names `{key}`, which is no actor: add it, or mend the key")));
    }
    messages
}
