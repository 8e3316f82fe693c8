//! What is plain enough to be seen, and what is not. That both readers agree is a property, tested from outside.

use std::borrow::Cow;

use super::look;

#[test]
fn texts_are_borrowed_where_nothing_is_to_be_decoded() {
    for plain in ["'a'", "\"a\"", "'''\na'''", "\"\"\"\na\"\"\""] {
        let file = format!("headline = {plain}");
        assert!(matches!(look(&file).unwrap().headline, Cow::Borrowed("a")), "{plain}");
    }
    for (written, meant) in [(r#""\x41\e""#, "A\u{1b}"), (r"'\x'", r"\x"), ("\"\"\"a\\\n  b\"\"\"\"", "ab\"")] {
        assert_eq!(look(&format!("headline = {written}")).unwrap().headline, meant);
    }
}

#[test]
fn tables_are_seen_in_every_form() {
    let same = [
        "headline = 'A'\nstatus = { state = 's', as_of = 2025-02-05 }\ntakeaways = ['p']\nsections = [{ body = 'b' }]",
        "headline = 'A'\ntakeaways = [\n{ text = 'p' }, # one\n]\n[[sections]]\nbody = 'b'\n[status]\nas_of = 2025-02-05\nstate = 's'",
        "\u{feff}headline='A'\n[[ takeaways ]]\n\"text\" = 'p'\n[ 'status' ]\nstate = 's'\nas_of = 2025-02-05\n[[sections]]\nbody = 'b'",
    ];
    for file in same {
        let quick = look(file).unwrap();
        assert_eq!((quick.takeaways.len(), quick.status.is_some()), (1, true), "{file}");
        assert_eq!(Some(quick), look(same[0]));
    }
}

#[test]
fn what_is_not_plain_is_left_to_the_exact_reader() {
    let beside_a_headline = [
        "headline = 'B'",
        "summary = ''",
        "summary = 3",
        "mood = 'calm'",
        "status.state = 's'",
        "published = '2025-02-05'",
        "published = 2025-02-30",
        "published = 10:00:00",
        "url = 'example.org'",
        "language = 'en_US'",
        "id = '../a'",
        "image = { file = '/etc/passwd' }",
        "topics = ['a' 'b']",
        "topics = [,]",
        "topics = [['a']]",
        "summary = 'a' 'b'",
        "summary = \"\"\"a",
        "summary = \"\\q\"",
        "takeaways = ['a']\n[[takeaways]]\ntext = 'b'",
        "takeaways = [{ text = 'a', evidence = ['nobody'] }]",
        "takeaways = [{ text = 'a', evidence = ['t2'] }]",
        "takeaways = [{ text = 'a', text = 'b' }]",
        "[status]\nstate = 's'",
        "[status]\nstate = 's'\nas_of = 2025-02-05\n[status]",
        "[sections]\nheading = 'a'",
        "[[status]]\nstate = 's'\nas_of = 2025-02-05",
        "[terms]\na = 'b'\n\"a\" = 'c'",
        "[terms.a]\nb = 'c'",
        "[[sections]]\nlevel = 7\nbody = 'b'",
        "[[sections]]\nlevel = 1",
        "[[sources]]\nid = 's1'\ntitle = 't'",
        "[[sources]]\nid = 'a'\ntitle = 't'\n[[sources]]\nid = 'a'\ntitle = 't'",
        "[[sources]]\nkind = 'tweet'\ntitle = 't'",
        "[[sources]]\nprimary = true",
        "[[events]]\nlabel = 'l'",
        "# \u{1}",
        "summary = 'a'\r# b",
    ];
    for line in beside_a_headline {
        assert_eq!(look(&format!("headline = 'A'\n{line}\n")), None, "{line}");
    }
    assert_eq!(look("summary = 'no headline'"), None);
}
