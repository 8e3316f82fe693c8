//! The rules, one a file. [`RULES`](super::RULES) lists them.
//!
//! The essay of a rule is its manual, which `check --explain` prints. Its first line is the code and what the rule finds; then come
//! what is looked at and what is let pass, why, and at least one example of each kind: a block of ` ```toml breaks ` and one
//! of ` ```toml keeps `, which a test reads as files of 1 January 2026.

pub mod acronym_unexpanded;
pub mod dek_repeated;
pub mod headline_not_in_body;
pub mod quotation_not_in_text;
#[cfg(test)]
mod sample;
pub mod source_without_address;
pub mod source_without_date;
pub mod status_past_its_date;
pub mod takeaway_repeated;
pub mod takeaway_without_passage;
