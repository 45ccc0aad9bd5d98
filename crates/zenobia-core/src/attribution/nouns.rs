//! Nouns of saying with what they tell: "reports that …", "la rumeur selon laquelle …", "the claim of a victory".

use crate::attribution::saying::Saying;
use crate::attribution::{Speech, lemma, speakers};
use crate::claim::Ground;
use crate::syntax::Upos;

/// The sayings that nouns make.
pub(crate) fn find(ground: &Ground, speech: &Speech) -> Vec<Saying> {
    (0..ground.reading.tokens.len()).filter_map(|at| of_noun(ground, speech, at)).collect()
}

fn of_noun(ground: &Ground, speech: &Speech, at: usize) -> Option<Saying> {
    let syntax = ground.syntax;
    if syntax.words[at].upos != Upos::Noun {
        return None;
    }
    let content = speech.noun(&lemma(ground, at))?;
    let clause = |child: &usize| {
        let word = &syntax.words[*child];
        let relative = word.relation == "acl:relcl";
        word.is("ccomp") || (word.is("acl") && !relative && *child > at && super::verbs::is_finite(ground, *child))
    };
    let roots: Vec<usize> = syntax.children(at).filter(clause).collect();
    if roots.is_empty() {
        return None;
    }
    let speaker = speakers::behind(ground, at);
    let who = speaker.and_then(|speaker| speakers::who(ground, speech, speaker));
    Some(Saying { cue: at..at + 1, at, speaker, who, content, roots, settled: true, ..Saying::default() })
}
