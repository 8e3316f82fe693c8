//! Saving: an imported article as a new file in a folder of articles.
//!
//! The one way in which the program writes into such a folder of its own accord, and it only ever adds: the file is written
//! beside and given its name when it is whole, never over another. The name is the date and the headline. What the file
//! will say is read back first, by the reader of article files: a file that it would complain of is mended or not written.
//!
//! What must not live here: how an article came to be (import), and replacing files.

use std::io;
use std::path::{Path, PathBuf};

use crate::article::{Article, Source};
use crate::diagnostic::{Diagnostic, quoted};
use crate::disk::{self, ARTICLE_LIMIT};
use crate::format::read::{is_language_tag, not_an_address, read};
use crate::format::write::write;
use crate::lint::{self, Checks};
use crate::text::{Foreign, slug};

/// Files of one name that are told apart by a number.
const NAMESAKES: usize = 1000;

/// An article that can be saved.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The article as its file will say it.
    pub article: Article,
    /// What had to be left out for that, and what the editorial checks find.
    pub doubts: Vec<Diagnostic>,
    /// The file.
    text: String,
}

/// What became of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is in a new file.
    New(PathBuf),
    /// This file says the same already.
    Already(PathBuf),
}

/// The name of the file that an article gets, without extension and number: `2025-03-14-what-the-order-says`.
#[must_use]
pub fn name(article: &Article) -> String {
    let slug = slug::slug(article.headline.raw());
    match &article.published {
        Some(date) => format!("{:04}-{:02}-{:02}-{slug}", date.year, date.month, date.day),
        None => slug,
    }
}

/// Makes an article ready: what no article file may hold is left out, what the editorial checks find is said, and the file is
/// read back. What they find stays to be found: whether it is to be expected is for an editor to say.
///
/// # Errors
///
/// Where an article file cannot say this article; a mistake of the importer.
pub fn ready(mut article: Article) -> Result<Ready, Diagnostic> {
    let mut doubts = mended(&mut article);
    let found = lint::check(&article, "", &Checks::default());
    doubts.extend(found.into_iter().map(|found| Diagnostic { span: None, ..found }));
    let text = write(&article);
    if u64::try_from(text.len()).is_ok_and(|length| length > ARTICLE_LIMIT) {
        return Err(wrong(&format!("too long for an article file, which may have {} MiB", ARTICLE_LIMIT >> 20)));
    }
    let checked = read(&text);
    if let Some(error) = checked.diagnostics.iter().find(|one| one.is_error()) {
        return Err(wrong(&format!("an article file cannot say this: {}", error.message)));
    }
    doubts.extend(checked.diagnostics.into_iter().map(|one| Diagnostic { span: None, ..one }));
    Ok(Ready { article, doubts, text })
}

/// Writes an article into a folder, unless it is there. [`disk::sync_folder`] is for when all are written.
///
/// # Errors
///
/// Where the system says no.
pub fn save(folder: &Path, ready: &Ready) -> Result<Saved, Diagnostic> {
    for path in names(folder, &ready.article) {
        match disk::create_new(&path, ready.text.as_bytes()) {
            Ok(()) => return Ok(Saved::New(path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if says_the_same(&path, &ready.article) {
                    return Ok(Saved::Already(path));
                }
            }
            Err(error) => {
                return Err(wrong(&format!("{} cannot be written: {}", path.display(), disk::reason(&error))));
            }
        }
    }
    Err(wrong(&format!("there are {NAMESAKES} files named {} in the folder already", name(&ready.article))))
}

/// Whether one of the files that have this article's name is from its address, whatever it says by now.
#[must_use]
pub fn has_address(folder: &Path, article: &Article) -> bool {
    let Some(url) = &article.url else { return false };
    for path in names(folder, article) {
        match disk::read_text(&path, ARTICLE_LIMIT) {
            Ok(text) if read(&text).article.is_some_and(|there| there.url.as_ref() == Some(url)) => return true,
            Ok(_) => {}
            Err(_not_there) => return false,
        }
    }
    false
}

/// The files that an article may be, best first.
fn names(folder: &Path, article: &Article) -> impl Iterator<Item = PathBuf> {
    let (name, folder) = (name(article), folder.to_owned());
    (1..=NAMESAKES).map(move |number| {
        folder.join(if number == 1 { format!("{name}.toml") } else { format!("{name}-{number}.toml") })
    })
}

/// Whether a file holds this article. When it was fetched is no matter, nor what an editor says to expect of it.
fn says_the_same(path: &Path, article: &Article) -> bool {
    let timeless = |article: &Article| write(&Article { accessed: None, expect: Vec::new(), ..article.clone() });
    let there = disk::read_text(path, ARTICLE_LIMIT).ok().and_then(|text| read(&text).article);
    there.is_some_and(|there| timeless(&there) == timeless(article))
}

/// Leaves out what the reader of article files would complain of; says what that was.
fn mended(article: &mut Article) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    let mut address = |address: &mut Option<Foreign>| {
        if let Some(why) = address.as_ref().and_then(|address| not_an_address(address.raw())) {
            let said = address.take().unwrap_or_default();
            doubts.push(doubt("bad-address", &format!("an address is left out: {} {why}", quoted(said.raw()))));
        }
    };
    address(&mut article.url);
    for source in &mut article.sources {
        address(&mut source.url);
        address(&mut source.archive_url);
    }
    if let Some(tag) = article.language.take_if(|tag| !is_language_tag(tag.raw())) {
        doubts.push(doubt(
            "bad-language",
            &format!("the language is left out: {} is no language tag", quoted(tag.raw())),
        ));
    }
    for source in &mut article.sources {
        let Source { title, publisher, citation, .. } = source;
        for text in [title, publisher, citation] {
            blank(text);
        }
    }
    let Article { summary, publisher, authors, topics, agencies, places, takeaways, .. } = article;
    blank(summary);
    blank(publisher);
    for list in [authors, topics, agencies, places] {
        list.retain(|text| !text.is_blank());
    }
    takeaways.retain(|takeaway| !takeaway.text.is_blank());
    doubts
}

/// Takes away a text that says nothing.
fn blank(text: &mut Option<Foreign>) {
    text.take_if(|text| text.is_blank());
}

fn wrong(message: &str) -> Diagnostic {
    Diagnostic { span: None, ..Diagnostic::error("not-saved", 0..0, message) }
}

fn doubt(code: &'static str, message: &str) -> Diagnostic {
    Diagnostic { span: None, ..Diagnostic::warning(code, 0..0, message) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Date;

    fn article() -> Article {
        let published = Some(Date::day(2025, 3, 14));
        Article { headline: "What the Order Says".into(), published, ..Article::default() }
    }

    #[test]
    fn the_name_is_date_and_headline() {
        assert_eq!(name(&article()), "2025-03-14-what-the-order-says");
        assert_eq!(name(&Article { headline: "../..".into(), ..Article::default() }), "untitled");
        let long = Article { headline: "visa ".repeat(100).as_str().into(), ..article() };
        assert!(name(&long).len() < 100);
    }

    #[test]
    fn what_is_ready_reads_without_a_complaint() {
        let mut article = article();
        article.url = Some("javascript:alert(1)".into());
        article.language = Some("English!".into());
        article.topics = vec![" ".into(), "asylum".into()];
        article.sources = vec![Source { title: Some("A memo of 2024".into()), ..Source::default() }];
        let ready = ready(article).unwrap();
        assert_eq!(read(&ready.text).diagnostics, []);
        let codes: Vec<_> = ready.doubts.iter().map(|doubt| doubt.code).collect();
        assert_eq!(codes, ["bad-address", "bad-language", "source-without-address"]);
        assert_eq!(ready.article.topics.len(), 1);
    }

    #[test]
    fn what_no_file_can_say_is_refused() {
        assert!(ready(Article::default()).is_err());
    }
}
