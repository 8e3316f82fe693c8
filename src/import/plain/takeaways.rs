//! The takeaway box of a pasted text: a label and what it stands over, or bullets right under the headline.

use std::ops::Range;

use super::lines::Line;
use crate::import::recognise::bullet::{self, Bullet};
use crate::import::recognise::label::{self, Sure};
use crate::import::recognise::{byline, caption, date, words};

/// Lines of a front that are looked at for bullets without a label.
const FRONT: usize = 8;
/// Words of a takeaway that no bullet marks.
const LONGEST: usize = 60;
/// Words of one where nothing else tells it from the body.
const SHORT: usize = 35;
/// Takeaways without bullets.
const MOST: usize = 12;

/// A box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its lines, label included.
    pub(super) lines: Range<usize>,
    /// The takeaways.
    pub(super) items: Vec<String>,
}

/// Finds the box.
pub(super) fn find(lines: &[Line]) -> Option<Found> {
    (1..lines.len()).find_map(|at| labelled(lines, at)).or_else(|| unlabelled(lines))
}

/// The box whose label stands on a line.
fn labelled(lines: &[Line], at: usize) -> Option<Found> {
    let text = &lines.get(at)?.text;
    if let Some(sure) = label::takeaways(text) {
        let (mut items, end) = items(lines, at + 1, sure == Sure::Yes);
        items.retain(|item| !item.is_empty());
        return (!items.is_empty()).then_some(Found { lines: at..end, items });
    }
    // The first one on the line of the label.
    let (head, first) = label::split(text)?;
    if label::takeaways(head) != Some(Sure::Yes) {
        return None;
    }
    let first = bullet::split(first).map_or(first, |(_, rest)| rest);
    let (more, end) = items(lines, at + 1, false);
    let items = std::iter::once(first.to_owned()).chain(more).collect();
    Some(Found { lines: at..end, items })
}

/// Bullets under the headline, before any paragraph.
fn unlabelled(lines: &[Line]) -> Option<Found> {
    let is_bullet =
        |at: usize| lines.get(at).is_some_and(|line| matches!(bullet::split(&line.text), Some((Bullet::Sign(_), _))));
    let at = (1..lines.len().min(FRONT)).find(|at| is_bullet(*at))?;
    let is_front = |line: &Line| {
        byline::line(&line.text).is_some() || date::line(&line.text).is_some() || caption::is_certain(&line.text)
    };
    if !lines.get(1..at)?.iter().all(is_front) || at > 4 {
        return None;
    }
    let (items, end) = items(lines, at, false);
    // Something must follow: a text that is a list has no takeaways.
    (items.len() >= 2 && end < lines.len()).then_some(Found { lines: at..end, items })
}

/// The items from a line on, and the line after them. Those without bullets only where the label is sure.
fn items(lines: &[Line], from: usize, sure: bool) -> (Vec<String>, usize) {
    let first = lines.get(from).map(|line| &line.text);
    match first.and_then(|text| bullet::split(text)) {
        Some((kind, _)) => bulleted(lines, from, kind),
        None if sure => bare(lines, from),
        None => (Vec::new(), from),
    }
}

fn bulleted(lines: &[Line], from: usize, kind: Bullet) -> (Vec<String>, usize) {
    let mut items: Vec<String> = Vec::new();
    let mut usual = None;
    let indent = lines.get(from).map_or(0, |line| line.indent);
    let mut at = from;
    while let Some(line) = lines.get(at) {
        match bullet::split(&line.text) {
            Some((own, rest)) if own == kind || line.indent > indent => {
                // A gap wider than between the items before ends the box.
                if items.len() >= 2 && usual.is_some_and(|usual| line.gap > usual) {
                    break;
                }
                if items.len() == 1 {
                    usual = Some(line.gap.max(1));
                }
                items.push(rest.to_owned());
            }
            None if line.gap == 0 && items.last().is_some_and(|item| goes_on(item, &line.text)) => {
                if let Some(item) = items.last_mut() {
                    item.push(' ');
                    item.push_str(&line.text);
                }
            }
            _ => break,
        }
        at += 1;
    }
    (items, at)
}

/// Whether a line without a bullet goes on with the item above it.
fn goes_on(item: &str, line: &str) -> bool {
    !item.ends_with(['.', '!', '?', '”', '"']) || line.starts_with(|c: char| c.is_lowercase())
}

fn bare(lines: &[Line], from: usize) -> (Vec<String>, usize) {
    let rest = lines.get(from..).unwrap_or_default();
    let Some(usual) = rest.get(1).map(|line| line.gap) else {
        return (rest.iter().map(|line| line.text.clone()).collect(), lines.len());
    };
    // Where a wider gap ends them, the gap tells; else their length must.
    let gap = rest.iter().skip(1).take(MOST).position(|line| line.gap > usual).map(|at| at + 1);
    let last = rest.len() <= MOST;
    let longest = if gap.is_some() || last { LONGEST } else { SHORT };
    let is_item = |line: &&Line| {
        words(&line.text) <= longest && !line.text.starts_with('#') && label::takeaways(&line.text).is_none()
    };
    let most = gap.unwrap_or(MOST);
    let items: Vec<String> = rest.iter().take(most).take_while(is_item).map(|line| line.text.clone()).collect();
    let end = from + items.len();
    (items, end)
}
