//! Files as downloads: their names, and requests for a part or for what the browser does not have yet.
use crate::{edge::Files, error::Result, http::page::encoded};
use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    response::Response,
};
use std::convert::Infallible;

/// A downloaded file runs nothing, also where a browser opens it in spite of being told to save it.
const SANDBOX: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
);

/// The headers in which a browser says what it has of a file and which part it wants.
#[derive(Debug, Default)]
pub struct Wanted {
    none_match: String,
    range: String,
    if_range: String,
    is_head: bool,
}

/// What is said about a file.
#[derive(Debug, Clone, Copy)]
pub struct Download<'a> {
    /// The name that it is saved under.
    pub name: &'a str,
    pub content_type: &'a str,
    /// Of its bytes: another file has another one.
    pub digest: &'a str,
    pub size: u64,
}

/// The bytes to send: `from` the first up to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bytes {
    All,
    Part {
        from: u64,
        last: u64,
    },
    /// The part that was asked for does not exist.
    None,
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let value = |name| {
            let value = parts.headers.get(name).and_then(|it| it.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        Ok(Self {
            none_match: value(header::IF_NONE_MATCH),
            range: value(header::RANGE),
            if_range: value(header::IF_RANGE),
            is_head: parts.method == Method::HEAD,
        })
    }
}

impl Wanted {
    /// Whether more than the headers is asked for.
    pub fn is_get(&self) -> bool {
        !self.is_head
    }

    /// Whether the browser has the file already.
    fn has(&self, etag: &str) -> bool {
        let mut known = self.none_match.split(',').map(|it| it.trim().trim_start_matches("W/"));
        known.any(|it| it == etag || it == "*")
    }

    fn bytes(&self, etag: &str, size: u64) -> Bytes {
        let is_other = !self.if_range.is_empty() && self.if_range != etag;
        let Some(asked) = self.range.strip_prefix("bytes=").filter(|_| !is_other) else {
            return Bytes::All;
        };
        // Several parts, or what is no range, are answered with the whole file, as is allowed.
        let Some((first, last)) = asked.split_once('-') else { return Bytes::All };
        let number = |text: &str| text.trim().parse::<u64>().ok();
        let (from, last) = match (number(first), number(last)) {
            (Some(from), Some(last)) if from <= last => (from, last.min(size.saturating_sub(1))),
            (Some(from), None) if last.trim().is_empty() => (from, size.saturating_sub(1)),
            (None, Some(0)) if first.trim().is_empty() => return Bytes::None,
            (None, Some(most)) if first.trim().is_empty() => {
                (size.saturating_sub(most), size.saturating_sub(1))
            }
            _ => return Bytes::All,
        };
        if from < size { Bytes::Part { from, last } } else { Bytes::None }
    }

    /// The answer to a browser that has the file already; none where it does not.
    pub fn unchanged(&self, file: &Download<'_>) -> Option<Response> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ETAG, HeaderValue::from_str(&etag(file)).ok()?);
        self.has(&etag(file)).then(|| without(StatusCode::NOT_MODIFIED, headers))
    }

    /// Answers with a file that is at hand.
    pub fn give(&self, file: &Download<'_>, bytes: &[u8]) -> Response {
        let part = |from: u64, last: u64| {
            let at = |it: u64| usize::try_from(it).unwrap_or(usize::MAX);
            bytes.get(at(from)..=at(last)).unwrap_or_default().to_vec()
        };
        if let Some(unchanged) = self.unchanged(file) {
            return unchanged;
        }
        match self.answer(file) {
            Ok((Bytes::Part { from, last }, headers)) => {
                with(StatusCode::PARTIAL_CONTENT, headers, Response::new(part(from, last).into()))
            }
            Ok((_, headers)) => with(StatusCode::OK, headers, Response::new(bytes.to_vec().into())),
            Err(headers) => without(StatusCode::RANGE_NOT_SATISFIABLE, headers),
        }
    }

    /// Answers with a stored file, which is passed on as it is read. None if it is not there.
    pub async fn stream(
        &self,
        file: &Download<'_>,
        files: &Files,
        key: &str,
    ) -> Result<Option<Response>> {
        if let Some(unchanged) = self.unchanged(file) {
            return Ok(Some(unchanged));
        }
        let (bytes, headers) = match self.answer(file) {
            Ok(answer) => answer,
            Err(headers) => return Ok(Some(without(StatusCode::RANGE_NOT_SATISFIABLE, headers))),
        };
        let (part, status) = match bytes {
            Bytes::Part { from, last } => {
                (Some((from, last - from + 1)), StatusCode::PARTIAL_CONTENT)
            }
            Bytes::All | Bytes::None => (None, StatusCode::OK),
        };
        let opened = files.open(key, part).await?;
        Ok(opened.map(|response| with(status, headers, response)))
    }

    /// The bytes to send and the headers, or the headers of a refusal.
    fn answer(&self, file: &Download<'_>) -> std::result::Result<(Bytes, HeaderMap), HeaderMap> {
        let etag = etag(file);
        let mut headers = HeaderMap::new();
        let mut set = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        let bytes = self.bytes(&etag, file.size);
        set(header::ETAG, &etag);
        set(header::ACCEPT_RANGES, "bytes");
        match bytes {
            Bytes::Part { from, last } => {
                set(header::CONTENT_RANGE, &format!("bytes {from}-{last}/{}", file.size));
            }
            Bytes::None => {
                set(header::CONTENT_RANGE, &format!("bytes */{}", file.size));
                return Err(headers);
            }
            Bytes::All => {}
        }
        set(header::CONTENT_TYPE, file.content_type);
        set(header::CONTENT_DISPOSITION, &disposition(file.name));
        headers.insert(header::CONTENT_SECURITY_POLICY, SANDBOX);
        Ok((bytes, headers))
    }
}

fn etag(file: &Download<'_>) -> String {
    format!("\"{}\"", file.digest)
}

fn with(status: StatusCode, headers: HeaderMap, mut response: Response) -> Response {
    *response.status_mut() = status;
    response.headers_mut().extend(headers);
    response
}

fn without(status: StatusCode, headers: HeaderMap) -> Response {
    with(status, headers, Response::new(Body::empty()))
}

/// The header that saves a file under its name (RFC 6266): a plain name as it is; any other with a plain
/// likeness for old programs, and in full as UTF-8.
pub fn disposition(name: &str) -> String {
    let is_plain = |c: char| matches!(c, ' '..='~') && !matches!(c, '"' | '\\' | '%');
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    if plain == name {
        return format!("attachment; filename=\"{plain}\"");
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(name))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const FILE: Download<'static> =
        Download { name: "a.pdf", content_type: "application/pdf", digest: "d1", size: 10 };

    fn range(range: &str) -> Bytes {
        let wanted = Wanted { range: range.to_owned(), ..Wanted::default() };
        wanted.bytes("\"d1\"", 10)
    }

    #[test]
    fn a_part_is_what_the_range_says() {
        assert_eq!(range("bytes=0-3"), Bytes::Part { from: 0, last: 3 });
        assert_eq!(range("bytes=4-"), Bytes::Part { from: 4, last: 9 });
        assert_eq!(range("bytes=4-99"), Bytes::Part { from: 4, last: 9 });
        assert_eq!(range("bytes=-3"), Bytes::Part { from: 7, last: 9 });
        assert_eq!(range("bytes=-30"), Bytes::Part { from: 0, last: 9 });
        for beyond in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(range(beyond), Bytes::None, "{beyond}");
        }
        for whole in
            ["", "bytes=", "bytes=-", "bytes=5-2", "lines=1-2", "bytes=0-1,4-5", "bytes=x-1"]
        {
            assert_eq!(range(whole), Bytes::All, "{whole}");
        }
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let asked = |none_match: &str, if_range: &str| {
            let wanted = Wanted {
                none_match: none_match.to_owned(),
                range: "bytes=0-1".to_owned(),
                if_range: if_range.to_owned(),
                ..Wanted::default()
            };
            wanted.give(&FILE, b"0123456789").status().as_u16()
        };
        assert_eq!(asked("\"d1\"", ""), 304);
        assert_eq!(asked("\"d0\", W/\"d1\"", ""), 304);
        assert_eq!(asked("*", ""), 304);
        assert_eq!(asked("\"d2\"", ""), 206);
        assert_eq!(asked("", "\"d1\""), 206);
        assert_eq!(asked("", "\"d2\""), 200, "a part of another file is of no use");
    }

    #[test]
    fn a_name_in_any_script_is_sent_in_full() {
        assert_eq!(disposition("Invoice 1.pdf"), "attachment; filename=\"Invoice 1.pdf\"");
        assert_eq!(
            disposition("한글.pdf"),
            "attachment; filename=\"__.pdf\"; filename*=UTF-8''%ED%95%9C%EA%B8%80.pdf"
        );
        assert_eq!(
            disposition("a\";b.html"),
            "attachment; filename=\"a_;b.html\"; filename*=UTF-8''a%22%3Bb.html"
        );
        assert!(HeaderValue::from_str(&disposition("Pässe\r\n\u{202e}x.pdf")).is_ok());
    }
}
