//! Fills in the form of a new quote: a suitable vehicle, times from the distance, the usual lines.
use super::{
    Quote, Tail,
    balances::BalanceRule,
    carrying::{self, HOUR},
    catalog::{self, CatalogLine, Counted},
    lines::basis_word,
};
use crate::{
    http::form::Form,
    itineraries::{self, Area, Leg, fields},
    kit::{
        money,
        zoned::{self, Instants},
    },
    requests::Request,
    workspaces::{Trade, Workspace},
};
use chrono::{Days, NaiveTime};

/// The vehicle that the client named, else the smallest with seats for all.
pub fn tail_for<'a>(request: &Request, tails: &'a [Tail]) -> Option<&'a Tail> {
    let wish = request.preference.to_lowercase();
    let is_named = |tail: &&Tail| {
        wish.contains(&tail.kind.to_lowercase()) || wish.contains(&tail.registration.to_lowercase())
    };
    let seats_all = |tail: &&Tail| tail.seats * request.vehicles >= request.passengers;
    let smallest = tails.iter().filter(seats_all).min_by_key(|tail| tail.seats);
    tails.iter().find(is_named).or(smallest).or(tails.first())
}

/// 17:00 in the workspace's time zone, as many days from now as its quotes are valid.
pub fn valid_until(workspace: &Workspace, now: i64) -> i64 {
    let days = Days::new(u64::try_from(workspace.quote_days).unwrap_or_default());
    let today = workspace.today(now);
    let date = today.checked_add_days(days).unwrap_or(today);
    NaiveTime::from_hms_opt(17, 0, 0)
        .and_then(|time| Instants::of(&workspace.zone, date, time).first())
        .unwrap_or_else(|| zoned::noon(&workspace.zone, date))
}

/// The form of a new quote for a request.
pub fn of_request(
    request: &Request,
    tails: &[Tail],
    workspace: &Workspace,
    (terms, catalog): (&str, &[CatalogLine]),
    now: i64,
) -> Form {
    let tail = tail_for(request, tails);
    let mut form = Form::of([
        ("tail", tail.map(|tail| tail.id.to_string()).unwrap_or_default()),
        ("passengers", request.passengers.to_string()),
        ("taxed", "yes".to_owned()),
        ("deposit", money::percent(workspace.deposit_ppm)),
        ("terms", terms.to_owned()),
    ]);
    BalanceRule::of(workspace.balance_days, None).fill(&mut form);
    let planned = |leg: &Leg| tail.map_or_else(|| leg.clone(), |tail| leg.flown_at(tail.speed_kt));
    let legs: Vec<Leg> = request.itinerary.iter().map(planned).collect();
    fields::fill(&mut form, &legs, &workspace.dates(now));
    set_validity(&mut form, workspace, valid_until(workspace, now), now);
    let own = catalog::begun(catalog, tail.map_or("", |tail| &tail.kind));
    let lines = if own.is_empty() {
        lines(request, workspace.trade, &legs)
    } else {
        own.into_iter().filter_map(|line| counted(line, request, &legs)).collect()
    };
    for (i, line) in lines.into_iter().enumerate() {
        set_line(&mut form, i, &line);
    }
    carrying::remember(&mut form, &legs, tail);
    form
}

/// The form of a draft, as it was saved.
pub fn of_draft(quote: &Quote, tails: &[Tail], workspace: &Workspace, now: i64) -> Form {
    let tail = tails.iter().find(|tail| Some(tail.id) == quote.tail_id);
    let vehicle =
        if tail.is_some_and(|tail| tail.kind == quote.vehicle) { "" } else { &quote.vehicle };
    let mut form = Form::of([
        ("tail", tail.map(|tail| tail.id.to_string()).unwrap_or_default()),
        ("vehicle", vehicle.to_owned()),
        ("passengers", quote.passengers.to_string()),
        ("taxed", if quote.taxed { "yes" } else { "" }.to_owned()),
        ("terms", quote.terms.clone()),
        ("message", quote.message.clone()),
    ]);
    quote.deposit_rule().fill(&mut form, &quote.currency);
    quote.balance_rule().fill(&mut form);
    fields::fill(&mut form, &quote.itinerary, &workspace.dates(now));
    for (i, leg) in quote.itinerary.iter().enumerate() {
        let chosen = leg.area.filter(|area| *area != leg.area_from(&workspace.zone));
        form.set(&format!("area.{i}"), chosen.map(Area::word).unwrap_or_default());
    }
    set_validity(&mut form, workspace, quote.valid_until, now);
    let lines = || quote.offered().chain(&quote.extras).enumerate();
    for (i, line) in lines() {
        let line = Suggestion {
            label: line.label.clone(),
            quantity: line.quantity.typed(),
            unit: line.unit.clone(),
            price: quote.currency.typed(line.price),
            is_taxable: line.taxable,
            basis: basis_word(line),
        };
        set_line(&mut form, i, &line);
    }
    for (i, leg) in lines().filter_map(|(i, line)| Some((i, line.leg?))) {
        form.set(&format!("leg.{i}"), leg.to_string());
    }
    carrying::remember(&mut form, &quote.itinerary, tail);
    form
}

struct Suggestion {
    label: String,
    quantity: String,
    unit: String,
    price: String,
    is_taxable: bool,
    basis: &'static str,
}

/// A line of the operator's own, with its quantity for this trip; none where that is zero.
fn counted(line: CatalogLine, request: &Request, planned: &[Leg]) -> Option<Suggestion> {
    let number = |n: i64| (n > 0).then(|| n.to_string());
    let quantity = match line.counted? {
        Counted::Hours => hours(request, planned),
        Counted::Legs => number(i64::try_from(planned.len()).unwrap_or(i64::MAX))?,
        Counted::Nights => number(itineraries::nights(planned))?,
        Counted::Passengers => number(request.passengers)?,
        Counted::Once => "1".to_owned(),
    };
    let (basis, is_taxable) = (line.basis(), line.is_taxable);
    let CatalogLine { label, price, unit, .. } = line;
    Some(Suggestion { label, quantity, unit, price, is_taxable, basis })
}

/// The time under way; each coach drives the whole way.
fn hours(request: &Request, planned: &[Leg]) -> String {
    let coaches = usize::try_from(request.vehicles).unwrap_or(1);
    carrying::hours(std::iter::repeat_n(planned, coaches).flatten().map(Leg::block))
}

/// The usual lines, without prices, which the dispatcher fills in, where the operator has none of its own.
fn lines(request: &Request, trade: Trade, planned: &[Leg]) -> Vec<Suggestion> {
    let legs = i64::try_from(request.itinerary.len()).unwrap_or(i64::MAX);
    let (nights, people) = (itineraries::nights(planned), request.passengers);
    let suggestion = |label: &str, quantity: String, unit: &str, is_taxable, basis| Suggestion {
        label: label.to_owned(),
        quantity,
        unit: unit.to_owned(),
        price: String::new(),
        is_taxable,
        basis,
    };
    let (time, stops, overnight) = match trade {
        Trade::Air => ("Flight time", "Landing and handling", "Crew overnight"),
        Trade::Coach => ("Driving time", "Tolls and parking", "Driver\u{2019}s room"),
    };
    let coaches = usize::try_from(request.vehicles).unwrap_or(1);
    let time = if coaches > 1 { format!("{time}, {coaches} coaches") } else { time.to_owned() };
    let mut all = vec![
        suggestion(&time, hours(request, planned), HOUR, true, "fixed"),
        suggestion(stops, legs.to_string(), "", true, "estimate"),
    ];
    if nights > 0 {
        let unit = if nights == 1 { "night" } else { "nights" };
        all.push(suggestion(overnight, nights.to_string(), unit, true, "fixed"));
    }
    if !request.catering.is_empty() {
        all.push(suggestion("Catering", people.to_string(), "", false, "estimate"));
    }
    if !request.ground.is_empty() {
        all.push(suggestion("Ground transportation", "1".into(), "", false, "estimate"));
    }
    all
}

fn set_validity(form: &mut Form, workspace: &Workspace, until: i64, now: i64) {
    let here = (workspace.zone.as_str(), "your time zone");
    form.fill_local(["valid_on", "valid_at"], until, here, &workspace.dates(now));
}

fn set_line(form: &mut Form, i: usize, line: &Suggestion) {
    form.set(&format!("label.{i}"), line.label.as_str());
    form.set(&format!("quantity.{i}"), line.quantity.as_str());
    form.set(&format!("unit.{i}"), line.unit.as_str());
    form.set(&format!("price.{i}"), line.price.as_str());
    form.set(&format!("taxable.{i}"), if line.is_taxable { "yes" } else { "" });
    form.set(&format!("basis.{i}"), line.basis);
}
