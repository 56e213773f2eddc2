//! A mail service that is asked over HTTP, Resend: the call that sends a mail, and its answer.
use crate::{
    config::Resend,
    edge::{NotSent, OutgoingMail},
    kit::{
        call::{Answered, Call, Verb},
        text,
    },
};
use serde_json::{Map, Value, json};

/// Sends a mail. The service sends one with the same key once, however often it is asked within a day.
pub fn call(at: &Resend, mail: &OutgoingMail, key: &str) -> Call {
    let headers: Map<_, _> = mail
        .headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.as_str().into()))
        .collect();
    let mut body = json!({
        "from": from(&mail.from_name, &mail.from), "to": [&*mail.to], "subject": mail.subject,
        "text": mail.text, "html": mail.html, "headers": headers,
    });
    if let (Some(reply_to), Some(fields)) = (&mail.reply_to, body.as_object_mut()) {
        fields.insert("reply_to".to_owned(), (**reply_to).into());
    }
    if let (false, Some(fields)) = (mail.attached.is_empty(), body.as_object_mut()) {
        let files = mail.attached.iter();
        let files =
            files.map(|it| json!({ "filename": it.name, "content": text::base64(&it.bytes) }));
        fields.insert("attachments".to_owned(), files.collect());
    }
    Call {
        verb: Verb::Post,
        url: format!("{}/emails", at.api),
        headers: vec![
            ("authorization", format!("Bearer {}", at.key)),
            ("content-type", "application/json".to_owned()),
            ("idempotency-key", key.to_owned()),
        ],
        body: body.to_string(),
    }
}

/// The sender with the name in quotes, so that nothing in it is read as an address.
fn from(name: &str, address: &str) -> String {
    let quoted = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{quoted}\" <{address}>")
}

/// The service's id of the mail, or why it was not sent.
///
/// # Errors
/// What the service says, and whether it would say so again.
pub fn sent(answered: &Result<Answered, String>) -> Result<String, NotSent> {
    let answered =
        answered.as_ref().map_err(|words| NotSent { words: words.clone(), for_good: false })?;
    let json: Value = serde_json::from_str(&answered.body).unwrap_or_default();
    let text = |name: &str| json.get(name).and_then(Value::as_str).unwrap_or_default();
    match (answered.status, text("name")) {
        (200..300, _) => Ok(text("id").to_owned()),
        // It was sent before, from a template that was changed since.
        (409, "invalid_idempotent_request") => Ok(String::new()),
        (status, name) => Err(NotSent {
            words: format!("status {status} {name} {}", text("message")).trim().to_owned(),
            // What is wrong with the mail itself stays wrong; a key or a domain can be put right.
            for_good: matches!((status, name), (400 | 413 | 422, _)),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{edge::Attachment, kit::email::Email};

    fn answered(status: u16, body: &str) -> Result<String, (String, bool)> {
        let told = sent(&Ok(Answered { status, body: body.to_owned() }));
        told.map_err(|not| (not.words, not.for_good))
    }

    #[test]
    fn what_cannot_succeed_is_not_tried_again() {
        assert_eq!(answered(200, r#"{"id":"49a3"}"#), Ok("49a3".to_owned()));
        let invalid =
            r#"{"statusCode":422,"name":"validation_error","message":"Invalid `to` field."}"#;
        let words = "status 422 validation_error Invalid `to` field.".to_owned();
        assert_eq!(answered(422, invalid), Err((words, true)));
        for (status, body) in [
            (429, r#"{"name":"rate_limit_exceeded","message":"Too many requests"}"#),
            (401, r#"{"name":"missing_api_key","message":"Missing"}"#),
            (403, r#"{"name":"invalid_api_key","message":"Invalid"}"#),
            (409, r#"{"name":"concurrent_idempotent_requests","message":"Wait"}"#),
            (500, "oops"),
        ] {
            assert!(matches!(answered(status, body), Err((_, false))), "{status}");
        }
        assert!(!sent(&Err("no answer".to_owned())).unwrap_err().for_good);
        let twice = r#"{"name":"invalid_idempotent_request","message":"Same key"}"#;
        assert_eq!(answered(409, twice), Ok(String::new()));
    }

    #[test]
    fn a_pdf_goes_along_as_base64() {
        let at = Resend {
            api: "https://resend.test".into(),
            key: "re_1".into(),
            webhook_secrets: Vec::new(),
        };
        let mut mail = OutgoingMail {
            from_name: "Harbour".into(),
            from: "portal@portal.test".into(),
            to: Email::parse("mira@harbour.example").unwrap(),
            reply_to: None,
            headers: Vec::new(),
            subject: "Invoice 7".into(),
            text: "Attached.".into(),
            html: "<p>Attached.</p>".into(),
            attached: Vec::new(),
        };
        let sent = |mail: &OutgoingMail| -> Value {
            serde_json::from_str(&call(&at, mail, "k").body).unwrap()
        };
        assert_eq!(sent(&mail)["attachments"], Value::Null);
        let pdf = Attachment { name: "Invoice 7.pdf".into(), bytes: b"%PDF-1.7".to_vec() };
        mail.attached = vec![pdf.clone(), Attachment { name: "Invoice 8.pdf".into(), ..pdf }];
        let file = |name: &str| json!({ "filename": name, "content": "JVBERi0xLjc=" });
        let files = json!([file("Invoice 7.pdf"), file("Invoice 8.pdf")]);
        assert_eq!(sent(&mail)["attachments"], files);
    }

    #[test]
    fn a_name_cannot_be_an_address() {
        assert_eq!(
            from("Harbour \"Air\" <x@y.example>", "a@b.example"),
            "\"Harbour \\\"Air\\\" <x@y.example>\" <a@b.example>"
        );
    }
}
