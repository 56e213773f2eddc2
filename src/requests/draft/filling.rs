//! How the form of a request is filled in, and its buttons: legs are added and removed, passengers are found.
use super::super::queries::Pattern;
use crate::{http::form::Form, itineraries::fields, kit::clock::Dates, leads::Wish};

/// An empty form, or one with the first leg's two places filled in.
pub fn begun(from: &str, to: &str, kind: &str) -> Form {
    let mut form = Form::of([("from.0", from), ("to.0", to), ("date.0", "")]);
    form.set("kind", if matches!(kind, "return" | "legs") { kind } else { "one_way" });
    fill_way_back(&mut form);
    form
}

/// A form that is filled in from an earlier request or trip.
pub fn filled(like: &Pattern, dates: &Dates) -> Form {
    let kind = match like.legs.as_slice() {
        [_] => "one_way",
        [there, back]
            if there.origin.is_same_as(&back.destination)
                && there.destination.is_same_as(&back.origin) =>
        {
            "return"
        }
        _ => "legs",
    };
    let mut form = Form::of([
        ("kind", kind.to_owned()),
        ("account", like.account_id.to_string()),
        ("passengers", like.passengers.to_string()),
        ("vehicles", like.vehicles.to_string()),
        ("catering", like.catering.clone()),
        ("ground", like.ground.clone()),
        ("preference", like.preference.clone()),
        ("notes", like.notes.clone()),
        ("other_dates", like.other_dates.clone()),
    ]);
    for traveler in &like.travelers {
        form.add("traveler", traveler.to_string());
    }
    fields::fill(&mut form, &like.legs, dates);
    // Time zones follow from the places.
    for i in 0..like.legs.len() {
        form.unset(&format!("zone.{i}"));
        form.unset(&format!("to_zone.{i}"));
    }
    form
}

/// A form that is filled in with what somebody asked for on the website.
pub fn wished(it: &Wish) -> Form {
    let kind = if it.returns.is_some() { "return" } else { "one_way" };
    let mut form = begun(&it.from, &it.to, kind);
    for (i, day) in std::iter::once(it.departs).chain(it.returns).enumerate() {
        form.set(&format!("date.{i}"), day.to_string());
    }
    form.set("passengers", it.passengers.to_string());
    form.set("notes", it.more.as_str());
    form
}

/// The same for a new request: the dates are to be chosen.
pub fn asked_again(like: &Pattern, dates: &Dates) -> Form {
    let mut form = filled(like, dates);
    for i in 0..like.legs.len() {
        form.set(&format!("date.{i}"), "");
        form.unset(&format!("answer.time.{i}"));
    }
    form.set("other_dates", "");
    form
}

/// Adds or removes a leg if one of those buttons was pressed, and notes for whom the directory was searched and
/// where it goes on; returns whether it did, or whether only the route beside the form is asked for.
pub fn edit(form: &mut Form) -> bool {
    let find = form.value("find").to_owned();
    let is_search = form.value("found") != find;
    form.set("found", find);
    let more = form.value("more").to_owned();
    let is_paged = !is_search && !more.is_empty();
    if is_search || is_paged {
        form.set("after", if is_paged { more } else { String::new() });
    }
    form.unset("more");
    let is_edit = is_edited(form, is_search || is_paged);
    if is_edit {
        form.unset("to");
    }
    is_edit
}

fn is_edited(form: &mut Form, is_other_list: bool) -> bool {
    edit_legs(form) || is_other_list || form.is("then", "totals")
}

/// Adds or removes a leg if one of those buttons was pressed; returns whether one was.
pub fn edit_legs(form: &mut Form) -> bool {
    let before = fields::count(form);
    if !form.value("add-leg").is_empty() && form.value("kind") == "return" && before == 1 {
        fill_way_back(form);
        return true;
    }
    let Some(edit) = fields::edit(form) else { return false };
    match (edit, before, fields::count(form)) {
        (fields::Edit::Added, 0..fields::MOST, _) if form.value("kind") == "one_way" => {
            form.set("kind", "legs");
        }
        (fields::Edit::Split(at), before, after) if after > before => {
            form.set("kind", "legs");
            fields::leave_open(form, at + 1);
        }
        (fields::Edit::Removed(_), 2, 1) => form.set("kind", "one_way"),
        _ => {}
    }
    true
}

/// Fills in the return leg of a return trip from its first leg, where it is empty.
pub fn fill_way_back(form: &mut Form) {
    if form.value("kind") == "return" && fields::count(form) <= 2 {
        fields::fill_way_back(form);
    }
}
