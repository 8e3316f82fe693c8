//! Sources: cited works, as objects with fields.

pub mod kin;

use super::Date;
use crate::text::Foreign;

/// A cited work. Absent fields are absent, never made up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Source {
    /// The name by which footnotes and evidence cite it.
    pub id: Option<Foreign>,
    /// The title.
    pub title: Option<Foreign>,
    /// Where it stands.
    pub url: Option<Foreign>,
    /// Where a copy stands.
    pub archive_url: Option<Foreign>,
    /// Who published it.
    pub publisher: Option<Foreign>,
    /// Who wrote it.
    pub authors: Vec<Foreign>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was read.
    pub accessed: Option<Date>,
    /// What it is.
    pub kind: Option<SourceKind>,
    /// Whether it is a primary source.
    pub primary: Option<bool>,
    /// Page, paragraph or section that is meant.
    pub pinpoint: Option<Foreign>,
    /// The citation as a lawyer writes it; printed as it stands.
    pub citation: Option<Foreign>,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A statute.
    Statute,
    /// A regulation.
    Regulation,
    /// A court or agency decision.
    Case,
    /// A rule, proposed or final.
    Rule,
    /// A memorandum or directive.
    Memo,
    /// A report.
    Report,
    /// A data set.
    Data,
    /// A news report.
    News,
    /// A web page.
    Page,
}

impl SourceKind {
    /// All kinds, in the order in which help lists them.
    pub const ALL: [Self; 9] = [
        Self::Statute,
        Self::Regulation,
        Self::Case,
        Self::Rule,
        Self::Memo,
        Self::Report,
        Self::Data,
        Self::News,
        Self::Page,
    ];

    /// The name in files and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Statute => "statute",
            Self::Regulation => "regulation",
            Self::Case => "case",
            Self::Rule => "rule",
            Self::Memo => "memo",
            Self::Report => "report",
            Self::Data => "data",
            Self::News => "news",
            Self::Page => "page",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
