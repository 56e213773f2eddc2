//! Signing in and out, and confirming the password again before a sensitive change.
use super::{ENDED, NEW_SESSION, STAFF_STRANGER, Stop, get, post};
use crate::testing::{
    cast::{DANA, MIRA, STRANGER},
    walk::{CODE, NILS, PASSWORD, ZOE},
};

/// The stops of a face. The people: signed out; with a password, and their name; without a password yet.
macro_rules! sessions {
    ($stranger:expr, $known:expr, $name:literal, $invited:expr) => {
        &[
            get("/session/new", $stranger),
            post("/session", $stranger, "/")
                .form(&[
                    ("email", concat!($name, "@harbour.example")),
                    ("password", PASSWORD),
                    ("next", "/airports"),
                ])
                .once_only(NEW_SESSION),
            post("/session/codes", $stranger, "/session/code")
                .form(&[
                    ("email", concat!($name, "@harbour.example")),
                    ("purpose", "reset"),
                    ("next", "/airports"),
                ])
                .once_only(NEW_SESSION),
            get("/session/code", $stranger).asked_for_link(),
            get("/session/code", $stranger),
            post("/session/code", $stranger, "/airports")
                .form(&[("code", CODE)])
                .asked_for_link()
                .once_only(NEW_SESSION),
            get("/session/link", $stranger).query(concat!("?token=link-", $name)).asked_for_link(),
            get("/session/link", $stranger).query(concat!("?token=link-", $name)),
            post("/session/link", $stranger, "/airports")
                .form(&[("token", concat!("link-", $name))])
                .asked_for_link()
                .once_only(NEW_SESSION),
            get("/session/proof", $known).query("?next=/airports"),
            post("/session/proof", $known, "/airports")
                .form(&[("password", PASSWORD), ("next", "/airports")])
                .is_own(),
            post("/session/end", $known, "/session/new").once_only(ENDED).may_be_empty().is_own(),
            get("/password/new", $invited),
            get("/password/new", $known).target("/"),
            post("/password", $invited, "/")
                .form(&[("password", "a heron at dawn"), ("again", "a heron at dawn")])
                .once_only(ENDED),
        ]
    };
}

pub const CLIENT: &[Stop] = sessions!(STRANGER, MIRA, "mira", ZOE);

pub const OPS: &[Stop] = sessions!(STAFF_STRANGER, DANA, "dana", NILS);
