//! The deposit of a quote: a part of the total, or an amount.
use super::*;

fn save(portal: &Portal, path: &str, more: &[(&str, &str)]) -> Reply {
    portal.post(DANA, path, &fields(more))
}

fn stored(portal: &Portal) -> String {
    newest(portal, "total || ' ' || deposit || ' ' || coalesce(deposit_fixed, 'by percent') AS it")
}

#[test]
fn a_deposit_is_typed_as_an_amount_and_kept_as_one() {
    let portal = portal();
    let new = format!("{REQUEST}/quotes");
    let amount = [
        ("deposit", ""),
        ("deposit_amount", "25,000.00"),
        ("terms", "{deposit} ({deposit_percent})."),
    ];
    let saved = save(&portal, &new, &amount);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let quote = saved.location().trim_end_matches("/edit").to_owned();
    assert_eq!(stored(&portal), "it: 10074640 2500000 2500000");
    let form = portal.get(DANA, &format!("{quote}/edit"));
    assert!(form.has("value=\"25,000.00\"") && !form.has("value=\"50\""), "{}", form.body);
    assert!(form.has("Deposit, 24.81%"), "{}", form.body);
    act(&portal, DANA, &format!("{quote}/sending"), "1");
    let page = portal.get(MIRA, &quote);
    for words in ["25,000.00", "75,746.40", "$25,000.00 (24.81%)."] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    let next = act(&portal, DANA, &format!("{quote}/revisions"), "2");
    assert!(
        portal.get(DANA, next.location()).has("value=\"25,000.00\""),
        "the next version keeps it"
    );
    assert_eq!(stored(&portal), "it: 10074640 2500000 2500000");
}

#[test]
fn a_deposit_is_either_a_percentage_or_an_amount_and_at_most_the_total() {
    let portal = portal();
    let new = format!("{REQUEST}/quotes");
    for (percent, amount, words) in [
        ("50", "1,000.00", "not both"),
        ("", "", "Enter the deposit as a percentage from 0 to 100."),
        ("", "-1", "never below zero"),
        ("", "100,746.41", "The total is 100,746.40. Enter at most that."),
        ("", "many", "Enter the deposit as an amount."),
    ] {
        let reply = save(&portal, &new, &[("deposit", percent), ("deposit_amount", amount)]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{percent} {amount}");
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    let whole = save(&portal, &new, &[("deposit", ""), ("deposit_amount", "100,746.40")]);
    assert_eq!(whole.status, StatusCode::SEE_OTHER, "{}", whole.body);
    let quote = whole.location().trim_end_matches("/edit").to_owned();
    save(&portal, &quote, &[("key", "e"), ("version", "1"), ("deposit", "10")]);
    assert_eq!(stored(&portal), "it: 10074640 1007464 by percent");
}
