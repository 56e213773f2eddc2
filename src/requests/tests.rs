//! Laws of a request's states.
use super::{listing::Pile, *};
use uuid::Uuid;

fn request(state: State) -> Request {
    Request {
        id: RequestId(Uuid::nil()),
        reference: "R-1001".into(),
        account_id: AccountId(Uuid::nil()),
        account: "Lindqvist".into(),
        contact_id: ContactId(Uuid::nil()),
        contact: "Mira".into(),
        state,
        itinerary: Vec::new(),
        route: "TEB to PBI".into(),
        passengers: 2,
        catering: String::new(),
        ground: String::new(),
        preference: String::new(),
        notes: String::new(),
        reason: String::new(),
        assigned: None,
        trip_id: None,
        version: 3,
    }
}

const ENDS: [(State, Refusal); 3] = [
    (State::Won, Refusal::Won),
    (State::Declined, Refusal::Declined),
    (State::Cancelled, Refusal::Cancelled),
];

#[test]
fn a_closed_request_never_changes() {
    for (state, refusal) in ENDS {
        let it = request(state);
        assert_eq!(it.review(3), Err(refusal));
        assert_eq!(it.closable().err(), Some(refusal));
        assert!(!state.is_open());
    }
}

#[test]
fn an_open_request_may_be_closed() {
    for state in [State::Submitted, State::UnderReview, State::Quoted] {
        let request = request(state);
        let step = request.closable().and_then(|it| it.close(3, "Full"));
        assert_eq!(step.map(|it| (it.version, it.reason)), Ok((3, "Full".into())));
        assert!(state.is_open());
    }
}

#[test]
fn only_a_new_request_is_taken_under_review() {
    assert!(request(State::Submitted).review(3).is_ok());
    assert_eq!(request(State::UnderReview).review(3), Err(Refusal::UnderReview));
    assert_eq!(request(State::Quoted).review(3), Err(Refusal::Quoted));
}

#[test]
fn a_form_of_an_older_version_changes_nothing() {
    for seen in [2, 4] {
        assert_eq!(request(State::Submitted).review(seen), Err(Refusal::Stale));
        for state in [State::Quoted, State::UnderReview] {
            let request = request(state);
            assert_eq!(request.closable().unwrap().close(seen, "Full"), Err(Refusal::Stale));
        }
    }
}

#[test]
fn every_state_is_in_one_tab() {
    let states: Vec<_> = Pile::ALL.iter().flat_map(|pile| pile.states()).collect();
    assert_eq!(states.len(), 6);
    assert!(Pile::ALL.iter().all(|&pile| Pile::of(pile.word()) == pile));
    assert_eq!(Pile::of("elsewhere"), Pile::NeedsYou);
}

#[test]
fn statements_call_the_same_states_open_as_the_code() {
    let stored: Vec<&str> = Pile::ALL.iter().flat_map(|pile| pile.states()).copied().collect();
    let is_open = |word: &&str| serde_json::from_value::<State>((*word).into()).unwrap().is_open();
    let open: Vec<&str> = stored.into_iter().filter(is_open).collect();
    let in_sql: Vec<&str> = is_open!("r").split('\'').skip(1).step_by(2).collect();
    assert_eq!(in_sql, open);
}
