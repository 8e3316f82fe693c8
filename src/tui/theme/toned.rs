//! The themes in 24-bit colour: two sets of tones, one way to use them.

use ratatui::style::{Color, Modifier, Style as Look};

use super::{Colour, Role};

/// The colours of a 24-bit theme.
pub(super) struct Tones {
    ink: Color,
    paper: Color,
    quiet: Color,
    faint: Color,
    accent: Color,
    heading: Color,
    link: Color,
    code: Color,
    found: Color,
    here: Color,
    row: Color,
    chosen: Color,
    /// Of highlights: yellow, green, blue, pink.
    marked: [Color; 4],
    good: Color,
    warn: Color,
    bad: Color,
}

/// Ink on paper. Text 13:1, quiet text 5:1 against the background.
pub(super) const PAPER: Tones = Tones {
    ink: Color::Rgb(38, 40, 46),
    paper: Color::Rgb(252, 251, 247),
    quiet: Color::Rgb(104, 106, 114),
    faint: Color::Rgb(186, 186, 182),
    accent: Color::Rgb(0, 110, 120),
    heading: Color::Rgb(24, 74, 140),
    link: Color::Rgb(24, 84, 170),
    code: Color::Rgb(48, 100, 40),
    found: Color::Rgb(250, 224, 130),
    here: Color::Rgb(244, 172, 90),
    row: Color::Rgb(226, 232, 236),
    chosen: Color::Rgb(184, 208, 242),
    marked: [
        Color::Rgb(253, 244, 190),
        Color::Rgb(216, 240, 204),
        Color::Rgb(212, 232, 248),
        Color::Rgb(250, 220, 230),
    ],
    good: Color::Rgb(40, 110, 50),
    warn: Color::Rgb(140, 90, 0),
    bad: Color::Rgb(180, 36, 44),
};

/// Soft light on dark. Text 12:1, quiet text 5:1 against the background.
pub(super) const NIGHT: Tones = Tones {
    ink: Color::Rgb(216, 217, 220),
    paper: Color::Rgb(24, 25, 30),
    quiet: Color::Rgb(142, 146, 158),
    faint: Color::Rgb(72, 75, 86),
    accent: Color::Rgb(110, 190, 196),
    heading: Color::Rgb(136, 184, 240),
    link: Color::Rgb(128, 176, 236),
    code: Color::Rgb(156, 200, 124),
    found: Color::Rgb(106, 88, 30),
    here: Color::Rgb(170, 96, 30),
    row: Color::Rgb(48, 54, 66),
    chosen: Color::Rgb(48, 80, 128),
    marked: [Color::Rgb(66, 60, 24), Color::Rgb(30, 62, 38), Color::Rgb(26, 56, 76), Color::Rgb(76, 38, 58)],
    good: Color::Rgb(148, 200, 124),
    warn: Color::Rgb(224, 186, 110),
    bad: Color::Rgb(236, 122, 128),
};

pub(super) fn toned(role: Role, tones: &Tones) -> Look {
    let base = Look::new().fg(tones.ink).bg(tones.paper);
    match role {
        Role::Text | Role::Takeaway => base,
        Role::Headline | Role::TableHead | Role::Prompt | Role::CursorQuiet => base.add_modifier(Modifier::BOLD),
        Role::Dek | Role::Quote => base.add_modifier(Modifier::ITALIC),
        Role::Caption => base.fg(tones.quiet).add_modifier(Modifier::ITALIC),
        Role::Meta => base.fg(tones.quiet),
        Role::Rule => base.fg(tones.faint),
        Role::Label => base.fg(tones.quiet).add_modifier(Modifier::BOLD),
        Role::LabelHere | Role::Shared => base.fg(tones.accent).add_modifier(Modifier::BOLD),
        Role::Heading => base.fg(tones.heading).add_modifier(Modifier::BOLD),
        Role::Marker | Role::Footnote | Role::Gutter | Role::Progress | Role::Key => base.fg(tones.accent),
        Role::Code => base.fg(tones.code),
        Role::Link => base.fg(tones.link).add_modifier(Modifier::UNDERLINED),
        Role::Cursor => base.bg(tones.row).add_modifier(Modifier::BOLD),
        Role::Marked(colour) => {
            let [yellow, green, blue, pink] = tones.marked;
            base.bg(match colour {
                Colour::Yellow => yellow,
                Colour::Green => green,
                Colour::Blue => blue,
                Colour::Pink => pink,
            })
        }
        Role::Selection => base.bg(tones.chosen),
        Role::Match => base.bg(tones.found),
        Role::MatchHere => base.bg(tones.here).add_modifier(Modifier::BOLD),
        Role::Notice => base.fg(tones.good),
        Role::Warning | Role::Stale => base.fg(tones.warn),
        Role::Error | Role::Hint => base.fg(tones.bad).add_modifier(Modifier::BOLD),
    }
}
