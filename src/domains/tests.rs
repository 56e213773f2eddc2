//! Domains: names, Cloudflare's answers, and the way from the DNS to emails.
use super::{
    checking::Finding,
    cloudflare::{Answer, answer, has_record},
    *,
};
use crate::{
    kit::call::{Answered, Verb},
    testing::cast::*,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use futures_executor::block_on;

const NAME: &str = "portal.acme.example";

/// Cloudflare's answer about a custom hostname.
fn hostname(status: &str, certificate: &str, complaint: &str) -> String {
    format!(
        r#"{{"success":true,"errors":[],"result":{{"id":"h1","hostname":"{NAME}","status":"{status}","verification_errors":["{complaint}"],"ssl":{{"status":"{certificate}","validation_errors":[]}}}}}}"#
    )
}

fn error(code: i64) -> String {
    format!(r#"{{"success":false,"errors":[{{"code":{code},"message":"no"}}],"result":null}}"#)
}

fn add(portal: &Portal, who: Person, key: &str, name: &str) -> Reply {
    portal.post(who, "/settings/domains", &[("key", key), ("domain", name), ("face", "client")])
}

fn check_now(portal: &Portal, key: &str) -> Reply {
    let id = portal.value("SELECT id FROM domains WHERE removed_at IS NULL ORDER BY rowid DESC");
    portal.post(OLE, &format!("/settings/domains/{id}/checks"), &[("key", key)])
}

fn state(portal: &Portal) -> String {
    portal.value("SELECT state || ' ' || problem FROM domains ORDER BY rowid DESC")
}

/// Where mails to clients of Harbour lead.
fn link(portal: &Portal) -> String {
    portal.value("SELECT group_concat(h.host) FROM hosts h JOIN workspaces w ON w.id = h.workspace_id WHERE w.slug = 'harbour' AND h.face = 'client' AND h.is_canonical = 1")
}

fn sweep(portal: &Portal) {
    block_on(crate::jobs::sweep(&portal.app)).unwrap();
}

fn calls(portal: &Portal) -> Vec<(Verb, String)> {
    let asked = std::mem::take(&mut *portal.app.web.asked.lock().unwrap());
    let path = |url: &str| {
        url.rsplit_once("custom_hostnames").map_or(url.to_owned(), |it| it.1.to_owned())
    };
    asked.iter().map(|it| (it.verb, path(&it.url))).collect()
}

/// Everybody has just signed in again.
fn prove(portal: &Portal) {
    portal.app.db.execute(&format!("UPDATE sessions SET proven_at = {}", portal.app.now()));
}

/// A portal at which Harbour's domain is live.
fn live() -> Portal {
    let portal = Portal::open("");
    add(&portal, OLE, "a", NAME);
    portal.app.web.answer(201, &hostname("active", "active", ""));
    check_now(&portal, "b");
    calls(&portal);
    portal
}

#[test]
fn a_domain_is_removed_only_after_what_happens_was_read() {
    let portal = live();
    let page = portal.get(OLE, "/settings/domains").body;
    let (before, after) = page.split_once("/removal\"").unwrap();
    assert!(before.rfind("<details").unwrap() > before.rfind("</details>").unwrap_or(0), "{page}");
    assert!(after.split("</details>").next().unwrap().contains("lead nowhere"), "{page}");
    assert!(page.contains("aria-label=\"Settings\""), "the tabs of settings: {page}");
}

#[test]
fn a_name_is_read_as_people_type_it() {
    let fit = |typed: &str| read(typed, "portal.test");
    for typed in [
        NAME,
        " Portal.ACME.example. ",
        "https://portal.acme.example/session/new?next=/",
        "portal.acme.example:443",
    ] {
        assert_eq!(fit(typed).as_deref(), Ok(NAME), "{typed}");
    }
    assert_eq!(fit("flüge.acme.example").as_deref(), Ok("xn--flge-1ra.acme.example"));
    for (typed, unfit) in [
        ("", Unfit::Name),
        ("portal", Unfit::Name),
        ("10.0.0.1", Unfit::Name),
        ("por tal.acme.example", Unfit::Name),
        ("_x.acme.example", Unfit::Name),
        ("acme.example", Unfit::Root),
        ("portal.test", Unfit::Ours),
        ("harbour.portal.test", Unfit::Ours),
    ] {
        assert_eq!(fit(typed), Err(unfit), "{typed}");
    }
    assert!(fit(&format!("a.{}.example", "b".repeat(300))).is_err());
}

#[test]
fn each_answer_of_cloudflare_is_understood() {
    let of = |status, body: &str| answer(&Answered { status, body: body.to_owned() }, NAME);
    assert!(
        matches!(of(201, &hostname("pending", "initializing", "")), Answer::Found(it) if it.id == "h1")
    );
    let listed = hostname("active", "active", "").replace(r#""result":{"#, r#""result":[{"#);
    let listed = format!("{}]}}", listed.strip_suffix('}').unwrap());
    assert!(matches!(of(200, &listed), Answer::Found(it) if it.certificate == "active"));
    assert_eq!(of(200, &listed.replace(NAME, "other.example")), Answer::Gone);
    for (status, code, what) in [
        (409, 1406, Answer::Duplicate),
        (404, 1436, Answer::Gone),
        (429, 10_429, Answer::Busy),
        (409, 1439, Answer::Busy),
        (403, 1405, Answer::Full),
        (400, 1411, Answer::Unfit),
        (403, 10_000, Answer::Away("status 403, code 10000".to_owned())),
    ] {
        assert_eq!(of(status, &error(code)), what);
    }
    assert_eq!(of(502, "<html>"), Answer::Away("status 502, code 0".to_owned()));
}

#[test]
fn a_text_record_is_found_whole_or_in_pieces() {
    let has = |body: &str| has_record(&Answered { status: 200, body: body.to_owned() }, "secret");
    assert_eq!(has(r#"{"Status":3}"#), Ok(false));
    assert_eq!(has(r#"{"Answer":[{"data":"\"other\""},{"data":"\"sec\" \"ret\""}]}"#), Ok(true));
    assert!(has("<html>").is_err());
}

#[test]
fn what_cloudflare_tells_becomes_a_state_and_what_to_do() {
    let portal = Portal::open("");
    add(&portal, OLE, "a", NAME);
    let domain = block_on(portal.app.db.run(queries::domains(&scope_of(OLE)))).unwrap().remove(0);
    for (status, certificate, complaint, state, words) in [
        ("pending", "initializing", "", State::Dns, ""),
        (
            "pending",
            "pending_validation",
            "custom hostname does not CNAME to this zone.",
            State::Dns,
            "elsewhere",
        ),
        ("active", "pending_validation", "", State::Certificate, ""),
        ("pending", "pending_issuance", "", State::Certificate, ""),
        ("active", "pending_issuance", "caa_error: example.com", State::Failing, "CAA record"),
        ("pending", "validation_timed_out", "", State::Failing, "check again"),
        ("blocked", "active", "", State::Failing, "blocked"),
        ("moved", "active", "", State::Moved, ""),
        ("active", "active", "", State::Live, ""),
    ] {
        let body = hostname(status, certificate, complaint);
        let told = answer(&Answered { status: 200, body }, NAME);
        let step = domain.follows(&Finding::Told(told), NOON);
        assert_eq!(step.state, state, "{status} {certificate}");
        assert!(
            step.problem.contains(words) && step.problem.is_empty() == words.is_empty(),
            "{}",
            step.problem
        );
        assert!(step.next_at >= NOON + MINUTE);
    }
}

#[test]
fn an_administrator_takes_a_domain_live_and_mails_lead_there() {
    let portal = Portal::open("");
    assert_eq!(add(&portal, DANA, "a", NAME).status, StatusCode::FORBIDDEN);
    assert_eq!(
        add(&portal, OLE, "a", "https://Portal.acme.example/").location(),
        "/settings/domains"
    );
    let page = portal.get(OLE, "/settings/domains");
    for words in [
        "Waiting for DNS",
        "<code>portal.acme.example</code>",
        "<code>customers.portal.test</code>",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    portal.app.web.answer(201, &hostname("pending", "initializing", ""));
    assert_eq!(check_now(&portal, "b").notice(), "portal.acme.example: Waiting for DNS.");
    let note = "SELECT note FROM events WHERE action LIKE 'domain_%' ORDER BY rowid DESC LIMIT 1";
    assert_eq!(portal.value(note), NAME, "no state changed");
    assert_eq!(calls(&portal), [(Verb::Post, String::new())]);
    portal.later(5 * MINUTE);
    portal.app.web.answer(200, &hostname("active", "pending_issuance", ""));
    sweep(&portal);
    assert_eq!(calls(&portal), [(Verb::Get, "/h1".to_owned())]);
    assert_eq!((state(&portal).as_str(), link(&portal).as_str()), ("certificate ", "harbour"));
    portal.later(5 * MINUTE);
    portal.app.web.answer(200, &hostname("active", "active", ""));
    sweep(&portal);
    assert_eq!((state(&portal).as_str(), link(&portal).as_str()), ("live ", NAME));
    let request = Request::get(format!("http://{NAME}/session/new")).body(Body::empty()).unwrap();
    let door = portal.send(Person { name: "", host: NAME }, request);
    assert!(door.status == StatusCode::OK && door.has("Harbour"), "{}", door.body);
    assert_eq!(
        portal.get(STRANGER, "/session/new").status,
        StatusCode::OK,
        "the own address works, too"
    );
    let told =
        portal.rows("SELECT action, note FROM events WHERE action LIKE 'domain%' ORDER BY rowid");
    insta::assert_snapshot!(told, @r"
    action: domain_added
    note: portal.acme.example

    action: domain_checked
    note: portal.acme.example

    action: domain_moved
    note: portal.acme.example: Waiting for DNS → Waiting for certificate

    action: domain_moved
    note: portal.acme.example: Waiting for certificate → Live
    ");
}

#[test]
fn a_hostname_that_is_there_already_is_adopted_and_a_deleted_one_made_again() {
    let portal = Portal::open("");
    add(&portal, OLE, "a", NAME);
    portal.app.web.answer(409, &error(1406));
    portal.app.web.answer(
        200,
        &format!(
            r#"{{"result":[{}]}}"#,
            hostname("pending", "initializing", "")
                .split_once("\"result\":")
                .unwrap()
                .1
                .strip_suffix('}')
                .unwrap()
        ),
    );
    check_now(&portal, "b");
    assert_eq!(
        calls(&portal),
        [(Verb::Post, String::new()), (Verb::Get, "?hostname=portal%2Eacme%2Eexample".to_owned())]
    );
    assert_eq!(portal.value("SELECT provider_id FROM domains"), "h1");
    portal.app.web.answer(404, &error(1436));
    portal.app.web.answer(201, &hostname("pending", "initializing", "").replace("h1", "h2"));
    check_now(&portal, "c");
    assert_eq!(portal.value("SELECT provider_id FROM domains"), "h2");
}

#[test]
fn a_person_who_checks_again_restarts_a_validation_that_ended() {
    let portal = live();
    portal.app.web.answer(200, &hostname("moved", "active", ""));
    portal.app.web.answer(202, &hostname("pending", "pending_validation", ""));
    check_now(&portal, "c");
    assert_eq!(calls(&portal), [(Verb::Get, "/h1".to_owned()), (Verb::Patch, "/h1".to_owned())]);
    assert_eq!((state(&portal).as_str(), link(&portal).as_str()), ("dns ", "harbour"));
}

#[test]
fn too_many_calls_and_no_answer_change_nothing() {
    let portal = live();
    for reply in [Some((429, error(10_429))), None] {
        portal.later(HOUR);
        if let Some((status, body)) = reply {
            portal.app.web.answer(status, &body);
        }
        sweep(&portal);
        assert_eq!(link(&portal), NAME);
        assert!(state(&portal).starts_with("live The last check got no answer."));
    }
    portal.later(4 * MINUTE);
    calls(&portal);
    sweep(&portal);
    assert_eq!(calls(&portal), [], "not before it is due");
}

#[test]
fn a_domain_that_moved_away_or_is_removed_gives_the_links_back() {
    let portal = live();
    portal.later(HOUR);
    portal.app.web.answer(200, &hostname("moved", "active", ""));
    sweep(&portal);
    assert_eq!((state(&portal).as_str(), link(&portal).as_str()), ("moved ", "harbour"));
    portal.app.web.answer(200, &hostname("active", "active", ""));
    check_now(&portal, "c");
    assert_eq!(link(&portal), NAME);
    calls(&portal);
    prove(&portal);
    let id = portal.value("SELECT id FROM domains");
    portal.app.web.answer(200, r#"{"result":{"id":"h1"}}"#);
    let removed = portal.post(OLE, &format!("/settings/domains/{id}/removal"), &[("key", "d")]);
    assert_eq!(removed.notice(), "Removed. Links to it end now.");
    assert_eq!(calls(&portal), [(Verb::Delete, "/h1".to_owned())]);
    assert_eq!(
        (
            link(&portal).as_str(),
            portal.value(&format!("SELECT count(*) FROM hosts WHERE host = '{NAME}'")).as_str()
        ),
        ("harbour", "0")
    );
    let request = Request::get(format!("http://{NAME}/session/new")).body(Body::empty()).unwrap();
    let gone = portal.send(Person { name: "", host: NAME }, request);
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    // What Cloudflare did not hear is told again.
    portal.app.web.answer(404, &error(1436));
    sweep(&portal);
    assert_eq!(portal.value("SELECT provider_id IS NULL AND next_at IS NULL FROM domains"), "1");
}

#[test]
fn one_domain_belongs_to_one_workspace_and_who_takes_it_over_proves_that_it_is_theirs() {
    let portal = live();
    let taken = add(&portal, RHEA, "x", NAME);
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.has("Another portal uses this domain."));
    let second = add(&portal, OLE, "y", "other.acme.example");
    assert!(second.has("You have a domain for this side."));
    let id = portal.value("SELECT id FROM domains");
    portal.post(OLE, &format!("/settings/domains/{id}/removal"), &[("key", "c")]);
    assert_eq!(add(&portal, RHEA, "z", NAME).location(), "/settings/domains");
    let proof = portal.value("SELECT proof FROM domains WHERE removed_at IS NULL");
    let page = portal.get(RHEA, "/settings/domains");
    assert!(
        page.has("Waiting for proof")
            && page.has("_portal.portal.acme.example")
            && page.has(&proof)
    );
    portal.app.db.execute("UPDATE domains SET next_at = NULL WHERE removed_at IS NOT NULL");
    portal.app.web.answer(200, r#"{"Answer":[]}"#);
    sweep(&portal);
    assert_eq!(state(&portal), "proof The TXT record was not found yet.");
    portal.later(5 * MINUTE);
    portal.app.web.answer(200, &format!(r#"{{"Answer":[{{"type":16,"data":"\"{proof}\""}}]}}"#));
    sweep(&portal);
    assert_eq!(state(&portal), "dns ");
}

#[test]
fn a_name_whose_record_nobody_sets_is_free_again_after_two_weeks() {
    let portal = Portal::open("");
    add(&portal, OLE, "a", NAME);
    portal.later(14 * DAY + 1);
    sweep(&portal);
    prove(&portal);
    assert_eq!(portal.value("SELECT removed_at IS NOT NULL FROM domains"), "1");
    assert_eq!(add(&portal, OLE, "b", NAME).location(), "/settings/domains");
}

#[test]
fn without_cloudflare_domains_are_mapped_by_hand() {
    let mut portal = Portal::open("");
    let mut config = (*portal.app.config).clone();
    config.hostnames = None;
    portal.app.config = config.into();
    assert!(portal.get(OLE, "/settings/domains").has("Ask the portal’s operator"));
    assert_eq!(add(&portal, OLE, "a", NAME).status, StatusCode::CONFLICT);
    sweep(&portal);
}
