//! Against servers of our own on this machine, each for one request or two.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use super::*;

/// A server that gives the answers in turn, one a connection; its address with the port.
fn serve(answers: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(&answer);
        }
    });
    address
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    [format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n").as_bytes(), body].concat()
}

fn message(address: &str) -> String {
    fetch(address, &|_| true).unwrap_err().message.to_string()
}

#[test]
fn a_page_comes_with_what_the_server_says_of_it() {
    let at = serve(vec![
        answer("302 Found\r\nLocation: /b", b""),
        answer("200 OK\r\nContent-Type: Text/HTML; Charset=\"windows-1252\"", b"<p>caf\xe9"),
    ]);
    let page = fetch(&format!("{at}/a"), &|_| true).unwrap();
    assert_eq!(page.bytes, b"<p>caf\xe9");
    assert_eq!((page.media_type.as_deref(), page.charset.as_deref()), (Some("text/html"), Some("windows-1252")));
    assert_eq!(page.address, format!("{at}/b"));
}

#[test]
fn how_far_it_is_is_told() {
    let told = std::cell::RefCell::new(Vec::new());
    let watch = |so_far| {
        told.borrow_mut().push(so_far);
        true
    };
    fetch(&serve(vec![answer("200 OK", &vec![b'x'; 5 << 10])]), &watch).unwrap();
    let last = *told.borrow().last().unwrap();
    assert_eq!((last.of(24), last.to_string().as_str()), (Some(24), "5 of 5 KiB"));
    assert_eq!(Progress { bytes: 1 << 10, all: Some(4 << 10) }.of(8), Some(2));
    assert_eq!(Progress { bytes: 1 << 10, all: None }.of(8), None);
    assert_eq!(Progress { bytes: 3 << 10, all: Some(1 << 10) }.of(8), Some(8), "a server that promised less");
}

#[test]
fn what_is_no_page_is_a_sentence() {
    assert_eq!(message(&serve(vec![answer("500 Oops", b"no")])), "the server answers with the status 500");
    assert_eq!(message(&serve(vec![answer("204 No Content", b"")])), "the server answers with nothing");
    assert_eq!(message(&serve(vec![answer("200 OK", b" \n")])), "the server answers with nothing");
    let packed = answer("200 OK\r\nContent-Encoding: br", b"xx");
    assert_eq!(message(&serve(vec![packed])), "the page is compressed in a way that was not asked for");
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 4611686018427387904\r\n\r\nabc".to_vec();
    assert!(fetch(&serve(vec![cut]), &|_| true).is_err());
    let large = answer("200 OK", &vec![b'x'; usize::try_from(SIZE).unwrap() + 1]);
    assert_eq!(message(&serve(vec![large])), "the page is larger than 10 MiB");
}

#[test]
fn redirects_are_looked_at() {
    let to = |location: &str| message(&serve(vec![answer(&format!("302 Found\r\nLocation: {location}"), b"")]));
    let private = "a redirect into a private network is not followed";
    // The server itself is private; it may not send us to another such place.
    assert_eq!(to("http://127.0.0.1:1/"), private);
    assert_eq!(to("http://169.254.169.254/latest/"), private);
    assert_eq!(to("http://[::1]/"), private);
    assert!(to("file:///etc/passwd").contains("the scheme `file`"));
    assert!(to("http://u:p@example.org/").contains("user name"));
    let rounds = (0..=REDIRECTS).map(|_| answer("302 Found\r\nLocation: /", b"")).collect();
    assert_eq!(message(&serve(rounds)), "more than 5 redirects");
}

#[test]
fn an_address_is_looked_at_before_anything_is_sent() {
    for address in
        ["ftp://example.org/", "http://u@example.org/", "http://", "https://exa mple.org", "data:text/html,x"]
    {
        assert!(fetch(address, &|_| true).is_err(), "{address}");
    }
    assert!(is_address("HTTPS://example.org") && !is_address("https.md") && !is_address("ü"));
}

#[test]
fn whoever_watches_can_end_it() {
    let at = serve(vec![answer("200 OK", &[b'x'; 1000])]);
    assert_eq!(fetch(&at, &|so_far| so_far.bytes == 0).unwrap_err().message.as_str(), "cancelled");
}

#[test]
fn a_content_type_in_parts() {
    let parts = |value| of_content_type(value);
    assert_eq!(parts("text/html"), (Some("text/html".to_owned()), None));
    assert_eq!(parts("text/html;a=b; charset='UTF-8'"), (Some("text/html".to_owned()), Some("UTF-8".to_owned())));
    assert_eq!(parts("\u{1b}; charset=\u{1b}[31m"), (None, None));
}
