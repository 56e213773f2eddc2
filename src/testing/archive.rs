//! A client's data as an administrator downloads it.
use crate::testing::cast::*;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

/// What the archive of a contact's data has, by name.
pub fn handed_out(portal: &Portal, contact: &str) -> BTreeMap<String, Vec<u8>> {
    let sent = portal.post(OLE, &format!("{contact}/data/exports"), &[("key", "hand out")]);
    let reply = portal.get(OLE, sent.location());
    let mut archive = zip::ZipArchive::new(Cursor::new(reply.bytes)).expect("an archive");
    let all = 0..archive.len();
    all.map(|n| {
        let mut file = archive.by_index(n).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("the bytes that were stored");
        (file.name().to_owned(), bytes)
    })
    .collect()
}
