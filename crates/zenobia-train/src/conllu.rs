//! Reads treebanks in CoNLL-U and turns their words into Zenobia's tokens.
//!
//! Zenobia's tokens are those of the surface. A multiword token whose words are not pieces of it (`du` = `de` + `le`) becomes one
//! word: it takes the tag, lemma and place in the tree of its pronoun if it has one (`duquel`), else of its first word (`du` is an
//! adposition); what hung on its other words hangs on it, and those words go. A multiword token that its words spell out (`do` +
//! `n't`, `can` + `not`) stays several words.

use std::path::Path;

use anyhow::{Context, Result};
use compact_str::CompactString;
use zenobia_core::syntax::tag::UPOS;
use zenobia_core::syntax::{Features, Upos};

/// A word of a treebank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// As written, with straight apostrophes.
    pub form: CompactString,
    /// Dictionary form, lower case but for proper nouns.
    pub lemma: CompactString,
    /// Universal part of speech.
    pub upos: Upos,
    /// The features that Zenobia keeps.
    pub features: Features,
    /// Index of its governor in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation with its subtype.
    pub relation: CompactString,
}

/// A sentence of a treebank.
pub type Tree = Vec<Entry>;

/// Reads the trees of a file.
pub fn read(path: &Path) -> Result<Vec<Tree>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(parse(&text))
}

/// The trees of a text in CoNLL-U.
pub fn parse(text: &str) -> Vec<Tree> {
    text.split("\n\n").map(sentence).filter(|tree| !tree.is_empty()).collect()
}

/// The tree of one block of lines.
pub fn sentence(block: &str) -> Tree {
    let mut tree = Tree::new();
    let mut groups = Vec::new();
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, features, head, relation, ..] = columns[..] else { continue };
        if let Some((first, last)) = id.split_once('-') {
            if let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) {
                groups.push((first - 1..last, form.to_lowercase()));
            }
        } else if id.parse::<usize>().is_ok() {
            tree.push(entry(form, lemma, upos, features, head, relation));
        }
    }
    let spelled = |range: &std::ops::Range<usize>| {
        tree.get(range.clone()).map(|words| words.iter().map(|word| word.form.to_lowercase()).collect::<String>())
    };
    let merged: Vec<_> =
        groups.into_iter().filter(|(range, form)| spelled(range).is_some_and(|spelled| spelled != *form)).collect();
    collapse(tree, &merged)
}

fn entry(form: &str, lemma: &str, upos: &str, features: &str, head: &str, relation: &str) -> Entry {
    let upos = UPOS.iter().find(|(_, name)| *name == upos).map_or(Upos::X, |(upos, _)| *upos);
    let form = CompactString::from(form.replace(['’', 'ʼ'], "'"));
    let lemma = match lemma {
        "_" if form != "_" => form.to_lowercase(),
        lemma if upos == Upos::Propn => lemma.into(),
        lemma => lemma.replace('’', "'").to_lowercase().into(),
    };
    let head = head.parse::<usize>().ok().and_then(|head| head.checked_sub(1));
    Entry { form, lemma, upos, features: kept(upos, features), head, relation: relation.into() }
}

/// The features that Zenobia keeps; those that the treebanks give unevenly are left out by part of speech.
fn kept(upos: Upos, features: &str) -> Features {
    let mask = match upos {
        Upos::Num | Upos::Punct | Upos::Sym | Upos::X | Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Intj => 0,
        Upos::Propn => Features::PLURAL.0 | Features::SINGULAR.0,
        Upos::Adv | Upos::Part => Features::NEGATIVE.0 | Features::RELATIVE.0,
        Upos::Noun | Upos::Adj => {
            Features::PLURAL.0 | Features::SINGULAR.0 | Features::FEMININE.0 | Features::MASCULINE.0
        }
        Upos::Det => !(Features::PERSONAL.0 | Features::THIRD.0),
        _ => u32::MAX,
    };
    let all = features.split('|').filter_map(|pair| NAMES.iter().find(|(name, _)| *name == pair));
    Features(all.fold(0, |bits, (_, feature)| bits | feature.0) & mask)
}

const NAMES: [(&str, Features); 28] = [
    ("Number=Plur", Features::PLURAL),
    ("Number=Sing", Features::SINGULAR),
    ("Gender=Fem", Features::FEMININE),
    ("Gender=Masc", Features::MASCULINE),
    ("VerbForm=Fin", Features::FINITE),
    ("VerbForm=Inf", Features::INFINITIVE),
    ("VerbForm=Part", Features::PARTICIPLE),
    ("VerbForm=Ger", Features::GERUND),
    ("Tense=Pres", Features::PRESENT),
    ("Tense=Past", Features::PAST),
    ("Tense=Imp", Features::IMPERFECT),
    ("Tense=Fut", Features::FUTURE),
    ("Mood=Ind", Features::INDICATIVE),
    ("Mood=Cnd", Features::CONDITIONAL),
    ("Mood=Sub", Features::SUBJUNCTIVE),
    ("Mood=Imp", Features::IMPERATIVE),
    ("Voice=Pass", Features::PASSIVE),
    ("Person=1", Features::FIRST),
    ("Person=2", Features::SECOND),
    ("Person=3", Features::THIRD),
    ("Poss=Yes", Features::POSSESSIVE),
    ("Reflex=Yes", Features::REFLEXIVE),
    ("Definite=Def", Features::DEFINITE),
    ("Definite=Ind", Features::INDEFINITE),
    ("PronType=Rel", Features::RELATIVE),
    ("PronType=Dem", Features::DEMONSTRATIVE),
    ("PronType=Prs", Features::PERSONAL),
    ("Polarity=Neg", Features::NEGATIVE),
];

/// Makes one word of each group of words.
fn collapse(tree: Tree, groups: &[(std::ops::Range<usize>, String)]) -> Tree {
    let mut keeper: Vec<usize> = (0..tree.len()).collect();
    for (range, _) in groups {
        let kept = range.clone().find(|&at| tree[at].upos == Upos::Pron).unwrap_or(range.start);
        keeper[range.clone()].fill(kept);
    }
    let mut index = vec![0; tree.len()];
    let mut count = 0;
    for at in 0..tree.len() {
        index[at] = count;
        count += usize::from(keeper[at] == at);
    }
    let outside = |at: usize| {
        let climb = std::iter::successors(tree[at].head, |&head| tree.get(head).and_then(|entry| entry.head));
        climb.take(tree.len()).find(|&head| keeper.get(head).is_some_and(|&kept| kept != keeper[at]))
    };
    let mut merged = Tree::new();
    for (at, entry) in tree.iter().enumerate().filter(|(at, _)| keeper[*at] == *at) {
        let head = outside(at).map(|head| index[keeper[head]]);
        let group = groups.iter().find(|(range, _)| range.contains(&at));
        let form =
            group.map_or(entry.form.clone(), |(_, form)| recase(form, &tree[group.map_or(at, |g| g.0.start)].form));
        merged.push(Entry { form, head, ..entry.clone() });
    }
    merged
}

/// The lower-case `form` with a capital where its first word has one.
fn recase(form: &str, first: &str) -> CompactString {
    let mut letters = form.chars();
    match (first.chars().next().is_some_and(char::is_uppercase), letters.next()) {
        (true, Some(letter)) => letter.to_uppercase().chain(letters).collect(),
        _ => form.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "1\tIls\til\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tparlent\tparler\tVERB\t_\tNumber=Plur|VerbForm=Fin\t0\troot\t_\t_\n\
        3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_\n4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_\n5\tpont\tpont\tNOUN\t_\t_\t2\tobl\t_\t_\n";

    #[test]
    fn a_contraction_becomes_one_adposition() {
        let trees = parse(TEXT);
        let forms: Vec<_> = trees[0].iter().map(|entry| entry.form.as_str()).collect();
        assert_eq!(forms, ["Ils", "parlent", "du", "pont"]);
        assert_eq!((trees[0][2].upos, trees[0][2].head, trees[0][2].lemma.as_str()), (Upos::Adp, Some(3), "de"));
        assert_eq!((trees[0][3].head, trees[0][0].head), (Some(1), Some(1)));
        assert!(trees[0][1].features.has(Features::PLURAL.with(Features::FINITE)));
    }

    #[test]
    fn a_contraction_with_a_pronoun_takes_its_place() {
        let text = "1-2\tduquel\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\tde\tADP\t_\t_\t2\tcase\t_\t_\n2\tlequel\tlequel\tPRON\t_\t_\t3\tobl\t_\t_\n\
            3\tdépend\tdépendre\tVERB\t_\t_\t0\troot\t_\t_\n";
        let tree = &parse(text)[0];
        assert_eq!((tree[0].form.as_str(), tree[0].upos, tree[0].head), ("duquel", Upos::Pron, Some(1)));
    }

    #[test]
    fn clitics_stay_words() {
        let text = "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\tdo\tAUX\t_\t_\t3\taux\t_\t_\n2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_\n\
            3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\t_\n";
        assert_eq!(parse(text)[0].len(), 3);
    }
}
