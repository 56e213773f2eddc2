//! Converting a lead to a contact.
use super::{queries, views};
use crate::{
    accounts,
    error::{Error, Result},
    http::{form::Form, page::again, routes::Id, visit::Visit},
    kit::ids::{AccountId, ContactId, LeadId},
    leads::{Conversion, ConvertedContact},
};
use axum::response::Response;

/// `POST /leads/{id}/conversion`: converts the lead to a new or an existing contact, who may be added
/// to a new or an existing account.
pub(super) async fn convert(visit: Visit, Id(id): Id<LeadId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let account = accounts::active(scope, form.value("account"));
    let file = queries::file(scope, id, form.value("find"));
    let (visitor, (file, account)) = visit.read_once(&form, (file, account)).await?;
    let lead = file.0.clone().ok_or(Error::NotFound)?;
    let fresh =
        (ContactId::new(scope.now, &visit.chance()), AccountId::new(scope.now, &visit.chance()));
    let Some(it) = Conversion::read(&mut form, &file.1, account, fresh) else {
        return again(&views::Show::of(visitor, file, form).ok_or(Error::NotFound)?);
    };
    let contact = match &it.contact {
        ConvertedContact::New(id) => *id,
        ConvertedContact::Known(known) => known.id,
    };
    let notice = format!(
        "{} converted. Give them access to the portal here, or enter their request.",
        lead.name
    );
    let write = queries::convert(&lead, form.seen(), &it);
    visit.write(&form, write, &format!("/contacts/{contact}"), &notice).await
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const SEED: &str = include_str!("../seed.sql");
    const ASTRID: &str = "/leads/00000000-0000-7000-8000-0000000ea001";
    /// A lead with the address of the contact Zoë.
    const ZOE: &str = "/leads/00000000-0000-7000-8000-0000000ea002";
    const ZOES: &str = "00000000-0000-7000-8000-000000000c27";
    const HOLDINGS: &str = "00000000-0000-7000-8000-000000000a11";
    const MILOS: &str = "00000000-0000-7000-8000-000000000a14";

    fn convert(portal: &Portal, path: &str, key: &str, more: &[(&str, &str)]) -> Reply {
        let fields = [&[("key", key), ("version", "1")], more].concat();
        portal.post(DANA, &format!("{path}/conversion"), &fields)
    }

    #[test]
    fn a_lead_is_converted_to_a_contact_of_a_new_account() {
        let portal = Portal::open(SEED);
        let page = portal.get(DANA, ASTRID);
        assert!(page.has("value=\"Berg Shipping\"") && page.has("A new contact"), "{}", page.body);
        let fields = [("into", "new"), ("account", "new"), ("company", "Berg Shipping")];
        let done = convert(&portal, ASTRID, &page.key(), &fields);
        assert!(done.location().starts_with("/contacts/"), "{}", done.body);
        let contact = portal.get(DANA, done.location());
        for words in
            ["Astrid Berg", "astrid@berg.example", "Berg Shipping", "Send activation email"]
        {
            assert!(contact.has(words), "{words}: {}", contact.body);
        }
        assert!(portal.get(DANA, "/accounts?q=shipping").has("Berg Shipping"));
        assert!(portal.get(DANA, "/contacts?q=astrid").has("Astrid Berg"));
        let page = portal.get(DANA, ASTRID);
        assert!(page.has("Converted") && page.has(done.location()) && !page.has("Convert lead"));
        assert!(portal.get(DANA, "/leads?show=converted").has("Astrid Berg"));
        assert!(!portal.get(DANA, "/leads").has("Astrid Berg"));
        let note = "SELECT note FROM events WHERE action = 'lead_converted'";
        assert_eq!(portal.value(note), "New contact Astrid Berg, new account Berg Shipping");
    }

    #[test]
    fn a_lead_with_the_address_of_a_contact_is_converted_to_that_contact() {
        let portal = Portal::open(SEED);
        let page = portal.get(DANA, &format!("{ZOE}?find=lind"));
        assert!(page.has("who already has this address"), "{}", page.body);
        assert!(page.has(&format!("value=\"{ZOES}\" checked")), "{}", page.body);
        assert!(page.has("Lindqvist Holdings"));
        let page = portal.get(DANA, ZOE);
        assert!(page.has("of Lindqvist Holdings") && !page.has("No account yet"), "{}", page.body);
        assert!(page.has("No other account"), "{}", page.body);
        assert!(portal.get(DANA, ASTRID).has("No account yet"));
        let contacts = portal.value("SELECT count(*) FROM contacts");
        let done = convert(&portal, ZOE, "k", &[("into", ZOES), ("account", HOLDINGS)]);
        assert_eq!(done.location(), format!("/contacts/{ZOES}"), "{}", done.body);
        assert_eq!(portal.value("SELECT count(*) FROM contacts"), contacts);
    }

    #[test]
    fn two_conversions_of_a_lead_make_one_contact() {
        let portal = Portal::open(SEED);
        let fields = [("into", "new"), ("account", "none")];
        assert_eq!(convert(&portal, ASTRID, "a", &fields).status, StatusCode::SEE_OTHER);
        assert_eq!(convert(&portal, ASTRID, "b", &fields).status, StatusCode::CONFLICT);
        let again = [("key", "c"), ("version", "2"), fields[0], fields[1]];
        let again = portal.post(INES, &format!("{ASTRID}/conversion"), &again);
        assert_eq!(again.status, StatusCode::CONFLICT, "a converted lead is not converted again");
        let made = "SELECT count(*) FROM contacts WHERE name = 'Astrid Berg'";
        assert_eq!(portal.value(made), "1");
    }

    #[test]
    fn a_conversion_needs_a_contact_and_an_account_of_the_workspace() {
        let portal = Portal::open(SEED);
        let nothing = convert(&portal, ASTRID, "a", &[]);
        assert!(nothing.has("Choose the contact that the lead becomes"), "{}", nothing.body);
        assert!(nothing.has("Choose an account, or “No account yet”"));
        let foreign = convert(&portal, ASTRID, "b", &[("into", "new"), ("account", MILOS)]);
        assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
        let other = convert(&portal, ASTRID, "c", &[("into", ZOES), ("account", "none")]);
        assert_eq!(
            other.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "the contact has another address"
        );
        let unnamed = convert(&portal, ASTRID, "d", &[("into", "new"), ("account", "new")]);
        assert!(unnamed.has("Enter a name for the new account"), "{}", unnamed.body);
        assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
    }
}
