//! `/live`
use super::{queries, topics};
use crate::{
    error::{Error, Result},
    http::{origin, page::see, routes::Routes, visit::Visit},
    kit::room::Seat,
    users::everyone,
};
use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::Response,
};
use std::convert::Infallible;

pub fn routes() -> Routes {
    Routes::new().get("/live", everyone(), index)
}

/// How the address was asked for.
enum Asked {
    AsPage,
    /// By a script of a page, of this host or not. Browsers let every site open sockets and send the
    /// cookies along, so the origin decides.
    AsSocket {
        from_here: bool,
    },
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let upgrade = parts.headers.get(header::UPGRADE);
        let is_socket = upgrade.is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(b"websocket"));
        if !is_socket {
            return Ok(Self::AsPage);
        }
        let from_here = origin::is_from_here(&parts.headers, &parts.uri);
        Ok(Self::AsSocket { from_here })
    }
}

/// `GET /live?at=`: the socket of the page with this path, which the edge connects to the workspace's
/// room. Whoever opens the address itself is led to a page.
async fn index(visit: Visit, asked: Asked) -> Result<Response> {
    let (visitor, own) = visit.read(queries::own(&visit.scope)).await?;
    match asked {
        Asked::AsPage => Ok(see("/")),
        Asked::AsSocket { from_here: false } => Err(Error::Foreign),
        Asked::AsSocket { from_here: true } => {
            let own = own.into_iter().map(|it| it.topic).collect();
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
            response.extensions_mut().insert(Seat {
                workspace: visitor.workspace.id,
                user: visitor.user.id,
                topics: topics(visitor.user.face, own, &visit.param("at")),
            });
            Ok(response)
        }
    }
}
