//! Accounts.
use super::{ACCOUNT, OTHER_ACCOUNT, Stop, get, post};
use crate::testing::cast::DANA;

const INACTIVE_ACCOUNT: &str = "00000000-0000-7000-8000-000000000a16";
const TAIL: &str = "00000000-0000-7000-8000-000000000b52";
const OWNED_TAIL: &str = "00000000-0000-7000-8000-000000000b51";
const OPENED: &[(&str, &str)] = &[
    ("name", "Berg Family"),
    ("kind", "family"),
    ("phone", "+46 8 555 0101"),
    ("billing_name", "Elsa Berg"),
    ("billing_address", "Storgatan 2"),
];
const ACCOUNT_CHANGED: &[(&str, &str)] =
    &[("version", "1"), ("name", "Lind Holdings"), ("kind", "company")];

pub const OPS: &[Stop] = &[
    get("/accounts", DANA),
    get("/accounts", DANA).query("?q=lindqvist"),
    get("/accounts", DANA).query("?show=inactive"),
    get("/accounts/new", DANA),
    post("/accounts", DANA, "/accounts/").form(OPENED),
    get("/accounts/{id}", DANA).id(ACCOUNT),
    get("/accounts/{id}", DANA).id(INACTIVE_ACCOUNT),
    get("/accounts/{id}/edit", DANA).id(ACCOUNT),
    post("/accounts/{id}", DANA, "/accounts/{id}").id(ACCOUNT).form(ACCOUNT_CHANGED),
    post("/accounts/{id}/tails", DANA, "/accounts/{id}").id(ACCOUNT).form(&[("tail", TAIL)]),
    post("/accounts/{id}/tails/removal", DANA, "/accounts/{id}")
        .id(OTHER_ACCOUNT)
        .form(&[("tail", OWNED_TAIL)]),
    post("/accounts/{id}/deactivation", DANA, "/accounts/{id}")
        .id(ACCOUNT)
        .form(&[("version", "1"), ("reason", "Moved away")]),
    post("/accounts/{id}/restoration", DANA, "/accounts/{id}")
        .id(INACTIVE_ACCOUNT)
        .form(&[("version", "1")]),
];
