//! The log: one line of JSON for each refused request and each internal error. A line has no form values,
//! cookies, query strings or email addresses.
use crate::kit::ids::UserId;
use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A request that was refused.
#[derive(Debug)]
pub struct Denial<'a> {
    pub at: i64,
    /// Why: `role` (staff lack the right), `grant` (a client lacks the permission), `origin` (another site
    /// sent the form), `limit` (too many tries), `load` (too many passwords to check at once) or `proof`
    /// (wrong password or code).
    pub reason: &'static str,
    pub host: &'a str,
    pub method: &'a str,
    /// The pattern of the route, without ids and secrets.
    pub path: &'static str,
    pub user: Option<UserId>,
    /// The platform's id of the request.
    pub request: &'a str,
}

impl Denial<'_> {
    pub fn line(&self) -> String {
        let host: String = self.host.chars().take(100).collect();
        line(&json!({
            "at": time(self.at), "level": "warn", "event": "denied", "reason": self.reason, "host": host,
            "method": self.method, "path": self.path, "user": self.user, "request": self.request,
        }))
    }
}

/// A signed-in user asked for something of others, of this kind; `count` is how often on this day.
pub fn probe(at: i64, request: &str, user: UserId, kind: &str, count: i64) -> String {
    line(
        &json!({ "at": time(at), "level": "warn", "event": "probe", "request": request, "user": user, "kind": kind, "count": count }),
    )
}

/// An internal error, with the reference number that the visitor was shown, and the id of the request; that is empty in the
/// portal's own work.
pub fn fault(at: i64, request: &str, reference: &str, cause: &str) -> String {
    line(
        &json!({ "at": time(at), "level": "error", "event": "fault", "request": request, "reference": reference, "cause": cause }),
    )
}

fn time(at: i64) -> String {
    DateTime::from_timestamp_millis(at)
        .unwrap_or_default()
        .to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The JSON as one line. Control characters, and characters that reorder text, are escaped so that they
/// cannot forge a line or take over a terminal.
fn line(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}') {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn control_characters_cannot_break_a_line() {
        let odd = "a\r\n{\"level\":\"info\"}\u{1b}[31m\u{9b}2J\u{7f}\u{2028}\u{202e}\0";
        let line = fault(1_795_262_400_000, "ray", "ref", odd);
        assert!(!line.chars().any(char::is_control) && line.lines().count() == 1, "{line}");
        let read: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read["cause"], odd);
        assert_eq!(read["at"], "2026-11-21T12:00:00.000Z");
    }
}
