//! Tabs: in shown texts they part the cells of a table. Where such a text is set as it runs, two spaces stand for each.

use std::ops::Range;

/// The text with its tabs as spaces, and where some stretches of it stand then.
#[must_use]
pub fn spread(text: &str, marks: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let tabs = |end: usize| text.get(..end).unwrap_or_default().matches('\t').count();
    let marks = marks.iter().map(|at| at.start + tabs(at.start)..at.end + tabs(at.end));
    (text.replace('\t', "  "), marks.collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_move_with_their_words() {
        let (text, marks) = super::spread("a\tbé\tc", &[0..1, 2..5, 6..7]);
        assert_eq!(text, "a  bé  c");
        let marked: Vec<&str> = marks.into_iter().filter_map(|at| text.get(at)).collect();
        assert_eq!(marked, ["a", "bé", "c"]);
    }
}
