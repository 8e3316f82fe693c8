//! The keymap: which chords, in which scope, run which command. The table's defaults, then the user's own rows.
//!
//! A row of the user's replaces what the same chords did in that scope; an empty name frees them. What cannot be bound is
//! said with its place: an unknown scope, key or command, and a binding that another one hides (`g` hides `g g`).

use std::ops::Range;

use super::command::{self, Command, Scope};
use super::key::Chord;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Clean, clean};

/// One binding.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// What is typed.
    pub chords: Vec<Chord>,
    /// What it runs.
    pub command: &'static Command,
}

/// Every binding, defaults and the user's.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// What typed chords mean.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// This command.
    Runs(&'static Command),
    /// The beginning of longer bindings.
    Begins,
    /// Nothing.
    Nothing,
}

/// A row of `[keys.SCOPE]`, as the config has it.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The scope's name.
    pub scope: &'a str,
    /// The keys as written.
    pub keys: &'a str,
    /// The command's name; empty to free the keys.
    pub command: &'a str,
    /// Bytes of the keys in the config file.
    pub keys_at: Range<usize>,
    /// Bytes of the command's name.
    pub command_at: Range<usize>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings = Vec::new();
        for command in command::all() {
            for scope in command.scopes {
                for keys in command.keys {
                    if let Ok(chords) = Chord::sequence(keys) {
                        bindings.push(Binding { scope: *scope, chords, command });
                    }
                }
            }
        }
        Self { bindings }
    }
}

impl Keymap {
    /// The defaults with the user's rows over them, and what is wrong with those.
    #[must_use]
    pub fn with<'a>(rows: impl IntoIterator<Item = Row<'a>>) -> (Self, Vec<Diagnostic>) {
        let mut keymap = Self::default();
        let mut complaints = Vec::new();
        let mut own: Vec<(Scope, Vec<Chord>, Range<usize>)> = Vec::new();
        for row in rows {
            match keymap.bind(&row) {
                Ok((scope, chords)) => {
                    if own.iter().any(|(s, c, _)| *s == scope && *c == chords) {
                        complaints.push(complaint(
                            "clashing-keys",
                            "these keys are bound twice",
                            row.keys_at.clone(),
                            None,
                        ));
                    }
                    own.push((scope, chords, row.keys_at.clone()));
                }
                Err(wrong) => complaints.push(*wrong),
            }
        }
        for (scope, chords, at) in own {
            if let Some(other) = keymap.shadow(scope, &chords) {
                let message = format!(
                    "{} and {} cannot both be bound: the shorter hides the longer",
                    Chord::spell(&chords),
                    Chord::spell(&other)
                );
                let help = format!("free one of them: \"{}\" = \"\"", Chord::spell(&other));
                complaints.push(complaint("shadowed-keys", &message, at, Some(help)));
            }
        }
        (keymap, complaints)
    }

    fn bind(&mut self, row: &Row<'_>) -> Result<(Scope, Vec<Chord>), Box<Diagnostic>> {
        let scope = Scope::named(row.scope).ok_or_else(|| {
            let names = Scope::ALL.map(Scope::name).join(", ");
            Box::new(complaint(
                "unknown-scope",
                &format!("no scope is called {}", row.scope),
                row.keys_at.clone(),
                Some(format!("scopes are {names}")),
            ))
        })?;
        let chords = Chord::sequence(row.keys).map_err(|why| {
            Box::new(complaint(
                "unknown-key",
                &format!("{} is not a key", row.keys),
                row.keys_at.clone(),
                Some(why.to_string()),
            ))
        })?;
        if scope == Scope::Search && chords.first().is_some_and(|chord| chord.character().is_some()) {
            let message = format!("{} is typed in the search", row.keys);
            let help = "keys there have ctrl, alt or a name; plain characters can be bound in [keys.facets]".to_owned();
            return Err(Box::new(complaint("typed-key", &message, row.keys_at.clone(), Some(help))));
        }
        self.bindings.retain(|binding| binding.scope != scope || binding.chords != chords);
        if row.command.is_empty() {
            return Ok((scope, chords));
        }
        let command = command::named(row.command).ok_or_else(|| {
            let help = nearest(row.command)
                .map_or_else(|| "`nutgraf keys` lists them".to_owned(), |name| format!("did you mean {name}?"));
            Box::new(complaint(
                "unknown-command",
                &format!("no command is called {}", row.command),
                row.command_at.clone(),
                Some(help),
            ))
        })?;
        if !command.scopes.iter().any(|applies| *applies == scope || *applies == Scope::Global) {
            let names: Vec<&str> = command.scopes.iter().map(|scope| scope.name()).collect();
            let message = format!("{} does not apply in {}", command.name, scope.name());
            let help = format!("bind it in [keys.{}]", names.join("] or [keys."));
            return Err(Box::new(complaint("wrong-scope", &message, row.command_at.clone(), Some(help))));
        }
        self.bindings.push(Binding { scope, chords: chords.clone(), command });
        Ok((scope, chords))
    }

    /// Another binding of the same scope that begins like these chords, or with which these begin.
    fn shadow(&self, scope: Scope, chords: &[Chord]) -> Option<Vec<Chord>> {
        self.bindings
            .iter()
            .filter(|binding| binding.scope == scope && binding.chords != chords)
            .find(|binding| binding.chords.starts_with(chords) || chords.starts_with(&binding.chords))
            .map(|binding| binding.chords.clone())
    }

    /// What `typed` means in `scope`, which comes before the global one.
    #[must_use]
    pub fn meaning(&self, scope: Scope, typed: &[Chord]) -> Meaning {
        for wanted in [scope, Scope::Global] {
            let of_scope = || self.bindings.iter().filter(move |binding| binding.scope == wanted);
            if let Some(binding) = of_scope().find(|binding| binding.chords == typed) {
                return Meaning::Runs(binding.command);
            }
            if of_scope().any(|binding| binding.chords.starts_with(typed)) {
                return Meaning::Begins;
            }
        }
        Meaning::Nothing
    }

    /// What can follow `typed` in `scope`: the rest of the chords, and the command.
    pub fn continuations(&self, scope: Scope, typed: &[Chord]) -> impl Iterator<Item = (&[Chord], &'static Command)> {
        self.bindings.iter().filter_map(move |binding| {
            let rest = binding.chords.strip_prefix(typed)?;
            let applies = binding.scope == scope || binding.scope == Scope::Global;
            (applies && !rest.is_empty()).then_some((rest, binding.command))
        })
    }

    /// The keys of a command in a scope or everywhere, as printed. Where one types, characters are no keys.
    #[must_use]
    pub fn keys_of(&self, command: &str, scope: Scope) -> Vec<String> {
        self.bindings
            .iter()
            .filter(|binding| {
                binding.command.name == command
                    && !(scope == Scope::Search
                        && binding.chords.first().is_some_and(|chord| chord.character().is_some()))
                    && (binding.scope == scope || binding.scope == Scope::Global)
                    && matches!(self.meaning(scope, &binding.chords), Meaning::Runs(runs) if runs.name == command)
            })
            .map(|binding| Chord::spell(&binding.chords))
            .collect()
    }

    /// The keys of a command that are bound in this scope itself, as printed.
    #[must_use]
    pub fn own_keys(&self, command: &str, scope: Scope) -> Vec<String> {
        let own = self.bindings.iter().filter(|binding| binding.command.name == command && binding.scope == scope);
        own.map(|binding| Chord::spell(&binding.chords)).collect()
    }

    /// The first key of a command in a scope, for hints.
    #[must_use]
    pub fn key_of(&self, command: &str, scope: Scope) -> Option<String> {
        self.keys_of(command, scope).into_iter().next()
    }
}

fn nearest(name: &str) -> Option<&'static str> {
    command::all()
        .map(|command| (strsim::damerau_levenshtein(name, command.name), command.name))
        .filter(|(distance, _)| *distance <= 3)
        .min()
        .map(|(_, name)| name)
}

fn complaint(code: &'static str, message: &str, span: Range<usize>, help: Option<String>) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Warning,
        message: clean::line(message),
        span: Some(span),
        help: help.map(|text| -> Clean { clean::line(&text) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row<'a>(scope: &'a str, keys: &'a str, command: &'a str) -> Row<'a> {
        Row { scope, keys, command, keys_at: 0..1, command_at: 2..3 }
    }

    fn runs(keymap: &Keymap, scope: Scope, keys: &str) -> Option<&'static str> {
        match keymap.meaning(scope, &Chord::sequence(keys).unwrap()) {
            Meaning::Runs(command) => Some(command.name),
            _ => None,
        }
    }

    #[test]
    fn every_default_key_is_a_key_and_runs_its_command() {
        let keymap = Keymap::default();
        for command in command::all() {
            for (scope, keys) in
                command.scopes.iter().flat_map(|scope| command.keys.iter().map(move |keys| (scope, keys)))
            {
                assert_eq!(runs(&keymap, *scope, keys), Some(command.name), "{keys} in {}", scope.name());
            }
        }
    }

    #[test]
    fn no_default_hides_another() {
        let keymap = Keymap::default();
        for binding in &keymap.bindings {
            assert_eq!(keymap.shadow(binding.scope, &binding.chords), None, "{}", Chord::spell(&binding.chords));
        }
    }

    #[test]
    fn the_users_rows_win() {
        let (keymap, complaints) = Keymap::with([row("reader", "j", "next-block"), row("reader", "z", "")]);
        assert!(complaints.is_empty(), "{complaints:?}");
        assert_eq!(runs(&keymap, Scope::Reader, "j"), Some("next-block"));
        assert_eq!(runs(&keymap, Scope::Reader, "z"), None);
        assert_eq!(runs(&keymap, Scope::Library, "j"), Some("down"));
    }

    #[test]
    fn what_cannot_be_bound_is_said() {
        let rows = [
            row("raeder", "j", "down"),
            row("reader", "jj", "down"),
            row("reader", "x", "donw"),
            row("reader", "g", "top"),
            row("library", "x", "up"),
            row("library", "x", "down"),
            row("reader", "x", "filter"),
            row("search", "x y", "facets"),
        ];
        let codes: Vec<_> = Keymap::with(rows).1.into_iter().map(|complaint| complaint.code).collect();
        assert_eq!(
            codes,
            [
                "unknown-scope",
                "unknown-key",
                "unknown-command",
                "clashing-keys",
                "wrong-scope",
                "typed-key",
                "shadowed-keys"
            ]
        );
    }

    #[test]
    fn a_prefix_waits_for_more() {
        let keymap = Keymap::default();
        assert!(matches!(keymap.meaning(Scope::Reader, &[Chord::plain('g')]), Meaning::Begins));
        let after_g: Vec<_> =
            keymap.continuations(Scope::Reader, &[Chord::plain('g')]).map(|(_, command)| command.name).collect();
        assert!(after_g.contains(&"top") && after_g.contains(&"problems"), "{after_g:?}");
    }
}
