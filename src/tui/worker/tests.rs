//! The worker from outside, with the starter library: no disk, no waiting for time to pass.

use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::library::starter;

/// Long enough for any machine; no test waits for it unless it fails.
const LONG: Duration = Duration::from_secs(20);

fn worker() -> (Worker, Receiver<Report>) {
    let (sender, reports) = channel();
    let needs = Needs {
        today: Arc::new(|| Date::day(2025, 3, 4)),
        state: None,
        now: Arc::new(|| 7),
        checks: Checks::default(),
        reading: At::Memory,
    };
    let worker = Worker::start(
        move |report| {
            // What is kept is told at any time, and is not what these tests are about.
            if !matches!(report, Report::Reading(_)) {
                drop(sender.send(report));
            }
        },
        needs,
    )
    .unwrap();
    (worker, reports)
}

fn origin() -> Origin {
    Origin::Starter(starter::FILES[0].0)
}

/// Snapshots until the library is complete and searchable.
fn complete(reports: &Receiver<Report>) -> Arc<Snapshot> {
    loop {
        if let Report::Library { snapshot } = reports.recv_timeout(LONG).unwrap()
            && snapshot.library.progress.done
            && snapshot.indexed() == (starter::FILES.len(), starter::FILES.len())
        {
            return snapshot;
        }
    }
}

#[test]
fn what_is_kept_is_reported_to_the_last_and_ends() {
    let (mut worker, reports) = worker();
    worker.keep(vec![Root::Starter], Place::Memory);
    worker.first_frame_is_out();
    assert_eq!(complete(&reports).library.len(), starter::FILES.len());
    drop(worker);
    while reports.recv_timeout(LONG).is_ok() {}
}

#[test]
fn an_article_is_looked_over_on_the_day() {
    let (mut worker, reports) = worker();
    let file = "headline = 'A'\n[status]\nstate = 'proposed'\nas_of = 2024-03-03\n";
    let article = crate::format::read::read(file).article.map(Arc::new);
    let opened = Arc::new(Opened { article, source: file.into(), ..crate::library::open::unopened("x", "x".into()) });
    worker.check(Arc::clone(&opened));
    let Report::Checked { opened: of, found } = reports.recv_timeout(LONG).unwrap() else { panic!() };
    assert!(Arc::ptr_eq(&of, &opened));
    assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), ["status-past-its-date"]);
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

#[test]
fn a_question_is_answered_in_time_or_reported() {
    let (mut worker, reports) = worker();
    worker.keep(vec![Root::Starter], Place::Memory);
    worker.first_frame_is_out();
    complete(&reports);
    let question = Question { typed: "asylum".to_owned(), limit: 10, ..Question::default() };
    let answer = match worker.ask_within(question.clone(), Duration::ZERO) {
        Asking::Now(answer) => answer.unwrap(),
        Asking::Later(ticket) => {
            let Report::Answered { ticket: of, reply } = reports.recv_timeout(LONG).unwrap() else { panic!() };
            assert_eq!((of, &reply.question), (ticket, &question));
            reply.answer.unwrap()
        }
    };
    assert!(answer.total() > 0);
    let kept = match worker.filter_within("zyzzyva".to_owned(), Duration::ZERO) {
        Filtering::Now(kept) => kept,
        Filtering::Later(ticket) => {
            let Report::Kept { ticket: of, kept } = reports.recv_timeout(LONG).unwrap() else { panic!() };
            assert_eq!(of, ticket);
            kept
        }
    };
    assert_eq!(kept.listed.unwrap().kept, vec![false; starter::FILES.len()]);
}

#[test]
fn a_page_is_fetched_and_one_that_is_given_up_says_nothing() {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/a", listener.local_addr().unwrap());
    let page = "A raid at dawn\n\nThe police came at dawn and left at noon.\n";
    let serve = move |listener: &std::net::TcpListener| {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", page.len());
        let _ = stream.write_all(format!("{head}{page}").as_bytes());
    };
    let (mut worker, reports) = worker();
    worker.fetch(address.clone());
    worker.stop_fetching();
    let ticket = worker.fetch(address);
    // The first may have been given up before it asked.
    let server = thread::spawn(move || (0..2).for_each(|_| serve(&listener)));
    let read = loop {
        match reports.recv_timeout(LONG).unwrap() {
            Report::Fetched { ticket: of, read } if of == ticket => break read.unwrap(),
            Report::Fetched { .. } => panic!("it was given up"),
            _ => {}
        }
    };
    drop(server);
    let [Imported { article, .. }] = read.as_slice() else { panic!("{read:?}") };
    assert_eq!(article.headline.raw(), "A raid at dawn");
    assert_eq!(article.accessed, Some(Date::day(2025, 3, 4)));
}

#[test]
fn a_brief_that_is_given_up_says_nothing() {
    let (mut worker, reports) = worker();
    worker.keep(vec![Root::Starter], Place::Memory);
    worker.first_frame_is_out();
    complete(&reports);
    let question = Question { typed: "asylum".to_owned(), limit: 10, ..Question::default() };
    let given_up = worker.brief(question.clone());
    let ticket = worker.brief(question);
    let briefed = loop {
        match reports.recv_timeout(LONG).unwrap() {
            Report::Briefed { ticket: of, briefed } if of == ticket => break briefed.unwrap(),
            // It may have been made before it was given up.
            Report::Briefed { ticket: of, .. } => assert_eq!(of, given_up),
            _ => {}
        }
    };
    assert!(briefed.page.is_some());
    let snapshot = worker.searcher.now();
    let question = Question { typed: "asylum".to_owned(), limit: 10, ..Question::default() };
    assert!(Brief::of(&snapshot, &question, (&Date::day(2025, 3, 4), Age::YEAR), &|| true).is_none());
}
