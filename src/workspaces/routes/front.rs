//! The start page on a developer's machine.
use super::super::{Face, Trade, queries, views};
use crate::{
    app::App,
    error::{Error, Result},
    http::page::page,
};
use axum::response::Response;

/// The start page of the portal's own domain: every workspace and its logins.
pub async fn front_door(app: &App) -> Result<Response> {
    if !app.config.local {
        return Err(Error::UnknownHost);
    }
    let mut doors: Vec<views::Door> = Vec::new();
    let mut logins = Vec::new();
    for place in app.everywhere() {
        logins.extend(place?.db.run(queries::demo_logins()).await?);
    }
    for it in logins {
        let (client_url, ops_url) =
            (app.config.address_of(&it.client), app.config.address_of(&it.ops));
        let url = if it.face == Face::Ops { &ops_url } else { &client_url };
        let login =
            views::Login { who: it.who, email: it.email, role: it.role.name(), url: url.clone() };
        match doors.last_mut().filter(|door| door.name == it.name) {
            Some(door) => door.logins.push(login),
            None => doors.push(views::Door {
                name: it.name,
                trade: match it.trade {
                    Trade::Air => "Aircraft charter",
                    Trade::Coach => "Motorcoach charter",
                },
                client_url,
                ops_url,
                logins: vec![login],
            }),
        }
    }
    page(&views::Front { workspaces: doors, password: "charter-demo" })
}
