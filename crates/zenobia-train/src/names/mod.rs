//! Trains and measures name finders.
//!
//! ```text
//! zenobia-train names train   --language fr|en [--classes FILE] [--persons FILE] [--profile FILE] [--silver FILE --silver-words N] [--packs DIR] [--corpora DIR] --out FILE
//! zenobia-train names cross   … [--folds N] [--misses CORPUS]
//! zenobia-train names measure --language fr|en --model FILE
//! zenobia-train names label   --language fr|en --model FILE --text FILE [--words N] --out FILE
//! zenobia-train names profile --language fr|en --silver FILE --out FILE
//! zenobia-train names vectors --vectors FOLDER --out FILE
//! ```

mod corpus;
mod crf;
mod label;
mod sample;
mod score;
mod vectors;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use zenobia_core::analyze::facts::facts;
use zenobia_core::analyze::{Knowledge, Packs};
use zenobia_core::finder::{FINDER_MARK, FinderModel, Page, Sheet, Words, find};
use zenobia_core::syntax::look::Known;
use zenobia_core::text::Token;
use zenobia_core::weights::{hash, lay_out};

use crate::{Options, needed, number, option, pack, print, say};
use corpus::silver::{self, SILVER};
use crf::{Settings, Stretch};
use sample::Sample;
use score::Board;

/// The corpora whose ways of marking names the finder takes over.
const KEPT: &str = "wikipedia";

/// The corpus of lists of names.
const LISTS: &str = "knowledge";

/// What is known of words.
type WordTable = BTreeMap<String, Known>;

/// What reads a text.
struct Base {
    language: String,
    packs: Packs,
    knowledge: Knowledge,
}

impl Base {
    fn open(options: &Options) -> Result<Base> {
        let language = needed(options, "language")?.to_owned();
        let folder = option(options, "packs").unwrap_or("crates/zenobia-packs");
        let (packs, knowledge) = zenobia_packs::open(Path::new(folder)).map_err(|problems| anyhow!("{problems:?}"))?;
        Ok(Base { language, packs, knowledge })
    }

    fn words(&self) -> Result<&Words> {
        Ok(self.packs.get(&self.language).context("no pack")?.words())
    }
}

/// Everything that training needs.
struct Workshop {
    base: Base,
    table: WordTable,
    samples: Vec<Sample>,
    settings: Settings,
    /// Corpora that only every so many epochs see; 0 for never.
    every: Vec<(String, usize)>,
}

impl Workshop {
    fn open(options: &Options) -> Result<Workshop> {
        let base = Base::open(options)?;
        let Base { language, packs, knowledge } = &base;
        let mut texts = corpus::load(language, &crate::corpora(options))?;
        texts.extend(corpus::knowledge::read(language, knowledge, &crate::corpora(options))?);
        let read = |text: &corpus::Text| sample::read(text, language, packs, knowledge);
        let mut samples = texts.iter().map(read).collect::<Result<Vec<_>>>()?;
        if let Some(path) = option(options, "silver") {
            let (most, mut words) = (number(options, "silver-words", 1_000_000)?, 0);
            for text in silver::lines(Path::new(path))? {
                let sample = sample::read(&text?, language, packs, knowledge)?;
                words += sample.reading.tokens.len();
                samples.push(sample);
                if words >= most {
                    break;
                }
            }
        }
        let hundredths =
            |name: &str, usual: usize| Ok::<_, anyhow::Error>(number(options, name, usual)? as f32 / 100.0);
        let settings = Settings {
            epochs: number(options, "epochs", 20)?,
            least: number(options, "least", 2)? as u32,
            step: hundredths("step", 10)?,
            penalty: hundredths("penalty", 100)?,
            tagged: number(options, "tagged", 0)?,
            dropout: number(options, "dropout", 20)?,
            budget: number(options, "budget", 500_000)?,
        };
        let pair = |value: &String| Some((value.split_once('=')?.0.to_owned(), value.split_once('=')?.1.parse().ok()?));
        let every = options.get("every").into_iter().flatten().filter_map(pair).collect();
        Ok(Workshop { every, table: table(options)?, base, samples, settings })
    }

    fn words(&self) -> Result<&Words> {
        self.base.words()
    }

    fn train(&self, samples: &[&Sample]) -> Result<Vec<u8>> {
        let words = self.words()?;
        let mut stretches = Vec::new();
        // One damaged copy for every third text that people have marked.
        let whole = samples.iter().filter(|sample| is_by_hand(sample)).enumerate();
        let chosen = whole.filter(|(at, _)| at % 3 == 0);
        let damage = |at: usize| sample::Damage::ALL[at / 3 % sample::Damage::ALL.len()];
        let damaged: Vec<Sample> =
            chosen.map(|(at, sample)| sample::damaged(sample, damage(at), &self.base.knowledge)).collect();
        for sample in samples.iter().copied().chain(&damaged) {
            let every = self.every.iter().find(|(corpus, _)| corpus == sample.corpus).map_or(1, |(_, every)| *every);
            if every > 0 {
                stretches.extend(
                    cut(sample, words, &self.table, self.settings.tagged)
                        .into_iter()
                        .map(|stretch| Stretch { every, ..stretch }),
                );
            }
        }
        let rows = crf::train(&stretches, self.settings, &mut |line| say(line));
        Ok(bytes(&self.table, &rows, self.settings.budget))
    }
}

/// Whether people have marked the names of a sample.
fn is_by_hand(sample: &Sample) -> bool {
    sample.corpus != LISTS && sample.corpus != SILVER
}

/// Does what the second word of the command line says.
///
/// # Errors
/// When a file is missing or an option wrong.
pub fn run(task: &str, options: &Options) -> Result<()> {
    match task {
        "train" => {
            let workshop = Workshop::open(options)?;
            let bytes = workshop.train(&workshop.samples.iter().collect::<Vec<_>>())?;
            std::fs::write(needed(options, "out")?, bytes)?;
            Ok(())
        }
        "cross" => cross(&Workshop::open(options)?, options),
        "measure" => {
            let workshop = Workshop::open(options)?;
            let model = load(std::fs::read(needed(options, "model")?)?)?;
            let mut board = Board::default();
            for sample in workshop.samples.iter().filter(|sample| is_by_hand(sample)) {
                board.add(sample, workshop.words()?, &model);
            }
            print(&board.report())?;
            speed(&workshop, &model)
        }
        "label" => {
            let model = load(std::fs::read(needed(options, "model")?)?)?;
            let (text, out) = (needed(options, "text")?, needed(options, "out")?);
            let words = number(options, "words", usize::MAX)?;
            label::label(&Base::open(options)?, &model, Path::new(text), words, Path::new(out))
        }
        "vectors" => vectors::classes(Path::new(needed(options, "vectors")?), Path::new(needed(options, "out")?)),
        "profile" => {
            let (silver, out) = (needed(options, "silver")?, needed(options, "out")?);
            let least = number(options, "least", 3)? as u32;
            label::profile(&Base::open(options)?, Path::new(silver), least, Path::new(out))
        }
        _ => bail!("tell what to do: names train, names cross, names measure, names label or names profile"),
    }
}

/// How fast the finder reads words, and how fast what is known of them is looked up.
fn speed(workshop: &Workshop, model: &FinderModel) -> Result<()> {
    let samples: Vec<&Sample> = workshop.samples.iter().filter(|sample| is_by_hand(sample)).collect();
    let megabytes = samples.iter().map(|sample| sample.reading.original.len()).sum::<usize>() as f64 / 1e6;
    let start = processor_seconds();
    let words = workshop.words()?;
    let names: usize = samples
        .iter()
        .map(|sample| find(&sample.reading.tokens, &sample.reading.sentences, &sample.facts, words, model).len())
        .sum();
    let found = processor_seconds() - start;
    let start = processor_seconds();
    let known: usize = samples.iter().map(|sample| facts(&sample.reading, &workshop.base.knowledge).len()).sum();
    let looked_up = processor_seconds() - start;
    print(&format!(
        "{names} names: {:.2} MB/s to find them, {:.2} MB/s to look {known} words up\n",
        megabytes / found,
        megabytes / looked_up
    ))
}

/// Time that this program has spent on a processor, as Linux tells it: other work on the machine does not count.
fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|time| time.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

fn load(bytes: Vec<u8>) -> Result<FinderModel> {
    FinderModel::load(Cow::Owned(bytes)).map_err(|problem| anyhow!("{problem}"))
}

/// Trains without each part of every corpus in turn, and measures on that part. Parts are stretches of a corpus, so that neighbors stay together.
fn cross(workshop: &Workshop, options: &Options) -> Result<()> {
    let (folds, misses) = (number(options, "folds", 5)?, option(options, "misses"));
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    let places: Vec<usize> = workshop
        .samples
        .iter()
        .map(|sample| {
            let size = sizes.entry(sample.corpus).or_default();
            *size += 1;
            *size - 1
        })
        .collect();
    let part = |at: usize| places[at] * folds / sizes[workshop.samples[at].corpus];
    let mut board = Board::default();
    let mut damaged: [Board; 3] = Default::default();
    let only: Option<usize> = option(options, "fold").and_then(|fold| fold.parse().ok());
    for fold in (0..folds).filter(|fold| only.is_none_or(|only| only == *fold)) {
        let (held, others): (Vec<usize>, Vec<usize>) =
            (0..places.len()).partition(|&at| part(at) == fold && is_by_hand(&workshop.samples[at]));
        let train: Vec<&Sample> = others.iter().map(|&at| &workshop.samples[at]).collect();
        let model = load(workshop.train(&train)?)?;
        for sample in held.iter().map(|&at| &workshop.samples[at]).filter(|sample| is_by_hand(sample)) {
            for (damage, board) in
                sample::Damage::ALL.into_iter().zip(&mut damaged).filter(|_| option(options, "damaged").is_some())
            {
                board.add(&sample::damaged(sample, damage, &workshop.base.knowledge), workshop.words()?, &model);
            }
            let found = board.add(sample, workshop.words()?, &model);
            if misses == Some(sample.corpus) {
                print(&differences(sample, &found))?;
            }
        }
        say(&board.report());
    }
    for (damage, board) in sample::Damage::ALL.into_iter().zip(&damaged) {
        print(&format!("{damage:?}\n{}", board.totals()))?;
    }
    print(&board.report())
}

/// The names that were missed or wrongly found.
fn differences(sample: &Sample, found: &[zenobia_core::finder::Found]) -> String {
    let reading = &sample.reading;
    let mut lines = String::new();
    let slice = |start: u32, end: u32| {
        reading.original.chars().skip(start as usize).take((end - start) as usize).collect::<String>()
    };
    let fold = |kind| corpus::fold_kind(sample.corpus, kind);
    let names: Vec<_> =
        found.iter().map(|name| (reading.span(name.tokens.clone()), fold(name.kind), name.margin)).collect();
    for (span, kind) in &sample.gold {
        if !names.iter().any(|name| name.0.start == span.start && name.0.end == span.end && name.1 == fold(*kind)) {
            lines += &format!("- {} {:?}\n", fold(*kind).word(), slice(span.start, span.end));
        }
    }
    for (span, kind, margin) in names {
        if !sample.gold.iter().any(|gold| gold.0 == (span.start..span.end) && fold(gold.1) == kind) {
            lines += &format!("+ {} {:?} {margin}\n", kind.word(), slice(span.start, span.end));
        }
    }
    if lines.is_empty() {
        lines
    } else {
        format!("{}\n{lines}", reading.original.chars().take(200).collect::<String>())
    }
}

/// The stretches of a sample that are scored. A name that runs out of its stretch is not learned.
fn cut(sample: &Sample, words: &Words, table: &WordTable, tagged: usize) -> Vec<Stretch> {
    let corpus = hash::word(sample.corpus);
    let reading = &sample.reading;
    let page = Page::new(&reading.tokens, &reading.sentences, &sample.facts, words);
    let known = |token: &Token| table.get(&digits(&token.lower)).copied().unwrap_or_default();
    let mut sheet = Sheet::default();
    let mut stretches = Vec::new();
    for sentence in &reading.sentences {
        sheet.read_with(&page, sentence.tokens.clone(), known);
        for tokens in sheet.stretches() {
            let features = |at: usize| {
                let mut features = Vec::with_capacity(100);
                sheet.features(at, |feature| features.push(feature));
                // What only one corpus does is learned apart (Daumé 2007), but for the one whose ways are kept.
                if sample.corpus != KEPT {
                    features.extend_from_within(..features.len().min(tagged));
                    let length = features.len();
                    let start = length - tagged.min(length / 2);
                    features[start..].iter_mut().for_each(|feature| *feature = hash::mix(*feature, corpus));
                }
                features
            };
            let start = sentence.tokens.start;
            let mut masks = sample.masks[start + tokens.start..start + tokens.end].to_vec();
            mend(&mut masks);
            stretches.push(Stretch { features: tokens.map(features).collect(), masks, every: 1 });
        }
    }
    stretches
}

/// Takes the labels of cut-off names away.
fn mend(masks: &mut [sample::Mask]) {
    use zenobia_core::finder::Label;
    let label = |mask: sample::Mask| (mask.count_ones() == 1).then(|| Label(mask.trailing_zeros() as u8));
    let open = masks.iter().take_while(|mask| label(**mask).is_some_and(Label::is_continuing)).count();
    masks[..open].fill(1);
    let cut = masks.iter().rev().take_while(|mask| label(**mask).is_some_and(Label::is_open)).count();
    let length = masks.len();
    masks[length - cut..].fill(1);
}

fn digits(word: &str) -> String {
    word.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect()
}

/// Word classes and lists of persons' names.
fn table(options: &Options) -> Result<WordTable> {
    let mut table = WordTable::new();
    if let Some(path) = option(options, "classes") {
        for (word, (fine, coarse)) in crate::read_classes(path)?.into_iter().filter(|(_, (fine, _))| *fine > 0) {
            table.insert(digits(&word), Known { fine, coarse, ..Known::default() });
        }
    }
    if let Some(path) = option(options, "profile") {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
        for line in text.lines() {
            let mut columns = line.split('\t');
            let (Some(word), Some(kinds), Some(places)) = (columns.next(), columns.next(), columns.next()) else {
                bail!("{path}: `{line}` has not three columns");
            };
            let known = table.entry(word.to_owned()).or_default();
            (known.inflections, known.rank) = (kinds.parse()?, places.parse()?);
        }
    }
    if let Some(path) = option(options, "persons") {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
        for (word, flag) in text.lines().filter_map(|line| line.split_once('\t')) {
            table.entry(word.to_owned()).or_default().parts = flag.parse()?;
        }
    }
    Ok(table)
}

/// Lays out the file.
fn bytes(table: &WordTable, rows: &[crate::learner::Row], budget: usize) -> Vec<u8> {
    let largest = rows.iter().flat_map(|row| row.1.iter().map(|cell| cell.1.abs())).fold(f64::MIN_POSITIVE, f64::max);
    let unit = (127.0 * 127.0 / largest).round().max(1.0) as u32;
    let pairs: Vec<pack::Pair> =
        table.iter().map(|(word, known)| (hash::word(word), known.to_bytes().to_vec())).collect();
    let (words, weights) = (pack::table(&pairs), pack::weights(rows, budget));
    lay_out(FINDER_MARK, &[&unit.to_le_bytes(), &words, &weights])
}

#[cfg(test)]
mod tests;
