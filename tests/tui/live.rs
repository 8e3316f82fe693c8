//! Files that come, change and go while one reads.

use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::article::Part;
use nutgraf::store::keep::Told;
use nutgraf::tui::app::View;

use super::stage::Stage;

/// A folder of a test's own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("nutgraf-live-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let folder = Self(path);
        for (name, day) in [("a", 3), ("b", 2), ("c", 1)] {
            folder.write(name, day, &["First of all.", "Second.", "Third and last."]);
        }
        folder
    }

    fn write(&self, name: &str, day: u8, paragraphs: &[&str]) {
        let body = paragraphs.join("\n\n");
        let text = format!(
            "headline = 'Article {name}'\npublished = 2025-01-0{day}\ntakeaways = ['Point of {name}']\n\n\
             [[sections]]\nheading = 'One'\nbody = '''\n{body}\n'''\n"
        );
        // A new inode, as editors make one: the clock of a file system may stand still between two writes.
        let new = self.0.join(format!(".{name}"));
        fs::write(&new, text).unwrap();
        fs::rename(new, self.file(name)).unwrap();
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.toml"))
    }

    fn stage(&self) -> Stage {
        Stage::over(&self.0, (100, 30))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn under_cursor(stage: &Stage) -> String {
    stage.app.shelf.entry().unwrap().id.raw().to_owned()
}

fn last_row(stage: &Stage) -> String {
    stage.snapshot().split("\nstyles\n").next().unwrap().lines().rfind(|line| !line.is_empty()).unwrap().to_owned()
}

#[test]
fn what_comes_and_goes_leaves_the_cursor_on_its_article() {
    let folder = Folder::new("cursor");
    let mut stage = folder.stage().keys("j");
    assert_eq!(under_cursor(&stage), "b");
    folder.write("newest", 9, &["New."]);
    fs::remove_file(folder.file("a")).unwrap();
    stage.load();
    stage.settle();
    assert_eq!((under_cursor(&stage).as_str(), stage.app.shelf.len()), ("b", 3));
    stage.press("k");
    assert_eq!(under_cursor(&stage), "newest");
}

#[test]
fn changes_are_counted_on_the_status_line() {
    let folder = Folder::new("counted");
    let mut stage = folder.stage();
    stage.app.told(&Told::Changed { fresh: 1, gone: 1 });
    assert!(last_row(&stage).contains("2 articles changed"), "{}", last_row(&stage));
}

#[test]
fn the_filter_is_asked_again_of_what_came() {
    let folder = Folder::new("filter");
    let mut stage = folder.stage().keys(r#"/ "new" enter"#);
    assert_eq!(stage.app.shelf.len(), 0);
    folder.write("newest", 9, &["New."]);
    stage.load();
    stage.settle();
    assert_eq!(stage.app.shelf.len(), 1);
}

#[test]
fn an_article_that_changes_stays_where_it_is_read_and_leads_to_the_change() {
    let folder = Folder::new("change");
    // Tall text, a low screen: the second paragraph is at the top.
    let long: Vec<String> = (0..40).map(|number| format!("Paragraph number {number}.")).collect();
    let mut paragraphs: Vec<&str> = long.iter().map(String::as_str).collect();
    folder.write("a", 3, &paragraphs);
    let mut stage = folder.stage().keys("enter G");
    let before = stage.app.reader.as_ref().unwrap().place();
    paragraphs.insert(3, "A paragraph that nobody had seen.");
    folder.write("a", 3, &paragraphs);
    stage.load();
    stage.settle();
    assert!(
        last_row(&stage).contains("1 passage of this article changed; g c goes to the first"),
        "{}",
        last_row(&stage)
    );
    let shown = |stage: &Stage| {
        let reader = stage.app.reader.as_ref().unwrap();
        let Part::Block(section, block) = reader.place().part else { panic!("{:?}", reader.place()) };
        reader.article.block(section, block).unwrap().plain()
    };
    let Part::Block(_, block) = before.part else { panic!("{before:?}") };
    assert_eq!(shown(&stage), format!("Paragraph number {block}."), "the same words at the top");
    stage.press("g c");
    assert!(stage.snapshot().contains("A paragraph that nobody had seen."));
    stage.press("ctrl-o");
    assert_eq!(shown(&stage), format!("Paragraph number {block}."));
}

#[test]
fn an_article_whose_file_is_gone_is_read_on() {
    let folder = Folder::new("gone");
    let mut stage = folder.stage().keys("enter");
    fs::remove_file(folder.file("a")).unwrap();
    stage.load();
    stage.settle();
    assert_eq!(stage.app.view, View::Reader);
    assert!(stage.snapshot().contains("Article a"));
    assert!(!Path::new(&folder.file("a")).exists());
    stage.press("q");
    assert_eq!(stage.app.shelf.len(), 2);
}

#[test]
fn without_a_change_there_is_none_to_go_to() {
    let folder = Folder::new("none");
    let stage = folder.stage().keys("enter g c");
    assert!(last_row(&stage).contains("this article has not changed since it was opened"), "{}", last_row(&stage));
}

#[test]
fn notes_that_lost_their_words_are_listed_alone() {
    let folder = Folder::new("orphans");
    let mut stage = folder.stage().keys("g g enter ] } } + q j enter ] } } + q g n o");
    assert!(stage.snapshot().contains("All notes are at their words."), "{}", stage.snapshot());
    stage.press("q");
    folder.write("a", 3, &["First of all.", "A judge of nobody's choice ruled.", "Third and last."]);
    stage.press("g n o");
    let shown = stage.snapshot();
    assert!(shown.contains("Orphaned notes") && shown.contains("1 of 2"), "{shown}");
    assert!(
        shown.contains("Second.") && shown.contains("Article a · its words are no longer in the article"),
        "{shown}"
    );
    stage.press("esc");
    assert!(stage.snapshot().contains("Article b"), "all again: {}", stage.snapshot());
    fs::remove_file(folder.file("b")).unwrap();
    stage.press("q g n o");
    assert!(stage.snapshot().contains("its article is not there"), "{}", stage.snapshot());
}

#[test]
fn highlights_follow_an_edit_under_the_open_article() {
    let folder = Folder::new("marked");
    let mut stage = folder.stage().keys("g g enter ] } } +");
    let marked = |stage: &Stage| {
        stage.app.reader.as_ref().unwrap().marked.iter().map(|mark| mark.start.part).collect::<Vec<_>>()
    };
    assert_eq!(marked(&stage), [Part::Block(0, 1)]);
    folder.write("a", 3, &["First of all.", "One more.", "Second.", "Third and last."]);
    stage.load();
    stage.settle();
    assert_eq!(marked(&stage), [Part::Block(0, 2)]);
    stage.press("}");
    assert_eq!(marked(&stage), [Part::Block(0, 2)], "and stay");
}

fn screen(stage: &Stage) -> String {
    stage.snapshot().split("\nstyles\n").next().unwrap().to_owned()
}

#[test]
fn two_articles_beside_each_other_are_renewed_and_one_that_broke_is_not_compared() {
    let folder = Folder::new("compared");
    let mut stage = folder.stage().keys(r#"enter : "compare b" enter j"#);
    assert!(screen(&stage).contains("Point of b"), "{}", screen(&stage));
    let renamed = fs::read_to_string(folder.file("b")).unwrap().replace("Point of b", "Another point of b");
    fs::write(folder.file(".new"), renamed).unwrap();
    fs::rename(folder.file(".new"), folder.file("b")).unwrap();
    stage.load();
    stage.settle();
    assert!(screen(&stage).contains("Another point of b"), "{}", screen(&stage));
    fs::write(folder.file("b"), "headline = ").unwrap();
    stage.load();
    stage.settle();
    assert!(screen(&stage).contains("Another point of b"), "one that broke stands as it was");
    stage.press(r#"esc : "compare b" enter"#);
    assert!(stage.app.layers.is_empty());
    assert!(last_row(&stage).contains("cannot be read as an article"), "{}", last_row(&stage));
    stage.press("=");
    let menu = screen(&stage);
    assert!(menu.contains("Article c") && !menu.contains("b.toml"), "{menu}");
    stage.press("esc q G =");
    assert!(last_row(&stage).contains("this file cannot be read as an article"), "{}", last_row(&stage));
}

#[test]
fn the_events_and_the_board_over_an_article_are_those_of_the_article_as_it_is_now() {
    let folder = Folder::new("events");
    let write = |label: &str, quote: &str| {
        let text = format!(
            "headline = 'Article a'\npublished = 2025-01-09\n[[takeaways]]\ntext = 'Point of a'\nevidence = ['s1.p1']\n\
             [[sections]]\nheading = 'One'\nbody = '{quote}'\n[[events]]\ndate = 2020-01-01\nlabel = '{label}'\n"
        );
        fs::write(folder.file(".new"), text).unwrap();
        fs::rename(folder.file(".new"), folder.file("a")).unwrap();
    };
    write("A first event", "First words.");
    let mut stage = folder.stage().keys("g e");
    assert!(screen(&stage).contains("A first event"));
    write("Another event", "First words.");
    stage.load();
    stage.settle();
    assert!(screen(&stage).contains("Another event"), "those of the list\n{}", screen(&stage));
    stage.press("esc enter g e");
    write("A third event", "First words.");
    stage.load();
    stage.settle();
    assert!(screen(&stage).contains("A third event"), "those of the article\n{}", screen(&stage));
    stage.press("esc t e");
    assert!(screen(&stage).contains("First words."), "{}", screen(&stage));
    write("A third event", "Other words.");
    stage.load();
    stage.settle();
    assert!(screen(&stage).contains("Other words."), "what is behind a takeaway\n{}", screen(&stage));
}

#[test]
fn a_board_that_was_scrolled_has_no_empty_screen_after_a_resize() {
    let mut stage = Stage::article("mixed/policy.toml", (40, 12)).keys("t e G");
    stage.resize(120, 50);
    let shown = screen(&stage);
    assert!(shown.contains("RECORDED AS EVIDENCE") && shown.contains("CLOSEST"), "{shown}");
}
