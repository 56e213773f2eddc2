//! Which limit refused a change. The numbers are in the table `limits`, and a trigger of the database keeps
//! to them; here is how a refusal is told.
use crate::{
    db::{
        columns::json,
        query::Query,
        scope::{Scope, begun},
    },
    kit::{
        ids::EventId,
        language::Language,
        style::{DateOrder, Hours, Style, Times},
        zoned::{DAY, HOUR, MINUTE, Moment},
    },
};
use serde::Deserialize;

/// How many changes of a kind were counted, and when the oldest of them was.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
struct Counted(i64, Option<i64>);

/// The limits of a change that was not written, and what was counted.
#[derive(Debug, Clone, Deserialize)]
pub struct Counts {
    kind: String,
    hour: Option<i64>,
    day: Option<i64>,
    one: Option<i64>,
    workspace: Option<i64>,
    #[serde(deserialize_with = "json")]
    in_hour: Counted,
    #[serde(deserialize_with = "json")]
    in_day: Counted,
    #[serde(deserialize_with = "json")]
    about_one: Counted,
    #[serde(deserialize_with = "json")]
    in_workspace: Counted,
    zone: String,
    language: Language,
    hours: Hours,
    times: Times,
    date_order: DateOrder,
}

/// A limit that is reached: what is said about it, and when it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    pub why: String,
    pub until: i64,
}

/// Selects the limits of an action, if its event was not inserted.
pub fn counts(scope: &Scope, action: &str, subject: &str, event: EventId) -> Query<Option<Counts>> {
    scope
        .query(begun!(
            "SELECT l.kind, l.hour, l.day, l.one, l.workspace, w.zone, u.language, coalesce(u.clock, w.clock) AS hours, u.times, w.date_order,
               (SELECT json_array(count(*), min(e.at)) FROM limits k CROSS JOIN events e INDEXED BY events_by_actor_and_action
                  ON e.workspace_id = me.workspace_id AND e.actor_id = me.user_id AND e.action = k.action AND e.at > :now - 3600000
                  WHERE k.kind = l.kind) AS in_hour,
               (SELECT json_array(count(*), min(e.at)) FROM limits k CROSS JOIN events e INDEXED BY events_by_actor_and_action
                  ON e.workspace_id = me.workspace_id AND e.actor_id = me.user_id AND e.action = k.action AND e.at > :now - 86400000
                  WHERE k.kind = l.kind) AS in_day,
               (SELECT json_array(count(*), min(e.at)) FROM events e INDEXED BY events_by_subject
                  JOIN limits k ON k.action = e.action AND k.kind = l.kind
                  WHERE e.workspace_id = me.workspace_id AND e.subject_id = :subject AND e.at > :now - 86400000) AS about_one,
               (SELECT json_array(count(*), min(e.at)) FROM limits k CROSS JOIN events e INDEXED BY events_by_action
                  ON e.workspace_id = me.workspace_id AND e.action = k.action AND e.at > :now - 86400000
                  WHERE k.kind = l.kind) AS in_workspace
             FROM me JOIN limits l ON l.action = :action JOIN workspaces w ON w.id = me.workspace_id JOIN users u ON u.id = me.user_id
             WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.id = :event)"
        ))
        .bind("action", action)
        .bind("subject", subject)
        .bind("event", event)
}

/// What the changes of a kind are, and what was done with them: "20 invitations", "sent".
fn words(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "invitations" => ("invitations", "sent"),
        "decisions" => ("decisions about requests for access", "made"),
        "sign_ups" => ("requests for access", "sent"),
        "inquiries" => ("requests without an account", "sent"),
        "requests" => ("requests", "sent"),
        "entries" => ("requests of clients", "entered"),
        "deals" => ("deals", "given to colleagues"),
        "alternatives" => ("alternatives", "proposed"),
        "messages" => ("messages", "sent"),
        "notes" => ("notes", "written"),
        "assignments" => ("conversations", "given to colleagues"),
        "answers" => ("canned answers", "added"),
        "drafts" => ("drafts of quotes", "made"),
        "quotes" => ("quotes", "sent"),
        "trip_updates" => ("changes of trips", "made"),
        "invoices" => ("invoices", "issued"),
        "documents" => ("PDFs", "requested"),
        "payments" => ("payments", "recorded"),
        "attempts" => ("payments", "begun"),
        "repeats" => ("emails", "sent again"),
        "contacts" => ("contacts, accounts and leads", "added"),
        "contact_changes" => ("changes of contacts", "made"),
        "passengers" => ("passengers", "added"),
        "manifests" => ("changes of manifests", "made"),
        "archives" => ("archives of clients\u{2019} data", "exported"),
        "exports" => ("manifests", "exported"),
        "reveals" => ("passengers\u{2019} numbers", "shown in full"),
        "factors" => ("ways to sign in", "set up"),
        "resets" => ("resets of second factors", "made"),
        "approvals" => ("answers about trips on an aircraft", "given"),
        "feeds" => ("addresses of a calendar feed", "made"),
        "blocks" => ("blocks", "added"),
        "tails" => ("entries of the fleet", "added"),
        "block_changes" => ("changes of blocks", "made"),
        "rates" => ("rates", "added"),
        "fbos" => ("FBOs", "added"),
        "logos" => ("logos", "set"),
        "domains" => ("domains", "added"),
        "api_keys" => ("API keys", "made"),
        "api_leads" => ("requests by the API", "sent"),
        "domain_checks" => ("checks of a domain", "made"),
        "files" => ("files", "added"),
        "services" => ("orders of services", "sent"),
        "service_updates" => ("answers to orders", "sent"),
        _ => ("changes", "made"),
    }
}

impl Counts {
    /// The limit that is reached, if there is one; of several the one that lasts longest.
    pub fn reached(&self, now: i64) -> Option<Reached> {
        let (what, done) = words(&self.kind);
        let told = |most: Option<i64>, before: &str, after: &str| {
            format!("{before}{}{after}", most.unwrap_or_default())
        };
        let you = format!("You have {done} ");
        let rules = [
            (
                self.hour,
                self.in_hour,
                HOUR,
                told(self.hour, &you, &format!(" {what} in the last hour.")),
            ),
            (
                self.day,
                self.in_day,
                DAY,
                told(self.day, &you, &format!(" {what} in the last 24 hours.")),
            ),
            (
                self.one,
                self.about_one,
                DAY,
                told(self.one, &format!("This was {done} "), " times in the last 24 hours."),
            ),
            (
                self.workspace,
                self.in_workspace,
                DAY,
                told(
                    self.workspace,
                    "",
                    &format!(" {what} were {done} here in the last 24 hours, the most for a day."),
                ),
            ),
        ];
        let reached = rules.into_iter().filter_map(|(most, counted, window, why)| {
            most.filter(|most| counted.0 >= *most)?;
            Some((counted.1.unwrap_or(now) + window, why))
        });
        let (until, why) = reached.max_by_key(|(until, _)| *until)?;
        // A time on screen has no seconds: the next full minute is not too early.
        let until = (until + MINUTE - 1) / MINUTE * MINUTE;
        Some(Reached { why: format!("{why} Try again {}.", self.when(until, now)), until })
    }

    /// "at 3:40 PM", or with the day if it is not today.
    fn when(&self, until: i64, now: i64) -> String {
        let style = Style {
            language: self.language,
            hours: self.hours,
            times: self.times,
            order: self.date_order,
            ..Style::default()
        };
        let of = |at| Moment::new(at, &self.zone).styled(style);
        let (until, now) = (of(until), of(now));
        if until.date() == now.date() {
            format!("at {}", until.time())
        } else {
            format!("on {} at {}", until.long_date(), until.time())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const ZOE: &str = "/contacts/00000000-0000-7000-8000-000000000c27";

    /// As many events of a person as if they had done it before, one a second until now.
    fn done_before(portal: &Portal, who: &str, action: &str, times: i64) {
        portal.app.db.execute(&format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times})
             INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, at)
             SELECT '{who} {action} ' || i, u.workspace_id, u.id, u.face, '{action}', 'another', {NOON} - 1000 * ({times} - i)
             FROM users u, n WHERE u.email = '{who}@harbour.example'"
        ));
    }

    fn invite(portal: &Portal, key: &str) -> Reply {
        portal.post(DANA, &format!("{ZOE}/invitation"), &[("key", key), ("role", "charter")])
    }

    #[test]
    fn the_last_invitation_of_an_hour_is_sent_and_the_next_is_refused_in_words() {
        let portal = Portal::open("");
        done_before(&portal, "dana", "client_invited_again", 20);
        let reply = invite(&portal, "a");
        assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
        let words = "You have sent 20 invitations in the last hour. Try again at 8:00 AM.";
        assert!(reply.has(words), "{}", reply.body);
        assert_eq!(reply.headers["retry-after"], "3600");
        assert_eq!(portal.value("SELECT count(*) FROM outbox"), "0");
        assert_eq!(
            portal.value("SELECT count(*) FROM users WHERE email = 'zoe@harbour.example'"),
            "0"
        );
        let others =
            portal.post(OLE, &format!("{ZOE}/invitation"), &[("key", "a"), ("role", "charter")]);
        assert_eq!(others.status, StatusCode::SEE_OTHER, "a limit is one person\u{2019}s own");

        let portal = Portal::open("");
        done_before(&portal, "dana", "client_invited_again", 20);
        portal.later(HOUR);
        assert_eq!(invite(&portal, "b").status, StatusCode::SEE_OTHER);
    }

    #[test]
    fn one_person_is_not_sent_the_same_again_and_again() {
        let portal = Portal::open("");
        assert_eq!(invite(&portal, "0").status, StatusCode::SEE_OTHER);
        let again = |n: usize| {
            let version =
                portal.value("SELECT version FROM users WHERE email = 'zoe@harbour.example'");
            let fields = [("key", &*n.to_string()), ("version", &version)];
            portal.post(DANA, &format!("{ZOE}/access/mail"), &fields)
        };
        for n in 1..=4 {
            let reply = again(n);
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        }
        let refused = again(5);
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.has("This was sent 5 times in the last 24 hours."), "{}", refused.body);
        assert_eq!(portal.value("SELECT count(*) FROM outbox"), "5");
    }

    #[test]
    fn a_workspace_has_a_limit_for_a_day_that_does_not_touch_another() {
        let portal = Portal::open("");
        for who in ["mira", "tomas", "ruth", "carl", "ole", "ines"] {
            done_before(&portal, who, "client_invited", 50);
        }
        let reply = invite(&portal, "a");
        assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(reply.has("300 invitations were sent here in the last 24 hours"), "{}", reply.body);
        assert!(reply.has("Try again on "), "{}", reply.body);
        portal.later(DAY);
        assert_eq!(invite(&portal, "b").status, StatusCode::SEE_OTHER);
    }

    #[test]
    fn a_form_that_was_carried_out_is_answered_alike_when_the_limit_is_reached() {
        let portal = Portal::open("");
        done_before(&portal, "dana", "client_invited_again", 19);
        let first = invite(&portal, "a");
        let second = invite(&portal, "a");
        assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(first.location(), second.location());
    }

    #[test]
    fn every_kind_of_the_table_has_words() {
        let portal = Portal::open("");
        for row in portal.app.db.rows("SELECT DISTINCT kind FROM limits") {
            assert_ne!(words(&row[0].1).0, "changes", "{}", row[0].1);
        }
    }
}
