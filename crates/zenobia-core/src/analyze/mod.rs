//! The pipeline: the only file that knows the order of the stages.

mod assemble;
mod capitals;
mod confidence;
mod entities;
pub mod facts;
mod join;
mod judged;
mod packs;
mod parts;

use std::ops::Range;

use compact_str::CompactString;
use jiff::civil::Date;

use crate::actor::{self, Actors, Scene};
use crate::attribution::{self, Told};
use crate::claim::{self, Ground};
use crate::document::Document;
use crate::place::{self, MentionRole, PlaceFinding, PlaceKind, PlaceMention};
use crate::quantity::{self, QuantityFinding};
use crate::record::{ActorKind, Note, PublishedFrom, Record};
use crate::site::{self, Sites};
use crate::syntax::{self, Features, Syntax, Unit, Upos, Word};
use crate::text::{self, Reading, Sentence, Token};
use crate::time::{self, TimeFinding, TimeUse};

pub use crate::claim::Asides;
pub use confidence::{Confidence, likelihood, signs};
pub use entities::{EntityKind, Form, ReportEntity, ReportMention, entities};
pub(crate) use judged::Judged;
use judged::find_claims;
pub use packs::{Knowledge, Models, Pack, Packs};
pub use parts::Limits;

/// Reads a report into its record. Never fails: bad text yields less, and notes.
///
/// The same document, packs and knowledge give the same record.
pub fn analyze(document: &Document, packs: &Packs, knowledge: &Knowledge) -> Record {
    analyze_with(document, packs, knowledge, Asides::LeftOut)
}

/// The same; says whether happenings that are none of a conflict (accidents, elections: `aside` in the ontology) are told as well.
pub fn analyze_with(document: &Document, packs: &Packs, knowledge: &Knowledge, asides: Asides) -> Record {
    analyze_within(document, packs, knowledge, asides, Limits::default(), &|_| ())
}

/// The same; says how much is read, and is told the name of each stage when it is done, so that it can be measured.
pub fn analyze_within(
    document: &Document,
    packs: &Packs,
    knowledge: &Knowledge,
    asides: Asides,
    limits: Limits,
    done: &dyn Fn(&'static str),
) -> Record {
    let (language, guessed) = choose_language(document, packs);
    let mut record = match packs.get(&language) {
        Some(pack) => parts::read(document, limits, |part| {
            let find =
                |ground: &Ground, times: &[TimeFinding], day| find_claims(ground, pack, times, day, asides, done);
            let layers = read_layers(part, pack, packs, knowledge, &language, find, done);
            let record = assemble::record(part, pack, knowledge, &layers);
            done("record");
            record
        }),
        None => {
            let one = |part: &Document| {
                assemble::without_pack(part, text::read(&part.text, &language, &text::TextData::default()))
            };
            let mut record = parts::read(document, limits, one);
            let message = format!("no language pack reads `{language}`: install one, or say `--language`");
            record.notes.insert(0, Note { kind: "language-not-supported".into(), message, spans: Vec::new() });
            record
        }
    };
    record.notes.extend(guessed);
    record
}

/// Makes the pack ready that a report will be read with, so that it need not wait for what is known.
pub fn prepare(document: &Document, packs: &Packs) {
    let (language, _) = choose_language(document, packs);
    packs.get(&language);
}

/// Reads a report into words only; `None` when no pack reads its language.
pub fn read(document: &Document, packs: &Packs) -> Option<Reading> {
    let (language, _) = choose_language(document, packs);
    let pack = packs.get(&language)?;
    Some(capitals::read(&document.text, &language, pack, None))
}

/// Reads a report into words and trees only; `None` when no pack reads its language.
pub fn parse(document: &Document, packs: &Packs) -> Option<(Reading, Syntax)> {
    let (language, _) = choose_language(document, packs);
    let pack = packs.get(&language)?;
    let reading = capitals::read(&document.text, &language, pack, None);
    let syntax = parse_reading(&reading, pack, |_, _| true);
    Some((reading, syntax))
}

/// Everything that is said in a report, whether or not a claim is made of it; empty when no pack reads its language.
pub fn told(document: &Document, packs: &Packs, knowledge: &Knowledge) -> Vec<Told> {
    let (language, _) = choose_language(document, packs);
    let Some(pack) = packs.get(&language) else { return Vec::new() };
    let find = |ground: &Ground, _: &[TimeFinding], _| attribution::told(ground, &pack.speech);
    read_layers(document, pack, packs, knowledge, &language, find, &|_| ()).claims
}

fn parse_reading(reading: &Reading, pack: &Pack, wanted: impl Fn(&[Token], &[Word]) -> bool) -> Syntax {
    let untagged = || syntax::untagged(&reading.tokens);
    let parse = |model| syntax::parse(&reading.tokens, &stretches(reading), model, &pack.lemmas, wanted);
    pack.model.as_ref().map_or_else(untagged, parse)
}

/// Whether a sentence may tell an event or who says it: one without any trigger or verb of speech needs no tree.
fn may_report(pack: &Pack, tokens: &[Token], words: &[Word]) -> bool {
    let tells = |word: &Word| word.upos == Upos::Verb && pack.speech.may_tell(&word.lemma);
    let verb =
        |token: &Token, word: &Word| pack.model.as_ref().and_then(|model| syntax::participle(token, word, model));
    words.iter().any(tells) || claim::is_possible(&pack.frames, tokens, words, verb)
}

/// The sentences as they are parsed: a dateline and a bullet are no part of the syntax of what follows them.
fn stretches(reading: &Reading) -> Vec<Sentence> {
    let dateline = reading.dateline.as_ref().map_or(0, |dateline| dateline.tokens.end);
    let mut stretches = Vec::with_capacity(reading.sentences.len());
    for sentence in &reading.sentences {
        let Range { start, end } = sentence.tokens.clone();
        let bullet = start + usize::from(is_bullet(&reading.tokens[start..end]));
        let cut = if start < dateline && dateline < end { dateline } else { bullet };
        for tokens in [start..cut, cut..end].into_iter().filter(|tokens| !tokens.is_empty()) {
            stretches.push(Sentence { tokens, ..sentence.clone() });
        }
    }
    stretches
}

/// Whether a sentence opens with a mark of a list.
fn is_bullet(tokens: &[Token]) -> bool {
    let mark = |text: &str| matches!(text, "-" | "–" | "—" | "•" | "*" | "·" | "▪" | "►" | "■" | "○");
    tokens.len() > 1 && mark(&tokens[0].text)
}

/// Everything that the stages found.
pub(crate) struct Layers<T = Judged> {
    pub(crate) reading: Reading,
    pub(crate) published: Option<(Date, PublishedFrom)>,
    pub(crate) times: Vec<TimeFinding>,
    pub(crate) quantities: Vec<QuantityFinding>,
    pub(crate) places: Vec<PlaceFinding>,
    pub(crate) actors: Actors,
    pub(crate) sites: Sites,
    pub(crate) claims: Vec<T>,
    pub(crate) notes: Vec<Note>,
    pub(crate) spoken: Spoken,
    pub(crate) syntax: Syntax,
}

/// Words that refer to somebody or something without being a mention of it in the record.
pub(crate) struct Spoken {
    /// For each token that is a pronoun, the number of the actor it refers to.
    pub(crate) antecedents: Vec<Option<usize>>,
    /// Nouns for places.
    pub(crate) places: Vec<place::DescribedPlace>,
}

fn choose_language(document: &Document, packs: &Packs) -> (CompactString, Option<Note>) {
    if let Some(language) = &document.language {
        return (language.clone(), None);
    }
    let found = text::identify(&document.text);
    let known = found.filter(|language| packs.languages().any(|other| other == language));
    match known {
        Some(language) => (language, None),
        None => {
            let first = packs.languages().next().unwrap_or("en");
            let message =
                format!("the language could not be told; read as `{first}`: say `--language` if it is another");
            (first.into(), Some(Note { kind: "language-guessed".into(), message, spans: Vec::new() }))
        }
    }
}

/// Reads everything up to the claims, which `find` finds.
fn read_layers<T>(
    document: &Document,
    pack: &Pack,
    packs: &Packs,
    knowledge: &Knowledge,
    language: &str,
    find: impl FnOnce(&Ground, &[TimeFinding], Option<Date>) -> Vec<T>,
    done: &dyn Fn(&'static str),
) -> Layers<T> {
    let reading = capitals::read(&document.text, language, pack, Some(knowledge));
    done("text");
    let syntax = parse_reading(&reading, pack, |tokens, words| may_report(pack, tokens, words));
    done("syntax");
    let published = published(document, &reading, &pack.time);
    let day = published.map(|(date, _)| date);
    let times = time::find(&reading, &syntax, day, &pack.time);
    let mut notes = time::notes(&reading, day, &times, &pack.time);
    done("time");
    let quantities = quantity::find(&reading, &syntax, &times, &pack.quantity);
    let units = units(&times, &quantities);
    let syntax = syntax::mend(syntax::regroup(syntax, &units), &units);
    let somebody = |word: &Word| word.upos == Upos::Propn || !pack.heads.starting(&text::lower(&word.lemma)).is_empty();
    let syntax = syntax::invert(syntax, |syntax, at| pack.speech.is_verb(&reading, syntax, at), somebody);
    done("quantity");
    let speaks = |at: usize| pack.speech.is_verb(&reading, &syntax, at);
    let day_text = day.map(|date| date.to_string());
    let names_seen = facts::find_all(&reading, pack, knowledge);
    done("finder");
    let scene = Scene {
        named: &names_seen.found,
        reading: &reading,
        syntax: &syntax,
        index: &knowledge.actors,
        classes: &knowledge.classes,
        heads: &pack.heads,
        pronouns: &pack.pronouns,
        belonging: pack.frames.belonging(),
        agent: pack.frames.agent(),
        published: day_text.as_deref(),
        speaks: &speaks,
    };
    // A name inside the longer name of a site is the site's: "The National" of "The National Museum".
    let known_sites = site::known_names(&reading.tokens, &knowledge.sites);
    let inside = |tokens: &Range<usize>| {
        known_sites.iter().any(|site| site.start <= tokens.start && tokens.end <= site.end && site.len() > tokens.len())
    };
    let matches = actor::match_names(&scene);
    let named = |countries: &[CompactString]| {
        let mut names = actor::find_names(&scene, &matches, countries);
        names.retain(|(found, _)| !inside(&found.tokens));
        names
    };
    let before = named(&[]);
    let mut taken = actor::taken(&scene, &before);
    taken.extend(times.iter().map(|time| time.tokens.clone()));
    taken.extend(names_seen.no_places());
    let mut told = actor::countries_of(&scene, &before);
    told.extend(publisher_country(document));
    done("known names");
    let hints = place::Hints { taken: &taken, countries: &told, borders: Some(&knowledge.borders) };
    let places = place::find(&reading, &syntax, &hints, &pack.place, knowledge.gazetteer.as_ref());
    taken.extend(matches.iter().map(|found| found.tokens.clone()));
    let places = names_seen.add_places(&reading, &pack.words, &taken, places);
    done("place");
    // Where the report is set decides between actors of one name, and vouches for short names and initials.
    let names = named(&countries(&places));
    let (actors, places) = actors_and_places(&scene, &names, places);
    done("actor");
    notes.extend(place::notes(&places, &reading));
    let sites = find_sites(&reading, &syntax, pack, knowledge, &actors, &places);
    done("site");
    let antecedents = actor::antecedents(&reading, &syntax, &actors, &pack.pronouns);
    let mut ground = Ground {
        reading: &reading,
        syntax: &syntax,
        ontology: &packs.ontology,
        belonging: pack.frames.belonging(),
        agent: pack.frames.agent(),
        actors: &actors,
        sites: &sites,
        place_at: covered(
            &reading,
            places
                .iter()
                .enumerate()
                .flat_map(|(number, place)| place.mentions.iter().map(move |mention| (mention.tokens.clone(), number))),
        ),
        place_anchors: places.iter().map(|place| place.relation.map(|relation| relation.anchor)).collect(),
        place_extents: places.iter().map(extent).collect(),
        time_at: covered(
            &reading,
            times
                .iter()
                .enumerate()
                .filter(|(_, time)| time.told_for == TimeUse::Event)
                .map(|(number, time)| (time.tokens.clone(), number)),
        ),
        quantities: &quantities,
        quantity_at: covered(
            &reading,
            quantities
                .iter()
                .enumerate()
                .filter(|(_, quantity)| !quantity.measure)
                .map(|(number, quantity)| (quantity.tokens.clone(), number)),
        ),
        antecedents,
        partitives: &pack.partitives,
        verbs: pack.model.as_ref().map_or_else(
            || vec![None; reading.tokens.len()],
            |model| syntax::participles(&reading.tokens, &syntax, model),
        ),
        telling: Vec::new(),
    };
    ground.telling = attribution::telling(&ground, &pack.speech);
    for (token, side) in attribution::ourselves(&ground, &pack.speech, &pack.pronouns) {
        ground.antecedents[token] = side;
    }
    let is_site = |at: usize| ground.site_at(at).is_some();
    let is_there = |lower: &str| pack.pronouns.is_place(lower);
    let described = place::described(&reading, &syntax, &pack.place, &places, &is_site, &is_there);
    for (token, place) in described.iter().filter_map(|found| Some((found.tokens.start, found.place?))) {
        ground.place_at[token].get_or_insert(place);
    }
    done("ground");
    let claims = find(&ground, &times, day);
    let spoken = Spoken { antecedents: ground.antecedents, places: described };
    Layers { published, times, quantities, places, claims, notes, sites, actors, reading, spoken, syntax }
}

/// What a place covers and lies in.
fn extent(place: &PlaceFinding) -> claim::Extent {
    let country = place.country.as_deref().map(CompactString::from);
    let unit = place.kind == PlaceKind::Region;
    let holds = match place.kind {
        PlaceKind::Country => country.clone(),
        PlaceKind::Region => Some(place.name.as_str().into()),
        _ => None,
    };
    let lies_in = place.admin1.as_deref().filter(|_| !unit).map(CompactString::from);
    claim::Extent { wide: place.kind.is_extended(), country, unit: lies_in, holds }
}

/// The counts and times, which hold together whatever the tree says.
fn units(times: &[TimeFinding], quantities: &[QuantityFinding]) -> Vec<Unit> {
    let counted = quantities.iter().filter(|quantity| !quantity.measure);
    let counts = counted.map(|quantity| Unit::Count(quantity.tokens.clone(), quantity.head));
    counts.chain(times.iter().map(|time| Unit::Time(time.tokens.clone()))).collect()
}

/// For each token, the number of the mention that covers it.
fn covered(reading: &Reading, mentions: impl Iterator<Item = (Range<usize>, usize)>) -> Vec<Option<usize>> {
    let mut numbers = vec![None; reading.tokens.len()];
    for (tokens, number) in mentions {
        numbers[tokens].fill(Some(number));
    }
    numbers
}

fn published(document: &Document, reading: &Reading, data: &time::TimeData) -> Option<(Date, PublishedFrom)> {
    let given = document.published.map(|date| (date, PublishedFrom::Given));
    given.or_else(|| time::published_in(reading, data).map(|date| (date, PublishedFrom::Dateline)))
}

/// Decides between a state that acts and the place of that name. Where something happens is a place; what acts is an actor.
fn actors_and_places(
    scene: &Scene,
    names: &actor::KnownNames,
    mut places: Vec<PlaceFinding>,
) -> (Actors, Vec<PlaceFinding>) {
    let mut locative = vec![false; scene.reading.tokens.len()];
    for place in &places {
        // A town that is attacked is a place, whosever capital it is.
        let opposed = |mention: &PlaceMention| mention.role == MentionRole::Opposed && !place.kind.is_settlement();
        let party = |mention: &PlaceMention| place.governs && (opposed(mention) || acts(scene, place, mention));
        for mention in place.mentions.iter().filter(|mention| !party(mention)) {
            locative[mention.tokens.clone()].fill(true);
        }
    }
    let countries = countries(&places);
    let mut towns = vec![None; scene.reading.tokens.len()];
    for place in places.iter().filter(|place| place.kind.is_settlement()) {
        place.mentions.iter().for_each(|mention| towns[mention.tokens.clone()].fill(place.country.as_deref()));
    }
    let whereabouts = actor::Whereabouts { locative: &|at| locative[at], countries: &countries, towns: &towns };
    let actors = actor::find(scene, names, &whereabouts);
    // "Mansfield residents", "the mayor of Goma, Jean Kabare": who is described by a place does not take its name away.
    let acting = |tokens: &Range<usize>| {
        actors.around(tokens.clone()).iter().any(|mention| {
            let covers = mention.tokens.start <= tokens.start && tokens.end <= mention.tokens.end;
            let entity = &actors.entities[mention.entity];
            let person = entity.kind == ActorKind::Person && entity.key.is_none();
            let described = (!entity.class.is_empty() || person) && !tokens.contains(&mention.head);
            covers && !described
        })
    };
    for place in &mut places {
        place.mentions.retain(|mention| locative[mention.tokens.start] && !acting(&mention.tokens));
    }
    (actors, places)
}

/// The country whose top-level domain the address or the name of the publisher bears.
fn publisher_country(document: &Document) -> Option<CompactString> {
    // Domains of countries that are used the world over say nothing: `.tv`, `.co`, `.me`.
    const GENERIC: [&str; 12] = ["tv", "co", "me", "io", "fm", "ws", "cc", "ly", "am", "ai", "eu", "to"];
    let host = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = rest.split(['/', ':', '?']).next().unwrap_or_default();
        let (_, last) = host.rsplit_once('.')?;
        let country = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
        (country && !host.contains(' ')).then(|| last.to_lowercase())
    };
    let address = document.url.as_deref().and_then(host).or_else(|| document.publisher.as_deref().and_then(host))?;
    match address.as_str() {
        "uk" => Some("GB".into()),
        generic if GENERIC.contains(&generic) => None,
        code => Some(code.to_uppercase().into()),
    }
}

/// The countries of the places, once for each place.
fn countries(places: &[PlaceFinding]) -> Vec<CompactString> {
    places.iter().filter_map(|place| place.country.as_deref().map(CompactString::from)).collect()
}

/// Whether a name stands where who acts stands: as a subject, even in a list; as an agent, an indirect object, an owner, or right before a
/// finite verb, unless a preposition of place leads to it or, for a town, something is done to it.
fn acts(scene: &Scene, place: &PlaceFinding, mention: &PlaceMention) -> bool {
    let (syntax, tokens) = (scene.syntax, &mention.tokens);
    // "Ethiopia: drone strike kills scores" tells where.
    if scene.reading.tokens.get(tokens.end).is_some_and(|next| next.text == ":") {
        return false;
    }
    let head = syntax.top(tokens);
    let word = &syntax.words[head];
    let subject =
        word.is("nsubj") && word.relation != "nsubj:pass" && syntax.children_by(head, "case").next().is_none();
    let finite = syntax
        .words
        .get(tokens.end)
        .is_some_and(|next| matches!(next.upos, Upos::Verb | Upos::Aux) && next.features.has(Features::FINITE));
    let bare = mention.role != MentionRole::Locative;
    let speaks = word.head.is_some_and(scene.speaks) && word.is("nsubj");
    let agent = word.relation == "obl:agent" || scene.is_agent(head);
    // "The siege of Sarajevo lasted", "Kyiv was shelled": what stands before a verb need not act.
    let suffers = place.kind.is_settlement() && word.relation == "nsubj:pass";
    let before = finite && !word.is("nmod") && !suffers;
    subject || speaks || (bare && (before || word.is("iobj") || agent || word.relation == "nmod:poss"))
}

fn find_sites(
    reading: &Reading,
    syntax: &Syntax,
    pack: &Pack,
    knowledge: &Knowledge,
    actors: &Actors,
    places: &[PlaceFinding],
) -> Sites {
    let mut taken = vec![false; reading.tokens.len()];
    // "The church", "the town hall", "a hospital" act and are hit: a described institution may be a site as well.
    let institution = |mention: &&actor::ActorMention| {
        let entity = &actors.entities[mention.entity];
        entity.known.is_none() && matches!(entity.kind, ActorKind::State | ActorKind::Organisation)
    };
    // "A police station", "the Swedish embassy": a word for a building that goes beyond the words for an actor, or heads those for a state.
    let building = |mention: &actor::ActorMention, at: usize| {
        let Some(length) = site::kind_at(reading, syntax, &pack.site_kinds, at) else { return false };
        let state = actors.entities[mention.entity].kind == ActorKind::State;
        at + length > mention.tokens.end || (state && at + length == mention.head + 1)
    };
    for mention in actors.mentions.iter().filter(|mention| !institution(mention)) {
        for at in mention.tokens.clone().filter(|&at| !building(mention, at)) {
            taken[at] = true;
        }
    }
    let place_words = places.iter().flat_map(|place| &place.mentions).map(|mention| mention.tokens.clone());
    place_words.for_each(|tokens| taken[tokens].fill(true));
    let near = |site: &crate::knowledge::KnownSite| {
        places
            .iter()
            .any(|place| place.country.as_deref() == Some(&site.country) || site.place.as_deref() == Some(&place.name))
    };
    let mut names = vec![None; reading.tokens.len()];
    for place in places {
        place.mentions.iter().for_each(|mention| names[mention.tokens.clone()].fill(Some(place.name.as_str())));
    }
    let around = site::Surroundings { free: &|at| !taken[at], near: &near, place_at: &names };
    site::find(reading, syntax, &pack.site_kinds, &knowledge.sites, &around)
}
