//! What the mail to whoever signed up says. It is written when it is sent, so that the answer to the
//! form does the same for every address, and the link rests nowhere.
use super::{Answer, LINK, SUBJECT, queries};
use crate::{
    app::App,
    error::{Error, Result},
    http::page::encoded,
    kit::ids::WorkspaceId,
    outbox::Notice,
    sessions::token,
    workspaces::Canonical,
};

/// The mail for an address, as things stand with it now.
pub async fn notice(
    app: &App,
    workspace: WorkspaceId,
    email: &str,
    from: &Canonical,
) -> Result<Notice> {
    let known = app.db.run(queries::known(workspace, email)).await?.ok_or(Error::NotFound)?;
    let name = &from.name;
    let sign_in = || ("Sign in".to_owned(), "/session/new".to_owned());
    let (subject, lead, (action, path)) = match known.answer() {
        Answer::HasAccess => (
            format!("You have access to {name} already"),
            format!(
                "Somebody, most likely you, asked {name} for access with this address, which has it already. Sign in with it. If you lost the password, the sign-in page helps. If this was not you, nothing has changed and there is nothing to do."
            ),
            sign_in(),
        ),
        Answer::WasInvited => (
            format!("You were invited to {name} already"),
            format!(
                "Somebody, most likely you, asked {name} for access with this address, which was invited before. The temporary password is in that mail. If it is lost or too old, call us and we send another."
            ),
            sign_in(),
        ),
        Answer::IsConfirmed => (
            format!("{name} has your request"),
            format!(
                "Your request for access is with {name}, and this address is confirmed. You get a mail when it has been looked at. The password you chose first is the one that counts."
            ),
            sign_in(),
        ),
        Answer::MayConfirm(id) => {
            let until = app.now() + LINK;
            let token = token::seal_for(
                SUBJECT,
                &app.config.signing_key,
                &id.to_string(),
                &from.client,
                until,
            )
            .ok_or_else(|| Error::Internal("a link could not be signed".to_owned()))?;
            (
                "Your request arrived".to_owned(),
                format!(
                    "{name} has your request for access and will look at it. Please confirm that this address is yours: open the page below and enter the password you have just chosen. The link is good for 7 days. If this was not you, leave it alone: without that password nobody gets in."
                ),
                (
                    "Confirm your address".to_owned(),
                    format!("/sign-up/confirmation?token={}", encoded(&token)),
                ),
            )
        }
        Answer::Nothing => return Err(Error::refused("the request was decided meanwhile")),
    };
    Ok(Notice { subject, lead, facts: Vec::new(), action, path })
}
