//! Sending refunds of what was paid online.
use crate::{
    app::App,
    db::scope::Scope,
    kit::{
        ids::{EventId, RefundId},
        style::Style,
    },
    outbox::{Done, Failed, Job, Row},
    payments::{
        Provider, mail as letters,
        provider::{Fault, stripe},
        queries,
    },
};
use serde::{Deserialize, Serialize};

/// Has the provider send a refund, once: its id is the key by which the provider does it once.
#[derive(Debug, Serialize, Deserialize)]
pub struct RefundToSend {
    pub refund: RefundId,
}

impl Job for RefundToSend {
    const NAME: &'static str = "refund_to_send";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let found = app.db.run(queries::sending(row.workspace_id, self.refund)).await?;
        // It was sent, or refused, before.
        let Some(it) = found else { return Ok(Done::default()) };
        let answer = match (it.provider, &app.config.stripe) {
            (Provider::Practice, _) => Ok(()),
            (Provider::Stripe, Some(stripe)) => match stripe::refund(stripe, &it) {
                None => Err(Fault::Refused("the amount cannot be sent".to_owned())),
                Some(call) => match app.web.send(&call).await {
                    Ok(answer) => stripe::answered(&answer).map(|_| ()),
                    Err(words) => Err(Fault::Away(words)),
                },
            },
            (Provider::Stripe, None) => Err(Fault::Away("not configured".to_owned())),
        };
        let write = match answer {
            Ok(()) => {
                let of = (&it.currency, it.paid, it.received_on);
                let letter = letters::refunded(of, (it.amount, &it.reason), Style::default());
                queries::sent(&it, &letter)
            }
            Err(Fault::Refused(words)) => queries::refused(&it, &words),
            Err(Fault::Away(words)) => {
                let words = format!("The payment provider did not answer: {words}");
                return Err(Failed { words, for_good: false });
            }
        };
        let now = app.now();
        let event = EventId::new(now, &app.chance());
        app.db.run(write.by(&Scope::system(row.workspace_id, now), event)).await?;
        Ok(Done::default())
    }
}
