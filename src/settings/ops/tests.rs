//! The page of access settings.
mod brand;

use crate::{settings::tests::defaults, testing::cast::*};
use axum::http::StatusCode;

const SET: [(&str, &str); 5] = [
    ("version", "1"),
    ("idle_days", "14"),
    ("shows_other_parties", "yes"),
    ("takes_sign_ups", "yes"),
    ("approval_addresses", "Front@Harbour.example\r\nops@harbour.example"),
];

fn set(portal: &Portal, who: Person, key: &str, changed: &[(&str, &str)]) -> Reply {
    let mut fields = vec![("key", key)];
    fields.extend(SET.iter().filter(|(name, _)| !changed.iter().any(|(it, _)| it == name)));
    fields.extend(changed);
    let defaults = defaults();
    fields.extend(defaults.iter().map(|(name, value)| (*name, value.as_str())));
    portal.post(who, "/settings/access", &fields)
}

fn stored(portal: &Portal) -> String {
    portal.rows(
        "SELECT idle_days, staff_factors, client_factors, shows_other_parties, takes_sign_ups, version FROM workspaces WHERE slug = 'harbour'",
    )
}

fn is_unchanged(portal: &Portal) -> bool {
    stored(portal) == stored(&Portal::open(""))
}

#[test]
fn an_administrator_changes_settings_and_the_trail_records_it() {
    let portal = Portal::open("");
    insta::assert_snapshot!(stored(&portal), @"
    idle_days: 30
    staff_factors: 1
    client_factors: 1
    shows_other_parties: 0
    takes_sign_ups: 1
    version: 1
    ");
    let reply = set(&portal, OLE, "k", &[("client_factors", "yes")]);
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, "/settings/access"),
        "{}",
        reply.body
    );
    insta::assert_snapshot!(stored(&portal), @"
    idle_days: 14
    staff_factors: 1
    client_factors: 2
    shows_other_parties: 1
    takes_sign_ups: 1
    version: 2
    ");
    assert_eq!(
        portal.value("SELECT approval_addresses FROM workspaces WHERE slug = 'harbour'"),
        r#"["front@harbour.example","ops@harbour.example"]"#
    );
    assert_eq!(
        portal.value("SELECT note FROM events WHERE action = 'settings_changed'"),
        "Sign out after inactivity (days): 30 → 14; Require two-step verification for clients: no → yes; Owners see other parties: no → yes; Request for approval notifications: nobody → front@harbour.example, ops@harbour.example"
    );
    assert!(portal.get(OLE, "/settings/access").has("front@harbour.example"));
}

#[test]
fn staff_read_settings_that_only_administrators_change() {
    let portal = Portal::open("");
    for who in [DANA, INES] {
        let page = portal.get(who, "/settings/access");
        assert!(
            page.has("Sign out after inactivity") && !page.has("Save settings"),
            "{}",
            page.body
        );
        assert_eq!(set(&portal, who, "k", &[]).status, StatusCode::FORBIDDEN);
    }
    assert_eq!(portal.get(MIRA, "/settings/access").status, StatusCode::NOT_FOUND);
    assert!(is_unchanged(&portal), "{}", stored(&portal));
}

#[test]
fn an_administrator_signs_in_again_before_changing_settings() {
    let portal = Portal::open("");
    portal.later(crate::users::PROOF);
    let sent = set(&portal, OLE, "k", &[]);
    assert_eq!(sent.location(), "/session/proof?next=%2Fsettings%2Faccess&unsent=yes");
    assert!(portal.get(OLE, "/settings/access").has("confirm that it is you"));
    assert!(is_unchanged(&portal), "{}", stored(&portal));
}

#[test]
fn of_two_changes_at_once_one_is_written() {
    let portal = Portal::open("");
    assert_eq!(set(&portal, OLE, "a", &[]).status, StatusCode::SEE_OTHER);
    let second = set(&portal, OLE, "b", &[("idle_days", "7")]);
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.has("value=\"7\"") && second.has("name=\"version\" value=\"2\""),
        "{}",
        second.body
    );
    insta::assert_snapshot!(stored(&portal), @"
    idle_days: 14
    staff_factors: 1
    client_factors: 1
    shows_other_parties: 1
    takes_sign_ups: 1
    version: 2
    ");
    assert_eq!(portal.value("SELECT count(*) FROM events"), "1");
}

#[test]
fn a_form_that_is_not_valid_is_shown_again_with_complaints() {
    let portal = Portal::open("");
    for (field, value, words) in [
        ("idle_days", "0", "from 1 to 30"),
        ("idle_days", "31", "from 1 to 30"),
        ("idle_days", "soon", "from 1 to 30"),
        ("approval_addresses", "ops@harbour.example\nnobody", "The @ sign is missing"),
    ] {
        let reply = set(&portal, OLE, value, &[(field, value)]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(
            reply.has(words) && reply.has(value.lines().last().unwrap()),
            "{value}: {}",
            reply.body
        );
    }
    assert!(is_unchanged(&portal), "{}", stored(&portal));
}

#[test]
fn a_user_without_a_second_factor_sets_one_up_as_soon_as_it_is_required() {
    let portal = Portal::open("");
    portal.app.db.execute("UPDATE users SET factors = 2 WHERE email = 'dana@harbour.example'");
    portal.app.db.execute(
        "UPDATE sessions SET factors = 2 WHERE user_id IN (SELECT id FROM users WHERE factors = 2)",
    );
    assert!(portal.get(OLE, "/settings/access").has("1 of 3 staff has one."));
    assert_eq!(set(&portal, OLE, "k", &[("staff_factors", "yes")]).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.get(OLE, "/settings/access").location(), "/factors");
    assert_eq!(portal.get(DANA, "/settings/access").status, StatusCode::OK);
    assert_eq!(portal.get(MIRA, "/airports").status, StatusCode::OK);
}

#[test]
fn a_shorter_idle_time_ends_older_sessions_at_once() {
    let portal = Portal::open("");
    portal.app.db.execute(&format!(
        "UPDATE sessions SET seen_at = {} WHERE face = 'client'",
        NOON - 20 * DAY
    ));
    assert_eq!(portal.get(MIRA, "/airports").status, StatusCode::OK);
    portal.app.db.execute(&format!(
        "UPDATE sessions SET seen_at = {} WHERE face = 'client'",
        NOON - 20 * DAY
    ));
    set(&portal, OLE, "k", &[]);
    assert_eq!(portal.get(MIRA, "/airports").location(), "/session/new?next=%2Fairports");
}

#[test]
fn staff_preview_every_document_in_every_template() {
    let portal = crate::testing::walk::open();
    let page = portal.get(DANA, "/settings/documents");
    for document in ["quote", "trip", "invoice"] {
        for template in ["detailed", "summary", "plain"] {
            let path = format!("/settings/documents/{document}-{template}.pdf");
            assert!(page.has(&path), "{path}");
            let preview = portal.get(DANA, &path);
            assert!(preview.body.starts_with("%PDF"), "{path}: {}", preview.body);
        }
    }
    assert_eq!(
        portal.get(DANA, "/settings/documents/quote-lavish.pdf").status,
        StatusCode::NOT_FOUND
    );
    let none = Portal::open("").get(DANA, "/settings/documents/invoice-plain.pdf");
    assert!(none.status == StatusCode::CONFLICT && none.has("There is none to show yet."));
}

#[test]
fn data_in_invoices_needs_the_country_and_the_tax_number_of_the_company() {
    let portal = Portal::open("");
    let send = |key: &str, country: &str, number: &str| {
        let fields = [
            ("key", key),
            ("version", "1"),
            ("quote_report", "detailed"),
            ("trip_report", "detailed"),
            ("invoice_report", "detailed"),
            ("factur_x", "yes"),
            ("country", country),
            ("tax_number", number),
        ];
        portal.post(OLE, "/settings/documents", &fields)
    };
    let refused = send("a", "", "");
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Choose your country: Factur-X", "Enter your tax number: Factur-X"] {
        assert!(refused.has(words), "{}", refused.body);
    }
    assert_eq!(send("b", "DE", "DE123456789").status, StatusCode::SEE_OTHER);
    let stored = "SELECT factur_x || country || tax_number FROM workspaces WHERE slug = 'harbour'";
    assert_eq!(portal.value(stored), "1DEDE123456789");
}
