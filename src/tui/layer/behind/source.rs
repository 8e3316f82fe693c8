//! A source as an object: what the file has of it, where the article cites it, which other articles do, and the ways out.

use super::board::{Board, Fact, Goal, Group, Item, Subject, whereabouts, words};
use crate::article::shown::{BETWEEN, name};
use crate::article::source::kin;
use crate::article::{Article, Date, Part, Place, Source};
use crate::library::citing::{Citer, Citers};
use crate::text::{Clean, Foreign, clean};
use crate::tui::layout::{Layout, Target};
use crate::tui::pane::thousands;
use crate::tui::reader::Reader;
use crate::tui::theme::Role;

/// Above those that are looked for.
const OTHERS: &str = "OTHER ARTICLES THAT CITE IT";

/// The board of a source; none where there is no such one.
pub(super) fn board(reader: &Reader, at: usize) -> Option<Board> {
    let article = &*reader.article;
    let source = article.sources.get(at)?;
    let others = match &reader.behind.citing {
        None => Group::awaited(OTHERS),
        Some((_, citing)) => others(citing.get(at)?),
    };
    let cited = cited(article, &reader.text, at);
    Some(Board {
        title: clean::line(&format!("Source {} of {}", at + 1, article.sources.len())),
        subject: Subject {
            label: "SOURCE".into(),
            text: name(source).map(Foreign::line).unwrap_or_default(),
            role: Role::Headline,
            facts: facts(source),
        },
        groups: vec![
            Group::new("CITED IN THIS ARTICLE", cited, "no takeaway, footnote or link of this article names it"),
            others,
            Group::new("WHERE IT STANDS", addresses(source), "no address is recorded"),
        ],
    })
}

/// What the file has of it. What one looks for first is there even where it is absent.
fn facts(source: &Source) -> Vec<Fact> {
    let line = |text: &Option<Foreign>| text.as_ref().map(Foreign::line);
    let day = |date: &Option<Date>| date.as_ref().map(|date| clean::line(&date.long()));
    let primary = source.primary.map(|primary| if primary { "yes".into() } else { "no".into() });
    let always = [
        ("kind", source.kind.map(|kind| kind.name().into())),
        ("publisher", line(&source.publisher)),
        ("date", day(&source.published)),
        ("primary", primary),
        ("citation", line(&source.citation)),
    ];
    let authors: Vec<String> = source.authors.iter().map(|author| author.line().into_string()).collect();
    let more = [
        ("authors", (!authors.is_empty()).then(|| clean::line(&authors.join(", ")))),
        ("pinpoint", line(&source.pinpoint)),
        ("read", day(&source.accessed)),
        ("id", line(&source.id)),
    ];
    let more = more.into_iter().filter(|(_, value)| value.is_some());
    always.into_iter().chain(more).map(|(name, value)| Fact { name, value }).collect()
}

/// Where the article cites it: takeaways that record it, then footnotes and links in the order of the text.
fn cited(article: &Article, text: &Layout, at: usize) -> Vec<Item> {
    let part = Part::Source(at);
    let recorded = article.takeaways.iter().enumerate().filter(|(_, takeaway)| takeaway.records(part));
    let recorded =
        recorded.map(|(takeaway, _)| cited_by(article, Place::start(Part::Takeaway(takeaway)), "evidence of"));
    let own = article.sources.get(at).and_then(|source| source.url.as_ref());
    let own = own.and_then(|url| kin::address(url.raw()));
    let links = text.links.iter().filter(|link| matches!(link.place.part, Part::Block(..)));
    let mut links: Vec<(Place, &str)> = links
        .filter_map(|link| match &link.target {
            Target::Part(target) if *target == part => Some((link.place, "footnote in")),
            Target::Address(address) if own.is_some() && kin::address(address.raw()) == own => {
                Some((link.place, "link in"))
            }
            _ => None,
        })
        .collect();
    links.dedup_by_key(|(place, how)| (place.part, *how));
    recorded.chain(links.into_iter().map(|(place, how)| cited_by(article, place, how))).collect()
}

fn cited_by(article: &Article, place: Place, how: &str) -> Item {
    let lead = clean::line(&format!("{how} {}", whereabouts(article, place.part)));
    Item::new(lead, words(article, place.part), Goal::Passage(place, None))
}

/// The other articles, the newest first.
fn others(citers: &Citers) -> Group {
    let items: Vec<Item> = citers.newest.iter().map(other).collect();
    let more = citers.all.saturating_sub(items.len());
    let said = match (items.len(), more) {
        (0, _) => Some("no other article of this library cites it".into()),
        (_, 0) => None,
        (_, more) => Some(clean::line(&format!("and {} older ones", thousands(more)))),
    };
    Group { label: OTHERS, items, said }
}

fn other(citer: &Citer) -> Item {
    let facts: Vec<String> =
        citer.publisher.iter().map(ToString::to_string).chain(citer.published.iter().map(Date::long)).collect();
    let lead = if facts.is_empty() { "article".into() } else { clean::line(&facts.join(BETWEEN)) };
    Item::new(lead, citer.headline.clone(), Goal::Article(citer.origin.clone(), citer.source))
}

/// The ways out.
fn addresses(source: &Source) -> Vec<Item> {
    let item = |lead: Clean, address: &Foreign| Item::new(lead, address.line(), Goal::Address(address.clone()));
    let original = source.url.iter().map(|address| item("original".into(), address));
    let archived = source.archive_url.iter().map(|address| item("archived copy".into(), address));
    original.chain(archived).collect()
}
