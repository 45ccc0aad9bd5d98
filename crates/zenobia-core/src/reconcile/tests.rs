//! Reconciling as a whole, on records made here: the event types are invented, as the core knows none.

pub(crate) mod made;

use proptest::prelude::*;

use super::situation::{AgreementState, ClaimRef, Disagreement, Extent, Grade, SaidBy, Side, Situation, State};
use super::{Ledger, Verdicts, digest, reconcile, view};
use crate::record::{Factuality, Record};
use crate::why::Why;
use made::{Made, kin, ontology};

fn situation(records: &[Record]) -> Situation {
    reconcile(records, &ontology(), &kin())
}

/// Everything as it is written.
fn bytes(situation: &Situation) -> String {
    serde_json::to_string(situation).unwrap()
}

#[test]
fn two_reports_of_one_attack_are_one_event_with_two_origins() {
    let one = Made::new("a", "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").dead(12).record();
    let two = Made::new("b", "2020-05-04").claim("STRIKE").by("state").at("town").on("2020-05-02").dead(14).record();
    let situation = situation(&[one, two]);
    let [event] = situation.events.as_slice() else { panic!("{:#?}", situation.events) };
    assert_eq!((event.grade, event.origins.len(), event.clarity), (Grade::Fair, 2, 1));
    let [toll] = event.tolls.as_slice() else { panic!("{:#?}", event.tolls) };
    // The later count is higher and takes the place of the earlier one, which stays in the history.
    assert_eq!((toll.low, toll.best, toll.high, toll.counts.len()), (14, 14, Some(14), 2));
    assert!(toll.counts[0].revised && !toll.counts[1].revised);
}

#[test]
fn an_attack_two_days_later_at_the_same_place_is_another() {
    let one = Made::new("a", "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").dead(12).record();
    let two = Made::new("b", "2020-05-05").claim("STRIKE").by("army").at("town").on("2020-05-04").dead(12).record();
    assert_eq!(situation(&[one, two]).events.len(), 2);
}

#[test]
fn a_data_set_tells_its_events_apart_and_reports_join_them() {
    let line = |id: &str, set: &str| {
        let made = Made::new(id, "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").dead(12);
        let mut record = made.record();
        record.claims[0].why = Why::by_column(set, "side_a");
        record
    };
    let lines = [line("x:1", "x"), line("x:2", "x")];
    assert_eq!(situation(&lines).events.len(), 2);
    assert_eq!(situation(&lines).reports.iter().filter(|report| report.copy_of.is_some()).count(), 0);
    // Another set, and a report, tell one of them again; nothing takes the two together.
    let report = Made::new("a", "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").dead(12).record();
    let [one, two] = lines;
    let events = situation(&[one, two, line("y:1", "y"), report]).events;
    let mut sizes: Vec<usize> = events.iter().map(|event| event.claims.len()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 3]);
}

/// The number of events when people have decided about the first claims of two reports.
fn judged(records: &[Record], verdicts: &Verdicts) -> usize {
    let mut ledger = Ledger::default();
    records.iter().for_each(|record| ledger.add(digest(record, &ontology(), &kin())));
    ledger.judge(verdicts);
    ledger.work(&ontology(), &kin());
    ledger.finish(&ontology(), &kin()).events.len()
}

#[test]
fn what_people_bind_together_is_one_event_and_what_they_split_is_two() {
    let made = |id: &str, day: &str, dead: u64| {
        Made::new(id, "2020-05-05").claim("STRIKE").by("army").at("town").on(day).dead(dead).record()
    };
    let pair =
        |one: &str, other: &str| [one, other].map(|report| ClaimRef { report: report.into(), claim: "c1".into() });
    let apart = [made("a", "2020-05-02", 12), made("b", "2020-05-04", 12)];
    assert_eq!(judged(&apart, &Verdicts::default()), 2);
    assert_eq!(judged(&apart, &Verdicts { together: vec![pair("a", "b")], ..Verdicts::default() }), 1);
    let alike = [made("a", "2020-05-02", 12), made("b", "2020-05-02", 12), made("c", "2020-05-02", 12)];
    assert_eq!(judged(&alike, &Verdicts::default()), 1);
    assert_eq!(judged(&alike, &Verdicts { apart: vec![pair("a", "b")], ..Verdicts::default() }), 2);
    // A claim of a report that is not there changes nothing.
    assert_eq!(judged(&alike, &Verdicts { apart: vec![pair("a", "z")], ..Verdicts::default() }), 1);
}

#[test]
fn what_two_reports_have_from_one_source_counts_once() {
    let made = |id: &str| {
        Made::new(id, "2020-05-03")
            .claim("STRIKE")
            .by("army")
            .at("town")
            .on("2020-05-02")
            .said_by("observatory")
            .record()
    };
    let situation = situation(&[made("a"), made("b")]);
    assert_eq!(situation.events[0].origins, ["observatory"]);
    assert_eq!(situation.events[0].grade, Grade::Weak);
    assert_eq!(situation.events[0].claims.len(), 2);
}

#[test]
fn a_copy_rests_on_the_report_that_came_first() {
    let made = |id: &str, day: &str| {
        let mut made = Made::new(id, day);
        for (place, dead) in [("town", 3), ("village", 4), ("port", 5), ("hill", 6)] {
            made = made.claim("STRIKE").by("army").at(place).on("2020-05-02").dead(dead);
        }
        made.record()
    };
    let situation = situation(&[made("b", "2020-05-04"), made("a", "2020-05-03")]);
    assert_eq!(situation.reports[1].copy_of.as_deref(), Some("a"));
    assert!(situation.events.iter().all(|event| event.origins == ["report:a"] && event.claims.len() == 2));
}

#[test]
fn who_admits_a_strike_confirms_it() {
    let one =
        Made::new("a", "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").said_by("state").record();
    assert_eq!(situation(&[one]).events[0].grade, Grade::Confirmed);
}

#[test]
fn different_doers_are_contested_and_named() {
    let one = Made::new("a", "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").dead(31).record();
    let two = Made::new("b", "2020-05-03").claim("STRIKE").by("rebels").at("town").on("2020-05-02").dead(31).record();
    let situation = situation(&[one, two]);
    let [event] = situation.events.as_slice() else { panic!("{:#?}", situation.events) };
    assert_eq!(event.grade, Grade::Contested);
    let about: Vec<Disagreement> = situation.contradictions.iter().map(|one| one.about).collect();
    assert_eq!(about, [Disagreement::Actor]);
}

#[test]
fn a_denial_stays_with_its_event_and_makes_none() {
    let one = Made::new("a", "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").record();
    let two = Made::new("b", "2020-05-04")
        .claim("STRIKE")
        .by("army")
        .at("town")
        .on("2020-05-02")
        .said_by("state")
        .factuality(Factuality::Negated)
        .record();
    let situation = situation(&[one, two]);
    assert_eq!((situation.events.len(), situation.open.len()), (1, 0));
    assert_eq!(situation.events[0].attached[0].state, State::Denied);
    assert_eq!(situation.contradictions[0].about, Disagreement::Happened);
    assert_eq!(situation.contradictions[0].statements[1].value, "state");
}

#[test]
fn a_plan_is_fulfilled_by_what_follows_and_open_else() {
    let plan = |place: &str| {
        let made = Made::new("a", "2020-05-01").claim("HOLD").mode("take").by("army").at(place);
        made.factuality(Factuality::Planned).record()
    };
    let taken =
        || Made::new("b", "2020-05-10").claim("HOLD").mode("take").by("army").at("town").on("2020-05-09").record();
    let fulfilled = situation(&[plan("town"), taken()]);
    assert_eq!(fulfilled.events[0].attached[0].state, State::Fulfilled);
    let open = situation(&[plan("village"), taken()]);
    assert_eq!(open.open.len(), 1);
    let objective = open.control.iter().find(|control| control.place.name == "village").unwrap();
    assert!(objective.intervals.is_empty() && objective.objectives.len() == 1);
}

#[test]
fn a_place_is_held_by_who_lost_it_and_then_by_who_took_it() {
    let taken = Made::new("a", "2020-05-10")
        .claim("HOLD")
        .mode("take")
        .by("army")
        .from("rebels")
        .at("town")
        .on("2020-05-09")
        .record();
    let before =
        Made::new("b", "2019-08-02").claim("HOLD").mode("take").by("rebels").at("town").on("2019-08-01").record();
    let situation = situation(&[taken, before]);
    let holder = |day: &str| {
        let view = view::at(situation.clone(), day).as_of.unwrap();
        view.places[0].interval.as_ref().and_then(|interval| interval.holder.clone()).map(|holder| holder.name)
    };
    assert_eq!(holder("2019-07-31"), None);
    assert_eq!(holder("2020-05-08").as_deref(), Some("rebels"));
    assert_eq!(holder("2020-05-09").as_deref(), Some("army"));
}

#[test]
fn a_loss_told_by_the_loser_is_the_taking_and_confirms_it() {
    let taken = Made::new("a", "2020-05-10")
        .claim("HOLD")
        .mode("take")
        .by("army")
        .from("rebels")
        .at("town")
        .on("2020-05-09")
        .record();
    let lost = Made::new("b", "2020-05-10")
        .claim("HOLD")
        .mode("yield")
        .by("rebels")
        .at("town")
        .on("2020-05-09")
        .said_by("rebels")
        .record();
    let situation = situation(&[taken, lost]);
    let [event] = situation.events.as_slice() else { panic!("{:#?}", situation.events) };
    assert_eq!((event.grade, event.actors[0].name.as_str()), (Grade::Confirmed, "army"));
}

#[test]
fn an_offensive_holds_the_strikes_in_its_time_and_place() {
    let offensive = Made::new("a", "2020-05-30")
        .claim("STRIKE")
        .by("army")
        .at("town")
        .on("2020-05-01")
        .on("2020-05-20")
        .dead(400)
        .record();
    let strike = Made::new("b", "2020-05-10").claim("STRIKE").by("army").at("town").on("2020-05-09").dead(5).record();
    let later = Made::new("c", "2020-07-10").claim("STRIKE").by("army").at("town").on("2020-07-09").dead(5).record();
    let situation = situation(&[offensive, strike, later]);
    let whole = situation.events.iter().find(|event| event.extent == Extent::Campaign).unwrap();
    let parts = situation.events.iter().filter(|event| event.part_of.as_ref() == Some(&whole.id)).count();
    assert_eq!((situation.events.len(), parts), (3, 1));
    // The number of the whole is not one of its parts'.
    assert_eq!(whole.tolls[0].best, 400);
}

#[test]
fn losses_are_conceded_by_their_own_and_alleged_by_the_enemy() {
    let own = Made::new("a", "2020-05-03")
        .claim("STRIKE")
        .by("rebels")
        .on_whom("army")
        .at("town")
        .on("2020-05-02")
        .dead_of("army", 9)
        .said_by("state")
        .record();
    let enemy = Made::new("b", "2020-05-03")
        .claim("STRIKE")
        .by("rebels")
        .on_whom("army")
        .at("town")
        .on("2020-05-02")
        .dead_of("army", 40)
        .said_by("rebels")
        .record();
    let situation = situation(&[own, enemy]);
    let toll = &situation.events[0].tolls[0];
    let said: Vec<SaidBy> = toll.counts.iter().map(|count| count.said_by).collect();
    assert_eq!(said, [SaidBy::Own, SaidBy::Enemy]);
    assert_eq!((toll.side, toll.low, toll.best, toll.high), (Side::DeathsA, 9, 9, Some(40)));
    assert_eq!(situation.contradictions[0].about, Disagreement::Toll);
}

#[test]
fn an_agreement_is_broken_by_the_attack_of_a_party_on_the_other() {
    let pact = Made::new("a", "2020-05-03").claim("PACT").by("army").on_whom("rebels").on("2020-05-02").record();
    let attack =
        Made::new("b", "2020-05-11").claim("STRIKE").by("rebels").on_whom("army").at("town").on("2020-05-10").record();
    let situation = situation(&[pact, attack]);
    let [agreement] = situation.agreements.as_slice() else { panic!("{:#?}", situation.agreements) };
    let states: Vec<AgreementState> = agreement.steps.iter().map(|step| step.state).collect();
    assert_eq!(states, [AgreementState::Reached, AgreementState::Broken]);
}

#[test]
fn a_report_given_twice_changes_nothing() {
    let one = Made::new("a", "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").dead(12).record();
    assert_eq!(bytes(&situation(&[one.clone(), one.clone()])), bytes(&situation(&[one])));
}

#[test]
fn what_is_kept_is_about_the_place_and_the_actor_that_were_asked_for() {
    let one = Made::new("a", "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").record();
    let two = Made::new("b", "2020-05-03").claim("STRIKE").by("rebels").at("village").on("2020-05-02").record();
    let all = situation(&[one, two]);
    assert_eq!(view::only(all.clone(), Some("TOWN"), None).events.len(), 1);
    assert_eq!(view::only(all.clone(), None, Some("rebels")).events[0].places[0].name, "village");
    assert!(view::only(all, Some("town"), Some("rebels")).events.is_empty());
}

prop_compose! {
    /// A claim of a small world, so that much of it falls together.
    fn any_claim()(
        event in prop::sample::select(vec!["STRIKE", "HOLD", "PACT"]),
        by in prop::sample::select(vec!["", "army", "rebels", "state"]),
        to in prop::sample::select(vec!["", "army", "rebels"]),
        at in prop::sample::select(vec!["", "town", "village", "port", "region", "country", "nowhere"]),
        day in 0..12u8,
        dead in 0..40u64,
        mode in 0..4usize,
        source in prop::sample::select(vec!["", "state", "observatory", "?"]),
        factuality in prop::sample::select(vec![
            Factuality::Asserted, Factuality::Asserted, Factuality::Asserted, Factuality::Hedged, Factuality::Planned,
            Factuality::Negated, Factuality::Hypothetical,
        ]),
    ) -> (&'static str, &'static str, &'static str, &'static str, u8, u64, usize, &'static str, Factuality) {
        (event, by, to, at, day, dead, mode, source, factuality)
    }
}

prop_compose! {
    pub(crate) fn any_records()(reports in prop::collection::vec(prop::collection::vec(any_claim(), 0..5), 1..9)) -> Vec<Record> {
        let record = |(number, claims): (usize, &Vec<_>)| {
            let mut made = Made::new(&format!("r{number}"), &format!("2020-05-{:02}", 1 + (number * 5) % 14));
            for &(event, by, to, at, day, dead, mode, source, factuality) in claims {
                made = made.any(event, by, to, at, day, dead, mode, source, factuality);
            }
            made.record()
        };
        reports.iter().enumerate().map(record).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_order_of_the_records_makes_no_difference(records in any_records(), seed in any::<u64>()) {
        let mut shuffled = records.clone();
        // A reproducible shuffle: sorted by a hash of seed and place.
        let mut keys: Vec<(u64, Record)> = shuffled.drain(..).enumerate().map(|(index, record)| {
            let key = super::origin::hash(seed.to_le_bytes().into_iter().chain((index as u64).to_le_bytes()));
            (key, record)
        }).collect();
        keys.sort_by_key(|(key, _)| *key);
        let shuffled: Vec<Record> = keys.into_iter().map(|(_, record)| record).collect();
        prop_assert_eq!(bytes(&situation(&records)), bytes(&situation(&shuffled)));
    }

    #[test]
    fn adding_reports_one_by_one_gives_what_starting_over_gives(records in any_records()) {
        let (ontology, kin) = (ontology(), kin());
        let mut ledger = Ledger::default();
        for record in &records {
            ledger.add(digest(record, &ontology, &kin));
            ledger.work(&ontology, &kin);
        }
        prop_assert_eq!(bytes(&ledger.situation(&ontology, &kin)), bytes(&situation(&records)));
    }

    #[test]
    fn each_claim_is_somewhere_once_and_nothing_lacks_its_claims(records in any_records()) {
        let situation = situation(&records);
        let attached = situation.events.iter().flat_map(|event| event.attached.iter().map(|attached| &attached.telling));
        let told = situation.events.iter().flat_map(|event| &event.claims);
        let open = situation.open.iter().flat_map(|open| &open.claims);
        let mut all: Vec<(&str, &str)> =
            told.chain(attached).chain(open).map(|telling| (telling.report.as_str(), telling.claim.as_str())).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        prop_assert_eq!(count, all.len());
        prop_assert_eq!(count, records.iter().map(|record| record.claims.len()).sum::<usize>());
        prop_assert!(situation.events.iter().all(|event| !event.claims.is_empty() && !event.origins.is_empty()));
        for toll in situation.events.iter().flat_map(|event| &event.tolls) {
            prop_assert!(toll.low <= toll.best && toll.high.is_none_or(|high| toll.best <= high), "{toll:?}");
        }
    }
}

#[test]
fn a_new_report_settles_only_the_groups_it_touches() {
    let (ontology, kin) = (ontology(), kin());
    let mut ledger = Ledger::default();
    let far = |number: usize| {
        let place = ["town", "village", "port", "hill"][number % 4];
        let day = format!("20{:02}-05-02", number % 80);
        Made::new(&format!("r{number}"), &day)
            .claim("STRIKE")
            .by("army")
            .at(place)
            .on(&day)
            .dead(number as u64)
            .record()
    };
    for number in 0..200 {
        ledger.add(digest(&far(number), &ontology, &kin));
    }
    ledger.work(&ontology, &kin);
    let new = Made::new("new", "2004-05-03").claim("STRIKE").by("army").at("town").on("2004-05-02").dead(4).record();
    ledger.add(digest(&new, &ontology, &kin));
    assert_eq!(ledger.work(&ontology, &kin), 1);
}
