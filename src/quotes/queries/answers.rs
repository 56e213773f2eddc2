//! Statements that write a client's answer.
use super::super::acceptance::{Acceptance, Answer};
use crate::{
    db::{
        scope::{client, granted},
        write::{Follower, Write, begins, follows},
    },
    mail::{self, Letter, Recipients, Topic},
    requests, trips,
};

/// Of a quote that was sent, as it was when the page was made, for whoever may answer it: they were
/// granted that, and see what they answer.
macro_rules! unanswered {
    () => {
        concat!(
            "JOIN my_accounts m JOIN quotes q ON q.account_id = m.account_id AND q.id = ?13 AND q.sent_at IS NOT NULL
             JOIN requests r ON r.id = q.request_id AND r.state IN ('submitted', 'under_review', 'quoted')
             WHERE me.role IN ('owner', 'charter') AND q.version = ?14 AND q.state = 'sent' AND ",
            granted!("approve_quotes"),
            " AND ",
            granted!("see_money")
        )
    };
}

/// One of a request's quotes is accepted, the others are not to be had any more, and there is a trip.
pub fn accept(it: &Acceptance, letter: &Letter) -> Write {
    Write::begin(
        "quote_accepted",
        it.quote,
        begins!(
            client,
            unanswered!(),
            " AND q.valid_until >= ?3 AND NOT EXISTS (SELECT 1 FROM quotes o WHERE o.request_id = q.request_id AND o.state = 'accepted')"
        ),
        [it.quote.into(), it.version.into()],
    )
    .note(&it.name)
    .then(
        follows!(
            "UPDATE quotes SET state = 'accepted', version = version + 1, answered_at = (SELECT at FROM it), answered_by = ?3
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [it.quote.into(), it.name.as_str().into()],
    )
    .then(
        follows!(
            "UPDATE quotes SET state = 'superseded', version = version + 1
             WHERE request_id = ?2 AND id <> ?3 AND workspace_id = (SELECT workspace_id FROM it) AND state IN ('sent', 'change_requested')"
        ),
        [it.request.into(), it.quote.into()],
    )
    .with(trips::born_of(&it.trip))
    .then(
        follows!("UPDATE quotes SET trip_id = ?3 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
        [it.quote.into(), it.trip.id.into()],
    )
    .with([requests::won(it.request, it.trip.id), mail::to(Recipients::Topic(Topic::Answer), letter)])
}

pub fn decline(it: &Answer, letter: &Letter) -> Write {
    Write::begin(
        "quote_declined",
        it.quote,
        begins!(client, unanswered!(), " AND q.valid_until >= ?3"),
        [it.quote.into(), it.version.into()],
    )
    .note(&it.words)
    .with([answered(it, "declined"), mail::to(Recipients::Topic(Topic::Answer), letter)])
}

/// The request is under review again until a new version is sent.
pub fn ask_for_changes(it: &Answer, letter: &Letter) -> Write {
    Write::begin(
        "quote_changes_requested",
        it.quote,
        begins!(client, unanswered!()),
        [it.quote.into(), it.version.into()],
    )
    .note(&it.words)
    .with([
        answered(it, "change_requested"),
        requests::reopened(it.request),
        mail::to(Recipients::Topic(Topic::Answer), letter),
    ])
}

fn answered(it: &Answer, state: &str) -> Follower {
    Follower::new(
        follows!(
            "UPDATE quotes SET state = ?4, version = version + 1, answered_at = (SELECT at FROM it), answer = ?3,
               answered_by = coalesce((SELECT u.name FROM it JOIN users u ON u.id = it.actor_id), '')
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [it.quote.into(), it.words.as_str().into(), state.into()],
    )
}
