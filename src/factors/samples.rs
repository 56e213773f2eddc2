//! People with factors, for tests.
pub use super::challenge::Purpose;
use super::{
    authenticator,
    challenge::{self, Asker},
    passkey, recovery,
};
use crate::{kit::sealed, sessions::token, testing::cast::*};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use sha2::{Digest as _, Sha256};

/// What their apps share with the portal.
const SECRET: &[u8; 20] = b"twenty bytes, secret";
pub const RECOVERY_CODE: &str = "hhhh-hhhh-hhhh-hhhh-hhhh-hhhh";

pub fn secret() -> String {
    authenticator::encoded(SECRET).unwrap()
}

/// What the app shows at noon, as a form sends it.
pub fn app_code() -> Vec<(&'static str, String)> {
    vec![("code", authenticator::code_at(&secret(), NOON))]
}

/// Gives somebody an app, confirmed with a recovery code beside it, or just begun.
pub fn give_app(portal: &Portal, email: &str, is_confirmed: bool) {
    let user = portal.value(&format!("SELECT id FROM users WHERE email = '{email}'"));
    let workspace = portal.value(&format!("SELECT workspace_id FROM users WHERE id = '{user}'"));
    let of = [workspace.as_str(), user.as_str(), "authenticator"];
    let sealed = sealed::seal(&portal.app.config.data_key, [9; 12], &of, &secret()).unwrap();
    let confirmed = if is_confirmed { "0" } else { "NULL" };
    portal.app.db.execute(&format!(
        "INSERT INTO authenticators (user_id, workspace_id, sealed, begun_at, confirmed_at)
         VALUES ('{user}', '{workspace}', '{sealed}', 0, {confirmed})"
    ));
    if is_confirmed {
        let digest = recovery::digest(user.parse().unwrap(), RECOVERY_CODE);
        portal.app.db.execute(&format!(
            "INSERT INTO recovery_codes (workspace_id, user_id, digest) VALUES ('{workspace}', '{user}', '{digest}');
             UPDATE users SET factors = 2 WHERE id = '{user}'"
        ));
    }
}

/// A device with a key of its own, as it speaks through a browser.
pub struct Device {
    pub key: Ed25519KeyPair,
    pub credential: String,
    pub counter: u32,
    pub flags: u8,
    pub origin: String,
    /// What it signs for; the host of the origin unless a test says otherwise.
    pub host: String,
    pub kind: &'static str,
    pub cross: bool,
}

type Fields = Vec<(&'static str, String)>;

impl Device {
    pub fn of(who: &str, host: &str) -> Self {
        let mut seed = [7; 32];
        seed.iter_mut().zip(who.bytes()).for_each(|(byte, letter)| *byte = letter);
        Self {
            key: Ed25519KeyPair::from_seed_unchecked(&seed).unwrap(),
            credential: passkey::encoded(who.as_bytes()),
            counter: 1,
            flags: 0b101,
            origin: format!("http://{host}.portal.test"),
            host: format!("{host}.portal.test"),
            kind: "webauthn.get",
            cross: false,
        }
    }

    /// Its public half, with what says which kind it is.
    pub fn public_key(&self) -> String {
        let head = [0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0];
        passkey::encoded(&[&head, self.key.public_key().as_ref()].concat())
    }

    fn client_data(&self, challenge: &str) -> Vec<u8> {
        serde_json::json!({
            "type": self.kind, "challenge": passkey::encoded(challenge.as_bytes()),
            "origin": self.origin, "crossOrigin": self.cross,
        })
        .to_string()
        .into_bytes()
    }

    fn data(&self, more: u8, rest: &[u8]) -> Vec<u8> {
        let host = Sha256::digest(&self.host);
        [&host[..], &[self.flags | more], &self.counter.to_be_bytes(), rest].concat()
    }

    /// The fields of a form that shows it.
    pub fn shows(&self, challenge: &str) -> Fields {
        let (client_data, data) = (self.client_data(challenge), self.data(0, &[]));
        let signature = self.key.sign(&passkey::signed(&data, &client_data));
        vec![
            ("credential", self.credential.clone()),
            ("client_data", passkey::encoded(&client_data)),
            ("authenticator_data", passkey::encoded(&data)),
            ("signature", passkey::encoded(signature.as_ref())),
        ]
    }

    /// The fields of a form that adds it.
    pub fn made(&self, challenge: &str) -> Fields {
        let credential = passkey::decoded(&self.credential).unwrap();
        let length = u16::try_from(credential.len()).unwrap().to_be_bytes();
        let data = self.data(1 << 6, &[&[0; 16][..], &length, &credential, b"a key"].concat());
        vec![
            ("client_data", passkey::encoded(&self.client_data(challenge))),
            ("authenticator_data", passkey::encoded(&data)),
            ("public_key", self.public_key()),
            ("algorithm", "-8".to_owned()),
            ("transports", "internal hybrid".to_owned()),
        ]
    }
}

/// A challenge at noon, in this person's session.
pub fn challenge(who: Person, purpose: Purpose) -> String {
    let session = token::digest(who.name);
    let asker = Asker { host: who.host, session: &session };
    challenge::seal(&KEY.into(), purpose, asker, &[7; 32], NOON).unwrap()
}

/// The form by which somebody's device shows their passkey; `login` is their name without more.
pub fn shown(who: Person, login: &str, purpose: Purpose) -> Fields {
    Device { counter: 9, ..Device::of(login, who.host) }.shows(&challenge(who, purpose))
}

/// The form by which somebody adds a device.
pub fn added(who: Person) -> Fields {
    let device = Device { kind: "webauthn.create", ..Device::of("a new one", who.host) };
    device.made(&challenge(who, Purpose::Register))
}

/// Keeps the passkey of somebody's device.
pub fn give_passkey(portal: &Portal, login: &str, host: &str, id: &str) {
    let device = Device::of(login, host);
    portal.app.db.execute(&format!(
        "INSERT INTO passkeys (id, workspace_id, user_id, host, credential, algorithm, public_key, transports, name, counter, added_at)
         SELECT '{id}', workspace_id, id, '{host}', '{}', -8, '{}', 'internal', 'Phone of {login}', 1, 0
         FROM users WHERE email = '{login}@' || '{}.example';
         UPDATE users SET factors = 2 WHERE id = (SELECT user_id FROM passkeys WHERE id = '{id}')",
        device.credential,
        device.public_key(),
        host.trim_end_matches("-ops"),
    ));
}
