//! Passwords: argon2id, 19 MiB, two passes, one lane, peppered.
mod guessable;

use crate::kit::text;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::SaltString,
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

const SHIPPED: Cost = Cost { memory: 19_456, passes: 2 };

/// Tests sign in thousands of times, and so make their hashes with next to no memory.
const COST: Cost = if cfg!(test) { Cost { memory: 64, passes: 1 } } else { SHIPPED };

fn hasher(pepper: &str, cost: Cost) -> Option<Argon2<'_>> {
    let params = Params::new(cost.memory, cost.passes, 1, None).ok()?;
    Argon2::new_with_secret(pepper.as_bytes(), Algorithm::Argon2id, Version::V0x13, params).ok()
}

/// The hash to keep, in PHC form. None only if the parameters were refused.
pub fn hash(password: &str, pepper: &str, salt: &[u8; 16]) -> Option<String> {
    hash_at(COST, password, pepper, salt)
}

fn hash_at(cost: Cost, password: &str, pepper: &str, salt: &[u8; 16]) -> Option<String> {
    let salt = SaltString::encode_b64(salt).ok()?;
    Some(hasher(pepper, cost)?.hash_password(password.as_bytes(), &salt).ok()?.to_string())
}

/// Whether it is the password. Where there is none to compare with, it takes as long as if there were.
pub fn verify(password: &str, pepper: &str, kept: Option<&str>) -> bool {
    let nobodys = nobodys(COST);
    let found = PasswordHash::new(kept.unwrap_or(&nobodys)).ok();
    let right = found
        .zip(hasher(pepper, COST))
        .is_some_and(|(found, hasher)| hasher.verify_password(password.as_bytes(), &found).is_ok());
    right && kept.is_some()
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
            "Please choose one without your name, your operator\u{2019}s, \u{201c}charter\u{201d} or \u{201c}portal\u{201d} in it."
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
pub fn temporary(bytes: &[u8; 16]) -> String {
    const LETTERS: [char; 32] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u',
        'v', 'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9', '-',
    ];
    bytes
        .iter()
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
        let kept = hash_at(SHIPPED, "charter-demo", "pepper", &[7; 16]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("charter-demo", "pepper", Some(&kept)));
        assert!(!verify("charter-demo ", "pepper", Some(&kept)));
        assert!(!verify("charter-demo", "other", Some(&kept)));
        assert!(!verify("charter-demo", "pepper", None));
    }

    #[test]
    fn every_character_of_a_long_password_matters() {
        let long = "é".repeat(LONGEST - 1);
        let kept = hash(&format!("{long}a"), "", &[7; 16]).unwrap();
        assert!(!verify(&format!("{long}b"), "", Some(&kept)));
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
        let cost_of = |hash: &str| {
            let params = Params::try_from(&PasswordHash::new(hash).unwrap()).unwrap();
            (params.m_cost(), params.t_cost(), params.p_cost())
        };
        for cost in [SHIPPED, COST] {
            let others = hash_at(cost, "x", "", &[0; 16]).unwrap();
            assert_eq!(cost_of(&nobodys(cost)), cost_of(&others));
            assert!(!verify("anything", "pepper", Some(&nobodys(cost))));
        }
        assert!(!verify("anything", "pepper", None));
    }
}
