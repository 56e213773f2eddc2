//! Which face answers at a host. The `hosts` table says it; an isolate asks once and remembers.
use crate::{
    app::App,
    error::{Error, Result},
    workspaces::{self, Face, Host},
};
use axum::http::Uri;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// How many hosts an isolate remembers. One more, and it forgets all of them.
const MOST: usize = 1_000;

/// The faces of the hosts that were asked for so far. Hosts that are not in the table are not kept, so
/// made-up names cannot fill it. It decides which router answers and nothing else: statements read the
/// host's face from the table, so no row is shown by a face that has changed since.
#[derive(Clone, Default)]
pub struct Faces(Arc<Mutex<BTreeMap<String, Face>>>);

impl Faces {
    fn of(&self, host: &str) -> Option<Face> {
        self.0.lock().ok()?.get(host).copied()
    }

    pub fn learn(&self, host: &Host) {
        if let Ok(mut faces) = self.0.lock() {
            if faces.len() >= MOST {
                faces.clear();
            }
            faces.insert(host.name.clone(), host.face);
        }
    }

    /// For a host whose face has changed: the next request looks it up.
    pub fn forget(&self, host: &str) {
        if let Ok(mut faces) = self.0.lock() {
            faces.remove(host);
        }
    }
}

/// The host of this name. The first request for it in an isolate takes one more round trip to the
/// database, which is counted with the request's others.
pub async fn host(app: &App, name: String) -> Result<Host> {
    if let Some(face) = app.faces.of(&name) {
        return Ok(Host { name, face });
    }
    let beside = beside(&name);
    let found = app.db_for(&name).run(workspaces::host(&name, beside.as_deref())).await?;
    let host = found.ok_or(Error::UnknownHost)?;
    if host.name != name {
        return Err(Error::Moved(Moved { host: host.name }));
    }
    app.faces.learn(&host);
    Ok(host)
}

/// A custom host with `www.` where the name has none, and the other way round. Hosts below the portal's
/// domain have no such second name.
fn beside(name: &str) -> Option<String> {
    let other = name.strip_prefix("www.").map_or_else(|| format!("www.{name}"), str::to_owned);
    (name.contains('.') && other.contains('.')).then_some(other)
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
