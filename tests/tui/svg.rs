//! A screen as an SVG: the cells as escape sequences, which anstyle-svg draws.

use std::fmt::Write as _;

use anstyle_svg::Term;
use ratatui::style::{Color, Modifier};

use super::Stage;

/// Draws the screen of a stage.
pub(crate) fn svg(stage: &Stage) -> String {
    let (buffer, _) = stage.painted();
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            out.push_str("\u{1b}[0m");
            for code in modifiers(cell.modifier).into_iter().chain(colour(cell.fg, 30)).chain(colour(cell.bg, 40)) {
                write!(out, "\u{1b}[{code}m").unwrap();
            }
            out.push_str(cell.symbol());
            x += u16::try_from(nutgraf::text::width::width(cell.symbol()).max(1)).unwrap();
        }
        out.push_str("\u{1b}[0m\n");
    }
    let (ink, paper) = (anstyle::RgbColor(216, 217, 220), anstyle::RgbColor(24, 25, 30));
    Term::new().fg_color(ink.into()).bg_color(paper.into()).min_width_px(1100).render_svg(&out)
}

/// One code a sequence: the drawing library reads but the first colour of several.
fn modifiers(modifier: Modifier) -> Vec<String> {
    [(Modifier::BOLD, "1"), (Modifier::ITALIC, "3"), (Modifier::UNDERLINED, "4"), (Modifier::REVERSED, "7")]
        .into_iter()
        .filter(|(one, _)| modifier.contains(*one))
        .map(|(_, code)| code.to_owned())
        .collect()
}

/// A colour of the text (`base` 30) or behind it (40); the theme's own paper is that of the picture.
fn colour(colour: Color, base: u8) -> Option<String> {
    match colour {
        Color::Rgb(24, 25, 30) => None,
        Color::Rgb(r, g, b) => Some(format!("{};2;{r};{g};{b}", base + 8)),
        _ => None,
    }
}
