//! How many: the closed list of operations that quantity rules may call.

use std::ops::Range;

use compact_str::CompactString;

use crate::rule::{Expression, Found, Operation, Pieces, Value};

/// What rules below `rules/quantity/` may call.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation::new("exact", 1, 1),
    Operation::new("at_least", 1, 1),
    Operation::new("more_than", 1, 1),
    Operation::new("up_to", 1, 1),
    Operation::new("less_than", 1, 1),
    Operation::new("about", 1, 1),
    Operation::new("nearly", 1, 1),
    Operation::new("between", 2, 2),
    Operation::new("order", 2, 2),
    Operation::new("measure", 2, 2),
    Operation::new("nothing", 0, 0),
];

/// A number of something, with its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    pub least: Option<u64>,
    pub most: Option<u64>,
    pub approximate: bool,
}

impl Amount {
    fn new(least: Option<u64>, most: Option<u64>, approximate: bool) -> Option<Amount> {
        Some(Amount { least, most, approximate })
    }

    /// Whether it is exactly one.
    pub(super) fn is_one(&self) -> bool {
        self.least == Some(1) && self.most == Some(1)
    }
}

/// What a rule makes of its captures; nothing when it says that the words count nothing.
pub(super) fn evaluate(found: &Found<'_>, make: &Expression) -> Option<Amount> {
    let Expression::Call(name, arguments) = make else { return None };
    if name == "measure" {
        return evaluate(found, arguments.first()?);
    }
    let number = |at: usize| arguments.get(at).and_then(|argument| number(found, argument));
    let n = number(0)?;
    match name.as_str() {
        // "1.5 tons" lie between one and two.
        "exact" if fraction(found, arguments.first()) => Amount::new(Some(n), n.checked_add(1), true),
        "exact" => Amount::new(Some(n), Some(n), false),
        "at_least" => Amount::new(Some(n), None, false),
        "more_than" => Amount::new(n.checked_add(1), None, false),
        "up_to" => Amount::new(None, Some(n), false),
        "less_than" => Amount::new(None, n.checked_sub(1), false),
        "about" => Amount::new(Some(share(n, 90)), Some(share_up(n, 110)), true),
        "nearly" => {
            let most = n.checked_sub(1)?;
            Amount::new(Some(share(n, 90).min(most)), Some(most), true)
        }
        "between" => {
            let other = number(1)?;
            Amount::new(Some(n.min(other)), Some(n.max(other)), false)
        }
        "order" => Amount::new(Some(n), number(1), true),
        _ => None,
    }
}

/// A share of a number in percent, rounded up.
fn share(n: u64, percent: u64) -> u64 {
    (n.saturating_mul(percent)).div_ceil(100)
}

/// A share of a number in percent, rounded down.
fn share_up(n: u64, percent: u64) -> u64 {
    n.saturating_mul(percent) / 100
}

/// The whole part of a number.
fn number(found: &Found<'_>, argument: &Expression) -> Option<u64> {
    match argument {
        Expression::Number(number) => u64::try_from(*number).ok(),
        Expression::Name(name) => match found.capture(name)?.value {
            Value::Number(number) if (0.0..1e15).contains(&number) => Some((number + ROUNDING).floor() as u64),
            _ => None,
        },
        _ => None,
    }
}

/// 1.9 million is a whole number whatever its binary fraction.
const ROUNDING: f64 = 1e-6;

/// Whether an argument is a number with decimals.
fn fraction(found: &Found<'_>, argument: Option<&Expression>) -> bool {
    let Some(Expression::Name(name)) = argument else { return false };
    match found.capture(name).map(|capture| &capture.value) {
        Some(Value::Number(number)) => (number + ROUNDING).fract() > 2.0 * ROUNDING,
        _ => false,
    }
}

/// The unit that the rule itself names: `measure(exact(n), u)` with `u` a captured word or a symbol.
pub(super) fn unit(found: &Found<'_>, make: &Expression) -> Option<CompactString> {
    let Expression::Call(name, arguments) = make else { return None };
    let Some(Expression::Name(unit)) = arguments.get(1).filter(|_| name == "measure") else { return None };
    match found.capture(unit).map(|capture| &capture.value) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => Some(unit.clone()),
    }
}

/// Whether the digits belong to a name or code, as in `M23`, `T-72`, `Kh-101`, `33d`.
pub(super) fn is_part_of_name(pieces: &Pieces<'_>, mention: &Range<usize>) -> bool {
    let glued = |piece: usize| piece > 0 && pieces.all.get(piece).is_some_and(|piece| !piece.spaced);
    let letters = |piece: usize| pieces.all[piece].lower.starts_with(char::is_alphabetic);
    let Some(digits) = mention.clone().find(|&at| pieces.all[at].is_digits()) else { return false };
    let last = mention.clone().rfind(|&at| pieces.all[at].is_digits()).unwrap_or(digits);
    if glued(last + 1) && letters(last + 1) {
        return true;
    }
    if !glued(digits) {
        return false;
    }
    let before = pieces.all[digits - 1].lower;
    let named = letters(digits - 1) && !before.ends_with('\'');
    let measured = matches!(before, "'" | "’") && digits > 1 && pieces.all[digits - 2].is_digits();
    named
        || before == "_"
        || measured
        || (pieces.all[digits - 1].lower == "-" && digits > 1 && glued(digits - 1) && mention.start == digits)
}
