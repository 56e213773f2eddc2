//! Which face answers at a host. The `hosts` table says it; an isolate asks once and remembers.
use crate::{
    app::App,
    error::{Error, Result},
    workspaces::{self, Face, Host},
};
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
    let host = app.db_for(&name).run(workspaces::host(&name)).await?.ok_or(Error::UnknownHost)?;
    app.faces.learn(&host);
    Ok(host)
}

#[cfg(test)]
mod tests;
