//! Laws of a request's states.
use super::alternative::{Alternative, Answer, Offer};
use super::{listing::Pile, *};
use crate::{
    itineraries::samples::{leg, luton, palm_beach, teterboro},
    kit::ids::AlternativeId,
    workspaces::Trade,
};
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
        vehicles: 1,
        catering: String::new(),
        ground: String::new(),
        preference: String::new(),
        notes: String::new(),
        other_dates: String::new(),
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
    let mut states: Vec<_> = Pile::ALL.iter().flat_map(|pile| pile.states()).collect();
    states.sort_unstable();
    states.dedup_by(|one, other| one == other && **one == "quoted");
    assert_eq!(states.len(), 9, "a quoted one is in two, by whether a quote awaits an answer");
    assert!(Pile::ALL.iter().all(|&pile| Pile::of(pile.word()) == pile));
    assert_eq!(Pile::of("elsewhere"), Pile::NeedsYou);
}

#[test]
fn statements_call_the_same_states_open_as_the_code() {
    let mut stored: Vec<&str> = Pile::ALL.iter().flat_map(|pile| pile.states()).copied().collect();
    stored.sort_unstable();
    stored.dedup();
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

fn alternative() -> Alternative {
    Alternative {
        id: AlternativeId(Uuid::nil()),
        asked: Vec::new(),
        itinerary: vec![leg(teterboro(), luton(), 1_000, 2_000)],
        vehicle: "Global 6000".into(),
        note: "The Latitude is in maintenance.".into(),
        answer: None,
        words: String::new(),
        is_withdrawn: false,
    }
}

#[test]
fn an_alternative_is_agreed_to_until_it_departs() {
    let it = request(State::AlternativeProposed);
    let agree = |now| it.answer(3, Some(&alternative()), Answer::Yes, "Fine", now);
    let answered = agree(999).unwrap();
    assert_eq!((answered.step.version, answered.step.words.as_str()), (3, "Fine"));
    assert_eq!(answered.agreed, Some((alternative().itinerary, "Global 6000".into())));
    assert_eq!(agree(1_000), Err(Refusal::Departed));
    let refused = it.answer(3, Some(&alternative()), Answer::No, "", 1_000).unwrap();
    assert_eq!(refused.agreed, None);
}

#[test]
fn an_alternative_that_names_no_vehicle_leaves_the_preference() {
    let it = Request { preference: "large cabin".into(), ..request(State::AlternativeProposed) };
    let plain = Alternative { vehicle: String::new(), ..alternative() };
    let answered = it.answer(3, Some(&plain), Answer::Yes, "", 0).unwrap();
    assert_eq!(answered.agreed.map(|(_, preference)| preference), Some("large cabin".into()));
}

#[test]
fn only_an_alternative_that_awaits_an_answer_is_answered() {
    let answer = |state, seen, it: Option<&Alternative>| {
        request(state).answer(seen, it, Answer::No, "", 0).map(|it| it.step.version)
    };
    let it = alternative();
    for state in [State::Submitted, State::UnderReview, State::Quoted] {
        assert_eq!(answer(state, 3, Some(&it)), Err(Refusal::NoAlternative));
    }
    assert_eq!(answer(State::AlternativeProposed, 3, None), Err(Refusal::NoAlternative));
    assert_eq!(answer(State::AlternativeProposed, 2, Some(&it)), Err(Refusal::Stale));
    for (state, refusal) in ENDS {
        assert_eq!(answer(state, 3, Some(&it)), Err(refusal));
    }
}

#[test]
fn an_alternative_is_proposed_for_any_open_request() {
    let offer = || Offer {
        itinerary: vec![leg(palm_beach(), teterboro(), 1_000, 2_000)],
        vehicle: String::new(),
        note: "A day later".into(),
    };
    let propose = |state, seen| request(state).propose(seen, AlternativeId(Uuid::nil()), offer());
    for state in OPEN {
        assert_eq!(propose(state, 3).map(|it| it.offer), Ok(offer()));
        assert_eq!(propose(state, 2).err(), Some(Refusal::Stale));
    }
    for (state, refusal) in ENDS {
        assert_eq!(propose(state, 3).err(), Some(refusal));
    }
}

#[test]
fn a_client_changes_a_request_that_nobody_works_on() {
    assert!(request(State::Submitted).amendable(3).is_ok());
    assert_eq!(request(State::Submitted).amendable(2), Err(Refusal::Stale));
    assert_eq!(request(State::UnderReview).amendable(3), Err(Refusal::UnderReview));
    assert_eq!(request(State::AlternativeProposed).amendable(3), Err(Refusal::AlternativeProposed));
}
