//! Writes that are whole or not at all: a new file beside the old one, synced, put in its place by one rename.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::fs::{CWD, RenameFlags};
use rustix::io::Errno;

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its owner alone, whatever the mode was before: state and cache.
    Private,
    /// Whoever could read the file that it replaces; for a new file, whom the user's umask lets: exports, article files.
    Usual,
}

/// Numbers the new files of this process, so that two threads never write one.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Writes a whole file. A reader sees the old content or the new, never a part, also after a crash; a failure leaves the
/// old file as it was and nothing beside it. A link is kept: what it leads to is replaced.
///
/// # Errors
/// Where the system says no: no room, no permission, no such folder.
pub fn write(path: &Path, contents: &[u8], access: Access) -> io::Result<()> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_nothing_there_yet| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = std::fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return Err(io::Error::other("not a regular file"));
    }
    let kept = old.map(|old| old.permissions().mode() & 0o7777);
    let (at_first, at_last) = match (access, kept) {
        (Access::Private, _) => (0o600, Some(0o600)),
        (Access::Usual, None) => (0o666, None),
        (Access::Usual, Some(mode)) => (0o600, Some(mode)),
    };
    let (mut file, mut new) = create_beside(folder, at_first)?;
    file.write_all(contents)?;
    if let Some(mode) = at_last {
        file.set_permissions(Permissions::from_mode(mode))?;
    }
    file.sync_all()?;
    std::fs::rename(&new.path, &target)?;
    new.keep = true;
    sync_folder(folder)
}

/// Writes a whole new file, and never over one that is there: of two who create the same name at once, one is told that it
/// exists. Whoever could read any new file of the user can read it. That the name lasts is for [`sync_folder`] to see to,
/// once for many files.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where something stands at the path, even a link that leads nowhere; else where the system
/// says no.
pub fn create_new(path: &Path, contents: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (mut file, mut new) = create_beside(folder, 0o666)?;
    file.write_all(contents)?;
    file.sync_all()?;
    match rustix::fs::renameat_with(CWD, &new.path, CWD, path, RenameFlags::NOREPLACE) {
        Ok(()) => {
            new.keep = true;
            Ok(())
        }
        // A file system that cannot promise this can link, which never replaces; the first name then goes away.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => std::fs::hard_link(&new.path, path),
        Err(error) => Err(error.into()),
    }
}

/// Creates a folder, and those above it that are missing, for its owner alone. One that exists is left as it is.
///
/// # Errors
/// Where the system says no, or something that is no folder stands there.
pub fn create_private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Creates an empty file for its owner alone, whatever the umask is; one that is there is left as it is, but taken away from
/// everybody else.
///
/// # Errors
/// Where the system says no.
pub fn create_private_file(path: &Path) -> io::Result<()> {
    match create_new_private(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let mode = std::fs::metadata(path)?.permissions().mode();
            if mode & 0o077 != 0 {
                // Of a file that is somebody else's this is not ours to say.
                let _ = std::fs::set_permissions(path, Permissions::from_mode(0o600));
            }
            Ok(())
        }
        other => other,
    }
}

/// Creates an empty file for its owner alone.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where something stands there; else where the system says no.
pub fn create_new_private(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map(drop)
}

/// Gives a file, and those beside it whose names go on with one of `ends`, names that nothing has: `FILE.corrupt-1` and so on.
/// Gives the new path of the first.
///
/// # Errors
/// Where the system says no.
pub fn set_aside(folder: &Path, file: &str, ends: &[&str]) -> io::Result<PathBuf> {
    let free = |number: &u32| {
        let name = format!("{file}.corrupt-{number}");
        ends.iter().all(|end| std::fs::symlink_metadata(folder.join(format!("{name}{end}"))).is_err())
    };
    let number = (1..u32::MAX).find(free).ok_or_else(|| io::Error::other("no free name"))?;
    let aside = folder.join(format!("{file}.corrupt-{number}"));
    for end in ends {
        let to = folder.join(format!("{file}.corrupt-{number}{end}"));
        match rustix::fs::renameat_with(CWD, folder.join(format!("{file}{end}")), CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                std::fs::rename(
                    folder.join(format!("{file}{end}")),
                    folder.join(format!("{file}.corrupt-{number}{end}")),
                )?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    sync_folder(folder)?;
    Ok(aside)
}

/// Creates a folder, and those above it that are missing, for whom the user's umask lets. One that exists is left as it is.
///
/// # Errors
/// Where the system says no, or something that is no folder stands there.
pub fn create_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).create(path)
}

/// A file that goes away unless it is kept.
struct Unfinished {
    path: PathBuf,
    keep: bool,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.keep {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn create_beside(folder: &Path, mode: u32) -> io::Result<(File, Unfinished)> {
    let mut left = 100;
    loop {
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        // Hidden, so that no library takes it for an article; short, so that a long name of the target is no matter.
        let path = folder.join(format!(".nutgraf-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).mode(mode).open(&path) {
            Ok(file) => return Ok((file, Unfinished { path, keep: false })),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && left > 0 => left -= 1,
            Err(error) => return Err(error),
        }
    }
}

/// Makes the names in a folder last. Some network file systems cannot sync a folder; the file itself is safe there.
///
/// # Errors
/// Where the system says no.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        // A folder that may be written but not read.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Scratch;
    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn replaces_and_leaves_nothing_beside() {
        let folder = Scratch::new("replace");
        let path = folder.path().join("a");
        write(&path, b"one", Access::Private).unwrap();
        write(&path, b"two", Access::Private).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(folder.names(), ["a"]);
    }

    #[test]
    fn private_is_private_and_usual_keeps_the_mode() {
        let folder = Scratch::new("modes");
        let path = folder.path().join("a");
        write(&path, b"", Access::Private).unwrap();
        assert_eq!(mode(&path), 0o600);
        std::fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        write(&path, b"", Access::Usual).unwrap();
        assert_eq!(mode(&path), 0o640);
        write(&path, b"", Access::Private).unwrap();
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn a_link_is_kept() {
        let folder = Scratch::new("link");
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink("real", &link).unwrap();
        write(&link, b"new", Access::Usual).unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&real).unwrap(), b"new");
    }

    #[test]
    fn a_failure_leaves_nothing() {
        let folder = Scratch::new("fail");
        let path = folder.path().join("folder");
        std::fs::create_dir(&path).unwrap();
        assert!(write(&path, b"x", Access::Usual).is_err());
        assert!(write(&folder.path().join("none/a"), b"x", Access::Usual).is_err());
        assert_eq!(folder.names(), ["folder"]);
    }

    #[test]
    fn a_new_file_never_replaces_one() {
        let folder = Scratch::new("new");
        let path = folder.path().join("a");
        create_new(&path, b"one").unwrap();
        assert_eq!(create_new(&path, b"two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        std::os::unix::fs::symlink("nowhere", folder.path().join("link")).unwrap();
        assert_eq!(create_new(&folder.path().join("link"), b"x").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(folder.names(), ["a", "link"]);
    }

    #[test]
    fn of_many_who_create_one_name_one_does() {
        let folder = Scratch::new("race");
        let path = folder.path().join("a");
        let won = std::thread::scope(|scope| {
            let path = &path;
            let all: Vec<_> =
                (0..8_u8).map(|number| scope.spawn(move || create_new(path, &[number]).is_ok())).collect();
            all.into_iter().map(|one| one.join().unwrap()).filter(|won| *won).count()
        });
        assert_eq!((won, folder.names()), (1, vec!["a".to_owned()]));
    }

    #[test]
    fn what_is_not_finished_goes_away() {
        let folder = Scratch::new("unfinished");
        let (_file, new) = create_beside(folder.path(), 0o600).unwrap();
        assert_eq!(folder.names().len(), 1);
        drop(new);
        assert_eq!(folder.names().len(), 0);
    }

    #[test]
    fn folders_are_private() {
        let folder = Scratch::new("private");
        let path = folder.path().join("a/b");
        create_private_folder(&path).unwrap();
        create_private_folder(&path).unwrap();
        assert_eq!((mode(&folder.path().join("a")), mode(&path)), (0o700, 0o700));
    }

    #[test]
    fn private_even_where_the_umask_hides_nothing() {
        // The umask belongs to the process, so a child of our own sets it and runs the two tests above.
        let tests = std::env::current_exe().unwrap();
        let script = "umask 000; exec \"$0\" --exact --test-threads 1 disk::write::tests::folders_are_private \
                      disk::write::tests::private_is_private_and_usual_keeps_the_mode";
        let output = std::process::Command::new("sh").arg("-c").arg(script).arg(tests).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("2 passed"), "{said}");
    }
}
