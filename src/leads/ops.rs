//! `/leads` on the operations side.
mod conversion;
mod standing;

use super::{BY_STATE, Lead, Particulars, queries, views};
use crate::{
    db::page::Cursor,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::LeadId,
    search::{List, ListFilter, Noun},
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/leads", staff(), index)
        .get("/leads/new", may(Right::ManageContacts), new)
        .post("/leads", may(Right::ManageContacts), create)
        .get("/leads/{id}", staff(), show)
        .get("/leads/{id}/edit", may(Right::ManageContacts), edit)
        .post("/leads/{id}", may(Right::ManageContacts), update)
        .post("/leads/{id}/conversion", may(Right::ManageContacts), conversion::convert)
        .post("/leads/{id}/drop", may(Right::ManageContacts), standing::drop_lead)
        .post("/leads/{id}/reopening", may(Right::ManageContacts), standing::reopen)
}

/// `GET /leads`: all leads sorted by name, or those that `?q` finds; `?show` is a tab.
async fn index(visit: Visit) -> Result<Response> {
    let filter = ListFilter::new(Noun::Lead, BY_STATE, |name| visit.param(name));
    let (visitor, leads) = visit.read(queries::leads(&visit.scope, &filter)).await?;
    page(&views::Index {
        visitor,
        list: List::of(filter, leads, |it| Cursor::after_text(it.sort_name.as_str(), it.id)),
    })
}

/// `GET /leads/new`: the form for a new lead.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, ()) = visit.read(()).await?;
    page(&views::New { visitor, form: Form::default() })
}

/// `POST /leads`: adds a lead.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, ()) = visit.read_once(&form, ()).await?;
    let it = particulars(&mut form);
    if form.has_complaints() {
        return again(&views::New { visitor, form });
    }
    let id = LeadId::new(visit.scope.now, &visit.chance());
    let notice = format!("{} added.", it.name);
    visit.write(&form, queries::add(id, &it), &format!("/leads/{id}"), &notice).await
}

/// `GET /leads/{id}`: the lead, and the form that converts it; `?find` searches for an account.
async fn show(visit: Visit, Id(id): Id<LeadId>) -> Result<Response> {
    let find = visit.param("find");
    let (visitor, file) = visit.read(queries::file(&visit.scope, id, &find)).await?;
    let form = Form::of([("find", find)]);
    let show = views::Show::of(visitor, file, form).ok_or(Error::NotFound)?;
    page(&show.preselected())
}

/// `GET /leads/{id}/edit`: the form with the lead's details.
async fn edit(visit: Visit, Id(id): Id<LeadId>) -> Result<Response> {
    let (visitor, lead) = visit.read(queries::lead(&visit.scope, id)).await?;
    let lead = lead.ok_or(Error::NotFound)?;
    let form = Form::of([
        ("name", lead.name.clone()),
        ("email", lead.email.clone()),
        ("phone", lead.phone.clone()),
        ("company", lead.company.clone()),
        ("source", lead.source.clone()),
        ("notes", lead.notes.clone()),
    ]);
    page(&views::Edit { visitor, form, lead })
}

/// `POST /leads/{id}`: changes the details, unless somebody else has changed them meanwhile.
async fn update(visit: Visit, Id(id): Id<LeadId>, mut form: Form) -> Result<Response> {
    let (visitor, lead) = found(&visit, &form, id).await?;
    let it = particulars(&mut form);
    if form.has_complaints() {
        return again(&views::Edit { visitor, form, lead });
    }
    let notice = format!("{} saved.", it.name);
    let write = queries::change(&lead, form.seen(), &it);
    visit.write(&form, write, &format!("/leads/{id}"), &notice).await
}

/// The visitor and the lead, for a form that changes it.
async fn found(visit: &Visit, form: &Form, id: LeadId) -> Result<(Visitor, Lead)> {
    let (visitor, lead) = visit.read_once(form, queries::lead(&visit.scope, id)).await?;
    Ok((visitor, lead.ok_or(Error::NotFound)?))
}

fn particulars(form: &mut Form) -> Particulars {
    let name = form.person("name", 120, "Enter the lead\u{2019}s name.");
    Particulars {
        name,
        email: form.email_or_none("email"),
        phone: form.text("phone", 40),
        company: form.company_or_none("company", 120),
        source: form.text("source", 80),
        notes: form.text("notes", 4_000),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const SEED: &str = include_str!("seed.sql");
    const ASTRID: &str = "/leads/00000000-0000-7000-8000-0000000ea001";

    #[test]
    fn a_lead_is_added_changed_and_found() {
        let portal = Portal::open("");
        assert!(portal.get(DANA, "/leads").has("No open leads"));
        let page = portal.get(INES, "/leads/new");
        assert!(page.has("<option value=\"Referral\">"), "{}", page.body);
        let key = page.key();
        let fields = [
            ("key", key.as_str()),
            ("name", "Per Öberg"),
            ("email", "Per@Oberg.example"),
            ("company", "Fjäll AB"),
            ("source", "Met at the boat show"),
        ];
        let added = portal.post(INES, "/leads", &fields);
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let path = added.location();
        assert!(portal.get(DANA, path).has("Met at the boat show"));
        for q in ["ober", "fjall%20per", "per@ob"] {
            assert!(portal.get(DANA, &format!("/leads?q={q}")).has("Per Öberg"), "{q}");
            assert!(!portal.get(RHEA, &format!("/leads?q={q}")).has("Per Öberg"), "{q}");
        }
        let change = [("key", "c"), ("version", "1"), ("name", "Per Öberg"), ("email", "x")];
        assert!(portal.post(DANA, path, &change).has("The @ sign is missing"));
        let change = [("key", "d"), ("version", "1"), ("name", "Per Berg")];
        assert_eq!(portal.post(DANA, path, &change).location(), path);
        let stale = [("key", "e"), ("version", "1"), ("name", "Per")];
        assert_eq!(portal.post(DANA, path, &stale).status, StatusCode::CONFLICT);
    }

    #[test]
    fn a_dropped_lead_can_be_reopened() {
        let portal = Portal::open(SEED);
        let drop = [("key", "a"), ("version", "1"), ("reason", "No budget")];
        let dropped = portal.post(DANA, &format!("{ASTRID}/drop"), &drop);
        assert_eq!(dropped.location(), ASTRID);
        let page = portal.get(DANA, ASTRID);
        assert!(page.has("Dropped") && !page.has("Convert lead"), "{}", page.body);
        let fields = [("key", "b"), ("version", "2"), ("into", "new"), ("account", "none")];
        let converted = portal.post(DANA, &format!("{ASTRID}/conversion"), &fields);
        assert_eq!(converted.status, StatusCode::CONFLICT);
        let reopen = [("key", "c"), ("version", "2")];
        portal.post(DANA, &format!("{ASTRID}/reopening"), &reopen);
        assert!(portal.get(DANA, "/leads").has("Astrid Berg"));
        assert_eq!(
            portal.value("SELECT note FROM events WHERE action = 'lead_dropped'"),
            "No budget"
        );
    }

    #[test]
    fn staff_without_the_right_to_change_leads_only_read_them() {
        let portal = Portal::open(
            &[SEED, "UPDATE users SET role = 'read_only' WHERE name = 'Ines Duarte';"].concat(),
        );
        let page = portal.get(INES, ASTRID);
        assert!(page.has("Berg Shipping") && !page.has("Convert") && !page.has("Drop"));
        assert!(!portal.get(INES, "/leads").has("New lead"));
        let drop = [("key", "a"), ("version", "1")];
        let refused = portal.post(INES, &format!("{ASTRID}/drop"), &drop);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}
