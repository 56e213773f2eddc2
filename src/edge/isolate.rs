//! What an isolate opens once, and the App of each of its requests.
use super::{
    Db,
    bindings::{Assets, Clock, Limiter, Mailer, Queue, random},
    r2::Files,
    room::Rooms,
    web::Web,
};
use crate::{
    app::{App, Witness},
    config::Config,
    http::{cookies, faces::Faces},
    kit::{turns::Turns, underway::Underway},
};
use axum::http::{HeaderMap, Method};
use std::sync::{Arc, OnceLock};
use worker::Env;

/// What this isolate has opened. Its environment never changes: with other variables, new isolates start.
static KEPT: OnceLock<Kept> = OnceLock::new();

/// What requests share. None of it belongs to a single request.
struct Kept {
    files: Files,
    queue: Queue,
    mailer: Mailer,
    assets: Assets,
    limiter: Limiter,
    rooms: Rooms,
    config: Arc<Config>,
    faces: Faces,
    turns: Turns,
    presses: Underway,
}

impl Kept {
    fn of(env: &Env, config: Config) -> worker::Result<Self> {
        Ok(Self {
            files: Files(Arc::new(env.bucket("FILES")?)),
            queue: Queue(Arc::new(env.queue("JOBS")?)),
            mailer: Mailer(Arc::new(env.send_email("MAIL")?)),
            assets: Assets(Arc::new(env.assets("ASSETS")?)),
            limiter: Limiter(Arc::new(env.rate_limiter("SIGN_IN")?)),
            rooms: Rooms(Arc::new(env.durable_object("ROOM")?)),
            config: Arc::new(config),
            faces: Faces::default(),
            turns: Turns::default(),
            presses: Underway::default(),
        })
    }
}

/// Opens the database for one request, and every other binding for the first of an isolate, if the
/// configuration is safe to serve with. If not, says what must be changed, without any value.
pub fn open(env: &Env, method: &Method, headers: &HeaderMap) -> Result<App, String> {
    let kept = if let Some(kept) = KEPT.get() {
        kept
    } else {
        // A secret and a variable are read in the same way.
        let config = Config::read(|name| env.var(name).ok().map(|value| value.to_string()))?;
        let kept = Kept::of(env, config).map_err(missing)?;
        KEPT.get_or_init(|| kept)
    };
    let bookmark = match cookies::read(headers, &kept.config, cookies::BOOKMARK) {
        Some(bookmark) if method == Method::GET && is_bookmark(&bookmark) => bookmark,
        None if method == Method::GET => "first-unconstrained".to_owned(),
        _ => "first-primary".to_owned(),
    };
    Ok(App {
        db: Db::open(env, &bookmark).map_err(missing)?,
        files: kept.files.clone(),
        queue: kept.queue.clone(),
        mailer: kept.mailer.clone(),
        assets: kept.assets.clone(),
        limiter: kept.limiter.clone(),
        rooms: kept.rooms.clone(),
        config: Arc::clone(&kept.config),
        web: Web,
        clock: Clock,
        random,
        witness: Witness::default(),
        faces: kept.faces.clone(),
        turns: kept.turns.clone(),
        presses: kept.presses.clone(),
    })
}

#[allow(clippy::needless_pass_by_value)] // as map_err needs it
fn missing(e: worker::Error) -> String {
    format!("A binding is missing: {e}")
}

/// Whether the text of the cookie may be passed to D1 as a bookmark.
fn is_bookmark(text: &str) -> bool {
    text.len() <= 128 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}
