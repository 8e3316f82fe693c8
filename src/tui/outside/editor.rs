//! The editor: which command opens a file at a line.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::Path;
use std::process::Command;

use super::Environment;

/// What is used when nothing is set: POSIX has it.
const FALLBACK: &str = "vi";

/// How an editor is told the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineForm {
    /// `+12 file`
    Plus,
    /// `file:12`
    Colon,
    /// `--goto file:12`
    Goto,
    /// Not at all.
    None,
}

/// The command that opens `file` at `line` (from 1) in the reader's editor. To be run between `Terminal::suspend` and
/// `Terminal::resume`, with the inputs paused.
#[must_use]
pub fn command(environment: &Environment, file: &Path, line: usize) -> Command {
    let chosen = [&environment.visual, &environment.editor].into_iter().flatten().map(|value| words(value));
    let words = chosen.into_iter().find(|words| !words.is_empty()).unwrap_or_else(|| vec![FALLBACK.into()]);
    let (program, arguments) = words.split_first().map_or((OsStr::new(FALLBACK), &[][..]), |(p, a)| (p.as_os_str(), a));
    let mut command = Command::new(program);
    command.args(arguments);
    // A path that begins with a dash would be an option.
    let file = if file.as_os_str().as_bytes().starts_with(b"-") { Path::new(".").join(file) } else { file.to_owned() };
    let with_line = || {
        let mut place = file.clone().into_os_string();
        place.push(format!(":{line}"));
        place
    };
    match line_form(program) {
        LineForm::Plus => command.arg(format!("+{line}")).arg(&file),
        LineForm::Colon => command.arg(with_line()),
        LineForm::Goto => command.arg("--goto").arg(with_line()),
        LineForm::None => command.arg(&file),
    };
    command
}

fn line_form(program: &OsStr) -> LineForm {
    let name = Path::new(program).file_name().and_then(OsStr::to_str).unwrap_or_default();
    match name {
        "vi" | "vim" | "nvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient" | "less" | "joe" | "jed" | "mg"
        | "ne" | "kak" | "micro" | "gvim" => LineForm::Plus,
        "hx" | "helix" | "subl" | "zed" => LineForm::Colon,
        "code" | "codium" | "code-insiders" | "cursor" => LineForm::Goto,
        _ => LineForm::None,
    }
}

/// Splits a command as a shell would, but for everything that a shell would run or look up: quotes and backslashes only.
fn words(command: &OsStr) -> Vec<OsString> {
    let mut words = Vec::new();
    let mut word: Option<Vec<u8>> = None;
    let mut quote = None;
    let mut bytes = command.as_bytes().iter().copied();
    while let Some(byte) = bytes.next() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'\'' | b'"') => {
                quote = Some(byte);
                word.get_or_insert_default();
            }
            (None | Some(b'"'), b'\\') => word.get_or_insert_default().extend(bytes.next()),
            (None, b' ' | b'\t' | b'\n') => words.extend(word.take().map(OsString::from_vec)),
            _ => word.get_or_insert_default().push(byte),
        }
    }
    words.extend(word.map(OsString::from_vec));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(visual: Option<&str>, editor: Option<&str>, file: &str) -> Vec<String> {
        let environment =
            Environment { visual: visual.map(Into::into), editor: editor.map(Into::into), ..Environment::default() };
        let command = command(&environment, Path::new(file), 12);
        let all = std::iter::once(command.get_program()).chain(command.get_args());
        all.map(|word| word.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_way() {
        assert_eq!(run(None, None, "a b.toml"), ["vi", "+12", "a b.toml"]);
        assert_eq!(run(Some("nvim"), Some("nano"), "a.toml"), ["nvim", "+12", "a.toml"]);
        assert_eq!(run(None, Some("/usr/bin/hx"), "a.toml"), ["/usr/bin/hx", "a.toml:12"]);
        assert_eq!(run(None, Some("code --wait"), "a.toml"), ["code", "--wait", "--goto", "a.toml:12"]);
        assert_eq!(run(None, Some("unknown"), "a.toml"), ["unknown", "a.toml"]);
        assert_eq!(run(Some("  "), Some("less"), "-x.toml"), ["less", "+12", "./-x.toml"]);
    }

    #[test]
    fn a_command_is_split_and_not_run() {
        let split = |text: &str| -> Vec<String> {
            words(OsStr::new(text)).into_iter().map(|word| word.into_string().unwrap()).collect()
        };
        assert_eq!(
            split("'/opt/my editor/e' -f \"a \\\" b\" c\\ d ''"),
            ["/opt/my editor/e", "-f", "a \" b", "c d", ""]
        );
        assert_eq!(split("e $(touch x); `y`"), ["e", "$(touch", "x);", "`y`"]);
        assert_eq!(split("e 'unclosed"), ["e", "unclosed"]);
    }
}
