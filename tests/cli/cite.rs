//! `cite` from outside.

use serde_json::Value;

use super::program::{Home, hostile_article, is_live};

const ARTICLE: &str = "\
headline = 'How an Appeal Is Heard'
authors = ['Jane Doe']
publisher = 'Example Law Review'
published = 2025-03-04
url = 'https://example.org/appeals'
topics = ['courts']

[[sources]]
id = 'rule'
title = 'Notice of appeal'
kind = 'regulation'
citation = '8 C.F.R. § 1003.38'

[[sources]]
id = 'case'
title = 'Plyler v. Doe'
kind = 'case'
url = 'https://example.org/plyler'
";

fn home(name: &str) -> Home {
    let home = Home::new(name);
    home.write("articles/appeals.toml", ARTICLE);
    home.write("articles/other.toml", "headline = 'A Other'\ntopics = ['courts']\n");
    home.write("config/nutgraf/config.toml", "library = '~/articles'\n[cite]\nstyle = 'apa'\n");
    home
}

#[test]
fn articles_and_sources_in_a_style() {
    let home = home("cite");
    let printed = |line: &str, wanted: &str, code: i32| {
        let ran = home.run(line);
        assert_eq!((ran.out.as_str(), ran.code), (wanted, Some(code)), "{line}: {}", ran.err);
    };
    let apa = "Doe, J. (2025, March 4). How an appeal is heard. Example Law Review. https://example.org/appeals\n";
    let own = "Doe, J. (2025, March 4). How an Appeal Is Heard. Example Law Review. https://example.org/appeals\n";
    assert_ne!(apa, own, "the words of a headline are its own");
    printed("cite appeals", own, 0);
    printed(
        "cite articles/appeals.toml --style chicago-notes",
        "Jane Doe, “How an Appeal Is Heard,” Example Law Review, March 4, 2025, https://example.org/appeals.\n",
        0,
    );
    printed("cite appeals#src1", "8 C.F.R. § 1003.38\n", 0);
    printed("cite appeals#src2", "no citation is recorded: Plyler v. Doe, https://example.org/plyler\n", 1);
    printed(
        "cite appeals --sources",
        "8 C.F.R. § 1003.38\nno citation is recorded: Plyler v. Doe, https://example.org/plyler\n",
        0,
    );
    printed("cite --query topic:courts", &format!("A Other. (n.d.).\n{own}"), 0);
    printed(
        "cite appeals appeals --style mla",
        "Doe, Jane. “How an Appeal Is Heard.” Example Law Review, 4 Mar. 2025, https://example.org/appeals.\n",
        0,
    );
}

#[test]
fn exit_codes_and_cures() {
    let home = home("cite-codes");
    let ended = |line: &str, code: i32, says: &str| {
        let ran = home.run(line);
        assert_eq!(ran.code, Some(code), "{line}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(says), "{line}: {}", ran.err);
    };
    home.write("broken.csl", "<style>");
    ended("cite", 2, "required");
    ended("cite appeals --query x", 2, "cannot be used");
    ended("cite appeals --style apaa", 2, "did you mean `apa`?");
    ended("cite no-such-article --style apaa", 2, "did you mean `apa`?");
    ended("cite --query zyzzyva --style apaa", 2, "did you mean `apa`?");
    ended("cite appeals --style nowhere.csl", 1, "nowhere.csl: cannot be read");
    ended("cite appeals --style broken.csl", 1, "broken.csl: this is not a CSL style");
    ended("cite appeals --style apa --format ris", 2, "a style sets text");
    ended("cite appeals#src9", 1, "has no src9");
    ended("cite nobody", 1, "nobody");
    ended("cite --query zzzz", 1, "no article matches");
    ended("cite --query topic:", 2, "topic");
    ended("cite other --sources", 1, "there is nothing to cite");
    ended("cite appeals --style bluebook", 0, "check it against the Bluebook");
    ended("cite appeals --sources", 0, "1 of 2: no citation is recorded");
}

#[test]
fn json_says_what_is_to_be_checked() {
    let home = home("cite-json");
    let ran = home.run("cite appeals appeals#src1 appeals#src2 --style bluebook --json");
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let checks: Vec<bool> = lines.iter().map(|line| line["check"].is_string()).collect();
    assert_eq!(checks, [true, false, true]);
    assert_eq!((&lines[1]["locator"], &lines[1]["recorded"]), (&"src1".into(), &true.into()));
    assert_eq!(
        (&lines[0]["locator"], &lines[0]["id"], &lines[0]["style"]),
        (&Value::Null, &"appeals".into(), &"bluebook".into())
    );
}

#[test]
fn every_format_and_nothing_live() {
    let home = home("cite-hostile");
    home.write("articles/hostile.toml", &hostile_article());
    for format in ["text", "bibtex", "csl-json", "ris", "yaml"] {
        for what in [
            "articles/hostile.toml",
            "articles/hostile.toml --sources",
            "appeals other",
            "--query topic:courts --sources",
        ] {
            let ran = home.run(&format!("cite {what} --format {format}"));
            assert_eq!(ran.code, Some(0), "{format} {what}: {}", ran.err);
            assert!(!ran.out.is_empty() && !is_live(&ran.out) && !is_live(&ran.err), "{format} {what}: {:?}", ran.out);
        }
    }
}
