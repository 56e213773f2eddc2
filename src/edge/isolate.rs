//! What an isolate opens once, and the App of each of its requests.
use super::{
    Databases,
    bindings::{Assets, Clock, Limiter, Mailer, Queue, random},
    d1::{Bound, bound},
    r2::Files,
    room::Rooms,
    web::Web,
};
use crate::{
    app::{App, Witness},
    config::Config,
    http::{cookies, faces::Faces},
    kit::{database::Database, turns::Turns, underway::Underway},
};
use axum::http::{HeaderMap, Method};
use std::sync::{Arc, OnceLock};
use worker::Env;

/// What this isolate has opened. Its environment never changes: with other variables, new isolates start.
static KEPT: OnceLock<Kept> = OnceLock::new();

/// What requests share. None of it belongs to a single request.
struct Kept {
    databases: Bound,
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
            databases: bound(env)?,
            files: Files(Arc::new(env.bucket("FILES")?)),
            queue: Queue { binding: Arc::new(env.queue("JOBS")?), of: Database::directory() },
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

/// Opens the directory for one request, and every other binding for the first of an isolate, if the
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
    let seen = cookies::read(headers, &kept.config, cookies::BOOKMARK);
    let databases = Databases::of_request(&kept.databases, seen, method == Method::GET);
    let directory = databases.open(&Database::directory());
    Ok(App {
        db: directory.ok_or("The database could not be opened.")?,
        databases,
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
