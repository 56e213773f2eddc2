//! Network addresses as tries are counted for them.
use std::net::IpAddr;

/// The part of a network address that belongs to one subscriber: all of an IPv4 address, the first 64 bits
/// of an IPv6 address, as whoever has one has the other 2^64 of that network too.
pub fn subscriber(address: &str) -> String {
    match address.trim().parse::<IpAddr>().map(|it| it.to_canonical()) {
        Ok(IpAddr::V6(it)) => {
            let [a, b, c, d, ..] = it.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(it) => it.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_subscriber_are_counted_as_one() {
        for (address, counted) in [
            ("203.0.113.1", "203.0.113.1"),
            ("2001:db8:0:7::1", "2001:db8:0:7::/64"),
            ("2001:0DB8:0000:0007:ffff:ffff:ffff:ffff", "2001:db8:0:7::/64"),
            ("2001:db8:0:8::1", "2001:db8:0:8::/64"),
            ("::ffff:203.0.113.1", "203.0.113.1"),
            ("", ""),
            ("somewhere", "somewhere"),
        ] {
            assert_eq!(subscriber(address), counted, "{address}");
        }
    }
}
