//! The words of the summary that are not the report's, in French and English.

use zenobia_core::record::{ActorKind, Factuality};

/// Words of one language.
#[derive(Debug)]
pub struct Labels {
    /// ISO 639-1 code; also the language of the glosses of event types.
    pub code: &'static str,
    pub happened: &'static str,
    pub nothing: &'static str,
    pub places: &'static str,
    pub tolls: &'static str,
    pub sites: &'static str,
    pub extent: &'static str,
    pub standing: [&'static str; 3],
    pub actors: &'static str,
    pub sources: &'static str,
    pub notes: &'static str,
    pub published: &'static str,
    pub from_dateline: &'static str,
    pub no_date: &'static str,
    pub according_to: &'static str,
    pub cited_by: &'static str,
    pub unnamed: &'static str,
    pub narrator: &'static str,
    pub someone: &'static str,
    pub not_found: &'static str,
    pub so_far: &'static str,
    pub at_least: &'static str,
    pub more_than: &'static str,
    pub at_most: &'static str,
    pub mended: &'static str,
    pub quotes: [&'static str; 2],
    pub colon: &'static str,
    pub months: [&'static str; 12],
    effects: &'static [(&'static str, &'static str)],
    factuality: [&'static str; 5],
    kinds: [&'static str; 8],
    places_of: &'static [(&'static str, &'static str)],
    told: &'static [(&'static str, &'static str)],
    /// Letters for north, south, east and west.
    pub compass: [&'static str; 4],
}

impl Labels {
    /// The words of a language; English unless it is French.
    pub fn of(code: &str) -> &'static Labels {
        if code == "fr" { &FRENCH } else { &ENGLISH }
    }

    /// What was done to those who are counted; the code itself where there is no word for it.
    pub fn effect<'a>(&self, effect: &'a str) -> &'a str {
        self.effects.iter().find(|(code, _)| *code == effect).map_or(effect, |(_, word)| word)
    }

    /// How surely; nothing for what is simply asserted.
    pub fn factuality(&self, factuality: Factuality) -> Option<&'static str> {
        let word = self.factuality[factuality as usize];
        (!word.is_empty()).then_some(word)
    }

    /// What kind of place; the code itself where there is no word for it.
    pub fn place_kind<'a>(&self, kind: &'a str) -> &'a str {
        self.places_of.iter().find(|(code, _)| *code == kind).map_or(kind, |(_, word)| word)
    }

    /// What a kind of note says of some words, which stand for `{}`; `None` where the note's own message serves.
    pub fn note(&self, kind: &str) -> Option<&'static str> {
        self.told.iter().find(|(code, _)| *code == kind).map(|(_, sentence)| *sentence)
    }

    /// What kind of actor.
    pub fn kind(&self, kind: ActorKind) -> &'static str {
        self.kinds[kind as usize]
    }
}

static ENGLISH: Labels = Labels {
    code: "en",
    happened: "What happened",
    nothing: "No event was found in this report.",
    places: "Places",
    tolls: "Tolls",
    sites: "Sites",
    extent: "extent",
    standing: ["threatened", "damage reported", "damage verified"],
    actors: "Who is named",
    sources: "Who says so",
    notes: "Notes",
    published: "published",
    from_dateline: "by its dateline",
    no_date: "no date of publication: relative times stay open (--published DAY)",
    according_to: "according to",
    cited_by: "cited by",
    unnamed: "unnamed sources",
    narrator: "the report itself",
    someone: "somebody",
    not_found: "not in the gazetteer",
    so_far: "so far",
    at_least: "at least",
    more_than: "more than",
    at_most: "at most",
    mended: "damage was mended before reading:",
    quotes: ["“", "”"],
    colon: ":",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    effects: &[("carried-out", "carried out")],
    factuality: ["", "reported, not sure", "planned", "if", "did not happen"],
    kinds: ["state", "state force", "armed group", "militia", "organization", "media", "person", "population"],
    places_of: &[],
    told: &[],
    compass: ["N", "S", "E", "W"],
};

static FRENCH: Labels = Labels {
    code: "fr",
    happened: "Ce qui s’est passé",
    nothing: "Aucun événement trouvé dans ce texte.",
    places: "Lieux",
    tolls: "Bilans",
    sites: "Sites",
    extent: "étendue",
    standing: ["menacé", "dégâts signalés", "dégâts vérifiés"],
    actors: "Acteurs nommés",
    sources: "Qui le dit",
    notes: "Remarques",
    published: "publié le",
    from_dateline: "d’après l’en-tête",
    no_date: "date de publication inconnue\u{a0}: les dates relatives restent ouvertes (--published JOUR)",
    according_to: "source\u{a0}:",
    cited_by: "via",
    unnamed: "des sources non nommées",
    narrator: "le texte lui-même",
    someone: "quelqu’un",
    not_found: "absent du répertoire des lieux",
    so_far: "à ce jour",
    at_least: "au moins",
    more_than: "plus de",
    at_most: "au plus",
    mended: "défauts réparés avant la lecture\u{a0}:",
    quotes: ["«\u{a0}", "\u{a0}»"],
    colon: "\u{a0}:",
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    effects: &[
        ("killed", "morts"),
        ("wounded", "blessures"),
        ("missing", "disparitions"),
        ("captured", "captures"),
        ("displaced", "déplacements"),
        ("arrested", "arrestations"),
        ("released", "libérations"),
        ("destroyed", "destructions"),
        ("damaged", "dégâts"),
        ("seized", "saisies"),
        ("struck", "frappes"),
        ("cleared", "neutralisations"),
        ("carried-out", "exécution"),
        ("involved", "participation"),
    ],
    factuality: ["", "non confirmé", "prévu", "hypothétique", "n’a pas eu lieu"],
    kinds: ["État", "force d’État", "groupe armé", "milice", "organisation", "média", "personne", "population"],
    places_of: &[
        ("continent", "continent"),
        ("country", "pays"),
        ("region", "région"),
        ("district", "district"),
        ("city", "grande ville"),
        ("town", "ville"),
        ("village", "village"),
        ("neighborhood", "quartier"),
        ("camp", "camp"),
        ("area", "zone"),
        ("sea", "mer"),
        ("lake", "lac"),
        ("river", "cours d’eau"),
        ("strait", "détroit"),
        ("island", "île"),
        ("desert", "désert"),
        ("mountain", "montagne"),
        ("pass", "col"),
        ("dam", "barrage"),
        ("road", "route"),
        ("airport", "aéroport"),
        ("base", "base"),
        ("crossing", "point de passage"),
        ("port", "port"),
    ],
    told: &[
        ("place-not-found", "aucun lieu nommé {} qui convienne à ce texte n’a été trouvé"),
        ("contradictory-time", "ces indications de temps se contredisent\u{a0}: {}"),
        ("impossible-date", "ce jour n’existe pas\u{a0}: {}"),
        ("missing-quotation-mark", "Un des deux guillemets manque\u{a0}; sa place est une supposition."),
        (
            "read-in-parts",
            "Ce long texte a été lu en plusieurs parties\u{a0}; à qui renvoient un pronom ou une description a été cherché dans chacune.",
        ),
        ("not-read", "Ce texte est trop long\u{a0}: sa fin n’a pas été lue. Découpez-le en articles ou en chapitres."),
        (
            "language-guessed",
            "La langue n’a pas pu être reconnue\u{a0}; dites --language si ce texte est dans une autre que celle-ci.",
        ),
    ],
    compass: ["N", "S", "E", "O"],
};

#[cfg(test)]
mod tests {
    use super::{Factuality, Labels};

    #[test]
    fn what_is_asserted_needs_no_word() {
        assert_eq!(Labels::of("en").factuality(Factuality::Asserted), None);
        assert_eq!(Labels::of("fr").factuality(Factuality::Negated), Some("n’a pas eu lieu"));
    }

    #[test]
    fn every_kind_of_place_has_a_french_word() {
        let french = Labels::of("fr");
        let same = |word: &str| matches!(word, "continent" | "district" | "village" | "camp" | "base" | "port");
        let untold = zenobia_core::place::PlaceKind::ALL.into_iter().map(|kind| kind.word());
        let untold: Vec<&str> = untold.filter(|word| french.place_kind(word) == *word && !same(word)).collect();
        assert_eq!(untold, [""; 0]);
        assert_eq!(Labels::of("en").place_kind("country"), "country");
    }

    #[test]
    fn an_effect_without_a_word_shows_its_code() {
        assert_eq!(Labels::of("en").effect("killed"), "killed");
        assert_eq!(Labels::of("fr").effect("killed"), "morts");
    }
}
