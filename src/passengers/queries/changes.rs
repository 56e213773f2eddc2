//! Statements that change passengers.
use super::super::{Particulars, details::Sealed};
use crate::{
    db::{
        query::{Bindings, as_json},
        scope::{client, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{AccountId, PassengerId},
        text::folded,
    },
    search::{self, Noun},
    workspaces::Face,
};

/// Adds a passenger to the directory of an account of the client, or of any that is active for staff.
pub fn add(
    face: Face,
    (id, account): (PassengerId, AccountId),
    it: &Particulars,
    details: &[Sealed],
) -> Write {
    let guard = match face {
        Face::Client => begins!(client, "JOIN my_accounts m ON m.account_id = :account"),
        Face::Ops => begins!(
            staff,
            "JOIN accounts m ON m.workspace_id = me.workspace_id AND m.id = :account AND m.deactivated_at IS NULL"
        ),
    };
    Write::begin("passenger_added", id, guard)
    .bind("account", account)
    .with([Follower::new(follows!(
            "INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, surname, email, phone, sex, nationality, residence, document_country,
               document_expires_on, weight, weight_unit, preferences, note, created_at)
             SELECT :id, it.workspace_id, :account, :name, :sort_name, :surname, :email, :phone, :sex, :nationality, :residence, :document_country,
               :document_expires_on, :weight, :weight_unit, :preferences, :note, it.at FROM it"
        )).bind_all(columns(id, it)).bind("account", account)])
    .with(set_details(id, details))
    .with(set_words(id, it))
}

/// The id and the columns of a passenger.
fn columns(id: PassengerId, it: &Particulars) -> Bindings {
    vec![
        ("id", id.into()),
        ("name", it.name.as_str().into()),
        ("sort_name", folded(&it.name).into()),
        ("surname", it.surname.as_str().into()),
        ("email", it.email.as_deref().unwrap_or_default().into()),
        ("phone", it.phone.as_str().into()),
        ("sex", it.sex.as_str().into()),
        ("nationality", it.nationality.as_str().into()),
        ("residence", it.residence.as_str().into()),
        ("document_country", it.document_country.as_str().into()),
        ("document_expires_on", it.document_expires_on.as_str().into()),
        ("weight", it.weight.into()),
        ("weight_unit", it.weight_unit.as_str().into()),
        ("preferences", it.preferences.as_str().into()),
        ("note", it.note.as_str().into()),
    ]
}

/// Replaces or removes the encrypted details that were typed; the others stay.
fn set_details(id: PassengerId, details: &[Sealed]) -> [Follower; 2] {
    [
        Follower::new(follows!(
            "DELETE FROM passenger_details WHERE passenger_id = :id AND workspace_id = (SELECT workspace_id FROM it)
             AND field IN (SELECT j.value ->> '$.field' FROM json_each(:details) j)"
        ))
        .bind("id", id)
        .bind("details", as_json(&details)),
        Follower::new(follows!(
            "INSERT INTO passenger_details (passenger_id, workspace_id, field, sealed)
             SELECT :id, it.workspace_id, j.value ->> '$.field', j.value ->> '$.sealed' FROM it, json_each(:details) j
             WHERE j.value ->> '$.sealed' IS NOT NULL"
        ))
        .bind("id", id)
        .bind("details", as_json(&details)),
    ]
}

/// The words by which staff find the passenger: the name and the email address alone.
fn set_words(id: PassengerId, it: &Particulars) -> [Follower; 2] {
    search::set_words(Noun::Passenger, id, &[&it.name, it.email.as_deref().unwrap_or_default()])
}

/// Finds the passenger if they are still in the directory and still the version that was read.
macro_rules! unchanged {
    () => {
        "JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = :id AND p.version = :version AND p.removed_at IS NULL"
    };
}

/// The same, in the directory of one of the client's accounts.
macro_rules! unchanged_own {
    () => {
        "JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = :id AND p.version = :version AND p.removed_at IS NULL
         JOIN my_accounts m ON m.account_id = p.account_id"
    };
}

pub fn change(
    face: Face,
    (id, version): (PassengerId, i64),
    it: &Particulars,
    details: &[Sealed],
) -> Write {
    let guard = match face {
        Face::Client => begins!(client, unchanged_own!()),
        Face::Ops => begins!(staff, unchanged!()),
    };
    Write::begin("passenger_changed", id, guard)
        .bind("id", id)
        .bind("version", version)
        .with([Follower::new(follows!(
            "UPDATE passengers SET name = :name, sort_name = :sort_name, surname = :surname, email = :email, phone = :phone, sex = :sex,
               nationality = :nationality, residence = :residence, document_country = :document_country, document_expires_on = :document_expires_on,
               weight = :weight, weight_unit = :weight_unit, preferences = :preferences, note = :note, version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind_all(columns(id, it))])
        .with(set_details(id, details))
        .with(set_words(id, it))
}

/// Records that the visitor has the encrypted details of a passenger shown in full. The page shows them for five minutes.
pub fn reveal(face: Face, id: PassengerId) -> Write {
    let guard = match face {
        Face::Client => begins!(
            client,
            "JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = :id AND p.removed_at IS NULL
             JOIN my_accounts m ON m.account_id = p.account_id"
        ),
        Face::Ops => begins!(
            staff,
            "JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = :id AND p.removed_at IS NULL"
        ),
    };
    Write::begin("passenger_revealed", id, guard).bind("id", id)
}

/// Removes a passenger from the directory. The row is kept, because manifests of trips refer to it.
pub fn remove(id: PassengerId, version: i64) -> Write {
    Write::begin("passenger_removed", id, begins!(client, unchanged_own!()))
        .bind("id", id)
        .bind("version", version)
        .then(follows!(
            "UPDATE passengers SET removed_at = (SELECT at FROM it), version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .with(search::set_words(Noun::Passenger, id, &[]))
}

/// Moves the passengers of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(follows!(
        "UPDATE passengers SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)
}
