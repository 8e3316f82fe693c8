//! `import` from outside: new files, never over old ones; JSON; what fails alone; other forms opened directly.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use serde_json::Value;

use crate::cli::program::{Home, NASTY, is_live};

const MARKDOWN: &str = "\
---
title: 'Work permits: a year on'
date: 2025-03-14
author: Ana Ruiz
url: https://example.org/permits
tags: [work, asylum]
---

The wait is longer.

## What changed

- Forms are [online](https://example.org/forms).
- Fees rose.[^fee]

[^fee]: By a tenth.
";

fn home(name: &str) -> Home {
    let home = Home::new(&format!("import-{name}"));
    home.write("permits.md", MARKDOWN);
    home
}

#[test]
fn an_article_becomes_a_new_file_once() {
    let home = home("once");
    let first = home.run("import permits.md --to library");
    assert_eq!(first.out, "library/2025-03-14-work-permits-a-year-on.toml\n", "{}", first.err);
    let text = home.read("library/2025-03-14-work-permits-a-year-on.toml");
    let again = home.run("import permits.md --to library");
    assert_eq!((again.code, again.out.as_str()), (Some(0), ""));
    assert!(again.err.contains("already there"), "{}", again.err);
    home.write("permits.md", &MARKDOWN.replace("Fees rose", "Fees fell"));
    let other = home.run("import permits.md --to library");
    assert_eq!(other.out, "library/2025-03-14-work-permits-a-year-on-2.toml\n");
    assert_eq!(home.read("library/2025-03-14-work-permits-a-year-on.toml"), text);
    let checked = home.run("check library --deny-warnings");
    assert_eq!(checked.code, Some(0), "{}", checked.err);
    let shown: Value =
        serde_json::from_str(&home.run("show library/2025-03-14-work-permits-a-year-on.toml --json").out).unwrap();
    assert_eq!(shown["headline"], "Work permits: a year on");
    assert_eq!(shown["authors"][0], "Ana Ruiz");
    assert_eq!(shown["url"], "https://example.org/permits");
    assert_eq!(shown["topics"][1], "asylum");
}

#[test]
fn one_that_fails_does_not_stop_the_others() {
    let home = home("fails");
    home.write("paper.pdf", "%PDF");
    home.write("old.toml", "headline = 'H'\n");
    let ran = home.run("import none.md paper.pdf permits.md old.toml --to library");
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    for word in ["No such file", "a PDF is not read", "an article file is not imported"] {
        assert!(ran.err.contains(word), "{word}: {}", ran.err);
    }
}

#[test]
fn a_folder_is_imported_with_those_below_it() {
    let home = Home::new("import-folder");
    home.write("notes/permits.md", MARKDOWN);
    home.write("notes/2024/june/bonds.md", &MARKDOWN.replace("Work permits", "Bonds"));
    home.write("notes/.drafts/hidden.md", MARKDOWN);
    home.write("notes/photo.jpeg", "not an article");
    let run = home.run("import notes --to library");
    let wanted = "library/2025-03-14-bonds-a-year-on.toml\nlibrary/2025-03-14-work-permits-a-year-on.toml\n";
    assert_eq!((run.code, run.out.as_str()), (Some(0), wanted), "{}", run.err);
    home.write("photos/photo.jpeg", "not an article");
    let nothing = home.run("import photos --to library");
    assert_eq!((nothing.code, nothing.out.as_str()), (Some(1), ""));
    assert!(nothing.err.contains("there is nothing to import"), "{}", nothing.err);
}

#[test]
fn without_a_library_there_is_a_cure() {
    let home = home("nowhere");
    let ran = home.run("import permits.md");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("--to DIR"), "{}", ran.err);
    assert_eq!(home.run("import permits.md --library shelf").out, "shelf/2025-03-14-work-permits-a-year-on.toml\n");
}

#[test]
fn json_writes_nothing() {
    let home = home("json");
    let ran = home.run("import permits.md permits.md --json");
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["published"], "2025-03-14");
    assert_eq!(lines[0], lines[1]);
    assert_eq!(home.run("import permits.md --json --to library").code, Some(2));
    let shown: Value = serde_json::from_str(&home.run("show permits.md --json").out).unwrap();
    assert_eq!(shown["sections"], lines[0]["sections"]);
}

#[test]
fn stdin_tells_its_form_or_the_user_does() {
    let home = home("stdin");
    let read = |line: &str, text: &str| {
        let ran = home.run_with(line, text.as_bytes(), &[]);
        serde_json::from_str::<Value>(&ran.out).unwrap_or_else(|_| panic!("{line}: {}{}", ran.out, ran.err))
    };
    assert_eq!(read("import - --json", MARKDOWN)["headline"], "Work permits: a year on");
    assert_eq!(read("import - --from markdown --json", "*A* line")["headline"], "A line");
    assert_eq!(read("show - --from markdown --json", MARKDOWN)["publisher"], Value::Null);
    assert_eq!(home.run_with("show - --json", MARKDOWN.as_bytes(), &[]).code, Some(1), "an article file, else");
}

#[test]
fn other_forms_stand_in_the_library_and_are_not_laid_out() {
    let home = home("library");
    home.write("shelf/README.md", "# About this folder\n");
    home.write("shelf/a.md", MARKDOWN);
    let listed = home.run("list --library shelf");
    assert_eq!(listed.out.lines().count(), 1, "{}", listed.out);
    assert!(listed.out.contains("Work permits"), "{}", listed.out);
    assert!(home.run("shelf/README.md").out.contains("About this folder"));
    assert!(home.run("show shelf/a.md#s2 --format txt").out.contains("Fees rose"));
    assert_eq!(home.run("fmt shelf").code, Some(0));
    assert_eq!(home.run("fmt shelf/a.md").code, Some(1));
    assert_eq!(home.read("shelf/a.md"), MARKDOWN);
    assert_eq!(home.run("check shelf").code, Some(0));
}

#[test]
fn nothing_live_comes_out_of_an_import() {
    let home = home("hostile");
    home.write(
        "bad.md",
        &format!("---\ntitle: \"x\"\ndate: {NASTY}\nurl: https://{NASTY}\n---\n{NASTY}[^{NASTY}]\n\n# {NASTY}\n"),
    );
    for line in ["import bad.md --json", "import bad.md --to out", "show bad.md", "bad.md", "check bad.md", "check out"]
    {
        let ran = home.run(line);
        assert!(ran.code == Some(0) || ran.code == Some(1), "{line}: {}", ran.err);
        assert!(!is_live(&ran.out) && !is_live(&ran.err), "{line}");
    }
}

/// A server on the loopback that gives one feed after another, one a connection.
fn feeds(feeds: Vec<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/feed", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for feed in feeds {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 1024];
            let _ = stream.read(&mut asked);
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\n", feed.len());
            let _ = stream.write_all(format!("{head}Connection: close\r\n\r\n{feed}").as_bytes());
        }
    });
    address
}

#[test]
fn fetch_gets_what_is_new() {
    let home = home("fetch");
    let item = |name: &str, text: &str| {
        format!(
            "<item><title>{name}</title><link>https://example.org/{name}</link>\
             <pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate><description>{text}</description></item>"
        )
    };
    let feed = |items: &str| format!("<rss version='2.0'><channel><title>News</title>{items}</channel></rss>");
    let first = feed(&item("one", "The first text of it."));
    let second = feed(&(item("one", "Another text by now.") + &item("two", "The second text.")));
    home.write("config.toml", &format!("[feeds]\nnews = '{}'\n", feeds(vec![first, second])));
    let run = |line: &str| home.run(&format!("--config config.toml fetch --to library {line}"));
    let ran = run("");
    assert_eq!(ran.out, "library/2025-03-04-one.toml\n", "{}", ran.err);
    let ran = run("news");
    assert_eq!(ran.out, "library/2025-03-04-two.toml\n", "{}", ran.err);
    assert!(home.read("library/2025-03-04-one.toml").contains("The first text"));
    let wrong = run("nows");
    assert!(wrong.code == Some(2) && wrong.err.contains("did you mean `news`"), "{}", wrong.err);
    assert!(home.run("fetch").err.contains("there are no feeds"));
}
