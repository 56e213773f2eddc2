//! Bodies other than forms. Each is one more extractor: its handler is routed, checked for where the
//! request came from and let in like any other.
use super::super::*;
use crate::{
    db::{
        once::Once,
        scope::client,
        write::{Write, begins},
    },
    http::visit::Visit,
    testing::cast::*,
    users::{Right, everyone, may},
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::FromRequest,
    http::HeaderMap,
    response::IntoResponse as _,
};
use futures_executor::block_on;
use http_body_util::BodyExt as _;
use serde::{Deserialize, de::DeserializeOwned};

const NOTE: usize = 1024;

/// JSON up to a size, and the key by which a script asks for it to be carried out once.
struct Json<T>(T, Once);

impl<T> AsRef<Once> for Json<T> {
    fn as_ref(&self) -> &Once {
        &self.1
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        if request.headers().get(header::CONTENT_TYPE).is_none_or(|it| it != "application/json") {
            return Err(Error::Unsupported);
        }
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, NOTE).await.map_err(|_| Error::TooLarge)?;
        let value = serde_json::from_slice(&body)
            .map_err(|_| Error::refused("This JSON could not be read."))?;
        let key = parts.headers.get("idempotency-key").map_or("", |it| it.to_str().unwrap());
        Ok(Self(value, Once::of(parts.uri.path(), key, &body)))
    }
}

/// Bytes as they were sent, with the headers that sign them.
struct Raw {
    headers: HeaderMap,
    body: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, NOTE).await.map_err(|_| Error::TooLarge)?;
        Ok(Self { headers: parts.headers, body })
    }
}

#[derive(Deserialize)]
struct Note {
    words: String,
}

async fn note(visit: Visit, json: Json<Note>) -> Result<Response> {
    visit.read(()).await?;
    let write =
        Write::begin("noted", "x", begins!(client, "WHERE true")).note(json.0.words.as_str());
    visit.write(&json, write, "/notes/1", "Noted.").await
}

async fn hook(visit: Visit, raw: Raw) -> Result<Response> {
    visit.read(()).await?;
    let signature = raw.headers.get("signature").ok_or(Error::Forbidden)?.as_bytes();
    Ok(format!("{} bytes, {} of signature", raw.body.len(), signature.len()).into_response())
}

/// A body that is read piece by piece, of any size: access is checked before the first.
async fn upload(visit: Visit, mut body: Body) -> Result<Response> {
    visit.read(()).await?;
    let mut size = 0;
    while let Some(Ok(frame)) = body.frame().await {
        size += frame.data_ref().map_or(0, Bytes::len);
    }
    Ok(format!("{size} bytes").into_response())
}

fn router_of(_: Face) -> &'static Answering {
    static ROUTER: OnceLock<Answering> = OnceLock::new();
    ROUTER.get_or_init(|| {
        let routes = Routes::new()
            .post("/notes", everyone(), note)
            .post("/hooks", everyone(), hook)
            .post("/uploads", may(Right::Administer), upload);
        with_fallbacks(routes)
    })
}

struct Sent<'a> {
    who: Person,
    origin: &'a str,
    path: &'a str,
    kind: &'a str,
}

impl Sent<'_> {
    fn by(self, portal: &Portal, body: impl Into<Body>) -> (u16, String) {
        let mut request =
            Request::post(format!("http://{}.portal.test{}", self.who.host, self.path))
                .header("accept", "application/json")
                .header("content-type", self.kind)
                .header("origin", self.origin)
                .header("idempotency-key", "k")
                .header("signature", "abc");
        if !self.who.name.is_empty() {
            request = request.header("cookie", format!("session={}", cookie_of(self.who)));
        }
        block_on(async {
            let request = request.body(body.into()).unwrap();
            let response = serve_by(router_of, portal.app.clone(), request).await;
            let (status, body) = (response.status().as_u16(), response.into_body());
            let bytes = body.collect().await.unwrap().to_bytes();
            (status, String::from_utf8(bytes.to_vec()).unwrap())
        })
    }
}

const HOME: &str = "http://harbour.portal.test";
const JSON: Sent<'static> =
    Sent { who: MIRA, origin: HOME, path: "/notes", kind: "application/json" };

#[test]
fn json_is_read_within_its_limit_and_carried_out_once() {
    let portal = Portal::open("");
    let good = "{\"words\":\"A dog comes along\"}";
    for _ in 0..2 {
        assert_eq!(JSON.by(&portal, good).0, 303);
        assert_eq!(
            portal.rows("SELECT action, note, digest <> '' AS has_digest FROM events"),
            "action: noted\nnote: A dog comes along\nhas_digest: 1"
        );
    }
    for (sent, body, expected) in [
        (JSON, "{}".to_owned(), (409, ":refused\"")),
        (JSON, " ".repeat(NOTE + 1), (413, ":too-large\"")),
        (Sent { kind: "text/plain", ..JSON }, good.to_owned(), (415, ":unsupported\"")),
        (Sent { who: STRANGER, ..JSON }, good.to_owned(), (401, ":sign-in-first\"")),
        (Sent { origin: "http://evil.example", ..JSON }, good.to_owned(), (403, ":foreign\"")),
    ] {
        let (status, body) = sent.by(&portal, body);
        assert!(status == expected.0 && body.contains(expected.1), "{expected:?}: {status} {body}");
    }
}

#[test]
fn raw_bytes_come_with_their_headers() {
    let portal = Portal::open("");
    let sent = Sent { path: "/hooks", kind: "application/octet-stream", ..JSON };
    assert_eq!(sent.by(&portal, vec![0xff; 9]), (200, "9 bytes, 3 of signature".to_owned()));
}

#[test]
fn a_large_body_is_streamed_to_whoever_may_send_it() {
    let portal = Portal::open("");
    let large = || vec![b'a'; 6 * 1024 * 1024];
    let of = |who, origin| Sent { who, origin, path: "/uploads", kind: "multipart/form-data" };
    let staff = "http://harbour-ops.portal.test";
    assert_eq!(of(OLE, staff).by(&portal, large()), (200, "6291456 bytes".to_owned()));
    assert_eq!(of(INES, staff).by(&portal, large()).0, 403);
}
