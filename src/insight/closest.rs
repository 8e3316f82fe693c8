//! Closest passages: for each takeaway the blocks of its article, ranked by wording.
//!
//! # How a passage is scored
//!
//! Words are folded and stemmed ([`text::words`](crate::text::words), [`text::stem`](crate::text::stem)). The weight of a
//! word of the takeaway is its idf within the article (Robertson and Spärck Jones, ln(1 + (N − n + ½) / (n + ½)) over N
//! passages, n of which have it), as a share of the greatest there can be, to the power of 1.4. A passage
//! gets the weighted mean of three measures, each from 0 to 1:
//!
//! 1. BM25 (Robertson and Zaragoza 2009) as a share of what it could be at most: the words, and how often;
//! 2. coverage: the share of the takeaway's weight that the passage has at all;
//! 3. BM25 over runs of five letters, which sees compounds, names and forms that no stemmer joins.
//!
//! A word counts in full in the same form, less in another form of the stem, less again where words begin alike or stand
//! in one group of `words.toml`. An acronym and what it stands for count as the same word. Words like *the* count little,
//! but they count: half of what people write about *who* and *when* is in them. Last, a passage that is closer to another takeaway
//! gives way: takeaways make different points.
//!
//! # Why these numbers
//!
//! Chosen over four collections of takeaways with known passages (claims about web pages, points of debates, lead
//! sentences of fact sheets, highlights of news), one set for all, by moving one number at a time and keeping what
//! held in both halves of the data; what one half alone liked was dropped. Share of takeaways whose passage is first:
//!
//! | | claims | debates | fact sheets | news |
//! |---|---|---|---|---|
//! | BM25 alone (k₁ 1.2, b 0.75) | 82.4 | 60.2 | 57.3 | 88.3 |
//! | this without the other takeaways | 87.3 | 62.8 | 57.4 | 90.3 |
//! | this | 87.3 | 65.0 | 60.3 | 90.2 |
//!
//! What did not pay and is not here: capitals and numbers above other words, the best sentence of a passage, neighbours
//! of a passage, its position, pairs of words (they pay below), words of the headline at less weight.
//!
//! # Whether anything is close
//!
//! The score of the closest passage is how sure it is that the takeaway is of this article at all, so scores can be
//! compared across articles: `closest/found.rs` says how. The passages after it have that score times their share of the best.
//!
//! What must not live here: what a file records, what a list of passages looks like.

mod acronyms;
mod found;
mod kin;
mod rank;
mod reading;
mod vocabulary;

use std::ops::Range;

use crate::article::{Article, Block, Part};
use crate::text::Clean;
use crate::text::stem::Language;
use acronyms::Acronyms;
use kin::Kin;
use reading::{Reading, Takeaway};
use vocabulary::Vocabulary;
pub(crate) use vocabulary::{is_everyday_word, is_function_word};

/// Passages that are named for a takeaway, at most.
pub const MOST: usize = 5;

/// A passage is near when it is at least this close, as a share of the closest.
const NEAR: f64 = 0.5;

/// What was found for one takeaway.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Closest {
    /// The closest passages, best first, at most [`MOST`]; as many as the article has blocks, however far they are.
    pub passages: Vec<Passage>,
    /// Whether the first of them is close.
    pub found: bool,
}

impl Closest {
    /// The passages that are worth showing, best first; none where none is close.
    pub fn near(&self) -> impl Iterator<Item = &Passage> {
        let least = self.passages.first().map_or(0.0, |first| first.score * NEAR);
        self.passages.iter().filter(move |passage| self.found && passage.score >= least)
    }
}

/// A passage that shares wording with a takeaway.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The block.
    pub part: Part,
    /// How close it is, 0 to 1; can be compared across articles.
    pub score: f64,
    /// The words of the takeaway that the passage has, in bytes of the takeaway's shown text, in order.
    pub in_takeaway: Vec<Range<usize>>,
    /// The words that they share, in bytes of the passage's [shown text](Block::shown), in order.
    pub in_passage: Vec<Range<usize>>,
}

/// The closest passages of each takeaway of an article, in the order of the takeaways.
#[must_use]
pub fn closest(article: &Article) -> Vec<Closest> {
    let (parts, passages): (Vec<Part>, Vec<Clean>) = passages(article).unzip();
    let takeaways: Vec<Clean> = article.takeaways.iter().map(|takeaway| takeaway.text.lines()).collect();
    let language = Language::from_tag(article.language.as_ref().map_or("en", |tag| tag.raw()));
    let texts = || takeaways.iter().chain(&passages);
    let acronyms = Acronyms::of(article, texts());
    let mut vocabulary = Vocabulary::new(language);
    let passages: Vec<Reading> = passages.iter().map(|text| Reading::new(text, &mut vocabulary, &acronyms)).collect();
    let takeaways: Vec<Reading> = takeaways.iter().map(|text| Reading::new(text, &mut vocabulary, &acronyms)).collect();
    let kin = Kin::new(&vocabulary);
    let takeaways: Vec<Takeaway> = takeaways.into_iter().map(|reading| Takeaway::new(reading, &kin)).collect();
    let ranked = rank::rank(&takeaways, &passages);
    let certainty = found::certainties(&takeaways, &passages);
    let each = takeaways.iter().zip(&ranked).zip(certainty);
    each.map(|((takeaway, scores), certainty)| answer(takeaway, &parts, &passages, (scores, certainty))).collect()
}

/// The blocks that have words of their own, with their shown text.
fn passages(article: &Article) -> impl Iterator<Item = (Part, Clean)> {
    let sections = article.sections.iter().enumerate();
    let blocks = sections.flat_map(|(s, section)| section.blocks.iter().enumerate().map(move |(b, it)| (s, b, it)));
    let worded = blocks.filter(|(_, _, block)| !matches!(block, Block::Break));
    worded.map(|(s, b, block)| (Part::Block(s, b), block.shown()))
}

/// The best few of a takeaway's scores.
fn answer(takeaway: &Takeaway, parts: &[Part], passages: &[Reading], ranked: (&[f64], f64)) -> Closest {
    let (scores, certainty) = ranked;
    let mut order: Vec<(usize, f64)> = scores.iter().copied().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let best = order.first().map_or(0.0, |(_, score)| *score);
    let share = |score: f64| if best > 0.0 { (score / best).clamp(0.0, 1.0) } else { 0.0 };
    let named = order.into_iter().take(MOST).filter_map(|(index, score)| {
        let passage = passages.get(index)?;
        Some(Passage {
            part: *parts.get(index)?,
            score: certainty * share(score),
            in_takeaway: takeaway.shared_with(passage),
            in_passage: passage.shared_with(takeaway),
        })
    });
    Closest { passages: named.collect(), found: best > 0.0 && found::is_close(certainty) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Inline, Run, Section, Takeaway as Point};
    use crate::text::Foreign;

    fn paragraph(text: &str) -> Block {
        let run = Run { text: text.into(), emphasis: crate::article::Emphasis::NONE, link: None };
        Block::Paragraph(Inline { runs: vec![run] })
    }

    fn article(takeaways: &[&str], paragraphs: &[&str]) -> Article {
        let takeaways = takeaways.iter().map(|text| Point { text: Foreign::from(*text), ..Point::default() });
        let blocks = paragraphs.iter().map(|text| paragraph(text)).collect();
        let sections = vec![Section { blocks, level: 1, ..Section::default() }];
        Article { headline: "H".into(), takeaways: takeaways.collect(), sections, ..Article::default() }
    }

    const PARAGRAPHS: [&str; 5] = [
        "The sheriff said on Monday that his deputies would not take part in federal raids.",
        "The policy, adopted in 2019, forbids detaining anyone because of immigration status alone.",
        "Immigration and Customs Enforcement criticized the county, saying that such rules endanger its agents.",
        "The county jail holds about four hundred people, most of them awaiting trial.",
        "A hearing is set for March; the board may appeal.",
    ];

    fn order(closest: &Closest) -> Vec<usize> {
        let block = |passage: &Passage| match passage.part {
            Part::Block(_, block) => block,
            _ => usize::MAX,
        };
        closest.passages.iter().map(block).collect()
    }

    #[test]
    fn each_takeaway_finds_its_passage() {
        let takeaways = [
            "Deputies will not join federal raids, the sheriff says",
            "Since 2019, immigration status alone is no ground for detention",
            "ICE critical of county rules",
            "Ballet companies announce their autumn season in Paris",
        ];
        let found = closest(&article(&takeaways, &PARAGRAPHS));
        let first: Vec<usize> = found.iter().map(|closest| order(closest)[0]).collect();
        assert_eq!(first[..3], [0, 1, 2]);
        assert_eq!(found.iter().map(|closest| closest.found).collect::<Vec<_>>(), [true, true, true, false]);
        assert!(found.iter().all(|closest| closest.passages.len() == MOST));
        assert_eq!(found[0].near().next().map(|passage| passage.part), Some(Part::Block(0, 0)));
        assert!(found[0].near().count() < MOST && found[3].near().next().is_none());
    }

    #[test]
    fn what_is_shared_is_marked_in_both() {
        let article = article(&["ICE critical of county rules"], &PARAGRAPHS);
        let found = closest(&article);
        let marked = |text: &str, marks: &[Range<usize>]| {
            marks.iter().map(|at| text.get(at.clone()).unwrap().to_owned()).collect::<Vec<_>>().join("|")
        };
        let best = &found[0].passages[0];
        assert_eq!(marked("ICE critical of county rules", &best.in_takeaway), "ICE|critical|county|rules");
        assert_eq!(
            marked(PARAGRAPHS[2], &best.in_passage),
            "Immigration and Customs Enforcement|criticized|county|rules"
        );
    }

    #[test]
    fn a_passage_gives_way_to_the_takeaway_that_it_is_closer_to() {
        let paragraphs = [
            "The fee for a green card application rises to one thousand dollars in April.",
            "The application fee is waived for a child whose card was lost.",
        ];
        let both =
            ["The application fee for a green card rises to one thousand dollars in April", "A card application fee"];
        let found = closest(&article(&both, &paragraphs));
        assert_eq!((order(&found[0])[0], order(&found[1])[0]), (0, 1));
    }

    #[test]
    fn nothing_to_rank_is_no_mistake() {
        assert!(closest(&Article::default()).is_empty());
        let found = closest(&article(&["A point", ""], &[]));
        assert!(found.iter().all(|closest| closest.passages.is_empty() && !closest.found));
        let found = closest(&article(&["", "of the"], &["", "* * *", "Words."]));
        assert!(found.iter().all(|closest| closest.passages.len() == 3 && !closest.found));
    }

    #[test]
    fn other_languages_are_ranked_too() {
        let paragraphs = ["El tribunal anuló las deportaciones.", "La ciudad aprobó un presupuesto nuevo."];
        let mut spanish = article(&["Anulada la deportación por un tribunal"], &paragraphs);
        spanish.language = Some("es-MX".into());
        assert_eq!(order(&closest(&spanish)[0]), [0, 1]);
        let mut chinese = article(&["法院撤销驱逐令"], &["该市通过新预算。", "联邦法院撤销了驱逐令。"]);
        chinese.language = Some("zh".into());
        assert_eq!(order(&closest(&chinese)[0]), [1, 0]);
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let text = prop_oneof![
            "[a-d]{1,3}( [a-dA-D]{1,4}){0,12}",
            any::<String>(),
            Just("Customs and Border Protection (CBP) \u{202E}\u{1b}[31m CBP".to_owned()),
        ];
        prop::collection::vec(text, 0..8)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn scores_are_in_order_and_marks_in_the_text(takeaways in texts(), paragraphs in texts()) {
            let takeaways: Vec<&str> = takeaways.iter().map(String::as_str).collect();
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let article = article(&takeaways, &paragraphs);
            let found = closest(&article);
            prop_assert_eq!(&found, &closest(&article));
            prop_assert_eq!(found.len(), takeaways.len());
            for (closest, takeaway) in found.iter().zip(&article.takeaways) {
                prop_assert_eq!(closest.passages.len(), paragraphs.len().min(MOST));
                prop_assert!(closest.passages.iter().all(|passage| (0.0..=1.0).contains(&passage.score)));
                prop_assert!(closest.passages.is_sorted_by(|a, b| a.score >= b.score));
                for passage in &closest.passages {
                    let Part::Block(section, block) = passage.part else { unreachable!() };
                    let shown = article.block(section, block).unwrap().shown();
                    prop_assert!(passage.in_passage.iter().all(|at| shown.get(at.clone()).is_some()));
                    let shown = takeaway.text.lines();
                    prop_assert!(passage.in_takeaway.iter().all(|at| shown.get(at.clone()).is_some()));
                    prop_assert!(passage.in_takeaway.windows(2).all(|two| two[0].end <= two[1].start));
                    prop_assert!(passage.in_passage.windows(2).all(|two| two[0].end <= two[1].start));
                }
            }
        }
    }
}
