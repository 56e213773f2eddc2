//! The form that chooses the passengers of a leg: what it changes, and what it refuses.
use super::{Change, Manifest};
use crate::{
    http::form::Form,
    itineraries::Leg,
    kit::ids::PassengerId,
    passengers::{Passenger, Standing},
    workspaces::{Face, Trade},
};

/// What decides about a change beside the form.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    pub face: Face,
    pub trade: Trade,
    pub now: i64,
    /// Whether documents must be complete before somebody is put on an international leg.
    pub requires_documents: bool,
}

/// Notes for whom the directory is searched, and where its next page begins; returns whether one of these buttons was
/// pressed, so that the form is shown again.
pub fn edit(form: &mut Form) -> bool {
    let find = form.value("find").to_owned();
    let is_search = form.value("found") != find;
    let more = form.value("more").to_owned();
    let after = if is_search || more.is_empty() { String::new() } else { more.clone() };
    form.set("found", find);
    form.set("after", after);
    form.unset("more");
    is_search || !more.is_empty() || !form.value("find-travelers").is_empty()
}

/// The change that the form asks for; none where it has something to correct. `choices` are the passengers of the
/// trip's account who were picked.
pub fn read(
    form: &mut Form,
    manifest: &Manifest,
    choices: &[Passenger],
    setting: Setting,
) -> Option<Change> {
    let leg_id = form.value("leg").to_owned();
    let Some(leg) = manifest.leg(&leg_id) else {
        form.complain("on", setting.trade.says("Choose a leg of this trip."));
        return None;
    };
    if let Some(words) = manifest.closed(leg, setting.face, setting.now) {
        form.complain("on", setting.trade.says(words));
        return None;
    }
    let ids = |form: &Form, field: &str| -> Vec<PassengerId> {
        form.values(field).iter().filter_map(|it| it.parse().ok()).collect()
    };
    let (on, was) = (ids(form, "on"), ids(form, "was"));
    let added: Vec<&Passenger> =
        choices.iter().filter(|it| on.contains(&it.id) && !was.contains(&it.id)).collect();
    let removed: Vec<PassengerId> = was.iter().filter(|it| !on.contains(it)).copied().collect();
    let also = also(form, manifest, &leg_id, setting);
    let asks = setting.trade == Trade::Air && leg.enters_united_states();
    let first_night = asks.then(|| form.text("first_night", 200));
    refuse(form, leg, added.iter().copied(), setting);
    // Who is on this leg afterwards comes to the others, too.
    let stays = |it: &&Passenger| manifest.is_on(&leg_id, it.id) && !removed.contains(&it.id);
    for other in also.iter().filter_map(|id| manifest.leg(id).map(|leg| (id, leg))) {
        let all = manifest.people.iter().filter(stays).chain(added.iter().copied());
        let new = all.filter(|it| !manifest.is_on(other.0, it.id));
        refuse(form, other.1, new, setting);
    }
    let added = added.iter().map(|it| it.id).collect();
    (!form.has_complaints()).then_some(Change {
        trip: manifest.trip.id,
        leg: leg_id,
        added,
        removed,
        also,
        first_night: first_night.filter(|it| it != form.value("first_night_was")),
    })
}

/// The other legs that get the same manifest.
fn also(form: &mut Form, manifest: &Manifest, leg: &str, setting: Setting) -> Vec<String> {
    let chosen: Vec<String> =
        form.values("also").iter().filter(|id| **id != leg).map(|id| (*id).to_owned()).collect();
    let is_open = |id: &String| {
        let other = manifest.leg(id);
        other.is_some_and(|it| manifest.closed(it, setting.face, setting.now).is_none())
    };
    if !chosen.iter().all(is_open) {
        form.complain("also", setting.trade.says("One of these legs can no longer be changed."));
    }
    chosen
}

/// Complains about passengers who may not be put on a leg: for clients those whose passport expires before it arrives,
/// for everybody those whose documents are incomplete where the workspace asks for them.
fn refuse<'p>(
    form: &mut Form,
    leg: &Leg,
    new: impl Iterator<Item = &'p Passenger>,
    setting: Setting,
) {
    // Coaches ask for no documents.
    if setting.trade == Trade::Coach || !leg.is_international() {
        return;
    }
    let route = format!("{} to {}", leg.origin.code, leg.destination.code);
    for it in new {
        let (name, missing) = (&it.name, it.missing());
        if setting.face == Face::Client && it.standing(leg.last_day()) == Standing::Expired {
            form.complain("on", format!("The passport of {name} expires before {route} arrives. Renew it and enter the new one under Passengers."));
        } else if setting.requires_documents && !missing.is_empty() {
            let missing = missing.join(", ");
            form.complain(
                "on",
                format!("{name} cannot be put on {route} yet. Still missing: {missing}."),
            );
        }
    }
}
