//! What a rule makes of its captures: calls of typed operations.

use compact_str::CompactString;

/// `shift(published, -n, u)`, read. Names are captures where the pattern has one so called, and symbols otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A call of an operation.
    Call(CompactString, Vec<Expression>),
    /// A capture or a symbol.
    Name(CompactString),
    /// A whole number.
    Number(i64),
    /// The same with the other sign.
    Negative(Box<Expression>),
    /// `_`: nothing.
    Nothing,
}

impl Expression {
    /// Whether it speaks of the day of publication, by the symbol `published` or by a weekday.
    pub(crate) fn is_told_from_now(&self) -> bool {
        match self {
            Expression::Call(name, arguments) => {
                name == "weekday" || arguments.iter().any(Expression::is_told_from_now)
            }
            Expression::Name(name) => name == "published",
            Expression::Negative(inner) => inner.is_told_from_now(),
            Expression::Number(_) | Expression::Nothing => false,
        }
    }
}

/// An operation that rules of a family may call: its name, and how many arguments it takes at least and at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Operation {
    /// Its name.
    pub name: &'static str,
    /// Fewest arguments.
    pub least: usize,
    /// Most arguments.
    pub most: usize,
}

impl Operation {
    /// An operation with its numbers of arguments.
    pub const fn new(name: &'static str, least: usize, most: usize) -> Operation {
        Operation { name, least, most }
    }
}

/// Reads a `make`; a fault is told in words.
pub(crate) fn parse(source: &str, operations: &[Operation]) -> Result<Expression, String> {
    let mut reader = Reader { rest: source.trim() };
    let expression = reader.expression(0)?;
    if !reader.rest.is_empty() {
        return Err(format!("`{}` is left over in `{source}`", reader.rest));
    }
    match expression {
        Expression::Call(..) => check(&expression, operations).map(|()| expression),
        _ => Err(format!("`{source}` calls no operation")),
    }
}

fn check(expression: &Expression, operations: &[Operation]) -> Result<(), String> {
    match expression {
        Expression::Call(name, arguments) => {
            let known = operations.iter().find(|operation| operation.name == name);
            let operation = known.ok_or_else(|| unknown(name, operations))?;
            if !(operation.least..=operation.most).contains(&arguments.len()) {
                return Err(format!("`{name}` takes {} to {} arguments", operation.least, operation.most));
            }
            arguments.iter().try_for_each(|argument| check(argument, operations))
        }
        Expression::Negative(inner) => check(inner, operations),
        _ => Ok(()),
    }
}

fn unknown(name: &str, operations: &[Operation]) -> String {
    let names: Vec<_> = operations.iter().map(|operation| operation.name).collect();
    format!("no operation `{name}`: there are {}", names.join(", "))
}

/// Calls within calls beyond this depth are refused.
const DEEPEST: usize = 8;

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn expression(&mut self, depth: usize) -> Result<Expression, String> {
        if depth > DEEPEST {
            return Err("too many calls inside calls".to_owned());
        }
        if self.take('-') {
            return Ok(Expression::Negative(Box::new(self.expression(depth + 1)?)));
        }
        let length = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest.trim_start();
        match word {
            "" => Err(format!("a name or number is missing before `{}`", self.rest)),
            "_" => Ok(Expression::Nothing),
            _ if word.starts_with(|c: char| c.is_ascii_digit()) => {
                word.parse().map(Expression::Number).map_err(|_| format!("`{word}` is no whole number"))
            }
            _ if self.take('(') => Ok(Expression::Call(word.into(), self.arguments(depth)?)),
            _ => Ok(Expression::Name(word.into())),
        }
    }

    fn arguments(&mut self, depth: usize) -> Result<Vec<Expression>, String> {
        let mut arguments = Vec::new();
        if self.take(')') {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.expression(depth + 1)?);
            if self.take(')') {
                return Ok(arguments);
            }
            if !self.take(',') {
                return Err(format!("`,` or `)` is missing before `{}`", self.rest));
            }
        }
    }

    fn take(&mut self, c: char) -> bool {
        let rest = self.rest.strip_prefix(c);
        if let Some(rest) = rest {
            self.rest = rest.trim_start();
        }
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIFT: &[Operation] = &[Operation::new("shift", 3, 3)];

    #[test]
    fn a_call_is_read() {
        let expression = parse("shift(published, -n, D)", SHIFT).unwrap();
        let n = Expression::Negative(Box::new(Expression::Name("n".into())));
        let arguments = vec![Expression::Name("published".into()), n, Expression::Name("D".into())];
        assert_eq!(expression, Expression::Call("shift".into(), arguments));
    }

    #[test]
    fn faults_are_told() {
        assert!(parse("move(a)", SHIFT).unwrap_err().contains("there are shift"));
        assert!(parse("shift(a)", SHIFT).unwrap_err().contains("3 to 3"));
        assert!(parse("shift(a, b, c", SHIFT).is_err());
        assert!(parse("n", SHIFT).is_err());
    }
}
