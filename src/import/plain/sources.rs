//! The sources of a pasted text: what stands under the last label of sources, to the end.

use url::Url;

use super::lines::Line;
use crate::article::Source;
use crate::import::draft::Draft;
use crate::import::recognise::{bullet, label, words};

/// Words of a source.
const LONGEST: usize = 80;

/// Takes the sources out of the lines.
pub(super) fn take(lines: &mut Vec<Line>, _draft: &mut Draft) -> Vec<Source> {
    let is_label = |line: &Line| label::sources(&line.text);
    if let Some(at) = lines.iter().rposition(is_label).filter(|at| *at > 0) {
        let items = lines.get(at + 1..).unwrap_or_default();
        let end = items.iter().position(|line| label::takeaways(&line.text).is_some()).unwrap_or(items.len());
        let items = items.get(..end).unwrap_or_default();
        if !items.is_empty() && items.iter().all(|line| words(&line.text) <= LONGEST) {
            let sources = of_lines(items);
            lines.drain(at..=at + end);
            return sources;
        }
    }
    // "Sources: one; two" on a line of its own.
    let on_a_line = |line: &Line| label::split(&line.text).is_some_and(|(head, _)| label::sources(head));
    let Some(at) = lines.iter().rposition(on_a_line).filter(|at| *at > 0 && *at + 3 > lines.len()) else {
        return Vec::new();
    };
    let line = lines.remove(at);
    let listed = label::split(&line.text).map(|(_, listed)| listed.to_owned()).unwrap_or_default();
    let sign = [';', '|'].into_iter().find(|sign| listed.contains(*sign));
    let parts: Vec<&str> = sign.map_or_else(|| vec![listed.as_str()], |sign| listed.split(sign).collect());
    parts
        .into_iter()
        .map(|part| part.trim().trim_end_matches('.'))
        .filter(|part| !part.is_empty())
        .map(of_text)
        .collect()
}

fn of_lines(lines: &[Line]) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for line in lines {
        let text = bullet::split(&line.text).map_or(line.text.as_str(), |(_, rest)| rest);
        let text = text.trim_start_matches('#').trim();
        let source = of_text(text);
        // An address under a title is that title's.
        if source.title.is_none()
            && let Some(last) = sources.last_mut().filter(|last| last.url.is_none() && line.gap == 0)
        {
            last.url = source.url;
        } else {
            sources.push(source);
        }
    }
    sources
}

/// A source as it is written: a title, an address, or both. The words stay whole where there is anything between.
fn of_text(text: &str) -> Source {
    let address = |word: &str| {
        let word = word.trim_matches(['<', '>', '(', ')', '[', ']']).trim_end_matches(['.', ',', ';']);
        (word.starts_with("https://") || word.starts_with("http://"))
            .then(|| Url::parse(word).ok().map(|_| word.to_owned()))
            .flatten()
    };
    let last = text.split(' ').next_back().unwrap_or_default();
    match address(last) {
        Some(url) => {
            let before = text.get(..text.len() - last.len()).unwrap_or_default();
            let title = before.trim_end_matches(|c: char| c.is_whitespace() || "–—-:,|(<[".contains(c));
            Source { title: (!title.is_empty()).then(|| title.into()), url: Some(url.into()), ..Source::default() }
        }
        None => Source { title: Some(text.into()), ..Source::default() },
    }
}
