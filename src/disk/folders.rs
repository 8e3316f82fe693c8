//! The user's folders, as the XDG Base Directory Specification places them, on macOS too: who lives in a terminal looks
//! for configuration below `~/.config` on every system.

use std::ffi::OsString;
use std::path::PathBuf;

/// The user's folders of nutgraf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// `config.toml` and `themes/`.
    pub config: PathBuf,
    /// Precious: reading state.
    pub data: PathBuf,
    /// Derived: can be deleted at any time.
    pub cache: PathBuf,
    /// History and log.
    pub state: PathBuf,
}

impl Folders {
    /// The folders that an environment names. None where it has neither a home nor an address for each of them. A
    /// relative path in a variable is ignored, as the specification demands.
    #[must_use]
    pub fn from(environment: &dyn Fn(&str) -> Option<OsString>) -> Option<Self> {
        let path = |name: &str| environment(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = path("HOME");
        let folder = |name: &str, below_home: &str| {
            let base = path(name).or_else(|| home.as_ref().map(|home| home.join(below_home)))?;
            Some(base.join("nutgraf"))
        };
        Some(Self {
            config: folder("XDG_CONFIG_HOME", ".config")?,
            data: folder("XDG_DATA_HOME", ".local/share")?,
            cache: folder("XDG_CACHE_HOME", ".cache")?,
            state: folder("XDG_STATE_HOME", ".local/state")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn folders(environment: &[(&str, &str)]) -> Option<Folders> {
        Folders::from(&|name| environment.iter().find(|(own, _)| *own == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn below_home_unless_said_otherwise() {
        let folders = folders(&[("HOME", "/h"), ("XDG_CACHE_HOME", "/c")]).unwrap();
        assert_eq!(folders.config, Path::new("/h/.config/nutgraf"));
        assert_eq!(folders.data, Path::new("/h/.local/share/nutgraf"));
        assert_eq!(folders.state, Path::new("/h/.local/state/nutgraf"));
        assert_eq!(folders.cache, Path::new("/c/nutgraf"));
    }

    #[test]
    fn relative_and_empty_paths_do_not_count() {
        let folders = folders(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "here"), ("XDG_DATA_HOME", "")]).unwrap();
        assert_eq!(folders.config, Path::new("/h/.config/nutgraf"));
        assert_eq!(folders.data, Path::new("/h/.local/share/nutgraf"));
    }

    #[test]
    fn without_a_home_there_are_none() {
        assert_eq!(folders(&[]), None);
        assert_eq!(folders(&[("HOME", "relative")]), None);
    }
}
