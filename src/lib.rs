//! The entry points of the Worker: HTTP requests, queue messages, the cron trigger and incoming mail. Each opens the
//! bindings and calls [`router`] or [`jobs`].
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]
mod accounts;
mod airports;
mod api;
mod app;
mod approvals;
mod audit;
mod blocks;
mod calendar;
mod changes;
mod config;
mod contacts;
mod dashboard;
mod db;
mod domains;
mod edge;
mod erasures;
mod error;
mod factors;
mod fbos;
mod feeds;
mod files;
mod finder;
mod http;
mod inquiries;
mod invoices;
mod itineraries;
mod jobs;
mod kit;
mod leads;
mod live;
mod mail;
mod mails;
mod manifests;
mod mergers;
mod messages;
mod notices;
mod outbox;
mod passengers;
mod payments;
mod pdf;
mod people;
mod profile;
mod quotes;
mod rates;
mod requests;
mod runs;
mod search;
mod services;
mod sessions;
mod settings;
mod sign_ups;
mod staff;
mod tails;
#[cfg(test)]
mod testing;
mod trips;
mod ui;
mod unsent;
mod users;
mod workspaces;

#[cfg(not(test))]
mod events {
    use crate::{
        app::{App, Changed},
        audit, edge,
        http::{closed, headers::REQUEST_ID, router},
        jobs,
        kit::room::Seat,
        live, mails,
        messages::jobs::{Handed, Taken, take},
    };
    use axum::{
        http::{HeaderMap, Method, StatusCode},
        response::Response,
    };
    use worker::{
        Context, Env, ForwardableEmailMessage, MessageBatch, MessageExt as _,
        QueueRetryOptionsBuilder, Result, ScheduleContext, ScheduledEvent, event,
    };

    #[event(fetch)]
    async fn fetch(
        request: web_sys::Request,
        env: Env,
        context: Context,
    ) -> Result<web_sys::Response> {
        let request = edge::request(&request)?;
        edge::response(match edge::open(&env, request.method(), request.headers()) {
            Ok(app) => {
                let id = request.headers().get(REQUEST_ID).cloned();
                let mut response = router::serve(app.clone(), request).await;
                let app = response.extensions_mut().remove().unwrap_or(app);
                afterwards(&app, &mut response, &context);
                if let Some(seat) = response.extensions_mut().remove::<Seat>() {
                    match app.rooms.seat(&seat).await {
                        Ok(socket) => return Ok(socket),
                        Err(cause) => {
                            let id = id.as_ref().and_then(|it| it.to_str().ok());
                            edge::log_fault_of(id.unwrap_or_default(), &format!("room: {cause}"));
                            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
                        }
                    }
                }
                response
            }
            Err(cause) => closed::answer(&cause),
        })
        .await
    }

    /// What is done after the answer, so that nobody waits for it.
    fn afterwards(app: &App, response: &mut Response, context: &Context) {
        if let Some(probe) = response.extensions_mut().remove() {
            let app = app.clone();
            context.wait_until(async move { audit::jobs::note(&app, &probe).await });
        }
        if let Some(Changed(events)) = response.extensions_mut().remove()
            && !events.is_empty()
        {
            let app = app.clone();
            context.wait_until(async move { live::tell(&app, &events).await });
        }
    }

    /// A message is the id of a row in the outbox, with the name of its database before it, or else an event of the mail service. It is delivered again only if the database did not
    /// answer. Any other failure is recorded in the row.
    #[event(queue)]
    async fn queue(batch: MessageBatch<String>, env: Env, _context: Context) -> Result<()> {
        let later = QueueRetryOptionsBuilder::new().with_delay_seconds(30).build();
        for message in batch.raw_iter() {
            let body = message.body();
            let id = body.as_string();
            let event = js_sys::JSON::stringify(&body).ok().and_then(|it| it.as_string());
            let done = match (edge::open(&env, &Method::POST, &HeaderMap::new()), &id) {
                (Ok(app), Some(id)) => {
                    jobs::announced(&app, id).await.map_err(|e| format!("{e:?}"))
                }
                (Ok(app), None) => {
                    let told = mails::jobs::told(&app, &event.unwrap_or_default()).await;
                    told.map_err(|e| format!("{e:?}"))
                }
                (Err(cause), _) => Err(cause),
            };
            if let Err(cause) = done {
                edge::log_fault(&format!("outbox {}: {cause}", id.unwrap_or_default()));
                message.retry_with_options(&later);
            } else {
                message.ack();
            }
        }
        Ok(())
    }

    /// A mail to a reply address. One that cannot be answered here bounces with the reason. One that could not even be kept
    /// bounces, too: a bounce is better than words that are lost.
    #[event(email)]
    async fn email(mail: ForwardableEmailMessage, env: Env, _context: Context) -> Result<()> {
        let taken = match edge::open(&env, &Method::POST, &HeaderMap::new()) {
            Ok(app) => taken(&app, &mail).await,
            Err(cause) => Err(cause),
        };
        match taken {
            Ok(Taken::Kept | Taken::Dropped) => {}
            Ok(Taken::Refused(why)) => mail.set_reject(why.words()),
            Err(cause) => {
                edge::log_fault(&format!("mail: {cause}"));
                mail.set_reject("Your answer could not be taken. Please answer in the portal.");
            }
        }
        Ok(())
    }

    async fn taken(
        app: &App,
        mail: &ForwardableEmailMessage,
    ) -> std::result::Result<Taken, String> {
        let raw = mail.raw_bytes().await.map_err(|e| e.to_string())?;
        let (from, to) = (mail.from(), mail.to());
        let handed = Handed { from: &from, to: &to, raw: &raw };
        take(app, &handed).await.map_err(|e| format!("{e:?}"))
    }

    #[event(scheduled)]
    async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
        let swept = match edge::open(&env, &Method::POST, &HeaderMap::new()) {
            Ok(app) => jobs::sweep(&app).await.map_err(|e| format!("{e:?}")),
            Err(cause) => Err(cause),
        };
        if let Err(cause) = swept {
            edge::log_fault(&format!("sweep: {cause}"));
        }
    }
}
