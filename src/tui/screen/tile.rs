//! Tiles: a cell as one number, so that a screen is compared as fast as memory is read.
//!
//! ratatui's `Cell` is forty bytes with a string inside; comparing two buffers of them costs more than everything else
//! that we do in a frame. Each frame is therefore packed once: the glyph (up to four bytes of UTF-8 in place, else the
//! number of an entry in a table), the number of its look, its width, and whether that width is sure.

use std::collections::HashMap;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::door::{self, Glyph};

/// Entries of a table beyond which both tables are emptied (and the screen repainted): nothing that a reader does comes
/// near; a hostile article with a hundred thousand different emoji sequences does.
const TABLE_LIMIT: usize = 16_384;

/// First byte of a glyph that is a number in the table; no UTF-8 has it.
const IN_TABLE: u32 = 0xff00_0000;

/// A packed cell: 32 bits of glyph, 16 of look, 2 of width, 1 of certainty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tile(u64);

impl Tile {
    /// A space that shows the terminal's own background.
    pub(super) const BLANK: Self = Self::new(0x20, 0, 1, true);

    const fn new(glyph: u32, look: u16, width: u8, sure: bool) -> Self {
        Self(glyph as u64 | (look as u64) << 32 | (width as u64) << 48 | (sure as u64) << 50)
    }

    /// Cells that it takes: 1, 2, or 0 for the second half of a wide one.
    pub(super) fn width(self) -> usize {
        usize::try_from(self.0 >> 48 & 3).unwrap_or(0)
    }

    /// Whether every terminal agrees on the width; a second half has its first half's answer.
    pub(super) fn is_sure(self) -> bool {
        self.0 >> 50 & 1 == 1
    }

    /// The bits, for hashing.
    pub(super) fn bits(self) -> u64 {
        self.0
    }

    fn look(self) -> usize {
        usize::try_from(self.0 >> 32 & 0xffff).unwrap_or(0)
    }

    fn glyph(self) -> u32 {
        u32::try_from(self.0 & 0xffff_ffff).unwrap_or(0x20)
    }
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Look {
    /// Colour of the text.
    pub(super) fg: Color,
    /// Colour behind it.
    pub(super) bg: Color,
    /// Bold, underlined, reversed…
    pub(super) modifier: Modifier,
}

impl Look {
    /// Whether a space looks like one in the default style: the colour of the text does not show on it.
    pub(super) fn leaves_blanks_blank(self) -> bool {
        const SHOWING: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);
        self.bg == Color::Reset && !self.modifier.intersects(SHOWING)
    }
}

impl From<&Cell> for Look {
    fn from(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }
}

/// The tables behind the tiles.
#[derive(Debug)]
pub(super) struct Tables {
    clusters: Vec<Box<str>>,
    cluster_numbers: HashMap<Box<str>, u32>,
    looks: Vec<Look>,
    look_numbers: HashMap<Look, u16>,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            clusters: Vec::new(),
            cluster_numbers: HashMap::new(),
            looks: vec![Look::default()],
            look_numbers: HashMap::from([(Look::default(), 0)]),
        }
    }
}

impl Tables {
    /// Whether the tables have grown beyond reason: the caller replaces them and repaints.
    pub(super) fn are_full(&self) -> bool {
        self.clusters.len() > TABLE_LIMIT || self.looks.len() > TABLE_LIMIT
    }

    /// How a tile looks.
    pub(super) fn look(&self, tile: Tile) -> Look {
        self.looks.get(tile.look()).copied().unwrap_or_default()
    }

    /// Writes a tile's text.
    pub(super) fn write(&self, tile: Tile, out: &mut Vec<u8>) {
        let glyph = tile.glyph();
        if glyph >= IN_TABLE {
            let number = usize::try_from(glyph & !IN_TABLE).unwrap_or(usize::MAX);
            out.extend_from_slice(self.clusters.get(number).map_or(b" ".as_slice(), |text| text.as_bytes()));
        } else {
            out.extend(glyph.to_le_bytes().into_iter().take_while(|&byte| byte != 0));
        }
    }

    /// Packs a whole buffer, row by row.
    pub(super) fn pack(&mut self, buffer: &Buffer, tiles: &mut Vec<Tile>) {
        let width = usize::from(buffer.area.width).max(1);
        tiles.resize(buffer.content.len(), Tile::BLANK);
        for (row, packed) in buffer.content.chunks_exact(width).zip(tiles.chunks_exact_mut(width)) {
            self.pack_row(row, packed);
        }
    }

    fn pack_row(&mut self, row: &[Cell], packed: &mut [Tile]) {
        let (mut look, mut number, mut blank) = (Look::default(), 0, Tile::BLANK);
        let mut cells = row.iter().zip(packed);
        while let Some((cell, tile)) = cells.next() {
            let of_cell = Look::from(cell);
            if of_cell != look {
                look = of_cell;
                number = self.look_number(look);
                blank = if look.leaves_blanks_blank() { Tile::BLANK } else { Tile::new(0x20, number, 1, true) };
            }
            let symbol = cell.symbol();
            // Nearly every cell is one of these two.
            if let &[byte @ b' '..=b'~'] = symbol.as_bytes() {
                *tile = if byte == b' ' { blank } else { Tile::new(u32::from(byte), number, 1, true) };
                continue;
            }
            let (code, wide, sure) = match door::admit(symbol) {
                Glyph::Blank => {
                    *tile = blank;
                    continue;
                }
                Glyph::Char(c, wide, sure) => (char_code(c), wide, sure),
                Glyph::Cluster(text, wide) => (self.cluster_code(text), wide, false),
            };
            *tile = if wide == 1 {
                Tile::new(code, number, 1, sure)
            } else if let Some((_, second)) = cells.next() {
                *second = Tile::new(0, number, 0, sure);
                Tile::new(code, number, wide, sure)
            } else {
                // Half a wide character does not fit into the last column.
                Tile::new(0x20, number, 1, true)
            };
        }
    }

    fn look_number(&mut self, look: Look) -> u16 {
        if let Some(&number) = self.look_numbers.get(&look) {
            return number;
        }
        // Beyond 65,535 looks within one frame the rest goes without: it cannot happen with less than 65,535 cells.
        let Ok(number) = u16::try_from(self.looks.len()) else { return 0 };
        self.looks.push(look);
        self.look_numbers.insert(look, number);
        number
    }

    fn cluster_code(&mut self, text: String) -> u32 {
        if let Some(&number) = self.cluster_numbers.get(text.as_str()) {
            return IN_TABLE | number;
        }
        let Some(number) = u32::try_from(self.clusters.len()).ok().filter(|&n| n < 0x00ff_ffff) else {
            return char_code('\u{fffd}');
        };
        let text = text.into_boxed_str();
        self.clusters.push(text.clone());
        self.cluster_numbers.insert(text, number);
        IN_TABLE | number
    }
}

/// A character's UTF-8 as a number, first byte lowest.
fn char_code(c: char) -> u32 {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes);
    u32::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn packed(buffer: &Buffer) -> (Tables, Vec<Tile>) {
        let (mut tables, mut tiles) = (Tables::default(), Vec::new());
        tables.pack(buffer, &mut tiles);
        (tables, tiles)
    }

    #[test]
    fn text_comes_out_as_it_went_in() {
        let text = "a é 移 👩\u{200d}👧";
        let buffer = Buffer::with_lines([text]);
        let (tables, tiles) = packed(&buffer);
        let mut out = Vec::new();
        for tile in tiles.into_iter().filter(|tile| tile.width() > 0) {
            tables.write(tile, &mut out);
        }
        assert_eq!(String::from_utf8(out).unwrap(), text);
    }

    #[test]
    fn a_colour_does_not_show_on_a_space_but_a_background_does() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        buffer[(0, 0)].set_style(Style::new().red().bold());
        buffer[(1, 0)].set_style(Style::new().on_red());
        buffer[(2, 0)].set_style(Style::new().reversed());
        let (_, tiles) = packed(&buffer);
        assert_eq!(tiles.iter().map(|&t| t == Tile::BLANK).collect::<Vec<_>>(), [true, false, false]);
    }

    #[test]
    fn a_wide_character_takes_two_tiles_and_none_at_the_edge() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        buffer[(0, 0)].set_symbol("移");
        buffer[(2, 0)].set_symbol("民");
        let (_, tiles) = packed(&buffer);
        assert_eq!(tiles.iter().map(|t| t.width()).collect::<Vec<_>>(), [2, 0, 1]);
    }
}
