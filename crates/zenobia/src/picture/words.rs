//! The words of the picture that are not the reports', in French and English.

use zenobia_core::reconcile::situation::{AgreementState, Disagreement, Grade, SaidBy, Side, State};

/// Words of one language.
pub struct Words {
    pub reports: [&'static str; 2],
    pub copies: [&'static str; 2],
    pub claims: [&'static str; 2],
    pub events: [&'static str; 2],
    pub known_at: &'static str,
    pub control: &'static str,
    pub control_on: &'static str,
    pub nothing_held: &'static str,
    pub held_by: &'static str,
    pub unknown_holder: &'static str,
    pub until: &'static str,
    pub since: &'static str,
    pub at_latest: &'static str,
    pub from_to: [&'static str; 2],
    pub inferred: &'static str,
    pub disputed: &'static str,
    pub fighting: &'static str,
    pub siege: &'static str,
    pub objective: &'static str,
    pub of: &'static str,
    pub not_taken: &'static str,
    pub undated: &'static str,
    pub by_report: &'static str,
    pub campaign: &'static str,
    pub history: &'static str,
    pub agreements: &'static str,
    pub open: &'static str,
    pub questions: &'static str,
    pub nothing: &'static str,
    pub against: &'static str,
    pub denied_by: &'static str,
    pub unnamed: &'static str,
    pub in_report: &'static str,
    states: [&'static str; 3],
    grades: [&'static str; 5],
    reasons: &'static [(&'static str, &'static str)],
    sides: [&'static str; 4],
    said_by: [&'static str; 3],
    agreement: [&'static str; 6],
    disagreements: [&'static str; 6],
}

impl Words {
    /// The words of a language; English unless it is French.
    pub fn of(code: &str) -> &'static Words {
        if code == "fr" { &FRENCH } else { &ENGLISH }
    }

    pub fn state(&self, state: State) -> &'static str {
        self.states[state as usize]
    }

    pub fn grade(&self, grade: Grade) -> &'static str {
        self.grades[grade as usize]
    }

    /// Why a grade or a number was chosen; the name of the rule where there are no words for it.
    pub fn reason<'a>(&self, rule: &'a str) -> &'a str {
        self.reasons.iter().find(|(name, _)| *name == rule).map_or(rule, |(_, words)| words)
    }

    pub fn side(&self, side: Side) -> &'static str {
        self.sides[side as usize]
    }

    pub fn said_by(&self, said_by: SaidBy) -> &'static str {
        self.said_by[said_by as usize]
    }

    pub fn agreement(&self, state: AgreementState) -> &'static str {
        self.agreement[state as usize]
    }

    pub fn disagreement(&self, about: Disagreement) -> &'static str {
        self.disagreements[about as usize]
    }
}

/// A number with its noun: `1 report`, `3 reports`.
pub fn counted(number: usize, [one, many]: [&str; 2]) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

static ENGLISH: Words = Words {
    reports: ["report", "reports"],
    copies: ["copy", "copies"],
    claims: ["claim", "claims"],
    events: ["event", "events"],
    known_at: "as known on",
    control: "Who holds what",
    control_on: "Who holds what on",
    nothing_held: "No report says who holds a place.",
    held_by: "held by",
    unknown_holder: "nobody that is known of",
    until: "until",
    since: "since",
    at_latest: "or before",
    from_to: ["from", "to"],
    inferred: "inferred",
    disputed: "disputed: also said to be held by",
    fighting: "fighting",
    siege: "siege",
    objective: "objective",
    of: "of",
    not_taken: "not taken as far as is known",
    undated: "without a day",
    by_report: "reported by",
    campaign: "campaign",
    history: "counts:",
    agreements: "Agreements",
    open: "Announced, denied or supposed",
    questions: "Open questions",
    nothing: "The reports tell of no event.",
    against: "against",
    denied_by: "denied by",
    unnamed: "unnamed source",
    in_report: "in",
    states: ["carried out", "denied", "open"],
    grades: ["confirmed", "fair", "weak", "contested", "discounted"],
    reasons: &[
        ("admitted", "admitted by"),
        ("different-doers", "different doers are named:"),
        ("more-deny", "more origins deny it:"),
        ("one-origin", "one origin:"),
        ("two-origins", "independent origins:"),
        ("only", "the only number"),
        ("most-origins", "most origins"),
        ("latest", "the latest"),
        ("lowest", "the lowest"),
    ],
    sides: ["side A", "side B", "civilians", "all"],
    said_by: ["conceded", "alleged by the enemy", ""],
    agreement: ["announced", "reached", "in force", "broken", "refused or ended", "denied"],
    disagreements: [
        "Numbers exclude each other",
        "Different days",
        "Different doers",
        "Happened or not",
        "Who holds it",
        "A report contradicts itself about a time",
    ],
};

static FRENCH: Words = Words {
    reports: ["texte", "textes"],
    copies: ["copie", "copies"],
    claims: ["affirmation", "affirmations"],
    events: ["événement", "événements"],
    known_at: "tel que connu le",
    control: "Qui tient quoi",
    control_on: "Qui tient quoi le",
    nothing_held: "Aucun texte ne dit qui tient un lieu.",
    held_by: "tenu par",
    unknown_holder: "personne de connu",
    until: "jusqu’au",
    since: "depuis le",
    at_latest: "ou avant",
    from_to: ["du", "au"],
    inferred: "déduit",
    disputed: "contesté\u{a0}: serait aussi tenu par",
    fighting: "combats",
    siege: "siège",
    objective: "objectif",
    of: "de",
    not_taken: "pas pris, pour autant qu’on sache",
    undated: "sans date",
    by_report: "rapporté au plus tard le",
    campaign: "campagne",
    history: "décomptes\u{a0}:",
    agreements: "Accords",
    open: "Annoncé, démenti ou supposé",
    questions: "Questions ouvertes",
    nothing: "Les textes ne rapportent aucun événement.",
    against: "contre",
    denied_by: "démenti par",
    unnamed: "source non nommée",
    in_report: "dans",
    states: ["réalisé", "démenti", "en suspens"],
    grades: ["confirmé", "solide", "faible", "contesté", "écarté"],
    reasons: &[
        ("admitted", "reconnu par"),
        ("different-doers", "auteurs différents nommés\u{a0}:"),
        ("more-deny", "plus d’origines le démentent\u{a0}:"),
        ("one-origin", "une seule origine\u{a0}:"),
        ("two-origins", "origines indépendantes\u{a0}:"),
        ("only", "le seul nombre"),
        ("most-origins", "le plus d’origines"),
        ("latest", "le plus récent"),
        ("lowest", "le plus bas"),
    ],
    sides: ["camp A", "camp B", "civils", "tous"],
    said_by: ["reconnu", "selon l’ennemi", ""],
    agreement: ["annoncé", "conclu", "en vigueur", "rompu", "refusé ou quitté", "démenti"],
    disagreements: [
        "Des nombres s’excluent",
        "Des jours différents",
        "Des auteurs différents",
        "A eu lieu ou non",
        "Qui tient le lieu",
        "Un texte se contredit sur une date",
    ],
};
