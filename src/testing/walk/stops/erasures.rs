//! A client's data, handed out and erased.
use super::{MIRA_CONTACT, Stop, get, post};
use crate::testing::cast::OLE;

pub const OPS: &[Stop] = &[
    get("/contacts/{id}/data", OLE).id(MIRA_CONTACT),
    post("/contacts/{id}/data/exports", OLE, "/contacts/{id}/data.zip")
        .id(MIRA_CONTACT)
        .may_be_empty(),
    get("/contacts/{id}/data.zip", OLE).id(MIRA_CONTACT).target("/contacts/{id}/data"),
    post("/contacts/{id}/erasure", OLE, "/contacts/{id}").id(MIRA_CONTACT).form(&[
        ("version", "1"),
        ("reason", "By letter of November 20"),
        ("name", "Mira Lindqvist"),
    ]),
];
