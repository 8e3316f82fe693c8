//! The rules, one a file. [`RULES`](super::RULES) lists them.

pub mod headline_not_in_body;
pub mod source_without_address;
