//! Asks every route of both faces in the same ways: signed out, from another workspace, with an unknown id,
//! twice, and so on. Each route has a [`Stop`]: a request that succeeds for one person. A new route without a
//! stop fails `every_route_has_a_stop`.
mod coaches;
mod damage;
mod links;
mod modules;
mod pages;
mod programs;
mod refusals;
mod signed_out;
mod stop;
mod stops;
mod strangers;
mod trail;
mod world;

use crate::{
    http::{router, routes::Routes},
    sessions::CodeCookie,
    testing::cast::*,
    users::{Access, Who},
    workspaces::Face,
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use std::{cell::RefCell, collections::BTreeSet, sync::OnceLock};
pub use {stop::Stop, world::open};

/// An id that no row has.
const UNKNOWN_ID: &str = "00000000-0000-7000-8000-00000000ffff";

/// Invited, and have not chosen a password: a client, and a member of the staff.
const ZOE: Person = Person { name: "zoe", host: "harbour" };

const NILS: Person = Person { name: "nils", host: "harbour-ops" };

/// Have an authenticator app and recovery codes: a client, and a member of the staff. Their sessions
/// "half-way" have not shown the second factor.
const VERA: Person = Person { name: "vera", host: "harbour" };
const SVEN: Person = Person { name: "sven", host: "harbour-ops" };
const VERA_HALF_WAY: Person = Person { name: "vera, half-way", host: "harbour" };
const SVEN_HALF_WAY: Person = Person { name: "sven, half-way", host: "harbour-ops" };

/// Have begun to set up an authenticator app.
const WILMA: Person = Person { name: "wilma", host: "harbour" };
const OTTO: Person = Person { name: "otto", host: "harbour-ops" };

/// Words on every page about Mira, which nobody else may see.
const MIRA_WORDS: [&str; 5] = ["Lindqvist", "-2001", "-2002", "-2003", "-2004"];

/// The password of everyone who has one.
const PASSWORD: &str = "a quiet evening at home";

/// The sign-in code and link that were mailed to Mira and Dana, and the secret in the cookie of the browser
/// that asked for them.
const CODE: &str = "012345";
const LINK: &str = "link";
const ASKED: &str = "secret";

/// A stop of a face, with the access of its route.
pub struct Place {
    pub face: Face,
    pub stop: &'static Stop,
    pub access: Access,
}

impl Place {
    /// Whether the address has the id of a row, which belongs to somebody.
    pub fn is_of_someone(&self) -> bool {
        !self.is_open() && self.stop.path().contains("-7000-8000-")
    }

    /// Whether people who are not signed in may use it.
    fn is_open(&self) -> bool {
        self.access.who == Who::Anyone
    }

    /// Who may send the stop's request.
    pub fn who(&self) -> Who {
        match self.access.with_field {
            Some((field, who)) if self.stop.names(field) => who,
            _ => self.access.who,
        }
    }

    fn is_post(&self) -> bool {
        self.stop.is_post
    }

    pub fn name(&self) -> String {
        format!("{:?} {} {}", self.face, self.stop.method(), self.stop.path())
    }
}

pub fn routes(face: Face) -> &'static Routes {
    static CLIENT: OnceLock<Routes> = OnceLock::new();
    static OPS: OnceLock<Routes> = OnceLock::new();
    match face {
        Face::Client => CLIENT.get_or_init(router::client),
        Face::Ops => OPS.get_or_init(router::ops),
    }
}

fn stops(face: Face) -> impl Iterator<Item = &'static Stop> {
    let all = match face {
        Face::Client => stops::CLIENT,
        Face::Ops => stops::OPS,
    };
    all.iter().copied().flatten()
}

/// Where people go.
fn places() -> Vec<Place> {
    all_places().into_iter().filter(|it| !matches!(it.access.who, Who::Programs(_))).collect()
}

fn all_places() -> Vec<Place> {
    let mut all = Vec::new();
    for face in [Face::Client, Face::Ops] {
        let routes = routes(face);
        for stop in stops(face) {
            let mut table = routes.table().iter();
            let entry =
                table.find(|it| it.method == stop.method().as_str() && it.path == stop.route);
            let entry =
                entry.unwrap_or_else(|| panic!("{face:?} has no {} {}", stop.method(), stop.route));
            all.push(Place { face, stop, access: entry.access });
        }
    }
    // Requests that end the session come last.
    all.sort_by_key(|it| (it.stop.is_own, !it.stop.once_only.is_empty()));
    all
}

/// The stops that only signed-in visitors may use.
pub fn private() -> impl Iterator<Item = Place> {
    places().into_iter().filter(|it| !it.is_open())
}

/// The request of a stop, which a test may alter before it is sent.
#[derive(Clone)]
pub struct Ask {
    method: Method,
    host: &'static str,
    path: String,
    cookie: Option<String>,
    /// Whether the browser has the cookie of having asked for a sign-in link.
    asked_for_link: bool,
    is_upload: bool,
    from: Vec<(&'static str, String)>,
    fields: Vec<(String, String)>,
}

impl Ask {
    pub fn at(stop: &Stop) -> Self {
        let mut fields = vec![("key".to_owned(), "a key".to_owned())];
        fields.extend(stop.fields());
        let ask = Self {
            method: stop.method(),
            host: stop.who.host,
            path: stop.path(),
            cookie: None,
            asked_for_link: stop.asked_for_link,
            is_upload: stop.is_upload,
            from: Vec::new(),
            fields,
        };
        ask.by(stop.who)
    }

    /// Sends it as another person, to that person's host.
    pub fn by(self, who: Person) -> Self {
        let cookie = (!who.name.is_empty()).then(|| cookie_of(who));
        self.on(who.host).with_cookie(cookie)
    }

    /// Sends it to another host, with the same cookie.
    fn on(mut self, host: &'static str) -> Self {
        self.from = vec![("origin", format!("http://{host}.portal.test"))];
        self.host = host;
        self
    }

    pub fn with_cookie(mut self, cookie: Option<String>) -> Self {
        self.cookie = cookie;
        self
    }

    fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    fn from(mut self, headers: &[(&'static str, &str)]) -> Self {
        self.from = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn send(&self, portal: &Portal) -> Reply {
        let url = format!("http://{}.portal.test{}", self.host, self.path);
        let mut request = Request::builder().method(&self.method).uri(url);
        let session = self.cookie.iter().map(|cookie| format!("session={cookie}"));
        let asked = self.asked_for_link.then(|| {
            format!("asked={}", CodeCookie::new(ASKED.into(), "x@harbour.example".into()).written())
        });
        let cookies: Vec<_> = session.chain(asked).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.from {
            request = request.header(*name, value);
        }
        let (kind, body) = match self.method {
            Method::GET => ("text/plain", Vec::new()),
            _ if self.is_upload => (MULTIPART, multipart(&self.fields)),
            _ => {
                let fields = serde_html_form::to_string(&self.fields).unwrap();
                ("application/x-www-form-urlencoded", fields.into_bytes())
            }
        };
        let request = request.header(header::CONTENT_TYPE, kind);
        let reply = portal.send(STRANGER, request.body(Body::from(body)).unwrap());
        let name = format!("{} {}", self.method, self.path);
        pages::check(&reply, &name);
        if let Some(cookie) = &self.cookie {
            let is_told = reply.has(cookie) || reply.location().contains(cookie.as_str());
            assert!(!is_told, "{name}: shows the session cookie");
        }
        reply
    }
}

/// How many round trips to the database a response took.
fn batches(reply: &Reply) -> usize {
    let spent = reply.headers.get("server-timing").unwrap().to_str().unwrap();
    spent.split(['"', ' ']).find_map(|word| word.parse().ok()).unwrap()
}

pub fn is_sign_in(reply: &Reply) -> bool {
    reply.status == StatusCode::SEE_OTHER && reply.location().starts_with("/session/new")
}

/// Every row of every table, except sessions, airports, and the counters of tries, which count what fails too.
#[derive(PartialEq)]
struct Dump(Vec<(String, String)>);

impl Dump {
    fn of(portal: &Portal) -> Self {
        static SQL: OnceLock<String> = OnceLock::new();
        let rows = portal.app.db.rows(SQL.get_or_init(|| Self::sql(portal)));
        Self(rows.into_iter().flatten().collect())
    }

    /// A statement with one column for each table.
    fn sql(portal: &Portal) -> String {
        let tables = portal.app.db.rows(
            "SELECT t.name, group_concat(c.name) FROM sqlite_schema t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT IN ('sessions', 'airports', 'airport_words', 'sign_in_failures') AND t.name NOT LIKE 'sqlite_%'
             GROUP BY t.name",
        );
        let column = |row: &Vec<(String, String)>| {
            let (table, row) = (&row[0].1, row_of(&row[1].1));
            format!(
                "(SELECT coalesce(group_concat(row, char(10)), '') FROM (SELECT {row} AS row FROM {table} ORDER BY row)) AS {table}"
            )
        };
        format!("SELECT {}", tables.iter().map(column).collect::<Vec<_>>().join(", "))
    }

    /// Fails if a table has changed.
    fn assert_unchanged(&self, portal: &Portal, name: &str) {
        for ((table, now), (_, then)) in Self::of(portal).0.iter().zip(&self.0) {
            assert!(now == then, "{name}: changed {table}:\n{}", difference(then, now));
        }
    }
}

fn difference(then: &str, now: &str) -> String {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    lines(now).symmetric_difference(&lines(then)).cloned().collect::<Vec<_>>().join("\n")
}

thread_local! {
    /// The types of the views that were rendered.
    static SEEN: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

/// Records that a view was rendered, for `every_view_is_rendered`.
pub fn record_view(view: &'static str) {
    SEEN.with_borrow_mut(|seen| seen.insert(view));
}
