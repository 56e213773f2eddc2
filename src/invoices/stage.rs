//! What the tests of invoices share.
use crate::testing::cast::*;

pub const SEED: &str = include_str!("seed.sql");
pub const QUOTE: &str = "00000000-0000-7000-8000-00000000ef01";

pub fn issue_as(portal: &Portal, who: Person, key: &str, quote: &str) -> Reply {
    let fields = [
        ("key", key),
        ("quote", quote),
        ("version", "3"),
        ("due_on", "2026-12-05"),
        ("terms", "Net 14."),
        ("as_estimated.1", "yes"),
    ];
    portal.post(who, "/invoices", &fields)
}

/// Issues an invoice and returns its path.
pub fn issued(portal: &Portal) -> String {
    issue_as(portal, INES, "issue", QUOTE).location().to_owned()
}

pub fn pay(portal: &Portal, at: &str, key: &str, version: &str, amount: &str) -> Reply {
    let fields = [
        ("key", key),
        ("version", version),
        ("amount", amount),
        ("method", "wire"),
        ("reference", "SEB 88213"),
        ("received_on", "2026-11-21"),
    ];
    portal.post(INES, &format!("{at}/payments"), &fields)
}
