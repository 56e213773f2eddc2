//! The people of a client's own accounts.
use super::{LENA_CONTACT, Stop, ZOE_CONTACT, get, post};
use crate::testing::cast::MIRA;

const TOMAS_CONTACT: &str = "00000000-0000-7000-8000-000000000c22";
/// Never had access.
const KIM_CONTACT: &str = "00000000-0000-7000-8000-0000000ec029";
const COLLEAGUE: &[(&str, &str)] = &[
    ("name", "Ada Berg"),
    ("email", "ada@harbour.example"),
    ("phone", "+46 8 555 0102"),
    ("grants", "see_money"),
];

pub const CLIENT: &[Stop] = &[
    get("/people", MIRA),
    get("/people/new", MIRA),
    post("/people", MIRA, "/people").form(COLLEAGUE),
    get("/people/{id}", MIRA).id(TOMAS_CONTACT),
    post("/people/{id}", MIRA, "/people")
        .id(TOMAS_CONTACT)
        .form(&[("version", "1"), ("grants", "see_money")]),
    post("/people/{id}/invitation", MIRA, "/people")
        .id(KIM_CONTACT)
        .form(&[("grants", "see_money")])
        .may_be_empty(),
    post("/people/{id}/mail", MIRA, "/people").id(ZOE_CONTACT).form(&[("version", "1")]),
    post("/people/{id}/removal", MIRA, "/people").id(TOMAS_CONTACT).form(&[("version", "1")]),
    post("/people/{id}/restoration", MIRA, "/people").id(LENA_CONTACT).form(&[("version", "1")]),
];
