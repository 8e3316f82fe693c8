//! `config`: what is in force, and what is wrong with the file.

use super::args;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use crate::article::Date;
use crate::config::{self, Config, RawSearch};
use crate::diagnostic::{self, Diagnostic};
use crate::search::query::Query;
use crate::text::clean;

/// Runs it.
pub(super) fn run(context: &Context<'_>, flags: &args::Config, console: &mut Console) -> Result<Code, Failure> {
    if flags.default {
        console.print(config::DEFAULT)?;
        return Ok(Code::Fine);
    }
    let file = &context.config;
    let there = if file.source.is_empty() { " (not there: defaults)" } else { "" };
    console.print(&format!("# {}{there}\n{}", file.shown, in_force(&file.config)))?;
    let mut complaints = file.complaints.clone();
    complaints.extend(context.keymap().1);
    complaints.extend(file.config.searches.iter().filter_map(|saved| wrong_query(saved, &context.today())));
    diagnostic::sort(&mut complaints);
    let colour = context.colour_of_messages();
    let of_config = (complaints.as_slice(), &file.shown, &file.source);
    let own = &context.glossary;
    let of_glossary = (own.wrong.as_slice(), &own.shown, &own.source);
    let mut code = Code::Fine;
    for (complaints, shown, source) in [of_config, of_glossary].into_iter().filter(|(wrong, ..)| !wrong.is_empty()) {
        console.drawn(&diagnostic::render(complaints, shown, source, colour))?;
        code = Code::Findings;
    }
    Ok(code)
}

/// What is wrong with the query of a saved search, at the query in the file.
fn wrong_query(saved: &RawSearch, today: &Date) -> Option<Diagnostic> {
    let wrong = Query::parse(&saved.query, today).err()?;
    Some(Diagnostic { span: Some(saved.query_span.clone()), ..wrong })
}

/// Every value, the default where the file says nothing, as the file could have it.
fn in_force(config: &Config) -> String {
    let defaults = Config::read(config::DEFAULT).0;
    let quoted = |text: &str| toml_edit::Value::from(clean::line(text).as_str()).to_string();
    let text = |own: &Option<String>, default: &Option<String>| {
        quoted(own.as_deref().or(default.as_deref()).unwrap_or_default())
    };
    let library: Vec<_> = config.library.iter().map(|folder| quoted(folder)).collect();
    let mut lines = vec![
        format!("library = [{}]", library.join(", ")),
        format!("theme = {}", text(&config.theme, &defaults.theme)),
        format!("measure = {}", config.measure.or(defaults.measure).unwrap_or_default()),
        format!("hyphenate = {}", config.hyphenate.or(defaults.hyphenate).unwrap_or_default()),
        format!("mouse = {}", config.mouse.or(defaults.mouse).unwrap_or_default()),
        format!("sort = {}", text(&config.sort, &defaults.sort)),
    ];
    lines.push("\n[lint]".to_owned());
    lines.extend(config.checks.chosen().map(|(code, level)| format!("{code} = {}", quoted(level.name()))));
    lines.push(format!("stale-after = {}", quoted(&config.checks.stale_after.to_string())));
    if !config.searches.is_empty() {
        lines.push("\n[searches]".to_owned());
        lines.extend(config.searches.iter().map(|saved| format!("{} = {}", quoted(&saved.name), quoted(&saved.query))));
    }
    if !config.feeds.is_empty() {
        lines.push("\n[feeds]".to_owned());
        lines.extend(config.feeds.iter().map(|feed| format!("{} = {}", quoted(&feed.name), quoted(&feed.address))));
    }
    let mut scope = "";
    for binding in &config.bindings {
        if binding.scope != scope {
            scope = &binding.scope;
            lines.push(format!("\n[keys.{}]", quoted(scope)));
        }
        lines.push(format!("{} = {}", quoted(&binding.key), quoted(&binding.command)));
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_query_is_shown_where_it_stands() {
        let source = "[searches]\ngood = 'bond'\nbad = 'topc:bond'\n";
        let searches = Config::read(source).0.searches;
        let wrong: Vec<_> = searches.iter().filter_map(|saved| wrong_query(saved, &Date::day(2026, 1, 1))).collect();
        assert_eq!(wrong.len(), 1);
        assert_eq!(source.get(wrong[0].span.clone().unwrap()), Some("'topc:bond'"));
    }

    #[test]
    fn what_is_in_force_reads_back() {
        let source = "theme = 'dark'\nlibrary = ['/a \"b\"']\n[keys.reader]\n\"J\" = 'section-next'\n\"'\" = ''\n\
                      [lint]\ndek-repeated = 'off'\nstale-after = '6m'\n[searches]\n'on \"bond\"' = 'bond -visa'\n";
        let (config, complaints) = Config::read(source);
        assert_eq!(complaints, []);
        let (again, complaints) = Config::read(&in_force(&config));
        assert_eq!(complaints, []);
        assert_eq!((&again.theme, &again.library, again.measure), (&config.theme, &config.library, Some(72)));
        assert_eq!(again.checks, config.checks);
        let searches = |config: &Config| -> Vec<_> {
            config.searches.iter().map(|saved| (saved.name.clone(), saved.query.clone())).collect()
        };
        assert_eq!(searches(&again), searches(&config));
        let rows = |bindings: &[config::RawBinding]| -> Vec<_> {
            bindings.iter().map(|row| (row.scope.clone(), row.key.clone(), row.command.clone())).collect()
        };
        assert_eq!(rows(&again.bindings), rows(&config.bindings));
    }
}
