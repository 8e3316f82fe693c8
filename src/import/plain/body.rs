//! The body of a pasted text: headings, paragraphs whose lines were broken, lists.

use super::lines::Line;
use crate::import::draft::Piece;
use crate::import::escape;
use crate::import::recognise::{bullet, words};

/// Words of a heading that nothing but its shape marks.
const HEADING: usize = 12;
/// The longest line of a text that was broken to a width, in characters.
const BROKEN: usize = 110;

/// The pieces of some lines.
pub(super) fn pieces(lines: &[&Line]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some(heading) = heading(lines, at) {
            pieces.push(heading);
            at += 1;
        } else if bullet::split(&line.text).is_some() {
            at = list(lines, at, &mut pieces);
        } else {
            at = paragraphs(lines, at, &mut pieces);
        }
    }
    pieces
}

fn heading(lines: &[&Line], at: usize) -> Option<Piece> {
    let line = lines.get(at)?;
    let text = line.text.as_str();
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) {
        let rest = text.trim_start_matches('#').strip_prefix(' ')?.trim_end_matches(['#', ' ']);
        let rest = rest.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")).unwrap_or(rest);
        return (!rest.is_empty()).then(|| Piece::Heading(u8::try_from(level).unwrap_or(1), rest.to_owned()));
    }
    let bold = text.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")).filter(|rest| !rest.contains("**"));
    if let Some(bold) = bold.filter(|bold| is_lead(bold)) {
        return Some(Piece::Heading(2, bold.trim_end_matches(':').to_owned()));
    }
    let alone = at == 0 || line.gap > 0;
    // The tags stay: no word of what was pasted is lost, and here they are words.
    if alone && (tagged(text).is_some_and(is_lead) || is_capitals(text)) {
        return Some(Piece::Heading(2, text.trim_end_matches(':').to_owned()));
    }
    let followed = lines
        .get(at + 1)
        .is_some_and(|next| is_prose(&next.text) || bullet::split(&next.text).is_some() && next.gap > 0);
    let begins = text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "“\"‘".contains(c));
    let ends = !text.ends_with(['.', ',', ';', ':', '!', '…', ')', '”', '"']) || ends_with_acronym(text);
    let short = words(text) <= HEADING && text.chars().count() <= 90 && text.contains(char::is_alphabetic);
    let before = at.checked_sub(1).and_then(|before| lines.get(before)).map_or("", |line| line.text.as_str());
    (alone
        && followed
        && begins
        && ends
        && short
        && !goes_on(text)
        && !is_attribution(text, before)
        && bullet::split(text).is_none_or(|_| is_numbered(text))
        && !text.contains("://")
        && !text.contains(['<', '>', '|']))
    .then(|| Piece::Heading(2, text.to_owned()))
}

/// Whether what stands out in a line of its own is a heading, and no sentence.
fn is_lead(text: &str) -> bool {
    words(text) <= HEADING + 4 && !text.ends_with('.') && text.contains(char::is_alphabetic)
}

/// Whether a line is all in capitals: `WHAT THE RULE CHANGES`. One short word (`ICE`) says too little.
fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    is_lead(text) && letters().all(char::is_uppercase) && letters().count() > 5 && !text.contains(['|', '/'])
}

/// Whether a line ends with an acronym in parentheses: `Citizenship and Immigration Services (USCIS)`.
fn ends_with_acronym(text: &str) -> bool {
    let inner = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    inner.is_some_and(|(_, inner)| inner.len() > 1 && inner.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()))
}

/// What one pair of tags holds that is all of a line: pasted out of the source of a page, `<u>Who may appeal</u>` is underlined.
fn tagged(text: &str) -> Option<&str> {
    let (opening, rest) = text.trim_end_matches(':').strip_prefix('<')?.split_once('>')?;
    let name = opening.split(' ').next().filter(|name| ["u", "b", "i", "strong", "em", "span"].contains(name))?;
    let inner = rest.strip_suffix('>')?.strip_suffix(name)?.strip_suffix("</")?;
    (!inner.contains('<')).then_some(inner)
}

/// Whether the next line goes on with what this one says: `The Export Control Reform Act of 2018; and`.
fn goes_on(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    matches!(last, "and" | "or" | "&" | "of" | "the" | "to" | "–" | "—" | "-")
}

/// Whether a line says who said the one before: a name, a comma, and who that is or when it was.
fn is_attribution(text: &str, before: &str) -> bool {
    let is_quoted = before.starts_with(['“', '"', '‘']) || before.ends_with(['”', '"', '’']);
    is_quoted && text.contains(',') || text.starts_with(['–', '—'])
}

/// A heading that is numbered: `2. What comes next`.
fn is_numbered(text: &str) -> bool {
    matches!(bullet::split(text), Some((bullet::Bullet::Number, _))) && text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line reads like a paragraph: more than a few words, and a sentence's end.
fn is_prose(text: &str) -> bool {
    words(text) > HEADING
        || (words(text) > 5 && text.ends_with(['.', '!', '?', '”', '"', ':']) && bullet::split(text).is_none())
}

/// A list, as far as it goes; lines without bullets go on with their item.
fn list(lines: &[&Line], from: usize, pieces: &mut Vec<Piece>) -> usize {
    let Some((kind, _)) = lines.get(from).and_then(|line| bullet::split(&line.text)) else { return from + 1 };
    let mut items: Vec<(String, String)> = Vec::new();
    let mut at = from;
    while let Some(line) = lines.get(at) {
        match bullet::split(&line.text) {
            Some((own, rest)) if own == kind && (at == from || heading(lines, at).is_none()) => {
                let mark = line.text.get(..line.text.len() - rest.len()).unwrap_or_default().trim();
                items.push((mark.to_owned(), rest.to_owned()));
            }
            None if line.gap == 0 && at > from && items.last().is_some_and(|(_, item)| !item.ends_with('.')) => {
                if let Some((_, item)) = items.last_mut() {
                    item.push(' ');
                    item.push_str(&line.text);
                }
            }
            _ => break,
        }
        at += 1;
    }
    pieces.push(Piece::Block(marked(&items, kind)));
    at
}

/// Items as a Markdown list. What counts otherwise than 1, 2, 3 keeps its own marks in paragraphs.
fn marked(items: &[(String, String)], kind: bullet::Bullet) -> String {
    let escaped = |text: &str| escape::line_start(&escape::words(text));
    if let bullet::Bullet::Sign(_) = kind {
        return items.iter().map(|(_, text)| format!("- {}", escaped(text))).collect::<Vec<_>>().join("\n");
    }
    let counts = items
        .iter()
        .zip(1..)
        .all(|((mark, _), number): (_, usize)| mark.trim_end_matches(['.', ')']) == number.to_string());
    if counts && items.len() > 1 {
        return items
            .iter()
            .map(|(mark, text)| format!("{} {}", mark.replace(')', "."), escaped(text)))
            .collect::<Vec<_>>()
            .join("\n");
    }
    items.iter().map(|(mark, text)| escaped(&format!("{mark} {text}"))).collect::<Vec<_>>().join("\n\n")
}

/// Paragraphs: one of lines that were broken to a width, or one a line.
fn paragraphs(lines: &[&Line], from: usize, pieces: &mut Vec<Piece>) -> usize {
    let is_same = |at: &usize| {
        lines
            .get(*at)
            .is_some_and(|line| line.gap == 0 && bullet::split(&line.text).is_none() && !line.text.starts_with('#'))
    };
    let end = (from + 1..lines.len()).take_while(is_same).last().map_or(from + 1, |last| last + 1);
    let group: Vec<&str> = lines.get(from..end).unwrap_or_default().iter().map(|line| line.text.as_str()).collect();
    let block = |text: &str| Piece::Block(escape::line_start(&escape::words(text)));
    if was_broken(&group) {
        pieces.push(block(&group.join(" ")));
    } else {
        pieces.extend(group.into_iter().map(block));
    }
    end
}

/// Whether lines are one paragraph that was broken to a width: all but the last are nearly as long as the longest.
fn was_broken(group: &[&str]) -> bool {
    let lengths: Vec<usize> = group.iter().map(|line| line.chars().count()).collect();
    let (Some(longest), Some((_, full))) = (lengths.iter().max(), lengths.split_last()) else { return false };
    (30..=BROKEN).contains(longest) && !full.is_empty() && full.iter().all(|length| *length * 10 >= *longest * 6)
}
