//! Reminding clients of invoices that are not paid in full, some days before and after they are due, and telling accounting
//! when one becomes overdue.
use crate::kit::{
    ids::{AccountId, InvoiceId, WorkspaceId},
    text,
    zoned::{self, Instants},
};
use chrono::{Days, NaiveDate, NaiveTime};
use serde::Deserialize;

/// A workspace, when it reminds its clients, and when the clock looks at it.
#[derive(Debug, Clone, Deserialize)]
pub struct Reminding {
    pub workspace_id: WorkspaceId,
    pub zone: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub before: Vec<i64>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub after: Vec<i64>,
    /// None where it never did.
    pub reminders_at: Option<i64>,
}

/// An invoice that its account is to be reminded of: `days` after its due date, or before it if that is negative.
#[derive(Debug, Clone, Deserialize)]
pub struct Due {
    pub id: InvoiceId,
    pub account_id: AccountId,
    pub days: i64,
}

/// An invoice that became overdue.
#[derive(Debug, Clone, Deserialize)]
pub struct Overdue {
    pub id: InvoiceId,
}

/// What is to be done for a workspace now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// It is night there: wait until then.
    Wait { until: i64 },
    /// Remind of what is due on these days, counted from the due date, and tell of what became overdue; then wait until
    /// the next morning.
    Remind { today: NaiveDate, days: Vec<i64>, until: i64 },
}

impl Reminding {
    /// Reminders go out from eight in the morning, as it is in the workspace.
    pub fn plan(&self, now: i64) -> Plan {
        let today = zoned::today(now, &self.zone);
        let morning = self.morning(today);
        if now < morning {
            return Plan::Wait { until: morning };
        }
        let days = self.before.iter().map(|days| -days).chain(self.after.iter().copied());
        let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
        Plan::Remind { today, days: days.collect(), until: self.morning(tomorrow) }
    }

    fn morning(&self, day: NaiveDate) -> i64 {
        let eight = NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default();
        let at = Instants::of(&self.zone, day, eight).first();
        at.unwrap_or_else(|| zoned::noon(&self.zone, day))
    }
}

impl Due {
    /// What the history of the invoice says: "7 days before it is due".
    pub fn words(&self) -> String {
        let days = text::counted(self.days.abs(), "day");
        match self.days {
            0 => "on the day it is due".to_owned(),
            ..0 => format!("{days} before it is due"),
            1.. => format!("{days} after it was due"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    /// Eight in the morning of November 20, 2026, in New York.
    const EIGHT: i64 = 1_795_179_600_000;

    #[test]
    fn reminders_wait_for_the_morning_of_the_workspace() {
        let of = Reminding {
            workspace_id: WorkspaceId(Uuid::nil()),
            zone: "America/New_York".into(),
            before: vec![1, 7],
            after: vec![3],
            reminders_at: Some(0),
        };
        assert_eq!(of.plan(EIGHT - 1), Plan::Wait { until: EIGHT });
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let until = EIGHT + zoned::DAY;
        assert_eq!(of.plan(EIGHT), Plan::Remind { today, days: vec![-1, -7, 3], until });
    }
}
