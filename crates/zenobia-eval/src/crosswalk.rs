//! Claims in the terms of other systems: the codes that the ontology gives a mode, or else the type.
//!
//! Systems that code an intention or a refusal as an event of its own (PLOVER: what is to be given is AGREE, what is not given REJECT) have codes of
//! their own for what is planned and for what is denied: `plv-planned`, `plv-negated`.

use zenobia_core::pack::Ontology;
use zenobia_core::record::{Claim, Factuality};

/// The codes of a claim in a system; a code of the ontology may be several, parted by blanks. Empty where the system has none.
pub fn codes<'a>(claim: &Claim, system: &str, ontology: &'a Ontology) -> Vec<&'a str> {
    let Some(kind) = ontology.get(&claim.event) else { return Vec::new() };
    let told_as = match claim.factuality {
        Factuality::Planned | Factuality::Hypothetical => Some(format!("{system}-planned")),
        Factuality::Negated => Some(format!("{system}-negated")),
        Factuality::Asserted | Factuality::Hedged => None,
    };
    let find = |system: &str| {
        let of_mode = claim.mode.iter().find_map(|mode| kind.modes.get(mode.as_str())?.codes.get(system));
        of_mode.or_else(|| kind.codes.get(system))
    };
    let code = told_as.as_deref().and_then(find).or_else(|| find(system));
    code.map(|code| code.split_whitespace().collect()).unwrap_or_default()
}

/// Whether actor and recipient of a claim may change places, as those of a meeting.
pub fn is_mutual(claim: &Claim, ontology: &Ontology) -> bool {
    ontology.get(&claim.event).is_some_and(|kind| kind.same.swapped.iter().any(|mode| mode == "*"))
}

/// A small ontology for tests: types and what they are called elsewhere.
#[cfg(test)]
pub(crate) fn ontology(types: &[(&str, &str, &str)]) -> Ontology {
    let files = types.iter().map(|(event, system, code)| {
        let swapped = if *event == "CONSULT" { "swapped = [\"*\"], " } else { "" };
        let text = format!(
            "event = {event:?}\nsame = {{ days = 1, kilometers = 1, {swapped}needs = [\"place\"] }}\n[gloss]\n[roles]\n[codes]\n{system} = {code:?}\n"
        );
        (format!("{event}.toml"), text)
    });
    let mut problems = Vec::new();
    let ontology = Ontology::parse(&zenobia_core::pack::Files::new(files.collect()), &mut problems);
    assert_eq!(problems, []);
    ontology
}
