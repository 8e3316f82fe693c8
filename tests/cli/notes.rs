//! `notes`: listed, out and in, backed up; `--private` keeps none.

use std::sync::Arc;

use nutgraf::article::anchor::Anchor;
use nutgraf::article::texts::Texts;
use nutgraf::article::{Part, Span};
use nutgraf::library::Origin;
use nutgraf::library::open::open;
use nutgraf::reading::{Change, Colour, Identity, Note, Notebook, Uid, What};
use serde_json::{Value, json};

use super::program::{Home, NASTY, hostile_article, is_live};

const POLICE: &str = "headline = 'Police and policy'\npublished = 2025-02-05\nauthors = ['A. B']\nurl = 'https://example.org/p'\n\
    [[sections]]\nheading = 'One'\nbody = 'A sheriff may decline a detainer.'\n";
const ASYLUM: &str = "headline = 'Asylum clocks'\npublished = 2024-01-01\ntakeaways = ['A year.']\n";

/// A home whose library has two articles.
fn home(name: &str) -> Home {
    let home = Home::new(name);
    home.write("config/nutgraf/config.toml", "library = '~/articles'\n");
    home.write("articles/police.toml", POLICE);
    home.write("articles/asylum.toml", ASYLUM);
    home
}

pub(super) fn notebook(home: &Home) -> Notebook {
    Notebook::open(&home.path(".local/share/nutgraf")).unwrap().notebook
}

/// Who an article of the library is.
pub(super) fn identity(home: &Home, id: &str) -> Arc<Identity> {
    let origin = Origin::File(home.path(&format!("articles/{id}.toml")));
    Arc::new(Identity::of(&origin, id, open(&origin).article.as_deref()))
}

/// A note on a passage at the beginning of a part of an article.
pub(super) fn passage(article: &Identity, (part, exact): (Part, &str), body: &str, colour: Option<Colour>) -> What {
    let opened = open(&article.origin().unwrap()).article.unwrap();
    let anchor = Anchor::of(&Texts::of(&opened), Span::within(part, 0..exact.len()));
    assert_eq!(anchor.as_ref().unwrap().exact, exact);
    let uid = u8::try_from(body.len()).unwrap();
    let note = Note { anchor, colour, body: body.to_owned(), created: 1_738_749_600, modified: 1_738_749_660 };
    What::Note { uid: Uid(format!("000000{uid:02x}-0000-4000-8000-000000000000")), to: Some(Box::new(note)) }
}

/// Three notes, a tag, a bookmark and a read mark.
fn noted(name: &str) -> Home {
    let home = home(name);
    let (police, asylum) = (identity(&home, "police"), identity(&home, "asylum"));
    let of = |article: &Arc<Identity>, what| Change { article: Arc::clone(article), what };
    let block = Part::Block(0, 0);
    let changes = [
        of(&asylum, passage(&asylum, (Part::Takeaway(0), "A year."), "one year\nexceptions?", None)),
        of(&police, passage(&police, (block, "A sheriff may"), "", Some(Colour::Green))),
        of(&police, passage(&police, (block, "A sheriff may decline a detainer."), "Cite this.", Some(Colour::Yellow))),
        of(&asylum, What::Tag { name: "clock".to_owned(), on: true }),
        of(&asylum, What::Bookmark(Some(1_738_000_000))),
        of(&police, What::Read(Some(true))),
    ];
    notebook(&home).apply(&changes).unwrap();
    home
}

#[test]
fn a_few_lines_each_newest_article_first() {
    let home = noted("notes-list");
    let wanted = "\
2025-02-05\tPolice and policy\tpolice#s1.p1
  “A sheriff may”

2025-02-05\tPolice and policy\tpolice#s1.p1
  “A sheriff may decline a detainer.”
  Cite this.

2024-01-01\tAsylum clocks\tasylum#t1
  “A year.”
  one year
  exceptions?
";
    let ran = home.run("notes list");
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.code), (wanted, "", Some(0)));
}

#[test]
fn every_note_as_json() {
    let home = noted("notes-json");
    let ran = home.run("notes list --json cite");
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let path = home.path("articles/police.toml");
    let wanted = json!({"uid": "0000000a-0000-4000-8000-000000000000", "id": "police", "path": path.to_str().unwrap(),
        "headline": "Police and policy", "locator": "s1.p1", "quote": "A sheriff may decline a detainer.",
        "note": "Cite this.", "colour": "yellow", "created": "2025-02-05T10:00:00Z", "modified": "2025-02-05T10:01:00Z",
        "orphaned": false});
    assert_eq!(found, wanted);
}

#[test]
fn a_query_is_words_or_one_article() {
    let home = noted("notes-query");
    let count = |query: &str| {
        let ran = home.run(&format!("notes list --json {query}"));
        assert_eq!(ran.code, Some(i32::from(ran.out.is_empty())), "{query}: {}", ran.err);
        ran.out.lines().count()
    };
    let counts = ["sheriff", "Policy det", "year exc", "year clocks", "zyzzyva", "sher may"].map(count);
    assert_eq!(counts, [2, 1, 1, 1, 0, 0]);
    assert_eq!(["police", "asylum", "articles/asylum.toml"].map(count), [2, 1, 1]);
    let asked = [
        "note:cite",
        "note:sheriff",
        "has:highlights",
        "has:notes",
        "-- has:highlights -note:cite",
        "tag:clock",
        "headline:police",
        "takeaway:year or note:cite",
        "is:noted",
        "is:unread",
        "\"may decline\"",
    ];
    assert_eq!(asked.map(count), [1, 0, 2, 2, 1, 1, 2, 2, 3, 1, 1], "{asked:?}");
    let ran = home.run("notes list taag:clock");
    assert_eq!((ran.code, ran.err.contains("did you mean tag:?")), (Some(2), true), "{}", ran.err);
    std::fs::remove_file(home.path("articles/asylum.toml")).unwrap();
    assert_eq!(count("articles/asylum.toml"), 1, "also where the file is gone");
    assert_eq!(home.run("notes list zyzzyva").err, "nutgraf: no note matches\n");
}

#[test]
fn without_a_notebook_none_is_made() {
    let home = home("notes-none");
    let ran = home.run("notes list");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(1), "", "nutgraf: there are no notes\n"));
    assert_eq!(home.run("notes export").code, Some(1));
    assert!(!home.path(".local").exists());
}

#[test]
fn orphans_are_listed_and_say_so() {
    let home = noted("notes-orphan");
    std::fs::rename(home.path("articles/police.toml"), home.path("articles/moved.toml")).unwrap();
    let listed = home.run("notes list").out;
    assert!(listed.contains("moved#s1.p1") && !listed.contains("orphaned"), "found where it is now: {listed}");
    let text = "'''New first.\n\nA sheriff may decline a detainer.'''";
    home.write("articles/moved.toml", &POLICE.replace("'A sheriff may decline a detainer.'", text));
    let listed = home.run("notes list cite").out;
    assert!(listed.contains("moved#s1.p2") && !listed.contains("orphaned"), "found where it stands now: {listed}");
    home.write("articles/moved.toml", &POLICE.replace("A sheriff may decline a detainer.", "Nothing of it."));
    let listed = home.run("notes list").out;
    assert_eq!(listed.matches("  orphaned: its words are no longer in the article\n").count(), 2, "{listed}");
    std::fs::remove_file(home.path("articles/moved.toml")).unwrap();
    let listed = home.run("notes list").out;
    assert_eq!(listed.matches("  orphaned: its article is not there\n").count(), 2, "{listed}");
    assert!(home.run("notes list --json cite").out.contains("\"orphaned\":true"));
    assert!(home.run("notes export").out.contains("(its article is not there)"));
}

#[test]
fn others_may_write_and_crash_meanwhile() {
    let home = noted("notes-busy");
    let mut other = notebook(&home);
    let asylum = identity(&home, "asylum");
    let what = passage(&asylum, (Part::Takeaway(0), "A year."), "written last", None);
    other.apply(&[Change { article: asylum, what }]).unwrap();
    assert!(home.run("notes list").out.contains("written last"), "it is in the log only");
    // What a kill leaves: database, log and its index, as they are.
    let crashed = Home::new("notes-crashed");
    for name in ["reading.db", "reading.db-wal", "reading.db-shm"] {
        let bytes = std::fs::read(home.path(&format!(".local/share/nutgraf/{name}"))).unwrap();
        crashed.write_bytes(&format!(".local/share/nutgraf/{name}"), &bytes);
    }
    assert!(crashed.run("notes list").out.contains("written last"));
}

#[test]
fn what_leaves_comes_back_whole() {
    let home = noted("notes-out");
    let ran = home.run("notes export --format json --to all.json");
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (Some(0), "", "nutgraf: 3 notes in 2 articles written to all.json\n")
    );
    let text = home.read("all.json");
    let other = Home::new("notes-in");
    other.write("all.json", &text);
    let taken = other.run("notes import all.json");
    assert_eq!((taken.code, taken.err.as_str()), (Some(0), "nutgraf: 6 added, 0 changed, 0 already there\n"));
    assert_eq!(other.run("notes import all.json").err, "nutgraf: 0 added, 0 changed, 6 already there\n");
    assert_eq!(other.run("notes export --format json").out, text);
    assert_eq!(
        home.run_with("notes import -", text.as_bytes(), &[]).err,
        "nutgraf: 0 added, 0 changed, 6 already there\n"
    );
    let listed = |home: &Home| home.run("notes list asylum").out;
    assert_eq!(listed(&home), listed(&other));
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(home.path("all.json")).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn markdown_has_the_attribution() {
    let home = noted("notes-markdown");
    let wanted = "\
## Police and policy

A. B · 5 Feb 2025\\
<https://example.org/p>

> A sheriff may decline a detainer.

(s1.p1)

Cite this.
";
    assert_eq!(home.run("notes export cite").out, wanted);
}

#[test]
fn what_is_not_understood_has_its_place() {
    let home = home("notes-wrong");
    home.write(
        "a.json",
        "[\n{\"type\": \"Annotation\", \"bodyValue\": \"x\", \"target\": \"https://example.org/p\"},\n{}]",
    );
    let ran = home.run("notes import a.json");
    let wanted = "a.json:3: not understood: its type is not Annotation\n\
        nutgraf: 1 added, 0 changed, 0 already there, 1 not understood\n";
    assert_eq!((ran.err.as_str(), ran.code), (wanted, Some(1)));
    home.write("b.json", "[{]");
    let ran = home.run("notes import b.json");
    assert!(ran.code == Some(1) && ran.err.contains("line 1 column 3"), "{}", ran.err);
    assert_eq!(home.run("notes import none.json").code, Some(1));
    assert_eq!(home.run("notes").code, Some(2));
}

#[test]
fn a_note_of_another_tool_is_of_the_article_with_its_address() {
    let home = home("notes-adopted");
    let of = |page: &str| {
        let selector = json!({"type": "TextQuoteSelector", "exact": "sheriff may"});
        json!({"type": "Annotation", "bodyValue": "x", "target": {"source": page, "selector": selector}})
    };
    home.write("a.json", &json!([of("http://example.org/p/#top"), of("https://example.org/q")]).to_string());
    assert_eq!(home.run("notes import a.json").err, "nutgraf: 2 added, 0 changed, 0 already there\n");
    let listed = home.run("notes list").out;
    assert!(listed.starts_with("2025-02-05\tPolice and policy\tpolice#s1.p1\n"), "{listed}");
    assert!(listed.contains("https://example.org/q") && listed.matches("orphaned").count() == 1, "{listed}");
    assert_eq!(home.run("notes import a.json").err, "nutgraf: 0 added, 0 changed, 2 already there\n");
}

#[test]
fn a_backup_comes_back_and_what_was_there_stays_beside_it() {
    let home = noted("notes-backup");
    assert_eq!(home.run("notes backup copy.db").err, "nutgraf: 3 notes backed up in copy.db\n");
    let again = home.run("notes backup copy.db");
    assert!(again.code == Some(1) && again.err.contains("is there already"), "{}", again.err);
    let asylum = identity(&home, "asylum");
    let what = passage(&asylum, (Part::Takeaway(0), "A year."), "later", None);
    notebook(&home).apply(&[Change { article: asylum, what }]).unwrap();
    let asked = home.run("notes restore copy.db");
    assert!(asked.code == Some(2) && asked.err.contains("--yes"), "{}", asked.err);
    let done = home.run("notes restore copy.db --yes");
    assert!(done.code == Some(0) && done.err.contains("reading.db.before-restore-1"), "{}", done.err);
    assert!(!home.run("notes list").out.contains("later"));
    home.run("notes restore .local/share/nutgraf/reading.db.before-restore-1 --yes");
    assert!(home.run("notes list").out.contains("later"));
    home.write("no.db", "no");
    let wrong = home.run("notes restore no.db --yes");
    assert!(wrong.code == Some(1) && wrong.err.contains("this is no backup"), "{}", wrong.err);
    let copies = || std::fs::read_dir(home.path(".local/share/nutgraf")).unwrap().count();
    assert_eq!(copies(), 3, "and no copy is left for nothing");
    let empty = Home::new("notes-restore-empty");
    empty.write_bytes("copy.db", &std::fs::read(home.path("copy.db")).unwrap());
    assert_eq!(empty.run("notes restore copy.db").err, "nutgraf: 3 notes restored from copy.db\n");
}

#[test]
fn nothing_live_comes_out_of_notes() {
    let home = home("notes-hostile");
    home.write("articles/na\u{1b}[31mme.toml", &hostile_article());
    let origin = Origin::File(home.path("articles/na\u{1b}[31mme.toml"));
    let article =
        Arc::new(Identity { id: NASTY.to_owned(), ..Identity::of(&origin, "", open(&origin).article.as_deref()) });
    let anchor = Some(Anchor { exact: NASTY.to_owned(), ..Anchor::default() });
    let note = Note { anchor, colour: Some(Colour::Pink), body: NASTY.to_owned(), created: 1, modified: 1 };
    let whats = [
        What::Note { uid: Uid::from_name(b"nasty"), to: Some(Box::new(note)) },
        What::Tag { name: NASTY.to_owned(), on: true },
    ];
    let changes = whats.map(|what| Change { article: Arc::clone(&article), what });
    notebook(&home).apply(&changes).unwrap();
    let arguments: [&[&str]; 8] = [
        &["notes", "list"],
        &["notes", "list", "--json"],
        &["notes", "export"],
        &["notes", "export", "--format", "json"],
        &["notes", "import", NASTY],
        &["notes", "restore", NASTY],
        &["notes", "list", NASTY],
        &["forget", NASTY],
    ];
    for line in arguments {
        let ran = home.run_arguments(line);
        assert!(
            !is_live(&ran.out) && !is_live(&ran.err),
            "{line:?}: {} {}",
            ran.out.escape_debug(),
            ran.err.escape_debug()
        );
        assert_ne!(ran.code, Some(101));
    }
    home.write("a.json", &format!("[{{\"type\": \"Annotation\", \"target\": {}}}]", json!(NASTY)));
    let ran = home.run("notes import a.json");
    assert!(!is_live(&ran.err) && ran.code == Some(1), "{}", ran.err.escape_debug());
}

#[test]
fn private_opens_no_notebook() {
    let home = noted("private-notebook");
    assert!(home.run("list is:read").out.contains("Police"));
    let before = home.files();
    let ran = home.run("list is:read --private");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert_eq!(home.files(), before);
}

#[test]
fn private_keeps_nothing() {
    let home = home("private");
    for number in 0..260 {
        home.write(&format!("articles/many/{number}.toml"), &format!("headline = 'Number {number}'\n"));
    }
    let before = home.files().len();
    for line in [
        "--private search number",
        "list --private",
        "list number --private",
        "--private show police",
        "--private articles",
    ] {
        let ran = home.run(line);
        assert_eq!(ran.code, Some(0), "{line}: {}", ran.err);
        assert!(!ran.out.is_empty());
    }
    for line in ["--private notes list", "forget police --private"] {
        let ran = home.run(line);
        assert!(ran.code == Some(2) && ran.err.contains("--private"), "{line}: {}", ran.err);
    }
    assert_eq!(home.files().len(), before);
    assert!(!home.path(".cache").exists() && !home.path(".local").exists());
    home.run("search number");
    assert!(home.path(".cache/nutgraf").exists(), "which it does without");
}

#[test]
fn imported_notes_follow_their_words_too() {
    let home = noted("notes-follow");
    let same = "The agency did not respond to a request.";
    let body = |paragraphs: &[&str]| {
        let body = paragraphs.join("\n\n");
        home.write(
            "articles/twins.toml",
            &format!("headline = 'Twins'\n[[sections]]\nbody = \"\"\"\n{body}\n\"\"\"\n"),
        );
    };
    body(&["One day in May.", same, "Two judges ruled.", same, "Three more sat."]);
    let twins = identity(&home, "twins");
    let change =
        Change { article: Arc::clone(&twins), what: passage(&twins, (Part::Block(0, 3), same), "second", None) };
    notebook(&home).apply(&[change]).unwrap();
    let exported = home.run("notes export --format json twins").out;
    assert!(home.run("forget twins").code == Some(0));
    assert_eq!(home.run_with("notes import -", exported.as_bytes(), &[]).code, Some(0));
    let place = || {
        let ran = home.run("notes list --json twins");
        let found: Value = serde_json::from_str(&ran.out).unwrap();
        (found["locator"].clone(), found["orphaned"].clone())
    };
    assert_eq!(place(), (json!("s1.p4"), json!(false)));
    body(&[same, "Three more sat.", "One day in May.", same, "Two judges ruled."]);
    assert_eq!(place(), (json!("s1.p1"), json!(false)), "it moved with its neighbour");
    body(&["One day in May.", same, "Two judges ruled.", "Three more sat."]);
    assert_eq!(place(), (Value::Null, json!(true)), "its twin is not it");
}
