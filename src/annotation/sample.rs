//! Sheets for the tests of what leaves and comes back.

use super::Sheet;
use crate::article::anchor::Anchor;
use crate::article::{Locator, Part};
use crate::reading::standing::Standing;
use crate::reading::{Colour, Identity, Note, State, Uid};

/// What a hostile publisher would put everywhere.
pub(super) const NASTY: &str = "a\u{1b}[31m\u{9b}2J\u{202e}b\r\n# h\n<script>x</script> [l](javascript:x) ![i](https://evil.example/i) `c` & *s*\n\n    code\n> q\u{0}";

pub(super) fn article() -> Identity {
    Identity {
        explicit: Some("own".to_owned()),
        url: Some("https://example.org/story".to_owned()),
        content: Some(7),
        path: b"/lib/a.toml".to_vec(),
        id: "a".to_owned(),
        headline: "Police & *policy*".to_owned(),
        authors: vec!["A. Author".to_owned(), "B. Author".to_owned()],
        publisher: Some("The Paper".to_owned()),
        published: Some("2025-02-05T10:00:00Z".to_owned()),
    }
}

pub(super) fn anchor(exact: &str, part: Part) -> Anchor {
    Anchor {
        exact: exact.to_owned(),
        prefix: "before ".to_owned(),
        suffix: " behind".to_owned(),
        telling: vec!["Ohio:-12".parse().unwrap()],
        part,
        offset: 3,
        taken: None,
    }
}

pub(super) fn note(body: &str, colour: Option<Colour>, anchor: Option<Anchor>) -> Note {
    Note { anchor, colour, body: body.to_owned(), created: 1_738_749_600, modified: 1_738_749_605 }
}

pub(super) fn uid(number: u8) -> Uid {
    Uid(format!("000000{number:02x}-0000-4000-8000-000000000000"))
}

/// An article with everything that may be kept of one, but for where it was left.
pub(super) fn full() -> Sheet {
    let passage = anchor("the *words*", Part::Block(0, 1));
    let state = State {
        read: Some(true),
        bookmarked: Some(1_738_000_000),
        tags: vec!["acme v. roe".to_owned(), "später".to_owned()],
        notes: vec![
            (uid(1), note("", Some(Colour::Pink), Some(passage.clone()))),
            (uid(2), note("Why?\n\n1. See below.", Some(Colour::Yellow), Some(anchor("Gone.", Part::Takeaway(1))))),
            (uid(3), note("No highlight", None, Some(anchor("H", Part::Headline)))),
            (uid(4), note("Of the whole", None, None)),
        ],
        marks: vec![('X', passage.clone()), ('b', anchor("", Part::Heading(2)))],
        position: None,
        ..State::default()
    };
    let standing =
        vec![Standing::At(Some(Locator::Block(1, 2))), Standing::NoText, Standing::At(None), Standing::At(None)];
    Sheet { article: article(), state, standing }
}

/// A bare article without an address, whose texts are hostile.
pub(super) fn hostile() -> Sheet {
    let nasty = || NASTY.to_owned();
    let article = Identity { path: b"/l\xffb/b.toml".to_vec(), id: nasty(), headline: nasty(), ..Identity::default() };
    let notes = vec![(uid(9), note(NASTY, Some(Colour::Green), Some(anchor(NASTY, Part::Source(0)))))];
    let state = State { notes, tags: vec![nasty()], read: Some(false), ..State::default() };
    Sheet { article, state, standing: vec![Standing::At(Some(Locator::Source(1)))] }
}
