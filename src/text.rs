//! Text: the one door for foreign text, and everything that counts in graphemes and cells.
//!
//! What came from outside (an article, a file name, an address) is [`Foreign`]: it can be compared, searched and
//! written back to a file, but it has no `Display`, so it cannot reach a terminal by accident. The only way out is
//! [`clean`], which makes a [`Clean`]: no controls, no bidi overrides, no invisible floods. Panes, messages, file
//! names, clipboard and links take `Clean`.
//!
//! What must not live here: roles, colours, Markdown, anything that knows what an article is.

pub mod clean;
pub mod fnv;
pub mod fold;
pub mod hyphen;
pub mod segment;
pub mod slug;
pub mod stem;
pub mod tabs;
pub mod width;
pub mod words;
pub mod wrap;

use std::fmt;
use std::ops::Deref;

/// Text from outside, exactly as it was. Has no `Display` on purpose; see [`Foreign::line`].
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Foreign(Box<str>);

impl Foreign {
    /// Takes text as it came.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The text as it came: for comparing, searching, parsing and writing back to a file, never for showing.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// Whether nothing but white space would be seen.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.line().trim().is_empty()
    }

    /// What may be shown on one line: line breaks become spaces.
    #[must_use]
    pub fn line(&self) -> Clean {
        clean::line(&self.0)
    }

    /// What may be shown as a paragraph or more: line breaks stay.
    #[must_use]
    pub fn lines(&self) -> Clean {
        clean::lines(&self.0)
    }
}

impl fmt::Debug for Foreign {
    /// Escaped, so that even a failed assertion in a test shows no live control.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Foreign({})", self.0.escape_debug())
    }
}

impl From<&str> for Foreign {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Foreign {
    fn from(text: String) -> Self {
        Self(text.into_boxed_str())
    }
}

/// Text that may be shown: the output of [`clean`], or our own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clean(String);

impl Clean {
    /// The text as a string slice.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Adds clean text behind this one.
    pub fn push(&mut self, more: &Self) {
        self.0.push_str(&more.0);
    }

    /// The text as an owned string.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&'static str> for Clean {
    /// Our own words need no cleaning.
    fn from(own: &'static str) -> Self {
        Self(own.to_owned())
    }
}
