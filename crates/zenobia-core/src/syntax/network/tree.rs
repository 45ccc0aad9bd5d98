//! The best tree over scored arcs: the algorithm of Chu and Liu (1965) and Edmonds (1967), with one root.

/// Scores of arcs: of each word (row), all words as its head and, last, the root.
#[derive(Clone, Debug, Default)]
pub struct Arcs {
    /// Row by row, `words + 1` columns.
    pub scores: Vec<i32>,
    /// How many words.
    pub words: usize,
}

/// Never chosen where anything else is left.
const BARRED: i64 = i64::MIN / 1024;

/// How many words are tried as the root when the most likely heads make no tree.
const ROOTS: usize = 3;

impl Arcs {
    fn row(&self, word: usize) -> &[i32] {
        &self.scores[word * (self.words + 1)..][..self.words + 1]
    }

    /// The head of each word, in the best tree; the number of words stands for the root.
    pub fn best(&self) -> Vec<usize> {
        let likely: Vec<usize> = (0..self.words).map(|word| self.likely(word)).collect();
        let roots = likely.iter().filter(|&&head| head == self.words).count();
        if roots == 1 && circle(&likely, self.words).is_none() {
            return likely;
        }
        let mut roots: Vec<usize> = (0..self.words).collect();
        roots.sort_by_key(|&word| std::cmp::Reverse(self.gain(word)));
        let trees = roots.into_iter().take(ROOTS).map(|root| self.rooted(root));
        trees.max_by_key(|(score, _)| *score).map_or(likely, |(_, heads)| heads)
    }

    fn likely(&self, word: usize) -> usize {
        let (before, after) = (&self.row(word)[..word], &self.row(word)[word + 1..]);
        let highest = |row: &[i32]| row.iter().copied().max();
        match highest(before).max(highest(after)) {
            Some(best) if highest(before) == Some(best) => first(before, best),
            Some(best) => word + 1 + first(after, best),
            None => self.words,
        }
    }

    /// How much better the root is as its head than any word.
    fn gain(&self, word: usize) -> i64 {
        let row = self.row(word);
        let others = (0..self.words).filter(|&head| head != word).map(|head| i64::from(row[head])).max();
        i64::from(row[self.words]) - others.unwrap_or(0)
    }

    fn rooted(&self, root: usize) -> (i64, Vec<usize>) {
        let size = self.words + 1;
        let mut scores = vec![BARRED; size * size];
        for word in (0..self.words).filter(|&word| word != root) {
            for head in (0..self.words).filter(|&head| head != word) {
                scores[word * size + head] = i64::from(self.row(word)[head]);
            }
        }
        scores[root * size + self.words] = 0;
        let mut heads = span(scores, size, self.words);
        heads.truncate(self.words);
        let total = heads.iter().enumerate().map(|(word, &head)| i64::from(self.row(word)[head])).sum();
        (total, heads)
    }
}

/// The place of a score that is there.
fn first(row: &[i32], score: i32) -> usize {
    row.iter().position(|&one| one == score).unwrap_or(0)
}

/// Words whose heads lead back to them.
fn circle(heads: &[usize], root: usize) -> Option<Vec<usize>> {
    let mut seen = vec![usize::MAX; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while at != root && seen[at] == usize::MAX {
            seen[at] = start;
            at = heads[at];
        }
        if at != root && seen[at] == start {
            let next = |&at: &usize| Some(heads[at]).filter(|&next| next != at);
            let rest = std::iter::successors(Some(heads[at]), next).take_while(|&next| next != at);
            return Some(std::iter::once(at).chain(rest).collect());
        }
    }
    None
}

/// The heads of the best tree below `root` among `size` words. Each circle is made one word and parted again, not by recursion, so
/// that no sentence is too long.
fn span(scores: Vec<i64>, size: usize, root: usize) -> Vec<usize> {
    let mut levels = vec![Level::new(scores, size, root)];
    while let Some(circle) = levels.last().and_then(|level| circle(&level.heads, level.root)) {
        let next = levels.last_mut().map(|level| level.contract(circle));
        levels.extend(next);
    }
    let mut heads = levels.pop().map(|level| level.heads).unwrap_or_default();
    while let Some(level) = levels.pop() {
        heads = level.expand(&heads);
    }
    heads
}

/// A graph with the most likely heads, and how a circle in it was made one word.
struct Level {
    scores: Vec<i64>,
    size: usize,
    root: usize,
    heads: Vec<usize>,
    /// The words outside the circle; the circle itself is the last word of the next level.
    outside: Vec<usize>,
    /// For each of them, the word of the circle that is its best head.
    leave: Vec<usize>,
    /// For each of them, the word of the circle that it is best the head of.
    enter: Vec<usize>,
}

impl Level {
    fn new(scores: Vec<i64>, size: usize, root: usize) -> Level {
        let best = |word: usize| {
            let row = &scores[word * size..][..size];
            let others = (0..size).filter(|&head| head != word);
            others.max_by_key(|&head| (row[head], std::cmp::Reverse(head))).unwrap_or(root)
        };
        let heads = (0..size).map(|word| if word == root { root } else { best(word) }).collect();
        Level { scores, size, root, heads, outside: Vec::new(), leave: Vec::new(), enter: Vec::new() }
    }

    fn score(&self, word: usize, head: usize) -> i64 {
        self.scores[word * self.size + head]
    }

    fn contract(&mut self, circle: Vec<usize>) -> Level {
        let mut inside = vec![false; self.size];
        circle.iter().for_each(|&word| inside[word] = true);
        self.outside = (0..self.size).filter(|&word| !inside[word]).collect();
        let size = self.outside.len() + 1;
        let mut scores = vec![BARRED; size * size];
        let (mut leave, mut enter) = (Vec::new(), Vec::new());
        for (at, &word) in self.outside.iter().enumerate() {
            for (other, &head) in self.outside.iter().enumerate().filter(|&(other, _)| other != at) {
                scores[at * size + other] = self.score(word, head);
            }
            let head = circle.iter().copied().max_by_key(|&head| self.score(word, head)).unwrap_or(word);
            scores[at * size + size - 1] = self.score(word, head);
            leave.push(head);
            let gain = |&inner: &usize| self.score(inner, word).saturating_sub(self.score(inner, self.heads[inner]));
            let inner = circle.iter().copied().max_by_key(gain).unwrap_or(word);
            scores[(size - 1) * size + at] = gain(&inner);
            enter.push(inner);
        }
        (self.leave, self.enter) = (leave, enter);
        let root = self.outside.iter().position(|&word| word == self.root).unwrap_or(0);
        Level::new(scores, size, root)
    }

    /// The heads here, given those of the next level.
    fn expand(&self, next: &[usize]) -> Vec<usize> {
        let circle = self.outside.len();
        let mut heads = self.heads.clone();
        for (at, &word) in self.outside.iter().enumerate() {
            heads[word] = if next[at] == circle { self.leave[at] } else { self.outside[next[at]] };
        }
        let from = next[circle];
        heads[self.enter[from]] = self.outside[from];
        heads
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn arcs(words: usize, scores: &[i32]) -> Arcs {
        Arcs { scores: scores.to_vec(), words }
    }

    /// Every tree with one root, tried.
    fn tried(arcs: &Arcs) -> i64 {
        let n = arcs.words;
        let mut best = i64::MIN;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|word| code / (n + 1).pow(word as u32) % (n + 1)).collect();
            let one = heads.iter().filter(|&&head| head == n).count() == 1;
            if one && heads.iter().enumerate().all(|(word, &head)| word != head) && circle(&heads, n).is_none() {
                best = best.max(total(arcs, &heads));
            }
        }
        best
    }

    fn total(arcs: &Arcs, heads: &[usize]) -> i64 {
        heads.iter().enumerate().map(|(word, &head)| i64::from(arcs.row(word)[head])).sum()
    }

    #[test]
    fn a_circle_is_broken_where_it_costs_least() {
        // Two words that want each other, and a root that wants the first a little more.
        let heads = arcs(2, &[0, 9, 5, 9, 0, 4]).best();
        assert_eq!(heads, [2, 0]);
    }

    proptest! {
        #[test]
        fn no_tree_is_better(words in 1..5_usize, scores in prop::collection::vec(-99..99_i32, 20)) {
            let arcs = arcs(words, &scores[..words * (words + 1)]);
            let heads = arcs.best();
            prop_assert_eq!(heads.iter().filter(|&&head| head == words).count(), 1);
            prop_assert!(circle(&heads, words).is_none());
            // The root is sought among a few words only.
            prop_assert!(words > ROOTS || total(&arcs, &heads) == tried(&arcs));
        }
    }
}
