//! The bindings of the Worker: queue, mail, static assets and rate limiter; also the clock, random numbers and the
//! log.
use super::{Denial, NotSent, OutgoingMail, log};
use crate::{
    error::{Error, Result},
    kit::{database::Database, ids::UserId, text},
};
use js_sys::{JsString, Object, Reflect};
use std::{sync::Arc, time::Duration};
use worker::{
    BatchMessageBuilder, Delay, EmailAttachment, Fetcher, QueueContentType, RawMessageBuilder,
    SendEmail, SendEmailBuilder, console_error, console_warn, send::SendFuture,
    wasm_bindgen::JsValue,
};

/// The platform's clock.
#[derive(Clone)]
pub struct Clock;

impl Clock {
    #[allow(clippy::unused_self)] // the same signature as under test
    pub fn now(&self) -> i64 {
        i64::try_from(worker::Date::now().as_millis()).unwrap_or(i64::MAX)
    }

    #[allow(clippy::unused_self)] // the same signature as under test
    pub async fn pause(&self, millis: u64) {
        SendFuture::new(Delay::from(Duration::from_millis(millis))).await;
    }
}

/// Fills the bytes from the platform's random number generator. A Worker without one must not answer.
pub fn random(bytes: &mut [u8]) {
    if let Err(e) = getrandom::fill(bytes) {
        console_error!("no randomness: {e}");
        worker::wasm_bindgen::throw_str("no randomness");
    }
}

/// Logs a fault as one line of JSON and returns the reference that the page shows.
pub fn log_fault(cause: &str) -> String {
    log_fault_of("", cause)
}

/// The same for a fault in a request.
pub fn log_fault_of(request: &str, cause: &str) -> String {
    let mut bytes = [0; 6];
    random(&mut bytes);
    let reference = text::token(&bytes);
    console_error!("{}", log::fault(Clock.now(), request, &reference, cause));
    reference
}

/// Logs a request that was refused as one line of JSON.
pub fn log_denial(denial: &Denial<'_>) {
    console_warn!("{}", denial.line());
}

/// Logs that a user asked for something of others as one line of JSON.
pub fn log_probe(at: i64, request: &str, user: UserId, kind: &str, count: i64) {
    console_warn!("{}", log::probe(at, request, user, kind, count));
}

#[derive(Clone)]
pub struct Queue {
    pub(super) binding: Arc<worker::Queue>,
    /// The database whose rows it announces.
    pub(super) of: Database,
}

impl Queue {
    /// The same for the rows of another database.
    pub fn of(&self, database: &Database) -> Self {
        Self { of: database.clone(), ..self.clone() }
    }

    /// Announces up to a hundred rows at once, or none. A failure is logged, as in [`Queue::send`].
    pub async fn send_all<'a>(&self, ids: impl IntoIterator<Item = &'a str>) {
        let message = |id: &str| {
            RawMessageBuilder::new(self.of.marked(id).into())
                .build_with_content_type(QueueContentType::Text)
        };
        let messages: Vec<_> = ids.into_iter().map(message).collect();
        // The platform refuses an empty batch.
        if messages.is_empty() {
            return;
        }
        let batch = BatchMessageBuilder::new().messages(messages).build();
        if let Err(e) = SendFuture::new(self.binding.send_raw_batch(batch)).await {
            log_fault(&format!("queue: {e}"));
        }
    }

    /// Announces a row of the outbox. The cron sweep finds rows whose message was lost, so a failure is
    /// logged and the request goes on.
    pub async fn send(&self, id: &str, delay_seconds: u32) {
        let message = RawMessageBuilder::new(self.of.marked(id).into())
            .delay_seconds(delay_seconds)
            .build_with_content_type(QueueContentType::Text);
        if let Err(e) = SendFuture::new(self.binding.send_raw(message)).await {
            log_fault(&format!("queue: {e}"));
        }
    }
}

#[derive(Clone)]
pub struct Mailer(pub(super) Arc<SendEmail>);

impl Mailer {
    /// Sends a mail. Returns the mail service's id of it.
    pub async fn send(&self, email: &OutgoingMail) -> Result<String, NotSent> {
        SendFuture::new(async {
            let from = worker::EmailAddress::new(&email.from_name, &email.from);
            let builder = SendEmailBuilder::builder_with_email_address_and_str(
                &from,
                &email.to,
                &email.subject,
            )
            .text(&email.text)
            .html(&email.html)
            .headers(&headers(email)?);
            let builder = match &email.reply_to {
                Some(reply_to) => builder.reply_to(reply_to),
                None => builder,
            };
            let files = email.attached.iter().map(|it| {
                let content = text::base64(&it.bytes);
                EmailAttachment::new_attachment(&it.name, "application/pdf", &content)
            });
            let files: Vec<_> = files.collect();
            let builder = if files.is_empty() { builder } else { builder.attachments(&files) };
            let builder = builder.build();
            let sent = self.0.send_with_builder(&builder).await?;
            Ok(sent.message_id())
        })
        .await
        .map_err(|e: JsValue| {
            let e = worker::Error::from(e);
            let words = e.to_string();
            let for_good = ["SUPPRESSED", "NOT_ALLOWED", "VALIDATION", "CONTENT_TOO_LARGE"]
                .iter()
                .any(|code| words.contains(code));
            NotSent { words, for_good }
        })
    }
}

fn headers(email: &OutgoingMail) -> std::result::Result<Object<JsString>, JsValue> {
    let headers = Object::new_typed();
    for (name, value) in &email.headers {
        Reflect::set(&headers, &(*name).into(), &value.as_str().into())?;
    }
    Ok(headers)
}

#[derive(Clone)]
pub struct Assets(pub(super) Arc<Fetcher>);

impl Assets {
    /// The bytes of a static asset, by its path below the site's root.
    pub async fn read(&self, path: &str) -> Result<Vec<u8>> {
        use http_body_util::BodyExt as _;
        SendFuture::new(async {
            let response =
                self.0.fetch(format!("https://assets.invalid{path}"), None).await.map_err(fault)?;
            if !response.status().is_success() {
                return Err(Error::Internal(format!("asset {path}: {}", response.status())));
            }
            let body = response.into_body().collect().await.map_err(fault)?;
            Ok(body.to_bytes().to_vec())
        })
        .await
    }
}

#[derive(Clone)]
pub struct Limiter(pub(super) Arc<worker::RateLimiter>);

impl Limiter {
    /// Whether one more try is allowed. If the limiter fails, the try is allowed: the database also counts
    /// them.
    pub async fn allows(&self, key: String) -> bool {
        self.0.limit(key).await.map_or(true, |outcome| outcome.success)
    }
}

#[allow(clippy::needless_pass_by_value)] // as map_err needs it
pub(super) fn fault(e: worker::Error) -> Error {
    Error::Internal(e.to_string())
}
