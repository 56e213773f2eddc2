//! Legs that must arrive by a time, and legs that come back to where they start.
use super::*;

/// One leg, with these fields changed.
fn one(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let fields = but(&[&[("kind", "one_way")], changes].concat());
    fields.into_iter().filter(|(name, _)| !name.ends_with(".1")).collect()
}

#[test]
fn a_client_asks_to_arrive_by_a_time_and_the_quote_counts_back_from_it() {
    let portal = Portal::open(SEED);
    let by = [("aim.0", "arrive"), ("date.0", "2026-12-11"), ("time.0", "08:05")];
    let reply = portal.post(MIRA, "/requests", &one(&by));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let told = "Arrive by Fri, Dec 11, 8:05 AM GMT";
    for who in [MIRA, DANA] {
        let page = portal.get(who, reply.location());
        assert!(
            page.has(told) && page.has("Departure to be planned"),
            "{}: {}",
            who.name,
            page.body
        );
        assert!(portal.get(who, "/requests").has(told), "{}", who.name);
    }
    let builder = portal.get(DANA, &format!("{}/quotes/new", reply.location()));
    for words in [
        "value=\"2026-12-11\"",
        "value=\"08:05\"",
        "value=\"arrive\" selected",
        "aria-describedby=\"block.0-hint \" value=\"447\"",
        told,
    ] {
        assert!(builder.has(words), "{words}: {}", builder.body);
    }
    let edit = portal.get(MIRA, &format!("{}/edit", reply.location()));
    assert!(edit.has("value=\"arrive\" selected") && edit.has("value=\"08:05\""), "{}", edit.body);
}

#[test]
fn a_sightseeing_flight_is_asked_about_once() {
    let portal = Portal::open(SEED);
    let asked = portal.post(MIRA, "/requests", &one(&[("to.0", "TEB")]));
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Does it come back here?", "name=\"to_sure.0\" value=\"TEB\"", "name=\"hours.0\""]
    {
        assert!(asked.has(words), "{words}: {}", asked.body);
    }
    let sure = one(&[("to.0", "TEB"), ("to_sure.0", "TEB"), ("hours.0", "2")]);
    let reply = portal.post(MIRA, "/requests", &sure);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(MIRA, reply.location());
    assert!(page.has("2 h, back to the start") && page.has("TEB to TEB"), "{}", page.body);
    let builder = portal.get(DANA, &format!("{}/quotes/new", reply.location()));
    assert!(builder.has("aria-describedby=\"block.0-hint \" value=\"120\""), "{}", builder.body);
}
