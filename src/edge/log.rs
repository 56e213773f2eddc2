//! Lines of the log: JSON, one for each thing that somebody who runs the portal should see. No form's
//! values, cookies, queries or mail addresses are in them.
use crate::kit::ids::UserId;
use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A request that was refused.
#[derive(Debug)]
pub struct Denial<'a> {
    pub at: i64,
    /// `role`, `grant`, `origin`, `limit` or `proof`.
    pub reason: &'static str,
    pub host: &'a str,
    pub method: &'a str,
    /// As the table of routes has it, so without ids and secrets.
    pub path: &'static str,
    pub user: Option<UserId>,
}

impl Denial<'_> {
    pub fn line(&self) -> String {
        let host: String = self.host.chars().take(100).collect();
        line(&json!({
            "at": time(self.at), "level": "warn", "event": "denied", "reason": self.reason, "host": host,
            "method": self.method, "path": self.path, "user": self.user,
        }))
    }
}

/// A fault, with the reference that the visitor was shown.
pub fn fault(at: i64, reference: &str, cause: &str) -> String {
    line(
        &json!({ "at": time(at), "level": "error", "event": "fault", "reference": reference, "cause": cause }),
    )
}

fn time(at: i64) -> String {
    DateTime::from_timestamp_millis(at)
        .unwrap_or_default()
        .to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// One line, whatever is in it: what moves a terminal's cursor is written out.
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
    fn a_line_is_one_line_whatever_is_in_it() {
        let odd = "a\r\n{\"level\":\"info\"}\u{1b}[31m\u{9b}2J\u{7f}\u{2028}\u{202e}\0";
        let line = fault(1_795_262_400_000, "ref", odd);
        assert!(!line.chars().any(char::is_control) && line.lines().count() == 1, "{line}");
        let read: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read["cause"], odd);
        assert_eq!(read["at"], "2026-11-21T12:00:00.000Z");
    }
}
