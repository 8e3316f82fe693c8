//! Modules and what they import, read from the sources: comments, documentation, strings and tests do not count.

use std::collections::HashSet;
use std::path::Path;

/// A module in a file of its own.
pub(super) struct Module {
    /// Its path below the crate: `["cli", "show"]`.
    pub(super) path: Vec<String>,
    /// Modules that it imports, the longest part of each path that is a module; without itself.
    pub(super) imports: Vec<Vec<String>>,
    /// Whether it opens with `//!`.
    pub(super) has_essay: bool,
}

impl Module {
    pub(super) fn name(&self) -> String {
        self.path.join("::")
    }
}

/// Every module of the crate below `root`, but for the crate itself and its binary.
pub(super) fn modules(root: &Path) -> Vec<Module> {
    let mut files = Vec::new();
    read_below(root, &mut Vec::new(), &mut files);
    files.retain(|(path, _)| path != &["lib"] && path != &["main"]);
    let known: HashSet<Vec<String>> = files.iter().map(|(path, _)| path.clone()).collect();
    let module = |(path, text): (Vec<String>, String)| Module {
        imports: imports(&path, &text)
            .into_iter()
            .filter_map(|mut import| {
                while !known.contains(&import) {
                    import.pop()?;
                }
                (import != path).then_some(import)
            })
            .collect(),
        has_essay: text.starts_with("//!"),
        path,
    };
    files.into_iter().map(module).collect()
}

/// The module paths and texts of all files below a folder.
fn read_below(folder: &Path, path: &mut Vec<String>, files: &mut Vec<(Vec<String>, String)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        path.push(entry.file_stem().unwrap().to_str().unwrap().to_owned());
        if entry.is_dir() {
            read_below(&entry, path, files);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            files.push((path.clone(), std::fs::read_to_string(&entry).unwrap()));
        }
        path.pop();
    }
}

/// Paths that start with `crate`, `self` or `super`, resolved from the module at `path`.
fn imports(path: &[String], text: &str) -> Vec<Vec<String>> {
    let tokens = tokens(text);
    let (mut found, mut ignored) = (Vec::new(), Vec::new());
    // Inline modules that are open, with the depth of braces at which each closes.
    let (mut inline, mut depth) = (Vec::<(String, usize)>::new(), 0);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                if inline.last().is_some_and(|(_, closes)| *closes == depth) {
                    inline.pop();
                }
            }
            "mod" if tokens.get(at + 2).is_some_and(|next| next == "{") => {
                inline.push((tokens[at + 1].clone(), depth));
            }
            "crate" | "self" | "super" if tokens.get(at + 1).is_some_and(|next| next == "::") => {
                let here: Vec<String> =
                    path.iter().cloned().chain(inline.iter().map(|(name, _)| name.clone())).collect();
                let (base, next) = base(&tokens, at, here);
                // Tests beside the code may look at whatever proves it.
                let of_tests = inline.iter().any(|(name, _)| name == "tests");
                at = tree(&tokens, next, &base, if of_tests { &mut ignored } else { &mut found });
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// What `crate::`, `self::` and any number of `super::` stand for, and where the path goes on.
fn base(tokens: &[String], mut at: usize, here: Vec<String>) -> (Vec<String>, usize) {
    let mut base = here;
    loop {
        match tokens.get(at).map(String::as_str) {
            Some("crate") => base.clear(),
            Some("super") => drop(base.pop()),
            Some("self") => {}
            _ => return (base, at),
        }
        if tokens.get(at + 1).is_none_or(|next| next != "::") {
            return (base, at + 1);
        }
        at += 2;
    }
}

/// Reads a path or a tree of paths (`a::{b, c::d}`) that goes on at `at`; gives where it ends.
fn tree(tokens: &[String], mut at: usize, base: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = base.to_vec();
    loop {
        match tokens.get(at).map(String::as_str) {
            Some("{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = tree(tokens, at, &path, found);
                    if tokens.get(at).is_some_and(|token| token == "as") {
                        at += 2;
                    }
                    if tokens.get(at).is_some_and(|token| token == ",") {
                        at += 1;
                    }
                }
                return at + 1;
            }
            Some(word) if word.starts_with(|c: char| c.is_alphanumeric() || c == '_') => {
                if word != "self" {
                    path.push(word.to_owned());
                }
                at += 1;
            }
            Some("*") => at += 1,
            _ => {
                found.push(path);
                return at.max(1);
            }
        }
        if tokens.get(at).is_some_and(|token| token == "::") {
            at += 1;
        } else {
            found.push(path);
            return at;
        }
    }
}

/// Words, `::`, and single signs; no comments, strings, characters or lifetimes.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' {
            // A lifetime has no closing quote right behind one character.
            let mut behind = rest.chars().skip(1);
            match (behind.next(), behind.next()) {
                (Some('\\'), _) => quoted(rest, '\''),
                (Some(c), Some('\'')) => 2 + c.len_utf8(),
                _ => 1,
            }
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of a raw string that starts here.
fn raw_string(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = behind.bytes().take_while(|byte| *byte == b'#').count();
    let open = behind[hashes..].strip_prefix('"')?;
    let start = rest.len() - open.len();
    let close = format!("\"{}", "#".repeat(hashes));
    Some(open.find(&close).map_or(rest.len(), |end| start + end + close.len()))
}

/// The length of a quoted stretch that starts here.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[test]
fn paths_are_found_and_words_are_not() {
    let text = r##"
        //! crate::no::comment
        use crate::text::{self, Clean, clean::{line, lines as ls}};
        use super::super::a::*;
        /// [`crate::no::doc`]
        fn f<'a>(c: char) -> crate::b::C<'a> { let _ = ("crate::no::string", r#"crate::no::"raw"#, 'x', '\'', '"'); self::d::e() }
        mod tests { use super::no::test; }
        mod own { use super::*; mod inner { use super::super::g; } }
        pub(in crate::h) fn after() { super::i() }
    "##;
    let found: Vec<String> =
        imports(&["m".to_owned(), "n".to_owned()], text).iter().map(|path| path.join("::")).collect();
    let wanted = [
        "text",
        "text::Clean",
        "text::clean::line",
        "text::clean::lines",
        "a",
        "b::C",
        "m::n::d::e",
        "m::n",
        "m::n::g",
        "h",
        "m::i",
    ];
    assert_eq!(found, wanted);
}
