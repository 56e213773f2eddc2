//! What a statement shows.
use crate::{
    http::{form::Form, page::address},
    payments::{
        Payer,
        queries::{Addressee, Stated},
        statement::{Ageing, Entry, EntryKind, Period, Statement, statements},
    },
    users::Visitor,
};
use askama::Template;

/// A statement in print, for either side.
pub struct StatementSheet {
    pub account: Payer,
    pub period: Period,
    pub statements: Vec<Statement>,
    /// Its page.
    pub path: String,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "payments/statement.html")]
pub struct ClientStatement {
    pub visitor: Visitor,
    pub sheet: StatementSheet,
    /// The client's accounts.
    pub accounts: Vec<Payer>,
}

#[derive(Template)]
#[template(path = "payments/ops/statement.html")]
pub struct OpsStatement {
    pub visitor: Visitor,
    pub sheet: StatementSheet,
    /// To whom it is mailed.
    pub addressees: Vec<Addressee>,
}

impl StatementSheet {
    pub fn of(
        (account, before, entries, ageing): Stated,
        period: Period,
        path: &str,
        mut form: Form,
    ) -> Option<Self> {
        for (name, day) in [("from", period.from), ("until", period.until)] {
            if form.complaint(name).is_none() {
                form.set(name, day.to_string());
            }
        }
        let statements = statements(&before, &entries, &ageing);
        Some(Self { account: account?, period, statements, path: path.to_owned(), form })
    }

    /// Whether something is to be paid today.
    pub fn is_open(&self) -> bool {
        self.statements.iter().filter_map(|it| it.ageing.as_ref()).any(|it| !it.bands().is_empty())
    }

    pub fn csv(&self) -> String {
        self.file("csv")
    }

    pub fn pdf(&self) -> String {
        self.file("pdf")
    }

    /// The address of the file.
    fn file(&self, kind: &str) -> String {
        let (from, until) = (self.period.from.to_string(), self.period.until.to_string());
        let id = self.account.id.to_string();
        // The path of staff names the account already.
        let account = if self.path == "/statement" { id.as_str() } else { "" };
        address(
            &format!("{}.{kind}", self.path),
            &[("account", account), ("from", &from), ("until", &until)],
        )
    }

    /// "Aug 1, 2026 to Nov 21, 2026".
    pub fn days(&self, visitor: &Visitor) -> String {
        format!("{} to {}", visitor.date(self.period.from), visitor.date(self.period.until))
    }
}

impl ClientStatement {
    pub fn options(&self) -> Vec<(String, String)> {
        self.accounts.iter().map(|it| (it.id.to_string(), it.name.clone())).collect()
    }
}

impl OpsStatement {
    pub fn may_send(&self) -> bool {
        self.visitor.may_send("/accounts/{id}/statement/sending")
    }

    /// "Mira Lindqvist, Tomas Lindqvist"
    pub fn names(&self) -> String {
        let names: Vec<_> = self.addressees.iter().map(|it| it.name.as_str()).collect();
        names.join(", ")
    }

    pub fn trail(&self) -> [(String, String); 2] {
        let account = format!("/accounts/{}", self.sheet.account.id);
        let payments = (format!("{account}/payments"), "Payments".to_owned());
        [(account, self.sheet.account.name.clone()), payments]
    }
}

impl Statement {
    /// "1,200.00", or "1,200.00 credit" of a negative balance.
    #[allow(clippy::trivially_copy_pass_by_ref)] // as templates pass it
    pub fn balance(&self, minor: &i64) -> String {
        match *minor {
            credit @ ..=-1 => format!("{} credit", self.currency.written(-credit)),
            owed => self.currency.written(owed),
        }
    }

    /// The change of an entry, with a minus for a payment.
    pub fn changed(&self, entry: &Entry) -> String {
        self.currency.written(entry.change())
    }
}

impl Entry {
    /// Where an invoice, or the receipt of a payment, is; both sides have it.
    pub fn page(&self, visitor: &Visitor) -> Option<String> {
        match self.kind {
            EntryKind::Invoice | EntryKind::CreditNote => Some(format!("/invoices/{}", self.id)),
            EntryKind::Payment => {
                visitor.may_open("/receipts/{id}").then(|| format!("/receipts/{}", self.id))
            }
            EntryKind::Refund => None,
        }
    }

    /// What its link says, which an empty reference would not.
    pub fn named(&self) -> &str {
        if self.reference.is_empty() { self.kind.name() } else { &self.reference }
    }
}

impl Ageing {
    fn sums(&self) -> [i64; 5] {
        [self.not_due, self.to_30, self.to_60, self.to_90, self.older]
    }

    /// A strip 1,000 wide of what is open: each age, where its band begins and how wide it is.
    pub fn bands(&self) -> Vec<(usize, i64, i64)> {
        let total: i64 = self.sums().iter().sum();
        let mut from = 0;
        let ages = self.sums().into_iter().enumerate().filter(|(_, sum)| *sum > 0 && total > 0);
        let mut bands = Vec::new();
        for (age, sum) in ages {
            bands.push((age, from * 1_000 / total, (sum * 1_000 / total).max(1)));
            from += sum;
        }
        bands
    }

    pub fn rows(&self) -> [(&'static str, String); 5] {
        let written = |minor| self.currency.written(minor);
        [
            ("Not due yet", written(self.not_due)),
            ("1 to 30 days overdue", written(self.to_30)),
            ("31 to 60 days", written(self.to_60)),
            ("61 to 90 days", written(self.to_90)),
            ("Over 90 days", written(self.older)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::money::Currency;

    #[test]
    fn the_strip_is_divided_as_the_open_sum_is() {
        let currency = Currency("USD".into());
        let some = Ageing { currency, not_due: 7_500, to_30: 0, to_60: 2_500, to_90: 0, older: 0 };
        assert_eq!(some.bands(), [(0, 0, 750), (2, 750, 250)]);
        assert!(Ageing { not_due: 0, to_60: 0, ..some }.bands().is_empty());
    }
}
