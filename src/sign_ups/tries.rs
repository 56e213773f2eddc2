//! Limits on how often a stranger may ask for access, and try a password.
use crate::kit::{ids::SignUpId, text, zoned::HOUR};
use serde::Deserialize;

/// How long tries are counted after the first one.
pub const WINDOW: i64 = HOUR;
const MOST_FOR_ONE: i64 = 5;
const MOST_FOR_NETWORK: i64 = 20;

/// The counters of tries: one for an address or a link, one for the network address. Only digests are
/// stored.
#[derive(Debug, Clone)]
pub struct Counters {
    pub one: String,
    pub network: String,
}

impl Counters {
    pub fn of_address(email: &str, network: &str) -> Self {
        Self { one: text::digest(&[b"sign-up", email.as_bytes()]), network: of_network(network) }
    }

    /// The same for somebody who asks for a trip.
    pub fn of_inquiry(email: &str, network: &str) -> Self {
        Self { one: text::digest(&[b"inquiry", email.as_bytes()]), network: of_network(network) }
    }

    pub fn of_link(id: Option<SignUpId>, network: &str) -> Self {
        let id = id.map(|id| id.to_string()).unwrap_or_default();
        Self {
            one: text::digest(&[b"sign-up confirmation", id.as_bytes()]),
            network: of_network(network),
        }
    }
}

fn of_network(address: &str) -> String {
    text::digest(&[b"sign-up network", address.as_bytes()])
}

/// The tries of one counter.
#[derive(Debug, Clone, Deserialize)]
pub struct Tries {
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_network: bool,
    pub count: i64,
    pub since: i64,
}

impl Tries {
    /// Seconds to wait before the next, if there were too many.
    fn wait(&self, now: i64) -> Option<i64> {
        let most = if self.is_network { MOST_FOR_NETWORK } else { MOST_FOR_ONE };
        let until = self.since + WINDOW;
        (self.count >= most && now < until).then_some((until - now) / 1_000 + 1)
    }
}

/// How many seconds a network address has to wait.
pub fn network_wait(tries: &[Tries], now: i64) -> Option<i64> {
    tries.iter().filter(|it| it.is_network).filter_map(|it| it.wait(now)).max()
}

/// How many seconds an address or a link has to wait.
pub fn wait_for_one(tries: &[Tries], now: i64) -> Option<i64> {
    tries.iter().filter(|it| !it.is_network).filter_map(|it| it.wait(now)).max()
}

/// How many seconds either has to wait.
pub fn wait(tries: &[Tries], now: i64) -> Option<i64> {
    tries.iter().filter_map(|it| it.wait(now)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_allows_five_tries_for_an_address_and_twenty_for_a_network_address() {
        let tries = |is_network, count| [Tries { is_network, count, since: 0 }];
        assert_eq!(wait_for_one(&tries(false, 4), 0), None);
        assert_eq!(wait_for_one(&tries(false, 5), WINDOW - 1_000), Some(2));
        assert_eq!(wait_for_one(&tries(false, 5), WINDOW), None);
        assert_eq!(network_wait(&tries(true, 19), 0), None);
        assert_eq!(network_wait(&tries(true, 20), WINDOW - 1), Some(1));
        assert_eq!(
            (network_wait(&tries(false, 99), 0), wait_for_one(&tries(true, 99), 0)),
            (None, None)
        );
    }

    #[test]
    fn an_address_and_a_link_have_separate_counters() {
        let id = Some(SignUpId(uuid::Uuid::nil()));
        assert_ne!(Counters::of_address("", "x").one, Counters::of_link(id, "x").one);
        assert_eq!(Counters::of_address("", "x").network, Counters::of_link(id, "x").network);
    }
}
