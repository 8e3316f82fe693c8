//! `fetch`: what is new in the feeds that the config names. Nothing else looks at them, and never by itself.

use super::args::Fetch;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::import;
use crate::diagnostic::{nearest, quoted};

/// Runs it.
pub(super) fn run(context: &Context<'_>, fetch: &Fetch, console: &mut Console) -> Result<Code, Failure> {
    let feeds = &context.config.config.feeds;
    if feeds.is_empty() {
        return Err(Failure::usage("there are no feeds")
            .help("name them in the config: [feeds] and a line as courts = \"https://…\"")
            .help("`nutgraf paths` says where the config is"));
    }
    let known = |name: &String| feeds.iter().find(|feed| feed.name == *name).ok_or_else(|| unknown(context, name));
    let wanted: Vec<_> = if fetch.names.is_empty() {
        feeds.iter().collect()
    } else {
        fetch.names.iter().map(known).collect::<Result<_, _>>()?
    };
    let addresses = wanted.into_iter().map(|feed| feed.address.clone()).collect();
    import::news(context, addresses, fetch.to.clone(), console)
}

fn unknown(context: &Context<'_>, name: &str) -> Failure {
    let failure = Failure::usage(format!("no feed is called {}", quoted(name)));
    let names = context.config.config.feeds.iter().map(|feed| feed.name.as_str());
    match nearest(name, names) {
        Some(near) => failure.help(format!("did you mean {}?", quoted(near))),
        None => failure,
    }
}
