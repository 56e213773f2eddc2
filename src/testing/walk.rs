//! Walks every route of both faces through the same cases, each with an address and a form that
//! are good for somebody. A route without such a [`Stop`] fails; so a new one cannot be forgotten.
mod damage;
mod links;
mod pages;
mod refusals;
mod stop;
mod stops;
mod strangers;
mod trail;
mod world;

use crate::{
    http::{router, routes::Routes},
    sessions::Asked,
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

/// An id that nothing has.
const NOBODYS: &str = "00000000-0000-7000-8000-00000000ffff";

/// Invited, and yet to choose a password: a client, and one of the staff.
const ZOE: Person = Person { name: "zoe", host: "harbour" };

const NILS: Person = Person { name: "nils", host: "harbour-ops" };

/// With an authenticator app and recovery codes: a client, and one of the staff; and the same with
/// the second step of signing in yet to come.
const VERA: Person = Person { name: "vera", host: "harbour" };
const SVEN: Person = Person { name: "sven", host: "harbour-ops" };
const VERA_HALF_WAY: Person = Person { name: "vera, half-way", host: "harbour" };
const SVEN_HALF_WAY: Person = Person { name: "sven, half-way", host: "harbour-ops" };

/// Half through setting up an authenticator app.
const WILMA: Person = Person { name: "wilma", host: "harbour" };
const OTTO: Person = Person { name: "otto", host: "harbour-ops" };

/// What only those may read who have to do with Mira's things: they all carry one of these.
const MIRAS: [&str; 5] = ["Lindqvist", "-2001", "-2002", "-2003", "-2004"];

/// The password of everyone who has one here.
const PASSWORD: &str = "a quiet evening at home";

/// What Mira and Dana were mailed to sign in with, and the secret of the browsers that asked.
const CODE: &str = "012345";
const LINK: &str = "link";
const ASKED: &str = "secret";

/// Every route of a face, with its stop and who may ask.
pub struct Place {
    pub face: Face,
    pub stop: &'static Stop,
    pub access: Access,
}

impl Place {
    pub fn is_of_someone(&self) -> bool {
        !self.is_open() && self.stop.path().contains("-7000-8000-")
    }

    /// Whether it answers people who are not signed in.
    fn is_open(&self) -> bool {
        self.access.who == Who::Anyone
    }

    /// Who may send what the stop sends.
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

fn places() -> Vec<Place> {
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
    // Whoever signs out does so last.
    all.sort_by_key(|it| (it.stop.is_own, !it.stop.once_only.is_empty()));
    all
}

/// Those that only somebody signed in may ask for.
pub fn private() -> impl Iterator<Item = Place> {
    places().into_iter().filter(|it| !it.is_open())
}

/// A request at a stop: as its owner would send it, unless told otherwise.
#[derive(Clone)]
pub struct Ask {
    method: Method,
    host: &'static str,
    path: String,
    cookie: Option<String>,
    /// Whether it comes from a browser that asked for a sign-in link.
    has_asked: bool,
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
            has_asked: stop.has_asked,
            from: Vec::new(),
            fields,
        };
        ask.by(stop.who)
    }

    /// From another person, at their own host.
    pub fn by(self, who: Person) -> Self {
        let cookie = (!who.name.is_empty()).then(|| cookie_of(who));
        self.on(who.host).with_cookie(cookie)
    }

    /// At another host, with the cookie as it is.
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
        let asked = self.has_asked.then(|| {
            format!("asked={}", Asked::new(ASKED.into(), "x@harbour.example".into()).written())
        });
        let cookies: Vec<_> = session.chain(asked).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.from {
            request = request.header(*name, value);
        }
        let is_form = self.method != Method::GET;
        let body =
            if is_form { serde_html_form::to_string(&self.fields).unwrap() } else { String::new() };
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let reply = portal.send(STRANGER, request.body(Body::from(body)).unwrap());
        let name = format!("{} {}", self.method, self.path);
        pages::check(&reply, &name);
        if let Some(cookie) = &self.cookie {
            let is_told = reply.has(cookie) || reply.location().contains(cookie.as_str());
            assert!(!is_told, "{name}: tells the session");
        }
        reply
    }
}

/// How many round trips to the database an answer took.
fn batches(reply: &Reply) -> usize {
    let spent = reply.headers.get("server-timing").unwrap().to_str().unwrap();
    spent.split(['"', ' ']).find_map(|word| word.parse().ok()).unwrap()
}

pub fn is_sign_in(reply: &Reply) -> bool {
    reply.status == StatusCode::SEE_OTHER && reply.location().starts_with("/session/new")
}

/// Every row of every table that people write, sessions aside.
#[derive(PartialEq)]
struct Dump(Vec<(String, String)>);

impl Dump {
    fn of(portal: &Portal) -> Self {
        static SQL: OnceLock<String> = OnceLock::new();
        let rows = portal.app.db.rows(SQL.get_or_init(|| Self::sql(portal)));
        Self(rows.into_iter().flatten().collect())
    }

    /// The statement that reads them, with a column a table.
    fn sql(portal: &Portal) -> String {
        let tables = portal.app.db.rows(
            "SELECT t.name, group_concat(c.name) FROM sqlite_schema t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT IN ('sessions', 'airports', 'airport_words') AND t.name NOT LIKE 'sqlite_%'
             GROUP BY t.name",
        );
        let column = |row: &Vec<(String, String)>| {
            let (table, columns) = (&row[0].1, &row[1].1);
            format!(
                "(SELECT coalesce(group_concat(row, char(10)), '') FROM (SELECT json_array({columns}) AS row FROM {table} ORDER BY row)) AS {table}"
            )
        };
        format!("SELECT {}", tables.iter().map(column).collect::<Vec<_>>().join(", "))
    }

    /// Says which table is not as it was.
    fn is_still(&self, portal: &Portal, name: &str) {
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
    static SEEN: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

/// Remembers which view became a page, so that none is left unseen.
pub fn saw(view: &'static str) {
    SEEN.with_borrow_mut(|seen| seen.insert(view));
}
