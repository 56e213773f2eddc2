//! What the lists of invoices show, and the list of quotes that wait for one.
use crate::{
    db::sorting::Sorting,
    http::form::Form,
    invoices::{
        ListedInvoice, Standing,
        credit::Sum,
        listing::{Billable, Column, Filter, Tab},
        owing::AccountBalance,
        queries::Waiting,
    },
    ui::pieces::{Head, Pager},
    users::{Role, Visitor},
};
use askama::Template;

/// A client's list.
#[derive(Template)]
#[template(path = "invoices/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub entries: Vec<ListedInvoice>,
    pub owed: Vec<AccountBalance>,
    pub credits: Vec<Sum>,
    pub tab: Tab,
    pub filter: Filter,
    pub filters: Form,
    pub pager: Pager,
}

/// The workspace's list.
#[derive(Template)]
#[template(path = "invoices/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub entries: Vec<ListedInvoice>,
    pub tab: Tab,
    pub filter: Filter,
    pub filters: Form,
    pub sorting: Sorting<Column>,
    pub waiting: Waiting,
    pub pager: Pager,
}

/// The accepted quotes that wait for an invoice.
#[derive(Template)]
#[template(path = "invoices/ops/to_invoice.html")]
pub struct ToInvoice {
    pub visitor: Visitor,
    pub quotes: Vec<Billable>,
    pub tab: Tab,
    pub waiting: Waiting,
    pub pager: Pager,
}

impl Index {
    pub fn owes(&self) -> bool {
        self.owed.iter().any(|it| it.owed > 0)
    }
}

impl OpsIndex {
    pub fn has_statuses() -> bool {
        false
    }

    pub fn is_filtered(&self) -> bool {
        self.filter.is_set()
    }

    pub fn client_head(&self) -> Head<'_> {
        self.head("Client", Column::Client)
    }

    /// The head of the column by which the list begins.
    pub fn day_head(&self) -> Head<'_> {
        if self.tab.is_by_due_day() {
            self.head("Due", Column::Due)
        } else {
            self.head("Issued", Column::Issued)
        }
    }

    fn head<'a>(&self, word: &'a str, by: Column) -> Head<'a> {
        Head::of(word, by, self.sorting, "/invoices", &[("show", self.tab.word())])
    }
}

impl Index {
    pub fn has_statuses() -> bool {
        true
    }

    pub fn is_filtered(&self) -> bool {
        self.filter.is_set()
    }

    /// Whether the list is of what is paid in full.
    pub fn is_of_paid(&self) -> bool {
        self.filter == Filter { status: Some(Standing::Paid), ..Filter::default() }
    }

    /// Whether they may see the invoices to others for trips on their aircraft.
    pub fn has_aircraft(&self) -> bool {
        self.visitor.user.role == Role::Owner && self.visitor.workspace.shows_other_parties
    }
}

impl ListedInvoice {
    pub fn standing(&self, visitor: &Visitor) -> Standing {
        self.balance.standing(visitor.today())
    }

    pub fn issued(&self, visitor: &Visitor) -> String {
        visitor.date(self.issued_on)
    }

    pub fn due(&self, visitor: &Visitor) -> String {
        visitor.date(self.balance.due_on)
    }
}

impl Billable {
    pub fn written(&self) -> String {
        self.currency.written(self.total)
    }

    pub fn accepted(&self, visitor: &Visitor) -> String {
        visitor.moment(self.accepted_at).told(visitor.now)
    }
}
