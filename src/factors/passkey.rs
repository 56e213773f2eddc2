//! Passkeys: checks everything of a device's answer but the signature (`WebAuthn` level 3, 7.1 and 7.2).
use super::challenge::Challenge;
use crate::kit::{
    ids::{PasskeyId, UserId},
    signature::Algorithm,
};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// How many passkeys a user may have.
pub const MOST: i64 = 20;

/// A passkey as its owner sees it.
#[derive(Debug, Clone, Deserialize)]
pub struct Passkey {
    pub id: PasskeyId,
    pub name: String,
    pub credential: String,
    /// The host where it was made, the only one where it works; whether the visitor is there.
    pub host: String,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub works_here: bool,
    pub added_at: i64,
    pub used_at: Option<i64>,
}

/// What is stored of a passkey to verify its answers.
#[derive(Debug, Clone, Deserialize)]
pub struct StoredPasskey {
    pub id: PasskeyId,
    pub user_id: UserId,
    pub algorithm: i64,
    pub public_key: String,
    pub counter: i64,
}

/// A passkey whose answer was verified, with its new counter and the challenge it answered.
#[derive(Debug, Clone)]
pub struct Shown {
    pub known: StoredPasskey,
    pub counter: i64,
    pub challenge: Challenge,
}

/// Why an answer was refused. It is recorded; the visitor only learns that it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Unreadable,
    Kind,
    Challenge,
    Origin,
    Host,
    Absent,
    Unverified,
    Credential,
    Algorithm,
    Unknown,
    Signature,
    /// The counter did not increase, so the key may have been copied to another device.
    Counter,
}

impl Fault {
    pub fn words(self) -> &'static str {
        match self {
            Self::Unreadable => "Unreadable",
            Self::Kind => "Made for something else",
            Self::Challenge => "Not our challenge, or an old one",
            Self::Origin => "Made on another site",
            Self::Host => "Made for another host",
            Self::Absent => "Nobody was present",
            Self::Unverified => "The device did not verify its owner",
            Self::Credential => "No credential in it",
            Self::Algorithm => "An algorithm that was not offered",
            Self::Unknown => "Not known here",
            Self::Signature => "Wrong signature",
            Self::Counter => "Its counter went back",
        }
    }
}

/// A ceremony, by the word its client data carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Create,
    Get,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// The challenge that the client data answer, if they come from a page of this origin that is not framed
/// by another origin.
pub fn answered(client_data: &[u8], kind: Kind, origin: &str) -> Result<String, Fault> {
    let it: ClientData = serde_json::from_slice(client_data).map_err(|_| Fault::Unreadable)?;
    let expected = match kind {
        Kind::Create => "webauthn.create",
        Kind::Get => "webauthn.get",
    };
    if it.kind != expected {
        return Err(Fault::Kind);
    }
    if it.origin != origin || it.cross_origin {
        return Err(Fault::Origin);
    }
    let challenge = decoded(&it.challenge)?;
    String::from_utf8(challenge).map_err(|_| Fault::Challenge)
}

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const ATTESTED: u8 = 1 << 6;

/// What the device sends about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub counter: i64,
    /// What it calls the new key.
    pub credential: Option<Vec<u8>>,
}

/// Reads the answer of a device, if it is for this host and the device verified its owner.
pub fn said(data: &[u8], origin: &str) -> Result<Said, Fault> {
    let (host, rest) = data.split_first_chunk::<32>().ok_or(Fault::Unreadable)?;
    let ([flags], rest) = rest.split_first_chunk::<1>().ok_or(Fault::Unreadable)?;
    let (counter, rest) = rest.split_first_chunk::<4>().ok_or(Fault::Unreadable)?;
    if *host != <[u8; 32]>::from(Sha256::digest(host_of(origin))) {
        return Err(Fault::Host);
    }
    if flags & PRESENT == 0 {
        return Err(Fault::Absent);
    }
    if flags & VERIFIED == 0 {
        return Err(Fault::Unverified);
    }
    let credential = if flags & ATTESTED == 0 { None } else { Some(attested(rest)?) };
    Ok(Said { counter: i64::from(u32::from_be_bytes(*counter)), credential })
}

/// The credential id of a new passkey. In the attested data it follows the device's model (16 bytes) and
/// its own length (2 bytes).
fn attested(rest: &[u8]) -> Result<Vec<u8>, Fault> {
    let (_, rest) = rest.split_first_chunk::<16>().ok_or(Fault::Credential)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(Fault::Credential)?;
    let length = usize::from(u16::from_be_bytes(*length));
    match rest.split_at_checked(length) {
        Some((id, key)) if (1..=1023).contains(&length) && !key.is_empty() => Ok(id.to_vec()),
        _ => Err(Fault::Credential),
    }
}

/// The host of an origin, without its port.
fn host_of(origin: &str) -> &str {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    host.split(':').next().unwrap_or(host)
}

/// The signature counter must increase, or stay 0 where the authenticator has none.
pub fn counts(before: i64, now: i64) -> Result<(), Fault> {
    if now > before || (now == 0 && before == 0) { Ok(()) } else { Err(Fault::Counter) }
}

/// What a device signs.
pub fn signed(authenticator_data: &[u8], client_data: &[u8]) -> Vec<u8> {
    [authenticator_data, &Sha256::digest(client_data)].concat()
}

/// A new passkey, as it is to be kept.
#[derive(Debug, Clone)]
pub struct New {
    pub id: PasskeyId,
    pub host: String,
    pub credential: String,
    pub algorithm: i64,
    pub public_key: String,
    pub transports: String,
    pub name: String,
    pub counter: i64,
    pub challenge: Challenge,
}

/// The key that a device made, if it is one of those that were offered.
pub fn key(algorithm: &str, public_key: &str) -> Result<(i64, String), Fault> {
    let number = algorithm.parse().map_err(|_| Fault::Algorithm)?;
    Algorithm::of(number).ok_or(Fault::Algorithm)?;
    let bytes = decoded(public_key)?;
    if bytes.is_empty() || bytes.len() > 2048 {
        return Err(Fault::Unreadable);
    }
    Ok((number, encoded(&bytes)))
}

pub fn decoded(text: &str) -> Result<Vec<u8>, Fault> {
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| Fault::Unreadable)
}

pub fn encoded(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// Of what the browser says, words that are known.
pub fn transports(text: &str) -> String {
    const KNOWN: [&str; 6] = ["ble", "hybrid", "internal", "nfc", "smart-card", "usb"];
    let known = KNOWN.into_iter().filter(|it| text.split(' ').any(|word| word == *it));
    known.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "http://harbour.portal.test:8787";

    fn data(flags: u8, rest: &[u8]) -> Vec<u8> {
        let host = Sha256::digest("harbour.portal.test");
        [&host[..], &[flags], &7_u32.to_be_bytes(), rest].concat()
    }

    #[test]
    fn a_device_speaks_for_its_host_and_has_seen_its_owner() {
        let good = data(PRESENT | VERIFIED, &[]);
        assert_eq!(said(&good, ORIGIN), Ok(Said { counter: 7, credential: None }));
        assert_eq!(said(&good, "http://ridgeline.portal.test"), Err(Fault::Host));
        assert_eq!(said(&good, "http://portal.test"), Err(Fault::Host));
        assert_eq!(said(&data(VERIFIED, &[]), ORIGIN), Err(Fault::Absent));
        assert_eq!(said(&data(PRESENT, &[]), ORIGIN), Err(Fault::Unverified));
        for length in 0..37 {
            assert_eq!(said(&good[..length], ORIGIN), Err(Fault::Unreadable), "{length}");
        }
    }

    #[test]
    fn a_new_keys_name_is_found_behind_its_devices_model() {
        let rest = |length: u16, id: &[u8], key: &[u8]| {
            data(
                PRESENT | VERIFIED | ATTESTED,
                &[&[0; 16], &length.to_be_bytes()[..], id, key].concat(),
            )
        };
        let it = said(&rest(3, b"abc", b"key"), ORIGIN).unwrap();
        assert_eq!(it.credential, Some(b"abc".to_vec()));
        for bad in [
            rest(0, b"", b"key"),
            rest(9, b"abc", b"key"),
            rest(3, b"abc", b""),
            rest(1024, &[1; 1024], b"key"),
        ] {
            assert_eq!(said(&bad, ORIGIN), Err(Fault::Credential));
        }
        assert_eq!(
            said(&data(PRESENT | VERIFIED | ATTESTED, &[0; 9]), ORIGIN),
            Err(Fault::Credential)
        );
    }

    #[test]
    fn an_answer_is_of_this_page_and_no_other() {
        let json = |kind: &str, origin: &str, more: &str| {
            format!("{{\"type\":\"{kind}\",\"challenge\":\"YQ\",\"origin\":\"{origin}\"{more}}}")
        };
        let read = |text: String, kind| answered(text.as_bytes(), kind, ORIGIN);
        assert_eq!(read(json("webauthn.get", ORIGIN, ""), Kind::Get), Ok("a".to_owned()));
        assert_eq!(
            read(json("webauthn.get", ORIGIN, ",\"crossOrigin\":false,\"x\":1"), Kind::Get),
            Ok("a".to_owned())
        );
        assert_eq!(read(json("webauthn.create", ORIGIN, ""), Kind::Get), Err(Fault::Kind));
        assert_eq!(read(json("webauthn.get", ORIGIN, ""), Kind::Create), Err(Fault::Kind));
        assert_eq!(
            read(json("webauthn.get", ORIGIN, ",\"crossOrigin\":true"), Kind::Get),
            Err(Fault::Origin)
        );
        for origin in [
            "https://harbour.portal.test:8787",
            "http://harbour.portal.test",
            "http://ridgeline.portal.test:8787",
            "null",
        ] {
            assert_eq!(
                read(json("webauthn.get", origin, ""), Kind::Get),
                Err(Fault::Origin),
                "{origin}"
            );
        }
        assert_eq!(read("x".to_owned(), Kind::Get), Err(Fault::Unreadable));
    }

    #[test]
    fn a_counter_never_goes_back() {
        assert_eq!((counts(0, 0), counts(0, 1), counts(5, 6)), (Ok(()), Ok(()), Ok(())));
        for (before, now) in [(5, 5), (5, 4), (5, 0)] {
            assert_eq!(counts(before, now), Err(Fault::Counter));
        }
    }

    #[test]
    fn only_algorithms_that_were_offered_are_kept() {
        assert_eq!(key("-7", "YQ"), Ok((-7, "YQ".to_owned())));
        for (algorithm, public_key) in [("-35", "YQ"), ("", "YQ"), ("-7", ""), ("-7", "?")] {
            assert!(key(algorithm, public_key).is_err(), "{algorithm} {public_key}");
        }
        assert_eq!(transports("usb <b> internal"), "internal usb");
    }
}
