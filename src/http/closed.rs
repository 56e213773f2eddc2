//! What a portal answers that does not serve.
use crate::edge;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

/// Answers every request while the configuration is not safe to serve with; `cause` says what must be
/// changed.
pub fn answer(cause: &str) -> Response {
    let reference = edge::log_fault(&format!("closed: {cause}"));
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::RETRY_AFTER, "300"),
    ];
    let text = format!(
        "This portal is closed until its operator has corrected its configuration.\n\n{cause}\n\nReference: {reference}\n"
    );
    (StatusCode::SERVICE_UNAVAILABLE, headers, text).into_response()
}
