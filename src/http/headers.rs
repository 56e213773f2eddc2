//! Headers: those of a request that the portal reads, and those that every answer carries.
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use std::sync::LazyLock;

/// The country that the visitor's network address is of, as only the edge may tell.
pub const COUNTRY: &str = "cf-ipcountry";
/// The platform's id of the request, which is in its own logs as well.
pub const REQUEST_ID: &str = "cf-ray";

/// Chosen by a program for a change, so that the change is made once however often it is sent.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The headers that are read. No others reach a handler, also under test.
pub static READ: [HeaderName; 20] = [
    header::ACCEPT,
    header::AUTHORIZATION,
    header::CONTENT_TYPE,
    header::COOKIE,
    header::IF_NONE_MATCH,
    header::IF_RANGE,
    header::ORIGIN,
    header::RANGE,
    header::REFERER,
    header::UPGRADE,
    header::USER_AGENT,
    HeaderName::from_static("cf-connecting-ip"),
    HeaderName::from_static(COUNTRY),
    HeaderName::from_static(REQUEST_ID),
    HeaderName::from_static(IDEMPOTENCY_KEY),
    HeaderName::from_static("sec-fetch-site"),
    HeaderName::from_static("stripe-signature"),
    HeaderName::from_static("svix-id"),
    HeaderName::from_static("svix-timestamp"),
    HeaderName::from_static("svix-signature"),
];

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of a page that may open a socket to its own host, which not every browser counts as
/// `'self'`.
pub fn with_socket(host: &str, scheme: &str) -> Option<HeaderValue> {
    let socket = format!("connect-src 'self' {scheme}://{host}");
    HeaderValue::try_from(POLICY.replace("connect-src 'self'", &socket)).ok()
}

/// Passkeys are for pages of this host alone.
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), \
    publickey-credentials-create=(self), publickey-credentials-get=(self)";

/// What every answer carries, unless it says otherwise.
pub static ALWAYS: LazyLock<HeaderMap> = LazyLock::new(|| {
    let all = [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("permissions-policy", PERMISSIONS),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ];
    all.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .into_iter()
        .collect()
});
