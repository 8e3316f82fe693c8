//! Search in the library: which articles and which takeaways a reader means, as they type.
//!
//! | module | what it is |
//! |---|---|
//! | [`token`] | what an index holds for a text: the alphabet on which the others agree |
//! | [`query`] | what was typed → a tree, and the tokens that answer each of its texts |
//! | [`marks`] | whether one text on the screen matches a query, how well, and where |
//! | [`hit`] | questions and answers: what is asked, and what lists of hits show |
//! | [`history`] | what was searched for before |
//!
//! What a word is and which forms of it count as one is said a floor below, in [`text::words`](crate::text::words) and
//! [`text::stem`](crate::text::stem).
//!
//! None of them knows an index or a file: the same language serves the store, the lists, the command line and the text that
//! is open.
//!
//! What must not live here: panes, the disk, the clock, reading state.

pub mod history;
pub mod hit;
pub mod marks;
pub mod query;
pub mod token;
