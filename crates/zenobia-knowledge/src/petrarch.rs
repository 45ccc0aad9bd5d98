//! PETRARCH dictionaries: `.actors` (names, `+` synonyms, `[CODE dates]`) and `.agents` (nouns with `[~CODE]`, sets `!NAME! = …`).
//!
//! The forms are those of the PETRARCH manual (Schrodt, Beieler and Idris 2014, section 3.2). Dates of six digits have years from 1930 to 2029.

use std::collections::BTreeMap;

use compact_str::{CompactString, format_compact};
use zenobia_core::knowledge::Office;
use zenobia_core::record::ActorKind;

use crate::cameo::{first_role, parts, role_of};
use crate::{Fault, Import, Known, Noun, add_name, bare, slug};

/// A code that holds for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Code {
    code: String,
    from: Option<CompactString>,
    to: Option<CompactString>,
}

/// Names with their codes, as they stand together in the file.
#[derive(Debug, Default)]
struct Block {
    line: usize,
    names: Vec<String>,
    codes: Vec<Code>,
}

/// Reads a dictionary of actors.
pub(crate) fn actors(text: &str, known: &Known) -> Import {
    let mut import = Import::default();
    let mut block = Block::default();
    for (number, line) in lines(text) {
        import.lines += 1;
        let (name, codes) = line.split_at(line.find('[').unwrap_or(line.len()));
        let name = name.trim();
        let fresh = !name.is_empty() && !name.starts_with('+');
        if fresh && !block.codes.is_empty() {
            finish(std::mem::take(&mut block), known, &mut import);
        }
        if block.names.is_empty() && !fresh {
            import.faults.push(Fault::at(number, "a synonym or code without a name before it: put the name first"));
            continue;
        }
        if block.names.is_empty() {
            block.line = number;
        }
        match display(name.trim_start_matches('+')) {
            Some(names) => block.names.extend(names),
            None if name.is_empty() => {}
            None => import.faults.push(Fault::at(number, format!("`{name}` is no name: it has no letters"))),
        }
        read_codes(codes, number, &mut block.codes, &mut import.faults);
    }
    finish(block, known, &mut import);
    import
}

/// Lines that hold data, without their comments, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter_map(|(index, line)| {
        let line = line.split([';', '#']).next().unwrap_or_default().trim();
        (!line.is_empty()).then_some((index + 1, line))
    })
}

/// A name as people write it, and initials that stand in brackets in it.
fn display(name: &str) -> Option<Vec<String>> {
    let spaced = name.replace('_', " ");
    let mut names = Vec::new();
    let mut outside = String::new();
    let mut rest = spaced.as_str();
    while let Some((before, after)) = rest.split_once('(') {
        outside.push_str(before);
        let (inside, later) = after.split_once(')').unwrap_or((after, ""));
        names.push(inside.trim().to_owned());
        rest = later;
    }
    outside.push_str(rest);
    let words: Vec<String> = outside.split_whitespace().map(capitalize).collect();
    let alone = outside.trim();
    let joined = match words.as_slice() {
        // One short word in capitals is more likely initials than a word.
        [_] if alone.chars().count() <= 4 => alone.to_owned(),
        _ => words.join(" "),
    };
    names.insert(0, joined);
    names.retain(|name| name.chars().any(char::is_alphabetic));
    (!names.is_empty()).then_some(names)
}

/// "NORTHERN" is "Northern"; what has small letters or stops stays as it is.
fn capitalize(word: &str) -> String {
    if word.contains('.') || word.chars().any(char::is_lowercase) {
        return word.to_owned();
    }
    let mut upper = true;
    let mut cased = String::with_capacity(word.len());
    for letter in word.chars() {
        if upper {
            cased.extend(letter.to_uppercase())
        } else {
            cased.extend(letter.to_lowercase())
        }
        upper = letter == '-';
    }
    cased
}

fn read_codes(text: &str, line: usize, codes: &mut Vec<Code>, faults: &mut Vec<Fault>) {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('[') {
        let Some((inside, later)) = after.split_once(']') else {
            return faults.push(Fault::at(line, "a `[` without a `]`: close the code"));
        };
        match code(inside) {
            Ok(Some(code)) => codes.push(code),
            Ok(None) => faults.push(Fault::at(line, format!("`[{inside}]` means nobody: it was left out"))),
            Err(message) => faults.push(Fault::at(line, message)),
        }
        rest = later;
    }
}

/// A code and the days from and to which it holds; `None` for the codes of what is to be passed over.
fn code(inside: &str) -> Result<Option<Code>, String> {
    let inside = inside.trim();
    let (code, dates) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    if code.chars().all(|letter| matches!(letter, '-' | '#')) {
        return Ok(None);
    }
    if !code.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return Err(format!("`{code}` is no CAMEO code: use capitals and digits"));
    }
    let dates: String = dates.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (from, to) = match dates.chars().next() {
        None => (None, None),
        Some('<') => (None, Some(day(&dates[1..])?)),
        Some('>') => (Some(day(&dates[1..])?), None),
        Some(_) => {
            let (from, to) = dates.split_once('-').unwrap_or((dates.as_str(), dates.as_str()));
            (Some(day(from)?), Some(day(to)?))
        }
    };
    if from.as_ref().zip(to.as_ref()).is_some_and(|(from, to)| from > to) {
        return Err(format!("`{dates}` ends before it begins: turn the dates round"));
    }
    Ok(Some(Code { code: code.to_uppercase(), from, to }))
}

/// `YYMMDD` or `YYYYMMDD` as `YYYY-MM-DD`; a day or month that is 00 is left out.
fn day(digits: &str) -> Result<CompactString, String> {
    let wrong = || format!("`{digits}` is no date: write YYMMDD or YYYYMMDD");
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(digits.len(), 6 | 8) {
        return Err(wrong());
    }
    let (year, rest) = digits.split_at(digits.len() - 4);
    let year: u16 = year.parse().map_err(|_| wrong())?;
    let year = match year {
        year if digits.len() == 8 => year,
        year if year < 30 => 2000 + year,
        year => 1900 + year,
    };
    let (month, day) = rest.split_at(2);
    if month > "12" || day > "31" {
        return Err(wrong());
    }
    Ok(match (month, day) {
        ("00", _) => format_compact!("{year:04}"),
        (_, "00") => format_compact!("{year:04}-{month}"),
        _ => format_compact!("{year:04}-{month}-{day}"),
    })
}

fn finish(block: Block, known: &Known, import: &mut Import) {
    let Some((name, others)) = block.names.split_first() else { return };
    let Some(main) = block.codes.iter().find(|code| code.from.is_none() && code.to.is_none()).or(block.codes.last())
    else {
        return import.faults.push(Fault::at(block.line, format!("`{name}` has no code: add one in brackets")));
    };
    let mut actor = bare(slug(name), name.as_str().into(), kind(&block.codes, known));
    if actor.key.is_empty() {
        return import.faults.push(Fault::at(block.line, format!("`{name}` is no name: it has no letters")));
    }
    add_name(&mut actor, name);
    others.iter().for_each(|other| add_name(&mut actor, other));
    actor.codes.insert("cameo".into(), main.code.as_str().into());
    let state = known.state(parts(&main.code).first().copied().unwrap_or_default());
    actor.country = state.and_then(|state| state.country.clone());
    if let Some(state) = state.filter(|state| state.key != actor.key && actor.kind != ActorKind::Person) {
        actor.parents.push(state.key.clone());
    }
    let dated = block.codes.iter().filter(|code| code.from.is_some() || code.to.is_some());
    actor.offices = dated.map(|code| office(code, known)).collect();
    import.actors.push(actor);
}

/// What an actor is by all of its codes: who holds an office for a time is a person.
fn kind(codes: &[Code], known: &Known) -> ActorKind {
    let role = codes.iter().find_map(|code| first_role(&code.code));
    let dated = codes.iter().all(|code| code.from.is_some() || code.to.is_some());
    match role {
        Some(role) if role.personal && dated => ActorKind::Person,
        Some(role) => role.kind,
        None if codes
            .iter()
            .any(|code| parts(&code.code).first().is_some_and(|first| known.state(first).is_some())) =>
        {
            match dated {
                true => ActorKind::Person,
                false => ActorKind::State,
            }
        }
        // What is no country and no role is a people or a religion.
        None => ActorKind::Population,
    }
}

fn office(code: &Code, known: &Known) -> Office {
    let parts = parts(&code.code);
    let of = known.state(parts.first().copied().unwrap_or_default()).map(|state| state.key.clone());
    let gloss = parts.iter().find_map(|part| role_of(part)).map_or("member", |role| role.gloss);
    Office {
        title: [("en".into(), vec![gloss.into()])].into_iter().collect(),
        of: of.unwrap_or_else(|| code.code.to_lowercase().into()),
        from: code.from.clone(),
        to: code.to.clone(),
        codes: [("cameo".into(), code.code.as_str().into())].into_iter().collect(),
    }
}

/// Reads a dictionary of agents.
pub(crate) fn agents(text: &str) -> Import {
    let mut import = Import::default();
    let mut sets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (number, line) in lines(text) {
        import.lines += 1;
        if let Some((name, words)) = line.split_once('=').filter(|(name, _)| name.trim().starts_with('!')) {
            let words = words.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
            sets.insert(name.trim().to_owned(), words.collect());
            continue;
        }
        match agent(line, &sets) {
            Ok(nouns) => import.nouns.extend(nouns),
            Err(message) => import.faults.push(Fault::at(number, message)),
        }
    }
    import
}

fn agent(line: &str, sets: &BTreeMap<String, Vec<String>>) -> Result<Vec<Noun>, String> {
    let (phrase, code) = line.split_once('[').ok_or("no code: add one, such as `[~COP]`")?;
    let code = code.split(']').next().unwrap_or_default().trim();
    let bare = code.trim_start_matches('~');
    if bare.is_empty() || !bare.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return Err(format!("`[{code}]` means nobody: it was left out"));
    }
    let (phrase, plural) = match phrase.split_once('{') {
        Some((phrase, plural)) => (phrase, plural.split('}').next().map(words_of)),
        None => (phrase, None),
    };
    let kind = first_role(bare).map_or(ActorKind::Population, |role| role.kind);
    let noun = |phrase: String| Noun { phrase: words_of(&phrase), plural: plural.clone(), kind, code: bare.to_owned() };
    let phrases = expand(phrase, sets)?;
    Ok(phrases.into_iter().map(noun).filter(|noun| !noun.phrase.is_empty()).collect())
}

/// A phrase with each word of the set that it names: `CATTLE!PERSON!`.
fn expand(phrase: &str, sets: &BTreeMap<String, Vec<String>>) -> Result<Vec<String>, String> {
    let Some(start) = phrase.find('!') else { return Ok(vec![phrase.to_owned()]) };
    let end =
        phrase[start + 1..].find('!').map(|at| start + at + 2).ok_or("a `!` without a second one: close the set")?;
    let name = &phrase[start..end];
    let words = sets.get(name).ok_or_else(|| format!("the set `{name}` is not defined above"))?;
    Ok(words.iter().map(|word| format!("{}{word}{}", &phrase[..start], &phrase[end..])).collect())
}

fn words_of(phrase: &str) -> String {
    phrase.replace('_', " ").to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# A made-up dictionary\n\
        NORTHERN_VALLEY_FRONT_(NVF)_  [MLIREB]\n+FRONT_OF_THE_VALLEY_\n\n\
        AMADOU_KEITA_ ; minister\n\t[MLIGOV 020101-041231]\n\t[MLIOPP >050101]\n\
        +STRAY_\n\
        NOBODY_IN_PARTICULAR_ [---]\n\
        BROKEN_ [MLIGOV 0201]\n";

    #[test]
    fn names_initials_and_codes_make_actors() {
        let import = actors(TEXT, &Known::default());
        let front = &import.actors[0];
        assert_eq!((front.key.as_str(), front.kind), ("northern-valley-front", ActorKind::ArmedGroup));
        assert_eq!(front.acronyms, ["NVF"]);
        assert_eq!(front.names.get("en").unwrap()[..], ["Front Of The Valley"]);
    }

    #[test]
    fn codes_with_dates_are_offices_of_a_person() {
        let import = actors(TEXT, &Known::default());
        let keita = &import.actors[1];
        assert_eq!(keita.kind, ActorKind::Person);
        let dates: Vec<_> = keita.offices.iter().map(|office| (office.from.as_deref(), office.to.as_deref())).collect();
        assert_eq!(dates, [(Some("2002-01-01"), Some("2004-12-31")), (Some("2005-01-01"), None)]);
    }

    #[test]
    fn no_line_is_lost_without_a_message() {
        let import = actors(TEXT, &Known::default());
        let lines: std::collections::BTreeSet<usize> = import.faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines.into_iter().collect::<Vec<_>>(), [9, 10]);
        assert_eq!(import.lines, 8);
    }

    #[test]
    fn sets_are_spelled_out_in_agents() {
        let import = agents(
            "!PERSON! = MAN, WOMAN\nFISHER!PERSON! [~AGR]\nCITIZEN {CITIZENRY} [~CVL]\nHERDER\nBOAT!CREW! [~AGR]\n",
        );
        let phrases: Vec<_> = import.nouns.iter().map(|noun| noun.phrase.as_str()).collect();
        assert_eq!(phrases, ["fisherman", "fisherwoman", "citizen"]);
        assert_eq!(import.nouns[2].plural.as_deref(), Some("citizenry"));
        assert_eq!(import.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [4, 5]);
    }
}
