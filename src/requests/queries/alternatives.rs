//! Statements about the alternatives that the operator proposes.
use super::super::alternative::{Alternative, Answer, Answered, Proposal, Retraction};
use super::{is_open, open_deal};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, client, staff},
        write::{Follower, Write, begins, follows},
    },
    itineraries::{self, Leg},
    kit::ids::RequestId,
    search::Noun,
};

/// The columns of an [`Alternative`], of the last one of the request `r`.
macro_rules! last_alternative {
    ($($from:tt)+) => {
        concat!(
            "SELECT x.id, x.asked, x.itinerary, x.vehicle, x.note, x.answer, x.words, x.withdrawn_at IS NOT NULL AS is_withdrawn ", $($from)+,
            " JOIN alternatives x ON x.request_id = r.id ORDER BY x.created_at DESC, x.id DESC LIMIT 1"
        )
    };
}

/// The last alternative that was proposed for a client's request.
pub fn alternative(scope: &Scope, id: RequestId) -> Query<Option<Alternative>> {
    scope
        .query(client!(last_alternative!(
            "FROM my_accounts m JOIN requests r ON r.account_id = m.account_id AND r.id = :id"
        )))
        .bind("id", id)
}

/// The same for staff.
pub fn alternative_for_staff(scope: &Scope, id: RequestId) -> Query<Option<Alternative>> {
    scope
        .query(staff!(last_alternative!(
            "FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :id"
        )))
        .bind("id", id)
}

/// Proposes an alternative, and sends the account `mail`.
pub fn propose(it: &Proposal, mail: Follower) -> Write {
    let until = it.offer.itinerary.iter().map(Leg::leaves_by).max();
    Write::begin("alternative_proposed", it.request, begins!(staff, open_deal!()))
        .bind("request", it.request)
        .bind("version", it.version)
        .bind("alternative", it.id)
        .bind("asked", as_json(&it.asked))
        .bind("itinerary", as_json(&it.offer.itinerary))
        .bind("vehicle", it.offer.vehicle.as_str())
        .bind("text", it.offer.note.as_str())
        .bind("until", until)
        .note(it.offer.note.as_str())
        .then(follows!(
            "INSERT INTO alternatives (id, workspace_id, request_id, asked, itinerary, vehicle, note, created_at)
             SELECT :alternative, it.workspace_id, :request, :asked, :itinerary, :vehicle, :text, it.at FROM it"
        ))
        .then(follows!(
            "UPDATE requests SET state = 'alternative_proposed', proposed_until = :until, assigned_to = coalesce(assigned_to, (SELECT actor_id FROM it)), version = version + 1
             WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .with([mail])
}

/// Takes an alternative back, and sends the account `mail`. The request is quoted again if a quote of it is open, or
/// else under review.
pub fn retract(it: &Retraction, mail: Follower) -> Write {
    Write::begin(
        "alternative_withdrawn",
        it.step.request,
        begins!(staff, open_deal!(), " AND r.state = 'alternative_proposed'"),
    )
    .bind("request", it.step.request)
    .bind("version", it.step.version)
    .bind("alternative", it.alternative)
    .note(it.step.words.as_str())
    .then(follows!(
        "UPDATE alternatives SET withdrawn_at = (SELECT at FROM it) WHERE id = :alternative AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE requests SET state = iif(EXISTS (SELECT 1 FROM quotes q WHERE q.request_id = requests.id AND q.state = 'sent'), 'quoted', 'under_review'),
           proposed_until = NULL, version = version + 1 WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([mail])
}

/// Records the client's answer, puts the request under review again, with what was agreed, and sends staff `mail`.
pub fn answer(it: &Answered, mail: Follower) -> Write {
    let action = match it.answer {
        Answer::Yes => "alternative_accepted",
        Answer::No => "alternative_refused",
    };
    let write = Write::begin(
        action,
        it.step.request,
        begins!(
            client,
            "JOIN requests r ON r.id = :request AND r.version = :version AND r.state = 'alternative_proposed' AND ",
            is_open!("r"),
            " JOIN my_accounts m ON m.account_id = r.account_id"
        ),
    )
    .bind("request", it.step.request)
    .bind("version", it.step.version)
    .bind("alternative", it.alternative)
    .bind("answer", it.answer.code())
    .bind("text", it.step.words.as_str())
    .note(it.step.words.as_str())
    .then(follows!(
        "UPDATE alternatives SET answer = :answer, words = :text, answered_at = (SELECT at FROM it)
         WHERE id = :alternative AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE requests SET state = 'under_review', proposed_until = NULL, waiting_since = (SELECT at FROM it), version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ));
    let agreed =
        it.agreed.as_ref().map(|(legs, preference)| agree(it.step.request, legs, preference));
    write.with(agreed.into_iter().flatten()).with([mail])
}

/// Replaces what was asked for by what was agreed.
fn agree(request: RequestId, legs: &[Leg], preference: &str) -> Vec<Follower> {
    let change = Follower::new(follows!(
        "UPDATE requests SET itinerary = :itinerary, route = :route, departs_at = :departs_at, preference = :preference
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("request", request)
    .bind("itinerary", as_json(&legs))
    .bind("route", itineraries::route(legs))
    .bind("departs_at", legs.first().map_or(0, |leg| leg.departs_at))
    .bind("preference", preference);
    let words = itineraries::set_words(Noun::Request, request, legs);
    std::iter::once(change).chain(words).collect()
}
