//! Blocks: paragraph, list, quote, table, code, picture, footnote; and the runs of styled text inside them.

use crate::text::Foreign;

/// A block of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Inline),
    /// A list.
    List(List),
    /// A quotation: blocks of its own.
    Quote(Vec<Block>),
    /// A table.
    Table(Table),
    /// Code, line breaks as written.
    Code(Code),
    /// A picture that stands alone.
    Image(Picture),
    /// A footnote that the body defines; stands at the end of its section.
    Footnote(Footnote),
    /// A thematic break.
    Break,
}

/// Styled text of one paragraph, heading or table cell. A hard break is `\n` in a run; there is no other break.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inline {
    /// The runs in order.
    pub runs: Vec<Run>,
}

/// Text of one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text.
    pub text: Foreign,
    /// How it is emphasised.
    pub emphasis: Emphasis,
    /// What it leads to.
    pub link: Option<Link>,
}

/// A set of emphases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Emphasis(u8);

impl Emphasis {
    /// None.
    pub const NONE: Self = Self(0);
    /// `*text*`.
    pub const ITALIC: Self = Self(1);
    /// `**text**`.
    pub const STRONG: Self = Self(2);
    /// `` `text` ``.
    pub const CODE: Self = Self(4);
    /// `~~text~~`.
    pub const STRUCK: Self = Self(8);

    /// Both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are in it.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// What a run leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An address as written; checked when it is opened.
    Address(Foreign),
    /// A source of the article, counted from 0: a footnote named like the source's id.
    Source(usize),
    /// A footnote that the same body defines.
    Footnote(Foreign),
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The first number; none for a bulleted list.
    pub start: Option<u64>,
    /// The items.
    pub items: Vec<Item>,
}

/// A list item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Whether a task item is done; none for an ordinary item.
    pub checked: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A table. Rows may be shorter than the head.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One a column.
    pub align: Vec<Align>,
    /// Head cells.
    pub head: Vec<Inline>,
    /// Rows of cells.
    pub rows: Vec<Vec<Inline>>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// As the text runs.
    #[default]
    Start,
    /// Centred.
    Centre,
    /// Flush with the end.
    End,
}

/// Code.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The info string's first word.
    pub language: Option<Foreign>,
    /// The code, without the last line break.
    pub text: Foreign,
}

/// A picture: the lead image of an article, or one in a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// A file below the library folder (lead image), or the address as written (in a body).
    pub file: Option<Foreign>,
    /// What it shows, in words.
    pub alt: Option<Foreign>,
    /// The caption.
    pub caption: Option<Foreign>,
    /// The credit.
    pub credit: Option<Foreign>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// The name in the brackets.
    pub name: Foreign,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Inline {
    /// The text without styles, raw.
    #[must_use]
    pub fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.raw()).collect()
    }
}

impl Block {
    /// The kind as the JSON contract names it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Paragraph(_) | Self::Footnote(_) | Self::Break => "paragraph",
            Self::List(_) => "list",
            Self::Quote(_) => "quote",
            Self::Table(_) => "table",
            Self::Code(_) => "code",
            Self::Image(_) => "image",
        }
    }

    /// The text without styles, raw: list items and table rows on lines of their own, table cells apart by tabs.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Paragraph(inline) => inline.plain(),
            Self::List(list) => list.items.iter().map(|item| joined(&item.blocks)).collect::<Vec<_>>().join("\n"),
            Self::Quote(blocks) => joined(blocks),
            Self::Footnote(note) => joined(&note.blocks),
            Self::Table(table) => std::iter::once(&table.head)
                .chain(&table.rows)
                .map(|row| row.iter().map(Inline::plain).collect::<Vec<_>>().join("\t"))
                .collect::<Vec<_>>()
                .join("\n"),
            Self::Code(code) => code.text.raw().to_owned(),
            Self::Image(picture) => [&picture.alt, &picture.caption, &picture.credit]
                .into_iter()
                .flatten()
                .map(Foreign::raw)
                .collect::<Vec<_>>()
                .join("\n"),
            Self::Break => "* * *".to_owned(),
        }
    }
}

fn joined(blocks: &[Block]) -> String {
    blocks.iter().map(Block::plain).collect::<Vec<_>>().join("\n")
}
