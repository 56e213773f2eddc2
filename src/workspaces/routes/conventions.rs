//! What browsers and password managers look for on every site.
use super::super::queries;
use crate::{
    error::{Error, Result},
    http::{page::see, visit::Visit},
    workspaces::Workspace,
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use serde_json::json;

/// `GET /manifest.webmanifest`: how the portal looks as an app on a phone's home screen.
pub async fn manifest(visit: Visit) -> Result<Response> {
    let it = workspace(&visit).await?;
    let manifest = json!({
        "name": it.name,
        "short_name": it.name,
        "start_url": "/",
        "display": "standalone",
        "theme_color": format!("#{}", it.brand),
        "background_color": "#ffffff",
        "icons": [{ "src": it.icon(), "sizes": "any" }],
    });
    let headers = [
        (header::CONTENT_TYPE, "application/manifest+json"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    Ok((headers, manifest.to_string()).into_response())
}

/// `GET /favicon.ico`: leads to the icon, for programs that do not read the page's link to it.
pub async fn icon(visit: Visit) -> Result<Response> {
    Ok(see(&workspace(&visit).await?.icon()))
}

/// `GET /.well-known/change-password`: leads password managers to the page (W3C, "A Well-Known URL for Changing
/// Passwords").
pub async fn change_password(_visit: Visit) -> Result<Response> {
    Ok(see("/profile/password"))
}

async fn workspace(visit: &Visit) -> Result<Workspace> {
    visit.db().run(queries::at(&visit.scope.host)).await?.ok_or(Error::UnknownHost)
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use serde_json::Value;

    #[test]
    fn a_phone_reads_the_operators_name_and_icon() {
        let portal = Portal::open("");
        let reply = portal.get(STRANGER, "/manifest.webmanifest");
        assert_eq!(reply.headers["content-type"], "application/manifest+json");
        let manifest: Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!(manifest["name"], "Harbour Aviation");
        let icon = manifest["icons"][0]["src"].as_str().unwrap();
        assert!(portal.get(STRANGER, icon).body.contains("<svg"), "{icon}");
        assert_eq!(portal.get(STRANGER, "/favicon.ico").location(), icon);
    }

    #[test]
    fn a_password_manager_finds_the_page_that_changes_a_password() {
        let portal = Portal::open("");
        let reply = portal.get(MIRA, "/.well-known/change-password");
        assert_eq!(reply.location(), "/profile/password");
        assert!(portal.get(MIRA, reply.location()).has("Confirm password"));
    }
}
