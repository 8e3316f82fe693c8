//! Saved pages and fetched ones: the article of a page, and what the page says about it.
//!
//! A page goes through five hands. `charset` finds what its bytes mean; `limits` looks at the tags before anything is built of
//! them; `facts` reads what the page states (JSON-LD, `OpenGraph`, `<time>`); `boxes` lifts out the takeaways and sources that
//! stand beside the text; readability (`dom_smoothie`, Mozilla's rules) finds the text; and `walk` makes pieces of it. Everything
//! from the tree on runs on a thread of its own with a deadline, because no bound on the input bounds the time of all
//! rules together.
//!
//! What must not live here: what a heading or a list means (`Draft::settle`), the network (fetch).

mod boxes;
mod charset;
mod facts;
mod inline;
mod json_ld;
mod limits;
mod names;
mod walk;
mod when;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use url::Url;

use super::draft::{Draft, Piece};
use super::{Imported, Input, escape};
use crate::article::Block;
use crate::diagnostic::Diagnostic;
use crate::markdown;
pub(super) use charset::decode;
pub(super) use facts::language_tag;
pub(super) use names::split as names;
pub(super) use walk::{plain, resolve};
pub(super) use when::date;

/// A page that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(5);
/// Stack of the thread that walks: [`limits::DEPTH`] elements, and what the tree builder adds to them.
const STACK: usize = 32 << 20;
/// Words that stand for a headline where there is none.
const FIRST_WORDS: usize = 12;
/// Letters below which a text is hardly an article unless the page says that it is one.
const SHORT: usize = 140;

/// Reads the article of a page.
///
/// # Errors
///
/// A sentence where the page is too large or too deep, takes too long, or holds no article.
pub fn read(input: Input<'_>) -> Result<Imported, Diagnostic> {
    let stated = input.charset.map(str::to_owned).or_else(|| charset::stated(input.bytes));
    let text = decode(input.bytes, stated.as_deref());
    limits::check(&text)?;
    let address = input.address.map(str::to_owned);
    within_time(move || draft(text, address.as_deref()))??.settle()
}

/// The pieces of a fragment: what a feed carries as an entry's content.
///
/// # Errors
///
/// A sentence where the fragment is too large or too deep.
pub(super) fn fragment(html: &str, base: Option<&Url>) -> Result<Vec<Piece>, Diagnostic> {
    limits::check(html)?;
    Ok(walk::pieces(Document::fragment(html).root(), base))
}

/// Plain words as a Markdown paragraph.
pub(super) fn escaped(text: &str) -> String {
    escape::line_start(&escape::words(text))
}

/// What a piece says, without its marks.
pub(super) fn text_of(piece: &Piece) -> String {
    match piece {
        Piece::Heading(_, text) => text.clone(),
        Piece::Block(text) => {
            let chapters = markdown::parse(text, &|_| None).chapters;
            chapters.iter().flat_map(|chapter| &chapter.blocks).map(Block::plain).collect::<Vec<_>>().join(" ")
        }
    }
}

/// Runs work on a thread with stack enough, and waits only so long. Work that is given up ends with the program or when
/// it is done, whichever is first; it holds nothing but its own input.
///
/// # Errors
///
/// A sentence where the work takes too long or fails.
pub(super) fn within_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Diagnostic> {
    let (send, receive) = mpsc::sync_channel(1);
    let worker = thread::Builder::new().name("import".to_owned()).stack_size(STACK).spawn(move || {
        // Nobody may be waiting any more.
        drop(send.send(work()));
    });
    if let Err(error) = worker {
        return Err(Diagnostic::error("no-thread", 0..0, &format!("cannot start reading: {error}")));
    }
    receive.recv_timeout(PATIENCE).map_err(|error| match error {
        mpsc::RecvTimeoutError::Timeout => {
            let message = format!("the text takes more than {} seconds to read", PATIENCE.as_secs());
            Diagnostic::error("too-slow", 0..0, &message)
        }
        mpsc::RecvTimeoutError::Disconnected => {
            Diagnostic::error("unreadable", 0..0, "the text cannot be read: its markup is too broken")
        }
    })
}

/// The draft of a page's article.
fn draft(page: String, address: Option<&str>) -> Result<Draft, Diagnostic> {
    let document = Document::from(page);
    let facts = facts::read(&document, address);
    let asks_to_sign_in = document.select("input[type=password]").exists();
    let has_form = document.select("form, input").exists();
    let lifted = boxes::lift(&document, facts.base.as_ref());
    let base = facts.base.as_ref().map(Url::as_str);
    let article = Readability::with_document(document, base, Some(Config::default())).and_then(|mut page| page.parse());
    let Ok(article) = article else { return Err(no_article(asks_to_sign_in)) };
    let pieces = walk::pieces(Document::fragment(article.content).root(), facts.base.as_ref());
    let letters: usize = pieces.iter().map(letters).sum();
    let is_short = letters < SHORT && !facts.is_article;
    if letters == 0 || (is_short && (asks_to_sign_in || has_form || is_wall(&pieces))) {
        return Err(no_article(asks_to_sign_in));
    }
    let mut draft = facts.into_draft(&article.title, article.byline.as_deref(), article.published_time.as_deref());
    if draft.headline.is_empty() {
        draft.headline = pieces.iter().find_map(heading).or_else(|| first_words(&pieces)).unwrap_or_default();
    }
    draft.pieces = without_title(pieces, &draft.headline);
    if is_short {
        draft.doubts.push(Diagnostic::warning(
            "short-article",
            0..0,
            "the page has few words: perhaps not the whole article",
        ));
    }
    draft.takeaways = lifted.takeaways;
    let kept = |label: &str| draft.pieces.iter().any(|piece| matches!(piece, Piece::Heading(_, text) if text == label));
    draft.sources = lifted.sources.filter(|(label, _)| !kept(label)).map(|(_, sources)| sources).unwrap_or_default();
    Ok(draft)
}

fn no_article(asks_to_sign_in: bool) -> Diagnostic {
    let message =
        if asks_to_sign_in { "the page holds no article: it asks to sign in" } else { "the page holds no article" };
    Diagnostic::error("no-article", 0..0, message).help("save the page as the browser shows it, or paste its text")
}

/// Whether a short text speaks of what stands between reader and article.
fn is_wall(pieces: &[Piece]) -> bool {
    const WALLS: [&str; 11] = [
        "javascript",
        "cookies",
        "sign in",
        "log in",
        "login",
        "subscribe",
        "captcha",
        "robot",
        "access denied",
        "not found",
        "your browser",
    ];
    let text: String = pieces.iter().map(|piece| text_of(piece).to_lowercase()).collect();
    WALLS.iter().any(|wall| text.contains(wall))
}

fn letters(piece: &Piece) -> usize {
    let (Piece::Heading(_, text) | Piece::Block(text)) = piece;
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn heading(piece: &Piece) -> Option<String> {
    match piece {
        Piece::Heading(_, text) => Some(text.clone()),
        Piece::Block(_) => None,
    }
}

/// The first words of a text: what stands for a headline where there is none.
pub(super) fn first_words(pieces: &[Piece]) -> Option<String> {
    let text = pieces.iter().map(text_of).find(|text| !text.is_empty())?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let head = words.get(..FIRST_WORDS).map(|head| format!("{}…", head.join(" ")));
    Some(head.unwrap_or_else(|| words.join(" ")))
}

/// The pieces without a heading at their top that only says the headline again.
fn without_title(mut pieces: Vec<Piece>, headline: &str) -> Vec<Piece> {
    let fold =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let headline = fold(headline);
    let again = |piece: &Piece| matches!(piece, Piece::Heading(_, text) if fold(text) == headline);
    if let Some(at) = pieces.iter().take(3).position(again) {
        pieces.remove(at);
    }
    pieces
}

#[cfg(test)]
mod tests;
