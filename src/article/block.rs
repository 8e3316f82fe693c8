//! Blocks: paragraph, list, quote, table, code, picture, footnote; and the runs of styled text inside them.

use crate::text::{Clean, Foreign};

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

    fn show_in(&self, shown: &mut Clean) {
        self.runs.iter().for_each(|run| shown.push(&run.text.lines()));
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

    /// The shown text: the cleaned words in order, list items and table rows on lines of their own, table cells apart by tabs.
    /// A place within the block counts its bytes.
    #[must_use]
    pub fn shown(&self) -> Clean {
        let mut shown = Clean::default();
        self.show_in(&mut shown);
        shown
    }

    fn show_in(&self, shown: &mut Clean) {
        match self {
            Self::Paragraph(inline) => {
                apart(shown);
                inline.show_in(shown);
            }
            Self::List(list) => list.items.iter().flat_map(|item| &item.blocks).for_each(|it| it.show_in(shown)),
            Self::Quote(blocks) => blocks.iter().for_each(|block| block.show_in(shown)),
            Self::Footnote(note) => note.blocks.iter().for_each(|block| block.show_in(shown)),
            Self::Table(table) => table.show_in(shown),
            Self::Code(code) => {
                apart(shown);
                shown.push(&code.text.lines());
            }
            Self::Image(picture) => {
                apart(shown);
                picture.alt.iter().for_each(|alt| shown.push(&alt.line()));
                for words in [&picture.caption, &picture.credit].into_iter().flatten() {
                    apart(shown);
                    shown.push(&words.line());
                }
            }
            Self::Break => {
                apart(shown);
                shown.push(&"* * *".into());
            }
        }
    }
}

impl Table {
    fn show_in(&self, shown: &mut Clean) {
        apart(shown);
        for (number, row) in std::iter::once(&self.head).chain(&self.rows).enumerate() {
            if number > 0 {
                shown.push(&"\n".into());
            }
            for (number, cell) in row.iter().enumerate() {
                if number > 0 {
                    shown.push(&"\t".into());
                }
                cell.show_in(shown);
            }
        }
    }
}

/// Parts what follows from what was shown before it.
fn apart(shown: &mut Clean) {
    if !shown.is_empty() {
        shown.push(&"\n".into());
    }
}

fn joined(blocks: &[Block]) -> String {
    blocks.iter().map(Block::plain).collect::<Vec<_>>().join("\n")
}
