pub mod inputs; pub mod model; pub mod learn; pub mod tree;
use std::collections::BTreeMap;
use std::borrow::Cow;
use anyhow::{Result, anyhow};
use zenobia_core::syntax::{Model, Tag, hash::word, look::Look, parse::see, tag::UPOS};
use crate::conllu::Tree;
use crate::corpus::{Corpus, Lesson};
use crate::tokens::tokens;
use crate::{arcs, damage, pack, tags, train};
use model::{Net, Sample, Sizes};
use learn::Plan;

pub struct Setup { pub names: zenobia_core::syntax::Names, pub model: Model, pub ranks: BTreeMap<u64, usize> }

pub fn setup(lessons: &[Lesson], resources: &train::Resources, extra: &BTreeMap<String, usize>) -> Result<Setup> {
    let names = zenobia_core::syntax::Names { tags: tags::inventory(lessons.iter().map(|l| &l.tree)), relations: arcs::relations(lessons.iter().map(|l| &l.tree), 10), ..Default::default() };
    let empty = pack::table(&[]);
    let bytes = pack::model(&names, [train::known_table(resources), empty.clone(), empty.clone(), empty.clone(), empty]);
    let model = Model::load(Cow::Owned(bytes)).map_err(|p| anyhow!("{p}"))?;
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for e in lessons.iter().flat_map(|l| &l.tree) { *counts.entry(word(&e.form.to_lowercase())).or_default() += 1; }
    let mut silver: BTreeMap<u64, usize> = BTreeMap::new();
    for (w, c) in extra { *silver.entry(word(w)).or_default() += c; }
    let mut list: Vec<(usize, u64)> = counts.iter().filter(|(_, c)| **c >= 2).map(|(w, c)| (c * 50 + silver.get(w).copied().unwrap_or(0), *w)).collect();
    list.extend(silver.iter().filter(|(w, c)| counts.get(w).copied().unwrap_or(0) < 2 && **c >= 5).map(|(w, c)| (*c, *w)));
    list.sort_by(|a, b| b.cmp(a));
    let ranks = list.into_iter().take(20_000).enumerate().map(|(i, (_, w))| (w, i + 1)).collect();
    Ok(Setup { names, model, ranks })
}

pub fn sample(tree: &Tree, every: usize, setup: &Setup) -> Sample {
    let looks: Vec<Look> = see(&tokens(tree), &setup.model);
    let rank = |l: &Look| setup.ranks.get(&l.word).or_else(|| setup.ranks.get(&l.fold)).copied().unwrap_or(0);
    let relation = |e: &crate::conllu::Entry| { let r = &setup.names.relations; r.iter().position(|n| *n == e.relation).or_else(|| r.iter().position(|n| Some(n.as_str()) == e.relation.split(':').next())).unwrap_or(0) as u8 };
    Sample {
        rows: looks.iter().map(|l| inputs::rows(l, rank(l))).collect(),
        tags: tree.iter().map(|e| tags::number(Tag { upos: e.upos, features: e.features }, &setup.names.tags)).collect(),
        heads: tree.iter().map(|e| e.head.map_or(u16::MAX, |h| h as u16)).collect(),
        relations: tree.iter().map(relation).collect(),
        every,
    }
}

pub fn evaluate(nets: &[Net], held: &[Sample], setup: &Setup) -> String {
    let (mut n, mut tag, mut upos, mut uas, mut las, mut bare) = (0, 0, 0, 0, 0, 0);
    let base = |r: u8| setup.names.relations[usize::from(r)].split(':').next().unwrap_or("").to_owned();
    for s in held {
        let (tags, arcs) = learn::say(nets, s);
        let len = s.rows.len();
        let heads = tree::best_tree(len, &|i, j| arcs[[i, j]]);
        let labels = learn::label(nets, s, &heads);
        for i in 0..len {
            n += 1; tag += usize::from(tags[i] == s.tags[i]);
            upos += usize::from(setup.names.tags[usize::from(tags[i])].upos == setup.names.tags[usize::from(s.tags[i])].upos);
            if heads[i] == s.heads[i] { uas += 1; las += usize::from(labels[i] == s.relations[i]); bare += usize::from(base(labels[i]) == base(s.relations[i])); }
        }
    }
    let f = |x: usize| 100.0 * x as f64 / n as f64;
    format!("upos {:.2} tag {:.2} uas {:.2} las {:.2} bare {:.2}", f(upos), f(tag), f(uas), f(las), f(bare))
}

pub fn run(corpus: &Corpus, resources: &train::Resources, width: usize, layers: usize, plan: Plan, say: impl Fn(&str)) -> Result<()> {
    let written: Vec<Tree> = corpus.train.iter().filter(|l| l.every == 1).map(|l| l.tree.clone()).collect();
    let setup = setup(&corpus.train, resources, &BTreeMap::new())?;
    let mut samples: Vec<Sample> = corpus.train.iter().map(|l| sample(&l.tree, l.every, &setup)).collect();
    samples.extend(damage::copies(&written, 4).iter().map(|t| sample(t, 1, &setup)));
    let held: Vec<Sample> = corpus.held.iter().map(|t| sample(t, 1, &setup)).collect();
    let parts: Vec<u8> = setup.names.tags.iter().map(|t| UPOS.iter().position(|(u, _)| *u == t.upos).unwrap_or(0) as u8).collect();
    let sizes = Sizes { width, layers, arc: 64, label: 64, tags: setup.names.tags.len(), parts: UPOS.len(), relations: setup.names.relations.len() };
    say(&format!("{sizes:?} {} samples {} tokens", samples.len(), samples.iter().map(|s| s.rows.len()).sum::<usize>()));
    let mut net = Net::new(sizes, parts, plan.seed);
    let start = std::time::Instant::now();
    learn::learn(&mut net, &samples, plan, |epoch, losses, net| {
        let line = if epoch % 3 == 2 || epoch + 1 == plan.epochs { evaluate(std::slice::from_ref(net), &held, &setup) } else { String::new() };
        say(&format!("epoch {} {:.0}s loss {:.3} {:.3} {:.3} {line}", epoch + 1, start.elapsed().as_secs_f64(), losses[0], losses[1], losses[2]));
    });
    Ok(())
}
