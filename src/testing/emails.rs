//! Every form that takes an email address accepts the same ones, complains alike, and stores one spelling.
use super::cast::*;
use crate::{kit::email::Email, settings::tests::defaults};
use axum::http::StatusCode;

struct AddressForm {
    who: Person,
    path: &'static str,
    field: &'static str,
    others: &'static [(&'static str, &'static str)],
    /// Reads the stored address.
    stored: &'static str,
}

const NEW_PERSON: &[(&str, &str)] = &[("name", "Ingvar Dahl"), ("grants", "see_money")];
const CHANGED: &[(&str, &str)] = &[("name", "Ingvar Dahl"), ("version", "1")];

const FORMS: [AddressForm; 12] = [
    AddressForm {
        who: STRANGER,
        path: "/session/codes",
        field: "email",
        others: &[],
        stored: "SELECT email FROM users WHERE id = (SELECT subject_id FROM events WHERE action = 'code_asked')",
    },
    AddressForm {
        who: STRANGER,
        path: "/sign-ups",
        field: "email",
        others: &[
            ("name", "Ingvar Dahl"),
            ("phone", "1"),
            ("password", "a heron at dawn"),
            ("again", "a heron at dawn"),
        ],
        stored: "SELECT email FROM sign_ups WHERE name = 'Ingvar Dahl'",
    },
    AddressForm {
        who: STRANGER,
        path: "/inquiries",
        field: "email",
        others: &[
            ("name", "Ingvar Dahl"),
            ("from", "Oslo"),
            ("to", "Nice"),
            ("departs", "2026-12-10"),
            ("passengers", "2"),
        ],
        stored: "SELECT email FROM leads WHERE name = 'Ingvar Dahl'",
    },
    AddressForm {
        who: MIRA,
        path: "/profile/address",
        field: "email",
        others: &[],
        stored: "SELECT email FROM address_changes ORDER BY expires_at DESC",
    },
    AddressForm {
        who: DANA,
        path: "/contacts",
        field: "email",
        others: NEW_PERSON,
        stored: "SELECT email FROM contacts WHERE name = 'Ingvar Dahl'",
    },
    AddressForm {
        who: DANA,
        path: "/contacts/00000000-0000-7000-8000-000000000c27",
        field: "email",
        others: CHANGED,
        stored: "SELECT email FROM contacts WHERE name = 'Ingvar Dahl'",
    },
    AddressForm {
        who: MIRA,
        path: "/people",
        field: "email",
        others: NEW_PERSON,
        stored: "SELECT email FROM users WHERE name = 'Ingvar Dahl'",
    },
    AddressForm {
        who: OLE,
        path: "/staff",
        field: "email",
        others: &[("name", "Ingvar Dahl"), ("role", "dispatcher")],
        stored: "SELECT email FROM users WHERE name = 'Ingvar Dahl'",
    },
    AddressForm {
        who: DANA,
        path: "/leads",
        field: "email",
        others: NEW_PERSON,
        stored: "SELECT email FROM leads WHERE name = 'Ingvar Dahl'",
    },
    AddressForm {
        who: DANA,
        path: "/leads/00000000-0000-7000-8000-0000000ea001",
        field: "email",
        others: CHANGED,
        stored: "SELECT email FROM leads WHERE name = 'Ingvar Dahl'",
    },
    AddressForm {
        who: MIRA,
        path: "/passengers",
        field: "email",
        others: NEW_PERSON,
        stored: "SELECT email FROM passengers WHERE name = 'Ingvar Dahl'",
    },
    AddressForm {
        who: OLE,
        path: "/settings/access",
        field: "approval_addresses",
        others: &[("version", "1"), ("idle_days", "14")],
        stored: "SELECT approval_addresses ->> '$[0]' FROM workspaces WHERE slug = 'harbour'",
    },
];

impl AddressForm {
    fn send(&self, portal: &Portal, address: &str) -> Reply {
        let defaults = if self.path.starts_with("/settings/") { defaults() } else { Vec::new() };
        let rest = defaults.iter().map(|(name, value)| (*name, value.as_str()));
        let sent = [("key", address), (self.field, address)].into_iter();
        let fields: Vec<_> = sent.chain(self.others.iter().copied()).chain(rest).collect();
        portal.post(self.who, self.path, &fields)
    }
}

#[test]
fn an_invalid_address_gets_the_same_complaint_in_every_form() {
    let portal = Portal::open(WALK);
    let events = portal.value("SELECT count(*) FROM events");
    let long = format!("{}@harbour.example", "a".repeat(65));
    for bad in [
        "mira",
        "@harbour.example",
        "mira@harbour",
        "mira@harbour.example.",
        "mira@203.0.113.9",
        "mi\0ra@harbour.example",
        "mi ra@harbour.example",
        "mi..ra@harbour.example",
        "\"mira\"@harbour.example",
        "zoë@harbour.example",
        "mira@@harbour.example",
        "mailto:@harbour.example?subject=x",
        "Mira <mira@harbour>",
        &long,
    ] {
        let complaint = Email::parse(bad).unwrap_err().to_string();
        for form in &FORMS {
            let reply = form.send(&portal, bad);
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{} {bad:?}", form.path);
            assert!(reply.has(&complaint), "{} {bad:?}: {}", form.path, reply.body);
        }
    }
    let settings = FORMS.iter().find(|it| it.path.starts_with("/settings/")).unwrap();
    for bad in ["mira@harbour.example\r\nBcc: x@evil.example", "mira@harbour.example, <x>"] {
        let reply = settings.send(&portal, bad);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad:?}");
    }
    for bad in [
        "mira@harbour.example\rBcc: tomas@harbour.example",
        "mira@harbour.example\r\nBcc: x@evil.example",
        "mira\nBcc: x@evil.example",
        "Mira\r\nBcc: x@evil.example <mira@harbour.example>",
        "mira@harbour.example, tomas@harbour.example",
        "mira@harbour.example; tomas@harbour.example",
        "a,b@harbour.example",
        "Mira <mira@harbour.example>, Tomas <tomas@harbour.example>",
        "<mira@harbour.example",
        "mira@harbour.example>",
    ] {
        let complaint = Email::parse(bad).unwrap_err().to_string().replace('<', "&#60;");
        for form in FORMS.iter().filter(|it| !it.path.starts_with("/settings/")) {
            let reply = form.send(&portal, bad);
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{} {bad:?}", form.path);
            assert!(reply.has(&complaint), "{} {bad:?}: {}", form.path, reply.body);
        }
    }
    assert_eq!(portal.value("SELECT count(*) FROM events"), events, "an event was written");
}

/// A browser lets a person paste `Name <address>`: the field is one of text.
#[test]
fn no_field_for_an_address_is_checked_by_the_browser() {
    let portal = Portal::open(WALK);
    let ending = |path: &str| match path {
        "/session/codes" => "/session/new".to_owned(),
        "/profile/address" => path.to_owned(),
        path if path.contains("-7000-8000-") => format!("{path}/edit"),
        path if path.starts_with("/settings/") => path.to_owned(),
        path => format!("{path}/new"),
    };
    for form in &FORMS {
        let page = portal.get(form.who, &ending(form.path));
        assert_eq!(page.status, StatusCode::OK, "{}", form.path);
        assert!(!page.has("type=\"email\""), "{}: {}", form.path, page.body);
        let is_list = form.path.starts_with("/settings/");
        assert!(is_list || page.has("inputmode=\"email\""), "{}", form.path);
    }
}

#[test]
fn recipients_pasted_from_a_mail_program_are_accepted_in_settings() {
    let portal = Portal::open(WALK);
    let form = FORMS.iter().find(|it| it.path.starts_with("/settings/")).unwrap();
    let reply = form.send(&portal, "Ole Berg <ole@harbour.example>; ops@harbour.example");
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let stored = portal.value("SELECT approval_addresses FROM workspaces WHERE slug = 'harbour'");
    assert_eq!(stored, "[\"ole@harbour.example\",\"ops@harbour.example\"]");
}

#[test]
fn every_form_stores_an_address_in_one_spelling() {
    const KEPT: &str = "zoe.o'neil+trips@xn--grnflug-o2a.example";
    for typed in [
        "Zoe.O'Neil+Trips@Gr\u{fc}nflug.Example",
        "\u{feff}zoe.o'neil+trips\u{200b}@gru\u{308}nflug.example\u{a0}",
        "mailto:zoe.o'neil%2Btrips@XN--grnflug-o2a.example?subject=Hello",
        "Zoe O'Neil <zoe.o'neil+trips@gr\u{fc}nflug.example>",
    ] {
        for form in &FORMS {
            let portal = Portal::open(WALK);
            if form.path == "/session/codes" {
                let sql = format!(
                    "UPDATE users SET email = '{}' WHERE email = 'mira@harbour.example'",
                    KEPT.replace('\'', "''")
                );
                portal.app.db.execute(&sql);
            }
            let reply = form.send(&portal, typed);
            assert_eq!(
                reply.status,
                StatusCode::SEE_OTHER,
                "{} {typed}: {}",
                form.path,
                reply.body
            );
            assert_eq!(portal.value(form.stored), KEPT, "{} {typed}", form.path);
        }
    }
}

#[test]
fn signing_in_answers_an_invalid_address_like_an_unknown_one() {
    let answer = |email| {
        let portal = Portal::open("");
        let fields = [("email", email), ("password", "a heron at dawn")];
        let replies: Vec<Reply> =
            (0..7).map(|_| portal.post(STRANGER, "/session", &fields)).collect();
        let trail = portal.value(
            "SELECT group_concat(action || note || coalesce(actor_id, ''), ' ') FROM events",
        );
        let seen = |it: &Reply| (it.status, it.body.replace(email, ""));
        (replies.iter().map(seen).collect::<Vec<_>>(), trail)
    };
    let unknown = answer("nobody@harbour.example");
    for impossible in ["nobody", "nobody@", "nobody@harbour..example", "a@b.example, c@d.example"] {
        assert_eq!(answer(impossible), unknown, "{impossible}");
    }
}
