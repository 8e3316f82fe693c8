//! Search in the library: which articles and which takeaways a reader means, as they type.
//!
//! [`Filter`] is what was typed; [`Haystack`] is the text of all cards, folded once, so that a key press costs no more
//! than a scan of memory. This is the live filter over what is loaded; it knows no grammar but words and phrases.
//!
//! What must not live here: panes, the disk, ranking by anything but the words and the date.

mod filter;
mod haystack;
pub mod history;
pub mod marks;
pub mod query;
pub mod stem;
pub mod token;
pub mod words;

pub use filter::Filter;
pub use haystack::{Haystack, TakeawayHit, TakeawayHits};
