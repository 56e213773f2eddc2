//! `/`
use super::{queries, views};
use crate::{
    approvals,
    db::page::Cursor,
    error::Result,
    http::{
        page::{page, see},
        routes::Routes,
        visit::Visit,
    },
    invoices,
    kit::zoned::{self, DAY},
    messages, passengers, services,
    users::everyone,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/", everyone(), home)
}

/// `GET /`: the client's upcoming trips, open requests, quotes to answer, balances and messages; where clients land on
/// their trips, those.
async fn home(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    // No time zone has a later date, so every passport that expires by the workspace's date is
    // among these.
    let latest = zoned::today(scope.now + DAY, "UTC");
    let money = (
        invoices::dues(scope),
        invoices::signed_for(scope),
        invoices::my_credits(scope),
        queries::payers(scope),
    );
    let others = (
        passengers::expiring(scope, passengers::in_six_months(latest), 5),
        services::coming(scope, 5),
        approvals::questions(scope),
    );
    let batch = (
        queries::trips(scope, 6),
        queries::wishes(scope, 6),
        queries::offers(scope, 3),
        messages::threads(scope, &Cursor::newest(), 3),
        money,
        others,
    );
    let (visitor, (trips, wishes, offers, threads, money, others)) = visit.read(batch).await?;
    let ((dues, signed, credits, payers), (expiring, orders, questions)) = (money, others);
    if visitor.lands_on_trips() {
        return Ok(see("/trips"));
    }
    let journeys = if visitor.travels() {
        views::Journeys::of(&visitor, trips, wishes, offers, expiring)
    } else {
        views::Journeys::default()
    };
    let balances = invoices::balances(&dues, &signed, visitor.today());
    let threads = if visitor.may_open("/messages") { threads } else { Vec::new() };
    let mut orders = if visitor.may_open("/services") { orders } else { Vec::new() };
    orders.truncate(5);
    let questions = if visitor.travels() { questions } else { Vec::new() };
    page(&views::Home { visitor, questions, journeys, orders, balances, credits, payers, threads })
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const SEED: &str = include_str!("seed.sql");

    #[test]
    fn a_client_sees_their_trips_quotes_balances_and_messages() {
        let home = Portal::open(SEED).get(MIRA, "/");
        assert_eq!(home.status, StatusCode::OK, "{}", home.body);
        for words in [
            "Good morning, Mira",
            "Your next trip, tomorrow",
            "Teterboro to West Palm Beach",
            "Sun, Nov 22, 7:00 AM EST",
            "0 of 4 named",
            "PBI to TEB",
            "TEB to LTN",
            "TEB to NCE",
            "Q-last-moment",
            "137,586.40",
            "12,480.00",
            "1 invoice 4 days overdue",
            "Expires Jan 12, 2027",
            "Dana, Operations",
            "It is confirmed.",
            "Add a passenger",
        ] {
            assert!(home.has(words), "{words}");
        }
        for words in [
            "TEB to ACK",
            "HPN to ASE",
            "TEB to OPF",
            "Q-one-past",
            "Q-draft",
            "Q-of-cancelled",
            "Axel Fine",
            "How much?",
        ] {
            assert!(!home.has(words), "{words}");
        }
        let cost = home.headers.get("server-timing").unwrap().to_str().unwrap();
        assert!(cost.contains("1 batches"), "{cost}");
    }

    #[test]
    fn an_owner_sees_only_the_trips_of_others_on_their_aircraft() {
        let open = "UPDATE workspaces SET shows_other_parties = 1;";
        let home = Portal::open(&format!("{SEED}{open}")).get(RUTH, "/");
        assert!(home.has("TEB to PBI") && home.has("Citation Latitude, N517HA"), "{}", home.body);
        assert!(home.has("for Lindqvist Holdings"), "{}", home.body);
        let shut = Portal::open(SEED).get(RUTH, "/");
        assert!(shut.has("for another client") && !shut.has("Lindqvist"), "{}", shut.body);
        assert!(!Portal::open(SEED).get(MIRA, "/").has("for Lindqvist Holdings"));
        assert!(!home.has("Your next trip") && !home.has("named"));
        for words in ["PBI to TEB", "TEB to LTN", "Q-last-moment", "12,480", "Zoë", "Dana, Oper"] {
            assert!(!home.has(words), "{words}");
        }
    }

    #[test]
    fn the_page_offers_only_what_its_reader_may_do_and_see() {
        let portal = Portal::open(SEED);
        for grant in ["request_trips", "approve_quotes", "manage_passengers", "see_money"] {
            portal.deny(MIRA, grant);
        }
        let home = portal.get(MIRA, "/");
        for words in
            ["Your next trip, tomorrow", "Q-last-moment", "View quote", "Expires Jan 12, 2027"]
        {
            assert!(home.has(words), "{words}: {}", home.body);
        }
        for words in
            ["137,586", "12,480", "USD", "Balance", "/invoices", "/new\"", "/edit", "your answer"]
        {
            let allowed = home.body.replace("/messages/new\"", "");
            assert!(!allowed.contains(words), "{words}: {}", home.body);
        }
    }

    #[test]
    fn the_account_and_its_credit_are_told_beside_the_balance() {
        let portal = Portal::open(SEED);
        portal.app.db.execute(
            "UPDATE accounts SET billing_name = 'Lindqvist Holdings AB', billing_address = 'Strandvägen 7A' WHERE name = 'Lindqvist Holdings';
             INSERT INTO payments (id, workspace_id, account_id, method, currency, amount, unallocated, received_on, created_at)
             SELECT 'p1', workspace_id, id, 'wire', 'USD', 70000, 70000, '2026-11-20', 0 FROM accounts WHERE name = 'Lindqvist Holdings'",
        );
        let home = portal.get(MIRA, "/");
        for words in ["Lindqvist Holdings AB", "Strandvägen 7A", "Your credit", "700.00"] {
            assert!(home.has(words), "{words}: {}", home.body);
        }
        portal.deny(MIRA, "see_money");
        let closed = portal.get(MIRA, "/");
        assert!(!closed.has("Your credit") && !closed.has("Strandvägen"), "{}", closed.body);
    }

    #[test]
    fn an_alternative_waits_for_the_clients_answer() {
        let portal = Portal::open(SEED);
        portal.app.db.execute(
            "UPDATE quotes SET state = 'withdrawn' WHERE state = 'sent'; UPDATE requests SET state = 'alternative_proposed' WHERE reference = 'R-1'",
        );
        let home = portal.get(MIRA, "/");
        let (_, aside) = home.body.split_once("<aside").unwrap();
        let (aside, _) = aside.split_once("</aside>").unwrap();
        for words in ["Waiting for your answer", "TEB to LTN", "Review alternative", "00000000e201"]
        {
            assert!(aside.contains(words), "{words}: {aside}");
        }
        portal.deny(MIRA, "request_trips");
        assert!(!portal.get(MIRA, "/").has("Review alternative"));
    }

    #[test]
    fn a_customer_of_the_fbo_sees_only_messages_and_invoices() {
        let portal = Portal::open(SEED);
        let home = portal.get(CARL, "/");
        assert!(home.has("How much?") && home.has("Next due Nov 21, 2026"), "{}", home.body);
        assert!(home.has("href=\"/messages/new\"") && home.has("View invoices"));
        let moved = SEED.replace(
            "000000000a11', '00000000-0000-7000-8000-000000000b51",
            "000000000a13', '00000000-0000-7000-8000-000000000b51",
        );
        let home = Portal::open(&moved).get(CARL, "/");
        for words in ["TEB to PBI", "/trips", "/requests", "/quotes", "/passengers"] {
            assert!(!home.has(words), "{words}");
        }
    }

    #[test]
    fn a_new_client_is_shown_where_to_begin() {
        let portal = Portal::open("");
        let home = portal.get(MIRA, "/");
        assert!(home.has("Where to first?") && home.has("Nothing to pay"), "{}", home.body);
        assert!(portal.get(CARL, "/").has("<h2>Welcome</h2>"));
        assert!(portal.get(BEA, "/").has("Where to first?"));
    }

    #[test]
    fn a_neighbor_finds_nothing_of_it() {
        let home = Portal::open(SEED).get(MILO, "/");
        assert!(home.has("Where to first?"));
        for words in ["TEB", "Q-", "12,480", "Zoë", "Catering"] {
            assert!(!home.has(words), "{words}");
        }
    }

    #[test]
    fn a_trip_in_progress_is_shown_however_late_it_is() {
        let stage = "INSERT INTO stages (id, workspace_id, name, rank, kind) VALUES ('active', '00000000-0000-7000-8000-000000000001', 'In Progress', 40, 'in_progress');
            UPDATE trips SET stage_id = 'active' WHERE reference = 'T-14'";
        let portal = Portal::open(&format!("{SEED}{stage}"));
        portal.later(3 * DAY);
        let home = portal.get(MIRA, "/");
        assert!(home.has("Your trip now") && home.has("00000000e104"), "{}", home.body);
        portal.app.db.execute("UPDATE trips SET stage_id = '00000000-0000-7000-8000-000000000019' WHERE reference = 'T-14'");
        assert!(!portal.get(MIRA, "/").has("00000000e104"), "it is completed");
    }

    #[test]
    fn of_a_trip_that_has_begun_the_next_leg_is_shown() {
        let portal = Portal::open(SEED);
        assert!(!portal.get(MIRA, "/").has("Next leg"));
        portal.app.db.execute(
            "INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination)
             SELECT trip_id, 0, workspace_id, 'flown', 1795255200000, 1, 1795259000000, destination, origin FROM legs WHERE id LIKE '%e101.1';
             UPDATE trips SET departs_at = 1795255200000 WHERE reference = 'T-11'",
        );
        let home = portal.get(MIRA, "/");
        let next = "<dt>Next leg</dt><dd>TEB to PBI, <time>Sun, Nov 22, 7:00 AM EST</time>";
        assert!(home.has(next), "{}", home.body);
    }

    #[test]
    fn a_new_request_is_on_the_page_however_many_trips_are_ahead() {
        let trips = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
            INSERT INTO trips (id, workspace_id, reference, account_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
            SELECT '00000000-0000-7000-8000-00000000ee0' || i, workspace_id, 'M-' || i, account_id, vehicle, stage_id, route, passengers, departs_at, ends_at, 0 FROM n, trips WHERE reference = 'T-11';
            UPDATE requests SET departs_at = departs_at + 9000000000 WHERE reference = 'R-1'";
        let home = Portal::open(&format!("{SEED}{trips}")).get(MIRA, "/");
        assert!(
            home.has("Your requests") && home.has("R-1") && home.has("TEB to LTN"),
            "{}",
            home.body
        );
        let requests = Portal::open("").get(MIRA, "/requests");
        assert!(requests.has("href=\"/trips\"") && requests.has("aria-current=\"page\">Requests"));
        assert!(Portal::open(SEED).get(MIRA, "/trips").has("href=\"/requests\""));
    }

    #[test]
    fn a_signed_out_visitor_is_sent_to_sign_in() {
        let portal = Portal::open("");
        assert_eq!(portal.get(STRANGER, "/").location(), "/session/new");
    }
}
