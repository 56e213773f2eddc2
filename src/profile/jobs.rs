//! The mail with the code that confirms a new address. The code is made here; only its digest is stored.
use super::{address, mail as letters, queries};
use crate::{
    app::App,
    error::Error,
    mail::{self, Mailed},
    outbox::{Done, Failed, Job, Row},
    sessions::code,
};
use serde::{Deserialize, Serialize};

/// Sends the code that confirms a new address.
#[derive(Debug, Serialize, Deserialize)]
pub struct AddressCode;

impl Job for AddressCode {
    const NAME: &'static str = "address_code";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender_where_asked(app, row).await?;
        let user = row.to_user_id.ok_or(Error::NotFound)?;
        let pepper = app.config.pepper.current();
        let code = code::of(&row.secret(pepper, "code"));
        let digest = address::digest(pepper, user, &row.to_email, &code);
        if app.db.run(queries::draw(&row.id, &digest, app.now())).await?.0 == 0 {
            return Err(
                Error::refused("a newer change was asked for, or this one has expired").into()
            );
        }
        mail::post(app, row, &from, (&letters::address_code(&from.name), Some(&code))).await
    }
}

impl Mailed for AddressCode {
    fn subject(&self) -> &'static str {
        "Confirm your new address"
    }
}
