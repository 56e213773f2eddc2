//! `/requests/new` on the operations side: a request that staff enter for a client who telephoned
use super::super::{
    draft::{self, Setting},
    mail as letters,
    queries::{self, Caller, Directory, RequestingAccount},
    routes::{listed, page_of},
    views::Enter,
};
use crate::{
    airports,
    db::page::Cursor,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Routes,
        visit::Visit,
    },
    itineraries::{Ends, fields},
    kit::ids::RequestId,
    leads,
    users::{Right, may},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/requests/new", may(Right::WorkRequests), new).post(
        "/requests",
        may(Right::WorkRequests),
        create,
    )
}

/// `GET /requests/new`: finds the client with `?find`; with `?contact` and `?account`, the form of their request,
/// filled in with what they asked for as a lead.
async fn new(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let [find, contact, account] = ["find", "contact", "account"].map(|name| visit.param(name));
    let from = Cursor::text();
    let listed = Directory { picked: &[], like: "", find: "", from: &from };
    let batch = (
        queries::callers(scope, &find),
        queries::caller(scope, &contact, &account),
        queries::directory_of(scope, &account, listed),
        leads::wish_of(scope, &contact),
    );
    let (visitor, ((by_contact, by_account), caller, directory, wished)) =
        visit.read(batch).await?;
    if caller.is_none() && !(contact.is_empty() && account.is_empty()) {
        return Err(Error::NotFound);
    }
    let mut found = by_contact;
    for it in by_account {
        let is_same =
            |other: &Caller| (other.contact_id, other.account_id) == (it.contact_id, it.account_id);
        if !found.iter().any(is_same) {
            found.push(it);
        }
    }
    let accounts = caller.iter().map(RequestingAccount::from).collect();
    let form = wished.map_or_else(|| draft::begun("", "", ""), |it| draft::wished(&it.wish));
    page(&Enter { visitor, find, found, client: caller, accounts, directory, form })
}

/// `POST /requests`: creates the request for the client, who is told. A button that adds or removes a leg, or that
/// finds passengers, shows the form again instead.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let is_edited = draft::edit(&mut form);
    let (picked, from) = (form.values("traveler"), page_of(&form));
    let batch = (
        queries::caller(scope, form.value("contact"), form.value("account")),
        queries::directory_of(scope, form.value("account"), listed(&form, &picked, &from)),
        airports::lookup(scope, &fields::typed(&form)),
    );
    let (visitor, (caller, directory, airports)) = visit.read_once(&form, batch).await?;
    let caller = caller.ok_or(Error::NotFound)?;
    let accounts = vec![RequestingAccount::from(&caller)];
    let setting = Setting {
        dates: visitor.dates(),
        ends: Ends::of(&visitor.workspace, &airports),
        agreed: &[],
        accounts: &accounts,
        directory: &directory,
        now: scope.now,
    };
    let read = if is_edited { None } else { draft::read(&mut form, setting) };
    let Some(submission) = read else {
        let (find, found, client) = (String::new(), Vec::new(), Some(caller));
        let view = Enter { visitor, find, found, client, accounts, directory, form };
        return if view.form.has_complaints() { again(&view) } else { page(&view) };
    };
    let id = RequestId::new(scope.now, &visit.chance());
    let letter = letters::entered(id, &submission, &visitor);
    let write = queries::enter(id, &submission, caller.contact_id, &letter);
    visit.write(&form, write, &format!("/requests/{id}"), "Request entered.").await
}

impl From<&Caller> for RequestingAccount {
    fn from(it: &Caller) -> Self {
        Self { id: it.account_id, name: it.account.clone() }
    }
}
