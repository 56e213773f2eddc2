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
    get("/sign-ups/new", STRANGER),
    post("/sign-ups", STRANGER, "/sign-ups/thanks").form(SIGN_UP).once_only(SIGNED_OUT),
    get("/sign-ups/thanks", STRANGER),
    get("/sign-ups/confirmation", STRANGER).query(concat!("?token=", sign_up_token!())),
    post("/sign-ups/confirmation", STRANGER, "/sign-ups/confirmation?token=")
        .form(&[("token", sign_up_token!()), ("password", PASSWORD)])
        .once_only(SIGNED_OUT),
];

pub const OPS: &[Stop] = &[
    get("/sign-ups", DANA),
    get("/sign-ups", DANA).query("?show=rejected"),
    get("/sign-ups/{id}", DANA).id(SIGN_UP_CONFIRMED),
    get("/sign-ups/{id}", DANA).id(SIGN_UP_APPROVED),
    get("/sign-ups/{id}", DANA).query("?q=Mira").id(SIGN_UP_WAITING),
    post("/sign-ups/{id}/approval", DANA, "/sign-ups/{id}").id(SIGN_UP_CONFIRMED).form(APPROVAL),
    post("/sign-ups/{id}/approval", DANA, "/sign-ups/{id}").id(SIGN_UP_WAITING).form(APPROVAL),
    post("/sign-ups/{id}/rejection", DANA, "/sign-ups/{id}").id(SIGN_UP_WAITING).form(&[
        ("version", "1"),
        ("reason", "Nobody knows them"),
        ("tell", "yes"),
    ]),
];
