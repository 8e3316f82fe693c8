//! `fmt`: layout in place. Comments, unknown keys, the order of things, line endings and every value stay.
//!
//! `toml_edit` says where the values are; everything else of the file is read line by line as a statement (a comment, a
//! header, `key = value`, nothing) and put back with its layout mended. Nothing is printed anew but spaces and line
//! breaks between tokens, so there is no value to get wrong: `toml_edit`'s own printer would turn CRLF into LF and
//! regroup dotted keys.

mod layout;
mod values;

use super::read::{parse, too_deep};
use crate::diagnostic::{self, Diagnostic};

/// Lays out an article file. Files that say something wrong are laid out all the same, if they are TOML.
///
/// # Errors
/// Syntax errors, each with its place.
pub fn format_text(source: &str) -> Result<String, Vec<Diagnostic>> {
    // A byte order mark is no part of the text.
    let (mark, text) = source.strip_prefix('\u{feff}').map_or(("", source), |text| ("\u{feff}", text));
    if let Some(deep) = too_deep(text) {
        return Err(vec![deep]);
    }
    let (_, mut errors) = parse(text);
    if !errors.is_empty() {
        diagnostic::sort(&mut errors);
        return Err(errors);
    }
    let values = values::find(text).map_err(|diagnostic| vec![diagnostic])?;
    Ok(format!("{mark}{}", layout::lay_out(text, &values)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_layout_and_keeps_what_is_said() {
        let source = "\n\n  # a comment  \nheadline=\"A\"   # why\nx.y =1\nx . z=  2\n\n\n\n[status]\n\n  state = 'in effect'\nas_of=2025-02-05\n# of the section\n[[sections]]\nbody = '''\n  kept   \n\n\n\nas is  '''";
        let laid_out = "# a comment\nheadline = \"A\" # why\nx.y = 1\nx . z = 2\n\n[status]\nstate = 'in effect'\nas_of = 2025-02-05\n\n# of the section\n[[sections]]\nbody = '''\n  kept   \n\n\n\nas is  '''\n";
        assert_eq!(format_text(source).unwrap(), laid_out);
        assert_eq!(format_text(laid_out).unwrap(), laid_out);
    }

    #[test]
    fn takeaways_stand_a_line_each() {
        let source = "takeaways=[ \"one\",\"two\" , {text = 'three'}]\n";
        let laid_out = "takeaways = [\n    \"one\",\n    \"two\",\n    {text = 'three'},\n]\n";
        assert_eq!(format_text(source).unwrap(), laid_out);
        assert_eq!(format_text(laid_out).unwrap(), laid_out);
        let commented = "takeaways = [\n  \"one\", # first   \n  \"two\"]\n";
        assert_eq!(format_text(commented).unwrap(), "takeaways = [\n  \"one\", # first\n  \"two\"]\n");
        assert_eq!(format_text("takeaways = [ ]").unwrap(), "takeaways = []\n");
    }

    #[test]
    fn line_endings_stay() {
        let source = "a=1\r\n\r\n\r\n[b]\r\nc = '''\r\nx  \r\n'''\r\ntakeaways = ['x']";
        assert_eq!(
            format_text(source).unwrap(),
            "a = 1\r\n\r\n[b]\r\nc = '''\r\nx  \r\n'''\r\ntakeaways = [\r\n    'x',\r\n]\r\n"
        );
        assert_eq!(format_text("\u{feff}a=1").unwrap(), "\u{feff}a = 1\n");
    }

    #[test]
    fn syntax_errors_are_refused() {
        let refused = format_text("a = \nb = 1\nb = 2\n").unwrap_err();
        assert_eq!(refused.len(), 2, "{refused:?}");
        assert_eq!(format_text("").unwrap(), "");
        assert!(format_text("hedline = 3\n").is_ok(), "what is wrong but TOML is laid out");
    }
}
