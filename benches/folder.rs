//! Folders of articles for benches, made once: of some 5 KB each, from a vocabulary in which few words are frequent and many
//! are rare, as in prose.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A rare phrase, in a takeaway of one article of a thousand.
pub(crate) const RARE: &str = "quiet docket reassignment";

/// Words of the field, frequent ones first.
const WORDS: &str = "the of to and in a that for court immigration agency rule with on by from detention order status \
    asylum removal review policy federal state case petition notice judge bond hearing parole visa officer record appeal \
    statute detainer request claim fear credible protection counsel evidence motion deadline custody release warrant \
    district circuit injunction stay naturalization citizenship refugee admission family employer worker wage employment \
    sponsor quota category priority border port entry inspection expedited credible passport consular embassy interview \
    fingerprint biometric waiver hardship adjustment sanctuary ordinance county sheriff jail agreement cooperation funding \
    grant condition audit inspector general oversight committee report data estimate budget backlog caseload staffing \
    interpreter language translation minor guardian shelter settlement monitor facility contractor standard medical";

/// A folder of so many articles, made once.
pub(crate) fn folder(articles: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-library-{articles}"));
    let whole = folder.join("whole");
    if !whole.exists() {
        for number in 0..articles {
            let shard = folder.join("articles").join(format!("{:03}", number / 500));
            fs::create_dir_all(&shard).unwrap();
            fs::write(shard.join(format!("{number:06}.toml")), article(number)).unwrap();
        }
        fs::write(whole, []).unwrap();
    }
    folder.join("articles")
}

/// Picks words: the first ones of the list often, the last ones seldom.
struct Prose {
    seed: u64,
    words: Vec<&'static str>,
}

impl Prose {
    fn word(&mut self) -> &'static str {
        // Knuth's MMIX generator; the high bits are the good ones.
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let uniform = usize::try_from(self.seed >> 40).unwrap_or(0) % 4096;
        // Squared twice: the density falls as Zipf's does.
        let at = uniform * uniform / 4096 * uniform / 4096 * self.words.len() / 4096;
        self.words.get(at).copied().unwrap_or("the")
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut sentence = (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ");
        sentence.push_str(". ");
        sentence
    }
}

/// The text of one.
pub(crate) fn article(number: usize) -> String {
    let seed = u64::try_from(number).unwrap_or(0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut prose = Prose { seed, words: WORDS.split_whitespace().collect() };
    let mut text = format!(
        "headline = \"Number {number}: a stay of {}\"\nsummary = \"A court stops a rule on {}.\"\n\
         publisher = \"Paper {}\"\npublished = {}-{:02}-{:02}\ntopics = [\"topic {}\"]\n",
        prose.word(),
        prose.word(),
        number % 17,
        2000 + number % 25,
        1 + number % 12,
        1 + number % 28,
        number % 11,
    );
    let rare = if number % 1000 == 500 { RARE } else { "" };
    for point in 0..5 {
        let _ = write!(text, "\n[[takeaways]]\ntext = \"Point {point} of {number}: {}{rare}\"\n", prose.sentence(18));
    }
    for section in 0..4 {
        let _ = write!(text, "\n[[sections]]\nheading = \"Section {section} on {}\"\nbody = '''\n", prose.word());
        for _ in 0..3 {
            for _ in 0..4 {
                text.push_str(&prose.sentence(16));
            }
            text.push_str("The *agency* explains [the rule](https://example.org/rule).\n\n");
        }
        text.push_str("'''\n");
    }
    text
}
