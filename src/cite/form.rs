//! Forms that reference managers read: one file each, one row each.

pub mod bibtex;
pub mod csl_json;
pub mod ris;
pub mod yaml;

use super::Work;

/// A form in which works leave for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `BibLaTeX`, which `BibTeX` grew into.
    Bibtex,
    /// The items that CSL processors take.
    CslJson,
    /// The tagged lines that every reference manager imports.
    Ris,
    /// Hayagriva's YAML, which Typst reads.
    Yaml,
}

/// Writes works.
type Write = fn(&[Work]) -> String;

impl Form {
    /// All, in the order in which help lists them.
    pub const ALL: [Self; 4] = [Self::Bibtex, Self::CslJson, Self::Ris, Self::Yaml];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn about(self) -> &'static str {
        self.row().1
    }

    /// The works in this form. Ends with a line break. Keys must be unique: see [`Work::apart`].
    #[must_use]
    pub fn write(self, works: &[Work]) -> String {
        (self.row().2)(works)
    }

    fn row(self) -> (&'static str, &'static str, Write) {
        match self {
            Self::Bibtex => ("bibtex", "BibTeX for biblatex", bibtex::write),
            Self::CslJson => ("csl-json", "CSL-JSON: Zotero, pandoc, citeproc", csl_json::write),
            Self::Ris => ("ris", "RIS: EndNote, Zotero, RefWorks", ris::write),
            Self::Yaml => ("yaml", "Hayagriva YAML: Typst", yaml::write),
        }
    }
}

/// What no field of these forms holds, in words: the recorded citation as it stands, the place that is meant, where a copy is.
fn note(work: &Work) -> Option<String> {
    let copy = work.archive_url.as_ref().map(|url| format!("archived at {url}"));
    let parts = [work.citation.as_deref(), work.pinpoint.as_deref(), copy.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
