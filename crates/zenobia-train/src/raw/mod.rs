//! Treebanks as running text: what a reader without gold sentences and tokens is given, and measured on.

mod damage;
pub mod pack;
mod run;
mod score;

use std::path::Path;

use anyhow::{Context, Result};

use crate::conllu::{self, Tree};

pub use damage::damage;
pub use run::{copies, run};
pub use score::measure;

/// The wording of a word as it stands in the text, and whether white space follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The wording.
    pub text: String,
    /// Whether white space follows.
    pub spaced: bool,
}

/// A sentence of a treebank in its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its words, contractions whole; see `conllu.rs`.
    pub tree: Tree,
    /// The wording of each of them.
    pub forms: Vec<Form>,
    /// Whether it begins a document (`# newdoc`).
    pub document: bool,
    /// Whether it begins a paragraph (`# newpar`).
    pub paragraph: bool,
}

/// Reads the sentences of a file in CoNLL-U.
///
/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(parse(&text))
}

/// The sentences of a text in CoNLL-U.
pub fn parse(text: &str) -> Vec<Sentence> {
    text.split("\n\n").map(sentence).filter(|sentence| !sentence.tree.is_empty()).collect()
}

fn sentence(block: &str) -> Sentence {
    let tree = conllu::sentence(block);
    let says = |comment: &str| block.lines().any(|line| line.starts_with(comment));
    let forms = forms(&tree, &surface(block));
    Sentence { tree, forms, document: says("# newdoc"), paragraph: says("# newpar") }
}

/// The running text of a block, from its surface tokens.
fn surface(block: &str) -> String {
    let mut text = String::new();
    let mut inside = 0;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = columns[..] else { continue };
        let number = |id: &str| id.parse::<usize>().ok();
        match id.split_once('-') {
            Some((_, last)) => inside = number(last).unwrap_or(inside),
            None if number(id).is_none_or(|id| id <= inside) => continue,
            None => {}
        }
        text.push_str(form);
        if !misc.split('|').any(|pair| pair == "SpaceAfter=No") {
            text.push(' ');
        }
    }
    text
}

/// Divides the running text among the words, which have as many letters.
fn forms(tree: &Tree, text: &str) -> Vec<Form> {
    let mut letters = text.chars().peekable();
    let mut forms = Vec::with_capacity(tree.len());
    for entry in tree {
        let mut left = length(&entry.form);
        let mut form = Form { text: String::new(), spaced: false };
        while left > 0 {
            let Some(letter) = letters.next() else { break };
            left -= usize::from(!letter.is_whitespace());
            form.text.push(letter);
        }
        while letters.next_if(|letter| letter.is_whitespace()).is_some() {
            form.spaced = true;
        }
        forms.push(form);
    }
    forms
}

/// Letters of a wording, white space not counted.
pub fn length(wording: &str) -> usize {
    wording.chars().filter(|letter| !letter.is_whitespace()).count()
}

/// The text of some sentences, with a blank line before each paragraph.
pub fn text(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    for (index, sentence) in sentences.iter().enumerate() {
        if index > 0 && (sentence.paragraph || sentence.document) {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        for form in &sentence.forms {
            text.push_str(&form.text);
            text.push_str(if form.spaced { " " } else { "" });
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The sentences of each document.
pub fn documents(sentences: &[Sentence]) -> Vec<&[Sentence]> {
    sentences.chunk_by(|_, next| !next.document).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# newpar\n1-2\tAu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tÀ\tà\tADP\t_\t_\t3\tcase\t_\t_\n2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_\n\
        3\tpont\tpont\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n\
        1\t17 000\t17 000\tNUM\t_\t_\t2\tnummod\t_\t_\n2\tmorts\tmort\tNOUN\t_\t_\t0\troot\t_\t_\n";

    #[test]
    fn words_keep_their_wording_and_their_spaces() {
        let sentences = parse(TEXT);
        let forms: Vec<_> = sentences[0].forms.iter().map(|form| (form.text.as_str(), form.spaced)).collect();
        assert_eq!(forms, [("Au", true), ("pont", false), (".", true)]);
        assert_eq!(text(&sentences), "Au pont. 17 000 morts");
        assert!(sentences[0].paragraph && !sentences[1].paragraph);
    }
}
