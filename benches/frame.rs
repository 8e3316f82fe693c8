//! A frame of 120 columns and 40 rows, from the painted buffer to the bytes.

use std::cell::RefCell;

use divan::Bencher;
use nutgraf::tui::screen::Screen;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

const SIZE: Size = Size { width: 120, height: 40 };

fn main() {
    divan::main();
}

/// A page of prose in a measure of 76 cells, from this line on, with a status line.
fn page(from: usize) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    let words = ["asylum", "officers", "may", "not", "detain", "anybody", "without", "a", "warrant", "— “yet”"];
    for y in 0..SIZE.height - 1 {
        let n = from + usize::from(y);
        let line = words.iter().cycle().skip(n % 10).step_by(1 + n % 7).take(14).copied().collect::<Vec<_>>().join(" ");
        buffer.set_stringn(22, y, line, 76, if n.is_multiple_of(9) { Style::new().bold() } else { Style::new() });
    }
    buffer.set_string(0, SIZE.height - 1, format!("{:<120}", "status"), Style::new().reversed());
    buffer
}

/// Renders the pages in turn; painting (a copy here) is not counted. A sample is one frame, so that each page is painted
/// right before it is rendered.
fn turns(bencher: Bencher<'_, '_>, pages: &[Buffer]) {
    let screen = RefCell::new(Screen::default());
    let mut turns = pages.iter().cycle();
    let mut out = Vec::with_capacity(1 << 16);
    let paint = || {
        if let Some(page) = turns.next() {
            screen.borrow_mut().canvas(SIZE).clone_from(page);
        }
    };
    bencher.with_inputs(paint).bench_local_values(|()| {
        out.clear();
        screen.borrow_mut().render(None, &mut out);
        out.len()
    });
}

#[divan::bench(sample_size = 1, sample_count = 1000)]
fn unchanged(bencher: Bencher<'_, '_>) {
    turns(bencher, &[page(0)]);
}

#[divan::bench(sample_size = 1, sample_count = 1000)]
fn scrolled_by_a_line(bencher: Bencher<'_, '_>) {
    turns(bencher, &[page(0), page(1)]);
}

#[divan::bench(sample_size = 1, sample_count = 1000)]
fn another_page(bencher: Bencher<'_, '_>) {
    turns(bencher, &[page(0), page(1000)]);
}
