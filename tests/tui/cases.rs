//! Screens: each is one line here and one file in `tests/snapshots`.

use nutgraf::article::Place;
use nutgraf::reading::Colour;
use nutgraf::tui::app::App;
use nutgraf::tui::layer::editor::EditorLayer;
use nutgraf::tui::reader::Marked;

use super::Stage;

/// Compares a screen with its snapshot.
fn same(name: &str, stage: &Stage) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, stage.snapshot()));
}

macro_rules! screens {
    ($($name:ident: $open:ident($file:literal, $width:literal, $height:literal) $keys:literal;)*) => {
        $(#[test]
        fn $name() {
            same(stringify!($name), &Stage::$open($file, ($width, $height)).keys($keys));
        })*

        #[test]
        fn no_snapshot_is_left_over() {
            let names = [$(concat!(stringify!($name), ".snap")),*, "search_at_rest.snap", "search_saved.snap",
                "marked_40.snap", "marked_80.snap", "marked_120.snap", "marked_200.snap", "marked_mono.snap",
                "marked_linear.snap", "marked_selected.snap", "editor_40.snap",
                "editor_80.snap", "editor_120.snap", "editor_200.snap", "editor_linear.snap", "editor_low.snap"];
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");
            for file in std::fs::read_dir(folder).unwrap() {
                let name = file.unwrap().file_name().into_string().unwrap();
                assert!(names.contains(&name.as_str()), "{name} belongs to no test");
            }
        }
    };
}

/// A library that has been searched before.
fn searched() -> Stage {
    let saved = [("new on asylum", "takeaway:asylum after:1y"), ("courts", "agency:EOIR")];
    Stage::library("mixed", (80, 24)).recalling(&saved, &["temporary protected status", "\"credible fear\""])
}

#[test]
fn search_at_rest() {
    same("search_at_rest", &searched().keys("S down"));
}

#[test]
fn search_saved() {
    same("search_saved", &searched().keys(r#"S "appeal" f3"#));
}

/// An article with an editor over it.
pub(super) fn editor(size: (u16, u16), text: &str) -> Stage {
    let mut stage = Stage::article("mixed/policy.toml", size);
    let save = |app: &mut App, text: String| {
        if text.is_empty() {
            return Err("a note without words is no note".into());
        }
        app.done(&format!("saved {text}"));
        Ok(())
    };
    stage.app.layers.push(Box::new(EditorLayer::new("Note on s1.p2".into(), text, Box::new(save))));
    stage
}

const NOTE: &str = "Compare the practice manual: a waiver has to be “knowing and intelligent”, and the \
                    record has to show it.\n\n移民法院上诉须知 👩‍⚖️ e\u{301}tat\n\nشرطة لاس فيغاس لن تساعد";

#[test]
fn editors() {
    same("editor_40", &editor((40, 20), NOTE));
    same("editor_80", &editor((80, 24), NOTE).keys("up up"));
    same("editor_120", &editor((120, 36), NOTE).keys("x esc"));
    same("editor_200", &editor((200, 50), "").keys("ctrl-s"));
    same("editor_low", &editor((60, 9), NOTE));
    let mut linear = editor((60, 20), NOTE);
    linear.app.toggle_linear().unwrap();
    linear.settle();
    same("editor_linear", &linear);
}

/// An article in which things are highlighted, some of them over each other, over parts and with notes.
pub(super) fn marked(size: (u16, u16)) -> Stage {
    let mut stage = Stage::article("mixed/policy.toml", size);
    let reader = stage.app.reader.as_mut().unwrap();
    let find = |words: &str| {
        let layouts = [&reader.text, &reader.takeaways.layout];
        let hit = layouts.iter().find_map(|layout| layout.find(words).first().copied()).expect(words);
        (hit.place, Place { offset: hit.place.offset + hit.length, ..hit.place })
    };
    let mark = |from: &str, to: &str, colour: Colour, has_note: bool| Marked {
        start: find(from).0,
        end: find(to).1,
        colour,
        has_note,
    };
    let marked = vec![
        mark("knowing and intelligent", "knowing and intelligent", Colour::Pink, false),
        mark("thirty days", "its arrival", Colour::Green, true),
        mark("Who may appeal, how", "how long", Colour::Blue, false),
        mark("A person who waived", "can look at", Colour::Yellow, true),
        mark("The notice has to", "not the postmark", Colour::Blue, false),
    ];
    reader.set_marked(marked);
    stage
}

#[test]
fn highlights() {
    same("marked_40", &marked((40, 20)).keys("2 )"));
    same("marked_80", &marked((80, 24)));
    same("marked_120", &marked((120, 36)).keys("t j"));
    same("marked_200", &marked((200, 50)));
    same("marked_mono", &marked((100, 30)).keys(r#": "theme mono" enter t j"#));
    same("marked_linear", &marked((60, 30)).keys(r#": "linear" enter )"#));
    same("marked_selected", &marked((120, 36)).keys(r#"/ "waive" enter n 2 n v 3 w"#));
}

screens! {
    pipe_80: article("mixed/policy.toml", 80, 24) "| \"pandoc -o memo.docx\"";
    meaning_120: article("terms/torture.toml", 120, 36) ": \"meaning CAT\" enter";
    meaning_40: article("terms/torture.toml", 40, 20) ": \"meaning NTA\" enter";
    meaning_hints: article("terms/torture.toml", 100, 24) "K";
    terms_80: article("terms/torture.toml", 80, 30) "g k";
    library_40: library("mixed", 40, 20) "";
    library_80: library("mixed", 80, 24) "";
    library_120: library("mixed", 120, 30) "";
    library_200: library("mixed", 200, 40) "j";
    library_empty: library("none", 80, 12) "";
    library_filter: library("mixed", 100, 20) r#"/ "asylum""#;
    library_filter_none: library("mixed", 80, 12) r#"/ "zzz" enter"#;
    library_sort_menu: library("mixed", 80, 24) ",";
    library_without_preview: library("mixed", 120, 16) "p";
    reader_40: article("mixed/policy.toml", 40, 20) "";
    reader_80: article("mixed/policy.toml", 80, 24) "";
    reader_120: article("mixed/policy.toml", 120, 36) "";
    reader_120_low: article("mixed/policy.toml", 120, 16) "";
    reader_200: article("mixed/policy.toml", 200, 50) "";
    reader_zen: article("mixed/policy.toml", 120, 30) "z";
    reader_second_section: article("mixed/policy.toml", 120, 30) "] ]";
    reader_takeaways: article("mixed/policy.toml", 120, 30) "t j";
    reader_follows_evidence: article("mixed/policy.toml", 120, 30) "t j enter";
    behind_40: article("citing/detainers.toml", 40, 20) "t e j";
    behind_80: article("citing/detainers.toml", 80, 24) "t e j j j j";
    behind_120: article("citing/detainers.toml", 120, 36) "t e j j j j";
    behind_200: article("citing/detainers.toml", 200, 50) "t j e j";
    behind_passage: article("citing/detainers.toml", 120, 30) "} e j";
    behind_source: library("citing", 120, 36) "enter s e j j j";
    behind_source_40: library("citing", 40, 20) "enter s e space";
    behind_mono: article("citing/detainers.toml", 100, 30) r#": "theme mono" enter t e j j j j"#;
    behind_linear: article("citing/detainers.toml", 60, 20) r#": "linear" enter : "go-to t1" enter e j"#;
    evidence_gutter: article("citing/detainers.toml", 80, 24) "} + }";
    reader_contents: article("mixed/policy.toml", 120, 30) "c j j";
    reader_contents_narrow: article("mixed/policy.toml", 60, 24) "c j";
    reader_sources: article("mixed/policy.toml", 160, 36) "s j";
    reader_find: article("mixed/policy.toml", 120, 30) r#"/ "court""#;
    reader_found: article("mixed/policy.toml", 120, 30) r#"/ "court" enter n"#;
    reader_hints: article("mixed/policy.toml", 100, 40) "F";
    reader_link: article("mixed/policy.toml", 100, 30) "o";
    brief_40: library("mixed", 40, 20) r#"/ "appeal" enter f4"#;
    brief_120: library("mixed", 120, 40) r#"/ "appeal" enter f4"#;
    brief_of_nothing: library("mixed", 80, 12) "f4";
    reader_checks_40: article("mixed/overfull.toml", 40, 20) "!";
    reader_checks_120: article("mixed/overfull.toml", 120, 36) "!";
    reader_end: article("mixed/policy.toml", 60, 20) "G";
    reader_empty: article("mixed/empty.toml", 120, 20) "";
    reader_overfull: article("mixed/overfull.toml", 120, 24) "";
    reader_chinese: article("mixed/chinese.toml", 80, 24) "";
    reader_arabic: article("mixed/arabic.toml", 80, 24) "";
    reader_broken: article("mixed/broken.toml", 100, 30) "";
    reader_linear: article("mixed/policy.toml", 60, 20) r#": "linear" enter j j j"#;
    help_in_an_article: article("mixed/policy.toml", 100, 40) "?";
    help_signs: article("mixed/policy.toml", 100, 40) "? G";
    help_in_the_library: library("mixed", 40, 20) "?";
    palette: article("mixed/policy.toml", 100, 30) r#": "sec""#;
    which_key: article("mixed/policy.toml", 100, 24) "g";
    search_40: library("mixed", 40, 20) r#"S "asylum""#;
    search_80: library("mixed", 80, 24) r#"S "asylum""#;
    search_120: library("mixed", 120, 36) r#"S "asylum" down"#;
    search_200: library("mixed", 200, 50) r#"S "a""#;
    search_nothing: library("mixed", 40, 12) r#"S "xyzzy""#;
    search_of_one_kind: library("mixed", 80, 24) r#"S "asylum" tab tab"#;
    search_hidden_by_the_kind: library("mixed", 80, 16) r#"S "appeal" tab tab " either""#;
    search_narrowed: library("mixed", 120, 30) r#"S "asylum" ctrl-f enter"#;
    search_narrowed_to_a_tag: library("mixed", 120, 30) r#"S "asylum tagged" ctrl-f j j j enter"#;
    search_facets_over_the_hits: library("mixed", 80, 24) r#"S "asylum" ctrl-f j j"#;
    search_mistake: library("mixed", 80, 24) r#"S "asylum bad:""#;
    search_instead: library("mixed", 80, 24) r#"S "asylm""#;
    search_so_far: library("mixed", 80, 16) r#"S "appeal unindexed""#;
    search_so_far_40: library("mixed", 40, 16) r#"S "appeal unindexed""#;
    search_long_paragraph: library("mixed", 60, 16) r#"S "federal courts" down"#;
    search_deep_in_many: library("mixed", 100, 24) r#"S "many" pgdn pgdn"#;
    search_linear: library("mixed", 60, 20) r#": "linear" enter S "asylum" down"#;
    search_linear_facets: library("mixed", 60, 20) r#": "linear" enter S "asylum" ctrl-f j"#;
    search_mono: library("mixed", 100, 24) r#": "theme mono" enter S "asylum" down"#;
    search_one_cell: library("mixed", 1, 1) r#"S "asylum" ctrl-f"#;
    search_help: library("mixed", 100, 40) "S f1";
    select_hints: article("mixed/policy.toml", 120, 30) "v";
    select_40: article("mixed/policy.toml", 40, 20) r#": "go-to s2.p1" enter 1 v } j"#;
    select_120: article("mixed/policy.toml", 120, 30) r#"/ "oral decision" enter v } o k"#;
    select_takeaways: article("mixed/policy.toml", 120, 30) "t j 1 v 2 e";
    select_chinese: article("mixed/chinese.toml", 80, 24) "1 v 4 l j";
    select_arabic: article("mixed/arabic.toml", 80, 24) "1 v ) w";
    select_mono: article("mixed/policy.toml", 100, 24) r#": "theme mono" enter / "appeal" enter v e j"#;
    select_linear: article("mixed/policy.toml", 60, 20) r#": "linear" enter 3 j 1 v $ j"#;
    select_help: article("mixed/policy.toml", 100, 40) "1 v ?";
    stale_40: article("dated/rule.toml", 40, 20) "";
    stale_120: article("dated/rule.toml", 120, 24) "";
    stale_mono: article("dated/rule.toml", 80, 20) r#": "theme mono" enter"#;
    events_40: library("dated", 40, 20) "g e";
    events_120: library("dated", 120, 24) "g e o";
    events_own: article("dated/rule.toml", 80, 20) "g e j";
    translation_menu: library("dated", 80, 24) "G enter g t";
    translation_40: library("dated", 40, 20) "j j enter";
    compare_40: library("dated", 40, 30) r#"G enter : "compare order" enter j"#;
    compare_120: library("dated", 120, 36) r#"G enter : "compare order" enter j j"#;
    compare_menu: library("dated", 80, 24) "G enter =";
    mono: article("mixed/policy.toml", 100, 24) r#": "theme mono" enter t"#;
    one_cell: article("mixed/policy.toml", 1, 1) "j j";
}
