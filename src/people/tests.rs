//! What one client may let another do.
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
fn nobody_gives_or_takes_what_they_do_not_have() {
    let it = manager(Role::Charter);
    let before = [Grant::Pay, Grant::SeeMoney];
    assert_eq!(
        it.chosen(&before, &[Grant::ManageUsers, Grant::Schedule]),
        [Grant::Pay, Grant::ManageUsers]
    );
    assert_eq!(it.chosen(&[], &Grant::ALL), it.grants);
}

#[test]
fn nobody_makes_an_owner_but_an_owner() {
    assert_eq!(manager(Role::Charter).roles(), [Role::Charter]);
    assert_eq!(manager(Role::Customer).roles(), [Role::Customer]);
    assert_eq!(manager(Role::Owner).roles(), [Role::Charter, Role::Owner]);
}

#[test]
fn oneself_and_whoever_is_of_another_account_is_the_operators_business() {
    let it = manager(Role::Charter);
    let active = || person(Some(State::Active));
    assert!(active().remove(&it, NOW).is_ok() && active().change(&it, NOW).is_ok());
    let me = AccountUser { user: Some(it.user), ..active() };
    assert_eq!(me.remove(&it, NOW), Err(Refusal::Oneself));
    for other in [
        AccountUser { is_shared: true, ..active() },
        AccountUser { is_inactive: true, ..active() },
        AccountUser { is_withheld: true, ..active() },
    ] {
        assert_eq!(other.remove(&it, NOW), Err(Refusal::Operators));
        assert_eq!(other.change(&it, NOW), Err(Refusal::Operators));
        assert_eq!(other.invite_again(&it, NOW), Err(Refusal::Operators));
        assert_eq!(other.restore(&it, NOW), Err(Refusal::Operators));
    }
}

#[test]
fn whoever_has_no_access_is_invited_or_restored() {
    let it = manager(Role::Charter);
    let invited = |person: &AccountUser| {
        person.invite(&it, (Role::Charter, Vec::new()), FRESH, NOW).map(|it| it.user)
    };
    assert_eq!(invited(&person(None)), Ok(FRESH));
    assert_eq!(invited(&person(Some(State::Active))), Err(Refusal::Active));
    let removed = person(Some(State::Disabled));
    assert_eq!(invited(&removed), Err(Refusal::Active), "it is to be restored");
    assert!(removed.restore(&it, NOW).is_ok());
    let never = AccountUser { activated_at: None, ..removed };
    assert!(invited(&never).is_ok());
    assert_eq!(never.restore(&it, NOW), Err(Refusal::NeverActive));
    assert!(person(Some(State::Invited)).invite_again(&it, NOW).is_ok());
    assert_eq!(person(None).remove(&it, NOW), Err(Refusal::NoAccess));
}
