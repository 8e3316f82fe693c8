//! The state of a policy, only as a file records it, always shown with its date.

use super::Date;
use crate::text::Foreign;

/// A recorded state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// `in effect`, `proposed`, `enjoined`, `rescinded`, `superseded`, or other words.
    pub state: Foreign,
    /// The day on which it was so.
    pub as_of: Date,
}
