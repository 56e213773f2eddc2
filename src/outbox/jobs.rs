//! Does what the outbox holds: claims a row, does it, records how it ended.
mod address;

use super::{After, Notice, Task, after_failure, queries, views};
use crate::{
    app::App,
    edge::{Letter, Stored},
    error::{Error, Result},
    factors, invoices, sessions,
    sessions::password,
    sign_ups,
    workspaces::{self, Canonical, Face},
};
use askama::Template as _;

/// How a task ended well: the provider's id and the subject, for a mail.
struct Done {
    provider_id: String,
    subject: String,
}

/// Why a task failed.
struct Failed {
    words: String,
    for_good: bool,
}
impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        let for_good = matches!(error, Error::NotFound | Error::Refused(_));
        Self { words: format!("{error:?}"), for_good }
    }
}

/// Does one task, if it is due and nobody else has it. `Err` only where the database could not be
/// asked, and the message should be delivered again.
pub async fn run(app: &App, id: &str) -> Result<()> {
    let Some(task) = app.db.run(queries::claim(id, app.now())).await? else { return Ok(()) };
    let end = match perform(app, id, &task).await {
        Ok(Done { provider_id, subject }) => {
            queries::done(id, task.attempts, &provider_id, &subject, app.now())
        }
        Err(Failed { words, for_good }) => match after_failure(task.attempts, for_good) {
            After::TryAgainIn { seconds } => {
                app.queue.send(id, seconds).await;
                queries::failed(
                    id,
                    task.attempts,
                    &words,
                    Some(app.now() + i64::from(seconds) * 1_000),
                )
            }
            After::GiveUp => queries::failed(id, task.attempts, &words, None),
        },
    };
    app.db.run(end).await?;
    Ok(())
}

/// Announces again what was forgotten: a message that was lost, or a worker that died. Removes what
/// has long ended.
pub async fn sweep(app: &App) -> Result<()> {
    for due in app.db.run(queries::due(app.now())).await? {
        app.queue.send(&due.id, 0).await;
    }
    app.db.run((sessions::forget(app.now()), factors::forget(app.now()))).await?;
    Ok(())
}

async fn perform(app: &App, id: &str, claimed: &queries::Claimed) -> Result<Done, Failed> {
    match &claimed.task {
        Task::InvoicePdf { invoice } => {
            invoices::jobs::render(app, claimed.workspace_id, *invoice).await?;
            Ok(Done { provider_id: String::new(), subject: String::new() })
        }
        Task::SignUp => {
            for other in app.db.run(queries::siblings(id)).await? {
                app.queue.send(&other.id, 0).await;
            }
            let from = sender(app, claimed).await?;
            let notice =
                sign_ups::jobs::notice(app, claimed.workspace_id, &claimed.to_email, &from).await?;
            post(app, id, claimed, &from, (&notice, None)).await
        }
        Task::Notice(notice) | Task::StaffNotice(notice) => {
            let from = sender(app, claimed).await?;
            post(app, id, claimed, &from, (notice, None)).await
        }
        Task::Code { code } => {
            let from = sender(app, claimed).await?;
            let (notice, code) = sessions::jobs::code(app, *code, &from).await?;
            post(app, id, claimed, &from, (&notice, Some(&code))).await
        }
        Task::Locked { address, at, until } => {
            let from = sender(app, claimed).await?;
            let notice = sessions::jobs::locked(&from, address, *at, *until);
            post(app, id, claimed, &from, (&notice, None)).await
        }
        Task::NewDevice { device, at } => {
            let from = sender(app, claimed).await?;
            let notice = sessions::jobs::new_device(&from, device, *at);
            post(app, id, claimed, &from, (&notice, None)).await
        }
        Task::AddressCode => {
            let from = sender(app, claimed).await?;
            let (notice, code) = address::code(app, id, claimed, &from).await?;
            post(app, id, claimed, &from, (&notice, Some(&code))).await
        }
        Task::Activation => {
            let from = sender(app, claimed).await?;
            let user = claimed.to_user_id.ok_or(Error::NotFound)?;
            let (mut chance, mut salt) = ([0; 16], [0; 16]);
            (app.random)(&mut chance);
            (app.random)(&mut salt);
            let temporary = password::temporary(&chance);
            let hash = password::hash(&temporary, &app.config.pepper, &salt)
                .ok_or_else(|| Error::Internal("argon2 refused its parameters".to_owned()))?;
            let until = app.now() + sessions::INVITATION;
            if app.db.run(queries::invite(user, &claimed.to_email, &hash, until)).await?.0 == 0 {
                return Err(Error::refused(
                    "the invitation was withdrawn, is used, or goes to another address now",
                )
                .into());
            }
            let is_staff = claimed.face == Some(Face::Ops);
            let notice = activation(&from.name, is_staff, &claimed.to_email, temporary);
            post(app, id, claimed, &from, (&notice, None)).await
        }
    }
}

/// What a mail says that lets somebody in.
fn activation(operator: &str, is_staff: bool, email: &str, temporary: String) -> Notice {
    let opened = if is_staff {
        format!("You have been added to the staff of {operator}.")
    } else {
        format!("{operator} has opened its client portal for you.")
    };
    Notice {
        subject: if is_staff {
            format!("Your access to {operator} operations")
        } else {
            format!("Your access to {operator}")
        },
        lead: format!(
            "{opened} Sign in with your email address and this temporary password; you will then choose one of your own."
        ),
        facts: vec![
            ("Email".to_owned(), email.to_owned()),
            ("Temporary password".to_owned(), temporary),
            ("Good for".to_owned(), "7 days, until you choose your own".to_owned()),
        ],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

async fn sender(app: &App, claimed: &queries::Claimed) -> Result<Canonical, Failed> {
    Ok(app.db.run(workspaces::canonical(claimed.workspace_id)).await?.ok_or(Error::NotFound)?)
}

/// Sends a mail that leads to its reader's own face, with a code to type if it has one.
async fn post(
    app: &App,
    id: &str,
    claimed: &queries::Claimed,
    from: &Canonical,
    (notice, code): (&Notice, Option<&str>),
) -> Result<Done, Failed> {
    let is_staff = claimed.face == Some(Face::Ops) || matches!(claimed.task, Task::StaffNotice(_));
    let host = if is_staff { &from.ops } else { &from.client };
    let link = format!("{}{}", app.config.address_of(host), notice.path);
    let view = views::Mail::notice(from, &claimed.to_name, notice, &link).with(code);
    let letter = Letter {
        from_name: from.name.clone(),
        from: app.config.mail_from.clone(),
        to: claimed.to_email.clone(),
        reply_to: from.reply_to.clone(),
        subject: view.subject(),
        text: views::Text(&view).render().map_err(Error::from)?,
        html: view.render().map_err(Error::from)?,
    };
    if app.config.local {
        let copy = Stored {
            bytes: letter.text.clone().into_bytes(),
            content_type: "text/plain".to_owned(),
        };
        app.files.put(&local_copy(id), copy).await?;
    }
    let sent = app.mailer.send(&letter).await;
    sent.map(|provider_id| Done { provider_id, subject: letter.subject })
        .map_err(|not| Failed { words: not.words, for_good: not.for_good })
}

/// Where the text of a mail is kept for reading, on a developer's machine only.
pub fn local_copy(id: &str) -> String {
    format!("local/mail/{id}.txt")
}

#[cfg(test)]
mod tests {
    use crate::{edge::NotSent, testing::cast::*};
    use futures_executor::block_on;

    const ZOE: &str = "/contacts/00000000-0000-7000-8000-000000000c27";

    /// A portal with one mail in its outbox, and that mail's id.
    fn waiting() -> (Portal, String) {
        let portal = Portal::open("");
        portal.post(DANA, &format!("{ZOE}/invitation"), &[("key", "k"), ("role", "charter")]);
        let id = portal.value("SELECT id FROM outbox");
        (portal, id)
    }

    fn deliver(portal: &Portal, id: &str) {
        block_on(super::run(&portal.app, id)).unwrap();
    }

    fn sent(portal: &Portal) -> usize {
        portal.app.mailer.sent.lock().unwrap().len()
    }

    /// Lets the time pass that a try has to wait.
    fn wait(portal: &Portal) {
        portal.later(3 * HOUR);
    }

    #[test]
    fn a_message_delivered_twice_sends_one_mail() {
        let (portal, id) = waiting();
        deliver(&portal, &id);
        deliver(&portal, &id);
        wait(&portal);
        deliver(&portal, &id);
        assert_eq!(sent(&portal), 1);
        assert_eq!(
            portal.value("SELECT state || ' ' || provider_id FROM outbox"),
            "done provider-1"
        );
    }

    #[test]
    fn a_temporary_password_never_goes_to_an_address_that_is_theirs_no_more() {
        let (portal, id) = waiting();
        let fields = [("version", "1"), ("name", "Zoë"), ("email", "zoe@new.example")];
        portal.post(DANA, ZOE, &fields);
        deliver(&portal, &id);
        assert_eq!(sent(&portal), 0);
        assert_eq!(portal.value(&format!("SELECT state FROM outbox WHERE id = '{id}'")), "dead");
        let user = "SELECT coalesce(password, 'none') FROM users WHERE email = 'zoe@new.example'";
        assert_eq!(portal.value(user), "none");
    }

    #[test]
    fn a_lost_message_is_found_by_the_sweep() {
        let (portal, id) = waiting();
        portal.app.queue.sent.lock().unwrap().clear();
        block_on(super::sweep(&portal.app)).unwrap();
        assert_eq!(*portal.app.queue.sent.lock().unwrap(), [(id, 0)]);
        portal.work();
        block_on(super::sweep(&portal.app)).unwrap();
        assert!(portal.app.queue.sent.lock().unwrap().is_empty());
        assert_eq!(sent(&portal), 1);
    }

    #[test]
    fn a_claim_holds_until_its_end_and_no_longer() {
        let (portal, id) = waiting();
        let claim = |now| block_on(portal.app.db.run(super::queries::claim(&id, now))).unwrap();
        assert!(claim(NOON).is_some());
        assert!(claim(NOON + super::super::CLAIM - 1).is_none());
        assert!(claim(NOON + super::super::CLAIM).is_some());
    }

    #[test]
    fn what_fails_is_tried_again_and_at_last_given_up_for_staff_to_see() {
        let (portal, id) = waiting();
        let refuse = |words: &str, for_good| {
            let not = NotSent { words: words.to_owned(), for_good };
            *portal.app.mailer.refuses.lock().unwrap() = Some(not);
        };
        refuse("the provider is away", false);
        for attempt in 1..=6 {
            assert_ne!(portal.value("SELECT state FROM outbox"), "dead", "{attempt}");
            deliver(&portal, &id);
            wait(&portal);
        }
        assert_eq!(portal.value("SELECT state || ' ' || attempts FROM outbox"), "dead 6");
        let delays: Vec<_> =
            portal.app.queue.sent.lock().unwrap().iter().map(|(_, delay)| *delay).collect();
        assert_eq!(delays, [0, 30, 120, 480, 1_920, 7_680]);
        let list = portal.get(DANA, "/mails?show=failed");
        assert!(list.has("zoe@harbour.example") && list.has("Failed"), "{}", list.body);
        assert!(!portal.get(RHEA, "/mails?show=failed").has("zoe@harbour.example"));

        *portal.app.mailer.refuses.lock().unwrap() = None;
        portal.app.queue.sent.lock().unwrap().clear();
        let page = portal.get(DANA, &format!("/mails/{id}"));
        portal.post(DANA, &format!("/mails/{id}/attempts"), &[("key", &page.key())]);
        portal.work();
        assert_eq!(
            (sent(&portal), portal.value("SELECT state FROM outbox")),
            (1, "done".to_owned())
        );
    }

    #[test]
    fn an_address_that_is_refused_for_good_is_not_tried_again() {
        let (portal, id) = waiting();
        let not = NotSent { words: "E_RECIPIENT_SUPPRESSED".to_owned(), for_good: true };
        *portal.app.mailer.refuses.lock().unwrap() = Some(not);
        deliver(&portal, &id);
        assert_eq!(
            portal.value("SELECT state || ' ' || fault FROM outbox"),
            "dead E_RECIPIENT_SUPPRESSED"
        );
    }
}
