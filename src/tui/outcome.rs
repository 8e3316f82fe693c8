//! What a command says of itself: done, or why it cannot act here. A refusal is a value that is shown, never an error.

use crate::text::Clean;

/// Why a command cannot act here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub Clean);

impl From<&'static str> for Refusal {
    fn from(why: &'static str) -> Self {
        Self(why.into())
    }
}

/// Done, or refused.
pub type Outcome = Result<(), Refusal>;
