//! What the model says of each token, after Universal Dependencies 2.

use std::ops::Range;

use compact_str::CompactString;

/// The universal parts of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are Universal Dependencies' own")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

/// Morphological features that the later stages ask for, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features(pub u32);

impl Features {
    /// Plural number (`Number=Plur`).
    pub const PLURAL: Features = Features(1);
    /// Singular number.
    pub const SINGULAR: Features = Features(1 << 1);
    /// Feminine gender.
    pub const FEMININE: Features = Features(1 << 2);
    /// Masculine gender.
    pub const MASCULINE: Features = Features(1 << 3);
    /// Finite verb form (`VerbForm=Fin`).
    pub const FINITE: Features = Features(1 << 4);
    /// Infinitive.
    pub const INFINITIVE: Features = Features(1 << 5);
    /// Participle (`VerbForm=Part`, or English `Ger` is [`Features::GERUND`]).
    pub const PARTICIPLE: Features = Features(1 << 6);
    /// Gerund (`VerbForm=Ger`; French present participles are `Part` with [`Features::PRESENT`]).
    pub const GERUND: Features = Features(1 << 7);
    /// Present tense.
    pub const PRESENT: Features = Features(1 << 8);
    /// Past tense (`Tense=Past`).
    pub const PAST: Features = Features(1 << 9);
    /// Imperfect (`Tense=Imp`).
    pub const IMPERFECT: Features = Features(1 << 10);
    /// Future (`Tense=Fut`).
    pub const FUTURE: Features = Features(1 << 11);
    /// Indicative mood.
    pub const INDICATIVE: Features = Features(1 << 12);
    /// Conditional mood (`Mood=Cnd`).
    pub const CONDITIONAL: Features = Features(1 << 13);
    /// Subjunctive mood.
    pub const SUBJUNCTIVE: Features = Features(1 << 14);
    /// Imperative mood.
    pub const IMPERATIVE: Features = Features(1 << 15);
    /// Passive voice (`Voice=Pass`).
    pub const PASSIVE: Features = Features(1 << 16);
    /// First person.
    pub const FIRST: Features = Features(1 << 17);
    /// Second person.
    pub const SECOND: Features = Features(1 << 18);
    /// Third person.
    pub const THIRD: Features = Features(1 << 19);
    /// Possessive (`Poss=Yes`).
    pub const POSSESSIVE: Features = Features(1 << 20);
    /// Reflexive (`Reflex=Yes`).
    pub const REFLEXIVE: Features = Features(1 << 21);
    /// Definite article (`Definite=Def`).
    pub const DEFINITE: Features = Features(1 << 22);
    /// Indefinite article (`Definite=Ind`).
    pub const INDEFINITE: Features = Features(1 << 23);
    /// Relative pronoun (`PronType=Rel`).
    pub const RELATIVE: Features = Features(1 << 24);
    /// Demonstrative (`PronType=Dem`).
    pub const DEMONSTRATIVE: Features = Features(1 << 25);
    /// Personal pronoun (`PronType=Prs`).
    pub const PERSONAL: Features = Features(1 << 26);
    /// Negative (`Polarity=Neg`, or French `ne`).
    pub const NEGATIVE: Features = Features(1 << 27);

    /// Whether all bits of `other` are set.
    pub fn has(self, other: Features) -> bool {
        self.0 & other.0 == other.0
    }

    /// These without some others.
    pub fn without(self, other: Features) -> Features {
        Features(self.0 & !other.0)
    }

    /// Both sets together.
    pub fn with(self, other: Features) -> Features {
        Features(self.0 | other.0)
    }
}

/// What the model says of one token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    /// Universal part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub features: Features,
    /// Dictionary form, lower case except for proper nouns.
    pub lemma: CompactString,
    /// Index of the governing token in the document; `None` for the root of a sentence.
    pub head: Option<usize>,
    /// Universal relation with its subtype, such as `nsubj`, `obl:agent`, `acl:relcl`.
    pub relation: CompactString,
}

impl Word {
    /// Whether the relation is `base`, with any subtype.
    pub fn is(&self, base: &str) -> bool {
        self.relation.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }
}

/// The syntax of a whole report: one [`Word`] for each token, in the same order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Syntax {
    /// Parallel to the tokens.
    pub words: Vec<Word>,
    /// For each token, its dependents in text order.
    children: Vec<Vec<u32>>,
}

impl Syntax {
    /// Builds the index of dependents. A head outside `words` counts as none.
    pub fn new(mut words: Vec<Word>) -> Syntax {
        let mut children = vec![Vec::new(); words.len()];
        for index in 0..words.len() {
            match words[index].head {
                Some(head) if head < words.len() && head != index => children[head].push(index as u32),
                _ => words[index].head = None,
            }
        }
        Syntax { words, children }
    }

    /// The dependents of a token, in text order.
    pub fn children(&self, index: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[index].iter().map(|&child| child as usize)
    }

    /// The dependents with a relation, with any subtype.
    pub fn children_by<'a>(&'a self, index: usize, base: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.children(index).filter(move |&child| self.words[child].is(base))
    }

    /// The governors of a token, nearest first.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let limit = self.words.len();
        std::iter::successors(self.words[index].head, move |&at| self.words[at].head).take(limit)
    }

    /// The syntactic head of a run of tokens: the first whose governor lies outside it.
    pub fn top(&self, tokens: &Range<usize>) -> usize {
        let outside = |&at: &usize| self.words[at].head.is_none_or(|head| !tokens.contains(&head));
        tokens.clone().find(outside).unwrap_or(tokens.start)
    }

    /// The tokens of the subtree below `index`, from its first to one past its last.
    pub fn subtree(&self, index: usize) -> Range<usize> {
        let (mut first, mut last) = (index, index);
        let mut open = vec![index];
        while let Some(at) = open.pop() {
            first = first.min(at);
            last = last.max(at);
            open.extend(self.children(at));
        }
        first..last + 1
    }
}
