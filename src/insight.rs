//! What an article says about itself, found by its wording: the passages closest to each takeaway, and what its acronyms
//! stand for.
//!
//! | module | what it is |
//! |---|---|
//! | [`closest`] | for each takeaway the blocks of the article, closest first, and whether any is close |
//! | [`terms`] | acronyms with the article's own definitions |
//! | [`alike`] | takeaways of two articles that are worded alike, sources that both cite |
//! | [`meanings`] | what an acronym means here: the article's word first, then the glossaries' |
//!
//! All of it is found, none of it recorded: who shows it says so, and calls no passage evidence. An answer depends on the
//! article alone, never on the folder that it lies in, and takes a few milliseconds.
//!
//! What must not live here: what a file records (that is the article), panes, the disk.

pub mod alike;
pub mod closest;
pub mod meanings;
pub mod terms;
