//! Adding a contact, and changing their details.
use super::{super::mail, queries, views};
use crate::{
    accounts,
    contacts::{Particulars, access::ContactInvitation},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::{
        email::Email,
        ids::{AccountId, ContactId, EventId, UserId},
    },
    users::{Grant, Role, State, Visitor},
};
use axum::response::Response;

/// `GET /contacts/new`: the form for a new contact; `?account` is the account they will belong to.
pub(super) async fn new(visit: Visit) -> Result<Response> {
    let id = visit.param("account");
    let (visitor, account) = visit.read(accounts::active(&visit.scope, &id)).await?;
    if account.is_none() && !id.is_empty() {
        return Err(Error::NotFound);
    }
    let form = Form::of([("role", Role::Charter.word())]);
    page(&views::New { visitor, form, account, namesakes: Vec::new() })
}

/// `POST /contacts`: adds a contact, with their account and an invitation if these were asked for. If another has the
/// address, the form is shown once more and asks for confirmation.
pub(super) async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let email = Email::sought(form.value("email"));
    let company = form.company_or_none("company", 120);
    let batch = (
        accounts::active(scope, form.value("account")),
        accounts::named(scope, &company),
        queries::namesakes(scope, &email, None),
    );
    let (visitor, (account, named, mut namesakes)) = visit.read_once(&form, batch).await?;
    let it = particulars(&mut form);
    let known = account.clone().or(named);
    let invited = invited(&mut form, &visitor, &it, known.is_some() || !company.is_empty());
    if let Some(other) = namesakes.iter().find(|it| it.has_user && invited.is_some()) {
        form.complain("email", format!("{} signs in with this address.", other.name));
    }
    if account.is_none() && !form.value("account").is_empty() {
        form.complain("account", "This account no longer exists, or it is inactive.");
    }
    if form.is("known", &email) {
        namesakes.clear();
    }
    if !namesakes.is_empty() {
        form.set("known", email);
        form.complain(
            "email",
            "There is already a contact with this address. Send the form again to add another.",
        );
    }
    if form.has_complaints() {
        return again(&views::New { visitor, form, account, namesakes });
    }
    let id = ContactId::new(scope.now, &visit.chance());
    let new = Some(company).filter(|it| known.is_none() && !it.is_empty());
    let new = new.map(|name| (AccountId::new(scope.now, &visit.chance()), name));
    let write = queries::add(id, &it, known.as_ref(), new.as_ref());
    let Some((role, grants)) = invited else {
        let notice = format!("{} added.", it.name);
        return visit.write(&form, write, &format!("/contacts/{id}"), &notice).await;
    };
    let user = UserId::new(scope.now, &visit.chance());
    let invitation = ContactInvitation::new(id, user, role, grants);
    let event = EventId::new(scope.now, &visit.chance());
    let write = write.also(event, queries::access::invite(&invitation, 0));
    let notice = format!("{} added. Activation email sent to {}.", it.name, it.email_or_empty());
    visit.write(&form, write, &format!("/contacts/{id}"), &notice).await
}

/// The role and the usual rights of an invitation that the form asks for; complains about what is missing for it.
fn invited(
    form: &mut Form,
    visitor: &Visitor,
    it: &Particulars,
    has_account: bool,
) -> Option<(Role, Vec<Grant>)> {
    if !form.has("invite", "yes") || !visitor.may_send("/contacts/{id}/invitation") {
        return None;
    }
    if it.email.is_none() && form.complaint("email").is_none() {
        form.complain("email", "Enter the address that the invitation goes to.");
    }
    if !has_account {
        form.complain("company", "Enter their account: without one they would see nothing.");
    }
    let Some(role) = Role::of_client(form.value("role")) else {
        form.complain("role", "Choose a role.");
        return None;
    };
    let usual = Grant::usual(&visitor.workspace);
    Some((role, usual.into_iter().filter(|it| role.has_use_for(*it)).collect()))
}

/// `GET /contacts/{id}/edit`: the form with the contact's details.
pub(super) async fn edit(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let (visitor, contact) = visit.read(queries::contact(&visit.scope, id)).await?;
    let contact = contact.ok_or(Error::NotFound)?;
    let form = Form::of([
        ("name", contact.name.clone()),
        ("email", contact.email.clone()),
        ("phone", contact.phone.clone()),
        ("title", contact.title.clone()),
        ("notes", contact.notes.clone()),
    ]);
    page(&views::Edit { visitor, form, contact })
}

/// `POST /contacts/{id}`: changes the details, unless somebody else has changed them meanwhile. A
/// contact with access then signs in with the new address, and the old address gets a mail about it;
/// this needs the right to give access.
pub(super) async fn update(
    visit: Visit,
    Id(id): Id<ContactId>,
    mut form: Form,
) -> Result<Response> {
    let scope = &visit.scope;
    let email = Email::sought(form.value("email"));
    let batch = (queries::contact(scope, id), queries::namesakes(scope, &email, Some(id)));
    let (visitor, (contact, namesakes)) = visit.read_once(&form, batch).await?;
    let contact = contact.ok_or(Error::NotFound)?;
    let it = particulars(&mut form);
    if contact.has_user() && it.email.is_none() {
        form.complain("email", "They sign in with their email address, so it cannot be empty.");
    }
    if let Some(other) = namesakes.iter().find(|it| it.has_user && contact.has_user()) {
        form.complain("email", format!("{} signs in with this address.", other.name));
    }
    let is_readdressed =
        contact.has_user() && !contact.email.eq_ignore_ascii_case(it.email_or_empty());
    if is_readdressed && !visitor.may_send("/contacts/{id}/access") {
        form.complain(
            "email",
            "They sign in with this address. Only staff who may give clients access can change it.",
        );
    }
    if form.has_complaints() {
        return again(&views::Edit { visitor, form, contact });
    }
    let letter =
        is_readdressed.then(|| mail::address_changed(&visitor.workspace.name, it.email_or_empty()));
    let notice = match contact.state {
        Some(State::Invited) if is_readdressed => {
            format!("{} saved. Send the activation email to the new address.", it.name)
        }
        _ => format!("{} saved.", it.name),
    };
    let write = queries::change(&contact, form.seen(), &it, letter.as_ref());
    visit.write(&form, write, &format!("/contacts/{id}"), &notice).await
}

fn particulars(form: &mut Form) -> Particulars {
    let name = form.person("name", 120, "Enter the contact\u{2019}s name.");
    Particulars {
        name,
        email: form.email_or_none("email"),
        phone: form.text("phone", 40),
        title: form.text("title", 120),
        notes: form.text("notes", 4_000),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const MIRAS: &str = "/contacts/00000000-0000-7000-8000-000000000c21";
    const ZOES: &str = "/contacts/00000000-0000-7000-8000-000000000c27";
    const HOLDINGS: &str = "00000000-0000-7000-8000-000000000a11";

    fn change(portal: &Portal, path: &str, key: &str, version: &str, email: &str) -> Reply {
        let fields =
            [("key", key), ("version", version), ("name", "Mira Lindqvist"), ("email", email)];
        portal.post(DANA, path, &fields)
    }

    #[test]
    fn a_contact_is_added_to_an_account_and_found() {
        let portal = Portal::open("");
        let page = portal.get(DANA, &format!("/contacts/new?account={HOLDINGS}"));
        assert!(page.has("Belongs to Lindqvist Holdings"), "{}", page.body);
        let fields = [
            ("key", "k"),
            ("account", HOLDINGS),
            ("name", "Åke <Berg>"),
            ("email", "Ake@Berg.example"),
            ("notes", "Secretive"),
        ];
        let added = portal.post(DANA, "/contacts", &fields);
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let page = portal.get(DANA, added.location());
        assert!(page.has("Åke &#60;Berg&#62;") && page.has("Lindqvist Holdings"), "{}", page.body);
        assert!(page.has("ake@berg.example") && page.has("No access"));
        for q in ["ak", "BERG", "berg%20ake", "ake@berg", "be%20%C3%A5ke"] {
            assert!(portal.get(INES, &format!("/contacts?q={q}")).has("&#60;Berg&#62;"), "{q}");
        }
        assert!(portal.get(INES, "/contacts?q=ake%20mira").has("No matching contact"));
        assert!(!portal.get(RHEA, "/contacts?q=ake").has("&#60;Berg&#62;"));
        assert_eq!(portal.value("SELECT note FROM events"), "Åke <Berg>, Lindqvist Holdings");
    }

    #[test]
    fn one_form_adds_a_client_with_an_account_and_sends_the_invitation() {
        let portal = Portal::open("");
        let page = portal.get(DANA, "/contacts/new");
        assert!(
            page.has("Send the invitation now") && page.has("name=\"company\""),
            "{}",
            page.body
        );
        let add =
            |key: &'static str, company: &'static str, email: &'static str, role: &'static str| {
                let fields = [
                    ("key", key),
                    ("name", "Ake Berg"),
                    ("email", email),
                    ("company", company),
                    ("invite", "yes"),
                    ("role", role),
                ];
                portal.post(DANA, "/contacts", &fields)
            };
        for (key, company, email, role, words) in [
            ("a", "", "ake@berg.example", "charter", "without one they would see nothing"),
            ("b", "Berg AB", "", "charter", "Enter the address that the invitation goes to."),
            ("c", "Berg AB", "mira@harbour.example", "charter", "signs in with this address"),
            ("d", "Berg AB", "ake@berg.example", "", "Choose a role."),
        ] {
            let refused = add(key, company, email, role);
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
            assert!(refused.has(words), "{words}: {}", refused.body);
        }
        assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
        let added = add("e", "Berg AB", "ake@berg.example", "owner");
        assert_eq!(added.notice(), "Ake Berg added. Activation email sent to ake@berg.example.");
        assert_eq!(
            portal.rows("SELECT u.role, u.state, a.name AS account, (SELECT count(*) FROM grants g WHERE g.contact_id = c.id) > 3 AS usual
                         FROM contacts c JOIN users u ON u.contact_id = c.id JOIN memberships m ON m.contact_id = c.id JOIN accounts a ON a.id = m.account_id WHERE c.name = 'Ake Berg'"),
            "role: owner\nstate: invited\naccount: Berg AB\nusual: 1"
        );
        assert_eq!(
            portal.value(
                "SELECT group_concat(action) FROM (SELECT action FROM events ORDER BY rowid)"
            ),
            "contact_added,client_invited"
        );
        portal.work();
        let mails = portal.app.mailer.sent.lock().unwrap().clone();
        assert!(mails.iter().any(|it| &*it.to == "ake@berg.example"), "{mails:?}");
        let known = add("f", "lindqvist holdings", "eva@berg.example", "charter");
        assert_eq!(known.status, StatusCode::SEE_OTHER, "{}", known.body);
        assert_eq!(
            portal.value("SELECT count(*) FROM accounts WHERE lower(name) = 'lindqvist holdings'"),
            "1"
        );
    }

    #[test]
    fn a_second_contact_with_an_address_needs_one_confirmation() {
        let portal = Portal::open("");
        let fields = [("key", "k"), ("name", "Mira L"), ("email", "mira@harbour.example")];
        let asked = portal.post(DANA, "/contacts", &fields);
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.has("Already a contact") && asked.has("Mira L"), "{}", asked.body);
        let again = [&fields[..], &[("known", "mira@harbour.example")]].concat();
        assert_eq!(portal.post(DANA, "/contacts", &again).status, StatusCode::SEE_OTHER);
    }

    #[test]
    fn a_new_address_becomes_the_sign_in_address_and_the_old_one_gets_a_mail() {
        let portal = Portal::open("");
        let page = portal.get(DANA, &format!("{MIRAS}/edit"));
        assert!(page.has("If you change it, the old address gets an email"), "{}", page.body);
        let saved = change(&portal, MIRAS, &page.key(), "1", "Mira@New.example");
        assert_eq!(saved.location(), MIRAS, "{}", saved.body);
        let user = "SELECT email FROM users WHERE name = 'Mira Lindqvist'";
        assert_eq!(portal.value(user), "mira@new.example");
        portal.work();
        let letters = portal.app.mailer.sent.lock().unwrap().clone();
        let told: Vec<_> = letters.iter().map(|it| &*it.to).collect();
        assert_eq!(told, ["mira@harbour.example"]);
        assert!(letters[0].text.contains("m…@new.example"), "{}", letters[0].text);
        let note = "SELECT note FROM events WHERE action = 'contact_changed'";
        assert_eq!(portal.value(note), "Email: mira@harbour.example → mira@new.example");
        assert_eq!(portal.get(MIRA, "/").status, StatusCode::OK, "the session goes on");
        assert!(portal.get(DANA, "/contacts?q=mira@new").has("mira@new.example"));
        assert!(portal.get(DANA, "/contacts?q=mira@harbour").has("No matching contact"));
    }

    #[test]
    fn staff_without_the_right_to_give_access_do_not_change_a_sign_in_address() {
        let portal = Portal::open("");
        let fields = |email| [("version", "1"), ("name", "Mira L"), ("email", email)];
        let refused = portal.post(INES, MIRAS, &fields("ines@elsewhere.example"));
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.has("Only staff who may give clients access can change it"),
            "{}",
            refused.body
        );
        let renamed = portal.post(INES, MIRAS, &fields("Mira@Harbour.example"));
        assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.body);
        let user = "SELECT name || ' ' || email FROM users WHERE contact_id LIKE '%c21'";
        assert_eq!(portal.value(user), "Mira L mira@harbour.example");
        let zoes = portal.post(INES, ZOES, &fields("zoe@new.example"));
        assert_eq!(zoes.status, StatusCode::SEE_OTHER, "she has no access");
    }

    #[test]
    fn a_sign_in_address_is_unique_and_never_empty() {
        let portal = Portal::open("");
        let taken = change(&portal, MIRAS, "a", "1", "ruth@harbour.example");
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.has("Ruth Okafor signs in with this address"), "{}", taken.body);
        assert!(change(&portal, MIRAS, "b", "1", "").has("so it cannot be empty"));
        assert!(change(&portal, MIRAS, "c", "1", "mira").has("The @ sign is missing"));
        assert_eq!(change(&portal, ZOES, "d", "1", "").status, StatusCode::SEE_OTHER, "no access");
        // A contact of another workspace may have the address.
        let elsewhere = "/contacts/00000000-0000-7000-8000-000000000c25";
        let fields = [("version", "1"), ("name", "Milo"), ("email", "ruth@harbour.example")];
        assert_eq!(portal.post(RHEA, elsewhere, &fields).status, StatusCode::SEE_OTHER);
    }

    #[test]
    fn a_new_address_ends_a_temporary_password_mailed_to_the_old_one() {
        let portal = Portal::open("");
        portal.post(DANA, &format!("{ZOES}/invitation"), &[("key", "i"), ("role", "charter")]);
        portal.work();
        let user = "SELECT coalesce(password, 'none') FROM users WHERE email LIKE 'zoe@%'";
        assert_ne!(portal.value(user), "none");
        let saved = change(&portal, ZOES, "k", "1", "zoe@new.example");
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert_eq!(portal.value(user), "none");
    }

    #[test]
    fn of_two_changes_of_a_contact_at_once_the_second_is_refused() {
        let portal = Portal::open("");
        assert_eq!(
            change(&portal, ZOES, "a", "1", "zoe@one.example").status,
            StatusCode::SEE_OTHER
        );
        let second = change(&portal, ZOES, "b", "1", "zoe@two.example");
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(portal.get(DANA, ZOES).has("zoe@one.example"));
    }

    #[test]
    fn staff_without_the_right_to_change_contacts_see_no_buttons() {
        let portal = Portal::open("UPDATE users SET role = 'read_only' WHERE name = 'Ines Duarte'");
        let page = portal.get(INES, ZOES);
        assert!(page.has("zoe@harbour.example"));
        for words in ["/edit", "Deactivate", "Add to an account", "Remove"] {
            assert!(!page.has(words), "{words}");
        }
        assert!(!portal.get(INES, "/contacts").has("New contact"));
        for path in ["/contacts/new", &format!("{ZOES}/edit")] {
            assert_eq!(portal.get(INES, path).status, StatusCode::FORBIDDEN, "{path}");
        }
    }
}
