//! Sign-ups, and their approval by staff.
use super::{Stop, get, post};
use crate::testing::{
    cast::{DANA, STRANGER},
    walk::PASSWORD,
};

/// The token in the link of the first sign-up of `walk.sql`, signed with the key of the tests.
macro_rules! sign_up_token {
    () => {
        "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjkwMDAwMDAwMDAsInN1YiI6InNpZ24tdXAiLCJhdWQiOiJoYXJib3VyIiwic2VjcmV0IjoiMDAwMDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMGVhMDAxIn0.K8MIFAqusHMNNmsKvCb1P1aMt6CeNMf9lu81lZnW1aI"
    };
}

const SIGN_UP_WAITING: &str = "00000000-0000-7000-8000-0000000ea001";
const SIGN_UP_CONFIRMED: &str = "00000000-0000-7000-8000-0000000ea002";
const SIGN_UP_APPROVED: &str = "00000000-0000-7000-8000-0000000ea003";
const SIGN_UP: &[(&str, &str)] = &[
    ("key", "a stranger's key"),
    ("name", "Ana Ruiz"),
    ("email", "ana@ruiz.example"),
    ("phone", "+34 91 555 0100"),
    ("company", "Ruiz Hermanos"),
    ("message", "Recommended by Mira."),
    ("password", "a heron at dawn"),
    ("again", "a heron at dawn"),
];
const APPROVAL: &[(&str, &str)] = &[
    ("version", "1"),
    ("contact", "new"),
    ("account", "new"),
    ("role", "charter"),
    ("grants", "see_money"),
];
const SIGNED_OUT: &str =
    "the forms of signed-out visitors are not remembered; tests of sign_ups cover sending twice";

pub const CLIENT: &[Stop] = &[
    get("/sign-up", STRANGER),
    post("/sign-up", STRANGER, "/sign-up/thanks").form(SIGN_UP).once_only(SIGNED_OUT),
    get("/sign-up/thanks", STRANGER),
    get("/sign-up/confirmation", STRANGER).query(concat!("?token=", sign_up_token!())),
    post("/sign-up/confirmation", STRANGER, "/sign-up/confirmation?token=")
        .form(&[("token", sign_up_token!()), ("password", PASSWORD)])
        .once_only(SIGNED_OUT),
];

pub const OPS: &[Stop] = &[
    get("/approvals", DANA),
    get("/approvals", DANA).query("?show=rejected"),
    get("/approvals/{id}", DANA).id(SIGN_UP_CONFIRMED),
    get("/approvals/{id}", DANA).id(SIGN_UP_APPROVED),
    get("/approvals/{id}", DANA).query("?q=Mira").id(SIGN_UP_WAITING),
    post("/approvals/{id}/approval", DANA, "/approvals/{id}").id(SIGN_UP_CONFIRMED).form(APPROVAL),
    post("/approvals/{id}/approval", DANA, "/approvals/{id}").id(SIGN_UP_WAITING).form(APPROVAL),
    post("/approvals/{id}/rejection", DANA, "/approvals/{id}").id(SIGN_UP_WAITING).form(&[
        ("version", "1"),
        ("reason", "Nobody knows them"),
        ("tell", "yes"),
    ]),
];
