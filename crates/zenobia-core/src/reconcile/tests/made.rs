//! Records of a small invented world.

use crate::knowledge::KnownActor;
use crate::pack::{Files, Ontology};
use crate::reconcile::Kin;
use crate::record::{
    Actor, ActorKind, Claim, Factuality, Mention, Place, Precision, Quantity, Record, Report, Roles, Source,
    SourceKind, Time, TimeKind, Toll,
};
use crate::why::Why;

const STRIKE: &str = r#"
event = "STRIKE"
gloss = {}
contests = true
same = { days = 1, kilometers = 25, swapped = ["*"], needs = ["place"] }
campaign = { days = 200, kilometers = 100, holds = ["STRIKE", "HOLD"] }
pact = { breaks = ["*"] }
roles = { actor = ["state-force"] }
"#;
const HOLD: &str = r#"
event = "HOLD"
gloss = {}
admits = ["recipient"]
same = { days = 3, kilometers = 8, needs = ["place"], alike = [["take", "yield"], ["keep"]] }
holding = { takes = ["take"], yields = ["yield"], holds = ["keep"] }
roles = { actor = ["state-force"] }
"#;
const PACT: &str = r#"
event = "PACT"
gloss = {}
same = { days = 2, kilometers = 500, swapped = ["*"], needs = ["actor"] }
pact = { reaches = ["*"] }
roles = { actor = ["state-force"] }
"#;

pub fn ontology() -> Ontology {
    let files = [("strike.toml", STRIKE), ("hold.toml", HOLD), ("pact.toml", PACT)];
    let files = Files::new(files.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec());
    let mut problems = Vec::new();
    let ontology = Ontology::parse(&files, &mut problems);
    assert_eq!(problems, []);
    ontology
}

/// The army is the state's; the rebels are nobody's.
pub fn kin() -> Kin {
    let actor = |key: &str, kind: &str, parents: &str| -> KnownActor {
        toml::from_str(&format!("key = {key:?}\nname = {key:?}\nkind = {kind:?}\nparents = {parents}")).unwrap()
    };
    Kin::new(&[
        actor("state", "state", "[]"),
        actor("army", "state-force", "[\"state\"]"),
        actor("rebels", "armed-group", "[]"),
        actor("observatory", "organisation", "[]"),
    ])
}

/// A record in the making; what follows `claim` is about that claim.
pub struct Made {
    record: Record,
}

impl Made {
    pub fn new(id: &str, published: &str) -> Made {
        let report = Report {
            id: id.to_owned(),
            language: "xx".to_owned(),
            published: Some(published.to_owned()),
            sha256: id.to_owned(),
            length: 100,
            ..Report::default()
        };
        Made { record: Record::new(report) }
    }

    pub fn record(self) -> Record {
        self.record
    }

    pub fn claim(mut self, event: &str) -> Made {
        let number = self.record.claims.len() as u32;
        self.record.claims.push(Claim {
            id: format!("c{}", number + 1),
            event: event.to_owned(),
            mode: Vec::new(),
            context: Vec::new(),
            trigger: mention("word", number),
            sentence: 10 * number,
            roles: Roles::default(),
            tolls: Vec::new(),
            source: Vec::new(),
            factuality: Factuality::Asserted,
            confidence: 1.0,
            why: Why::default(),
        });
        self
    }

    fn last(&mut self) -> &mut Claim {
        self.record.claims.last_mut().unwrap()
    }

    fn actor(&mut self, key: &str) -> String {
        let id = format!("a-{key}");
        if !self.record.actors.iter().any(|actor| actor.id == id) {
            let kind = match key {
                "state" => ActorKind::State,
                "army" => ActorKind::StateForce,
                "rebels" => ActorKind::ArmedGroup,
                _ => ActorKind::Organisation,
            };
            let start = self.record.actors.len() as u32;
            self.record.actors.push(Actor {
                id: id.clone(),
                key: Some(key.to_owned()),
                name: key.to_owned(),
                kind,
                country: None,
                codes: Default::default(),
                mentions: vec![mention(key, start)],
                why: Why::default(),
            });
        }
        id
    }

    pub fn mode(mut self, mode: &str) -> Made {
        self.last().mode.push(mode.to_owned());
        self
    }

    pub fn by(mut self, key: &str) -> Made {
        let id = self.actor(key);
        self.last().roles.actor.push(id);
        self
    }

    pub fn on_whom(mut self, key: &str) -> Made {
        let id = self.actor(key);
        self.last().roles.recipient.push(id);
        self
    }

    pub fn from(self, key: &str) -> Made {
        self.on_whom(key)
    }

    pub fn factuality(mut self, factuality: Factuality) -> Made {
        self.last().factuality = factuality;
        self
    }

    pub fn said_by(mut self, key: &str) -> Made {
        let id = self.actor(key);
        self.last().source.push(Source { kind: SourceKind::Actor, actor: Some(id), cue: None, quoted: false });
        self
    }

    pub fn at(mut self, name: &str) -> Made {
        let id = format!("p-{name}");
        if !self.record.places.iter().any(|place| place.id == id) {
            let start = 50 + self.record.places.len() as u32;
            self.record.places.push(place(&id, name, start));
        }
        self.last().roles.place.push(id);
        self
    }

    pub fn on(mut self, day: &str) -> Made {
        let id = format!("t{}", self.record.times.len() + 1);
        self.record.times.push(Time {
            id: id.clone(),
            kind: TimeKind::Date,
            value: day.to_owned(),
            first: Some(day.to_owned()),
            last: Some(day.to_owned()),
            anchor: None,
            mention: mention(day, 200),
            why: Why::default(),
        });
        self.last().roles.time.push(id);
        self
    }

    pub fn dead(self, number: u64) -> Made {
        self.count(number, None)
    }

    pub fn dead_of(mut self, key: &str, number: u64) -> Made {
        let id = self.actor(key);
        self.count(number, Some(id))
    }

    fn count(mut self, number: u64, of: Option<String>) -> Made {
        let id = format!("q{}", self.record.quantities.len() + 1);
        self.record.quantities.push(Quantity {
            id: id.clone(),
            least: Some(number),
            most: Some(number),
            approximate: false,
            unit: "person".to_owned(),
            mention: mention(&number.to_string(), 300),
            why: Why::default(),
        });
        self.last().tolls.push(Toll { quantity: id, effect: "killed".to_owned(), of, cumulative: false });
        self
    }

    /// A claim out of what chance gives; empty text is nothing.
    #[allow(clippy::too_many_arguments, reason = "one for each thing that chance gives")]
    pub fn any(
        mut self,
        event: &str,
        by: &str,
        to: &str,
        at: &str,
        day: u8,
        dead: u64,
        mode: usize,
        source: &str,
        factuality: Factuality,
    ) -> Made {
        self = self.claim(event).factuality(factuality);
        if event == "HOLD" {
            self = self.mode(["take", "yield", "keep", "take"][mode]);
        }
        self = if by.is_empty() { self } else { self.by(by) };
        self = if to.is_empty() { self } else { self.on_whom(to) };
        self = if at.is_empty() { self } else { self.at(at) };
        self = if day == 0 { self } else { self.on(&format!("2020-05-{day:02}")) };
        // A second day makes it last.
        self = if day > 9 { self.on("2020-05-01") } else { self };
        self = if dead == 0 { self } else { self.dead(dead) };
        match source {
            "" => self,
            "?" => {
                let cue = Some(mention("some say", 400));
                self.last().source.push(Source { kind: SourceKind::Unnamed, actor: None, cue, quoted: false });
                self
            }
            key => self.said_by(key),
        }
    }
}

fn mention(text: &str, start: u32) -> Mention {
    Mention { start, end: start + text.chars().count() as u32, text: text.to_owned() }
}

fn place(id: &str, name: &str, start: u32) -> Place {
    let (latitude, ucdp) = match name {
        "town" => (10.0, 1),
        "village" => (10.15, 1),
        "port" => (12.0, 1),
        "hill" => (14.0, 1),
        "region" => (10.2, 4),
        "country" => (11.0, 6),
        _ => (0.0, 0),
    };
    let found = ucdp > 0;
    Place {
        id: id.to_owned(),
        key: found.then(|| format!("x:{name}")),
        name: name.to_owned(),
        kind: "town".to_owned(),
        latitude: found.then_some(latitude),
        longitude: found.then_some(20.0),
        radius_km: found.then_some(if ucdp > 1 { 80.0 } else { 3.0 }),
        country: found.then(|| "XX".to_owned()),
        admin1: None,
        precision: found.then_some(Precision { acled: 1, ucdp }),
        relation: None,
        others: Vec::new(),
        mentions: vec![mention(name, start)],
        why: Why::default(),
    }
}
