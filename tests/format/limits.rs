//! Hostile files: deep, long, wrong ten thousand times. None may overflow a stack, take for ever or flood a terminal.

use std::fmt::Write as _;

use nutgraf::diagnostic::render;
use nutgraf::format::edit::format_text;
use nutgraf::format::read::read;
use nutgraf::lint::examine;
use nutgraf::text::clean;

/// Debug builds have frames several times as large as release builds.
const STACK: usize = if cfg!(debug_assertions) { 2 << 20 } else { 256 << 10 };

/// Runs on a small stack.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
}

#[test]
fn deep_files_are_refused() {
    let dotted = |levels: usize| vec!["a"; levels].join(".");
    let files = [
        format!("x = {}", "[".repeat(100_000)),
        format!("x = {}", "{a=".repeat(100_000)),
        format!("x = {}1{}", "[".repeat(70), "]".repeat(70)),
        format!("{} = 1", dotted(100_000)),
        format!("[{}]\n{} = 1", dotted(60), dotted(60)),
        format!("x = {}", format!("{{{} = ", dotted(60)).repeat(60)),
    ];
    on_small_stack(move || {
        for file in files {
            let checked = read(&file);
            assert!(checked.article.is_none());
            assert_eq!(checked.diagnostics[0].code, "too-deep", "{}", file.get(..40).unwrap());
            assert!(format_text(&file).is_err());
        }
    });
}

#[test]
fn the_deepest_allowed_file_fits_a_small_stack() {
    on_small_stack(|| {
        for file in [
            format!("headline = 'A'\nx = {}{}\n", "[".repeat(63), "]".repeat(63)),
            format!("headline = 'A'\nx = {}1{}\n", "{ a = ".repeat(63), "}".repeat(63)),
            format!("headline = 'A'\n[{}]\n{} = 1\n", vec!["a"; 31].join("."), vec!["a"; 31].join(".")),
        ] {
            assert!(read(&file).article.is_some(), "{file}");
            assert!(format_text(&file).is_ok(), "{file}");
        }
    });
}

#[test]
fn ten_thousand_mistakes_are_counted_and_fifty_shown() {
    let mut file = String::from("headline = 'A'\n");
    for number in 0..10_000 {
        let _ = writeln!(file, "k{number} = 1");
    }
    let checked = read(&file);
    assert_eq!(checked.diagnostics.len(), 10_000);
    let drawn = render(&checked.diagnostics, &clean::line("a.toml"), &file, false);
    assert_eq!(drawn.matches("unknown key").count(), 50);
    assert!(drawn.ends_with("and 9950 more: 0 of them errors, 9950 warnings\n"));
}

#[test]
fn a_flood_of_mistakes_is_not_kept() {
    let file = format!("headline = 'A'\nauthors = [{}]\n", "1,".repeat(100_000));
    let checked = examine(&file);
    assert!(checked.article.is_none());
    assert!(checked.diagnostics.len() < 21_000);
    let drawn = render(&checked.diagnostics, &clean::line("a.toml"), &file, false);
    assert!(drawn.len() < 40_000, "{}", drawn.len());
}

#[test]
fn a_large_broken_file_is_refused_with_its_first_error() {
    let checked = read(&format!("headline = 'A'\n{}", "=\n".repeat(1 << 19)));
    assert_eq!(checked.diagnostics.len(), 1);
    assert!(checked.article.is_none());
}

#[test]
fn warnings_past_the_limit_refuse_nothing() {
    let mut file = String::from("headline = 'A'\n");
    for number in 0..21_000 {
        // Too long for a suggestion, which this is not about.
        let _ = writeln!(file, "{number:070} = 1");
    }
    assert!(read(&file).article.is_some());
    file.push_str("[status]\nstate = 3\n");
    assert!(read(&file).article.is_none(), "an error that there was no room for is an error");
}
