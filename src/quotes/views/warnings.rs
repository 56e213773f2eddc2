//! The words about what stands in the way of an offer: seats, other trips, other quotes.
use super::super::{
    Quote, Tail,
    bookings::{BlockedTime, Booking, Hindrance},
};
use crate::{
    itineraries::{self, Leg},
    kit::{style::Style, zoned::Moment},
};

/// A sentence for staff, its class as a notice, and where it leads.
#[derive(Debug, PartialEq, Eq)]
pub struct Warning {
    pub class: &'static str,
    pub words: String,
    /// The trip or quote it is about; empty where it is about seats.
    pub href: String,
}

impl Warning {
    pub fn seats(what: &str, seats: i64, passengers: i64) -> Option<Self> {
        (passengers > seats).then(|| Self {
            class: "late",
            words: format!("{what} has {seats} seats for {passengers} passengers."),
            href: String::new(),
        })
    }

    fn of(booking: &Booking, name: &str, hindrance: Hindrance, style: Style) -> Self {
        let Booking { reference, account, route, .. } = booking;
        let about = format!("{route}, {}", itineraries::departure_in(&booking.legs, style));
        let (class, words) = match hindrance {
            Hindrance::Blocked => {
                let told = booking.block.as_ref().map(|it| it.told(style)).unwrap_or_default();
                ("late", format!("{name} is blocked {told}."))
            }
            Hindrance::Booked => {
                ("late", format!("{name} is booked for {reference}, {account}: {about}."))
            }
            Hindrance::Between => (
                "wait",
                format!("{name} has {reference}, {account}, on these days as well: {about}."),
            ),
            Hindrance::Offered => {
                ("wait", format!("{name} is also offered in {reference} to {account}: {about}."))
            }
        };
        let href = match (booking.trip_id, booking.quote_id, &booking.block) {
            (Some(trip), ..) => format!("/trips/{trip}"),
            (None, Some(quote), _) => format!("/quotes/{quote}"),
            (None, None, Some(block)) => format!("/blocks/{}", block.id),
            (None, None, None) => String::new(),
        };
        Self { class, words, href }
    }
}

impl BlockedTime {
    /// "Thu, Dec 10, 2026 to Fri, Dec 11, 2026 (Maintenance)"
    fn told(&self, style: Style) -> String {
        let day = |at: i64| Moment::new(at, &self.zone).styled(style.local()).day();
        let (first, last) = (day(self.from), day(self.until - 1));
        let days = if first == last { first } else { format!("{first} to {last}") };
        format!("{days} ({})", self.kind.name())
    }
}

/// What stands in the way of a stored quote.
pub fn of_quote(quote: &Quote, bookings: &[Booking], style: Style) -> Vec<Warning> {
    let name = quote.registration.as_deref().unwrap_or(&quote.vehicle);
    let seats = quote.seats.and_then(|seats| Warning::seats(name, seats, quote.passengers));
    let hindering = bookings.iter().filter_map(|it| {
        Some(Warning::of(it, name, it.hinders(quote.tail_id?, &quote.itinerary)?, style))
    });
    seats.into_iter().chain(hindering).collect()
}

/// The bookings that stand in the way of offering a tail for these legs. A leg without an arrival is taken to be
/// flown at the tail's speed.
pub fn hindrances<'a>(
    tail: &'a Tail,
    legs: &[Leg],
    bookings: &'a [Booking],
) -> impl Iterator<Item = (&'a Booking, Hindrance)> + use<'a> {
    let legs: Vec<Leg> = legs.iter().map(|leg| leg.flown_at(tail.speed_kt)).collect();
    bookings.iter().filter_map(move |it| Some((it, it.hinders(tail.id, &legs)?)))
}

/// What stands in the way of offering a tail for these legs, in words.
pub fn of_tail(tail: &Tail, legs: &[Leg], bookings: &[Booking], style: Style) -> Vec<Warning> {
    let found = hindrances(tail, legs, bookings);
    found.map(|(it, hindrance)| Warning::of(it, &tail.registration, hindrance, style)).collect()
}
