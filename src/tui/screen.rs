//! The screen: the cells that stand on the terminal, and the fewest bytes that turn them into the next ones.
//!
//! A frame is painted into the [`Buffer`] that [`Screen::canvas`] hands out, and [`Screen::render`] appends the bytes that
//! bring the terminal there: none where nothing changed. Pure: bytes into a vector, so that a terminal emulator can check
//! them in a test; who writes them, and when, is `terminal`'s business.
//!
//! ratatui's own diff costs some hundred microseconds and repaints six kilobytes for one line of scrolling. Readers sit
//! behind slow ssh, so that we let the terminal scroll, erase and step where that is shorter. What is *not* used, because
//! terminals differ in it or because it has done harm: line feeds, repeats, inserted or deleted characters, questions,
//! erasing the scrollback.
//!
//! Nothing here knows panes, themes or articles. `door` decides what may leave, `tile` packs cells into numbers, `shift`
//! finds what scrolled, `pen` writes.

mod door;
mod pen;
mod shift;
mod tile;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use pen::Pen;
use tile::{Look, Tables, Tile};

/// Begins and ends an update that the terminal shows at once (DEC private mode 2026; unknown to some, harmless there).
const SYNCHRONIZED: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

const SHOW_CURSOR: &[u8] = b"\x1b[?25h";
const HIDE_CURSOR: &[u8] = b"\x1b[?25l";

/// Bytes up to which an update is one small run that no eye sees being drawn.
const SMALL: usize = 96;

/// Unchanged cells that are rewritten rather than stepped over.
const SHORT_GAP: usize = 4;

/// Blanks within a row from which erasing and stepping over them is shorter than writing them.
const LONG_BLANK: usize = 11;

/// What stands on the terminal, and the canvas for what comes next.
#[derive(Debug)]
pub struct Screen {
    canvas: Buffer,
    shown: Vec<Tile>,
    next: Vec<Tile>,
    tables: Tables,
    /// Whether `shown` is what stands on the terminal.
    valid: bool,
    /// Whether the terminal can take lines out of a region and put lines in (`CSI M`, `CSI L`).
    scrolls: bool,
    cursor: Cursor,
    body: Vec<u8>,
}

/// The terminal's cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    Unknown,
    Hidden,
    At(Position),
}

impl Default for Screen {
    fn default() -> Self {
        Self::new(true)
    }
}

impl Screen {
    /// A screen of which nothing is known. `scrolls` says whether the terminal knows regions, `CSI M` and `CSI L`.
    #[must_use]
    pub fn new(scrolls: bool) -> Self {
        Self {
            canvas: Buffer::empty(Rect::ZERO),
            shown: Vec::new(),
            next: Vec::new(),
            tables: Tables::default(),
            valid: false,
            scrolls,
            cursor: Cursor::Unknown,
            body: Vec::new(),
        }
    }

    /// A blank buffer of this size for the next frame. A size other than the last one's invalidates the screen.
    pub fn canvas(&mut self, size: Size) -> &mut Buffer {
        let area = Rect::new(0, 0, size.width, size.height);
        if self.canvas.area == area {
            self.canvas.reset();
        } else {
            self.canvas = Buffer::empty(area);
            self.invalidate();
        }
        &mut self.canvas
    }

    /// Takes the memory of a frame of this size before there is anything to paint: start-up does it while it waits.
    pub fn prepare(&mut self, size: Size) {
        let cells = self.canvas(size).content.len();
        self.next.resize(cells, Tile::BLANK);
        self.shown.resize(cells, Tile::BLANK);
        self.body.reserve(16 << 10);
    }

    /// What was painted last, for tests and for pictures.
    #[must_use]
    pub fn painted(&self) -> &Buffer {
        &self.canvas
    }

    /// Somebody else may have written on the terminal: the next frame clears it and paints everything.
    pub fn invalidate(&mut self) {
        self.valid = false;
        self.cursor = Cursor::Unknown;
    }

    /// Appends the bytes that bring the terminal from the last frame to what the canvas holds, with the cursor at a cell or
    /// hidden. Nothing changed: no byte.
    pub fn render(&mut self, cursor: Option<Position>, out: &mut Vec<u8>) {
        if self.tables.are_full() {
            self.tables = Tables::default();
            self.invalidate();
        }
        self.tables.pack(&self.canvas, &mut self.next);
        let cursor = cursor.filter(|&at| self.canvas.area.contains(at)).map_or(Cursor::Hidden, Cursor::At);
        let same = self.valid && self.shown == self.next;
        if same && self.cursor == cursor {
            return;
        }
        let mut body = std::mem::take(&mut self.body);
        body.clear();
        let mut pen = Pen::new(&mut body);
        if !same {
            self.paint(&mut pen);
        }
        if let Cursor::At(at) = cursor {
            pen.move_to(usize::from(at.x), usize::from(at.y));
        }
        let small = body.len() <= SMALL;
        let was_seen = matches!(self.cursor, Cursor::At(_));
        if !small {
            out.extend_from_slice(SYNCHRONIZED.0);
            // Where synchronized updates are unknown the cursor must not be seen running over the screen.
            out.extend_from_slice(if was_seen { HIDE_CURSOR } else { b"" });
        }
        out.extend_from_slice(&body);
        match cursor {
            Cursor::At(_) if small && was_seen => {}
            Cursor::At(_) => out.extend_from_slice(SHOW_CURSOR),
            Cursor::Hidden if self.cursor == Cursor::Unknown || (small && was_seen) => {
                out.extend_from_slice(HIDE_CURSOR);
            }
            Cursor::Hidden | Cursor::Unknown => {}
        }
        out.extend_from_slice(if small { b"" } else { SYNCHRONIZED.1 });
        self.cursor = cursor;
        self.body = body;
        std::mem::swap(&mut self.shown, &mut self.next);
        self.valid = true;
    }

    fn paint(&mut self, pen: &mut Pen<'_>) {
        let width = usize::from(self.canvas.area.width).max(1);
        if !self.valid {
            pen.out.extend_from_slice(b"\x1b[m\x1b[r\x1b[H\x1b[J");
            self.shown.clear();
            self.shown.resize(self.next.len(), Tile::BLANK);
        } else if self.scrolls
            && let Some(shift) = shift::find(&self.shown, &self.next, width)
        {
            self.scroll(shift, width, pen);
        }
        for (y, (old, new)) in self.shown.chunks_exact(width).zip(self.next.chunks_exact(width)).enumerate() {
            if old != new {
                Row { tables: &self.tables, y, old, new }.paint(pen);
            }
        }
        pen.set_look(Look::default());
    }

    /// Lets the terminal scroll a band of rows, and does the same to what we know of it.
    fn scroll(&mut self, shift: shift::Shift, width: usize, pen: &mut Pen<'_>) {
        let by = shift.up.unsigned_abs();
        let partly = shift.top > 0 || (shift.bottom + 1) * width < self.shown.len();
        if partly {
            pen.out.extend_from_slice(format!("\x1b[{};{}r", shift.top + 1, shift.bottom + 1).as_bytes());
        }
        // Lines taken out at the top move the rest up, lines put in move it down. `CSI S` and `CSI T` say the same in fewer
        // bytes, but fewer terminals and emulators know them.
        pen.out.extend_from_slice(format!("\x1b[{}H", shift.top + 1).as_bytes());
        pen.step(by, if shift.up > 0 { b'M' } else { b'L' });
        if partly {
            pen.out.extend_from_slice(b"\x1b[r");
        }
        pen.forget_place();
        let band = shift.top * width..(shift.bottom + 1) * width;
        let Some(tiles) = self.shown.get_mut(band) else { return };
        let (moved, len) = (by * width, tiles.len());
        if shift.up > 0 {
            tiles.rotate_left(moved);
            tiles.iter_mut().skip(len - moved).for_each(|tile| *tile = Tile::BLANK);
        } else {
            tiles.rotate_right(moved);
            tiles.iter_mut().take(moved).for_each(|tile| *tile = Tile::BLANK);
        }
    }
}

/// One row that differs.
struct Row<'a> {
    tables: &'a Tables,
    y: usize,
    old: &'a [Tile],
    new: &'a [Tile],
}

impl Row<'_> {
    fn paint(&self, pen: &mut Pen<'_>) {
        let differs = |(old, new): (&Tile, &Tile)| old != new;
        let Some(first) = self.old.iter().zip(self.new).position(differs) else { return };
        let Some(last) = self.old.iter().zip(self.new).rposition(differs) else { return };
        // From here to the end of the row everything is blank.
        let content = self.new.iter().rposition(|&tile| tile != Tile::BLANK).map_or(0, |at| at + 1);
        if self.old.iter().chain(self.new).any(|tile| !tile.is_sure()) {
            self.paint_afresh(first, content, pen);
            return;
        }
        let mut x = first;
        while x <= last {
            let rest = last + 1 - x;
            let same = self.same_from(x).min(rest);
            let blanks = self.blanks_from(x);
            if same > 0 {
                x += if same <= SHORT_GAP && pen.is_at(x, self.y) && self.is_cheap(x, same, pen.look()) {
                    self.write(x, pen)
                } else {
                    same
                };
            } else if x >= content && rest > 3 {
                self.begin_blank(x, pen);
                pen.step(1, b'K');
                return;
            } else if blanks >= LONG_BLANK && x < content {
                self.begin_blank(x, pen);
                pen.step(blanks, b'X');
                x += blanks;
            } else {
                x += self.write(x, pen);
            }
        }
    }

    /// A row with glyphs whose width terminals see differently: whatever they may have left behind is erased, and every
    /// one is followed by an absolute move.
    fn paint_afresh(&self, first: usize, content: usize, pen: &mut Pen<'_>) {
        let unsure = |at: usize| [self.old, self.new].iter().any(|row| row.get(at).is_some_and(|tile| !tile.is_sure()));
        let mut x = first;
        while x > 0 && unsure(x - 1) {
            x -= 1;
        }
        self.begin_blank(x, pen);
        pen.step(1, b'K');
        while x < content {
            let blanks = self.blanks_from(x);
            x += if blanks >= LONG_BLANK { blanks } else { self.write(x, pen) };
        }
    }

    /// Moves there in a look in which erasing leaves the terminal's own background.
    fn begin_blank(&self, x: usize, pen: &mut Pen<'_>) {
        pen.move_to(x, self.y);
        if !pen.look().leaves_blanks_blank() {
            pen.set_look(Look::default());
        }
    }

    /// Writes the tile at a column; returns the cells that it took.
    fn write(&self, x: usize, pen: &mut Pen<'_>) -> usize {
        let Some(&tile) = self.new.get(x) else { return 1 };
        if tile.width() == 0 {
            return 1;
        }
        pen.move_to(x, self.y);
        if tile != Tile::BLANK || !pen.look().leaves_blanks_blank() {
            pen.set_look(self.tables.look(tile));
        }
        self.tables.write(tile, pen.out);
        if tile.is_sure() && x + tile.width() < self.new.len() {
            pen.advance(tile.width());
        } else {
            pen.forget_column();
        }
        tile.width()
    }

    /// Tiles from here on that stand on the terminal already.
    fn same_from(&self, x: usize) -> usize {
        self.old.iter().zip(self.new).skip(x).take_while(|(old, new)| old == new).count()
    }

    /// Blank tiles from here on.
    fn blanks_from(&self, x: usize) -> usize {
        self.new.iter().skip(x).take_while(|&&tile| tile == Tile::BLANK).count()
    }

    /// Whether these tiles can be written without a change of look.
    fn is_cheap(&self, x: usize, count: usize, look: Look) -> bool {
        self.new
            .iter()
            .skip(x)
            .take(count)
            .all(|&tile| self.tables.look(tile) == look || (tile == Tile::BLANK && look.leaves_blanks_blank()))
    }
}

#[cfg(test)]
mod tests;
