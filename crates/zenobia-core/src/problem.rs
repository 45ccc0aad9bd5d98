//! What is wrong with a pack or a knowledge file: collected, never thrown, so that one run shows all of it.

use std::fmt;

/// One fault of a configuration file, with the place and what to do about it.
///
/// ```
/// use zenobia_core::problem::Problem;
/// let problem = Problem::at("fr/rules/time.toml", 12, "rule `il-y-a` has no `no` example: add one");
/// assert_eq!(problem.to_string(), "fr/rules/time.toml:12: rule `il-y-a` has no `no` example: add one");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path of the file inside its pack or folder.
    pub path: String,
    /// Line, counted from 1; 0 when it is not known.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A problem at a line of a file.
    pub fn at(path: impl Into<String>, line: u32, message: impl Into<String>) -> Problem {
        Problem { path: path.into(), line, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}
