//! What is found in an article by its wording: an article of 1,500 words with six takeaways, as a long one has.

use divan::{Bencher, black_box};
use nutgraf::article::{Article, Section, Takeaway};
use nutgraf::insight::closest::closest;
use nutgraf::insight::terms::terms;
use nutgraf::markdown;
use nutgraf::text::Foreign;

fn main() {
    divan::main();
}

const STEMS: [&str; 24] = [
    "asyl", "bord", "court", "deten", "enforc", "famil", "grant", "hear", "immigr", "judg", "labor", "migr", "notic",
    "offic", "parol", "quot", "remov", "sanct", "tribun", "unit", "visa", "waiv", "work", "zon",
];
const ENDINGS: [&str; 12] = ["", "s", "ed", "ing", "er", "ers", "ation", "ment", "al", "ity", "um", "ive"];
const SMALL: [&str; 8] = ["the", "of", "and", "to", "in", "that", "for", "by"];

fn of(list: &[&'static str], at: usize) -> &'static str {
    list.get(at).copied().unwrap_or_default()
}

/// Words as prose has them: small ones, a few hundred others in many forms, an acronym with its definition now and then.
fn words(count: usize, seed: usize) -> String {
    let mut state = seed;
    let mut next = |below: usize| {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        state / 65_536 % below
    };
    let mut text = String::new();
    for number in 0..count {
        if number > 0 {
            text.push(' ');
        }
        match next(20) {
            0..8 => text.push_str(of(&SMALL, next(SMALL.len()))),
            8 => text.push_str("Customs and Border Protection (CBP)"),
            _ => {
                text.push_str(of(&STEMS, next(STEMS.len())));
                text.push_str(of(&ENDINGS, next(ENDINGS.len())));
            }
        }
        if number % 18 == 17 {
            text.push('.');
        }
    }
    text
}

fn article() -> Article {
    let paragraphs: Vec<String> = (0..24).map(|number| words(62, number + 1)).collect();
    let chapters = markdown::parse(&paragraphs.join("\n\n"), &|_| None).chapters;
    let sections =
        chapters.into_iter().map(|chapter| Section { blocks: chapter.blocks, level: 1, ..Section::default() });
    let takeaways =
        (0..6).map(|number| Takeaway { text: words(16, number + 100).into(), ..Takeaway::default() }).collect();
    Article { headline: Foreign::from("H"), takeaways, sections: sections.collect(), ..Article::default() }
}

#[divan::bench]
fn closest_passages(bencher: Bencher<'_, '_>) {
    let article = article();
    bencher.bench_local(|| closest(black_box(&article)));
}

#[divan::bench]
fn acronyms(bencher: Bencher<'_, '_>) {
    let article = article();
    bencher.bench_local(|| terms(black_box(&article)));
}
