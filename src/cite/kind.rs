//! What a cited work is, and what each form calls that: one row a kind.

use crate::article::SourceKind;

/// What a cited work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A web page: an article itself, and a source of no other kind that has an address.
    Page,
    /// A report in a newspaper or magazine.
    News,
    /// A report or memorandum.
    Report,
    /// A data set.
    Data,
    /// A statute.
    Statute,
    /// A regulation, or a rule that makes or proposes one.
    Regulation,
    /// A decision of a court or agency.
    Case,
    /// Something without an address of which no kind is recorded.
    Document,
}

/// What a kind is called elsewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Type of a CSL item (CSL 1.0.2, appendix III).
    pub(super) csl: &'static str,
    /// The variable of CSL that holds who published it: of a page, that is its site.
    pub(super) csl_publisher: &'static str,
    /// Type of a `BibLaTeX` entry.
    pub(super) bib: &'static str,
    /// The field of it that holds who published it.
    pub(super) bib_publisher: &'static str,
    /// `TY` of RIS.
    pub(super) ris: &'static str,
    /// The tag of RIS that holds who published it.
    pub(super) ris_publisher: &'static str,
}

const fn row(csl: [&'static str; 2], bib: [&'static str; 2], ris: [&'static str; 2]) -> Row {
    let ([csl, csl_publisher], [bib, bib_publisher], [ris, ris_publisher]) = (csl, bib, ris);
    Row { csl, csl_publisher, bib, bib_publisher, ris, ris_publisher }
}

impl Kind {
    /// All, each with its row below.
    pub const ALL: [Self; 8] =
        [Self::Page, Self::News, Self::Report, Self::Data, Self::Statute, Self::Regulation, Self::Case, Self::Document];

    /// What a source is, by its kind where one is recorded, else by whether it has an address.
    #[must_use]
    pub fn of(kind: Option<SourceKind>, has_address: bool) -> Self {
        match kind {
            Some(SourceKind::Statute) => Self::Statute,
            Some(SourceKind::Regulation | SourceKind::Rule) => Self::Regulation,
            Some(SourceKind::Case) => Self::Case,
            Some(SourceKind::Memo | SourceKind::Report) => Self::Report,
            Some(SourceKind::Data) => Self::Data,
            Some(SourceKind::News) => Self::News,
            Some(SourceKind::Page) => Self::Page,
            None if has_address => Self::Page,
            None => Self::Document,
        }
    }

    /// Whether it is cited by the rules of legal citation, which no style for other works knows.
    #[must_use]
    pub fn is_legal(self) -> bool {
        matches!(self, Self::Statute | Self::Regulation | Self::Case)
    }

    /// What the forms call it.
    pub(super) fn row(self) -> Row {
        match self {
            Self::Page => row(["webpage", "container-title"], ["online", "organization"], ["ELEC", "PB"]),
            Self::News => row(["article-newspaper", "container-title"], ["article", "journaltitle"], ["NEWS", "T2"]),
            Self::Report => row(["report", "publisher"], ["report", "institution"], ["RPRT", "PB"]),
            Self::Data => row(["dataset", "publisher"], ["dataset", "publisher"], ["DATA", "PB"]),
            Self::Statute => row(["legislation", "publisher"], ["legislation", "publisher"], ["STAT", "PB"]),
            Self::Regulation => row(["regulation", "publisher"], ["legal", "publisher"], ["STAT", "PB"]),
            Self::Case => row(["legal_case", "authority"], ["jurisdiction", "publisher"], ["CASE", "PB"]),
            Self::Document => row(["document", "publisher"], ["misc", "publisher"], ["GEN", "PB"]),
        }
    }
}
