//! nutgraf: a terminal reader for immigration-policy articles.
//!
//! *Nut graf*: the paragraph that says why the story matters. The program puts that paragraph first: the key takeaways of
//! an article, the passages behind them, and the sources behind those.
//!
//! # The floors
//!
//! The crate is a house of six floors. A module imports from its own floor or from a lower one, never from a higher one,
//! and there is no circle; `tests/architecture.rs` builds the graph from the sources and fails when that stops being true. A
//! file `foo.rs` holds the types and what its parts share; `foo/*.rs` are the things that grow, one a file.
//!
//! | floor | module | what it is |
//! |---|---|---|
//! | 0 | [`text`] | the one door for foreign text; graphemes, cells, folding, line breaking |
//! |   | [`diagnostic`] | what is wrong, where, and the cure; drawn with source line and caret |
//! |   | [`disk`] | the only `std::fs`: bounded reads, whole writes, the user's folders, the clock |
//! | 1 | [`article`] | the model: headline, dek, takeaways, sections, blocks, sources; locators, places, anchors |
//! |   | [`markdown`] | Markdown text to blocks |
//! | 2 | [`format`](mod@format) | the article file: TOML to a checked article with every complaint, and back |
//! |   | [`import`] | pasted texts, Markdown, pages, feeds to articles |
//! |   | [`fetch`] | the only network: addresses that the user asks for, within limits |
//! |   | [`glossary`] | acronyms, forms, visa classes and terms of the field, and what they mean |
//! |   | [`cite`] | works as a style or a reference manager wants them; words with what they are from |
//! |   | [`insight`] | passages closest to each takeaway, acronyms with the article's own definitions, what two articles have in common |
//! | 3 | [`lint`] | editorial checks, one rule a file |
//! |   | [`export`] | articles out: JSON, text, Markdown, HTML, TOML; briefs of several |
//! |   | [`config`] | `config.toml`: raw values with their spans |
//! |   | [`library`] | folders of files as one model: rows over packed records, snapshots while it loads, the watch |
//! |   | [`search`] | the query language, what a word is, questions and answers |
//! |   | [`reading`] | what the reader made of the articles: places, marks, tags, highlights, notes; one SQLite file |
//! |   | [`annotation`] | what is kept of articles, out and in: W3C Web Annotations, Markdown |
//! |   | [`store`] | what is kept below the cache folder: rows and full-text index; kept up to date, asked |
//! | 4 | [`tui`] | the interface: layout, reader, commands, panes, layers, the loop |
//! | 5 | [`cli`] | the command line, one file a subcommand |
//!
//! # Foreign text
//!
//! What comes from outside is [`text::Foreign`]: it has no `Display`, so that it cannot reach a terminal, a file name, a
//! message or a log by accident. [`text::clean`] makes a [`text::Clean`] of it, and everything that is shown takes that.
//! The screen's own writer is a second door behind the first.
//!
//! # One key press
//!
//! The loop ([`tui::run`](fn@tui::run)) waits in one place, for the terminal and for what other threads send. A key goes to the
//! top layer (help, palette, a line that is being typed), else digits become a count, else the keymap finds a command. A [`tui::command`] is one row of a table: name, one line of
//! help, scopes, keys, function. It changes the state, pushes an effect (open a file, copy, quit) or refuses with a sentence.
//! When nothing more has come: measure, which may lay text out (of layers, too), then paint, which may change nothing. The screen compares the
//! new cells with those that stand on the terminal and writes the difference in one write; where nothing differs, it
//! writes nothing. Nothing ticks, nothing polls: a reader who reads costs no time.
//!
//! # One article
//!
//! File → bounded read → UTF-8 → TOML with spans → checked article ([`format`](mod@format)) → a packed record and a row of an immutable
//! library snapshot ([`library`]). A file that cannot be read is an entry with its reason. Opened for reading, an article is laid out once a
//! width ([`tui::layout`]): lines of pieces, each knowing its place. A *place* (part, offset) survives resize, reload and
//! edits; row numbers never leave the layout. Scrolling, jumping, finding and painting all use that one layout. What must outlive an edit by
//! days (a highlight, a note, a position) is an [`anchor`](article::anchor): the words themselves, with what stands around them.
//!
//! # A hundred thousand articles
//!
//! A thread ([`store::keep`]) shows what the store had, looks which files have changed, reads those, indexes them, watches. It
//! publishes snapshots: library and index of one moment, which belong together. A list decodes the records of the rows that
//! it shows and no others. A query ([`search::query`]) is put to the index by another thread ([`store::ask`](fn@store::ask)), which answers the newest
//! question and forgets stale ones; the same function answers the command line. Words are split, folded and stemmed in one
//! place ([`text::words`]), so that index, query and marks agree. What the reader made of the articles ([`reading::Summary`]) is
//! in no store: a snapshot is given it, and joins it to its rows by path when a query or a facet asks.
//!
//! # What the reader makes of it
//!
//! A place, a mark, a highlight, a note is a [`reading::Change`]: it sets one thing of one article and has a change that sets it
//! back. The interface shows it at once and hands it to the thread that owns the notebook ([`reading::keep`]), which says that it
//! is saved when SQLite has it on the disk. Passages are kept as [anchors](article::anchor): what they say, what stands around
//! them, where they were, and of which text; opening an article follows the words of that text to where they are now.
//!
//! # Behind a claim
//!
//! What a file *records* (evidence, quote) and what is *found* ([`insight::closest`]) are never in one list. Both, and the articles
//! that [cite](library::citing) what this one cites, and what two articles have [in common](insight::alike), are looked for off the
//! interface's thread ([`tui::look`](mod@tui::look)) when somebody asks, and shown as one board: a subject and groups of things
//! that stand behind it. When two sources are one work is said in one place
//! ([`article::source::kin`]).
//!
//! The age of a status is reckoned in one place ([`article::Reckoning`]) and is no text of the article. [Events](library::events) are in no
//! record: their files are read when somebody asks, on a thread that can be given up. Which articles [translate](library::translations) which is in the rows and records.
//!
//! # Where to change what
//!
//! | what is new | where |
//! |---|---|
//! | a command | one row in a file of `tui/command/` |
//! | a pane, a layer | one file in `tui/pane/`, `tui/layer/` |
//! | something else that has something behind it | one file in `tui/layer/behind/` |
//! | a theme | one row of `tui/theme.rs` |
//! | an editorial rule | one file in `lint/rule/`, whose essay is its manual, and one row of [`lint::RULES`] |
//! | an export format | one file in `export/` |
//! | a form to import | one file in `import/` and one row of its `Form` |
//! | a label of takeaways or sources | one row in `import/recognise/` |
//! | a field of the query language | one row of `search/query/field.rs` |
//! | something more that is kept of an article | one variant of [`reading::What`] and a step in `reading/schema.rs` |
//! | an acronym that everybody knows | one entry of `glossary/field.toml` |
//! | a form, a visa class, a term of procedure | one entry of `glossary/terms.toml` |
//! | a citation style with a name | one row of `cite/style.rs` |
//! | what a kind of work is called elsewhere | one row of `cite/kind.rs` |
//! | a form for reference managers | one file in `cite/form/` |
//! | a field of quotes | one row in `cite/quote.rs` |
//! | words that count little, or for each other, in the ranking | `insight/words.toml` |
//! | a key of the article file | `article.rs`, then the compiler leads through `format/` and `export/` |

// Floor 0: text, mistakes, files.
pub mod diagnostic;
pub mod disk;
pub mod text;

// Floor 1: the article.
pub mod article;
pub mod markdown;

// Floor 2: the article file, the field's words, citations.
pub mod cite;
pub mod fetch;
pub mod format;
pub mod glossary;
pub mod import;
pub mod insight;

// Floor 3: what is done with articles.
pub mod annotation;
pub mod config;
pub mod export;
pub mod library;
pub mod lint;
pub mod reading;
pub mod search;
pub mod store;

// Floor 4: the interface.
pub mod tui;

// Floor 5: the command line.
pub mod cli;
