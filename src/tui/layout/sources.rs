//! The sources as a numbered list: title, then a quiet line of facts, then the citation as it stands.

use super::flow::Flow;
use super::page::{Page, plain};
use crate::article::{Date, Part, Source};
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

/// What a source is called: its title, else the next best thing that it has.
fn name(source: &Source) -> Option<&Foreign> {
    source.title.as_ref().or(source.url.as_ref()).or(source.citation.as_ref()).or(source.id.as_ref())
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
        set_facts(page, &facts.join(" · "), source.archive_url.as_ref());
    }
    // Where the citation was all there is to name the source by, it stands there already.
    if let Some(citation) = source.citation.as_ref().filter(|own| name(source) != Some(own)) {
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
            page.say(&mut flow, " · ", plain(Role::Meta), None);
        }
        let link = page.address(archive);
        page.say(&mut flow, "archived copy", plain(Role::Link), Some(link));
    }
    page.flow(&flow);
}

/// Authors, publisher, date, kind and pinpoint, as far as the file has them.
fn facts(source: &Source) -> Vec<String> {
    let authors: Vec<String> = source.authors.iter().map(|name| name.line().into_string()).collect();
    let mut facts = Vec::new();
    facts.extend((!authors.is_empty()).then(|| authors.join(", ")));
    facts.extend(source.publisher.as_ref().map(|publisher| publisher.line().into_string()));
    facts.extend(source.published.as_ref().map(Date::long));
    facts.extend(source.kind.map(|kind| kind.name().to_owned()));
    facts.extend((source.primary == Some(true)).then(|| "primary source".to_owned()));
    facts.extend(source.pinpoint.as_ref().map(|pinpoint| pinpoint.line().into_string()));
    facts.extend(source.accessed.as_ref().map(|date| format!("read {}", date.long())));
    facts
}
