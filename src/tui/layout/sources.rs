//! The sources as a numbered list: title, then a quiet line of facts, then the citation as it stands.

use super::flow::Flow;
use super::page::{Page, plain};
use crate::article::shown::{ARCHIVED, BETWEEN, citation, facts, name};
use crate::article::{Part, Source};
use crate::text::Foreign;
use crate::tui::theme::Role;

/// Sets the sources; nothing where there are none.
pub(super) fn set(page: &mut Page<'_>) {
    let sources = &page.article.sources;
    let digits = sources.len().to_string().len();
    let airy = sources.iter().any(|source| !facts(source).is_empty() || source.citation.is_some());
    for (at, source) in sources.iter().enumerate() {
        page.space(usize::from(airy || at == 0));
        page.part(Part::Source(at), |page| {
            let number = format!("{:>digits$}  ", at + 1);
            page.margin(&number, &" ".repeat(digits + 2), Role::Marker, |page| set_one(page, source));
        });
    }
}

/// Sets the sources without air: title, then the citation, else the publisher.
pub(super) fn set_in_brief(page: &mut Page<'_>) {
    let sources = &page.article.sources;
    let digits = sources.len().to_string().len();
    for (at, source) in sources.iter().enumerate() {
        page.part(Part::Source(at), |page| {
            let number = format!("{:>digits$}  ", at + 1);
            page.margin(&number, &" ".repeat(digits + 2), Role::Marker, |page| {
                let mut flow = Flow::default();
                title(page, &mut flow, source);
                if let Some(more) =
                    source.citation.as_ref().or(source.publisher.as_ref()).filter(|own| name(source) != Some(own))
                {
                    page.say(&mut flow, &format!(" · {}", more.line()), plain(Role::Meta), None);
                }
                page.flow(&flow);
            });
        });
    }
}

/// Its name, as a link where it has an address.
fn title(page: &mut Page<'_>, flow: &mut Flow, source: &Source) {
    if let Some(name) = name(source) {
        let link = source.url.as_ref().map(|url| page.address(url));
        let role = if link.is_some() { Role::Link } else { Role::Text };
        page.say(flow, &name.line(), plain(role), link);
    }
}

fn set_one(page: &mut Page<'_>, source: &Source) {
    let mut flow = Flow::default();
    title(page, &mut flow, source);
    page.flow(&flow);
    let facts = facts(source);
    if !facts.is_empty() || source.archive_url.is_some() {
        set_facts(page, &facts.join(BETWEEN), source.archive_url.as_ref());
    }
    // Where the citation was all there is to name the source by, it stands there already.
    if let Some(citation) = citation(source) {
        page.words(&citation.line(), Role::Text);
    }
}

/// The quiet line, with a link to the copy where there is one.
fn set_facts(page: &mut Page<'_>, facts: &str, archive: Option<&Foreign>) {
    page.separate();
    let mut flow = Flow::default();
    page.say(&mut flow, facts, plain(Role::Meta), None);
    if let Some(archive) = archive {
        if !facts.is_empty() {
            page.say(&mut flow, BETWEEN, plain(Role::Meta), None);
        }
        let link = page.address(archive);
        page.say(&mut flow, ARCHIVED, plain(Role::Link), Some(link));
    }
    page.flow(&flow);
}
