//! Hyphenation by Liang's patterns, for the languages that are built in.

use hypher::Lang;

/// Shorter words stay whole.
const SHORTEST: usize = 7;

/// The patterns of one language.
#[derive(Clone, Copy, Debug)]
pub struct Hyphenator(Lang);

impl Hyphenator {
    /// By BCP 47 tag: `en`, `es-MX`. None for a language without patterns.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        let code: [u8; 2] = primary.as_bytes().try_into().ok()?;
        Lang::from_iso(code.map(|byte| byte.to_ascii_lowercase())).map(Self)
    }

    /// Byte offsets at which `word` may be cut with a hyphen. `word` has no white space but may have punctuation around
    /// it. None in what is not a plain word: addresses, numbers, acronyms, names like `McDonald`.
    #[must_use]
    pub fn cuts(self, word: &str) -> Vec<usize> {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = word.find(core).unwrap_or(0);
        let plain = core.chars().enumerate().all(|(at, c)| c.is_alphabetic() && (at == 0 || !c.is_uppercase()));
        if !plain || core.chars().count() < SHORTEST {
            return Vec::new();
        }
        let mut cuts: Vec<usize> = hypher::hyphenate(core, self.0)
            .scan(start, |at, syllable| {
                *at += syllable.len();
                Some(*at)
            })
            .collect();
        cuts.pop();
        cuts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_words_and_nothing_else() {
        let english = Hyphenator::new("en-US").unwrap();
        assert_eq!(english.cuts("(extensive),"), [3, 6]);
        for whole in ["https://example.org/extensive", "1,234,567", "LVMPD", "McDonald", "raid", "", "—", "non-citizen"]
        {
            assert!(english.cuts(whole).is_empty(), "{whole}");
        }
    }

    #[test]
    fn languages_are_found_by_tag() {
        assert!(Hyphenator::new("es-MX").is_some());
        for unknown in ["", "e", "eng", "zz", "ар"] {
            assert!(Hyphenator::new(unknown).is_none(), "{unknown}");
        }
    }
}
