//! The fields of a query: one table of names, from which parsing and suggestions come.

use crate::diagnostic::nearest;

/// Which texts of an article are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Within {
    /// All of them.
    #[default]
    Anywhere,
    /// `takeaway:`
    Takeaway,
    /// `headline:`
    Headline,
    /// `summary:`, the dek.
    Summary,
    /// `section:`, the headings.
    Section,
    /// `source:`, the cited works.
    Source,
    /// `text:`, the paragraphs.
    Body,
}

/// A key whose values are compared: recorded in the file, but for tags, which the reader gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MetaField {
    /// `topic:`
    Topic,
    /// `agency:`
    Agency,
    /// `place:`
    Place,
    /// `author:`
    Author,
    /// `publisher:`
    Publisher,
    /// `lang:`, the BCP 47 tag.
    Lang,
    /// `status:`, the state of the policy.
    Status,
    /// `id:`
    Id,
    /// `tag:`, the reader's own.
    Tag,
}

/// What an article may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Has {
    /// A takeaway with recorded evidence.
    Evidence,
    /// A lead picture.
    Image,
    /// A dek.
    Summary,
    /// Takeaways.
    Takeaways,
    /// Cited works.
    Sources,
    /// A recorded status.
    Status,
    /// A date of publication.
    Date,
    /// Something that the reader wrote about it.
    Notes,
    /// A passage that the reader highlighted.
    Highlights,
    /// A tag that the reader gave it.
    Tags,
}

/// How a reader stands to an article: what `is:` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// Said to be read, or seen to its end.
    Read,
    /// Not so. A file that cannot be read as an article is not unread: nobody can read it.
    Unread,
    /// Bookmarked.
    Bookmarked,
    /// With a highlight or a note.
    Noted,
}

/// What stands behind a field's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text(Within),
    Meta(MetaField),
    Before,
    After,
    In,
    Has,
    Is,
    Note,
}

/// All fields.
pub(super) const FIELDS: [(&str, Field); 21] = [
    ("takeaway", Field::Text(Within::Takeaway)),
    ("headline", Field::Text(Within::Headline)),
    ("summary", Field::Text(Within::Summary)),
    ("section", Field::Text(Within::Section)),
    ("source", Field::Text(Within::Source)),
    ("text", Field::Text(Within::Body)),
    ("topic", Field::Meta(MetaField::Topic)),
    ("agency", Field::Meta(MetaField::Agency)),
    ("place", Field::Meta(MetaField::Place)),
    ("author", Field::Meta(MetaField::Author)),
    ("publisher", Field::Meta(MetaField::Publisher)),
    ("lang", Field::Meta(MetaField::Lang)),
    ("status", Field::Meta(MetaField::Status)),
    ("id", Field::Meta(MetaField::Id)),
    ("before", Field::Before),
    ("after", Field::After),
    ("in", Field::In),
    ("has", Field::Has),
    ("is", Field::Is),
    ("tag", Field::Meta(MetaField::Tag)),
    ("note", Field::Note),
];

/// What `has:` takes.
pub(super) const HAS: [(&str, Has); 10] = [
    ("evidence", Has::Evidence),
    ("image", Has::Image),
    ("summary", Has::Summary),
    ("takeaways", Has::Takeaways),
    ("sources", Has::Sources),
    ("status", Has::Status),
    ("date", Has::Date),
    ("notes", Has::Notes),
    ("highlights", Has::Highlights),
    ("tags", Has::Tags),
];

/// What `is:` takes.
pub(super) const IS: [(&str, Reading); 4] = [
    ("read", Reading::Read),
    ("unread", Reading::Unread),
    ("bookmarked", Reading::Bookmarked),
    ("noted", Reading::Noted),
];

impl Field {
    /// By name, in any case.
    pub(super) fn named(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
    }

    /// The name that was probably meant.
    pub(super) fn nearest(name: &str) -> Option<&'static str> {
        nearest(name, FIELDS.map(|(own, _)| own))
    }

    /// Whether its value is words to be found or compared; else it is a date or one of a few names.
    pub(super) fn takes_words(self) -> bool {
        matches!(self, Self::Text(_) | Self::Meta(_) | Self::Note)
    }

    /// The names of which it takes one; none where it takes something else.
    pub(super) fn names(self) -> Vec<&'static str> {
        match self {
            Self::Has => HAS.iter().map(|(name, _)| *name).collect(),
            Self::Is => IS.iter().map(|(name, _)| *name).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether its name is a common word: with a space behind its colon it is prose.
    pub(super) fn is_prose(self) -> bool {
        matches!(self, Self::Is | Self::Note | Self::Meta(MetaField::Tag))
    }

    pub(super) fn name(self) -> &'static str {
        FIELDS.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }
}

impl Within {
    /// The field's name; none for anywhere.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        (self != Self::Anywhere).then(|| Field::Text(self).name())
    }

    /// Whether what is asked for here is looked for in a text of that kind. A text of unknown kind is looked at always.
    #[must_use]
    pub fn covers(self, kind: Self) -> bool {
        self == Self::Anywhere || kind == Self::Anywhere || self == kind
    }
}

impl MetaField {
    /// The field's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Field::Meta(self).name()
    }
}

impl Has {
    /// The name behind `has:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        HAS.iter().find(|(_, has)| *has == self).map_or("", |(name, _)| name)
    }

    /// The one of that name, in any case.
    pub(super) fn named(name: &str) -> Option<Self> {
        HAS.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, has)| *has)
    }

    /// Whether the reader made it, not the file.
    pub(super) fn is_of_reader(self) -> bool {
        matches!(self, Self::Notes | Self::Highlights | Self::Tags)
    }
}

impl Reading {
    /// The name behind `is:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        IS.iter().find(|(_, is)| *is == self).map_or("", |(name, _)| name)
    }

    /// The one of that name, in any case.
    pub(super) fn named(name: &str) -> Option<Self> {
        IS.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, is)| *is)
    }
}
