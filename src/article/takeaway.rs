//! Takeaways: key points, and what the file records as support for them.

use super::{Locator, Part};
use crate::text::Foreign;

/// One key point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takeaway {
    /// The point.
    pub text: Foreign,
    /// What the file records as support.
    pub evidence: Vec<Evidence>,
    /// The words that carry it.
    pub quote: Option<Foreign>,
}

impl Takeaway {
    /// Whether the file records a part as support: the part itself, or the section that it is in.
    #[must_use]
    pub fn records(&self, part: Part) -> bool {
        self.evidence.iter().any(|evidence| part.is_in(evidence.locator.into()))
    }
}

/// One recorded piece of support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// As the file writes it: a locator or the id of a source.
    pub written: Foreign,
    /// What that resolves to.
    pub locator: Locator,
}
