//! What the audit does beside requests: counts probes, and deletes what was kept long enough.
use super::{probes::Probe, queries};
use crate::{
    app::App,
    db::query::{Batch, Changes},
    edge,
};

/// Counts a probe and writes it to the log, after the visitor was answered.
pub async fn note(app: &App, probe: &Probe) {
    let now = app.now();
    match app.db.run(queries::probed(probe, now)).await {
        Ok(found) => {
            for it in found {
                edge::log_probe(now, &probe.request, probe.user, &it.kind, it.count);
            }
        }
        Err(cause) => {
            edge::log_fault(&format!("probe: {cause:?}"));
        }
    }
}

/// Deletes network addresses, counts of probes, and events that were kept long enough.
pub fn forget(now: i64) -> impl Batch<Answers = (((Changes, Changes), Changes), Changes)> {
    ((queries::forget_addresses(now), queries::forget_probes(now)), queries::forget_events(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;
    use axum::http::StatusCode;
    use futures_executor::block_on;

    const TRIP: &str = "/trips/00000000-0000-7000-8000-0000000e3001";

    /// Asks for a page, and returns what is logged after the answer.
    fn asked(portal: &Portal, who: Person, path: &str) -> String {
        let reply = portal.get(who, path);
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        if let Some(probe) = reply.probe {
            block_on(note(&portal.app, &probe));
        }
        edge::logged().join("\n")
    }

    #[test]
    fn somebody_who_asks_for_what_is_not_theirs_is_logged_and_counted() {
        let portal = Portal::open(WALK);
        for (who, login) in [(MILO, "milo@ridgeline.example"), (RHEA, "rhea@ridgeline.example")] {
            let id = portal.value(&format!("SELECT id FROM users WHERE email = '{login}'"));
            for n in 1..=3 {
                let line = asked(&portal, who, TRIP);
                for part in
                    ["\"event\":\"probe\"", "\"kind\":\"trip\"", &id, &format!("\"count\":{n}")]
                {
                    assert!(line.contains(part), "{part}: {line}");
                }
            }
        }
        portal.later(DAY);
        assert!(asked(&portal, MILO, TRIP).contains("\"count\":1"), "each day is counted anew");
    }

    #[test]
    fn a_client_of_another_account_is_noticed_too() {
        let portal = Portal::open(WALK);
        let invoice = "/invoices/00000000-0000-7000-8000-0000000e4001";
        assert!(asked(&portal, CARL, invoice).contains("\"kind\":\"invoice\""));
    }

    #[test]
    fn what_does_not_exist_is_answered_alike_and_not_noted() {
        let portal = Portal::open(WALK);
        let nothing = "/trips/00000000-0000-7000-8000-00000000ffff";
        assert_eq!(asked(&portal, MILO, nothing), "");
        let (theirs, nobodys) = (portal.get(MILO, TRIP), portal.get(MILO, nothing));
        assert_eq!(theirs.body, nobodys.body);
        let without_costs = |reply: &Reply| {
            let mut headers = reply.headers.clone();
            headers.remove("server-timing");
            headers
        };
        assert_eq!(without_costs(&theirs), without_costs(&nobodys));
        assert!(portal.get(STRANGER, TRIP).probe.is_none(), "nobody is signed in");
        assert_eq!(portal.value("SELECT count(*) FROM probes"), "0");
    }
}
