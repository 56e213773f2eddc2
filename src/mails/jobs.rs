//! Marks addresses that mails do not reach, as the mail service tells.
use super::{
    bounces::{self, Fate, Told},
    queries,
};
use crate::{app::App, db::scope::Scope, error::Result, kit::ids::EventId};

/// Carries out what an event of the mail service tells of one of our mails.
pub async fn told(app: &App, json: &str) -> Result<()> {
    match bounces::read(json) {
        Some(told) => carry_out(app, &told).await,
        None => Ok(()),
    }
}

/// The same once it was read: the mail is looked for in every database.
pub async fn carry_out(app: &App, told: &Told) -> Result<()> {
    let mut found = None;
    for place in app.everywhere() {
        let place = place?;
        if let Some(mail) = place.db.run(queries::sent(&told.mail)).await? {
            found = Some((place, mail));
            break;
        }
    }
    let Some((app, mail)) = found else { return Ok(()) };
    if told.fate == Fate::Delivered && !mail.is_marked {
        return Ok(());
    }
    let event = EventId::new(app.now(), &app.chance());
    let write = queries::mark(&mail, &told.fate);
    app.db.run(write.by(&Scope::system(mail.workspace_id, app.now()), event)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;
    use futures_executor::block_on;

    const MIRA_CONTACT: &str = "/contacts/00000000-0000-7000-8000-000000000c21";

    #[test]
    fn an_address_that_bounces_is_marked_until_a_mail_arrives() {
        let portal = Portal::open("");
        let account = "00000000-0000-7000-8000-000000000a11";
        let fields = [("key", "a"), ("account", account), ("subject", "Gate"), ("body", "Which?")];
        portal.post(DANA, "/messages", &fields);
        portal.work();
        let id =
            portal.value("SELECT provider_id FROM outbox WHERE to_email = 'mira@harbour.example'");
        let tell = |kind: &str, id: &str| {
            let json = format!(
                r#"{{"type":"cf.email.sending.message.{kind}","payload":{{"messageId":"{id}","delivery":{{"smtpStatusCode":550}}}}}}"#
            );
            block_on(told(&portal.app, &json)).unwrap();
        };
        let is_marked = |path: &str| portal.get(DANA, path).has("The email came back: 550");
        tell("bounced", "of somebody else");
        assert!(!is_marked(MIRA_CONTACT));
        for _ in 0..2 {
            tell("bounced", &id);
        }
        assert!(is_marked(MIRA_CONTACT) && is_marked("/mails"));
        assert!(!portal.get(RHEA, "/mails").has("The email came back"));
        assert!(!portal.get(MIRA, "/profile").has("The email came back"));
        tell("delivered", &id);
        assert!(!is_marked(MIRA_CONTACT) && !is_marked("/mails"));
    }
}
