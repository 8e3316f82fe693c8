//! What stands behind the article: which parts a takeaway records as evidence, and what was found by looking.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::article::{Article, Part};
use crate::insight::closest::Closest;
use crate::insight::meanings::Meanings;
use crate::library::Library;
use crate::library::citing::Citers;

/// What stands behind an article.
#[derive(Clone, Debug, Default)]
pub struct Behind {
    /// The parts that takeaways record as evidence.
    evidence: BTreeSet<Part>,
    /// The passages closest to each takeaway; none until they were looked for.
    pub closest: Option<Arc<Vec<Closest>>>,
    /// Who else cites each source, and in which library; none until that was looked for.
    pub citing: Option<(Arc<Library>, Arc<Vec<Citers>>)>,
    /// What its acronyms and terms mean; made when it is first asked for.
    meanings: OnceCell<Arc<Meanings>>,
}

impl Behind {
    /// What the file itself says.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        let evidence = article.takeaways.iter().flat_map(|takeaway| &takeaway.evidence);
        let evidence = evidence.map(|evidence| Part::from(evidence.locator)).collect();
        Self { evidence, ..Self::default() }
    }

    /// What acronyms and terms mean in the article.
    #[must_use]
    pub fn meanings(&self, article: &Article) -> Arc<Meanings> {
        Arc::clone(self.meanings.get_or_init(|| Arc::new(Meanings::of(article))))
    }

    /// Whether a takeaway records this very part as its evidence.
    #[must_use]
    pub fn is_evidence(&self, part: Part) -> bool {
        self.evidence.contains(&part)
    }

    /// The parts that takeaways record as evidence, in document order.
    pub fn evidence(&self) -> impl Iterator<Item = Part> {
        self.evidence.iter().copied()
    }
}
