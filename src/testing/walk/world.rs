//! The database of the walk: the cast and `walk.sql`, with passwords, codes, passkeys and sessions that only
//! Rust code can make.
use super::{
    ASKED, CODE, LINK, NILS, OTTO, PASSWORD, SVEN, SVEN_HALF_WAY, VERA, VERA_HALF_WAY, WILMA, ZOE,
    stops,
};
use crate::{
    edge::Stored,
    factors::samples,
    feeds,
    http::identity::key_digest,
    kit::keys::Key,
    profile::address,
    sessions::{CodeCookie, code, password, token},
    testing::cast::*,
};

pub fn open() -> Portal {
    let portal = Portal::copy("the walk", make);
    for (key, content_type) in stops::FILES {
        let file = Stored { bytes: b"%PDF-1.7".to_vec(), content_type: content_type.into() };
        portal.app.files.kept.lock().unwrap().insert(key.into(), file);
    }
    portal
}

fn make() -> Portal {
    let portal = Portal::open(WALK);
    let hash = password::hash(PASSWORD, &"pepper".into(), &[7; 16]).unwrap();
    portal.app.db.execute(&format!(
        "UPDATE users SET password = '{hash}' WHERE email = 'mira@harbour.example' OR email = 'dana@harbour.example';
         UPDATE sign_ups SET password = '{hash}' WHERE state = 'waiting'"
    ));
    for who in [ZOE, NILS] {
        portal.sign_in(who, &format!("{}@harbour.example", who.name), 1);
    }
    for (name, n) in [("mira", 2), ("dana", 3)] {
        portal.app.db.execute(&asked(name, n));
    }
    for who in [MIRA, DANA] {
        confirmable(&portal, who);
    }
    factors(&portal);
    for (slug, id) in
        [("harbour", stops::api::KEY), ("ridgeline", "00000000-0000-7000-8000-0000000ed102")]
    {
        let digest = key_digest(&format!("cp_{slug}"));
        portal.app.db.execute(&format!(
            "INSERT INTO api_keys (id, workspace_id, name, digest, ending, abilities, made_by, created_at, used_at)
             SELECT '{id}', u.workspace_id, 'Bookkeeping', '{digest}', 'four', '[\"trips:read\",\"quotes:read\",\"invoices:read\",\"accounts:read\",\"payments:write\",\"leads:write\"]', u.id, 0, {NOON}
             FROM users u JOIN workspaces w ON w.id = u.workspace_id WHERE w.slug = '{slug}' AND u.role = 'admin'"
        ));
    }
    for (name, file) in [("mira", stops::approvals::FEED), ("dana", stops::approvals::STAFF_FEED)] {
        let digest = feeds::digest(file.trim_end_matches(".ics"));
        portal.app.db.execute(&format!(
            "INSERT INTO feeds (user_id, workspace_id, digest, created_at)
             SELECT id, workspace_id, '{digest}', {NOON} FROM users WHERE email = '{name}@harbour.example'"
        ));
    }
    portal
}

/// SQL for a sign-in link and code that were mailed to somebody.
fn asked(name: &str, n: u8) -> String {
    let id = format!("00000000-0000-7000-8000-0000000e800{n}");
    let browser = CodeCookie::new(ASKED.into(), String::new()).digest();
    let link = code::link_digest(&format!("{LINK}-{name}"));
    let code = code::digest(&Key::new("pepper"), id.parse().unwrap(), CODE);
    format!(
        "INSERT INTO events (id, workspace_id, face, action, subject_id, at)
           SELECT '{id}', workspace_id, face, 'code_asked', id, {NOON} FROM users WHERE email = '{name}@harbour.example';
         INSERT INTO codes (id, workspace_id, face, user_id, account, purpose, next, browser, device, link_digest, code_digest, created_at, expires_at)
           SELECT '{id}', workspace_id, face, id, 'account', 'sign_in', '/airports', '{browser}', 'test', '{link}', '{code}', {NOON}, {NOON} + {}
           FROM users WHERE email = '{name}@harbour.example'",
        code::LIFETIME
    )
}

/// Adds a change of email address that waits for the code 123456.
fn confirmable(portal: &Portal, who: Person) {
    let id =
        portal.value(&format!("SELECT id FROM users WHERE email = '{}@harbour.example'", who.name));
    let email = format!("{}@elsewhere.example", who.name);
    let code = address::digest(&Key::new("pepper"), id.parse().unwrap(), &email, "123456");
    portal.app.db.execute(&format!(
        "INSERT INTO address_changes (user_id, workspace_id, email, event_id, session, code, expires_at)
         SELECT id, workspace_id, '{email}', (SELECT id FROM events LIMIT 1), '{}', '{code}', {NOON} + 600000 FROM users WHERE id = '{id}'",
        token::digest(who.name)
    ));
}

/// Adds the sessions, authenticator apps and passkeys of the people with second factors.
fn factors(portal: &Portal) {
    for (who, login, factors) in [
        (VERA, "vera", 2),
        (SVEN, "sven", 2),
        (VERA_HALF_WAY, "vera", 1),
        (SVEN_HALF_WAY, "sven", 1),
        (WILMA, "wilma", 1),
        (OTTO, "otto", 1),
    ] {
        portal.sign_in(who, &format!("{login}@harbour.example"), factors);
    }
    for name in ["vera", "sven", "wilma", "otto"] {
        let email = format!("{name}@harbour.example");
        samples::give_app(portal, &email, !matches!(name, "wilma" | "otto"));
    }
    for (login, host, n) in [("vera", "harbour", 1), ("sven", "harbour-ops", 2)] {
        let id = format!("00000000-0000-7000-8000-0000000ef00{n}");
        samples::give_passkey(portal, login, host, &id);
    }
}
