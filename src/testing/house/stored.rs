//! Bytes are stored in a few places only, and each says how long they are kept.
use super::House;

/// The files that store bytes: where, and until when.
const PLACES: [(&str, &str, &str); 8] = [
    (
        "src/files/routes.rs",
        "files/",
        "until the file is removed; the sweep deletes what no row names",
    ),
    (
        "src/messages/jobs.rs",
        "files/, mail/",
        "files until they are removed; mails for the days of their setting; the sweep deletes what no row names",
    ),
    (
        "src/messages/jobs/held.rs",
        "held/",
        "until the workspace of the mail has moved to another database",
    ),
    ("src/quotes/jobs.rs", "<workspace>/acceptances/", "always: proof of a contract"),
    ("src/app/printing.rs", "<workspace>/", "as long as the invoice or quote that it prints"),
    (
        "src/settings/ops/logo.rs",
        "<workspace>/logo/",
        "the operator\u{2019}s logo, also in emails that were sent",
    ),
    ("src/mail/jobs/local.rs", "local/mail/", "on a developer\u{2019}s machine only"),
    ("src/edge/r2.rs", "", "what the others store"),
];

/// Every file that stores bytes is listed.
fn listed(house: &House) -> Vec<String> {
    let stores = |text: &str| ["files.put(", "files.begin("].iter().any(|it| text.contains(it));
    let all = house.shipped().iter().filter(|it| stores(&it.text));
    let unknown = all.filter(|it| PLACES.iter().all(|(path, _, _)| *path != it.path));
    unknown.map(|it| format!("{}:1: stores bytes, and nobody says until when", it.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn bytes_are_stored_where_it_is_said_until_when() {
        keeps(listed);
        finds(
            listed,
            &[("src/a/jobs.rs", "fn a(app: App) { app.files.put(\"a\", b) }")],
            &["src/a/jobs.rs:1"],
        );
    }

    #[test]
    fn every_place_still_stores_bytes() {
        for (path, _, _) in PLACES {
            let text = std::fs::read_to_string(path).unwrap();
            assert!(text.contains("files.put(") || text.contains("files.begin("), "{path}");
        }
    }
}
