//! The people of every test, and a portal in memory to use as one of them. Harbour and Ridgeline operate
//! aircraft, Northstar operates coaches; `cast.sql` has their rows. Time stands still at [`NOON`].
//!
//! ```ignore
//! use crate::testing::cast::*;
//!
//! #[test]
//! fn only_staff_of_the_workspace_see_a_new_rate() {
//!     let portal = Portal::open(""); // the cast; the text is SQL for rows of your own
//!     let rate = [("key", "k"), ("name", "Fee"), ("kind", "percent"), ("figure", "2.5"), ("from", "2026-12-01")];
//!     let reply = portal.post(OLE, "/rates", &rate);
//!     assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, "/rates"));
//!     portal.later(2 * HOUR); // moves the clock
//!     portal.work(); // runs the jobs that wait in the queue
//!     assert!(portal.get(OLE, "/rates").has("Fee"));
//!     assert!(!portal.get(RHEA, "/rates").has("Fee"));
//!     assert_eq!(portal.value("SELECT count(*) FROM rates"), "1");
//! }
//! ```
use crate::{
    app::{App, Changed, Witness},
    audit::Probe,
    config::{Config, Hostnames, Stripe},
    db::{change::Outcome, scope::Scope, write::Write},
    edge::{Assets, Clock, Databases, Db, Files, Image, Limiter, Mailer, Queue, Rooms, Web},
    http::{faces::Faces, form::Form, headers::READ, router},
    kit::{database::Database, ids::EventId, room::Seat, turns::Turns, underway::Underway},
    sessions::token,
    workspaces::{Face, Host},
};
use axum::{
    body::{Body, Bytes},
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

/// The time at which every test begins: Sat 21 Nov 2026, 12:00 UTC.
pub const NOON: i64 = 1_795_262_400_000;

/// The key that signs sessions in tests.
pub const KEY: &str = "a key that signs in tests";

const CAST: &str = include_str!("cast.sql");

/// More rows at Harbour, as a seed for [`Portal::open`]: Mira's requests, quotes, trip and invoice in every
/// state, and people in every state of signing in.
pub const WALK: &str = include_str!("walk.sql");

/// A person of the cast, with a session on their host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    pub name: &'static str,
    pub host: &'static str,
}
const fn person(name: &'static str, host: &'static str) -> Person {
    Person { name, host }
}

/// Administrator of Harbour.
pub const OLE: Person = person("ole", "harbour-ops");
/// Dispatcher of Harbour.
pub const DANA: Person = person("dana", "harbour-ops");
/// Accountant of Harbour.
pub const INES: Person = person("ines", "harbour-ops");
/// A charter client of Harbour.
pub const MIRA: Person = person("mira", "harbour");
/// A client of the same account as Mira.
pub const TOMAS: Person = person("tomas", "harbour");
/// The owner of the aircraft N517HA.
pub const RUTH: Person = person("ruth", "harbour");
/// A customer of Harbour's FBO, who has no trips.
pub const CARL: Person = person("carl", "harbour");
/// Staff of Ridgeline.
pub const RHEA: Person = person("rhea", "ridgeline-ops");
/// A client of Ridgeline.
pub const MILO: Person = person("milo", "ridgeline");
/// Staff of Northstar.
pub const NOOR: Person = person("noor", "northstar-ops");
/// A client of Northstar.
pub const BEA: Person = person("bea", "northstar");
/// Somebody who is not signed in, at Harbour's client portal.
pub const STRANGER: Person = person("", "harbour");

/// A portal whose database, files, queue and mail are in memory.
pub struct Portal {
    pub app: App,
}

static CHANCE: AtomicU64 = AtomicU64::new(1);

/// A response with its whole body.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    /// Without what is under the bell, so that tests of a page are about the page.
    pub body: String,
    /// The body as it came.
    pub bytes: Bytes,
    /// The latest notices, under the bell.
    pub bell: String,
    /// What is noted after the answer.
    pub probe: Option<Probe>,
    /// The events that open pages are told of after the answer.
    pub changed: Vec<EventId>,
    /// The socket that the edge opens.
    pub seat: Option<Seat>,
    /// The database that answered.
    pub database: String,
}

/// A page without its bell, and the bell.
fn without_bell(page: &str) -> (String, String) {
    let end = "All notices</a>\n</div>";
    let found = page.split_once("<div id=\"bell\"");
    match found.and_then(|(before, rest)| Some((before, rest.split_once(end)?))) {
        Some((before, (bell, after))) => (format!("{before}{after}"), bell.to_owned()),
        None => (page.to_owned(), String::new()),
    }
}

impl Reply {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    /// The key of the first form on the page.
    pub fn key(&self) -> String {
        self.field("key")
    }

    /// The value of the first hidden field of this name.
    pub fn field(&self, name: &str) -> String {
        (*self.values(name).first().expect("a form with the field")).to_owned()
    }

    /// The values of all fields of this name, in the order of the page.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let opening = format!("name=\"{name}\" value=\"");
        let fields = self.body.split(&opening).skip(1);
        fields.filter_map(|rest| rest.split('"').next()).collect()
    }

    /// The notice that the next page will show.
    pub fn notice(&self) -> String {
        let set = self.headers.get_all(axum::http::header::SET_COOKIE).iter();
        let mut set = set.filter_map(|it| it.to_str().ok());
        let said = set.find_map(|it| it.strip_prefix("notice=")).unwrap_or_default();
        let pair = format!("notice={}", said.split(';').next().unwrap());
        let pairs: Vec<(String, String)> = serde_html_form::from_str(&pair).unwrap();
        pairs[0].1.clone()
    }

    /// Whether the page has these words. `<bdi>` around a name changes none.
    pub fn has(&self, words: &str) -> bool {
        self.body.contains(words)
            || self.body.replace("<bdi>", "").replace("</bdi>", "").contains(words)
    }
}

impl Portal {
    /// A portal with the cast, and with the rows that the SQL `seed` adds.
    pub fn open(seed: &str) -> Self {
        Self::copy(seed, || {
            let portal = Self::copy(CAST, Self::cast);
            portal.app.db.execute(seed);
            portal
        })
    }

    /// A portal on a copy of a database. `make` runs once for each `name`; later calls copy its result.
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

    /// Gives a person a session. `email` is the user's address, `factors` how many they showed.
    pub fn sign_in(&self, who: Person, email: &str, factors: u8) {
        self.app.db.execute(&format!(
            "INSERT INTO sessions (digest, workspace_id, user_id, face, device, created_at, expires_at, seen_at, proven_at, factors)
             SELECT '{}', workspace_id, id, face, 'test', 0, 9000000000000000, {NOON}, {NOON}, {factors} FROM users WHERE email = '{email}'",
            token::digest(who.name)
        ));
    }

    /// As an isolate that has met every host already, so that a page costs what it mostly does.
    fn on(db: Db) -> Self {
        let config = Config {
            local: true,
            domain: "portal.test".into(),
            origin: "http://portal.test".into(),
            mail_from: "portal@portal.test".into(),
            signing_key: KEY.into(),
            pepper: "pepper".into(),
            data_key: "a key that seals in tests".into(),
            reply_domain: Some("reply.example".to_owned()),
            resend: None,
            stripe: Some(Stripe {
                api: "https://stripe.test".into(),
                secret_key: "sk_test_cast".into(),
                webhook_secrets: vec!["whsec_cast".into()],
            }),
            hostnames: Some(Hostnames {
                api: "https://cloudflare.test".into(),
                dns: "https://dns.test/query".into(),
                token: "a token".into(),
                zone: "zone".into(),
                target: "customers.portal.test".into(),
            }),
        };
        let app = App {
            databases: Databases::of(&db),
            db,
            files: Files::default(),
            queue: Queue::default(),
            mailer: Mailer::default(),
            assets: Assets,
            limiter: Limiter::default(),
            rooms: Rooms::default(),
            web: Web::default(),
            config: Arc::new(config),
            witness: Witness::default(),
            faces: Faces::default(),
            // Time stands still, so a test that signs in often would wait for ever later turns.
            turns: Turns::every(0),
            presses: Underway::default(),
            clock: Clock::at(NOON),
            random: |bytes| {
                let n = CHANCE.fetch_add(1, Ordering::Relaxed).to_be_bytes();
                for (i, byte) in bytes.iter_mut().rev().enumerate() {
                    *byte = n.iter().rev().nth(i).copied().unwrap_or(0);
                }
            },
        };
        for row in app.db.rows("SELECT host, face FROM hosts") {
            let face = if row[1].1 == "ops" { Face::Ops } else { Face::Client };
            let host = Host { name: row[0].1.clone(), face };
            app.faces.learn(&host, &Database::directory());
        }
        Self { app }
    }

    /// Lets time pass.
    pub fn later(&self, millis: i64) {
        self.app.clock.advance(millis);
    }

    pub fn get(&self, who: Person, path: &str) -> Reply {
        self.send(who, Request::get(url(who, path)).body(Body::empty()).unwrap())
    }

    /// Sends a form as a browser would, from a page of the same host.
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
        let sent = std::mem::take(request.headers_mut());
        for (name, value) in sent.iter().filter(|(name, _)| READ.contains(name)) {
            request.headers_mut().append(name, value.clone());
        }
        block_on(async {
            let response = router::serve(self.app.clone(), request).await;
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            let (body, bell) = without_bell(&String::from_utf8_lossy(&bytes));
            let probe = parts.extensions.get().cloned();
            let changed = parts.extensions.get().cloned().unwrap_or(Changed::default()).0;
            let taken = parts.extensions.get().cloned();
            let place: &App = parts.extensions.get().unwrap();
            Reply {
                status: parts.status,
                headers: parts.headers,
                body,
                bytes,
                bell,
                probe,
                changed,
                seat: taken,
                database: place.db.database().to_string(),
            }
        })
    }

    /// Runs a change as this person, as if a new form had asked for it.
    pub fn write(&self, who: Person, write: Write) -> Outcome {
        let n = CHANCE.fetch_add(1, Ordering::Relaxed);
        let form = Form::posted("/", format!("key={n}").as_bytes()).unwrap();
        let event = EventId::new(self.app.now(), &self.app.chance());
        block_on(self.app.db.run(write.sent_by(&scope_of(who), &form, event, "/"))).unwrap()
    }

    /// Runs every job that waits in the queue, but none that these jobs add.
    pub fn work(&self) {
        let waiting = std::mem::take(&mut *self.app.queue.sent.lock().unwrap());
        for (id, _) in waiting {
            block_on(crate::jobs::announced(&self.app, &id)).unwrap();
        }
    }

    /// Moves a workspace to a second database, `DB_2`, and returns that. Its rows are gone from the first, and
    /// the isolate still remembers it there.
    pub fn part(&self, slug: &str) -> Db {
        let (here, there) = (&self.app.db, Db::copy_of(&self.app.db.image()));
        let id = self.value(&format!("SELECT id FROM workspaces WHERE slug = '{slug}'"));
        here.execute(&format!(
            "CREATE TEMP TABLE leaving AS SELECT host, workspace_id, face, 'DB_2', 0 FROM hosts WHERE workspace_id = '{id}'"
        ));
        for (db, condition) in [(here, "="), (&there, "<>")] {
            db.drop_rows(&format!("{condition} '{id}'"));
        }
        here.execute("INSERT INTO elsewhere SELECT * FROM leaving; DROP TABLE leaving");
        self.app.databases.add("DB_2", there)
    }

    /// Takes a permission from a client, by its stored name.
    pub fn deny(&self, who: Person, grant: &str) {
        self.app.db.execute(&format!(
            "DELETE FROM grants WHERE name = '{grant}' AND contact_id = (SELECT contact_id FROM users WHERE email = '{}@{}.example')",
            who.name, who.host
        ));
    }

    /// The first column of the first row, as text.
    pub fn value(&self, sql: &str) -> String {
        self.app.db.value(sql)
    }

    /// All rows as lines of `name: value`, with an empty line between two rows: for snapshots.
    pub fn rows(&self, sql: &str) -> String {
        let line = |(name, value): &(_, _)| format!("{name}: {value}").trim_end().to_owned();
        let lines = |row: &Vec<_>| row.iter().map(line).collect::<Vec<_>>().join("\n");
        self.app.db.rows(sql).iter().map(lines).collect::<Vec<_>>().join("\n\n")
    }
}

/// The content type of [`multipart`].
pub const MULTIPART: &str = "multipart/form-data; boundary=a-boundary";

/// A form with a file, as a browser sends it. The value of the field `file` is `name: content`; content of characters up to
/// U+00FF is sent as these bytes, so that it may be a picture.
pub fn multipart(fields: &[(String, String)]) -> Vec<u8> {
    // A form names its file last.
    let (files, plain): (Vec<_>, Vec<_>) = fields.iter().partition(|(name, _)| name == "file");
    let field = |(name, value): &(String, String)| {
        format!(
            "--a-boundary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
        .into_bytes()
    };
    let file = |(name, value): &(String, String)| {
        let (of, content) = value.split_once(": ").unwrap_or(("", value));
        let head = format!(
            "--a-boundary\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{of}\"\r\n\r\n"
        );
        let bytes: Result<Vec<u8>, _> = content.chars().map(u8::try_from).collect();
        [head.into_bytes(), bytes.unwrap_or_else(|_| content.into()), b"\r\n".to_vec()].concat()
    };
    let parts = plain.into_iter().map(field).chain(files.into_iter().map(file));
    parts.chain([b"--a-boundary--\r\n".to_vec()]).flatten().collect()
}

/// SQL for a row of these columns as one text. A function of D1 takes 32 arguments at most.
pub fn row_of(columns: &str) -> String {
    let columns: Vec<_> = columns.split(',').collect();
    let parts = columns.chunks(30).map(|it| format!("json_array({})", it.join(",")));
    parts.collect::<Vec<_>>().join(" || ")
}

/// The scope of a person whose rights have not changed.
pub fn scope_of(who: Person) -> Scope {
    let scope = Scope::new(who.host, token::digest(who.name), NOON, "203.0.113.9");
    scope.read_as.get_or_init(|| 1);
    scope
}

/// The signed session cookie of a person, for their host.
pub fn cookie_of(who: Person) -> String {
    token::seal(&KEY.into(), who.name, who.host, 9_000_000_000_000).unwrap()
}

fn url(who: Person, path: &str) -> String {
    format!("http://{}.portal.test{path}", who.host)
}
