//! Whom a pronoun or a possessive refers to.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::actor::{ActorMention, Actors};
use crate::pack::{Files, rows};
use crate::problem::Problem;
use crate::record::ActorKind;
use crate::syntax::{Features, Syntax, Upos};
use crate::text::{Quotation, Reading};

/// No antecedent stands further back, in tokens.
const FAR: usize = 400;

/// Which antecedents a pronoun takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pronoun {
    plural: Option<bool>,
    person: Option<bool>,
    feminine: Option<bool>,
}

/// What a pronoun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// An actor named before.
    Actor(Pronoun),
    /// "We", "our": whoever speaks, and his side.
    Speaker,
    /// "I": whoever speaks.
    Oneself,
    /// "There", « y »: a place.
    Place,
}

/// The pronouns of a language: `lexicon/pronouns.tsv` (form, `singular`/`plural`/`any`, `person`/`thing`/`any`, or `speaker` for those by
/// which a speaker means himself or his own side and `place` for those that stand for a place, and, where the form tells it, `feminine`/`masculine`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Antecedents(FxHashMap<CompactString, Standing>);

impl Antecedents {
    /// Reads the lexicon.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Antecedents {
        let path = "lexicon/pronouns.tsv";
        let mut pronouns = FxHashMap::default();
        for (line, columns) in rows(files.get(path).unwrap_or_default()) {
            let [form, number, whom, ..] = columns[..] else {
                problems.push(Problem::at(path, line, "expected form, number and whom, separated by tabs"));
                continue;
            };
            let choice = |value: &str, yes: &str| (value != "any").then_some(value == yes);
            let gender = columns.get(3).copied().unwrap_or("any");
            let standing = match whom {
                "speaker" if number == "singular" => Standing::Oneself,
                "speaker" => Standing::Speaker,
                "place" => Standing::Place,
                _ => Standing::Actor(Pronoun {
                    plural: choice(number, "plural"),
                    person: choice(whom, "person"),
                    feminine: choice(gender, "feminine"),
                }),
            };
            pronouns.insert(form.into(), standing);
        }
        Antecedents(pronouns)
    }

    /// Whether a word stands for a place told of before: "there".
    pub(crate) fn is_place(&self, lower: &str) -> bool {
        self.0.get(lower) == Some(&Standing::Place)
    }

    /// Whether a word stands for whoever speaks, without those at his side: "I".
    pub(crate) fn is_oneself(&self, lower: &str) -> bool {
        self.0.get(lower) == Some(&Standing::Oneself)
    }

    /// Whether a word stands for whoever speaks, and his side: "we", "our".
    pub(crate) fn is_speaker(&self, lower: &str) -> bool {
        self.0.get(lower) == Some(&Standing::Speaker)
    }
}

/// For each token that is a pronoun of the lexicon, the number of the actor it most likely refers to.
pub fn antecedents(reading: &Reading, syntax: &Syntax, actors: &Actors, lexicon: &Antecedents) -> Vec<Option<usize>> {
    (0..reading.tokens.len()).map(|at| antecedent_at(reading, syntax, actors, lexicon, at)).collect()
}

/// The number of the actor that the pronoun at a token most likely refers to, among those named so far.
pub(crate) fn antecedent_at(
    reading: &Reading,
    syntax: &Syntax,
    actors: &Actors,
    lexicon: &Antecedents,
    at: usize,
) -> Option<usize> {
    let Standing::Actor(pronoun) = lexicon.0.get(&reading.tokens[at].lower)? else { return None };
    let word = &syntax.words[at];
    // "Il pleut": what stands for nothing refers to nobody, but for an inverted "dit-il". An article is no pronoun, a possessive is.
    let inverted = word.relation == "expl:subj" && reading.tokens[at].text.starts_with('-');
    let refers = word.upos == Upos::Pron && (inverted || !word.is("expl"));
    let possesses = word.upos == Upos::Det && (word.features.has(Features::POSSESSIVE) || word.relation == "nmod:poss");
    (refers || possesses).then(|| antecedent(reading, syntax, actors, at, *pronoun))?
}

/// Subjects before others, near before far, not further back than the sentence before the last.
fn antecedent(reading: &Reading, syntax: &Syntax, actors: &Actors, at: usize, pronoun: Pronoun) -> Option<usize> {
    let sentence = reading.sentence_of(at);
    let first = reading.sentences[sentence.saturating_sub(2)].tokens.start.max(at.saturating_sub(FAR));
    let possessive = syntax.words[at].upos == Upos::Det || syntax.words[at].relation == "nmod:poss";
    let closed = closes_quotation(reading, at);
    let quoted = is_quoted(reading, at);
    let taken_up = takes_up_thing(reading, syntax, actors, at, pronoun) || goes_on_about(syntax, actors, at, pronoun);
    if !possessive && taken_up {
        return None;
    }
    if let Some(many) = parted_from(reading, syntax, at) {
        let mention = actors.at(many).filter(|mention| agrees(syntax, actors, mention, pronoun));
        return mention.map(|mention| mention.entity);
    }
    let suffers = syntax.words[at].relation == "nsubj:pass";
    let said = said_before(syntax, at);
    // "…, a-t-il dit" closes a sentence that tells of others.
    let closing = syntax.words[at].relation == "expl:subj" && reading.tokens[at].text.starts_with('-');
    let candidates = actors.mentions.iter().filter(|mention| {
        (first..at).contains(&mention.head)
            && agrees(syntax, actors, mention, pronoun)
            && !holds(syntax, mention, at)
            && !(closing && reading.sentence_of(mention.head) == sentence)
            && !said.is_some_and(|root| is_said(syntax, root, mention.head))
            && !(closed && is_quoted(reading, mention.head))
            && !(quoted && tells(syntax, mention.head))
    });
    let score = |mention: &&ActorMention| {
        // "Gunmen seized six men. They were beaten": to whom something is done goes on being so.
        let goes_on = if suffers { is_done_to(syntax, mention.head) } else { syntax.words[mention.head].is("nsubj") };
        let subject = goes_on || is_relative_subject(syntax, mention.head, at);
        let gap = sentence - reading.sentence_of(mention.head).min(sentence);
        let same_clause = !possessive && gap == 0 && subject && is_itself(syntax, mention.head, at);
        // The subject of the main clause is what a text goes on about.
        let main = subject && syntax.words[mention.head].head.is_some_and(|verb| is_main(syntax, verb));
        // Whom a report is about is known more often than not; visitors and neighbors pass by.
        let known = usize::from(actors.entities[mention.entity].key.is_some());
        // "The rebels hold the town since their attack": what is had is the doer's of the clause it stands in.
        let own = usize::from(possessive && subject && is_subject_over(syntax, mention.head, at));
        // "Urged the army to end its siege": whoever is told to do something does it.
        let told = usize::from(is_told_over(syntax, mention.head, at));
        let person = usize::from(!possessive && actors.entities[mention.entity].kind == ActorKind::Person);
        let weight = person
            + 9 * told
            + 3 * own
            + 3 * usize::from(subject)
            + 2 * usize::from(main)
            + 2 * known
            + 3 * (2 - gap.min(2));
        (!same_clause, weight, mention.head)
    };
    let best = candidates.max_by_key(score)?;
    let many = pronoun.plural == Some(true) && !possessive && takes_up_others(reading, syntax, actors, best, at);
    (!many).then_some(best.entity)
}

/// "Thirty people, many of them children": the noun of which a part is told right behind it.
fn parted_from(reading: &Reading, syntax: &Syntax, at: usize) -> Option<usize> {
    let words = &syntax.words;
    let part = words[at].head.filter(|&part| part < at && words[at].is("nmod"))?;
    let mark = part.checked_sub(1).filter(|&mark| words[mark].upos == Upos::Punct)?;
    let start = reading.sentences[reading.sentence_of(at)].tokens.start;
    let noun = (start..mark).rev().find(|&noun| words[noun].upos == Upos::Noun)?;
    let near = (noun + 1..mark).all(|between| words[between].upos == Upos::Adj);
    (near && words[noun].features.has(Features::PLURAL)).then_some(noun)
}

/// Whether something is done to a noun: it is the object of its verb, or the subject of one in the passive.
fn is_done_to(syntax: &Syntax, noun: usize) -> bool {
    let word = &syntax.words[noun];
    word.is("obj") || word.relation == "nsubj:pass"
}

/// Whether a noun is whom the verb above tells to do what a token stands in.
fn is_told_over(syntax: &Syntax, noun: usize, at: usize) -> bool {
    let words = &syntax.words;
    let Some(verb) = words[noun].head.filter(|_| words[noun].is("obj") || words[noun].is("iobj")) else { return false };
    let below = |&clause: &usize| words[clause].head == Some(verb) && words[clause].is("xcomp");
    syntax.ancestors(at).find(below).is_some_and(|clause| words[clause].features.has(Features::INFINITIVE))
}

/// "Seven people were charged. They …": whether a plural that stands for nobody in particular is the subject between a body and "they", who are
/// those then.
fn takes_up_others(reading: &Reading, syntax: &Syntax, actors: &Actors, body: &ActorMention, at: usize) -> bool {
    let words = &syntax.words;
    if words[body.head].features.has(Features::PLURAL) {
        return false;
    }
    let sentence = reading.sentence_of(at);
    let start = reading.sentences[sentence.saturating_sub(1)].tokens.start.max(body.tokens.end);
    let anybody = |noun: usize| actors.at(noun).is_none_or(|mention| actors.entities[mention.entity].generic);
    (start..at).any(|noun| {
        let plural = words[noun].upos == Upos::Noun && words[noun].features.has(Features::PLURAL);
        // "The office said soldiers had beaten herders after seizing them".
        let done_to = ["obj", "iobj", "obl"].iter().any(|base| words[at].is(base)) && words[noun].is("obj");
        let beside = done_to && reading.sentence_of(noun) == sentence;
        plural && (words[noun].is("nsubj") || beside) && anybody(noun)
    })
}

/// "The blast killed nobody. It cut the road": whether a subject at the beginning of its sentence goes on about the subject of the sentence
/// before, which is a thing.
fn takes_up_thing(reading: &Reading, syntax: &Syntax, actors: &Actors, at: usize, pronoun: Pronoun) -> bool {
    const OPENING: usize = 2;
    let sentence = reading.sentence_of(at);
    let opens = at < reading.sentences[sentence].tokens.start + OPENING && syntax.words[at].is("nsubj");
    let Some(before) = sentence.checked_sub(1).filter(|_| opens && pronoun.plural == Some(false)) else { return false };
    let subject = |&word: &usize| {
        syntax.words[word].is("nsubj") && syntax.words[word].head.is_some_and(|verb| is_main(syntax, verb))
    };
    let subject = reading.sentences[before].tokens.clone().find(subject);
    subject.is_some_and(|at| syntax.words[at].upos == Upos::Noun && is_thing(syntax, actors, at, pronoun))
}

/// "The museum reopened ten years after it was looted": whether the subject of a clause that hangs on another goes on about the subject there,
/// which is a thing.
fn goes_on_about(syntax: &Syntax, actors: &Actors, at: usize, pronoun: Pronoun) -> bool {
    let words = &syntax.words;
    let clause = words[at].head.filter(|&verb| words[at].is("nsubj") && words[verb].is("advcl"));
    let Some(verb) = clause.and_then(|clause| words[clause].head).filter(|_| pronoun.plural == Some(false)) else {
        return false;
    };
    let Some(subject) = syntax.children_by(verb, "nsubj").next().filter(|&subject| subject < at) else { return false };
    is_thing(syntax, actors, subject, pronoun)
}

/// Whether a noun in the singular is no actor, and of the gender that a pronoun wants.
fn is_thing(syntax: &Syntax, actors: &Actors, noun: usize, pronoun: Pronoun) -> bool {
    let features = syntax.words[noun].features;
    let gender = pronoun
        .feminine
        .is_none_or(|feminine| features.has(if feminine { Features::FEMININE } else { Features::MASCULINE }));
    let covered = |mention: &ActorMention| mention.tokens.contains(&noun);
    let nominal = matches!(syntax.words[noun].upos, Upos::Noun | Upos::Propn);
    nominal && !actors.mentions.iter().any(covered) && gender && !features.has(Features::PLURAL)
}

/// Whether a subject acts on a pronoun, which is somebody else then: "freed the soldiers before disarming them" has its doer above.
fn is_itself(syntax: &Syntax, subject: usize, at: usize) -> bool {
    let Some(verb) = syntax.words[at].head else { return false };
    let doer = |verb: usize| syntax.words[subject].head == Some(verb);
    let object = syntax.words[at].is("obj") || syntax.words[at].is("iobj");
    let own = syntax.children_by(verb, "nsubj").next().is_some();
    let shared = ["advcl", "xcomp", "conj"].iter().any(|base| syntax.words[verb].is(base));
    doer(verb) || (object && !own && shared && syntax.words[verb].head.is_some_and(doer))
}

/// Whether a quotation ends right before: "…", he added. Whoever says so is seldom somebody told of inside.
fn closes_quotation(reading: &Reading, at: usize) -> bool {
    /// Marks, a comma, an auxiliary.
    const NEAR: usize = 5;
    let before = reading.quotations.partition_point(|quotation| quotation.tokens.start < at);
    let ends = |quotation: &Quotation| quotation.tokens.end <= at && at - quotation.tokens.end <= NEAR;
    reading.quotations[before.saturating_sub(3)..before].iter().any(ends)
}

fn is_quoted(reading: &Reading, at: usize) -> bool {
    let before = reading.quotations.partition_point(|quotation| quotation.tokens.start <= at);
    reading.quotations[before.saturating_sub(3)..before].iter().any(|quotation| quotation.tokens.contains(&at))
}

/// "The rebels killed ten people, he said": the head of the clause before a subject that says it, in which nobody stands whom it could mean.
fn said_before(syntax: &Syntax, at: usize) -> Option<usize> {
    let word = &syntax.words[at];
    let subject = word.is("nsubj") || word.relation == "expl:subj";
    let verb = word.head.filter(|_| subject)?;
    let before = |&clause: &usize| clause < verb.min(at);
    let around = syntax.words[verb].head.filter(|_| syntax.words[verb].is("parataxis")).filter(before);
    around.or_else(|| syntax.children_by(verb, "ccomp").find(before))
}

/// Whether a noun belongs to a clause, and not to one that is put into it.
fn is_said(syntax: &Syntax, clause: usize, noun: usize) -> bool {
    let mut path = std::iter::once(noun).chain(syntax.ancestors(noun));
    path.find(|&at| at == clause || syntax.words[at].is("parataxis")) == Some(clause)
}

/// Whether a noun is the subject of a verb with a clause for its content: whoever tells a thing is not "they" in a quotation that follows.
fn tells(syntax: &Syntax, noun: usize) -> bool {
    let verb = syntax.words[noun].head.filter(|_| syntax.words[noun].is("nsubj"));
    verb.is_some_and(|verb| syntax.children_by(verb, "ccomp").next().is_some())
}

/// Whether a noun is the subject of a verb that stands over a token.
fn is_subject_over(syntax: &Syntax, noun: usize, at: usize) -> bool {
    syntax.words[noun].head.is_some_and(|verb| syntax.ancestors(at).any(|above| above == verb))
}

fn holds(syntax: &Syntax, mention: &ActorMention, at: usize) -> bool {
    syntax.words[at].head == Some(mention.head)
}

fn agrees(syntax: &Syntax, actors: &Actors, mention: &ActorMention, pronoun: Pronoun) -> bool {
    let entity = &actors.entities[mention.entity];
    let plural = syntax.words[mention.head].features.has(Features::PLURAL);
    let group = !matches!(entity.kind, ActorKind::Person | ActorKind::Population);
    let number = match pronoun.plural {
        Some(true) => plural || group,
        // "The rebels" are not "it"; names in the plural may be: "the United States".
        Some(false) => !plural || (group && syntax.words[mention.head].upos == Upos::Propn),
        None => true,
    };
    // A tagger guesses the gender of names; that of nouns it knows.
    let noun = syntax.words[mention.head].upos == Upos::Noun;
    let (feminine, masculine) = (Features::FEMININE, Features::MASCULINE);
    let opposite = pronoun.feminine.map(|wanted| if wanted { masculine } else { feminine });
    let gender = !(noun && opposite.is_some_and(|other| syntax.words[mention.head].features.has(other)));
    let person = entity.kind == ActorKind::Person;
    // A medium is cited; who acts is somebody else.
    let cited = entity.kind == ActorKind::Media;
    !entity.generic && !cited && number && gender && pronoun.person.is_none_or(|wanted| wanted == person)
}

/// Whether a verb heads a main clause, or one coordinated with it.
fn is_main(syntax: &Syntax, verb: usize) -> bool {
    let mut path = std::iter::once(verb).chain(syntax.ancestors(verb));
    path.find(|&at| !syntax.words[at].is("conj")).is_some_and(|at| syntax.words[at].head.is_none())
}

/// Whether a relative pronoun stands for a noun as the subject of a clause before `at`: "the group that had seized the town it …".
fn is_relative_subject(syntax: &Syntax, noun: usize, at: usize) -> bool {
    let mut clauses = syntax.children(noun).filter(|&child| syntax.words[child].relation == "acl:relcl" && child < at);
    clauses.any(|verb| {
        syntax.children_by(verb, "nsubj").any(|subject| syntax.words[subject].features.has(Features::RELATIVE))
    })
}
