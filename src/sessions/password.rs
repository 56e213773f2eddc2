//! Passwords: argon2id, 7 MiB, five passes, one lane, peppered.
mod guessable;

use crate::kit::{
    keys::{Key, Keys},
    text,
};
use argon2::{
    Algorithm, Argon2, KeyId, Params, ParamsBuilder, PasswordHash, PasswordHasher as _,
    PasswordVerifier as _, Version, password_hash::SaltString,
};

pub const SHORTEST: usize = 12;
pub const LONGEST: usize = 128;

/// What a hash costs to make, and so to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cost {
    /// Memory in KiB.
    memory: u32,
    passes: u32,
}

/// Of the costs that OWASP recommends as equal, the one that takes the least time in WebAssembly.
const SHIPPED: Cost = Cost { memory: 7_168, passes: 5 };

/// Tests sign in thousands of times, and so make their hashes with next to no memory.
const COST: Cost = if cfg!(test) { Cost { memory: 64, passes: 1 } } else { SHIPPED };

/// The hash names the pepper it is made with.
fn hasher(pepper: &Key, cost: Cost) -> Option<Argon2<'_>> {
    let params = ParamsBuilder::new()
        .m_cost(cost.memory)
        .t_cost(cost.passes)
        .p_cost(1)
        .keyid(KeyId::new(pepper.id_bytes()).ok()?)
        .build()
        .ok()?;
    Argon2::new_with_secret(pepper.secret().as_bytes(), Algorithm::Argon2id, Version::V0x13, params)
        .ok()
}

/// The hash to keep, in PHC form. None only if the parameters were refused. It takes so long that a request
/// has a turn for it.
pub fn hash(password: &str, peppers: &Keys, salt: &[u8; 16]) -> Option<String> {
    hash_at(COST, password, peppers.current(), salt)
}

fn hash_at(cost: Cost, password: &str, pepper: &Key, salt: &[u8; 16]) -> Option<String> {
    let salt = SaltString::encode_b64(salt).ok()?;
    Some(hasher(pepper, cost)?.hash_password(password.as_bytes(), &salt).ok()?.to_string())
}

/// Whether it is the password. Where there is none to compare with, it takes as long as if there were.
/// It takes so long that a request has a turn for it.
pub fn verify(password: &str, peppers: &Keys, kept: Option<&str>) -> bool {
    let nobodys = nobodys(COST);
    let found = PasswordHash::new(kept.unwrap_or(&nobodys)).ok();
    let right = found.is_some_and(|found| {
        let hasher = pepper_of(&found, peppers).and_then(|pepper| hasher(pepper, COST));
        hasher.is_some_and(|it| it.verify_password(password.as_bytes(), &found).is_ok())
    });
    right && kept.is_some()
}

/// Whether a hash was made with a pepper that is being replaced or at another cost, so that it should be
/// made anew.
pub fn is_outdated(kept: &str, peppers: &Keys) -> bool {
    let Ok(hash) = PasswordHash::new(kept) else { return false };
    let is_of_old_pepper = pepper_of(&hash, peppers).is_some_and(|it| it != peppers.current());
    is_of_old_pepper || cost_of(&hash) != Some(COST)
}

fn cost_of(hash: &PasswordHash<'_>) -> Option<Cost> {
    let params = Params::try_from(hash).ok()?;
    Some(Cost { memory: params.m_cost(), passes: params.t_cost() })
}

/// The pepper that a hash was made with, if it is still accepted.
fn pepper_of<'a>(hash: &PasswordHash<'_>, peppers: &'a Keys) -> Option<&'a Key> {
    peppers.named_or_oldest(Params::try_from(hash).ok()?.keyid())
}

/// A hash that no password has, of the same cost as any other.
fn nobodys(Cost { memory, passes }: Cost) -> String {
    format!(
        "$argon2id$v=19$m={memory},t={passes},p=1$bm9ib2R5bm9ib2R5bm9ib2Q$Zm9yIHRpbWluZyBvbmx5LCBtYXRjaGVzIG5vdGhpbmcuLi4"
    )
}

/// Words that whoever guesses a password here tries first.
const OF_THE_PLACE: [&str; 2] = ["charter", "portal"];
/// Shorter words of a name are found in many a sentence.
const SHORTEST_NAME: usize = 4;

/// What is wrong with a new permanent password. `names` are of whoever chooses and of their operator.
pub fn complaint(password: &str, again: &str, names: &[&str]) -> Option<String> {
    let length = password.chars().count();
    let folded = text::folded(password);
    let words = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let mut words = words
        .filter(|word| word.chars().count() >= SHORTEST_NAME)
        .chain(OF_THE_PLACE)
        .map(text::folded);
    if length < SHORTEST {
        Some(format!("Please choose at least {SHORTEST} characters."))
    } else if length > LONGEST {
        Some(format!("Please choose at most {LONGEST} characters."))
    } else if words.any(|word| folded.contains(&word)) {
        Some(
            "Please choose a password without your name, your operator\u{2019}s, \u{201c}charter\u{201d} or \u{201c}portal\u{201d} in it."
                .to_owned(),
        )
    } else if guessable::is_guessable(password) {
        Some(
            "This is one of the first that others would try. A short sentence is easy to remember and hard to guess."
                .to_owned(),
        )
    } else if password != again {
        Some("The two do not match.".to_owned())
    } else {
        None
    }
}

/// A temporary password of 80 bits, in letters and digits nobody confuses.
pub fn temporary(secret: &[u8; 32]) -> String {
    const LETTERS: [char; 32] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u',
        'v', 'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9', '-',
    ];
    secret
        .iter()
        .take(16)
        .map(|byte| match LETTERS.get(usize::from(byte % 32)) {
            Some('-') | None => 'A',
            Some(letter) => *letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_the_password_itself_is_right() {
        let kept = hash_at(SHIPPED, "charter-demo", &Key::new("pepper"), &[7; 16]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=7168,t=5,p=1,keyid="));
        assert!(verify("charter-demo", &"pepper".into(), Some(&kept)));
        assert!(!verify("charter-demo ", &"pepper".into(), Some(&kept)));
        assert!(!verify("charter-demo", &"other".into(), Some(&kept)));
        assert!(!verify("charter-demo", &"pepper".into(), None));
    }

    #[test]
    fn a_password_is_right_until_the_pepper_it_was_hashed_with_is_dropped() {
        let (old, both) = (Keys::new("old", None), Keys::new("new", Some("old")));
        let kept = hash("a heron at dawn", &old, &[7; 16]).unwrap();
        assert!(verify("a heron at dawn", &both, Some(&kept)) && is_outdated(&kept, &both));
        assert!(!verify("another heron", &both, Some(&kept)));
        let renewed = hash("a heron at dawn", &both, &[8; 16]).unwrap();
        assert!(!is_outdated(&renewed, &both) && !is_outdated(&kept, &old));
        let later = Keys::new("new", None);
        assert!(verify("a heron at dawn", &later, Some(&renewed)));
        assert!(!verify("a heron at dawn", &later, Some(&kept)));
    }

    #[test]
    fn a_hash_of_an_earlier_cost_is_right_and_made_anew() {
        let pepper = Keys::new("pepper", None);
        let earlier = Cost { memory: 19_456, passes: 2 };
        let kept = hash_at(earlier, "a heron at dawn", pepper.current(), &[7; 16]).unwrap();
        assert!(verify("a heron at dawn", &pepper, Some(&kept)) && is_outdated(&kept, &pepper));
        assert!(!verify("another heron", &pepper, Some(&kept)));
        let renewed = hash("a heron at dawn", &pepper, &[8; 16]).unwrap();
        assert!(!is_outdated(&renewed, &pepper));
    }

    #[test]
    fn a_hash_that_was_made_before_peppers_had_ids_is_of_the_oldest() {
        let params = Params::new(COST.memory, COST.passes, 1, None).unwrap();
        let hasher =
            Argon2::new_with_secret(b"old", Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let salt = SaltString::encode_b64(&[7; 16]).unwrap();
        let kept = hasher.hash_password(b"a heron at dawn", &salt).unwrap().to_string();
        assert!(!kept.contains("keyid"), "{kept}");
        for peppers in [Keys::new("old", None), Keys::new("new", Some("old"))] {
            assert!(verify("a heron at dawn", &peppers, Some(&kept)));
        }
        assert!(is_outdated(&kept, &Keys::new("new", Some("old"))));
    }

    #[test]
    fn every_character_of_a_long_password_matters() {
        let long = "é".repeat(LONGEST - 1);
        let kept = hash(&format!("{long}a"), &"".into(), &[7; 16]).unwrap();
        assert!(!verify(&format!("{long}b"), &"".into(), Some(&kept)));
    }

    #[test]
    fn a_new_password_is_long_and_not_a_name() {
        assert!(complaint("short", "short", &[]).is_some());
        assert!(complaint("eleven char", "eleven char", &[]).is_some());
        assert!(complaint("harbour aviation!", "harbour aviation!", &["Harbour"]).is_some());
        assert!(complaint("a long sentence", "a long sentense", &[]).is_some());
        assert_eq!(complaint("a long sentence", "a long sentence", &["Harbour"]), None);
    }

    #[test]
    fn the_hash_that_stands_for_nobodys_costs_what_others_cost() {
        let cost_of = |hash: &str| super::cost_of(&PasswordHash::new(hash).unwrap());
        for cost in [SHIPPED, COST] {
            let others = hash_at(cost, "x", &Key::new(""), &[0; 16]).unwrap();
            assert_eq!((cost_of(&nobodys(cost)), cost_of(&others)), (Some(cost), Some(cost)));
            assert!(!verify("anything", &"pepper".into(), Some(&nobodys(cost))));
        }
        assert!(!verify("anything", &"pepper".into(), None));
    }
}
