//! `brief`: the takeaways that match, by topic, each with its article and numbered sources.

use std::sync::Arc;

use super::args::Brief;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::stock;
use crate::export::{Format, html, markdown, text};
use crate::search::hit::Question;
use crate::store::brief::gather;

/// Runs it.
pub(super) fn run(context: &Context<'_>, args: &Brief, console: &mut Console) -> Result<Code, Failure> {
    let typed = args.query.join(" ");
    if typed.trim().is_empty() {
        return Err(Failure::usage("a brief needs a query").help("`nutgraf brief topic:asylum` takes a whole topic"));
    }
    let mut snapshot = stock::snapshot(context, args.fresh, console)?;
    if stock::asks_reading_state(context, &typed) {
        let reading = stock::reading(context, console)?;
        snapshot = Arc::new(Arc::unwrap_or_clone(snapshot).with_reading(reading));
    }
    let question = Question { typed: typed.clone(), limit: usize::MAX, ..Question::default() };
    let gathered = match gather(&snapshot, &question, &context.today(), &|| false) {
        Ok(gathered) => gathered,
        Err(why) => return stock::refused(context, &typed, &why, console),
    };
    if let Some(instead) = &gathered.instead {
        console.notice(&format!("no exact match; showing results for “{instead}”"))?;
    }
    if gathered.matched.is_empty() {
        console.notice("no takeaway matches")?;
        return Ok(Code::Findings);
    }
    let (page, _) = gathered.brief(context.checks().reckoning());
    console.print(&match args.format {
        Some(Format::Markdown) => markdown::write(&page),
        Some(Format::Html) => html::write(&page),
        _ => text::write(&page, context.look(console.colour)),
    })?;
    stock::freshness(&snapshot, gathered.origins.iter(), console)?;
    Ok(Code::Fine)
}
