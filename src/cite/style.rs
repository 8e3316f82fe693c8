//! The styles: one row each for those that have a name here, everything in hayagriva's archive by its name there, and
//! `.csl` files.

use std::path::Path;

use hayagriva::archive::ArchivedStyle;

use super::csl::{Csl, Part};
use super::{Cited, Work, bluebook};
use crate::diagnostic::{nearest, quoted};
use crate::disk::{self, ReadError};
use crate::text::{Clean, clean};

/// The largest `.csl` file that is read, in bytes. The largest in the official repository has less than half a MiB.
pub const LIMIT: u64 = 4 << 20;

/// The style where none is chosen.
pub const DEFAULT: &str = "chicago-notes";

/// A style with a name.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name on the command line and in the config.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    make: fn() -> Result<Style, StyleError>,
}

/// The styles that help lists.
pub const STYLES: [Row; 6] = [
    Row {
        name: "chicago-notes",
        about: "Chicago, 18th edition: the full note",
        make: || archived(ArchivedStyle::ChicagoNotes, Part::Notes),
    },
    Row {
        name: "chicago-bibliography",
        about: "Chicago, 18th edition: the bibliography that goes with notes",
        make: || archived(ArchivedStyle::ChicagoNotes, Part::References),
    },
    Row {
        name: "chicago-author-date",
        about: "Chicago, 18th edition: reference list of the author-date style",
        make: || archived(ArchivedStyle::ChicagoAuthorDate, Part::References),
    },
    Row {
        name: "apa",
        about: "APA, 7th edition: reference list",
        make: || archived(ArchivedStyle::AmericanPsychologicalAssociation, Part::References),
    },
    Row {
        name: "mla",
        about: "MLA, 9th edition: works cited",
        make: || archived(ArchivedStyle::ModernLanguageAssociation, Part::References),
    },
    Row {
        name: "bluebook",
        about: "Bluebook rule 18.2.2, for web pages; always to be checked",
        make: || Ok(Style(How::Bluebook)),
    },
];

fn archived(style: ArchivedStyle, part: Part) -> Result<Style, StyleError> {
    Csl::archived(style, part).map(|csl| Style(How::Csl(Box::new(csl))))
}

/// A style, ready to set works.
#[derive(Debug)]
pub struct Style(How);

#[derive(Debug)]
enum How {
    Csl(Box<Csl>),
    Bluebook,
}

/// Why there is no such style, or why it cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StyleError {
    /// No style has that name.
    #[error("no style is called {}", quoted(.0))]
    Unknown(Clean),
    /// The file cannot be read.
    #[error("{file}: {why}")]
    Unreadable {
        /// Its path.
        file: Clean,
        /// The reason.
        why: Clean,
    },
    /// What is in the file is no style.
    #[error("this is not a CSL style that can be used: {0}")]
    NotAStyle(Clean),
    /// The file only names another style.
    #[error("this style has no rules of its own, it names those of {0}")]
    Dependent(Clean),
    /// The style has citations in the text and no list of references.
    #[error("this style has no list of references")]
    NoReferences,
    /// The processor gave up.
    #[error("this style cannot be used: setting a work with it failed")]
    CannotSet,
}

impl StyleError {
    /// What to do about it.
    #[must_use]
    pub fn cure(&self) -> Clean {
        let own: &'static str = match self {
            Self::Unknown(name) => {
                return match nearest(name, STYLES.iter().map(|row| row.name)) {
                    Some(near) => clean::line(&format!("did you mean `{near}`?")),
                    None => clean::line(&format!("choose one of {}, or a .csl file by its path", names().join(", "))),
                };
            }
            Self::Unreadable { .. } => "a style is a .csl file, such as those of https://www.zotero.org/styles",
            Self::NotAStyle(_) | Self::CannotSet => "download it anew from https://www.zotero.org/styles",
            Self::Dependent(_) => "download that one and give its path",
            Self::NoReferences => "choose the variant of it that has a bibliography",
        };
        own.into()
    }
}

/// The names of the styles that help lists.
#[must_use]
pub fn names() -> [&'static str; 6] {
    STYLES.map(|row| row.name)
}

/// Whether a style of this name is known; says nothing about files.
#[must_use]
pub fn is_known(name: &str) -> bool {
    is_file(name) || names().contains(&name) || ArchivedStyle::by_name(name).is_some()
}

/// Whether this names a file rather than a style.
fn is_file(name: &str) -> bool {
    name.contains('/') || Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csl"))
}

/// A style as a user chose it: its name, or the text of a file. Choosing reads the file and nothing more, so that it can be
/// done long before the style is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// By name.
    Named(Clean),
    /// A file.
    File {
        /// Its path.
        shown: Clean,
        /// What it holds, or why it cannot be read.
        xml: Result<String, Clean>,
    },
}

impl Default for Chosen {
    fn default() -> Self {
        Self::Named(DEFAULT.into())
    }
}

impl Chosen {
    /// A style by its name, or by the path of a `.csl` file: what has a `/` or ends in `.csl`. `~/` is the home folder.
    #[must_use]
    pub fn new(chosen: &str, home: Option<&Path>) -> Self {
        if !is_file(chosen) {
            return Self::Named(clean::line(chosen));
        }
        let path = match (chosen.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => chosen.into(),
        };
        let xml = disk::read_text(&path, LIMIT).map_err(|why: ReadError| clean::line(&why.to_string()));
        Self::File { shown: disk::shown(&path), xml }
    }

    /// What it is called in messages.
    #[must_use]
    pub fn name(&self) -> &Clean {
        match self {
            Self::Named(name) => name,
            Self::File { shown, .. } => shown,
        }
    }

    /// The style.
    ///
    /// # Errors
    /// When there is no such style, or the file holds none that can be used.
    pub fn style(&self) -> Result<Style, StyleError> {
        match self {
            Self::Named(name) => match STYLES.iter().find(|row| row.name == name.as_str()) {
                Some(row) => (row.make)(),
                None => match ArchivedStyle::by_name(name) {
                    Some(style) => archived(style, Part::References).or_else(|_| archived(style, Part::Notes)),
                    None => Err(StyleError::Unknown(name.clone())),
                },
            },
            Self::File { xml: Ok(xml), .. } => Csl::read(xml).map(|csl| Style(How::Csl(Box::new(csl)))),
            Self::File { shown, xml: Err(why) } => {
                Err(StyleError::Unreadable { file: shown.clone(), why: why.clone() })
            }
        }
    }
}

impl Style {
    /// Sets works: a list of references in the style's own order, notes in the order of the works.
    ///
    /// # Errors
    /// When a style from a file fails at it.
    pub fn set(&self, works: &[Work]) -> Result<Vec<Cited>, StyleError> {
        match &self.0 {
            How::Csl(csl) => csl.set(works),
            How::Bluebook => Ok(bluebook::set(works)),
        }
    }
}

/// The style that was used last, ready for the next work: to make one takes longer than to set a work with it. One that cannot
/// be used is remembered, too, and not tried anew.
#[derive(Debug, Default)]
pub struct Ready(Option<(Chosen, Result<Style, StyleError>)>);

impl Ready {
    /// Cites a work in a style; none where the style leaves it out.
    ///
    /// # Errors
    /// As [`Chosen::style`] and [`Style::set`].
    pub fn cite(&mut self, chosen: &Chosen, work: Work) -> Result<Option<Cited>, StyleError> {
        let style = match self.0.take().filter(|(own, _)| own == chosen) {
            Some((_, style)) => style,
            None => chosen.style(),
        };
        let (_, style) = self.0.insert((chosen.clone(), style));
        let set = style.as_ref().map_err(Clone::clone)?.set(&[work])?;
        Ok(set.into_iter().next())
    }
}
