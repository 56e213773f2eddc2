//! The mail that asks whether an address is the person's: its code is drawn here, and kept nowhere.
use super::super::{Notice, queries};
use crate::{
    app::App,
    error::{Error, Result},
    profile::address,
    sessions::code,
    workspaces::Canonical,
};

pub async fn code(
    app: &App,
    id: &str,
    claimed: &queries::Claimed,
    from: &Canonical,
) -> Result<(Notice, String)> {
    let user = claimed.to_user_id.ok_or(Error::NotFound)?;
    let code = code::draw(app.random);
    let digest = address::digest(&app.config.pepper, user, &claimed.to_email, &code);
    if app.db.run(queries::draw(id, &digest, app.now())).await?.0 == 0 {
        return Err(Error::refused("a newer one was asked for, or the time is over"));
    }
    let notice = Notice {
        subject: "Confirm your new address".to_owned(),
        lead: format!(
            "Type this code where you asked to use this address for {}, within 10 minutes of asking and in the same browser. If you did not ask, somebody mistyped theirs; nothing changes.",
            from.name
        ),
        facts: Vec::new(),
        action: "Type the code".to_owned(),
        path: "/profile/address".to_owned(),
    };
    Ok((notice, code))
}
