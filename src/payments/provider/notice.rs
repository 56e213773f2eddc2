//! What a provider tells by a webhook: its signature, and what it says of an attempt.
use crate::kit::ids::AttemptId;
use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac as _};
use serde_json::Value;
use sha2::Sha256;

/// How many seconds old a signature may be, or how far ahead its clock: later ones may be a replay.
pub const TOLERANCE: i64 = 300;

/// What is said of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// In the provider's own units.
    Paid {
        currency: String,
        units: i64,
    },
    Pending,
    Failed(String),
    Expired,
    /// How much was sent back in total, in the provider's own units.
    Refunded {
        units: i64,
    },
    Disputed(Dispute),
    /// Nothing that changes anything.
    Nothing,
}

/// Whether the client had their bank question a payment, and how that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dispute {
    Open,
    Won,
    Lost,
}

impl Dispute {
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The same each time that the same is told.
    pub id: String,
    pub kind: String,
    /// The operator's account at the provider; empty for the portal's own.
    pub merchant: String,
    pub attempt: Option<AttemptId>,
    pub intent: Option<String>,
    pub said: Said,
}

/// Whether one of the secrets signed the body lately. `now` is in milliseconds.
pub fn is_signed<'s>(
    secrets: impl IntoIterator<Item = &'s str>,
    header: &str,
    body: &[u8],
    now: i64,
) -> bool {
    let parts = || header.split(',').filter_map(|it| it.trim().split_once('='));
    let Some(time) = parts().find(|it| it.0 == "t").map(|it| it.1) else { return false };
    let is_fresh = time.parse::<i64>().is_ok_and(|t| (now / 1_000 - t).abs() <= TOLERANCE);
    let signatures: Vec<_> = parts()
        .filter(|it| it.0 == "v1")
        .filter_map(|it| HEXLOWER.decode(it.1.as_bytes()).ok())
        .collect();
    // Compared in constant time.
    is_fresh
        && secrets.into_iter().any(|secret| {
            signatures
                .iter()
                .any(|it| keyed(secret, time, body).is_some_and(|mac| mac.verify_slice(it).is_ok()))
        })
}

fn keyed(secret: &str, time: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

/// The header of a body that is signed now.
#[cfg(any(test, feature = "local"))]
pub fn signed(secret: &str, body: &[u8], now: i64) -> String {
    let time = (now / 1_000).to_string();
    let mac = keyed(secret, &time, body).map(|it| it.finalize().into_bytes()).unwrap_or_default();
    format!("t={time},v1={}", HEXLOWER.encode(&mac))
}

/// Reads an event. `None` if it is none.
pub fn read(body: &[u8]) -> Option<Notice> {
    let event: Value = serde_json::from_slice(body).ok()?;
    let kind = text(&event, "/type")?;
    let it = event.pointer("/data/object")?;
    let said = match kind.as_str() {
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" => of_session(it),
        "checkout.session.async_payment_failed" => {
            Said::Failed("Your bank did not make the payment.".to_owned())
        }
        "checkout.session.expired" => Said::Expired,
        "charge.refunded" => match it.pointer("/amount_refunded").and_then(Value::as_i64) {
            Some(units) => Said::Refunded { units },
            None => Said::Nothing,
        },
        "charge.dispute.created" | "charge.dispute.updated" | "charge.dispute.closed" => {
            Said::Disputed(match text(it, "/status").as_deref() {
                Some("won" | "warning_closed" | "prevented") => Dispute::Won,
                Some("lost") => Dispute::Lost,
                _ => Dispute::Open,
            })
        }
        _ => Said::Nothing,
    };
    let attempt = text(it, "/metadata/attempt").or_else(|| text(it, "/client_reference_id"));
    Some(Notice {
        id: text(&event, "/id")?,
        kind,
        merchant: text(&event, "/account").unwrap_or_default(),
        attempt: attempt.and_then(|it| it.parse().ok()),
        intent: text(it, "/payment_intent"),
        said,
    })
}

/// What the state of a provider's page says.
pub fn of_session(it: &Value) -> Said {
    let units = it.pointer("/amount_total").and_then(Value::as_i64);
    let (status, paid) = (text(it, "/status"), text(it, "/payment_status"));
    match (paid.as_deref(), status.as_deref(), text(it, "/currency"), units) {
        (Some("paid"), _, Some(currency), Some(units)) => {
            Said::Paid { currency: currency.to_uppercase(), units }
        }
        (_, Some("expired"), ..) => Said::Expired,
        (Some("unpaid"), Some("complete"), ..) => Said::Pending,
        _ => Said::Nothing,
    }
}

/// A text in a value, by its path.
pub fn text(it: &Value, at: &str) -> Option<String> {
    it.pointer(at).and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_262_400_000;

    #[test]
    fn a_body_is_trusted_that_was_signed_lately_with_a_secret() {
        let body = br#"{"id":"evt_1"}"#;
        let header = signed("whsec_1", body, NOW);
        let is_good = |secrets: &[&str], header: &str, body: &[u8], now| {
            is_signed(secrets.iter().copied(), header, body, now)
        };
        assert!(is_good(&["whsec_1"], &header, body, NOW));
        assert!(is_good(&["whsec_2", "whsec_1"], &header, body, NOW), "the one before");
        assert!(!is_good(&["whsec_2"], &header, body, NOW));
        assert!(!is_good(&["whsec_1"], &header, br#"{"id":"evt_2"}"#, NOW));
        let at = |seconds: i64| is_good(&["whsec_1"], &header, body, NOW + seconds * 1_000);
        assert!(at(300) && at(-300) && !at(301) && !at(-301));
        let (_, v1) = header.split_once(",v1=").unwrap();
        let t = NOW / 1_000;
        assert!(is_good(&["whsec_1"], &format!("t={t},v1=00,v0=5,v1={v1}"), body, NOW), "any v1");
        for wrong in [
            "",
            "t=,v1=",
            &format!("v1={v1}"),
            &format!("t={t},v0={v1}"),
            &format!("t={},v1={v1}", t + 1),
        ] {
            assert!(!is_good(&["whsec_1"], wrong, body, NOW), "{wrong}");
        }
    }

    /// Made by `stripe.webhooks.generateTestHeaderString` of the npm package `stripe` 23.1.0.
    #[test]
    fn a_header_of_the_official_package_is_accepted() {
        let (payload, secret) = (br#"{"id":"evt_test","object":"event"}"#, "whsec_test_secret");
        let header = include_str!("notice/header.txt").trim();
        assert!(is_signed([secret], header, payload, NOW));
        assert!(!is_signed([secret], header, br#"{"id":"evt_test","object":"Event"}"#, NOW));
    }

    fn told(kind: &str, object: &str) -> Said {
        let body = format!(r#"{{"id":"evt_1","type":"{kind}","data":{{"object":{object}}}}}"#);
        read(body.as_bytes()).unwrap().said
    }

    #[test]
    fn an_event_says_what_became_of_an_attempt() {
        let session = |status: &str, paid: &str| {
            format!(
                r#"{{"status":"{status}","payment_status":"{paid}","currency":"usd","amount_total":500}}"#
            )
        };
        let paid = Said::Paid { currency: "USD".into(), units: 500 };
        assert_eq!(told("checkout.session.completed", &session("complete", "paid")), paid);
        assert_eq!(
            told("checkout.session.async_payment_succeeded", &session("complete", "paid")),
            paid
        );
        assert_eq!(
            told("checkout.session.completed", &session("complete", "unpaid")),
            Said::Pending
        );
        assert_eq!(told("checkout.session.expired", &session("expired", "unpaid")), Said::Expired);
        assert!(matches!(told("checkout.session.async_payment_failed", "{}"), Said::Failed(_)));
        assert_eq!(
            told("charge.refunded", r#"{"amount_refunded":300}"#),
            Said::Refunded { units: 300 }
        );
        let dispute =
            |status: &str| told("charge.dispute.closed", &format!(r#"{{"status":"{status}"}}"#));
        assert_eq!(
            (dispute("won"), dispute("lost")),
            (Said::Disputed(Dispute::Won), Said::Disputed(Dispute::Lost))
        );
        assert_eq!(told("customer.created", "{}"), Said::Nothing);
        assert_eq!(read(b"[]"), None);
    }
}
