//! Locators: the address of a part by position, `t2`, `s3`, `s3.p4`, `src1`, counted from 1.

use std::fmt;
use std::str::FromStr;

/// The address of a part of an article. Numbers count from 1, as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locator {
    /// `t2`: a takeaway.
    Takeaway(usize),
    /// `s3`: a section.
    Section(usize),
    /// `s3.p4`: block 4 of section 3.
    Block(usize, usize),
    /// `src1`: a source.
    Source(usize),
}

/// The text is not a locator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a locator; locators look like t2, s3, s3.p4 or src1")]
pub struct NotALocator;

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Takeaway(n) => write!(f, "t{n}"),
            Self::Section(n) => write!(f, "s{n}"),
            Self::Block(s, p) => write!(f, "s{s}.p{p}"),
            Self::Source(n) => write!(f, "src{n}"),
        }
    }
}

impl FromStr for Locator {
    type Err = NotALocator;

    fn from_str(text: &str) -> Result<Self, NotALocator> {
        if let Some(number) = text.strip_prefix("src") {
            return positive(number).map(Self::Source);
        }
        if let Some(number) = text.strip_prefix('t') {
            return positive(number).map(Self::Takeaway);
        }
        let rest = text.strip_prefix('s').ok_or(NotALocator)?;
        match rest.split_once(".p") {
            Some((section, block)) => Ok(Self::Block(positive(section)?, positive(block)?)),
            None => positive(rest).map(Self::Section),
        }
    }
}

/// A count from 1, in plain digits.
fn positive(digits: &str) -> Result<usize, NotALocator> {
    if digits.is_empty() || digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotALocator);
    }
    digits.parse().map_err(|_too_large| NotALocator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in ["t2", "s3", "s3.p4", "src1", "s10.p12"] {
            assert_eq!(text.parse::<Locator>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in ["", "t", "t0", "t-1", "s3.", "s3.p0", "s.p1", "src", "x1", "t1 ", "s03", "t99999999999999999999"] {
            assert_eq!(text.parse::<Locator>(), Err(NotALocator), "{text}");
        }
    }
}
