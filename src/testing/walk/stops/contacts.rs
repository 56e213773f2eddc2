//! Contacts, their accounts and their access.
use super::{ACCOUNT, LENA_CONTACT, MIRA_CONTACT, OTHER_ACCOUNT, Stop, ZOE_CONTACT, get, post};
use crate::testing::cast::DANA;

const INACTIVE: &str = "00000000-0000-7000-8000-000000000c28";
const RIGHTS: &[(&str, &str)] = &[("version", "1"), ("role", "owner"), ("grants", "see_money")];
const CONTACT: &[(&str, &str)] = &[
    ("account", ACCOUNT),
    ("known", ""),
    ("name", "Elsa Berg"),
    ("email", "elsa@berg.example"),
    ("phone", "+46 8 555 0101"),
    ("title", "Assistant"),
    ("notes", "Calls back"),
];
const CONTACT_CHANGED: &[(&str, &str)] =
    &[("version", "1"), ("name", "Mira Lind"), ("email", "mira@harbour.example"), ("phone", "1")];

pub const OPS: &[Stop] = &[
    get("/contacts", DANA),
    get("/contacts", DANA).query("?q=zoe"),
    get("/contacts", DANA).query("?show=inactive"),
    get("/contacts/new", DANA),
    get("/contacts/new", DANA).query("?account={id}").id(ACCOUNT),
    post("/contacts", DANA, "/contacts/").form(CONTACT),
    get("/contacts/{id}", DANA).id(ZOE_CONTACT),
    get("/contacts/{id}", DANA).id(INACTIVE),
    get("/contacts/{id}/edit", DANA).id(MIRA_CONTACT),
    post("/contacts/{id}", DANA, "/contacts/{id}").id(MIRA_CONTACT).form(CONTACT_CHANGED),
    post("/contacts/{id}/deactivation", DANA, "/contacts/{id}")
        .id(ZOE_CONTACT)
        .form(&[("version", "1"), ("reason", "Left")]),
    post("/contacts/{id}/restoration", DANA, "/contacts/{id}")
        .id(INACTIVE)
        .form(&[("version", "1")]),
    post("/contacts/{id}/accounts", DANA, "/contacts/{id}")
        .id(ZOE_CONTACT)
        .form(&[("account", OTHER_ACCOUNT)]),
    post("/contacts/{id}/accounts/removal", DANA, "/contacts/{id}")
        .id(ZOE_CONTACT)
        .form(&[("account", ACCOUNT)]),
    post("/contacts/{id}/invitation", DANA, "/contacts/{id}").id(ZOE_CONTACT).form(RIGHTS),
    get("/access", DANA),
    get("/access", DANA).query("?show=pending"),
    get("/contacts/{id}/access", DANA).id(ZOE_CONTACT),
    post("/contacts/{id}/access", DANA, "/contacts/{id}").id(ZOE_CONTACT).form(RIGHTS),
    post("/contacts/{id}/access/mail", DANA, "/contacts/{id}")
        .id(ZOE_CONTACT)
        .form(&[("version", "1")]),
    post("/contacts/{id}/access/removal", DANA, "/contacts/{id}")
        .id(ZOE_CONTACT)
        .form(&[("version", "1")]),
    post("/contacts/{id}/access/restoration", DANA, "/contacts/{id}")
        .id(LENA_CONTACT)
        .form(&[("version", "1")]),
];
