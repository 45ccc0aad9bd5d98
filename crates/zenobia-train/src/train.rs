//! Makes a model of a corpus: tagger, then lemmatizer, then parser, each on what the one before it says.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use zenobia_core::syntax::beam::Breadth;
use zenobia_core::syntax::hash::word;
use zenobia_core::syntax::look::Known;
use zenobia_core::syntax::parse::{leaves, name, see};
use zenobia_core::syntax::{Model, Names, Tag, Upos, tagger};

use crate::arcs;
use crate::conllu::Tree;
use crate::corpus::Lesson;
use crate::damage;
use crate::learner::{Learner, Row};
use crate::lemmas::{self, Use};
use crate::lexicon::{self, Lexicon};
use crate::pack::{self, Pair};
use crate::tags::{self, Tagged};
use crate::tokens::{fold, tokens};

/// Fine and coarse class of words.
pub type Classes = BTreeMap<String, (u16, u8)>;

/// What is known beside the treebanks.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    /// Word classes from plain text.
    pub classes: Classes,
    /// A dictionary of inflected forms.
    pub lexicon: Lexicon,
}

/// How much is learned, and how much of it is kept.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes of the tagger.
    pub tag_epochs: usize,
    /// Parts of the corpus that are tagged by a tagger that did not see them.
    pub folds: usize,
    /// Passes of the parser.
    pub parse_epochs: usize,
    /// Partial trees that the parser keeps in training.
    pub width: usize,
    /// Partial trees that it keeps in use.
    pub search: usize,
    /// Partial trees that score so much less than the best are given up in use, in units of the packed weights.
    pub margin: i64,
    /// Weights of the tagger that are kept.
    pub tag_budget: usize,
    /// Weights of the parser that are kept.
    pub parse_budget: usize,
    /// Weights of the lemma rules that are kept.
    pub lemma_budget: usize,
    /// Different words that a lemma rule needs.
    pub least: usize,
    /// Occurrences that a relation with a subtype needs.
    pub seldom: usize,
}

/// What is done up to now.
struct Draft {
    names: Names,
    words: Vec<u8>,
    tagger: Vec<u8>,
    parser: Vec<u8>,
    rules: Vec<u8>,
    exceptions: Vec<u8>,
}

impl Draft {
    fn bytes(&self) -> Vec<u8> {
        let Draft { names, words, tagger, parser, rules, exceptions } = self;
        pack::model(names, [words, tagger, parser, rules, exceptions].map(Clone::clone))
    }

    fn model(&self) -> Result<Model> {
        Model::load(Cow::Owned(self.bytes())).map_err(|problem| anyhow!("{problem}"))
    }
}

/// Trains all parts and gives the bytes of the model; `progress` hears what is being done.
///
/// # Errors
/// When the model that comes out cannot be read back.
pub fn train(
    lessons: &[Lesson],
    resources: &Resources,
    settings: Settings,
    progress: &mut impl FnMut(String),
) -> Result<Vec<u8>> {
    let written: Vec<Tree> = lessons.iter().filter(|one| one.every == 1).map(|one| one.tree.clone()).collect();
    let damaged = damage::copies(&written, 4).into_iter().map(|tree| Lesson { tree, every: 1 });
    let all: Vec<Lesson> = lessons.iter().cloned().chain(damaged).collect();
    let empty = pack::table(&[]);
    let names = Names {
        breadth: Breadth { width: settings.search, margin: settings.margin },
        tags: tags::inventory(lessons.iter().map(|one| &one.tree)),
        relations: arcs::relations(lessons.iter().map(|one| &one.tree), settings.seldom),
        ..Names::default()
    };
    let [tagger, parser, rules, exceptions] = std::array::from_fn(|_| empty.clone());
    let mut draft = Draft { names, words: known_table(resources), tagger, parser, rules, exceptions };
    lemmatizer(&mut draft, lessons, &resources.lexicon, settings);
    progress(format!(
        "{} tags, {} relations, {} lemma rules",
        draft.names.tags.len(),
        draft.names.relations.len(),
        draft.names.scripts.len()
    ));
    let sentences = tagged(&all, &draft.model()?);
    let folds = jackknife(&mut draft, &sentences, settings, progress)?;
    learn_tags(&mut draft, &sentences.iter().collect::<Vec<_>>(), settings.tag_epochs, settings);
    progress("tagger done".into());
    parser_part(&mut draft, &all, &folds, settings, progress)?;
    Ok(draft.bytes())
}

pub fn known_table(resources: &Resources) -> Vec<u8> {
    let Resources { classes, lexicon } = resources;
    let sets: BTreeMap<&str, _> =
        lexicon.iter().map(|(form, readings)| (form.as_str(), lexicon::sets(readings))).collect();
    let parts = lexicon::numbers(sets.values().map(|set| &set.0), 255);
    let all = lexicon::numbers(sets.values().map(|set| &set.1), 65_535);
    let mut known: BTreeMap<&str, Known> = BTreeMap::new();
    for (form, &(fine, coarse)) in classes {
        known.insert(form, Known { fine, coarse, ..Known::default() });
    }
    for (form, set) in &sets {
        let entry = known.entry(form).or_default();
        entry.parts = parts.get(&set.0).map_or(0, |&number| number as u8);
        entry.inflections = all.get(&set.1).map_or(0, |&number| number as u16);
    }
    known.retain(|_, known| *known != Known::default());
    let mut pairs: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
    pairs.extend(known.iter().map(|(form, known)| (word(form), known.to_bytes().to_vec())));
    for (form, known) in &known {
        pairs.entry(word(&fold(form))).or_insert_with(|| known.to_bytes().to_vec());
    }
    pack::table(&pairs.into_iter().collect::<Vec<Pair>>())
}

fn lemmatizer(draft: &mut Draft, lessons: &[Lesson], lexicon: &Lexicon, settings: Settings) {
    let mut uses: BTreeMap<Use, usize> = BTreeMap::new();
    for entry in lessons.iter().flat_map(|one| &one.tree).filter(|entry| entry.lemma != "_") {
        let form = if entry.upos == Upos::Propn { entry.form.clone() } else { entry.form.to_lowercase() };
        let tag = tags::number(Tag { upos: entry.upos, features: entry.features }, &draft.names.tags);
        *uses.entry(Use { form, upos: entry.upos, tag, lemma: entry.lemma.clone() }).or_default() += 1;
    }
    let listed = lemmas::listed(lexicon, &uses);
    let taught: BTreeMap<Use, usize> = uses.iter().chain(&listed).map(|(one, &count)| (one.clone(), count)).collect();
    draft.names.scripts = lemmas::scripts(&taught, settings.least);
    let learner = lemmas::learn(&taught, &draft.names.scripts, 8);
    draft.rules = pack::weights(&learner.averages(), settings.lemma_budget);
    let Ok(model) = draft.model() else { return };
    let frequent = lemmas::frequent_tags(&uses, &draft.names.tags);
    let mut exceptions = lemmas::exceptions(&uses, &draft.names.scripts, &model.rules());
    exceptions.extend(lemmas::listed_exceptions(&listed, &uses, &frequent, &draft.names.scripts, &model.rules()));
    draft.exceptions = pack::table(&exceptions);
}

fn tagged(lessons: &[Lesson], model: &Model) -> Vec<Tagged> {
    let number = |tree: &Tree| {
        tree.iter()
            .map(|entry| tags::number(Tag { upos: entry.upos, features: entry.features }, &model.names().tags))
            .collect()
    };
    lessons
        .iter()
        .map(|one| Tagged { looks: see(&tokens(&one.tree), model), gold: number(&one.tree), every: one.every })
        .collect()
}

fn learn_tags(draft: &mut Draft, sentences: &[&Tagged], epochs: usize, settings: Settings) {
    let rows = tags::learn(sentences, &draft.names.tags, epochs).averages();
    draft.tagger = pack::weights(&rows, settings.tag_budget);
}

/// The tags that taggers give to sentences they have not seen.
fn jackknife(
    draft: &mut Draft,
    sentences: &[Tagged],
    settings: Settings,
    progress: &mut impl FnMut(String),
) -> Result<Vec<Vec<u8>>> {
    let mut given = vec![Vec::new(); sentences.len()];
    for part in 0..settings.folds {
        let others: Vec<&Tagged> =
            (0..sentences.len()).filter(|at| at % settings.folds != part).map(|at| &sentences[at]).collect();
        learn_tags(draft, &others, settings.tag_epochs.div_ceil(2), settings);
        let model = draft.model()?;
        for at in (part..sentences.len()).step_by(settings.folds) {
            given[at] = tagger::tag(&sentences[at].looks, &model.names().tags, &model.tagger());
        }
        progress(format!("tagged part {} of {}", part + 1, settings.folds));
    }
    Ok(given)
}

fn parser_part(
    draft: &mut Draft,
    lessons: &[Lesson],
    folds: &[Vec<u8>],
    settings: Settings,
    progress: &mut impl FnMut(String),
) -> Result<()> {
    let model = draft.model()?;
    let lesson = |(one, tags): (&Lesson, &Vec<u8>)| {
        let tokens = tokens(&one.tree);
        let words = name(&tokens, tags, &model);
        let moves = arcs::tree_moves(&one.tree, &draft.names.relations);
        arcs::Lesson { leaves: leaves(&see(&tokens, &model), tags, &words), moves, every: one.every }
    };
    let lessons: Vec<arcs::Lesson> = lessons.iter().zip(folds).map(lesson).collect();
    draft.names.actions = arcs::actions(&lessons);
    progress(format!("{} actions, {} sentences", draft.names.actions.len(), lessons.len()));
    let report =
        |epoch: usize, wrong: usize, _: &Learner| progress(format!("parser pass {}: {wrong} wrong", epoch + 1));
    let learner = arcs::learn(&lessons, &draft.names.actions, settings.parse_epochs, settings.width, report);
    let rows: Vec<Row> = learner.averages();
    let cells: usize = rows.iter().map(|row| row.1.len()).sum();
    progress(format!("{} features, {cells} weights", rows.len()));
    draft.parser = pack::weights(&rows, settings.parse_budget);
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zenobia_core::syntax::parse::parse;
    use zenobia_core::text::Sentence;

    use super::*;
    use crate::conllu;
    use crate::tokens::token;

    const TEXT: &str = "\
1 L' le DET _ Definite=Def|Number=Sing 2 det
2 armée armée NOUN _ Gender=Fem|Number=Sing 4 nsubj
3 a avoir AUX _ VerbForm=Fin 4 aux
4 repris reprendre VERB _ VerbForm=Part 0 root
5 la le DET _ Definite=Def|Number=Sing 6 det
6 ville ville NOUN _ Gender=Fem|Number=Sing 4 obj
7 . . PUNCT _ _ 4 punct

1 Les le DET _ Definite=Def|Number=Plur 2 det
2 rebelles rebelle NOUN _ Number=Plur 3 nsubj
3 tiennent tenir VERB _ VerbForm=Fin 0 root
4 le le DET _ Definite=Def|Number=Sing 5 det
5 pont pont NOUN _ Gender=Masc|Number=Sing 3 obj
6 . . PUNCT _ _ 3 punct

1 La le DET _ Definite=Def|Number=Sing 2 det
2 ville ville NOUN _ Gender=Fem|Number=Sing 4 nsubj
3 est être AUX _ VerbForm=Fin 4 aux
4 tombée tomber VERB _ Gender=Fem|VerbForm=Part 0 root
5 hier hier ADV _ _ 4 advmod
6 . . PUNCT _ _ 4 punct
";

    fn lessons() -> Vec<Lesson> {
        let columns = |line: &str| line.split(' ').collect::<Vec<_>>().join("\t");
        let text: Vec<String> = TEXT.lines().map(columns).collect();
        conllu::parse(&text.join("\n")).into_iter().map(|tree| Lesson { tree, every: 1 }).collect()
    }

    fn small() -> Vec<u8> {
        let settings = Settings {
            tag_epochs: 8,
            folds: 2,
            parse_epochs: 15,
            width: 4,
            search: 4,
            margin: i64::from(u32::MAX),
            tag_budget: 100_000,
            parse_budget: 100_000,
            lemma_budget: 10_000,
            least: 1,
            seldom: 1,
        };
        let doubled = [lessons(), lessons()].concat();
        train(&doubled, &Resources::default(), settings, &mut |_| ()).expect("a model")
    }

    fn model() -> Model {
        Model::load(Cow::Owned(small())).expect("a sound model")
    }

    fn whole(count: usize) -> [Sentence; 1] {
        [Sentence { tokens: 0..count, paragraph: 0, headline: false }]
    }

    #[test]
    fn what_was_learned_is_said_again() {
        let model = model();
        for lesson in lessons() {
            let syntax = parse(&tokens(&lesson.tree), &whole(lesson.tree.len()), &model);
            for (entry, word) in lesson.tree.iter().zip(&syntax.words) {
                assert_eq!((entry.upos, &entry.lemma), (word.upos, &word.lemma), "{}", entry.form);
                assert_eq!((entry.head, &entry.relation), (word.head, &word.relation), "{}", entry.form);
            }
        }
    }

    #[test]
    fn a_new_sentence_is_read_like_the_old_ones() {
        let tokens: Vec<_> = ["Les", "rebelles", "tiennent", "la", "ville", "."].map(token).into();
        let syntax = parse(&tokens, &whole(6), &model());
        assert_eq!((syntax.words[4].head, syntax.words[4].relation.as_str()), (Some(2), "obj"));
    }

    #[test]
    fn the_same_lessons_give_the_same_bytes() {
        assert_eq!(small(), small());
    }

    #[test]
    fn any_words_give_one_tree() {
        let model = model();
        proptest!(|(texts in prop::collection::vec("\\PC{0,8}", 1..50))| {
            let tokens: Vec<_> = texts.iter().map(|text| token(text)).collect();
            let syntax = parse(&tokens, &whole(tokens.len()), &model);
            prop_assert_eq!(syntax.words.iter().filter(|word| word.head.is_none()).count(), 1);
            for at in 0..tokens.len() {
                prop_assert!(syntax.ancestors(at).count() < tokens.len());
            }
        });
    }
}
