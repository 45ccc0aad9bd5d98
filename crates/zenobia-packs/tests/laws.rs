//! What holds of every record, whatever the text: nothing panics, the same input gives the same bytes, and every word of the record is
//! where the record says it is.

use std::collections::BTreeSet;

use jiff::civil::Date;
use proptest::prelude::*;
use zenobia_core::analyze::analyze;
use zenobia_core::document::Document;
use zenobia_core::record::{Claim, Mention, Record, Source, SourceKind};
use zenobia_core::span::Span;
use zenobia_core::why::Why;
use zenobia_packs::{knowledge, packs};

mod sentences;

fn document(text: &str, language: Option<&str>, published: Option<Date>) -> Document {
    Document {
        id: "law".into(),
        text: text.to_owned(),
        language: language.map(Into::into),
        published,
        ..Document::default()
    }
}

fn read(text: &str, language: Option<&str>, published: Option<Date>) -> Record {
    analyze(&document(text, language, published), packs(), knowledge())
}

/// A record beside its text, and what is wrong between the two.
struct Audit<'a> {
    record: &'a Record,
    points: Vec<char>,
    ids: BTreeSet<&'a str>,
    faults: Vec<String>,
}

impl Audit<'_> {
    fn must(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(fault());
        }
    }

    fn span(&mut self, span: Span, what: &str) {
        let length = self.points.len() as u32;
        self.must(span.start <= span.end && span.end <= length, || format!("{what} at {span:?} of {length}"));
    }

    fn slice(&self, span: Span) -> String {
        self.points.get(span.start as usize..span.end as usize).unwrap_or_default().iter().collect()
    }

    fn words(&mut self, span: Span, text: &str, what: &str) {
        self.span(span, what);
        let slice = self.slice(span);
        self.must(slice == text, || format!("{what} at {span:?} is {slice:?}, not {text:?}"));
    }

    fn mention(&mut self, mention: &Mention, what: &str) {
        self.words(mention.span(), &mention.text, what);
        self.must(!mention.text.is_empty(), || format!("{what} at {:?} has no words", mention.span()));
    }

    fn known(&mut self, id: &str, what: &str) {
        let known = self.ids.contains(id);
        self.must(known, || format!("{what} refers to `{id}`, which is not there"));
    }

    fn why(&mut self, why: &Why, what: &str) {
        self.must(!why.rule.is_empty(), || format!("{what} does not say why"));
        for span in why.parts.iter().filter_map(|part| part.span) {
            self.span(span, what);
        }
    }

    fn all(&mut self) {
        self.report();
        self.entities();
        self.times();
        self.quantities();
        for claim in &self.record.claims {
            self.claim(claim);
        }
        self.order();
        for span in self.record.notes.iter().flat_map(|note| note.spans.clone()) {
            self.span(span, "note");
        }
    }

    /// Findings are numbered as a reader meets them.
    fn order(&mut self) {
        let record = self.record;
        let claims = record.claims.is_sorted_by_key(|claim| claim.trigger.start);
        self.must(claims, || "claims are not in the order of their triggers".to_owned());
        let times = record.times.is_sorted_by_key(|time| time.mention.start);
        self.must(times, || "times are not in order".to_owned());
        let quantities = record.quantities.is_sorted_by_key(|quantity| quantity.mention.start);
        self.must(quantities, || "quantities are not in order".to_owned());
    }

    fn report(&mut self) {
        let length = self.points.len() as u32;
        self.must(self.record.report.length == length, || format!("length of the report is not {length}"));
        for repair in &self.record.repairs {
            self.words(Span::new(repair.start, repair.end), &repair.text, "repair");
        }
        let mut end = 0;
        for &sentence in &self.record.sentences {
            self.span(sentence, "sentence");
            self.must(end <= sentence.start, || format!("sentence {sentence:?} begins before {end}"));
            end = sentence.end;
        }
    }

    fn entities(&mut self) {
        let record = self.record;
        for actor in &record.actors {
            actor.mentions.iter().for_each(|mention| self.mention(mention, "actor"));
            self.must(!actor.name.is_empty(), || format!("{} has no name", actor.id));
            self.why(&actor.why, "actor");
        }
        for site in &record.sites {
            site.mentions.iter().for_each(|mention| self.mention(mention, "site"));
            self.why(&site.why, "site");
        }
        for place in &record.places {
            place.mentions.iter().for_each(|mention| self.mention(mention, "place"));
            place.relation.iter().for_each(|relation| self.known(&relation.anchor, "relation"));
            let on_globe = place.latitude.is_none_or(|north| (-90.0..=90.0).contains(&north))
                && place.longitude.is_none_or(|east| (-180.0..=180.0).contains(&east));
            let pinned = place.latitude.is_some() == place.longitude.is_some();
            self.must(on_globe && pinned, || {
                format!("{} lies at {:?}, {:?}", place.id, place.latitude, place.longitude)
            });
            self.why(&place.why, "place");
        }
    }

    fn times(&mut self) {
        let day = |text: &Option<String>| text.as_ref().map(|text| text.parse::<Date>().expect("a day is ISO 8601"));
        for time in &self.record.times {
            self.mention(&time.mention, "time");
            let ordered = day(&time.first).zip(day(&time.last)).is_none_or(|(first, last)| first <= last);
            self.must(ordered, || format!("{} ends before it begins: {:?}..{:?}", time.value, time.first, time.last));
            if let Some(anchor) = time.anchor.as_deref().filter(|anchor| !matches!(*anchor, "published" | "dateline")) {
                self.known(anchor, "time");
                self.must(anchor != time.id, || format!("{anchor} is told from itself"));
            }
            self.why(&time.why, "time");
        }
    }

    fn quantities(&mut self) {
        for quantity in &self.record.quantities {
            self.mention(&quantity.mention, "quantity");
            let ordered = quantity.least.zip(quantity.most).is_none_or(|(least, most)| least <= most);
            self.must(ordered, || format!("{} is {:?} to {:?}", quantity.id, quantity.least, quantity.most));
            self.why(&quantity.why, "quantity");
        }
    }

    fn claim(&mut self, claim: &Claim) {
        self.mention(&claim.trigger, "trigger");
        let sentence = self.record.sentences.get(claim.sentence as usize).copied().unwrap_or_default();
        let trigger = claim.trigger.span();
        self.must(sentence.contains(trigger), || format!("trigger {trigger:?} is outside its sentence {sentence:?}"));
        let roles = &claim.roles;
        let filled = [&roles.actor, &roles.recipient, &roles.site, &roles.place, &roles.time];
        filled.into_iter().flatten().for_each(|id| self.known(id, "role"));
        roles.means.iter().for_each(|mention| self.mention(mention, "means"));
        for toll in &claim.tolls {
            self.known(&toll.quantity, "toll");
            toll.of.iter().for_each(|id| self.known(id, "toll"));
        }
        self.must(!claim.source.is_empty(), || format!("{} has no source", claim.id));
        claim.source.iter().for_each(|source| self.source(source));
        self.must((0.0..=1.0).contains(&claim.confidence), || format!("confidence of {}", claim.confidence));
        let event = packs().ontology.get(&claim.event);
        self.must(event.is_some(), || format!("no event type {}", claim.event));
        self.why(&claim.why, "claim");
    }

    fn source(&mut self, source: &Source) {
        source.actor.iter().for_each(|id| self.known(id, "source"));
        source.cue.iter().for_each(|mention| self.mention(mention, "cue"));
        let named = (source.kind == SourceKind::Actor) == source.actor.is_some();
        self.must(named, || format!("{:?} names {:?}", source.kind, source.actor));
    }
}

fn ids(record: &Record) -> Vec<&str> {
    let actors = record.actors.iter().map(|actor| &actor.id);
    let sites = record.sites.iter().map(|site| &site.id);
    let places = record.places.iter().map(|place| &place.id);
    let times = record.times.iter().map(|time| &time.id);
    let quantities = record.quantities.iter().map(|quantity| &quantity.id);
    let claims = record.claims.iter().map(|claim| &claim.id);
    let all = actors.chain(sites).chain(places).chain(times).chain(quantities).chain(claims);
    all.map(String::as_str).collect()
}

/// All that is wrong between a text and its record.
fn faults(text: &str, record: &Record) -> Vec<String> {
    let all = ids(record);
    let known: BTreeSet<&str> = all.iter().copied().collect();
    let points = text.chars().collect();
    let mut audit = Audit { record, points, ids: known, faults: Vec::new() };
    let unique = audit.ids.len() == all.len();
    audit.must(unique, || "two findings have one id".to_owned());
    audit.all();
    audit.faults
}

/// Reads a text in each language and checks the records.
fn check(text: &str, published: Option<Date>) -> Result<(), TestCaseError> {
    for language in packs().languages() {
        let record = read(text, Some(language), published);
        let found = faults(text, &record);
        prop_assert!(found.is_empty(), "{language}: {found:#?}");
    }
    Ok(())
}

fn days() -> impl Strategy<Value = Option<Date>> {
    prop::option::of(
        (1i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| jiff::civil::date(year, month, day)),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_the_laws(text in "\\PC{0,80}|(\\PC|[ \n\r\t.,«»“”’'-]){0,200}", day in days()) {
        check(&text, day)?;
    }

    #[test]
    fn any_code_points_keep_the_laws(text in prop::collection::vec(any::<char>(), 0..120)) {
        check(&text.into_iter().collect::<String>(), None)?;
    }

    #[test]
    fn reports_keep_the_laws(text in sentences::reports(), day in days()) {
        check(&text, day)?;
    }

    #[test]
    fn damaged_reports_keep_the_laws(text in sentences::damaged(), day in days()) {
        check(&text, day)?;
    }

    #[test]
    fn shuffled_words_keep_the_laws(text in sentences::shuffled(), day in days()) {
        check(&text, day)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_text_gives_the_same_bytes(text in sentences::damaged(), day in days()) {
        let bytes = || serde_json::to_string(&read(&text, None, day)).expect("a record is JSON");
        let first = bytes();
        prop_assert_eq!(&first, &bytes());
        let again: Record = serde_json::from_str(&first).expect("a record can be read back");
        prop_assert_eq!(serde_json::to_string(&again).expect("a record is JSON"), first);
    }
}

#[test]
fn every_sentence_of_its_own_keeps_the_laws() {
    let day = Some(jiff::civil::date(2024, 3, 12));
    for text in sentences::ALL {
        for language in packs().languages() {
            let found = faults(text, &read(text, Some(language), day));
            assert!(found.is_empty(), "{language}: {text}: {found:#?}");
        }
    }
}

#[test]
fn odd_texts_keep_the_laws() {
    let long_word = "a".repeat(5_000);
    let long_sentence = "L'armée a pris la ville de Homs et ".repeat(120);
    let nested = "«".repeat(200) + &"(".repeat(200);
    let numbers = "99999999999999999999 morts, 18446744073709551615 blessés, 4294967296 millions de déplacés, 1e308 % ";
    let dates = "le 31 février 0000, le 99/99/9999, en l'an 32767 avant J.-C., dans 9223372036854775807 ans, il y a 99999999 siècles";
    let marks = "\u{feff}\u{200b}\u{ad}\u{301}\u{202e}تدمر\u{202c} \u{0} \u{fffd} 👩\u{200d}🚒 ﬁn";
    let blank = " \n\n\t\r\n \u{a0}\u{2029}";
    let odd =
        [long_word.as_str(), &long_sentence, &nested, numbers, dates, marks, blank, "", ".", "\n", "’", "-", "«", "1"];
    for text in odd {
        for day in [None, Some(Date::MIN), Some(Date::MAX)] {
            for language in packs().languages() {
                let found = faults(text, &read(text, Some(language), day));
                assert!(found.is_empty(), "{language}: {text:.60}: {found:#?}");
            }
        }
    }
}

/// All sentences of the collection as one report, many times over.
fn long_report() -> String {
    let paragraphs = sentences::ALL.chunks(4).map(|chunk| chunk.join(" "));
    paragraphs.collect::<Vec<_>>().join("\n\n").repeat(6)
}

#[test]
fn a_long_report_keeps_the_laws() {
    let text = long_report();
    for text in [text.clone(), text.to_uppercase(), text.to_lowercase(), text.replace(['.', ',', '\n'], " ")] {
        for language in packs().languages() {
            let found = faults(&text, &read(&text, Some(language), None));
            assert!(found.is_empty(), "{language}: {found:#?}");
        }
    }
}

#[test]
fn a_language_without_a_pack_keeps_the_laws() {
    let text = "Wojsko zajęło miasto w poniedziałek.";
    let record = read(text, Some("pl"), None);
    assert_eq!(faults(text, &record), Vec::<String>::new());
    assert_eq!(record.notes[0].kind, "language-not-supported");
}
