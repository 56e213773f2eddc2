//! The people of a client's own accounts.
use super::{LENAS, Stop, ZOES, get, post};
use crate::testing::cast::MIRA;

const TOMASS: &str = "00000000-0000-7000-8000-000000000c22";
/// Never had access.
const KIMS: &str = "00000000-0000-7000-8000-0000000ec029";
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
    get("/people/{id}", MIRA).id(TOMASS),
    post("/people/{id}", MIRA, "/people")
        .id(TOMASS)
        .form(&[("version", "1"), ("grants", "see_money")]),
    post("/people/{id}/invitation", MIRA, "/people")
        .id(KIMS)
        .form(&[("grants", "see_money")])
        .needs_no_words(),
    post("/people/{id}/mail", MIRA, "/people").id(ZOES).form(&[("version", "1")]),
    post("/people/{id}/removal", MIRA, "/people").id(TOMASS).form(&[("version", "1")]),
    post("/people/{id}/restoration", MIRA, "/people").id(LENAS).form(&[("version", "1")]),
];
