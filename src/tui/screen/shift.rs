//! Scrolling: finds the band of rows that only moved up or down, so that the terminal can move it itself.
//!
//! One line of scrolling repaints six thousand bytes cell by cell; told to scroll, the terminal needs the new line alone.
//! A shift is chosen by what it saves: rows that differ a little after moving (the mark of the current block, a scroll
//! bar) are counted with what they still cost, rows that would be dragged along (a status line) with what they then cost.

use super::tile::Tile;

/// Bytes that telling the terminal costs: region, scroll, region back, and the moves after.
const OVERHEAD: i32 = 32;

/// A band of rows that moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    /// First row of the band.
    pub(super) top: usize,
    /// Last row of the band.
    pub(super) bottom: usize,
    /// Rows that it moves by; up is positive.
    pub(super) up: isize,
}

/// Two screens of the same width, row by row.
struct Pair<'a> {
    old: Vec<&'a [Tile]>,
    new: Vec<&'a [Tile]>,
}

/// The shift that saves most, if one saves anything.
pub(super) fn find(old: &[Tile], new: &[Tile], width: usize) -> Option<Shift> {
    let pair = Pair { old: old.chunks_exact(width.max(1)).collect(), new: new.chunks_exact(width.max(1)).collect() };
    let differs = |row: usize| pair.old.get(row) != pair.new.get(row);
    let rows = pair.old.len().min(pair.new.len());
    let top = (0..rows).find(|&row| differs(row))?;
    let bottom = (0..rows).rfind(|&row| differs(row))?;
    let mut best = None;
    for up in likely(&pair, top, bottom) {
        let found = pair.best_band(top, bottom, up);
        if found.is_some_and(|(saved, _)| best.is_none_or(|(most, _)| saved > most)) {
            best = found;
        }
    }
    best.map(|(_, shift)| shift)
}

/// The two shifts by which most rows would fit.
fn likely(pair: &Pair<'_>, top: usize, bottom: usize) -> Vec<isize> {
    let hashes =
        |rows: &[&[Tile]]| -> Vec<u64> { rows.iter().skip(top).take(bottom + 1 - top).map(|row| hash(row)).collect() };
    let (old, new) = (hashes(&pair.old), hashes(&pair.new));
    let blank = pair.new.first().map_or(0, |row| hash(&vec![Tile::BLANK; row.len()]));
    let mut votes = vec![0_u32; old.len() * 2];
    for (to, hashed) in new.iter().enumerate().filter(|&(_, &hashed)| hashed != blank) {
        for (from, _) in old.iter().enumerate().filter(|&(from, of_old)| of_old == hashed && from != to) {
            if let Some(count) = votes.get_mut(from + old.len() - to) {
                *count += 1;
            }
        }
    }
    let mut ranked: Vec<(u32, isize)> = votes
        .into_iter()
        .enumerate()
        .filter(|&(_, count)| count > 0)
        .map(|(at, count)| (count, at.cast_signed() - old.len().cast_signed()))
        .collect();
    ranked.sort_by_key(|&(count, up)| (std::cmp::Reverse(count), up.unsigned_abs()));
    ranked.truncate(2);
    ranked.into_iter().map(|(_, up)| up).collect()
}

impl Pair<'_> {
    /// The band within these rows that saves most by this shift, and how many bytes.
    fn best_band(&self, top: usize, bottom: usize, up: isize) -> Option<(i32, Shift)> {
        let by = up.unsigned_abs();
        // What each row costs as it is, after the shift, and when it has been scrolled empty; as sums from the top.
        let (mut moved, mut emptied) = (vec![0_i32], vec![0_i32]);
        let (mut moved_sum, mut emptied_sum) = (0, 0);
        let blank = vec![Tile::BLANK; self.new.first().map_or(0, |row| row.len())];
        for row in top..=bottom {
            let (Some(old), Some(new)) = (self.old.get(row), self.new.get(row)) else { break };
            let now = cost(old, new);
            let source = row.checked_add_signed(up).filter(|from| (top..=bottom).contains(from));
            // A row without a source cannot be inside: a loss that no band makes up for.
            let then = source.and_then(|from| self.old.get(from)).map_or(1 << 20, |from| cost(from, new));
            moved_sum += now - then;
            emptied_sum += now - cost(&blank, new);
            moved.push(moved_sum);
            emptied.push(emptied_sum);
        }
        let sum = |sums: &[i32], from: usize, to: usize| Some(sums.get(to)? - sums.get(from)?);
        let mut best: Option<(i32, Shift)> = None;
        // The best start so far for the rows that end before `end`; the emptied rows lie below (up) or above (down).
        let mut start: Option<(i32, usize)> = None;
        let rows = bottom + 1 - top;
        for end in 1..=rows {
            let first = end - 1;
            let above =
                if up < 0 { first.checked_sub(by).and_then(|from| sum(&emptied, from, first)) } else { Some(0) };
            if let Some(gain) = above.and_then(|above| Some(above - moved.get(first)?))
                && start.is_none_or(|(most, _)| gain > most)
            {
                start = Some((gain, first));
            }
            let below = if up > 0 { sum(&emptied, end, end + by) } else { Some(0) };
            let (Some((gain, first)), Some(below), Some(to_here)) = (start, below, moved.get(end)) else { continue };
            let saved = gain + to_here + below;
            if saved > best.map_or(OVERHEAD, |(most, _)| most) {
                let (first, last) = if up > 0 { (first, end - 1 + by) } else { (first - by, end - 1) };
                best = Some((saved, Shift { top: top + first, bottom: top + last, up }));
            }
        }
        best
    }
}

/// About how many bytes turn one row into another.
fn cost(old: &[Tile], new: &[Tile]) -> i32 {
    let (mut written, mut cleared) = (0, 0);
    for (old, new) in old.iter().zip(new) {
        let differs = i32::from(old != new);
        let blank = i32::from(*new == Tile::BLANK);
        written += differs & (1 - blank);
        cleared |= differs & blank;
    }
    if written + cleared == 0 { 0 } else { 6 + written + 4 * cleared }
}

/// A row as a number, in four independent lanes so that the processor need not wait for each product.
fn hash(row: &[Tile]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |lane: u64, tile: Tile| (lane.rotate_left(23) ^ tile.bits()).wrapping_mul(FACTOR);
    let mut lanes = [1_u64, 2, 3, 4];
    let chunks = row.chunks_exact(4);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, &tile) in lanes.iter_mut().zip(chunk) {
            *lane = mix(*lane, tile);
        }
    }
    for (lane, &tile) in lanes.iter_mut().zip(rest) {
        *lane = mix(*lane, tile);
    }
    lanes.into_iter().fold(0, |all, lane| (all.rotate_left(17) ^ lane).wrapping_mul(FACTOR))
}

#[cfg(test)]
mod tests {
    use super::super::tile::Tables;
    use super::*;
    use ratatui::buffer::Buffer;

    fn between(old: &[&str], new: &[&str]) -> Option<Shift> {
        let (old, new) = (Buffer::with_lines(old.iter().copied()), Buffer::with_lines(new.iter().copied()));
        let (mut tables, mut before, mut after) = (Tables::default(), Vec::new(), Vec::new());
        tables.pack(&old, &mut before);
        tables.pack(&new, &mut after);
        find(&before, &after, usize::from(old.area.width))
    }

    const A: &str = "All the takeaways of the first article, in order, and some more words.";
    const B: &str = "But the second is worth reading as well, is it not, to the very end...";
    const C: &str = "Certainly the third one carries the passages that stand behind it all.";
    const D: &str = "Do not forget the fourth, which nobody has read so far, and should be.";
    const S: &str = "status line                                                           ";

    #[test]
    fn one_line_up_and_down_between_fixed_rows() {
        assert_eq!(between(&[S, A, B, C, S], &[S, B, C, D, S]), Some(Shift { top: 1, bottom: 3, up: 1 }));
        assert_eq!(between(&[S, B, C, D, S], &[S, A, B, C, S]), Some(Shift { top: 1, bottom: 3, up: -1 }));
    }

    #[test]
    fn a_row_that_moved_and_changed_a_little_stays_in_the_band() {
        let marked = "* third one carries the passages that stand behind it all, as they said";
        let plain = "  third one carries the passages that stand behind it all, as they said";
        let (a, b, d) = (format!("{A} "), format!("{B} "), format!("{D} "));
        assert_eq!(between(&[&a, &b, plain, &d], &[&b, marked, &d, &a]), Some(Shift { top: 0, bottom: 3, up: 1 }));
    }

    #[test]
    fn nothing_to_gain_is_left_alone() {
        assert_eq!(between(&[A, B], &[A, B]), None);
        assert_eq!(between(&["a", "b", "c"], &["b", "c", "d"]), None);
        assert_eq!(between(&[A, B, C], &[C, A, D]).map(|shift| shift.up), Some(-1));
        assert_eq!(between(&[A, A, A], &[B, B, B]), None);
    }
}
