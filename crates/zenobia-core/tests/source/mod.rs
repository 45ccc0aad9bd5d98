//! Rust source as the laws of the house see it: code without comments and tests, and the string literals in it.

use std::fs;
use std::path::{Path, PathBuf};

/// A string literal of the code.
pub struct Literal {
    pub line: usize,
    pub text: String,
}

/// One file without comments and tests.
pub struct Source {
    /// Path inside the folder that was read, with `/`.
    pub path: String,
    /// The code, line by line as in the file; what stood in comments, literals and tests is blank.
    pub code: String,
    pub literals: Vec<Literal>,
}

/// Path of every Rust file below a folder, in order; what was built is left out.
pub fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder).expect("a folder of sources can be listed").flatten();
        for path in entries.map(|entry| entry.path()) {
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("rs") => found.push(path),
                None if path.is_dir() && !path.ends_with("target") => open.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// The sources below a folder; files that hold only tests are left out.
pub fn sources(folder: &Path) -> Vec<Source> {
    let all: Vec<Source> = paths(folder).iter().map(|path| read(folder, path)).collect();
    all.into_iter().filter(|source| !is_test(&source.path)).collect()
}

fn is_test(path: &str) -> bool {
    path == "testing.rs" || path.starts_with("testing/") || path.ends_with("/tests.rs") || path.contains("/tests/")
}

fn read(folder: &Path, path: &Path) -> Source {
    let text = fs::read_to_string(path).expect("a source is text");
    let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let (code, mut literals) = strip(&text);
    let hidden = test_items(&code);
    let line_of = |at: usize| code[..at].matches('\n').count() + 1;
    let lines: Vec<_> = hidden.iter().map(|range| line_of(range.start)..line_of(range.end) + 1).collect();
    literals.retain(|literal| !lines.iter().any(|lines| lines.contains(&literal.line)));
    Source { path: name, code: blank(&code, &hidden), literals }
}

/// Blanks the ranges, line ends left in place.
fn blank(code: &str, hidden: &[std::ops::Range<usize>]) -> String {
    let inside = |at: usize| hidden.iter().any(|range| range.contains(&at));
    code.char_indices().map(|(at, c)| if inside(at) && c != '\n' { ' ' } else { c }).collect()
}

/// The items marked `#[cfg(test)]`, as byte ranges of code without comments and literals.
fn test_items(code: &str) -> Vec<std::ops::Range<usize>> {
    let end_of = |start: usize| {
        let mut depth = 0;
        for (offset, c) in code[start..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => return start + offset + 1,
                '}' => depth -= 1,
                ';' if depth == 0 => return start + offset + 1,
                _ => {}
            }
        }
        code.len()
    };
    code.match_indices("#[cfg(test)]").map(|(start, _)| start..end_of(start)).collect()
}

/// Code with comments and literals blanked, and the string literals.
fn strip(text: &str) -> (String, Vec<Literal>) {
    let characters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut literals = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < characters.len() {
        let end = match &characters[at..] {
            ['/', '/', ..] => until(&characters, at, &['\n']),
            ['/', '*', ..] => until(&characters, at + 2, &['*', '/']) + 2,
            ['r', '"', ..] | ['r', '#', ..] if !before_is_word(&characters, at) => raw_end(&characters, at),
            ['"', ..] => quoted_end(&characters, at),
            ['\'', '\\', ..] => until(&characters, at + 3, &['\'']) + 1,
            ['\'', _, '\'', ..] => at + 3,
            _ => at + 1,
        };
        let end = end.min(characters.len());
        let piece = &characters[at..end];
        if piece.len() > 1 && (piece[0] == '"' || piece[0] == 'r') {
            let text: String = piece.iter().collect();
            literals.push(Literal { line, text: text.trim_matches(['r', '#']).trim_matches('"').to_owned() });
        }
        let keep = |c: &char| if *c == '\n' || piece.len() == 1 { *c } else { ' ' };
        code.extend(piece.iter().map(keep));
        line += piece.iter().filter(|&&c| c == '\n').count();
        at = end;
    }
    (code, literals)
}

fn before_is_word(characters: &[char], at: usize) -> bool {
    at > 0 && (characters[at - 1].is_alphanumeric() || characters[at - 1] == '_')
}

/// Where `mark` next stands.
fn until(characters: &[char], from: usize, mark: &[char]) -> usize {
    (from..characters.len()).find(|&at| characters[at..].starts_with(mark)).unwrap_or(characters.len())
}

/// One past the end of a literal that begins with a quotation mark.
fn quoted_end(characters: &[char], at: usize) -> usize {
    let mut end = at + 1;
    while end < characters.len() && characters[end] != '"' {
        end += if characters[end] == '\\' { 2 } else { 1 };
    }
    end + 1
}

/// One past the end of a raw literal; of a raw name (`r#type`) only its first letter.
fn raw_end(characters: &[char], at: usize) -> usize {
    let hashes = characters[at + 1..].iter().take_while(|&&c| c == '#').count();
    if characters.get(at + 1 + hashes) != Some(&'"') {
        return at + 1;
    }
    let mut closing = vec!['"'];
    closing.extend(vec!['#'; hashes]);
    until(characters, at + 2 + hashes, &closing) + closing.len()
}
