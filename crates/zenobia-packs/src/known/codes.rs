//! Codes: of countries, and of other systems.

use std::collections::BTreeMap;

use zenobia_core::knowledge::KnownActor;
use zenobia_core::problem::Problem;
use zenobia_core::record::ActorKind;

use super::Entry;

/// ISO 3166 alpha-2, and the code in use for Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK";

/// Whether this is a code of ISO 3166.
pub(super) fn is_country(code: &str) -> bool {
    code.len() == 2 && COUNTRIES.split(' ').any(|other| other == code)
}

/// Whether a code has the form that its system gives it.
fn is_formed(system: &str, code: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let capitals = |text: &str| text.chars().all(|c| c.is_ascii_uppercase());
    match system {
        "wikidata" => code.strip_prefix('Q').is_some_and(|rest| digits(rest) && !rest.starts_with('0')),
        "iso3" => code.len() == 3 && capitals(code),
        // CAMEO joins codes of three letters: country, kind, side.
        "cameo" => !code.is_empty() && code.len().is_multiple_of(3) && capitals(code),
        "ucdp" | "acled" => digits(code),
        _ => false,
    }
}

pub(super) fn of_actor(actor: &KnownActor) -> Vec<String> {
    let ill = actor.country.iter().chain(&actor.countries).filter(|code| !is_country(code));
    let mut faults: Vec<String> =
        ill.map(|code| format!("`{}` is in `{code}`, which is no code of ISO 3166", actor.key)).collect();
    for (system, code) in &actor.codes {
        if !is_formed(system, code) {
            faults.push(format!(
                "`{}`: `{code}` is no code of `{system}` (wikidata Q1, iso3 FRA, cameo FRAGOV, acled and ucdp numbers)",
                actor.key
            ));
        }
    }
    if actor.country.is_none() && matches!(actor.kind, ActorKind::State | ActorKind::Media) {
        faults.push(format!("`{}` needs a `country`", actor.key));
    }
    faults
}

/// Codes that two actors share: each means one of them.
pub(super) fn twice(actors: &[Entry<KnownActor>]) -> Vec<Problem> {
    let mut first: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for entry in actors {
        for (system, code) in &entry.known.codes {
            if let Some(other) = first.insert((system, code), &entry.known.key) {
                problems
                    .push(entry.problem(format!("{system} `{code}` is also that of `{other}`: one of them is wrong")));
            }
        }
    }
    problems
}
