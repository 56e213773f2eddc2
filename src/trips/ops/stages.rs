//! `/stages` on the operations side
use super::super::{
    Kind,
    queries::stages as queries,
    stages::{COLORS, EditedStage, StageDraft, addable},
    views::stages::{Edit, Index},
};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{ids::StageId, numeral},
    users::{Right, may, staff},
};
use axum::response::Response;

const LIST: &str = "/stages";

pub fn routes() -> Routes {
    Routes::new()
        .get("/stages", staff(), index)
        .post("/stages", may(Right::Administer), create)
        .post("/stage-limit", may(Right::Administer), limit)
        .get("/stages/{id}", may(Right::Administer), edit)
        .post("/stages/{id}", may(Right::Administer), update)
        .post("/stages/{id}/removal", may(Right::Administer), delete)
}

/// `GET /stages`: the stages in their order, the limit, and a form that adds one.
async fn index(visit: Visit) -> Result<Response> {
    let (visitor, stages) = visit.read(queries::edited_stages(&visit.scope)).await?;
    let form = Form::of([("kind", Kind::Booked.stored()), ("color", "gray")]);
    page(&Index { visitor, stages, form })
}

/// `POST /stages`: adds a stage.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, stages) = visit.read_once(&form, queries::edited_stages(&visit.scope)).await?;
    let draft = read(&mut form);
    if let Some(Err(refusal)) = draft.as_ref().map(|draft| addable(draft, &stages)) {
        form.complain(refusal.field(), refusal.words());
    }
    let Some(draft) = draft.filter(|_| !form.has_complaints()) else {
        return again(&Index { visitor, stages, form });
    };
    let id = StageId::new(visit.scope.now, &visit.chance());
    visit.write(&form, queries::add_stage(id, &draft), LIST, "Stage added.").await
}

/// `GET /stages/{id}`: a form that changes the stage.
async fn edit(visit: Visit, Id(id): Id<StageId>) -> Result<Response> {
    let (visitor, stages) = visit.read(queries::edited_stages(&visit.scope)).await?;
    let stage = found(&stages, id)?;
    let form = Form::of([
        ("name", stage.name.clone()),
        ("rank", stage.rank.to_string()),
        ("kind", stage.kind.stored().to_owned()),
        ("color", stage.color.clone()),
    ]);
    page(&Edit { visitor, stage, form })
}

/// `POST /stages/{id}`: changes its name, place, color or meaning.
async fn update(visit: Visit, Id(id): Id<StageId>, mut form: Form) -> Result<Response> {
    let (visitor, stages) = visit.read_once(&form, queries::edited_stages(&visit.scope)).await?;
    let stage = found(&stages, id)?;
    let draft = read(&mut form);
    if let Some(Err(refusal)) = draft.as_ref().map(|draft| stage.changeable(draft, &stages)) {
        form.complain(refusal.field(), refusal.words());
    }
    let Some(draft) = draft.filter(|_| !form.has_complaints()) else {
        return again(&Edit { visitor, stage, form });
    };
    visit.write(&form, queries::change_stage(&stage, &draft), LIST, "Stage saved.").await
}

/// `POST /stages/{id}/removal`: deletes a stage that nothing depends on.
async fn delete(visit: Visit, Id(id): Id<StageId>, form: Form) -> Result<Response> {
    let (_, stages) = visit.read_once(&form, queries::edited_stages(&visit.scope)).await?;
    let stage = found(&stages, id)?;
    stage.deletable(&stages)?;
    visit.write(&form, queries::delete_stage(&stage), LIST, "Stage deleted.").await
}

/// `POST /stage-limit`: sets the stage from which on clients can change nothing.
async fn limit(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, stages) = visit.read_once(&form, queries::edited_stages(&visit.scope)).await?;
    let typed = form.value("limit").to_owned();
    let chosen = stages.iter().find(|it| it.id.to_string() == typed);
    let was = stages.iter().find(|it| it.is_limit);
    if chosen.is_none() && typed != "none" {
        form.complain("limit", "Choose one of the stages.");
    } else if chosen.map(|it| it.id) == was.map(|it| it.id) {
        form.complain("limit", "This is the trip stage limit already.");
    }
    if form.has_complaints() {
        return again(&Index { visitor, stages, form });
    }
    let write = queries::limit_at(visitor.workspace.id, was, chosen);
    visit.write(&form, write, LIST, "Trip stage limit saved.").await
}

fn found(stages: &[EditedStage], id: StageId) -> Result<EditedStage> {
    stages.iter().find(|it| it.id == id).cloned().ok_or(Error::NotFound)
}

/// What was typed; none where the form has complaints.
fn read(form: &mut Form) -> Option<StageDraft> {
    let name = form.company("name", 40, "Enter the name of the stage.");
    let rank =
        form.number("rank", "Enter the place in the order: a number from 1 to 999.", |typed| {
            numeral::whole(typed, 1, 999)
        });
    let kind = Kind::of(form.value("kind"));
    if kind.is_none() {
        form.complain("kind", "Choose what the stage means.");
    }
    let color = form.value("color").to_owned();
    if COLORS.iter().all(|(word, _)| *word != color) {
        form.complain("color", "Choose a color.");
    }
    if form.has_complaints() {
        return None;
    }
    Some(StageDraft { name, rank: rank?, kind: kind?, color })
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const BOOKED: &str = "/stages/00000000-0000-7000-8000-000000000017";
    const DISPATCHED: &str = "00000000-0000-7000-8000-000000000018";

    fn names(portal: &Portal) -> String {
        portal.value("SELECT group_concat(name) FROM (SELECT name FROM stages WHERE workspace_id LIKE '%001' ORDER BY rank)")
    }

    #[test]
    fn an_administrator_adds_changes_and_deletes_stages() {
        let portal = Portal::open("");
        assert!(portal.get(OLE, "/stages").has("Dispatched"));
        let briefed = [
            ("key", "a"),
            ("name", "Briefed"),
            ("rank", "35"),
            ("kind", "dispatched"),
            ("color", "teal"),
        ];
        assert_eq!(portal.post(OLE, "/stages", &briefed).status, StatusCode::SEE_OTHER);
        assert_eq!(names(&portal), "Pending,Booked,Dispatched,Briefed,Completed");
        let firm = [
            ("key", "b"),
            ("name", "Firm"),
            ("rank", "36"),
            ("kind", "booked"),
            ("color", "green"),
        ];
        assert_eq!(portal.post(OLE, BOOKED, &firm).status, StatusCode::SEE_OTHER);
        assert_eq!(names(&portal), "Pending,Dispatched,Briefed,Firm,Completed");
        let gone = portal.post(OLE, &format!("{BOOKED}/removal"), &[("key", "c")]);
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(names(&portal), "Pending,Dispatched,Briefed,Completed");
    }

    #[test]
    fn mistakes_are_told_at_their_fields() {
        let portal = Portal::open("");
        let fields = [
            ("key", "a"),
            ("name", "pending"),
            ("rank", "20"),
            ("kind", "booked"),
            ("color", "green"),
        ];
        let reply = portal.post(OLE, "/stages", &fields);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has("Another stage has this name."), "{}", reply.body);
        let fields = [("key", "b"), ("name", ""), ("rank", "0"), ("kind", "x"), ("color", "pink")];
        let reply = portal.post(OLE, "/stages", &fields);
        for words in ["Enter the name", "a number from 1 to 999", "Choose what", "Choose a color"] {
            assert!(reply.has(words), "{words}");
        }
    }

    #[test]
    fn the_limit_cannot_be_deleted() {
        let portal = Portal::open("");
        let set = portal.post(OLE, "/stage-limit", &[("key", "a"), ("limit", DISPATCHED)]);
        assert_eq!(set.status, StatusCode::SEE_OTHER);
        let note = "SELECT note FROM events WHERE action = 'stage_limit_set'";
        assert_eq!(portal.value(note), "none → Dispatched");
        let gone = portal.post(OLE, &format!("/stages/{DISPATCHED}/removal"), &[("key", "b")]);
        assert_eq!(gone.status, StatusCode::CONFLICT);
        assert!(gone.has("is the trip stage limit"), "{}", gone.body);
        portal.post(OLE, "/stage-limit", &[("key", "c"), ("limit", "none")]);
        let gone = portal.post(OLE, &format!("/stages/{DISPATCHED}/removal"), &[("key", "d")]);
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
    }

    #[test]
    fn a_stage_of_trips_can_be_renamed_and_not_deleted() {
        let portal = Portal::open(WALK);
        let gone = portal.post(OLE, &format!("{BOOKED}/removal"), &[("key", "a")]);
        assert!(gone.has("Trips are at this stage."), "{}", gone.body);
        let fields = [
            ("key", "b"),
            ("name", "Firm"),
            ("rank", "20"),
            ("kind", "booked"),
            ("color", "green"),
        ];
        assert_eq!(portal.post(OLE, BOOKED, &fields).status, StatusCode::SEE_OTHER);
        assert!(portal.get(DANA, "/trips").has("Firm"));
        let note = portal.value("SELECT note FROM events WHERE action = 'stage_changed'");
        assert!(note.contains("Name: Booked → Firm") && note.contains("Color: "), "{note}");
    }

    #[test]
    fn dispatchers_read_the_stages_only() {
        let portal = Portal::open("");
        let page = portal.get(DANA, "/stages");
        assert!(page.has("Dispatched") && !page.has("Add a stage"), "{}", page.body);
        assert_eq!(portal.get(DANA, BOOKED).status, StatusCode::FORBIDDEN);
    }
}
