//! The program from outside: exit codes, JSON, colours, hang-ups, suggestions; and that nothing live ever comes out.

mod check_links;
mod cite;
mod forget;
mod notes;
pub(crate) mod program;

use std::sync::Arc;

use nutgraf::library::Origin;
use nutgraf::reading::{Change, Identity, Note, Notebook, What};
use program::{Home, NASTY, hostile_article, is_live};
use serde_json::{Value, json};

const ARTICLE: &str = "\
headline = 'Police and policy'
summary = 'What changes.'
published = 2025-02-05
topics = ['sanctuary']
takeaways = ['The point.', { text = 'Another.', evidence = ['s1.p1'] }]

[[sections]]
heading = 'Implications'
body = '''
A *paragraph* with [a link](https://example.org/).

- one
- two
'''

[[sections]]
heading = 'More'
body = 'The end.'
";

fn home(name: &str) -> Home {
    let home = Home::new(name);
    home.write("articles/police.toml", ARTICLE);
    home
}

#[test]
fn exit_codes() {
    let home = home("codes");
    home.write("articles/broken.toml", "headline = 3\n");
    home.write("articles/warns.toml", "headline = 'H'\ncolour = 1\n");
    let codes = |lines: &[&str], code: i32| {
        for line in lines {
            let ran = home.run(line);
            assert_eq!(ran.code, Some(code), "{line}: {}{}", ran.out, ran.err);
        }
    };
    codes(
        &["", "list", "show articles/police.toml", "check articles/warns.toml", "keys", "paths", "config", "--help"],
        0,
    );
    codes(&["--version", "articles", "show las-vegas-police-and-ice", "man", "man show", "config --default"], 0);
    codes(&["show articles/broken.toml", "check articles", "check articles/warns.toml --deny-warnings"], 1);
    codes(
        &["show nothing.toml", "list zzzz", "show articles/police.toml#t9", "show articles", "articles/broken.toml"],
        1,
    );
    codes(
        &["--nonsense", "chek", "show", "show x --json --format md", "completions tcsh2", "--config none.toml list"],
        2,
    );
    codes(&["man chek", "show articles/police.toml#t1 --format html", "--width 3 list", "--quiet --verbose list"], 2);
}

#[test]
fn show_keeps_the_contract() {
    let home = home("show");
    let shown: Value = serde_json::from_str(&home.run("show articles/police.toml --json").out).unwrap();
    let keys = [
        "schema",
        "id",
        "headline",
        "summary",
        "authors",
        "publisher",
        "published",
        "updated",
        "url",
        "language",
        "topics",
        "agencies",
        "places",
        "status",
        "image",
        "takeaways",
        "sections",
        "sources",
        "terms",
        "events",
        "diagnostics",
    ];
    for key in keys {
        assert!(shown.get(key).is_some(), "{key}");
    }
    assert_eq!((&shown["schema"], &shown["id"]), (&json!(1), &json!("police")));
    assert_eq!(
        shown["takeaways"][1],
        json!({"locator": "t2", "text": "Another.", "quote": null, "evidence": [{"locator": "s1.p1"}]})
    );
    assert_eq!(shown["sections"][0]["blocks"][1], json!({"locator": "s1.p2", "kind": "list", "text": "one\ntwo"}));
    let part: Value = serde_json::from_str(&home.run("show articles/police.toml#s1.p1 --json").out).unwrap();
    assert_eq!(part, json!({"locator": "s1.p1", "kind": "paragraph", "text": "A paragraph with a link."}));
}

/// Three takeaways: two with a passage, one without.
const CLAIMS: &str = "\
headline = 'Police and policy'
takeaways = ['Deputies stay out of raids', { text = 'Appeals take a year', evidence = ['s1.p2', 'rule'] }, 'Ballet in Paris']
[terms]
LVMPD = 'as recorded'
[[sections]]
body = '''
The sheriff keeps his deputies out of the raids of Immigration and Customs Enforcement (ICE).

An appeal takes a year at the Board of Immigration Appeals (BIA), and the Las Vegas Metropolitan Police (LVMPD) waits.
'''
[[sources]]
id = 'rule'
title = 'Rule'
";

#[test]
fn evidence_keeps_what_is_recorded_and_what_is_found_apart() {
    let home = home("evidence");
    home.write("claims.toml", CLAIMS);
    let found: Value = serde_json::from_str(&home.run("evidence claims.toml --json").out).unwrap();
    let takeaways = found["takeaways"].as_array().unwrap();
    assert_eq!(takeaways.len(), 3);
    assert_eq!(takeaways[1]["recorded"], json!(["s1.p2", "src1"]));
    for (takeaway, first, is_found) in [(0, Some("s1.p1"), true), (1, Some("s1.p2"), true), (2, None, false)] {
        let takeaway = &takeaways[takeaway];
        assert_eq!(takeaway["found"], is_found);
        let closest = takeaway["closest"].as_array().unwrap();
        assert_eq!(closest.len(), 2, "filled whatever was found");
        assert!(first.is_none_or(|first| closest[0]["locator"] == first));
        let scores: Vec<f64> = closest.iter().map(|passage| passage["score"].as_f64().unwrap()).collect();
        assert!(scores[0] >= scores[1] && (0.0..=1.0).contains(&scores[0]), "{scores:?}");
    }
    let only: Value = serde_json::from_str(&home.run("evidence claims.toml#t2 --json").out).unwrap();
    assert_eq!(only["takeaways"], json!([takeaways[1]]));
}

#[test]
fn evidence_reads_well() {
    let home = home("evidence-text");
    home.write("claims.toml", CLAIMS);
    let text = home.run("evidence claims.toml").out;
    let first =
        "1. Deputies stay out of raids\n   Recorded evidence: none\n   Closest passages, by wording:\n     s1.p1 ";
    assert!(text.starts_with(first), "{text}");
    assert!(text.contains("\n2. Appeals take a year\n   Recorded evidence: s1.p2, src1 (rule)\n"), "{text}");
    let last =
        "3. Ballet in Paris\n   Recorded evidence: none\n   Closest passages: no passage of this article is close\n";
    assert!(text.ends_with(last), "{text}");
    let coloured = home.run("evidence claims.toml#t1 --color always").out;
    assert!(coloured.contains("keeps his \u{1b}[1mdeputies\u{1b}["), "{}", coloured.escape_debug());
    let narrow = home.run("evidence claims.toml#t1 --width 40").out;
    assert!(narrow.lines().all(|line| line.len() <= 40), "{narrow}");
    assert_eq!(home.run_with("evidence - --from markdown", b"# H\n\nText.", &[]).code, Some(0));
    assert_eq!(home.run("--library articles evidence police").code, Some(0), "an id does, too");
    assert_eq!(home.run("evidence claims.toml#s1").code, Some(2));
    assert_eq!(home.run("evidence claims.toml#t9").code, Some(1));
}

#[test]
fn terms_are_those_recorded_then_those_found() {
    let home = home("terms");
    home.write("claims.toml", CLAIMS);
    let shown: Value = serde_json::from_str(&home.run("show claims.toml --json").out).unwrap();
    let term = |term: &str, expansion: &str| json!({"term": term, "expansion": expansion});
    let found = [
        term("LVMPD", "as recorded"),
        term("ICE", "Immigration and Customs Enforcement"),
        term("BIA", "Board of Immigration Appeals"),
    ];
    assert_eq!(shown["terms"], json!(found));
}

#[test]
fn show_names_what_is_wrong() {
    let home = home("wrong");
    home.write("a.toml", "headline = 'H'\ncolour = 1\n");
    let ran = home.run("show a.toml --json");
    let shown: Value = serde_json::from_str(&ran.out).unwrap();
    let complaint = &shown["diagnostics"][0];
    assert_eq!(
        (&complaint["severity"], &complaint["line"], &complaint["column"]),
        (&json!("warning"), &json!(2), &json!(1))
    );
    assert!(ran.err.contains("1 warning"), "{}", ran.err);
    assert_eq!(home.run("show a.toml --json -q").err, "");
    home.write("b.toml", "headline = \n");
    let ran = home.run("show b.toml");
    assert_eq!((ran.out.as_str(), ran.code), ("", Some(1)));
    assert!(ran.err.contains("b.toml:1:"), "{}", ran.err);
}

#[test]
fn show_in_every_form() {
    let home = home("forms");
    let shown = |form: &str| home.run(&format!("show articles/police.toml --format {form}")).out;
    assert!(shown("md").starts_with("# Police and policy\n"));
    assert!(shown("html").contains("<h1 dir=\"auto\">Police and policy</h1>"));
    assert!(shown("txt").starts_with("Police and policy\n5 Feb 2025\n"));
    assert!(shown("json").starts_with("{\"schema\":1,"));
    home.write("again.toml", &shown("toml"));
    assert_eq!(shown("md"), home.run("show again.toml --format md").out, "the article file reads back");
}

#[test]
fn places_files_and_stdin() {
    let home = home("places");
    assert_eq!(home.run("show articles/police.toml#t1").out, "1. The point.\n");
    assert_eq!(home.run("--library articles show police#s2").out, "More\n\nThe end.\n");
    assert_eq!(home.run("articles/police.toml#s2").out, "More\n\nThe end.\n");
    home.write("odd#t1", "headline = 'The whole name wins'\n");
    assert_eq!(home.run("show odd#t1").out, "The whole name wins\n");
    assert!(home.run_with("show - --json", ARTICLE.as_bytes(), &[]).out.contains("\"id\":\"stdin\""));
    assert_eq!(home.run_with("-", b"headline = 'H'", &[]).out, "H\n");
    assert_eq!(home.run_with("check - --json", b"headline = 1", &[]).code, Some(1));
    assert_eq!(home.run_with("show -", b"\xff", &[]).code, Some(1));
}

#[test]
fn list_and_its_query() {
    let home = home("list");
    home.write("articles/broken.toml", "x = \n");
    let lines = |line: &str| home.run(line).out.lines().map(str::to_owned).collect::<Vec<_>>();
    let all = lines("--library articles list");
    assert_eq!(all[0], "2025-02-05\tPolice and policy\t2 takeaways\tpolice");
    assert!(all[1].starts_with("broken") && all[1].ends_with("articles/broken.toml"), "{}", all[1]);
    assert_eq!(lines("--library articles list point"), all[..1]);
    let record: Value = serde_json::from_str(&lines("--library articles list --json")[0]).unwrap();
    let wanted = json!({"id": "police", "path": "articles/police.toml", "headline": "Police and policy",
        "published": "2025-02-05", "topics": ["sanctuary"], "takeaways": 2, "error": null,
        "read": false, "bookmarked": false, "tags": [], "notes": 0});
    assert_eq!(record, wanted);
    assert_eq!(lines("articles"), all, "a folder prints its list");
}

#[test]
fn list_and_search_know_what_was_read() {
    let home = home("reading");
    home.write("articles/law.toml", LAW);
    let library = home.path("articles").to_str().unwrap().to_owned();
    let run = |line: &str| home.run(&format!("--library {library} {line}"));
    let ids = |line: &str| {
        let ran = run(line);
        assert_eq!(ran.err.lines().find(|line| line.contains("not known")), None, "{line}");
        ran.out.lines().filter_map(|line| line.rsplit('\t').next()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!((ids("list is:read").len(), ids("list is:unread")), (0, vec!["police".to_owned(), "law".to_owned()]));
    assert!(!home.path(".local/share").exists(), "a query makes nothing");
    let data = home.path(".local/share/nutgraf");
    let origin = Origin::File(home.path("articles/police.toml"));
    let article = Arc::new(Identity::of(&origin, "police", None));
    let note = Note { anchor: None, colour: None, body: "Asked the sheriff".to_owned(), created: 1, modified: 1 };
    let mut notebook = Notebook::open(&data).unwrap().notebook;
    let note = What::Note { uid: nutgraf::reading::Uid::fresh(), to: Some(Box::new(note)) };
    let tag = What::Tag { name: "acme".to_owned(), on: true };
    let whats = [What::Read(Some(true)), What::Bookmark(Some(5)), tag, note];
    notebook.apply(&whats.map(|what| Change { article: Arc::clone(&article), what })).unwrap();
    // While another program has it open, and when none has.
    for _ in 0..2 {
        assert_eq!((ids("list is:read"), ids("list is:unread")), (vec!["police".to_owned()], vec!["law".to_owned()]));
        let _ended = std::mem::replace(&mut notebook, Notebook::in_memory().unwrap());
    }
    assert_eq!(
        (ids("list note:asking"), ids("search tag:acme paragraph")),
        (vec!["police".into()], vec!["police#s1.p1".into()])
    );
    let records: Vec<Value> = run("list --json").out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kept = |at: usize| ["read", "bookmarked", "tags", "notes"].map(|key| records[at][key].clone());
    assert_eq!(kept(0), [json!(true), json!(true), json!(["acme"]), json!(1)]);
    assert_eq!(kept(1), [json!(false), json!(false), json!([]), json!(0)]);
    let mut files: Vec<_> = std::fs::read_dir(&data).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["reading.db"]);
    let wrong = run("list is:reed");
    assert!(wrong.code == Some(2) && wrong.err.contains("did you mean is:read?"), "{}", wrong.err);
}

#[test]
fn damaged_reading_state_is_said_and_left_alone() {
    let home = home("reading-damaged");
    home.write(".local/share/nutgraf/reading.db", &"no database ".repeat(1000));
    let ran = home.run("--library articles list is:unread");
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 1));
    assert!(ran.err.contains("not known") && ran.err.contains("reading.db: it is damaged"), "{}", ran.err);
    assert_eq!(home.run("--library articles list police").err, "", "who does not ask is not told");
    assert_eq!(home.read(".local/share/nutgraf/reading.db"), "no database ".repeat(1000));
    assert_eq!(std::fs::read_dir(home.path(".local/share/nutgraf")).unwrap().count(), 1);
}

#[test]
fn check_says_everything() {
    let home = home("check");
    home.write("bad.toml", "headline = 1\nurl = 2\nsumary = 'x'\n");
    home.write_bytes("latin1.toml", b"headline = 'caf\xe9'\n");
    let ran = home.run("check bad.toml latin1.toml articles --json");
    let found: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let at =
        |found: &Value| (found["path"].as_str().unwrap().to_owned(), found["line"].as_u64(), found["column"].as_u64());
    let wanted = [("bad.toml", 1, 12), ("bad.toml", 2, 7), ("bad.toml", 3, 1), ("latin1.toml", 1, 16)];
    let wanted: Vec<_> =
        wanted.iter().map(|(path, line, column)| ((*path).to_owned(), Some(*line), Some(*column))).collect();
    let mut places: Vec<_> = found.iter().map(at).filter(|(path, ..)| !path.contains("police")).collect();
    places.sort();
    assert_eq!(places, wanted);
    for key in ["path", "code", "severity", "message", "help", "line", "column"] {
        assert!(found[0].get(key).is_some(), "{key}");
    }
    let drawn = home.run("check bad.toml");
    assert!(drawn.out.contains("sumary") && drawn.out.contains("did you mean `summary`?"), "{}", drawn.out);
    assert!(drawn.err.contains("1 file checked: 2 errors, 1 warning"), "{}", drawn.err);
}

#[test]
fn fmt_mends_in_place() {
    let home = home("fmt");
    home.write("a.toml", "# why\nheadline='H'   # here\n");
    let checked = home.run("fmt --check a.toml articles");
    assert_eq!((checked.out.lines().next(), checked.code), (Some("a.toml"), Some(1)));
    assert_eq!(home.run("fmt a.toml").code, Some(0));
    assert_eq!(home.read("a.toml"), "# why\nheadline = 'H' # here\n");
    assert_eq!(home.run("fmt --check a.toml").code, Some(0));
    home.write("b.toml", "headline = \n");
    assert_eq!(home.run("fmt b.toml").code, Some(1));
    assert_eq!(home.read("b.toml"), "headline = \n");
}

#[test]
fn did_you_mean() {
    let home = home("mean");
    let said = |line: &str| home.run(line).err;
    assert!(said("lst").contains("did you mean the command `list`?"));
    assert!(said("--library articles show polise").contains("did you mean `police`?"));
    assert!(said("--plian").contains("--plain"));
    home.write("list", "headline = 'A file of that name'\n");
    assert_eq!(home.run("./list").out, "A file of that name\n");
}

#[test]
fn colour_by_flag_and_environment() {
    let home = home("colour");
    let coloured =
        |line: &str, environment: &[(&str, &str)]| home.run_with(line, b"", environment).out.contains('\u{1b}');
    let show = "show articles/police.toml";
    assert!(!coloured(show, &[]), "stdout is a pipe");
    assert!(coloured("--color always show articles/police.toml", &[("NO_COLOR", "1")]));
    assert!(coloured(show, &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(show, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured("--color never show articles/police.toml", &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn width_wraps_and_none_does_not() {
    let home = Home::new("width");
    home.write(
        "a.toml",
        &format!("headline = 'H'\nsections = [{{ heading = 'A', body = '{}' }}]\n", "word ".repeat(99)),
    );
    let widest = |line: &str| home.run(line).out.lines().map(str::len).max().unwrap();
    assert!(widest("show a.toml") > 400);
    assert!(widest("show a.toml --width 40") <= 40);
}

#[test]
fn config_is_read_and_its_mistakes_are_shown() {
    let home = home("config");
    home.write("config/nutgraf/config.toml", "library = '~/articles'\nsort = 'newst'\n[keys.reader]\nj = 'no-such'\n");
    let ran = home.run("list");
    assert!(ran.out.contains("Police and policy"), "the library of the config: {}", ran.out);
    assert!(ran.err.contains("1 problem in"), "{}", ran.err);
    let ran = home.run("config");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("did you mean `newest`?") && ran.err.contains("no-such"), "{}", ran.err);
    assert!(ran.out.contains("sort = \"newest\""), "{}", ran.out);
    home.write("config/nutgraf/config.toml", &home.run("config --default").out);
    assert_eq!(home.run("config").err, "");
}

#[test]
fn a_glossary_of_ones_own_is_asked_too() {
    let home = home("glossary");
    home.write("config/nutgraf/config.toml", "library = '~/articles'\n");
    assert!(home.run("search ZQX").out.is_empty());
    home.write("config/nutgraf/glossary.toml", "[[entry]]\nterm = 'ZQX'\nexpansion = 'Police and policy'\n");
    let ran = home.run("search ZQX");
    assert!(ran.out.contains("Police and policy"), "{} {}", ran.out, ran.err);
    home.write("config/nutgraf/glossary.toml", "[[entry]]\nterm = 'ZQX'\n");
    let ran = home.run("search police");
    assert!(ran.err.contains("glossary.toml:1: missing field `expansion`"), "{}", ran.err);
    assert!(!ran.out.is_empty(), "the rest goes on");
    assert_eq!(home.run("config").code, Some(1));
    assert!(home.run("paths").out.contains("glossary.toml"));
}

#[test]
fn tables_of_the_program() {
    let home = home("tables");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(home.run(&format!("completions {shell}")).out.contains("deny-warnings"), "{shell}");
    }
    assert!(home.run("man").out.contains(".TH nutgraf"));
    assert!(home.run("man check").out.contains("deny\\-warnings"));
    assert!(home.run("man notes").out.contains("notes\\-list(1)"));
    assert!(home.run("man notes-list").out.contains("orphaned note"));
    for shell in ["bash", "fish", "zsh"] {
        let script = home.run(&format!("completions {shell}")).out;
        assert!(["forget", "restore", "private"].iter().all(|word| script.contains(word)), "{shell}");
    }
    assert!(home.run("keys").out.contains("next-section"));
    assert!(home.run("paths").out.contains("notes    ") && home.run("paths").out.contains("nutgraf/reading.db"));
    assert!(home.run("paths").out.contains("config/nutgraf/config.toml"));
}

#[test]
fn a_reader_that_hangs_up_is_no_mistake() {
    let home = home("pipe");
    home.write(
        "long.toml",
        &format!("headline = 'H'\nsections = [{{ heading = 'A', body = '''{}''' }}]\n", "word\n\n".repeat(200_000)),
    );
    let ran = home.run_hung_up("show long.toml");
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn nothing_live_ever_comes_out() {
    let home = Home::new("hostile");
    home.write("articles/hostile.toml", &hostile_article());
    home.write("articles/syntax.toml", &format!("headline = 'a{}\n", NASTY.replace('\n', " ")));
    home.write("articles/na\u{1b}[31mme\u{202e}.toml", "headline = 1\n");
    home.write(
        "config/nutgraf/config.toml",
        &format!("theme = '''{NASTY}'''\n[keys.reader]\n\"\\u001b\" = '''{NASTY}'''\n"),
    );
    let mut lines: Vec<String> =
        ["md", "txt", "html", "json", "toml"].map(|form| format!("show articles/hostile.toml --format {form}")).into();
    lines.extend(
        [
            "articles",
            "articles/hostile.toml",
            "--library articles list",
            "--library articles list --json",
            "check articles",
        ]
        .map(str::to_owned),
    );
    lines.extend(
        [
            "check articles --json",
            "fmt --check articles",
            "config",
            "paths",
            "-v show articles/hostile.toml",
            "evidence articles/hostile.toml",
            "evidence articles/hostile.toml --json",
        ]
        .map(str::to_owned),
    );
    for line in &lines {
        let ran = home.run(line);
        for text in [&ran.out, &ran.err] {
            assert!(!is_live(text), "{line}: {}", text.escape_debug());
        }
        assert_ne!(ran.code, Some(101), "{line}");
    }
    for argument in [NASTY, "\u{1b}[31m", "--\u{1b}]0;x\u{7}"] {
        let ran = home.run_arguments(&["show", argument]);
        assert!(!is_live(&ran.err), "{}", ran.err.escape_debug());
    }
    let shown: Value = serde_json::from_str(&home.run("show articles/hostile.toml --json").out).unwrap();
    assert_eq!(shown["headline"], NASTY, "JSON keeps every character");
}

#[test]
fn a_gate_that_names_the_wrong_folder_does_not_pass() {
    let home = home("gate");
    home.write("empty/.keep", "");
    let ran = home.run("check empty");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
}

#[test]
fn what_is_no_locator_is_called_that() {
    let home = home("locator");
    let ran = home.run("show articles/police.toml#bogus");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("locators look like t2"), "{}", ran.err);
}

const LAW: &str = "\
headline = 'Detainers and warrants'
published = 2024-05-01
topics = ['detention']
takeaways = ['An ICE detainer is a request.', 'Melting ice is not the subject.']

[[sections]]
heading = 'Requests'
body = 'A sheriff may decline “a detainer”.'

[[sources]]
title = 'Detainers, 8 C.F.R. § 287.7'
";

#[test]
fn search_prints_places_best_first_and_as_json() {
    let home = home("search");
    home.write("articles/law.toml", LAW);
    let ran = home.run("search ICE --library articles");
    assert_eq!(
        ran.out, "2024-05-01\ttakeaway\tAn ICE detainer is a request.\tDetainers and warrants\tlaw#t1\n",
        "{}",
        ran.err
    );
    let ran = home.run("search detainer --library articles --json");
    let kinds: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = |key: &str| kinds.iter().map(|hit| hit[key].clone()).collect::<Vec<_>>();
    assert_eq!(told("kind"), ["takeaway", "headline", "source", "paragraph"]);
    assert_eq!(told("locator"), [json!("t1"), json!(null), json!("src1"), json!("s1.p1")]);
    assert_eq!((&kinds[0]["id"], &kinds[0]["published"]), (&json!("law"), &json!("2024-05-01")));
    assert!(kinds[0]["score"].as_f64().unwrap() > 0.0);
    let ran = home.run("search detainer --library articles --in sources --limit 1");
    assert!(ran.out.ends_with("law#src1\n") && ran.out.lines().count() == 1, "{}", ran.out);
}

#[test]
fn search_says_what_it_did_not_find_and_what_is_wrong() {
    let home = home("search-none");
    home.write("articles/law.toml", LAW);
    let none = home.run("search zyzzyva --library articles");
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (Some(1), "", "nutgraf: nothing matches\n"));
    let near = home.run("search detaner --library articles --in takeaways");
    assert_eq!(near.code, Some(0), "{}", near.err);
    assert!(near.err.contains("no exact match; showing results for “detainer”"), "{}", near.err);
    let absent = home.run("search zyzzyva --library nowhere");
    assert_eq!((absent.code, absent.err.as_str()), (Some(2), "nutgraf: nowhere: No such file or directory\n"));
    let wrong = home.run("search topik:asylum --library articles");
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(2), ""));
    assert!(wrong.err.contains("query:1:1") && wrong.err.contains("topic:"), "{}", wrong.err);
}

#[test]
fn list_speaks_the_same_language() {
    let home = home("list-query");
    home.write("articles/law.toml", LAW);
    let ids = |query: &str| {
        let ran = home.run(&format!("list {query} --library articles"));
        ran.out.lines().filter_map(|line| line.rsplit('\t').next()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ids("topic:detention"), ["law"]);
    assert_eq!(ids("after:2025"), ["police"]);
    assert_eq!(ids("before:2025 sheriff"), ["law"]);
    assert_eq!(ids("has:evidence"), ["police"]);
    assert_eq!(ids("paragraph or sheriff"), ["police", "law"]);
    assert_eq!(ids("zyzzyva"), [""; 0]);
    let near = home.run("list shariff --library articles");
    assert!(
        near.out.ends_with("law\n") && near.err.contains("no exact match; showing results for “sheriff”"),
        "{}",
        near.err
    );
    // Of what cannot be read, the name is known.
    home.write("articles/sheriff-memo.toml", "x = \n");
    assert_eq!(ids("sheriff --fresh"), ["law", "articles/sheriff-memo.toml"]);
    assert_eq!(ids("topic:detention --fresh"), ["law"]);
}

#[test]
fn checks_obey_the_config_and_explain_themselves() {
    let home = Home::new("checks");
    home.write("a/one.toml", "headline = 'NYPD acts'\nsections = [{ body = 'Police acted.' }]\n");
    let level = |level: &str| {
        home.write("config.toml", &format!("[lint]\nheadline-not-in-body = '{level}'\n"));
        let ran = home.run("check a --config config.toml --json");
        let said = ran.out.lines().next().map(|line| serde_json::from_str::<Value>(line).unwrap());
        (ran.code, said.map(|said| said["severity"].as_str().unwrap().to_owned()))
    };
    assert_eq!(level("off"), (Some(0), None));
    assert_eq!(level("warn"), (Some(0), Some("warning".to_owned())));
    assert_eq!(level("error"), (Some(1), Some("error".to_owned())));
    let all = home.run("check --explain");
    assert!(all.out.lines().count() >= 9 && all.out.contains("takeaway-without-passage  warn "), "{}", all.out);
    let page = home.run("check --explain headline-not-in-body --color never");
    assert!(page.out.starts_with("headline-not-in-body\n") && page.out.contains("Breaks the rule:"), "{}", page.out);
    let none = home.run("check --explain headline");
    assert_eq!(none.code, Some(2));
    assert!(none.err.contains("there is no rule `headline`"), "{}", none.err);
}

#[test]
fn a_brief_holds_what_the_files_record() {
    let home = Home::new("brief");
    let article = |headline: &str, takeaway: &str, url: &str| {
        format!(
            "headline = \"{headline}\"\npublisher = 'Desk'\ntopics = ['bond']\n[[takeaways]]\ntext = \"{takeaway}\"\n\
             evidence = ['src1']\n[[sources]]\ntitle = 'A rule'\nurl = '{url}'\n"
        )
    };
    home.write("a/one.toml", &article("One", "A bond is set by a judge.", "https://example.org/rule"));
    home.write("a/two.toml", &article("Two", "No bond\\u001b[31m\\u0007 for some.", "http://www.example.org/rule/#x"));
    home.write("a/three.toml", &article("Three", "Something else.", "https://example.org/other"));
    let brief = |more: &str| home.run(&format!("brief bond --library a {more}"));
    let text = brief("");
    assert_eq!(text.code, Some(0), "{}", text.err);
    for part in ["Brief: bond", "• A bond is set by a judge. [1]", "for some. [1]", "SOURCES\n\n1. A rule\n"] {
        assert!(text.out.contains(part), "{part}: {}", text.out);
    }
    assert!(!text.out.contains("Something else") && !text.out.contains("2. "), "{}", text.out);
    let markdown = brief("--format md");
    assert!(markdown.out.contains("- A bond is set by a judge."), "{}", markdown.out);
    assert!(brief("--format html").out.contains("<!DOCTYPE html>"));
    for form in [text, markdown, brief("--format html")] {
        assert!(!form.out.contains(|c: char| c.is_control() && c != '\n'), "{}", form.out.escape_debug());
    }
    assert_eq!(home.run("brief zzzz --library a").code, Some(1));
    assert_eq!(home.run("brief topic: --library a").code, Some(2));
}

#[test]
fn the_age_of_a_status_is_said_in_text_alone() {
    let home = home("status");
    let file = "headline = 'Rule'\n[status]\nstate = 'in effect'\nas_of = 2001-01-01\n";
    home.write("rule.toml", file);
    let shown = home.run("show rule.toml").out;
    let status = shown.lines().find(|line| line.starts_with("Status: ")).unwrap();
    assert!(status.starts_with("Status: in effect (as of 1 Jan 2001, "), "{status}");
    assert!(status.ends_with(" years ago; check it)"), "{status}");
    home.write("config.toml", "[lint]\nstale-after = '900y'\n");
    assert!(home.run("--config config.toml show rule.toml").out.contains(" years ago)"));
    // What is written to be kept has the date alone.
    assert!(home.run("show rule.toml --format md").out.contains("(as of 1 Jan 2001)"));
}

#[test]
fn events_are_one_dated_list() {
    let home = home("events");
    let event = |date: &str, label: &str| format!("\n[[events]]\ndate = {date}\nlabel = '{label}'\n");
    home.write("articles/a.toml", &format!("headline = 'A'{}", event("2025-03-01", "Later")));
    let (early, nasty) = (event("2024-01-01T10:00:00Z", "Early"), hostile_article());
    home.write("articles/b.toml", &format!("headline = 'B'\ntopics = ['visas']{early}"));
    home.write("articles/c.toml", &nasty);
    let ran = home.run("--library articles events");
    assert!(ran.out.contains("2024-01-01\tEarly\tB\tb\n") && ran.code == Some(0), "{}", ran.out);
    assert!(ran.out.find("Early") < ran.out.find("Later") && !is_live(&ran.out));
    let line = home.run("--library articles events topic:visas --json").out;
    let said: Value = serde_json::from_str(line.trim()).unwrap();
    assert_eq!(said, json!({"date": "2024-01-01T10:00:00Z", "label": "Early", "id": "b", "headline": "B"}));
    assert_eq!(home.run("--library articles events topic:sanctuary").code, Some(1));
}

#[test]
fn long_help_says_more_than_the_list_of_commands() {
    let home = Home::new("long-help");
    for (line, words) in [
        ("search --help", "has:evidence"),
        ("evidence --help", "wording alone"),
        ("cite --help", "ID#src1"),
        ("brief --help", "Recorded words"),
        ("import --help", "Prints the path"),
        ("fetch --help", "[feeds]"),
        ("check --help", "--explain"),
    ] {
        let ran = home.run(line);
        assert!(ran.code == Some(0) && ran.out.contains(words), "{line}: {}", ran.out);
    }
}
