//! `check-links` against a server on this machine: nothing else is asked.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use serde_json::Value;

use super::program::Home;

const ARCHIVED: &str = "https://archive.example/x";

/// A server that knows `/good` and `/old`, which has moved there, wants a login for `/login`, and knows nothing else. It
/// answers so many requests.
fn serve(requests: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for _ in 0..requests {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 4096];
            let read = stream.read(&mut asked).unwrap_or(0);
            let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
            let head = match asked.split(' ').nth(1) {
                Some("/good") => "200 OK",
                Some("/old") => "301 Moved\r\nLocation: /good",
                Some("/login") => "403 Forbidden",
                _ => "404 Not Found",
            };
            let answer = format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

fn article(headline: &str, addresses: &[String]) -> String {
    let source =
        |address: &String| format!("\n[[sources]]\ntitle = 'T'\nurl = '{address}'\narchive_url = '{ARCHIVED}'\n");
    let sources: Vec<String> = addresses.iter().map(source).collect();
    let sources = sources.concat();
    format!("headline = '{headline}'\ntopics = ['{headline}']\n{sources}")
}

#[test]
fn each_address_is_asked_once_and_what_is_broken_is_the_exit_code() {
    let home = Home::new("check-links");
    let at = serve(7);
    let all = ["good", "old#part", "login", "gone"].map(|name| format!("{at}/{name}"));
    home.write("articles/one.toml", &article("One", &all));
    home.write("articles/two.toml", &article("Two", &[format!("{at}/good#other")]));
    let ran = home.run("check-links --intranet --json --library articles");
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said = |line: &Value| {
        let cell = |name: &str| line[name].as_str().unwrap_or("-").replace(&at, "");
        format!("{} {} {} {} {}", cell("id"), cell("locator"), cell("state"), line["status"], cell("moved"))
    };
    let said: Vec<String> = lines.iter().map(said).collect();
    let wanted = [
        "one src1 fine 200 -",
        "two src1 fine 200 -",
        "one src2 fine 200 /good",
        "one src3 refused 403 -",
        "one src4 broken 404 -",
    ];
    assert_eq!((ran.code, said), (Some(1), wanted.map(str::to_owned).to_vec()), "{}", ran.err);
}

#[test]
fn a_file_or_a_query_says_what_is_asked() {
    let home = Home::new("check-links-what");
    let at = serve(3);
    home.write("articles/one.toml", &article("One", &[format!("{at}/good")]));
    home.write("articles/two.toml", &article("Two", &[format!("{at}/gone")]));
    let ran = home.run("check-links articles/one.toml --intranet");
    assert_eq!((ran.code, ran.out), (Some(0), format!("fine\t200\t{at}/good\tone#src1\n")), "{}", ran.err);
    assert!(ran.err.contains("1 address asked: 0 broken, 0 refused"), "{}", ran.err);
    let ran = home.run("check-links topic:two --intranet --library articles");
    let wanted = format!("broken\t404; archived copy: {ARCHIVED}\t{at}/gone\ttwo#src1\n");
    assert_eq!((ran.code, ran.out), (Some(1), wanted), "{}", ran.err);
}

#[test]
fn an_article_cannot_send_us_into_a_private_network() {
    let home = Home::new("check-links-private");
    home.write("one.toml", &article("One", &["http://127.0.0.1:1/".to_owned()]));
    let ran = home.run("check-links one.toml");
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("private network, which is not asked"), "{}", ran.out);
    home.write("none.toml", "headline = 'N'\n");
    let ran = home.run("check-links none.toml");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert_eq!(home.run("check-links topik:x").code, Some(2));
}
