//! `/profile/address`.
use super::super::{
    address::{self, MOST_ASKED},
    jobs::AddressCode,
    mail as letters, queries, views,
};
use crate::{
    error::{Error, Result},
    http::{form::Form, visit::Visit},
    kit::email::Email,
    mail::{self, Recipients},
    sessions::code,
};
use axum::response::Response;

const HERE: &str = "/profile/address";

/// `GET /profile/address`: the form for a new address, and for the code that was mailed to it.
pub async fn new(visit: Visit) -> Result<Response> {
    let (visitor, pending) = visit.read(queries::pending(&visit.scope)).await?;
    if pending.is_none() {
        visitor.needs_proof(HERE)?;
    }
    views::Address::of(visitor, views::AddressForm { pending, form: Form::default() }).page()
}

/// `POST /profile/address`: mails a code to the new address. If another user has it, the answer is the
/// same, and that user gets a mail that somebody asked for their address.
pub async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let sought = Email::sought(form.value("email"));
    let (visitor, (pending, asked)) =
        visit.read_once(&form, (queries::pending(scope), queries::asked(scope, &sought))).await?;
    visitor.needs_proof(HERE)?;
    let asked = asked.ok_or(Error::NotFound)?;
    let email = form.email("email");
    if email.as_deref() == Some(&visitor.user.email) {
        form.complain("email", "This is already your address.");
    } else if asked.recent >= MOST_ASKED {
        form.complain("email", "You have asked too often. Try again in an hour.");
    }
    let Some(email) = email.filter(|_| !form.has_complaints()) else {
        return views::Address::of(visitor, views::AddressForm { pending, form }).again();
    };
    let user = visitor.user.id;
    let to = |user| Recipients::UserAt { user, email: &email };
    let mail = match asked.holder {
        Some(holder) => mail::to(to(holder), &letters::address_wanted(&visitor)),
        None => mail::to(to(user), &AddressCode),
    };
    let notice = format!("We sent a code to {email}.");
    visit.write(&form, queries::ask(user, &email, mail), HERE, &notice).await
}

/// `POST /profile/address/confirmation`: checks the code and changes the address; the old address gets
/// a mail.
pub async fn confirm(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let Some(typed) = code::typed(form.value("code")) else {
        let (visitor, pending) = visit.read_once(&form, queries::pending(scope)).await?;
        form.complain("code", "Type the six digits from the email.");
        return views::Address::of(visitor, views::AddressForm { pending, form }).again();
    };
    let (visitor, (change, pending, profile)) = visit
        .read_once(&form, (queries::tried(scope), queries::pending(scope), queries::profile(scope)))
        .await?;
    let profile = profile.ok_or(Error::NotFound)?;
    let user = &visitor.user;
    let peppers = &visit.app.config.pepper;
    let right = change.as_ref().and_then(|it| {
        let mut made = peppers.all().map(|key| address::digest(key, user.id, &it.email, &typed));
        Some((it.email.as_str(), made.find(|code| it.code.as_ref() == Some(code))?))
    });
    let Some((email, code)) = right else {
        visit.app.witness.failed("proof");
        form.complain(
            "code",
            if change.is_some() {
                "That is not the code from the latest email. Check it and try again."
            } else {
                "That code no longer works. Ask for a new one."
            },
        );
        return views::Address::of(visitor, views::AddressForm { pending, form }).again();
    };
    let letter = letters::address_changed(&visitor, email);
    let write = queries::confirm(scope, (user, &profile), (email, &code), &letter);
    let notice = format!("Your address is now {email}. Other browsers were signed out.");
    visit.write(&form, write, "/profile", &notice).await
}
