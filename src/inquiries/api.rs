//! `/api/v1/leads`, where a website or a broker sends what a prospect asks for.
use super::{Inquiry, mail as letters, queries};
use crate::{
    api,
    error::{Error, Result},
    http::{
        form::Json,
        page::origin,
        routes::Routes,
        visit::{Sent, Visit},
    },
    kit::{clock::iso_date, email::Email, ids::LeadId},
    leads,
    mail::{self, Recipients, Topic},
    users::{Ability, programs},
};
use axum::{http::Uri, response::Response};

pub fn routes() -> Routes {
    Routes::new().post("/api/v1/leads", programs(Ability::AddLeads), create)
}

const FIELDS: [&str; 11] = [
    "name",
    "email",
    "phone",
    "company",
    "from",
    "to",
    "departs",
    "returns",
    "passengers",
    "more",
    "source",
];

/// `POST /api/v1/leads`: keeps what a prospect asks for as a lead, or with the open lead of the address, and mails the staff.
async fn create(visit: Visit, uri: Uri, Json(mut form): Json) -> Result<Response> {
    let scope = &visit.scope;
    let document = |id: &str| api::lead(scope, id, &origin(&uri));
    let address = Email::sought(form.value("email"));
    let batch = leads::open_by_key(scope, &address);
    let (workspace, sent) = visit.read_once_by_key(&form, batch).await?;
    let known = match sent {
        Sent::New(known) => known.map(|it| it.id),
        Sent::Before(lead) => {
            let (_, document) = visit.read_by_key(document(&lead)).await?;
            return api::created(document);
        }
    };
    let dates = workspace.dates(scope.now);
    let inquiry = Inquiry::of(&mut form, &dates);
    // People may write a date in many ways, programs in one.
    for name in ["departs", "returns"] {
        if !form.value(name).is_empty() && iso_date(form.value(name)).is_none() {
            form.complain(name, "Send a date, such as 2026-11-30.");
        }
    }
    let source = match form.text("source", 80) {
        source if source.is_empty() => "API".to_owned(),
        source => source,
    };
    form.settled(&FIELDS)?;
    let it = inquiry.ok_or(Error::NotFound)?;
    let lead = known.unwrap_or_else(|| LeadId::new(scope.now, &visit.chance()));
    let write = queries::told(lead)
        .with(leads::asked(known, lead, &it.lead(&source, &dates), &it.wished()))
        .with([mail::to(
            Recipients::Topic(Topic::Request),
            &letters::received(lead, &it, "API", &dates),
        )]);
    let lead = lead.to_string();
    api::created(visit.write_by_key(&form, write, &lead, document(&lead)).await?)
}
