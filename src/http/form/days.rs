//! The days of a filter, which is read before it is known whose it is.
use super::Form;
use crate::kit::{
    clock::{parse_date, parse_plain_date},
    style::DateOrder,
};
use chrono::NaiveDate;

impl Form {
    /// The days that an address asks for, in these fields: as a machine writes them, or with a complaint as they were
    /// typed. The address says in `order` how its reader writes dates of numbers.
    pub fn days<const N: usize>(names: [&str; N], param: impl Fn(&str) -> String) -> Self {
        let order = DateOrder::of(&param("order"));
        let mut form = Self::default();
        for name in names {
            let typed = param(name);
            let day = match order {
                Some(order) => parse_date(&typed, order).ok(),
                None => parse_plain_date(&typed),
            };
            if day.is_none() && !typed.is_empty() {
                form.complain(name, "Enter a date, such as Dec 31, 2026.");
            }
            form.set(name, day.map_or(typed, |it| it.to_string()));
        }
        form
    }

    /// A day that was read; none where there is none, or one that was complained about.
    pub fn day(&self, name: &str) -> Option<NaiveDate> {
        self.value(name).parse().ok().filter(|_| self.complaint(name).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, order: &str) -> (Option<String>, bool) {
        let form = Form::days(["from"], |name| match name {
            "from" => typed.to_owned(),
            _ => order.to_owned(),
        });
        (form.day("from").map(|it| it.to_string()), form.has_complaints())
    }

    #[test]
    fn a_day_of_a_filter_is_read_as_its_reader_writes_dates() {
        let tenth = (Some("2026-12-10".to_owned()), false);
        for typed in ["2026-12-10", "Dec 10, 2026", "10 December 2026"] {
            assert_eq!(read(typed, ""), tenth, "{typed}");
        }
        assert_eq!(read("12/10/2026", "month_first"), tenth);
        assert_eq!(read("10/12/2026", "day_first"), tenth);
        assert_eq!(read("12/10/2026", ""), (None, true), "it can mean two");
        assert_eq!(read("next week", "month_first"), (None, true));
        assert_eq!(read("", "month_first"), (None, false));
    }
}
