//! Links: hints, opening, copying; the editor; what is wrong with the file.

use std::sync::Arc;

use super::{App, View};
use crate::article::{Article, Part};
use crate::library::Origin;
use crate::text::{Foreign, clean};
use crate::tui::effect::Effect;
use crate::tui::layer::{hints::Hints, link::AskLink, page::PageLayer};
use crate::tui::layout::Target;
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::outside::link;
use crate::tui::page;
use crate::tui::reader::{Pane, Reader};

impl App {
    /// Puts letters on the links in view.
    ///
    /// # Errors
    /// When there are none.
    pub fn hints(&mut self) -> Outcome {
        let hints = Hints::new(self.reading()?).ok_or(Refusal::from("no link is in view"))?;
        self.layers.push(Box::new(hints));
        Ok(())
    }

    /// Opens the link of the block or source here, else the article's; several links of a block get letters.
    ///
    /// # Errors
    /// When there is none, or its address is not one to open.
    pub fn open_link(&mut self) -> Outcome {
        let reader = self.reading()?;
        let links: Vec<usize> = links_of(reader).collect();
        if links.len() > 1 {
            let hints = Hints::among(reader, &links).ok_or(Refusal::from("no link is in view"))?;
            self.layers.push(Box::new(hints));
            return Ok(());
        }
        let target = links.first().and_then(|link| reader.text.links.get(*link)).map(|link| link.target.clone());
        match target.or_else(|| address_here(reader).map(Target::Address)) {
            Some(target) => self.follow_target(target),
            None => Err("there is no link here; F shows those in view".into()),
        }
    }

    /// Follows a link: inside the article at once, outside after the host was shown.
    ///
    /// # Errors
    /// When the address is not one to open.
    pub fn follow_target(&mut self, target: Target) -> Outcome {
        match target {
            Target::Part(part) => {
                self.jump(crate::article::Place::start(part));
                Ok(())
            }
            Target::Address(address) => {
                let checked = link::checked(address.raw()).map_err(|why| Refusal(clean::line(&why.to_string())))?;
                self.layers.push(Box::new(AskLink::new(checked)));
                Ok(())
            }
        }
    }

    /// Copies the link of the block or source here, else the article's.
    ///
    /// # Errors
    /// When there is none.
    pub fn copy_link(&mut self) -> Outcome {
        let reader = self.reading()?;
        let first = links_of(reader).find_map(|link| match &reader.text.links.get(link)?.target {
            Target::Address(address) => Some(address.clone()),
            Target::Part(_) => None,
        });
        let address = first.or_else(|| address_here(reader)).ok_or(Refusal::from("there is no link here"))?;
        self.effects.push(Effect::Copy(address.line()));
        self.done(&format!("copied {}", address.line()));
        Ok(())
    }

    /// Opens the file in the editor at this place.
    ///
    /// # Errors
    /// For an article of the starter library: it is in the program, not in a file.
    pub fn edit(&mut self) -> Outcome {
        let (origin, line) = match (self.view, &self.reader) {
            (View::Reader, Some(reader)) => (reader.origin.clone(), line_of(reader)),
            _ => (self.shelf.entry().ok_or(Refusal::from("the list is empty"))?.file.clone(), 1),
        };
        if matches!(origin, Origin::Starter(_)) {
            return Err("this article is part of the program; there is no file to edit".into());
        }
        self.effects.push(Effect::Edit(origin, line));
        Ok(())
    }

    /// Shows what is wrong with the article's file, or with the config.
    ///
    /// # Errors
    /// When nothing is.
    pub fn problems(&mut self) -> Outcome {
        let heading = "What is worth mending in this file";
        let page = if let (View::Reader, Some(reader)) = (self.view, &self.reader) {
            let opened = &reader.opened;
            let page = || page::complaints(heading, &reader.origin.shown(), &opened.source, &opened.diagnostics);
            (!opened.diagnostics.is_empty()).then(page)
        } else {
            let config = &self.config;
            let page = || page::complaints(heading, &config.name, &config.source, &config.complaints);
            (!config.complaints.is_empty()).then(page)
        };
        let page: Arc<Article> = Arc::new(page.ok_or(Refusal::from("nothing is wrong with this file"))?);
        self.layers.push(Box::new(PageLayer::new("Problems", &page)));
        Ok(())
    }
}

/// The links of the current block, as indices into the text's links; none while a list pane has the keyboard.
fn links_of(reader: &Reader) -> impl Iterator<Item = usize> {
    let part = (reader.pane == Pane::Text).then_some(reader.current);
    reader.text.links.iter().enumerate().filter(move |(_, link)| Some(link.place.part) == part).map(|(index, _)| index)
}

/// The address of the source under the cursor, else of the article.
fn address_here(reader: &Reader) -> Option<Foreign> {
    match reader.part_in(reader.pane) {
        Part::Source(index) => {
            let source = reader.article.sources.get(index)?;
            source.url.clone().or_else(|| source.archive_url.clone())
        }
        _ => reader.article.url.clone(),
    }
}

/// The line of the file, from 1, where the current block begins: the first line that holds its first words.
fn line_of(reader: &Reader) -> usize {
    let article = &reader.article;
    let words = match reader.part_in(reader.pane) {
        Part::Takeaway(index) => article.takeaways.get(index).map(|takeaway| takeaway.text.raw().to_owned()),
        Part::Heading(section) => article
            .sections
            .get(section)
            .and_then(|section| section.heading.as_ref())
            .map(|heading| heading.raw().to_owned()),
        Part::Block(section, block) => article.block(section, block).map(crate::article::Block::plain),
        Part::Source(index) => {
            article.sources.get(index).and_then(|source| source.title.as_ref()).map(|title| title.raw().to_owned())
        }
        Part::Summary => article.summary.as_ref().map(|summary| summary.raw().to_owned()),
        Part::Headline | Part::Byline | Part::Image => None,
    };
    let words = words.unwrap_or_else(|| article.headline.raw().to_owned());
    line_with(&reader.opened.source, &words)
}

/// The first line, from 1, that holds the beginning of `words`: escapes and markup end what can be compared.
fn line_with(source: &str, words: &str) -> usize {
    let plain: String = words.chars().take_while(|c| !"\n\t\\\"*_[]`".contains(*c)).take(40).collect();
    // Emphasis in the source may part the words early: fewer of them are tried, down to a word or two.
    let beginnings = [40, 24, 12, 6].into_iter().map(|count| plain.chars().take(count).collect::<String>());
    beginnings
        .filter(|beginning| !beginning.trim().is_empty())
        .find_map(|beginning| source.lines().position(|line| line.contains(beginning.trim())))
        .map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::line_with;

    #[test]
    fn the_editor_starts_where_the_words_are() {
        let source = "headline = \"A\"\n\n[[sections]]\nbody = '''\nThe **days** run.\n'''\n";
        assert_eq!(line_with(source, "The days run."), 1, "nothing plain is long enough");
        assert_eq!(line_with("a\nWithin thirty **days** of it\n", "Within thirty days of it"), 2);
        assert_eq!(line_with(source, "A"), 1);
        assert_eq!(line_with("x\ny and more", "y and more\nand on"), 2);
        assert_eq!(line_with("x", ""), 1);
    }
}
