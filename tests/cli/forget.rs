//! `forget`: nothing of an article stays.

use std::sync::Arc;

use nutgraf::article::Part;
use nutgraf::reading::{Change, Colour, What};

use super::notes::{identity, notebook, passage};
use super::program::Home;

const SECRET: &str =
    "headline = 'The Quibble Affidavit'\n[[sections]]\nheading = 'One'\nbody = 'A flumadiddle clause.'\n";

/// A library that is worth an index, in which one article has notes, was searched for, and is in a copy of the notebook.
fn home(name: &str) -> Home {
    let home = Home::new(name);
    home.write("config/nutgraf/config.toml", "library = '~/articles'\n");
    for number in 0..260 {
        home.write(&format!("articles/many/{number}.toml"), &format!("headline = 'Number {number}'\n"));
    }
    home.write("articles/hush/secret-case.toml", SECRET);
    home.write(
        ".local/state/nutgraf/searches",
        "quibble affidavit\n\"the quibble affidavit\"\nid:hush/secret-case\nnumber 7\n",
    );
    let secret = Arc::new(nutgraf::reading::Identity {
        id: "hush/secret-case".to_owned(),
        ..(*identity(&home, "hush/secret-case")).clone()
    });
    let whats = [
        passage(&secret, (Part::Block(0, 0), "A flumadiddle clause."), "Ask Zebedee", Some(Colour::Pink)),
        passage(&secret, (Part::Block(0, 0), "A flumadiddle"), "", Some(Colour::Pink)),
        What::Tag { name: "hushed".to_owned(), on: true },
        What::Read(Some(true)),
    ];
    let mut notebook = notebook(&home);
    notebook.apply(&whats.map(|what| Change { article: Arc::clone(&secret), what })).unwrap();
    notebook.set_screen("library", "hush/secret-case").unwrap();
    let number = identity(&home, "many/7");
    notebook.apply(&[Change { article: number, what: What::Read(Some(true)) }]).unwrap();
    notebook.backup_beside(&home.path(".local/share/nutgraf")).unwrap();
    drop(notebook);
    assert!(home.run("search flumadiddle").out.contains("Quibble"));
    home
}

/// What still tells of it below the folders of nutgraf.
fn traces(home: &Home) -> Vec<String> {
    let ours = home.files().into_iter().filter(|(path, _)| !path.starts_with(home.path("articles")));
    let mut traces = Vec::new();
    for (path, bytes) in ours {
        let bytes = bytes.to_ascii_lowercase();
        for word in ["the quibble affidavit", "zebedee", "flumadiddle", "hushed", "secret-case"] {
            if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
                traces.push(format!("{word} in {}", path.display()));
            }
        }
    }
    traces
}

#[test]
fn nothing_stays_of_an_article_whose_file_is_gone() {
    for name in ["articles/hush/secret-case.toml", "hush/secret-case"] {
        let home = home("forget-gone");
        assert!(traces(&home).len() > 8, "{:?}", traces(&home));
        std::fs::remove_file(home.path("articles/hush/secret-case.toml")).unwrap();
        let ran = home.run_arguments(&["forget", name]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
        let told: Vec<&str> = ran.out.lines().skip(1).map(str::trim).collect();
        assert_eq!(
            told[..2],
            [
                "removed from the notebook: 1 note, 1 highlight, 1 tag, the read mark",
                "removed from the history: 2 searches"
            ]
        );
        assert!(ran.out.contains("before-restore-1") && ran.out.contains("index"), "{}", ran.out);
        assert_eq!(traces(&home), [""; 0]);
        assert_eq!(home.read(".local/state/nutgraf/searches"), "quibble affidavit\nnumber 7\n");
        assert_eq!(notebook(&home).articles().unwrap().len(), 1, "and nothing else is forgotten");
        assert_eq!(home.run_arguments(&["forget", name]).code, Some(1));
        assert_eq!(home.run("search number").code, Some(0));
        assert_eq!(traces(&home), [""; 0]);
    }
}

#[test]
fn a_file_that_stands_is_told() {
    let home = home("forget-there");
    let ran = home.run("forget hush/secret-case");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("articles/hush/secret-case.toml is still there: the index takes it up again"),
        "{}",
        ran.err
    );
    assert_eq!(traces(&home), [""; 0]);
    let ran = home.run("forget articles/hush/secret-case.toml");
    assert!(ran.out.contains("nothing was kept of it in the notebook"), "{}", ran.out);
}

#[test]
fn a_word_that_names_nothing_is_told_the_nearest() {
    let home = home("forget-near");
    let ran = home.run("forget hush/secret-cas");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("hush/secret-case"), "{}", ran.err);
    assert!(traces(&home).len() > 8, "and nothing is removed");
}
