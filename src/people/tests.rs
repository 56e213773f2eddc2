//! The access that one client may give another.
use super::*;
use uuid::Uuid;

const FRESH: UserId = UserId(Uuid::max());
const NOW: i64 = 10;

fn manager(role: Role) -> Manager {
    let grants = vec![Grant::SeeMoney, Grant::ManageUsers];
    Manager { user: UserId(Uuid::from_u128(9)), role, grants }
}

fn person(state: Option<State>) -> AccountUser {
    AccountUser {
        contact: ContactId(Uuid::nil()),
        name: "Tomas".into(),
        sort_name: "tomas".into(),
        email: "tomas@harbour.example".into(),
        user: state.map(|_| UserId(Uuid::nil())),
        role: state.map(|_| Role::Charter),
        state,
        temporary_until: None,
        activated_at: Some(1),
        revoked_at: (state == Some(State::Disabled)).then_some(1),
        grants: vec![Grant::Pay, Grant::SeeMoney],
        accounts: "Lindqvist".into(),
        is_shared: false,
        is_withheld: false,
        is_inactive: false,
        version: 1,
    }
}

#[test]
fn a_manager_gives_and_takes_only_grants_they_hold() {
    let it = manager(Role::Charter);
    let before = [Grant::Pay, Grant::SeeMoney];
    assert_eq!(
        it.chosen(&before, &[Grant::ManageUsers, Grant::Schedule]),
        [Grant::Pay, Grant::ManageUsers]
    );
    assert_eq!(it.chosen(&[], &Grant::ALL), it.grants);
}

#[test]
fn only_an_owner_makes_an_owner() {
    assert_eq!(manager(Role::Charter).roles(), [Role::Charter]);
    assert_eq!(manager(Role::Customer).roles(), [Role::Customer]);
    assert_eq!(manager(Role::Owner).roles(), [Role::Charter, Role::Owner]);
}

#[test]
fn a_manager_changes_neither_themselves_nor_people_of_other_accounts() {
    let it = manager(Role::Charter);
    let active = || person(Some(State::Active));
    assert!(active().removable(&it, NOW).is_ok() && active().changeable(&it, NOW).is_ok());
    let me = AccountUser { user: Some(it.user), ..active() };
    assert_eq!(me.removable(&it, NOW), Err(Refusal::Oneself));
    for other in [
        AccountUser { is_shared: true, ..active() },
        AccountUser { is_inactive: true, ..active() },
        AccountUser { is_withheld: true, ..active() },
    ] {
        assert_eq!(other.removable(&it, NOW), Err(Refusal::Operators));
        assert_eq!(other.changeable(&it, NOW), Err(Refusal::Operators));
        assert_eq!(other.open_invitation(&it, NOW), Err(Refusal::Operators));
        assert_eq!(other.restorable(&it, NOW), Err(Refusal::Operators));
    }
}

#[test]
fn a_person_without_access_is_invited_or_restored() {
    let it = manager(Role::Charter);
    let invited = |person: &AccountUser| {
        person.invitable(&it, NOW).map(|it| it.invite((Role::Charter, Vec::new()), FRESH).user)
    };
    assert_eq!(invited(&person(None)), Ok(FRESH));
    assert_eq!(invited(&person(Some(State::Active))), Err(Refusal::Active));
    let removed = person(Some(State::Disabled));
    assert_eq!(invited(&removed), Err(Refusal::Active), "removed access is restored instead");
    assert!(removed.restorable(&it, NOW).is_ok());
    let never = AccountUser { activated_at: None, ..removed };
    assert!(invited(&never).is_ok());
    assert_eq!(never.restorable(&it, NOW), Err(Refusal::NeverActive));
    assert!(person(Some(State::Invited)).open_invitation(&it, NOW).is_ok());
    assert_eq!(person(None).removable(&it, NOW), Err(Refusal::NoAccess));
}
