//! Anchors: a passage by what it says, so that it is found again after edits.

use super::Part;

/// A passage: what it says, what stands around it, and where it was. After the text quote selector of the W3C Web Annotation
/// Data Model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The text itself.
    pub exact: String,
    /// What stands before it.
    pub prefix: String,
    /// What stands behind it.
    pub suffix: String,
    /// The part that it began in.
    pub part: Part,
    /// The byte of that part's shown text that it began at.
    pub offset: usize,
}
