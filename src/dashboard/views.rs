//! What a client's first page shows.
mod today;
pub use today::Today;

use super::{OpenQuote, OpenRequest, Payer, UpcomingTrip, countdown, greeting, next_of};
use crate::{
    approvals::Question,
    invoices::{AccountBalance, Sum},
    itineraries::{self, Leg},
    kit::{style::Style, zoned::Moment},
    messages::Thread,
    passengers::{Passenger, Standing},
    requests,
    services::ListedService,
    users::Visitor,
};
use askama::Template;

/// The trips, requests and quotes of a client who travels.
#[derive(Default)]
pub struct Journeys {
    pub next: Option<UpcomingTrip>,
    pub ahead: Vec<Ahead>,
    /// Requests that are open, the newest first.
    pub requests: Vec<Ahead>,
    /// Those whose alternative awaits the client's answer.
    pub alternatives: Vec<Ahead>,
    pub offers: Vec<OpenQuote>,
    pub expiring: Vec<Passenger>,
}

/// A trip or a request in the list of upcoming ones.
pub struct Ahead {
    pub href: String,
    pub route: String,
    pub when: String,
    /// The vehicle, for owners also its registration; of a request its reference.
    pub with: String,
    /// The other party that flies on an owner's aircraft.
    pub party: String,
    pub class: &'static str,
    pub word: &'static str,
}

impl Journeys {
    pub fn of(
        visitor: &Visitor,
        mut trips: Vec<UpcomingTrip>,
        wishes: Vec<OpenRequest>,
        offers: Vec<OpenQuote>,
        mut expiring: Vec<Passenger>,
    ) -> Self {
        let next = next_of(&mut trips);
        let wishes = if visitor.may_open("/requests") { wishes } else { Vec::new() };
        let offers = if visitor.may_open("/quotes") { offers } else { Vec::new() };
        let style = visitor.style();
        let ahead = trips.into_iter().map(|it| Ahead::trip(it, style)).collect();
        let may_agree = visitor.may_send("/requests/{id}/answer");
        let (asked, open): (Vec<_>, Vec<_>) = wishes
            .into_iter()
            .partition(|it| may_agree && it.state == requests::State::AlternativeProposed);
        let [alternatives, requests] =
            [asked, open].map(|all| all.into_iter().map(|it| Ahead::wish(it, style)).collect());
        let has_directory = visitor.may_open("/passengers");
        expiring.retain(|it| {
            has_directory && matches!(it.standing_now(visitor), Standing::Expired | Standing::Soon)
        });
        expiring.truncate(3);
        Self { next, ahead, requests, alternatives, offers, expiring }
    }
}

impl Ahead {
    fn trip(trip: UpcomingTrip, style: Style) -> Self {
        Self {
            href: format!("/trips/{}", trip.id),
            when: itineraries::departure_in(&trip.legs, style),
            party: trip.flown_for(),
            with: match &trip.registration {
                Some(registration) => format!("{}, {registration}", trip.vehicle),
                None => trip.vehicle,
            },
            route: trip.route,
            class: trip.kind.class(),
            word: trip.kind.word(),
        }
    }

    fn wish(wish: OpenRequest, style: Style) -> Self {
        Self {
            href: format!("/requests/{}", wish.id),
            when: itineraries::departure_in(&wish.itinerary, style),
            with: wish.reference,
            party: String::new(),
            route: wish.route,
            class: wish.state.class(),
            word: wish.state.word(),
        }
    }
}

#[derive(Template)]
#[template(path = "dashboard/home.html")]
pub struct Home {
    pub visitor: Visitor,
    /// What an owner is asked about charters on their aircraft.
    pub questions: Vec<Question>,
    pub journeys: Journeys,
    /// The open orders of a customer of the FBO.
    pub orders: Vec<ListedService>,
    pub balances: Vec<AccountBalance>,
    pub credits: Vec<Sum>,
    pub payers: Vec<Payer>,
    pub threads: Vec<Thread>,
}

impl Home {
    pub fn greeting(&self) -> &'static str {
        greeting(Moment::new(self.visitor.now, &self.visitor.workspace.zone).hour())
    }

    pub fn may_request(&self) -> bool {
        self.visitor.may_open("/requests/new")
    }

    pub fn may_answer(&self) -> bool {
        self.visitor.may_send("/quotes/{id}/acceptance")
    }

    pub fn may_manage_passengers(&self) -> bool {
        self.visitor.may_send("/passengers")
    }

    /// Whether the client has nothing to see on this page yet.
    pub fn is_new(&self) -> bool {
        let it = &self.journeys;
        it.next.is_none()
            && it.ahead.is_empty()
            && it.requests.is_empty()
            && it.alternatives.is_empty()
            && it.offers.is_empty()
            && self.orders.is_empty()
            && self.balances.is_empty()
            && self.threads.is_empty()
    }
}

impl UpcomingTrip {
    /// "Your next trip, in 3 days"
    pub fn heading(&self, visitor: &Visitor) -> String {
        match countdown(self, visitor.now) {
            Some(when) => format!("Your next trip, {when}"),
            None => "Your trip now".to_owned(),
        }
    }

    /// "for Okafor Family": the other party that flies on their aircraft.
    fn flown_for(&self) -> String {
        if self.is_own {
            return String::new();
        }
        format!("for {}", self.party.as_deref().unwrap_or("another client"))
    }

    pub fn stops(&self) -> Vec<&str> {
        itineraries::stops(&self.legs)
    }

    /// The first and the last city: "Teterboro to Palm Beach".
    pub fn cities(&self) -> String {
        match (self.legs.first(), self.legs.last()) {
            (Some(first), Some(last)) => {
                format!("{} to {}", first.origin.city, last.destination.city)
            }
            _ => String::new(),
        }
    }

    pub fn first(&self) -> Option<&Leg> {
        self.legs.first()
    }

    /// The leg that departs next, where others have departed before it.
    pub fn onward(&self, visitor: &Visitor) -> Option<&Leg> {
        let is_ahead = |leg: &&Leg| leg.leaves_by() > visitor.now;
        let begun = self.legs.first().filter(|leg| !is_ahead(leg));
        begun.and(self.legs.iter().find(is_ahead))
    }

    pub fn last(&self) -> Option<&Leg> {
        self.legs.last()
    }

    /// The number of passengers: "4", or "3 of 4 named" while some are not named.
    pub fn manifest(&self) -> String {
        if self.named >= self.passengers {
            self.passengers.to_string()
        } else {
            format!("{} of {} named", self.named, self.passengers)
        }
    }
}

impl OpenQuote {
    pub fn written(&self) -> String {
        self.currency.written(self.total)
    }

    pub fn until(&self, visitor: &Visitor) -> String {
        visitor.moment(self.valid_until).full()
    }
}
