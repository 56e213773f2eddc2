//! Names that are addresses of web pages. Names appear in our mails, where such a one becomes a link that
//! its author chose. A slash, as in "Nordic Shipping A/S", or a dot makes no address.

/// What a name is of: companies may be called like their domain, people are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOf {
    Person,
    Company,
}

/// Whether a name has the address of a page in it: with a scheme, with `www.`, or a domain with a path. A
/// domain alone is one too, unless a company is called like it: "Booking.com".
pub fn has_address(name: &str, of: NameOf) -> bool {
    let plain = name.to_lowercase().replace(['\u{3002}', '\u{ff0e}', '\u{ff61}'], ".");
    let parts = plain
        .split(|c: char| c.is_whitespace() || "<>()[]{}\"'\u{2019}\u{201c}\u{201d},;|".contains(c));
    let mut words = parts.map(|it| it.trim_matches(['.', '!', ':', '?', '-']));
    plain.contains("://") || words.any(|it| is_address(it, of))
}

/// Schemes that are followed by a colon and no slashes.
const SCHEMES: [&str; 5] = ["http:", "https:", "mailto:", "javascript:", "data:"];

/// Endings of domains that are no ending of a name. Those of countries have two letters.
const ENDINGS: [&str; 30] = [
    "com", "net", "org", "edu", "gov", "info", "biz", "name", "mobi", "aero", "travel", "app",
    "dev", "xyz", "online", "site", "website", "shop", "store", "club", "top", "icu", "live",
    "link", "click", "cloud", "page", "example", "test", "zip",
];
/// Endings of countries that are used for any domain.
const ANYWHERE: [&str; 7] = ["io", "co", "ai", "me", "tv", "ru", "cn"];

fn is_address(word: &str, of: NameOf) -> bool {
    if SCHEMES.iter().any(|it| word.starts_with(it)) || word.starts_with("www.") {
        return true;
    }
    let word = word.rsplit_once('@').map_or(word, |(_, host)| host);
    let (host, rest) = match word.find(['/', '?', '#', ':']) {
        Some(at) => word.split_at(at),
        None => (word, ""),
    };
    let labels: Vec<&str> = host.split('.').collect();
    let is_label =
        |it: &&str| !it.is_empty() && it.chars().all(|c| c.is_alphanumeric() || c == '-');
    let [.., before, ending] = labels[..] else { return false };
    if !labels.iter().all(is_label) {
        return false;
    }
    let is_number = labels.len() == 4 && labels.iter().all(|it| it.parse::<u8>().is_ok());
    let is_country = ending.len() == 2 && ending.bytes().all(|it| it.is_ascii_lowercase());
    let is_known = ENDINGS.contains(&ending) || ending.starts_with("xn--");
    // "J.P/Morgan" is no domain: its labels are initials.
    let is_long = |it: &str| it.chars().count() > 2;
    if rest.is_empty() {
        let is_domain = is_known || ANYWHERE.contains(&ending) && is_long(before);
        is_domain && (of == NameOf::Person || labels.len() > 2)
    } else {
        is_number || is_known || is_country && labels.iter().any(|it| is_long(it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_slashes_and_dots_are_names() {
        for name in [
            "Ravi A/L Subramaniam",
            "Anjali D/O Kumar",
            "Nordic Shipping A/S",
            "Banco S/A",
            "Smith LLC d/b/a Smith Air",
            "c/o Lindqvist",
            "AC/DC Touring",
            "24/7 Movers",
            "Ana O\u{2019}Neill-Ruiz",
            "J. P. Morgan",
            "J.P.Morgan",
            "Dr.Li",
            "St.John Smythe",
            "M. et Mme. Dupont",
            "Martin Luther King, Jr.",
            "Acme Inc./Ltd.",
            "Yahoo!",
            "7:30 Club",
        ] {
            for of in [NameOf::Person, NameOf::Company] {
                assert!(!has_address(name, of), "{name}");
            }
        }
        for name in ["Booking.com", "Amazon.com Services LLC", "Crates.io"] {
            assert!(!has_address(name, NameOf::Company), "{name}");
        }
    }

    #[test]
    fn names_that_are_addresses_of_pages_are_not() {
        for name in [
            "http://evil.example",
            "HTTPS://EVIL.EXAMPLE/x",
            "Mira (https://evil.example)",
            "hxxp://evil.example",
            "www.evil.example",
            "See WWW.evil.example now",
            "evil.example/login",
            "Claim at evil.com/prize",
            "evil.com?x=1",
            "evil.com:8443",
            "evil.co.uk/x",
            "sub.evil.com",
            "192.0.2.1/x",
            "evil\u{3002}com/x",
            "javascript:alert(1)",
            "mailto:a@b.example",
            "user@evil.com/x",
        ] {
            for of in [NameOf::Person, NameOf::Company] {
                assert!(has_address(name, of), "{name}");
            }
        }
        assert!(
            has_address("evil.com", NameOf::Person) && has_address("Mira evil.io", NameOf::Person)
        );
    }
}
