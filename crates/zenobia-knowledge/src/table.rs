//! Tables of actors: the first line names the columns, `name` and `kind` at least; several values of a cell are parted by `;`.

use std::collections::BTreeMap;

use compact_str::CompactString;
use zenobia_core::knowledge::KnownActor;
use zenobia_core::record::ActorKind;

use crate::{Fault, Import, add_name, bare, slug};

/// Reads a table with commas, semicolons or tabs.
pub(crate) fn read(text: &str) -> Import {
    let mut import = Import::default();
    let first = text.lines().next().unwrap_or_default();
    let separator =
        [b'\t', b';', b','].into_iter().max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count());
    let mut table = csv::ReaderBuilder::new();
    table.delimiter(separator.unwrap_or(b',')).flexible(true).trim(csv::Trim::All);
    let mut table = table.from_reader(text.as_bytes());
    let columns: Vec<String> =
        table.headers().map(|names| names.iter().map(str::to_lowercase).collect()).unwrap_or_default();
    if !columns.iter().any(|column| column == "name") {
        let message = "no column `name`: the first line must name the columns (name, kind, country, aliases, acronyms, from, to …)";
        import.faults.push(Fault::at(1, message));
        return import;
    }
    for record in table.records() {
        import.lines += 1;
        let row = match record {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, |position| position.line() as usize);
                import.faults.push(Fault::at(line, format!("{error}: mend the line")));
                continue;
            }
        };
        let line = row.position().map_or(0, |position| position.line() as usize);
        let cells: BTreeMap<&str, &str> = columns.iter().map(String::as_str).zip(row.iter()).collect();
        match actor(&cells) {
            Ok(actor) => import.actors.push(actor),
            Err(message) => import.faults.push(Fault::at(line, message)),
        }
    }
    import
}

fn actor(cells: &BTreeMap<&str, &str>) -> Result<KnownActor, String> {
    let cell = |name: &str| cells.get(name).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let name = cell("name").ok_or("no name: fill the column `name`")?;
    let kind = kind(cell("kind").unwrap_or("organisation"))?;
    let key = cell("key").map_or_else(|| slug(name), slug);
    if key.is_empty() {
        return Err(format!("`{name}` gives no key: name one in a column `key`"));
    }
    let mut actor = bare(key, name.into(), kind);
    let list = |column: &str| {
        cell(column).into_iter().flat_map(|cell| cell.split([';', '|'])).map(str::trim).filter(|one| !one.is_empty())
    };
    ["names", "aliases"].iter().flat_map(|column| list(column)).for_each(|other| add_name(&mut actor, other));
    actor.acronyms.extend(list("acronyms").map(CompactString::from));
    for (column, value) in cells.iter().filter(|(_, value)| !value.trim().is_empty()) {
        if let Some(language) = column.strip_prefix("names.") {
            let names = value.split([';', '|']).map(|one| one.trim().into());
            actor.names.entry(language.into()).or_default().extend(names);
        }
    }
    actor.country = cell("country").map(country).transpose()?;
    (actor.from, actor.to) = (cell("from").map(date).transpose()?, cell("to").map(date).transpose()?);
    if actor.from.as_ref().zip(actor.to.as_ref()).is_some_and(|(from, to)| from > to) {
        return Err("`to` lies before `from`: turn them round".into());
    }
    actor.parents = list("parents").map(CompactString::from).collect();
    actor.allies = list("allies").map(CompactString::from).collect();
    for system in ["wikidata", "cameo", "acled", "ucdp"] {
        cell(system).into_iter().for_each(|code| drop(actor.codes.insert(system.into(), code.into())));
    }
    Ok(actor)
}

pub(crate) fn kind(word: &str) -> Result<ActorKind, String> {
    let word = word.to_lowercase().replace([' ', '_'], "-").replace("organization", "organisation");
    serde_json::from_value(serde_json::Value::from(word.as_str())).map_err(|_| {
        format!("`{word}` is no kind: use state, state-force, armed-group, militia, organisation, media, person or population")
    })
}

pub(crate) fn country(code: &str) -> Result<CompactString, String> {
    let code = code.to_uppercase();
    let sound = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if sound { Ok(code.into()) } else { Err(format!("`{code}` is no country: use the two letters of ISO 3166")) }
}

/// A year, a month or a day: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Result<CompactString, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = [4, 2, 2];
    let digits = parts
        .iter()
        .zip(lengths)
        .all(|(part, length)| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()));
    let sound = digits && parts.len() <= 3 && parts.get(1).is_none_or(|month| ("01"..="12").contains(month));
    let sound = sound && parts.get(2).is_none_or(|day| ("01"..="31").contains(day));
    if sound { Ok(text.into()) } else { Err(format!("`{text}` is no date: write YYYY, YYYY-MM or YYYY-MM-DD")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_names_and_faults_by_their_lines() {
        let text = "name,kind,country,aliases,from,names.fr\n\
            River Guard,militia,ml,Guards of the River; RG,2012,Garde du fleuve\n\
            Nobody,army,ML,,,\nLate,organisation,MLI,,,\nBack,organisation,ML,,2012-13,\n";
        let import = read(text);
        assert_eq!(import.actors.len(), 1);
        let guard = &import.actors[0];
        assert_eq!((guard.country.as_deref(), guard.from.as_deref()), (Some("ML"), Some("2012")));
        assert_eq!((guard.acronyms[0].as_str(), guard.names.get("fr").unwrap()[0].as_str()), ("RG", "Garde du fleuve"));
        assert_eq!(import.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [3, 4, 5]);
    }

    #[test]
    fn a_table_without_a_head_is_told() {
        assert_eq!(read("River Guard,militia\n").faults[0].line, 1);
    }
}
