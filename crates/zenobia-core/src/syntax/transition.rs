//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011), with one root a sentence.

use super::hash::mix;

/// Stands for "no token".
pub const NONE: u16 = u16::MAX;

/// What a transition does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// Pushes the next word onto the stack.
    Shift,
    /// Makes the next word govern the top of the stack, and pops it.
    Left,
    /// Makes the second of the stack govern its top, and pops it.
    Right,
    /// Makes the top of the stack the root when nothing else is left.
    Root,
}

/// A move with the number of the relation that it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Action {
    /// What it does.
    pub kind: Move,
    /// The relation; 0 for [`Move::Shift`].
    pub relation: u8,
}

/// A word in a tree that is being built.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its governor, or [`NONE`].
    pub head: u16,
    /// Its relation.
    pub relation: u8,
    /// How many dependents it has on its left and right.
    pub counts: [u8; 2],
    /// Its outermost dependent on each side.
    pub outer: [u16; 2],
    /// Its second outermost dependent on each side.
    pub inner: [u16; 2],
    /// A hash of the relations of its dependents on each side, whatever their order.
    pub sets: [u32; 2],
}

const BARE: Node = Node { head: NONE, relation: 255, counts: [0; 2], outer: [NONE; 2], inner: [NONE; 2], sets: [0; 2] };

/// A partial tree: a stack of words, the next word to read, and the arcs so far.
#[derive(Debug, Default)]
pub struct State {
    /// Words whose dependents are not all found, the latest last.
    pub stack: Vec<u16>,
    /// The next word to read.
    pub next: u16,
    /// One node a word.
    pub nodes: Vec<Node>,
}

impl Clone for State {
    fn clone(&self) -> State {
        State { stack: self.stack.clone(), next: self.next, nodes: self.nodes.clone() }
    }

    fn clone_from(&mut self, other: &State) {
        self.stack.clone_from(&other.stack);
        self.nodes.clone_from(&other.nodes);
        self.next = other.next;
    }
}

impl State {
    /// Nothing read of a sentence of `length` words, fewer than 65,000.
    pub fn new(length: usize) -> State {
        State { stack: Vec::with_capacity(length), next: 0, nodes: vec![BARE; length] }
    }

    /// The word at a depth of the stack, 0 being the top.
    #[inline]
    pub fn stacked(&self, depth: usize) -> u16 {
        let at = self.stack.len().checked_sub(depth + 1);
        at.map_or(NONE, |at| self.stack[at])
    }

    /// The word that lies `ahead` words after the next one.
    #[inline]
    pub fn ahead(&self, ahead: u16) -> u16 {
        let at = self.next.saturating_add(ahead);
        if usize::from(at) < self.nodes.len() { at } else { NONE }
    }

    /// The node of a word; a bare one for [`NONE`].
    #[inline]
    pub fn node(&self, word: u16) -> &Node {
        self.nodes.get(usize::from(word)).unwrap_or(&BARE)
    }

    /// Whether a move may be made.
    #[inline]
    pub fn allows(&self, kind: Move) -> bool {
        let unread = usize::from(self.next) < self.nodes.len();
        match kind {
            Move::Shift => unread,
            Move::Left => unread && !self.stack.is_empty(),
            Move::Right => self.stack.len() > 1,
            Move::Root => !unread && self.stack.len() == 1,
        }
    }

    /// Makes a move that is allowed; any other changes nothing.
    pub fn apply(&mut self, action: Action) {
        if !self.allows(action.kind) {
            return;
        }
        if action.kind == Move::Shift {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let Some(word) = self.stack.pop() else { return };
        let head = match action.kind {
            Move::Left => self.next,
            Move::Right => self.stacked(0),
            Move::Shift | Move::Root => NONE,
        };
        self.attach(word, head, action.relation);
    }

    fn attach(&mut self, word: u16, head: u16, relation: u8) {
        if let Some(node) = self.nodes.get_mut(usize::from(word)) {
            node.head = head;
            node.relation = relation;
        }
        let side = usize::from(word > head);
        if let Some(node) = self.nodes.get_mut(usize::from(head)) {
            node.counts[side] = node.counts[side].saturating_add(1);
            node.inner[side] = node.outer[side];
            node.outer[side] = word;
            node.sets[side] |= 1 << (mix(7, u64::from(relation)) >> 59);
        }
    }

    /// Whether every word has its governor but the root.
    pub fn is_final(&self) -> bool {
        self.stack.is_empty() && usize::from(self.next) >= self.nodes.len()
    }
}

/// The moves that build a projective tree: `heads` with [`NONE`] for the root, and their relations.
///
/// The list stops early where the tree is not projective.
pub fn moves(heads: &[u16], relations: &[u8]) -> Vec<Action> {
    let mut state = State::new(heads.len());
    let mut waiting = vec![0_usize; heads.len()];
    heads.iter().filter(|&&head| head != NONE).for_each(|&head| waiting[usize::from(head)] += 1);
    let mut moves = Vec::with_capacity(2 * heads.len());
    while !state.is_final() {
        let action = next_move(&state, heads, relations, &waiting);
        if !state.allows(action.kind) {
            break;
        }
        if action.kind != Move::Shift {
            let head = heads[usize::from(state.stacked(0))];
            if head != NONE {
                waiting[usize::from(head)] -= 1;
            }
        }
        state.apply(action);
        moves.push(action);
    }
    moves
}

fn next_move(state: &State, heads: &[u16], relations: &[u8], waiting: &[usize]) -> Action {
    let top = state.stacked(0);
    let shift = Action { kind: Move::Shift, relation: 0 };
    let Some(&head) = heads.get(usize::from(top)) else { return shift };
    let relation = relations[usize::from(top)];
    match (waiting[usize::from(top)], head) {
        (0, NONE) if state.allows(Move::Root) => Action { kind: Move::Root, relation },
        (0, head) if head != NONE && head == state.next => Action { kind: Move::Left, relation },
        (0, head) if head != NONE && head == state.stacked(1) => Action { kind: Move::Right, relation },
        _ => shift,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moves_of_a_tree_rebuild_it() {
        let heads = [1, NONE, 3, 1, 5, 3];
        let relations = [1, 0, 2, 3, 2, 4];
        let mut state = State::new(6);
        moves(&heads, &relations).into_iter().for_each(|action| state.apply(action));
        assert!(state.is_final());
        assert_eq!(state.nodes.iter().map(|node| node.head).collect::<Vec<_>>(), heads);
        assert_eq!(state.nodes.iter().map(|node| node.relation).collect::<Vec<_>>(), relations);
    }

    #[test]
    fn a_tree_with_crossing_arcs_stops_early() {
        let heads = [2, 3, NONE, 2];
        assert!(moves(&heads, &[0; 4]).len() < 8);
    }

    #[test]
    fn there_is_one_root() {
        let mut state = State::new(2);
        state.apply(Action { kind: Move::Shift, relation: 0 });
        assert!(!state.allows(Move::Root));
        state.apply(Action { kind: Move::Shift, relation: 0 });
        assert!(!state.allows(Move::Root));
        assert!(!state.allows(Move::Left));
    }
}
