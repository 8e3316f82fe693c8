//! `show`: one article, or a part of it, in the form that was asked for.

use super::args::Show;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::open::print_article;
use super::place;
use super::read::{self, As, no_such_part};
use crate::export::{self, Format, json};

/// Runs it.
pub(super) fn run(context: &Context<'_>, show: &Show, console: &mut Console) -> Result<Code, Failure> {
    let (named, place) = place::named(context, &show.article)?;
    let document = read::article(context, named, place, As::of(show.from))?;
    let format = if show.json { Format::Json } else { show.format.unwrap_or(Format::Text) };
    if format == Format::Text {
        return print_article(context, &document, console);
    }
    let Some(article) = read::complained(context, &document, console)? else { return Ok(Code::Findings) };
    let exported = export::Document {
        id: &document.id,
        article: &article,
        diagnostics: &document.opened.diagnostics,
        source: &document.opened.source,
    };
    let text = match document.place {
        None => format.write(&exported),
        Some(place) if format == Format::Json => {
            json::part(&exported, place).ok_or_else(|| no_such_part(&document, place))?
        }
        Some(_) => {
            let message = format!("a part of an article can be shown as txt or json, not as {}", format.name());
            return Err(Failure::usage(message));
        }
    };
    console.print(&text)?;
    Ok(Code::Fine)
}
