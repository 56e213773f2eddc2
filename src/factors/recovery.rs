//! Recovery codes, for users who lost their second factor: ten, each works once.
use crate::kit::{ids::UserId, text};
use data_encoding::Encoding;
use data_encoding_macro::new_encoding;

pub const MANY: usize = 10;
/// Random bytes of a code: 120 bits, too many to find the code from its digest by trying.
pub type Chance = [u8; 15];

/// The digits of base 32: letters and digits that are not confused with each other.
const LETTERS: Encoding = new_encoding! { symbols: "abcdefghjkmnpqrstuvwxyz234567890", };

/// "k7mp-2xqr-9dhw-4ntc-e8bf-w3sa"
pub fn written(chance: &Chance) -> String {
    let letters: Vec<char> = LETTERS.encode(chance).chars().collect();
    letters.chunks(4).map(|four| four.iter().collect()).collect::<Vec<String>>().join("-")
}

/// The code that was typed, or `None` if it cannot be one.
pub fn typed(text: &str) -> Option<String> {
    let letters: String =
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    (letters.len() == 24).then_some(letters)
}

/// The digest of a code that is stored.
pub fn digest(user: UserId, code: &str) -> String {
    let letters = typed(code).unwrap_or_default();
    text::digest(&[b"recovery", user.to_string().as_bytes(), letters.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_bit_of_chance_is_in_the_code() {
        let all: BTreeSet<String> = (0..120)
            .map(|bit| {
                let mut chance = Chance::default();
                chance[bit / 8] = 1 << (bit % 8);
                written(&chance)
            })
            .collect();
        assert_eq!(all.len(), 120);
        assert_eq!(written(&[0; 15]), "aaaa-aaaa-aaaa-aaaa-aaaa-aaaa");
    }

    #[test]
    fn a_code_is_read_as_people_type_it_and_is_one_persons() {
        let (mira, tomas) = (UserId(uuid::Uuid::nil()), UserId(uuid::Uuid::max()));
        let code = written(&[7; 15]);
        let spoken = code.to_uppercase().replace('-', " ");
        assert_eq!(digest(mira, &code), digest(mira, &spoken));
        assert_ne!(digest(mira, &code), digest(tomas, &code));
        assert_eq!((typed("123456"), typed("")), (None, None));
    }
}
