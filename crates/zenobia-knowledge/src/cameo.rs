//! CAMEO actor codes (CAMEO codebook 1.1b3, chapter 3): three letters a part; a state or a sort of body first, then what somebody is in it.

use zenobia_core::record::ActorKind;

/// What a code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The kind of actor.
    pub kind: ActorKind,
    /// Whether it is one that a person may be: a member of a government, a judge.
    pub personal: bool,
    /// What the code stands for, in English.
    pub gloss: &'static str,
}

const fn role(kind: ActorKind, personal: bool, gloss: &'static str) -> Role {
    Role { kind, personal, gloss }
}

/// What a code of three letters means, where it is no country, people or religion.
pub fn role_of(code: &str) -> Option<Role> {
    use ActorKind::*;
    Some(match code {
        "GOV" => role(State, true, "government"),
        "LEG" => role(State, true, "legislature"),
        "JUD" => role(State, true, "judiciary"),
        "ELI" => role(Person, true, "elite"),
        "MIL" => role(StateForce, true, "military"),
        "COP" => role(StateForce, true, "police"),
        "SPY" => role(StateForce, true, "intelligence"),
        "REB" => role(ArmedGroup, true, "rebels"),
        "INS" => role(ArmedGroup, true, "insurgents"),
        "SEP" => role(ArmedGroup, true, "separatists"),
        "RAD" => role(ArmedGroup, true, "radicals"),
        "UAF" => role(ArmedGroup, false, "unaligned armed forces"),
        "IMG" => role(ArmedGroup, false, "international militarized group"),
        "CRM" => role(ArmedGroup, true, "criminals"),
        "OPP" | "PTY" => role(Organisation, true, "political opposition or party"),
        "IGO" => role(Organisation, false, "international governmental organization"),
        "NGO" => role(Organisation, false, "non-governmental organization"),
        "NGM" => role(Organisation, false, "non-governmental movement"),
        "INT" => role(Organisation, false, "international body"),
        "MNC" => role(Organisation, false, "multinational company"),
        "BUS" => role(Organisation, true, "business"),
        "EDU" => role(Organisation, true, "education"),
        "HLH" => role(Organisation, true, "health"),
        "ENV" => role(Organisation, true, "environment"),
        "HRI" => role(Organisation, true, "human rights"),
        "DEV" => role(Organisation, true, "development"),
        "AGR" => role(Population, true, "agriculture"),
        "LAB" => role(Population, true, "labor"),
        "REF" => role(Population, false, "refugees"),
        "CVL" => role(Population, true, "civilians"),
        "SET" => role(Population, false, "settlers"),
        "MED" => role(Media, true, "media"),
        _ => return None,
    })
}

/// The parts of a code, three letters each.
pub(crate) fn parts(code: &str) -> Vec<&str> {
    let code = code.trim_start_matches('~');
    (0..code.len()).step_by(3).filter_map(|at| code.get(at..(at + 3).min(code.len()))).collect()
}

/// The first role of a code.
pub(crate) fn first_role(code: &str) -> Option<Role> {
    parts(code).into_iter().find_map(role_of)
}
