//! Mail.
use super::{Stop, get, post};
use crate::testing::cast::{DANA, INES};

const DEAD_MAIL: &str = "00000000-0000-7000-8000-0000000e9001";

pub const OPS: &[Stop] = &[
    get("/mails", DANA),
    get("/mails/{id}", DANA).id(DEAD_MAIL),
    get("/mails/{id}", INES).id(DEAD_MAIL),
    post("/mails/{id}/attempts", DANA, "/mails/{id}").id(DEAD_MAIL).may_be_empty(),
];
