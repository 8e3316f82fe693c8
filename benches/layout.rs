//! Wrapping and laying out, on articles of about 5 KB, the usual size.

use divan::{Bencher, black_box};
use nutgraf::article::{Article, Section};
use nutgraf::markdown;
use nutgraf::text::wrap::{Wrap, wrap};
use nutgraf::text::{Foreign, clean, fold};
use nutgraf::tui::layout::{Beside, Layout, Parts, Setting};

fn main() {
    divan::main();
}

const ENGLISH: &str = "The department said that its officers would not assist in federal raids, and that *any* request \
    for cooperation under [8 U.S.C. § 1373](https://www.law.cornell.edu/uscode/text/8/1373) would go through counsel. ";
const TYPOGRAPHIC: &str =
    "“We don’t ask,” said the sheriff — and “we won’t,” he added, citing the city’s 2019 policy… ";
const CHINESE: &str = "该部门表示，其警员不会协助联邦移民突击搜查行动，任何合作请求都将经由法律顾问处理。";
const ARABIC: &str =
    "قالت الإدارة إن ضباطها لن يساعدوا في المداهمات الفيدرالية، وإن أي طلب للتعاون سيمر عبر المستشار القانوني. ";

/// About 5 KB in paragraphs of about 500 bytes.
fn body(sentence: &str) -> String {
    let paragraph = sentence.repeat((500 / sentence.len()).max(1));
    format!("{}\n\n", paragraph.trim()).repeat(10)
}

fn article(sentence: &str) -> Article {
    let body = body(sentence);
    let chapters = markdown::parse(&body, &|_| None).chapters;
    let sections =
        chapters.into_iter().map(|chapter| Section { blocks: chapter.blocks, level: 1, ..Section::default() });
    Article { headline: Foreign::from("A headline"), sections: sections.collect(), ..Article::default() }
}

const SCRIPTS: [&str; 4] = ["english", "typographic", "chinese", "arabic"];

fn sentence(script: &str) -> &'static str {
    match script {
        "typographic" => TYPOGRAPHIC,
        "chinese" => CHINESE,
        "arabic" => ARABIC,
        _ => ENGLISH,
    }
}

#[divan::bench(args = SCRIPTS)]
fn layout_article(bencher: Bencher<'_, '_>, script: &str) {
    let article = article(sentence(script));
    let setting = Setting { width: 72, hyphenate: None, parts: Parts::Document, beside: Beside::default() };
    bencher.bench_local(|| Layout::new(black_box(&article), &setting));
}

#[divan::bench]
fn layout_hyphenated(bencher: Bencher<'_, '_>) {
    let article = article(ENGLISH);
    let setting = Setting { width: 72, hyphenate: Some("en"), parts: Parts::Document, beside: Beside::default() };
    bencher.bench_local(|| Layout::new(black_box(&article), &setting));
}

#[divan::bench(args = SCRIPTS)]
fn wrap_paragraphs(bencher: Bencher<'_, '_>, script: &str) {
    let text = body(sentence(script));
    bencher.bench_local(|| wrap(black_box(&text), Wrap { first: 72, rest: 72, hyphenate: None }));
}

#[divan::bench(args = SCRIPTS)]
fn clean_text(bencher: Bencher<'_, '_>, script: &str) {
    let text = body(sentence(script));
    bencher.bench_local(|| clean::lines(black_box(&text)));
}

#[divan::bench]
fn parse_markdown(bencher: Bencher<'_, '_>) {
    let text = body(ENGLISH);
    bencher.bench_local(|| markdown::parse(black_box(&text), &|_| None));
}

#[divan::bench]
fn find_in_article(bencher: Bencher<'_, '_>) {
    let layout = Layout::new(
        &article(TYPOGRAPHIC),
        &Setting { width: 72, hyphenate: None, parts: Parts::Text, beside: Beside::default() },
    );
    bencher.bench_local(|| black_box(&layout).find("citing the"));
}

#[divan::bench]
fn fold_headline(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| fold::fold(black_box(TYPOGRAPHIC)));
}
