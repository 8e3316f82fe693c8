//! An emulator is the judge: after every frame it must show what was painted, whatever stood there before.

use proptest::prelude::*;
use ratatui::style::{Color, Modifier, Style};

use super::door::{Glyph, admit};
use super::*;

const SIZE: Size = Size { width: 40, height: 12 };

/// A screen with the terminal behind it.
struct Bench {
    screen: Screen,
    terminal: vt100::Parser,
}

impl Bench {
    fn new(size: Size) -> Self {
        Self { screen: Screen::default(), terminal: vt100::Parser::new(size.height, size.width, 0) }
    }

    /// Paints a frame, checks the emulator, and returns the bytes that it took.
    fn frame(&mut self, next: &Buffer, cursor: Option<Position>) -> Vec<u8> {
        self.screen.canvas(next.area.as_size()).clone_from(next);
        let mut out = Vec::new();
        self.screen.render(cursor, &mut out);
        self.terminal.process(&out);
        self.check(next);
        out
    }

    fn check(&self, wanted: &Buffer) {
        let width = wanted.area.width;
        for y in 0..wanted.area.height {
            let mut x = 0;
            while x < width {
                let cell = &wanted[(x, y)];
                let seen = self.terminal.screen().cell(y, x).unwrap();
                let (text, wide, sure) = match admit(cell.symbol()) {
                    Glyph::Blank => (" ".to_owned(), 1, true),
                    Glyph::Char(c, wide, sure) => (c.to_string(), u16::from(wide), sure),
                    Glyph::Cluster(text, wide) => (text, u16::from(wide), false),
                };
                let (text, wide) = if x + wide > width { (" ".to_owned(), 1) } else { (text, wide) };
                if sure {
                    let context = format!("column {x}, row {y}, wanted {text:?}");
                    let shown = if seen.has_contents() { seen.contents() } else { " " };
                    assert_eq!(shown, text, "{context}");
                    assert_eq!(seen.bgcolor(), in_emulator(cell.bg), "{context}");
                    assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED), "{context}");
                    assert_eq!(seen.underline(), cell.modifier.contains(Modifier::UNDERLINED), "{context}");
                    if text != " " {
                        assert_eq!(seen.fgcolor(), in_emulator(cell.fg), "{context}");
                        assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD), "{context}");
                    }
                }
                x += wide;
            }
        }
    }
}

fn in_emulator(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(number) => vt100::Color::Idx(number),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}

/// What a frame changes of the one before.
#[derive(Clone, Debug)]
enum Change {
    /// Text at a place.
    Write(u16, u16, String, usize),
    /// All rows up (or down) by so many.
    Scroll(i16),
    /// A band of rows rotated by one, the rest fixed.
    Band(u16, u16),
    /// One row blank.
    Clear(u16),
    /// A style over a row.
    Mark(u16, usize),
    /// Somebody else wrote on the terminal.
    Disturb,
}

fn style(number: usize) -> Style {
    match number % 7 {
        0 | 1 => Style::new(),
        2 => Style::new().fg(Color::Red).bold(),
        3 => Style::new().fg(Color::LightBlue).underlined(),
        4 => Style::new().reversed(),
        5 => Style::new().bg(Color::Indexed(236)).fg(Color::Rgb(1, 2, 3)),
        _ => Style::new().italic().fg(Color::Red),
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,9}",
        3 => " {1,20}",
        2 => "[移民政策]{1,4}",
        1 => Just("e\u{301}".to_owned()),
        1 => Just("❤\u{fe0f}".to_owned()),
        1 => Just("★".to_owned()),
        1 => Just("│ • ”".to_owned()),
    ];
    proptest::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

fn any_change() -> impl Strategy<Value = Change> {
    let (x, y) = (0..SIZE.width, 0..SIZE.height);
    prop_oneof![
        4 => (x, y.clone(), any_text(), 0..7_usize).prop_map(|(x, y, text, style)| Change::Write(x, y, text, style)),
        3 => (-4..5_i16).prop_map(Change::Scroll),
        2 => (y.clone(), y.clone()).prop_map(|(a, b)| Change::Band(a.min(b), a.max(b))),
        1 => y.clone().prop_map(Change::Clear),
        1 => (y, 0..7_usize).prop_map(|(y, style)| Change::Mark(y, style)),
        1 => Just(Change::Disturb),
    ]
}

fn apply(change: &Change, buffer: &mut Buffer, bench: &mut Bench) {
    let width = usize::from(SIZE.width);
    match change {
        Change::Write(x, y, text, number) => buffer.set_string(*x, *y, text, style(*number)),
        Change::Scroll(by) if *by >= 0 => buffer.content.rotate_left(by.unsigned_abs() as usize * width),
        Change::Scroll(by) => buffer.content.rotate_right(by.unsigned_abs() as usize * width),
        Change::Band(a, b) => {
            buffer.content[usize::from(*a) * width..usize::from(b + 1) * width].rotate_left(width);
        }
        Change::Clear(y) => {
            (0..SIZE.width).for_each(|x| buffer[(x, *y)].reset());
        }
        Change::Mark(y, number) => buffer.set_style(Rect::new(0, *y, SIZE.width, 1), style(*number)),
        Change::Disturb => {
            bench.terminal.process(b"\x1b[5;9r\x1b[H\x1b[41;1mwall message\r\n\x1b[8;20Hmore");
            bench.screen.invalidate();
        }
    }
}

/// A page of prose, `from` this line on.
fn page(size: Size, from: usize) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    for y in 0..size.height {
        let n = from + usize::from(y);
        let words = ["asylum", "officers", "may", "not", "detain", "anybody", "without", "a", "warrant"];
        let line = (0..12).map(|i| words[(n * 7 + i * n) % words.len()]).collect::<Vec<_>>().join(" ");
        buffer.set_stringn(4, y, format!("{n:>4}  {line}"), usize::from(size.width) - 8, Style::new());
    }
    buffer
}

const LARGE: Size = Size { width: 120, height: 40 };

#[test]
fn nothing_changed_takes_no_byte() {
    let mut bench = Bench::new(LARGE);
    let first = bench.frame(&page(LARGE, 0), None);
    assert!(first.starts_with(b"\x1b[?2026h"), "a large frame is shown at once");
    assert_eq!(bench.frame(&page(LARGE, 0), None), b"");
    let at = Position::new(3, 4);
    assert_eq!(bench.frame(&page(LARGE, 0), Some(at)), b"\x1b[5;4H\x1b[?25h");
    assert_eq!(bench.frame(&page(LARGE, 0), Some(at)), b"");
    assert_eq!(bench.frame(&page(LARGE, 0), None), b"\x1b[?25l");
}

#[test]
fn a_line_of_scrolling_takes_little_more_than_the_new_line() {
    let mut bench = Bench::new(LARGE);
    let status = |buffer: &mut Buffer, text: &str| {
        buffer.set_style(Rect::new(0, 39, 120, 1), Style::new().reversed());
        buffer.set_string(0, 39, format!("{text:<120}"), Style::new().reversed());
        buffer.set_string(2, 12, "▌", Style::new().fg(Color::LightBlue));
    };
    for (from, text) in [(0, "Top"), (1, "1 %"), (2, "2 %"), (1, "1 %")] {
        let mut next = page(LARGE, from);
        status(&mut next, text);
        let bytes = bench.frame(&next, None);
        assert!(text == "Top" || bytes.len() <= 250, "{text}: {} bytes", bytes.len());
    }
}

#[test]
fn a_moved_highlight_takes_the_two_rows() {
    let mut bench = Bench::new(LARGE);
    let list = |row: u16| {
        let mut buffer = page(LARGE, 0);
        buffer.set_style(Rect::new(0, row, 60, 1), Style::new().reversed());
        buffer
    };
    bench.frame(&list(3), None);
    let bytes = bench.frame(&list(4), None).len();
    assert!(bytes <= 250, "{bytes} bytes");
}

#[test]
fn clearing_a_tail_does_not_write_spaces() {
    let mut bench = Bench::new(LARGE);
    bench.frame(&page(LARGE, 0), None);
    let mut next = page(LARGE, 0);
    (30..120).for_each(|x| {
        next[(x, 7)].reset();
    });
    assert_eq!(bench.frame(&next, None), b"\x1b[8;31H\x1b[K");
    for x in 10..26 {
        next[(x, 8)].reset();
    }
    next[(26, 8)].set_symbol("!");
    assert_eq!(bench.frame(&next, None), b"\x1b[9;11H\x1b[16X\x1b[16C!");
}

#[test]
fn after_an_emoji_the_cursor_is_not_trusted() {
    let mut bench = Bench::new(SIZE);
    let mut next = Buffer::empty(Rect::new(0, 0, 40, 12));
    bench.frame(&next, None);
    next.set_string(0, 0, "a👩\u{200d}👧b", Style::new());
    let bytes = String::from_utf8(bench.frame(&next, None)).unwrap();
    assert_eq!(bytes, "\x1b[H\x1b[Ka👩\u{200d}👧\x1b[4Gb");
}

#[test]
fn no_control_of_a_cell_reaches_the_terminal() {
    let mut bench = Bench::new(SIZE);
    let mut next = Buffer::empty(Rect::new(0, 0, 40, 12));
    next[(0, 0)].set_symbol("\x1b]0;title\x07");
    next[(1, 0)].set_symbol("\u{9b}");
    next[(2, 0)].set_symbol("\u{202e}");
    next[(3, 0)].set_symbol("a\u{200f}");
    let bytes = String::from_utf8(bench.frame(&next, None)).unwrap();
    assert!(!bytes.contains("title") && !bytes.contains(['\u{9b}', '\u{202e}', '\u{200f}', '\x07']), "{bytes:?}");
}

#[test]
fn a_terminal_that_cannot_scroll_is_not_asked_to() {
    let mut bench = Bench::new(LARGE);
    bench.screen = Screen::new(false);
    bench.frame(&page(LARGE, 0), None);
    let bytes = String::from_utf8(bench.frame(&page(LARGE, 1), None)).unwrap();
    assert!(bytes.len() > 1000 && !bytes.contains("\x1b[S"), "{bytes:?}");
}

#[test]
fn every_size_from_nothing_on_paints() {
    let mut screen = Screen::default();
    for (width, height) in [(0, 0), (1, 1), (0, 5), (5, 0), (1, 80), (500, 2), (2, 1)] {
        let size = Size::new(width, height);
        let buffer = screen.canvas(size);
        if !buffer.area.is_empty() {
            buffer.set_stringn(0, 0, "移民 and so on", usize::from(width), Style::new());
        }
        let mut out = Vec::new();
        screen.render(Some(Position::new(9, 9)), &mut out);
        let mut terminal = vt100::Parser::new(height.max(1), width.max(2), 0);
        terminal.process(&out);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_terminal_shows_what_was_painted(changes in proptest::collection::vec(any_change(), 1..24)) {
        let mut bench = Bench::new(SIZE);
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
        for change in &changes {
            apply(change, &mut buffer, &mut bench);
            bench.frame(&buffer, None);
        }
        prop_assert!(bench.frame(&buffer, None).is_empty());
    }
}
