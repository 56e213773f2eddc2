//! Passkeys through the real router: every check has a test that breaks just that.
use super::{super::super::samples::*, *};
use crate::sessions::token;

const PHONE: &str = "00000000-0000-7000-8000-00000000f001";

/// Mira has a passkey, and everyone of the cast a session of two factors.
fn open_with_passkey() -> Portal {
    let portal = open();
    give_passkey(&portal, "mira", "harbour", PHONE);
    portal.app.db.execute("UPDATE sessions SET factors = 2");
    portal
}

fn phone() -> Device {
    Device { counter: 2, ..Device::of("mira", "harbour") }
}

fn form<'a>(fields: &'a [(&'static str, String)], key: &'a str) -> Vec<(&'static str, &'a str)> {
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
    fields.chain([("key", key), ("next", "/airports")]).collect()
}

fn sign_in_with(portal: &Portal, fields: &[(&'static str, String)]) -> Reply {
    portal.post(STRANGER, "/session/passkey", &form(fields, ""))
}

fn sign_in_challenge() -> String {
    challenge(STRANGER, Purpose::SignIn)
}

fn count(portal: &Portal, action: &str) -> String {
    portal.value(&format!("SELECT count(*) FROM events WHERE action = '{action}'"))
}

fn is_refused(portal: &Portal, reply: &Reply, why: &str) {
    assert_eq!(reply.status, StatusCode::CONFLICT, "{why}: {}", reply.body);
    let note = "SELECT note || coalesce(actor_id, '') FROM events WHERE action IN ('passkey_refused', 'passkey_cloned') ORDER BY rowid DESC LIMIT 1";
    assert_eq!(portal.value(note), why);
    assert_eq!(
        portal.value("SELECT count(*) FROM sessions WHERE method = 'passkey'"),
        "0",
        "{why}"
    );
    assert_eq!(portal.value("SELECT count(*) FROM spent_challenges"), "0", "{why}");
}

#[test]
fn a_passkey_signs_in_by_itself_and_counts_as_two_factors() {
    let portal = open_with_passkey();
    let asked = portal.get(STRANGER, "/session/challenge?for=sign_in");
    let json: serde_json::Value = serde_json::from_str(&asked.body).unwrap();
    let reply = sign_in_with(&portal, &phone().shows(json["challenge"].as_str().unwrap()));
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, "/airports"),
        "{}",
        reply.body
    );
    assert_eq!(get_with(&portal, &cookies(&reply), "/airports").status, StatusCode::OK);
    let factors = "SELECT factors FROM sessions WHERE method = 'passkey'";
    assert_eq!(portal.value(factors), "2");
    assert_eq!(portal.value("SELECT counter FROM passkeys"), "2");
    assert_eq!(portal.value("SELECT used_at FROM passkeys"), NOON.to_string());
    assert_eq!(portal.get(STRANGER, "/session/challenge?for=x").status, StatusCode::NOT_FOUND);
}

#[test]
fn what_a_device_says_must_be_right_in_every_part() {
    let portal = open_with_passkey();
    let ours = sign_in_challenge();
    let elsewhere = |host: &str| Device { host: host.into(), ..phone() };
    for (why, device, challenge) in [
        (
            "Made on another site",
            Device { origin: "http://evil.example".into(), ..phone() },
            ours.clone(),
        ),
        (
            "Made on another site",
            Device { origin: "https://harbour.portal.test".into(), ..phone() },
            ours.clone(),
        ),
        ("Made on another site", Device { cross: true, ..phone() }, ours.clone()),
        ("Made for another host", elsewhere("portal.test"), ours.clone()),
        ("Made for another host", elsewhere("ridgeline.portal.test"), ours.clone()),
        ("Made for something else", Device { kind: "webauthn.create", ..phone() }, ours.clone()),
        ("Nobody was present", Device { flags: 0b100, ..phone() }, ours.clone()),
        ("The device did not verify its owner", Device { flags: 0b001, ..phone() }, ours.clone()),
        ("Not our challenge, or an old one", phone(), "made up".to_owned()),
        ("Not our challenge, or an old one", phone(), challenge(MIRA, Purpose::Step)),
        ("Not our challenge, or an old one", phone(), challenge(MILO, Purpose::SignIn)),
        ("Its counter went back", Device { counter: 1, ..phone() }, ours.clone()),
        ("Its counter went back", Device { counter: 0, ..phone() }, ours.clone()),
        ("Not known here", Device { counter: 2, ..Device::of("nobody", "harbour") }, ours.clone()),
    ] {
        is_refused(&portal, &sign_in_with(&portal, &device.shows(&challenge)), why);
    }
    assert_eq!(count(&portal, "passkey_cloned"), "2");
}

#[test]
fn a_flipped_byte_is_not_what_was_signed() {
    let portal = open_with_passkey();
    for field in ["authenticator_data", "signature"] {
        let mut fields = phone().shows(&sign_in_challenge());
        let value = &mut fields.iter_mut().find(|(name, _)| *name == field).unwrap().1;
        let mut bytes = super::super::super::passkey::decoded(value).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        *value = super::super::super::passkey::encoded(&bytes);
        is_refused(&portal, &sign_in_with(&portal, &fields), "Wrong signature");
    }
    // Signed by another device that says it is this one.
    let other =
        Device { credential: phone().credential, counter: 2, ..Device::of("tomas", "harbour") };
    is_refused(
        &portal,
        &sign_in_with(&portal, &other.shows(&sign_in_challenge())),
        "Wrong signature",
    );
}

#[test]
fn a_challenge_is_answered_once_and_by_one_of_two_who_race() {
    use super::super::super::{
        passkey::{Shown, StoredPasskey},
        queries,
    };
    use crate::{db::scope::Scope, kit::ids::EventId, sessions::Method};
    let portal = open_with_passkey();
    let fields = phone().shows(&sign_in_challenge());
    assert_eq!(sign_in_with(&portal, &fields).location(), "/airports");
    // The same answer again fails by the counter, and one with a new count by the challenge.
    assert_eq!(sign_in_with(&portal, &fields).status, StatusCode::CONFLICT);
    let again = Device { counter: 3, ..phone() }.shows(&sign_in_challenge());
    assert_eq!(sign_in_with(&portal, &again).status, StatusCode::CONFLICT);
    assert_eq!(count(&portal, "signed_in"), "1");
    // Two were looked at before either was written.
    let known = block(portal.app.db.run(queries::anyones("harbour", &phone().credential))).unwrap();
    let known: StoredPasskey = known.unwrap();
    let challenge =
        super::super::super::challenge::Challenge { digest: "x".into(), expires_at: NOON };
    let shown = Shown { counter: known.counter + 1, known, challenge };
    let scope = Scope::new("harbour", String::new(), NOON, "");
    let began: Vec<bool> = [1, 2]
        .map(|n| {
            let entering = queries::Entering {
                event: EventId::new(NOON, &[n; 10]),
                digest: token::digest(&format!("race {n}")),
                device: "test",
                method: Method::Passkey,
            };
            block(portal.app.db.run(queries::signed_in(&scope, &shown, &entering))).unwrap().held
        })
        .into();
    assert_eq!(began, [true, false]);
}

fn block<F: std::future::Future>(future: F) -> F::Output {
    futures_executor::block_on(future)
}

#[test]
fn a_device_that_counts_nothing_is_taken_at_its_word() {
    let portal = open_with_passkey();
    portal.app.db.execute("UPDATE passkeys SET counter = 0");
    let device = Device { counter: 0, ..phone() };
    assert_eq!(sign_in_with(&portal, &device.shows(&sign_in_challenge())).location(), "/airports");
}

#[test]
fn whose_access_was_taken_back_gets_nowhere_with_it() {
    let portal = open_with_passkey();
    portal
        .app
        .db
        .execute("UPDATE users SET state = 'disabled' WHERE email = 'mira@harbour.example'");
    let reply = sign_in_with(&portal, &phone().shows(&sign_in_challenge()));
    is_refused(&portal, &reply, "Not known here");
}

#[test]
fn a_neighbour_workspace_and_the_other_face_do_not_know_it() {
    let portal = open_with_passkey();
    for (who, host) in [(MILO, "ridgeline"), (DANA, "harbour-ops")] {
        let stranger = Person { name: "", host };
        let device = Device {
            origin: format!("http://{host}.portal.test"),
            host: format!("{host}.portal.test"),
            ..phone()
        };
        let fields = device.shows(&challenge(who, Purpose::SignIn));
        let reply = portal.post(stranger, "/session/passkey", &form(&fields, ""));
        is_refused(&portal, &reply, "Not known here");
    }
}

#[test]
fn a_passkey_is_the_second_step_of_its_owner_only() {
    let portal = open_with_passkey();
    portal.app.db.execute("UPDATE sessions SET factors = 1; UPDATE users SET factors = 2 WHERE email = 'tomas@harbour.example'");
    let fields = phone().shows(&challenge(TOMAS, Purpose::Step));
    let reply = portal.post(TOMAS, "/session/factor/passkey", &form(&fields, "t"));
    is_refused(&portal, &reply, "Not known here");
    // A challenge of another session is not good in this one.
    let fields = phone().shows(&challenge(TOMAS, Purpose::Step));
    let reply = portal.post(MIRA, "/session/factor/passkey", &form(&fields, "u"));
    is_refused(&portal, &reply, "Not our challenge, or an old one");
    assert!(portal.get(MIRA, "/session/factor").has("Use a passkey"));
    let fields = phone().shows(&challenge(MIRA, Purpose::Step));
    let reply = portal.post(MIRA, "/session/factor/passkey", &form(&fields, "m"));
    assert_eq!(reply.location(), "/airports", "{}", reply.body);
    assert_eq!(get_with(&portal, &cookies(&reply), "/airports").status, StatusCode::OK);
}

#[test]
fn a_passkey_proves_anew_who_sits_there() {
    let portal = open_with_passkey();
    portal.app.db.execute("UPDATE sessions SET proven_at = 0");
    let page = portal.get(MIRA, "/session/proof");
    assert!(page.has("Use your passkey") && !page.has("name=\"password\""), "{}", page.body);
    let others = phone().shows(&challenge(TOMAS, Purpose::Prove));
    let reply = portal.post(TOMAS, "/session/proof/passkey", &form(&others, "t"));
    is_refused(&portal, &reply, "Not known here");
    let fields = phone().shows(&challenge(MIRA, Purpose::Prove));
    let reply = portal.post(MIRA, "/session/proof/passkey", &form(&fields, "p"));
    assert_eq!(reply.location(), "/airports", "{}", reply.body);
    let proven = format!("SELECT count(*) FROM sessions WHERE proven_at = {NOON}");
    assert_eq!(portal.value(&proven), "1");
}

fn add(portal: &Portal, who: Person, device: &Device, key: &str) -> Reply {
    let device = device.made(&challenge(who, Purpose::Register));
    let mut fields = form(&device, key);
    fields.push(("name", "Mira\u{2019}s phone"));
    portal.post(who, "/profile/factors/passkeys", &fields)
}

fn new_phone() -> Device {
    Device { kind: "webauthn.create", ..Device::of("mira", "harbour") }
}

#[test]
fn a_passkey_is_added_named_used_and_removed() {
    let portal = open();
    let reply = add(&portal, MIRA, &new_phone(), "a");
    assert_eq!(reply.location(), "/profile/factors/codes", "{}", reply.body);
    assert!(
        portal.get(MIRA, "/airports").location().starts_with("/session/new"),
        "other sessions end"
    );
    let whole = cookies(&reply);
    assert!(get_with(&portal, &whole, "/profile/factors").has("Mira\u{2019}s phone"));
    let reply = sign_in_with(&portal, &phone().shows(&sign_in_challenge()));
    assert_eq!(reply.location(), "/airports", "{}", reply.body);
    let id = portal.value("SELECT id FROM passkeys");
    let path = format!("/profile/factors/passkeys/{id}");
    let named = post_with(&portal, &whole, &path, &[("key", "n"), ("name", "Old phone")]);
    assert_eq!(named.location(), "/profile/factors", "{}", named.body);
    let note = "SELECT note FROM events WHERE action = 'passkey_renamed'";
    assert_eq!(portal.value(note), "Name: Mira\u{2019}s phone \u{2192} Old phone");
    let removed = post_with(&portal, &whole, &format!("{path}/removal"), &[("key", "r")]);
    assert_eq!(removed.location(), "/profile/factors", "{}", removed.body);
    let left = "SELECT (SELECT count(*) FROM passkeys) || (SELECT count(*) FROM recovery_codes) || (SELECT factors FROM users WHERE email = 'mira@harbour.example')";
    assert_eq!(portal.value(left), "001");
    assert!(
        get_with(&portal, &cookies(&reply), "/airports").location().starts_with("/session/new")
    );
    let told = subjects(&portal);
    assert_eq!(told[0], "mira@harbour.example: A passkey was added");
    assert_eq!(told.last().unwrap(), "mira@harbour.example: A passkey was removed");
}

#[test]
fn a_new_key_is_kept_if_it_is_right_in_every_part() {
    let portal = open();
    for (why, device) in [
        (
            "Made on another site",
            Device { origin: "http://ridgeline.portal.test".into(), ..new_phone() },
        ),
        ("Made for another host", Device { host: "portal.test".into(), ..new_phone() }),
        ("Made for something else", Device { kind: "webauthn.get", ..new_phone() }),
        ("Nobody was present", Device { flags: 0b100, ..new_phone() }),
        ("The device did not verify its owner", Device { flags: 0b001, ..new_phone() }),
        ("No credential in it", Device { credential: String::new(), ..new_phone() }),
    ] {
        is_refused(&portal, &add(&portal, MIRA, &device, why), why);
    }
    for (purpose, who) in [(Purpose::Step, MIRA), (Purpose::Register, TOMAS)] {
        let fields = new_phone().made(&challenge(who, purpose));
        let reply = portal.post(MIRA, "/profile/factors/passkeys", &form(&fields, who.name));
        is_refused(&portal, &reply, "Not our challenge, or an old one");
    }
    assert_eq!(portal.value("SELECT count(*) FROM passkeys"), "0");
}

#[test]
fn a_key_that_is_known_is_not_kept_again_not_even_for_another() {
    let portal = open_with_passkey();
    for (who, key) in [(MIRA, "m"), (TOMAS, "t")] {
        let reply = add(&portal, who, &new_phone(), key);
        assert_eq!(reply.status, StatusCode::CONFLICT, "{}", who.name);
    }
    assert_eq!(portal.value("SELECT count(*) FROM passkeys"), "1");
}

#[test]
fn a_passkey_is_set_up_where_two_factors_are_needed_and_then_the_last_one_stays() {
    let portal = open();
    portal.app.db.execute("UPDATE workspaces SET client_factors = 2");
    assert!(portal.get(MIRA, "/factors").has("Add a passkey"));
    let whole = cookies(&add(&portal, MIRA, &new_phone(), "a"));
    assert_eq!(get_with(&portal, &whole, "/airports").status, StatusCode::OK);
    let id = portal.value("SELECT id FROM passkeys");
    let path = format!("/profile/factors/passkeys/{id}/removal");
    assert_eq!(post_with(&portal, &whole, &path, &[("key", "r")]).status, StatusCode::CONFLICT);
    assert_eq!(portal.value("SELECT count(*) FROM passkeys"), "1");
}

#[test]
fn an_old_session_adds_no_passkey() {
    let portal = open();
    portal.later(crate::users::PROOF);
    let reply = add(&portal, MIRA, &new_phone(), "a");
    assert!(reply.location().starts_with("/session/proof"));
    assert_eq!(portal.value("SELECT count(*) FROM passkeys"), "0");
}

#[test]
fn challenges_are_forgotten_once_nobody_can_answer_them() {
    let portal = open_with_passkey();
    sign_in_with(&portal, &phone().shows(&sign_in_challenge()));
    let sweep = |now| block(portal.app.db.run(super::super::super::queries::forget(now))).unwrap();
    sweep(NOON);
    assert_eq!(portal.value("SELECT count(*) FROM spent_challenges"), "1");
    sweep(NOON + 3_600_000);
    assert_eq!(portal.value("SELECT count(*) FROM spent_challenges"), "0");
}

#[test]
fn ecdsa_signatures_of_devices_are_verified_too() {
    use crate::{edge, kit::signature::Algorithm};
    use ring::{
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
    };
    let chance = SystemRandom::new();
    let how = &ECDSA_P256_SHA256_ASN1_SIGNING;
    let pair = EcdsaKeyPair::generate_pkcs8(how, &chance).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(how, pair.as_ref(), &chance).unwrap();
    let head = [
        0x30, 0x59, 0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48,
        0xce, 0x3d, 3, 1, 7, 3, 0x42, 0,
    ];
    let key = [&head, pair.public_key().as_ref()].concat();
    // Their numbers are of different lengths, so that many are tried.
    for n in 0..200_u8 {
        let signature = pair.sign(&chance, &[n]).unwrap();
        let plain = Algorithm::P256.plain(signature.as_ref()).unwrap();
        assert!(block(edge::verify(Algorithm::P256, &key, &[n], &plain)), "{n}");
        assert!(!block(edge::verify(Algorithm::P256, &key, &[n, 1], &plain)), "{n}");
    }
}

/// Mira has a passkey at Harbour's own host, and signs in on its custom host by password.
fn on_the_custom_host(portal: &Portal) -> (Reply, String) {
    portal.app.db.execute("UPDATE passkeys SET host = 'fly.harbour.example'");
    portal.app.db.execute("UPDATE sessions SET factors = 1");
    let jar = sign_in(portal);
    (get_with(portal, &jar, "/session/factor"), jar)
}

#[test]
fn a_passkey_of_another_host_is_not_asked_for_and_its_host_is_named() {
    let portal = open_with_passkey();
    let (page, jar) = on_the_custom_host(&portal);
    assert!(!page.has("data-passkey"), "{}", page.body);
    assert!(page.has("href=\"http://fly.harbour.example/session/new\">fly.harbour.example</a>"));
    // It protects the account here too.
    let led = get_with(&portal, &jar, "/airports");
    assert!(led.location().starts_with("/session/factor"), "{}", led.status);
    portal.app.db.execute("DELETE FROM hosts WHERE host = 'fly.harbour.example'");
    let page = get_with(&portal, &jar, "/session/factor");
    assert!(page.has("no longer in use") && page.has("+1 201 555 0100"), "{}", page.body);
}

#[test]
fn the_list_says_where_a_passkey_works() {
    let portal = open_with_passkey();
    let page = portal.get(MIRA, "/profile/factors");
    assert!(page.has("Passkey") && !page.has("Works only at"), "{}", page.body);
    portal.app.db.execute("UPDATE passkeys SET host = 'fly.harbour.example'");
    let page = portal.get(MIRA, "/profile/factors");
    assert!(page.has("Works only at fly.harbour.example"), "{}", page.body);
}

#[test]
fn the_last_factor_that_works_here_stays_where_two_are_required() {
    let portal = open_with_passkey();
    portal.app.db.execute("UPDATE workspaces SET client_factors = 2");
    let second = "00000000-0000-7000-8000-00000000f002";
    portal.app.db.execute(&format!(
        "INSERT INTO passkeys (id, workspace_id, user_id, host, credential, algorithm, public_key, transports, name, counter, added_at)
         SELECT '{second}', workspace_id, user_id, 'fly.harbour.example', 'other', algorithm, public_key, transports, 'Other', 0, added_at FROM passkeys"
    ));
    let remove = |id: &str, key: &str| {
        portal.post(MIRA, &format!("/profile/factors/passkeys/{id}/removal"), &[("key", key)])
    };
    let here = remove(PHONE, "a");
    assert_eq!(here.status, StatusCode::CONFLICT);
    assert!(here.has("the only second step you have at this address"), "{}", here.body);
    assert_eq!(remove(second, "b").location(), "/profile/factors");
}
