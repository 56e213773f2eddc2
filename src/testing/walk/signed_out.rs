//! Every form, sent after the session ended: it comes back, or what was written in it does.
use super::*;
use crate::{http::key, kit::ids::UserId};

/// Whoever sent the form, after signing in anew.
const AGAIN: Person = Person { name: "again", host: "" };

#[test]
fn whatever_was_written_in_a_form_comes_back_after_signing_in() {
    // A file is not kept: it is chosen again.
    let is_kept = |it: &Place| it.access.who != Who::Begun && !it.stop.is_upload;
    for place in private().filter(Place::is_post).filter(is_kept) {
        let (portal, name) = (open(), place.name());
        let who = place.stop.who;
        let digest = crate::sessions::token::digest(who.name);
        let user = portal.value(&format!("SELECT user_id FROM sessions WHERE digest = '{digest}'"));
        let user: UserId = user.parse().unwrap();
        let key = key::signed(&KEY.into(), who.host, user, [1; 16]);
        let ask = Ask::at(place.stop).set("key", &key);
        portal.app.db.execute("UPDATE sessions SET ended_at = 1");
        let door = ask.send(&portal);
        let (_, next) = door.location().split_once("next=").unwrap_or_else(|| panic!("{name}"));
        let next = crate::http::page::decoded(next).unwrap();
        assert!(next.starts_with("/unsent?form="), "{name}: {next}");
        let before = Dump::of(&portal);
        let again = Person { host: who.host, ..AGAIN };
        let email = portal.value(&format!("SELECT email FROM users WHERE id = '{user}'"));
        portal.sign_in(again, &email, 2);
        let page = portal.get(again, &next);
        before.assert_unchanged(&portal, &name);
        let is_shown = page.status == StatusCode::OK;
        let is_chosen =
            place.stop.fields().iter().any(|(field, _)| CHOSEN.contains(&field.as_str()));
        assert!(is_shown || !is_chosen, "{name}: does not show what was chosen");
        assert!(is_shown || page.status == StatusCode::CONFLICT, "{name}: {}", page.status);
        let written = place.stop.fields().into_iter().filter(|(_, value)| {
            value.split_whitespace().nth(2).is_some() || is_shown && value.contains(' ')
        });
        for (field, value) in written.filter(|it| !is_secret(&it.0)) {
            let shown = value.replace('&', "&#38;").replace('\'', "&#39;").replace('"', "&#34;");
            assert!(page.has(&shown), "{name}: {field} = {value}: {}", page.body);
        }
    }
}

/// Fields in which people choose and do not write: nobody can copy them from a page that shows the words alone.
const CHOSEN: [&str; 7] = ["role", "grants", "language", "hours", "times", "mail", "kind"];

fn is_secret(field: &str) -> bool {
    ["password", "again", "current"].contains(&field)
}
