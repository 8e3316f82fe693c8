//! `nutgraf [PATH…]`: hands the paths to the interface, or prints what they hold where there is no terminal: a file as
//! plain text, a folder as a list.

use super::args::{Args, When};
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::list;
use super::place::{self, Named};
use super::read::{self, As, Document};
use crate::disk;
use crate::export::text;
use crate::library::Root;
use crate::tui::app::ConfigFile;
use crate::tui::outside::Environment;
use crate::tui::start::Start;
use crate::tui::theme::{MONO, Theme};

/// What the interface is started with. Nothing but what was named is touched.
pub(super) fn start(context: &Context<'_>, args: &Args) -> Result<Start, Failure> {
    let mut roots = Vec::new();
    let mut at = None;
    for path in &args.paths {
        let (named, locator) = place::named(context, path)?;
        roots.push(match named {
            // Reading state knows whole paths, and another start may be from another folder.
            Named::File(path) | Named::Folder(path) => context.root(&disk::absolute(&path)),
            Named::Article(entry) => match entry.file.file() {
                Some(path) => context.root(&disk::absolute(path)),
                None => Root::Starter,
            },
            // Stdin is printed.
            Named::Stdin => continue,
        });
        at = locator;
    }
    if roots.is_empty() {
        roots = context.roots();
    }
    let place = at.filter(|_| roots.len() == 1);
    let variable = context.environment;
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let mut config = context.config.config.clone();
    config.measure = context.flags.width.or(config.measure);
    config.theme = args.theme.clone().or(config.theme);
    let no_colour = args.flags.color == When::Never || (args.flags.color == When::Auto && set("NO_COLOR"));
    let theme = args.theme.as_deref().and_then(Theme::named);
    Ok(Start {
        roots,
        place,
        config,
        complaint: context.glossary.complaint(),
        config_file: ConfigFile {
            name: context.config.shown.clone(),
            source: context.config.source.clone(),
            complaints: context.config.complaints.clone(),
        },
        style: context.style(),
        theme: theme.or((no_colour && args.theme.is_none()).then_some(MONO)),
        linear: args.linear,
        state: context.state(),
        keep: context.place(),
        notebook: context.notebook(),
        term: variable("TERM").map(|term| term.to_string_lossy().into_owned()).unwrap_or_default(),
        environment: Environment {
            visual: variable("VISUAL"),
            editor: variable("EDITOR"),
            wayland: set("WAYLAND_DISPLAY"),
            x11: set("DISPLAY"),
        },
    })
}

/// Prints what the paths hold, in their order.
pub(super) fn print(context: &Context<'_>, args: &Args, console: &mut Console) -> Result<Code, Failure> {
    if args.paths.is_empty() {
        return list::print(context, &context.roots(), console);
    }
    let mut code = Code::Fine;
    for (path, number) in args.paths.iter().zip(0..) {
        if number > 0 {
            console.print("\n")?;
        }
        let one = match place::named(context, path)? {
            (Named::Folder(path), _) => list::print(context, &[context.root(&path)], console)?,
            (named, place) => print_article(context, &read::article(context, named, place, As::Named)?, console)?,
        };
        if one != Code::Fine {
            code = one;
        }
    }
    Ok(code)
}

/// Prints an article, or the part of it that was asked for, as plain text.
pub(super) fn print_article(
    context: &Context<'_>,
    document: &Document,
    console: &mut Console,
) -> Result<Code, Failure> {
    let Some(article) = read::complained(context, document, console)? else { return Ok(Code::Findings) };
    let look = context.look(console.colour);
    let text = match document.place {
        None => text::write(&article, look),
        Some(place) => text::part(&article, place, look).ok_or_else(|| read::no_such_part(document, place))?,
    };
    console.print(&text)?;
    Ok(Code::Fine)
}
