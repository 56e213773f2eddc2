//! Live pages: an open page hears that something changed, and asks for itself anew. What it hears holds
//! no data, so that rights are checked where they always are.
mod jobs;
mod queries;
mod routes;
pub use jobs::tell;
pub use routes::routes;

use crate::{
    kit::{
        ids::WorkspaceId,
        room::{ANY, Notice},
    },
    workspaces::Face,
};
use queries::Touched;
use uuid::Uuid;

/// The lists whose new entries the navigation of staff counts on every page.
const COUNTED: [&str; 3] = ["requests", "messages", "sign-ups"];

/// What a page listens to. A client hears of their accounts and aircraft, whatever page it is: these are
/// from the database. Staff hear of what the path is about, and of what their
/// navigation counts.
fn topics(face: Face, own: Vec<String>, path: &str) -> Vec<String> {
    match face {
        Face::Client => own,
        Face::Ops => {
            let mut topics = of_path(path);
            topics.extend(COUNTED.map(str::to_owned));
            topics
        }
    }
}

/// The ids in a path, or else the list that it is.
fn of_path(path: &str) -> Vec<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts = || path.split('/').filter(|part| !part.is_empty());
    let ids: Vec<_> = parts().filter_map(|part| part.parse::<Uuid>().ok()).collect();
    if !ids.is_empty() {
        return ids.iter().map(Uuid::to_string).collect();
    }
    let list = match parts().next() {
        None => ANY,
        Some("deals") => "requests",
        Some("calendar" | "schedule") => "trips",
        Some(list) if list.len() < 32 && list.bytes().all(is_plain) => list,
        Some(_) => return Vec::new(),
    };
    vec![list.to_owned()]
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'-'
}

/// The notices to give, each to the room of a workspace.
fn notices(touched: Vec<Touched>) -> Vec<(WorkspaceId, Notice)> {
    let mut all: Vec<(WorkspaceId, Notice)> = Vec::new();
    for it in touched {
        let at = all.iter().position(|(workspace, _)| *workspace == it.workspace);
        let at = at.unwrap_or_else(|| {
            all.push((it.workspace, Notice::default()));
            all.len() - 1
        });
        let Some((_, notice)) = all.get_mut(at) else { continue };
        notice.users.extend(it.users.into_iter().flatten());
        notice.topics.extend(it.topics.into_iter().flatten().filter(|topic| !topic.is_empty()));
    }
    all
}

#[cfg(test)]
mod tests;
