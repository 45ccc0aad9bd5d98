//! How surely something is said to have happened: cues below a trigger and above it.

mod cues;

pub use cues::Cues;

use crate::claim::{Draft, Ground};
use crate::factuality::cues::Class;
use crate::record::Factuality;
use crate::syntax::{Features, Upos, Word};
use crate::why::Part;

/// What is known of a claim from outside its own words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outside {
    /// Factuality that the frame's word gives.
    pub word: Option<Factuality>,
    /// Factuality that the speech verb above gives its content.
    pub content: Option<Factuality>,
    /// Whether somebody in the text says it, so that a plain conditional is a future seen from the past.
    pub said: bool,
    /// The light verb that carries an event noun.
    pub carrier: Option<usize>,
    /// Whether its time lies wholly after the day of publication.
    pub to_come: bool,
}

/// Judges one claim. Gives the verdict and the cues that it rests on.
pub fn judge(ground: &Ground, cues: &Cues, draft: &Draft, outside: &Outside) -> (Factuality, Vec<Part>) {
    let mut judge = Judge { ground, cues, found: Vec::new(), parts: Vec::new() };
    let clause = outside.carrier.unwrap_or(draft.head);
    judge.below(draft.head);
    if clause != draft.head {
        judge.below(clause);
    }
    judge.mood(clause, outside.said);
    if judge.conditioned(clause) {
        judge.note(Factuality::Hypothetical, clause, "condition");
    }
    judge.above(clause, draft.head, outside.said);
    judge.asked(clause);
    judge.found.extend(outside.content);
    if outside.to_come && !judge.is_told_as_past(clause) {
        judge.note(Factuality::Planned, draft.head, "its time is after publication");
    }
    let denied = outside.content.filter(|content| *content == Factuality::Negated);
    let verdict = denied.or(strongest(&judge.found)).or(outside.word).unwrap_or(Factuality::Asserted);
    (verdict, judge.parts)
}

/// Of several cues: what is under a condition, even of not happening, then what did not happen, then what is to come, then what is doubtful.
fn strongest(found: &[Factuality]) -> Option<Factuality> {
    use Factuality::*;
    [Hypothetical, Negated, Planned, Hedged].into_iter().find(|verdict| found.contains(verdict))
}

/// Relations of dependents that may hold a cue.
const BELOW: [&str; 12] =
    ["advmod", "aux", "case", "det", "amod", "nsubj", "obj", "obl", "discourse", "cc", "expl", "parataxis"];

struct Judge<'a> {
    ground: &'a Ground<'a>,
    cues: &'a Cues,
    found: Vec<Factuality>,
    parts: Vec<Part>,
}

impl Judge<'_> {
    fn note(&mut self, verdict: Factuality, at: usize, note: &str) {
        self.found.push(verdict);
        let span = Some(self.ground.reading.tokens[at].span);
        self.parts.push(Part { name: "factuality".into(), span, note: note.into() });
    }

    /// Adverbs, auxiliaries, determiners and prepositions that stand below a word.
    fn below(&mut self, at: usize) {
        let syntax = self.ground.syntax;
        for child in syntax.children(at) {
            let relation = syntax.words[child].relation.split(':').next().unwrap_or_default();
            if !BELOW.contains(&relation) {
                continue;
            }
            // Adverbs of several words are attached in many ways ("sans doute", "in no way").
            let place =
                if matches!(relation, "obl" | "discourse" | "cc" | "expl" | "parataxis") { "advmod" } else { relation };
            match self.cues.at(self.ground, child, place) {
                Some(_) if relation == "aux" && self.is_inverted(at, child) => {
                    self.note(Factuality::Hypothetical, child, "inversion");
                }
                Some(class) => self.note(verdict(class), child, "cue"),
                None => {}
            }
            // "The aim is to retake the town".
            if relation == "nsubj"
                && self.cues.at(self.ground, child, "noun") == Some(Class::Plan)
                && self.has_copula(at)
            {
                self.note(Factuality::Planned, child, "aim");
            }
            // "No food has reached the town": a participant that does not exist.
            let none = |det: &usize| self.cues.at(self.ground, *det, "det") == Some(Class::Negation);
            let participant = matches!(relation, "nsubj" | "obj");
            if let Some(det) = syntax.children_by(child, "det").find(none).filter(|_| participant) {
                self.note(Factuality::Negated, det, "cue");
            }
        }
    }

    /// Whether a verb stands in the past: "hours later shells fell".
    fn is_told_as_past(&self, at: usize) -> bool {
        let words = &self.ground.syntax.words;
        let past = |word: &Word| {
            word.features.has(Features::FINITE)
                && (word.features.has(Features::PAST) || word.features.has(Features::IMPERFECT))
        };
        let mut helpers = self.ground.syntax.children_by(at, "aux").map(|child| &words[child]);
        let finite = |word: &Word| word.features.has(Features::FINITE) && !word.features.has(Features::FUTURE);
        let own = past(&words[at]) || helpers.any(|word| past(word) || (word.relation == "aux:tense" && finite(word)));
        // "Ont bombardé la gare, tuant trois passants": a participle is as past as the verb that it hangs on.
        let hangs = matches!(words[at].upos, Upos::Verb | Upos::Aux)
            && !words[at].features.has(Features::FINITE)
            && !words[at].features.has(Features::INFINITIVE)
            && (words[at].is("advcl") || words[at].is("conj"));
        own || words[at].head.filter(|_| hangs).is_some_and(|head| self.is_told_as_past(head))
    }

    fn has_copula(&self, at: usize) -> bool {
        self.ground.syntax.children_by(at, "cop").next().is_some()
    }

    /// Whether an auxiliary stands before its subject where nothing is asked: "should the town fall".
    fn is_inverted(&self, at: usize, aux: usize) -> bool {
        let subject = self.ground.syntax.children_by(at, "nsubj").next();
        subject.is_some_and(|subject| aux < subject) && !self.is_question(at)
    }

    fn is_question(&self, at: usize) -> bool {
        let sentence = &self.ground.reading.sentences[self.ground.reading.sentence_of(at)].tokens;
        sentence.clone().rev().take(3).any(|token| self.ground.reading.tokens[token].text == "?")
    }

    /// What a main clause asks is not said to have happened.
    fn asked(&mut self, clause: usize) {
        let syntax = self.ground.syntax;
        let mut at = clause;
        while let Some(head) =
            syntax.words[at].head.filter(|_| syntax.words[at].is("conj") || syntax.words[at].is("xcomp"))
        {
            at = head;
        }
        let verbal = matches!(syntax.words[clause].upos, Upos::Verb | Upos::Aux);
        if verbal && syntax.words[at].head.is_none() && self.is_question(clause) {
            self.note(Factuality::Hedged, clause, "question");
        }
    }

    /// Whether a word is negated by something below it.
    fn negated(&self, at: usize) -> bool {
        let syntax = self.ground.syntax;
        syntax.children(at).any(|child| {
            let place = syntax.words[child].relation.split(':').next().unwrap_or_default();
            matches!(place, "advmod" | "det" | "nsubj" | "obj")
                && self.cues.at(self.ground, child, place) == Some(Class::Negation)
        })
    }

    /// Future and conditional, of the word or its auxiliaries.
    fn mood(&mut self, at: usize, said: bool) {
        let syntax = self.ground.syntax;
        let helpers =
            || syntax.children(at).filter(|&child| syntax.words[child].is("aux") || syntax.words[child].is("cop"));
        let has = |features: Features| {
            std::iter::once(at).chain(helpers()).find(|&token| syntax.words[token].features.has(features))
        };
        if let Some(token) = has(Features::FUTURE) {
            self.note(Factuality::Planned, token, "future");
        }
        if let Some(token) = has(Features::CONDITIONAL) {
            let compound = token != at
                && syntax.words[token].relation != "aux:pass"
                && syntax.words[at].features.has(Features::PARTICIPLE);
            let verdict = if said && !compound { Factuality::Planned } else { Factuality::Hedged };
            self.note(verdict, token, "conditional");
        }
    }

    /// The conjunction that puts a clause under a condition.
    fn condition(&self, clause: usize) -> Option<usize> {
        let mut marks = self.ground.syntax.children_by(clause, "mark");
        marks.find(|&mark| self.cues.at(self.ground, mark, "mark") == Some(Class::Condition))
    }

    /// Whether a clause of condition hangs on a word.
    fn has_condition(&self, at: usize) -> bool {
        let syntax = self.ground.syntax;
        let inverted = |clause: usize, aux: usize| {
            self.cues.at(self.ground, aux, "aux").is_some() && self.is_inverted(clause, aux)
        };
        syntax.children_by(at, "advcl").any(|clause| {
            self.condition(clause).is_some() || syntax.children_by(clause, "aux").any(|aux| inverted(clause, aux))
        })
    }

    /// Whether a clause of condition hangs on a word, on what it is coordinated with, or on what governs it as an infinitive.
    fn conditioned(&self, at: usize) -> bool {
        let syntax = self.ground.syntax;
        let mut below = at;
        // "Threatens to strike if": the threat is there, only what it threatens is under the condition.
        let told = |word: &Word| {
            word.features.has(Features::FINITE)
                && !word.features.has(Features::FUTURE)
                && !word.features.has(Features::CONDITIONAL)
        };
        let real = told(&syntax.words[at]) || syntax.children_by(at, "aux").any(|aux| told(&syntax.words[aux]));
        let infinitive = syntax.children_by(at, "xcomp").any(|child| child > at);
        loop {
            if !(below == at && real && infinitive) && self.has_condition(below) {
                return true;
            }
            match syntax.words[below].head {
                Some(above) if syntax.words[below].is("xcomp") || syntax.words[below].is("conj") => below = above,
                _ => return false,
            }
        }
    }

    /// Words above: verbs of planning, trying, preventing; nouns such as "threat of"; conjunctions of condition and purpose.
    fn above(&mut self, clause: usize, head: usize, said: bool) {
        let syntax = self.ground.syntax;
        let mut below = clause;
        self.marks(clause);
        self.supposed(clause);
        self.undone(head);
        for _ in 0..12 {
            let Some(above) = syntax.words[below].head else { break };
            let relation = syntax.words[below].relation.split(':').next().unwrap_or_default();
            let direct = below == clause || below == head;
            self.governor(above, below, relation, direct);
            if relation == "xcomp" {
                self.caused(above, said);
            }
            let clausal = matches!(relation, "xcomp" | "ccomp");
            let onward = clausal
                || relation == "advcl"
                || (relation == "conj" && !self.own_subject(below))
                || (direct && matches!(relation, "obj" | "nmod" | "acl"));
            if !onward {
                break;
            }
            if relation != "conj" {
                self.marks(above);
            }
            below = above;
        }
    }

    /// « Si un accord est trouvé »: what is only supposed to be brought about, as the subject of a passive under a condition.
    fn supposed(&mut self, noun: usize) {
        let syntax = self.ground.syntax;
        let verb = syntax.words[noun].head.filter(|_| syntax.words[noun].relation == "nsubj:pass");
        if let Some(mark) = verb.and_then(|verb| self.condition(verb)) {
            self.note(Factuality::Hypothetical, mark, "supposed");
        }
    }

    /// « Quatre attentats qui ont été déjoués », "a foiled plot": what a participle or a relative clause says was done to a happening.
    fn undone(&mut self, noun: usize) {
        let syntax = self.ground.syntax;
        let word = |at: usize| &syntax.words[at];
        if !matches!(word(noun).upos, Upos::Noun | Upos::Propn) {
            return;
        }
        let passive = |verb: usize| syntax.children(verb).any(|child| word(child).relation == "aux:pass");
        let past =
            |verb: usize| word(verb).features.has(Features::PARTICIPLE) && !word(verb).features.has(Features::PRESENT);
        let told = |&verb: &usize| {
            let own = word(verb).relation == "acl" || word(verb).is("amod");
            word(verb).upos == Upos::Verb && if own { past(verb) } else { word(verb).is("acl") && passive(verb) }
        };
        let verbs: Vec<usize> = syntax.children(noun).filter(told).collect();
        // "The raid ordered by the general killed ten": what was ordered may well have happened.
        let undoes = |verb: &usize| {
            matches!(self.cues.at(self.ground, *verb, "governor-obj"), Some(Class::Prevent | Class::Fail))
        };
        let verbs: Vec<usize> = verbs.into_iter().filter(undoes).collect();
        verbs.into_iter().for_each(|verb| self.governor(verb, noun, "obj", true));
    }

    /// "Reportedly forced them to flee", "les aurait contraints à fuir": what is doubtful of the verb above is so of what it brings about.
    fn caused(&mut self, above: usize, said: bool) {
        self.mood(above, said);
        let adverbs: Vec<usize> = self.ground.syntax.children_by(above, "advmod").collect();
        for adverb in adverbs {
            if self.cues.at(self.ground, adverb, "advmod") == Some(Class::Hedge) {
                self.note(Factuality::Hedged, adverb, "cue above");
            }
        }
    }

    /// What a word does to what stands below it by a relation.
    fn governor(&mut self, above: usize, below: usize, relation: &str, direct: bool) {
        let tied = (relation == "advcl" && direct).then(|| self.tied(above, below)).flatten();
        let place = match relation {
            // "At talks in Geneva he urged": what comes before is where and when.
            "obl" if below < above => return,
            "xcomp" | "ccomp" => format!("governor-{relation}"),
            "obj" | "obl" | "nsubj" | "csubj" if direct => format!("governor-{}", relation.replace("csubj", "nsubj")),
            "nmod" | "acl" if direct => "noun".into(),
            // "Prevented them from attacking": a clause that a preposition ties to the verb.
            "advcl" if tied.is_some() => tied.clone().unwrap_or_default(),
            // "prêts à attaquer", "capables de": infinitives hang on adjectives as clauses.
            "advcl" if direct => "governor-xcomp".into(),
            _ => return,
        };
        if self.cues.is_nothing(self.ground, above, &place) {
            return;
        }
        // "There were no reports of casualties".
        let none = |det: &usize| self.cues.at(self.ground, *det, "det") == Some(Class::Negation);
        if relation == "nmod"
            && let Some(det) = self.ground.syntax.children_by(above, "det").find(none)
        {
            self.note(Factuality::Negated, det, "none of it");
        }
        let aims = |child: &usize| self.cues.at(self.ground, *child, "noun") == Some(Class::Plan);
        let aim =
            self.ground.syntax.children_by(above, "nsubj").find(aims).filter(|_| matches!(relation, "xcomp" | "ccomp"));
        if let Some(aim) = aim {
            self.note(Factuality::Planned, aim, "aim");
        }
        match self.cues.at(self.ground, above, &place) {
            Some(_) if relation == "advcl" && tied.is_none() && !self.ground.syntax.words[above].is("xcomp") => {}
            Some(class) => self.governed(class, above),
            None if relation == "xcomp" && self.negated(above) => {
                self.note(Factuality::Negated, above, "negated above")
            }
            // "Could not confirm that": neither said to have happened nor denied.
            None if relation == "ccomp" && self.negated(above) => {
                self.note(Factuality::Hedged, above, "negated above");
            }
            None => {}
        }
        let future = self.ground.syntax.words[above].features.has(Features::FUTURE);
        if relation == "xcomp" && future {
            self.note(Factuality::Planned, above, "future above");
        }
    }

    /// Where a verb is a cue for the clause that a preposition ties to it: `governor-advcl:from` of "prevented from attacking".
    fn tied(&self, above: usize, clause: usize) -> Option<String> {
        let words = &self.ground.syntax.words;
        let mark = self.ground.syntax.children_by(clause, "mark").find(|&mark| above < mark && mark < clause)?;
        let place = format!("governor-advcl:{}", words[mark].lemma);
        self.cues.at(self.ground, above, &place).map(|_| place)
    }

    fn own_subject(&self, at: usize) -> bool {
        self.ground.syntax.children_by(at, "nsubj").next().is_some()
    }

    fn governed(&mut self, class: Class, above: usize) {
        let verdict = match (class, self.negated(above)) {
            (Class::Prevent | Class::Fail, true) => return,
            (Class::Plan | Class::Attempt | Class::Modal, true) => Factuality::Negated,
            (class, _) => verdict(class),
        };
        self.note(verdict, above, "governor");
    }

    /// Conjunctions that open the clause of a word.
    fn marks(&mut self, at: usize) {
        let syntax = self.ground.syntax;
        let word = &syntax.words[at];
        let plain = word.is("xcomp") || word.is("ccomp");
        let perfect = syntax.children_by(at, "aux").any(|aux| syntax.words[aux].features.has(Features::INFINITIVE));
        let marks: Vec<usize> = syntax
            .children(at)
            .filter(|&child| syntax.words[child].is("mark") || syntax.words[child].is("case"))
            .collect();
        for mark in marks {
            // "Afin de" says a purpose wherever the tree puts the clause; "to" and "de" do not, and "for the capture" may as well be praised.
            if (plain || syntax.words[mark].is("case")) && !self.cues.is_long(self.ground, mark, "mark") {
                continue;
            }
            match self.cues.at(self.ground, mark, "mark") {
                // "pour avoir tué": a reason, not a purpose.
                Some(Class::Plan) if perfect => {}
                Some(class) => self.note(verdict(class), mark, "clause"),
                None => {}
            }
        }
    }
}

fn verdict(class: Class) -> Factuality {
    match class {
        Class::Negation | Class::Prevent | Class::Fail => Factuality::Negated,
        Class::Hedge | Class::Attempt | Class::Modal | Class::Question => Factuality::Hedged,
        Class::Plan => Factuality::Planned,
        Class::Condition => Factuality::Hypothetical,
        Class::Nothing => Factuality::Asserted,
    }
}

#[cfg(test)]
mod tests;
