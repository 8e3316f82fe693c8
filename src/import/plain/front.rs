//! The front of a pasted text: headline, byline, dates, dek, caption.

use super::lines::Line;
use super::takeaways::Found;
use crate::article::Picture;
use crate::diagnostic::Diagnostic;
use crate::import::draft::Draft;
use crate::import::recognise::date::What;
use crate::import::recognise::{byline, caption, date, words};

/// Lines of a front.
const LINES: usize = 14;
/// Words of a dek.
const DEK: usize = 70;

/// Reads the front into the draft; says where the body begins. Where the takeaways stand on top, what stands between them and the
/// headline is dek and caption; where they do not, nothing tells a dek from the first paragraph, and it stays one.
pub(super) fn read(lines: &[Line], found: Option<&Found>, draft: &mut Draft) -> usize {
    let Some(first) = lines.first() else { return 0 };
    headline(&first.text).clone_into(&mut draft.headline);
    // A box behind which nothing comes is the end of a short text.
    let on_top =
        found.filter(|found| found.lines.end < lines.len()).map(|found| found.lines.start).filter(|at| *at <= LINES);
    let end = on_top.unwrap_or(LINES + 1).min(lines.len());
    let mut texts = Vec::new();
    let mut at = 1;
    while let Some(line) = lines.get(at).filter(|_| at < end) {
        if !taken(&line.text, draft) {
            if on_top.is_none() {
                break;
            }
            texts.push(line.text.as_str());
        }
        at += 1;
    }
    if on_top.is_some() {
        // A front of paragraphs is none: the box stands in the middle of a short text.
        if texts.len() > 3 || texts.iter().any(|text| words(text) > DEK) {
            return untaken(lines, end);
        }
        let described =
            |stop: bool| texts.iter().rposition(|text| caption::is_description(text) && text.ends_with('.') == stop);
        // Of two such phrases the one with a full stop describes a picture: deks mostly have none.
        let picture = described(true).or_else(|| described(false)).filter(|_| draft.image.is_none());
        if let Some(text) = picture.map(|at| texts.remove(at)) {
            // What says no more than what is seen is what a browser copies in the place of the picture.
            draft.image = Some(Picture { alt: Some(text.into()), ..Picture::default() });
        }
        if !texts.is_empty() {
            draft.summary = Some(texts.join(" "));
        }
        return end;
    }
    at
}

/// The first line that the front has not taken, where the box ends no front.
fn untaken(lines: &[Line], end: usize) -> usize {
    let mut other = Draft::default();
    (1..end).find(|at| lines.get(*at).is_some_and(|line| !taken(&line.text, &mut other))).unwrap_or(end)
}

/// Takes a line that is a byline, a date or a caption.
fn taken(text: &str, draft: &mut Draft) -> bool {
    if let Some((what, date)) = date::line(text) {
        let slot = if what == What::Updated { &mut draft.updated } else { &mut draft.published };
        if slot.is_none() {
            *slot = Some(date);
            return true;
        }
        return false;
    }
    if draft.authors.is_empty()
        && let Some(byline) = byline::line(text)
    {
        if !byline.sure {
            let doubt = Diagnostic::warning("byline-unsure", 0..0, &format!("the byline is unsure: {text}"));
            draft.doubts.push(Diagnostic { span: None, ..doubt });
        }
        draft.authors = byline.names;
        draft.published = draft.published.take().or(byline.date);
        return true;
    }
    if draft.image.is_none() && caption::is_certain(text) {
        draft.image = Some(Picture { caption: Some(text.into()), ..Picture::default() });
        return true;
    }
    false
}

/// The headline without what marks it as one.
fn headline(text: &str) -> &str {
    let text = text.trim_start_matches('#').trim();
    let text = ["title:", "headline:"]
        .iter()
        .find_map(|label| {
            let (head, tail) = text.split_at_checked(label.len())?;
            head.eq_ignore_ascii_case(label).then(|| tail.trim())
        })
        .unwrap_or(text);
    text.strip_prefix("**").and_then(|text| text.strip_suffix("**")).unwrap_or(text)
}
