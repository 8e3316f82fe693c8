//! The worker from outside, with the starter library: no disk, no waiting for time to pass.

use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::library::starter;

/// Long enough for any machine; no test waits for it unless it fails.
const LONG: Duration = Duration::from_secs(20);

fn worker() -> (Worker, Receiver<Report>) {
    let (sender, reports) = channel();
    let worker = Worker::start(move |report| drop(sender.send(report))).unwrap();
    (worker, reports)
}

fn origin() -> Origin {
    Origin::Starter(starter::FILES[0].0)
}

#[test]
fn a_load_reports_its_snapshots_to_the_last() {
    let (mut worker, reports) = worker();
    let ticket = worker.load(vec![Root::Starter]);
    loop {
        let Report::Library { ticket: of, library } = reports.recv_timeout(LONG).unwrap() else { panic!() };
        assert_eq!(of, ticket);
        if library.progress.done {
            assert_eq!(library.entries.len(), starter::FILES.len());
            break;
        }
    }
}

#[test]
fn a_load_that_is_given_up_says_nothing() {
    let sent = Mutex::new(0);
    let count = |_report| *sent.lock().unwrap() += 1;
    load_one(Ticket(1), &[Root::Starter], &AtomicU64::new(2), &count);
    assert_eq!(*sent.lock().unwrap(), 0);
    load_one(Ticket(2), &[Root::Starter], &AtomicU64::new(2), &count);
    assert_eq!(*sent.lock().unwrap(), 1);
}

#[test]
fn every_open_has_one_answer() {
    let (mut worker, reports) = worker();
    let Opening::Now(first) = worker.open_within(origin(), LONG) else { panic!() };
    let Opening::Now(again) = worker.open_within(origin(), LONG) else { panic!() };
    assert!(Arc::ptr_eq(&first, &again), "kept");
    let ticket = worker.open(origin());
    let Report::Opened { ticket: of, opened, .. } = reports.recv_timeout(LONG).unwrap() else { panic!() };
    assert_eq!(of, ticket);
    assert!(Arc::ptr_eq(&first, &opened));
    drop(worker);
    assert!(reports.recv_timeout(LONG).is_err(), "nothing more, and the threads end");
}

#[test]
fn an_open_without_patience_is_answered_once_either_way() {
    let (mut worker, reports) = worker();
    let mut later = Vec::new();
    for _ in 0..200 {
        if let Opening::Later(ticket) = worker.open_within(origin(), Duration::ZERO) {
            later.push(ticket);
        }
    }
    let reported: Vec<_> = later
        .iter()
        .map(|_| match reports.recv_timeout(LONG).unwrap() {
            Report::Opened { ticket, .. } => ticket,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(reported, later);
    drop(worker);
    assert!(reports.recv_timeout(LONG).is_err());
}
