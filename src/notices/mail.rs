//! Emails that the clock sends.
use super::queries::{Expiring, Near, Pending};
use crate::{
    kit::{
        style::Style,
        text::{counted, excerpt},
        zoned::Moment,
    },
    mail::Letter,
};
use chrono::NaiveDate;

/// To the account, a day before departure.
pub fn near(it: &Near) -> Letter {
    let style = Style { hours: it.clock, order: it.date_order, ..Style::default() };
    let departs = Moment::new(it.departs_at, &it.zone).styled(style).full();
    Letter {
        subject: format!("{} departs within 24 hours", it.route),
        lead: it.trade.says(&format!("Trip {} departs on {departs}.", it.reference)),
        facts: vec![("Passengers".to_owned(), it.passengers.to_string())],
        action: it.trade.says("View trip"),
        path: format!("/trips/{}", it.id),
    }
}

/// To the account, when a passenger's document expires soon.
pub fn expiring(it: &Expiring) -> Letter {
    let style = Style { order: it.date_order, ..Style::default() };
    let date = it.expires_on.parse::<NaiveDate>();
    let date = date.map_or_else(|_| it.expires_on.clone(), |date| style.date(date));
    Letter {
        subject: format!("A travel document of {} expires soon", it.name),
        lead: format!(
            "The travel document of {} expires on {date}. Please enter the new one in time.",
            it.name
        ),
        facts: Vec::new(),
        action: "View passengers".to_owned(),
        path: "/passengers".to_owned(),
    }
}

/// What happened since the last one, together.
pub fn digest(all: &[Pending]) -> Letter {
    let many = counted(i64::try_from(all.len()).unwrap_or(i64::MAX), "notice");
    let fact = |it: &Pending| (it.subject.clone(), excerpt(&it.lead, 200));
    Letter {
        subject: format!("Your day: {many}"),
        lead: format!("You chose to get these together: {many} since the last email."),
        facts: all.iter().map(fact).collect(),
        action: "See all notices".to_owned(),
        path: "/notices".to_owned(),
    }
}
