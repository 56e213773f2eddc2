//! The stages of open deals: the list that administrators keep, and the deals that staff move through it.
use super::*;

/// Two rows as they are typed, with the ids that the list has.
fn rows<'a>(
    portal: &Portal,
    names: [&'a str; 2],
    percent: [&'a str; 2],
) -> Vec<(&'static str, String)> {
    let id = |rank: &str| {
        portal.value(&format!(
            "SELECT coalesce((SELECT id FROM deal_stages WHERE rank = {rank}), '')"
        ))
    };
    let [first, second] = names.map(str::to_owned);
    let [low, high] = percent.map(str::to_owned);
    vec![
        ("id.0", id("0")),
        ("name.0", first),
        ("probability.0", low),
        ("rank.0", "10".to_owned()),
        ("id.1", id("1")),
        ("name.1", second),
        ("probability.1", high),
        ("rank.1", "20".to_owned()),
    ]
}

fn save(portal: &Portal, key: &str, version: &str, rows: &[(&str, String)]) -> Reply {
    let mut fields = vec![("key", key), ("version", version)];
    fields.extend(rows.iter().map(|(name, value)| (*name, value.as_str())));
    portal.post(OLE, "/deal-stages", &fields)
}

/// A deal of Mira's, in a workspace whose deals go through two stages.
fn staged() -> (Portal, String) {
    let (portal, place) = open();
    let made = save(&portal, "s", "0", &rows(&portal, ["Qualifying", "Pricing"], ["20", "40"]));
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    (portal, place)
}

fn listed(portal: &Portal) -> String {
    portal.value("SELECT coalesce(group_concat(name || ' ' || probability, ', ' ORDER BY rank), '') FROM deal_stages")
}

fn id_of(portal: &Portal, name: &str) -> String {
    portal.value(&format!("SELECT id FROM deal_stages WHERE name = '{name}'"))
}

fn move_to(portal: &Portal, place: &str, key: &str, version: &str, stage: &str) -> Reply {
    let fields = [("key", key), ("version", version), ("stage", stage)];
    portal.post(DANA, &format!("{place}/stage"), &fields)
}

#[test]
fn an_administrator_keeps_the_list_in_one_form() {
    let (portal, _) = staged();
    assert_eq!(listed(&portal), "Qualifying 20, Pricing 40");
    let page = portal.get(OLE, "/deal-stages");
    assert!(page.has("value=\"Pricing\"") && page.has("value=\"40\""), "{}", page.body);
    assert_eq!(portal.get(DANA, "/deal-stages").status, StatusCode::FORBIDDEN);

    let pricing = id_of(&portal, "Pricing");
    let mut turned = rows(&portal, ["Lead", "Pricing"], ["10", "55"]);
    turned[3].1 = "30".to_owned();
    assert_eq!(save(&portal, "a", "1", &turned).status, StatusCode::SEE_OTHER);
    assert_eq!(listed(&portal), "Pricing 55, Lead 10");
    assert_eq!(id_of(&portal, "Pricing"), pricing, "it is the same stage, so its deals stay at it");
    turned[2].1 = "15".to_owned();
    assert_eq!(save(&portal, "b", "1", &turned).status, StatusCode::CONFLICT, "of another version");

    let none = rows(&portal, ["", ""], ["55", "10"]);
    assert_eq!(save(&portal, "c", "2", &none).status, StatusCode::SEE_OTHER);
    assert_eq!(listed(&portal), "");
    insta::assert_snapshot!(
        portal.value("SELECT group_concat(note, char(10) ORDER BY id) FROM events WHERE action = 'deal_stages_saved'"),
        @"
    none → Qualifying, 20%; Pricing, 40%
    Qualifying, 20%; Pricing, 40% → Pricing, 55%; Lead, 10%
    Pricing, 55%; Lead, 10% → none
    "
    );
}

#[test]
fn mistakes_are_told_at_their_rows() {
    let (portal, _) = staged();
    for (names, percent, words) in [
        (["Pricing", "pricing"], ["20", "40"], "Another stage has this name."),
        (["Qualifying", "Pricing"], ["101", "40"], "a whole number from 0 to 100"),
        (["Qualifying", "Pricing"], ["20", ""], "a whole number from 0 to 100"),
        (["Qualifying", "Pricing"], ["20", "40"], "Nothing is different"),
    ] {
        let reply = save(&portal, "a", "1", &rows(&portal, names, percent));
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    let mut third = rows(&portal, ["Qualifying", "Pricing"], ["20", "40"]);
    third.extend([("name.2", String::new()), ("probability.2", "90".to_owned())]);
    assert!(save(&portal, "b", "1", &third).has("Enter the name of the stage."));
    assert_eq!(listed(&portal), "Qualifying 20, Pricing 40");
}

#[test]
fn staff_move_a_deal_and_its_client_is_not_told() {
    let (portal, place) = staged();
    let pricing = id_of(&portal, "Pricing");
    let mails = || portal.value("SELECT count(*) FROM outbox");
    let before = mails();
    let moved = move_to(&portal, &place, "a", "1", &pricing);
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    let stale = move_to(&portal, &place, "b", "1", &id_of(&portal, "Qualifying"));
    assert_eq!(stale.status, StatusCode::CONFLICT, "it is of another version");
    assert!(move_to(&portal, &place, "c", "2", &pricing).has("at this stage already"));
    assert!(move_to(&portal, &place, "d", "2", "elsewhere").has("Choose one of the stages."));
    assert_eq!(mails(), before);
    assert_eq!(state(&portal), "submitted");

    let page = portal.get(DANA, &place);
    assert!(page.has("Pricing, 40%</span>") && page.has("Stage: none → Pricing"), "{}", page.body);
    let list = portal.get(DANA, "/requests");
    assert_eq!(batches(&list), '1');
    assert!(list.has("1 open deal: Pricing 1") && list.has("Pricing, 40%"), "{}", list.body);
    assert!(portal.get(DANA, "/requests?q=lindqvist").has("Pricing, 40%"));
    for path in ["/requests", &place] {
        assert!(!portal.get(MIRA, path).has("Pricing"), "{path}");
    }

    assert_eq!(move_to(&portal, &place, "e", "2", "").status, StatusCode::SEE_OTHER);
    assert!(portal.get(DANA, "/requests").has("1 open deal<"));
    assert_eq!(
        portal.value(
            "SELECT group_concat(note, ', ' ORDER BY id) FROM events WHERE action = 'deal_staged'"
        ),
        "none → Pricing, Pricing → none"
    );
}

#[test]
fn a_stage_at_which_open_deals_are_stays() {
    let (portal, place) = staged();
    move_to(&portal, &place, "a", "1", &id_of(&portal, "Pricing"));
    let without = rows(&portal, ["Qualifying", ""], ["20", "40"]);
    let reply = save(&portal, "b", "1", &without);
    assert!(reply.has("Move its deals first: 1 open deal at this stage."), "{}", reply.body);
    let unsent = &without[..4];
    assert_eq!(save(&portal, "c", "1", unsent).status, StatusCode::CONFLICT, "its row is missing");

    let lost = [("key", "d"), ("version", "2"), ("lost_for", "price"), ("words", "")];
    portal.post(DANA, &format!("{place}/loss"), &lost);
    assert_eq!(state(&portal), "lost");
    assert_eq!(move_to(&portal, &place, "e", "3", "").status, StatusCode::CONFLICT);
    assert!(!portal.get(DANA, "/requests?pile=closed").has("Pricing"));
    assert!(!portal.get(DANA, &place).has("Pricing, 40%"));
    assert_eq!(save(&portal, "f", "1", &without).status, StatusCode::SEE_OTHER);
    assert_eq!(listed(&portal), "Qualifying 20");
}

#[test]
fn without_stages_a_deal_looks_as_before() {
    let (portal, place) = open();
    assert!(!portal.get(DANA, &place).has("Save stage"));
    assert!(!portal.get(DANA, "/requests").has("open deal"));
}

#[test]
fn a_neighbor_has_other_stages() {
    let (portal, place) = staged();
    let pricing = id_of(&portal, "Pricing");
    portal.app.db.execute("UPDATE deal_stages SET workspace_id = (SELECT id FROM workspaces WHERE id <> workspace_id LIMIT 1)");
    assert!(!portal.get(OLE, "/deal-stages").has("Pricing"));
    assert!(move_to(&portal, &place, "a", "1", &pricing).has("Choose one of the stages."));
}
