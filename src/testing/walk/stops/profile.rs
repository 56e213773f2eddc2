//! The visitor's own profile, preferences, sessions, email address and password.
use super::{ENDED, Stop, get, post};
use crate::testing::{
    cast::{DANA, MIRA},
    walk::PASSWORD,
};

const PREFERENCES: &[(&str, &str)] =
    &[("language", "sv"), ("hours", "12"), ("times", "zulu"), ("mail", "messages")];
const NEW_PASSWORD: &[(&str, &str)] =
    &[("current", PASSWORD), ("password", "a heron at dawn"), ("again", "a heron at dawn")];
const COUNTED: &str = "each try of a code is counted";

/// The stops of a face: the person, their name, and the digest of another session of theirs.
macro_rules! profile {
    ($me:expr, $name:literal, $session:literal) => {
        &[
            get("/profile", $me),
            post("/profile", $me, "/profile")
                .form(&[
                    ("name", "Ada Berg"),
                    ("phone", "+46 8 1"),
                    ("title", "Director"),
                    ("version", "1"),
                ])
                .is_own(),
            post("/profile/preferences", $me, "/profile").form(PREFERENCES).is_own(),
            get("/profile/sessions", $me),
            post("/profile/sessions/{digest}/end", $me, "/profile/sessions")
                .id($session)
                .may_be_empty()
                .is_own(),
            post("/profile/sessions/end-others", $me, "/profile/sessions").may_be_empty().is_own(),
            get("/profile/address", $me),
            post("/profile/address", $me, "/profile/address")
                .form(&[("email", concat!($name, "@elsewhere.example"))])
                .is_own(),
            post("/profile/address/confirmation", $me, "/profile")
                .form(&[("code", "123456")])
                .once_only(COUNTED)
                .is_own(),
            get("/profile/password", $me),
            post("/profile/password", $me, "/profile").form(NEW_PASSWORD).once_only(ENDED).is_own(),
            post("/profile/sessions/end-all", $me, "/session/new")
                .once_only(ENDED)
                .may_be_empty()
                .is_own(),
        ]
    };
}

pub const CLIENT: &[Stop] = profile!(MIRA, "mira", "00000000-0000-7000-8000-0000000ea001");

pub const OPS: &[Stop] = profile!(DANA, "dana", "00000000-0000-7000-8000-0000000ea002");
