//! Laws of a request's states.
use super::{listing::Pile, *};
use crate::workspaces::Trade;
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
        closed_for: None,
        assigned_to: None,
        assigned: None,
        trip_id: None,
        version: 3,
    }
}

const ENDS: [(State, Refusal); 5] = [
    (State::Won, Refusal::Won),
    (State::Declined, Refusal::Declined),
    (State::Lost, Refusal::Lost),
    (State::Cancelled, Refusal::Cancelled),
    (State::Dropped, Refusal::Dropped),
];

const OPEN: [State; 4] =
    [State::Submitted, State::UnderReview, State::AlternativeProposed, State::Quoted];

#[test]
fn a_closed_request_never_changes() {
    for (state, refusal) in ENDS {
        let it = request(state);
        assert_eq!(it.review(3), Err(refusal));
        assert_eq!(it.closable().err(), Some(refusal));
        assert_eq!(it.assign(3, None), Err(refusal));
        assert_eq!(it.book(3, TripId(Uuid::nil()), None, "", Trade::Air).err(), Some(refusal));
        assert!(!state.is_open());
    }
}

#[test]
fn an_open_request_may_be_closed() {
    for state in OPEN {
        let request = request(state);
        let step = request.closable().and_then(|it| it.cancel(3, "Ill"));
        assert_eq!(step.map(|it| (it.version, it.words)), Ok((3, "Ill".into())));
        let closing = request.closable().and_then(|it| it.close(3, CloseReason::Vehicle, "Full"));
        let closing =
            closing.map(|it| (it.reason.with(&it.step.words, Trade::Coach), it.step.version));
        assert_eq!(closing, Ok(("No coach available: Full".into(), 3)));
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
            assert_eq!(request.closable().unwrap().cancel(seen, "Full"), Err(Refusal::Stale));
            assert_eq!(request.assign(seen, None), Err(Refusal::Stale));
        }
    }
}

#[test]
fn every_state_is_in_one_tab() {
    let states: Vec<_> = Pile::ALL.iter().flat_map(|pile| pile.states()).collect();
    assert_eq!(states.len(), 9);
    assert!(Pile::ALL.iter().all(|&pile| Pile::of(pile.word()) == pile));
    assert_eq!(Pile::of("elsewhere"), Pile::NeedsYou);
}

#[test]
fn statements_call_the_same_states_open_as_the_code() {
    let stored: Vec<&str> = Pile::ALL.iter().flat_map(|pile| pile.states()).copied().collect();
    let is_open = |word: &&str| serde_json::from_value::<State>((*word).into()).unwrap().is_open();
    let open: Vec<&str> = stored.into_iter().filter(is_open).collect();
    let sorted = |mut words: Vec<&str>| {
        words.sort_unstable();
        words.join(" ")
    };
    let in_sql = has_open_state!("r").split('\'').skip(1).step_by(2).collect();
    assert_eq!(sorted(in_sql), sorted(open));
}

#[test]
fn a_reason_is_one_of_the_list_it_is_chosen_from() {
    assert_eq!(CloseReason::among(&CloseReason::TO_DECLINE, "route"), Some(CloseReason::Route));
    assert_eq!(CloseReason::among(&CloseReason::TO_DECLINE, "elsewhere"), None);
    for reason in CloseReason::OF_LOSS {
        assert_eq!(CloseReason::among(&CloseReason::OF_LOSS, reason.code()), Some(reason));
    }
}

#[test]
fn a_trip_of_a_request_has_its_wishes_and_the_vehicle_that_is_known() {
    let request =
        Request { catering: "Fruit".into(), notes: "One dog".into(), ..request(State::Submitted) };
    let (_, trip) = request.book(3, TripId(Uuid::max()), None, "", Trade::Air).unwrap();
    assert_eq!((trip.vehicle.as_str(), trip.tail), ("Aircraft to be confirmed", None));
    assert_eq!(trip.wishes, "Catering: Fruit\nOne dog");
    let tail = working::FleetTail {
        id: crate::kit::ids::TailId(Uuid::max()),
        registration: "N1".into(),
        kind: "Latitude".into(),
        speed_kt: 420,
    };
    let (_, trip) = request.book(3, TripId(Uuid::max()), Some(&tail), "", Trade::Air).unwrap();
    assert_eq!((trip.vehicle.as_str(), trip.tail), ("Latitude", Some(tail.id)));
}
