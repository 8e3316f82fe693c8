//! Before a link is opened: the host, and the whole address. Nothing leaves the machine without this.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer};
use crate::text::clean;
use crate::text::wrap::{Wrap, wrap};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::key::Chord;
use crate::tui::outside::link::Address;
use crate::tui::theme::Role;

/// Asks whether to open an address.
pub struct AskLink {
    address: Address,
}

impl AskLink {
    /// Asks for a checked address.
    #[must_use]
    pub fn new(address: Address) -> Self {
        Self { address }
    }
}

impl Layer for AskLink {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        match (chord.code, chord.character()) {
            (KeyCode::Enter, _) | (_, Some('o')) => {
                app.done(&format!("opening {}", self.address.host()));
                app.effects.push(Effect::Browse(self.address.clone()));
            }
            (_, Some('y')) => {
                app.done(&format!("copied {}", self.address.url()));
                app.effects.push(Effect::Copy(clean::line(self.address.url())));
            }
            _ => {}
        }
        Fate::Close
    }

    fn paint(&self, _app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let columns = 64.min(canvas.area().width);
        let url = clean::line(self.address.url());
        let room = usize::from(columns.saturating_sub(4).max(1));
        let lines = wrap(&url, Wrap { first: room, rest: room, hyphenate: None });
        let shown = lines.len().min(4);
        let host = self.address.host();
        // The end of a host is what counts: it is never cut.
        let host_lines = wrap(host, Wrap { first: room, rest: room, hyphenate: None });
        let rows = u16::try_from(shown + host_lines.len()).unwrap_or(4) + 5;
        let area = canvas.middle(columns, rows);
        let inner = canvas.framed(area, "Open link");
        let bottom = inner.bottom();
        let mut y = inner.y + u16::from(inner.height > 4);
        for line in &host_lines {
            if y < bottom {
                canvas.cut((inner.x, y), inner.width, host.get(line.range.clone()).unwrap_or_default(), Role::Headline);
            }
            y += 1;
        }
        for line in lines.iter().take(shown) {
            if y < bottom {
                canvas.cut((inner.x, y), inner.width, url.get(line.range.clone()).unwrap_or_default(), Role::Meta);
            }
            y += 1;
        }
        y = (y + 1).min(bottom.saturating_sub(1));
        let mut x = inner.x;
        for (key, what) in [("enter", " open   "), ("y", " copy   "), ("esc", " leave it")] {
            x += canvas.text((x, y), inner.right().saturating_sub(x), key, Role::Key);
            x += canvas.text((x, y), inner.right().saturating_sub(x), what, Role::Text);
        }
        None
    }
}
