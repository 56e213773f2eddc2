//! Which taxes a quote has, by its legs.
use super::*;

/// The rates of the cast, and a segment fee.
fn portal_with_fee() -> Portal {
    let portal = portal();
    portal.app.db.execute(
        "INSERT INTO rates (id, workspace_id, name, kind, ppm, amount, in_force_from, created_at) VALUES
         ('00000000-0000-7000-8000-000000000e14', '00000000-0000-7000-8000-000000000001', 'Segment fee', 'per_passenger_leg', 0, 520, '2026-01-01', 0)",
    );
    portal
}

/// TEB to PBI, on to Nassau, and back: 390 minutes in all, of which the first leg takes 150, and five
/// people.
fn typed<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = fields(&[
        ("passengers", "5"),
        ("from.0", "TEB"),
        ("to.0", "PBI"),
        ("from.1", "PBI"),
        ("to.1", "NAS"),
        ("from.2", "NAS"),
        ("to.2", "TEB"),
        ("quantity.0", "6.5"),
        ("price.0", "8,602.00"),
        ("block.0", "150"),
        ("block.1", "60"),
        ("date.1", "2026-12-13"),
        ("time.1", "10:00"),
        ("date.2", "2026-12-15"),
        ("time.2", "10:00"),
        ("block.2", "180"),
    ]);
    for (name, value) in more {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    fields
}

fn saved(portal: &Portal, more: &[(&str, &str)]) -> Reply {
    let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &typed(more));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    portal.get(DANA, reply.location())
}

#[test]
fn tax_follows_the_leg_and_its_base_is_told() {
    let portal = portal_with_fee();
    let page = saved(&portal, &[]);
    for words in [
        "7.5% of 21,505.00",
        "1,612.88",
        "5.20 × 5 passengers × 1 leg",
        "22.20 × 5 passengers × 2 legs",
        "Flight time: taxable: 21,505.00",
        "International (by its airports)",
    ] {
        assert!(page.has(words), "{words}");
    }
    let quote =
        format!("/quotes/{}", portal.value("SELECT id FROM quotes WHERE reference = 'Q-1001'"));
    assert_eq!(act(&portal, DANA, &format!("{quote}/sending"), "1").status, StatusCode::SEE_OTHER);
    let offer = portal.get(MIRA, &quote);
    assert!(offer.has("fixed, taxable: 21,505.00") && offer.has("7.5% of 21,505.00"));
}

#[test]
fn a_line_for_one_leg_is_taxed_with_that_leg() {
    let portal = portal_with_fee();
    assert!(saved(&portal, &[("leg.0", "0")]).has("7.5% of 55,913.00"));
    let portal = portal_with_fee();
    let page = saved(&portal, &[("leg.0", "1")]);
    assert!(!page.has("% of"), "the leg goes abroad");
    assert!(page.has("<option value=\"1\" selected>PBI to NAS</option>"));
    let gone =
        portal.post(DANA, &format!("{REQUEST}/quotes"), &typed(&[("key", "g"), ("leg.0", "3")]));
    assert!(gone.has("This leg is not part of the trip any more."));
}

#[test]
fn staff_choose_how_a_leg_is_taxed() {
    let portal = portal_with_fee();
    let page = saved(&portal, &[("area.0", "rural"), ("area.1", "domestic")]);
    assert!(page.has("5.20 × 5 passengers × 1 leg"), "the rural leg has no segment fee");
    assert!(page.has("22.20 × 5 passengers × 1 leg"));
    assert!(page.has("7.5% of 30,107.00"), "210 of 390 minutes");
    assert!(page.has("<option value=\"rural\" selected>"));
}

#[test]
fn a_quote_that_is_exempt_has_no_tax() {
    let portal = portal_with_fee();
    let page = saved(&portal, &[("taxed", "")]);
    assert!(!page.has("passengers × ") && !page.has("% of") && !page.has("taxable:"));
}
