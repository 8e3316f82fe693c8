//! Runs of words that stand in two texts: greedy string tiling, after Wise (1993), "String similarity via greedy string tiling
//! and running Karp-Rabin matching".
//!
//! The longest run that both texts have is laid first, then the next among the words that are left. A run may stand
//! anywhere, so paragraphs that were moved are found; a long one holds what stands around a sentence that is said several
//! times, so each of these finds itself before it could find another. Of runs about as long, the one that stands beside what is
//! laid already comes first.

use std::collections::HashMap;

use super::Way;
use crate::text::fnv::{self, BuildFnv};

/// Words of the shortest run.
const SHORTEST: usize = 3;
/// Lengths down to which runs are laid before shorter ones are looked at.
const BANDS: [usize; 4] = [32, 12, 6, SHORTEST];
/// Places of the same few words that are looked at: those that stand everywhere start no run.
const OFTEN: usize = 48;
/// What it is worth, in words, that a run stands beside what is laid already.
const BESIDE: usize = 6;
/// Words between two that stand beside each other.
const NEAR: usize = 12;

/// A run of words: where it starts in either text, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tile {
    from: usize,
    to: usize,
    length: usize,
}

/// Lays the runs that two texts share.
pub(super) fn lay(way: &mut Way, former: &[u32], now: &[u32]) {
    let tiles = shared(former, now);
    for least in BANDS {
        let mut free: Vec<(usize, Tile)> = Vec::new();
        for tile in &tiles {
            for tile in left(way, *tile).filter(|tile| tile.length >= least) {
                free.push((worth(way, &tile), tile));
            }
        }
        free.sort_by_key(|(worth, tile)| (usize::MAX - worth, tile.from.abs_diff(tile.to), tile.from));
        for (_, tile) in free {
            let whole: Vec<Tile> = left(way, tile).filter(|tile| tile.length >= least).collect();
            for Tile { from, to, length } in whole {
                (0..length).for_each(|at| way.join(from + at, to + at));
            }
        }
    }
}

/// Every run of both texts that is not within a longer one.
fn shared(former: &[u32], now: &[u32]) -> Vec<Tile> {
    let key = |words: &[u32]| fnv::hash(&words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<_>>());
    let mut places: HashMap<u64, Vec<usize>, BuildFnv> = HashMap::default();
    for (at, words) in now.windows(SHORTEST).enumerate() {
        places.entry(key(words)).or_default().push(at);
    }
    // How far the runs of a diagonal reach that are known already.
    let mut reached: HashMap<usize, usize> = HashMap::default();
    let mut tiles = Vec::new();
    for (from, words) in former.windows(SHORTEST).enumerate() {
        let Some(places) = places.get(&key(words)).filter(|places| places.len() <= OFTEN) else { continue };
        for to in places {
            let reached = reached.entry(former.len() + to - from).or_default();
            if *reached > from {
                continue;
            }
            let before = former
                .get(..from)
                .unwrap_or_default()
                .iter()
                .rev()
                .zip(now.get(..*to).unwrap_or_default().iter().rev());
            let before = before.take_while(|(own, other)| own == other).count();
            let behind = former.get(from..).unwrap_or_default().iter().zip(now.get(*to..).unwrap_or_default());
            let behind = behind.take_while(|(own, other)| own == other).count();
            *reached = from + behind;
            if behind >= SHORTEST {
                tiles.push(Tile { from: from - before, to: to - before, length: before + behind });
            }
        }
    }
    tiles
}

/// What of a run is not laid yet in either text.
fn left(way: &Way, tile: Tile) -> impl Iterator<Item = Tile> {
    let is_free = |at: usize| way.goes_to(tile.from + at).is_none() && way.comes_from(tile.to + at).is_none();
    let mut free = Vec::new();
    let mut start = None;
    for at in 0..=tile.length {
        match (start, at < tile.length && is_free(at)) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                free.push(Tile { from: tile.from + first, to: tile.to + first, length: at - first });
                start = None;
            }
            _ => {}
        }
    }
    free.into_iter()
}

/// How much speaks for a run: its length, and what it stands beside.
fn worth(way: &Way, tile: &Tile) -> usize {
    let before = (1..=NEAR).find_map(|back| {
        let from = tile.from.checked_sub(back);
        from.map_or(Some((back, None)), |from| way.goes_to(from).map(|to| (back, Some(to))))
    });
    let behind = (0..NEAR).find_map(|on| {
        let from = tile.from + tile.length + on;
        if from >= way.to.len() { Some((on, way.from.len())) } else { way.goes_to(from).map(|to| (on, to)) }
    });
    let is_before = before.is_some_and(|(_, to)| {
        let end = to.map_or(0, |to| to + 1);
        tile.to >= end && tile.to - end <= NEAR
    });
    let end = tile.to + tile.length;
    let is_behind = behind.is_some_and(|(_, to)| to >= end && to - end <= NEAR);
    tile.length + BESIDE * (usize::from(is_before) + usize::from(is_behind))
}
