//! The checks as a whole: levels, expectations, manuals.

use super::*;

const BODY: &str = "[[sections]]\nheading = 'H'\nbody = 'nothing of it'\n";

fn codes(source: &str) -> Vec<&'static str> {
    examine(source).diagnostics.iter().map(|one| one.code).collect()
}

#[test]
fn codes_are_unique_and_kebab() {
    let codes: HashSet<_> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len());
    assert!(codes.iter().all(|code| code.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase())));
}

#[test]
fn every_manual_opens_with_its_rule() {
    for rule in RULES {
        let manual = rule.manual();
        assert_eq!(manual.lines().next(), Some(format!("`{}`: {}.", rule.code, rule.summary()).as_str()));
        assert!(!rule.summary().is_empty());
        for part in ["**What.**", "**Why.**", "**Examples.**", "**Fix.**"] {
            assert!(manual.contains(part), "{} has no {part}", rule.code);
        }
    }
}

#[test]
fn every_example_is_what_its_manual_says() {
    for rule in RULES {
        let examples = rule.examples();
        assert_eq!(examples.len(), rule.manual().matches("```toml ").count(), "{}", rule.code);
        for breaks in [true, false] {
            assert!(examples.iter().any(|example| example.breaks == breaks), "{}: breaks: {breaks}", rule.code);
        }
        let checks = Checks::default().on(Date::day(2026, 1, 1));
        for Example { breaks, file } in examples {
            let read = read(&file);
            assert_eq!(read.diagnostics, [], "{file}");
            let said = check(&read.article.unwrap(), &file, &checks);
            let own: Vec<_> = said.iter().filter(|one| one.code == rule.code).collect();
            assert_eq!(!own.is_empty(), breaks, "{file}{said:?}");
            assert!(own.iter().all(|one| one.span.is_some() && one.help.is_some()), "{file}");
        }
    }
}

#[test]
fn an_expected_finding_is_dropped() {
    let headline = "headline = 'NYPD acts'\n";
    assert_eq!(codes(&format!("{headline}{BODY}")), ["headline-not-in-body"]);
    assert_eq!(codes(&format!("{headline}[expect]\nheadline-not-in-body = 'theirs'\n{BODY}")), [""; 0]);
}

#[test]
fn an_unneeded_expectation_is_found() {
    let expect = "headline = 'Police act'\n[expect]\nheadline-not-in-body = 'theirs'\nsource-without-adress = 'x'\n";
    let checked = examine(&format!("{expect}{BODY}"));
    let said: Vec<_> = checked.diagnostics.iter().map(|one| (one.code, one.help.as_deref().unwrap())).collect();
    let near = "did you mean `source-without-address`?";
    assert_eq!(said, [("needless-expect", "take it out of [expect]"), ("unknown-rule", near)]);
    assert!(checked.article.is_some(), "the file is read all the same");
    let span = checked.diagnostics[1].span.clone().unwrap();
    assert_eq!(expect.get(span), Some("source-without-adress"));
}

#[test]
fn what_comes_with_time_may_be_expected_before() {
    let file = "headline = 'A'\n[status]\nstate = 'in effect'\nas_of = 2025-01-01\n";
    let expecting = format!("{file}[expect]\nstatus-past-its-date = 'as of its day'\n");
    for (year, said) in [(2025, vec![]), (2030, vec!["status-past-its-date"])] {
        let checks = Checks::default().on(Date::day(year, 1, 1));
        let codes = |file: &str| examine_with(file, &checks).diagnostics.iter().map(|one| one.code).collect::<Vec<_>>();
        assert_eq!(codes(file), said);
        assert_eq!(codes(&expecting), [""; 0]);
    }
    let last = expecting.replace("in effect", "rescinded");
    assert_eq!(codes(&last), ["needless-expect"]);
}

#[test]
fn levels_are_obeyed() {
    let file = format!("headline = 'NYPD acts'\n{BODY}[[sources]]\ntitle = 'A memo of 2024'\n");
    let with = |level| {
        let mut checks = Checks::default();
        assert!(checks.set("headline-not-in-body", level) && !checks.set("headline", level));
        checks
    };
    let said = |level, file: &str| {
        let said = examine_with(file, &with(level)).diagnostics;
        said.iter().map(|one| (one.code, one.is_error())).collect::<Vec<_>>()
    };
    let other = ("source-without-address", false);
    assert_eq!(said(Level::Off, &file), [other]);
    assert_eq!(said(Level::Warn, &file), [("headline-not-in-body", false), other]);
    assert_eq!(said(Level::Error, &file), [("headline-not-in-body", true), other]);
    let expecting = format!("{file}[expect]\nheadline-not-in-body = 'x'\n");
    for level in Level::ALL {
        assert_eq!(said(level, &expecting), [other], "{level:?}");
    }
}

#[test]
fn findings_point_at_their_place() {
    let file =
        "headline = 'A'\n[[sources]]\nurl = 'https://a.example/2024'\ntitle = '2024'\n[[sources]]\ntitle = 'B 2024'\n";
    let found = examine(file).diagnostics;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].span.as_ref().unwrap().start, file.rfind("[[").unwrap());
}
