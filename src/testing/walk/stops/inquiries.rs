//! Trips that people without an account ask for.
use super::{Stop, get, post};
use crate::testing::cast::STRANGER;

const INQUIRY: &[(&str, &str)] = &[
    ("key", "a prospect's key"),
    ("from", "Boston"),
    ("to", "Nice"),
    ("departs", "2026-12-10"),
    ("returns", "2026-12-14"),
    ("passengers", "6"),
    ("more", "Two dogs."),
    ("name", "Ana Ruiz"),
    ("email", "ana@ruiz.example"),
    ("phone", "+34 91 555 0100"),
    ("company", "Ruiz Hermanos"),
];
const SIGNED_OUT: &str =
    "the forms of signed-out visitors are not remembered; tests of inquiries cover sending twice";

pub const CLIENT: &[Stop] = &[
    get("/inquiries/new", STRANGER),
    post("/inquiries", STRANGER, "/inquiries/thanks").form(INQUIRY).once_only(SIGNED_OUT),
    get("/inquiries/thanks", STRANGER),
];
