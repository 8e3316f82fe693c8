//! Panes: what stands where on the page. Each takes the state and an area of the canvas; none changes anything.

pub mod contents;
pub mod headline;
pub mod lines;
pub mod list;
pub mod marks;
pub mod preview;
pub mod search;
pub mod status;
pub mod takeaways;
pub mod text;
pub mod title;
pub mod typed;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::Role;

/// The label over a pane, two rows above its first row.
pub fn label(canvas: &mut Canvas<'_>, area: Rect, text: &str, here: bool) {
    if area.y >= 2 {
        let role = if here { Role::LabelHere } else { Role::Label };
        canvas.cut((area.x, area.y - 2), area.width, text, role);
    }
}

/// A number as people write it: `12,345`.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(super::thousands(number), text);
        }
    }
}
