//! `/messages/answers`: the answers that a workspace keeps ready.
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::ids::CannedId,
    messages::{
        MOST,
        queries::{self, Canned},
        views::OpsCanned,
    },
};
use axum::response::Response;

const PLACE: &str = "/messages/answers";

/// `GET /messages/answers`: the canned answers, by name.
pub async fn index(visit: Visit) -> Result<Response> {
    let (visitor, answers) = visit.read(queries::canned(&visit.scope)).await?;
    page(&OpsCanned { visitor, answers, form: Form::default() })
}

/// `POST /messages/answers`: adds one.
pub async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, answers) = visit.read_once(&form, queries::canned(&visit.scope)).await?;
    let (name, words) = fields(&mut form);
    if form.has_complaints() {
        return again(&OpsCanned { visitor, answers, form });
    }
    let id = CannedId::new(visit.scope.now, &visit.chance());
    visit.write(&form, queries::add_canned(id, &name, &words), PLACE, "Answer added.").await
}

/// `POST /messages/answers/{id}`: changes one.
pub async fn update(visit: Visit, Id(id): Id<CannedId>, mut form: Form) -> Result<Response> {
    let (visitor, answers) = visit.read_once(&form, queries::canned(&visit.scope)).await?;
    let was = one(&answers, id)?;
    let (name, words) = fields(&mut form);
    if form.has_complaints() {
        form.set("id", id.to_string());
        return again(&OpsCanned { visitor, answers, form });
    }
    let write = queries::change_canned(was, form.seen(), &name, &words);
    visit.write(&form, write, PLACE, "Answer saved.").await
}

/// `POST /messages/answers/{id}/removal`: removes one.
pub async fn remove(visit: Visit, Id(id): Id<CannedId>, form: Form) -> Result<Response> {
    let (_, answers) = visit.read_once(&form, queries::canned(&visit.scope)).await?;
    let write = queries::remove_canned(id, form.seen(), &one(&answers, id)?.name);
    visit.write(&form, write, PLACE, "Answer removed.").await
}

fn one(answers: &[Canned], id: CannedId) -> Result<&Canned> {
    answers.iter().find(|it| it.id == id).ok_or(Error::NotFound)
}

fn fields(form: &mut Form) -> (String, String) {
    let name = form.required("name", 80, "Enter a name by which you find it.");
    let words = form.required("words", MOST, "Write the answer.");
    (name, words)
}
