//! What a reader would see, line by line.

use proptest::prelude::*;

use super::*;
use crate::text::segment::{graphemes, is_grapheme_boundary};

fn plain(width: usize) -> Wrap<'static> {
    Wrap { first: width, rest: width, hyphenate: None }
}

fn set(text: &str, how: Wrap<'_>) -> Vec<String> {
    wrap(text, how)
        .into_iter()
        .map(|line| format!("{}{}", text.get(line.range).unwrap(), if line.hyphen { "-" } else { "" }))
        .collect()
}

#[test]
fn lines_are_even_rather_than_greedy() {
    assert_eq!(set("aaa bb cc ddddd", plain(6)), ["aaa", "bb cc", "ddddd"]);
    assert_eq!(set("one two three four", plain(80)), ["one two three four"]);
}

#[test]
fn hard_breaks_stay_and_white_space_at_a_break_goes() {
    assert_eq!(set("a \n\n b  ", plain(10)), ["a", "", " b"]);
    assert_eq!(set("", plain(10)), [""]);
    assert_eq!(set("ab  cd", plain(3)), ["ab", "cd"]);
}

#[test]
fn the_first_line_may_be_shorter() {
    assert_eq!(set("ab cd ef gh", Wrap { first: 2, rest: 5, hyphenate: None }), ["ab", "cd ef", "gh"]);
    assert_eq!(set("a abcdef", Wrap { first: 3, rest: 6, hyphenate: None }), ["a", "abcdef"]);
}

#[test]
fn words_longer_than_the_line_are_cut_on_graphemes() {
    assert_eq!(set("abcdefgh", plain(3)), ["abc", "def", "gh"]);
    assert_eq!(set("e\u{301}e\u{301}e\u{301}", plain(2)), ["e\u{301}e\u{301}", "e\u{301}"]);
    assert_eq!(set("移民政策", plain(1)), ["移", "民", "政", "策"]);
}

#[test]
fn addresses_are_cut_only_when_they_must_be() {
    let text = "see https://a.example/one/two?x=1 now";
    assert_eq!(set(text, plain(30)), ["see", "https://a.example/one/two?x=1", "now"]);
    assert_eq!(set("https://a.example/one/two?x=1", plain(18)), ["https://a.example/", "one/two?x=1"]);
}

#[test]
fn what_belongs_together_stays_together() {
    assert_eq!(set("under 8 U.S.C. § 1373", plain(17)), ["under 8 U.S.C.", "§ 1373"]);
    assert_eq!(set("ten\u{A0}days more", plain(9)), ["ten\u{A0}days", "more"]);
    assert_eq!(set("word—other", plain(5)), ["word—", "other"]);
}

#[test]
fn hyphens_are_drawn_where_they_help() {
    let how = Wrap { first: 10, rest: 10, hyphenate: Some("en") };
    assert_eq!(set("an extensive representation", how).concat().replace('-', ""), "anextensiverepresentation");
    assert!(set("an extensive representation", how).iter().any(|line| line.ends_with('-')));
    assert!(set("an extensive representation", how).iter().all(|line| width(line) <= 10));
}

#[test]
fn an_enormous_word_is_quick() {
    let word = "x".repeat(60_000);
    assert_eq!(wrap(&word, plain(80)).len(), 750);
    assert_eq!(wrap(&word, plain(1)).len(), 60_000);
    let long = "word ".repeat(20_000);
    assert_eq!(wrap(&long, plain(9)).len(), 10_000);
}

/// Text of many scripts, and of what is hard about them.
fn mixed() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "word",
        "extraordinarily",
        "移民政策，",
        "日本語",
        "e\u{301}le\u{300}ve",
        "👩\u{200D}👩\u{200D}👧",
        "🇺🇸🇲🇽",
        "شرطة",
        "לאס-וגאס",
        "क्षत्रिय",
        "—",
        "§ 8",
        "https://a.example/x?y=z&k",
        "\u{A0}",
        " ",
        "  ",
        "\n",
        "(g)",
        "…",
        "각하",
        "ﾊﾞ",
        "\u{200F}",
        "1,000.50",
        "“q”",
    ]);
    prop::collection::vec((words, prop::sample::select(vec!["", " ", " "])), 0..30)
        .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

#[test]
fn a_syllable_behind_the_first_line_fits_the_others() {
    let lines = wrap("extraordinarily", Wrap { first: 3, rest: 1, hyphenate: Some("en") });
    assert!(lines.iter().skip(1).all(|line| line.range.len() + usize::from(line.hyphen) <= 1), "{lines:?}");
}

proptest! {
    #[test]
    fn every_grapheme_is_kept_and_every_line_fits(
        text in prop_oneof![mixed(), any::<String>()],
        first in 1usize..40, rest in 1usize..301, hyphenate in any::<bool>(),
    ) {
        let how = Wrap { first, rest, hyphenate: hyphenate.then_some("en") };
        let lines = wrap(&text, how);
        let mut end = 0;
        for (at, line) in lines.iter().enumerate() {
            prop_assert!(line.range.start >= end && line.range.start <= line.range.end);
            prop_assert!(text.get(end..line.range.start).unwrap().chars().all(char::is_whitespace));
            prop_assert!(is_grapheme_boundary(&text, line.range.start) && is_grapheme_boundary(&text, line.range.end));
            let seen = text.get(line.range.clone()).unwrap();
            let limit = if at == 0 { first } else { rest };
            let cells = width(seen) + usize::from(line.hyphen);
            prop_assert!(cells <= limit || graphemes(seen).count() == 1, "{seen:?} is wider than {limit}");
            end = line.range.end;
        }
        prop_assert!(text.get(end..).unwrap().chars().all(char::is_whitespace));
    }
}
