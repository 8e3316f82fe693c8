//! Roles and themes: the interface says what a text is, a theme says how that looks.
//!
//! The default theme uses the terminal's own sixteen colours and its own background, so that it reads well wherever
//! the reader has made the terminal readable. Every theme is one row of [`Theme::ALL`]; every role has a look in each,
//! because the function that gives it matches all roles.

mod toned;

use ratatui::style::{Color, Modifier, Style as Look};

use crate::article::Emphasis;
use crate::reading::Colour;
use toned::{NIGHT, PAPER, toned};

/// What a text on the screen is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Body text.
    #[default]
    Text,
    /// The headline.
    Headline,
    /// The dek.
    Dek,
    /// Byline, dates, counts, and other quiet facts.
    Meta,
    /// A section heading.
    Heading,
    /// The label of a pane or of a part: `KEY TAKEAWAYS`.
    Label,
    /// The label of the pane that has the keyboard.
    LabelHere,
    /// A takeaway.
    Takeaway,
    /// A number or bullet.
    Marker,
    /// Code.
    Code,
    /// A link.
    Link,
    /// Quoted text.
    Quote,
    /// The bar beside a quotation, table rules, pane frames.
    Rule,
    /// Head of a table.
    TableHead,
    /// A footnote's mark.
    Footnote,
    /// Caption, alt text, credit.
    Caption,
    /// The mark beside the current block.
    Gutter,
    /// The row under the cursor in the pane that has the keyboard.
    Cursor,
    /// The row under the cursor in another pane.
    CursorQuiet,
    /// Words that two texts share, or that one quotes of the other.
    Shared,
    /// What a search found.
    Match,
    /// The match that the reader is at.
    MatchHere,
    /// Highlighted text.
    Marked(Colour),
    /// The text that is being selected.
    Selection,
    /// A letter over a word that can be chosen by it.
    Hint,
    /// A key in help, hints and palette.
    Key,
    /// That a recorded status is old.
    Stale,
    /// A notice.
    Notice,
    /// A warning.
    Warning,
    /// An error.
    Error,
    /// What the reader types.
    Prompt,
    /// The done part of a progress bar.
    Progress,
}

/// A role with the emphasis of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// What the text is.
    pub role: Role,
    /// How it is emphasised within that.
    pub emphasis: Emphasis,
}

impl From<Role> for Style {
    fn from(role: Role) -> Self {
        Self { role, emphasis: Emphasis::NONE }
    }
}

/// A theme: a name, and the look of every role.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// As `--theme` and the config name it.
    pub name: &'static str,
    /// One line for the picker.
    pub about: &'static str,
    look: fn(Role) -> Look,
}

impl PartialEq for Theme {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Default for Theme {
    fn default() -> Self {
        TERMINAL
    }
}

/// The terminal's own colours.
pub const TERMINAL: Theme = Theme { name: "terminal", about: "the terminal's own sixteen colours", look: terminal };
/// For a white or light background, 24-bit colour.
pub const LIGHT: Theme =
    Theme { name: "light", about: "ink on paper, 24-bit colour", look: |role| toned(role, &PAPER) };
/// For a dark background, 24-bit colour.
pub const DARK: Theme =
    Theme { name: "dark", about: "soft light on dark, 24-bit colour", look: |role| toned(role, &NIGHT) };
/// Strong contrast: no dim text.
pub const CONTRAST: Theme = Theme { name: "contrast", about: "strong contrast, nothing dim", look: contrast };
/// No colour at all; selection is reverse, matches are underlined.
pub const MONO: Theme = Theme { name: "mono", about: "no colour: bold, underline, reverse", look: mono };

impl Theme {
    /// Every theme, in the order of the picker.
    pub const ALL: [Self; 5] = [TERMINAL, LIGHT, DARK, CONTRAST, MONO];

    /// The theme of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name == name)
    }

    /// How a role looks.
    #[must_use]
    pub fn role(&self, role: Role) -> Look {
        (self.look)(role)
    }

    /// How a styled text looks: its role's look with the emphasis on top.
    #[must_use]
    pub fn style(&self, style: Style) -> Look {
        let mut look = self.role(style.role);
        for (emphasis, modifier) in [
            (Emphasis::ITALIC, Modifier::ITALIC),
            (Emphasis::STRONG, Modifier::BOLD),
            (Emphasis::STRUCK, Modifier::CROSSED_OUT),
        ] {
            if style.emphasis.has(emphasis) {
                look = look.add_modifier(modifier);
            }
        }
        if style.emphasis.has(Emphasis::CODE) && style.role == Role::Text {
            look = look.patch(self.role(Role::Code));
        }
        look
    }
}

fn terminal(role: Role) -> Look {
    let plain = Look::new();
    let quiet = plain.fg(Color::DarkGray);
    match role {
        Role::Text | Role::Takeaway => plain,
        Role::Headline | Role::TableHead | Role::CursorQuiet | Role::Prompt => plain.add_modifier(Modifier::BOLD),
        Role::Dek | Role::Quote => plain.add_modifier(Modifier::ITALIC),
        Role::Caption => quiet.add_modifier(Modifier::ITALIC),
        Role::Meta | Role::Rule => quiet,
        Role::Label => quiet.add_modifier(Modifier::BOLD),
        Role::LabelHere | Role::Shared => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        // Not plain blue: on many black terminals it cannot be read.
        Role::Heading => plain.fg(Color::LightBlue).add_modifier(Modifier::BOLD),
        Role::Marker | Role::Footnote | Role::Gutter | Role::Progress => plain.fg(Color::Cyan),
        Role::Link => plain.fg(Color::LightBlue).add_modifier(Modifier::UNDERLINED),
        Role::Cursor | Role::Selection => plain.add_modifier(Modifier::REVERSED),
        Role::Marked(colour) => plain.fg(Color::Black).bg(bright(colour)),
        Role::Hint => plain.fg(Color::Magenta).add_modifier(Modifier::BOLD),
        Role::Match => plain.fg(Color::Black).bg(Color::Yellow),
        Role::MatchHere => plain.fg(Color::Black).bg(Color::Magenta).add_modifier(Modifier::BOLD),
        Role::Key => plain.fg(Color::Magenta),
        Role::Notice | Role::Code => plain.fg(Color::Green),
        Role::Warning | Role::Stale => plain.fg(Color::Yellow),
        Role::Error => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
    }
}

/// Of the sixteen, those that black reads well on in most palettes, and that no match has.
fn bright(colour: Colour) -> Color {
    match colour {
        Colour::Yellow => Color::LightYellow,
        Colour::Green => Color::LightGreen,
        Colour::Blue => Color::LightCyan,
        Colour::Pink => Color::LightMagenta,
    }
}

fn mono(role: Role) -> Look {
    let plain = Look::new();
    match role {
        Role::Text
        | Role::Takeaway
        | Role::Meta
        | Role::Rule
        | Role::Marker
        | Role::Footnote
        | Role::Gutter
        | Role::Progress
        | Role::Code
        | Role::Label => plain,
        Role::Headline
        | Role::TableHead
        | Role::Heading
        | Role::Key
        | Role::Prompt
        | Role::Notice
        | Role::Warning
        | Role::Error
        | Role::Shared
        | Role::CursorQuiet => plain.add_modifier(Modifier::BOLD),
        Role::Dek | Role::Quote | Role::Caption | Role::Stale => plain.add_modifier(Modifier::ITALIC),
        Role::LabelHere => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Link | Role::Match => plain.add_modifier(Modifier::UNDERLINED),
        // Underlined all, and told apart by what letters can be besides; the status line says the colour.
        Role::Marked(colour) => plain.add_modifier(Modifier::UNDERLINED | letters(colour)),
        Role::Cursor | Role::Selection | Role::Hint => plain.add_modifier(Modifier::REVERSED),
        Role::MatchHere => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
    }
}

fn letters(colour: Colour) -> Modifier {
    match colour {
        Colour::Yellow => Modifier::empty(),
        Colour::Green => Modifier::BOLD,
        Colour::Blue => Modifier::ITALIC,
        Colour::Pink => Modifier::BOLD | Modifier::ITALIC,
    }
}

fn contrast(role: Role) -> Look {
    match role {
        Role::Meta | Role::Rule | Role::Caption | Role::Label => Look::new(),
        Role::Heading | Role::LabelHere => Look::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Marker | Role::Footnote | Role::Gutter | Role::Key => Look::new().add_modifier(Modifier::BOLD),
        Role::Marked(colour) => Look::new().fg(Color::Black).bg(bright(colour)).add_modifier(Modifier::UNDERLINED),
        Role::Match => Look::new().fg(Color::Black).bg(Color::Yellow),
        Role::MatchHere => Look::new().fg(Color::White).bg(Color::Red).add_modifier(Modifier::BOLD),
        other => mono(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for theme in Theme::ALL {
            assert_eq!(Theme::named(theme.name).unwrap(), theme);
            assert_eq!(Theme::ALL.iter().filter(|other| other.name == theme.name).count(), 1);
        }
        assert!(Theme::named("sepia").is_none());
    }

    #[test]
    fn without_colour_the_cursor_and_matches_still_show() {
        for role in
            [Role::Cursor, Role::Selection, Role::Hint, Role::MatchHere, Role::Match, Role::Link, Role::LabelHere]
                .into_iter()
                .chain(Colour::ALL.map(Role::Marked))
        {
            let look = MONO.role(role);
            assert!(look.fg.is_none() && look.bg.is_none() && !look.add_modifier.is_empty(), "{role:?}");
        }
    }

    #[test]
    fn what_lies_on_text_is_told_apart_in_every_theme() {
        for theme in Theme::ALL {
            let looks = |role: Role| theme.role(role);
            for colour in Colour::ALL {
                for other in Colour::ALL.into_iter().filter(|other| *other != colour) {
                    assert_ne!(looks(Role::Marked(colour)), looks(Role::Marked(other)), "{} {colour:?}", theme.name);
                }
                assert_eq!(Colour::named(colour.name()), Some(colour));
                for other in [Role::Text, Role::Selection, Role::MatchHere] {
                    assert_ne!(looks(Role::Marked(colour)), looks(other), "{} {colour:?} {other:?}", theme.name);
                }
            }
            assert_ne!(looks(Role::Selection), looks(Role::MatchHere), "{}", theme.name);
        }
    }

    #[test]
    fn emphasis_lies_on_top_of_the_role() {
        let strong = Style { role: Role::Quote, emphasis: Emphasis::STRONG };
        assert_eq!(TERMINAL.style(strong).add_modifier, Modifier::ITALIC | Modifier::BOLD);
    }
}
