//! The form of a new request: its legs.
use super::{filling::fill_way_back, *};

fn leg_fields(form: &Form) -> Vec<(&str, &str)> {
    ["from.0", "to.0", "from.1", "to.1"].map(|name| (name, form.value(name))).to_vec()
}

#[test]
fn a_return_leg_is_the_first_leg_reversed() {
    let form = begun("TEB", "PBI", "return");
    assert_eq!(
        leg_fields(&form),
        [("from.0", "TEB"), ("to.0", "PBI"), ("from.1", "PBI"), ("to.1", "TEB")]
    );
}

#[test]
fn a_return_leg_that_was_typed_is_not_overwritten() {
    let mut form = begun("TEB", "PBI", "return");
    form.set("to.1", "HPN");
    fill_way_back(&mut form);
    assert_eq!((form.value("from.1"), form.value("to.1")), ("PBI", "HPN"));
}

#[test]
fn an_added_leg_begins_where_the_last_one_ends() {
    let mut form = begun("TEB", "LTN", "one_way");
    form.set("add-leg", "1");
    assert!(edit(&mut form));
    assert_eq!(
        (form.value("kind"), form.value("from.1"), fields::count(&form)),
        ("legs", "LTN", 2)
    );
}

#[test]
fn removing_a_leg_keeps_the_others() {
    let mut form = Form::of([
        ("from.0", "TEB"),
        ("to.0", "LTN"),
        ("from.1", "LTN"),
        ("to.1", "NCE"),
        ("tba.1", "yes"),
        ("from.2", "NCE"),
        ("to.2", "TEB"),
        ("date.2", "2026-12-12"),
        ("kind", "legs"),
        ("remove-leg", "1"),
    ]);
    assert!(edit(&mut form));
    assert_eq!(fields::count(&form), 2);
    assert_eq!(
        (form.value("from.1"), form.value("date.1"), form.value("tba.1")),
        ("NCE", "2026-12-12", "")
    );
}

#[test]
fn legs_cannot_be_added_beyond_the_limit() {
    let mut form = begun("TEB", "LTN", "legs");
    form.set("add-leg", "1");
    for _ in 0..20 {
        edit(&mut form);
    }
    assert_eq!(fields::count(&form), fields::MOST);
}
