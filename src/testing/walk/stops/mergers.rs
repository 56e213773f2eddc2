//! Merging two contacts or two accounts.
use super::{ACCOUNT, MIRA_CONTACT, OTHER_ACCOUNT, Stop, ZOE_CONTACT, get, post};
use crate::{testing::cast::DANA, users::Right};

pub const OPS: &[Stop] = &[
    get("/contacts/{id}/merge", DANA).id(MIRA_CONTACT),
    get("/contacts/{id}/merge", DANA)
        .query("?with=00000000-0000-7000-8000-000000000c27")
        .id(MIRA_CONTACT),
    post("/contacts/{id}/mergers", DANA, "/contacts/{id}")
        .id(MIRA_CONTACT)
        .also(Right::GrantAccess)
        .form(&[
            ("other", ZOE_CONTACT),
            ("version", "1"),
            ("other_version", "1"),
            ("name", ""),
            ("email", ""),
            ("phone", "other"),
        ]),
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
