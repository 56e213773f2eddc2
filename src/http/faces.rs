//! Which face answers at a host, and the database of its workspace. The directory says it; an isolate asks once and
//! remembers.
use crate::{
    app::App,
    error::{Error, Result},
    kit::database::Database,
    workspaces::{self, Face, Host},
};
use axum::http::Uri;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// How many hosts an isolate remembers. One more, and it forgets all of them.
const MOST: usize = 1_000;

/// The hosts that were asked for so far. Those that are not in the directory are not kept, so made-up names
/// cannot fill it. It decides which router and which database answer and nothing else: statements read the
/// host's face from the table, so no row is shown by a face that has changed since; and a workspace that has
/// moved is not found where it was.
#[derive(Clone, Default)]
pub struct Faces(Arc<Mutex<BTreeMap<String, (Face, Database)>>>);

/// A host, and the database of its workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub host: Host,
    pub database: Database,
    /// Whether the isolate had looked it up before, so that the workspace may have moved since.
    pub is_remembered: bool,
}

impl Faces {
    fn of(&self, host: &str) -> Option<(Face, Database)> {
        self.0.lock().ok()?.get(host).cloned()
    }

    pub fn learn(&self, host: &Host, database: &Database) {
        if let Ok(mut faces) = self.0.lock() {
            if faces.len() >= MOST {
                faces.clear();
            }
            faces.insert(host.name.clone(), (host.face, database.clone()));
        }
    }

    /// For a host whose face or database has changed: the next request looks it up.
    pub fn forget(&self, host: &str) {
        if let Ok(mut faces) = self.0.lock() {
            faces.remove(host);
        }
    }
}

/// The host of this name. The first request for it in an isolate takes one more round trip to the
/// directory, which is counted with the request's others.
pub async fn host(app: &App, name: String) -> Result<Found> {
    if let Some((face, database)) = app.faces.of(&name) {
        return Ok(Found { host: Host { name, face }, database, is_remembered: true });
    }
    look_up(app, &name).await
}

/// The host of this name, as the directory says.
pub async fn look_up(app: &App, name: &str) -> Result<Found> {
    app.faces.forget(name);
    let beside = beside(name);
    let listed = app.db.run(workspaces::host(name, beside.as_deref())).await?;
    let listed = listed.ok_or(Error::UnknownHost)?;
    if listed.name != name {
        let is_ours = !listed.name.contains('.');
        let domain = if is_ours { format!(".{}", app.config.domain) } else { String::new() };
        return Err(Error::Moved(Moved { host: listed.name + &domain }));
    }
    let database = listed.database.as_deref().and_then(Database::named).ok_or(Error::Moving)?;
    let host = Host { name: listed.name, face: listed.face };
    app.faces.learn(&host, &database);
    Ok(Found { host, database, is_remembered: false })
}

/// A name without its `www.`, or a custom host with `www.` where it has none.
fn beside(name: &str) -> Option<String> {
    let bare = name.strip_prefix("www.").map(str::to_owned);
    bare.or_else(|| name.contains('.').then(|| format!("www.{name}")))
}

/// The custom host that is meant by another name of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    host: String,
}

impl Moved {
    /// The same address on the host that is meant.
    pub fn address_of(&self, uri: &Uri) -> String {
        let scheme = uri.scheme_str().unwrap_or("https");
        let port = uri.port().map(|port| format!(":{port}")).unwrap_or_default();
        let path = uri.path_and_query().map_or("/", |it| it.as_str());
        format!("{scheme}://{}{port}{path}", self.host)
    }
}

#[cfg(test)]
mod tests;
