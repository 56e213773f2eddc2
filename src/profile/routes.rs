//! `/profile` on either face
mod address;
mod password;
mod sessions;

use super::{
    LONGEST_NAME, LONGEST_PHONE, LONGEST_TITLE, OwnDetails, Profile,
    preferences::{MailChoice, Preferences},
    queries, views,
};
use crate::{
    error::{Error, Result},
    http::{form::Form, routes::Routes, visit::Visit},
    kit::style::{Hours, Times},
    users::{Visitor, everyone},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/profile", everyone(), show)
        .post("/profile", everyone(), update)
        .post("/profile/preferences", everyone(), prefer)
        .get("/profile/address", everyone(), address::new)
        .post("/profile/address", everyone(), address::create)
        .post("/profile/address/confirmation", everyone(), address::confirm)
        .get("/profile/password", everyone(), password::edit)
        .post("/profile/password", everyone(), password::update)
        .get("/profile/sessions", everyone(), sessions::index)
        .post("/profile/sessions/{digest}/end", everyone(), sessions::end)
        .post("/profile/sessions/end-others", everyone(), sessions::end_others)
        .post("/profile/sessions/end-all", everyone(), sessions::end_all)
}

/// `GET /profile`: who they are here, how they sign in, what they may do, and how they like it.
async fn show(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (person, accounts)) =
        visit.read((queries::person(scope), queries::accounts(scope))).await?;
    let person = person.ok_or(Error::NotFound)?;
    let (details, preferences) = (details_of(&person), preferences_of(&visitor, &person));
    let choices = MailChoice::of(&visitor);
    let it = views::Overview { person, accounts, choices, details, preferences };
    views::Show::of(visitor, it).page()
}

/// `POST /profile`: own details.
async fn update(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (person, accounts)) =
        visit.read_once(&form, (queries::person(scope), queries::accounts(scope))).await?;
    let person = person.ok_or(Error::NotFound)?;
    let to = OwnDetails {
        name: form.required("name", LONGEST_NAME, "Please say your name."),
        phone: form.text("phone", LONGEST_PHONE),
        title: form.text("title", LONGEST_TITLE),
    };
    if form.has_complaints() {
        let preferences = preferences_of(&visitor, &person);
        let choices = MailChoice::of(&visitor);
        let it = views::Overview { person, accounts, choices, details: form, preferences };
        return views::Show::of(visitor, it).again();
    }
    let write = queries::change_details(&visitor, &person, &to, form.value("version"));
    visit.write(&form, write, "/profile", "Your details are saved.").await
}

/// `POST /profile/preferences`: how dates and times are shown, and which mails to get.
async fn prefer(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (person, accounts)) =
        visit.read_once(&form, (queries::person(scope), queries::accounts(scope))).await?;
    let person = person.ok_or(Error::NotFound)?;
    let choices = MailChoice::of(&visitor);
    let Some(preferences) = Preferences::read(&mut form, &choices) else {
        let details = details_of(&person);
        let it = views::Overview { person, accounts, choices, details, preferences: form };
        return views::Show::of(visitor, it).again();
    };
    let write = queries::change_preferences(&visitor, &preferences);
    visit.write(&form, write, "/profile", "Your preferences are saved.").await
}

fn details_of(person: &Profile) -> Form {
    Form::of([
        ("name", person.name.clone()),
        ("phone", person.phone.clone()),
        ("title", person.title.clone()),
        ("version", person.version.to_string()),
    ])
}

fn preferences_of(visitor: &Visitor, person: &Profile) -> Form {
    let style = visitor.style();
    let hours = if style.hours == Hours::Twelve { "12" } else { "24" };
    let times = if style.times == Times::Zulu { "zulu" } else { "local" };
    let chosen = [("language", style.language.word()), ("hours", hours), ("times", times)];
    let mails = MailChoice::of(visitor).into_iter().filter(|it| person.wants(it.word));
    Form::of(chosen.into_iter().chain(mails.map(|it| ("mail", it.word))))
}

#[cfg(test)]
mod tests;
