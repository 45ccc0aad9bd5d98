//! The features by which the parser chooses its next move, after Zhang and Nivre (2011).
//!
//! They stand in groups. What a group's features hang on is its key, so that their sum is worked out once for all states that
//! are alike in that (see `memo.rs`).

use super::hash::{feature, mix};
use super::table::Batch;
use super::transition::{NONE, Node, State};

/// What the parser knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Leaf {
    /// Hash of the lower-case wording.
    pub word: u64,
    /// Hash of the lemma.
    pub lemma: u64,
    /// Part of speech.
    pub upos: u64,
    /// Part of speech with verb form.
    pub category: u64,
    /// Joint tag.
    pub tag: u64,
    /// Fine word class.
    pub cluster: u64,
    /// Coarse word class.
    pub coarse: u64,
    /// How many punctuation marks come before it in the sentence.
    pub marks: u64,
}

const ABSENT: Leaf =
    Leaf { word: 1, lemma: 1, upos: 99, category: 99, tag: 999, cluster: 9999, coarse: 9999, marks: 0 };

struct Sight<'a> {
    leaf: &'a Leaf,
    node: &'a Node,
    at: u16,
}

/// The words of a state that features speak of: the top of the stack and the two below, the next word and the two after it.
pub(super) struct View<'a> {
    leaves: &'a [Leaf],
    state: &'a State,
    s0: Sight<'a>,
    s1: Sight<'a>,
    b0: Sight<'a>,
    s2: &'a Leaf,
    b1: &'a Leaf,
    b2: &'a Leaf,
}

impl<'a> View<'a> {
    pub(super) fn of(leaves: &'a [Leaf], state: &'a State) -> View<'a> {
        let leaf = |word: u16| leaves.get(usize::from(word)).unwrap_or(&ABSENT);
        let sight = |word: u16| Sight { leaf: leaf(word), node: state.node(word), at: word };
        View {
            leaves,
            state,
            s0: sight(state.stacked(0)),
            s1: sight(state.stacked(1)),
            b0: sight(state.ahead(0)),
            s2: leaf(state.stacked(2)),
            b1: leaf(state.ahead(1)),
            b2: leaf(state.ahead(2)),
        }
    }

    /// What the features of each group hang on: where two views share a key, the group gives them the same features.
    pub(super) fn keys(&self) -> [u64; GROUPS.len()] {
        let words = |group: u64, words: [u16; 3]| words.iter().fold(group, |key, &word| key << 16 | u64::from(word));
        let (s0, s1, b0) = (self.s0.at, self.s1.at, self.b0.at);
        let [top, second, front] = [&self.s0, &self.s1, &self.b0].map(|sight| self.family(sight));
        [
            words(0, [b0, 0, 0]),
            words(1, [s0, b0, 0]),
            words(2, [s1, s0, 0]),
            words(3, [self.state.stacked(2), s1, s0]),
            words(4, [s1, s0, b0]),
            mix(5, top),
            mix(6, second),
            mix(7, front),
            mix(mix(mix(8, top), front), self.s1.leaf.category),
            mix(mix(9, second), top),
        ]
    }

    /// A hash of a word's place, its dependents and their relations.
    fn family(&self, sight: &Sight) -> u64 {
        let Node { outer, inner, counts, sets, .. } = sight.node;
        let children = [outer[0], outer[1], inner[0], inner[1]];
        let places = children.iter().fold(0, |all, &child| all << 16 | u64::from(child));
        let relations = children.iter().fold(0, |all, &child| all << 8 | self.relation(child));
        let counts = u64::from(counts[0]) << 8 | u64::from(counts[1]);
        let sets = u64::from(sets[0]) << 32 | u64::from(sets[1]);
        let parts = [places, counts << 32 | relations, sets];
        parts.iter().fold(u64::from(sight.at), |hash, &part| mix(hash, part))
    }

    #[inline]
    fn leaf(&self, word: u16) -> &'a Leaf {
        self.leaves.get(usize::from(word)).unwrap_or(&ABSENT)
    }

    #[inline]
    fn relation(&self, word: u16) -> u64 {
        u64::from(self.state.node(word).relation)
    }
}

#[inline]
fn distance(first: u16, last: u16) -> u64 {
    if first == NONE || last == NONE {
        return 9;
    }
    match last.saturating_sub(first) {
        steps @ 0..=4 => u64::from(steps),
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// Hands out the features of a state.
pub fn features(leaves: &[Leaf], state: &State, emit: impl FnMut(u64)) {
    let view = View::of(leaves, state);
    let mut batch = Batch::default();
    GROUPS.iter().for_each(|group| group(&view, &mut batch));
    batch.features().iter().copied().for_each(emit);
}

/// Hands out the features of one group.
pub(super) type Group = fn(&View, &mut Batch);

/// All groups, in the order of [`View::keys`].
pub(super) const GROUPS: [Group; 10] =
    [ahead, top_and_next, second_and_top, third, three, top, second, next, top_with_next, second_with_top];

/// Gives features their numbers, one template after the other.
struct Templates<'a> {
    batch: &'a mut Batch,
    next: u64,
}

impl Templates<'_> {
    /// The templates from a number on; the numbers are part of the models.
    fn from(first: u64, batch: &mut Batch) -> Templates<'_> {
        Templates { batch, next: first }
    }

    #[inline]
    fn put(&mut self, parts: &[u64]) {
        self.batch.push(feature(self.next, parts));
        self.next += 1;
    }

    /// A word that is met alone.
    #[inline]
    fn word(&mut self, leaf: &Leaf) {
        self.put(&[leaf.word, leaf.upos]);
        self.put(&[leaf.lemma, leaf.category]);
        self.put(&[leaf.tag]);
        self.put(&[leaf.category]);
        self.put(&[leaf.cluster, leaf.upos]);
    }

    /// A word further off.
    #[inline]
    fn far_word(&mut self, leaf: &Leaf) {
        self.put(&[leaf.lemma, leaf.upos]);
        self.put(&[leaf.category]);
        self.put(&[leaf.cluster]);
    }

    #[inline]
    fn pair(&mut self, a: &Leaf, b: &Leaf) {
        self.put(&[a.lemma, b.lemma]);
        self.put(&[a.lemma, a.category, b.category]);
        self.put(&[a.category, b.lemma, b.category]);
        self.put(&[a.lemma, b.cluster]);
        self.put(&[a.cluster, b.lemma]);
        self.put(&[a.cluster, b.cluster]);
        self.put(&[a.coarse, b.coarse, a.upos, b.upos]);
        self.put(&[a.tag, b.tag]);
        self.put(&[a.category, b.category]);
        self.put(&[a.upos, b.cluster, b.upos]);
        self.put(&[a.cluster, a.upos, b.upos]);
    }

    #[inline]
    fn children(&mut self, view: &View, children: &[u16]) {
        for &child in children {
            let leaf = view.leaf(child);
            self.put(&[leaf.lemma, view.relation(child)]);
            self.put(&[leaf.category, view.relation(child)]);
        }
    }

    /// A dependent in the light of two other words.
    #[inline]
    fn child_beside(&mut self, view: &View, child: u16, a: u64, b: u64) {
        self.put(&[view.leaf(child).category, view.relation(child), a, b]);
    }
}

fn ahead(view: &View, batch: &mut Batch) {
    let (b0, b1, b2) = (view.b0.leaf, view.b1, view.b2);
    Templates::from(1001, batch).put(&[]);
    Templates::from(1012, batch).word(b0);
    let mut templates = Templates::from(1020, batch);
    templates.far_word(b1);
    templates.far_word(b2);
    templates.put(&[b0.category, b1.category]);
    templates.put(&[b0.lemma, b1.category]);
    templates.put(&[b0.category, b1.lemma]);
    Templates::from(1088, batch).put(&[b0.category, b1.category, b2.category]);
}

fn top_and_next(view: &View, batch: &mut Batch) {
    let (s0, b0) = (&view.s0, &view.b0);
    let (c0, d0) = (s0.leaf.category, b0.leaf.category);
    Templates::from(1002, batch).word(s0.leaf);
    Templates::from(1029, batch).pair(s0.leaf, b0.leaf);
    Templates::from(1051, batch).put(&[c0, d0, distance(s0.at, b0.at)]);
    Templates::from(1054, batch).put(&[c0, d0, marks(s0, b0)]);
    Templates::from(1087, batch).put(&[c0, d0, view.b1.category]);
}

fn second_and_top(view: &View, batch: &mut Batch) {
    let (s0, s1) = (&view.s0, &view.s1);
    let (c0, c1) = (s0.leaf.category, s1.leaf.category);
    let far = distance(s1.at, s0.at);
    Templates::from(1007, batch).word(s1.leaf);
    Templates::from(1040, batch).pair(s1.leaf, s0.leaf);
    let mut templates = Templates::from(1052, batch);
    templates.put(&[c1, c0, far]);
    templates.put(&[s1.leaf.lemma, far]);
    Templates::from(1055, batch).put(&[c1, c0, marks(s1, s0)]);
}

fn third(view: &View, batch: &mut Batch) {
    Templates::from(1017, batch).far_word(view.s2);
    Templates::from(1090, batch).put(&[view.s2.category, view.s1.leaf.category, view.s0.leaf.category]);
}

fn three(view: &View, batch: &mut Batch) {
    let (s0, s1, b0) = (view.s0.leaf, view.s1.leaf, view.b0.leaf);
    let (c0, c1, d0) = (s0.category, s1.category, b0.category);
    Templates::from(1089, batch).put(&[c1, c0, d0]);
    let mut templates = Templates::from(1091, batch);
    templates.put(&[c1, c0, d0, view.b1.category]);
    templates.put(&[s1.lemma, c0, d0]);
    templates.put(&[c1, s0.lemma, d0]);
    templates.put(&[c1, c0, b0.lemma]);
    templates.put(&[s1.coarse, s0.coarse, b0.coarse]);
}

fn top(view: &View, batch: &mut Batch) {
    let (leaf, node) = (view.s0.leaf, view.s0.node);
    family(leaf, node, 1056, batch);
    let [left, right] = node.outer;
    Templates::from(1069, batch).children(view, &[left, right, node.inner[0], node.inner[1]]);
    Templates::from(1109, batch).put(&[leaf.category, view.relation(left), view.relation(right)]);
}

fn second(view: &View, batch: &mut Batch) {
    let node = view.s1.node;
    family(view.s1.leaf, node, 1060, batch);
    Templates::from(1077, batch).children(view, &[node.outer[0], node.outer[1], node.inner[1]]);
}

fn family(leaf: &Leaf, node: &Node, first: u64, batch: &mut Batch) {
    let mut templates = Templates::from(first, batch);
    templates.put(&[leaf.category, u64::from(node.counts[0]), u64::from(node.counts[1])]);
    templates.put(&[leaf.lemma, leaf.upos, u64::from(node.sets[1])]);
    templates.put(&[leaf.category, u64::from(node.sets[0])]);
    templates.put(&[leaf.category, u64::from(node.sets[1])]);
}

fn next(view: &View, batch: &mut Batch) {
    let (leaf, node) = (view.b0.leaf, view.b0.node);
    let mut templates = Templates::from(1064, batch);
    templates.put(&[leaf.category, u64::from(node.sets[0])]);
    templates.put(&[leaf.lemma, leaf.upos, u64::from(node.sets[0])]);
    Templates::from(1083, batch).children(view, &[node.outer[0], node.inner[0]]);
}

fn top_with_next(view: &View, batch: &mut Batch) {
    let (s0, b0) = (&view.s0, &view.b0);
    let (c0, d0) = (s0.leaf.category, b0.leaf.category);
    let sets = s0.node.sets.map(u64::from);
    let mut templates = Templates::from(1067, batch);
    templates.put(&[c0, sets[0], sets[1], d0]);
    templates.put(&[view.s1.leaf.category, c0, sets[0], d0]);
    let mut templates = Templates::from(1096, batch);
    for child in [s0.node.outer[0], s0.node.outer[1], b0.node.outer[0]] {
        templates.child_beside(view, child, c0, d0);
    }
    Templates::from(1107, batch).put(&[s0.leaf.lemma, view.leaf(b0.node.outer[0]).lemma, b0.leaf.upos]);
}

fn second_with_top(view: &View, batch: &mut Batch) {
    let (s0, s1) = (view.s0.leaf, view.s1.leaf);
    let (c0, c1, sets) = (s0.category, s1.category, view.s1.node.sets);
    let ([s0_left, s0_right], [s1_left, s1_right]) = (view.s0.node.outer, view.s1.node.outer);
    Templates::from(1066, batch).put(&[c1, u64::from(sets[0]), u64::from(sets[1]), c0]);
    let mut templates = Templates::from(1099, batch);
    for child in [s0_left, s0_right, s1_left, s1_right] {
        templates.child_beside(view, child, c1, c0);
    }
    // The preposition of a noun is its first dependent: with the governor it decides attachment.
    let first = view.leaf(s0_left).lemma;
    templates.put(&[s1.lemma, first, s0.upos]);
    templates.put(&[s1.cluster, first, s0.cluster]);
    templates.put(&[c1, first, s0.cluster]);
    templates.put(&[s1.lemma, first, s0.lemma]);
    let mut templates = Templates::from(1108, batch);
    templates.put(&[c1, first, s0.upos, view.leaf(s1_left).lemma]);
    Templates::from(1110, batch).put(&[c1, view.relation(s1_left), view.relation(s1_right), c0]);
}

#[inline]
fn marks(a: &Sight, b: &Sight) -> u64 {
    b.leaf.marks.saturating_sub(a.leaf.marks).min(4)
}
