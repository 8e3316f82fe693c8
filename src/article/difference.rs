//! What changed between two readings of one article: where the first difference stands, and how many parts differ.
//!
//! Both readings are cut into parts in reading order, and the two rows of parts are compared by their longest common
//! subsequence, so that an inserted paragraph is one difference and not every paragraph after it. Only what is read
//! counts: a part is the same where its words, styles and links are, though its number moved; a cited source is the same
//! by its name, though its number moved.
//!
//! What must not live here: what is shown of it, layouts, the reader's own place.

use std::borrow::Cow;
use std::ops::Range;

use super::{Article, Block, Date, Foreign, Inline, Link, Part, Picture, Place, Source, Status, Takeaway, shown};
use crate::text::segment;

/// What the table of common subsequences takes at most, in cells. Beyond that (thousands of parts between the first
/// difference and the last), all between the two counts as changed.
const CELLS: usize = 4 << 20;

/// Where a part of the old article is in the new one: at its place, or where its text went. None where the text is gone.
#[must_use]
pub fn moved(old: &Article, new: &Article, part: Part) -> Option<Part> {
    let Part::Block(section, block) = part else { return Some(part) };
    let text = old.block(section, block)?.plain();
    let same = |s: usize, b: usize| new.block(s, b).is_some_and(|block| block.plain() == text);
    if same(section, block) {
        return Some(part);
    }
    let sections = new.sections.iter().enumerate();
    let places = sections.flat_map(|(s, section)| (0..section.blocks.len()).map(move |b| (s, b)));
    let nearest = places.filter(|(s, b)| same(*s, *b)).min_by_key(|(s, b)| (s.abs_diff(section), b.abs_diff(block)))?;
    Some(Part::Block(nearest.0, nearest.1))
}

/// Where the first difference in reading order stands in the new reading: where a part changed, its first grapheme that
/// differs; else the start of the part that came; where a part went, what now stands in its place. None where a reader
/// would see no difference.
#[must_use]
pub fn first_difference(old: &Article, new: &Article) -> Option<Place> {
    let (old, new) = (parts(old), parts(new));
    let change = changes(&old, &new).into_iter().next()?;
    let (before, after) = (old.get(change.old.start), new.get(change.new.start));
    let Some((part, content)) = after else {
        // What stood at the end went.
        return new.last().map(|(part, _)| Place::start(*part));
    };
    // Where as many of a kind went as came, each became what stands in its place.
    let of_kind = |parts: &[(Part, Content<'_>)], range: &Range<usize>| {
        parts.get(range.clone()).unwrap_or_default().iter().filter(|(_, it)| it.is_like(content)).count()
    };
    let as_many = of_kind(&old, &change.old) == of_kind(&new, &change.new);
    let before = before.filter(|(_, before)| as_many && before.is_like(content));
    let offset = before.map_or(0, |(_, before)| offset(&before.shown(), &content.shown()));
    Some(Place { part: *part, offset })
}

/// How many parts changed, came or went.
#[must_use]
pub fn changed_parts(old: &Article, new: &Article) -> usize {
    changes(&parts(old), &parts(new)).iter().map(|change| change.old.len().max(change.new.len())).sum()
}

/// What a part says.
#[derive(PartialEq)]
enum Content<'a> {
    Headline(&'a Foreign),
    Byline(Byline<'a>),
    Summary(&'a Foreign),
    Image(&'a Picture),
    Takeaway(TakeawayKey<'a>),
    Heading(&'a Foreign, u8),
    Block(Cow<'a, Block>),
    Source(&'a Source),
}

#[derive(PartialEq)]
struct Byline<'a> {
    authors: &'a [Foreign],
    publisher: Option<&'a Foreign>,
    dates: [Option<&'a Date>; 2],
    status: Option<&'a Status>,
}

/// A takeaway by what it says and what it names as evidence: what these names lead to moves with every paragraph.
struct TakeawayKey<'a>(&'a Takeaway);

impl PartialEq for TakeawayKey<'_> {
    fn eq(&self, other: &Self) -> bool {
        let [ours, theirs] = [self.0, other.0].map(|it| it.evidence.iter().map(|it| &it.written));
        self.0.text == other.0.text && self.0.quote == other.0.quote && ours.eq(theirs)
    }
}

impl Content<'_> {
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// The text of the part as far as offsets count in it; nothing for parts that are made of fields.
    fn shown(&self) -> String {
        let clean = match self {
            Self::Headline(words) | Self::Heading(words, _) => words.line(),
            Self::Summary(words) => words.lines(),
            Self::Takeaway(takeaway) => takeaway.0.text.lines(),
            Self::Block(block) => return shown::of_block(block),
            Self::Byline(_) | Self::Image(_) | Self::Source(_) => return String::new(),
        };
        clean.into_string()
    }
}

/// The parts that are read, in reading order. Never empty.
fn parts(article: &Article) -> Vec<(Part, Content<'_>)> {
    let byline = Byline {
        authors: &article.authors,
        publisher: article.publisher.as_ref(),
        dates: [article.published.as_ref(), article.updated.as_ref()],
        status: article.status.as_ref(),
    };
    let bare = byline == Byline { authors: &[], publisher: None, dates: [None; 2], status: None };
    let mut parts = vec![(Part::Headline, Content::Headline(&article.headline))];
    parts.extend((!bare).then_some((Part::Byline, Content::Byline(byline))));
    parts.extend(article.summary.as_ref().map(|dek| (Part::Summary, Content::Summary(dek))));
    parts.extend(article.image.as_ref().map(|image| (Part::Image, Content::Image(image))));
    let takeaways = article.takeaways.iter().enumerate();
    parts.extend(takeaways.map(|(at, it)| (Part::Takeaway(at), Content::Takeaway(TakeawayKey(it)))));
    for (s, section) in article.sections.iter().enumerate() {
        let heading = section.heading.as_ref();
        parts.extend(heading.map(|words| (Part::Heading(s), Content::Heading(words, section.level))));
        let blocks = section.blocks.iter().enumerate();
        parts.extend(blocks.map(|(b, block)| (Part::Block(s, b), Content::Block(named(block, article)))));
    }
    parts.extend(article.sources.iter().enumerate().map(|(at, it)| (Part::Source(at), Content::Source(it))));
    parts
}

/// The block with its links to sources by name. Most have none.
fn named<'a>(block: &'a Block, article: &Article) -> Cow<'a, Block> {
    let mut block = Cow::Borrowed(block);
    if cites(&block) {
        name_sources(block.to_mut(), article);
    }
    block
}

fn cites(block: &Block) -> bool {
    let any = |inline: &Inline| inline.runs.iter().any(|run| matches!(run.link, Some(Link::Source(_))));
    match block {
        Block::Paragraph(inline) => any(inline),
        Block::List(list) => list.items.iter().flat_map(|item| &item.blocks).any(cites),
        Block::Quote(blocks) => blocks.iter().any(cites),
        Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).any(any),
        Block::Footnote(note) => note.blocks.iter().any(cites),
        Block::Code(_) | Block::Image(_) | Block::Break => false,
    }
}

fn name_sources(block: &mut Block, article: &Article) {
    let name = |inline: &mut Inline| {
        for run in &mut inline.runs {
            if let Some(Link::Source(at)) = run.link {
                let id = article.sources.get(at).and_then(|source| source.id.clone());
                run.link = Some(Link::Footnote(id.unwrap_or_default()));
            }
        }
    };
    match block {
        Block::Paragraph(inline) => name(inline),
        Block::List(list) => {
            list.items.iter_mut().flat_map(|item| &mut item.blocks).for_each(|block| name_sources(block, article));
        }
        Block::Quote(blocks) => blocks.iter_mut().for_each(|block| name_sources(block, article)),
        Block::Table(table) => table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(name),
        Block::Footnote(note) => note.blocks.iter_mut().for_each(|block| name_sources(block, article)),
        Block::Code(_) | Block::Image(_) | Block::Break => {}
    }
}

/// What stands between two stretches that are the same.
#[derive(Debug, PartialEq, Eq)]
struct Change {
    old: Range<usize>,
    new: Range<usize>,
}

/// The changes in order; none is empty, and no two touch.
fn changes(old: &[(Part, Content<'_>)], new: &[(Part, Content<'_>)]) -> Vec<Change> {
    let same = |(a, b): &(&(Part, Content<'_>), &(Part, Content<'_>))| a.1 == b.1;
    let head = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let (height, width) = (old_rest.len() - tail, new_rest.len() - tail);
    let equal = |row: usize, column: usize| match (old_rest.get(row), new_rest.get(column)) {
        (Some(a), Some(b)) => a.1 == b.1,
        _ => false,
    };
    let mut changes: Vec<Change> = Vec::new();
    let (mut row, mut column) = (0, 0);
    for (at, to) in common(height, width, equal).into_iter().chain([(height, width)]) {
        if (row, column) != (at, to) {
            changes.push(Change { old: head + row..head + at, new: head + column..head + to });
        }
        (row, column) = (at + 1, to + 1);
    }
    changes
}

/// The longest common subsequence of two rows, as pairs of places in them; nothing where the table would be too large.
fn common(height: usize, width: usize, equal: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    if height == 0 || width == 0 || height.saturating_add(1).saturating_mul(width + 1) > CELLS {
        return Vec::new();
    }
    // A cell holds the length that can still be reached from it, so that the path is read off forwards.
    let at = |row: usize, column: usize| row * (width + 1) + column;
    let mut table = vec![0_u32; (height + 1) * (width + 1)];
    let cell = |table: &[u32], row, column| table.get(at(row, column)).copied().unwrap_or(0);
    for row in (0..height).rev() {
        for column in (0..width).rev() {
            let length = if equal(row, column) {
                cell(&table, row + 1, column + 1) + 1
            } else {
                cell(&table, row + 1, column).max(cell(&table, row, column + 1))
            };
            if let Some(cell) = table.get_mut(at(row, column)) {
                *cell = length;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < height && column < width {
        if equal(row, column) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if cell(&table, row + 1, column) >= cell(&table, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The first grapheme of the new text at which the two differ.
fn offset(old: &str, new: &str) -> usize {
    let differ = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    // Back to where whole graphemes of both end: a mark that came changes the letter that carries it.
    (0..=differ)
        .rev()
        .find(|at| segment::is_grapheme_boundary(new, *at) && segment::is_grapheme_boundary(old, *at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Emphasis, Evidence, Locator, Run, Section};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Inline { runs: vec![Run { text: text.into(), emphasis: Emphasis::NONE, link: None }] })
    }

    fn article(sections: &[&[&str]]) -> Article {
        let section = |blocks: &&[&str]| Section {
            heading: Some("H".into()),
            level: 1,
            blocks: blocks.iter().map(|text| paragraph(text)).collect(),
            ..Section::default()
        };
        Article {
            headline: "Headline".into(),
            summary: Some("Dek".into()),
            takeaways: vec![Takeaway { text: "One".into(), ..Takeaway::default() }],
            sections: sections.iter().map(section).collect(),
            sources: vec![Source { id: Some("s".into()), ..Source::default() }],
            ..Article::default()
        }
    }

    fn at(part: Part, offset: usize) -> Place {
        Place { part, offset }
    }

    #[track_caller]
    fn check(old: &[&[&str]], new: &[&[&str]], place: Place, parts: usize) {
        let (old, new) = (article(old), article(new));
        assert_eq!((first_difference(&old, &new), changed_parts(&old, &new)), (Some(place), parts));
    }

    #[test]
    fn a_changed_paragraph_is_told_at_its_first_other_grapheme() {
        check(&[&["a", "one two"]], &[&["a", "one too"]], at(Part::Block(0, 1), 5), 1);
        check(&[&["cafe"]], &[&["cafe\u{301}"]], at(Part::Block(0, 0), 3), 1);
        check(&[&["cafe\u{301} x"]], &[&["cafe x"]], at(Part::Block(0, 0), 3), 1);
        check(&[&["é"]], &[&["è"]], at(Part::Block(0, 0), 0), 1);
        check(&[&["one"]], &[&["one more"]], at(Part::Block(0, 0), 3), 1);
        check(&[&["a", "b"]], &[&["x", "y"]], at(Part::Block(0, 0), 0), 2);
    }

    #[test]
    fn what_came_is_told_by_itself() {
        check(&[&["a", "b", "c"]], &[&["a", "bx", "b", "c"]], at(Part::Block(0, 1), 0), 1);
        check(&[&["a"]], &[&["a", "ab"]], at(Part::Block(0, 1), 0), 1);
        // All sections have the same heading here: the words under it are the first that differ.
        check(&[&["a"], &["b"]], &[&["a"], &["x"], &["b"]], at(Part::Block(1, 0), 0), 2);
        check(&[&["a", "b", "c", "d"]], &[&["x", "a", "b", "c", "d!"]], at(Part::Block(0, 0), 0), 2);
    }

    #[test]
    fn what_went_is_told_where_it_stood() {
        check(&[&["a", "b", "c"]], &[&["a", "c"]], at(Part::Block(0, 1), 0), 1);
        check(&[&["a", "b"], &["c"]], &[&["a"], &["c"]], at(Part::Heading(1), 0), 1);
        check(&[&["a", "b"]], &[&["a"]], at(Part::Source(0), 0), 1);
        let old = article(&[]);
        let new = Article { sources: Vec::new(), ..old.clone() };
        assert_eq!(first_difference(&old, &new), Some(at(Part::Takeaway(0), 0)));
        assert_eq!(changed_parts(&old, &new), 1);
    }

    #[test]
    fn the_top_comes_first_and_what_is_not_read_does_not_count() {
        let old = article(&[&["a"]]);
        let mut new = article(&[&["b"]]);
        new.authors = vec!["Somebody".into()];
        assert_eq!(first_difference(&old, &new), Some(at(Part::Byline, 0)));
        new.headline = "Headlines".into();
        assert_eq!(first_difference(&old, &new), Some(at(Part::Headline, 8)));
        assert_eq!(changed_parts(&old, &new), 3);
        let other = Article { id: Some("x".into()), topics: vec!["y".into()], ..old.clone() };
        assert_eq!((first_difference(&old, &other), changed_parts(&old, &other)), (None, 0));
    }

    #[test]
    fn a_level_or_a_style_alone_is_a_difference_at_its_part() {
        let old = article(&[&["a"]]);
        let mut new = old.clone();
        new.sections[0].level = 2;
        assert_eq!(first_difference(&old, &new), Some(at(Part::Heading(0), 1)));
        let mut new = old.clone();
        let Block::Paragraph(inline) = &mut new.sections[0].blocks[0] else { unreachable!() };
        inline.runs[0].emphasis = Emphasis::STRONG;
        assert_eq!(first_difference(&old, &new), Some(at(Part::Block(0, 0), 1)));
    }

    #[test]
    fn numbers_that_moved_are_no_difference() {
        let mut old = article(&[&["cited", "other"]]);
        let cite = |article: &mut Article, block: usize, source: usize| {
            let Block::Paragraph(inline) = &mut article.sections[0].blocks[block] else { unreachable!() };
            inline.runs[0].link = Some(Link::Source(source));
        };
        cite(&mut old, 0, 0);
        let evidence = |locator| Evidence { written: "s".into(), locator };
        old.takeaways[0].evidence = vec![evidence(Locator::Source(1))];
        let mut new = old.clone();
        new.sources.insert(0, Source { id: Some("new".into()), ..Source::default() });
        cite(&mut new, 0, 1);
        new.takeaways[0].evidence = vec![evidence(Locator::Source(2))];
        assert_eq!((first_difference(&old, &new), changed_parts(&old, &new)), (Some(at(Part::Source(0), 0)), 1));
        cite(&mut new, 0, 0);
        assert_eq!(first_difference(&old, &new).map(|place| place.part), Some(Part::Block(0, 0)));
    }

    #[test]
    fn huge_rewrites_are_one_change() {
        let texts: Vec<String> = (0..4_000).map(|number| number.to_string()).collect();
        let old: Vec<&str> = texts.iter().map(String::as_str).collect();
        let new: Vec<&str> = old.iter().rev().copied().collect();
        check(&[&old], &[&new], at(Part::Block(0, 0), 0), 4_000);
    }

    proptest! {
        #[test]
        fn nothing_changed_is_nothing(blocks in prop::collection::vec("[a-c]{0,2}", 0..12)) {
            let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
            let article = article(&[&blocks, &blocks]);
            prop_assert_eq!(first_difference(&article, &article), None);
            prop_assert_eq!(changed_parts(&article, &article), 0);
        }

        #[test]
        fn one_changed_block_is_that_block(
            blocks in prop::collection::vec("[a-c]{0,2}", 1..12), pick in any::<prop::sample::Index>()
        ) {
            let mut blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
            let old = article(&[&blocks]);
            let changed = pick.index(blocks.len());
            blocks[changed] = "changed";
            let new = article(&[&blocks]);
            prop_assert_eq!(first_difference(&old, &new).map(|place| place.part), Some(Part::Block(0, changed)));
            prop_assert_eq!(changed_parts(&old, &new), 1);
        }

        #[test]
        fn the_place_is_in_the_new_reading(
            old in prop::collection::vec("[ab]{0,2}", 0..8), new in prop::collection::vec("[ab\u{301}]{0,3}", 0..8)
        ) {
            let cut = |texts: &[String]| {
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                article(&[&texts])
            };
            let (before, after) = (cut(&old), cut(&new));
            let place = first_difference(&before, &after);
            prop_assert_eq!(place.is_some(), old != new);
            prop_assert_eq!(changed_parts(&before, &after) > 0, old != new);
            if let Some(Place { part: Part::Block(s, b), offset }) = place {
                let text = shown::of_block(after.block(s, b).unwrap());
                prop_assert!(segment::is_grapheme_boundary(&text, offset));
            }
        }
    }
}
