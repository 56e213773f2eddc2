//! The check boxes of a form for a client's rights, one for each grant.
use crate::{
    http::form::Form,
    users::{Grant, Role},
};

#[derive(Debug)]
pub struct Grants;

impl Grants {
    /// The rights to use what the portal offers every client.
    pub const RIGHTS: [Grant; 6] = [
        Grant::RequestTrips,
        Grant::ApproveQuotes,
        Grant::SeeMoney,
        Grant::Pay,
        Grant::ManagePassengers,
        Grant::ManageUsers,
    ];
    /// What a client may do without asking operations; not granted by default.
    pub const TOGGLES: [Grant; 3] = [Grant::ChangeItineraries, Grant::CreateTrips, Grant::Schedule];

    /// The form fields that check the boxes of these grants.
    pub fn ticked(grants: &[Grant]) -> impl Iterator<Item = (&'static str, &'static str)> {
        grants.iter().map(|grant| ("grants", grant.word()))
    }

    /// The grants whose boxes are checked and that the role can use.
    pub fn of(form: &Form, role: Role) -> Vec<Grant> {
        let is_ticked =
            |grant: &Grant| role.has_use_for(*grant) && form.has("grants", grant.word());
        Grant::ALL.into_iter().filter(is_ticked).collect()
    }

    /// The checked grants. `None` if the form has complaints, one of them where a grant needs another that
    /// is not checked.
    pub fn read(form: &mut Form, role: Role) -> Option<Vec<Grant>> {
        let grants = Self::of(form, role);
        (Self::hold(form, &grants) && !form.has_complaints()).then_some(grants)
    }

    /// Whether each grant that these need is among them; complains about each that is missing.
    pub fn hold(form: &mut Form, grants: &[Grant]) -> bool {
        let lacks = |grant: &Grant| grant.needs().filter(|other| !grants.contains(other));
        let lacking: Vec<_> =
            grants.iter().filter_map(|grant| Some((*grant, lacks(grant)?))).collect();
        for (grant, other) in &lacking {
            let words = format!("{} needs {} as well.", grant.name(), other.name());
            form.complain(grant.word(), words);
        }
        lacking.is_empty()
    }

    /// The role and the rights that an invitation gives, for the history: "Charter client: Request
    /// trips, See money".
    pub fn given(role: Role, grants: &[Grant]) -> String {
        let rights = grants.iter().map(|grant| grant.name()).collect::<Vec<_>>().join(", ");
        if rights.is_empty() {
            role.name().to_owned()
        } else {
            format!("{}: {rights}", role.name())
        }
    }

    /// The differences, for the history: "Approve quotes: no → yes"; empty if there are none.
    pub fn difference(before: &[Grant], after: &[Grant]) -> String {
        let word = |grants: &[Grant], grant| if grants.contains(&grant) { "yes" } else { "no" };
        let changed = Grant::ALL
            .into_iter()
            .filter(|grant| before.contains(grant) != after.contains(grant))
            .map(|grant| {
                format!("{}: {} \u{2192} {}", grant.name(), word(before, grant), word(after, grant))
            });
        changed.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], role: Role) -> (Option<Vec<Grant>>, Form) {
        let mut form = Form::of(words.iter().map(|word| ("grants", *word)));
        (Grants::read(&mut form, role), form)
    }

    #[test]
    fn every_grant_has_a_check_box_in_one_group() {
        let both: Vec<_> = Grants::RIGHTS.into_iter().chain(Grants::TOGGLES).collect();
        assert_eq!(both, Grant::ALL);
        assert!(!Grant::USUAL.iter().any(|grant| Grants::TOGGLES.contains(grant)));
    }

    #[test]
    fn approving_quotes_and_paying_need_the_right_to_see_money() {
        let (none, form) = read(&["approve_quotes", "pay"], Role::Charter);
        assert_eq!(none, None);
        assert_eq!(
            form.complaint("approve_quotes"),
            Some("Approve quotes needs See money as well.")
        );
        assert_eq!(form.complaint("pay"), Some("Pay needs See money as well."));
        let (some, _) = read(&["pay", "see_money"], Role::Charter);
        assert_eq!(some, Some(vec![Grant::SeeMoney, Grant::Pay]));
    }

    #[test]
    fn grants_that_the_role_cannot_use_and_unknown_words_are_left_out() {
        let words = ["approve_quotes", "schedule", "manage_users", "administer", ""];
        assert_eq!(read(&words, Role::Customer).0, Some(vec![Grant::ManageUsers]));
        assert_eq!(read(&[], Role::Owner).0, Some(Vec::new()));
        assert_eq!(read(&words, Role::Admin).0, Some(Vec::new()));
    }

    #[test]
    fn the_history_says_which_grants_changed() {
        let words =
            Grants::difference(&[Grant::SeeMoney, Grant::Pay], &[Grant::Pay, Grant::ApproveQuotes]);
        assert_eq!(words, "Approve quotes: no \u{2192} yes, See money: yes \u{2192} no");
        assert_eq!(Grants::difference(&Grant::USUAL, &Grant::USUAL), "");
    }
}
