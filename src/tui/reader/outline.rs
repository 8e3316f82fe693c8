//! The outline: sections with their level and length, and how much is left to read.

use crate::article::{Article, Length, Part};
use crate::text::Clean;

/// One row of the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// The section, from 0.
    pub section: usize,
    /// 1 to 6.
    pub level: u8,
    /// The heading, or the first words of a section without one.
    pub heading: Clean,
    /// How long the section is.
    pub length: Length,
}

/// The sections of an article as rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// In reading order.
    pub rows: Vec<OutlineRow>,
}

impl Outline {
    /// Reads the sections.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        let rows = article
            .sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.heading.is_some() || !section.blocks.is_empty())
            .map(|(index, section)| OutlineRow {
                section: index,
                level: section.level.clamp(1, 6),
                heading: heading(section),
                length: Length::of_section(section),
            })
            .collect();
        Self { rows }
    }

    /// Minutes from `part` to the end, counted by whole sections; none when nothing is left.
    #[must_use]
    pub fn minutes_from(&self, part: Part) -> usize {
        let from = match part {
            Part::Heading(section) | Part::Block(section, _) => section,
            Part::Source(_) => usize::MAX,
            _ => 0,
        };
        self.rows
            .iter()
            .filter(|row| row.section >= from)
            .map(|row| row.length)
            .fold(Length::default(), Length::with)
            .minutes()
    }

    /// The row of the section that holds `part`; none before the first and after the last.
    #[must_use]
    pub fn row_of(&self, part: Part) -> Option<usize> {
        match part {
            Part::Heading(section) | Part::Block(section, _) => {
                self.rows.iter().rposition(|row| row.section <= section)
            }
            _ => None,
        }
    }
}

/// The heading, or for a section without one its first words.
fn heading(section: &crate::article::Section) -> Clean {
    let own = section.heading.as_ref().map(crate::text::Foreign::line).filter(|heading| !heading.trim().is_empty());
    own.unwrap_or_else(|| {
        let plain = section.blocks.first().map(crate::article::Block::plain).unwrap_or_default();
        let words: Vec<&str> = plain.split_whitespace().take(8).collect();
        if words.is_empty() {
            "(no heading)".into()
        } else {
            crate::text::clean::line(&format!("{} …", words.join(" ")))
        }
    })
}
