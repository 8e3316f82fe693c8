//! Annotations: what is kept of articles as it leaves the program and comes back.
//!
//! [`write`](mod@write) and [`read`] speak the Web Annotation Data Model of the W3C (<https://www.w3.org/TR/annotation-model/>), so
//! that other tools understand what we write and we understand what they do; what was written and is read again lacks
//! nothing but places, jumps, and the texts that passages were taken from. [`merge`] says what of it is news to a notebook. [`markdown`] is for people.
//!
//! # What an annotation of ours looks like
//!
//! A file is an array of annotations. Each has `@context`, `id`, `type`, `motivation`, `target`, and where they are known
//! `created` and `modified`:
//!
//! | kept | motivation | body |
//! |---|---|---|
//! | highlight | `highlighting` | none; its colour is the target's `styleClass`, with a `stylesheet` beside it (section 4.4) |
//! | note | `commenting`; both where it is highlighted, too | `TextualBody`, `text/plain`, purpose `commenting` |
//! | tags | `tagging`, one annotation an article | a `TextualBody` a tag, purpose `tagging` |
//! | bookmark | `bookmarking`, `created` is since when | none |
//! | read mark | `classifying` | a `TextualBody`, purpose `classifying`: `read` or `unread` |
//! | named place | `identifying` | a `TextualBody`, purpose `identifying`: its letter |
//!
//! `id` is `urn:uuid:` and the note's own name; what has no name gets one that follows from what it says of which article.
//!
//! `target.source` is the article's address, else `urn:nutgraf:id:` and its id. `target.selector` has two selectors of the
//! same passage: a `TextQuoteSelector`, and a `FragmentSelector` whose value is our locator (`s3.p4`, or `headline`, `byline`,
//! `summary`, `image`), refined by a `DataPositionSelector` that counts bytes of that part's text as it is shown (UTF-8). A note of
//! the whole article has none. `target.schema:isPartOf` tells which article is meant, in words of <https://schema.org> that the
//! context of the model knows: `schema:headline`, `schema:author`, `schema:publisher`, `schema:datePublished`, and as
//! `schema:identifier` what an article is found again by: `urn:nutgraf:` and `id:`, `explicit:` (the id that the file gives),
//! `content:` (what its words hash to) or `path:`, percent-encoded.
//!
//! What must not live here: files, the notebook's tables, the command line.

mod article;
pub mod markdown;
pub mod merge;
mod moment;
pub mod read;
#[cfg(test)]
mod sample;
pub mod words;
pub mod write;

use crate::reading::standing::Standing;
use crate::reading::{Identity, State};

pub use article::is_elsewhere;
pub use moment::written;

/// The context of the model (section 3.1).
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What our fragments are: locators.
const LOCATOR: &str = "urn:nutgraf:locator";

/// An article with what is kept of it, as it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The article.
    pub article: Identity,
    /// What is kept.
    pub state: State,
    /// Where each of the notes stands in the article as it is now, in their order.
    pub standing: Vec<Standing>,
}
