//! The clock's work: tells of trips that depart soon and documents that expire, and sends what people get once a day.
use super::{
    mail as letters,
    queries::{self, Waiting},
};
use crate::{
    app::App,
    db::query::{Changes, Query},
    error::Result,
    kit::zoned::{DAY, HOUR, start_of_day, today},
    mail::{self, Mailing, Recipients, Topic},
    outbox::{self, Row},
};

/// How long before its end people are told of a document.
const AHEAD: i64 = 60 * DAY;

/// The hour of the day at which what waited goes out.
const MORNING: i64 = 7 * HOUR;

/// Tells of what is near, up to a number of each. Returns whether there may be more.
pub async fn tell(app: &App) -> Result<bool> {
    let now = app.now();
    let (from, until) = (today(now, "UTC").to_string(), today(now + AHEAD, "UTC").to_string());
    let (near, expiring) =
        app.db.run((queries::near(now), queries::expiring(&from, &until))).await?;
    let is_full = near.len().max(expiring.len()) >= queries::CLOCK_MOST;
    for it in &near {
        let letter = letters::near(it);
        let told = [mail::to(clients(it.account_id), &letter), mail::to(STAFF, &letter)];
        app.carry_out(it.workspace_id, queries::tell_near(it, told)).await?;
    }
    for it in &expiring {
        let told = [
            mail::to(clients(it.account_id), &letters::expiring(it)),
            mail::to(STAFF, &letters::expiring_for_staff(it)),
        ];
        app.carry_out(it.workspace_id, queries::tell_expiring(it, told)).await?;
    }
    digests(app).await?;
    Ok(is_full)
}

/// Those who look after trips.
const STAFF: Recipients<'static> = Recipients::Topic(Topic::Trip);

fn clients(account: crate::kit::ids::AccountId) -> Recipients<'static> {
    Recipients::Clients { account, mailing: Mailing::Trips }
}

/// Sends what waited since before this morning.
async fn digests(app: &App) -> Result<()> {
    let mut after = String::new();
    loop {
        let people = app.db.run(queries::waiting(&after)).await?;
        for it in &people {
            let before = morning(it, app.now());
            if it.first_at < before {
                let all = app.db.run(queries::pending(it.user_id, before)).await?;
                let letter = letters::digest(&all);
                let mail = mail::to(Recipients::User(it.user_id), &letter);
                app.carry_out(it.workspace_id, queries::digest(it.user_id, before, mail)).await?;
            }
        }
        match people.last() {
            Some(last) if people.len() >= queries::PEOPLE => after = last.user_id.to_string(),
            _ => return Ok(()),
        }
    }
}

/// Their last morning, after their quiet hours.
fn morning(it: &Waiting, now: i64) -> i64 {
    let of_day = |at: i64| {
        let seven = start_of_day(&it.zone, today(at, &it.zone)) + MORNING;
        it.quiet().and_then(|it| it.over(seven)).unwrap_or(seven)
    };
    if of_day(now) <= now { of_day(now) } else { of_day(now - DAY) }
}

/// Claims a job that is due. A mail is put off until its reader's quiet hours are over, unless it is about a trip of today.
pub async fn claim(app: &App, id: &str) -> Result<Option<Row>> {
    let Some(row) = app.db.run(outbox::claim(id, app.now())).await? else { return Ok(None) };
    let Some(until) = row.quiet.as_ref().and_then(|it| it.over(app.now())) else {
        return Ok(Some(row));
    };
    if app.db.run(queries::about_near(&row, app.now())).await?.is_some() {
        return Ok(Some(row));
    }
    app.db.run(outbox::later(id, row.attempts, until)).await?;
    Ok(None)
}

/// Deletes notices that are older than their workspace keeps mails.
pub fn forget(now: i64) -> Query<Changes> {
    queries::forget(now)
}
