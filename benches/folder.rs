//! A folder of articles for benches, made once.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Articles in the folder: some thousand, so that the parallel part counts.
const ARTICLES: usize = 2_000;

/// A folder of articles of some 5 KB, made once.
pub(crate) fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-load");
        for number in 0..ARTICLES {
            let shard = folder.join(format!("{:02}", number / 500));
            fs::create_dir_all(&shard).unwrap();
            fs::write(shard.join(format!("{number:05}.toml")), article(number)).unwrap();
        }
        folder
    })
}

/// The text of one.
pub(crate) fn article(number: usize) -> String {
    let mut text = format!(
        "headline = \"Number {number}: a stay is granted\"\nsummary = \"A court stops a rule.\"\n\
         publisher = \"Paper {}\"\npublished = {}-{:02}-{:02}\ntopics = [\"topic {}\"]\n",
        number % 17,
        2000 + number % 25,
        1 + number % 12,
        1 + number % 28,
        number % 11,
    );
    for point in 0..5 {
        let _ = write!(text, "\n[[takeaways]]\ntext = \"Point {point} of {number}: the court grants a stay\"\n");
    }
    for section in 0..4 {
        let _ = write!(text, "\n[[sections]]\nheading = \"Section {section}\"\nbody = '''\n");
        for _ in 0..3 {
            let sentence =
                "The agency must *explain* why it left [the rule](https://example.org/rule), the court says. ";
            text.push_str(&sentence.repeat(4));
            text.push_str("\n\n");
        }
        text.push_str("'''\n");
    }
    text
}
