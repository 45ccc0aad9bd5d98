//! The best tree: Chu and Liu (1965), Edmonds (1967), with one root.

/// Heads by scores: `score[i][j]` of word `j` as head of word `i`, `score[i][n]` of the root.
pub fn best_tree(n: usize, score: &dyn Fn(usize, usize) -> f32) -> Vec<u16> {
    // Greedy first; a tree nearly always.
    let greedy: Vec<usize> = (0..n).map(|i| (0..=n).filter(|&j| j != i).fold(n, |b, j| if score(i, j) > score(i, b) { j } else { b })).collect();
    if is_tree(&greedy, n) { return done(&greedy, n); }
    // One root: try the most likely ones.
    let mut roots: Vec<usize> = (0..n).collect();
    let loss = |r: usize| score(r, n) - (0..n).filter(|&j| j != r).map(|j| score(r, j)).fold(f32::MIN, f32::max);
    roots.sort_by(|&a, &b| loss(b).total_cmp(&loss(a)));
    let mut best: Option<(f32, Vec<usize>)> = None;
    for &r in roots.iter().take(3) {
        let s = |i: usize, j: usize| if i == r { if j == n { 0.0 } else { -1e6 } } else if j == n { -1e6 } else { score(i, j) };
        let heads = arborescence(n, &s);
        let total: f32 = score(r, n) + (0..n).filter(|&i| i != r).map(|i| score(i, heads[i])).sum::<f32>();
        if best.as_ref().is_none_or(|b| total > b.0) { best = Some((total, heads)); }
    }
    done(&best.map(|b| b.1).unwrap_or_default(), n)
}

fn done(heads: &[usize], n: usize) -> Vec<u16> { heads.iter().take(n).map(|&h| if h == n { u16::MAX } else { h as u16 }).collect() }

fn is_tree(heads: &[usize], n: usize) -> bool {
    if heads.iter().filter(|&&h| h == n).count() != 1 { return false; }
    cycle(heads, n).is_none()
}

fn cycle(heads: &[usize], n: usize) -> Option<Vec<usize>> {
    let mut state = vec![0_usize; n + 1]; state[n] = usize::MAX;
    for i in 0..n {
        if state[i] != 0 { continue; }
        let mut at = i; let mark = i + 1;
        while state[at] == 0 { state[at] = mark; at = heads[at]; }
        if at != n && state[at] == mark {
            let mut c = vec![at]; let mut k = heads[at]; while k != at { c.push(k); k = heads[k]; }
            return Some(c);
        }
    }
    None
}

/// Dense Chu-Liu/Edmonds, node n is the root.
fn arborescence(n: usize, score: &dyn Fn(usize, usize) -> f32) -> Vec<usize> {
    let m = n + 1;
    let mut s = vec![f32::MIN; m * m];
    for i in 0..n { for j in 0..m { if i != j { s[i * m + j] = score(i, j); } } }
    solve(m, n, &s)
}

fn solve(m: usize, root: usize, s: &[f32]) -> Vec<usize> {
    let heads: Vec<usize> = (0..m).map(|i| if i == root { root } else { (0..m).filter(|&j| j != i).fold(usize::MAX, |b, j| if b == usize::MAX || s[i * m + j] > s[i * m + b] { j } else { b }) }).collect();
    // find cycle
    let mut state = vec![0_usize; m]; state[root] = usize::MAX;
    let mut found = None;
    'outer: for i in 0..m {
        if state[i] != 0 { continue; }
        let mut at = i; let mark = i + 1;
        while state[at] == 0 { state[at] = mark; at = heads[at]; }
        if at != root && state[at] == mark { let mut c = vec![at]; let mut k = heads[at]; while k != at { c.push(k); k = heads[k]; } found = Some(c); break 'outer; }
    }
    let Some(c) = found else { return heads };
    let mut inside = vec![false; m]; c.iter().for_each(|&k| inside[k] = true);
    let rest: Vec<usize> = (0..m).filter(|&k| !inside[k]).collect();
    let k = rest.len(); let size = k + 1; // last is the contracted
    let new_root = rest.iter().position(|&r| r == root).unwrap_or(0);
    let mut t = vec![f32::MIN; size * size]; let mut enter = vec![0; size]; let mut leave = vec![0; size];
    for (a, &i) in rest.iter().enumerate() {
        for (b, &j) in rest.iter().enumerate() { if a != b { t[a * size + b] = s[i * m + j]; } }
        // i hangs on the cycle
        let best = c.iter().copied().fold(usize::MAX, |b, j| if b == usize::MAX || s[i * m + j] > s[i * m + b] { j } else { b });
        t[a * size + k] = s[i * m + best]; leave[a] = best;
        // cycle hangs on i
        let gain = |v: usize| s[v * m + i] - s[v * m + heads[v]];
        let best = c.iter().copied().fold(usize::MAX, |b, v| if b == usize::MAX || gain(v) > gain(b) { v } else { b });
        t[k * size + a] = gain(best); enter[a] = best;
    }
    let sub = solve(size, new_root, &t);
    let mut out = heads.clone();
    for (a, &i) in rest.iter().enumerate() { if i == root { continue; } out[i] = if sub[a] == k { leave[a] } else { rest[sub[a]] }; }
    let from = sub[k];
    out[enter[from]] = rest[from];
    out
}
