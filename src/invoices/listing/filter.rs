//! Which invoices a list shows: by status, and by the days on which they were issued.
use crate::{
    http::form::Form,
    invoices::{Balance, Standing},
    kit::zoned::{self, DAY},
};
use chrono::NaiveDate;

/// The filters in an address: `?status`, `?from` and `?until`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    pub status: Option<Standing>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

const STATUSES: [Standing; 6] = [
    Standing::Pending,
    Standing::PartlyPaid,
    Standing::Paid,
    Standing::Overdue,
    Standing::Void,
    Standing::Refunded,
];

impl Standing {
    /// The word in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::PartlyPaid => "partly-paid",
            Self::Paid => "paid",
            Self::Overdue => "overdue",
            Self::Void => "void",
            Self::Refunded => "refunded",
        }
    }
}

impl Filter {
    /// As the address has it; what cannot be read filters nothing.
    pub fn asked(status: &str, days: &Form) -> Self {
        Self {
            status: STATUSES.into_iter().find(|it| it.code() == status),
            from: days.day("from"),
            until: days.day("until"),
        }
    }

    pub fn is_set(&self) -> bool {
        *self != Self::default()
    }

    /// The parameters of the address, for the next page.
    pub fn params(&self) -> [(&'static str, String); 3] {
        let day = |it: Option<NaiveDate>| it.map(|day| day.to_string()).unwrap_or_default();
        let status = self.status.map(Standing::code).unwrap_or_default().to_owned();
        [("status", status), ("from", day(self.from)), ("until", day(self.until))]
    }

    /// The choices of the field: a word of the address, and one to read.
    pub fn statuses() -> Vec<(&'static str, &'static str)> {
        let each = STATUSES.into_iter().map(|it| (it.code(), it.word()));
        std::iter::once(("", "Any status")).chain(each).collect()
    }

    /// The first day, and the last; every day where none is asked for.
    pub fn days(&self) -> [String; 2] {
        let [from, until] = [self.from, self.until].map(|day| day.map(|it| it.to_string()));
        [
            from.unwrap_or_else(|| "0000-01-01".to_owned()),
            until.unwrap_or_else(|| "9999-12-31".to_owned()),
        ]
    }

    /// No invoice of the first day was issued before this instant, wherever the workspace is.
    pub fn earliest(&self) -> i64 {
        self.from.map_or(0, |day| zoned::noon("UTC", day) - 2 * DAY)
    }

    /// No invoice of the last day was issued after this instant.
    pub fn latest(&self) -> Option<i64> {
        self.until.map(|day| zoned::noon("UTC", day) + 2 * DAY)
    }

    /// Whether an invoice has the status on this day. The statement, which does not know the day in the workspace's
    /// time zone, lets some more through.
    pub fn takes(&self, balance: &Balance, today: NaiveDate) -> bool {
        self.status.is_none_or(|status| balance.standing(today) == status)
    }
}
