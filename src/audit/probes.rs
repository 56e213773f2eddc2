//! Requests for the ids of things that are somebody else's. The visitor is told that there is nothing; the
//! log tells who asked, and for what kind of thing.
use crate::kit::ids::UserId;
use serde::Deserialize;

/// The most ids of a request that are looked up.
const MOST: usize = 3;

/// A signed-in user, and the ids in an address where they found nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The platform's id of the request.
    pub request: String,
    pub user: UserId,
    pub ids: Vec<String>,
}

/// What was asked for, and how often this user asked for something of others on that day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Probed {
    pub kind: String,
    pub count: i64,
}

impl Probe {
    /// The probe in an address; `None` if there is no id in it.
    pub fn of(request: &str, user: UserId, path: &str, query: &str) -> Option<Self> {
        let values = query.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, it)| it);
        let parts = path.split('/').chain(values);
        let ids: Vec<_> = parts.filter(|it| is_id(it)).take(MOST).map(str::to_owned).collect();
        (!ids.is_empty()).then_some(Self { request: request.to_owned(), user, ids })
    }
}

/// Whether this is written like an id: a UUID, or the 32 digits of a mail.
fn is_id(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    digits == 32 && (text.len() == 32 || text.len() == 36 && text.matches('-').count() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_of_an_address_are_in_its_path_and_its_query() {
        let (trip, mail) =
            ("00000000-0000-7000-8000-0000000e3001", "00112233445566778899aabbccddeeff");
        let user = UserId(uuid::Uuid::nil());
        let ids = |path: &str, query: &str| Probe::of("ray", user, path, query).map(|it| it.ids);
        assert_eq!(ids(&format!("/trips/{trip}"), ""), Some(vec![trip.to_owned()]));
        assert_eq!(ids(&format!("/mails/{mail}"), ""), Some(vec![mail.to_owned()]));
        assert_eq!(ids("/messages/new", &format!("a=1&trip={trip}")), Some(vec![trip.to_owned()]));
        for path in ["/", "/trips/1", "/trips/0000000000000000-7000-8000-0000000e3001x", "/nowhere"]
        {
            assert_eq!(ids(path, "page=2"), None, "{path}");
        }
        let many = vec![format!("x={trip}"); 9].join("&");
        assert_eq!(ids("/trips", &many).map(|ids| ids.len()), Some(MOST));
    }
}
