//! Checks of domains: on request, and by the clock.
pub mod claiming;

use super::{
    Domain, State,
    checking::{Finding, Step},
    cloudflare::{self, Answer},
    queries,
};
use crate::{
    app::App,
    config::Hostnames,
    db::scope::Scope,
    edge::log_fault,
    error::Result,
    kit::{call::Call, ids::EventId},
};

/// Who asks for a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A person, who has perhaps just set the record: an ended validation begins anew.
    Person,
    Clock,
}

/// What the DNS and Cloudflare say about a domain, and what follows. The custom hostname is created where there is none.
pub async fn check(app: &App, hostnames: &Hostnames, it: &Domain, by: By) -> Step {
    let finding = if it.state == State::Proof {
        match proven(app, hostnames, it).await {
            Ok(is_proven) => Finding::Proven(is_proven),
            Err(words) => away(words),
        }
    } else {
        Finding::Told(asked(app, hostnames, it, by).await)
    };
    it.follows(&finding, app.now())
}

fn away(words: String) -> Finding {
    log_fault(&format!("custom hostnames: {words}"));
    Finding::Told(Answer::Away(words))
}

async fn proven(app: &App, hostnames: &Hostnames, it: &Domain) -> Result<bool, String> {
    let answered = app.web.send(&cloudflare::records(hostnames, &it.proof_name())).await?;
    cloudflare::has_record(&answered, &it.proof)
}

async fn send(app: &App, call: Call, host: &str) -> Answer {
    let answer = match app.web.send(&call).await {
        Ok(answered) => cloudflare::answer(&answered, host),
        Err(words) => Answer::Away(words),
    };
    if let Answer::Away(words) = &answer {
        log_fault(&format!("custom hostnames: {words}"));
    }
    answer
}

async fn asked(app: &App, hostnames: &Hostnames, it: &Domain, by: By) -> Answer {
    let known = match &it.provider_id {
        Some(id) => send(app, cloudflare::poll(hostnames, id), &it.host).await,
        None => Answer::Gone,
    };
    let known = match known {
        Answer::Gone => send(app, cloudflare::create(hostnames, &it.host), &it.host).await,
        known => known,
    };
    match known {
        Answer::Duplicate => send(app, cloudflare::find(hostnames, &it.host), &it.host).await,
        Answer::Found(found) if by == By::Person && Domain::has_ended(&found) => {
            send(app, cloudflare::restart(hostnames, &found.id), &it.host).await
        }
        known => known,
    }
}

/// Deletes the custom hostname of a domain that was removed. Returns whether it is gone.
pub async fn delete(app: &App, it: &Domain) -> bool {
    let (Some(hostnames), Some(id)) = (&app.config.hostnames, &it.provider_id) else {
        return it.provider_id.is_none();
    };
    matches!(
        send(app, cloudflare::delete(hostnames, id), &it.host).await,
        Answer::Found(_) | Answer::Gone
    )
}

/// Checks the domains that are due, deletes the custom hostnames of removed ones, and frees hosts that nobody has.
pub async fn sweep(app: &App) -> Result<()> {
    claiming::sweep(app).await?;
    let Some(hostnames) = app.config.hostnames.clone() else { return Ok(()) };
    let now = app.now();
    for it in app.db.run(queries::due(now)).await? {
        let event = EventId::new(now, &app.chance());
        let scope = Scope::system(it.workspace_id, now);
        if it.removed_at.is_some() {
            let is_gone = delete(app, &it).await;
            app.db.run(queries::deleted(&it, is_gone, now)).await?;
        } else if it.is_abandoned(now) {
            let outcome = app.db.run(queries::give_up(&it).by(&scope, event)).await?;
            app.witness.saw_change(&outcome);
        } else {
            let step = check(app, &hostnames, &it, By::Clock).await;
            if step.state == it.state && step.provider_id == it.provider_id {
                app.db.run(queries::noted(&it, &step, now)).await?;
                continue;
            }
            let outcome = app.db.run(queries::moves(&it, &step).by(&scope, event)).await?;
            app.witness.saw_change(&outcome);
        }
    }
    Ok(())
}
