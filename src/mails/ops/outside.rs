//! `/webhooks/resend` on the portal's own domain: what the mail service Resend tells of mails that were sent.
use crate::{
    app::App,
    error::{Error, Result},
    mails::{
        bounces::{Fate, Told},
        jobs,
    },
};
use axum::{
    body,
    extract::Request,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use data_encoding::BASE64;
use hmac::{Hmac, Mac as _};
use serde_json::Value;
use sha2::Sha256;

/// The largest event in bytes.
const LIMIT: usize = 64 * 1024;

/// How many seconds old a signature may be, or how far ahead its clock: later ones may be a replay.
const TOLERANCE: i64 = 300;

/// Takes an event. Whatever is not answered with 200 is told again.
pub async fn outside(app: &App, request: Request) -> Result<Response> {
    let Some(at) = &app.config.resend else { return Err(Error::NotFound) };
    let headers = request.headers().clone();
    let body = body::to_bytes(request.into_body(), LIMIT).await.map_err(|_| Error::TooLarge)?;
    let is_known = at.webhook_secrets.iter().any(|it| is_signed(it, &headers, &body, app.now()));
    if !is_known {
        return Ok((StatusCode::BAD_REQUEST, "not signed\n").into_response());
    }
    if let Some(told) = read(&body) {
        jobs::carry_out(app, &told).await?;
    }
    Ok((StatusCode::OK, "ok\n").into_response())
}

/// Whether the secret signed the body lately, in the way of the Standard Webhooks.
fn is_signed(secret: &str, headers: &HeaderMap, body: &[u8], now: i64) -> bool {
    let value = |name| headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let (id, time) = (value("svix-id"), value("svix-timestamp"));
    let is_fresh = time.parse::<i64>().is_ok_and(|t| (now / 1_000 - t).abs() <= TOLERANCE);
    let key = secret.strip_prefix("whsec_").unwrap_or(secret);
    let Ok(key) = BASE64.decode(key.as_bytes()) else { return false };
    let signatures = value("svix-signature").split(' ').filter_map(|it| it.strip_prefix("v1,"));
    // Compared in constant time.
    is_fresh
        && signatures.filter_map(|it| BASE64.decode(it.as_bytes()).ok()).any(|it| {
            Hmac::<Sha256>::new_from_slice(&key).is_ok_and(|mac| {
                let signed = mac.chain_update(format!("{id}.{time}.")).chain_update(body);
                signed.verify_slice(&it).is_ok()
            })
        })
}

/// Reads an event; none if it is of another kind, or says that the mail service still tries.
fn read(body: &[u8]) -> Option<Told> {
    let event: Value = serde_json::from_slice(body).ok()?;
    let text = |path: &str| event.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let fate = match text("/type") {
        "email.bounced" => Fate::Bounced(text("/data/bounce/message").chars().take(300).collect()),
        "email.failed" => Fate::Bounced(text("/data/failed/reason").chars().take(300).collect()),
        "email.suppressed" => {
            Fate::Bounced(text("/data/suppressed/message").chars().take(300).collect())
        }
        "email.complained" => Fate::Complained,
        "email.delivered" => Fate::Delivered,
        _ => return None,
    };
    Some(Told { mail: text("/data/email_id").to_owned(), fate })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::{Config, Resend},
        edge,
        testing::cast::*,
    };
    use axum::body::Body;
    use std::sync::Arc;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// The portal with Resend in place of the platform's mail.
    fn open() -> Portal {
        let portal = Portal::open("");
        let was = Config::clone(&portal.app.config);
        let resend = Resend {
            api: "https://resend.test".into(),
            key: "re_1".into(),
            webhook_secrets: vec![SECRET.into()],
        };
        let config = Arc::new(Config { resend: Some(resend), ..was });
        Portal { app: App { config, ..portal.app } }
    }

    fn tell(portal: &Portal, time: i64, secret: &str, body: &str) -> StatusCode {
        let key = BASE64.decode(&secret.as_bytes()[6..]).unwrap();
        let mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        let signed = mac.chain_update(format!("msg_1.{time}.")).chain_update(body).finalize();
        let signature = BASE64.encode(&signed.into_bytes());
        let request = Request::post("http://portal.test/webhooks/resend")
            .header("svix-id", "msg_1")
            .header("svix-timestamp", time.to_string())
            .header("svix-signature", format!("v1,AAAA v1,{signature}"))
            .body(Body::from(body.to_owned()));
        portal.send(STRANGER, request.unwrap()).status
    }

    #[test]
    fn the_signature_of_the_standard_is_known() {
        // The example of the specification.
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            ("svix-timestamp", "1614265330"),
            ("svix-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        ] {
            headers.insert(name, value.parse().unwrap());
        }
        let body = br#"{"test": 2432232314}"#;
        let now = 1_614_265_330_000;
        assert!(is_signed(SECRET, &headers, body, now + 300_999));
        assert!(!is_signed(SECRET, &headers, body, now + 301_000), "too old");
        assert!(!is_signed(SECRET, &headers, b"{}", now), "of another body");
        assert!(!is_signed("whsec_AAAA", &headers, body, now), "by somebody else");
        assert!(!is_signed("whsec_?", &headers, body, now), "a secret that is none");
    }

    #[test]
    fn a_mail_is_sent_over_http_once_and_its_bounce_marks_the_address() {
        let portal = open();
        let fields = [
            ("key", "a"),
            ("account", "00000000-0000-7000-8000-000000000a11"),
            ("subject", "Gate"),
            ("body", "Which?"),
        ];
        portal.post(DANA, "/messages", &fields);
        portal.app.web.answer(429, r#"{"name":"rate_limit_exceeded","message":"Slow down"}"#);
        portal.app.web.answer(200, r#"{"id":"re-tomas"}"#);
        portal.work();
        portal.later(HOUR);
        portal.app.web.answer(200, r#"{"id":"re-mira"}"#);
        portal.work();
        assert!(portal.app.mailer.sent.lock().unwrap().is_empty(), "not by the platform");
        let asked = portal.app.web.asked.lock().unwrap().clone();
        assert_eq!(asked.len(), 3);
        let key = |n: usize| {
            asked[n].headers.iter().find(|it| it.0 == "idempotency-key").unwrap().1.clone()
        };
        assert!(asked[0] == asked[2] && key(0) == key(2), "the same mail, by the same key");
        assert!(key(0) != key(1) && key(0).len() < 256);
        let call = &asked[2];
        assert_eq!(call.url, "https://resend.test/emails");
        assert!(call.headers.contains(&("authorization", "Bearer re_1".to_owned())));
        let body: Value = serde_json::from_str(&call.body).unwrap();
        assert_eq!(body["from"], "\"Harbour Aviation\" <portal@portal.test>");
        assert!(body["text"].as_str().unwrap().contains("Which?"), "{body}");
        assert_eq!(body["headers"]["Auto-Submitted"], "auto-generated");
        assert!(body["reply_to"].as_str().unwrap().ends_with("@reply.example"), "{body}");
        let to = body["to"][0].as_str().unwrap().to_owned();
        let state =
            format!("SELECT state || ' ' || provider_id FROM outbox WHERE to_email = '{to}'");
        assert_eq!(portal.value(&state), "done re-mira");

        let bounced = r#"{"type":"email.bounced","data":{"email_id":"re-mira","bounce":{"message":"No such mailbox","type":"Permanent"}}}"#;
        let now = portal.app.now() / 1_000;
        edge::logged();
        assert_eq!(tell(&portal, now, "whsec_AAAAAAAA", bounced), StatusCode::BAD_REQUEST);
        assert_eq!(tell(&portal, now - 301, SECRET, bounced), StatusCode::BAD_REQUEST);
        assert_eq!(portal.value("SELECT count(*) FROM address_faults"), "0");
        for _ in 0..2 {
            assert_eq!(tell(&portal, now, SECRET, bounced), StatusCode::OK);
        }
        let marks = "SELECT group_concat(email || ' ' || words) FROM address_faults";
        assert_eq!(portal.value(marks), format!("{to} The email came back: No such mailbox"));
        let opened = r#"{"type":"email.opened","data":{"email_id":"re-mira"}}"#;
        assert_eq!(tell(&portal, now, SECRET, opened), StatusCode::OK);
        let delivered = opened.replace("opened", "delivered");
        assert_eq!(tell(&portal, now, SECRET, &delivered), StatusCode::OK);
        assert_eq!(portal.value("SELECT count(*) FROM address_faults"), "0");
    }

    #[test]
    fn without_the_service_there_is_no_such_page() {
        let portal = Portal::open("");
        let request = Request::post("http://portal.test/webhooks/resend").body(Body::empty());
        assert_eq!(portal.send(STRANGER, request.unwrap()).status, StatusCode::NOT_FOUND);
    }
}
