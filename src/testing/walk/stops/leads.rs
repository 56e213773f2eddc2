//! Leads.
use super::{Stop, get, post};
use crate::testing::cast::DANA;

const LEAD_OPEN: &str = "00000000-0000-7000-8000-0000000ea001";
const LEAD_DROPPED: &str = "00000000-0000-7000-8000-0000000ea003";
const LEAD_CONVERTED: &str = "00000000-0000-7000-8000-0000000ea004";
const LEAD: &[(&str, &str)] = &[
    ("name", "Elsa Berg"),
    ("email", "elsa@berg.example"),
    ("phone", "+46 8 555 0101"),
    ("company", "Berg Shipping"),
    ("source", "Referral"),
    ("notes", "Calls back"),
];
const LEAD_CHANGED: &[(&str, &str)] = &[("version", "1"), ("name", "Astrid Lind")];
const CONVERSION: &[(&str, &str)] = &[
    ("version", "1"),
    ("find", ""),
    ("into", "new"),
    ("account", "new"),
    ("company", "Berg Shipping"),
];

pub const OPS: &[Stop] = &[
    get("/search", DANA),
    get("/search", DANA).query("?q=berg"),
    get("/leads", DANA),
    get("/leads", DANA).query("?show=all&q=berg"),
    get("/leads/new", DANA),
    post("/leads", DANA, "/leads/").form(LEAD),
    get("/leads/{id}", DANA).id(LEAD_OPEN),
    get("/leads/{id}", DANA).id(LEAD_DROPPED),
    get("/leads/{id}", DANA).id(LEAD_CONVERTED),
    get("/leads/{id}/edit", DANA).id(LEAD_OPEN),
    post("/leads/{id}", DANA, "/leads/{id}").id(LEAD_OPEN).form(LEAD_CHANGED),
    post("/leads/{id}/conversion", DANA, "/contacts/").id(LEAD_OPEN).form(CONVERSION),
    post("/leads/{id}/drop", DANA, "/leads/{id}")
        .id(LEAD_OPEN)
        .form(&[("version", "1"), ("reason", "No budget")]),
    post("/leads/{id}/reopening", DANA, "/leads/{id}").id(LEAD_DROPPED).form(&[("version", "1")]),
];
