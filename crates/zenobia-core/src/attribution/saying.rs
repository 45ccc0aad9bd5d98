//! What is said: a cue, who speaks, and the words that it covers.

use std::ops::Range;

use crate::attribution::{Speech, Who, brackets, lemma, nouns, prepositions, quotations, speakers, verbs};
use crate::claim::Ground;
use crate::record::{ActorKind, Factuality};
use crate::syntax::{Features, Upos};

/// Something said in a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Saying {
    /// The words that attribute.
    pub(crate) cue: Range<usize>,
    /// The word of the cue at whose subtree the content ends: what stands below it is only said when it is below a root.
    pub(crate) at: usize,
    /// Head of the words that name the speaker.
    pub(crate) speaker: Option<usize>,
    /// Who speaks; nobody where the words do not tell.
    pub(crate) who: Option<Who>,
    /// What the saying makes of its content.
    pub(crate) content: Option<Factuality>,
    /// Heads of the clauses and phrases that are said.
    pub(crate) roots: Vec<usize>,
    /// Words that are said whatever the tree makes of them.
    pub(crate) stretch: Option<Range<usize>>,
    /// Beyond these words nothing is said, whatever the tree makes of them.
    pub(crate) within: Option<Range<usize>>,
    /// Whether its content is known from the tree, so that no quotation is looked for.
    pub(crate) settled: bool,
    /// Whether it names the source by pointing back: "de même source".
    pub(crate) same: bool,
    /// Whether it names the source of whoever else speaks.
    pub(crate) inner: bool,
}

/// Everything said in a report, with what finds it again.
pub(crate) struct Sayings {
    pub(crate) all: Vec<Saying>,
    /// For each token, the sayings of which it is a root.
    by_root: Vec<Vec<usize>>,
    /// For each token, the saying whose stretch covers it.
    by_stretch: Vec<Option<usize>>,
    /// For each quotation, the saying that it belongs to.
    pub(crate) by_quotation: Vec<Option<usize>>,
}

/// How far up a tree what is said of a word is looked for.
const HIGHEST: usize = 60;

impl Sayings {
    /// Finds all sayings of a report.
    pub(crate) fn find(ground: &Ground, speech: &Speech) -> Sayings {
        let mut all = verbs::find(ground, speech);
        all.extend(prepositions::find(ground, speech));
        all.extend(nouns::find(ground, speech));
        all.extend(brackets::find(ground, speech));
        all.sort_by_key(|saying| saying.cue.start);
        point_back(ground, speech, &mut all);
        after_colons(ground, &mut all);
        let by_quotation = quotations::assign(ground, speech, &mut all);
        let tokens = ground.reading.tokens.len();
        let (mut by_root, mut by_stretch) = (vec![Vec::new(); tokens], vec![None; tokens]);
        for (number, saying) in all.iter().enumerate() {
            saying.roots.iter().for_each(|&root| by_root[root].push(number));
            saying.stretch.clone().into_iter().for_each(|words| by_stretch[words].fill(Some(number)));
        }
        Sayings { all, by_root, by_stretch, by_quotation }
    }

    /// The sayings that cover a token, innermost first.
    pub(crate) fn over(&self, ground: &Ground, head: usize) -> Vec<usize> {
        let mut path = Vec::new();
        let mut found: Vec<usize> = Vec::new();
        for at in std::iter::once(head).chain(ground.syntax.ancestors(head)).take(HIGHEST) {
            path.push(at);
            let reaches = |saying: &Saying| saying.within.as_ref().is_none_or(|words| words.contains(&head));
            let said = |number: &usize| !path.contains(&self.all[*number].at) && reaches(&self.all[*number]);
            let more: Vec<usize> =
                self.by_root[at].iter().copied().filter(said).filter(|number| !found.contains(number)).collect();
            found.extend(more);
        }
        if found.is_empty() {
            found.extend(self.by_stretch[head]);
        }
        self.add_quotation(ground, head, &mut found);
        found.sort_by_key(|&number| !self.all[number].inner);
        if found.is_empty() {
            found.extend(self.hearsay(ground, head));
        }
        found
    }

    /// Free indirect speech: what is told in the conditional of hearsay is said by whoever was cited last, in the sentence or the one before.
    fn hearsay(&self, ground: &Ground, head: usize) -> Option<usize> {
        let syntax = ground.syntax;
        let mut helpers = syntax.children_by(head, "aux");
        let perfect = syntax.words[head].features.has(Features::PARTICIPLE)
            && helpers.any(|aux| syntax.words[aux].features.has(Features::CONDITIONAL));
        if !perfect {
            return None;
        }
        let sentence = ground.reading.sentence_of(head);
        let paragraph = ground.reading.sentences[sentence].paragraph;
        let before = self.all.partition_point(|saying| saying.cue.start < head);
        let cited = |number: &usize| self.all[*number].who.is_some() && !self.all[*number].roots.is_empty();
        let number = (before.saturating_sub(20)..before).rev().find(cited)?;
        let told = ground.reading.sentence_of(self.all[number].at);
        (told + 1 >= sentence && ground.reading.sentences[told].paragraph == paragraph).then_some(number)
    }

    /// Whoever is quoted stands outside of what is said within the quotation.
    fn add_quotation(&self, ground: &Ground, head: usize, found: &mut Vec<usize>) {
        let around = quotations::around(ground, head);
        let Some(number) = around.and_then(|quotation| self.by_quotation[quotation]) else { return };
        let quotation = &ground.reading.quotations[around.unwrap_or_default()];
        if !found.contains(&number) {
            let outside = |other: &usize| !quotation.tokens.contains(&self.all[*other].at);
            let place = found.iter().position(outside).unwrap_or(found.len());
            found.insert(place, number);
        }
    }
}

/// "The minister said:" and a paragraph without quotation marks, as governments print what they say.
fn after_colons(ground: &Ground, all: &mut [Saying]) {
    let sentences = &ground.reading.sentences;
    let text = |at: usize| ground.reading.tokens[at].text.as_str();
    for saying in all.iter_mut().filter(|saying| saying.who.is_some() && saying.stretch.is_none()) {
        let number = ground.reading.sentence_of(saying.at);
        let own = &sentences[number].tokens;
        let said = saying.roots.iter().any(|root| *root != saying.at && own.contains(root));
        let open = own.clone().next_back().is_some_and(|last| text(last) == ":") && !said;
        let Some(next) = sentences.get(number + 1).filter(|_| open) else { continue };
        let quoted = next.tokens.clone().next().is_some_and(|first| !text(first).starts_with(char::is_alphanumeric));
        let paragraph = sentences[number + 1..].iter().take_while(|other| other.paragraph == next.paragraph);
        let end = paragraph.last().map_or(next.tokens.end, |last| last.tokens.end);
        if !quoted && next.paragraph != sentences[number].paragraph {
            saying.stretch = Some(next.tokens.start..end);
            saying.within.clone_from(&saying.stretch);
        }
    }
}

/// How many sentences back somebody may have spoken whom a pronoun or "the statement" means.
const BACK: usize = 2;

/// Finds the speakers that are told by pointing back to whoever spoke last: "from the same source", "he added", "the statement said".
fn point_back(ground: &Ground, speech: &Speech, all: &mut [Saying]) {
    let mut last: Option<(usize, Who)> = None;
    for saying in all.iter_mut() {
        let sentence = ground.reading.sentence_of(saying.at);
        let near = last.filter(|(spoken, _)| spoken + BACK >= sentence).map(|(_, who)| who);
        let person =
            |who: &Who| matches!(who, Who::Actor(entity) if ground.actors.entities[*entity].kind == ActorKind::Person);
        // "The governor of the province" says which one he is: not one of many who were not named.
        let fits =
            |speaker| ground.syntax.children_by(speaker, "nmod").next().is_none() || near.as_ref().is_some_and(person);
        let told = |&speaker: &usize| speakers::is_told_office(ground, speech, speaker) && fits(speaker);
        let office = saying.speaker.as_ref().is_some_and(told);
        if saying.same {
            saying.who = last.map(|(_, who)| who);
        } else if office && near.is_some() {
            saying.who = near;
        } else if let Some(speaker) = saying.speaker
            && ground.actors.at(speaker).is_none()
        {
            let pronoun = ground.syntax.words[speaker].upos == Upos::Pron;
            // "The images show", never « des images montrent ».
            let document = saying.who.is_none()
                && speech.noun(&lemma(ground, speaker)).is_some()
                && !speakers::is_indefinite(ground, speaker);
            let body = |who: &Who| matches!(who, Who::Actor(entity) if ground.actors.entities[*entity].kind != ActorKind::Media);
            let of_body = matches!(saying.who, Some(Who::Actor(entity)) if ground.actors.entities[entity].kind != ActorKind::Person);
            // "According to him": whoever told the sentence before, whatever body could be meant as well.
            let phrase = !ground.syntax.words[speaker].is("nsubj");
            let told = |who: &Who| {
                saying.who.is_none() || person(who) || (of_body && (body(who) || (phrase && *who == Who::Unnamed)))
            };
            let again = near.filter(|who| document || (pronoun && told(who)));
            saying.who = again.or(saying.who);
        }
        last = saying.who.map(|who| (sentence, who)).or(last);
    }
}
