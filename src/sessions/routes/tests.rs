//! Signing in, on the real router.
use crate::{sessions::password, testing::cast::*};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use std::sync::OnceLock;

mod codes;
mod doors;
mod keys;
mod load;

const PASSWORD: &str = "a quiet evening at home";
const STAFF: Person = Person { name: "", host: "harbour-ops" };

/// The cast, of whom Mira, Tomas and Dana have a password.
fn portal() -> Portal {
    static HASH: OnceLock<String> = OnceLock::new();
    let hash = HASH.get_or_init(|| password::hash(PASSWORD, &"pepper".into(), &[7; 16]).unwrap());
    Portal::open(&format!(
        "UPDATE users SET password = '{hash}' WHERE email IN ('mira@harbour.example', 'tomas@harbour.example', 'dana@harbour.example')"
    ))
}

/// A browser: what it is, where it is, and the cookies it keeps.
#[derive(Clone)]
struct Browser<'a> {
    portal: &'a Portal,
    host: &'static str,
    name: &'static str,
    address: String,
    cookies: Vec<(String, String)>,
}

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile/15E148 Safari/604.1";
const DESK: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

impl<'a> Browser<'a> {
    fn new(portal: &'a Portal, who: Person) -> Self {
        let address = "203.0.113.1".to_owned();
        Self { portal, host: who.host, name: IPHONE, address, cookies: Vec::new() }
    }

    fn at(mut self, address: impl Into<String>) -> Self {
        self.address = address.into();
        self
    }

    fn get(&mut self, path: &str) -> Reply {
        self.send(Request::get(format!("http://{}.portal.test{path}", self.host)), String::new())
    }

    fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let request = Request::post(format!("http://{}.portal.test{path}", self.host))
            .header(header::ORIGIN, format!("http://{}.portal.test", self.host))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, serde_html_form::to_string(fields).unwrap())
    }

    fn send(&mut self, request: axum::http::request::Builder, body: String) -> Reply {
        let cookies: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::USER_AGENT, self.name)
            .header("cf-connecting-ip", &self.address)
            .header(header::COOKIE, cookies.join("; "));
        let reply = self.portal.send(STRANGER, request.body(Body::from(body)).unwrap());
        for line in reply.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.retain(|(it, _)| it != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        reply
    }

    fn sign_in(&mut self, email: &str, password: &str) -> Reply {
        self.post("/session", &[("email", email), ("password", password), ("next", "/airports")])
    }

    /// Asks for a link, and reads the mail: its code and its path.
    fn ask(&mut self, email: &str, purpose: &str) -> (String, String) {
        let fields = [("email", email), ("purpose", purpose), ("next", "/airports")];
        assert_eq!(self.post("/session/codes", &fields).status, StatusCode::SEE_OTHER);
        self.portal.work();
        letter(self.portal)
    }

    fn is_in(&mut self) -> bool {
        self.get("/airports").status == StatusCode::OK
    }
}

/// The code and the path of the link in the newest mail.
fn letter(portal: &Portal) -> (String, String) {
    let sent = portal.app.mailer.sent.lock().unwrap();
    let text = &sent.last().unwrap().text;
    let (_, code) = text.split_once("Code: ").unwrap();
    let (_, link) = text.split_once(".portal.test/").unwrap();
    (code[..6].to_owned(), format!("/{}", link.lines().next().unwrap()))
}

fn mails(portal: &Portal) -> Vec<String> {
    let sent = portal.app.mailer.sent.lock().unwrap();
    sent.iter().map(|it| format!("{}: {}", it.to, it.subject)).collect()
}

fn sessions(portal: &Portal) -> usize {
    portal.value("SELECT count(*) FROM sessions WHERE device <> 'test'").parse().unwrap()
}

fn token(path: &str) -> &str {
    path.split_once("token=").unwrap().1
}
