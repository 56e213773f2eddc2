//! Asking the provider, carrying out what it tells, and receipts.
mod refunds;
mod statements;
pub use refunds::RefundToSend;
pub use statements::StatementSent;

use super::{
    Attempt, AttemptState,
    arriving::Following,
    mail as letters,
    provider::{
        Fault, Opened, Opening,
        notice::{self, Notice, Said},
        stripe,
    },
    queries,
};
use crate::{
    app::App,
    db::{page::Cursor, write::Write},
    edge::log_fault,
    error::{Error, Result},
    kit::{
        ids::{EventId, PaymentId, RefundId},
        style::Style,
        zoned::{HOUR, MINUTE, today},
    },
    mail::{self, Mailed},
    outbox::{Done, Failed, Job, Row},
};
use serde::{Deserialize, Serialize};

/// How long until the sweep asks about an attempt: one that waits for its page, for the client, or for a bank.
pub fn patience(state: AttemptState) -> i64 {
    match state {
        AttemptState::Pending => 6 * HOUR,
        AttemptState::Open => 10 * MINUTE,
        AttemptState::Starting
        | AttemptState::Succeeded
        | AttemptState::Failed
        | AttemptState::Expired => MINUTE,
    }
}

/// Opens the provider's page for an attempt: afterwards it is open, or has a fault. `back` is the attempt's own page.
pub async fn open(app: &App, mut it: Attempt, back: &str) -> Attempt {
    let opened = match it.provider.opening(&it, &app.config, back) {
        None => Err(Fault::Refused("not configured".to_owned())),
        Some(Opening::Here(opened)) => Ok(opened),
        Some(Opening::Ask(call)) => match app.web.send(&call).await {
            Ok(answer) => stripe::opened(&answer),
            Err(words) => Err(Fault::Away(words)),
        },
    };
    match opened {
        Ok(Opened { session, url }) => {
            it.state = AttemptState::Open;
            it.session = Some(session);
            it.url = url;
            it.fault = String::new();
        }
        Err(Fault::Away(words)) => {
            log_fault(&format!("payment provider: {words}"));
            "The payment page did not answer. Nothing was charged.".clone_into(&mut it.fault);
        }
        Err(Fault::Refused(words)) => {
            log_fault(&format!("payment provider: {words}"));
            it.state = AttemptState::Failed;
            "The payment page could not be opened. Nothing was charged.".clone_into(&mut it.fault);
        }
    }
    it
}

/// What became of something that a provider told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Done,
    /// To be told again later.
    Later,
}

/// Carries out what a provider tells of an attempt, once. `None` if the database knows of no such attempt.
pub async fn take(app: &App, notice: &Notice) -> Result<Option<Taken>> {
    let batch =
        (queries::attempt_of(notice), queries::setting_of(notice), queries::payment_of(notice));
    let (Some(of), Some(setting), paid) = app.db.run(batch).await? else { return Ok(None) };
    if setting.is_known || notice.merchant != of.merchant {
        return Ok(Some(Taken::Done));
    }
    let now = app.now();
    let payment = PaymentId::new(now, &app.chance());
    let day = today(now, &setting.zone);
    let write = match of.following(&notice.said, paid.as_ref(), payment, day) {
        Following::Nothing => return Ok(Some(Taken::Done)),
        Following::TooEarly => return Ok(Some(Taken::Later)),
        Following::Arrived(it) => {
            let note = format!("{}, paid online", of.label);
            let letter = letters::arrived(&it, &of);
            it.shares.iter().fold(queries::arrive(&it, &of, notice, &letter), |write, share| {
                let event = EventId::new(now, &app.chance());
                write.also(event, queries::paid(share.invoice, payment, &note))
            })
        }
        Following::Moved { to, fault } => {
            let next = to.is_alive().then(|| now + patience(to));
            queries::advance(&of, to, &fault, notice, next)
        }
        Following::Refunded(refund) => {
            let Some(paid) = &paid else { return Ok(Some(Taken::Later)) };
            let of = (&paid.currency, paid.amount, paid.received_on);
            let letter = letters::refunded(of, (refund.amount, ""), Style::default());
            queries::sent_back(&refund, paid, RefundId::new(now, &app.chance()), &letter)
        }
        Following::Disputed(dispute) => {
            let Some(paid) = &paid else { return Ok(Some(Taken::Later)) };
            queries::dispute(&of, paid, dispute, notice)
        }
    };
    carry_out(app, &of, write).await.map(Some)
}

async fn carry_out(app: &App, of: &Attempt, write: Write) -> Result<Taken> {
    let outcome = app.carry_out(of.workspace_id, write).await?;
    // If it was not written, somebody was faster: told again, it is compared with what is there then.
    Ok(if outcome.held { Taken::Done } else { Taken::Later })
}

/// Asks the provider about attempts of which nothing was heard, and opens pages that did not answer. Returns whether
/// there may be more.
pub async fn check(app: &App) -> Result<bool> {
    let now = app.now();
    let due = app.db.run(queries::to_check(now, &Cursor::oldest())).await?;
    let is_full = i64::try_from(due.len()).is_ok_and(|many| many >= queries::CHECKED);
    for it in due {
        let lookup = about(&it.id.to_string(), it.next_check_at, Said::Nothing);
        let Some(of) = app.db.run(queries::attempt_of(&lookup)).await? else { continue };
        check_one(app, of, &it).await?;
    }
    Ok(is_full)
}

async fn check_one(app: &App, of: Attempt, due: &queries::ToCheck) -> Result<()> {
    let now = app.now();
    let state = of.state;
    if state == AttemptState::Starting {
        let back = format!("{}{}", app.config.address_of(&due.host), of.path());
        let is_given_up = now - of.created_at > 24 * HOUR;
        let mut opened = open(app, of, &back).await;
        if is_given_up && opened.state == AttemptState::Starting {
            opened.state = AttemptState::Failed;
        }
        app.db.run(queries::asked(&opened, now + patience(opened.state))).await?;
        return Ok(());
    }
    let mut intent = None;
    let said = match of.provider.question(&of, due.is_stale, &app.config) {
        // Nobody is there to be asked: a page of practice that was left ends with its day.
        None if now - of.created_at > 24 * HOUR => Said::Expired,
        None => Said::Nothing,
        Some(call) => match app.web.send(&call).await.map(|answer| stripe::answered(&answer)) {
            Ok(Ok(json)) => {
                intent = notice::text(&json, "/payment_intent");
                notice::of_session(&json)
            }
            Ok(Err(Fault::Away(words) | Fault::Refused(words))) | Err(words) => {
                log_fault(&format!("payment provider: {words}"));
                Said::Nothing
            }
        },
    };
    let told = Notice {
        merchant: of.merchant.clone(),
        intent,
        ..about(&of.id.to_string(), of.version, said)
    };
    app.db.run(queries::asked(&of, now + patience(state))).await?;
    take(app, &told).await.map(|_| ())
}

/// What the sweep found out, in the shape of what a provider tells.
fn about(id: &str, version: i64, said: Said) -> Notice {
    Notice {
        id: format!("asked {id} {version}"),
        kind: "asked".to_owned(),
        merchant: String::new(),
        attempt: id.parse().ok(),
        intent: None,
        said,
    }
}

/// The receipt of a payment that was made online. It is written by the job, because only then is it known which
/// invoices took how much of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct PaymentReceipt {
    pub payment: PaymentId,
}

impl Job for PaymentReceipt {
    const NAME: &'static str = "payment_receipt";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        let payment = app.db.run(queries::receipt(row.workspace_id, self.payment)).await?;
        let letter = letters::receipt(&payment.ok_or(Error::NotFound)?, &from);
        mail::post(app, row, &from, (&letter, None)).await
    }
}

impl Mailed for PaymentReceipt {
    fn subject(&self) -> &'static str {
        "Receipt for your payment"
    }

    fn path(&self) -> String {
        "/invoices".to_owned()
    }
}
