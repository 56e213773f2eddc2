//! Threads of messages.
use super::{ACCEPTED, ACCOUNT, Stop, TRIP, get, invoices::INVOICE, post, services::REQUESTED};
use crate::testing::cast::{CARL, DANA, MIRA, OLE};

const THREAD: &str = "00000000-0000-7000-8000-0000000e5001";

/// A file that is sent, with words.
const BAGS: &[(&str, &str)] = &[("words", "All bags"), ("file", "bags.pdf: %PDF-1.7")];

/// A file that came with a message.
const ATTACHED: &str = "00000000-0000-7000-8000-0000000ef103";

/// A canned answer.
const CANNED: &str = "00000000-0000-7000-8000-0000000e5201";

/// A conversation about an order.
const ABOUT_SERVICES: &str = "00000000-0000-7000-8000-0000000e5002";

pub const CLIENT: &[Stop] = &[
    get("/attachments/{id}", MIRA).id(ATTACHED),
    post("/messages/{id}/files", MIRA, "/messages/{id}").id(THREAD).form(BAGS).upload(),
    get("/messages", MIRA),
    get("/messages/{id}", MIRA).id(THREAD).records_the_view(),
    get("/messages/new", MIRA),
    get("/messages/new", MIRA).query("?trip={id}").id(TRIP),
    post("/messages", MIRA, "/messages/")
        .form(&[("subject", "A dog"), ("body", "He comes along.")]),
    post("/messages", MIRA, "/messages/").form(&[("trip", TRIP), ("body", "He comes along.")]),
    get("/messages/new", CARL).query("?service={id}").id(REQUESTED),
    get("/messages/{id}", CARL).id(ABOUT_SERVICES).records_the_view(),
    post("/messages", CARL, "/messages/").form(&[("service", REQUESTED), ("body", "Room inside?")]),
    get("/messages", MIRA).query("?q=luggage"),
    post("/messages/{id}/replies", MIRA, "/messages/{id}")
        .id(THREAD)
        .form(&[("body", "Three bags.")]),
    get("/quotes/{id}/thread", MIRA).id(ACCEPTED),
    post("/quotes/{id}/thread", MIRA, "/messages/").id(ACCEPTED).form(&[("body", "Which gate?")]),
    get("/invoices/{id}/thread", MIRA).id(INVOICE),
    post("/invoices/{id}/thread", MIRA, "/messages/").id(INVOICE).form(&[("body", "Which rate?")]),
];

pub const OPS: &[Stop] = &[
    get("/attachments/{id}", DANA).id(ATTACHED),
    post("/messages/{id}/files", DANA, "/messages/{id}").id(THREAD).form(BAGS).upload(),
    get("/messages", DANA),
    get("/messages", DANA).query("?show=waiting"),
    get("/messages", DANA).query("?show=closed"),
    get("/messages", DANA).query("?show=mine"),
    get("/messages", DANA).query("?show=all"),
    get("/messages", DANA).query("?q=luggage+bags"),
    get("/messages/{id}", DANA).id(THREAD).records_the_view(),
    get("/messages/new", DANA).query("?find=lindqvist"),
    get("/messages/new", DANA).query("?account={id}").id(ACCOUNT),
    get("/messages/new", DANA).query("?trip={id}").id(TRIP),
    post("/messages", DANA, "/messages/").form(&[
        ("account", ACCOUNT),
        ("subject", "Parking"),
        ("body", "Row C."),
    ]),
    post("/messages", DANA, "/messages/").form(&[("trip", TRIP), ("body", "Row C.")]),
    get("/messages/new", DANA).query("?service={id}").id(REQUESTED),
    get("/messages/{id}", DANA).id(ABOUT_SERVICES).records_the_view(),
    post("/messages", DANA, "/messages/").form(&[("service", REQUESTED), ("body", "Room inside?")]),
    post("/messages/{id}/replies", DANA, "/messages/{id}").id(THREAD).form(&[("body", "Noted.")]),
    post("/messages/{id}/state", DANA, "/messages/{id}").id(THREAD).form(&[("state", "closed")]),
    post("/messages/{id}/assignment", DANA, "/messages/{id}")
        .id(THREAD)
        .form(&[("colleague", "00000000-0000-7000-8000-000000000d33")]),
    post("/messages/{id}/notes", DANA, "/messages/{id}")
        .id(THREAD)
        .form(&[("note", "The hold takes three.")]),
    get("/messages/answers", DANA),
    post("/messages/answers", OLE, "/messages/answers")
        .form(&[("name", "Parking"), ("words", "Park in row C.")]),
    post("/messages/answers/{id}", OLE, "/messages/answers").id(CANNED).form(&[
        ("version", "1"),
        ("name", "Luggage"),
        ("words", "Three bags each."),
    ]),
    post("/messages/answers/{id}/removal", OLE, "/messages/answers")
        .id(CANNED)
        .form(&[("version", "1")]),
    get("/quotes/{id}/thread", DANA).id(ACCEPTED),
    post("/quotes/{id}/thread", DANA, "/messages/").id(ACCEPTED).form(&[("body", "It is signed.")]),
    get("/invoices/{id}/thread", DANA).id(INVOICE),
    post("/invoices/{id}/thread", DANA, "/messages/").id(INVOICE).form(&[("body", "It is paid.")]),
];
