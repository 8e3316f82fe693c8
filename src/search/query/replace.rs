//! A query with other words in the places of some: "no exact match; showing results for …".

use super::{Pattern, Query};
use crate::text::words::Splitter;

impl Query {
    /// The query with each word that `f` knows a better one for replaced. `f` is asked for the folded words that are to be
    /// found in a text: not for acronyms (one letter makes another agency), nor for what is ruled out, nor for phrases, which
    /// are meant as they stand. None when nothing changes.
    #[must_use]
    pub fn replaced(&self, f: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        let mut typed = String::with_capacity(self.typed.len());
        let mut copied = 0;
        let mut splitter = Splitter::default();
        self.root.each_text(&mut |text, positive| {
            if !positive || !matches!(text.pattern, Pattern::Word { .. }) {
                return;
            }
            splitter.each(self.typed.get(text.span.clone()).unwrap_or_default(), |word| {
                let at = text.span.start + word.at.start..text.span.start + word.at.end;
                if at.start < copied {
                    return;
                }
                if let Some(better) = f(word.folded).filter(|better| better != word.folded) {
                    typed.push_str(self.typed.get(copied..at.start).unwrap_or_default());
                    typed.push_str(&better);
                    copied = at.end;
                }
            });
        });
        if copied == 0 {
            return None;
        }
        typed.push_str(self.typed.get(copied..).unwrap_or_default());
        Self::live(&typed, &self.today).ok()
    }
}
