//! What a workspace asks of whoever wants in, and how it tells them apart: set by its administrators.
mod ops;
mod queries;
mod views;
pub use ops::routes;

use crate::kit::email::Email;
use serde::Deserialize;

/// Addresses told of a sign-up.
const MOST_ADDRESSES: usize = 20;

/// The settings as they are stored.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Access {
    pub idle_days: i64,
    /// How many factors the staff show, and the clients.
    pub staff_factors: i64,
    pub client_factors: i64,
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub hides_other_parties: bool,
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub takes_sign_ups: bool,
    /// In order.
    #[serde(deserialize_with = "crate::db::query::json")]
    pub addresses: Vec<Email>,
}

/// The settings with the version they were read at, and how many of the staff are ready for them.
#[derive(Debug, Clone, Deserialize)]
pub struct Stored {
    #[serde(flatten)]
    pub access: Access,
    pub version: i64,
    pub staff: i64,
    pub staff_with_factor: i64,
}

impl Access {
    /// "Days without use: 30 → 14; Sign-ups: open → closed", for the trail.
    pub fn changed_to(&self, new: &Self) -> String {
        let days = |access: &Self| access.idle_days.to_string();
        let factors = |n: i64| if n > 1 { "required" } else { "optional" }.to_owned();
        let seen = |access: &Self| if access.hides_other_parties { "no" } else { "yes" }.to_owned();
        let sign_ups =
            |access: &Self| if access.takes_sign_ups { "open" } else { "closed" }.to_owned();
        let addresses = |access: &Self| match access.addresses.as_slice() {
            [] => "nobody".to_owned(),
            some => some.join(", "),
        };
        let pairs = [
            ("Days without use", days(self), days(new)),
            ("Second factor of staff", factors(self.staff_factors), factors(new.staff_factors)),
            ("Second factor of clients", factors(self.client_factors), factors(new.client_factors)),
            ("Owners see other parties", seen(self), seen(new)),
            ("Sign-ups", sign_ups(self), sign_ups(new)),
            ("Told of sign-ups", addresses(self), addresses(new)),
        ];
        let changed = pairs.iter().filter(|(_, was, is)| was != is);
        let told: Vec<_> =
            changed.map(|(what, was, is)| format!("{what}: {was} \u{2192} {is}")).collect();
        told.join("; ")
    }
}

/// The addresses of a text with one on each line, in order, each once; or the first that is none.
pub fn addresses(text: &str) -> Result<Vec<Email>, String> {
    let mut all = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let email = Email::parse(line).map_err(|error| {
            let start: String = line.chars().take(60).collect();
            format!("\u{201c}{start}\u{201d}: {error}")
        })?;
        all.push(email);
    }
    all.sort();
    all.dedup();
    if all.len() > MOST_ADDRESSES {
        return Err(format!(
            "Please give {MOST_ADDRESSES} addresses at most. A shared mailbox reaches more people."
        ));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access() -> Access {
        Access {
            idle_days: 30,
            staff_factors: 1,
            client_factors: 1,
            hides_other_parties: false,
            takes_sign_ups: true,
            addresses: vec![Email::parse("ops@harbour.example").unwrap()],
        }
    }

    #[test]
    fn the_trail_says_what_changed_from_what_to_what() {
        let new = Access {
            idle_days: 14,
            staff_factors: 2,
            takes_sign_ups: false,
            addresses: vec![],
            ..access()
        };
        assert_eq!(
            access().changed_to(&new),
            "Days without use: 30 → 14; Second factor of staff: optional → required; Sign-ups: open → closed; Told of sign-ups: ops@harbour.example → nobody"
        );
        assert_eq!(access().changed_to(&access()), "");
    }

    #[test]
    fn addresses_are_read_a_line_each_in_lower_case_and_once() {
        let read = addresses(" B@x.example\r\n\r\na@x.example\nb@X.example");
        assert_eq!(read.unwrap(), ["a@x.example", "b@x.example"]);
        for odd in [
            "a",
            "a@b",
            "@x.example",
            "a@x..example",
            "a b@x.example",
            "a@x.example, b@x.example",
            "a\0@x.example",
            "a@@x.example",
            "ä@x.example",
        ] {
            assert!(addresses(odd).is_err(), "{odd}");
        }
        let many =
            |n: usize| (0..n).map(|i| format!("a{i}@x.example")).collect::<Vec<_>>().join("\n");
        assert!(addresses(&many(20)).is_ok() && addresses(&many(21)).is_err());
    }
}
