//! Citations: every style against examples of its manual and some made after them, and every form against another reader of it.

mod forms;
mod hostile;
mod manuals;
mod styles;

use nutgraf::article::{Article, Date, Source};
use nutgraf::cite::Work;

/// The only source of an article.
fn work(source: Source) -> Work {
    let article = Article { sources: vec![source], ..Article::default() };
    Work::of_source(&"a".into(), &article, 0).unwrap()
}

fn date(text: &str) -> Date {
    let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(format!("T{time}"))));
    let parts: Vec<u16> = day.split('-').map(|part| part.parse().unwrap()).collect();
    let small = |at: usize| u8::try_from(parts[at]).unwrap();
    Date { time: time.map(String::into_boxed_str), ..Date::day(parts[0], small(1), small(2)) }
}
