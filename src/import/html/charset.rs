//! The charset that a page states itself, in its first bytes; and its bytes read so, as browsers read them.

use encoding_rs::Encoding;

use crate::import::encoding;

/// How far browsers look, and a little further: pages are saved with long comments before the head.
const PROLOGUE: usize = 4096;

/// The text of bytes whose charset is stated: by a byte order mark, else by the label, else as any bytes are read.
///
/// Bytes that are UTF-8 are read so, whatever they state: pages are saved and sent on in UTF-8 with the old label in
/// them, and text of another charset is not UTF-8 by chance.
pub(in crate::import) fn decode(bytes: &[u8], label: Option<&str>) -> String {
    if let Some((charset, length)) = Encoding::for_bom(bytes) {
        return charset.decode_without_bom_handling(bytes.get(length..).unwrap_or_default()).0.into_owned();
    }
    let is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    let stated = label.and_then(|label| Encoding::for_label_no_replacement(label.trim().as_bytes()));
    // A declaration that was read byte by byte cannot be of a charset of two bytes a letter.
    match stated.filter(|charset| {
        *charset != encoding_rs::UTF_8 && (charset.is_ascii_compatible() || *charset == encoding_rs::ISO_2022_JP)
    }) {
        Some(charset) if !is_utf8 => charset.decode_without_bom_handling(bytes).0.into_owned(),
        _ => encoding::decode(bytes, None),
    }
}

/// The label in `<meta charset=…>`, in `<meta http-equiv=… content="text/html; charset=…">` or in `<?xml … encoding=…?>`.
pub(super) fn stated(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..PROLOGUE).unwrap_or(bytes);
    let head: String = head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let declaration = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    if let Some(label) = declaration.and_then(|(declaration, _)| label(declaration, "encoding")) {
        return Some(label);
    }
    head.split("<meta").skip(1).find_map(|rest| label(rest.split('>').next().unwrap_or_default(), "charset"))
}

/// The value behind `key=`, quoted or not.
fn label(text: &str, key: &str) -> Option<String> {
    let (_, rest) = text.split_once(key)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.+".contains(*c)).collect();
    (!label.is_empty() && label.len() <= 40).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::{decode, stated};

    #[test]
    fn stated_bytes_are_read_as_stated() {
        assert_eq!(decode(b"caf\xe9 \x93x\x94", Some("iso-8859-1")), "café “x”");
        assert_eq!(decode("\u{feff}é".as_bytes(), Some("iso-8859-1")), "é");
        assert_eq!(decode(b"\xff\xfea\0b\0", None), "ab");
        assert_eq!(decode("é".as_bytes(), Some("utf-16")), "é");
        assert_eq!(decode("é".as_bytes(), Some("gbk")), "é");
        assert_eq!(decode(b"\x1b$B$\"\x1b(B", Some("iso-2022-jp")), "あ");
        assert_eq!(decode("é".as_bytes(), Some("no charset")), "é");
    }

    #[test]
    fn labels() {
        let cases: [(&[u8], Option<&str>); 6] = [
            (b"<!doctype html><META Charset=\"Windows-1252\">", Some("windows-1252")),
            (b"<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>", Some("shift_jis")),
            (b"<?xml version='1.0' encoding='ISO-8859-2'?><html>", Some("iso-8859-2")),
            (b"<meta name=description content=x><meta charset=utf-8>", Some("utf-8")),
            (b"<p>the charset=x of a text</p>", None),
            (b"\xff\xfe<meta charset=", None),
        ];
        for (bytes, label) in cases {
            assert_eq!(stated(bytes).as_deref(), label, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
