//! Second factors: showing, setting up, removing and resetting them.
use super::{ENDED, NEW_SESSION, STAFF_STRANGER, Stop, get, post};
use crate::{
    factors::samples::{self, Purpose},
    testing::{
        cast::{BEA, DANA, MIRA, NOOR, OLE, STRANGER},
        walk::{OTTO, SVEN, SVEN_HALF_WAY, VERA, VERA_HALF_WAY, WILMA},
    },
};

const VERA_CONTACT: &str = "00000000-0000-7000-8000-000000000cf8";
const SVEN_USER: &str = "00000000-0000-7000-8000-000000000df7";

/// The stops of a face. The people: signed out; without a factor; without one but in need of it; about to
/// set one up; with an app and a passkey; and the same person before the second step. Then that person's
/// name, and the id of their passkey.
macro_rules! factors {
    (
        $stranger:expr,
        $plain:expr,
        $lacking:expr,
        $beginner:expr,
        $guarded:expr,
        $half_way:expr,
        $name:literal,
        $phone:literal
    ) => {
        &[
            get("/session/factor", $half_way),
            post("/session/factor", $half_way, "/airports")
                .form(&[("next", "/airports")])
                .fill(samples::app_code)
                .once_only(NEW_SESSION)
                .is_own(),
            post("/session/factor", $half_way, "/airports")
                .form(&[("next", "/airports"), ("recovery", samples::RECOVERY_CODE)])
                .once_only(NEW_SESSION)
                .is_own(),
            get("/factors", $lacking),
            get("/profile/factors", $guarded),
            get("/profile/factors", $plain),
            post("/profile/factors/app", $plain, "/profile/factors/app").may_be_empty().is_own(),
            get("/profile/factors/app", $beginner),
            post("/profile/factors/app/confirmation", $beginner, "/profile/factors/codes")
                .fill(samples::app_code)
                .once_only(ENDED)
                .is_own(),
            post("/profile/factors/app/removal", $guarded, "/profile/factors")
                .may_be_empty()
                .is_own(),
            get("/profile/factors/codes", $guarded),
            post("/profile/factors/codes", $guarded, "/profile/factors/codes")
                .may_be_empty()
                .is_own(),
            get("/session/challenge", $stranger).query("?for=sign_in"),
            post("/session/passkey", $stranger, "/airports")
                .form(&[("next", "/airports")])
                .fill(|| samples::shown($stranger, $name, Purpose::SignIn))
                .once_only(NEW_SESSION),
            post("/session/factor/passkey", $half_way, "/airports")
                .form(&[("next", "/airports")])
                .fill(|| samples::shown($half_way, $name, Purpose::Step))
                .once_only(NEW_SESSION)
                .is_own(),
            post("/session/proof/passkey", $guarded, "/profile/factors")
                .form(&[("next", "/profile/factors")])
                .fill(|| samples::shown($guarded, $name, Purpose::Prove))
                .is_own(),
            post("/profile/factors/passkeys", $guarded, "/profile/factors")
                .form(&[("name", "Laptop")])
                .fill(|| samples::added($guarded))
                .once_only(ENDED)
                .is_own(),
            post("/profile/factors/passkeys/{id}", $guarded, "/profile/factors")
                .id($phone)
                .form(&[("name", "Tablet")])
                .is_own(),
            post("/profile/factors/passkeys/{id}/removal", $guarded, "/profile/factors")
                .id($phone)
                .may_be_empty()
                .is_own(),
        ]
    };
}

pub const CLIENT: &[Stop] = factors!(
    STRANGER,
    MIRA,
    BEA,
    WILMA,
    VERA,
    VERA_HALF_WAY,
    "vera",
    "00000000-0000-7000-8000-0000000ef001"
);

pub const OPS: &[Stop] = factors!(
    STAFF_STRANGER,
    DANA,
    NOOR,
    OTTO,
    SVEN,
    SVEN_HALF_WAY,
    "sven",
    "00000000-0000-7000-8000-0000000ef002"
);

pub const RESET: &[Stop] = &[
    post("/contacts/{id}/factors/reset", OLE, "/contacts/{id}").id(VERA_CONTACT).may_be_empty(),
    post("/staff/{id}/factors/reset", OLE, "/staff/{id}").id(SVEN_USER).may_be_empty(),
];
