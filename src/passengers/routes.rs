//! `/passengers`
use super::{Particulars, Passenger, countries, queries, views};
use crate::{
    db::page::Cursor,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{clock::Dates, ids::PassengerId},
    sessions::safe_next,
    ui::pieces::Pager,
    users::{Grant, Visitor, travelers},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/passengers", travelers(), index)
        .get("/passengers/new", travelers().granted(Grant::ManagePassengers), new)
        .post("/passengers", travelers().granted(Grant::ManagePassengers), create)
        .get("/passengers/{id}/edit", travelers().granted(Grant::ManagePassengers), edit)
        .post("/passengers/{id}", travelers().granted(Grant::ManagePassengers), update)
        .post("/passengers/{id}/removal", travelers().granted(Grant::ManagePassengers), remove)
}

/// `GET /passengers`: the client's passengers by name.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.cursor(Cursor::text());
    let (visitor, passengers) = visit.read(queries::passengers(&visit.scope, &from)).await?;
    let listed = views::paged(passengers);
    let pager = Pager::more(&listed, "/passengers", &[]);
    page(&views::Index { visitor, passengers: listed.rows, from, pager })
}

/// `GET /passengers/new`: the form of a new passenger; `?next` is the page to return to.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, accounts) = visit.read(queries::accounts(&visit.scope)).await?;
    let form = Form::of([("next", visit.param("next"))]);
    page(&views::New { visitor, form, accounts })
}

/// `POST /passengers`: adds a passenger to the directory of an account.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, accounts) = visit.read_once(&form, queries::accounts(scope)).await?;
    let it = particulars(&mut form, visitor.dates());
    let chosen = accounts
        .iter()
        .find(|account| accounts.len() == 1 || form.value("account") == account.id.to_string())
        .map(|account| account.id);
    if chosen.is_none() {
        form.complain("account", "Choose the account they travel for.");
    }
    let Some(account) = chosen.filter(|_| !form.has_complaints()) else {
        return again(&views::New { visitor, form, accounts });
    };
    let answer = match form.value("next") {
        "" => "/passengers",
        next => safe_next(next),
    };
    let id = PassengerId::new(scope.now, &visit.chance());
    let notice = format!("{} added.", it.name);
    visit.write(&form, queries::add(id, account, &it), answer, &notice).await
}

/// `GET /passengers/{id}/edit`: the form that changes a passenger.
async fn edit(visit: Visit, Id(id): Id<PassengerId>) -> Result<Response> {
    let (visitor, passenger) = visit.read(queries::passenger(&visit.scope, id)).await?;
    let passenger = passenger.ok_or(Error::NotFound)?;
    let form = Form::of([
        ("name", passenger.name.clone()),
        ("email", passenger.email.clone()),
        ("phone", passenger.phone.clone()),
        ("document_country", passenger.document_country.clone()),
        ("document_expires_on", passenger.document_expires_on.clone()),
        ("note", passenger.note.clone()),
        ("version", passenger.version.to_string()),
    ]);
    page(&views::Edit { visitor, form, passenger })
}

/// `POST /passengers/{id}`: changes a passenger, unless somebody else did since the page was
/// opened.
async fn update(visit: Visit, Id(id): Id<PassengerId>, mut form: Form) -> Result<Response> {
    let (visitor, passenger) = found(&visit, &form, id).await?;
    let it = particulars(&mut form, visitor.dates());
    if form.has_complaints() {
        return again(&views::Edit { visitor, form, passenger });
    }
    let notice = format!("{} saved.", it.name);
    visit.write(&form, queries::change(id, form.seen(), &it), "/passengers", &notice).await
}

/// `POST /passengers/{id}/removal`: removes a passenger from the directory.
async fn remove(visit: Visit, Id(id): Id<PassengerId>, form: Form) -> Result<Response> {
    let (_, passenger) = found(&visit, &form, id).await?;
    let notice = format!("{} removed.", passenger.name);
    visit.write(&form, queries::remove(id, form.seen()), "/passengers", &notice).await
}

/// Reads the passenger that a form is about.
async fn found(visit: &Visit, form: &Form, id: PassengerId) -> Result<(Visitor, Passenger)> {
    let (visitor, passenger) = visit.read_once(form, queries::passenger(&visit.scope, id)).await?;
    Ok((visitor, passenger.ok_or(Error::NotFound)?))
}

fn particulars(form: &mut Form, dates: Dates) -> Particulars {
    let name = form.person("name", 120, "Enter the name as in the passport.");
    let email = form.email_or_none("email");
    let phone = form.text("phone", 40);
    let document_country = form.value("document_country").to_owned();
    if !document_country.is_empty() && countries::named(&document_country).is_none() {
        form.complain("document_country", "Choose a country from the list.");
    }
    // Passports are valid for ten years.
    let expires = form.date_or_none("document_expires_on", &dates.within(5, 11));
    Particulars {
        name,
        email,
        phone,
        document_country,
        document_expires_on: expires.map(|date| date.to_string()).unwrap_or_default(),
        note: form.text("note", 1_000),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const SEED: &str = include_str!("seed.sql");
    const ZOE: &str = "/passengers/00000000-0000-7000-8000-00000000a101";

    fn add(portal: &Portal, who: Person, key: &str, more: &[(&str, &str)]) -> Reply {
        let fields = [&[("key", key), ("name", "Ingrid <Lindqvist>")], more].concat();
        portal.post(who, "/passengers", &fields)
    }

    fn change(portal: &Portal, who: Person, key: &str, version: &str, name: &str) -> Reply {
        portal.post(who, ZOE, &[("key", key), ("version", version), ("name", name)])
    }

    fn remove(portal: &Portal, who: Person, key: &str, version: &str) -> Reply {
        portal.post(who, &format!("{ZOE}/removal"), &[("key", key), ("version", version)])
    }

    #[test]
    fn a_client_keeps_a_directory() {
        let portal = Portal::open(SEED);
        let list = portal.get(MIRA, "/passengers");
        assert!(list.has("Expires within six months") && list.has("expires Jan 12, 2027"));
        assert!(list.has("Expired") && !list.has("Ada Okafor") && !list.has("Max Brandt"));
        assert!(list.body.find("Axel") < list.body.find("Zoë"));

        let form = portal.get(MIRA, "/passengers/new");
        assert!(form.has("Passport numbers are not kept here"), "{}", form.body);
        let fields = [("document_country", "NO"), ("document_expires_on", "May 1, 2030")];
        let added = add(&portal, MIRA, &form.key(), &fields);
        assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, "/passengers"));
        let list = portal.get(TOMAS, "/passengers");
        assert!(list.has("Ingrid &#60;Lindqvist&#62;") && list.has("Norway, expires May 1, 2030"));

        let page = portal.get(MIRA, &format!("{ZOE}/edit"));
        assert!(page.has("value=\"2027-01-12\"") && page.has("value=\"SE\" selected"));
        assert_eq!(change(&portal, MIRA, &page.key(), "1", "Zoë A").status, StatusCode::SEE_OTHER);
        assert_eq!(remove(&portal, TOMAS, "r", "2").status, StatusCode::SEE_OTHER);
        assert!(!portal.get(MIRA, "/passengers").has("Zoë"));
        assert_eq!(portal.get(MIRA, &format!("{ZOE}/edit")).status, StatusCode::NOT_FOUND);
        let actions =
            "SELECT group_concat(action, ' ') FROM (SELECT action FROM events ORDER BY rowid)";
        assert_eq!(portal.value(actions), "passenger_added passenger_changed passenger_removed");
    }

    #[test]
    fn adding_a_passenger_returns_to_the_request_it_was_opened_from() {
        let portal = Portal::open(SEED);
        assert!(
            portal.get(MIRA, "/passengers/new?next=/requests/new").has("value=\"/requests/new\"")
        );
        let next = |key, next| add(&portal, MIRA, key, &[("next", next)]).location().to_owned();
        assert_eq!(next("a", "/requests/new"), "/requests/new");
        assert_eq!(next("b", "https://evil.example/"), "/");
    }

    #[test]
    fn a_form_of_an_older_version_changes_nothing() {
        let portal = Portal::open(SEED);
        change(&portal, MIRA, "a", "1", "First");
        for stale in [change(&portal, TOMAS, "b", "1", "Second"), remove(&portal, TOMAS, "c", "1")]
        {
            assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
        }
        let found =
            "SELECT name || version || (removed_at IS NULL) FROM passengers WHERE id LIKE '%a101'";
        assert_eq!(portal.value(found), "First21");
    }

    #[test]
    fn the_same_form_twice_adds_one() {
        let portal = Portal::open(SEED);
        let (first, second) = (add(&portal, MIRA, "k", &[]), add(&portal, MIRA, "k", &[]));
        assert_eq!((first.status, first.location()), (second.status, second.location()));
        assert_eq!(portal.value("SELECT count(*) FROM passengers"), "5");
        let removals = [0, 1].map(|_| remove(&portal, MIRA, "r", "1").status);
        assert_eq!(removals, [StatusCode::SEE_OTHER; 2]);
    }

    #[test]
    fn passengers_of_other_accounts_are_not_found() {
        let portal = Portal::open(SEED);
        for who in [RUTH, MILO, CARL, RHEA, DANA] {
            assert_eq!(portal.get(who, &format!("{ZOE}/edit")).status, StatusCode::NOT_FOUND);
            assert_eq!(change(&portal, who, "a", "1", "Mine").status, StatusCode::NOT_FOUND);
            assert_eq!(remove(&portal, who, "b", "1").status, StatusCode::NOT_FOUND);
        }
        for who in [RUTH, MILO] {
            assert!(!portal.get(who, "/passengers").has("Zoë"));
        }
        let unknown = ZOE.replace("a101", "a999");
        assert_eq!(portal.get(MIRA, &format!("{unknown}/edit")).status, StatusCode::NOT_FOUND);
        assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
    }

    #[test]
    fn a_customer_of_the_fbo_has_no_passengers() {
        let portal = Portal::open(SEED);
        for path in ["/passengers", "/passengers/new"] {
            assert_eq!(portal.get(CARL, path).status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(add(&portal, CARL, "k", &[]).status, StatusCode::NOT_FOUND);
    }

    #[test]
    fn complaints_are_shown_with_what_was_typed() {
        let portal = Portal::open(SEED);
        let reply = portal.post(
            MIRA,
            "/passengers",
            &[
                ("key", "k"),
                ("email", "nobody"),
                ("document_country", "XX"),
                ("document_expires_on", "31.02.2030"),
                ("note", "Vegetarian"),
            ],
        );
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in [
            "as in the passport",
            "The @ sign is missing",
            "from the list",
            "Enter a date, such as",
            "Vegetarian",
        ] {
            assert!(reply.has(words), "{words}");
        }
    }

    #[test]
    fn staff_read_every_directory_of_their_workspace() {
        let portal = Portal::open(SEED);
        let list = portal.get(DANA, "/passengers");
        assert!(list.has("Zoë Ångström") && list.has("Ada Okafor") && list.has("Okafor Family"));
        assert!(!list.has("Max Brandt") && portal.get(RHEA, "/passengers").has("Max Brandt"));
        assert!(!portal.get(DANA, "/passengers?from=B").has("Ada Okafor"));
    }

    #[test]
    fn only_clients_with_the_grant_change_the_directory() {
        let portal = Portal::open(SEED);
        let key = portal.get(TOMAS, "/passengers/new").key();
        portal.deny(TOMAS, "manage_passengers");
        let unknown = "/passengers/00000000-0000-7000-8000-00000000ffff/edit";
        for reply in [
            portal.get(TOMAS, "/passengers/new"),
            portal.get(TOMAS, &format!("{ZOE}/edit")),
            portal.get(TOMAS, unknown),
            add(&portal, TOMAS, &key, &[]),
            change(&portal, TOMAS, "c", "1", "Zoë A"),
            remove(&portal, TOMAS, "r", "1"),
        ] {
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", reply.body);
        }
        assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
        let list = portal.get(TOMAS, "/passengers");
        assert!(list.has("Zoë") && !list.has("/edit") && !list.has("/passengers/new"));
        assert!(!portal.get(TOMAS, "/").has("/passengers/new"));
    }
}
