//! A workspace's colors and logo.
mod conventions;
#[cfg(any(test, feature = "local"))]
mod front;
#[cfg(any(test, feature = "local"))]
pub use front::front_door;

use super::{queries, views};
use crate::{
    app::App,
    error::{Error, Result},
    http::{routes::Routes, visit::Visit},
    kit::{color::Color, zoned},
    users::anyone,
};
use axum::{
    extract::Path,
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/brand/{file}", anyone(), brand)
        .get("/logo/{version}", anyone(), logo)
        .get("/health", anyone(), health)
        .get("/manifest.webmanifest", anyone(), conventions::manifest)
        .get("/favicon.ico", anyone(), conventions::icon)
        .get("/.well-known/change-password", anyone(), conventions::change_password)
}

/// Caches forever: the path changes when the content does.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// `GET /brand/{file}`: the style sheet with a brand's colors, `155b6b.css`, or its icon,
/// `155b6b-H.svg`. Both are computed from the file name, without the database.
async fn brand(Path(file): Path<String>) -> Result<Response> {
    if let Some((color, letter)) = file.strip_suffix(".svg").and_then(|it| it.split_once('-')) {
        return icon(color, letter);
    }
    let color = file.strip_suffix(".css").and_then(Color::parse).ok_or(Error::NotFound)?;
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, IMMUTABLE)];
    Ok((headers, color.style_sheet()).into_response())
}

fn icon(color: &str, letter: &str) -> Result<Response> {
    let color = Color::parse(color).ok_or(Error::NotFound)?;
    let letter = letter
        .parse::<char>()
        .ok()
        .filter(|letter| letter.is_alphanumeric())
        .ok_or(Error::NotFound)?;
    let svg = views::Icon { ground: color.hex(), ink: color.ink().hex(), letter }.drawn()?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, IMMUTABLE)];
    Ok((headers, svg).into_response())
}

/// `GET /logo/{version}`: a logo of this host's workspace. An earlier one is still in mails that were sent.
async fn logo(visit: Visit, Path(version): Path<String>) -> Result<Response> {
    let workspace =
        visit.db().run(queries::at(&visit.scope.host)).await?.ok_or(Error::UnknownHost)?;
    if !version.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_')) {
        return Err(Error::NotFound);
    }
    let key = format!("{}/logo/{version}", workspace.id);
    let file = visit.app.files.get(&key).await?.ok_or(Error::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, file.content_type),
        (header::CACHE_CONTROL, IMMUTABLE.to_owned()),
        // Mails show it, which people read in the pages of others.
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin".to_owned()),
    ];
    Ok((headers, file.bytes).into_response())
}

/// `GET /health`: whether the Worker reaches its database and its files, and which release of the time zone database
/// it has.
async fn health(visit: Visit) -> Result<Response> {
    Ok(state_of(&visit.app).await)
}

/// The health of the portal, for whoever watches it: 200, or 503 and what does not answer.
pub async fn state_of(app: &App) -> Response {
    let mut silent = Vec::new();
    for name in app.databases.all() {
        let answers = match app.of(&name) {
            Ok(place) => place.db.run(queries::alive()).await.is_ok(),
            Err(_) => false,
        };
        if !answers {
            silent.push(name.to_string());
        }
    }
    let files = app.files.get("health").await.is_ok();
    let database = match silent.as_slice() {
        [] => "ok".to_owned(),
        silent => format!("does not answer ({})", silent.join(", ")),
    };
    let is_well = silent.is_empty() && files;
    let status = if is_well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let text = format!(
        "{}\ndatabase {}\nfiles {}\ntime zones {}\n",
        if is_well { "ok" } else { "not well" },
        database,
        if files { "ok" } else { "does not answer" },
        zoned::release()
    );
    (status, [(header::CACHE_CONTROL, "no-store")], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edge::{Break, Stored},
        testing::cast::*,
    };
    use axum::{body::Body, http::Request};

    #[test]
    fn a_logo_is_shown_where_mails_are_read_which_is_on_the_pages_of_others() {
        let portal = Portal::open("");
        let file = Stored { bytes: b"png".to_vec(), content_type: "image/png".to_owned() };
        let key = "00000000-0000-7000-8000-000000000001/logo/1".to_owned();
        portal.app.files.kept.lock().unwrap().insert(key, file);
        let logo = portal.get(STRANGER, "/logo/1");
        assert_eq!(logo.headers["cross-origin-resource-policy"], "cross-origin");
    }

    #[test]
    fn the_place_of_a_logo_is_kept_free_by_its_size() {
        let portal = Portal::open("");
        portal
            .app
            .db
            .execute("UPDATE workspaces SET logo = '1', logo_width = 180, logo_height = 60");
        for (who, page) in [(STRANGER, "/session/new"), (MIRA, "/"), (DANA, "/")] {
            let logo = "<img class=\"logo\" src=\"/logo/1\" alt=\"\" width=\"180\" height=\"60\">";
            assert!(portal.get(who, page).has(logo), "{page}");
        }
        portal.app.db.execute("UPDATE workspaces SET logo_width = NULL, logo_height = NULL");
        assert!(
            portal.get(MIRA, "/").has("src=\"/logo/1\" alt=\"\">"),
            "one whose size is not known"
        );
    }

    #[test]
    fn the_release_of_the_time_zones_is_told() {
        let told = format!("ok\ndatabase ok\nfiles ok\ntime zones {}\n", zoned::release());
        let portal = Portal::open("");
        assert_eq!(portal.get(STRANGER, "/health").body, told);
        let domain = Person { name: "", host: "" };
        let request = Request::get("http://portal.test/health").body(Body::empty()).unwrap();
        assert_eq!(portal.send(domain, request).body, told, "also at the portal’s own domain");
    }

    #[test]
    fn who_watches_is_told_what_does_not_answer() {
        let portal = Portal::open("");
        *portal.app.files.breaks.lock().unwrap() = Some(Break::Before);
        let reply = portal.get(STRANGER, "/health");
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(reply.has("not well\ndatabase ok\nfiles does not answer"), "{}", reply.body);
    }
}
