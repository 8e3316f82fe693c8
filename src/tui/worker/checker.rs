//! The thread that looks articles over for an editor. It begins with the first article, and the newest one counts: what was
//! opened before it and has not been looked at is left.

use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::{Report, Reports, Today};
use crate::library::Opened;
use crate::lint::{self, Checks};

/// The way to the thread, once there is one.
pub(super) struct Checker {
    checks: Checks,
    today: Today,
    report: Reports,
    wishes: Option<Sender<Arc<Opened>>>,
}

impl Checker {
    /// A checker that has not begun.
    pub(super) fn new(checks: Checks, today: Today, report: Reports) -> Self {
        Self { checks, today, report, wishes: None }
    }

    /// Looks an article over, and reports.
    pub(super) fn check(&mut self, opened: Arc<Opened>) {
        if self.wishes.is_none() {
            self.wishes = self.begin();
        }
        if let Some(wishes) = &self.wishes {
            // The thread goes only when this end does.
            let _ = wishes.send(opened);
        }
    }

    /// None where the system gives no more threads: then nothing is looked over, and reading goes on.
    fn begin(&self) -> Option<Sender<Arc<Opened>>> {
        let (wishes, to_do) = mpsc::channel::<Arc<Opened>>();
        let (checks, today, report) = (self.checks.clone(), Arc::clone(&self.today), Arc::clone(&self.report));
        let serve = move || {
            while let Ok(first) = to_do.recv() {
                let opened = to_do.try_iter().last().unwrap_or(first);
                let Some(article) = opened.article.clone() else { continue };
                let (source, checks) = (Arc::clone(&opened.source), checks.on(today()));
                match catch_unwind(|| lint::check(&article, &source, &checks)) {
                    Ok(found) => report(Report::Checked { opened, found }),
                    Err(_panic) => report(Report::Failed { job: "looking the article over" }),
                }
            }
        };
        thread::Builder::new().name("check".to_owned()).spawn(serve).ok().map(|_| wishes)
    }
}
