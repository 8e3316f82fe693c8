//! Motions: how far a key moves, whatever it moves in.

/// A motion. The number is a direction and a factor for the count: negative goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Lines of text, rows of a list.
    Lines(isize),
    /// Pages, with two lines in common.
    Pages(isize),
    /// Half pages.
    HalfPages(isize),
    /// Sections.
    Sections(isize),
    /// Blocks.
    Parts(isize),
    /// The top; with a count, that row or section.
    Top,
    /// The end; with a count, that row or section.
    Bottom,
}

impl Motion {
    /// The motion done `count` times.
    #[must_use]
    pub fn times(self, count: usize) -> Self {
        let count = isize::try_from(count).unwrap_or(isize::MAX);
        match self {
            Self::Lines(n) => Self::Lines(n.saturating_mul(count)),
            Self::Pages(n) => Self::Pages(n.saturating_mul(count)),
            Self::HalfPages(n) => Self::HalfPages(n.saturating_mul(count)),
            Self::Sections(n) => Self::Sections(n.saturating_mul(count)),
            Self::Parts(n) => Self::Parts(n.saturating_mul(count)),
            Self::Top | Self::Bottom => self,
        }
    }

    /// Where a cursor at `at` goes in a list of `length` rows of which `view` are seen; never beyond its ends.
    #[must_use]
    pub fn in_list(self, at: usize, length: usize, view: usize, count: Option<usize>) -> usize {
        let last = length.saturating_sub(1);
        let view = isize::try_from(view.max(1)).unwrap_or(isize::MAX);
        let by = match self {
            Self::Lines(n) | Self::Sections(n) | Self::Parts(n) => n,
            Self::Pages(n) => n.saturating_mul(view),
            Self::HalfPages(n) => n.saturating_mul((view / 2).max(1)),
            Self::Top => return count.map_or(0, |n| n.saturating_sub(1)).min(last),
            Self::Bottom => return count.map_or(last, |n| n.saturating_sub(1)).min(last),
        };
        at.saturating_add_signed(by).min(last)
    }
}

/// The first row to show so that `cursor` is seen, moving as little as can be.
#[must_use]
pub fn keep_in_view(top: usize, cursor: usize, view: usize, length: usize) -> usize {
    let view = view.max(1);
    let top = top.min(cursor).max((cursor + 1).saturating_sub(view));
    top.min(length.saturating_sub(view))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_ends() {
        assert_eq!(Motion::Lines(1).times(3).in_list(0, 10, 5, None), 3);
        assert_eq!(Motion::Lines(-1).times(30).in_list(4, 10, 5, None), 0);
        assert_eq!(Motion::Pages(1).in_list(8, 10, 5, None), 9);
        assert_eq!(Motion::HalfPages(1).in_list(0, 10, 1, None), 1);
        assert_eq!(Motion::Bottom.in_list(0, 10, 5, None), 9);
        assert_eq!(Motion::Bottom.in_list(0, 10, 5, Some(4)), 3);
        assert_eq!(Motion::Top.in_list(5, 0, 5, None), 0);
        assert_eq!(Motion::Lines(isize::MAX).times(usize::MAX).in_list(3, 10, 5, None), 9);
    }

    #[test]
    fn the_view_moves_as_little_as_can_be() {
        assert_eq!(keep_in_view(0, 4, 5, 10), 0);
        assert_eq!(keep_in_view(0, 5, 5, 10), 1);
        assert_eq!(keep_in_view(4, 2, 5, 10), 2);
        assert_eq!(keep_in_view(9, 9, 5, 10), 5);
        assert_eq!(keep_in_view(3, 0, 0, 0), 0);
    }
}
