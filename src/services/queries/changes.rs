//! Statements that make and change orders.
use super::super::{Amendment, Order, State, Step};
use crate::{
    db::{
        query::as_json,
        scope::{client, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::{AccountId, ServiceId},
    mail::{self, Letter, Mailing, Recipients, Topic},
    workspaces,
};

/// An order to be made.
#[derive(Debug)]
pub struct NewService<'a> {
    pub id: ServiceId,
    pub account: AccountId,
    pub fbo: &'a str,
    pub order: &'a Order,
}

/// Creates a client's order and notifies the staff.
pub fn request(it: &NewService, letter: &Letter) -> Write {
    Write::begin(
        "service_requested",
        it.id,
        begins!(
            client,
            "JOIN my_accounts m ON m.account_id = :account JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL
             JOIN fbos f ON f.workspace_id = me.workspace_id AND f.id = :fbo AND f.is_own = 1 AND f.retired_at IS NULL"
        ),
    )
    .bind("account", it.account)
    .bind("fbo", it.fbo)
    .bind("id", it.id)
    .bind("tail", it.order.tail.as_str())
    .bind("arrives_at", it.order.arrives_at)
    .bind("departs_at", it.order.departs_at)
    .bind("wanted", as_json(&it.order.wanted))
    .then(follows!(
        "INSERT INTO services (id, workspace_id, reference, account_id, user_id, fbo_id, tail, arrives_at, departs_at, state, wanted, created_at)
         SELECT :id, it.workspace_id, (SELECT printf('S-%d', next) FROM counters WHERE workspace_id = it.workspace_id AND noun = 'service'),
           :account, it.actor_id, :fbo, :tail, :arrives_at, :departs_at, 'requested', :wanted, it.at FROM it"
    ))
    .with([workspaces::count("service"), mail::to(Recipients::Topic(Topic::Service), letter)])
}

/// Joins the order `:service` of the workspace, which has the version and the state that the page showed.
macro_rules! unmoved_for_staff {
    () => {
        "JOIN services s ON s.workspace_id = me.workspace_id AND s.id = :service AND s.version = :version AND s.state = :from"
    };
}

/// The same for an order of the client's accounts.
macro_rules! unmoved_for_client {
    () => {
        "JOIN my_accounts m JOIN services s ON s.account_id = m.account_id AND s.id = :service AND s.version = :version AND s.state = :from"
    };
}

/// Moves an order to another state. What staff changed is agreed by then.
fn moved(write: Write, it: &Step) -> Write {
    write
        .bind("service", it.service)
        .bind("version", it.version)
        .bind("from", it.from.stored())
        .bind("to", it.to.stored())
        .bind("words", it.note.as_str())
        .note(it.note.as_str())
        .then(follows!(
            "UPDATE services SET state = :to, note = :words, before = NULL, version = version + 1
             WHERE id = :service AND workspace_id = (SELECT workspace_id FROM it)"
        ))
}

/// Staff confirm, complete or decline an order, and the account is mailed.
pub fn answer(it: &Step, account: AccountId, letter: &Letter) -> Write {
    let action = match it.to {
        State::Completed => "service_completed",
        State::Declined => "service_declined",
        State::Confirmed | State::Requested | State::Amended | State::Canceled => {
            "service_confirmed"
        }
    };
    let write = Write::begin(action, it.service, begins!(staff, unmoved_for_staff!()));
    moved(write, it).with([told(account, letter)])
}

/// The client accepts a change or cancels the order, and the staff are mailed.
pub fn settle(it: &Step, letter: &Letter) -> Write {
    let action = if it.to == State::Canceled { "service_canceled" } else { "service_accepted" };
    let write = Write::begin(action, it.service, begins!(client, unmoved_for_client!()));
    moved(write, it).with([mail::to(Recipients::Topic(Topic::Service), letter)])
}

/// The client changes an order that nobody has answered yet, and the staff are mailed.
pub fn change(it: &Step, order: &Order, letter: &Letter) -> Write {
    Write::begin("service_changed", it.service, begins!(client, unmoved_for_client!()))
        .bind("service", it.service)
        .bind("version", it.version)
        .bind("from", it.from.stored())
        .bind("tail", order.tail.as_str())
        .bind("arrives_at", order.arrives_at)
        .bind("departs_at", order.departs_at)
        .bind("wanted", as_json(&order.wanted))
        .then(follows!(
            "UPDATE services SET tail = :tail, arrives_at = :arrives_at, departs_at = :departs_at, wanted = :wanted, version = version + 1
             WHERE id = :service AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .with([mail::to(Recipients::Topic(Topic::Service), letter)])
}

/// Staff change an order; the client is asked to accept it.
pub fn amend(it: &Amendment, account: AccountId, letter: &Letter) -> Write {
    let Amendment { step, order, before } = it;
    Write::begin("service_amended", step.service, begins!(staff, unmoved_for_staff!()))
        .bind("service", step.service)
        .bind("version", step.version)
        .bind("from", step.from.stored())
        .bind("tail", order.tail.as_str())
        .bind("arrives_at", order.arrives_at)
        .bind("departs_at", order.departs_at)
        .bind("wanted", as_json(&order.wanted))
        .bind("before", as_json(before))
        .bind("words", step.note.as_str())
        .note(step.note.as_str())
        .then(follows!(
            "UPDATE services SET state = 'amended', tail = :tail, arrives_at = :arrives_at, departs_at = :departs_at, wanted = :wanted, before = :before,
               note = :words, version = version + 1
             WHERE id = :service AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .with([told(account, letter)])
}

fn told(account: AccountId, letter: &Letter) -> Follower {
    mail::to(Recipients::Clients { account, mailing: Mailing::Services }, letter)
}

/// Moves the orders of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(follows!(
        "UPDATE services SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)
}
