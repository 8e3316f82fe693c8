//! The store: what is derived from the article files, so that 100,000 of them open and answer at once.
//!
//! Two things below the cache folder, which can be deleted at any time: a file of rows, which is the library as it was seen
//! last, and a full-text index (tantivy) over takeaways and texts. [`keep`] keeps both up to date in the background and
//! publishes [`Snapshot`]s; [`ask`](ask::ask) answers a question from one. The bodies of articles are in neither: they are read
//! from their files when opened.
//!
//! What must not live here: reading state, which is precious: a snapshot is given it from outside, and no file of the store has
//! any of it; panes; the grammar of queries.

pub mod ask;
pub mod brief;
mod collect;
mod columns;
mod compile;
mod correct;
mod home;
mod index;
mod joined;
pub mod keep;
mod noted;
mod phrases;
mod relevance;
mod rows;
mod scan;
mod schema;
mod section;
mod set;
mod snapshot;
mod values;
mod whole;

pub use ask::{AskError, Listed, articles, articles_unless, ask, ask_unless};
pub use home::{Place, WORTH_A_STORE};
pub use noted::noted;
pub use scan::Stop;
pub use snapshot::{Snapshot, stale};
