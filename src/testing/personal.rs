//! Every table is known to the erasure of a person and to retention, or says why it need not be.
use crate::testing::{archive::handed_out, cast::*, walk};
use std::collections::BTreeMap;

/// What becomes of a table's rows about a client who is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// It is about no client.
    Nobody,
    /// Their rows are deleted.
    Gone,
    /// The rows stay, without their name and addresses.
    Nameless,
    /// Everybody's rows are deleted soon, so that nothing needs to be done.
    Soon,
    /// Kept, for this reason.
    Always(&'static str),
}
use Kept::{Always, Gone, Nameless, Nobody, Soon};

const CONTRACT: &str = "proof of a contract or of money that moved";
const TRIP: &str = "a part of a trip or its manifest, which the law asks to keep";
const STAFF: &str = "about the operator and its staff";

#[rustfmt::skip]
const TABLES: &[(&str, Kept)] = &[
    ("acceptances", Always(CONTRACT)),
    ("account_months", Nobody),
    ("account_tails", Nobody),
    ("accounts", Always("the party of trips and invoices, which others of the account still use")),
    ("address_changes", Gone),
    ("address_faults", Nameless),
    ("airport_names", Nobody),
    ("airport_words", Nobody),
    ("airports", Nobody),
    ("allocations", Nobody),
    ("alternatives", Always("a part of a request")),
    ("api_keys", Nobody),
    ("approval_addresses", Always(STAFF)),
    ("area_names", Nobody),
    ("attempts", Always(CONTRACT)),
    ("authenticators", Gone),
    ("blocks", Always("when an aircraft is not free, by whose owner it was asked")),
    ("canned_answers", Nobody),
    ("codes", Gone),
    ("contacts", Nameless),
    ("counters", Nobody),
    ("credit_notes", Always(CONTRACT)),
    ("deal_stages", Nobody),
    ("disabled_hosts", Nobody),
    ("domains", Nobody),
    ("elsewhere", Nobody),
    ("events", Always("the audit trail, which nobody can change, for the days of its setting")),
    ("fbos", Nobody),
    ("feeds", Gone),
    ("files", Always("that there was a file; its bytes are deleted")),
    ("first_nights", Always(TRIP)),
    ("grants", Gone),
    ("hosts", Nobody),
    ("invoice_drafts", Always("what an account is to be billed, until it is issued or discarded")),
    ("invoices", Always(CONTRACT)),
    ("itinerary_changes", Always(TRIP)),
    ("job_runs", Nobody),
    ("key_sweeps", Nobody),
    ("leads", Nameless),
    ("leg_passengers", Always(TRIP)),
    ("leg_times", Always(TRIP)),
    ("legs", Always(TRIP)),
    ("limits", Nobody),
    ("mails_dropped", Nobody),
    ("mails_held", Soon),
    ("mails_in", Gone),
    ("memberships", Gone),
    ("messages", Nameless),
    ("move_pieces", Nobody),
    ("moves", Nobody),
    ("muted", Gone),
    ("notice_choices", Gone),
    ("notices", Nameless),
    ("notifications", Always(STAFF)),
    ("outbox", Nameless),
    ("owner_answers", Always("the answer of an aircraft's owner to a trip")),
    ("passenger_details", Always(TRIP)),
    ("passengers", Always(TRIP)),
    ("passkeys", Gone),
    ("payments", Always(CONTRACT)),
    ("preferred_fbos", Nobody),
    ("probes", Gone),
    ("provider_events", Nobody),
    ("quiet_hours", Gone),
    ("quotes", Always(CONTRACT)),
    ("rates", Nobody),
    ("readings", Gone),
    ("recovery_codes", Gone),
    ("refunds", Always(CONTRACT)),
    ("released", Nobody),
    ("removed_legs", Always(TRIP)),
    ("reply_addresses", Gone),
    ("requests", Always("what the account ordered")),
    ("search_words", Nameless),
    ("services", Always("what the account ordered")),
    ("sessions", Gone),
    ("sign_in_failures", Soon),
    ("sign_ups", Nameless),
    ("spent_challenges", Soon),
    ("stages", Nobody),
    ("tails", Nobody),
    ("thread_notes", Nameless),
    ("threads", Nameless),
    ("trip_crew", Always(STAFF)),
    ("trip_passengers", Always(TRIP)),
    ("trip_services", Always("what the account ordered")),
    ("trips", Always(TRIP)),
    ("unsent_forms", Gone),
    ("users", Nameless),
    ("workspaces", Always(STAFF)),
];

/// Mira, by her ids and by the words that name her.
const IDS: [&str; 2] =
    ["00000000-0000-7000-8000-000000000d41", "00000000-0000-7000-8000-000000000c21"];
const WORDS: [&str; 4] =
    ["mira lindqvist", "mira@harbour.example", "mira@lindqvist.example", "+1 201 555 0177"];

/// Rows about Mira in the tables in which the walk has none.
const MORE: &str = "
 UPDATE contacts SET phone = '+1 201 555 0177', notes = 'Mira Lindqvist likes tea' WHERE id = '00000000-0000-7000-8000-000000000c21';
 UPDATE threads SET last_author = 'Mira Lindqvist' WHERE id = '00000000-0000-7000-8000-0000000e5001';
 INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id) SELECT workspace_id, 'contact', 'mira@harbour.example', id FROM contacts WHERE id = '00000000-0000-7000-8000-000000000c21';
 INSERT INTO address_faults (workspace_id, email, kind, words, at) SELECT workspace_id, email, 'bounced', 'x', 1 FROM users WHERE id = :mira;
 INSERT INTO authenticators (user_id, workspace_id, sealed, begun_at) SELECT id, workspace_id, 'x', 1 FROM users WHERE id = :mira;
 INSERT INTO recovery_codes (workspace_id, user_id, digest) SELECT workspace_id, id, 'x' FROM users WHERE id = :mira;
 INSERT INTO passkeys (id, workspace_id, user_id, host, credential, algorithm, public_key, transports, name, counter, added_at)
   SELECT 'pm', workspace_id, id, 'harbour', 'c', -7, 'k', '', 'Phone', 0, 1 FROM users WHERE id = :mira;
 INSERT INTO unsent_forms (id, workspace_id, user_id, sealed, expires_at) SELECT 'f', workspace_id, id, 'x', 9 FROM users WHERE id = :mira;
 INSERT INTO muted (workspace_id, user_id, topic) SELECT workspace_id, id, 'trips' FROM users WHERE id = :mira;
 INSERT INTO notice_choices (workspace_id, user_id, occasion, email) SELECT workspace_id, id, 'trip_near', 'daily' FROM users WHERE id = :mira;
 INSERT INTO quiet_hours (workspace_id, user_id, from_hour, until_hour, zone) SELECT workspace_id, id, 22, 7, 'UTC' FROM users WHERE id = :mira;
 INSERT INTO probes (workspace_id, user_id, day, kind, count, last_at) SELECT workspace_id, id, 1, 'trip', 1, 1 FROM users WHERE id = :mira;
 INSERT OR IGNORE INTO readings (thread_id, user_id, workspace_id, read_at) SELECT '00000000-0000-7000-8000-0000000e5001', id, workspace_id, 1 FROM users WHERE id = :mira;
 INSERT INTO reply_addresses (id, workspace_id, thread_id, user_id) SELECT 'r', workspace_id, '00000000-0000-7000-8000-0000000e5001', id FROM users WHERE id = :mira;
 INSERT INTO mails_in (id, workspace_id, thread_id, user_id, message_id, key, from_email, is_confirmed, at)
   SELECT 'm', workspace_id, '00000000-0000-7000-8000-0000000e5001', id, '<1>', 'mail/1', 'mira@lindqvist.example', 0, 1795262400000 FROM users WHERE id = :mira;
 INSERT INTO thread_notes (id, workspace_id, thread_id, user_id, words, at)
   SELECT 'n', t.workspace_id, t.id, '00000000-0000-7000-8000-000000000d31', 'Call Mira Lindqvist first', 1795262300000 FROM threads t WHERE t.id <> '00000000-0000-7000-8000-0000000e5001' LIMIT 1;
 INSERT INTO leads (id, workspace_id, name, email, phone, contact_id, state, created_at)
   SELECT 'l', workspace_id, name, email, phone, id, 'converted', 1 FROM contacts WHERE id = '00000000-0000-7000-8000-000000000c21';
 INSERT INTO sign_ups (id, workspace_id, name, email, phone, state, contact_id, decided_at, created_at)
   SELECT 's', workspace_id, name, email, phone, 'approved', id, 2, 1 FROM contacts WHERE id = '00000000-0000-7000-8000-000000000c21';
";

fn open() -> Portal {
    let portal = walk::open();
    portal.app.db.execute(&MORE.replace(":mira", &format!("'{}'", IDS[0])));
    portal
}

/// What each table says about Mira: by her ids, and by words.
fn mentions(portal: &Portal) -> BTreeMap<String, (bool, bool)> {
    let tables = portal.rows(
        "SELECT t.name AS t FROM sqlite_master t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name",
    );
    let names = tables.lines().filter_map(|it| it.strip_prefix("t: ")).map(str::to_owned);
    let of = |name: String| {
        let rows = portal.rows(&format!("SELECT * FROM {name}")).to_lowercase();
        let says = |all: &[&str]| all.iter().any(|it| rows.contains(it));
        (name, (says(&IDS), says(&WORDS)))
    };
    names.map(of).collect()
}

#[test]
fn every_table_says_what_becomes_of_a_person() {
    let portal = open();
    let known: Vec<_> = TABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let all: Vec<_> = mentions(&portal).into_keys().collect();
    assert_eq!(all, known, "a new table needs a line here, and the erasure perhaps a statement");
}

#[test]
fn an_erased_person_is_in_no_table_that_says_so() {
    let portal = open();
    let before = mentions(&portal);
    let version = portal.value(&format!("SELECT version FROM contacts WHERE id = '{}'", IDS[1]));
    let fields = [
        ("key", "k"),
        ("version", version.as_str()),
        ("reason", "By letter"),
        ("name", "Mira Lindqvist"),
    ];
    let erased = portal.post(OLE, &format!("/contacts/{}/erasure", IDS[1]), &fields);
    assert_eq!(erased.location(), format!("/contacts/{}", IDS[1]), "{}", erased.body);
    let after = mentions(&portal);
    let mut wrong = Vec::new();
    for (table, kept) in TABLES {
        let ((had_id, had_words), (keeps_id, keeps_words)) = (before[*table], after[*table]);
        let is_right = match kept {
            Nobody => !had_id && !had_words,
            Gone => had_id && !keeps_id && !keeps_words,
            Nameless => (had_id || had_words) && !keeps_words,
            Soon => true,
            Always(why) => !why.is_empty(),
        };
        if !is_right {
            wrong.push(format!(
                "{table}: {kept:?}, before {:?}, after {:?}",
                before[*table], after[*table]
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(portal.get(OLE, "/messages").status.is_success());
}

#[test]
fn what_is_kept_about_a_person_is_handed_out() {
    let portal = open();
    let archive = handed_out(&portal, &format!("/contacts/{}", IDS[1]));
    let file: serde_json::Value = serde_json::from_slice(&archive["data.json"]).unwrap();
    for (list, words) in [
        ("notices", "Dana, Operations wrote: Two bags?"),
        ("choices", "trip_near"),
        ("received_emails", "mira@lindqvist.example"),
        ("notes", "Bags over the limit again"),
        ("acceptances", "Safari on iPhone"),
    ] {
        assert!(file[list].to_string().contains(words), "{list}: {}", file[list]);
    }
    assert!(!file["notes"].to_string().contains("Call Mira"), "not her conversation");
}
