//! The small cast of every test: two air operators and a coach operator, their people, and a clock.
use crate::{
    app::{App, Config, Witness},
    db::{change::Outcome, scope::Scope, write::Write},
    edge::{Assets, Clock, Db, Files, Image, Limiter, Mailer, Queue},
    http::{form::Form, router},
    kit::ids::EventId,
    sessions::token,
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_executor::block_on;
use http_body_util::BodyExt as _;
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

pub use crate::kit::zoned::{DAY, HOUR, MINUTE};

/// Sat 21 Nov 2026, 12:00 UTC.
pub const NOON: i64 = 1_795_262_400_000;

pub const KEY: &str = "a key that signs in tests";

const CAST: &str = include_str!("cast.sql");

/// A deal of Mira's in every state, and people in every state of signing in.
pub const WALK: &str = include_str!("walk.sql");

/// A person with a session on their own host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    pub name: &'static str,
    pub host: &'static str,
}
const fn person(name: &'static str, host: &'static str) -> Person {
    Person { name, host }
}

pub const OLE: Person = person("ole", "harbour-ops");
pub const DANA: Person = person("dana", "harbour-ops");
pub const INES: Person = person("ines", "harbour-ops");
pub const MIRA: Person = person("mira", "harbour");
/// Of the same account as Mira.
pub const TOMAS: Person = person("tomas", "harbour");
/// Owner of N517HA.
pub const RUTH: Person = person("ruth", "harbour");
/// A customer of the FBO.
pub const CARL: Person = person("carl", "harbour");
pub const RHEA: Person = person("rhea", "ridgeline-ops");
pub const MILO: Person = person("milo", "ridgeline");
pub const NOOR: Person = person("noor", "northstar-ops");
pub const BEA: Person = person("bea", "northstar");
/// Nobody in particular, at Harbour's client portal.
pub const STRANGER: Person = person("", "harbour");

/// A portal with its database, files, queue and mail in memory.
pub struct Portal {
    pub app: App,
}

static CHANCE: AtomicU64 = AtomicU64::new(1);

/// An answer, read to its end.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

impl Reply {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    /// The value of the first hidden key on the page.
    pub fn key(&self) -> String {
        let (_, rest) = self.body.split_once("name=\"key\" value=\"").expect("a form with a key");
        rest.split('"').next().unwrap().to_owned()
    }

    /// What the next page says at its top.
    pub fn notice(&self) -> String {
        let set = self.headers.get_all(axum::http::header::SET_COOKIE).iter();
        let mut set = set.filter_map(|it| it.to_str().ok());
        let said = set.find_map(|it| it.strip_prefix("notice=")).unwrap_or_default();
        let pair = format!("notice={}", said.split(';').next().unwrap());
        let pairs: Vec<(String, String)> = serde_html_form::from_str(&pair).unwrap();
        pairs[0].1.clone()
    }

    pub fn has(&self, words: &str) -> bool {
        self.body.contains(words)
    }
}

impl Portal {
    /// The cast, and what the feature's own seed adds.
    pub fn open(seed: &str) -> Self {
        Self::copy(seed, || {
            let portal = Self::copy(CAST, Self::cast);
            portal.app.db.execute(seed);
            portal
        })
    }

    /// A portal on a copy of a database that is made once and kept by `name`.
    pub fn copy(name: &str, make: impl FnOnce() -> Self) -> Self {
        static IMAGES: Mutex<BTreeMap<String, Arc<OnceLock<Image>>>> = Mutex::new(BTreeMap::new());
        let image = Arc::clone(IMAGES.lock().unwrap().entry(name.to_owned()).or_default());
        Self::on(Db::copy_of(image.get_or_init(|| make().app.db.image())))
    }

    /// The cast alone, each with a session.
    fn cast() -> Self {
        let portal = Self::on(Db::migrated());
        portal.app.db.execute(CAST);
        for who in [OLE, DANA, INES, MIRA, TOMAS, RUTH, CARL, RHEA, MILO, NOOR, BEA] {
            let slug = who.host.trim_end_matches("-ops");
            portal.sign_in(who, &format!("{}@{slug}.example", who.name), 1);
        }
        portal
    }

    /// Gives a person a session, by their address and as somebody who showed this many factors.
    pub fn sign_in(&self, who: Person, email: &str, factors: u8) {
        self.app.db.execute(&format!(
            "INSERT INTO sessions (digest, workspace_id, user_id, face, device, created_at, expires_at, seen_at, proven_at, factors)
             SELECT '{}', workspace_id, id, face, 'test', 0, 9000000000000000, {NOON}, {NOON}, {factors} FROM users WHERE email = '{email}'",
            token::digest(who.name)
        ));
    }

    fn on(db: Db) -> Self {
        let config = Config {
            local: true,
            domain: "portal.test".into(),
            origin: "http://portal.test".into(),
            mail_from: "portal@portal.test".into(),
            signing_key: KEY.into(),
            pepper: "pepper".into(),
            data_key: "a key that seals in tests".into(),
        };
        let app = App {
            db,
            files: Files::default(),
            queue: Queue::default(),
            mailer: Mailer::default(),
            assets: Assets,
            limiter: Limiter::default(),
            config: Arc::new(config),
            witness: Witness::default(),
            clock: Clock::at(NOON),
            random: |bytes| {
                let n = CHANCE.fetch_add(1, Ordering::Relaxed).to_be_bytes();
                for (i, byte) in bytes.iter_mut().rev().enumerate() {
                    *byte = n.iter().rev().nth(i).copied().unwrap_or(0);
                }
            },
        };
        Self { app }
    }

    /// Lets time pass.
    pub fn later(&self, millis: i64) {
        self.app.clock.advance(millis);
    }

    pub fn get(&self, who: Person, path: &str) -> Reply {
        self.send(who, Request::get(url(who, path)).body(Body::empty()).unwrap())
    }

    /// Sends a form as a page of the host would.
    pub fn post(&self, who: Person, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = serde_html_form::to_string(fields).unwrap();
        let request = Request::post(url(who, path))
            .header(header::ORIGIN, format!("http://{}.portal.test", who.host))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.send(who, request)
    }

    pub fn send(&self, who: Person, mut request: Request<Body>) -> Reply {
        if !who.name.is_empty() && !request.headers().contains_key(header::COOKIE) {
            let cookie = format!("session={}", cookie_of(who));
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        }
        block_on(async {
            let response = router::serve(self.app.clone(), request).await;
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            let body = String::from_utf8_lossy(&bytes).into_owned();
            Reply { status: parts.status, headers: parts.headers, body }
        })
    }

    /// Writes what a person decided on what they read earlier, as of a form of its own.
    pub fn write(&self, who: Person, write: Write) -> Outcome {
        let n = CHANCE.fetch_add(1, Ordering::Relaxed);
        let form = Form::posted("/", format!("key={n}").as_bytes()).unwrap();
        let event = EventId::new(self.app.now(), &self.app.chance());
        block_on(self.app.db.run(write.sent_by(&scope_of(who), &form, event, "/"))).unwrap()
    }

    /// Does what waits in the queue, once through.
    pub fn work(&self) {
        let waiting = std::mem::take(&mut *self.app.queue.sent.lock().unwrap());
        for (id, _) in waiting {
            block_on(crate::jobs::run(&self.app, &id)).unwrap();
        }
    }

    /// Takes a grant from a client, by its stored word.
    pub fn deny(&self, who: Person, grant: &str) {
        self.app.db.execute(&format!(
            "DELETE FROM grants WHERE name = '{grant}' AND contact_id = (SELECT contact_id FROM users WHERE email = '{}@{}.example')",
            who.name, who.host
        ));
    }

    /// The single value a statement finds, as text.
    pub fn value(&self, sql: &str) -> String {
        self.app.db.value(sql)
    }

    /// The rows a statement finds as `name: value` lines, with an empty line between two rows.
    pub fn rows(&self, sql: &str) -> String {
        let line = |(name, value): &(_, _)| format!("{name}: {value}").trim_end().to_owned();
        let lines = |row: &Vec<_>| row.iter().map(line).collect::<Vec<_>>().join("\n");
        self.app.db.rows(sql).iter().map(lines).collect::<Vec<_>>().join("\n\n")
    }
}

/// The scope of a person as the tests found them.
pub fn scope_of(who: Person) -> Scope {
    let scope = Scope::new(who.host, token::digest(who.name), NOON, "203.0.113.9");
    scope.read_as.get_or_init(|| 1);
    scope
}

/// The signed cookie of a person's session, for their host.
pub fn cookie_of(who: Person) -> String {
    token::seal(KEY, who.name, who.host, 9_000_000_000_000).unwrap()
}

fn url(who: Person, path: &str) -> String {
    format!("http://{}.portal.test{path}", who.host)
}
