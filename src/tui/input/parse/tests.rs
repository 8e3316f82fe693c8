//! Bytes in, events out.

use std::cell::RefCell;

use proptest::prelude::*;

use super::*;

/// What these pieces give, each read at once; `|` is a silence that outlasts every patience.
fn events(pieces: &[&[u8]]) -> Vec<Input> {
    let seen = RefCell::new(Vec::new());
    let send = |input| seen.borrow_mut().push(input);
    let mut parser = Parser::default();
    for &piece in pieces {
        if piece == b"|" {
            parser.expire(&send);
        } else {
            parser.advance(piece, &send);
        }
    }
    seen.into_inner()
}

/// The same as short words.
fn words(pieces: &[&[u8]]) -> String {
    let word = |input: &Input| match input {
        Input::Key(key) => {
            let code = match key.code {
                KeyCode::Char(c) => c.to_string(),
                code => format!("{code:?}"),
            };
            let modifiers: String =
                [(KeyModifiers::CONTROL, "C-"), (KeyModifiers::ALT, "A-"), (KeyModifiers::SHIFT, "S-")]
                    .iter()
                    .filter(|(modifier, _)| key.modifiers.contains(*modifier))
                    .map(|(_, name)| *name)
                    .collect();
            format!("{modifiers}{code}")
        }
        other => format!("{other:?}"),
    };
    events(pieces).iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn plain_keys() {
    assert_eq!(words(&[b"jK /"]), "j K   /");
    assert_eq!(words(&["é移😀".as_bytes()]), "é 移 😀");
    assert_eq!(words(&[b"\r\t\x7f\x08\n\x03\x1a\0"]), "Enter Tab Backspace C-h C-j C-c C-z C- ");
    assert_eq!(words(&[b"\xe7\xa7", b"\xbb"]), "移", "a character in two reads");
    assert_eq!(words(&[b"\xff\xc3j\x80\xc2\x9b"]), "j", "what is not UTF-8, and C1 controls");
}

#[test]
fn named_keys_and_modifiers() {
    assert_eq!(words(&[b"\x1b[A\x1b[B\x1bOC\x1bOD\x1b[H\x1b[F\x1b[1~\x1b[4~"]), "Up Down Right Left Home End Home End");
    assert_eq!(words(&[b"\x1b[5~\x1b[6~\x1b[2~\x1b[3~\x1b[3;5~"]), "PageUp PageDown Insert Delete C-Delete");
    assert_eq!(words(&[b"\x1bOP\x1b[[B\x1b[15~\x1b[24~\x1b[1;2S"]), "F(1) F(2) F(5) F(12) S-F(4)");
    assert_eq!(words(&[b"\x1b[1;3D\x1b[1;5C\x1b[Z"]), "A-Left C-Right BackTab");
    assert_eq!(words(&[b"\x1bx\x1b\r\x1b\xc3\xa9"]), "A-x A-Enter A-é");
    assert_eq!(words(&[b"\x1b[106;5u\x1b[27;5;106~\x1b[97;2u\x1b[9;2u\x1b[27u"]), "C-j C-j A BackTab Esc");
    assert_eq!(words(&[b"\x1b[106;1:3uk\x1b[1;1:3A"]), "k", "releases are not keys");
}

#[test]
fn an_escape_is_a_key_when_nothing_follows() {
    assert_eq!(words(&[b"\x1b", b"|", b"j"]), "Esc j");
    assert_eq!(words(&[b"\x1b\x1b", b"|"]), "Esc Esc");
    assert_eq!(words(&[b"\x1b", b"[A"]), "Up", "a sequence in two reads");
    assert_eq!(words(&[b"\x1b[", b"|", b"A"]), "A-[ A");
    assert_eq!(words(&[b"\x1b[1;", b"|", b"5A"]), "5 A", "a cut sequence is dropped");
    assert_eq!(words(&[b"\x1b]", b"|", b"\x1bP", b"|"]), "A-] A-P", "introducers alone are keys");
}

#[test]
fn answers_of_the_terminal_are_no_keys() {
    let hostile = b"\x1b[?62;9c\x1b[999999999;999999999R\x1b]11;rgb:zz\x07j";
    assert_eq!(words(&[hostile]), "j");
    assert_eq!(words(&[b"\x1b[0;0R\x1b[0n\x1b[8;24;80t\x1b[?1u\x1b[?2026;2$y\x1b[>1;10;0c\x1b[Ij"]), "j");
    assert_eq!(words(&[b"\x1bP>|xterm(1)\x1b\\\x1b_Gi=1;OK\x1b\\\x1b^x\x1b\\\x1bXy\x1b\\j"]), "j");
    let flood = [b"\x1b]11;rgb:".as_slice(), &[b'f'; 5000]].concat();
    assert_eq!(words(&[&flood, b"|", b"j"]), "j", "no end");
    assert_eq!(words(&[&flood, &flood, b"\x07j"]), "j");
    let long = [b"\x1b[".as_slice(), &[b'9'; 5000], b";9R", b"j"].concat();
    assert_eq!(words(&[&long]), "j");
    assert_eq!(words(&[b"\x1b]11;rgb:12\x1b[A"]), "Up", "a cut string gives way to what follows");
}

#[test]
fn the_background_is_read_in_every_form() {
    let is = |bytes: &[u8], red, green, blue| {
        assert_eq!(events(&[bytes]), [Input::Background(Rgb { red, green, blue })], "{}", bytes.escape_ascii());
    };
    is(b"\x1b]11;rgb:ffff/8000/0000\x07", 255, 127, 0);
    is(b"\x1b]11;rgb:1e/1e/2E\x1b\\", 30, 30, 46);
    is(b"\x1b]11;rgb:f/0/f\x07", 255, 0, 255);
    is(b"\x1b]11;rgba:ffff/ffff/ffff/8000\x07", 255, 255, 255);
    for wrong in ["rgb:+f/00/00", "rgb:ff/ff", "rgb:fffff/00/00", "rgb:/00/00", "#ffffff", "rgb:ff/ff/ff/ff"] {
        assert_eq!(events(&[format!("\x1b]11;{wrong}\x07").as_bytes()]), [], "{wrong}");
    }
    assert!(Rgb { red: 250, green: 244, blue: 237 }.is_light() && !Rgb { red: 30, green: 30, blue: 46 }.is_light());
}

#[test]
fn a_paste_is_one_event() {
    let paste = |text: &str| Input::Paste(text.into());
    assert_eq!(events(&[b"\x1b[200~one\rtwo\x1b[A\x1b[201~"]), [paste("one\ntwo\x1b[A")]);
    assert_eq!(events(&[b"\x1b[200~a\x1b", b"[20", b"1~"]), [paste("a")]);
    assert_eq!(events(&[b"\x1b[200~a", b"|"]), [paste("a")], "the end was lost");
    let long = [b"\x1b[200~".as_slice(), &vec![b'x'; PASTE_LIMIT + 10], b"\x1b[201~j"].concat();
    let seen = events(&[&long]);
    assert!(matches!(seen.as_slice(), [Input::Paste(text), Input::Key(_)] if text.len() == PASTE_LIMIT));
}

#[test]
fn clicks_and_the_wheel() {
    let mouse = |kind, column, row| Input::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    let left = MouseButton::Left;
    assert_eq!(
        events(&[b"\x1b[<0;5;7M\x1b[<0;5;7m\x1b[<64;1;1M\x1b[<65;1;1M"]),
        [
            mouse(MouseEventKind::Down(left), 4, 6),
            mouse(MouseEventKind::Up(left), 4, 6),
            mouse(MouseEventKind::ScrollUp, 0, 0),
            mouse(MouseEventKind::ScrollDown, 0, 0),
        ]
    );
    assert_eq!(events(&[b"\x1b[M %'"]), [mouse(MouseEventKind::Down(left), 4, 6)], "the old form");
    assert_eq!(events(&[b"\x1b[<0;99999999;1M\x1b[<0;0;0M"]), [mouse(MouseEventKind::Down(left), 0, 0)]);
}

proptest! {
    #[test]
    fn nothing_panics_and_silence_brings_rest(pieces in proptest::collection::vec(
        prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..20),
            "(\u{1b}[\\[\\]OPX_]?[<?]?[0-9;:]{0,6}[A-Za-z~\u{7}]?){0,3}".prop_map(String::into_bytes),
        ],
        0..8,
    )) {
        let mut parser = Parser::default();
        for piece in &pieces {
            parser.advance(piece, &|_| {});
        }
        parser.expire(&|_| {});
        prop_assert_eq!(parser.patience(), None);
    }
}
