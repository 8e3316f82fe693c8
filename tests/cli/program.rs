//! Runs the real program in a home folder of the test's own.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a run came to.
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: Option<i32>,
}

/// A folder that is home, current folder and XDG base at once.
pub(crate) struct Home(PathBuf);

impl Home {
    pub(crate) fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// All files in it, with what they hold.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let (mut files, mut folders) = (Vec::new(), vec![self.0.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push((path.clone(), std::fs::read(path).unwrap()));
                }
            }
        }
        files
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        self.write_bytes(name, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Runs a line of words without quotes.
    pub(crate) fn run(&self, line: &str) -> Ran {
        self.run_with(line, b"", &[])
    }

    pub(crate) fn run_arguments(&self, arguments: &[&str]) -> Ran {
        finish(self.command().args(arguments), b"")
    }

    pub(crate) fn run_with(&self, line: &str, stdin: &[u8], environment: &[(&str, &str)]) -> Ran {
        finish(self.command().args(line.split_whitespace()).envs(environment.iter().copied()), stdin)
    }

    /// Runs with a stdout that nobody reads.
    pub(crate) fn run_hung_up(&self, line: &str) -> Ran {
        let mut command = self.command();
        let mut child = command.args(line.split_whitespace()).stdin(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        Ran { out: String::new(), err: String::from_utf8(ended.stderr).unwrap(), code: ended.status.code() }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command
            .env_clear()
            .current_dir(&self.0)
            .env("HOME", &self.0)
            .env("XDG_CONFIG_HOME", self.0.join("config"))
            .env("TERM", "xterm-256color")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn finish(command: &mut Command, stdin: &[u8]) -> Ran {
    let mut child = command.spawn().unwrap();
    // A program that does not read its input is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let ended = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { out: text(ended.stdout), err: text(ended.stderr), code: ended.status.code() }
}

/// What a hostile publisher would put everywhere.
pub(crate) const NASTY: &str = "a\u{1b}[31m\u{1b}]0;title\u{7}\u{9b}2J\u{202e}b\u{2066}\u{200b}\u{feff}\u{8}\r<script> & \"q\" *s* [l](javascript:x)\u{85}\u{e0041}";

/// An article with [`NASTY`] wherever text may stand.
pub(crate) fn hostile_article() -> String {
    let escaped: Vec<_> = NASTY.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
    let escaped = escaped.concat();
    let text = format!("\"{escaped}\"");
    format!(
        "headline = {text}\nsummary = {text}\nauthors = [{text}]\npublisher = {text}\nurl = {text}\nlanguage = {text}\n\
         topics = [{text}]\nagencies = [{text}]\nplaces = [{text}]\nunknown = {text}\n{text} = 1\n\
         status = {{ state = {text}, as_of = 2025-01-01 }}\nimage = {{ alt = {text}, caption = {text}, credit = {text} }}\n\
         terms = {{ {text} = {text} }}\n\
         takeaways = [{text}, {{ text = {text}, quote = {text}, evidence = ['s1'] }}]\n\
         [[sections]]\nheading = {text}\nbody = {text}\n[[sections]]\nheading = 'code'\nbody = \"```\\n{escaped}\\n```\\n\"\n\
         [[sources]]\nid = 'x'\ntitle = {text}\nurl = {text}\narchive_url = {text}\npublisher = {text}\nauthors = [{text}]\n\
         pinpoint = {text}\ncitation = {text}\n[[events]]\ndate = 2025-01-01\nlabel = {text}\n"
    )
}

/// Whether a terminal would do anything else with a text than show it.
pub(crate) fn is_live(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    })
}
