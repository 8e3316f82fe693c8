//! Bytes to text: byte order marks, named charsets, UTF-8, Windows-1252; and mojibake where it is certain.
//!
//! A text that was read in the wrong charset once (`donâ€™t`) is mended only where its bytes in Windows-1252 are valid
//! UTF-8: by chance that happens to no letters that stand side by side in any language that is written so.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text of some bytes. `charset` is what the server, the page or the user names. What cannot be decoded becomes U+FFFD.
#[must_use]
pub fn decode(bytes: &[u8], charset: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return mended(&text).into_owned();
    }
    // Whoever says UTF-8 may be wrong, and who says something else mostly is where the bytes are UTF-8.
    if let Ok(text) = std::str::from_utf8(bytes) {
        return mended(text).into_owned();
    }
    let named = charset.and_then(|name| Encoding::for_label(name.trim().as_bytes())).filter(|named| *named != UTF_8);
    let (text, _) = named.unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes);
    text.into_owned()
}

/// The text with its mojibake mended, run by run of letters that are not ASCII.
fn mended(text: &str) -> Cow<'_, str> {
    // What UTF-8 begins with, read as Windows-1252.
    if !text.contains(['Â', 'Ã', 'â', 'Å', 'Ä', 'Ð']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        let (plain, foreign) = rest.split_at(start);
        out.push_str(plain);
        let end = foreign.find(|c: char| c.is_ascii()).unwrap_or(foreign.len());
        let (run, tail) = foreign.split_at(end);
        match once_more(run) {
            Some(read) => out.push_str(&read),
            None => out.push_str(run),
        }
        rest = tail;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A run read as the UTF-8 that its bytes in Windows-1252 are, where they are.
fn once_more(run: &str) -> Option<String> {
    let (bytes, _, unmappable) = WINDOWS_1252.encode(run);
    if unmappable {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets() {
        assert_eq!(decode(b"caf\xc3\xa9", None), "café");
        assert_eq!(decode(b"caf\xe9 \x93x\x94", None), "café “x”");
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9", Some("latin1")), "café");
        assert_eq!(decode(b"\xff\xfea\0b\0", None), "ab");
        assert_eq!(decode("привет".as_bytes(), Some("windows-1251")), "привет");
        assert_eq!(decode(b"\xef\xf0\xe8", Some("windows-1251")), "при");
        assert_eq!(decode(b"", None), "");
    }

    #[test]
    fn mojibake_is_mended_where_it_is_certain() {
        assert_eq!(decode("donâ€™t â€œgoâ€\u{9d} cafÃ© 5Â°".as_bytes(), None), "don’t “go” café 5°");
        for text in ["Ângela, âge, Ã, naïve", "São Paulo", "Ä Å Ð"] {
            assert_eq!(decode(text.as_bytes(), None), text);
        }
    }
}
