//! Two of a kind made one.
use super::{ACCOUNT, MIRAS, OTHER_ACCOUNT, Stop, ZOES, get, post};
use crate::{testing::cast::DANA, users::Right};

pub const OPS: &[Stop] = &[
    get("/contacts/{id}/merge", DANA).id(MIRAS),
    get("/contacts/{id}/merge", DANA).query("?with=00000000-0000-7000-8000-000000000c27").id(MIRAS),
    post("/contacts/{id}/mergers", DANA, "/contacts/{id}").id(MIRAS).also(Right::GrantAccess).form(
        &[
            ("other", ZOES),
            ("version", "1"),
            ("other_version", "1"),
            ("name", ""),
            ("email", ""),
            ("phone", "other"),
        ],
    ),
    get("/accounts/{id}/merge", DANA).id(ACCOUNT),
    get("/accounts/{id}/merge", DANA)
        .query("?with=00000000-0000-7000-8000-000000000a12")
        .id(ACCOUNT),
    post("/accounts/{id}/mergers", DANA, "/accounts/{id}").id(ACCOUNT).form(&[
        ("other", OTHER_ACCOUNT),
        ("version", "1"),
        ("other_version", "1"),
    ]),
];
