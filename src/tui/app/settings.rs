//! What the user chose: theme, form of the page, mouse.

use std::time::{Duration, SystemTime};

use super::App;
use crate::article::{Age, Date, Reckoning};
use crate::cite::Chosen;
use crate::cite::quote::Template;
use crate::library::order::Order;
use crate::text::clean;
use crate::tui::effect::Effect;
use crate::tui::geometry::{Form, Wish};
use crate::tui::layer::{help::Help, menu};
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::theme::Theme;

/// Choices of the user, from config, flags and keys.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How roles look.
    pub theme: Theme,
    /// How the page is divided, and how wide a line is.
    pub wish: Wish,
    /// Whether the library screen has a preview.
    pub preview: bool,
    /// Whether one single file was opened.
    pub alone: bool,
    /// Whether the mouse is ours.
    pub mouse: Mouse,
    /// How old a recorded status may be.
    pub stale_after: Age,
    /// The style of citations.
    pub style: Chosen,
    /// How quotes are laid out.
    pub quote: Template,
}

/// Who has the mouse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mouse {
    /// We: wheel and click work, the terminal's selection needs shift.
    #[default]
    Captured,
    /// The terminal: it selects and copies.
    Released,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            wish: Wish { measure: 72, form: Form::Panes, hyphenate: false },
            preview: true,
            alone: false,
            mouse: Mouse::Captured,
            stale_after: Age::YEAR,
            style: Chosen::default(),
            quote: Template::default(),
        }
    }
}

impl App {
    /// What ages of statuses are reckoned by now.
    pub(in crate::tui) fn reckoning(&self) -> Option<Reckoning> {
        let now = Duration::from_secs(u64::try_from(self.keeping.now).ok()?);
        Reckoning::on(&Date::at(SystemTime::UNIX_EPOCH.checked_add(now)?), self.settings.stale_after)
    }

    /// Opens the theme menu, or takes a theme by name.
    ///
    /// # Errors
    /// When there is no such theme.
    pub fn choose_theme(&mut self, name: &str) -> Outcome {
        let name = name.trim();
        if name.is_empty() {
            self.layers.push(Box::new(menu::themes(self)));
            return Ok(());
        }
        let names = || Theme::ALL.map(|theme| theme.name).join(", ");
        let theme = Theme::named(name)
            .ok_or_else(|| Refusal(clean::line(&format!("no theme is called {name}; there are {}", names()))))?;
        self.settings.theme = theme;
        Ok(())
    }

    /// Opens the menu of orders, or takes one by name.
    ///
    /// # Errors
    /// When there is no such order.
    pub fn sort(&mut self, name: &str) -> Outcome {
        let name = name.trim();
        if name.is_empty() {
            self.layers.push(Box::new(menu::orders(self)));
            return Ok(());
        }
        let names = || Order::ALL.map(Order::name).join(", ");
        let order = Order::from_name(name)
            .ok_or_else(|| Refusal(clean::line(&format!("no order is called {name}; there are {}", names()))))?;
        self.shelf.order = order;
        self.shelf.arrange();
        self.want_preview();
        Ok(())
    }

    /// The preview, or the list alone.
    ///
    /// # Errors
    /// Never.
    pub fn toggle_preview(&mut self) -> Outcome {
        self.settings.preview = !self.settings.preview;
        self.want_preview();
        Ok(())
    }

    /// The text alone, or with its panes.
    ///
    /// # Errors
    /// In linear mode, which has no panes.
    pub fn toggle_zen(&mut self) -> Outcome {
        self.settings.wish.form = match self.settings.wish.form {
            Form::Panes => Form::Zen,
            Form::Zen => Form::Panes,
            Form::Linear => return Err("linear mode has no panes; :linear leaves it".into()),
        };
        Ok(())
    }

    /// One plain column with a real cursor, or panes.
    ///
    /// # Errors
    /// Never.
    pub fn toggle_linear(&mut self) -> Outcome {
        let linear = self.settings.wish.form != Form::Linear;
        self.settings.wish.form = if linear { Form::Linear } else { Form::Panes };
        self.effects.push(Effect::Linear(linear));
        Ok(())
    }

    /// Hyphens at the ends of lines, or none.
    ///
    /// # Errors
    /// Never.
    pub fn toggle_hyphenation(&mut self) -> Outcome {
        self.settings.wish.hyphenate = !self.settings.wish.hyphenate;
        Ok(())
    }

    /// Releases the mouse to the terminal, or takes it back.
    ///
    /// # Errors
    /// Never.
    pub fn toggle_mouse(&mut self) -> Outcome {
        let (mouse, said) = match self.settings.mouse {
            Mouse::Captured => (Mouse::Released, "the mouse is the terminal's: select and copy as usual"),
            Mouse::Released => (Mouse::Captured, "the mouse scrolls and clicks here"),
        };
        self.settings.mouse = mouse;
        self.effects.push(Effect::Mouse(mouse == Mouse::Captured));
        self.done(said);
        Ok(())
    }

    /// Opens help.
    ///
    /// # Errors
    /// Never.
    pub fn help(&mut self) -> Outcome {
        let help = Help::new(self);
        self.layers.push(Box::new(help));
        Ok(())
    }
}
