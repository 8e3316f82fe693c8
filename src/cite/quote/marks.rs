//! Quotation marks within quotation marks: double ones become single where double ones stand around them. None is lost.

use crate::text::{Clean, clean};

/// The words of a passage as they are put between double quotation marks: those that stand around all of it are not doubled,
/// those within it are single ones.
#[must_use]
pub fn bare(text: &str) -> Clean {
    let text = text.trim();
    clean::lines(&nested(within(text, '“', '”').or_else(|| within(text, '"', '"')).unwrap_or(text)))
}

/// What stands between a pair of marks that are around all of a text.
fn within(text: &str, open: char, close: char) -> Option<&str> {
    let inner = text.strip_prefix(open)?.strip_suffix(close)?;
    let mut depth = 0_usize;
    for c in inner.chars() {
        if c == close {
            // The first mark is closed before the end.
            depth = depth.checked_sub(1)?;
        } else if c == open {
            depth += 1;
        }
    }
    (depth == 0).then_some(inner)
}

/// A text as it stands within double quotation marks: double ones are single, and single ones within those double. What may
/// be an apostrophe, or a mark of inches, stays what it is, and no mark is lost.
pub(super) fn nested(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| chars.get(place)).copied();
    let goes_on = |place: usize| at(place.checked_add(1)).is_some_and(char::is_alphanumeric);
    let closes = |place: usize| !goes_on(place) && at(place.checked_sub(1)).is_some_and(|c| !c.is_whitespace());
    let opens = |place: usize| at(place.checked_sub(1)).is_none_or(|c| c.is_whitespace() || "([{—–“‘".contains(c));
    // Straight marks are quotation marks where each second one may open and the next close.
    let mut straight = chars.iter().enumerate().filter(|(_, c)| **c == '"').map(|(place, _)| place).enumerate();
    let is_quoted = chars.iter().filter(|c| **c == '"').count().is_multiple_of(2)
        && straight.all(|(number, place)| if number.is_multiple_of(2) { opens(place) } else { closes(place) });
    let single = chars.iter().filter(|c| **c == '‘').count();
    let is_paired = single == (0..chars.len()).filter(|place| at(Some(*place)) == Some('’') && closes(*place)).count();
    let (mut depth, mut turned, mut is_open) = (0_usize, 0_usize, false);
    let turn = |(place, c): (usize, &char)| match *c {
        '“' => {
            depth += 1;
            '‘'
        }
        '”' => {
            depth = depth.saturating_sub(1);
            '’'
        }
        '"' if is_quoted => {
            is_open = !is_open;
            depth = if is_open { depth + 1 } else { depth.saturating_sub(1) };
            if is_open { '‘' } else { '’' }
        }
        '‘' if depth > 0 && is_paired => {
            turned += 1;
            '“'
        }
        '’' if turned > 0 && closes(place) => {
            turned -= 1;
            '”'
        }
        c => c,
    };
    chars.iter().enumerate().map(turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_all_of_it_are_not_doubled() {
        assert_eq!(&*bare(" “All of it.” "), "All of it.");
        assert_eq!(&*bare("\"All of it.\""), "All of it.");
    }

    #[test]
    fn marks_within_are_single_and_none_is_lost() {
        for (text, wanted) in [
            ("“One,” he said, “two.”", "‘One,’ he said, ‘two.’"),
            ("“One,” he said", "‘One,’ he said"),
            ("he said, “two.”", "he said, ‘two.’"),
            ("“One, he said", "‘One, he said"),
            ("One,” he said", "One,’ he said"),
            ("“She called it “mad”, he said.”", "She called it ‘mad’, he said."),
            ("He wrote, “She said ‘no’ to it.”", "He wrote, ‘She said “no” to it.’"),
            ("“The states’ ‘right’ to it,” he said", "‘The states’ ‘right’ to it,’ he said"),
            ("don’t ‘stop’", "don’t ‘stop’"),
            ("\"One,\" he said, \"two.\"", "‘One,’ he said, ‘two.’"),
            ("a 6\" pipe", "a 6\" pipe"),
            ("a 6\" and an 8\" pipe", "a 6\" and an 8\" pipe"),
            ("“", "‘"),
            ("”“", "’‘"),
        ] {
            assert_eq!(&*bare(text), wanted, "{text}");
        }
    }
}
