//! Watching: the system tells of changes in the folders, and whoever asked is poked once things are quiet.
//!
//! A poke says where to look, never what happened: events come late, twice or not at all, so the receiver stats again and
//! believes the disk. Our own reads make events too (`Access`), and these are dropped. Folders are watched, never files:
//! an editor that saves by renaming takes the watched file away. For a root that is a file, its folder is watched and only
//! its name counts. Each folder has a watch of its own, set by a walk of ours: notify's recursive watch stats every
//! file, goes into hidden folders, and gives up at the first folder that it may not read.
//!
//! Nothing polls and nothing ticks. One thread sleeps until the first event, collects until it has been quiet for
//! [`QUIET`] (at most [`LONGEST`], so that a storm is told of while it lasts), pokes, and sleeps again. It also sets the
//! watches, so the caller waits for no walk; the first poke says when all of them stand ([`Poke::began`]).
//!
//! What is not seen: a file that a link leads to by another name (the folder where it really stands is watched if it
//! lies in the library; the poke names it there); changes on network file systems made by other machines; a root that is
//! taken away and put back (its going is told, and then nothing).
//!
//! Reading is not free while a watch stands: the system queues an event for each file that is opened (some 2 µs), and drops
//! what does not fit its queue, which is told as "everything". Who reads a whole library reads first, then watches, then looks
//! at the stamps once.
//!
//! What must not live here: reading files, comparing stamps, the model.

mod gather;
mod trouble;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{Root, walk};
use crate::disk::{self, Kind};
use gather::{Gathered, Target};
pub use trouble::Trouble;
use trouble::Troubles;

/// How long it must be quiet before a poke: an editor's save is several events within a few milliseconds.
pub const QUIET: Duration = Duration::from_millis(60);

/// How long a poke waits at most for quiet.
pub const LONGEST: Duration = Duration::from_millis(250);

/// Whether the system watches a folder with all below it by itself and at no cost (`FSEvents`). Elsewhere each folder takes
/// a watch of its own.
const WHOLE_TREES: bool = cfg!(target_os = "macos");

/// Where to look again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Poke {
    /// Files that are named like articles, and folders that came or went: sorted, each once, below the root as it was
    /// given. Empty where there were too many.
    pub paths: Vec<PathBuf>,
    /// Walk again: folders came or went, events were lost, or there were too many.
    pub everything: bool,
    /// Set in the first poke alone, which comes when all watches stand: what changed before that is told by no poke, so
    /// look once after it.
    pub began: bool,
    /// What cannot be watched; the rest is.
    pub trouble: Option<Trouble>,
}

/// A watch. Dropping it ends the watching and its threads.
#[derive(Debug)]
pub struct Watch {
    thread: Sender<Message>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The thread may have ended by itself; it is not waited for, since it may be in the receiver's hands.
        let _ = self.thread.send(Message::End);
    }
}

/// What the thread waits for.
enum Message {
    Event(notify::Result<Event>),
    End,
}

/// Watches the folders of the roots, with all below them that the [walk](super::load) goes into. The starter library does
/// not change. Returns at once; `poke` is called on a thread of the watch's own.
///
/// # Errors
/// Where the system gives no watch at all. What goes wrong with single folders comes in [`Poke::trouble`].
pub fn watch(roots: &[Root], poke: impl Fn(Poke) + Send + 'static) -> Result<Watch, Trouble> {
    let roots = roots.to_vec();
    start(move |watcher, events| {
        let mut gathered = Gathered::default();
        let mut troubles = Troubles::default();
        for root in &roots {
            if let Some(target) = target(root, &mut troubles) {
                let at = if target.file { target.real.parent() } else { Some(&*target.real) };
                if let Some(folder) = at {
                    add(watcher, folder, !target.file, &mut gathered.folders, &mut troubles);
                }
                gathered.targets.push(target);
            }
        }
        poke(Poke { began: true, trouble: troubles.told(), ..Poke::default() });
        while wait(events, |event| gathered.take(event)).is_some() {
            let mut troubles = Troubles::default();
            // Before the poke: what was put into a new folder until now is found by the walk, what comes is told.
            for folder in gathered.fresh() {
                add(watcher, &folder, true, &mut gathered.folders, &mut troubles);
            }
            poke(Poke { trouble: troubles.told(), ..gathered.poke() });
        }
    })
}

/// Watches one folder, not what is below its folders: a poke whenever anything in it comes, goes or changes. The folder is
/// watched when this returns.
///
/// # Errors
/// Where the system does not watch it.
pub fn watch_folder(path: &Path, poke: impl Fn() + Send + 'static) -> Result<Watch, Trouble> {
    let (report, answer) = mpsc::channel();
    let path = path.to_owned();
    let watch = start(move |watcher, events| {
        let set = watcher.watch(&path, RecursiveMode::NonRecursive);
        let _ = report.send(set.map_err(|error| Trouble::of(&path, &error)));
        while wait(events, |_| true).is_some() {
            poke();
        }
    })?;
    answer.recv().unwrap_or_else(|_the_thread_died| Err(Trouble::ended()))?;
    Ok(watch)
}

/// A watcher and the thread that owns it and runs `work`, until the watch is dropped.
fn start(work: impl FnOnce(&mut RecommendedWatcher, &Receiver<Message>) + Send + 'static) -> Result<Watch, Trouble> {
    let (send, events) = mpsc::channel();
    let thread = send.clone();
    let handler = move |event: notify::Result<Event>| {
        let ours = event.as_ref().is_ok_and(|event| matches!(event.kind, EventKind::Access(_)));
        if !ours {
            let _ = send.send(Message::Event(event));
        }
    };
    let mut watcher = notify::recommended_watcher(handler).map_err(|error| Trouble::at_start(&error))?;
    thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || work(&mut watcher, &events))
        .map_err(|error| Trouble::System { reason: disk::reason(&error) })?;
    Ok(Watch { thread })
}

/// Waits for the first event that `take` takes, then for quiet. None where the watch has been dropped.
fn wait(events: &Receiver<Message>, mut take: impl FnMut(&notify::Result<Event>) -> bool) -> Option<()> {
    loop {
        match events.recv() {
            Ok(Message::Event(event)) if take(&event) => break,
            Ok(Message::Event(_)) => {}
            Ok(Message::End) | Err(_) => return None,
        }
    }
    let now = Instant::now();
    let (mut until, last) = (now + QUIET, now + LONGEST);
    loop {
        let now = Instant::now();
        // Asked here, because a wait of no time would still bring events that stand in line, without end in a storm.
        let Some(left) = until.min(last).checked_duration_since(now).filter(|left| !left.is_zero()) else {
            return Some(());
        };
        match events.recv_timeout(left) {
            Ok(Message::Event(event)) if take(&event) => until = Instant::now() + QUIET,
            Ok(Message::Event(_)) => {}
            Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => return Some(()),
        }
    }
}

/// Where a root really is: events name files by the path that is watched, and a link in it may be changed.
fn target(root: &Root, troubles: &mut Troubles) -> Option<Target> {
    let Root::Path { path, .. } = root else { return None };
    let file = !matches!(disk::kind(path), Ok(Kind::Folder));
    // A file, or something that is not there: it may come.
    let folder =
        if file { path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new(".")) } else { path };
    let name = if file { path.file_name()?.into() } else { PathBuf::new() };
    match disk::resolve(folder) {
        Ok(real) if file => Some(Target { real: real.join(name), given: path.clone(), file }),
        Ok(real) => Some(Target { real, given: path.clone(), file }),
        Err(error) => {
            troubles.add(Trouble::unseen(folder, disk::reason(&error)));
            None
        }
    }
}

/// Watches a folder, and where `deep`, what is below it. A folder before its names are listed: what comes between is told.
fn add(
    watcher: &mut RecommendedWatcher,
    folder: &Path,
    deep: bool,
    known: &mut HashSet<PathBuf>,
    troubles: &mut Troubles,
) {
    let mode = if deep && WHOLE_TREES { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        if let Err(error) = watcher.watch(&folder, mode) {
            let trouble = Trouble::of(&folder, &error);
            // A folder that went away while we came is no trouble, but for a root; the limit lets no other folder in.
            let (gone, full) = (depth > 0 && disk::kind(&folder).is_err(), matches!(trouble, Trouble::Limit { .. }));
            if !gone {
                troubles.add(trouble);
            }
            if full {
                return;
            }
            continue;
        }
        // One that cannot be listed is an entry of the library with its reason.
        let listed = if deep && !WHOLE_TREES && depth < walk::DEPTH { disk::list(&folder) } else { Ok(Vec::new()) };
        let folders = listed.unwrap_or_default().into_iter().filter(|it| it.kind == Some(Kind::Folder));
        open.extend(folders.filter(|it| !walk::hidden(&it.name)).map(|it| (folder.join(it.name), depth + 1)));
        known.insert(folder);
    }
}
