//! How much each rule counts, and on which day: what the user chose.

use std::collections::BTreeMap;

use super::RULES;
use crate::article::{Age, Date, Reckoning};

/// How much a finding counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// It is not looked for.
    Off,
    /// It is said.
    #[default]
    Warn,
    /// It is said, and `check` fails.
    Error,
}

impl Level {
    /// All, in the order of their weight.
    pub const ALL: [Self; 3] = [Self::Off, Self::Warn, Self::Error];

    /// The name in the config.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }

    /// The level of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// How articles are looked over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checks {
    /// The levels that differ from the default, by the code of the rule.
    levels: BTreeMap<&'static str, Level>,
    /// How old a recorded status may be.
    pub stale_after: Age,
    /// The day on which it is done. None is no day in particular: nothing is past its date then.
    pub today: Option<Date>,
}

impl Checks {
    /// How much a rule counts.
    #[must_use]
    pub fn level(&self, code: &str) -> Level {
        self.levels.get(code).copied().unwrap_or_default()
    }

    /// Sets how much a rule counts; whether there is such a rule.
    pub fn set(&mut self, code: &str, level: Level) -> bool {
        let rule = RULES.iter().find(|rule| rule.code == code);
        rule.map(|rule| self.levels.insert(rule.code, level)).is_some()
    }

    /// The levels that were set, in order of the code.
    pub fn chosen(&self) -> impl Iterator<Item = (&'static str, Level)> {
        self.levels.iter().map(|(code, level)| (*code, *level))
    }

    /// What ages of statuses are reckoned by; none on no day in particular.
    #[must_use]
    pub fn reckoning(&self) -> Option<Reckoning> {
        Reckoning::on(self.today.as_ref()?, self.stale_after)
    }

    /// The same on a day.
    #[must_use]
    pub fn on(&self, today: Date) -> Self {
        Self { today: Some(today), ..self.clone() }
    }
}

impl Default for Checks {
    fn default() -> Self {
        Self { levels: BTreeMap::new(), stale_after: Age::YEAR, today: None }
    }
}
