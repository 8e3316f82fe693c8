//! Bullets and numbers at the start of a line.

/// Signs that are bullets where a blank follows.
const SIGNS: &str = "•▪◦‣·●○■□▶►➤→–—-*+✓✔➢❖⁃∙◆◇»";

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bullet {
    /// A sign.
    Sign(char),
    /// A number or a letter that counts.
    Number,
}

/// The bullet of a line, and the line without it.
#[must_use]
pub fn split(line: &str) -> Option<(Bullet, &str)> {
    let line = line.trim_start();
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if SIGNS.contains(first) {
        // Two bullets that no letter can follow need no blank.
        let spaced = rest.starts_with(char::is_whitespace) || "•▪◦‣●○■□▶►➤✓✔➢❖⁃◆◇".contains(first);
        return Some((Bullet::Sign(first), rest.trim_start())).filter(|(_, rest)| spaced && !rest.is_empty());
    }
    if first == 'o' && rest.starts_with(' ') {
        return Some((Bullet::Sign('o'), rest.trim_start())).filter(|(_, rest)| !rest.is_empty());
    }
    number(line).map(|rest| (Bullet::Number, rest))
}

/// `1. `, `1) `, `(1) `, `[1] `, `a) `, `1 - `.
fn number(line: &str) -> Option<&str> {
    let open = line.starts_with(['(', '[']);
    let inner = line.strip_prefix(['(', '[']).unwrap_or(line);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let length = match digits {
        0 if inner.starts_with(|c: char| c.is_ascii_lowercase()) => 1,
        1..=3 => digits,
        _ => return None,
    };
    let (_, rest) = inner.split_at_checked(length)?;
    let close = if open {
        [')', ']'].as_slice()
    } else if digits == 0 {
        [')'].as_slice()
    } else {
        ['.', ')'].as_slice()
    };
    let rest = rest.strip_prefix(close)?;
    (rest.starts_with(char::is_whitespace) && !rest.trim().is_empty()).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_numbers() {
        for (line, rest) in [
            ("• one", Some("one")),
            ("  •one", Some("one")),
            ("- one", Some("one")),
            ("-one", None),
            ("— one", Some("one")),
            ("o one", Some("one")),
            ("of one", None),
            ("1. one", Some("one")),
            ("12) one", Some("one")),
            ("(1) one", Some("one")),
            ("[3] one", Some("one")),
            ("a) one", Some("one")),
            ("a. one", None),
            ("1.5 million", None),
            ("2025 was", None),
            ("2025. was", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(split(line).map(|(_, rest)| rest), rest, "{line}");
        }
    }
}
