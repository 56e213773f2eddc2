//! What the tests of the request pages share.
use crate::testing::cast::*;
use axum::http::StatusCode;

/// Passengers of Mira's account, of Ruth's and one who was removed.
pub const SEED: &str = "
INSERT INTO passengers (id, workspace_id, account_id, name, removed_at, created_at) VALUES
 ('00000000-0000-7000-8000-0000000000f1', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Mira Lindqvist', NULL, 0),
 ('00000000-0000-7000-8000-0000000000f2', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Elsa Lindqvist', NULL, 0),
 ('00000000-0000-7000-8000-0000000000f3', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a12', 'Ruth Okafor', NULL, 0),
 ('00000000-0000-7000-8000-0000000000f4', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Gone Person', 1, 0);
UPDATE passengers SET sort_name = lower(name);";
/// Teterboro to Luton to Nice, for three.
pub const TRIP: [(&str, &str); 11] = [
    ("key", "k1"),
    ("kind", "legs"),
    ("from.0", "TEB"),
    ("to.0", "luton"),
    ("date.0", "2026-12-10"),
    ("time.0", "20:15"),
    ("from.1", "LTN – London Luton"),
    ("to.1", "Nice"),
    ("date.1", "12/11/2026"),
    ("time.1", "15:00"),
    ("passengers", "3"),
];

/// The path of Mira's request after it was sent.
pub fn sent(portal: &Portal) -> String {
    let reply = portal.post(MIRA, "/requests", &TRIP);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location().to_owned()
}

/// The number of batches that the database ran for a reply, as its header tells.
pub fn batches(reply: &Reply) -> char {
    let spent = reply.headers.get("server-timing").unwrap().to_str().unwrap();
    spent.trim_start_matches("d1;desc=\"").chars().next().unwrap()
}
