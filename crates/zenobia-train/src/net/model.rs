//! The network in floating point: forward and backward.
use ndarray::{Array1, Array2, ArrayView2, Axis, Slice};
use ndarray::linalg::general_mat_mul;
use crate::learner::Dice;
use super::inputs::{INPUTS, SIZES};

pub const BUCKETS: usize = 20;

#[derive(Clone, Copy, Debug)]
pub struct Sizes { pub width: usize, pub layers: usize, pub arc: usize, pub label: usize, pub tags: usize, pub parts: usize, pub relations: usize }

/// A sentence as numbers.
#[derive(Clone, Debug, Default)]
pub struct Sample { pub rows: Vec<[u32; INPUTS]>, pub tags: Vec<u8>, pub heads: Vec<u16>, pub relations: Vec<u8>, pub every: usize }

#[derive(Clone, Debug)]
pub struct Net { pub sizes: Sizes, pub parts: Vec<u8>, pub p: Vec<Array2<f32>> }

// indices
pub const EMB: usize = 0; pub const TAGW: usize = 1; pub const TAGB: usize = 2; pub const TAGE: usize = 3;
pub const D1: usize = 4; pub const D1B: usize = 5; pub const D2: usize = 6; pub const H1: usize = 7; pub const H1B: usize = 8; pub const ROOT: usize = 9;
pub const FAR_D: usize = 10; pub const FAR_H: usize = 11;
pub const LD: usize = 12; pub const LH: usize = 13; pub const LB: usize = 14; pub const LROOT: usize = 15; pub const LW: usize = 16; pub const LWB: usize = 17; pub const LFAR: usize = 18;
pub const ROOTD: usize = 19;
pub const LAYER: usize = 20; // W, b per layer

pub fn bucket(dep: usize, head: usize) -> usize {
    let d = dep.abs_diff(head);
    let b = match d { 0..=4 => d.saturating_sub(1), 5..=6 => 4, 7..=9 => 5, 10..=14 => 6, 15..=22 => 7, 23..=40 => 8, _ => 9 };
    if head < dep { b } else { b + 10 }
}

fn rand(dice: &mut Dice, rows: usize, cols: usize, scale: f32) -> Array2<f32> {
    Array2::from_shape_fn((rows, cols), |_| { (dice.below(200_001) as f32 / 100_000.0 - 1.0) * scale })
}

impl Net {
    pub fn new(sizes: Sizes, parts: Vec<u8>, seed: u64) -> Net {
        let mut dice = Dice::new(seed);
        let Sizes { width: w, layers, arc, label, tags, parts: up, relations } = sizes;
        let g = |i: usize| (6.0 / i as f32).sqrt() * 0.5;
        let total: usize = SIZES.iter().sum();
        let mut p = vec![
            rand(&mut dice, total, w, 0.15),
            rand(&mut dice, w, tags, g(w)), Array2::zeros((1, tags)), rand(&mut dice, tags, w, 0.1),
            rand(&mut dice, w, arc, g(w)), Array2::zeros((1, arc)), rand(&mut dice, arc, arc, g(arc)),
            rand(&mut dice, w, arc, g(w)), Array2::zeros((1, arc)), rand(&mut dice, 1, arc, 0.1),
            Array2::zeros((up, BUCKETS)), Array2::zeros((up, BUCKETS)),
            rand(&mut dice, w, label, g(w)), rand(&mut dice, w, label, g(w)), Array2::zeros((1, label)), rand(&mut dice, 1, label, 0.1),
            rand(&mut dice, label, relations, g(label)), Array2::zeros((1, relations)), Array2::zeros((BUCKETS, relations)),
            Array2::zeros((up, 1)),
        ];
        for _ in 0..layers { p.push(rand(&mut dice, w, 2 * w, g(w))); 
            p.push(Array2::zeros((1, 2 * w))); }
        Net { sizes, parts, p }
    }
    pub fn zeros(&self) -> Vec<Array2<f32>> { self.p.iter().map(|a| Array2::zeros(a.raw_dim())).collect() }
}

fn gate(x: f32) -> f32 { (0.25 * x + 0.5).clamp(0.0, 1.0) }
fn cand(x: f32) -> f32 { x.clamp(-1.0, 1.0) }

pub fn mm(a: &ArrayView2<f32>, b: &ArrayView2<f32>, c: &mut Array2<f32>, beta: f32) { general_mat_mul(1.0, a, b, beta, c); }

/// Runs one layer: `a` are pre-activations [n, 2w] as forward gates, forward candidates, backward gates, backward candidates.
fn scan(a: &Array2<f32>, bounds: &[(usize, usize)], w: usize) -> Array2<f32> {
    let h = w / 2;
    let mut out = Array2::zeros((a.nrows(), w));
    let av = a.as_slice().unwrap_or(&[]);
    let ov = out.as_slice_mut().unwrap_or(&mut []);
    let mut state = vec![0.0_f32; h];
    for &(first, last) in bounds {
        state.fill(0.0);
        for t in first..last {
            let row = &av[t * 2 * w..][..2 * w];
            let o = &mut ov[t * w..][..h];
            for j in 0..h { let f = gate(row[j]); state[j] = f * state[j] + (1.0 - f) * cand(row[h + j]); o[j] = state[j]; }
        }
        state.fill(0.0);
        for t in (first..last).rev() {
            let row = &av[t * 2 * w + w..][..w];
            let o = &mut ov[t * w + h..][..h];
            for j in 0..h { let f = gate(row[j]); state[j] = f * state[j] + (1.0 - f) * cand(row[h + j]); o[j] = state[j]; }
        }
    }
    out
}

fn scan_back(a: &Array2<f32>, out: &Array2<f32>, dout: &Array2<f32>, bounds: &[(usize, usize)], w: usize) -> Array2<f32> {
    let h = w / 2;
    let mut da = Array2::zeros(a.raw_dim());
    let (av, ov, gv) = (a.as_slice().unwrap_or(&[]), out.as_slice().unwrap_or(&[]), dout.as_slice().unwrap_or(&[]));
    let dv: &mut [f32] = da.as_slice_mut().unwrap_or(&mut []);
    let mut carry = vec![0.0_f32; h];
    let zero = vec![0.0_f32; h];
    for &(first, last) in bounds {
        for side in 0..2 {
            carry.fill(0.0);
            for step in first..last {
                let t = if side == 0 { last - 1 - (step - first) } else { step };
                let before: &[f32] = match (side, t) {
                    (0, t) if t > first => &ov[(t - 1) * w..][..h],
                    (1, t) if t + 1 < last => &ov[(t + 1) * w + h..][..h],
                    _ => &zero,
                };
                let row = &av[t * 2 * w + side * w..][..w];
                let g = &gv[t * w + side * h..][..h];
                let d = &mut dv[t * 2 * w + side * w..][..w];
                for j in 0..h {
                    let f = gate(row[j]);
                    let c = cand(row[h + j]);
                    let dh = g[j] + carry[j];
                    let df = dh * (before[j] - c);
                    // A little slope outside keeps saturated units alive.
                    d[j] = if row[j].abs() < 2.0 { 0.25 * df } else { 0.01 * df };
                    let dc = dh * (1.0 - f);
                    d[h + j] = if row[h + j].abs() < 1.0 { dc } else { 0.02 * dc };
                    carry[j] = dh * f;
                }
            }
        }
    }
    da
}

fn dropped(x: &Array2<f32>, rate: f32, dice: &mut Dice) -> (Array2<f32>, Option<Array2<f32>>) {
    if rate <= 0.0 { return (x.clone(), None); }
    let limit = (rate * 65536.0) as u64;
    let keep = 1.0 / (1.0 - rate);
    let mut bits = 0_u64; let mut left = 0;
    let mask = Array2::from_shape_fn(x.raw_dim(), |_| { if left == 0 { bits = dice.next(); left = 4; } let r = bits & 0xffff; bits >>= 16; left -= 1; if r < limit { 0.0 } else { keep } });
    (x * &mask, Some(mask))
}

fn masked(g: Array2<f32>, mask: &Option<Array2<f32>>) -> Array2<f32> { match mask { Some(m) => g * m, None => g } }

fn relu(x: &mut Array2<f32>) { x.mapv_inplace(|v| v.max(0.0)); }

fn gate_relu(g: &mut Array2<f32>, x: &Array2<f32>) { g.zip_mut_with(x, |g, &x| if x <= 0.0 { *g = 0.0 }); }

/// Log-softmax cross entropy of a row against gold: turns scores to gradient, returns loss.
fn entropy(row: &mut [f32], gold: usize, weight: f32) -> f32 {
    let max = row.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for v in row.iter_mut() { *v = (*v - max).exp(); sum += *v; }
    let loss = -(row[gold] / sum).max(1e-20).ln() * weight;
    for v in row.iter_mut() { *v *= weight / sum; }
    row[gold] -= weight;
    loss
}

/// What the network says of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Said { pub tags: Array2<f32>, pub arcs: Vec<Array2<f32>>, pub labels: Option<(Array2<f32>, Array2<f32>)> }

pub struct Batch<'a> { pub samples: Vec<&'a Sample> }

/// One pass over sentences; with `grads` it learns.
pub fn pass(net: &Net, samples: &[&Sample], grads: Option<&mut Vec<Array2<f32>>>, dice: &mut Dice, rate: f32, word_rate: f32) -> (Said, [f32; 3]) {
    let Sizes { width: w, layers, tags: tcount, relations: rcount, label: lab, .. } = net.sizes;
    let p = &net.p;
    let training = grads.is_some();
    let mut bounds = Vec::new();
    let mut n = 0;
    for s in samples { bounds.push((n, n + s.rows.len())); n += s.rows.len(); }
    let mut rows: Vec<[u32; INPUTS]> = samples.iter().flat_map(|s| s.rows.iter().copied()).collect();
    if training {
        let wl = (word_rate * 65536.0) as usize;
        for r in &mut rows {
            if dice.below(65536) < wl { r[0] = 0; }
            if dice.below(65536) < wl / 3 { r[1] = SIZES[0] as u32; r[2] = (SIZES[0] + SIZES[1]) as u32; }
            if dice.below(65536) < wl / 3 { r[3] = (SIZES[0] + SIZES[1] + SIZES[2]) as u32; r[4] = r[3] + SIZES[3] as u32; }
        }
    }
    let mut x0: Array2<f32> = Array2::zeros((n, w));
    for (i, r) in rows.iter().enumerate() { let mut row = x0.row_mut(i); for &k in r { row += &p[EMB].row(k as usize); } }
    let rate = if training { rate } else { 0.0 };
    let mut xs = Vec::new(); // inputs of layers after dropout
    let mut masks = Vec::new(); let mut pre = Vec::new(); let mut outs = Vec::new();
    let mut x = x0;
    let tag_layer = layers - 1;
    let mut tag_scores = Array2::zeros((0, 0)); let mut tag_in = None; let mut guesses = vec![0_usize; n];
    let mut tag_mask = None;
    for l in 0..layers {
        if l == tag_layer {
            let (xt, m) = dropped(&x, rate, dice);
            let mut sc = Array2::zeros((n, tcount)); sc += &p[TAGB]; mm(&xt.view(), &p[TAGW].view(), &mut sc, 1.0);
            for (i, row) in sc.rows().into_iter().enumerate() { let mut b = 0; for (j, &v) in row.iter().enumerate() { if v > row[b] { b = j; } } guesses[i] = b; }
            for (i, &g) in guesses.iter().enumerate() { let mut r = x.row_mut(i); r += &p[TAGE].row(g); }
            tag_scores = sc; tag_in = Some(xt); tag_mask = m;
        }
        let (xd, m) = dropped(&x, rate, dice);
        let mut a = Array2::zeros((n, 2 * w)); a += &p[LAYER + 2 * l + 1]; mm(&xd.view(), &p[LAYER + 2 * l].view(), &mut a, 1.0);
        let o = scan(&a, &bounds, w);
        x = &x + &o;
        xs.push(xd); masks.push(m); pre.push(a); outs.push(o);
    }
    let (xf, mf) = dropped(&x, rate, dice);
    let lin = |wi: usize, bi: Option<usize>, input: &Array2<f32>| { let mut o = Array2::zeros((n, p[wi].ncols())); if let Some(b) = bi { o += &p[b]; } mm(&input.view(), &p[wi].view(), &mut o, 1.0); o };
    let mut d1 = lin(D1, Some(D1B), &xf); relu(&mut d1);
    let d2 = lin(D2, None, &d1);
    let mut h1 = lin(H1, Some(H1B), &xf); relu(&mut h1);
    let (ld, lh) = (lin(LD, Some(LB), &xf), lin(LH, None, &xf));
    let upos: Vec<usize> = guesses.iter().map(|&g| usize::from(net.parts[g])).collect();
    let mut said = Said::default();
    let mut losses = [0.0_f32; 3];
    let mut dd2 = Array2::zeros(d2.raw_dim()); let mut dh1 = Array2::zeros(h1.raw_dim());
    let mut dld = Array2::zeros(ld.raw_dim()); let mut dlh = Array2::zeros(lh.raw_dim());
    let mut grads = grads;
    let weight = 1.0 / n as f32;
    for (k, &(first, last)) in bounds.iter().enumerate() {
        let len = last - first;
        let dv = d2.slice_axis(Axis(0), Slice::from(first..last)); let hv = h1.slice_axis(Axis(0), Slice::from(first..last));
        // columns: 0..len words, len = root
        let mut sc = Array2::zeros((len, len + 1));
        { let mut left = sc.slice_axis_mut(Axis(1), Slice::from(..len)); general_mat_mul(1.0, &dv, &hv.t(), 0.0, &mut left); }
        let rootv = dv.dot(&p[ROOT].row(0)); sc.column_mut(len).assign(&rootv);
        for i in 0..len {
            let mut row = sc.row_mut(i);
            for j in 0..len { if i == j { row[j] = -1e9; } else { let b = bucket(i, j); row[j] += p[FAR_D][[upos[first + i], b]] + p[FAR_H][[upos[first + j], b]]; } }
            row[len] += p[ROOTD][[upos[first + i], 0]];
        }
        if let Some(g) = grads.as_deref_mut() {
            let s = samples[k];
            for i in 0..len {
                let gold = if s.heads[i] == u16::MAX { len } else { usize::from(s.heads[i]) };
                losses[1] += entropy(sc.row_mut(i).as_slice_mut().unwrap_or(&mut []), gold, weight);
                for j in 0..len { if i != j { let b = bucket(i, j); g[FAR_D][[upos[first + i], b]] += sc[[i, j]]; g[FAR_H][[upos[first + j], b]] += sc[[i, j]]; } }
                g[ROOTD][[upos[first + i], 0]] += sc[[i, len]];
            }
            let left = sc.slice_axis(Axis(1), Slice::from(..len));
            general_mat_mul(1.0, &left, &hv, 0.0, &mut dd2.slice_axis_mut(Axis(0), Slice::from(first..last)));
            general_mat_mul(1.0, &left.t(), &dv, 0.0, &mut dh1.slice_axis_mut(Axis(0), Slice::from(first..last)));
            let rc = sc.column(len);
            for i in 0..len { let mut r = dd2.row_mut(first + i); r.scaled_add(rc[i], &p[ROOT].row(0)); let mut gr = g[ROOT].row_mut(0); gr.scaled_add(rc[i], &dv.row(i)); }
        } else { said.arcs.push(sc); }
    }
    if grads.is_none() { said.tags = tag_scores; said.labels = Some((ld, lh)); return (said, losses); }
    let Some(g) = grads else { return (said, losses) };
    // labels
    let mut z = ld.clone(); let mut fars = vec![None; n];
    for (k, &(first, last)) in bounds.iter().enumerate() { let s = samples[k]; for i in 0..last - first {
        let mut r = z.row_mut(first + i);
        if s.heads[i] == u16::MAX { r += &p[LROOT].row(0); } else { r += &lh.row(first + usize::from(s.heads[i])); fars[first + i] = Some(bucket(i, usize::from(s.heads[i]))); }
    } }
    relu(&mut z);
    let (zd, mz) = dropped(&z, rate * 0.5, dice);
    let mut ls = Array2::zeros((n, rcount)); ls += &p[LWB]; mm(&zd.view(), &p[LW].view(), &mut ls, 1.0);
    let gold_rel: Vec<u8> = samples.iter().flat_map(|s| s.relations.iter().copied()).collect();
    for i in 0..n { let mut r = ls.row_mut(i); if let Some(b) = fars[i] { r += &p[LFAR].row(b); } losses[2] += entropy(r.as_slice_mut().unwrap_or(&mut []), usize::from(gold_rel[i]), weight); }
    for i in 0..n { if let Some(b) = fars[i] { let mut r = g[LFAR].row_mut(b); r += &ls.row(i); } }
    g[LWB] += &ls.sum_axis(Axis(0)).insert_axis(Axis(0));
    general_mat_mul(1.0, &zd.t(), &ls, 1.0, &mut g[LW]);
    let mut dz = Array2::zeros((n, lab)); general_mat_mul(1.0, &ls, &p[LW].t(), 0.0, &mut dz);
    let mut dz = masked(dz, &mz); gate_relu(&mut dz, &z);
    for (k, &(first, last)) in bounds.iter().enumerate() { let s = samples[k]; for i in 0..last - first {
        let row = dz.row(first + i);
        if s.heads[i] == u16::MAX { let mut r = g[LROOT].row_mut(0); r += &row; } else { let mut r = dlh.row_mut(first + usize::from(s.heads[i])); r += &row; }
    } }
    dld += &dz;
    g[LB] += &dld.sum_axis(Axis(0)).insert_axis(Axis(0));
    // back to xf
    let mut dx: Array2<f32> = Array2::zeros((n, w));
    fn back(input: &Array2<f32>, d: &Array2<f32>, wi: usize, bi: Option<usize>, p: &[Array2<f32>], g: &mut [Array2<f32>], dx: &mut Array2<f32>) {
        general_mat_mul(1.0, &input.t(), d, 1.0, &mut g[wi]);
        if let Some(b) = bi { g[b] += &d.sum_axis(Axis(0)).insert_axis(Axis(0)); }
        general_mat_mul(1.0, d, &p[wi].t(), 1.0, dx);
    }
    back(&xf, &dld, LD, None, p, g, &mut dx);
    back(&xf, &dlh, LH, None, p, g, &mut dx);
    gate_relu(&mut dh1, &h1);
    back(&xf, &dh1, H1, Some(H1B), p, g, &mut dx);
    let mut dd1 = Array2::zeros(d1.raw_dim());
    back(&d1, &dd2, D2, None, p, g, &mut dd1);
    gate_relu(&mut dd1, &d1);
    back(&xf, &dd1, D1, Some(D1B), p, g, &mut dx);
    let mut dx = masked(dx, &mf);
    for l in (0..layers).rev() {
        let da = scan_back(&pre[l], &outs[l], &dx, &bounds, w);
        let mut di: Array2<f32> = Array2::zeros((n, w));
        back(&xs[l], &da, LAYER + 2 * l, Some(LAYER + 2 * l + 1), p, g, &mut di);
        dx += &masked(di, &masks[l]);
        if l == tag_layer {
            for (i, &t) in guesses.iter().enumerate() { let mut r = g[TAGE].row_mut(t); r += &dx.row(i); }
            let gold: Vec<u8> = samples.iter().flat_map(|s| s.tags.iter().copied()).collect();
            for i in 0..n { losses[0] += entropy(tag_scores.row_mut(i).as_slice_mut().unwrap_or(&mut []), usize::from(gold[i]), weight); }
            let mut dt: Array2<f32> = Array2::zeros((n, w));
            if let Some(xt) = &tag_in { back(xt, &tag_scores, TAGW, Some(TAGB), p, g, &mut dt); }
            dx += &masked(dt, &tag_mask);
        }
    }
    for (i, r) in rows.iter().enumerate() { for &k in r { let mut row = g[EMB].row_mut(k as usize); row += &dx.row(i); } }
    let _: Option<Array1<f32>> = None;
    (said, losses)
}
