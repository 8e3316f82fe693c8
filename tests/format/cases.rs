//! The folder of cases.
#![expect(clippy::disallowed_methods, reason = "the cases are files beside the tests, and one variable rewrites them")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nutgraf::article::{Article, Locator};
use nutgraf::diagnostic::{Diagnostic, render};
use nutgraf::format::write::write;
use nutgraf::lint::examine;
use nutgraf::text::clean;

/// The files of a folder of cases, in order.
fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// What is said of a case, compared with what stands beside it.
fn compare(file: &Path, said: &str) -> Option<String> {
    let beside = file.with_extension("txt");
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(beside, said).unwrap();
        return None;
    }
    let expected = std::fs::read_to_string(beside).unwrap_or_default();
    (expected != said).then(|| format!("{}\n--- expected\n{expected}\n--- said\n{said}", file.display()))
}

fn drawn(file: &Path, source: &str, diagnostics: &[Diagnostic]) -> String {
    let name = file.file_name().unwrap().to_str().unwrap();
    render(diagnostics, &clean::line(name), source, false)
}

/// The article written back, then its parts by locator.
fn told(article: &Article) -> String {
    let mut told = format!("{}\n--- parts\n", write(article));
    for (index, takeaway) in article.takeaways.iter().enumerate() {
        let resolved: Vec<_> = takeaway.evidence.iter().map(|one| one.locator.to_string()).collect();
        let _ = writeln!(told, "{} {:?} {}", Locator::Takeaway(index + 1), takeaway.text, resolved.join(" "));
    }
    for (index, section) in article.sections.iter().enumerate() {
        let _ = writeln!(told, "{} level {} {:?}", Locator::Section(index + 1), section.level, section.heading);
        for (number, block) in section.blocks.iter().enumerate() {
            let _ = writeln!(told, "{} {} {:?}", Locator::Block(index + 1, number + 1), block.kind(), block.plain());
        }
    }
    told
}

#[test]
fn valid_files_are_read_as_expected() {
    let mut wrong = Vec::new();
    for file in cases("valid") {
        let source = std::fs::read_to_string(&file).unwrap();
        let checked = examine(&source);
        let diagnostics = drawn(&file, &source, &checked.diagnostics);
        let article = checked.article.unwrap_or_else(|| panic!("{} has errors:\n{diagnostics}", file.display()));
        wrong.extend(compare(&file, &format!("{diagnostics}--- article\n{}", told(&article))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn invalid_files_are_refused_as_expected() {
    let mut wrong = Vec::new();
    for file in cases("invalid") {
        let source = std::fs::read_to_string(&file).unwrap();
        let checked = examine(&source);
        assert!(checked.article.is_none(), "{} has no error", file.display());
        assert!(
            checked.diagnostics.iter().all(|one| one.span.is_some()),
            "{}: a mistake without a place",
            file.display()
        );
        wrong.extend(compare(&file, &drawn(&file, &source, &checked.diagnostics)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn no_expectation_without_its_case() {
    for folder in ["valid", "invalid"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            assert!(file.with_extension("toml").exists(), "{} belongs to no case", file.display());
        }
    }
}
