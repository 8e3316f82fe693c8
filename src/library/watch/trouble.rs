//! What cannot be watched, in a sentence, with the cure where there is one.

use std::path::Path;

use notify::ErrorKind;
use rustix::io::Errno;

use crate::disk;
use crate::text::Clean;

/// Why changes will not be noticed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The system watches no more folders for this user.
    #[error(
        "changes in {folder} and other folders are not noticed: the system watches no more folders; \
         raise the limit with: sudo sysctl fs.inotify.max_user_watches=1048576"
    )]
    Limit {
        /// The first that is not watched.
        folder: Clean,
    },
    /// The system lets no more programs of this user watch.
    #[error(
        "changes of the files are not noticed: too many programs watch folders or have files open; \
         end some, or raise the limit with: sudo sysctl fs.inotify.max_user_instances=1024"
    )]
    Programs,
    /// Some folders cannot be watched.
    #[error("changes in {folder}{} are not noticed: {reason}", others(*.more))]
    Folder {
        /// The first of them.
        folder: Clean,
        /// Why, in the system's words.
        reason: String,
        /// How many more.
        more: usize,
    },
    /// The system watches nothing.
    #[error("changes of the files are not noticed: {reason}")]
    System {
        /// Why, in the system's words.
        reason: String,
    },
}

fn others(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => " and 1 other folder".to_owned(),
        more => format!(" and {more} other folders"),
    }
}

impl Trouble {
    /// What an error at setting a folder's watch means.
    pub(super) fn of(folder: &Path, error: &notify::Error) -> Self {
        match &error.kind {
            ErrorKind::MaxFilesWatch => Self::Limit { folder: disk::shown(folder) },
            kind => Self::unseen(folder, reason(kind)),
        }
    }

    /// What an error before any folder means.
    pub(super) fn at_start(error: &notify::Error) -> Self {
        match &error.kind {
            ErrorKind::Io(error) if error.raw_os_error() == Some(Errno::MFILE.raw_os_error()) => Self::Programs,
            kind => Self::System { reason: reason(kind) },
        }
    }

    /// One folder that cannot be watched.
    pub(super) fn unseen(folder: &Path, reason: String) -> Self {
        Self::Folder { folder: disk::shown(folder), reason, more: 0 }
    }

    /// The thread that watches is not there.
    pub(super) fn ended() -> Self {
        Self::System { reason: "the watch has ended".to_owned() }
    }
}

/// Never the error's own text, which names paths as they are.
fn reason(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::Io(error) => disk::reason(error),
        ErrorKind::PathNotFound => disk::reason(&Errno::NOENT.into()),
        _ => "the system does not watch it".to_owned(),
    }
}

/// Troubles, as one: the limit before all, else the first folder and how many more.
#[derive(Default)]
pub(super) struct Troubles(Option<Trouble>);

impl Troubles {
    pub(super) fn add(&mut self, trouble: Trouble) {
        match (&mut self.0, trouble) {
            (Some(Trouble::Folder { more, .. }), Trouble::Folder { .. }) => *more += 1,
            (Some(Trouble::Limit { .. }), _) => {}
            (told, trouble) => *told = Some(trouble),
        }
    }

    pub(super) fn told(self) -> Option<Trouble> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use notify::Error;

    use super::*;

    #[test]
    fn troubles_are_told_as_one_sentence_without_live_controls() {
        let denied = || Error::io(io::Error::from_raw_os_error(13)).add_path("/raw\u{1b}[31m".into());
        let mut troubles = Troubles::default();
        assert_eq!(Troubles::default().told(), None);
        for name in ["/l/a\u{1b}b", "/l/b", "/l/c"] {
            troubles.add(Trouble::of(Path::new(name), &denied()));
        }
        let told = troubles.0.clone().unwrap().to_string();
        assert_eq!(told, "changes in /l/a\u{fffd}b and 2 other folders are not noticed: Permission denied");
        troubles.add(Trouble::of(Path::new("/l/d"), &Error::new(ErrorKind::MaxFilesWatch)));
        troubles.add(Trouble::of(Path::new("/l/e"), &denied()));
        let told = troubles.told().unwrap().to_string();
        assert!(told.starts_with("changes in /l/d and other folders are not noticed: "), "{told}");
        assert!(told.contains("max_user_watches="), "{told}");
    }

    #[test]
    fn too_many_programs_have_a_cure() {
        let full = Error::io(io::Error::from_raw_os_error(24));
        assert_eq!(Trouble::at_start(&full), Trouble::Programs);
        let odd = Trouble::at_start(&Error::io(io::Error::from_raw_os_error(38)));
        assert_eq!(odd.to_string(), "changes of the files are not noticed: Function not implemented");
    }
}
