//! Knocking at an address: is there still something? By HEAD, which asks for no page; where the answer to that is not a good one,
//! by GET, of whose answer nothing but the head is read, since many servers do not know HEAD or treat it worse.
//!
//! The addresses come from article files, so that nobody has typed them: by themselves they lead to no private network. Each
//! is asked alone, and one host not more often than every [`PAUSE`].

use std::collections::HashMap;
use std::thread;
use std::time::{Duration, Instant};

use url::Url;

use super::{Asking, Method};
use crate::diagnostic::Diagnostic;

/// The time between two questions to one host.
pub const PAUSE: Duration = Duration::from_millis(500);

/// What came of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status; see RFC 9110, section 15.
    pub status: u16,
    /// Where it was in the end, where that is another address.
    pub moved: Option<String>,
}

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// There is something.
    Fine,
    /// The server wants a login, or no program, or not now: a browser may see more.
    Refused,
    /// There is nothing, or nothing that can be seen.
    Broken,
}

impl State {
    /// As it is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Refused => "refused",
            Self::Broken => "broken",
        }
    }
}

impl Answer {
    /// What it means.
    #[must_use]
    pub fn state(&self) -> State {
        match self.status {
            200..=299 => State::Fine,
            // Unauthorized, payment required, forbidden, too many requests, unavailable for legal reasons.
            401 | 402 | 403 | 429 | 451 => State::Refused,
            _ => State::Broken,
        }
    }
}

/// Knocks at addresses, one after the other.
#[derive(Debug, Default)]
pub struct Knocker {
    /// Whether addresses in private networks are asked, too.
    private: bool,
    /// When each host was asked last.
    asked: HashMap<String, Instant>,
}

impl Knocker {
    /// Asks addresses of private networks or not.
    #[must_use]
    pub fn new(private: bool) -> Self {
        Self { private, ..Self::default() }
    }

    /// Asks an address, after a pause where its host was asked just now.
    ///
    /// # Errors
    ///
    /// A sentence that says why there is no answer.
    pub fn knock(&mut self, address: &str) -> Result<Answer, Diagnostic> {
        let head = self.ask(address, Method::Head);
        match head {
            Ok(answer) if answer.state() == State::Fine => Ok(answer),
            // An answer to HEAD says more than that there was none to GET.
            Ok(answer) => self.ask(address, Method::Get).or(Ok(answer)),
            Err(_) => self.ask(address, Method::Get),
        }
    }

    fn ask(&mut self, address: &str, method: Method) -> Result<Answer, Diagnostic> {
        let host = Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        if let Some(left) = self.asked.get(&host).and_then(|last| PAUSE.checked_sub(last.elapsed())) {
            thread::sleep(left);
        }
        let answered = Asking { method, private: self.private }.ask(address, &|_| true);
        self.asked.insert(host, Instant::now());
        let (at, answer) = answered?;
        let same = Url::parse(address).is_ok_and(|asked| asked == at);
        Ok(Answer { status: answer.status().as_u16(), moved: (!same).then(|| at.as_str().to_owned()) })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::sync::mpsc;

    use super::*;

    /// A server that gives the answers in turn, one a connection, and tells the first word of each request.
    fn serve(answers: &'static [&'static str]) -> (String, mpsc::Receiver<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (send, methods) = mpsc::channel();
        thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 4096];
                let read = stream.read(&mut request).unwrap();
                let text = String::from_utf8_lossy(&request[..read]).into_owned();
                send.send(text.split(' ').next().unwrap().to_owned()).unwrap();
                // What begins with no status is cut off in the middle.
                if !answer.starts_with(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                let head = format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                let _ = stream.write_all(head.as_bytes());
            }
        });
        (address, methods)
    }

    fn knock(answers: &'static [&'static str]) -> (Result<Answer, Diagnostic>, Vec<String>, String) {
        let (address, methods) = serve(answers);
        let answer = Knocker::new(true).knock(&format!("{address}/a"));
        (answer, methods.try_iter().collect(), address)
    }

    #[test]
    fn a_good_answer_to_head_is_enough() {
        let (answer, methods, _) = knock(&["200 OK"]);
        assert_eq!(answer.unwrap(), Answer { status: 200, moved: None });
        assert_eq!(methods, ["HEAD"]);
    }

    #[test]
    fn where_head_is_not_liked_get_is_asked() {
        let (answer, methods, _) = knock(&["405 Method Not Allowed", "200 OK"]);
        assert_eq!((answer.unwrap().state(), methods), (State::Fine, vec!["HEAD".to_owned(), "GET".to_owned()]));
        let (answer, methods, _) = knock(&["404 Not Found", "404 Not Found"]);
        assert_eq!((answer.unwrap().state(), methods.len()), (State::Broken, 2));
        assert_eq!(knock(&["403 Forbidden", "403 Forbidden"]).0.unwrap().state(), State::Refused);
        assert_eq!(knock(&["404 Not Found", "503 Busy"]).0.unwrap().state(), State::Broken);
    }

    #[test]
    fn where_get_has_no_answer_that_to_head_stands() {
        for (answer, state) in [("403 Forbidden", State::Refused), ("405 Method Not Allowed", State::Broken)] {
            let answers: &'static [&'static str] = Box::leak(Box::new([answer, "no answer of this protocol"]));
            let (told, methods, _) = knock(answers);
            assert_eq!((told.unwrap().state(), methods.len()), (state, 2), "{answer}");
        }
    }

    #[test]
    fn where_it_moved_is_told() {
        let (answer, _, address) = knock(&["301 Moved\r\nLocation: /b", "200 OK"]);
        assert_eq!(answer.unwrap(), Answer { status: 200, moved: Some(format!("{address}/b")) });
    }

    #[test]
    fn an_address_in_a_file_leads_to_no_private_network() {
        let why = Knocker::new(false).knock("http://127.0.0.1:1/").unwrap_err();
        assert_eq!(why.message.as_str(), "the address is one of a private network, which is not asked");
        for address in ["file:///etc/passwd", "http://u:p@example.org/", "no address"] {
            assert!(Knocker::new(false).knock(address).is_err(), "{address}");
        }
    }

    #[test]
    fn one_host_is_not_asked_faster_than_it_likes() {
        let (address, _methods) = serve(&["200 OK", "200 OK"]);
        let mut knocker = Knocker::new(true);
        let start = Instant::now();
        knocker.knock(&address).unwrap();
        knocker.knock(&address).unwrap();
        assert!(start.elapsed() >= PAUSE);
    }
}
