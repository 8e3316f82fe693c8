//! The thread that keeps the store: it loads, indexes, watches, and is poked. See [`store::keep`](crate::store::keep).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::{Report, Reports, Seen};
use crate::library::Root;
use crate::store::Place;
use crate::store::keep::{Hooks, Poke, Told, keep};

/// What is being done, where it fails by a mistake of ours.
const KEEPING: &str = "keeping the library";

/// The priority of loading and indexing, of 0 to 99; the interface's is half of that. Keys come first.
#[cfg(target_os = "linux")]
const PRIORITY: u8 = 24;

/// The way to the thread. Dropping it ends the thread at its next snapshot.
#[derive(Debug)]
pub(super) struct Keeper {
    poke: Sender<Poke>,
    ended: Arc<AtomicBool>,
}

impl Keeper {
    /// Starts the thread. Until the gate opens it pauses after its first snapshot, which is all that the first frame needs.
    pub(super) fn start(roots: Vec<Root>, place: Place, send: &Reports, seen: &Arc<Seen>) -> Self {
        let (poke, pokes) = mpsc::channel();
        let ended = Arc::new(AtomicBool::new(false));
        let (own, report, gate, own_ended) = (poke.clone(), Arc::clone(send), Arc::clone(seen), Arc::clone(&ended));
        let serve = move || {
            let publish = |snapshot| {
                // Asked before, so that a thread that is given up says nothing more.
                let go_on = !own_ended.load(Ordering::Acquire);
                if go_on {
                    report(Report::Library { snapshot });
                    gate.wait(yield_to_keys);
                }
                go_on
            };
            let tell = |told: Told| report(Report::Told(told));
            let hooks = Hooks { publish: &publish, tell: &tell };
            if catch_unwind(AssertUnwindSafe(|| keep(&roots, &place, &hooks, (own.clone(), &pokes)))).is_err() {
                report(Report::Failed { job: KEEPING });
            }
        };
        if thread::Builder::new().name("keep".to_owned()).spawn(serve).is_err() {
            send(Report::Failed { job: KEEPING });
        }
        Self { poke, ended }
    }

    /// Says that something happened outside.
    pub(super) fn poke(&self, poke: Poke) {
        // A thread that has ended was reported.
        let _ = self.poke.send(poke);
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
        self.poke(Poke::End);
    }
}

/// From here on loading takes every processor; threads that this one starts inherit its priority and policy. Where the system
/// knows neither for threads, nothing is lost.
fn yield_to_keys() {
    #[cfg(target_os = "linux")]
    {
        use thread_priority::{
            NormalThreadSchedulePolicy, ThreadPriority, ThreadPriorityValue, ThreadSchedulePolicy,
            set_thread_priority_and_policy, thread_native_id,
        };
        // A batch job even where the program was started with the priority of a real-time one: then only the interface is.
        let batch = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Batch);
        if let Ok(priority) = ThreadPriorityValue::try_from(PRIORITY) {
            let priority = ThreadPriority::Crossplatform(priority);
            let _ = set_thread_priority_and_policy(thread_native_id(), priority, batch);
        }
    }
}
