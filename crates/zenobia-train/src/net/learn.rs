//! Learning by Adam (Kingma and Ba 2015) over shuffled batches.
use ndarray::Array2;
use crate::learner::Dice;
use super::model::{EMB, Net, Sample, Said, pass, bucket, LFAR, LROOT, LW, LWB, Sizes};

#[derive(Clone, Copy, Debug)]
pub struct Plan { pub epochs: usize, pub rate: f32, pub batch: usize, pub dropout: f32, pub word_dropout: f32, pub seed: u64 }

pub fn learn(net: &mut Net, samples: &[Sample], plan: Plan, mut report: impl FnMut(usize, [f32; 3], &Net)) {
    let mut grads = net.zeros(); let mut m = net.zeros(); let mut v = net.zeros();
    let mut dice = Dice::new(plan.seed + 77);
    let tokens = |epoch: usize| -> usize { samples.iter().enumerate().filter(|(i, s)| (i + epoch) % s.every == 0).map(|(_, s)| s.rows.len()).sum() };
    let total: usize = (0..plan.epochs).map(tokens).sum::<usize>() / plan.batch + plan.epochs;
    let mut step = 0;
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut average: Option<Vec<Array2<f32>>> = None;
    for epoch in 0..plan.epochs {
        dice.shuffle(&mut order);
        let mut sum = [0.0; 3]; let mut batches = 0.0;
        let mut batch: Vec<&Sample> = Vec::new(); let mut size = 0;
        let chosen: Vec<usize> = order.iter().copied().filter(|&i| (i + epoch) % samples[i].every == 0).collect();
        for (at, &i) in chosen.iter().enumerate() {
            batch.push(&samples[i]); size += samples[i].rows.len();
            if size < plan.batch && at + 1 < chosen.len() { continue; }
            let (_, losses) = pass(net, &batch, Some(&mut grads), &mut dice, plan.dropout, plan.word_dropout);
            for k in 0..3 { sum[k] += losses[k]; } batches += 1.0;
            step += 1;
            let progress = step as f32 / total.max(1) as f32;
            let rate = plan.rate * (step as f32 / 200.0).min(1.0) * (1.0 - progress).max(0.02);
            adam(net, &mut grads, &mut m, &mut v, step, rate, &batch);
            batch.clear(); size = 0;
        }
        let _ = &mut average;
        report(epoch, sum.map(|s| s / batches), net);
    }
}

fn adam(net: &mut Net, grads: &mut [Array2<f32>], m: &mut [Array2<f32>], v: &mut [Array2<f32>], step: i32, rate: f32, batch: &[&Sample]) {
    let (b1, b2) = (0.9_f32, 0.98_f32);
    let norm: f32 = grads.iter().enumerate().filter(|(k, _)| *k != EMB).flat_map(|(_, g)| g.iter()).map(|x| x * x).sum::<f32>().sqrt();
    let clip = (2.0 / norm).min(1.0);
    let fix = (1.0 - b2.powi(step)).sqrt() / (1.0 - b1.powi(step));
    let lr = rate * fix;
    let one = |p: &mut [f32], g: &mut [f32], m: &mut [f32], v: &mut [f32]| {
        for i in 0..p.len() {
            let x = g[i] * clip;
            m[i] = b1 * m[i] + (1.0 - b1) * x;
            v[i] = b2 * v[i] + (1.0 - b2) * x * x;
            p[i] -= lr * m[i] / (v[i].sqrt() + 1e-8);
            g[i] = 0.0;
        }
    };
    for k in 0..net.p.len() {
        if k == EMB {
            let mut rows: Vec<u32> = batch.iter().flat_map(|s| s.rows.iter().flatten().copied()).collect();
            rows.sort_unstable(); rows.dedup();
            // Rows that dropout put in the place of others.
            rows.extend([0, 20_001, 20_001 + 401, 20_001 + 401 + 51, 20_001 + 401 + 51 + 256]);
            rows.sort_unstable(); rows.dedup();
            let w = net.p[k].ncols();
            for r in rows { let r = r as usize * w..(r as usize + 1) * w;
                one(&mut net.p[k].as_slice_mut().unwrap_or(&mut [])[r.clone()], &mut grads[k].as_slice_mut().unwrap_or(&mut [])[r.clone()], &mut m[k].as_slice_mut().unwrap_or(&mut [])[r.clone()], &mut v[k].as_slice_mut().unwrap_or(&mut [])[r]);
            }
        } else {
            one(net.p[k].as_slice_mut().unwrap_or(&mut []), grads[k].as_slice_mut().unwrap_or(&mut []), m[k].as_slice_mut().unwrap_or(&mut []), v[k].as_slice_mut().unwrap_or(&mut []));
        }
    }
}

/// Scores of one sentence by several networks, added up: tags, arcs (last column: root).
pub fn say(nets: &[Net], sample: &Sample) -> (Vec<u8>, Array2<f32>) {
    let mut dice = Dice::new(1);
    let mut tags: Option<Array2<f32>> = None; let mut arcs: Option<Array2<f32>> = None;
    for net in nets {
        let (said, _) = pass(net, &[sample], None, &mut dice, 0.0, 0.0);
        let Said { tags: t, arcs: mut a, .. } = said;
        let norm = |a: Array2<f32>| { let mut a = a; for mut r in a.rows_mut() { let m = r.iter().copied().fold(f32::MIN, f32::max); let s: f32 = r.iter().map(|x| (x - m).exp()).sum::<f32>().ln() + m; r.mapv_inplace(|x| x - s); } a };
        let t = norm(t); let a = norm(a.remove(0));
        tags = Some(match tags { None => t, Some(x) => x + t }); arcs = Some(match arcs { None => a, Some(x) => x + a });
    }
    let tags = tags.unwrap_or_default();
    let best = tags.rows().into_iter().map(|r| { let mut b = 0; for (j, &v) in r.iter().enumerate() { if v > r[b] { b = j; } } b as u8 }).collect();
    (best, arcs.unwrap_or_default())
}

/// Labels given heads.
pub fn label(nets: &[Net], sample: &Sample, heads: &[u16]) -> Vec<u8> {
    let n = heads.len();
    let mut dice = Dice::new(1);
    let Some(net) = nets.first() else { return Vec::new() };
    let Sizes { relations, .. } = net.sizes;
    let mut sum: Array2<f32> = Array2::zeros((n, relations));
    for net in nets {
        let (said, _) = pass(net, &[sample], None, &mut dice, 0.0, 0.0);
        let Some((ld, lh)) = said.labels else { continue };
        for i in 0..n {
            let mut z = ld.row(i).to_owned();
            let far = if heads[i] == u16::MAX { z += &net.p[LROOT].row(0); None } else { z += &lh.row(usize::from(heads[i])); Some(bucket(i, usize::from(heads[i]))) };
            z.mapv_inplace(|x| x.max(0.0));
            let mut s = z.dot(&net.p[LW]); s += &net.p[LWB].row(0);
            if let Some(b) = far { s += &net.p[LFAR].row(b); }
            let m = s.iter().copied().fold(f32::MIN, f32::max); let l: f32 = s.iter().map(|x| (x - m).exp()).sum::<f32>().ln() + m;
            s.mapv_inplace(|x| x - l);
            let mut r = sum.row_mut(i); r += &s;
        }
    }
    (0..n).map(|i| { let r = sum.row(i); let mut b = 0; for (j, &v) in r.iter().enumerate() { if v > r[b] { b = j; } } b as u8 }).collect()
}
