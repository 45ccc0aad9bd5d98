//! Why a finding is there: the rule, frame or model that made it, and the parts it was made from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// The derivation of a finding.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Why {
    /// Path of the rule inside its pack, such as `fr/rules/time/relative#il-y-a`, or the name of a stage.
    pub rule: String,
    /// The words and steps that the rule used, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// One part of a derivation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// What the part is to the whole: a role, a capture, a tree path such as `nsubj<acl:relcl`.
    pub name: String,
    /// Where it stands in the original text; `null` for a step that has no words of its own.
    pub span: Option<Span>,
    /// What was concluded from it.
    pub note: String,
}

/// What the names of rules begin with by which columns of other projects became findings.
const COLUMN_OF: &str = "import/";

impl Why {
    /// A derivation by one rule, without parts yet.
    pub fn by(rule: impl Into<String>) -> Why {
        Why { rule: rule.into(), parts: Vec::new() }
    }

    /// A derivation by nothing but a column of another project's data set.
    ///
    /// ```
    /// use zenobia_core::why::Why;
    /// assert_eq!(Why::by_column("ucdp", "side_a").data_set(), Some("ucdp"));
    /// assert_eq!(Why::by("fr/frames/kill#tuer").data_set(), None);
    /// ```
    pub fn by_column(data_set: &str, column: &str) -> Why {
        Why::by(format!("{COLUMN_OF}{data_set}#{column}"))
    }

    /// The data set whose column says it; `None` for what was read from a report.
    pub fn data_set(&self) -> Option<&str> {
        self.rule.strip_prefix(COLUMN_OF)?.split('#').next()
    }

    /// The same with one part more.
    pub fn and(mut self, name: impl Into<String>, span: Option<Span>, note: impl Into<String>) -> Why {
        self.parts.push(Part { name: name.into(), span, note: note.into() });
        self
    }
}
