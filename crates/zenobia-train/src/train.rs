//! Makes a model of a corpus: lemmatizer, then the network that tags and parses.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use zenobia_core::syntax::look::{Known, Look};
use zenobia_core::syntax::network::input::KINDS;
use zenobia_core::syntax::parse::see;
use zenobia_core::syntax::tag::UPOS;
use zenobia_core::syntax::{Model, Names, Tag, Upos};
use zenobia_core::text::Token;
use zenobia_core::weights::hash::word;

use crate::conllu::Tree;
use crate::corpus::Lesson;
use crate::damage;
use crate::lemmas::{self, Use};
use crate::lexicon::{self, Lexicon};
use crate::network::{Parameters, Plan, Sample, Sizes, annotate, passes, quantize};
use crate::pack::{self, Pair};
use crate::tokens::{fold, tokens};
use crate::{relations, tags};

/// Fine and coarse class of words.
pub type Classes = BTreeMap<String, (u16, u8)>;

/// What is known beside the treebanks.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    /// Word classes from plain text.
    pub classes: Classes,
    /// A dictionary of inflected forms.
    pub lexicon: Lexicon,
    /// Sentences of plain text, for the committee to parse.
    pub plain: Vec<Vec<Token>>,
}

/// How much is learned, and how much of it is kept.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Length of a word's vector.
    pub width: usize,
    /// Gated layers.
    pub layers: usize,
    /// How the network learns.
    pub plan: Plan,
    /// Networks that parse the plain text together; with none of them it is left out.
    pub committee: usize,
    /// Passes of each of them.
    pub committee_epochs: usize,
    /// Length of their words' vectors.
    pub committee_width: usize,
    /// One pass in this many sees a sentence of the plain text.
    pub every: usize,
    /// Weights of the lemma rules that are kept.
    pub lemma_budget: usize,
    /// Different words that a lemma rule needs.
    pub least: usize,
    /// Occurrences that a relation with a subtype needs.
    pub seldom: usize,
}

/// Length of the vectors that score heads, and of those that relations are chosen by.
const ARC: usize = 64;

/// What is done up to now.
struct Draft {
    names: Names,
    words: Vec<u8>,
    embeddings: Vec<u8>,
    network: Vec<u8>,
    rules: Vec<u8>,
    exceptions: Vec<u8>,
}

impl Draft {
    fn new(names: Names, words: Vec<u8>) -> Draft {
        let empty = pack::table(&[]);
        let blank = Parameters::random(sizes(&names, 2, 1), 0);
        let [embeddings, network] = quantize(&blank);
        Draft { names, words, embeddings, network, rules: empty.clone(), exceptions: empty }
    }

    fn bytes(&self) -> Vec<u8> {
        let Draft { names, words, embeddings, network, rules, exceptions } = self;
        pack::model(names, [words, embeddings, network, rules, exceptions])
    }

    fn model(&self) -> Result<Model> {
        Model::load(Cow::Owned(self.bytes())).map_err(|problem| anyhow!("{problem}"))
    }
}

fn sizes(names: &Names, width: usize, layers: usize) -> Sizes {
    let (tags, relations) = (names.tags.len(), names.relations.len());
    Sizes { width, layers, arc: ARC, relation: ARC, tags, parts: UPOS.len(), relations }
}

/// Trains all parts and gives the bytes of the model; `progress` hears what is being done.
///
/// # Errors
/// When the model that comes out cannot be read back.
pub fn train(
    lessons: &[Lesson],
    resources: &Resources,
    settings: Settings,
    progress: &(impl Fn(String) + Sync),
) -> Result<Vec<u8>> {
    let names = Names {
        tags: tags::inventory(lessons.iter().map(|one| &one.tree)),
        relations: relations::relations(lessons.iter().map(|one| &one.tree), settings.seldom),
        ..Names::default()
    };
    let mut draft = Draft::new(names, known_table(lessons, resources));
    lemmatizer(&mut draft, lessons, &resources.lexicon, settings);
    let Names { tags, relations, scripts } = &draft.names;
    progress(format!("{} tags, {} relations, {} lemma rules", tags.len(), relations.len(), scripts.len()));
    let weights = network(&draft, lessons, resources, settings, progress)?;
    [draft.embeddings, draft.network] = quantize(&weights);
    Ok(draft.bytes())
}

/// Occurrences in the treebanks that give a word a rank, and in plain text.
const OCCURRENCES: [usize; 2] = [2, 5];

/// Words that occur in the treebanks go before those that do not.
const PREFERENCE: usize = 50;

/// The frequent words, by hash, with their ranks from 1.
fn ranks(lessons: &[Lesson], plain: &[Vec<Token>]) -> BTreeMap<u64, u16> {
    let mut counts: BTreeMap<u64, [usize; 2]> = BTreeMap::new();
    for entry in lessons.iter().flat_map(|one| &one.tree) {
        counts.entry(word(&entry.form.to_lowercase())).or_default()[0] += 1;
    }
    for token in plain.iter().flatten() {
        counts.entry(word(&token.lower)).or_default()[1] += 1;
    }
    let weight = |(&word, &[taught, plain]): (&u64, &[usize; 2])| match taught >= OCCURRENCES[0] {
        true => Some((taught * PREFERENCE + plain, word)),
        false => (plain >= OCCURRENCES[1]).then_some((plain, word)),
    };
    let mut order: Vec<(usize, u64)> = counts.iter().filter_map(weight).collect();
    order.sort_by(|a, b| b.cmp(a));
    order.iter().zip(1..KINDS[0] as u16).map(|(&(_, word), rank)| (word, rank)).collect()
}

fn known_table(lessons: &[Lesson], resources: &Resources) -> Vec<u8> {
    let Resources { classes, lexicon, plain } = resources;
    let ranks = ranks(lessons, plain);
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
    let mut by_hash: BTreeMap<u64, Known> = known.iter().map(|(form, known)| (word(form), *known)).collect();
    for (&hash, &rank) in &ranks {
        by_hash.entry(hash).or_default().rank = rank;
    }
    for form in known.keys() {
        let own = by_hash.get(&word(form)).copied().unwrap_or_default();
        by_hash.entry(word(&fold(form))).or_insert(own);
    }
    by_hash.retain(|_, known| *known != Known::default());
    let pairs = by_hash.into_iter().map(|(hash, known)| (hash, known.to_bytes().to_vec()));
    pack::table(&pairs.collect::<Vec<Pair>>())
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

/// Sentences as numbers, with what the draft knows of their words.
fn samples(lessons: &[Lesson], model: &Model) -> Vec<Sample> {
    let looks = |tree: &Tree| -> Vec<Look> { see(&tokens(tree), model) };
    lessons.iter().map(|one| Sample::of(&one.tree, &looks(&one.tree), model.names(), one.every)).collect()
}

fn network(
    draft: &Draft,
    lessons: &[Lesson],
    resources: &Resources,
    settings: Settings,
    progress: &(impl Fn(String) + Sync),
) -> Result<Parameters> {
    let model = draft.model()?;
    let parts: Vec<usize> = draft.names.tags.iter().map(|tag| tag.upos as usize).collect();
    let mut samples = samples(lessons, &model);
    let written: Vec<Tree> = lessons.iter().filter(|one| one.every == 1).map(|one| one.tree.clone()).collect();
    let damaged: Vec<Lesson> = damage::copies(&written, 4).into_iter().map(|tree| Lesson { tree, every: 1 }).collect();
    samples.extend(self::samples(&damaged, &model));
    let learn = |name: &str, width: usize, plan: Plan, lessons: &[Sample]| {
        let mut weights = Parameters::random(sizes(&draft.names, width, settings.layers), plan.seed);
        passes(&mut weights, &parts, lessons, plan, |epoch, [tags, heads, relations]| {
            progress(format!("{name}, pass {}: loss {tags:.3} {heads:.3} {relations:.3}", epoch + 1));
        });
        weights
    };
    if settings.committee > 0 && !resources.plain.is_empty() {
        let member = |index: usize| {
            let plan = Plan { epochs: settings.committee_epochs, seed: 100 + index as u64, ..settings.plan };
            learn(&format!("member {}", index + 1), settings.committee_width, plan, &samples)
        };
        let members: Vec<usize> = (0..settings.committee).collect();
        let members = in_parallel(&members, |&index| member(index));
        let parsed = in_parallel(&resources.plain, |tokens| {
            let mut sample = Sample::plain(&see(tokens, &model), settings.every);
            annotate(&members, &parts, &mut sample);
            sample
        });
        progress(format!("{} sentences of plain text parsed", parsed.len()));
        samples.extend(parsed);
    }
    Ok(learn("network", settings.width, settings.plan, &samples))
}

/// Maps on two threads, in order.
fn in_parallel<T: Sync, U: Send>(items: &[T], map: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let map = &map;
    let half = items.len().div_ceil(2);
    std::thread::scope(|scope| {
        let parts = items.chunks(half.max(1)).map(|part| scope.spawn(move || part.iter().map(map).collect::<Vec<U>>()));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().flat_map(|part| part.join().expect("a part does not panic")).collect()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zenobia_core::syntax::Lemmas;
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
        let plan = Plan { epochs: 60, rate: 0.01, batch: 20, numbers: 0.1, words: 0.1, seed: 1 };
        let settings = Settings {
            width: 32,
            layers: 2,
            plan,
            committee: 2,
            committee_epochs: 60,
            committee_width: 32,
            every: 2,
            lemma_budget: 10_000,
            least: 1,
            seldom: 1,
        };
        let doubled = [lessons(), lessons()].concat();
        let plain = ["Les", "rebelles", "tiennent", "la", "ville", "."].map(token).into();
        let resources = Resources { plain: vec![plain], ..Resources::default() };
        train(&doubled, &resources, settings, &|_| ()).expect("a model")
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
            let syntax =
                parse(&tokens(&lesson.tree), &whole(lesson.tree.len()), &model, &Lemmas::default(), |_, _| true);
            for (entry, word) in lesson.tree.iter().zip(&syntax.words) {
                assert_eq!((entry.upos, &entry.lemma), (word.upos, &word.lemma), "{}", entry.form);
                assert_eq!((entry.head, &entry.relation), (word.head, &word.relation), "{}", entry.form);
            }
        }
    }

    #[test]
    fn a_new_sentence_is_read_like_the_old_ones() {
        let tokens: Vec<_> = ["Les", "rebelles", "tiennent", "la", "ville", "."].map(token).into();
        let syntax = parse(&tokens, &whole(6), &model(), &Lemmas::default(), |_, _| true);
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
            let syntax = parse(&tokens, &whole(tokens.len()), &model, &Lemmas::default(), |_, _| true);
            prop_assert_eq!(syntax.words.iter().filter(|word| word.head.is_none()).count(), 1);
            for at in 0..tokens.len() {
                prop_assert!(syntax.ancestors(at).count() < tokens.len());
            }
        });
    }
}
