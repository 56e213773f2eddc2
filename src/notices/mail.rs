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
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// To the account and to staff, a day before departure.
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
    Letter {
        subject: format!("A travel document of {} expires soon", it.name),
        lead: format!("{} Please enter the new one in time.", it.told()),
        facts: Vec::new(),
        action: "View passengers".to_owned(),
        path: "/passengers".to_owned(),
    }
}

/// The same to staff.
pub fn expiring_for_staff(it: &Expiring) -> Letter {
    Letter {
        subject: format!("A travel document of {} expires soon", it.name),
        lead: it.told(),
        facts: vec![("Account".to_owned(), it.account.clone())],
        action: "View passengers".to_owned(),
        path: format!("/passengers?q={}", utf8_percent_encode(&it.name, NON_ALPHANUMERIC)),
    }
}

impl Expiring {
    /// What happens, in a sentence.
    fn told(&self) -> String {
        let style = Style { order: self.date_order, ..Style::default() };
        let date = self.expires_on.parse::<NaiveDate>();
        let date = date.map_or_else(|_| self.expires_on.clone(), |date| style.date(date));
        format!("The travel document of {} expires on {date}.", self.name)
    }
}

/// What happened since the last one, together.
pub fn digest(all: &[Pending]) -> Letter {
    let many = counted(i64::try_from(all.len()).unwrap_or(i64::MAX), "notice");
    let told = |it: &Pending| super::lead(&it.lead, it.about.as_ref(), Style::default());
    let fact = |it: &Pending| (it.subject.clone(), excerpt(&told(it), 200));
    Letter {
        subject: format!("Your day: {many}"),
        lead: format!("You chose to get these together: {many} since the last email."),
        facts: all.iter().map(fact).collect(),
        action: "See all notices".to_owned(),
        path: "/notices".to_owned(),
    }
}
