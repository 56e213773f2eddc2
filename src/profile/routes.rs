//! `/profile` on either face.
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

/// `GET /profile`: the visitor's details, ways to sign in, preferences, rights and accounts.
async fn show(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (profile, accounts)) =
        visit.read((queries::profile(scope), queries::accounts(scope))).await?;
    let profile = profile.ok_or(Error::NotFound)?;
    let (details, preferences) = (details_of(&profile), preferences_of(&visitor, &profile));
    let choices = MailChoice::of(&visitor);
    let it = views::Overview { profile, accounts, choices, details, preferences };
    views::Show::of(visitor, it).page()
}

/// `POST /profile`: changes the visitor's own details.
async fn update(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (profile, accounts)) =
        visit.read_once(&form, (queries::profile(scope), queries::accounts(scope))).await?;
    let profile = profile.ok_or(Error::NotFound)?;
    let to = OwnDetails {
        name: form.person("name", LONGEST_NAME, "Enter your name."),
        phone: form.text("phone", LONGEST_PHONE),
        title: form.text("title", LONGEST_TITLE),
    };
    if form.has_complaints() {
        let preferences = preferences_of(&visitor, &profile);
        let choices = MailChoice::of(&visitor);
        let it = views::Overview { profile, accounts, choices, details: form, preferences };
        return views::Show::of(visitor, it).again();
    }
    let write = queries::change_details(&visitor, &profile, &to, form.value("version"));
    visit.write(&form, write, "/profile", "Your details were saved.").await
}

/// `POST /profile/preferences`: changes the style of dates and times, and the topics of mails.
async fn prefer(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (profile, accounts)) =
        visit.read_once(&form, (queries::profile(scope), queries::accounts(scope))).await?;
    let profile = profile.ok_or(Error::NotFound)?;
    let choices = MailChoice::of(&visitor);
    let preferences = Preferences::read(&mut form, &choices);
    let Some(preferences) = preferences.filter(|_| !form.has_complaints()) else {
        let details = details_of(&profile);
        let it = views::Overview { profile, accounts, choices, details, preferences: form };
        return views::Show::of(visitor, it).again();
    };
    let write = queries::change_preferences(&visitor, &preferences);
    visit.write(&form, write, "/profile", "Your preferences were saved.").await
}

fn details_of(profile: &Profile) -> Form {
    Form::of([
        ("name", profile.name.clone()),
        ("phone", profile.phone.clone()),
        ("title", profile.title.clone()),
    ])
}

fn preferences_of(visitor: &Visitor, profile: &Profile) -> Form {
    let user = &visitor.user;
    let hours = match user.hours {
        None => "",
        Some(Hours::Twelve) => "12",
        Some(Hours::TwentyFour) => "24",
    };
    let times = if user.times == Times::Zulu { "zulu" } else { "local" };
    let chosen = [("language", user.language.word()), ("hours", hours), ("times", times)];
    let mails = MailChoice::of(visitor).into_iter().filter(|it| profile.wants(it.word));
    Form::of(chosen.into_iter().chain(mails.map(|it| ("mail", it.word))))
}

#[cfg(test)]
mod tests;
