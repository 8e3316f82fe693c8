//! The pen: writes at a place in a look with the fewest bytes, and knows what it cannot know.
//!
//! Only moves that every terminal has since the VT220: absolute place, column and row, steps. Never a carriage return or
//! a line feed (they can scroll), never a repeat, an insertion or a question.

use std::io::Write as _;

use ratatui::style::{Color, Modifier};

use super::tile::Look;

/// Attributes: what turns each on, and what turns it off again.
const ATTRIBUTES: [(Modifier, u8, u8); 8] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Where the terminal's cursor is, its look, and the bytes so far.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    /// What is to be written.
    pub(super) out: &'a mut Vec<u8>,
    row: Option<usize>,
    column: Option<usize>,
    look: Look,
}

impl<'a> Pen<'a> {
    /// A pen that knows no place, in the default look: every frame ends in it.
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, row: None, column: None, look: Look::default() }
    }

    /// The look that the next text has.
    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// Whether the cursor is known to stand here.
    pub(super) fn is_at(&self, column: usize, row: usize) -> bool {
        self.row == Some(row) && self.column == Some(column)
    }

    /// The cursor went on by this many cells.
    pub(super) fn advance(&mut self, cells: usize) {
        self.column = self.column.map(|column| column + cells);
    }

    /// The row is known, the column no longer: after a glyph on whose width terminals differ, and at the right edge.
    pub(super) fn forget_column(&mut self) {
        self.column = None;
    }

    /// Nothing is known: after a change of the scroll region.
    pub(super) fn forget_place(&mut self) {
        (self.row, self.column) = (None, None);
    }

    /// Moves to a cell, counted from 0.
    pub(super) fn move_to(&mut self, column: usize, row: usize) {
        match (self.row, self.column) {
            (Some(r), Some(c)) if r == row && c == column => {}
            (Some(r), Some(c)) if r == row && c < column && digits(column - c) <= digits(column + 1) => {
                self.step(column - c, b'C');
            }
            (Some(r), Some(c)) if r == row && c > column && digits(c - column) <= digits(column + 1) => {
                self.step(c - column, b'D');
            }
            (Some(r), _) if r == row => self.step(column + 1, b'G'),
            (Some(r), Some(c)) if c == column && r + 1 == row => self.step(1, b'B'),
            (_, Some(c)) if c == column => self.step(row + 1, b'd'),
            _ if column == 0 => self.step(row + 1, b'H'),
            _ => {
                let _ = write!(self.out, "\x1b[{};{}H", row + 1, column + 1);
            }
        }
        (self.row, self.column) = (Some(row), Some(column));
    }

    /// A control sequence with one count, which is left out where it is 1.
    pub(super) fn step(&mut self, count: usize, last: u8) {
        self.out.extend_from_slice(b"\x1b[");
        if count != 1 {
            let _ = write!(self.out, "{count}");
        }
        self.out.push(last);
    }

    /// Changes the look.
    pub(super) fn set_look(&mut self, look: Look) {
        if look == self.look {
            return;
        }
        if look == Look::default() {
            self.out.extend_from_slice(b"\x1b[m");
        } else {
            let change = change(self.look, look);
            let afresh = [&[0], change_from_default(look).as_slice()].concat();
            let shorter = if cost(&change) <= cost(&afresh) { change } else { afresh };
            self.out.extend_from_slice(b"\x1b[");
            for (at, parameter) in shorter.iter().enumerate() {
                let _ = write!(self.out, "{}{parameter}", if at > 0 { ";" } else { "" });
            }
            self.out.push(b'm');
        }
        self.look = look;
    }
}

/// Parameters that turn one look into another.
fn change(from: Look, to: Look) -> Vec<u8> {
    let mut parameters = Vec::with_capacity(8);
    let gone = from.modifier - to.modifier;
    // Bold and dim share their end, so that what stays of them is set again.
    let ended = if gone.intersects(Modifier::BOLD | Modifier::DIM) { Modifier::BOLD | Modifier::DIM } else { gone };
    for (attribute, _, off) in ATTRIBUTES {
        if gone.contains(attribute) && !parameters.contains(&off) {
            parameters.push(off);
        }
    }
    let new = to.modifier - (from.modifier - ended);
    parameters.extend(ATTRIBUTES.iter().filter(|(attribute, ..)| new.contains(*attribute)).map(|&(_, on, _)| on));
    if from.fg != to.fg {
        colour(to.fg, 30, &mut parameters);
    }
    if from.bg != to.bg {
        colour(to.bg, 40, &mut parameters);
    }
    parameters
}

fn change_from_default(to: Look) -> Vec<u8> {
    change(Look::default(), to)
}

/// A colour's parameters; `base` is 30 for the text, 40 for the background.
fn colour(colour: Color, base: u8, parameters: &mut Vec<u8>) {
    let of_sixteen = match colour {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(number) => return parameters.extend([base + 8, 5, number]),
        Color::Rgb(r, g, b) => return parameters.extend([base + 8, 2, r, g, b]),
    };
    parameters.push(base + of_sixteen);
}

/// Bytes of parameters with their separators.
fn cost(parameters: &[u8]) -> usize {
    parameters.iter().map(|&parameter| digits(usize::from(parameter)) + 1).sum()
}

/// Bytes of a number.
fn digits(number: usize) -> usize {
    match number {
        0..=9 => 1,
        10..=99 => 2,
        100..=999 => 3,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(act: impl FnOnce(&mut Pen<'_>)) -> String {
        let mut out = Vec::new();
        act(&mut Pen::new(&mut out));
        String::from_utf8(out).unwrap().replace('\x1b', "ESC")
    }

    fn look(fg: Color, modifier: Modifier) -> Look {
        Look { fg, modifier, ..Look::default() }
    }

    #[test]
    fn moves_are_the_shortest_that_are_sure() {
        assert_eq!(written(|pen| pen.move_to(0, 0)), "ESC[H");
        assert_eq!(written(|pen| pen.move_to(4, 2)), "ESC[3;5H");
        let from = |column, row| {
            written(|pen| {
                (pen.row, pen.column) = (Some(5), Some(50));
                pen.move_to(column, row);
            })
        };
        assert_eq!(from(50, 5), "");
        assert_eq!(from(53, 5), "ESC[3C");
        assert_eq!(from(49, 5), "ESC[D");
        assert_eq!(from(0, 5), "ESC[G");
        assert_eq!(from(50, 6), "ESC[B");
        assert_eq!(from(50, 20), "ESC[21d");
        let unsure = written(|pen| {
            (pen.row, pen.column) = (Some(5), Some(50));
            pen.forget_column();
            pen.move_to(51, 5);
        });
        assert_eq!(unsure, "ESC[52G");
    }

    #[test]
    fn looks_change_by_what_differs() {
        let changes = written(|pen| {
            pen.set_look(look(Color::Red, Modifier::BOLD));
            pen.set_look(look(Color::Blue, Modifier::BOLD));
            pen.set_look(look(Color::Blue, Modifier::DIM));
            pen.set_look(look(Color::Blue, Modifier::empty()));
            pen.set_look(Look::default());
        });
        assert_eq!(changes, "ESC[1;31mESC[34mESC[22;2mESC[22mESC[m");
    }

    #[test]
    fn a_look_is_set_afresh_where_that_is_shorter() {
        let all = Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED;
        let changes = written(|pen| {
            pen.set_look(look(Color::Reset, all));
            pen.set_look(look(Color::Red, Modifier::empty()));
        });
        assert_eq!(changes, "ESC[1;3;4mESC[0;31m");
    }

    #[test]
    fn colours_of_all_kinds() {
        let of = |fg| written(|pen| pen.set_look(look(fg, Modifier::empty())));
        assert_eq!(of(Color::DarkGray), "ESC[90m");
        assert_eq!(of(Color::White), "ESC[97m");
        assert_eq!(of(Color::Indexed(200)), "ESC[38;5;200m");
        assert_eq!(of(Color::Rgb(1, 22, 255)), "ESC[38;2;1;22;255m");
        let behind = written(|pen| pen.set_look(Look { bg: Color::LightCyan, ..Look::default() }));
        assert_eq!(behind, "ESC[106m");
    }
}
