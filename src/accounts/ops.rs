//! `/accounts` on the operations side.
mod standing;
mod tails;

use super::{Account, Kind, Particulars, queries, views};
use crate::{
    db::page::Cursor,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{countries, ids::AccountId},
    search::{BY_STANDING, List, ListFilter, Noun},
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/accounts", staff(), index)
        .get("/accounts/new", may(Right::ManageContacts), new)
        .post("/accounts", may(Right::ManageContacts), create)
        .get("/accounts/{id}", staff(), show)
        .get("/accounts/{id}/edit", may(Right::ManageContacts), edit)
        .post("/accounts/{id}", may(Right::ManageContacts), update)
        .post("/accounts/{id}/tails", may(Right::ManageContacts), tails::tie)
        .post("/accounts/{id}/tails/removal", may(Right::ManageContacts), tails::untie)
        .post("/accounts/{id}/deactivation", may(Right::ManageContacts), standing::deactivate)
        .post("/accounts/{id}/restoration", may(Right::ManageContacts), standing::restore)
}

/// `GET /accounts`: all accounts sorted by name, or those that `?q` finds; `?show` is a tab.
async fn index(visit: Visit) -> Result<Response> {
    let filter = ListFilter::new(Noun::Account, BY_STANDING, |name| visit.param(name));
    let (visitor, accounts) = visit.read(queries::accounts(&visit.scope, &filter)).await?;
    page(&views::Index {
        visitor,
        list: List::of(filter, accounts, |it| Cursor::after_text(it.sort_name.as_str(), it.id)),
    })
}

/// `GET /accounts/new`: the form for a new account.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, ()) = visit.read(()).await?;
    let form = Form::of([("kind", Kind::Company.word())]);
    page(&views::New { visitor, form, namesakes: Vec::new() })
}

/// `POST /accounts`: adds an account. If another has the name, the form is shown once more and asks
/// for confirmation.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let batch = queries::namesakes(&visit.scope, form.value("name"));
    let (visitor, mut namesakes) = visit.read_once(&form, batch).await?;
    let it = particulars(&mut form);
    if form.is("known", &it.name) {
        namesakes.clear();
    }
    if !namesakes.is_empty() {
        form.set("known", it.name.as_str());
        form.complain(
            "name",
            "There is already an account with this name. Send the form again to add another.",
        );
    }
    if form.has_complaints() {
        return again(&views::New { visitor, form, namesakes });
    }
    let id = AccountId::new(visit.scope.now, &visit.chance());
    let notice = format!("{} added.", it.name);
    visit.write(&form, queries::add(id, &it), &format!("/accounts/{id}"), &notice).await
}

/// `GET /accounts/{id}`: the account's billing details, its people and its tails.
async fn show(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let (visitor, (account, people, tails, fbos)) =
        visit.read(queries::file(&visit.scope, id)).await?;
    let account = account.ok_or(Error::NotFound)?;
    if let Some(survivor) = account.merged_into {
        return Ok(see(&format!("/accounts/{survivor}")));
    }
    page(&views::Show { visitor, account, people, tails, fbos, form: Form::default() })
}

/// `GET /accounts/{id}/edit`: the form with the account's details.
async fn edit(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let (visitor, account) = visit.read(queries::account(&visit.scope, id)).await?;
    let account = account.ok_or(Error::NotFound)?;
    let form = Form::of([
        ("name", account.name.clone()),
        ("kind", account.kind.word().to_owned()),
        ("phone", account.phone.clone()),
        ("billing_name", account.billing_name.clone()),
        ("billing_address", account.billing_address.clone()),
        ("country", account.country.clone()),
        ("tax_number", account.tax_number.clone()),
    ]);
    page(&views::Edit { visitor, form, account })
}

/// `POST /accounts/{id}`: changes the details, unless somebody else has changed them meanwhile.
async fn update(visit: Visit, Id(id): Id<AccountId>, mut form: Form) -> Result<Response> {
    let (visitor, account) = found(&visit, &form, id).await?;
    let it = particulars(&mut form);
    if form.has_complaints() {
        return again(&views::Edit { visitor, form, account });
    }
    let notice = format!("{} saved.", it.name);
    let write = queries::change(&account, form.seen(), &it);
    visit.write(&form, write, &format!("/accounts/{id}"), &notice).await
}

/// The visitor and the account, for a form that changes it.
async fn found(visit: &Visit, form: &Form, id: AccountId) -> Result<(Visitor, Account)> {
    let (visitor, account) = visit.read_once(form, queries::account(&visit.scope, id)).await?;
    Ok((visitor, account.ok_or(Error::NotFound)?))
}

fn particulars(form: &mut Form) -> Particulars {
    let name = form.company("name", 120, "Enter a name for the account.");
    let kind = Kind::of(form.value("kind"));
    if kind.is_none() {
        form.complain("kind", "Choose company or family.");
    }
    let billing_name = form.company_or_none("billing_name", 200);
    let country = form.value("country").to_owned();
    if !country.is_empty() && countries::named(&country).is_none() {
        form.complain("country", "Choose a country from the list.");
    }
    Particulars {
        kind: kind.unwrap_or(Kind::Company),
        phone: form.text("phone", 40),
        billing_name: if billing_name.is_empty() { name.clone() } else { billing_name },
        billing_address: form.text("billing_address", 1_000),
        country,
        tax_number: form.text("tax_number", 30),
        name,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const HOLDINGS: &str = "/accounts/00000000-0000-7000-8000-000000000a11";
    const OKAFOR: &str = "/accounts/00000000-0000-7000-8000-000000000a12";
    const LATITUDE: &str = "00000000-0000-7000-8000-000000000b51";

    #[test]
    fn an_account_is_added_changed_and_found() {
        let portal = Portal::open("");
        let key = portal.get(INES, "/accounts/new").key();
        let fields = [("key", key.as_str()), ("name", "Berg Familj"), ("kind", "family")];
        let added = portal.post(INES, "/accounts", &fields);
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let path = added.location();
        let page = portal.get(DANA, path);
        assert!(page.has("Family") && page.has("Nobody yet") && page.has("Berg Familj"));
        assert!(portal.get(DANA, "/accounts?q=fam%20berg").has("Berg Familj"));
        assert!(!portal.get(RHEA, "/accounts?q=berg").has("Berg Familj"));
        let fields = [("version", "1"), ("name", "Berg & Co"), ("kind", "company")];
        assert_eq!(portal.post(DANA, path, &fields).location(), path);
        let stale = [("key", "s"), ("version", "1"), ("name", "Berg"), ("kind", "company")];
        assert_eq!(portal.post(DANA, path, &stale).status, StatusCode::CONFLICT);
        assert!(portal.get(DANA, "/accounts?q=familj").has("No matching account"));
        let note = "SELECT note FROM events WHERE action = 'account_changed'";
        assert!(portal.value(note).starts_with("Name: Berg Familj → Berg & Co; Kind: Family → Co"));
    }

    #[test]
    fn a_second_account_with_a_name_needs_one_confirmation() {
        let portal = Portal::open("");
        let fields = |key, name| [("key", key), ("name", name), ("kind", "company")];
        let opens = |who, fields: &[(&str, &str)]| portal.post(who, "/accounts", fields).status;
        let asked = portal.post(DANA, "/accounts", &fields("a", "lindqvist HOLDINGS"));
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.body);
        assert!(asked.has("Already an account") && asked.has(HOLDINGS), "{}", asked.body);
        assert!(asked.has("value=\"lindqvist HOLDINGS\""), "{}", asked.body);
        let known = [&fields("b", "lindqvist HOLDINGS")[..], &[("known", "lindqvist HOLDINGS")]];
        let known = known.concat();
        assert_eq!(opens(DANA, &known), StatusCode::SEE_OTHER);
        let other = [&fields("c", "Okafor Family")[..], &[("known", "lindqvist HOLDINGS")]];
        assert_eq!(opens(DANA, &other.concat()), StatusCode::UNPROCESSABLE_ENTITY);
        // An account of another workspace, or one that was merged, may have the name.
        assert_eq!(opens(RHEA, &fields("d", "Lindqvist Holdings")), StatusCode::SEE_OTHER);
        let portal = Portal::open(
            "UPDATE accounts SET deactivated_at = 1, merged_into = '00000000-0000-7000-8000-000000000a12' WHERE id LIKE '%a11'",
        );
        let reply = portal.post(DANA, "/accounts", &fields("e", "Lindqvist Holdings"));
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let sql = super::queries::namesakes(&scope_of(DANA), "x").statement.sql;
        let plan = portal.app.db.plan(sql);
        assert!(plan.contains("accounts_by_lower_name (workspace_id=? AND <expr>=?)"), "{plan}");
    }

    #[test]
    fn an_account_shows_its_people_and_their_access() {
        let portal = Portal::open("");
        let page = portal.get(DANA, HOLDINGS);
        assert!(page.has("Mira Lindqvist") && page.has("No access") && page.has("Active"));
        assert!(page.has("Lindqvist Holdings AB"), "{}", page.body);
    }

    #[test]
    fn a_tail_is_tied_to_an_account_once_and_untied() {
        let portal = Portal::open("");
        let page = portal.get(DANA, HOLDINGS);
        assert!(page.has("N517HA, Citation Latitude, 8 seats"), "{}", page.body);
        let tie = [("key", "a"), ("tail", LATITUDE)];
        let tied = portal.post(DANA, &format!("{HOLDINGS}/tails"), &tie);
        assert_eq!(tied.location(), HOLDINGS, "{}", tied.body);
        assert!(portal.get(DANA, "/accounts").has("N517HA"));
        let again = [("key", "b"), ("tail", LATITUDE)];
        let again = portal.post(DANA, &format!("{HOLDINGS}/tails"), &again);
        assert_eq!(again.status, StatusCode::CONFLICT);
        let untie = [("key", "c"), ("tail", LATITUDE)];
        let untied = portal.post(DANA, &format!("{OKAFOR}/tails/removal"), &untie);
        assert_eq!(untied.location(), OKAFOR);
        assert!(portal.get(DANA, OKAFOR).has("is linked to this account"));
        let neither = portal.post(DANA, &format!("{OKAFOR}/tails"), &[("key", "d"), ("tail", "x")]);
        assert!(neither.has("Choose the aircraft from the list"), "{}", neither.body);
    }

    #[test]
    fn no_trip_is_requested_for_an_inactive_account() {
        let portal = Portal::open("");
        let fields = [("key", "k"), ("version", "1")];
        let gone = portal.post(DANA, &format!("{HOLDINGS}/deactivation"), &fields);
        assert_eq!(gone.location(), HOLDINGS);
        let request = [
            ("key", "r"),
            ("kind", "one_way"),
            ("from.0", "TEB"),
            ("to.0", "PBI"),
            ("date.0", "2026-12-10"),
            ("time.0", "20:15"),
            ("passengers", "2"),
        ];
        let asked = portal.post(MIRA, "/requests", &request);
        assert!(asked.status.is_client_error(), "{} {}", asked.status, asked.body);
        assert_eq!(portal.value("SELECT count(*) FROM requests"), "0");
        assert!(portal.get(DANA, "/accounts?show=inactive").has("Lindqvist Holdings"));
        let fields = [("key", "r"), ("version", "2")];
        portal.post(DANA, &format!("{HOLDINGS}/restoration"), &fields);
        let again = [&[("key", "s")], &request[1..]].concat();
        assert_eq!(portal.post(MIRA, "/requests", &again).status, StatusCode::SEE_OTHER);
    }

    #[test]
    fn accounts_with_the_same_name_are_listed_once_over_all_pages() {
        let portal = Portal::open(
            "INSERT INTO accounts (id, workspace_id, name, billing_name, billing_address, created_at)
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
             SELECT printf('00000000-0000-7000-8000-0000000f%04d', i), '00000000-0000-7000-8000-000000000001', 'Same', 'Same', '', 0 FROM n",
        );
        let (mut path, mut seen) = ("/accounts?show=active".to_owned(), 0);
        loop {
            let page = portal.get(DANA, &path);
            seen += page.body.matches("class=\"row\"").count();
            let Some((_, rest)) = page.body.split_once("rel=\"next\" href=\"") else { break };
            path = rest.split('"').next().unwrap().replace("&#38;", "&");
        }
        assert_eq!(seen, 123);
    }
}
