//! Nothing live comes out of a citation, a quote or an export, whatever the file says.

use std::sync::LazyLock;

use nutgraf::article::{Article, Source, SourceKind};
use nutgraf::cite::quote::{Quote, Template};
use nutgraf::cite::style::STYLES;
use nutgraf::cite::{Chosen, Form, Style, Work};
use nutgraf::text::Foreign;
use proptest::prelude::*;

use crate::cli::program::{NASTY, is_live};

/// An article with a text wherever one may stand.
fn everywhere(text: &str) -> Article {
    let some = || Some(Foreign::from(text));
    let source = |kind: Option<SourceKind>, citation: Option<Foreign>| Source {
        id: some(),
        title: some(),
        url: some(),
        archive_url: some(),
        publisher: some(),
        authors: vec![text.into(), format!("{text}, {text}").into()],
        kind,
        pinpoint: some(),
        citation,
        ..Source::default()
    };
    let kinds = || SourceKind::ALL.map(Some).into_iter().chain([None]);
    Article {
        headline: text.into(),
        authors: vec![text.into(), format!("A {text}").into()],
        publisher: some(),
        url: some(),
        language: some(),
        sources: kinds().map(|kind| source(kind, None)).chain(kinds().map(|kind| source(kind, some()))).collect(),
        ..Article::default()
    }
}

static LOADED: LazyLock<Vec<Style>> =
    LazyLock::new(|| STYLES.iter().map(|row| Chosen::new(row.name, None).style().unwrap()).collect());

#[track_caller]
fn check(text: &str) {
    let article = everywhere(text);
    let id = Foreign::from(text);
    let works =
        Work::apart([Work::of_article(&id, &article)].into_iter().chain(Work::of_sources(&id, &article)).collect());
    for (row, style) in STYLES.iter().zip(LOADED.iter()) {
        for cited in style.set(&works).unwrap() {
            assert!(!is_live(&cited.text) && !cited.text.contains('\n'), "{}: {:?}", row.name, cited.text);
        }
    }
    for form in Form::ALL {
        let written = form.write(&works);
        assert!(!is_live(&written), "{}: {written:?}", form.name());
    }
    let ris = Form::Ris.write(&works);
    assert_eq!(ris.matches("ER  - \n").count(), works.len(), "nothing looks like the end of a record");
    let line = Some(id.line());
    let quote = Quote { quote: id.lines(), headline: line.clone(), url: line, ..Quote::default() };
    assert!(!is_live(&Template::default().lay_out(&quote)));
}

#[test]
fn nothing_live_comes_out() {
    check(NASTY);
    check("x\nER  - \nTY  - BOOK\n\u{1b}]52;c;AAAA\u{7}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn whatever_it_says(text in any::<String>()) {
        check(&text);
    }
}
