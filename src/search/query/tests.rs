//! What is typed and what it means, row by row; and what holds for anything that is typed.

use proptest::prelude::*;

use super::*;
use crate::text::stem::Language;

fn today() -> Date {
    Date::day(2026, 3, 31)
}

/// The tree in a line: `*` a beginning, `^` an acronym (`^^` without its expansions), `=` words of an article's own acronym.
fn short(node: &Node) -> String {
    let list =
        |name: &str, nodes: &[Node]| format!("{name}[{}]", nodes.iter().map(short).collect::<Vec<_>>().join(" "));
    match node {
        Node::All => "all".to_owned(),
        Node::And(nodes) => list("and", nodes),
        Node::Or(nodes) => list("or", nodes),
        Node::Not(node) => format!("not {}", short(node)),
        Node::Text(text) => {
            let within = text.within.name().map(|name| format!("{name}:")).unwrap_or_default();
            within + &shown(&text.pattern)
        }
        Node::Meta(Meta::Is { field, words, prefix }) => {
            format!("{}:{}{}", field.name(), words.join("+"), star(*prefix))
        }
        Node::Meta(Meta::From(date)) => format!("from {date}"),
        Node::Meta(Meta::Until(date)) => format!("until {date}"),
        Node::Meta(Meta::Has(has)) => format!("has {}", has.name()),
        Node::Meta(Meta::Reading(reading)) => format!("is {}", reading.name()),
        Node::Meta(Meta::Note(pattern)) => format!("note {}", shown(pattern)),
    }
}

fn shown(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Word { folded, prefix } => format!("{folded}{}", star(*prefix)),
        Pattern::Acronym { written, prefix, expand } => {
            format!("^{}{written}{}", if *expand { "" } else { "^" }, star(*prefix))
        }
        Pattern::Phrase { words, prefix_last } => format!("\"{}{}\"", words.join(" "), star(*prefix_last)),
        Pattern::Expansion { words } => format!("={}", words.len()),
    }
}

fn star(prefix: bool) -> &'static str {
    if prefix { "*" } else { "" }
}

/// The tree, or the mistake and what the caret stands under.
fn read(result: Result<Query, Diagnostic>, typed: &str) -> String {
    match result {
        Ok(query) => short(&query.root),
        Err(wrong) => format!("!{} {}", wrong.code, typed.get(wrong.span.unwrap()).unwrap()),
    }
}

fn finished(typed: &str) -> String {
    read(Query::parse(typed, &today()), typed)
}

fn live(typed: &str) -> String {
    read(Query::live(typed, &today()), typed)
}

fn check(rows: &[(&str, &str)], how: fn(&str) -> String) {
    for (typed, expected) in rows {
        assert_eq!(how(typed), *expected, "{typed:?}");
    }
}

#[test]
fn words_and_phrases() {
    check(
        &[
            ("", "all"),
            ("  — & ", "all"),
            ("asylum", "asylum*"),
            ("asylum ", "asylum"),
            ("Asylum, ", "asylum"),
            ("asylum.", "asylum"),
            ("ban raid", "or[and[ban raid*] =2]"),
            ("naïve ", "naive"),
            ("\"credible fear\"", "\"credible fear\""),
            ("“Credible  fear”", "\"credible fear\""),
            ("«fear»", "\"fear\""),
            ("\"\" x", "x*"),
            ("\"a\"b", "and[\"a\" b*]"),
            ("don’t", "\"don t*\""),
            ("H-1B visa", "and[\"h 1b\" visa*]"),
            ("287(g)", "\"287 g\""),
            ("(287(g))", "\"287 g\""),
            ("501(c)(3) x ", "and[\"501 c 3\" x]"),
            ("庇护", "\"庇 护*\""),
            ("8:30 ", "\"8 30\""),
            ("https://x.org ", "\"https x org\""),
            ("Biden: we ", "or[and[biden we] =2]"),
            ("Note: x ", "or[and[note x] =2]"),
            ("A - B ", "or[and[a b] =2]"),
            ("a\u{ad}b\u{a0}c ", "or[and[ab c] =2]"),
        ],
        finished,
    );
}

#[test]
fn acronyms() {
    check(
        &[
            ("ICE", "^ICE*"),
            ("ICE ", "^ICE"),
            ("ice ", "ice"),
            ("NTAs ", "^NTA"),
            ("\"ICE\"", "\"ice\""),
            ("ICE CBP", "and[^ICE ^CBP*]"),
            ("ICE CBP DHS ", "and[^ICE ^CBP ^DHS]"),
            ("ICE RAIDS IN RENO ", "or[and[ice raids reno] =4]"),
            ("ICE RAIDS in RENO ", "and[^ICE ^RAIDS ^RENO]"),
            ("ICE 庇护 ", "and[^ICE \"庇 护\"]"),
            ("temporary protected status ", "or[and[temporary protected status] ^^TPS =3]"),
            ("new temporary protected status", "or[and[new or[and[temporary protected status*] ^^TPS]] =4]"),
            ("takeaway:(notice to appear)", "or[and[takeaway:notice takeaway:appear] takeaway:^^NTA takeaway:=3]"),
            ("\"temporary protected status\"", "\"temporary protected status\""),
        ],
        finished,
    );
}

#[test]
fn operators() {
    check(
        &[
            ("a or b ", "or[a b]"),
            ("a OR b | c ", "or[a b c]"),
            ("a \"x\" or b ", "or[and[a \"x\"] b]"),
            ("(a or b) \"x\"", "and[or[a b] \"x\"]"),
            ("-a ", "not a"),
            ("-\"a b\"", "not \"a b\""),
            ("-(a or b)", "not or[a b]"),
            ("--a ", "not a"),
            ("-or ", "not or"),
            ("-(-a)", "not not a"),
            ("x -ICE", "and[x not ^ICE*]"),
            ("() a ", "a"),
            ("-— a ", "a"),
            ("a or — ", "a"),
            ("\"or\"", "\"or\""),
            ("or a", "!dangling-or or"),
            ("a or", "!dangling-or or"),
            ("a or or b", "!dangling-or or"),
            ("(a or) b", "!dangling-or or"),
            ("(a", "!unclosed-parenthesis ("),
            ("a)", "!unopened-parenthesis )"),
            ("a \"b", "!unclosed-quote \""),
            ("a “b", "!unclosed-quote “"),
            ("-", "all"),
        ],
        finished,
    );
}

#[test]
fn fields() {
    check(
        &[
            ("takeaway:raid ", "takeaway:raid"),
            ("Takeaway: raid ", "takeaway:raid"),
            ("headline:\"no raids\"", "headline:\"no raids\""),
            ("text:(a or -b)", "or[text:a not text:b]"),
            ("source:ICE ", "source:^ICE"),
            ("topic:asylum", "topic:asylum*"),
            ("topic:\"Sanctuary Policy\"", "topic:sanctuary+policy"),
            ("topic:(asylum or visa)", "or[topic:asylum topic:visa]"),
            ("lang:es-MX ", "lang:es+mx"),
            ("-topic:x ", "not topic:x"),
            ("topic:or ", "topic:or"),
            ("id:las-vegas/raids ", "id:las+vegas+raids"),
            ("after:2024-06", "from 2024-06-01"),
            ("before:2024-06", "until 2024-06-01"),
            ("in:2024", "and[from 2024-01-01 until 2025-01-01]"),
            ("in:6m", "from 2025-09-30"),
            ("after:1y x ", "and[from 2025-03-31 x]"),
            ("has:evidence has:Image", "and[has evidence has image]"),
            ("topik:asylum", "!unknown-field topik:"),
            ("xyzzy:asylum", "!unknown-field xyzzy:"),
            ("topic:", "!missing-value topic:"),
            ("topic: )", "!missing-value topic:"),
            ("after:June", "!bad-date June"),
            ("after:2024-13", "!bad-date 2024-13"),
            ("after:(2024)", "!bad-date "),
            ("has:evidense", "!unknown-has evidense"),
        ],
        |typed| finished(typed).replace("!bad-date (", "!bad-date "),
    );
}

#[test]
fn reading_state() {
    check(
        &[
            ("is:read", "is read"),
            ("is:Unread x ", "and[is unread x]"),
            ("is:bookmarked or is:noted", "or[is bookmarked is noted]"),
            ("-(is:read a )", "not and[is read a]"),
            ("-is:read", "not is read"),
            ("has:notes has:highlights has:tags", "and[has notes has highlights has tags]"),
            ("tag:acme", "tag:acme*"),
            ("tag:\"Acme v. Ohio\"", "tag:acme+v+ohio"),
            ("tag:(acme or ohio)", "or[tag:acme tag:ohio]"),
            ("note:Deported ", "note deported"),
            ("note:deport", "note deport*"),
            ("note:\"a phrase\"", "note \"a phrase\""),
            ("note:ICE ", "note ^ICE"),
            ("note:(one two)", "and[note one note two]"),
            ("-note:x ", "not note x"),
            ("is:x", "!unknown-is x"),
            ("is:", "!missing-value is:"),
            ("note:", "!missing-value note:"),
            ("tag: x ", "or[and[tag x] =2]"),
        ],
        finished,
    );
    check(
        &[
            ("a is:un", "a"),
            ("a is:Un", "a"),
            ("a is:unread", "and[a is unread]"),
            ("a is:x", "!unknown-is x"),
            ("is:un a", "!unknown-is un"),
            ("a has:high", "a"),
            ("a note:", "a"),
            ("a note:\"b c", "and[a note \"b c*\"]"),
        ],
        live,
    );
    let asks = |typed| Query::parse(typed, &today()).unwrap().asks_reading_state();
    for typed in ["is:read", "x -is:read", "a or (b tag:x)", "note:x", "has:notes", "has:highlights", "-has:tags"] {
        assert!(asks(typed), "{typed}");
    }
    assert!(!asks("x topic:note has:evidence after:1y \"is read\""));
    assert!(!Query::parse("note:x", &today()).unwrap().has_text(), "there is nothing to mark in an article");
}

#[test]
fn what_is_half_typed_is_not_there_yet() {
    check(
        &[
            ("a \"b c", "and[a \"b c*\"]"),
            ("a \"b ", "and[a \"b\"]"),
            ("a \"", "a"),
            ("a -", "a"),
            ("a -(", "a"),
            ("a or", "a"),
            ("a or -", "a"),
            ("a or (", "a"),
            ("a topic:", "a"),
            ("a -topic:", "a"),
            ("a topic:b", "and[a topic:b*]"),
            ("a after:20", "a"),
            ("a after:2024-0", "a"),
            ("a after:2024", "and[a from 2024-01-01]"),
            ("a has:ev", "a"),
            ("(a b", "or[and[a b*] =2]"),
            ("287(g", "or[and[287 g*] =2]"),
            ("after:20 a", "!bad-date 20"),
            ("has:ev a", "!unknown-has ev"),
            ("or a", "!dangling-or or"),
            ("is:", "all"),
        ],
        live,
    );
}

#[test]
fn there_are_limits() {
    assert!(finished(&"a".repeat(5000)).starts_with("!query-too-long"));
    assert!(finished(&"a ".repeat(65)).starts_with("!query-too-many-terms a"));
    assert!(!finished(&"a ".repeat(64)).starts_with('!'));
    assert!(finished(&format!("{}a{}", "(".repeat(17), ")".repeat(17))).starts_with("!query-too-deep ("));
    assert_eq!(finished(&format!("{}a{}", "(".repeat(16), ")".repeat(16))), "a");
    assert!(live(&"takeaway:".repeat(400)).starts_with("all"));
    assert!(live(&format!("{}a", "-(".repeat(2000))).starts_with("!query-too-deep"));
}

#[test]
fn mistakes_come_with_a_cure() {
    let help = |typed| Query::parse(typed, &today()).unwrap_err().help.unwrap().into_string();
    assert_eq!(help("topik:asylum"), "did you mean topic:?");
    assert!(help("has:evidense").starts_with("did you mean has:evidence? it takes evidence, image, "));
    assert_eq!(help("is:red"), "did you mean is:read? it takes read, unread, bookmarked, noted");
    assert_eq!(help("is:xyzzy"), "it takes read, unread, bookmarked, noted");
    assert!(help("is:").contains("is:unread"));
    assert_eq!(help("topic:"), "write topic:word, topic:\"some words\" or topic:(one or other)");
    assert!(help("xyzzy:asylum").contains("quotation marks"));
}

#[test]
fn alternatives_are_in_the_alphabet_of_tokens() {
    let ways = |typed: &str| {
        let query = Query::parse(typed, &today()).unwrap();
        let mut shown = Vec::new();
        query.root.each_text(&mut |text, _| {
            for way in Query::alternatives(text, &[Language::English]) {
                let how = match way.how {
                    How::Token(token) => token,
                    How::Prefix(start) => format!("{start}*"),
                    How::Phrase { tokens, prefix_last } => format!("\"{}\"{prefix_last}", tokens.join(" ")),
                };
                shown.push(format!("{how} {}", way.weight));
            }
        });
        shown.join("|").replace('\u{1}', "~").replace('\u{2}', "^").replace('\u{3}', "=")
    };
    assert_eq!(ways("deported "), "deported 1|~en:deport 0.7|deport 0.7");
    assert_eq!(ways("deport"), "deport 1|~en:deport 0.7|deport* 0.5");
    assert_eq!(ways("TPS"), "^TPS 1|\"t p s\"false 0.9|\"temporary protected status\"false 0.9|^TPS* 0.5");
    assert_eq!(ways("\"no raids\""), "\"no raids\"false 1");
    assert_eq!(ways("H-1B"), "\"h 1b\"true 1|h1b 0.9");
    assert!(ways("notice to appear ").ends_with("^NTA 1|\"n t a\"false 0.9|=notice to appear 0.9"));
}

#[test]
fn words_are_replaced_where_something_better_is_known() {
    let better = |word: &str| (word == "asylm").then(|| "asylum".to_owned());
    let replaced = |typed: &str| {
        let query = Query::parse(typed, &today()).unwrap().replaced(&better)?;
        Some(format!("{} → {}", query.typed, short(&query.root)))
    };
    assert_eq!(replaced("raid ban"), None);
    assert_eq!(replaced("Asylm").unwrap(), "asylum → asylum*");
    assert_eq!(
        replaced("\"the asylm\" asylm ICE ").unwrap(),
        "\"the asylm\" asylum ICE  → and[\"the asylm\" asylum ^ICE]"
    );
    assert_eq!(replaced("-asylm raid"), None);
    assert_eq!(replaced("topic:asylm"), None);
}

#[test]
fn emptiness() {
    let query = |typed| Query::parse(typed, &today()).unwrap();
    assert!(query(" — ").is_empty() && !query("a").is_empty());
    assert!(query("-a").has_text() && !query("topic:a in:2024").has_text());
}

/// Queries made of what the grammar has an opinion on.
fn typed() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "deported",
        "ICE",
        "NTAs",
        "TPS",
        "XYZ",
        "temporary protected status",
        "notice",
        " ",
        " ",
        " ",
        "\"",
        "“",
        "(",
        ")",
        "-",
        "or",
        " or ",
        "|",
        "topic:",
        "takeaway:",
        "after:",
        "in:",
        "2024",
        "2024-06",
        "1y",
        "has:",
        "evidence",
        "is:",
        "unread",
        "tag:",
        "note:",
        "foo:",
        ":",
        "287(g)",
        "H-1B",
        "庇护",
        "é",
        "\u{301}",
        "OR",
        "ORs",
        "—",
        "’",
        "https://x",
    ]);
    prop_oneof![4 => prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat()), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn mistakes_are_in_what_was_typed(typed in typed()) {
        for wrong in [Query::parse(&typed, &today()), Query::live(&typed, &today())].into_iter().filter_map(Result::err) {
            prop_assert!(typed.get(wrong.span.unwrap()).is_some());
            prop_assert!(wrong.help.is_some());
        }
    }

    #[test]
    fn live_takes_what_is_finished(typed in typed()) {
        if let Ok(query) = Query::parse(&typed, &today()) {
            let live = Query::live(&typed, &today());
            prop_assert_eq!(live.map(|live| short(&live.root)), Ok(short(&query.root)));
        }
    }

    #[test]
    fn what_is_printed_reads_back(typed in typed()) {
        if let Ok(query) = Query::parse(&typed, &today()) {
            let printed = query.to_string();
            // What need not be there is not printed, but an expansion is looked for with it.
            prop_assume!(!typed.split_whitespace().any(function::is_one));
            prop_assert_eq!(finished(&printed), short(&query.root), "{}", printed);
        }
    }

    #[test]
    fn spans_are_of_what_was_typed(typed in typed()) {
        if let Ok(query) = Query::live(&typed, &today()) {
            let mut fine = true;
            query.root.each_text(&mut |text, _| fine &= typed.get(text.span.clone()).is_some_and(|text| !text.is_empty()));
            prop_assert!(fine);
        }
    }
}
