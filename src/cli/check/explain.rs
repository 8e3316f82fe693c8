//! `check --explain`: the manual page of a rule, or all rules with how much they count.

use crate::article::{Article, Section};
use crate::cli::code::{Code, Failure};
use crate::cli::console::Console;
use crate::cli::context::Context;
use crate::diagnostic::quoted;
use crate::export::text;
use crate::lint::{self, RULES, Rule};
use crate::markdown;

/// Runs it; no name lists them.
pub(super) fn run(context: &Context<'_>, name: &str, console: &mut Console) -> Result<Code, Failure> {
    if name.is_empty() {
        let checks = context.checks();
        let widest = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
        for rule in RULES {
            let (code, level) = (rule.code, checks.level(rule.code).name());
            console.print(&format!("{code:widest$}  {level:5}  {}\n", rule.summary()))?;
        }
        return Ok(Code::Fine);
    }
    let Some(rule) = lint::named(name) else {
        return Err(Failure::usage(format!("there is no rule {}", quoted(name))).help(lint::no_such_rule(name)));
    };
    let look = context.look(console.colour);
    console.print(&text::write(&page(rule), look))?;
    Ok(Code::Fine)
}

/// The manual as an article, so that it is set like one.
fn page(rule: Rule) -> Article {
    let manual = rule.manual();
    let body = manual.split_once('\n').map_or("", |(_, body)| body);
    let body =
        body.replace("```toml breaks", "Breaks the rule:\n\n```toml").replace("```toml keeps", "Keeps it:\n\n```toml");
    let chapters = markdown::parse(&body, &|_| None).chapters;
    let sections =
        chapters.into_iter().map(|chapter| Section { blocks: chapter.blocks, level: 1, ..Section::default() });
    Article {
        headline: rule.code.into(),
        summary: Some(rule.summary().into()),
        sections: sections.collect(),
        ..Article::default()
    }
}
