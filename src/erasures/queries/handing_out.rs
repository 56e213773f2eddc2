//! Statements that read everything about a person, as JSON.
use crate::{
    db::{
        query::{Batch, Query},
        scope::{Scope, staff},
        write::{Write, begins},
    },
    erasures::KeptFile,
    kit::ids::ContactId,
};
use serde::Deserialize;

/// An entry of the file, as JSON.
#[derive(Debug, Clone, Deserialize)]
pub struct Entry {
    /// The list that it belongs to.
    pub list: String,
    pub json: String,
}

/// A moment in UTC, as text.
macro_rules! at {
    ($column:literal) => {
        concat!("strftime('%Y-%m-%dT%H:%M:%SZ', ", $column, " / 1000, 'unixepoch')")
    };
}

/// The person, and how they sign in.
pub fn profile(scope: &Scope, id: ContactId) -> Query<Vec<Entry>> {
    scope
        .query(staff!(concat!(
            "SELECT 'profile' AS list, json_object('name', c.name, 'email', c.email, 'phone', c.phone, 'title', c.title, 'notes', c.notes, 'added', ",
            at!("c.created_at"),
            ", 'signs_in_as', u.email, 'role', u.role, 'own_phone', u.phone, 'language', u.language, 'invited', ",
            at!("u.invited_at"),
            ", 'active_since', ",
            at!("u.activated_at"),
            ") AS json FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact LEFT JOIN users u ON u.contact_id = c.id
             UNION ALL SELECT 'accounts', json_object('name', a.name, 'billing_name', a.billing_name, 'billing_address', a.billing_address, 'country', a.country, 'tax_number', a.tax_number)
               FROM me JOIN memberships m ON m.workspace_id = me.workspace_id AND m.contact_id = :contact JOIN accounts a ON a.id = m.account_id
             UNION ALL SELECT 'permissions', json_quote(g.name) FROM me JOIN grants g ON g.workspace_id = me.workspace_id AND g.contact_id = :contact
             UNION ALL SELECT 'passkeys', json_object('name', p.name, 'host', p.host, 'added', ",
            at!("p.added_at"),
            ") FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact JOIN passkeys p ON p.user_id = u.id
             UNION ALL SELECT 'sessions', json_object('device', s.device, 'began', ",
            at!("s.created_at"),
            ") FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact JOIN sessions s ON s.user_id = u.id LIMIT 2000"
        )))
        .bind("contact", id)
        .apart()
}

/// What they asked for, wrote, added and did, and what was sent to them: the newest of each.
pub fn data(scope: &Scope, id: ContactId) -> impl Batch<Answers = Lists> {
    let of = |sql| scope.query::<Vec<Entry>>(sql).bind("contact", id).apart();
    (
        (of(REQUESTS), of(TRIPS), of(INVOICES), of(MESSAGES)),
        (of(PASSENGERS), of(EMAILS), of(TRAIL)),
        (of(TOLD), of(RECEIVED), of(NOTED), of(SIGNED)),
    )
}

type Three = (Vec<Entry>, Vec<Entry>, Vec<Entry>);
type Four = (Vec<Entry>, Vec<Entry>, Vec<Entry>, Vec<Entry>);
pub type Lists = (Four, Three, Four);

/// The files that they added to trips and messages, their answers by mail as they arrived, and their signed copies: the
/// newest, as many as one request may read.
pub fn files(scope: &Scope, id: ContactId) -> Query<Vec<KeptFile>> {
    scope
        .query(staff!(
            "SELECT folder, name, key, content_type, size, digest, at FROM (
               SELECT 'files' AS folder, f.name, f.key, f.content_type, f.size, f.digest, f.created_at AS at, f.id
                 FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact
                 JOIN files f ON f.user_id = u.id AND f.removed_at IS NULL
               UNION ALL SELECT 'emails', t.subject || '.eml', i.key, 'message/rfc822', NULL, NULL, i.at, i.id
                 FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact
                 JOIN mails_in i ON i.user_id = u.id JOIN threads t ON t.id = i.thread_id
               UNION ALL SELECT 'signed-quotes', q.reference || '.pdf', a.pdf_key, 'application/pdf', a.pdf_size, a.pdf_sha256, a.at, a.id
                 FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact
                 JOIN acceptances a ON a.workspace_id = me.workspace_id AND a.user_id = u.id AND a.pdf_key IS NOT NULL JOIN quotes q ON q.id = a.quote_id
             ) ORDER BY at DESC, id DESC LIMIT 900"
        ))
        .bind("contact", id)
        .apart()
}

/// Whether the visitor recorded within the last five minutes that they take the data out of the portal.
#[derive(Debug, Deserialize)]
pub struct Export {
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_recorded: bool,
}

pub fn recorded_export(scope: &Scope, id: ContactId) -> Query<Option<Export>> {
    scope
        .query(staff!(
            "SELECT EXISTS (SELECT 1 FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = me.workspace_id AND e.subject_id = :contact
               AND e.action = 'contact_exported' AND e.actor_id = me.user_id AND e.at > :now - 300000) AS is_recorded FROM me"
        ))
        .bind("contact", id)
}

/// Records that the data leaves the portal. It can be had for five minutes.
pub fn export(id: ContactId, note: String) -> Write {
    Write::begin(
        "contact_exported",
        id,
        begins!(staff, "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact"),
    )
    .bind("contact", id)
    .note(note)
}

/// What they asked for.
const REQUESTS: &str = staff!(concat!(
            "SELECT 'requests' AS list, json_object('reference', r.reference, 'state', r.state, 'route', r.route, 'itinerary', json(r.itinerary),
               'passengers', r.passengers, 'notes', r.notes, 'sent', ",
            at!("r.created_at"),
            ") AS json FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.contact_id = :contact ORDER BY r.created_at DESC LIMIT 1000"
));

/// The trips of their accounts.
const TRIPS: &str = staff!(concat!(
            "SELECT 'trips' AS list, json_object('reference', t.reference, 'route', t.route, 'departs', ",
            at!("t.departs_at"),
            ") AS json FROM me JOIN memberships m ON m.workspace_id = me.workspace_id AND m.contact_id = :contact JOIN trips t ON t.account_id = m.account_id
               ORDER BY t.departs_at DESC LIMIT 1000"
));

/// The invoices of their accounts.
const INVOICES: &str = staff!(concat!(
            "SELECT 'invoices' AS list, json_object('number', i.number, 'state', i.state, 'currency', i.currency, 'total_minor_units', i.total,
               'issued_on', i.issued_on, 'bill_to', i.bill_to) AS json
             FROM me JOIN memberships m ON m.workspace_id = me.workspace_id AND m.contact_id = :contact JOIN invoices i ON i.account_id = m.account_id
             ORDER BY i.issued_on DESC LIMIT 1000"
));

/// What they wrote.
const MESSAGES: &str = staff!(concat!(
            "SELECT 'messages' AS list, json_object('about', t.subject, 'text', s.body, 'sent', ",
            at!("s.at"),
            ") AS json FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact JOIN messages s ON s.user_id = u.id
               JOIN threads t ON t.id = s.thread_id ORDER BY s.at DESC LIMIT 2000"
));

/// Themselves among the passengers, known by the address.
const PASSENGERS: &str = staff!(concat!(
            "SELECT 'passengers' AS list, json_object('name', p.name, 'email', p.email, 'phone', p.phone, 'sex', p.sex, 'nationality', p.nationality,
               'residence', p.residence, 'document_country', p.document_country, 'document_expires_on', p.document_expires_on, 'weight', p.weight,
               'weight_unit', p.weight_unit, 'preferences', p.preferences, 'note', p.note) AS json
             FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact AND c.email <> ''
             JOIN memberships m ON m.contact_id = c.id JOIN passengers p ON p.account_id = m.account_id AND lower(p.email) = lower(c.email) AND p.forgotten_at IS NULL
             ORDER BY p.id LIMIT 100"
));

/// What was sent to them.
const EMAILS: &str = staff!(concat!(
            "SELECT 'emails' AS list, json_object('subject', o.subject, 'to', o.to_email, 'sent', ",
            at!("o.done_at"),
            ") AS json FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact
               JOIN outbox o ON o.workspace_id = me.workspace_id AND o.to_user_id = u.id ORDER BY o.created_at DESC LIMIT 1000"
));

/// What they did.
const TRAIL: &str = staff!(concat!(
            "SELECT 'trail' AS list, json_object('did', e.action, 'note', e.note, 'from', e.address, 'at', ",
            at!("e.at"),
            ") AS json FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact
               JOIN events e INDEXED BY events_by_actor ON e.workspace_id = me.workspace_id AND e.actor_id = u.id ORDER BY e.at DESC LIMIT 3000"
));

/// What they were told, and how they chose to be told.
const TOLD: &str = staff!(concat!(
            "SELECT 'notices' AS list, json_object('subject', n.subject, 'text', n.lead, 'at', ",
            at!("n.at"),
            ") AS json FROM (SELECT n.subject, n.lead, n.at FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact
               JOIN notices n ON n.user_id = u.id ORDER BY n.at DESC LIMIT 1000) n
             UNION ALL SELECT 'choices', json_object('about', c.occasion, 'email', c.email, 'in_portal', c.shown)
               FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact JOIN notice_choices c ON c.user_id = u.id
             UNION ALL SELECT 'choices', json_object('about', 'quiet hours', 'from', q.from_hour, 'until', q.until_hour, 'zone', q.zone)
               FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact JOIN quiet_hours q ON q.user_id = u.id
             UNION ALL SELECT 'choices', json_object('about', m.topic, 'email', 'never')
               FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact JOIN muted m ON m.user_id = u.id"
));

/// Their answers by mail, which are kept as they arrived for a while.
const RECEIVED: &str = staff!(concat!(
            "SELECT 'received_emails' AS list, json_object('from', i.from_email, 'about', t.subject, 'message_id', i.message_id, 'at', ",
            at!("i.at"),
            ") AS json FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact
               JOIN mails_in i ON i.user_id = u.id JOIN threads t ON t.id = i.thread_id ORDER BY i.at DESC LIMIT 1000"
));

/// What staff noted about conversations in which they wrote.
const NOTED: &str = staff!(concat!(
            "SELECT 'notes' AS list, json_object('about', t.subject, 'text', n.words, 'at', ",
            at!("n.at"),
            ") AS json FROM me JOIN thread_notes n ON n.workspace_id = me.workspace_id JOIN threads t ON t.id = n.thread_id
             WHERE n.thread_id IN (SELECT s.thread_id FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact
               JOIN messages s ON s.user_id = u.id) ORDER BY n.at DESC LIMIT 1000"
));

/// The quotes that they signed, and the services that they ordered.
const SIGNED: &str = staff!(concat!(
            "SELECT 'acceptances' AS list, json_object('quote', q.reference, 'name', a.name, 'from', a.address, 'device', a.device, 'at', ",
            at!("a.at"),
            ") AS json FROM (SELECT a.quote_id, a.name, a.address, a.device, a.at FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact
               JOIN acceptances a ON a.workspace_id = me.workspace_id AND a.user_id = u.id ORDER BY a.at DESC LIMIT 500) a JOIN quotes q ON q.id = a.quote_id
             UNION ALL SELECT 'orders', json_object('reference', s.reference, 'wanted', json(s.wanted), 'note', s.note, 'at', ",
            at!("s.created_at"),
            ") FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact JOIN services s ON s.workspace_id = me.workspace_id AND s.user_id = u.id"
));
