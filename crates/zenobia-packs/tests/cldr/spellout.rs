//! Rules that spell numbers, as the Common Locale Data Repository writes them (rule-based number format, UTS #35).

use std::collections::BTreeMap;

use serde_json::Value;

/// The rule sets of a language.
pub struct Spellout(BTreeMap<String, Vec<Rule>>);

struct Rule {
    base: u64,
    divisor: u64,
    text: String,
}

impl Spellout {
    /// Reads sets of rules such as `["80/20", "quatre-vingt→%%subcents-m→;"]`; rules for signs and fractions are left out.
    pub fn of(sets: &Value) -> Spellout {
        let rule = |pair: &Value| {
            let (head, text) = (pair[0].as_str()?, pair[1].as_str()?);
            let (base, radix) = head.split_once('/').unwrap_or((head, "10"));
            let (base, radix): (u64, u64) = (base.parse().ok()?, radix.parse().ok()?);
            let mut divisor = 1;
            while divisor * radix <= base {
                divisor *= radix;
            }
            Some(Rule { base, divisor, text: text.trim_end_matches(';').trim_start_matches('\'').to_owned() })
        };
        let sets = sets.as_object().unwrap().iter();
        let read = sets
            .map(|(name, rules)| (name.clone(), rules.as_array().unwrap().iter().filter_map(rule).collect::<Vec<_>>()));
        Spellout(read.collect())
    }

    /// A number in words by a set of rules.
    pub fn spell(&self, set: &str, number: u64) -> String {
        let rule = self.0[set].iter().rfind(|rule| rule.base <= number).unwrap();
        let (whole, rest) = (number / rule.divisor, number % rule.divisor);
        let text = match (rule.text.split_once('['), rest) {
            (Some((before, optional)), 0) => format!("{before}{}", optional.split_once(']').unwrap().1),
            (Some(_), _) => rule.text.replace(['[', ']'], ""),
            (None, _) => rule.text.clone(),
        };
        let text = self.replace(&text, '←', set, whole);
        let text = self.replace(&text, '→', set, rest);
        self.replace(&text, '=', set, number)
    }

    /// Replaces what stands between a pair of marks, a set of rules or nothing, by a number spelled so.
    fn replace(&self, text: &str, mark: char, set: &str, number: u64) -> String {
        let Some((before, rest)) = text.split_once(mark) else { return text.to_owned() };
        let (inside, after) = rest.split_once(mark).unwrap();
        let spelled = self.spell(if inside.is_empty() { set } else { inside }, number);
        format!("{before}{spelled}{}", self.replace(after, mark, set, number))
    }
}
