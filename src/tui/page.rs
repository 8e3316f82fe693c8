//! What is read when a file is opened: its article, or a page that says why there is none.
//!
//! A file that cannot be read as an article becomes an article about that, so that the same layout, keys and search
//! work on it: every complaint with its source line, caret and cure.

use std::sync::Arc;

use crate::article::{Article, Block, Code, Emphasis, Inline, Item, List, Run, Section};
use crate::diagnostic::{self, Diagnostic, Lines};
use crate::insight::meanings::Meaning;
use crate::library::{Opened, Origin};
use crate::text::{Clean, Foreign};

/// What is read.
#[must_use]
pub fn of(origin: &Origin, opened: &Opened) -> Arc<Article> {
    let broken = "This file cannot be read as an article";
    let page = || complaints(broken, &origin.shown(), &opened.source, &opened.diagnostics);
    opened.article.clone().unwrap_or_else(|| Arc::new(page()))
}

/// A page with the meanings of acronyms, each with who says so.
#[must_use]
pub fn meanings(heading: &str, terms: &[(String, Vec<Meaning>)]) -> Article {
    let run = |text: &str, emphasis| Run { text: text.into(), emphasis, link: None };
    let plain = |text: &str| Block::Paragraph(Inline { runs: vec![run(text, Emphasis::NONE)] });
    let of_meaning = |meaning: &Meaning| {
        let origins: Vec<&str> = meaning.origins.iter().map(|origin| origin.name()).collect();
        let origins = origins.join(", ");
        let rests_on = [&meaning.citation, &meaning.url].into_iter().flatten().map(String::as_str);
        let definition = meaning.definition.iter().map(|text| plain(text));
        // What is no short form says at once what it is, and then who says so.
        if meaning.expansion.is_empty() {
            let said: Vec<&str> = std::iter::once(origins.as_str()).chain(rests_on).collect();
            return definition.chain([plain(&said.join(" · "))]).collect::<Vec<_>>();
        }
        let said = run(&format!(" · {origins}"), Emphasis::NONE);
        let first = Inline { runs: vec![run(&meaning.expansion, Emphasis::STRONG), said] };
        let rests_on: Vec<&str> = rests_on.collect();
        let rests_on = (!rests_on.is_empty()).then(|| plain(&rests_on.join(" · ")));
        std::iter::once(Block::Paragraph(first)).chain(definition).chain(rests_on).collect()
    };
    let section = |(term, meanings): &(String, Vec<Meaning>)| Section {
        heading: Some(term.as_str()).filter(|term| !term.is_empty()).map(Into::into),
        level: 1,
        blocks: meanings.iter().flat_map(of_meaning).collect(),
        ..Section::default()
    };
    Article { headline: heading.into(), sections: terms.iter().map(section).collect(), ..Article::default() }
}

/// A page with every complaint about a file.
#[must_use]
pub fn complaints(heading: &str, name: &Clean, source: &str, diagnostics: &[Diagnostic]) -> Article {
    let text = diagnostic::render(diagnostics, name, source, false);
    let blocks = text
        .split("\n\n")
        .filter(|block| !block.trim().is_empty())
        .map(|block| Block::Code(Code { language: None, text: block.trim_end().into() }))
        .collect();
    Article {
        headline: Foreign::from(name.as_str()),
        sections: vec![Section { heading: Some(heading.into()), level: 1, blocks, ..Section::default() }],
        ..Article::default()
    }
}

/// A page with what an editor would want to know of an article: each remark as a sentence, then its cure, its rule and its line.
#[must_use]
pub fn remarks(source: &str, remarks: &[Diagnostic]) -> Article {
    let lines = Lines::new(source);
    let run = |text: String, emphasis| Run { text: text.into(), emphasis, link: None };
    let item = |remark: &Diagnostic| {
        let place = remark.span.as_ref().map(|span| format!(", line {}", lines.position(span.start).line));
        let cure = remark.help.as_deref().map(sentence).unwrap_or_default();
        let rule = format!("{}{}", remark.code, place.unwrap_or_default());
        let said = vec![run(sentence(&remark.message), Emphasis::NONE)];
        let why = vec![run(cure + "\n", Emphasis::NONE), run(rule, Emphasis::ITALIC)];
        Item { blocks: [said, why].map(|runs| Block::Paragraph(Inline { runs })).into(), checked: None }
    };
    let items = remarks.iter().map(item).collect();
    let blocks = vec![Block::List(List { start: None, items })];
    Article {
        headline: "What an editor would look at".into(),
        sections: vec![Section { level: 1, blocks, ..Section::default() }],
        ..Article::default()
    }
}

/// A message as a sentence of its own: a capital, typographic marks around what is quoted, a full stop.
fn sentence(message: &str) -> String {
    let mut sentence = String::new();
    let mut quoted = false;
    for (at, c) in message.char_indices() {
        match c {
            '`' => {
                sentence.push(if quoted { '”' } else { '“' });
                quoted = !quoted;
            }
            _ if at == 0 => sentence.extend(c.to_uppercase()),
            _ => sentence.push(c),
        }
    }
    // What is quoted in part ends the sentence itself.
    if !sentence.ends_with("…”") {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn messages_are_sentences() {
        assert_eq!(sentence("unknown rule `x` here"), "Unknown rule “x” here.");
        assert_eq!(sentence("no passage: `x…`"), "No passage: “x…”");
    }
}
